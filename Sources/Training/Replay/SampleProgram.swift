internal import Autodiff
internal import Learning

/// One sample of one step as a program of the notation: the large net back on the blackboard.
public struct SampleProgram: Equatable, Sendable {
  /// The program's text, with a reverse pass at its end.
  public var text: String
  /// The row of the sample in the data, from 0.
  public var sample: Int
  /// The step before which the parameters stood so, from 1.
  public var step: Int
  /// Whether the step looked at the sample, so that its gradient was part of it.
  public var isInBatch: Bool
}

extension TrainingSession {
  /// How many steps there are in all epochs.
  public var stepCount: Int {
    let (count, overflow) = stepsPerEpoch.multipliedReportingOverflow(by: plan.epochs)
    return overflow ? Int.max : count
  }

  /// Trains up to a step and writes down one sample as a program, with the parameters before that step.
  ///
  /// Units that the step drops for the sample are dropped in the program. With batch normalisation, whose figures
  /// need the whole batch, the program takes the running figures, as the net does when it is used.
  ///
  /// - Parameters:
  ///   - sample: The row of the sample, from 0, in all data.
  ///   - step: The step, from 1; one more than there are steps for the end of training.
  ///   - watch: Is told how it goes.
  /// - Returns: The program.
  /// - Throws: ``TrainingMistake`` where there is no such sample or step, or training cannot go on.
  public func program(
    ofSample sample: Int,
    step: Int,
    _ watch: (Event) -> Decision = { _ in .goOn }
  ) throws(TrainingMistake) -> SampleProgram {
    guard sample >= 0, sample < data.set.rowCount else {
      throw .noSuchSample(sample, count: data.set.rowCount)
    }
    guard step >= 1, step - 1 <= stepCount else {
      throw .noSuchStep(step, count: stepCount)
    }
    let rows = try advance(to: step, watch)
    let place = rows.firstIndex(of: sample)
    var masks: [String: [Float]] = [:]
    if let place {
      for (index, mask) in form.masks.enumerated() {
        let all = net.mask(index, samples: rows.count)
        let width = mask.sample.reduce(1, *)
        let start = (place - rows.startIndex) * width
        masks[mask.name] = Array(all[start..<start + width])
      }
    }
    let isTraining = form.normalizations.isEmpty && (form.masks.isEmpty || place != nil)
    let text = form.text(
      batch: 1,
      mode: isTraining ? .training : .evaluation,
      penalty: plan.penalty
    ) { name in literal(name, sample, masks) }
    return SampleProgram(
      text: heading(sample, step) + text + "backward \(form.objective(plan.penalty))\n",
      sample: sample,
      step: step,
      isInBatch: place != nil
    )
  }

  /// Runs all steps before one, and gives back the rows that it looks at; none behind the last step.
  func advance(
    to step: Int,
    _ watch: (Event) -> Decision
  ) throws(TrainingMistake) -> ArraySlice<Int> {
    while net.steps.steps < step - 1 {
      let first = net.steps.steps
      if step - 1 - first >= stepsPerEpoch {
        _ = try runEpoch(watch)
        continue
      }
      epoch += 1
      epochStart = net.state
      let order = order(of: epoch)
      for index in 0..<(step - 1 - first) {
        let rows = batchRows(index, of: order)
        guard net.forward(rows) != nil else { throw notFinite(rows) }
        net.backward(rows.count)
      }
      return batchRows(step - 1 - first, of: order)
    }
    guard step <= stepCount else { return [] }
    return batchRows(0, of: order(of: epoch + 1))
  }

  private func batchRows(_ index: Int, of order: [Int]) -> ArraySlice<Int> {
    order[index * batch..<min(order.count, (index + 1) * batch)]
  }

  private func heading(_ sample: Int, _ step: Int) -> String {
    var words = "# sample \(sample) of \(data.set.name)"
    if case .classes(let indices, let names) = data.set.targets {
      words += ", class \(names[indices[sample]])"
    }
    let isEnd = step > stepCount
    return words + (isEnd ? ", after the last step\n" : ", before step \(step)\n")
  }

  /// The literal of a leaf of the program of one sample.
  private func literal(_ name: String, _ sample: Int, _ masks: [String: [Float]]) -> String? {
    if name == "x" {
      return Literal.text(Array(data.set.row(sample)), [1] + form.sampleShape)
    }
    if name == "y" {
      switch data.set.targets {
      case .none: return nil
      case .classes(let indices, _): return "[\(indices[sample])]"
      case .numbers(let numbers, let names):
        let row = Array(numbers[sample * names.count..<(sample + 1) * names.count])
        return Literal.text(row, [1, names.count])
      }
    }
    if let mask = form.masks.first(where: { $0.name == name }) {
      let width = mask.sample.reduce(1, *)
      return Literal.text(
        masks[name] ?? [Float](repeating: 1, count: width),
        [1] + mask.sample
      )
    }
    for entry in net.memory.entries where entry.parameter.name == name {
      return Literal.text(net.elements(of: entry), entry.parameter.shape.axes)
    }
    return nil
  }
}

/// Numbers as literals of the notation.
enum Literal {
  /// The exact value of each number, nested as the axes say.
  static func text(_ numbers: [Float], _ axes: [Int]) -> String {
    var text = ""
    var place = 0
    func write(_ axis: Int) {
      guard axis < axes.count else {
        text += NumberFormat.exact(Double(numbers[place]))
        place += 1
        return
      }
      text += "["
      for i in 0..<axes[axis] {
        if i > 0 { text += ", " }
        write(axis + 1)
      }
      text += "]"
    }
    write(0)
    return text
  }
}
