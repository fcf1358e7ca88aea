internal import Notation

/// Collects the mistakes of a course, to be told in order.
struct LessonReport: Sendable {
  private struct Entry {
    var order: Int
    var finding: LessonFinding
    var source: LessonSource
    var notes: [Diagnostic.Note]

    var offset: Int { finding.range.lowerBound }
  }

  /// A line longer than this is not shown.
  private static let longestExcerpt = 1 << 20

  private var entries: [Entry] = []
  /// In which file (by its order) a fence is not closed, and where; what stands behind is unreliable.
  private var cut: [Int: Int] = [:]

  /// Whether there are any.
  var hasErrors: Bool { !entries.isEmpty }

  /// Adds mistakes of a file; `order` is the file's place in the course.
  mutating func add(_ findings: [LessonFinding], in source: LessonSource, order: Int) {
    for finding in findings {
      if finding.error == .unclosedFence {
        cut[order] = min(cut[order] ?? .max, finding.range.lowerBound)
      }
      add(finding, in: source, order: order, notes: [])
    }
  }

  /// Adds one mistake with places elsewhere.
  mutating func add(
    _ finding: LessonFinding,
    in source: LessonSource,
    order: Int,
    notes: [Diagnostic.Note]
  ) {
    entries.append(Entry(order: order, finding: finding, source: source, notes: notes))
  }

  /// Only what was found in some files, told by their orders.
  func only(_ isWanted: (Int) -> Bool) -> LessonReport {
    var report = self
    report.entries.removeAll { !isWanted($0.order) }
    return report
  }

  /// All of them, in order of their places, without those that follow from a fence that is not
  /// closed.
  var diagnostics: Diagnostics {
    let told = entries.filter { $0.offset <= cut[$0.order] ?? .max }
    let sorted = told.enumerated().sorted {
      ($0.element.order, $0.element.offset, $0.offset)
        < ($1.element.order, $1.element.offset, $1.offset)
    }
    var result: [Diagnostic] = []
    for (_, entry) in sorted where result.count < Diagnostics.limit {
      let diagnostic = Self.diagnostic(entry)
      if result.last != diagnostic { result.append(diagnostic) }
    }
    return Diagnostics(result)
  }

  /// Puts a mistake into words, with its line.
  private static func diagnostic(_ entry: Entry) -> Diagnostic {
    let (finding, source) = (entry.finding, entry.source)
    var notes = entry.notes
    if let related = finding.related, let text = finding.error.note {
      notes.append(.init(text, at: source.location(related.lowerBound)))
    }
    let start = finding.range.lowerBound
    let shown = source.content(ofLine: source.line(of: start))
    let end = min(finding.range.upperBound, max(shown.upperBound, start))
    let isShown = shown.count <= longestExcerpt && !source.bytes.isEmpty
    return Diagnostic(
      .error,
      finding.error.message,
      at: source.location(start),
      width: max(1, source.scalars(from: start, to: end)),
      excerpt: isShown ? source.text(shown) : nil,
      help: finding.error.help,
      notes: notes
    )
  }
}
