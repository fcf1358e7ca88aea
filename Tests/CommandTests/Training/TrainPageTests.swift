import Foundation
import Testing

/// `gradus train --page` as a person runs it.
@Suite struct TrainPageTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  private static let plan = TrainTests.moons + "\nshow curves, boundary, confusion\n"

  @Test func `a page with the pictures of the run is written`() throws {
    try shell.write(Self.plan, to: "moons.train")
    let trained = try shell.run("gradus train moons.train -q --page run")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.errors == "gradus: wrote run/index.html\n")
    let page = try shell.run("cat run/index.html").output
    #expect(page.contains("<h1>Run of moons.train</h1>"))
    for title in [
      "Loss by epoch", "Accuracy by epoch", "Epoch 0, ", "Which class was taken for which",
    ] {
      #expect(page.contains(title), "\(title)")
    }
    // The plan stands on it, and everything that it loads lies beside it.
    #expect(page.contains("sgd(rate=0.3, momentum=0.9)"))
    #expect(try shell.run("ls run/gradus").output.contains("theme.css"))
  }

  @Test func `the same run gives the same page`() throws {
    try shell.write(Self.plan, to: "moons.train")
    for folder in ["one", "two"] {
      #expect(try shell.run("gradus train moons.train -q --page \(folder)").status == 0)
    }
    #expect(try shell.run("diff -r one two").status == 0)
  }

  @Test func `a page that cannot be written is told before anything is trained`() throws {
    try shell.write(Self.plan, to: "moons.train")
    try shell.write("a file", to: "taken")
    let told = try shell.run("gradus train moons.train --page taken")
    #expect(told.status == 73)
    #expect(told.output.isEmpty)
    #expect(!told.errors.contains("epoch 1"))
    let empty = try shell.run("gradus train moons.train --page ''")
    #expect(empty.status == 64)
    #expect(empty.errors.hasPrefix("Error: --page expects the name of a folder, found ''"))
    // The folder of the plan itself is no place for the page.
    let own = try shell.run("gradus train moons.train -q --page .")
    #expect(own.status == 64)
    #expect(try shell.run("ls").output == "moons.train\ntaken\n")
  }
}
