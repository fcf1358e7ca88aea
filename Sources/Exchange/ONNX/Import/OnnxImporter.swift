internal import Autodiff
internal import Notation
internal import OnnxSchema

/// A program while it is made of a model.
struct OnnxImporter {
  private let graph: OnnxGraph
  private let check: OnnxWireCheck
  private let version: Int
  private var names = NotationNames()
  private(set) var lines: [String] = []
  private var values: [String: ImportValue] = [:]
  private var size = 0

  /// The most numbers of a model: with fewer digits than these would have, a program is too long.
  static let numberLimit = 5_000_000
  /// The longest text of a program.
  static let textLimit = 10_000_000

  init(_ graph: OnnxGraph, _ check: OnnxWireCheck, version: Int) {
    self.graph = graph
    self.check = check
    self.version = version
  }

  /// The lines of the program.
  mutating func lines(_ options: OnnxImport.Options) throws(OnnxMistake) -> [String] {
    var producers: [String: Int] = [:]
    for (index, node) in graph.node.enumerated() {
      for output in node.output where !output.isEmpty && producers[output] == nil {
        producers[output] = index
      }
    }
    let outputs = options.outputs.isEmpty ? graph.output.map { $0.name } : options.outputs
    for name in options.outputs where producers[name] == nil {
      let known = graph.node.flatMap { $0.output }
      throw .noSuchName(name, isInput: false, nearest: Suggestion.nearest(to: name, in: known))
    }
    let needed = needed(for: outputs, producers)
    try bindInputs(options.samples)
    try bindInitializers(needed)
    for (index, node) in graph.node.enumerated() where needed.nodes.contains(index) {
      let byte = index < check.nodes.count ? check.nodes[index] : 0
      try express(OnnxUse(node, byte: byte, version: version))
    }
    for output in outputs { try nameOutput(output) }
    return lines
  }

  /// The nodes that outputs are computed from, and all names on the way.
  private func needed(
    for outputs: [String],
    _ producers: [String: Int]
  ) -> (nodes: Set<Int>, names: Set<String>) {
    var names = Set(outputs)
    var nodes = Set<Int>()
    var open = outputs
    while let name = open.popLast() {
      guard let index = producers[name], nodes.insert(index).inserted else { continue }
      for input in graph.node[index].input where names.insert(input).inserted { open.append(input) }
    }
    return (nodes, names)
  }

  private mutating func bindInitializers(
    _ needed: (nodes: Set<Int>, names: Set<String>)
  ) throws(OnnxMistake) {
    var count = 0
    for (index, tensor) in graph.initializer.enumerated() where needed.names.contains(tensor.name) {
      let byte = index < check.initializers.count ? check.initializers[index] : 0
      let value = ImportValue(try OnnxConstant(tensor, byte: byte), byte: byte)
      count += value.shape.count
      guard count <= OnnxImporter.numberLimit else {
        throw .tooLarge(numbers: count, limit: OnnxImporter.numberLimit)
      }
      values[tensor.name] = value
    }
  }

  private mutating func bindInputs(
    _ samples: [(name: String, numbers: OnnxImport.Sample)]
  ) throws(OnnxMistake) {
    let parameters = Set(graph.initializer.map { $0.name })
    let inputs = graph.input.filter { !parameters.contains($0.name) }
    for (name, _) in samples where !name.isEmpty && !inputs.contains(where: { $0.name == name }) {
      let nearest = Suggestion.nearest(to: name, in: inputs.map { $0.name })
      throw .noSuchName(name, isInput: true, nearest: nearest)
    }
    if inputs.count != 1, samples.contains(where: { $0.name.isEmpty }) {
      throw .unnamedSample(inputs: inputs.map { $0.name })
    }
    for input in inputs {
      let sample = samples.last {
        $0.name == input.name || $0.name.isEmpty && inputs.count == 1
      }
      let tensor = try InputSample(input).tensor(sample?.numbers)
      try addLeaf(input.name, "input", tensor)
    }
  }

  /// Writes a leaf.
  private mutating func addLeaf(
    _ name: String,
    _ role: String,
    _ tensor: Tensor
  ) throws(OnnxMistake) {
    let own = names.name(for: name)
    let isZero = tensor.shape.rank > 0 && tensor.elements.allSatisfy { $0 == 0 && $0.sign == .plus }
    let text = isZero ? "zeros(\(tensor.shape))" : tensor.text(NumberFormat.exact)
    try append("\(role) \(own) = \(text)")
    values[name] = ImportValue(own, tensor.shape)
  }

  private mutating func append(_ line: String) throws(OnnxMistake) {
    size += line.utf8.count + 1
    guard size <= OnnxImporter.textLimit else {
      throw .tooLarge(numbers: size / 20, limit: OnnxImporter.textLimit / 20)
    }
    lines.append(line)
  }

  // MARK: What operators use

  /// An operand; numbers of the model get a line of their own, a single number stands where it is used.
  mutating func operand(
    _ use: OnnxUse,
    _ slot: Int,
    isTrained: Bool = true
  ) throws(OnnxMistake) -> ImportValue {
    let name = use.node.input.count > slot ? use.node.input[slot] : ""
    guard !name.isEmpty else {
      throw use.mistake(expected: "at least \(slot + 1) inputs", found: "\(use.node.input.count)")
    }
    guard let value = values[name] else { throw .noValue(name, use.place) }
    if let whole = value.whole {
      let tensor = Tensor(shape: value.shape, elements: whole.map { Double($0) })
      return ImportValue(tensor.text(NumberFormat.exact), value.shape)
    }
    guard let tensor = value.pending else { return value }
    if tensor.shape.isScalar {
      let number = tensor.elements[0]
      return ImportValue(
        NumberFormat.exact(number),
        .scalar,
        strength: number.sign == .minus ? 3 : 5
      )
    }
    try addLeaf(name, isTrained ? "param" : "input", tensor)
    return values[name] ?? value
  }

  /// Whether an input is there.
  func hasInput(_ use: OnnxUse, _ slot: Int) -> Bool {
    use.node.input.count > slot && !use.node.input[slot].isEmpty
  }

  /// Whole numbers that an input must be; nil where it is left out.
  func whole(_ use: OnnxUse, _ slot: Int) throws(OnnxMistake) -> [Int]? {
    guard hasInput(use, slot) else { return nil }
    guard let value = values[use.node.input[slot]] else {
      throw .noValue(use.node.input[slot], use.place)
    }
    guard let whole = value.whole else {
      throw use.mistake(
        expected: "whole numbers that stand in the model as input \(slot)",
        found: "numbers that are computed"
      )
    }
    return whole
  }

  /// Whole numbers that older versions have as an attribute and newer ones as an input.
  func whole(
    _ use: OnnxUse,
    _ slot: Int,
    or attribute: String
  ) throws(OnnxMistake) -> [Int]? {
    if let list = try use.ints(attribute) { return list }
    return try whole(use, slot)
  }

  /// The value of an input of whole numbers, with its shape.
  func wholeValue(_ use: OnnxUse, _ slot: Int) -> ImportValue? {
    guard hasInput(use, slot), let value = values[use.node.input[slot]], value.whole != nil else {
      return nil
    }
    return value
  }

  /// A number that an input must be; nil where it is left out.
  func number(_ use: OnnxUse, _ slot: Int) throws(OnnxMistake) -> Double? {
    guard hasInput(use, slot) else { return nil }
    let value = values[use.node.input[slot]]
    if let number = value?.pending?.scalar { return number }
    if let whole = value?.whole, whole.count == 1 { return Double(whole[0]) }
    throw use.mistake(
      expected: "a number that stands in the model as input \(slot)",
      found: value == nil ? "nothing" : "one that is computed"
    )
  }

  // MARK: What operators make

  /// A line for a node's first output.
  mutating func define(_ value: ImportValue, for use: OnnxUse) throws(OnnxMistake) {
    guard let output = use.node.output.first, !output.isEmpty else { return }
    let own = names.name(for: output)
    try append("\(own) = \(value.text)")
    values[output] = ImportValue(own, value.shape)
  }

  /// Another name for what is there already.
  mutating func alias(_ value: ImportValue, for use: OnnxUse) {
    if let output = use.node.output.first, !output.isEmpty { values[output] = value }
  }

  /// What stands in the model under an input's name, as it is.
  func raw(_ use: OnnxUse, _ slot: Int) throws(OnnxMistake) -> ImportValue {
    let name = use.node.input.count > slot ? use.node.input[slot] : ""
    guard let value = values[name] else { throw .noValue(name, use.place) }
    return value
  }

  /// Sees to it that an output has a line that begins with its name.
  private mutating func nameOutput(_ output: String) throws(OnnxMistake) {
    let place = OnnxMistake.Place(name: output, operation: "output", byte: 0)
    guard let value = values[output] else { throw .noValue(output, place) }
    let isDefined = lines.last?.hasPrefix(value.text + " = ") ?? false
    guard !isDefined, lines.allSatisfy({ !$0.hasPrefix(value.text + " = ") }) else { return }
    if let tensor = value.pending {
      try addLeaf(output, "param", tensor)
    } else if value.whole == nil {
      try append("\(names.name(for: output)) = \(value.text)")
    }
  }
}
