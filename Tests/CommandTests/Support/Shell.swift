import Foundation
import Testing

/// Runs the built program as a person does: through the shell, in a folder of its own.
final class Shell: Sendable {
  /// What a command came to.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
    /// The first line of standard error.
    var firstError: String { errors.split(separator: "\n").first.map(String.init) ?? "" }
  }

  /// The folder, removed at the end.
  let folder: URL
  private let notes: URL

  init() throws {
    let base = URL(filePath: NSTemporaryDirectory()).appending(path: "gradus-\(UUID().uuidString)")
    folder = base.appending(path: "work")
    notes = base.appending(path: "notes")
    for url in [folder, notes] {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }

  /// The folder with the program: the one that the tests were built in.
  static let products: URL? = {
    var places = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    let first = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    places += [first, Bundle.main.bundleURL]
    return places.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "gradus").path)
    }
  }()

  /// The folder of the package.
  static let package: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url
  }()

  /// A process that runs `script`, with `gradus` found first; its output goes to files.
  func process(_ script: String, _ environment: [String: String] = [:]) throws -> (Process, String)
  {
    let products = try #require(Shell.products, "the program has not been built")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "TERM", "COLUMNS", "RECORD_SNAPSHOTS"] { variables[name] = nil }
    variables["PATH"] = products.path + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    variables["LC_ALL"] = "C.UTF-8"
    process.environment = variables.merging(environment) { $1 }
    let name = UUID().uuidString
    for (suffix, set) in [("out", true), ("err", false)] {
      let url = notes.appending(path: "\(name).\(suffix)")
      FileManager.default.createFile(atPath: url.path, contents: nil)
      let handle = try FileHandle(forWritingTo: url)
      if set { process.standardOutput = handle } else { process.standardError = handle }
    }
    process.standardInput = FileHandle.nullDevice
    return (process, name)
  }

  /// What a process that has ended wrote.
  func outcome(_ process: Process, _ name: String) throws -> Outcome {
    process.waitUntilExit()
    func text(_ suffix: String) throws -> String {
      String(
        decoding: try Data(contentsOf: notes.appending(path: "\(name).\(suffix)")),
        as: UTF8.self
      )
    }
    return Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: try text("out"),
      errors: try text("err")
    )
  }

  /// Runs a script and waits for its end, at most a minute.
  @discardableResult
  func run(
    _ script: String,
    input: String? = nil,
    _ environment: [String: String] = [:]
  ) throws -> Outcome {
    let (process, name) = try process(script, environment)
    if let input {
      let url = notes.appending(path: "\(name).in")
      try Data(input.utf8).write(to: url)
      process.standardInput = try FileHandle(forReadingFrom: url)
    }
    try Shell.start(process)
    let watch = DispatchWorkItem {
      Issue.record("still running after a minute: \(script)")
      kill(process.processIdentifier, SIGKILL)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watch)
    defer { watch.cancel() }
    return try outcome(process, name)
  }

  /// Starts a process with no signals blocked, as a shell does.
  ///
  /// The threads that tests run on block most, and a process inherits that.
  static func start(_ process: Process) throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file, with the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: url)
  }

  /// A file's text; nil if there is none.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appending(path: name))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// All files below a folder, hidden ones too, in order.
  func files(_ name: String = "") -> [String] {
    let root = name.isEmpty ? folder : folder.appending(path: name)
    let paths = FileManager.default.subpaths(atPath: root.path) ?? []
    return paths.filter { !CourseFolder.isFolder(root.appending(path: $0)) }.sorted()
  }
}

enum CourseFolder {
  static func isFolder(_ url: URL) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
      == .typeDirectory
  }
}

extension Shell {
  /// Whether there is a device that is always full.
  static var hasFullDevice: Bool { FileManager.default.fileExists(atPath: "/dev/full") }
}

extension Shell {
  /// Whether this process, and so what it starts, ignores a signal.
  static func ignores(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
    return unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #else
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #endif
  }
}
