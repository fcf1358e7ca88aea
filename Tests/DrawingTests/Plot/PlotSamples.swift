import Drawing
import Foundation

/// Plots to test with.
enum PlotSamples {
  static func samples(
    from a: Double,
    to b: Double,
    count: Int = 201,
    _ function: (Double) -> Double
  ) -> [Plot.Sample] {
    (0..<count).map { index in
      let x = a + (b - a) * Double(index) / Double(count - 1)
      return Plot.Sample(x, function(x))
    }
  }

  static func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

  /// Four functions over one axis, one of them with a jump, and two points.
  static let activations = Plot(
    title: "Activation functions",
    horizontal: .init(title: [.init("z")]),
    vertical: .init(title: [.init("a")], range: -1.25...2),
    curves: [
      .init(name: [.init("σ(z)")], samples: samples(from: -4, to: 4, sigmoid)),
      .init(name: [.init("tanh z")], samples: samples(from: -4, to: 4) { tanh($0) }),
      .init(name: [.init("relu(z)")], samples: samples(from: -4, to: 4) { max(0, $0) }),
      .init(name: [.init("step(z)")], samples: samples(from: -4, to: 4) { $0 >= 0 ? 1 : 0 }),
    ],
    points: [
      .init(.init(0, 0.5), label: [.init("(0, 0.5)")]), .init(.init(1, 1), mark: .hollow),
      .init(.init(-1, 1), mark: .cross, label: [.init("no")], role: .gradient),
    ]
  )

  /// The four patterns of AND and the line x₁ + x₂ − 1.5 = 0.
  static let and = PlanePicture(
    title: "AND, separated",
    examples: [
      .init(0, 0, isPositive: false), .init(0, 1, isPositive: false),
      .init(1, 0, isPositive: false), .init(1, 1, isPositive: true),
    ],
    w1: 1,
    w2: 1,
    b: -1.5
  )
}
