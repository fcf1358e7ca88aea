import Foundation

@testable import Drawing

/// Figures of runs that never were, the same every time.
enum TrainingSamples {
  static let curves = TrainingCurves(
    epochs: (0...8).map { epoch in
      let share = exp(-Double(epoch))
      return .init(
        epoch: epoch,
        rate: 0.1,
        loss: 2 * share + 0.01,
        validationLoss: 2 * share + 0.1 + 0.01 * Double(epoch),
        metric: 1 - 0.9 * share,
        validationMetric: 0.95 - 0.85 * share
      )
    },
    metricName: "accuracy",
    bestEpoch: 4
  )

  static func histogram(_ width: Double, zeros: Double = 0) -> Histogram {
    Histogram(
      least: -width,
      largest: width,
      bins: [1, 3, 9, 20, 9, 3, 1],
      mean: 0,
      deviation: width / 3,
      zeros: zeros
    )
  }

  static let layers = LayerHistograms(
    epochs: [0, 8],
    layers: ["h1", "z"].map { name in
      .init(
        name: name,
        activations: [histogram(1), histogram(3, zeros: 0.5)],
        gradients: [histogram(0.01), histogram(0.0005)]
      )
    }
  )

  static func fields(classes: [String]) -> DecisionFields {
    let side = 7
    let points = (0..<side * side).map { i in
      (Double(i % side) / 3 - 1, Double(i / side) / 3 - 1)
    }
    let scores =
      classes.count == 2
      ? points.map { 1 / (1 + exp(-6 * $0.0)) } : points.flatMap { [$0.0, $0.1, -$0.0 - $0.1] }
    return DecisionFields(
      horizontalName: "x1",
      verticalName: "x2",
      horizontal: -1...1,
      vertical: -1...1,
      side: side,
      classNames: classes,
      moments: [
        .init(epoch: 0, scores: scores.map { $0 * 0.5 }),
        .init(epoch: 8, scores: scores, metric: 0.9),
      ],
      samples: [.init(-0.5, 0.2, group: 0), .init(0.4, -0.7, group: 1), .init(0.9, 0.9, group: 1)]
    )
  }

  static let confusion = ConfusionPicture(classNames: ["cat", "dog"], counts: [40, 3, 0, 57])

  static let mistakes = MistakeGallery(
    mistakes: [
      .init(
        row: 12,
        truth: "4",
        predicted: "9",
        probability: 0.9871,
        truthProbability: 0.01,
        features: [0, 0.5, 1, 0, 1, 1, 0, 0, 0.2]
      )
    ],
    featureNames: [],
    image: .init(height: 3, width: 3)
  )

  static let surface = LossSurface(
    horizontalName: "w1",
    verticalName: "w2",
    horizontal: -1...1,
    vertical: -1...1,
    side: 9,
    losses: (0..<81).map { i in
      let (x, y) = (Double(i % 9) / 4 - 1, Double(i / 9) / 4 - 1)
      return x * x + 3 * y * y
    },
    paths: ["sgd", "adam", "rmsprop", "adagrad", "ftrl"].enumerated().map { index, name in
      .init(
        name: name,
        points: (0...10).map { step in
          let left = 1 - Double(step) / 10
          return .init(-0.9 * left, 0.8 * left * (1 - 0.2 * Double(index)))
        },
        loss: 0
      )
    }
  )
}
