/// Finds what was likely meant by a name that there is not.
enum TeXSuggestions {
  /// The command that `name` was likely meant to be, written in full: `\frac`, `\partial L`,
  /// `\operatorname{softmax}`.
  static func command(like name: String, macros: TeXMacros) -> String? {
    if functions.contains(name) { return "\\operatorname{\(name)}" }
    let typed = Array(name.utf8)
    guard (2...32).contains(typed.count) else { return nil }
    var best: (distance: Int, name: String)?
    func consider(_ candidate: String) {
      let bytes = Array(candidate.utf8)
      guard bytes.count > 1, let first = bytes.first, isLetter(first) else { return }
      var distance = editDistance(typed, bytes, limit: typed.count < 5 ? 1 : 2)
      if bytes.map(lowered) == typed.map(lowered) { distance = 0 }
      guard let distance else { return }
      if let best,
        (best.distance, best.name.utf8.count, best.name) <= (distance, bytes.count, candidate)
      {
        return
      }
      best = (distance, candidate)
    }
    for candidate in macros.table.keys { consider(candidate) }
    for candidate in TeXCommands.all where isSuggested(candidate) { consider(candidate) }
    let parted = parted(typed, macros)
    if let best, best.distance < 2 {
      // \partialL is \partial L, \fracc is \frac.
      let isDoubled = typed[typed.count - 1] == typed[typed.count - 2]
      if let parted, best.distance == 1, !isDoubled, name.hasPrefix(best.name) { return parted }
      return "\\" + best.name
    }
    if let parted { return parted }
    return best.map { "\\" + $0.name }
  }

  /// The environment that `name` was likely meant to be.
  static func environment(like name: String) -> String? {
    let typed = Array(name.utf8)
    guard typed.count <= 32 else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in environments {
      let bytes = Array(candidate.utf8)
      var distance = editDistance(typed, bytes, limit: typed.count < 4 ? 1 : 2)
      if bytes.map(lowered) == typed.map(lowered) { distance = 0 }
      if let distance, distance < best?.distance ?? 3 { best = (distance, candidate) }
    }
    return best?.name
  }

  /// A command and letters that were written without a space between: `\partialL`.
  private static func parted(_ typed: [UInt8], _ macros: TeXMacros) -> String? {
    var length = typed.count - 1
    while length >= 2 {
      let head = String(decoding: typed[..<length], as: UTF8.self)
      if macros.table[head] != nil || (TeXCommands.meaning(of: head) != nil && isSuggested(head)) {
        return "\\\(head) \(String(decoding: typed[length...], as: UTF8.self))"
      }
      length -= 1
    }
    return nil
  }

  private static func isSuggested(_ name: String) -> Bool {
    if case .unsupported = TeXCommands.meaning(of: name) { return false }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered(byte))
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  /// How many letters must be added, left out, changed or exchanged with their neighbour; nil if more
  /// than `limit`.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }

  /// Names of functions that TeX does not know.
  private static let functions: Set<String> = [
    "softmax", "relu", "ReLU", "sigmoid", "sgn", "sign", "erf", "erfc", "diag", "tr", "Tr",
    "trace", "rank", "span", "Var", "Cov", "KL", "softplus", "step", "clip", "succ", "vec",
    "logsumexp", "GELU", "gelu", "SiLU", "silu", "ELU", "elu", "sinc", "mse", "MSE", "MLP",
    "LayerNorm", "BatchNorm", "Attention", "Concat", "concat", "round", "id", "conv", "pool",
  ]

  private static let environments = TeXCommands.words(
    """
    aligned cases matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array gathered align
    align* gather gather* split dcases rcases alignedat equation equation* psmallmatrix
    bsmallmatrix
    """
  )
}
