internal import Autodiff
internal import Notation

extension Slip {
  /// d(a − b)/db = −1, without its minus.
  static let subtractionSign = Slip(
    "subtraction-sign",
    "forgot that d(a−b)/db is −1"
  ) { scene in
    scene.nodes(of: [.subtract]).map { node in
      .handing(
        at: node,
        "the minus of the difference was forgotten: by what is subtracted, the local derivative is −1"
      ) { $0.slot == 1 ? $0.own($0.upstream.scaled(by: -1)) : nil }
    }
  }

  /// y − p for p − y.
  static let targetMinusPrediction = Slip(
    "target-minus-prediction",
    "took target minus prediction for prediction minus target"
  ) { scene in
    var makings: [Making] = []
    let told = "target and prediction were exchanged in the difference"
    for node in scene.nodes(of: [.subtract]) {
      let (a, b) = (scene.operand(node, 0), scene.operand(node, 1))
      guard scene.areTargetAndPrediction(a, b) else { continue }
      // The difference the other way round with its own derivatives, or with those of the right one.
      makings.append(
        .valuing(at: node, manner: 0, told, { _, own in own.scaled(by: -1) })
      )
      makings.append(
        .valuing(at: node, manner: 1, told, { _, own in own.scaled(by: -1) }) {
          $0.own($0.upstream.scaled(by: -1))
        }
      )
      makings.append(
        .handing(at: node, manner: 2, told) { $0.own($0.upstream.scaled(by: -1)) }
      )
    }
    for node in scene.nodes(of: Operation.lossesOfPredictionAndTarget) {
      makings.append(
        .handing(
          at: node,
          manner: 2,
          "the gradient of the loss has target minus prediction where prediction minus target belongs"
        ) { $0.slot == 0 ? $0.own($0.upstream.scaled(by: -1)) : nil }
      )
    }
    return makings
  }

  /// The right size with the wrong sign.
  static let signFlip = Slip("sign-flip", "has the right size with the wrong sign") { scene in
    var makings = [
      Making(
        at: nil,
        manner: nil,
        "the sign is wrong, the size is right",
        .answer { quantity, run, program in
          quantity.read(from: run, of: program).map { [$0.scaled(by: -1)] } ?? []
        }
      )
    ]
    for node in scene.computed {
      makings.append(
        .valuing(at: node, manner: nil, "the value has lost or gained a minus sign") { _, own in
          own.scaled(by: -1)
        }
      )
      guard scene.graph.varies(node) else { continue }
      let count = scene.graph.operandCount(of: node)
      for slot in 0..<min(count, 16) where scene.graph.varies(scene.operand(node, slot)) {
        makings.append(
          .handing(
            at: node,
            manner: nil,
            "what is handed back to \(scene.label(scene.operand(node, slot))) has lost or gained a minus sign"
          ) { $0.slot == slot ? $0.own($0.upstream.scaled(by: -1)) : nil }
        )
      }
      if count > 1 {
        makings.append(
          .handing(at: node, manner: nil, "what is handed back has lost or gained a minus sign") {
            $0.own($0.upstream.scaled(by: -1))
          }
        )
      }
    }
    return makings
  }
}

extension Scene {
  /// How surely a node is what predictions are compared with: by its role, or by its name.
  private func targetRank(_ node: NodeID) -> Int {
    if graph.role(of: node) == .target { return 3 }
    return switch graph.name(of: node) {
    case "t", "target": 2
    case "y": 1
    default: 0
    }
  }

  /// Whether just one of two nodes is what the other is compared with.
  func areTargetAndPrediction(_ a: NodeID, _ b: NodeID) -> Bool {
    targetRank(a) != targetRank(b)
  }
}

extension Operation {
  /// Losses whose gradient by the prediction grows with prediction minus target.
  static let lossesOfPredictionAndTarget: [Operation] = [
    .mse, .mae, .huber, .smoothL1, .logCosh, .bce, .bceWithLogits, .crossEntropy,
    .softmaxCrossEntropy, .poissonNLL, .gaussianNLL, .msle, .mape,
  ]
}
