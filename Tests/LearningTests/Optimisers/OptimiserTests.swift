import Autodiff
import Learning
import Testing

@Suite struct `Optimisers` {
  /// Minimises (w − 3)² + (b + 1)² from w = 0, b = 0.
  private func minimise(
    _ optimiser: Optimiser,
    rate: LearningRate,
    steps: Int,
    _ settings: [(String, Double)] = []
  ) throws -> [Minimiser.Point] {
    var graph = Graph()
    let w = try graph.append(leaf: Tensor(0), role: .parameter)
    let b = try graph.append(leaf: Tensor([0]), role: .parameter)
    let three = try graph.append(leaf: Tensor(3), role: .constant)
    let one = try graph.append(leaf: Tensor(1), role: .constant)
    let left = try graph.append(.square, [try graph.append(.subtract, [w, three])])
    let right = try graph.append(.square, [try graph.append(.add, [b, one])])
    let loss = try graph.append(.add, [left, right])
    var trace = try Trace(running: graph)
    var told = OptimiserSettings(of: optimiser)
    for (name, number) in settings { told[name] = number }
    var minimiser = Minimiser(
      of: loss,
      over: [w, b],
      with: optimiser,
      settings: told,
      rate: rate,
      in: trace
    )
    var points = [minimiser.point]
    for _ in 0..<steps {
      try minimiser.step(&trace)
      points.append(minimiser.point)
      #expect(trace.value(of: w) == minimiser.point.parameters[0].value)
    }
    return points
  }

  @Test func `names are told apart and found`() {
    #expect(Set(Optimiser.all.map { $0.name }).count == 13)
    for optimiser in Optimiser.all {
      #expect(Optimiser.named(optimiser.name)?.name == optimiser.name)
    }
    #expect(Optimiser.named("newton") == nil)
    #expect(ScheduleForm.all.map { $0.name }.allSatisfy { ScheduleForm.named($0) != nil })
  }

  @Test(arguments: Optimiser.all.filter { $0.name != "adadelta" }.map { $0.name })
  func `each comes down`(name: String) throws {
    let optimiser = try #require(Optimiser.named(name))
    let rate = name == "adagrad" || name == "ftrl" ? 1.0 : name == "lbfgs" ? 1 : 0.1
    let points = try minimise(optimiser, rate: .constant(rate), steps: 300)
    #expect(points[0].loss == 10)
    #expect((points.last?.loss ?? 1) < 0.02, "\(points.last?.loss ?? 1)")
  }

  @Test func `a quadratic is solved by two L-BFGS iterations with the right curvature`() throws {
    let points = try minimise(.lbfgs, rate: .constant(1), steps: 1)
    #expect(points[1].loss < 1e-12)
    let state = points[1].parameters[0].state
    #expect((state["iterations"]?.scalar ?? 0) <= 4)
    // The second derivative is 2 in every direction.
    #expect(state["H_diag"]?.scalar.map { ($0 - 0.5).magnitude < 1e-12 } ?? false)
  }

  @Test func `dampening, weight decay and a centered mean change the first two steps`() throws {
    let plain = try minimise(.sgd, rate: .constant(0.1), steps: 2, [("momentum", 0.5)])
    let damped = try minimise(
      .sgd,
      rate: .constant(0.1),
      steps: 2,
      [("momentum", 0.5), ("dampening", 0.5)]
    )
    #expect(plain[1] == damped[1])
    // v₁ = −6, w₁ = 0.6, g₂ = −4.8: v₂ = −3 − 4.8 = −7.8, damped −3 − 2.4 = −5.4.
    #expect(close(plain[2].parameters[0].state["v"], -7.8))
    #expect(close(damped[2].parameters[0].state["v"], -5.4))
    let decayed = try minimise(.sgd, rate: .constant(0.1), steps: 2, [("weight_decay", 0.5)])
    // g = −4.8 + 0.5 · 0.6 = −4.5, w = 0.6 + 0.45.
    #expect(close(decayed[2].parameters[0].value, 1.05))
    #expect(close(decayed[2].parameters[0].state["g_l2"], -4.5))
    let centered = try minimise(
      .rmsprop,
      rate: .constant(0.1),
      steps: 1,
      [("centered", 1), ("alpha", 0.5)]
    )
    // s = 18, m = −3, √(18 − 9) = 3: w = 0.1 · 6 / 3.
    #expect(close(centered[1].parameters[0].value, 0.2, 1e-8))
  }

  @Test func `AMSGrad keeps the largest v`() throws {
    let points = try minimise(
      .adam,
      rate: .constant(1),
      steps: 30,
      [("amsgrad", 1), ("beta2", 0.5)]
    )
    var largest = 0.0
    for point in points.dropFirst() {
      largest = max(largest, point.parameters[0].state["v"]?.scalar ?? 0)
      #expect(point.parameters[0].state["v_max"]?.scalar == largest)
    }
    #expect(points.dropFirst().contains { ($0.parameters[0].state["v"]?.scalar ?? 0) < largest })
  }

  private func close(_ tensor: Tensor?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    tensor.flatMap { $0.scalar }.map { ($0 - expected).magnitude <= tolerance } ?? false
  }
}
