/// What a person asks for while stepping.
enum StepCommand: Equatable {
  case forward, back, first, last
  /// To the step of that number; 0 is before the first.
  case step(Int)
  /// To the next contribution of a node; nil is the one that the current step leads to.
  case contribution(String?)
  case nextFigure, previousFigure
  case help, quit
  /// Something else.
  case unknown(String)

  /// Reads a line: `b`, `12`, `n x`.
  ///
  /// An empty line goes forward.
  init(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let word = words.first else {
      self = .forward
      return
    }
    let rest = words.dropFirst().joined(separator: " ")
    switch (word.lowercased(), rest) {
    case ("", ""), ("s", ""), ("forward", ""), ("+", ""): self = .forward
    case ("b", ""), ("back", ""), ("-", ""): self = .back
    case ("first", ""), ("home", ""): self = .first
    case ("last", ""), ("end", ""): self = .last
    case ("n", ""), ("next", ""): self = .contribution(nil)
    case ("n", _), ("next", _): self = .contribution(rest)
    case ("f", ""), ("figure", ""): self = .nextFigure
    case ("p", ""): self = .previousFigure
    case ("h", ""), ("?", ""), ("help", ""): self = .help
    case ("q", ""), ("quit", ""), ("exit", ""): self = .quit
    case ("g", let number), ("step", let number):
      self = Int(number).map(StepCommand.step) ?? .unknown(line)
    case (let number, ""): self = Int(number).map(StepCommand.step) ?? .unknown(line)
    default: self = .unknown(line)
    }
  }

  /// What can be asked for, in few words.
  static let summary = """
    Enter or s  forward           a number  to that step (0: before the first)
    b           back              n x       to the next contribution of the node x
    first, last to either end     f, p      to the next or previous figure
    q           leave             h or ?    this help
    """
}
