/// One statement of a program, with expressions as places in the syntax tree.
struct Statement {
  /// A name in the source.
  struct Name {
    var text: String
    var start: Int
    var end: Int
  }

  /// What is claimed or asked about.
  enum Subject {
    case value(Int)
    case gradient(Name)
  }

  /// The number behind an `@`, and its bytes.
  struct Step {
    var number: Int
    var start: Int
    var end: Int
  }

  /// How something is asked for.
  struct Asking {
    var step: Step?
    var label: String?
    var digits: Int?
    var points: Double?
  }

  /// What it says.
  indirect enum Kind {
    /// `role` is nil for a plain binding.
    case binding(Name, role: Name?, Int)
    case function(Name, [Name], Int)
    case backward(Int, seed: Int?)
    case claim(Subject, Int, isRounded: Bool)
    case ask(Subject, Asking)
    /// `method` is the optimiser, as an expression.
    case minimize(loss: Int, over: [Name], method: Int, steps: Int)
    /// A statement that could not be read, which would have bound this name.
    case broken(Name?)
  }

  var kind: Kind
  /// Its bytes.
  var start: Int
  var end: Int
}
