import Autodiff

/// Programs that call any function with any arguments, from the list of operations: most are refused, and
/// those that fit reach rules in odd shapes.
enum AnyCalls {
  /// A program of up to ten statements.
  static func program(_ random: inout SplitMix) -> String {
    var lines: [String] = []
    var names: [String] = []
    // Often all leaves have one shape, so that most calls fit.
    let common: [Int]? =
      random.once(in: 4) ? nil : random.pick([[], [3], [2, 3], [2, 2], [1], [4]])
    for i in 0..<(2 + random.below(3)) {
      let role = random.pick(["", "", "param ", "input ", "target "])
      let value = common.map { nested($0[...], &random) } ?? leaf(&random)
      lines.append("\(role)v\(i) = \(value)")
      names.append("v\(i)")
    }
    for i in 0..<(1 + random.below(6)) {
      lines.append("n\(i) = \(expression(names, &random))")
      names.append("n\(i)")
    }
    let last = names[names.count - 1]
    lines.append("s = sum(\(last))")
    lines.append("backward s")
    switch random.below(8) {
    case 0: lines.append("expect grad v0 = \(leaf(&random))")
    case 1: lines.append("backward \(last) with \(leaf(&random))")
    case 2: lines.append("expect \(last) ~ \(leaf(&random))")
    case 3:
      let method = random.pick(methods)
      lines.append(
        "minimize s over \(random.pick(names)) with \(method) for \(random.below(4)) steps"
      )
    case 4: lines.append("ask grad \(random.pick(names)) to \(random.below(6)) digits")
    default: break
    }
    return lines.joined(separator: random.once(in: 6) ? "; " : "\n")
  }

  private static let methods = [
    "sgd(rate=0.1)", "sgd(0.1, momentum=0.9, nesterov=true)", "adagrad", "rmsprop(centered=true)",
    "adam", "adam(amsgrad=true)", "adamw", "adamax", "nadam", "radam", "adadelta", "asgd", "rprop",
    "lbfgs", "ftrl", "sgd(rate=step_decay(0.1, every=2, factor=0.5))",
    "adam(rate=cosine_decay(0.1, steps=3))", "sgd(1e300)",
  ]

  /// Numbers, most of them at some end.
  static let numbers = [
    "0", "1", "-1", "2", "0.5", "-0.5", "3", "1e-3", "1000", "-1000", "1e308", "-1e308", "1e-320",
    "-0.0", "0.25", "7", "1/3", "1/0",
  ]

  /// A number, vector, matrix or larger tensor.
  private static func leaf(_ random: inout SplitMix) -> String {
    switch random.below(12) {
    case 0:
      return random.pick(["zeros([0])", "ones([2, 3])", "eye(2)", "arange(3)", "zeros([2, 0])"])
    case 1: return "normal([2, 3], seed=\(random.below(9)))"
    case 2: return "uniform([\(1 + random.below(3)), \(1 + random.below(3)), 2, 2])"
    case 3...6: return number(&random)
    case 7...9: return list(1 + random.below(4), &random) { random in number(&random) }
    default:
      let width = 1 + random.below(3)
      return list(1 + random.below(3), &random) { random in
        list(width, &random) { random in number(&random) }
      }
    }
  }

  /// A tensor of that shape.
  private static func nested(_ shape: ArraySlice<Int>, _ random: inout SplitMix) -> String {
    guard let count = shape.first else { return number(&random) }
    return list(count, &random) { random in nested(shape.dropFirst(), &random) }
  }

  private static func number(_ random: inout SplitMix) -> String {
    random.once(in: 3) ? random.pick(numbers) : random.decimal()
  }

  private static func list(
    _ count: Int,
    _ random: inout SplitMix,
    _ entry: (inout SplitMix) -> String
  ) -> String {
    var entries: [String] = []
    for _ in 0..<count { entries.append(entry(&random)) }
    return "[" + entries.joined(separator: ", ") + "]"
  }

  private static func operand(_ names: [String], _ random: inout SplitMix) -> String {
    switch random.below(10) {
    case 0: leaf(&random)
    case 1:
      random.pick(names) + random.pick(["[0]", "[-1]", "[0:1]", "[:, 0]", ".T", "[0, 1]", "[1:]"])
    default: random.pick(names)
    }
  }

  private static func expression(_ names: [String], _ random: inout SplitMix) -> String {
    if random.once(in: 4) {
      let sign = random.pick(["+", "-", "*", "/", "@", "^"])
      return "\(operand(names, &random)) \(sign) \(operand(names, &random))"
    }
    if random.once(in: 12) { return "-\(operand(names, &random))" }
    let operation = random.pick(Operation.all.filter { !$0.arguments.isEmpty })
    var arguments: [String] = []
    var isNamed = false
    for argument in operation.arguments {
      guard let (name, text) = self.argument(argument, names, &random) else {
        isNamed = true
        continue
      }
      isNamed = isNamed || random.once(in: 8)
      arguments.append(isNamed && !name.isEmpty ? "\(name)=\(text)" : text)
    }
    return "\(operation.name)(\(arguments.joined(separator: ", ")))"
  }

  /// An argument with its name; nil where it is left out.
  private static func argument(
    _ argument: Operation.Argument,
    _ names: [String],
    _ random: inout SplitMix
  ) -> (name: String, text: String)? {
    switch argument {
    case .operand(let name): return (name, operand(names, &random))
    case .operands:
      var operands: [String] = []
      for _ in 0...random.below(3) { operands.append(operand(names, &random)) }
      return ("", operands.joined(separator: ", "))
    case .number(let name, _, let standard):
      if standard != nil, random.below(4) > 0 { return nil }
      return (name, random.pick(numbers))
    case .axis(let name, _):
      return random.below(4) > 0 ? nil : (name, random.pick(["0", "1", "-1", "-2", "2"]))
    case .axes(let name):
      return random.below(4) > 0
        ? nil : (name, random.pick(["0", "1", "-1", "[0, 1]", "[0]", "[1, -2]", "[0, 0]"]))
    case .keepsAxes(let name):
      return random.once(in: 2) ? nil : (name, random.pick(["true", "false"]))
    case .shape(let name): return (name, random.pick(["[2, 3]", "[-1]", "6", "[3, -1]", "[1, 1]"]))
    case .count(let name): return (name, random.pick(["1", "2", "3", "5"]))
    case .whole(let name, _, _, let standard):
      if standard != nil, random.once(in: 2) { return nil }
      return (name, random.pick(["0", "1", "2", "3"]))
    case .reduction(let name):
      return random.once(in: 2)
        ? nil : (name, random.pick(["\"mean\"", "\"sum\"", "\"none\"", "\"men\""]))
    }
  }
}
