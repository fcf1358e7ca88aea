extension Level {
  /// Gives each item its layer, from left to right: every operand left of its consumers, as near to
  /// them as can be had.
  ///
  /// Entrances stand alone in the first layer, exits in the last.
  ///
  /// The items must be free of cycles, `order` be one in which operands come first.
  func layers(order: [Int]) -> [Int] {
    var incoming = [[Int]](repeating: [], count: items.count)
    var outgoing = incoming
    for stretch in stretches {
      incoming[stretch.to].append(stretch.from)
      outgoing[stretch.from].append(stretch.to)
    }
    let hasEntrances = items.contains { $0.isEntrance }
    var layers = items.map { $0.isEntrance || !hasEntrances ? 0 : 1 }
    for item in order {
      for consumer in outgoing[item] { layers[consumer] = max(layers[consumer], layers[item] + 1) }
    }
    // Each item goes right where that does not make more wires longer than it makes shorter. What
    // only it uses comes along at no cost.
    for item in order.reversed() where !items[item].isEntrance {
      guard let nearest = outgoing[item].map({ layers[$0] }).min() else { continue }
      let held = incoming[item].filter { !incoming[$0].isEmpty || outgoing[$0].count > 1 }
      if held.count < outgoing[item].count { layers[item] = max(layers[item], nearest - 1) }
    }
    let last = layers.max() ?? 0
    for (index, item) in items.enumerated() where item.isExit { layers[index] = last }
    if items.indices.contains(where: { layers[$0] == last && !items[$0].isExit }),
      items.contains(where: { $0.isExit })
    {
      for (index, item) in items.enumerated() where item.isExit { layers[index] = last + 1 }
    }
    return layers
  }

  /// The items, operands before consumers and else as they stand; nil if they form a cycle, with the
  /// items that take part in it or come after.
  func topologicalOrder() -> (order: [Int], stuck: [Int]) {
    var missing = [Int](repeating: 0, count: items.count)
    var outgoing = [[Int]](repeating: [], count: items.count)
    for stretch in stretches {
      missing[stretch.to] += 1
      outgoing[stretch.from].append(stretch.to)
    }
    var order = items.indices.filter { missing[$0] == 0 }
    var next = 0
    while next < order.count {
      for consumer in outgoing[order[next]] {
        missing[consumer] -= 1
        if missing[consumer] == 0 { order.append(consumer) }
      }
      next += 1
    }
    return (order, items.indices.filter { missing[$0] > 0 })
  }
}

extension Level.Item {
  var isEntrance: Bool {
    if case .entrance = kind { return true }
    return false
  }

  var isExit: Bool {
    if case .exit = kind { return true }
    return false
  }
}
