extension Formula {
  /// Things side by side as one formula, the room of each operator settled by its neighbours.
  ///
  /// A minus between operands is a subtraction, at the beginning or behind an operator a sign; bars
  /// that come in pairs open and close; an operator alone stands tight. With `afterOperand`, an
  /// operator at the very beginning has an operand before it, as in the right column of aligned
  /// equations.
  static func joined(_ items: [Formula], afterOperand: Bool = false) -> Formula {
    var items = merged(items)
    pairBars(&items)
    settleOperators(&items, afterOperand: afterOperand)
    return items.count == 1 ? items[0] : .row(items)
  }

  /// Characters that belong together: `...` and `:=` and `||`.
  private static func merged(_ items: [Formula]) -> [Formula] {
    var result: [Formula] = []
    result.reserveCapacity(items.count)
    for item in items {
      if case .symbol(let symbol, let spacing) = item, let last = result.last {
        let count = result.count
        if symbol == ".", last == item, count > 1, result[count - 2] == item {
          result.removeLast(2)
          result.append(.symbol("…", .tight))
          continue
        }
        if symbol == "=", last == .symbol(":", .infix) {
          result[count - 1] = .symbol(":=", .infix)
          continue
        }
        if symbol == "|", spacing == .tight, last == item {
          result[count - 1] = .symbol("‖", .tight)
          continue
        }
      }
      result.append(item)
    }
    return result
  }

  /// Lets bars between the same brackets open and close in turn, if there is an even number of them.
  private static func pairBars(_ items: inout [Formula]) {
    var open: [[Int]] = [[]]
    func settle(_ places: [Int], _ items: inout [Formula]) {
      for bar in ["|", "‖"] {
        let found = places.filter { items[$0] == .symbol(bar, .tight) }
        guard found.count % 2 == 0 else { continue }
        for (i, place) in found.enumerated() {
          items[place] = .symbol(bar, i % 2 == 0 ? .prefix : .postfix)
        }
      }
    }
    for i in items.indices {
      switch items[i] {
      case .symbol("|", .tight), .symbol("‖", .tight): open[open.count - 1].append(i)
      case .scripts(.symbol(let bar, .tight), let sub, let sup, let limits)
      where bar == "|" || bar == "‖":
        // A bar with scripts closes, if one of its kind is open.
        let last = open.count - 1
        let before = open[last].filter { items[$0] == .symbol(bar, .tight) }
        if before.count % 2 == 1, let opening = before.last {
          items[opening] = .symbol(bar, .prefix)
          items[i] = .scripts(.symbol(bar, .postfix), sub: sub, sup: sup, limits: limits)
        }
      default:
        switch items[i].atomClass {
        case .opening: open.append([])
        case .closing where open.count > 1: settle(open.removeLast(), &items)
        default: break
        }
      }
    }
    for places in open { settle(places, &items) }
  }

  private static func settleOperators(_ items: inout [Formula], afterOperand: Bool) {
    var before: AtomClass? = afterOperand ? .ordinary : nil
    for i in items.indices {
      let current = items[i].atomClass
      if current == .space { continue }
      if current == .binary, let symbol = items[i].bareSymbol {
        var next = i + 1
        while next < items.count, items[next].atomClass == .space { next += 1 }
        let after: AtomClass? = next < items.count ? items[next].atomClass : nil
        switch after {
        case nil, .relation, .closing, .punctuation:
          items[i] = items[i].spaced(.tight)
          before = .ordinary
          continue
        default: break
        }
        if before?.wantsOperand ?? true {
          let isSign = symbol == "−" || symbol == "+" || symbol == "±" || symbol == "∓"
          items[i] = items[i].spaced(isSign ? .prefix : .tight)
        }
      }
      before = items[i].atomClass
    }
  }

  /// The operator, if it is one without scripts.
  private var bareSymbol: String? {
    if case .symbol(let symbol, _) = self { return symbol }
    return nil
  }

  /// The same operator with other room around it.
  func spaced(_ spacing: Spacing) -> Formula {
    if case .symbol(let symbol, _) = self { return .symbol(symbol, spacing) }
    return self
  }
}
