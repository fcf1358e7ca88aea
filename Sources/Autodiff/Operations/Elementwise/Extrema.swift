extension Operation {
  /// The larger of two numbers; equal ones share the gradient.
  public static let maximum = Operation.binary(
    "maximum",
    symbol: "max",
    form: .call,
    tex: #"\max(①, ②)"#,
    locals: [#"\mathbf{1}_{① > ②}"#, #"\mathbf{1}_{② > ①}"#],
    pullbacks: ["upstream * (① > ②)", "upstream * (② > ①)"],
    words: "A maximum hands the whole gradient to the larger operand; equal ones share it.",
    value: { a, b in a.isNaN || b.isNaN ? .nan : a > b ? a : b },
    left: { a, b, _ in a > b ? 1 : a == b ? 0.5 : 0 },
    right: { a, b, _ in b > a ? 1 : a == b ? 0.5 : 0 }
  )

  /// The smaller of two numbers; equal ones share the gradient.
  public static let minimum = Operation.binary(
    "minimum",
    symbol: "min",
    form: .call,
    tex: #"\min(①, ②)"#,
    locals: [#"\mathbf{1}_{① < ②}"#, #"\mathbf{1}_{② < ①}"#],
    pullbacks: ["upstream * (① < ②)", "upstream * (② < ①)"],
    words: "A minimum hands the whole gradient to the smaller operand; equal ones share it.",
    value: { a, b in a.isNaN || b.isNaN ? .nan : a < b ? a : b },
    left: { a, b, _ in a < b ? 1 : a == b ? 0.5 : 0 },
    right: { a, b, _ in b < a ? 1 : a == b ? 0.5 : 0 }
  )
}
