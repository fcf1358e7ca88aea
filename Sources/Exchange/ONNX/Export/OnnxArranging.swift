internal import Autodiff

extension OnnxBuilder {
  /// Operations that move elements, and products of tensors.
  ///
  /// - Returns: Nil where the operation is another.
  mutating func arrangement(_ name: String, _ x: [String]) -> String? {
    switch name {
    case "matmul", "dot": return emit("MatMul", x)
    case "outer": return multiply(unsqueeze(x[0], [1]), unsqueeze(x[1], [0]))
    case "transpose":
      return emit("Transpose", x, .ints("perm", Array((0..<shapes[0].rank).reversed())))
    case "reshape": return reshape(x[0])
    case "concat": return emit("Concat", x, .int("axis", Int(attributes.first)))
    case "stack":
      let rank = graph.shape(of: current).rank
      let asked = Int(attributes.first)
      let axis = asked < 0 ? asked + rank : asked
      return emit("Concat", x.map { unsqueeze($0, [axis]) }, .int("axis", axis))
    case "index": return slice(x[0])
    case "one_hot": return oneHot(x[0], rank: shapes[0].rank, count: Int(attributes.first))
    case "total": return emit("Sum", weighted(x))
    case "seed": return emit("Sum", weighted(x))
    default: return nil
    }
  }

  private mutating func weighted(_ x: [String]) -> [String] {
    let weights = attributes.weights
    return weights.isEmpty ? x : zip(x, weights).map { multiply($0, $1) }
  }

  private mutating func reshape(_ x: String) -> String {
    var lengths = graph.shape(of: current).axes
    if batched.contains(current) {
      // 0 takes the length over, however many samples there are.
      lengths[0] = 0
      return emit("Reshape", [x, list(lengths)])
    }
    return emit("Reshape", [x, list(lengths)], .int("allowzero", lengths.contains(0) ? 1 : 0))
  }

  private mutating func slice(_ x: String) -> String {
    let selections = attributes.selections
    let axes = selections.indices.filter {
      selections[$0].start != 0 || selections[$0].count != shapes[0].axes[$0]
    }
    var value = x
    if !axes.isEmpty {
      let starts = list(axes.map { selections[$0].start })
      let ends = list(axes.map { selections[$0].start + selections[$0].count })
      value = emit("Slice", [value, starts, ends, list(axes)])
    }
    let dropped = selections.indices.filter { selections[$0].dropsAxis }
    return dropped.isEmpty ? value : squeeze(value, Array(dropped))
  }
}
