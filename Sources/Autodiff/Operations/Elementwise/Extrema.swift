extension Operation {
  /// The larger of two numbers; equal ones share the gradient.
  public static let maximum = Operation.binary(
    "maximum",
    form: .call,
    pullbacks: ["upstream * (① > ②)", "upstream * (② > ①)"],
    gate: MaximumGate.self
  )

  /// How it is set and said.
  static let maximumSetting = Setting(
    of: .maximum,
    symbol: "max",
    tex: #"\max(①, ②)"#,
    locals: [#"\mathbf{1}_{① > ②}"#, #"\mathbf{1}_{② > ①}"#],
    words: "A maximum hands the whole gradient to the larger operand; equal ones share it."
  )

  /// The smaller of two numbers; equal ones share the gradient.
  public static let minimum = Operation.binary(
    "minimum",
    form: .call,
    pullbacks: ["upstream * (① < ②)", "upstream * (② < ①)"],
    gate: MinimumGate.self
  )

  /// How it is set and said.
  static let minimumSetting = Setting(
    of: .minimum,
    symbol: "min",
    tex: #"\min(①, ②)"#,
    locals: [#"\mathbf{1}_{① < ②}"#, #"\mathbf{1}_{② < ①}"#],
    words: "A minimum hands the whole gradient to the smaller operand; equal ones share it."
  )
}

/// The rule of ``Operation/maximum``.
enum MaximumGate: BinaryGate {
  @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : a > b ? a : b
  }
  @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double { a > b ? 1 : a == b ? 0.5 : 0 }
  @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double {
    b > a ? 1 : a == b ? 0.5 : 0
  }
}

/// The rule of ``Operation/minimum``.
enum MinimumGate: BinaryGate {
  @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : a < b ? a : b
  }
  @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double { a < b ? 1 : a == b ? 0.5 : 0 }
  @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double {
    b < a ? 1 : a == b ? 0.5 : 0
  }
}
