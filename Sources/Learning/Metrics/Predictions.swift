/// From what a net gives out to the class it says.
public enum Predictions {
  /// The place of the largest of a sample's logits or probabilities; the first of equal ones, and 0 if there is
  /// none that can be compared.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public static func largest<Number: BinaryFloatingPoint>(_ outputs: Span<Number>) -> Int {
    var best = 0
    var largest = -Number.infinity
    for place in outputs.indices {
      let output = outputs[place]
      if output > largest {
        largest = output
        best = place
      }
    }
    return best
  }

  /// Whether the right class is among the `k` largest outputs; outputs equal to its own count as smaller.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public static func isAmong<Number: BinaryFloatingPoint>(
    first k: Int,
    _ outputs: Span<Number>,
    truth: Int
  ) -> Bool {
    let own = outputs[truth]
    var larger = 0
    for place in outputs.indices {
      let output = outputs[place]
      if output > own { larger += 1 }
    }
    return larger < k && !own.isNaN
  }
}
