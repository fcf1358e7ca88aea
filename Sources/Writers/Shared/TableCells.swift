internal import Drawing

extension DataTable.Cell {
  /// How a cell is set.
  enum Content {
    /// Nothing stands in it.
    case empty
    /// A number or words as text, which lines up in columns.
    case text(String)
    /// Everything else.
    case formula(Formula)
  }

  /// How the cell is set.
  var content: Content {
    if text.isEmpty { return .empty }
    return switch formula.withoutInk {
    case .number(let digits): .text(withMinusSigns(digits))
    case .text(let words, .plain): .text(words)
    default: .formula(formula)
    }
  }
}

extension Formula {
  /// The same without the colour that the whole may have.
  fileprivate var withoutInk: Formula {
    if case .inked(_, let inner) = self { return inner.withoutInk }
    return self
  }
}
