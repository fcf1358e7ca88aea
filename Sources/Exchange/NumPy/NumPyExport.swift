internal import Autodiff

/// Writes the numbers of a graph as NumPy's `.npz`: an archive of arrays under the program's names.
public enum NumPyExport {
  /// What stands before a name for its gradient.
  static let gradientPrefix = "grad_"

  /// The bytes of an archive: every named value, and for each gradient that there is an array
  /// `grad_NAME`; with `parametersOnly` those of the parameters alone.
  ///
  /// - Throws: ``ExportMistake/tooManyArrays(found:limit:)`` or ``ExportMistake/tooLarge(bytes:limit:)``.
  public static func bytes(
    _ source: ValuedGraph,
    parametersOnly: Bool = false
  ) throws(ExportMistake) -> [UInt8] {
    var archive = ZipArchive()
    let named = source.named.filter { _, node in
      !parametersOnly || source.graph.role(of: node) == .parameter
        || source.storedLeaves.contains(node)
    }
    var names = Set(named.map { $0.name })
    var arrays: [(name: String, tensor: Tensor)] = []
    for (name, node) in named { arrays.append((name, source.trace.value(of: node))) }
    for (name, node) in named {
      guard let gradient = source.gradient(of: node) else { continue }
      // A program may have a name of that form itself.
      var title = gradientPrefix + name
      while !names.insert(title).inserted { title = gradientPrefix + title }
      arrays.append((title, gradient))
    }
    guard arrays.count <= ZipArchive.fileLimit else {
      throw .tooManyArrays(found: arrays.count, limit: ZipArchive.fileLimit)
    }
    for (name, tensor) in arrays {
      let file = NumPyArray.bytes(tensor)
      let size = archive.size(with: file.count, called: name + ".npy")
      guard size <= ZipArchive.byteLimit else {
        throw .tooLarge(bytes: size, limit: ZipArchive.byteLimit)
      }
      archive.add(file, called: name + ".npy")
    }
    return archive.finish()
  }
}
