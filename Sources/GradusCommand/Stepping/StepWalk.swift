internal import Drawing
internal import Notation

/// Where someone is who steps through figures.
///
/// Going back is as easy as going forward: every step is read from the trace.
struct StepWalk: Equatable {
  /// The figures; at least one, each with at least one step.
  let figures: [StepFigure]
  /// Which figure.
  private(set) var figure = 0
  /// How many of its steps are done.
  private(set) var place = 0

  /// Begins before the first step; nil if there is nothing to step through.
  init?(_ figures: [StepFigure]) {
    guard !figures.isEmpty, figures.allSatisfy({ !$0.steps.isEmpty }) else { return nil }
    self.figures = figures
  }

  /// The figure's steps.
  var steps: [BoardStep] { figures[figure].steps }
  /// The step that was done last; nil before the first.
  var step: BoardStep? { place == 0 ? nil : steps[place - 1] }

  /// Goes where a command says.
  ///
  /// - Returns: Why that isn't possible; nil if it was.
  mutating func perform(_ command: StepCommand) -> String? {
    switch command {
    case .forward: go(to: place + 1)
    case .back: go(to: place - 1)
    case .first: go(to: 0)
    case .last: go(to: steps.count)
    case .step(let number): go(to: number)
    case .contribution(let name): goToContribution(name)
    case .nextFigure: show(figure + 1)
    case .previousFigure: show(figure - 1)
    case .help: StepCommand.summary
    case .quit: nil
    case .unknown(let line): "'\(line.escapingHidden)' is no command; ? tells which there are"
    }
  }

  private mutating func go(to number: Int) -> String? {
    if number == place + 1, number > steps.count { return "this is the last step" }
    if number == -1, place == 0 { return "this is before the first step" }
    guard (0...steps.count).contains(number) else {
      return "expected a step from 0 to \(steps.count), found \(number)"
    }
    place = number
    return nil
  }

  private mutating func goToContribution(_ name: String?) -> String? {
    guard let name = name ?? step?.receiver else {
      return "expected the name of a node, found none: n x"
    }
    guard figures[figure].nodes.contains(name) else {
      let nearest = Suggestion.nearest(to: name, in: figures[figure].nodes)
      return "unknown node '\(name.escapingHidden)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }
    let numbers = steps.indices.filter { steps[$0].receiver == name }.map { $0 + 1 }
    guard let first = numbers.first else { return "no contribution goes to \(name)" }
    guard let next = numbers.first(where: { $0 > place }) else {
      return "no further contribution goes to \(name); the first is step \(first)"
    }
    place = next
    return nil
  }

  private mutating func show(_ number: Int) -> String? {
    guard figures.indices.contains(number) else {
      return figures.count == 1
        ? "there is no other figure"
        : number < 0 ? "this is the first figure" : "this is the last figure"
    }
    figure = number
    place = 0
    return nil
  }
}
