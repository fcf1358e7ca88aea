import Autodiff
import Foundation
import Learning
import Notation
import TestSupport
import Testing

/// `pytorch-figures.json`: programs beside what PyTorch and Keras make of them; its generator lies beside
/// it.
private struct Figures: Sendable {
  /// A program that runs forward and back once.
  struct Run: CustomTestStringConvertible, Sendable {
    var id = ""
    var source = ""
    var program = ""
    var values: [String: Tensor] = [:]
    var gradients: [String: Tensor] = [:]

    var testDescription: String { id }
  }

  /// A program that minimises.
  struct Descent: CustomTestStringConvertible, Sendable {
    var id = ""
    var program = ""
    var history: [Point] = []

    var testDescription: String { id }
  }

  /// Where parameters stand before the first step or after one.
  struct Point: Sendable {
    var loss: Tensor?
    var values: [String: Tensor] = [:]
    var gradients: [String: Tensor] = [:]
    var state: [String: [String: Tensor]] = [:]
  }

  var runs: [Run] = []
  var descents: [Descent] = []

  static let all: Figures = {
    guard let data = try? referenceData("pytorch-figures.json"),
      let file = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return Figures() }
    var figures = Figures()
    for entry in file["programs"] as? [[String: Any]] ?? [] {
      figures.runs.append(
        Run(
          id: entry["id"] as? String ?? "",
          source: entry["source"] as? String ?? "",
          program: text(entry),
          values: tensors(entry["values"]),
          gradients: tensors(entry["gradients"])
        )
      )
    }
    for entry in file["descents"] as? [[String: Any]] ?? [] {
      var descent = Descent(id: entry["id"] as? String ?? "", program: text(entry))
      for point in entry["history"] as? [[String: Any]] ?? [] {
        let state = point["state"] as? [String: Any] ?? [:]
        descent.history.append(
          Point(
            loss: Tensor(figure: point["loss"]),
            values: tensors(point["values"]),
            gradients: tensors(point["gradients"]),
            state: state.mapValues { tensors($0) }
          )
        )
      }
      figures.descents.append(descent)
    }
    return figures
  }()

  private static func text(_ entry: [String: Any]) -> String {
    (entry["program"] as? [String] ?? []).joined(separator: "\n")
  }

  private static func tensors(_ value: Any?) -> [String: Tensor] {
    (value as? [String: Any] ?? [:]).compactMapValues { Tensor(figure: $0) }
  }
}

extension Tensor {
  /// A number, `"NaN"`, `"Infinity"`, `"-Infinity"`, or nested lists of them.
  fileprivate init?(figure: Any?) {
    if let number = figure as? Double {
      self.init(number)
    } else if let word = figure as? String, let number = Double(word) {
      self.init(number)
    } else if let list = figure as? [Any] {
      let parts = list.compactMap { Tensor(figure: $0) }
      guard let first = parts.first, parts.count == list.count else { return nil }
      self.init(
        shape: Shape([parts.count] + first.shape.axes),
        elements: parts.flatMap { $0.elements }
      )
    } else {
      return nil
    }
  }
}

@Suite struct `Figures of PyTorch and Keras` {
  /// As one gate each, and in every way of drawing it open.
  private static let forms: [(name: String, opening: Graph.Opening)] = [
    ("folded", Graph.Opening()), ("in scalars", Graph.Opening(scalars: true)),
    ("drawn open", Graph.Opening(all: true)),
    ("drawn open in scalars", Graph.Opening(all: true, scalars: true)),
  ]

  @Test(arguments: Figures.all.runs)
  fileprivate func `every value and every gradient is theirs`(figures: Figures.Run) throws {
    // Drawn open, what is far out overflows, and the root in a norm of 0 has no derivative.
    let staysClosed = figures.id.contains(".far") || figures.id.contains(".origin")
    #expect(!figures.values.isEmpty)
    for form in Self.forms where !(staysClosed && form.opening.all) {
      var options = Program.Options()
      options.opening = form.opening
      let run = try run(figures.program, options: options)
      let object = try JSONSerialization.jsonObject(with: Data(run.json()))
      let told = try #require(object as? [String: Any])
      for (kind, expected) in [("values", figures.values), ("gradients", figures.gradients)] {
        for (name, theirs) in expected {
          let ours = Tensor(figure: (told[kind] as? [String: Any])?[name])
          #expect(
            ours.map { agree($0, theirs) } ?? false,
            "\(kind) of \(name), \(form.name): \(ours?.plain ?? "none"), theirs \(theirs.plain)"
          )
        }
      }
    }
  }

  @Test(arguments: Figures.all.descents)
  fileprivate func `every step of every optimiser is theirs`(figures: Figures.Descent) throws {
    let history = try run(figures.program).history
    try #require(history.count == figures.history.count)
    for (point, expected) in zip(history, figures.history) {
      let place = "after step \(point.step)"
      #expect(expected.loss.map { agree(Tensor(point.loss), $0) } ?? false, "loss \(place)")
      for parameter in point.parameters {
        let name = parameter.name
        let value = try #require(expected.values[name])
        let gradient = try #require(expected.gradients[name])
        #expect(
          agree(parameter.value, value),
          "\(name) \(place): \(parameter.value.plain), theirs \(value.plain)"
        )
        #expect(
          agree(parameter.gradient, gradient),
          "grad \(name) \(place): \(parameter.gradient.plain), theirs \(gradient.plain)"
        )
        for (entry, kept) in expected.state[name] ?? [:] {
          let ours = parameter.state[entry]
          #expect(
            ours.map { agree($0, kept) } ?? false,
            "\(entry) of \(name) \(place): \(ours?.plain ?? "none"), theirs \(kept.plain)"
          )
        }
      }
    }
  }

  @Test func `every loss of both lists and every optimiser is compared`() {
    let sources = Set(Figures.all.runs.map { $0.source })
    for name in [
      "L1Loss", "MSELoss", "CrossEntropyLoss", "CTCLoss", "NLLLoss", "PoissonNLLLoss",
      "GaussianNLLLoss", "KLDivLoss", "BCELoss", "BCEWithLogitsLoss", "MarginRankingLoss",
      "HingeEmbeddingLoss", "MultiLabelMarginLoss", "HuberLoss", "SmoothL1Loss", "SoftMarginLoss",
      "MultiLabelSoftMarginLoss", "CosineEmbeddingLoss", "MultiMarginLoss", "TripletMarginLoss",
      "TripletMarginWithDistanceLoss",
    ] {
      #expect(sources.contains("torch.nn.\(name)"), "\(name)")
    }
    for name in [
      "BinaryCrossentropy", "CategoricalCrossentropy", "CategoricalHinge", "CosineSimilarity",
      "Hinge", "Huber", "KLDivergence", "LogCosh", "MeanAbsoluteError",
      "MeanAbsolutePercentageError", "MeanSquaredError", "MeanSquaredLogarithmicError", "Poisson",
      "SparseCategoricalCrossentropy", "SquaredHinge",
    ] {
      #expect(sources.contains("keras.losses.\(name)"), "\(name)")
    }
    for optimiser in Optimiser.all {
      let count = Figures.all.descents.count { $0.program.contains("with \(optimiser.name)(") }
      #expect(count >= 4, "\(optimiser.name)")
    }
  }

  @Test func `micrograd's README prints these`() throws {
    let figures = try #require(Figures.all.runs.first { $0.id == "micrograd.readme" })
    let run = try run(
      figures.program + """

        expect g ~ 24.7041
        expect grad a ~ 138.8338
        expect grad b ~ 645.5773
        """
    )
    #expect(run.expectations.map { $0.passed } == [true, true, true])
  }
}
