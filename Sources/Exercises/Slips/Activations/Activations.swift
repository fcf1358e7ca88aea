internal import Autodiff
internal import Notation

extension Slip {
  /// The gate of a ReLU, left open.
  static let reluGateIgnored = Slip(
    "relu-gate-ignored",
    "let the gradient through where the unit is off"
  ) { scene in
    let relus = scene.nodes(of: [.relu, .leakyReLU])
    let maxima = scene.nodes(of: [.maximum]).filter { node in
      (0..<2).contains { scene.number(scene.operand(node, $0)) == 0 }
    }
    return (relus + maxima).map { node in
      .handing(at: node, "the gradient was let through although the unit is off there") { use in
        use.upstream.summed(to: use.operands[use.slot].shape)
      }
    }
  }

  /// An activation without its derivative.
  static let noActivationDerivative = Slip(
    "no-activation-derivative",
    "passed the gradient through an activation unchanged"
  ) { scene in
    scene.nodes(of: Operation.activations).map { node in
      .handing(at: node, "the derivative of the activation is missing") { use in
        use.slot == 0 ? use.upstream : nil
      }
    }
  }

  /// σ′(a) for σ′(z).
  static let derivativeAtOutput = Slip(
    "derivative-at-output",
    "put the activation's output where its derivative takes the input"
  ) { scene in
    scene.nodes(of: Operation.activations).filter { scene.graph.operation(of: $0).isElementwise }
      .map { node in
        let operation = scene.graph.operation(of: node)
        let attributes = scene.graph.attributes(of: node)
        return .handing(
          at: node,
          "the derivative of the activation was taken at its output instead of at its input"
        ) { use in
          use.upstream.combined(with: use.value) { upstream, output in
            upstream * (operation.atPoint(output, attributes)?.derivative ?? 0)
          }
        }
      }
  }

  /// z (1 − z) for a (1 − a).
  static let derivativeAtInput = Slip(
    "derivative-at-input",
    "put the input where the formula of the derivative takes the output"
  ) { scene in
    scene.nodes(of: [.sigmoid, .tanh]).map { node in
      let isSigmoid = scene.isOperation(node, .sigmoid)
      return .handing(
        at: node,
        "the input stands where the formula of the derivative takes the output"
      ) { use in
        use.upstream.combined(with: use.operands[0]) { upstream, z in
          upstream * (isSigmoid ? z * (1 - z) : 1 - z * z)
        }
      }
    }
  }

  /// Only how each probability depends on its own logit.
  static let softmaxDiagonal = Slip(
    "softmax-diagonal",
    "took only the diagonal of the softmax Jacobian"
  ) { scene in
    scene.nodes(of: [.softmax, .logSoftmax]).map { node in
      let isLogarithm = scene.isOperation(node, .logSoftmax)
      let first = scene.graph.attributes(of: node).first
      let temperature = isLogarithm || first == 0 ? 1 : first
      return .handing(
        at: node,
        "only the diagonal of the softmax Jacobian was used: each output depends on every logit"
      ) { use in
        use.upstream.combined(with: use.value) { upstream, y in
          isLogarithm ? upstream * (1 - exponential(y)) : upstream * y * (1 - y) / temperature
        }
      }
    }
  }

  /// e to a power, by the engine's own rule.
  private static func exponential(_ x: Double) -> Double {
    Operation.exp.atPoint(x, Attributes())?.value ?? 0
  }

  /// The activation left out on the way forward.
  static let activationForgotten = Slip(
    "activation-forgotten",
    "left out the activation in the forward pass"
  ) { scene in
    scene.nodes(of: Operation.activations).map { node in
      .valuing(
        at: node,
        "the activation was left out on the way forward",
        { operands, _ in
          operands[0]
        }
      ) { use in use.slot == 0 ? use.upstream : nil }
    }
  }

  /// > for ≥ in a step unit.
  static let thresholdStrict = Slip(
    "threshold-strict",
    "> for ≥, or ≥ for >, in a step unit"
  ) { scene in
    scene.nodes(of: [.step]).map { node in
      .valuing(
        at: node,
        "a unit exactly at its threshold was taken for the other side: compare > with ≥"
      ) { operands, own in
        own.combined(with: operands[0]) { value, z in
          z.magnitude < 1e-12 ? 1 - value : value
        } ?? own
      }
    }
  }
}

extension Operation {
  /// The functions that make units of weighted sums.
  static let activations: [Operation] = [
    .sigmoid, .tanh, .relu, .leakyReLU, .elu, .softplus, .silu, .gelu, .gaussian, .softmax,
  ]
}
