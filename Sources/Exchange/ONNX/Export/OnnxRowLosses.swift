internal import Autodiff

extension OnnxBuilder {
  /// Losses that make one number of each row, then average or add up the rows.
  ///
  /// - Returns: Nil where the operation is another.
  mutating func rowLoss(_ name: String, _ x: [String]) -> String? {
    guard let rank = shapes.first?.rank, rank > 0, let losses = lossByRow(name, x, rank - 1) else {
      return nil
    }
    return reduced(losses, rank: rank - 1)
  }

  private mutating func lossByRow(_ name: String, _ x: [String], _ axis: Int) -> String? {
    let count = Double(shapes[0].axes[axis])
    switch name {
    case "cross_entropy": return likelihood(logarithm(x[0]), distribution(x[1]), axis)
    case "softmax_cross_entropy":
      let logarithms = emit("LogSoftmax", [x[0]], .int("axis", axis))
      return likelihood(logarithms, distribution(x[1]), axis)
    case "nll": return likelihood(x[0], distribution(x[1]), axis)
    case "kl_div":
      return sum(counted(x[0], subtract(logarithm(x[0]), logarithm(x[1]))), [axis])
    case "cosine_similarity": return negate(cosine(x[0], x[1], axis))
    case "cosine_embedding":
      let similarity = cosine(x[0], x[1], axis)
      let apart = relu(add(similarity, -attributes.first))
      let unlike = choose(equals(x[2], -1), apart, number(0))
      return choose(equals(x[2], 1), subtract(1, similarity), unlike)
    case "triplet_margin":
      let near = reduce("ReduceL2", subtract(x[0], x[1]), [axis])
      let far = reduce("ReduceL2", subtract(x[0], x[2]), [axis])
      return relu(add(subtract(near, far), attributes.first))
    case "categorical_hinge":
      let target = distribution(x[1])
      let wrong = reduce("ReduceMax", multiply(subtract(1, target), x[0]), [axis])
      let right = sum(multiply(target, x[0]), [axis])
      return relu(add(subtract(wrong, right), 1))
    case "multi_label_soft_margin":
      let losses = subtract(softplus(x[0]), multiply(x[1], x[0]))
      return divide(sum(losses, [axis]), count)
    case "multi_label_margin":
      let isWrong = equals(x[1], 0)
      let wrong = unsqueeze(indicator(isWrong), [axis])
      let right = unsqueeze(indicator(emit("Not", [isWrong])), [axis + 1])
      let missing = relu(add(gaps(x[0], axis), 1))
      let counted = multiply(multiply(missing, wrong), right)
      return divide(sum(counted, [axis, axis + 1]), count)
    case "multi_margin":
      let others = unique("others")
      add(distinctPairs(shapes[0].axes[axis]), called: others)
      let missing = relu(add(gaps(x[0], axis), attributes.second))
      let power =
        attributes.first == 1 ? missing : emit("Pow", [missing, number(attributes.first)])
      let right = unsqueeze(distribution(x[1]), [axis + 1])
      let counted = multiply(multiply(power, others), right)
      return divide(sum(counted, [axis, axis + 1]), count)
    default: return nil
    }
  }

  /// A target as distributions: class indices become rows with a single 1.
  private mutating func distribution(_ target: String) -> String {
    guard shapes[1] != shapes[0], let classes = shapes[0].axes.last else { return target }
    return oneHot(target, rank: shapes[1].rank, count: classes)
  }

  /// −Σ y·x along an axis.
  private mutating func likelihood(_ logarithms: String, _ target: String, _ axis: Int) -> String {
    negate(sum(counted(target, logarithms), [axis]))
  }

  /// The cosine of the angle between rows; 0 where one of them has length 0.
  private mutating func cosine(_ a: String, _ b: String, _ axis: Int) -> String {
    let lengths = multiply(reduce("ReduceL2", a, [axis]), reduce("ReduceL2", b, [axis]))
    let product = sum(multiply(a, b), [axis])
    return divide(product, choose(equals(lengths, 0), number(1), lengths))
  }

  /// x_i − x_j for every pair of classes, j along `axis` and i along the one after it.
  private mutating func gaps(_ x: String, _ axis: Int) -> String {
    subtract(unsqueeze(x, [axis]), unsqueeze(x, [axis + 1]))
  }

  /// 1 for every pair of different classes, else 0.
  private func distinctPairs(_ count: Int) -> Tensor {
    var pairs = Tensor(repeating: 1, shape: Shape([count, count]))
    for i in 0..<count { pairs.elements[i * count + i] = 0 }
    return pairs
  }
}
