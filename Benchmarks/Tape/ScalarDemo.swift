import Autodiff

/// micrograd's demo: a 2-16-16-1 net of ReLUs on 100 points, every number a node, with the hinge loss and
/// 1e-4 Σ p².
///
/// Points and weights are drawn, the same in every peer, so that losses and gradients can be compared.
struct ScalarDemo {
  static let points = 100
  static let widths = [2, 16, 16, 1]
  /// About how many nodes it has.
  static let nodes = 70_000

  let inputs: [(Double, Double)]
  let targets: [Double]
  /// For each neuron its weights, then its bias, which starts at 0.
  private(set) var numbers: [Double] = []

  init() {
    var draws = Draws(seed: 1337)
    var inputs: [(Double, Double)] = []
    var targets: [Double] = []
    for _ in 0..<Self.points {
      let (x, y) = (draws.number(), draws.number())
      inputs.append((x, y))
      targets.append(draws.number() > 0 ? 1 : -1)
    }
    (self.inputs, self.targets) = (inputs, targets)
    for (width, next) in zip(Self.widths, Self.widths.dropFirst()) {
      for _ in 0..<next {
        for _ in 0..<width { numbers.append(draws.number()) }
        numbers.append(0)
      }
    }
  }

  /// Records a forward pass with those parameters; they are the first nodes.
  @inline(__always)
  func record<R: Recording & ~Copyable>(
    _ tape: inout R,
    _ numbers: [Double],
    _ parameters: inout [NodeID]
  ) -> NodeID {
    parameters.removeAll(keepingCapacity: true)
    for number in numbers { parameters.append(tape.input(number)) }
    let one = tape.constant(1)
    var total = tape.constant(0)
    var layer: [NodeID] = []
    var next: [NodeID] = []
    for (point, target) in zip(inputs, targets) {
      layer.removeAll(keepingCapacity: true)
      layer.append(tape.input(point.0))
      layer.append(tape.input(point.1))
      var place = 0
      for (depth, width) in Self.widths.dropFirst().enumerated() {
        next.removeAll(keepingCapacity: true)
        for _ in 0..<width {
          var sum = parameters[place + layer.count]
          for (k, node) in layer.enumerated() {
            sum = tape.add(sum, tape.multiply(parameters[place + k], node))
          }
          place += layer.count + 1
          next.append(depth < Self.widths.count - 2 ? tape.relu(sum) : sum)
        }
        swap(&layer, &next)
      }
      let margin = tape.multiply(tape.constant(-target), layer[0])
      total = tape.add(total, tape.relu(tape.add(one, margin)))
    }
    let mean = tape.multiply(total, tape.constant(1 / Double(Self.points)))
    var squares = tape.constant(0)
    for parameter in parameters {
      squares = tape.add(squares, tape.multiply(parameter, parameter))
    }
    return tape.add(mean, tape.multiply(squares, tape.constant(1e-4)))
  }
}
