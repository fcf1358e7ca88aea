internal import Autodiff

extension BuiltIn {
  /// Functions that make a leaf of random numbers.
  enum Distribution: String, CaseIterable {
    case normal, uniform

    /// The distribution of that name.
    init?(name: String) {
      for distribution in Distribution.allCases where distribution.rawValue == name {
        self = distribution
        return
      }
      return nil
    }

    /// The names of its arguments behind the shape, with what is meant where they are left out.
    var arguments: [(name: String, standard: Double)] {
      switch self {
      case .normal: [("mean", 0), ("std", 1), ("seed", 7)]
      case .uniform: [("low", 0), ("high", 1), ("seed", 7)]
      }
    }
  }
}

extension ExpressionBuilder {
  /// Builds `normal([2, 3], mean=0, std=1, seed=7)` or `uniform([2, 3], low=0, high=1, seed=7)`.
  mutating func randomLeaf(
    _ distribution: BuiltIn.Distribution,
    _ arguments: [SyntaxTree.Child],
    _ piece: SyntaxTree.Piece,
    _ text: ParsedText,
    _ group: Int?
  ) -> NodeID? {
    let name = distribution.rawValue
    let told = distribution.arguments
    guard
      let places = assign(
        arguments,
        to: ["shape"] + told.map { $0.name },
        isVariadic: false,
        required: 1,
        function: name,
        piece,
        text
      )
    else { return nil }
    guard let shapePiece = places[0].first else {
      mistakes.append(
        missing("shape", of: name, ["shape"] + told.map { $0.name }, required: 1, arguments, piece)
      )
      return nil
    }
    let reader = ArgumentReader(function: name, text: text)
    guard let lengths = reader.wholeNumbers(shapePiece, "shape", atLeast: 0, &self) else {
      return nil
    }
    var numbers: [Double] = []
    for (place, (name, standard)) in told.enumerated() {
      guard let child = places[place + 1].first else {
        numbers.append(standard)
        continue
      }
      if name == "seed" {
        guard let seed = seed(child, reader) else { return nil }
        numbers.append(seed)
        continue
      }
      guard let number = reader.number(child, name, &self) else { return nil }
      guard name != "std" || number >= 0 else {
        reader.wrong(child, name, "a number from 0", &self)
        return nil
      }
      if name == "high", number < numbers[0] {
        reader.wrong(child, name, "a number from \(NumberFormat.exact(numbers[0]))", &self)
        return nil
      }
      numbers.append(number)
    }
    let shape = Shape(lengths)
    guard shape.count <= elementLimit else {
      tell(
        .graph(.tooManyElements(limit: elementLimit)),
        from: piece.start,
        to: piece.end
      )
      return nil
    }
    let seed = UInt64(numbers[2])
    let value =
      distribution == .normal
      ? RandomNumbers.normal(shape, mean: numbers[0], deviation: numbers[1], seed: seed)
      : RandomNumbers.uniform(shape, low: numbers[0], high: numbers[1], seed: seed)
    do throws(GraphError) {
      let node = try graph.append(leaf: value, role: .constant, group: group)
      write(node, piece, text)
      return node
    } catch {
      tell(.graph(error), from: piece.start, to: piece.end)
      return nil
    }
  }

  /// A whole number from 0 that a double holds exactly.
  private mutating func seed(_ child: SyntaxTree.Child, _ reader: ArgumentReader) -> Double? {
    guard let number = reader.number(child, "seed", &self) else { return nil }
    guard number >= 0, number <= 0x1p53, number == number.rounded() else {
      reader.wrong(child, "seed", "a whole number from 0 to 2^53", &self)
      return nil
    }
    return number
  }
}
