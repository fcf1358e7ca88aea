// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: warnings are errors, and nothing existential, imported by
/// accident or unsafe without a word goes through.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "Gradus",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Gradus", targets: ["Gradus"]),
    .executable(name: "gradus", targets: ["GradusCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The engine: no Foundation, also built as Embedded Swift.
    .target(name: "CMath", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Kernels", dependencies: ["CMath"], swiftSettings: strict),
    .target(name: "Autodiff", dependencies: ["Kernels", "CMath"], swiftSettings: strict),
    .target(name: "Notation", dependencies: ["Autodiff"], swiftSettings: strict),
    .target(name: "Learning", dependencies: ["Autodiff"], swiftSettings: strict),
    .target(name: "Drawing", dependencies: ["Autodiff", "Notation"], swiftSettings: strict),

    // The course: from Markdown to pages.
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(
      name: "Lessons",
      dependencies: ["CCMark", "Autodiff", "Notation", "Learning", "Drawing", "Yams"],
      swiftSettings: strict),
    .target(
      name: "Writers", dependencies: ["Lessons", "Drawing", "Notation", "Autodiff"],
      swiftSettings: strict),
    .target(
      name: "Site", dependencies: ["Lessons", "Writers", "Drawing", "Notation"],
      resources: [.embedInCode("Assets")], swiftSettings: strict),

    // What a Swift programmer imports, and what a shell runs.
    .target(name: "Gradus", dependencies: ["Autodiff", "Notation", "Learning", "Drawing"], swiftSettings: strict),
    .executableTarget(
      name: "GradusCommand",
      dependencies: [
        "Autodiff", "Notation", "Learning", "Drawing", "Lessons", "Writers", "Site",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
)
