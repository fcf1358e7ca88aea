internal import Autodiff
internal import FastKernels
internal import Kernels
internal import Learning
internal import Notation

/// The ways that all optimisers take from the same start, over the loss of all samples at once.
struct OptimiserPaths {
  /// One way.
  struct Way {
    /// The optimiser, with its learning rate.
    var name: String
    /// All trained parameters, one after the other, at the start and after each step.
    var points: [[Double]]
    /// The loss at the end.
    var loss: Double

    /// How far it leads from its start.
    var reach: Double {
      guard let first = points.first else { return 0 }
      return points.reduce(0) { reach, point in
        let squares = zip(point, first).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return max(reach, squares.squareRoot())
      }
    }

    func isBetter(than other: Way?, within radius: Double) -> Bool {
      guard let other else { return true }
      let (own, others) = (reach, other.reach)
      if own > radius || others > radius { return own < others }
      return loss < other.loss
    }
  }

  private let form: NetForm
  private let data: PreparedData
  private let rows: [Int]
  private let level: KernelLevel
  private let threads: Int
  /// Where all begin.
  let start: [TrainedNet.Parameter]

  /// Rates that are tried for each optimiser; the one with the least loss at the end is shown.
  private static let rates = [1, 0.3, 0.1, 0.03, 0.01, 0.003]

  init(
    _ plan: TrainingPlan,
    _ form: NetForm,
    _ data: PreparedData,
    rows: [Int],
    level: KernelLevel,
    threads: Int
  ) {
    (self.form, self.data, self.rows) = (form, data, rows)
    (self.level, self.threads) = (level, threads)
    let seeds = RandomNumbers.seeds(3, from: plan.seed)
    start = form.initialParameters(plan.initialiser, seed: seeds[0])
  }

  /// The best way of each optimiser, in the order of the list; those that lead out of the numbers are left out.
  ///
  /// - Parameters:
  ///   - steps: How many steps each makes.
  ///   - radius: How far from the start a way may lead at most, so that all are seen in one picture; where each
  ///     rate leads further, the nearest counts.
  /// - Returns: The ways.
  /// - Throws: ``TrainingMistake/program(_:)`` where the notation refuses the net.
  func best(steps: Int, within radius: Double) throws(TrainingMistake) -> [Way] {
    let net = try NetRunner(
      form,
      penalty: Penalty(),
      optimiser: OptimiserPlan(),
      samples: SampleBlock(data.set, most: rows.count),
      training: [rows.count],
      evaluation: [],
      seed: 0,
      level: level,
      threads: threads
    )
    var ways: [Way] = []
    for optimiser in Optimiser.all {
      var best: Way?
      for rate in OptimiserPaths.rates {
        let way =
          optimiser.isSeparate
          ? way(optimiser, rate: rate, steps: steps, net)
          : try quasiNewton(optimiser, rate: rate, steps: steps)
        guard let way, way.loss.isFinite else { continue }
        if way.isBetter(than: best, within: radius) { best = way }
      }
      if let best { ways.append(best) }
    }
    return ways
  }

  // MARK: Each parameter for itself

  private func way(
    _ optimiser: Optimiser,
    rate: Double,
    steps: Int,
    _ net: NetRunner
  ) -> Way? {
    net.restore(start)
    let entries = net.memory.entries.filter { $0.gradient != nil }
    var elements = entries.map { net.elements(of: $0).map { Double($0) } }
    var movers: [ParameterMover] = []
    for (entry, elements) in zip(entries, elements) {
      guard
        let mover = ParameterMover(
          optimiser,
          settings: OptimiserSettings(of: optimiser),
          shape: entry.parameter.shape,
          elements: elements,
          rate: rate
        )
      else { return nil }
      movers.append(mover)
    }
    var points = [elements.flatMap { $0 }]
    let batch = rows[...]
    for _ in 0..<steps {
      guard net.forward(batch) != nil else { return nil }
      net.differentiate(rows.count)
      for (i, entry) in entries.enumerated() {
        guard let place = entry.gradient else { continue }
        let gradient = net.runner.read(elements[i].count, at: place).map { Double($0) }
        movers[i].step(&elements[i], gradient: gradient, rate: rate)
        net.set(entry.parameter.name, to: elements[i].map { Float($0) })
      }
      points.append(elements.flatMap { $0 })
    }
    guard let last = net.forward(batch) else { return nil }
    return Way(
      name: "\(optimiser.name) \(NumberFormat.short(2).text(rate))",
      points: points,
      loss: last.loss / Double(rows.count)
    )
  }

  // MARK: All together

  /// A quasi-Newton method needs evaluations of its own: it runs on the trace of the same program.
  private func quasiNewton(
    _ optimiser: Optimiser,
    rate: Double,
    steps: Int
  ) throws(TrainingMistake) -> Way? {
    do throws(Diagnostics) {
      let program = try Program.read(
        SourceText(file: "net", text: text),
        options: Program.Options()
      )
      var trace = try program.run().trace
      let names = start.filter { $0.isTrained }.map { $0.name }
      let nodes = names.compactMap { trace.graph.node(named: $0) }
      guard let loss = trace.graph.node(named: NetForm.lossName) else { return nil }
      var settings = OptimiserSettings(of: optimiser)
      settings["max_iter"] = 1
      var minimiser = Minimiser(
        of: loss,
        over: nodes,
        with: optimiser,
        settings: settings,
        rate: .constant(rate),
        in: trace
      )
      var points = [minimiser.point.parameters.flatMap { $0.value.elements }]
      for _ in 0..<steps {
        do throws(Trace.Fault) { try minimiser.step(&trace) } catch { return nil }
        points.append(minimiser.point.parameters.flatMap { $0.value.elements })
      }
      return Way(
        name: "\(optimiser.name) \(NumberFormat.short(2).text(rate))",
        points: points,
        loss: minimiser.point.loss
      )
    } catch {
      throw .program(error.all.first?.message ?? "the net cannot be read")
    }
  }

  /// The program over the rows, with the parameters of the start.
  private var text: String {
    var literals: [String: String] = [:]
    for parameter in start {
      literals[parameter.name] = Literals.nested(
        parameter.elements.map { NumberFormat.exact(Double($0)) },
        parameter.shape.axes
      )
    }
    let features = rows.flatMap { data.set.row($0) }.map { NumberFormat.exact(Double($0)) }
    literals["x"] = Literals.nested(features, [rows.count] + form.sampleShape)
    switch data.set.targets {
    case .none: break
    case .classes(let indices, _):
      literals["y"] = Literals.nested(rows.map { "\(indices[$0])" }, [rows.count])
    case .numbers(let numbers, let names):
      let all = rows.flatMap { numbers[$0 * names.count..<($0 + 1) * names.count] }
      literals["y"] = Literals.nested(
        all.map { NumberFormat.exact(Double($0)) },
        form.targetAxes(rows.count)
      )
    }
    return form.text(batch: rows.count, mode: .training) { literals[$0] }
  }
}

/// Numbers as literals of the notation.
enum Literals {
  /// Elements in row-major order as nested brackets.
  static func nested(_ elements: [String], _ axes: [Int]) -> String {
    var parts = elements
    for axis in axes.reversed() {
      guard axis > 0 else { return "[]" }
      parts = stride(from: 0, to: parts.count, by: axis).map { start in
        "[" + parts[start..<min(parts.count, start + axis)].joined(separator: ", ") + "]"
      }
    }
    return parts.first ?? "0"
  }
}
