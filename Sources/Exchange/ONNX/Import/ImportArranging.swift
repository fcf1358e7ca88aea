internal import Autodiff
internal import OnnxSchema

extension OnnxImporter {
  /// Operators that move numbers, name them anew, or compute shapes from shapes.
  ///
  /// - Returns: Whether the node is one of them.
  mutating func arrange(_ use: OnnxUse) throws(OnnxMistake) -> Bool {
    switch use.node.opType {
    case "Identity": alias(try raw(use, 0), for: use)
    case "Dropout":
      if let mode = wholeValue(use, 2)?.whole, mode != [0] {
        throw use.mistake(expected: "training_mode = false", found: "true")
      }
      alias(try raw(use, 0), for: use)
    case "Cast": try cast(use)
    case "Constant": try constant(use)
    case "Shape":
      var value = ImportValue("", Shape([try raw(use, 0).rank]))
      value.whole = try raw(use, 0).shape.axes
      alias(value, for: use)
    case "Flatten":
      let x = try operand(use, 0)
      let axis = try use.axis(use.int("axis") ?? 1, of: x.shape, rank: x.rank + 1)
      let parts = [x.shape.axes[..<axis], x.shape.axes[axis...]].map { Shape(Array($0)).count }
      try reshape(x, to: parts, use)
    case "Reshape": try reshape(use)
    case "Squeeze", "Unsqueeze": try squeeze(use)
    case "Transpose": try transpose(use)
    case "Concat": try concat(use)
    case "Gather": try gather(use)
    case "Slice": try slice(use)
    default: return false
    }
    return true
  }

  /// Between kinds of numbers nothing is done; all of them are double precision here.
  private mutating func cast(_ use: OnnxUse) throws(OnnxMistake) {
    let kind = OnnxKind(rawValue: try use.int("to") ?? 0)
    let value = try raw(use, 0)
    let isFloat = kind?.isFloat ?? false
    guard isFloat || value.whole != nil && kind == .int64 || value.whole != nil && kind == .int32
    else {
      throw use.mistake(
        expected: "a cast between floating-point numbers",
        found: kind.map { "\($0)" } ?? "another"
      )
    }
    guard isFloat, let whole = value.whole else { return alias(value, for: use) }
    let tensor = Tensor(shape: value.shape, elements: whole.map { Double($0) })
    alias(ImportValue(.numbers(tensor), byte: use.place.byte), for: use)
  }

  private mutating func constant(_ use: OnnxUse) throws(OnnxMistake) {
    let byte = use.place.byte
    if let tensor = try use.tensor("value") {
      var named = tensor
      named.name = use.place.name
      alias(ImportValue(try OnnxConstant(named, byte: byte), byte: byte), for: use)
    } else if let number = try use.float("value_float") {
      alias(ImportValue(.numbers(Tensor(number)), byte: byte), for: use)
    } else if let numbers = try use.floats("value_floats") {
      alias(ImportValue(.numbers(Tensor(numbers)), byte: byte), for: use)
    } else if let number = try use.int("value_int") {
      alias(ImportValue(.whole([number], .scalar), byte: byte), for: use)
    } else if let numbers = try use.ints("value_ints") {
      alias(ImportValue(.whole(numbers, Shape([numbers.count])), byte: byte), for: use)
    } else {
      throw use.mistake(expected: "numbers", found: "another constant")
    }
  }

  private mutating func reshape(_ use: OnnxUse) throws(OnnxMistake) {
    guard let wanted = try whole(use, 1) else {
      throw use.mistake(expected: "a shape as second input", found: "nothing")
    }
    let value = try raw(use, 0)
    let keepsZeros = try use.int("allowzero") ?? 0 == 1
    var lengths: [Int] = []
    var open: Int?
    var known = 1
    for (axis, length) in wanted.enumerated() {
      let isTaken = length == 0 && !keepsZeros && axis < value.rank
      let own = isTaken ? value.shape.axes[axis] : length
      guard own >= -1, own >= 0 || open == nil else {
        throw use.mistake(expected: "lengths, of which one may be -1", found: "\(wanted)")
      }
      if own < 0 { open = axis } else { known = Shape([known, own]).count }
      lengths.append(own)
    }
    if let open { lengths[open] = known == 0 ? 0 : value.shape.count / known }
    guard Shape(lengths).count == value.shape.count else {
      throw use.mistake(expected: "\(value.shape.count) elements", found: "\(wanted)")
    }
    if var list = wholeValue(use, 0) {
      list.shape = Shape(lengths)
      return alias(list, for: use)
    }
    try reshape(operand(use, 0), to: lengths, use)
  }

  private mutating func reshape(
    _ x: ImportValue,
    to lengths: [Int],
    _ use: OnnxUse
  ) throws(OnnxMistake) {
    let shape = Shape(lengths)
    if shape == x.shape { return alias(x, for: use) }
    guard !shape.isScalar else {
      // A single number of a tensor.
      let index = x.shape.axes.map { _ in "0" }.joined(separator: ", ")
      return try define(ImportValue("\(x.operand(5))[\(index)]", .scalar), for: use)
    }
    try define(ImportValue("reshape(\(x.text), \(shape))", shape), for: use)
  }

  private mutating func squeeze(_ use: OnnxUse) throws(OnnxMistake) {
    let value = try raw(use, 0)
    var lengths = value.shape.axes
    let asked = try whole(use, 1, or: "axes")
    if use.node.opType == "Squeeze" {
      var places: Set<Int> = []
      for axis in asked ?? lengths.indices.filter({ lengths[$0] == 1 }) {
        let place = try use.axis(axis, of: value.shape)
        guard lengths[place] == 1 else {
          throw use.mistake(
            expected: "an axis of length 1",
            found: "axis \(axis) of \(value.shape)"
          )
        }
        places.insert(place)
      }
      lengths = lengths.indices.filter { !places.contains($0) }.map { lengths[$0] }
    } else {
      let axes = asked ?? []
      var places: [Int] = []
      for axis in axes {
        places.append(try use.axis(axis, of: value.shape, rank: lengths.count + axes.count))
      }
      for place in places.sorted() { lengths.insert(1, at: min(place, lengths.count)) }
    }
    if var list = wholeValue(use, 0) {
      list.shape = Shape(lengths)
      return alias(list, for: use)
    }
    try reshape(operand(use, 0), to: lengths, use)
  }

  private mutating func transpose(_ use: OnnxUse) throws(OnnxMistake) {
    let x = try operand(use, 0)
    let reversed = Array((0..<x.rank).reversed())
    let order = try use.ints("perm") ?? reversed
    if order == reversed.reversed() { return alias(x, for: use) }
    guard order == reversed else {
      throw use.mistake(expected: "all axes in reverse order", found: "\(order)")
    }
    try define(
      ImportValue("\(x.operand(5)).T", Shape(x.shape.axes.reversed())),
      for: use
    )
  }

  private mutating func concat(_ use: OnnxUse) throws(OnnxMistake) {
    let lists = use.node.input.indices.compactMap { wholeValue(use, $0)?.whole }
    if lists.count == use.node.input.count {
      let list = lists.flatMap { $0 }
      return alias(ImportValue(.whole(list, Shape([list.count])), byte: 0), for: use)
    }
    var parts: [ImportValue] = []
    for slot in use.node.input.indices { parts.append(try operand(use, slot)) }
    guard let first = parts.first else { throw use.mistake(expected: "inputs", found: "none") }
    let axis = try use.axis(use.int("axis") ?? 0, of: first.shape)
    var lengths = first.shape.axes
    for part in parts.dropFirst() {
      guard part.rank == first.rank else {
        throw use.mistake(
          expected: "as many axes in all",
          found: "\(first.shape) and \(part.shape)"
        )
      }
      lengths[axis] += part.shape.axes[axis]
    }
    let texts = parts.map { $0.text }.joined(separator: ", ")
    try define(ImportValue("concat(\(texts), axis=\(axis))", Shape(lengths)), for: use)
  }

  private mutating func gather(_ use: OnnxUse) throws(OnnxMistake) {
    let value = try raw(use, 0)
    guard let indices = wholeValue(use, 1), let places = indices.whole else {
      throw use.mistake(expected: "indices that stand in the model", found: "computed ones")
    }
    let axis = try use.axis(use.int("axis") ?? 0, of: value.shape)
    let length = value.shape.axes[axis]
    guard places.allSatisfy({ $0 >= -length && $0 < length }) else {
      throw use.mistake(expected: "indices below \(length)", found: "\(places)")
    }
    if let list = wholeValue(use, 0)?.whole, value.rank == 1 {
      let taken = places.map { list[$0 < 0 ? $0 + length : $0] }
      return alias(ImportValue(.whole(taken, indices.shape), byte: 0), for: use)
    }
    guard indices.shape.isScalar, places.count == 1 else {
      throw use.mistake(expected: "a single index", found: "indices \(indices.shape)")
    }
    let x = try operand(use, 0)
    var lengths = x.shape.axes
    lengths.remove(at: axis)
    let before = [String](repeating: ":", count: axis) + [String(places[0])]
    let text = "\(x.operand(5))[\(before.joined(separator: ", "))]"
    try define(ImportValue(text, Shape(lengths)), for: use)
  }

  private mutating func slice(_ use: OnnxUse) throws(OnnxMistake) {
    let value = try raw(use, 0)
    let starts = try whole(use, 1, or: "starts") ?? []
    let ends = try whole(use, 2, or: "ends") ?? []
    let axes = try whole(use, 3, or: "axes") ?? Array(0..<starts.count)
    let steps = try whole(use, 4) ?? []
    try use.demand("steps", steps.allSatisfy { $0 == 1 }, "1", "\(steps)")
    guard starts.count == ends.count, starts.count == axes.count else {
      throw use.mistake(expected: "as many ends as starts and axes", found: "other counts")
    }
    var lengths = value.shape.axes
    var ranges = lengths.map { 0..<$0 }
    for (i, axis) in axes.enumerated() {
      let place = try use.axis(axis, of: value.shape)
      let length = value.shape.axes[place]
      func settled(_ index: Int) -> Int {
        max(0, min(length, index < 0 ? max(index, -length) + length : index))
      }
      let start = settled(starts[i])
      ranges[place] = start..<max(start, settled(ends[i]))
      lengths[place] = ranges[place].count
    }
    if let list = wholeValue(use, 0)?.whole, value.rank == 1 {
      return alias(ImportValue(.whole(Array(list[ranges[0]]), Shape(lengths)), byte: 0), for: use)
    }
    if lengths == value.shape.axes { return alias(value, for: use) }
    let x = try operand(use, 0)
    let parts = zip(ranges, x.shape.axes).map { range, length in
      range.count == length ? ":" : "\(range.lowerBound):\(range.upperBound)"
    }
    let text = "\(x.operand(5))[\(parts.joined(separator: ", "))]"
    try define(ImportValue(text, Shape(lengths)), for: use)
  }
}
