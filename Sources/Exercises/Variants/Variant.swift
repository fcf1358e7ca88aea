public import Autodiff

/// A number that may be drawn, as the author wrote it.
public struct VariantNumber: Equatable, Sendable {
  /// As it stands in a program: `-3`, `0.1`, `1/3`.
  public var text: String
  /// What it is.
  public var value: Double

  /// Makes one.
  public init(_ text: String, _ value: Double) {
    self.text = text
    self.value = value
  }
}

/// A leaf of a program whose numbers are drawn.
public struct VariantLeaf: Equatable, Sendable {
  /// Its name.
  public var name: String
  /// How it is arranged; each of its entries is drawn by itself.
  public var shape: Shape
  /// What its entries are drawn from; not empty.
  public var numbers: [VariantNumber]

  /// Makes one.
  public init(_ name: String, shape: Shape, numbers: [VariantNumber]) {
    self.name = name
    self.shape = shape
    self.numbers = numbers
  }
}

/// An exercise's numbers, drawn: for each leaf those of its entries.
public struct Variant: Equatable, Sendable {
  /// A leaf with its numbers.
  public struct Leaf: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// How it is arranged.
    public var shape: Shape
    /// Its entries, the last axis running fastest.
    public var numbers: [VariantNumber]

    /// The numbers as a literal of the notation: `[[1, -2], [0.5, 3]]`.
    public var literal: String {
      var place = 0
      return Leaf.literal(shape.axes[...], numbers, &place)
    }

    private static func literal(
      _ axes: ArraySlice<Int>,
      _ numbers: [VariantNumber],
      _ place: inout Int
    ) -> String {
      guard let count = axes.first else {
        defer { place += 1 }
        return numbers[place].text
      }
      var text = "["
      for entry in 0..<count {
        if entry > 0 { text += ", " }
        text += literal(axes.dropFirst(), numbers, &place)
      }
      return text + "]"
    }
  }

  /// The leaves, in the order in which they were given.
  public var leaves: [Leaf]
  /// How well they tell slips apart.
  public var quality: Quality
}
