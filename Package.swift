// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: warnings are errors, and nothing existential or imported by accident
/// goes through.
let common: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What nearly every target is compiled with: nothing unsafe goes through without a word either.
let strict: [SwiftSetting] = common + [.strictMemorySafety()]

/// What the kernels of one instruction set are compiled with.
///
/// In debug builds too, so that tests run the code that users run. They are unsafe memory from end to end, so
/// nothing in them is checked or marked; each says what it may touch. Loops are unrolled far enough that a tile
/// of sums stays in registers. Nothing may be inlined into other modules, which are compiled for every
/// processor.
func vectors(_ processor: String?) -> [SwiftSetting] {
  var flags = ["-Ounchecked", "-wmo", "-num-threads", "2", "-disable-batch-mode", "-disable-cmo"]
  flags += ["-Xfrontend", "-disable-stack-protector", "-Xllvm", "-unroll-threshold=3000"]
  if let processor { flags += ["-Xcc", "-march=\(processor)"] }
  return common + [.unsafeFlags(flags)]
}

/// Whether there are kernels for newer x86-64 processors too. `GRADUS_BASELINE=1` leaves them out, to build
/// for another architecture than that of the machine at hand.
#if arch(x86_64)
let hasLevels = Context.environment["GRADUS_BASELINE"] == nil
#else
let hasLevels = false
#endif

/// The instruction sets besides the one that every processor has, as targets of one source folder.
let levels: [Target] =
  hasLevels
  ? [("KernelsAVX2", "x86-64-v3"), ("KernelsAVX512", "x86-64-v4")].map { name, processor in
    .target(name: name, dependencies: ["CVectors", "Kernels"], swiftSettings: vectors(processor))
  } : []

/// What tests are compiled with.
let tests: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "Gradus",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Gradus", targets: ["Gradus"]),
    .library(name: "GradusTesting", targets: ["GradusTesting"]),
    .executable(name: "gradus", targets: ["GradusCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // The engine: no Foundation, also built as Embedded Swift.
    .target(name: "CMath", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Kernels", dependencies: ["CMath"], swiftSettings: strict),

    // The same kernels in vectors, and the one place that chooses: for training, not for lessons.
    .target(name: "CVectors"),
    .target(name: "CProcessor"),
    .target(
      name: "KernelsBase",
      dependencies: ["CVectors", "Kernels"],
      swiftSettings: vectors(nil)
    ),
    .target(
      name: "FastKernels",
      dependencies: ["CProcessor", "Kernels", "KernelsBase"]
        + levels.map { .target(name: $0.name) },
      swiftSettings: strict + (hasLevels ? [.define("GRADUS_X86_LEVELS")] : [])
    ),

    .target(name: "Autodiff", dependencies: ["Kernels", "CMath"], swiftSettings: strict),
    .target(name: "Learning", dependencies: ["Autodiff", "CMath"], swiftSettings: strict),
    .target(name: "Notation", dependencies: ["Autodiff", "Learning"], swiftSettings: strict),
    .target(
      name: "Drawing",
      dependencies: ["Autodiff", "CMath", "Notation"],
      swiftSettings: strict
    ),

    // What a person worked out by hand: read, judged, and the slips in it named.
    .target(
      name: "Exercises",
      dependencies: ["Autodiff", "Learning", "Notation"],
      swiftSettings: strict
    ),

    // What a page calls: the engine as WebAssembly, see Scripts/build-browser.sh.
    .target(name: "CWasmHost"),
    .executableTarget(
      name: "Browser",
      dependencies: ["Exercises", "Notation", "CWasmHost"],
      swiftSettings: strict + [.define("GRADUS_CHECKS")]
    ),

    // The engine's operations over fractions.
    .target(
      name: "Exact",
      dependencies: ["Autodiff", "Notation", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict
    ),

    // What was deflated. zlib is part of macOS; on Linux it is the package zlib1g-dev.
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "Unpacking", dependencies: ["CZlib"], swiftSettings: strict),

    // Data sets from files, gzipped or not.
    .target(
      name: "DataFiles",
      dependencies: ["Learning", "Notation", "Unpacking"],
      exclude: ["Digits/ATTRIBUTION.md"],
      resources: [
        .embedInCode("Digits/optdigits-images-idx3-ubyte.gz"),
        .embedInCode("Digits/optdigits-labels-idx1-ubyte.gz"),
      ],
      swiftSettings: strict
    ),

    // The same graph, trained in batches over the fast kernels.
    .target(
      name: "Training",
      dependencies: [
        "Autodiff", "CMath", "Drawing", "FastKernels", "Kernels", "Learning", "Notation",
      ],
      swiftSettings: strict
    ),
    // Plans whose samples lie in files.
    .target(
      name: "TrainingFiles",
      dependencies: ["DataFiles", "Learning", "Notation", "Training"],
      swiftSettings: strict
    ),
    // What an ONNX file holds: generated, see onnx-subset.proto, and so without the settings that its code
    // does not keep to.
    .target(
      name: "OnnxSchema",
      dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["onnx-subset.proto"],
      swiftSettings: common
    ),
    // Nets on their way out and in.
    .target(
      name: "Exchange",
      dependencies: [
        "Autodiff", "Learning", "Notation", "OnnxSchema", "Training", "Unpacking",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: strict
    ),

    // The course: from Markdown to pages.
    .systemLibrary(
      name: "CCMark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .target(
      name: "Lessons",
      dependencies: [
        "CCMark", "Autodiff", "DataFiles", "Notation", "Learning", "Drawing", "Exercises",
        "FastKernels", "Training", "TrainingFiles", "Yams",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Writers",
      dependencies: ["Lessons", "Drawing", "Exact", "Notation", "Autodiff"],
      swiftSettings: strict
    ),
    .target(
      name: "Site",
      dependencies: [
        "Lessons", "Writers", "Drawing", "FastKernels", "Learning", "Notation", "Training",
      ],
      resources: [.embedInCode("Assets")],
      swiftSettings: strict
    ),

    // From files in memory to a folder on disk, all or nothing.
    .target(name: "CExchange"),
    .target(name: "Publishing", dependencies: ["CExchange"], swiftSettings: strict),

    // What a Swift programmer imports, and what a shell runs.
    .target(
      name: "Gradus",
      dependencies: ["Autodiff", "Notation", "Learning", "Drawing"],
      swiftSettings: strict
    ),
    // Hand-computed numbers in tests; a product of its own, since it needs Swift Testing.
    .target(
      name: "GradusTesting",
      dependencies: ["Gradus", "Exercises", "Notation", "Autodiff"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "GradusCommand",
      dependencies: [
        "Autodiff", "Notation", "Learning", "Drawing", "Exact", "Exercises", "Lessons", "Writers",
        "Site", "Publishing", "FastKernels", "Training", "TrainingFiles", "DataFiles", "Exchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "SigmoidNeuron",
      dependencies: ["Gradus"],
      path: "examples/SigmoidNeuron"
    ),

    // How long things take; `Benchmarks/run` sets the figures beside those of other programs.
    .target(name: "CAllocations", path: "Benchmarks/CAllocations"),
    .executableTarget(
      name: "TapeBenchmark",
      dependencies: ["Autodiff", "CAllocations"],
      path: "Benchmarks/Tape",
      swiftSettings: strict
    ),

    .target(name: "CPeak", path: "Benchmarks/CPeak"),
    .executableTarget(
      name: "KernelsBenchmark",
      dependencies: ["FastKernels", "Kernels", "CPeak"],
      path: "Benchmarks/Kernels",
      swiftSettings: tests
    ),
    .executableTarget(
      name: "TrainingBenchmark",
      dependencies: ["Autodiff", "CAllocations", "FastKernels", "Learning", "Training"],
      path: "Benchmarks/Training",
      swiftSettings: tests
    ),

    // Tests mirror the sources; golden files lie beside them.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(
      name: "ExerciseSamples",
      dependencies: ["Lessons", "Drawing", "Notation", "Autodiff"],
      path: "Tests/ExerciseSamples",
      swiftSettings: tests
    ),
    // Programs and lessons made at random: swift run -c release gradus-fuzz --count 10000 --seed 1
    .executableTarget(
      name: "gradus-fuzz",
      dependencies: ["Autodiff", "Notation", "Exercises", "Lessons"],
      path: "Tests/Fuzz",
      swiftSettings: tests
    ),
    .testTarget(
      name: "KernelsTests",
      dependencies: ["CAllocations", "Kernels", "FastKernels"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "AutodiffTests",
      dependencies: ["Autodiff", "TestSupport"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "NotationTests",
      dependencies: ["Notation", "Learning", "Autodiff", "TestSupport"],
      exclude: ["Fixtures", "Snapshots", "Run/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "LearningTests",
      dependencies: ["Learning", "Autodiff", "TestSupport"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "DataFilesTests",
      dependencies: ["DataFiles", "Learning", "Notation", "TestSupport"],
      exclude: ["Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Training", "Drawing", "Learning", "Notation", "Autodiff", "FastKernels", "TestSupport",
      ],
      exclude: ["Plan/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "TrainingFilesTests",
      dependencies: ["TrainingFiles", "Training", "Learning", "Notation", "TestSupport"],
      exclude: ["Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "ExchangeTests",
      dependencies: [
        "Exchange", "OnnxSchema", "Training", "Learning", "Notation", "Autodiff", "TestSupport",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["PyTorch/Snapshots", "Source/Snapshots", "Text/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "DrawingTests",
      dependencies: ["Drawing", "Notation", "Autodiff", "TestSupport"],
      exclude: [
        "Formula/Snapshots", "Picture/Snapshots", "Plot/Snapshots", "Training/Snapshots",
      ],
      swiftSettings: tests
    ),
    .testTarget(
      name: "ExercisesTests",
      dependencies: ["Exercises", "Notation", "Autodiff", "TestSupport"],
      exclude: ["Reading/Snapshots", "Results/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "ExactTests",
      dependencies: [
        "Exact", "Notation", "Autodiff", "TestSupport", .product(name: "BigInt", package: "BigInt"),
      ],
      exclude: ["Output/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Lessons", "Exercises", "Drawing", "Notation", "Autodiff", "TestSupport", "ExerciseSamples",
      ],
      exclude: ["Fixtures", "Course/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "WritersTests",
      dependencies: [
        "Writers", "Lessons", "Drawing", "Exact", "Notation", "Autodiff", "TestSupport",
        "ExerciseSamples",
      ],
      exclude: [
        "Exercises/Snapshots", "LaTeX/Snapshots", "Terminal/Snapshots", "Markdown/Snapshots",
      ],
      swiftSettings: tests
    ),
    .testTarget(
      name: "SiteTests",
      dependencies: [
        "Site", "Lessons", "Drawing", "FastKernels", "Learning", "TestSupport", "Training",
        "ExerciseSamples",
      ],
      exclude: ["Exercises/Snapshots", "Page/Snapshots"],
      swiftSettings: tests
    ),
    .testTarget(name: "PublishingTests", dependencies: ["Publishing"], swiftSettings: tests),
    .testTarget(name: "GradusTests", dependencies: ["Gradus"], swiftSettings: tests),
    .testTarget(
      name: "GradusTestingTests",
      dependencies: ["GradusTesting", "Gradus", "Notation", "Autodiff"],
      swiftSettings: tests
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["GradusCommand", "Drawing", "TestSupport"],
      exclude: ["Snapshots", "Practising/Snapshots"],
      swiftSettings: tests
    ),
  ] + levels
)
