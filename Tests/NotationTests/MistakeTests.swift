import Foundation
import Notation
import TestSupport
import Testing

/// A program of `Fixtures` with mistakes; its first line says where they are.
struct MistakenProgram: CustomTestStringConvertible, Sendable {
  var name: String
  var bytes: [UInt8]

  var testDescription: String { name }

  /// All programs of the folder, by name.
  static let all: [MistakenProgram] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".grad") }.sorted().compactMap { file in
      guard let data = try? Data(contentsOf: folder.appending(path: file)) else { return nil }
      return MistakenProgram(name: String(file.dropLast(5)), bytes: [UInt8](data))
    }
  }()

  /// The places in the first line, `# at 2:5, 3:1`.
  var places: [String] {
    let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    return line.dropFirst("# at ".count).split(separator: ", ").map(String.init)
  }

  /// With what it is read: the second line may be `# set y=3`.
  var options: Program.Options {
    var options = Program.Options()
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line = lines.count > 1 ? String(decoding: lines[1], as: UTF8.self) : ""
    if line.hasPrefix("# set "), let (name, value) = line.dropFirst(6).splitOnce("=") {
      options.settings = (try? Literal.read(value, called: "set")).map { [(name, $0)] } ?? []
    }
    return options
  }

  /// What is wrong with it.
  func diagnostics() -> [Diagnostic] { report().all }

  /// What is wrong with it, as a report of at most so many mistakes.
  func report() -> Diagnostics {
    do throws(Diagnostics) {
      _ = try Program.read(SourceText(file: name + ".grad", bytes: bytes), options: options).run()
      return Diagnostics([])
    } catch {
      return error
    }
  }
}

extension Substring {
  /// What stands before and behind the first separator.
  fileprivate func splitOnce(_ separator: Character) -> (String, String)? {
    guard let place = firstIndex(of: separator) else { return nil }
    return (String(self[..<place]), String(self[index(after: place)...]))
  }
}

@Suite struct `Mistakes` {
  @Test func `there are fixtures for all of them`() {
    #expect(MistakenProgram.all.count >= 100)
  }

  @Test(arguments: MistakenProgram.all)
  func `each is told at its place`(program: MistakenProgram) {
    let places = program.diagnostics().map { "\($0.location.line):\($0.location.column)" }
    #expect(places == program.places)
  }

  @Test(arguments: MistakenProgram.all)
  func `each is told in words`(program: MistakenProgram) throws {
    let text = program.report().rendered()
    try expectSnapshot(text, named: program.name + ".txt")
  }

  @Test(arguments: MistakenProgram.all)
  func `each message stands by itself`(program: MistakenProgram) throws {
    for diagnostic in program.diagnostics() {
      #expect(diagnostic.severity == .error)
      #expect(diagnostic.width >= 1)
      #expect(!diagnostic.message.contains("\n"))
      #expect(diagnostic.message.unicodeScalars.count < 400)
      // What is underlined lies within the line.
      let excerpt = try #require(diagnostic.excerpt)
      let end = diagnostic.location.column - diagnostic.excerptColumn + diagnostic.width
      #expect(end <= max(excerpt.unicodeScalars.count, diagnostic.location.column) + 1)
    }
  }

  @Test(arguments: MistakenProgram.all)
  func `the same program with other line ends has the same mistakes`(program: MistakenProgram) {
    guard !program.bytes.contains(0xFF) else { return }
    let text = String(decoding: program.bytes, as: UTF8.self)
    let expected = mistakes(text)
    #expect(mistakes(text.replacingOccurrences(of: "\n", with: "\r\n")) == expected)
    #expect(mistakes(text.replacingOccurrences(of: "\n", with: "\r")) == expected)
    #expect(mistakes("\u{FEFF}" + text) == expected)
  }
}
