internal import Autodiff

extension NetForm {
  /// How a loss wants the targets of samples with classes.
  private enum ClassForm {
    /// As the index of the class.
    case index
    /// As 0 or 1, for each class.
    case share
    /// As −1 or 1, for each class.
    case sign
  }

  /// Losses that know what to do with the index of a class, and those that compare signs; all others compare
  /// the outputs with 0 and 1.
  private static let indexed = ["softmax_cross_entropy", "cross_entropy", "nll"]
  private static let signed = ["hinge", "squared_hinge", "soft_margin"]

  /// The statements of the loss.
  ///
  /// - Throws: ``TrainingMistake`` where there is no such loss, or it does not fit the targets.
  func lossStatements() throws(TrainingMistake) -> [Statement] {
    guard let operation = Operation.function(named: loss.name), operation.takesTwoOperands else {
      throw .unknownLoss(loss.name)
    }
    var told = ""
    for argument in loss.arguments {
      told += ", \(argument.name)=\(NumberFormat.exact(argument.number))"
    }
    var lines: [Statement] = []
    var (left, right) = (output, "y")
    if case .classes(let count) = target {
      let form: ClassForm =
        NetForm.indexed.contains(loss.name)
        ? .index : NetForm.signed.contains(loss.name) ? .sign : .share
      if outputCount == 1 {
        guard form != .index else { throw .lossNeedsClasses(loss.name) }
        left = "s"
        lines.append(Statement(text: "s = reshape(\(output), [-1])"))
      } else if form != .index {
        lines.append(Statement(text: "t = one_hot(y, \(count))"))
        right = "t"
      }
      if form == .sign {
        lines.append(Statement(text: "u = 2 * \(right) - 1"))
        right = "u"
      }
    } else if NetForm.indexed.contains(loss.name) {
      throw .lossNeedsClasses(loss.name)
    }
    lines.append(
      Statement(text: "\(NetForm.lossName) = \(loss.name)(\(left), \(right)\(told))")
    )
    return lines
  }

  /// Above which number a single output says the second of two classes.
  var threshold: Double {
    switch loss.name {
    case "bce_with_logits": 0
    case _ where NetForm.signed.contains(loss.name): 0
    default: 0.5
    }
  }

  /// The loss functions that can be trained with, for suggestions.
  public static var lossNames: [String] {
    Operation.functionNames.filter { name in
      guard let operation = Operation.function(named: name) else { return false }
      return operation.takesTwoOperands && operation.reduces
    }
  }
}

extension Operation {
  /// Whether it compares two tensors.
  fileprivate var takesTwoOperands: Bool {
    var count = 0
    for argument in arguments {
      if case .operand = argument { count += 1 }
    }
    return count == 2 && reduces
  }

  /// Whether it is a loss.
  fileprivate var reduces: Bool {
    arguments.contains {
      if case .reduction = $0 { return true }
      return false
    }
  }
}
