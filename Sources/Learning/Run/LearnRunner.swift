internal import CMath

extension LearnSpecification {
  /// Presents the rows, changes the weights by the rule, and tests every row at the end.
  public func run() -> LearnRun {
    var run = LearnRun(specification: self, weights: weights, bias: bias)
    if rule != .mcp { learn(&run) }
    run.line = line(weights: run.weights, bias: run.bias)
    run.tests = rows.map { row in
      let net = TidySum.net(run.weights, row.inputs, bias: run.bias ?? 0)
      let output = output(net)
      return LearnRun.Test(net: net, output: output, isRight: isRight(output, row.target))
    }
    return run
  }

  /// Presents all rows until nothing changes any more or the epochs are used up.
  private func learn(_ run: inout LearnRun) {
    let stopsWhenClean = rule == .perceptron || (rule == .delta && output == .step)
    let last = epochs ?? (stopsWhenClean ? LearnSpecification.epochLimit : 1)
    var ends = [run.weights + [run.bias ?? 0]]
    run.ending = .done
    for epoch in stride(from: 1, through: last, by: 1) {
      var isClean = true
      for i in rows.indices {
        let shown = present(i, epoch: epoch, to: run.weights, run.bias)
        run.weights = shown.weights
        run.bias = shown.bias
        if shown.changed {
          run.changes += 1
          isClean = false
        }
        run.presentations.append(shown)
        guard (run.weights + [run.bias ?? 0]).allSatisfy({ $0.isFinite }) else {
          run.ending = .diverged
          run.epochs = epoch
          return
        }
      }
      run.epochs = epoch
      guard stopsWhenClean else { continue }
      if isClean {
        run.ending = .clean
        return
      }
      let end = run.weights + [run.bias ?? 0]
      if run.repetition == nil, let since = ends.firstIndex(of: end) {
        run.repetition = LearnRun.Repetition(epoch: epoch, since: since)
        if epochs == nil {
          run.ending = .repeating(since: since)
          return
        }
      }
      if run.repetition == nil { ends.append(end) }
    }
    if epochs == nil, stopsWhenClean { run.ending = .limit }
  }

  /// One line of the table.
  private func present(
    _ index: Int,
    epoch: Int,
    to weights: [Double],
    _ bias: Double?
  ) -> LearnRun.Presentation {
    let row = rows[index]
    let net = TidySum.net(weights, row.inputs, bias: bias ?? 0)
    let y = output(net)
    let right = isRight(y, row.target)
    let factor =
      switch rule {
      case .mcp: 0.0
      case .hebb: TidySum.product(rate, row.target)
      case .perceptron: right ? 0 : row.target > 0 ? rate : -rate
      case .delta: TidySum.product(rate, TidySum.sum(row.target, -(y ?? 0)))
      }
    let change = zip(weights, row.inputs).map { TidySum.product(factor, $0.1) }
    let after = zip(weights, change).map { TidySum.sum($0.0, $0.1) }
    let biasAfter = bias.map { TidySum.sum($0, factor) }
    return LearnRun.Presentation(
      epoch: epoch,
      row: index,
      net: net,
      output: y,
      error: y.map { TidySum.sum(row.target, -$0) },
      isRight: right,
      change: change,
      biasChange: bias.map { _ in factor },
      weights: after,
      bias: biasAfter,
      line: line(weights: after, bias: biasAfter),
      criterion: recordsCriterion
        ? PerceptronCriterion(rows: rows, weights: after, bias: biasAfter ?? 0).value : nil
    )
  }

  /// The unit's output; nil on the boundary of a strict unit.
  private func output(_ net: Double) -> Double? {
    switch (output, comparison) {
    case (.identity, _): net
    case (.sigmoid, _):
      net < 0 ? CMath.exp(net) / (1 + CMath.exp(net)) : 1 / (1 + CMath.exp(-net))
    case (.step, .atLeast): net >= threshold ? 1 : low
    case (.step, .above): net > threshold ? 1 : low
    case (.step, .strict): net == threshold ? nil : net > threshold ? 1 : low
    }
  }

  /// Whether an output says what the target says: for a step the same, for others on the same side
  /// of the middle between no and yes.
  private func isRight(_ output: Double?, _ target: Double) -> Bool {
    guard let output else { return false }
    if self.output == .step { return output == target }
    guard target == low || target == 1 else { return (output - target).magnitude <= 1e-9 }
    return output >= (1 + low) / 2 ? target == 1 : target == low
  }

  private func line(weights: [Double], bias: Double?) -> SeparatingLine? {
    guard weights.count == 2 else { return nil }
    let cut = output == .step ? threshold : output == .identity ? (1 + low) / 2 : 0
    return SeparatingLine(
      w1: weights[0],
      w2: weights[1],
      bias: TidySum.sum(bias ?? 0, -cut)
    )
  }
}
