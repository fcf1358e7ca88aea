/// Reads the lines of a `learn` block.
///
///     rule hebb                        # mcp, hebb, perceptron or delta
///     rows and bipolar                 # a gate: and or nand nor xor xnor majority not,
///                                      # binary (the default), bipolar or hybrid, of 2 inputs
///     rows majority 3                  # … or of so many
///     1 1 -> 1 Blueberry               # or rows given, one a line: inputs, target, a name
///     row 0 1 -> 0 Golf ball           # ("row" may be left out)
///     names purple round eat           # names of the inputs and, at will, of the target
///     order 1 1, 1 0, 0 1, 0 0         # presents the rows in this order; every row once
///     weights 0 0                      # at the start: 0 if left out; mcp needs them
///     bias 0                           # at the start: 0 if left out; "bias none" for no bias
///     rate 0.5                         # η: 1 if left out
///     threshold 2                      # where a step fires; mcp needs it
///     fires at >                       # above the threshold only; >= is at it, too
///     output sigmoid                   # delta only: step (the default), identity, sigmoid
///     epochs 6                         # at most so many times all rows
///     criterion                        # records the perceptron criterion J after each row
///     expect weights = [2, 2]          # weights, bias, output, net, epochs, changes, criterion
///     expect bias ~ -0.67              # "~": right when it rounds to the digits written
///     expect all right                 # every row comes out right at the end
///     expect wrong 1 1, 0 1            # … or exactly these come out wrong
///     expect repeats                   # the weights come back: the rule never ends
///
/// A line is a statement; `#` begins a comment. Numbers may be fractions, `-1/3`, and lists may have
/// brackets and commas or none. Statements may stand in any order, each but rows and claims once.
///
/// Without `order`, rows stand as they are given; those of a gate count up, 00, 01, 10, 11, except
/// with `hebb`, where they count down as in its tables: 11, 10, 01, 00. Lists of a claim and the
/// tests follow the order of presentation. Without `epochs`, `hebb` and a `delta` whose output is no
/// step present every row once; `perceptron` and `delta` go on until an epoch passes without a
/// change, the weights come back to those of an earlier epoch, or ``LearnSpecification/epochLimit``
/// is reached. Where `fires at` is left out, `mcp` and `delta` fire at the threshold, `hebb` does
/// not, and for `perceptron` the threshold itself is a mistake whatever the target.
public struct LearnParser {
  /// The words that begin a statement.
  static let statements = [
    "rule", "rows", "row", "names", "order", "weights", "bias", "rate", "threshold", "fires",
    "output", "epochs", "criterion", "expect",
  ]
  /// At most so many rows.
  static let rowLimit = 1000
  /// At most so many inputs.
  static let inputLimit = 64
  /// At most so many presentations in a run.
  static let presentationLimit = 100_000
  /// Numbers are at most this large.
  static let largest = 1e9

  var draft = LearnDraft()
  var mistakes: [LearnMistake] = []

  /// Reads a block.
  ///
  /// - Throws: All mistakes that don't follow from each other, at most ``LearnMistakes/limit``.
  public static func parse(
    _ lines: [LearnLine]
  ) throws(LearnMistakes) -> LearnSpecification {
    var parser = LearnParser()
    for line in lines where parser.mistakes.count < LearnMistakes.limit {
      parser.read(line)
    }
    let end = lines.first.map { ($0.line, $0.column) } ?? (1, 1)
    if let specification = parser.assemble(blockLine: end.0, blockColumn: end.1),
      parser.mistakes.isEmpty
    {
      return specification
    }
    parser.mistakes.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    throw LearnMistakes(Array(parser.mistakes.prefix(LearnMistakes.limit)))
  }

  private mutating func read(_ line: LearnLine) {
    let scanner = LearnScanner(line)
    mistakes += scanner.mistakes
    guard scanner.mistakes.isEmpty, let first = scanner.tokens.first else { return }
    var cursor = LearnCursor(scanner, line: line)
    do {
      if first.kind == .word {
        cursor.skip()
        try readStatement(first, &cursor)
      } else {
        try readRow(&cursor)
      }
    } catch {
      mistakes.append(error)
    }
  }

  private mutating func readStatement(
    _ word: LearnToken,
    _ cursor: inout LearnCursor
  ) throws(LearnMistake) {
    switch Self.statements.firstIndex(where: word.matches) {
    case 0: try readRule(word, &cursor)
    case 1: try readRows(word, &cursor)
    case 2: try readRow(&cursor)
    case 3: try readNames(word, &cursor)
    case 4: try readOrder(word, &cursor)
    case 5: try readWeights(word, &cursor)
    case 6: try readBias(word, &cursor)
    case 7: try readRate(word, &cursor)
    case 8: try readThreshold(word, &cursor)
    case 9: try readFires(word, &cursor)
    case 10: try readOutput(word, &cursor)
    case 11: try readEpochs(word, &cursor)
    case 12:
      try once(word)
      draft.criterion = word
    case 13: try readClaim(word, &cursor)
    default:
      throw LearnMistake(
        .unknownStatement(
          word.text,
          suggestion: Suggestion.nearest(to: word.text, in: Self.statements)
        ),
        line: word.line,
        column: word.column,
        width: word.width
      )
    }
    try cursor.end()
  }

  /// Notes that a statement is there, and that it wasn't before.
  mutating func once(_ word: LearnToken) throws(LearnMistake) {
    for seen in draft.seen where seen.matches(word.text) {
      throw LearnMistake(
        .doubled(word.text, line: seen.line),
        line: word.line,
        column: word.column,
        width: word.width
      )
    }
    draft.seen.append(word)
  }
}

/// What has been read so far, before it is put together.
struct LearnDraft {
  /// A row or a list of numbers with the token it begins at.
  struct Numbers {
    var values: [Double]
    var start: LearnToken
  }

  /// A row that was given.
  struct Row {
    var inputs: Numbers
    var target: LearnToken
    var targetValue: Double
    var name: String
  }

  /// A claim about patterns or numbers, before the rows are known.
  struct Claim {
    var claim: LearnClaim
    var patterns: [Numbers]?
  }

  var seen: [LearnToken] = []
  var rule: LearnSpecification.Rule?
  var gate: (gate: Gate, coding: Coding, inputs: Int, token: LearnToken)?
  var rows: [Row] = []
  var names: (names: [String], start: LearnToken)?
  var order: [Numbers] = []
  var weights: Numbers?
  var bias: (value: Double?, token: LearnToken)?
  var rate: (value: Double, token: LearnToken)?
  var threshold: (value: Double, token: LearnToken)?
  var comparison: LearnSpecification.Comparison?
  var output: (value: LearnSpecification.Output, token: LearnToken)?
  var epochs: (value: Int, token: LearnToken)?
  var criterion: LearnToken?
  var claims: [Claim] = []
}
