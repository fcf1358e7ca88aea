internal import Autodiff

extension Optimiser {
  /// L-BFGS: a Newton step with the curvature guessed from the last moves, without a line search.
  ///
  /// All parameters are one vector x with gradient g. An iteration:
  ///
  ///     s = t d, y = g − last g;  if y·s > 1e-10, the pair is remembered and H = y·s / y·y
  ///     q = −g;  from the newest pair to the oldest:  α = s·q / y·s, q ← q − α y
  ///     d = H q;  from the oldest to the newest:      d ← d + (α − y·d / y·s) s
  ///     t = η;  in the very first iteration d = −g and t = η min(1, 1 / Σ|g|)
  ///     x ← x + t d
  ///
  /// As with PyTorch, one step makes up to `max_iter` iterations (20) and `max_eval` evaluations of the
  /// loss (one and a quarter times `max_iter`, if left out or 0), fewer where the gradient is at most
  /// `tolerance_grad` everywhere, or the move or the change of the loss below `tolerance_change`. With
  /// `max_iter=1` every iteration is a step of its own.
  ///
  /// State, of the last iteration: `d`, `y`, `s` of the parameter's shape; of all parameters together
  /// `t`, `ys`, `H_diag`, `alpha` (oldest pair first), and `iterations` in all.
  ///
  /// - SeeAlso: `torch.optim.LBFGS`; J. Nocedal, *Updating Quasi-Newton Matrices with Limited Storage*
  ///   (1980).
  public static let lbfgs = Optimiser(
    limitedMemory: "lbfgs",
    [
      .rate(1), .whole("max_iter", 20, from: 1), .whole("max_eval", 0, from: 0),
      .number("tolerance_grad", 1e-7), .number("tolerance_change", 1e-9),
      .whole("history_size", 100, from: 1),
    ]
  )
}

/// What L-BFGS remembers between iterations.
struct CurvatureMemory: Sendable {
  /// How many iterations there were.
  var iterations = 0
  /// The last direction.
  var direction: [Double] = []
  /// How far the last iteration went along it.
  var length = 0.0
  /// The gradient before the last move.
  var gradient: [Double] = []
  /// The loss before the last move.
  var loss = 0.0
  /// The pairs, oldest first.
  var pairs: [(move: [Double], change: [Double], product: Double)] = []
  /// The guess of the inverse curvature, the same in all directions.
  var scale = 1.0

  /// Remembers the last move and what it changed of the gradient; returns both.
  mutating func learn(_ g: [Double], atMost size: Int) -> (s: [Double], y: [Double], ys: Double) {
    var s = direction
    var y = g
    for i in g.indices {
      s[i] *= length
      y[i] -= gradient[i]
    }
    let ys = dot(y, s)
    if ys > 1e-10 {
      if pairs.count >= size { pairs.removeFirst() }
      pairs.append((s, y, ys))
      scale = ys / dot(y, y)
    }
    return (s, y, ys)
  }

  /// The direction by the two-loop recursion, and the α of each pair, oldest first.
  func newtonDirection(_ g: [Double]) -> (direction: [Double], alphas: [Double]) {
    var q = g.map { -$0 }
    var alphas = [Double](repeating: 0, count: pairs.count)
    for k in pairs.indices.reversed() {
      alphas[k] = dot(pairs[k].move, q) / pairs[k].product
      for i in q.indices { q[i] -= alphas[k] * pairs[k].change[i] }
    }
    for i in q.indices { q[i] *= scale }
    for k in pairs.indices {
      let beta = dot(pairs[k].change, q) / pairs[k].product
      for i in q.indices { q[i] += pairs[k].move[i] * (alphas[k] - beta) }
    }
    return (q, alphas)
  }
}

extension Minimiser {
  /// One step of ``Optimiser/lbfgs``.
  mutating func quasiNewtonStep(_ trace: inout Trace) throws(Trace.Fault) {
    let iterations = Int(settings["max_iter"])
    let asked = Int(settings["max_eval"])
    let evaluations = asked > 0 ? asked : iterations * 5 / 4
    let (flat, still) = (settings["tolerance_grad"], settings["tolerance_change"])
    let rate = nextRate
    var evaluated = 1
    var g = gradient
    guard largest(g) > flat || g.contains(where: { $0.isNaN }) else { return }
    for iteration in 1...iterations {
      memory.iterations += 1
      var noted = OptimiserState()
      if memory.iterations == 1 {
        memory.direction = g.map { -$0 }
        memory.length = rate * min(1, 1 / sumOfSizes(g))
      } else {
        let (s, y, ys) = memory.learn(g, atMost: Int(settings["history_size"]))
        let (direction, alphas) = memory.newtonDirection(g)
        memory.direction = direction
        memory.length = rate
        keep("y", y)
        keep("s", s)
        noted["ys"] = Tensor(ys)
        noted["H_diag"] = Tensor(memory.scale)
        noted["alpha"] = Tensor(alphas)
      }
      memory.gradient = g
      memory.loss = point.loss
      keep("d", memory.direction)
      noted["t"] = Tensor(memory.length)
      noted["iterations"] = Tensor(Double(memory.iterations))
      for i in point.parameters.indices {
        for entry in noted.entries { point.parameters[i].state[entry.name] = entry.value }
      }
      let slope = dot(g, memory.direction)
      if slope > -still { break }
      try move(to: moved(), &trace)
      g = gradient
      evaluated += 1
      if iteration == iterations || evaluated >= evaluations || largest(g) <= flat
        || largest(memory.direction) * memory.length.magnitude <= still
        || (point.loss - memory.loss).magnitude < still
      {
        break
      }
    }
  }

  /// The gradients of all parameters as one vector.
  private var gradient: [Double] {
    var all: [Double] = []
    for parameter in point.parameters { all += parameter.gradient.elements }
    return all
  }

  /// The parameters moved along the direction.
  private func moved() -> [[Double]] {
    var place = 0
    var result: [[Double]] = []
    for parameter in point.parameters {
      var elements = parameter.value.elements
      for i in elements.indices { elements[i] += memory.length * memory.direction[place + i] }
      place += elements.count
      result.append(elements)
    }
    return result
  }

  /// Notes each parameter's part of a vector of all of them.
  private mutating func keep(_ name: String, _ all: [Double]) {
    var place = 0
    for i in point.parameters.indices {
      let shape = point.parameters[i].value.shape
      point.parameters[i].state[name] = Tensor(
        shape: shape,
        elements: Array(all[place..<place + shape.count])
      )
      place += shape.count
    }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}

private func largest(_ a: [Double]) -> Double {
  var size = 0.0
  for x in a where x.magnitude > size { size = x.magnitude }
  return size
}

private func sumOfSizes(_ a: [Double]) -> Double {
  var sum = 0.0
  for x in a { sum += x.magnitude }
  return sum
}
