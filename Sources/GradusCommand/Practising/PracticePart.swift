internal import Exercises

/// A stretch of a practice session: an exercise, or a question in words.
struct PracticePart {
  /// What is asked.
  enum Task {
    /// Quantities of a program.
    case quantities(Marker)
    /// One choice or several.
    case choice(ChoiceTask)
    /// Something in a person's own words, which no program judges.
    case words(answer: String)
  }

  /// How it is called: `exr-chain`; empty for a program of its own.
  var id = ""
  /// What stands above it: "Exercise 2. The classic".
  var title: String
  /// What is given: a program, or what is asked.
  var given: String
  /// What is asked.
  var task: Task
  /// Hints of a question in words; those of an exercise are its questions'.
  var hints: [String] = []
  /// What a question in words is worth.
  var points = 1.0
}

/// A question with choices.
struct ChoiceTask {
  /// One thing that can be chosen.
  struct Choice {
    var text: String
    var isRight: Bool
    /// Why it is, or is not.
    var justification: String
  }

  var choices: [Choice]

  /// The places of those that are right.
  var right: Set<Int> { Set(choices.indices.filter { choices[$0].isRight }) }

  /// Whether one choice is to be made; else all that are right.
  var takesOne: Bool { right.count == 1 }

  /// The letter of a choice.
  static func letter(_ place: Int) -> String { String(UnicodeScalar(UInt8(97 + place % 26))) }

  /// The letters of choices: `a, c`.
  static func letters(_ places: Set<Int>) -> String {
    places.sorted().map(letter).joined(separator: ", ")
  }

  /// The choices that a line names: `b`, `a, c`, `AC`; nil where it names anything else.
  func read(_ line: String) -> Set<Int>? {
    var chosen: Set<Int> = []
    for scalar in line.lowercased().unicodeScalars {
      if scalar == "," || scalar == ";" || scalar == ")" || scalar.properties.isWhitespace {
        continue
      }
      guard scalar.value >= 97, scalar.value < 97 + UInt32(min(26, choices.count)) else {
        return nil
      }
      chosen.insert(Int(scalar.value - 97))
    }
    return chosen.isEmpty ? nil : chosen
  }
}
