public import Notation

/// Looks through the files of an exam for everything that they must not tell.
///
/// The right values are looked for in all text, in attributes, data, notes of pictures and names of files, in
/// every form that ``NumberLeaks`` and ``NamedLeaks`` know, plain and in base64; hints, solutions and
/// justifications sentence by sentence. What the program that is given says itself is no leak, and neither is
/// what every exam says. Nothing is found in the pixels of a picture, or in a file that is compressed.
public struct LeakSearch {
  private let secrets: Secrets
  private let furniture: [OutputFile]
  /// Lines that every exam has.
  private let furnitureLines: Set<String>

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - course: The course with all its answers, before it was prepared for an exam.
  ///   - furniture: What the same writer makes of ``Course/blankExam``.
  public init(_ course: Course, furniture: [OutputFile]) {
    secrets = Secrets(course)
    self.furniture = furniture
    furnitureLines = Set(
      furniture.filter { !$0.path.hasSuffix(".js") && !$0.path.hasSuffix(".css") }
        .flatMap { Stretch.all(of: $0) }.filter { $0.place == .text }
        .flatMap { Self.lines($0.text) }
    )
  }

  /// How much is looked for: "12 right values and 30 sentences".
  public var scope: String {
    let values = secrets.answers.filter { !$0.isRow }.reduce(0) { $0 + $1.numbers.count }
    let texts = secrets.tellings.count
    return "\(values) right value\(values == 1 ? "" : "s") and "
      + "\(texts) sentence\(texts == 1 ? "" : "s") of hints and solutions"
  }

  /// Everything that files tell, at the places where it is asked.
  ///
  /// Each right value and each sentence is told once for a file.
  public func leaks(in files: [OutputFile]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for file in files where !furniture.contains(where: { $0.bytes == file.bytes }) {
      var search = FileSearch(file, secrets)
      for stretch in Stretch.all(of: file) {
        let stretch = withoutFurniture(stretch)
        search.look(in: stretch)
        for inner in Encodings.decoded(stretch) { search.look(in: inner) }
      }
      found += search.found
    }
    return found.sorted {
      ($0.location.file, $0.location.line, $0.location.column)
        < ($1.location.file, $1.location.line, $1.location.column)
    }
  }

  private func withoutFurniture(_ stretch: Stretch) -> Stretch {
    guard stretch.place == .text else { return stretch }
    var stretch = stretch
    stretch.text = Self.lines(stretch.text, keepingEmpty: true)
      .map { furnitureLines.contains($0) ? "" : $0 }.joined(separator: "\n")
    return stretch
  }

  private static func lines(_ text: String, keepingEmpty: Bool = false) -> [String] {
    text.split(omittingEmptySubsequences: !keepingEmpty, whereSeparator: \.isNewline).map { line in
      line.split(separator: " ").joined(separator: " ")
    }.filter { keepingEmpty || !$0.isEmpty }
  }
}
