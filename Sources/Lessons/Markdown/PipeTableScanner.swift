/// Finds a pipe table in the lines of a paragraph, as GitHub does: a head, a row of dashes that says
/// how the columns are aligned, and rows up to the paragraph's end.
struct PipeTableScanner {
  /// A table, in lines and ranges of the paragraph's content.
  struct Found {
    /// The line of the head.
    var headLine: Int
    var alignments: [PipeTable.Alignment]
    var header: [Range<Int>]
    var rows: [[Range<Int>]]
    /// What the last line says if it is a caption.
    var caption: Range<Int>?
    /// What the cells hold that Markdown must not see.
    var protected: [InlineScanner.Found]
    /// Mistakes inside cells.
    var findings: [LessonFinding]
  }

  /// A head and a row of dashes that do not fit each other.
  struct Misfit {
    var delimiterLine: Int
    var head: Int
    var columns: Int
  }

  /// The table, if there is one.
  private(set) var found: Found?
  /// What is wrong with it.
  private(set) var misfit: Misfit?

  private let content: LeafContent

  /// Looks through the lines from `first` on.
  init(_ content: LeafContent, from first: Int) {
    self.content = content
    guard first + 1 < content.lines.count else { return }
    for line in first + 1..<content.lines.count {
      guard let alignments = alignments(ofLine: line) else { continue }
      let range = content.range(ofLine: line - 1)
      let header = Row(content.bytes, range, columns: alignments.count)
      guard header.cells.count == alignments.count else {
        guard header.hasPipe, alignments.count > 1 else { continue }
        misfit = Misfit(
          delimiterLine: line,
          head: header.cells.count,
          columns: alignments.count
        )
        // It is meant as a table; going on saves mistakes that would follow.
        let missing = max(0, header.cells.count - alignments.count)
        take(
          header,
          line: line,
          alignments: alignments.prefix(header.cells.count)
            + Array(repeating: .none, count: missing)
        )
        return
      }
      take(header, line: line, alignments: alignments)
      return
    }
  }

  private mutating func take(_ header: Row, line: Int, alignments: [PipeTable.Alignment]) {
    var table = Found(
      headLine: line - 1,
      alignments: alignments,
      header: header.cells,
      rows: [],
      caption: nil,
      protected: header.scan.found,
      findings: header.scan.findings
    )
    for index in line + 1..<max(content.lines.count, line + 1) {
      let range = content.range(ofLine: index)
      let row = Row(content.bytes, range, columns: alignments.count)
      let isLast = index == content.lines.count - 1
      if isLast, !row.hasPipe, let caption = Self.caption(content.bytes, range) {
        table.caption = caption
      } else {
        table.rows.append(row.cells)
        table.protected += row.scan.found
        table.findings += row.scan.findings
      }
    }
    found = table
  }

  /// What stands behind `Table:` at the head of a line or paragraph.
  static func caption(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    for mark in ["Table:", ":"] {
      var index = range.lowerBound + mark.utf8.count
      if index < range.upperBound, bytes[range].starts(with: mark.utf8), bytes[index].isBlank {
        while index < range.upperBound, bytes[index].isBlank { index += 1 }
        return index..<range.upperBound
      }
    }
    return nil
  }

  /// The alignments of a row of dashes; nil if it is none.
  private func alignments(ofLine line: Int) -> [PipeTable.Alignment]? {
    let range = content.range(ofLine: line)
    guard
      content.bytes[range].allSatisfy({
        $0.isBlank || $0 == .pipe || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
      })
    else { return nil }
    let row = Row(content.bytes, range, columns: 0)
    var result: [PipeTable.Alignment] = []
    for cell in row.cells {
      var dashes = content.bytes[cell]
      let left = dashes.first == UInt8(ascii: ":")
      if left { dashes = dashes.dropFirst() }
      let right = dashes.last == UInt8(ascii: ":")
      if right { dashes = dashes.dropLast() }
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      result.append(left ? (right ? .center : .left) : right ? .right : .none)
    }
    return result.isEmpty ? nil : result
  }

  /// A row, cut into cells.
  private struct Row {
    var cells: [Range<Int>]
    var hasPipe: Bool
    var scan: InlineScanner

    /// Cuts at pipes that are neither escaped nor part of a formula or `{{ }}`; if that gives fewer
    /// cells than there are columns and cutting at every pipe gives as many, a dollar was only a
    /// dollar.
    init(_ bytes: [UInt8], _ range: Range<Int>, columns: Int) {
      scan = InlineScanner(bytes, in: range)
      let spans = scan.found.map(\.range)
      let first = Self.cut(bytes, range, around: spans)
      cells = first.cells
      hasPipe = first.hasPipe
      guard cells.count < columns else { return }
      let braces = scan.found.filter { $0.kind != .math }.map(\.range)
      let second = Self.cut(bytes, range, around: braces)
      if second.cells.count == columns {
        cells = second.cells
        hasPipe = second.hasPipe
        scan = InlineScanner(bytes, inEach: cells)
      }
    }

    private static func cut(
      _ bytes: [UInt8],
      _ range: Range<Int>,
      around spans: [Range<Int>]
    ) -> (cells: [Range<Int>], hasPipe: Bool) {
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high, bytes[low].isBlank { low += 1 }
      while high > low, bytes[high - 1].isBlank { high -= 1 }
      var pipes: [Int] = []
      var rest = spans[...]
      var index = low
      while index < high {
        while let span = rest.first, span.upperBound <= index { rest.removeFirst() }
        if let span = rest.first, span.contains(index) {
          index = span.upperBound
        } else if bytes[index] == .backslash, index + 1 < high, bytes[index + 1] == .pipe {
          index += 2
        } else {
          if bytes[index] == .pipe { pipes.append(index) }
          index += 1
        }
      }
      var cells: [Range<Int>] = []
      var start = low
      for pipe in pipes {
        if pipe != low { cells.append(trim(bytes, start..<pipe)) }
        start = pipe + 1
      }
      if start < high || pipes.isEmpty { cells.append(trim(bytes, start..<high)) }
      return (cells, !pipes.isEmpty)
    }

    private static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high, bytes[low].isBlank { low += 1 }
      while high > low, bytes[high - 1].isBlank { high -= 1 }
      return low..<high
    }
  }
}

extension InlineScanner {
  /// Looks through several parts of a text, each for itself.
  fileprivate init(_ bytes: [UInt8], inEach parts: [Range<Int>]) {
    self.init(bytes, in: 0..<0)
    for part in parts {
      let scan = InlineScanner(bytes, in: part)
      append(scan)
    }
  }
}
