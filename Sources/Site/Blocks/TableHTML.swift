internal import Drawing
internal import Lessons

extension PageContext {
  /// A pipe table, with caption and number if it has them.
  func html(_ table: PipeTable) -> HTML {
    let box = scrollBox(table.label?.name ?? "Table", class: "pipe") {
      HTML(.table, .class("data")) {
        HTML(.thead) { row(table.header, .th, table.alignments) }
        if !table.rows.isEmpty {
          HTML(.tbody) { table.rows.map { row($0, .td, table.alignments) } }
        }
      }
    }
    guard table.label != nil || !table.caption.isEmpty else { return box }
    return HTML(.figure, table.label.map { .id($0.id) }) {
      caption(table.label, table.caption, id: nil)
      box
    }
  }

  private func row(
    _ cells: [[Inline]],
    _ tag: Tag,
    _ alignments: [PipeTable.Alignment]
  ) -> HTML {
    HTML(.tr) {
      for (column, cell) in cells.enumerated() {
        let alignment = alignments.indices.contains(column) ? alignments[column] : .none
        // A head that says nothing is none.
        let isHead = tag == .th && !cell.isEmpty
        HTML(
          isHead ? .th : .td,
          alignment == .none ? nil : .class(alignment.rawValue),
          isHead ? .set(.scope, "col") : nil
        ) { html(cell) }
      }
    }
  }

  /// A table of results.
  ///
  /// Rows to point out have a mark in a column of its own, besides their ground.
  func html(_ table: DataTable, label: String) -> HTML {
    let hasMarks = !table.markedRows.isEmpty
    return scrollBox(label) {
      HTML(.table, .class("data")) {
        HTML(.thead) {
          HTML(.tr) {
            if hasMarks {
              HTML(.th, .class("mark"), .set(.scope, "col")) {
                HTML(.span, .class("unseen"), text: "Mark")
              }
            }
            table.columns.map { cell($0, .th) }
          }
        }
        if !table.rows.isEmpty {
          HTML(.tbody) {
            for (index, row) in table.rows.enumerated() {
              let isMarked = table.markedRows.contains(index)
              HTML(.tr, isMarked ? .class("marked") : nil) {
                if hasMarks { markCell(isMarked) }
                row.map { cell($0, .td) }
              }
            }
          }
        }
      }
    }
  }

  private func markCell(_ isMarked: Bool) -> HTML {
    HTML(.td, .class("mark")) {
      if isMarked {
        HTML(.span, .aria("hidden", "true"), text: "▸")
        HTML(.span, .class("unseen"), text: "marked")
      }
    }
  }

  private func cell(_ cell: DataTable.Cell, _ tag: Tag) -> HTML {
    let role = cell.role == .plain ? nil : cell.role.rawValue
    return HTML(
      tag,
      .class(role, cell.isNumeric ? "number-cell" : nil),
      tag == .th ? .set(.scope, "col") : nil
    ) { cellContent(cell) }
  }

  /// Numbers and words are set as text, which lines up in columns; everything else as mathematics.
  private func cellContent(_ cell: DataTable.Cell) -> [HTML] {
    if cell.text.isEmpty { return [] }
    switch cell.formula {
    case .number(let digits), .inked(_, .number(let digits)): return [.text(withMinusSigns(digits))]
    case .text(let words, .plain): return [.text(words)]
    default: return [math(cell.formula)]
    }
  }
}

/// The same text with a minus sign in place of every hyphen that stands for one: before a digit or a
/// point, and not after a letter or digit.
func withMinusSigns(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  var out = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    let before = index > 0 ? scalars[index - 1] : " "
    let after = index + 1 < scalars.count ? scalars[index + 1] : " "
    let startsNumber = ("0"..."9").contains(after) || after == "." || after == "∞"
    let isExponent =
      ["e", "E"].contains(before) && index > 1 && ("0"..."9").contains(scalars[index - 2])
    let isJoined = before.properties.isAlphabetic || ("0"..."9").contains(before)
    out.append(scalar == "-" && startsNumber && (isExponent || !isJoined) ? "−" : scalar)
  }
  return String(out)
}
