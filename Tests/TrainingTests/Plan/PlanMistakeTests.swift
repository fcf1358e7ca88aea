import Notation
import TestSupport
import Testing

@testable import Training

@Suite("Mistakes in a plan")
struct PlanMistakeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// Line and column of each mistake, in order.
    var places: [String]

    init(_ name: String, _ text: String, _ places: String...) {
      self.name = name
      self.text = text
      self.places = places
    }

    var testDescription: String { name }
  }

  private static func around(_ line: String) -> String { "data digits\nnet dense()\n\(line)" }

  static let cases: [Case] = [
    Case("nothing", "", "1:1", "1:1"),
    Case("comments only", "# nothing\n\n", "1:1", "1:1"),
    Case("no net", "data digits\n", "1:1"),
    Case("a misspelt statement", around("optimizer adam"), "3:1"),
    Case("a misspelt net", "data digits\nnett dense()", "2:1"),
    Case("no statement", around("3 layers"), "3:1"),
    Case("a word that is none", around("frobnicate 3"), "3:1"),
    Case("a statement alone", around("epochs"), "3:1"),
    Case("a statement twice", around("epochs 3\nepochs 4"), "4:1"),
    Case("a colon", around("epochs: 3"), "3:7"),
    Case("an equals sign", around("epochs = 3"), "3:8"),
    Case("two numbers", around("epochs 3, 4"), "3:11"),
    Case("two numbers without a comma", around("epochs 3 4"), "3:10"),
    Case("an unclosed bracket", around("optimiser sgd(rate=0.1\nepochs 0"), "3:14", "4:8"),
    Case("brackets of two kinds", around("search rate = [1, 2)"), "3:20"),
    Case("a closing bracket", around("epochs 3)"), "3:9"),
    Case("an unclosed quote", "data \"a.csv\nnet dense()", "1:6"),
    Case("other quotes", "data 'a.csv'\nnet dense()", "1:6"),
    Case("a path without quotes", "data data/iris.csv\nnet dense()", "1:10"),
    Case("hidden characters", around("seed 1\u{202E}"), "3:7"),
    Case("a number with letters", around("batch 1_000\nepochs 3x"), "3:7", "4:8"),
    Case("a number too large", around("seed 1e400"), "3:6"),
    Case("a fraction of an epoch", around("epochs 2.5"), "3:8"),
    Case("no epochs", around("epochs 0"), "3:8"),
    Case("endless epochs", around("epochs 1e15"), "3:8"),
    Case("a share of a batch", around("batch 20%"), "3:7"),
    Case("a negative seed", around("seed -1"), "3:6"),
    Case("a seed beyond 64 bits", around("seed 18446744073709551616"), "3:6"),
    Case("a comma at the end", around("show curves,"), "3:13"),
    Case("a comma before a statement", around("show curves,\nepochs 3"), "3:13"),
    Case("a misspelt source", "data mons(rows=3)\nnet dense()", "1:6"),
    Case("a source that is none", "data kaggle\nnet dense()", "1:6"),
    Case("a misspelt argument of a source", "data moons(row=3)\nnet dense()", "1:12"),
    Case("too many rows", "data moons(rows=1e9)\nnet dense()", "1:17"),
    Case("a file that is none", "data csv(iris)\nnet dense()", "1:10"),
    Case("a file without a name", "data csv(target=a)\nnet dense()", "1:6"),
    Case("column 0", "data \"a.csv\", target = 0\nnet dense()", "1:24"),
    Case("a crossed range of places", "data polynomial([1], from=1, to=0)\nnet dense()", "1:33"),
    Case("no coefficients", "data polynomial\nnet dense()", "1:6"),
    Case("rows without rows", "data rows\nnet dense()", "1:6"),
    Case("a misspelt net below rows", "data rows\n0 -> 1\n1 -> 0\nnot dense()", "4:1"),
    Case("rows below a bad line", "data rows, targte = 2\n0 -> 1\n1 -> 0\nnet dense()", "1:12"),
    Case("a misspelt layer", "data digits\nnet dens(3), dense()", "2:5"),
    Case("a layer that is none", "data digits\nnet attention(3), dense()", "2:5"),
    Case("a misspelt activation", "data digits\nnet dense(3, rleu), dense()", "2:14"),
    Case("a softmax at the end", "data digits\nnet dense(10), softmax", "2:16"),
    Case("units in words", "data digits\nnet dense(ten), dense()", "2:11"),
    Case("no units", "data digits\nnet dense(0)", "2:11"),
    Case("a dense layer without units", "data digits\nnet dense(), dense()", "2:5"),
    Case("a million million units", "data digits\nnet dense(1e12)", "2:11"),
    Case("two mistakes in a net", "data digits\nnet dens(3), dropout(2), dense()", "2:5", "2:22"),
    Case("dropout of nothing", "data digits\nnet dropout, dense()", "2:5"),
    Case("a conv without channels", "data digits\nnet conv2d(size=3), dense()", "2:5"),
    Case("too many arguments", "data digits\nnet dense(1, 2, 3)", "2:17"),
    Case("a positional behind a named", "data digits\nnet conv2d(size=3, 8)", "2:20"),
    Case("an argument twice", "data digits\nnet dense(3, units=4)", "2:14"),
    Case(
      "a slope of another function",
      "data digits\nnet dense(3, relu(slope=1)), dense()",
      "2:19"
    ),
    Case("an unknown loss", around("loss crossentropy"), "3:6"),
    Case("a loss that is a function", around("loss tanh"), "3:6"),
    Case("an unknown initialiser", around("init he"), "3:6"),
    Case("a negative width", around("init normal(0, -1)"), "3:16"),
    Case("an unknown optimiser", around("optimiser adan"), "3:11"),
    Case("an optimiser of all samples", around("optimiser lbfgs"), "3:11"),
    Case("an unknown argument of an optimiser", around("optimiser sgd(lr=0.1)"), "3:15"),
    Case("a negative rate", around("optimiser sgd(rate=-1)"), "3:20"),
    Case("an unknown schedule", around("optimiser sgd(rate=cosine(0.1))"), "3:20"),
    Case("nesterov without momentum", around("optimiser sgd(0.1, nesterov=true)"), "3:29"),
    Case("an unknown penalty", around("penalty l3(1)"), "3:9"),
    Case("a negative penalty", around("penalty l2 = -1"), "3:14"),
    Case("a misspelt part", around("split validate = 20%"), "3:7"),
    Case("all for validation", around("split validation = 100%"), "3:20"),
    Case("an unknown order", around("split test = 1, random"), "3:17"),
    Case("one fold", around("folds 1"), "3:7"),
    Case("folds and a validation part", around("split validation=10%\nfolds 3"), "4:1"),
    Case("two test parts", around("split test=10%\ntest digits"), "4:1"),
    Case("stopping without validation", around("stop patience = 3"), "3:1"),
    Case("an unknown figure to stop by", around("stop figure = accuracy"), "3:15"),
    Case("an unknown stage", around("prepare normalise"), "3:9"),
    Case("division by 0", around("prepare divide(0)"), "3:16"),
    Case("a range of one number", around("split validation=9%\nsearch rate = 0.1"), "4:15"),
    Case("a crossed range", around("split validation=9%\nsearch rate = [1, 0.1]"), "4:15"),
    Case("a logarithm of 0", around("split validation=9%\nsearch l2 = [0, 1]"), "4:14"),
    Case("an unknown hyperparameter", around("split validation=9%\nsearch lr = [0.1, 1]"), "4:8"),
    Case("units of no hidden layer", around("split validation=9%\nsearch units = [1, 9]"), "4:8"),
    Case("beta1 of sgd", around("split validation=9%\nsearch beta1 = [0, 0.9]"), "4:8"),
    Case("a grid of other ranges", around("folds 2\nsearch rate = [1, 2], grid = [2, 3]"), "4:30"),
    Case("a grid without end", around("folds 2\nsearch rate = [1, 2], grid = [99999]"), "4:31"),
    Case("trials and a grid", around("folds 2\nsearch rate=[1, 2], grid=[2], trials=3"), "4:38"),
    Case("a search of nothing", around("folds 2\nsearch trials = 3"), "4:1"),
    Case("a search without validation", around("search rate = [1, 2]"), "3:1"),
    Case("an unknown view", around("show curve"), "3:6"),
    Case("a claim without a sign", around("expect accuracy"), "3:8"),
    Case("a claim with =", around("expect accuracy = 0.9"), "3:8"),
    Case("an unknown figure", around("expect acuracy > 0.9"), "3:8"),
    Case("a sign elsewhere", around("epochs > 3"), "3:8"),
    Case("brackets in each other", around("show " + String(repeating: "[", count: 40)), "3:45"),
  ]

  static func diagnostics(_ text: String) -> Diagnostics? {
    do throws(Diagnostics) {
      _ = try PlanReader.read(SourceText(file: "a.train", text: text))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: cases) func `is told at its place`(mistake: Case) {
    let found = Self.diagnostics(mistake.text)
    #expect(
      found?.all.map { "\($0.location.line):\($0.location.column)" } == mistake.places,
      "\(found?.rendered() ?? "nothing")"
    )
  }

  @Test func `each says what was expected, what was found and what to do`() throws {
    var text = ""
    for mistake in Self.cases {
      text += "== \(mistake.name)\n" + (Self.diagnostics(mistake.text)?.rendered() ?? "nothing\n")
    }
    try expectSnapshot(text, named: "mistakes.txt")
  }

  @Test func `at most twenty are told, in order`() {
    let text = (0..<50).map { "epoch \($0)" }.joined(separator: "\n")
    let found = Self.diagnostics(text)
    #expect(found?.all.count == 20)
    #expect(found?.hasMore == true)
    #expect(found?.all.map { $0.location.line } == [1, 1] + Array(1...18))
  }

  @Test func `bytes that are no text are told at the first of them`() {
    let source = SourceText(file: "a.train", bytes: Array("data digits\nn".utf8) + [0xFF, 0x20])
    #expect(throws: Diagnostics.self) { try PlanReader.read(source) }
    do throws(Diagnostics) { _ = try PlanReader.read(source) } catch {
      #expect(error.all.first?.location == SourceLocation(file: "a.train", line: 2, column: 2))
    }
  }

  @Test func `in a lesson, lines and columns are the lesson's`() {
    let lines = ["data moons", "net dense(3, rleu), dense()"]
    let origins = lines.enumerated().map { i, line in
      SourceText.Origin(line: 40 + i, columnOffset: 4, raw: "  > " + line)
    }
    let source = SourceText(
      file: "lesson.md",
      text: lines.joined(separator: "\n"),
      origins: origins
    )
    do throws(Diagnostics) {
      _ = try PlanReader.read(source)
      Issue.record("nothing was told")
    } catch {
      #expect(error.all.first?.location == SourceLocation(file: "lesson.md", line: 41, column: 18))
      #expect(error.all.first?.excerpt == "  > net dense(3, rleu), dense()")
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "net [", count: 50_000),
    "net " + String(repeating: "dense(3),", count: 100_000),
    "data rows\n" + String(repeating: "1 2 -> 3\n", count: 100_000),
    String(repeating: "net dense(\n", count: 20_000), String(repeating: "\"\n", count: 100_000),
    "net " + String(repeating: "[", count: 16) + String(repeating: "1,", count: 200_000),
  ])
  func `nothing that is large makes it hang`(text: String) {
    #expect(Self.diagnostics(text) != nil)
  }
}
