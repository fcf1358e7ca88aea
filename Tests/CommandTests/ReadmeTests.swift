import Foundation
import Testing

/// The README is followed from top to bottom: every command in it is run, and every program.
@Suite struct ReadmeTests {
  /// A fenced block.
  struct Block {
    var language: String
    var text: String
  }

  let shell: Shell
  let blocks: [Block]

  init() throws {
    shell = try Shell()
    blocks = Self.blocks(try Self.file("README.md"))
    for name in ["lessons", "examples", "Documentation"] {
      try FileManager.default.createSymbolicLink(
        at: shell.folder.appending(path: name),
        withDestinationURL: Shell.package.appending(path: name)
      )
    }
  }

  private static func file(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: Shell.package.appending(path: name)), as: UTF8.self)
  }

  /// The fenced blocks of a text, those inside others left in them.
  static func blocks(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var fence: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if line == open {
          fence = nil
        } else {
          blocks[blocks.count - 1].text += line + "\n"
        }
      } else if ticks.count >= 3 {
        fence = ticks
        blocks.append(Block(language: String(line.dropFirst(ticks.count)), text: ""))
      }
    }
    return blocks
  }

  @Test func `every kind of block is one that is tried`() {
    let languages = Set(blocks.map(\.language))
    // The JavaScript is tried in `Tests/Browser`.
    #expect(languages == ["sh", "console", "markdown", "swift", "js"])
  }

  @Test func `commands print what the README says`() throws {
    for block in blocks where block.language == "console" {
      var commands: [(line: String, output: String)] = []
      for line in block.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        if line.hasPrefix("$ ") {
          commands.append((String(line.dropFirst(2)), ""))
        } else if !commands.isEmpty {
          commands[commands.count - 1].output += line + "\n"
        }
      }
      #expect(!commands.isEmpty)
      for command in commands {
        // What `swift run` would build has been built.
        let script = command.line.replacing("swift run ", with: "")
        let outcome = try shell.run(script)
        #expect(outcome.output + outcome.errors == command.output, "\(command.line)")
      }
    }
  }

  @Test func `the lesson in the README builds, and its numbers come out`() throws {
    let lesson = try #require(blocks.first { $0.language == "markdown" })
    try shell.write(lesson.text, to: "c/first.md")
    let built = try shell.run("gradus build c --format markdown -d out")
    #expect(built.status == 0, "\(built.errors)")
    let page = shell.text("out/first.md") ?? ""
    #expect(page.contains("come back to it: 2 through the product"))
    #expect(page.contains("1 through the sum"))
    #expect(page.contains("Together they make 3."))
  }

  @Test(arguments: ["README.md", "Documentation/Exercises.md"])
  func `every lesson in the documents holds`(name: String) throws {
    let lessons = Self.blocks(try Self.file(name)).filter { $0.language == "markdown" }
    #expect(!lessons.isEmpty)
    for (index, lesson) in lessons.enumerated() {
      try shell.write(lesson.text, to: "documents/\(index).md")
    }
    let tested = try shell.run("gradus test documents")
    #expect(tested.status == 0, "\(tested.errors)")
  }

  @Test func `the Swift program is the one in examples`() throws {
    let program = try #require(blocks.first { $0.language == "swift" })
    #expect(program.text == (try Self.file("examples/SigmoidNeuron/main.swift")))
  }

  @Test func `what only a clean clone can try is tried by the checks of every change`() throws {
    let checks = try Self.file(".ci/run") + Self.file(".ci/try-readme")
    for block in blocks where block.language == "sh" {
      for line in block.text.split(separator: "\n") {
        #expect(checks.contains("\n\(line)\n"), "\(line)")
      }
    }
  }

  @Test func `every folder and file that the documents name is there`() throws {
    for name in [
      "README.md", "Documentation/Architecture.md", "Documentation/Adding.md",
      "Documentation/Exercises.md",
    ] {
      for match in try Self.file(name).matches(
        of: /`((?:Sources|Tests|Documentation|lessons|examples|Benchmarks|\.ci)\/[^`\s]*)`/
      ) {
        let path = Shell.package.appending(path: String(match.1)).path
        #expect(FileManager.default.fileExists(atPath: path), "\(name): \(match.1)")
      }
    }
  }
}
