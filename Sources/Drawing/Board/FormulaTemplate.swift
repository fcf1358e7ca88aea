internal import Autodiff

/// An operation's TeX with places for its operands and its result, read once.
///
/// Templates hold `①`, `②` for the operands and `ⓨ` for the result; see `Operation.Setting`.
struct FormulaTemplate {
  /// Something to put in: its formula, and how tightly it binds (5 for names and brackets, 4 powers,
  /// 3 signs, 2 products, 1 sums, 0 negative numbers).
  struct Part {
    var formula: Formula
    var strength: Int

    /// The part as an operand of something that needs `strength`.
    func bracketed(below needed: Int) -> Formula {
      strength < needed
        ? .row([.symbol("(", .prefix), formula, .symbol(")", .postfix)]) : formula
    }
  }

  private let formula: Formula

  /// Reads a template.
  ///
  /// One that cannot be read is set as words; tests see to it that all can.
  init(_ template: String) {
    var tex = ""
    for scalar in template.unicodeScalars {
      switch scalar {
      case "①": tex += FormulaTemplate.first
      case "②": tex += FormulaTemplate.second
      case "ⓨ": tex += FormulaTemplate.result
      default: tex.unicodeScalars.append(scalar)
      }
    }
    do throws(TeXError) {
      formula = try TeXParser.parse(tex)
    } catch {
      formula = .text(template)
    }
  }

  /// The formula with operands and result put in.
  func filled(_ operands: [Part], result: Part) -> Formula {
    fill(formula, alone: true) { name in
      switch name {
      case FormulaTemplate.first: operands.first
      case FormulaTemplate.second: operands.count > 1 ? operands[1] : nil
      case FormulaTemplate.result: result
      default: nil
      }
    }
  }

  // Letters that nothing else uses.
  private static let first = "ᴀ"
  private static let second = "ʙ"
  private static let result = "ʏ"

  /// Puts parts in; `alone` says that nothing stands beside the formula, so that no brackets are needed.
  private func fill(_ formula: Formula, alone: Bool, _ part: (String) -> Part?) -> Formula {
    switch formula {
    case .identifier(let name, _):
      guard let part = part(name) else { return formula }
      return alone ? part.formula : part.bracketed(below: 4)
    case .row(let items):
      return .row(
        items.indices.map { i in
          let isFenced =
            i > 0 && i + 1 < items.count && opens(items[i - 1]) && closes(items[i + 1])
          return fill(items[i], alone: items.count == 1 || isFenced, part)
        }
      )
    case .fraction(let top, let bottom, let style, let line):
      return .fraction(
        fill(top, alone: true, part),
        fill(bottom, alone: true, part),
        style: style,
        line: line
      )
    case .root(let inner, let index):
      return .root(fill(inner, alone: true, part), index: index)
    case .scripts(let base, let sub, let sup, let limits):
      var filledBase = fill(base, alone: false, part)
      if case .identifier(let name, _) = base, let part = part(name) {
        filledBase = part.bracketed(below: 5)
      }
      return .scripts(
        filledBase,
        sub: sub.map { fill($0, alone: true, part) },
        sup: sup.map { fill($0, alone: true, part) },
        limits: limits
      )
    case .fenced(let left, let inner, let right):
      return .fenced(left, fill(inner, alone: true, part), right)
    case .accent(let accent, let inner):
      return .accent(accent, fill(inner, alone: true, part))
    case .inked(let ink, let inner):
      return .inked(ink, fill(inner, alone: alone, part))
    case .styled(let style, let inner):
      return .styled(style, fill(inner, alone: alone, part))
    default: return formula
    }
  }

  private func opens(_ formula: Formula) -> Bool {
    if case .symbol(let symbol, _) = formula {
      return symbol == "(" || symbol == "," || symbol == "["
    }
    return false
  }

  private func closes(_ formula: Formula) -> Bool {
    if case .symbol(let symbol, _) = formula {
      return symbol == ")" || symbol == "," || symbol == "]"
    }
    return false
  }
}

/// The templates of all operations, read once.
struct OperationTemplates {
  /// How a value is set.
  let value: FormulaTemplate
  /// How the local derivative with respect to each operand is set.
  let locals: [FormulaTemplate]

  /// The templates of an operation.
  static func of(_ operation: Operation) -> OperationTemplates {
    all[operation.name] ?? OperationTemplates(operation)
  }

  private init(_ operation: Operation) {
    value = FormulaTemplate(operation.setting.tex)
    locals = operation.setting.locals.map(FormulaTemplate.init)
  }

  private static let all: [String: OperationTemplates] = {
    var table: [String: OperationTemplates] = [:]
    for operation in Operation.all { table[operation.name] = OperationTemplates(operation) }
    return table
  }()
}
