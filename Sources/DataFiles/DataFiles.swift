public import Learning
public import Notation
internal import Foundation

/// Reads data sets from files: tables in text, and IDX files as MNIST's, gzipped or not.
///
/// A file is read in pieces; what lies in memory is the set. What is wrong with a file is told with its place,
/// and nothing of it is returned.
public enum DataFiles {
  /// What a file holds, going by its first bytes.
  public enum Kind: Equatable, Sendable {
    /// A table in text.
    case table
    /// Numbers in the form of MNIST's files.
    case idx
  }

  /// What a file holds: IDX files begin with two bytes 0, which no text does.
  public static func kind(of path: String) throws(Diagnostics) -> Kind {
    var first: [UInt8] = []
    do {
      try pieces(of: path) { bytes throws(Peek) in
        for place in bytes.indices where first.count < 2 { first.append(bytes[place]) }
        if first.count >= 2 { throw .enough }
      } problem: {
        .problem($0)
      }
    } catch {
      if case .problem(let problem) = error { throw problem.diagnostics(path) }
    }
    return first == [0, 0] ? .idx : .table
  }

  /// The table in a file.
  public static func table<Number>(
    _ path: String,
    format: TableFormat = TableFormat()
  ) throws(Diagnostics) -> DataSet<Number> {
    var reader = TableReader<Number>(name: name(path), format: format)
    try pieces(of: path) { bytes throws(Diagnostics) in
      do throws(DataMistakes) { try reader.feed(bytes) } catch {
        throw Diagnostics(of: error, in: path)
      }
    } problem: {
      $0.diagnostics(path)
    }
    do { return try reader.finish() } catch { throw Diagnostics(of: error, in: path) }
  }

  /// Images, or rows of numbers, and their labels, from one or two IDX files.
  ///
  /// `classNames` are the classes that there may be; without it there are as many as the largest label says.
  public static func images<Number>(
    _ path: String,
    labels: String?,
    classNames: [String]? = nil
  ) throws(Diagnostics) -> DataSet<Number> {
    let images: IDXContent<Number> = try idx(path)
    var classes: IDXContent<Double>?
    if let labels { classes = try idx(labels) }
    do {
      return try DataSet(name: name(path), images: images, labels: classes, classNames: classNames)
    } catch {
      throw Diagnostics(of: DataMistakes([error]), in: error.isAboutLabels ? labels ?? path : path)
    }
  }

  /// Where the labels of a file of images are, if they lie beside it as MNIST's do:
  /// `t10k-labels-idx1-ubyte.gz` for `t10k-images-idx3-ubyte.gz`, packed or not.
  public static func labels(of path: String) -> String? {
    let url = URL(filePath: path)
    let name = url.lastPathComponent
    guard let images = name.range(of: "images"), let rank = name.range(of: "idx3") else {
      return nil
    }
    var other = name.replacingCharacters(in: rank, with: "idx1")
    other = other.replacingCharacters(in: images, with: "labels")
    let bare = other.hasSuffix(".gz") ? String(other.dropLast(3)) : other
    for candidate in [other, bare, bare + ".gz"] {
      let place = url.deletingLastPathComponent().appending(path: candidate).path
      if FileManager.default.fileExists(atPath: place) { return place }
    }
    return nil
  }

  /// The content of an IDX file.
  public static func idx<Number>(_ path: String) throws(Diagnostics) -> IDXContent<Number> {
    let stream = try open(path)
    // What is packed takes at least a 1032nd of its length: more numbers cannot come out of the file.
    let (most, overflow) = stream.size.multipliedReportingOverflow(by: 1032)
    var reader = IDXReader<Number>(most: overflow ? Int.max : most)
    try stream.forEachPiece { bytes throws(Diagnostics) in
      do throws(DataMistake) { try reader.feed(bytes) } catch {
        throw Diagnostics(of: DataMistakes([error]), in: path)
      }
    } problem: {
      $0.diagnostics(path)
    }
    do { return try reader.finish() } catch {
      throw Diagnostics(of: DataMistakes([error]), in: path)
    }
  }

  private enum Peek: Error {
    case enough
    case problem(FileProblem)
  }

  private static func open(_ path: String) throws(Diagnostics) -> ByteStream {
    do { return try ByteStream(path) } catch { throw error.diagnostics(path) }
  }

  private static func pieces<Mistake>(
    of path: String,
    _ body: (Span<UInt8>) throws(Mistake) -> Void,
    problem: (FileProblem) -> Mistake
  ) throws(Mistake) {
    let stream: ByteStream
    do { stream = try ByteStream(path) } catch { throw problem(error) }
    try stream.forEachPiece(body, problem: problem)
  }

  private static func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }
}

extension DataMistake {
  /// Whether it lies in the file of labels.
  fileprivate var isAboutLabels: Bool {
    switch kind {
    case .idxLabel, .idxCounts, .oneClass: true
    case .idxAxes(let expected, _): expected.hasPrefix("labels")
    default: false
    }
  }
}
