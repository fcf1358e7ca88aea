import Foundation
import Lessons
import Testing

/// Sets files with lualatex, where that is installed.
enum LaTeXRun {
  private static let program = "/usr/bin/lualatex"

  /// Whether to set documents: where `TEST_LATEX` is in the environment and lualatex is there; it
  /// takes half a minute.
  static let isWanted =
    ProcessInfo.processInfo.environment["TEST_LATEX"] != nil
    && FileManager.default.isExecutableFile(atPath: program)

  /// Sets `course.tex` among these files, three times as tables and contents need it, and gives the
  /// lines of the last log that tell of a worry.
  static func worries(_ files: [OutputFile], named name: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "gradus-\(ProcessInfo.processInfo.processIdentifier)-\(name)"
    )
    let isKept = ProcessInfo.processInfo.environment["KEEP_LATEX"] != nil
    defer { if !isKept { try? FileManager.default.removeItem(at: folder) } }
    for file in files {
      let url = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(file.bytes).write(to: url)
    }
    var log = ""
    for _ in 1...3 {
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "course.tex"]
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      let data = try Data(contentsOf: folder.appending(path: "course.log"))
      log = String(decoding: data, as: UTF8.self)
      try #require(process.terminationStatus == 0, "\(log.suffix(4000))")
    }
    return log.split(separator: "\n").map(String.init).filter { line in
      line.hasPrefix("Overfull") || line.contains("Warning") || line.hasPrefix("Missing character")
    }
  }
}
