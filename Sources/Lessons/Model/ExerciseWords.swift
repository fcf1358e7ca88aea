public import Autodiff

// What pages, prints and terminals say around an exercise, in the same words.

extension ExerciseBlock {
  /// "Exercise 3", and "Exercise" where it has no number.
  public var name: String { label?.name ?? "Exercise" }

  /// The points of all that is asked.
  public var points: Double { asks.reduce(0) { $0 + $1.points } }
}

extension QuestionBlock {
  /// "Exercise 3", and "Question" where it has no number.
  public var name: String { label?.name ?? "Question" }

  /// What one does with the choices; empty where there are none.
  public var instruction: String {
    guard case .choose(let choices) = task, !choices.isEmpty else { return "" }
    return takesOne ? "Choose one." : "Choose all that are right."
  }
}

extension ExerciseBlock.Ask {
  /// How room is laid out for an answer.
  public enum Layout: Equatable, Sendable {
    /// One number.
    case number
    /// A vector, short enough for a place of its own for each number.
    case vector(Int)
    /// A matrix, small enough for a place of its own for each number.
    case matrix(rows: Int, columns: Int)
    /// More numbers than that, written as nested lists.
    case list
  }

  /// How room is laid out for the answer.
  public var layout: Layout {
    switch shape.rank {
    case 0: .number
    case 1 where (1...6).contains(shape.axes[0]): .vector(shape.axes[0])
    case 2 where (1...6).contains(shape.axes[0]) && (1...6).contains(shape.axes[1]):
      .matrix(rows: shape.axes[0], columns: shape.axes[1])
    default: .list
    }
  }

  /// What an answer has to be: "2 rows, 3 columns", "to 4 digits".
  public var demands: [String] {
    var demands = shape.isScalar ? [] : [shape.inWords]
    if let digits { demands.append("to \(digits) digit\(digits == 1 ? "" : "s")") }
    return demands
  }
}

extension Shape {
  /// How a person says it: "a number", "3 numbers", "2 rows, 3 columns", "2 × 3 × 4 numbers".
  public var inWords: String {
    func count(_ number: Int, _ thing: String) -> String {
      "\(number) \(thing)\(number == 1 ? "" : "s")"
    }
    return switch rank {
    case 0: "a number"
    case 1: count(axes[0], "number")
    case 2: count(axes[0], "row") + ", " + count(axes[1], "column")
    default: axes.map { String($0) }.joined(separator: " × ") + " numbers"
    }
  }
}

/// What goes before the things that are asked, from 0 on: a, b, …, z, aa, ab, …
public func askLetter(_ index: Int) -> String {
  var text = ""
  var rest = index
  repeat {
    text = String(UnicodeScalar(UInt8(97 + rest % 26))) + text
    rest = rest / 26 - 1
  } while rest >= 0
  return text
}

/// "1 point", "2.5 points".
public func pointsInWords(_ points: Double) -> String {
  "\(NumberFormat.table.text(points)) point\(points == 1 ? "" : "s")"
}
