import Learning
import Notation
import Testing

@testable import Training

@Suite("The samples of a plan")
struct SampleTests {
  private func samples(_ text: String) throws -> (PlanText, LoadedSamples) {
    let text = try PlanReader.text(SourceText(file: "a.train", text: text))
    do throws(SampleMistake) {
      return (
        text,
        try LoadedSamples.load(text.plan) { _, _, _ throws(Diagnostics) in
          throw Diagnostics([])
        }
      )
    } catch {
      throw text.diagnostics(of: error)
    }
  }

  private func prepared(_ text: String) throws -> PreparedData {
    let (text, samples) = try samples(text)
    do throws(SampleMistake) { return try samples.prepared(text.plan) } catch {
      throw text.diagnostics(of: error)
    }
  }

  private func told(_ text: String) -> String {
    do {
      _ = try prepared(text)
      return "nothing"
    } catch let error as Diagnostics {
      return error.all.map {
        "\($0.location.line):\($0.location.column): \($0.message)"
      }.joined(separator: "\n")
    } catch { return "\(error)" }
  }

  @Test func `parts have the counts that split says, and no row twice`() throws {
    let data = try prepared(
      "data moons(rows=50)\nsplit validation = 20%, test = 5\nnet dense()"
    )
    #expect(data.training.count == 35)
    #expect(data.validation.count == 10)
    #expect(data.test.count == 5)
    #expect(Set(data.training + data.validation + data.test) == Set(0..<50))
  }

  @Test func `the seed of the plan mixes rows unless split has its own`() throws {
    let text = "data moons(rows=50)\nnet dense()\nsplit validation = 20%, shuffled"
    let first = try prepared(text + "\nseed 1").training
    #expect(try prepared(text + "\nseed 1").training == first)
    #expect(try prepared(text + "\nseed 2").training != first)
    #expect(try prepared(text + ", seed = 1\nseed 2").training == first)
  }

  @Test func `numbers to predict are mixed without classes`() throws {
    let data = try prepared("data line(rows=10)\nsplit test = 3, stratified\nnet dense()")
    #expect(data.training.count == 7)
  }

  @Test func `preparation is fitted on the training part only`() throws {
    // Kept in order, the training part is 0, 2, 4: mean 2, σ = √(8/3).
    let data = try prepared(
      """
      data rows
      0 -> 0
      2 -> 1
      4 -> 1
      100 -> 0
      split test = 1, kept
      prepare z_score
      net dense()
      """
    )
    let expected: [Float] = [-1.224_744_9, 0, 1.224_744_9, 60.012_499]
    for (found, expected) in zip(data.set.features, expected) {
      #expect((found - expected).magnitude < 1e-5)
    }
  }

  @Test func `a test source is reported on, and matched by its words`() throws {
    let data = try prepared(
      """
      data rows, target = kind, header = true, categories = colour
      colour size kind
      red 1 b
      blue 2 a
      red 3 b
      test rows, target = kind, header = true, categories = colour
      colour size kind
      green 4 b
      blue 5 a
      net dense()
      prepare one_hot
      """
    )
    #expect(data.training.sorted() == [0, 1, 2])
    #expect(data.test == [3, 4])
    #expect(data.set.columns.map { $0.name } == ["colour=blue", "colour=red", "size"])
    #expect(data.set.features == [0, 1, 1, 1, 0, 2, 0, 1, 3, 0, 0, 4, 1, 0, 5])
    #expect(data.set.targets.classIndices == [1, 0, 1, 1, 0])
  }

  @Test func `each fold validates once, and is prepared by its own training part`() throws {
    let (text, samples) = try samples(
      """
      data rows
      0 -> 0
      1 -> 1
      2 -> 0
      3 -> 1
      9 -> 0
      split test = 1, kept
      folds 2
      prepare min_max
      net dense()
      """
    )
    let folds = try samples.folds(text.plan)
    #expect(folds.count == 2)
    #expect(folds.test == [4])
    #expect([folds.validation(0), folds.validation(1)] == [[0, 1], [2, 3]])
    #expect(folds.training(0) == [2, 3])
    let first = try samples.prepared(text.plan, folds, fold: 0)
    #expect(first.set.features == [-2, -1, 0, 1, 7])
    let second = try samples.prepared(text.plan, folds, fold: 1)
    #expect(second.set.features == [0, 1, 2, 3, 9])
    let last = try samples.prepared(text.plan)
    #expect(last.training == [0, 1, 2, 3])
    #expect(last.validation.isEmpty)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var text: String
    var told: String
    var testDescription: String { told }
  }

  static let bad: [Bad] = [
    Bad(
      text: "data rows\n  0 1 -> 1\n  0 x -> 0\nnet dense()",
      told: "3:5: column 2 of row 2 expects a number, found 'x'"
    ),
    Bad(text: "data rows\n0 1 -> 1\n0 -> 0\nnet dense()", told: "3:6: row 2 expects 3 fields"),
    Bad(text: "data rows\n0 -> 1\n1 -> nan\nnet dense()", told: "3:6: "),
    Bad(text: "data rows\n0 -> 1\n1 -> 1\nnet dense()", told: "1:6: "),
    Bad(
      text: "data rows\n0 1\n1 1\nnet dense()",
      told: "1:6: data expects what is to be predicted, found features alone"
    ),
    Bad(
      text: "data moons(rows=4)\nsplit test = 5\nnet dense()",
      told: "2:7: test expects 0 to 4 rows, found 5"
    ),
    Bad(
      text: "data moons(rows=4)\nsplit test = 2, validation = 2\nnet dense()",
      told: "2:1: training expects at least 1 of 4 rows, found 4 taken by the other parts"
    ),
    Bad(
      text: "data rows\n0 -> a\n1 -> a\n2 -> b\nsplit test = 1, kept\nnet dense()",
      told: "5:1: training expects samples of at least 2 classes, found 'a' alone"
    ),
    Bad(
      text: "data moons\ntest line\nnet dense()",
      told: "2:6: test expects 2 columns of features, as data has, found 1"
    ),
    Bad(
      text: "data moons\ntest spirals(arms=3)\nnet dense()",
      told: "2:6: test expects the classes of data, 0 and 1, found '2'"
    ),
    Bad(
      text: "data rows\n0 -> a\n1 -> b\ntest rows\n2 -> c\nnet dense()",
      told: "5:6: "
    ),
    Bad(
      text:
        "data rows, header = true, target=c\na b c\n1 2 3.5\n2 1 4\ntest rows, header=true, target=c\nb a c\n1 2 3.5\nnet dense()",
      told: "5:6: test expects 'a' as column 1, as data has, found 'b'"
    ),
    Bad(
      text: "data moons\nprepare z_score, one_hot\nnet dense()",
      told: "2:18: one_hot expects a column of categories, found none"
    ),
    Bad(
      text: "data rows, categories = 1\nred 1 -> 0\nblue 2 -> 1\nprepare z_score\nnet dense()",
      told: "4:9: z_score expects columns of numbers, found the categories of 'x1'"
    ),
    Bad(
      text: "data rows, categories = 1\nred 1 -> 0\nblue 2 -> 1\nnet dense()",
      told: "4:1: net expects columns of numbers, found the categories of 'x1'"
    ),
    Bad(
      text:
        "data polynomial([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9e5], from=-99, to=99)\nnet dense()",
      told: "1:6: data expects numbers that 32 bits can hold, found larger ones"
    ),
  ]

  @Test(arguments: bad) func `what is wrong with them is told at its statement`(bad: Bad) {
    let found = told(bad.text)
    #expect(found.hasPrefix(bad.told), "\(found)")
  }

  @Test func `more folds than rows are told`() throws {
    let (text, samples) = try samples("data moons(rows=3)\nfolds 5\nnet dense()")
    #expect(throws: SampleMistake.self) { try samples.folds(text.plan) }
  }
}
