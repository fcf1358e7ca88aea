internal import Learning
internal import Notation

extension PlanForm {
  /// Written `data "iris.csv", target = species`.
  static let data = PlanForm("data", "data \"iris.csv\", target = species") {
    draft,
    statement,
    source throws(PlanMistake) in
    draft.data = try SourceReader(statement, source, standardSeed: 1).read()
  }

  /// Written `test "more.csv", target = species`.
  static let test = PlanForm("test", "test \"more.csv\", target = species") {
    draft,
    statement,
    source throws(PlanMistake) in
    draft.test = try SourceReader(statement, source, standardSeed: 2).read()
  }
}

/// Reads where samples come from.
struct SourceReader {
  /// At most so many rows are made.
  static let rowLimit = 10_000_000
  /// What a source can be.
  static let names = [
    "digits", "csv", "idx", "rows", "moons", "circles", "spirals", "xor", "line", "polynomial",
  ]
  private static let tableArguments = [
    "target", "header", "separator", "kind", "classes", "categories", "omit",
  ]

  private let statement: PlanStatement
  private let source: SourceText
  /// What a generator's random numbers begin with if nothing is said: not the same for data and test.
  private let standardSeed: UInt64

  init(_ statement: PlanStatement, _ source: SourceText, standardSeed: UInt64) {
    self.statement = statement
    self.source = source
    self.standardSeed = standardSeed
  }

  /// The source; the text of `rows` is not in it yet.
  func read() throws(PlanMistake) -> DataSource {
    let first = statement.items[0]
    if let name = first.name {
      throw PlanMistake(.expected("a file or a name", found: "'\(name.text) ='"), name.place)
    }
    var rest = Array(statement.items.dropFirst())
    let name: String
    switch first.value.kind {
    case .text(let path):
      let isIDX = Self.looksLikeIDX(path)
      name = isIDX ? "idx" : "csv"
      rest.insert(first, at: 0)
    case .name(let word): name = word
    case .call(let word, let items):
      name = word
      rest = items + rest
    default:
      throw first.value.mistake(
        statement.keyword.text,
        expected: "a file in quotes or \(PlanMistake.list(Self.names, "or"))"
      )
    }
    switch name {
    case "digits":
      _ = try arguments("digits", rest, [])
      return .digits
    case "csv":
      let told = try arguments("csv", rest, ["path"] + Self.tableArguments)
      return .table(path: try path(told, "path"), try format(told, TableFormat()))
    case "idx":
      let told = try arguments("idx", rest, ["images", "labels"])
      let labels = told["labels"] == nil ? nil : try path(told, "labels")
      return .idx(images: try path(told, "images"), labels: labels)
    case "rows":
      let told = try arguments("rows", rest, Self.tableArguments)
      return .rows(text: "", try format(told, .block))
    case "moons", "circles", "spirals", "xor", "line", "polynomial":
      return try generated(name, rest)
    default:
      throw PlanMistake(
        .unknown(
          what: statement.keyword.text,
          found: name,
          known: Self.names,
          suggestion: Suggestion.nearest(to: name, in: Self.names)
        ),
        first.value.namePlace
      )
    }
  }

  /// Whether a file is named as those in the form of MNIST are.
  private static func looksLikeIDX(_ path: String) -> Bool {
    let path = path.utf8.suffix(64).map { $0 }
    let text = String(decoding: path, as: UTF8.self)
    let bare = text.hasSuffix(".gz") ? String(text.dropLast(3)) : text
    return bare.hasSuffix("-ubyte") || bare.hasSuffix(".idx")
  }

  private func arguments(
    _ function: String,
    _ items: [PlanItem],
    _ names: [String]
  ) throws(PlanMistake) -> PlanArguments {
    try PlanArguments(
      of: function,
      items,
      at: statement.items[0].place,
      names: names,
      positional: function == "rows" ? 0 : function == "csv" ? 1 : nil
    )
  }

  private func path(_ told: PlanArguments, _ name: String) throws(PlanMistake) -> String {
    guard let value = told[name] else {
      throw PlanMistake(.missingArgument(name, function: told.function), told.place)
    }
    guard case .text(let path) = value.kind, !path.isEmpty else {
      throw value.mistake(name, expected: "a file in quotes")
    }
    return path
  }

  // MARK: Tables

  private func format(
    _ told: PlanArguments,
    _ standard: TableFormat
  ) throws(PlanMistake) -> TableFormat {
    var format = standard
    if let value = told["target"] { format.targets = try columns(value, "target") }
    if let value = told["header"] {
      format.header = try value.flag(of: "header") ? .present : .absent
    }
    if let value = told["separator"] { format.separator = try separator(value) }
    if let value = told["kind"] {
      format.targetKind =
        try value.choice(of: "kind", ["classes", "numbers"]) == 0 ? .classes : .numbers
    }
    if let value = told["classes"] {
      var names: [String] = []
      for entry in value.entries {
        if case .number(_, let digits, false) = entry.kind {
          names.append(digits)
        } else {
          names.append(try entry.word(of: "classes"))
        }
      }
      guard names.count >= 2 else {
        throw value.mistake("classes", expected: "a list of at least 2 names")
      }
      format.classNames = names
    }
    if let value = told["categories"] { format.categories = try columns(value, "categories") }
    if let value = told["omit"] { format.omitted = try columns(value, "omit") }
    return format
  }

  private func columns(
    _ value: PlanValue,
    _ what: String
  ) throws(PlanMistake) -> [TableFormat.Column] {
    var columns: [TableFormat.Column] = []
    for entry in value.entries {
      switch entry.kind {
      case .text(let name), .name(let name): columns.append(.named(name))
      case .number(let number, _, false)
      where number.rounded() == number && number != 0 && number.magnitude <= 1e6:
        columns.append(.number(Int(number)))
      default:
        throw entry.mistake(what, expected: "the name of a column, or its number from 1")
      }
    }
    return columns
  }

  private func separator(_ value: PlanValue) throws(PlanMistake) -> TableFormat.Separator {
    if case .text(let sign) = value.kind {
      switch sign {
      case ",": return .comma
      case ";": return .semicolon
      case " ": return .blanks
      default: break
      }
    }
    switch try value.choice(of: "separator", ["comma", "semicolon", "tab", "blanks"]) {
    case 0: return .comma
    case 1: return .semicolon
    case 2: return .tab
    default: return .blanks
    }
  }

  // MARK: Generators

  private func generated(_ name: String, _ items: [PlanItem]) throws(PlanMistake) -> DataSource {
    var names: [String]
    switch name {
    case "circles": names = ["rows", "noise", "factor"]
    case "spirals": names = ["rows", "noise", "arms", "turns"]
    case "line": names = ["rows", "noise", "slope", "intercept"]
    case "polynomial": names = ["coefficients", "rows", "noise", "from", "to"]
    default: names = ["rows", "noise"]
    }
    names.append("seed")
    let told = try arguments(name, items, names)
    let rows = try told.whole("rows", from: 1, to: Self.rowLimit, else: 200)
    let noise = try told.number("noise", from: 0, below: 1e6, else: 0.1)
    let seed = try told["seed"]?.seed() ?? standardSeed
    let generator: DataGenerator
    switch name {
    case "moons": generator = .moons(noise: noise)
    case "circles":
      generator = .circles(
        noise: noise,
        factor: try told.number("factor", from: 0, below: 1e6, else: 0.5)
      )
    case "spirals":
      generator = .spirals(
        arms: try told.whole("arms", from: 2, to: 1000, else: 2),
        turns: try told.number("turns", from: -1000, below: 1000, else: 1),
        noise: noise
      )
    case "xor": generator = .xor(noise: noise)
    case "line":
      generator = .line(
        slope: try told.number("slope", from: -1e6, below: 1e6, else: 1),
        intercept: try told.number("intercept", from: -1e6, below: 1e6, else: 0),
        noise: noise
      )
    default: generator = try polynomial(told, noise)
    }
    return .generated(generator, rows: rows, seed: seed)
  }

  private func polynomial(
    _ told: PlanArguments,
    _ noise: Double
  ) throws(PlanMistake) -> DataGenerator {
    guard let value = told["coefficients"] else {
      throw PlanMistake(.missingArgument("coefficients", function: "polynomial"), told.place)
    }
    var coefficients: [Double] = []
    for entry in value.entries {
      coefficients.append(try entry.number(of: "coefficients", from: -1e6, below: 1e6))
    }
    guard !coefficients.isEmpty, coefficients.count <= 20 else {
      throw value.mistake("coefficients", expected: "a list of 1 to 20 numbers")
    }
    let from = try told.number("from", from: -100, below: 100, else: -1)
    let to = try told.number("to", from: -100, below: 100, else: 1)
    guard from < to else {
      throw (told["to"] ?? told["from"] ?? value).mistake("to", expected: "a number above 'from'")
    }
    return .polynomial(coefficients: coefficients, from: from, to: to, noise: noise)
  }
}
