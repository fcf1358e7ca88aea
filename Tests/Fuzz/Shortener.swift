import Foundation

/// Makes an input shorter for as long as it still fails in the same way.
struct Shortener {
  let options: Options

  /// Removes stretches of bytes, long ones first; the shortest input that still fails is written beside
  /// `file`.
  func shorten(_ file: URL) throws -> URL {
    var bytes = [UInt8](try Data(contentsOf: file))
    let target = file.deletingPathExtension().appendingPathExtension("short." + file.pathExtension)
    let wanted = try status(of: bytes, target)
    var length = bytes.count / 2
    while length >= 1 {
      var start = 0
      while start < bytes.count {
        var shorter = bytes
        shorter.removeSubrange(start..<min(bytes.count, start + length))
        if try status(of: shorter, target) == wanted { bytes = shorter } else { start += length }
      }
      length /= 2
    }
    try Data(bytes).write(to: target)
    return target
  }

  private func status(of bytes: [UInt8], _ file: URL) throws -> Int32 {
    try Data(bytes).write(to: file)
    let worker = Process()
    worker.executableURL = URL(filePath: CommandLine.arguments[0])
    worker.arguments = ["--replay", file.path, "--limit", "\(options.seconds)"]
    worker.standardOutput = FileHandle.nullDevice
    worker.standardError = FileHandle.nullDevice
    try worker.run()
    let deadline = Date.now + options.seconds
    while worker.isRunning, Date.now < deadline { usleep(5_000) }
    if worker.isRunning { kill(worker.processIdentifier, SIGKILL) }
    worker.waitUntilExit()
    return worker.terminationStatus
  }
}
