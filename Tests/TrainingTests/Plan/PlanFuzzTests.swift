import Autodiff
import Learning
import Notation
import Testing

@testable import Training

@Suite("Plans made at random")
struct PlanFuzzTests {
  private static let pieces: [String] = [
    "data", "test", "split", "folds", "prepare", "net", "loss", "init", "optimiser", "penalty",
    "batch", "epochs", "seed", "stop", "search", "show", "expect", "rows", "moons", "line",
    "polynomial", "spirals", "dense", "conv2d", "max_pool2d", "relu", "softmax", "dropout",
    "batch_norm", "(", ")", "[", "]", ",", "=", "%", "\n", ";", "#", "\"", "->", "~", ">=", "<",
    "0", "1", "-1", "1e9", "1e308", "0.5", "3", "1000000", "18446744073709551615", "rate", "units",
    "keep", "validation", "target", "kind", "header", "true", "a", "é", "\u{202E}", "−2", " ",
  ]

  /// A plan with pieces put in, taken out and exchanged.
  private func mutated(_ text: String, _ random: inout RandomNumbers) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...random.integer(below: 4) {
      let place = random.integer(below: words.count)
      let piece = Self.pieces[random.integer(below: Self.pieces.count)]
      switch random.integer(below: 4) {
      case 0: words[place] = piece
      case 1: words.insert(piece, at: place)
      case 2: words[place] += piece
      default: words.swapAt(place, random.integer(below: words.count))
      }
    }
    return words.joined(separator: " ")
  }

  private static let seeds: [String] =
    [
      PlanReaderTests.whole,
      "data rows, target = 3\n0 1 a\n1 0 b\n1 1 a\n0 0 b\nsplit test = 1\nnet dense(3, relu), dense()",
      "data moons(rows=30, noise=0.1)\nsplit validation = 20%, kept\nnet dense(4, tanh), dense()\nstop 3",
    ] + PlanReaderTests.sources.map { "data \($0.text)\nnet dense(3, relu), dense()\nepochs 2" }

  @Test(arguments: 0..<20) func `are read or told, printed and read again, never a trap`(
    turn: Int
  ) throws {
    var random = RandomNumbers(seed: UInt64(turn))
    for _ in 0..<60 {
      var text = Self.seeds[random.integer(below: Self.seeds.count)]
      for _ in 0...random.integer(below: 3) { text = mutated(text, &random) }
      let plan: TrainingPlan
      do throws(Diagnostics) {
        plan = try PlanReader.read(SourceText(file: "a.train", text: text))
      } catch {
        #expect(!error.all.isEmpty && error.all.count <= Diagnostics.limit)
        _ = error.rendered()
        continue
      }
      var again = try PlanReader.read(SourceText(file: "b.train", text: plan.text))
      again.claims = plan.claims
      #expect(again == plan, "\(text)")
      try prepare(plan)
    }
  }

  /// Samples and the form of the net, where they are small.
  private func prepare(_ plan: TrainingPlan) throws {
    for source in [plan.data, plan.test].compactMap({ $0 }) {
      if case .generated(_, let rows, _) = source, rows > 1000 { return }
    }
    do throws(SampleMistake) {
      let samples = try LoadedSamples.load(plan) { _, _, _ throws(Diagnostics) in
        throw Diagnostics([])
      }
      let data = try samples.prepared(plan)
      _ = try? samples.folds(plan)
      _ = try? NetForm(plan, data.set)
    } catch {
      #expect(!error.message.isEmpty || error == .files(Diagnostics([])))
    }
  }
}
