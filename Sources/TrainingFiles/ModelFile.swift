internal import Foundation
public import Notation
public import Training

/// Reads models from files.
public enum ModelFile {
  /// What a file holds that `gradus train --save` wrote.
  ///
  /// - Throws: Why it cannot be read, or what is wrong in it, at its line and column.
  public static func read(_ path: String) throws(Diagnostics) -> SavedModel {
    var bytes: [UInt8] = []
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      while bytes.count <= ModelReader.sizeLimit, let data = try handle.read(upToCount: 1 << 20),
        !data.isEmpty
      {
        bytes += [UInt8](data)
      }
    } catch {
      let place = SourceLocation(file: path, line: 1, column: 1)
      let message =
        "expected a model, found a file that cannot be read: \(error.localizedDescription)"
      throw Diagnostics([Diagnostic(.error, message, at: place)])
    }
    return try ModelReader.model(bytes, file: path)
  }
}
