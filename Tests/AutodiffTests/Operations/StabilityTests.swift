import Autodiff
import Testing

/// Far out, where the textbook forms overflow.
@Suite struct `At ±1000` {
  private func value(_ operation: Operation, _ operands: [Tensor], _ number: Double = 1) throws -> (
    Tensor, [Tensor]
  ) {
    var attributes = Attributes()
    attributes.first = number
    if operation.name.hasSuffix("softmax") { attributes.axes = [-1] }
    let tried = OperationCase(operation: operation, operands: operands, attributes: attributes)
    let value = try tried.value()
    return (value, try tried.gradients(seed: Tensor(repeating: 1, shape: value.shape)))
  }

  @Test func sigmoid() throws {
    let (value, gradients) = try value(.sigmoid, [Tensor([-1000, 1000, -40, 40])])
    #expect(value.elements[0] == 0)
    #expect(value.elements[1] == 1)
    // e⁻⁴⁰ = 4.248354255291589e-18
    #expect(agree(value.elements[2] / 4.248354255291589e-18, 1, 1e-14))
    #expect(value.elements[3] == 1)
    #expect(gradients[0].elements[0] == 0)
    #expect(gradients[0].elements[1] == 0)
  }

  @Test func softplus() throws {
    let (value, gradients) = try value(.softplus, [Tensor([-1000, 1000, -40])])
    #expect(value.elements[0] == 0)
    #expect(value.elements[1] == 1000)
    #expect(agree(value.elements[2] / 4.248354255291589e-18, 1, 1e-14))
    #expect(gradients[0].elements[0] == 0)
    #expect(gradients[0].elements[1] == 1)
  }

  @Test func softmax() throws {
    let (value, gradients) = try value(.softmax, [Tensor([1000, 1000, -1000])])
    #expect(value == Tensor([0.5, 0.5, 0]))
    #expect(gradients[0] == Tensor([0, 0, 0]))
  }

  @Test func `log-softmax`() throws {
    let (value, gradients) = try value(.logSoftmax, [Tensor([1000, 0, -1000])])
    #expect(value == Tensor([0, -1000, -2000]))
    #expect(gradients[0] == Tensor([-2, 1, 1]))
  }

  @Test func `log-sum-exp`() throws {
    let (value, gradients) = try value(.logSumExp, [Tensor([1000, 1000])])
    #expect(agree(value, Tensor(1000.6931471805599), 1e-15))
    #expect(agree(gradients[0], Tensor([0.5, 0.5]), 1e-12))
    let low = try self.value(.logSumExp, [Tensor([-1000, -1000])])
    #expect(agree(low.0, Tensor(-999.3068528194401), 1e-15))
  }

  @Test func `binary cross entropy on logits`() throws {
    for (z, y, expected, slope) in [
      (1000.0, 1.0, 0.0, 0.0), (1000, 0, 1000, 1), (-1000, 0, 0, 0), (-1000, 1, 1000, -1),
    ] {
      let (value, gradients) = try value(.bceWithLogits, [Tensor(z), Tensor(y)])
      #expect(value == Tensor(expected))
      #expect(gradients[0] == Tensor(slope))
      #expect(gradients[1] == Tensor(-z))
    }
  }

  @Test func `softmax with cross entropy`() throws {
    let (value, gradients) = try value(
      .softmaxCrossEntropy,
      [Tensor([1000, 0, -1000]), Tensor(2)]
    )
    #expect(value == Tensor(2000))
    #expect(gradients[0] == Tensor([1, 0, -1]))
  }

  @Test(arguments: ["tanh", "erf", "gelu", "silu", "gaussian", "relu", "elu", "log_cosh"])
  func `other functions stay finite, and their slopes too`(name: String) throws {
    let operation = try #require(Operation.function(named: name))
    let x = Tensor([-1000, 1000, -745, 745, -1e200, 1e200])
    let operands = operation.operandCount == 2 ? [x, Tensor(0)] : [x]
    let (value, gradients) = try value(operation, operands)
    #expect(value.isFinite)
    #expect(gradients.allSatisfy { $0.isFinite })
  }

  @Test func `a norm neither overflows nor underflows`() throws {
    #expect(agree(try value(.norm, [Tensor([3e200, 4e200])]).0, Tensor(5e200), 1e-15))
    let small = try value(.norm, [Tensor([3e-200, 4e-200])])
    #expect(agree(try #require(small.0.scalar) / 5e-200, 1, 1e-14))
    #expect(agree(small.1[0], Tensor([0.6, 0.8]), 1e-14))
  }

  @Test func `what is not a number stays so`() throws {
    for operation in [
      Operation.relu, .abs, .sign, .step, .softplus, .sigmoid, .leakyReLU, .elu, .clip, .tanh,
    ] {
      var attributes = Attributes()
      (attributes.first, attributes.second) = (0.5, 1)
      let tried = OperationCase(
        operation: operation,
        operands: [Tensor(.nan)],
        attributes: attributes
      )
      #expect(try tried.value().elements[0].isNaN, "\(operation.name)")
    }
    for operation in [Operation.max, .min, .sum, .mean, .norm, .logSumExp, .variance] {
      let tried = OperationCase(operation: operation, operands: [Tensor([1, .nan, 2])])
      #expect(try tried.value().elements[0].isNaN, "\(operation.name)")
    }
    for operation in [Operation.maximum, .minimum] {
      let tried = OperationCase(
        operation: operation,
        operands: [Tensor([1, .nan]), Tensor([.nan, 1])]
      )
      #expect(try tried.value().elements.allSatisfy { $0.isNaN }, "\(operation.name)")
    }
  }
}
