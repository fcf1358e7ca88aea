/// How much room something takes above and below its line.
private enum Height: Int, Comparable {
  /// No more than letters with simple scripts.
  case low
  /// A little more: scripts that hold brackets or scripts of their own.
  case raised
  /// More than a bracket a size larger can hold.
  case tall

  static func < (a: Height, b: Height) -> Bool { a.rawValue < b.rawValue }
}

extension MathMLWriter {
  /// Brackets that grow with what they hold.
  ///
  /// Browsers give a bracket that they stretch a little the room of one that they stretch a lot, so
  /// only around what is tall they are asked to.
  mutating func fenced(_ left: String, _ content: Formula, _ right: String) {
    let outer = middle
    let height = content.height
    middle = height == .low ? .none : height == .raised ? .size1 : .growing
    output += "<mrow>"
    fence(left, .prefix)
    if case .row(let items) = content {
      height == .tall ? parts(items) : row(items)
    } else {
      item(content)
    }
    fence(right, .postfix)
    output += "</mrow>"
    middle = outer
  }

  /// What stands between tall brackets, in a row of its own up to each bar in the middle: beside sums
  /// some browsers would not let the brackets grow.
  private mutating func parts(_ items: [Formula]) {
    var start = 0
    for i in 0...items.count {
      if i < items.count {
        guard case .bracket(_, .growing, _) = items[i] else { continue }
      }
      if start < i { single(.row(Array(items[start..<i]))) }
      if i < items.count { item(items[i]) }
      start = i + 1
    }
  }

  private mutating func fence(_ symbol: String, _ spacing: Formula.Spacing) {
    if symbol.isEmpty { return }
    switch middle {
    case .none: operatorElement(symbol, spacing)
    case .size1: bracket(symbol, .size1, spacing)
    default: tallFence(symbol, form: spacing.rawValue)
    }
  }

  /// A bracket as tall as its row.
  mutating func tallFence(_ symbol: String, form: String) {
    if symbol.isEmpty { return }
    output += "<mo form=\"\(form)\" fence=\"true\" stretchy=\"true\">"
    escape(symbol)
    output += "</mo>"
  }

  /// A bracket of its own size, or an arrow as long as its label.
  mutating func bracket(
    _ symbol: String,
    _ size: Formula.BracketSize,
    _ spacing: Formula.Spacing
  ) {
    switch size {
    case .growing:
      switch middle {
      case _ where !TeXParser.delimiters.contains(symbol):
        sized(symbol, "stretchy=\"true\" form=\"infix\"")
      case .none: operatorElement(symbol, .tight)
      case .size1: bracket(symbol, .size1, .tight)
      default: sized(symbol, "stretchy=\"true\"" + MathMLWriter.room(.tight))
      }
    case .size1:
      // One in larger letters looks the same, and takes the room that it should.
      output += "<mpadded voffset=\"-0.05em\">"
      sized(symbol, "class=\"big\" stretchy=\"false\"" + MathMLWriter.room(spacing))
      output += "</mpadded>"
    case .size2: stretched(symbol, "1.8em", spacing)
    case .size3: stretched(symbol, "2.4em", spacing)
    case .size4: stretched(symbol, "3em", spacing)
    }
  }

  private mutating func stretched(_ symbol: String, _ size: String, _ spacing: Formula.Spacing) {
    let size = " symmetric=\"true\" minsize=\"\(size)\" maxsize=\"\(size)\""
    sized(symbol, "stretchy=\"true\"" + size + MathMLWriter.room(spacing))
  }

  private static func room(_ spacing: Formula.Spacing) -> String {
    switch spacing {
    case .infix: " lspace=\"0.2778em\" rspace=\"0.2778em\""
    case .prefix: " form=\"prefix\""
    case .postfix: " form=\"postfix\""
    case .tight: " lspace=\"0em\" rspace=\"0em\""
    }
  }

  private mutating func sized(_ symbol: String, _ attributes: String) {
    output += "<mo \(attributes)>"
    escape(symbol)
    output += "</mo>"
  }
}

extension Formula {
  fileprivate var height: Height {
    switch self {
    case .identifier, .word, .number, .text, .space: return .low
    case .symbol: return atomClass == .largeOperator ? .tall : .low
    case .row(let items): return items.reduce(.low) { max($0, $1.height) }
    case .accent(_, let content), .inked(_, let content): return content.height
    case .root(let content, _): return content.height == .low ? .low : .tall
    case .fenced(_, let content, _): return content.height
    case .scripts(let base, let sub, let sup, let limits):
      if limits || base.height == .tall { return .tall }
      guard let script = [sub, sup].compactMap({ $0 }).map({ $0.height }).max() else {
        return base.height
      }
      if script == .tall { return .tall }
      return base.height == .low && (sub?.isFlat ?? true) && (sup?.isFlat ?? true) ? .low : .raised
    default: return .tall
    }
  }

  /// Whether it holds neither scripts nor brackets.
  private var isFlat: Bool {
    switch self {
    case .identifier, .word, .number, .text, .space: true
    case .symbol: atomClass != .opening
    case .row(let items): items.allSatisfy { $0.isFlat }
    case .accent(_, let content), .inked(_, let content): content.isFlat
    default: false
    }
  }
}
