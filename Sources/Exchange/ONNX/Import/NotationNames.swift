internal import Autodiff

/// Names of a model as the notation takes them: `fc1.weight` becomes `fc1_weight`.
struct NotationNames {
  private var used: Set<String>

  /// What the notation means by a name already.
  init() {
    used = Set(Operation.functionNames)
    used.formUnion([
      "def", "backward", "expect", "minimize", "ask", "grad", "input", "param", "target", "with",
      "over",
      "for", "steps", "to", "true", "false", "zeros", "ones", "eye", "arange", "normal", "uniform",
    ])
  }

  /// A name that nothing else has.
  ///
  /// A path in front, as in `/layer/Gemm_output_0`, stays as `layer_Gemm`.
  mutating func name(for name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars.prefix(60) {
      let isLetter =
        scalar.isASCII
        ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        : scalar.properties.isAlphabetic
      if isLetter {
        text.unicodeScalars.append(scalar)
      } else if !text.isEmpty, !text.hasSuffix("_") {
        text += "_"
      }
    }
    if text.hasSuffix("_output_0") { text.removeLast("_output_0".count) }
    while text.hasSuffix("_") { text.removeLast() }
    if text.isEmpty { text = "node" }
    if let first = text.unicodeScalars.first, ("0"..."9").contains(first) { text = "n" + text }
    var unique = text
    var count = 0
    while !used.insert(unique).inserted {
      count += 1
      unique = "\(text)_\(count)"
    }
    return unique
  }
}
