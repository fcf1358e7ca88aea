/// Programs without mistakes and without kinks, whose gradients can be compared with central differences.
struct SmoothPrograms {
  private var random: SplitMix
  private var lines: [String] = []
  /// Names of matrices of `rows` × `columns`, vectors of `columns`, and scalars.
  private var matrices: [String] = []
  private var vectors: [String] = []
  private var scalars: [String] = []
  private let rows: Int
  private let columns: Int
  private var count = 0

  /// A program that ends in `backward L`.
  static func program(_ random: inout SplitMix) -> String {
    var maker = SmoothPrograms(random)
    let text = maker.make()
    random = maker.random
    return text
  }

  private init(_ random: SplitMix) {
    self.random = random
    rows = 1 + self.random.below(3)
    columns = 1 + self.random.below(4)
  }

  private mutating func make() -> String {
    lines.append("def squash(a, b) = tanh(a) * b + sigmoid(b)")
    let row = { (random: inout SplitMix, n: Int) in
      "[" + (0..<n).map { _ in random.decimal() }.joined(separator: ", ") + "]"
    }
    for _ in 0..<2 {
      scalars.append(bind(random.decimal()))
      vectors.append(bind(row(&random, columns)))
      matrices.append(
        bind(
          "["
            + (0..<rows).map { _ in row(&random, columns) }
            .joined(separator: ", ") + "]"
        )
      )
    }
    for _ in 0..<(2 + random.below(9)) { grow() }
    let arrays = Array(vectors.suffix(2)) + Array(matrices.suffix(2))
    let parts = Array(scalars.suffix(3)) + arrays.map { "mean(\($0))" }
    lines.append("L = " + parts.joined(separator: " + "))
    lines.append("backward L")
    return lines.joined(separator: "\n")
  }

  private mutating func bind(_ expression: String) -> String {
    count += 1
    lines.append("t\(count) = \(expression)")
    return "t\(count)"
  }

  private static let unary = [
    "sigmoid(①)", "tanh(①)", "sin(①)", "cos(①)", "softplus(①)", "silu(①)", "gelu(①)", "gaussian(①)",
    "erf(①)", "square(tanh(①))", "exp(0.3 * tanh(①))", "log(1.5 + sin(①))", "sqrt(1.2 + cos(①))",
    "-①", "① * 0.5", "1 / (1 + ①^2)", "2^tanh(①)", "(1.3 + sin(①))^1.7", "①", "log2(2 + sin(①))",
    "log10(2 + cos(①))", "tan(0.5 * sin(①))", "①^3 / 4",
  ]
  private static let binary = [
    "① + ②", "① - ②", "① * ②", "① / (2 + sin(②))", "squash(①, ②)", "(1.5 + sin(①))^tanh(②)",
  ]
  private static let losses = [
    "mse(①, ②)", "log_cosh(①, ②)", "bce_with_logits(①, sigmoid(②))", "poisson_nll(tanh(①), ②)",
    "softmax_cross_entropy(①, softmax(②))", "kl_div(softmax(①), softmax(②))",
    "cross_entropy(softmax(①), softmax(②))", "bce(sigmoid(①), sigmoid(②))",
    "gaussian_nll(①, ②, 1.1 + sin(①))", "soft_margin(①, ②)", "msle(sigmoid(①), sigmoid(②))",
    "cosine_similarity(softmax(①), 2 + sin(②))", "poisson(1.5 + sin(①), ②)",
    "nll(log_softmax(①), softmax(②))",
    "multi_label_soft_margin(①, sigmoid(②))", "kl_div_log(log_softmax(①), softmax(②))",
  ]

  private mutating func fill(_ template: String, _ a: String, _ b: String = "") -> String {
    var text = ""
    for character in template {
      text += character == "①" ? a : character == "②" ? b : String(character)
    }
    return text
  }

  private mutating func grow() {
    let (m, v, s) = (random.pick(matrices), random.pick(vectors), random.pick(scalars))
    switch random.below(16) {
    case 0: scalars.append(bind(fill(random.pick(Self.unary), s)))
    case 1: vectors.append(bind(fill(random.pick(Self.unary), v)))
    case 2: matrices.append(bind(fill(random.pick(Self.unary), m)))
    case 3: scalars.append(bind(fill(random.pick(Self.binary), s, random.pick(scalars))))
    case 4: vectors.append(bind(fill(random.pick(Self.binary), v, random.pick(vectors + [s]))))
    case 5:
      matrices.append(bind(fill(random.pick(Self.binary), m, random.pick(matrices + [v, s]))))
    case 6: scalars.append(bind(fill(random.pick(Self.losses), m, random.pick(matrices))))
    case 7: scalars.append(bind(fill(random.pick(Self.losses), v, random.pick(vectors))))
    case 8:
      let name = random.pick(["sum", "mean", "logsumexp", "prod", "var", "norm"])
      scalars.append(bind("0.3 * \(name)(\(random.pick([m, v])) + \(name == "norm" ? "3" : "0"))"))
    case 9: vectors.append(bind("\(random.pick(["sum", "mean", "logsumexp"]))(\(m), axis=0)"))
    case 10:
      matrices.append(
        bind("\(random.pick(["softmax", "log_softmax"]))(\(m), axis=\(random.below(2)))")
      )
    case 11: matrices.append(bind("(\(m) @ \(m).T) @ \(random.pick(matrices)) * 0.2"))
    case 12: vectors.append(bind("\(v) @ (\(m).T @ \(m)) * 0.2"))
    case 13: scalars.append(bind("\(m)[\(random.below(rows)), -1] + \(v)[0]"))
    case 14: matrices.append(bind("concat(\(m)[0:1], \(random.pick(matrices))[1:], axis=0)"))
    default: vectors.append(bind("linear(\(v), outer(\(v), \(random.pick(vectors))), \(v)) * 0.3"))
    }
  }
}
