internal import Notation

/// Collects the mistakes of a course, to be told in order.
struct LessonReport: Sendable {
  private struct Entry {
    var order: Int
    var offset: Int
    var diagnostic: Diagnostic
  }

  /// A line longer than this is not shown.
  private static let longestExcerpt = 1 << 20

  private var entries: [Entry] = []
  /// In which file (by its order) a fence is not closed, and where; what stands behind is unreliable.
  private var cut: [Int: Int] = [:]

  /// Whether anything that was found makes the course unusable.
  var hasErrors: Bool { entries.contains { $0.diagnostic.severity == .error } }

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
    _ finding: LessonFinding, in source: LessonSource, order: Int, notes: [Diagnostic.Note]
  ) {
    var notes = notes
    if let related = finding.related, let text = finding.error.note {
      notes.append(.init(text, at: source.location(related.lowerBound)))
    }
    let start = finding.range.lowerBound
    let line = source.line(of: start)
    let shown = source.content(ofLine: line)
    let end = min(finding.range.upperBound, max(shown.upperBound, start))
    add(
      Diagnostic(
        .error, finding.error.message, at: source.location(start),
        width: max(1, source.scalars(from: start, to: end)),
        excerpt: shown.count <= Self.longestExcerpt && !source.bytes.isEmpty
          ? source.text(shown) : nil,
        help: finding.error.help, notes: notes),
      offset: start, order: order)
  }

  /// Adds a diagnostic that has its words already.
  mutating func add(_ diagnostic: Diagnostic, offset: Int, order: Int) {
    entries.append(Entry(order: order, offset: offset, diagnostic: diagnostic))
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
    for (_, entry) in sorted where result.last != entry.diagnostic {
      result.append(entry.diagnostic)
    }
    return Diagnostics(Array(result.prefix(Diagnostics.limit)))
  }
}
