internal import Exchange
internal import Foundation
internal import Notation
internal import Training

/// A trained net that the command line names.
enum NetInput {
  /// The net of a file that `gradus train --save` wrote; nil where it is something else.
  ///
  /// A model begins with a bracket with which no program can begin.
  static func read(_ path: String) throws -> NetExport? {
    guard path != "-", let handle = FileHandle(forReadingAtPath: path) else { return nil }
    let first = (try? handle.read(upToCount: 1)) ?? nil
    try? handle.close()
    guard first?.first == UInt8(ascii: "{") else { return nil }
    let bytes = try Input.largeFile(path)
    do throws(Diagnostics) {
      let net = try ModelReader.read(bytes, file: path)
      return try export(net, path)
    } catch {
      throw Stop(error)
    }
  }

  private static func export(_ net: TrainedNet, _ path: String) throws(Diagnostics) -> NetExport {
    do throws(TrainingMistake) {
      return try NetExport(net)
    } catch {
      let place = SourceLocation(file: path, line: 1, column: 1)
      throw Diagnostics([Diagnostic(.error, error.message, at: place, help: error.help)])
    }
  }
}
