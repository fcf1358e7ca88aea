/// A pattern and what a unit should answer to it.
public struct LearnRow: Equatable, Sendable {
  /// The inputs, without the constant 1 of the bias.
  public var inputs: [Double]
  /// The wanted output: 1 for yes; 0 or −1, as the rows are coded, for no.
  ///
  /// With an output that is not a step, any number.
  public var target: Double
  /// What the pattern is called, such as "Golf ball"; may be empty.
  public var name: String

  /// Makes a row.
  public init(_ inputs: [Double], target: Double, name: String = "") {
    self.inputs = inputs
    self.target = target
    self.name = name
  }
}

/// The logic gates whose rows have names.
public enum Gate: String, CaseIterable, Equatable, Sendable {
  /// 1 if all inputs are.
  case and
  /// 1 if an input is.
  case or
  /// 0 if all inputs are 1.
  case nand
  /// 0 if an input is 1.
  case nor
  /// 1 if an odd number of inputs is: parity.
  case xor
  /// 0 if an odd number of inputs is 1.
  case xnor
  /// 1 if more than half of the inputs are.
  case majority
  /// The other way round; of one input.
  case not

  /// The answer to so many ones among `count` inputs.
  public func answer(ones: Int, of count: Int) -> Bool {
    switch self {
    case .and: ones == count
    case .or: ones > 0
    case .nand: ones < count
    case .nor, .not: ones == 0
    case .xor: ones % 2 == 1
    case .xnor: ones % 2 == 0
    case .majority: 2 * ones > count
    }
  }
}

/// How no and yes are written.
public enum Coding: String, CaseIterable, Equatable, Sendable {
  /// 0 and 1 for inputs and targets.
  case binary
  /// −1 and 1 for inputs and targets.
  case bipolar
  /// 0 and 1 for inputs, −1 and 1 for targets.
  case hybrid
}

extension Gate {
  /// The gate's truth table.
  ///
  /// - Parameters:
  ///   - coding: How no and yes are written.
  ///   - count: How many inputs there are, from 1 to 8.
  ///   - descending: Whether 11 comes first, as in tables of Hebb's rule, and not 00.
  /// - Returns: A row for each pattern of inputs.
  public func rows(_ coding: Coding, inputs count: Int, descending: Bool = false) -> [LearnRow] {
    let size = 1 << max(0, min(count, 8))
    return (0..<size).map { place in
      let bits = descending ? size - 1 - place : place
      let no: Double = coding == .bipolar ? -1 : 0
      let inputs = (0..<count).map { i in bits >> (count - 1 - i) & 1 == 1 ? 1 : no }
      let yes = answer(ones: bits.nonzeroBitCount, of: count)
      return LearnRow(inputs, target: yes ? 1 : coding == .binary ? 0 : -1)
    }
  }
}
