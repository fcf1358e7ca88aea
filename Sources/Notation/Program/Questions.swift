internal import Autodiff

// What a program asks.

extension Elaborator {
  mutating func ask(
    _ subject: Statement.Subject,
    _ asking: Statement.Asking,
    _ statement: Statement
  ) {
    let (node, name): (NodeID, String)
    switch subject {
    case .gradient(let written):
      guard let found = gradientNode(written, allowsMinimize: true) else { return }
      (node, name) = (found, written.text)
    case .value(let piece):
      let range = text.tree.pieces[piece]
      name =
        range.kind == .name
        ? text.source.name(range.start, range.end) : text.source.text(range.start, range.end)
      guard range.kind == .name else {
        builder.tell(
          .expected("the name of a node after 'ask'", found: "'\(name)'"),
          from: range.start,
          to: range.end
        )
        return
      }
      guard let found = builder.build(piece, of: text) else { return }
      node = found
    }
    if let step = asking.step { askedSteps.append(step) }
    questions.append(
      Program.Question(
        node: node,
        nodeName: name,
        isGradient: subject.isGradient,
        step: asking.step?.number,
        label: asking.label,
        digits: asking.digits,
        points: asking.points ?? 1,
        location: text.source.location(of: statement.start),
        bytes: statement.start..<max(statement.start, statement.end)
      )
    )
  }

  /// A step that is asked for must be one of the last `minimize`.
  mutating func checkAskedSteps() {
    guard !hasBrokenMinimize else { return }
    for step in askedSteps {
      if let last = lastSteps, step.number <= last { continue }
      builder.tell(
        .training(lastSteps.map { .stepBeyond(step.number, last: $0) } ?? .stepWithoutMinimize),
        from: step.start,
        to: step.end
      )
    }
  }
}

extension Statement.Subject {
  fileprivate var isGradient: Bool {
    if case .gradient = self { true } else { false }
  }
}

extension Program.Question {
  /// How the quantity is called: `q`, `grad x`, `w @ 2`.
  public var name: String {
    let subject = isGradient ? "grad " + nodeName : nodeName
    return step.map { subject + " @ " + String($0) } ?? subject
  }
}

extension Program {
  /// The names that a program's statements bind, whether or not the program can be read.
  public static func boundNames(in source: SourceText) -> Set<String> {
    guard source.bytes.count <= Limits.sourceBytes, firstInvalidUTF8(source.bytes) == nil else {
      return []
    }
    return Set(Parser(source).statements.compactMap { $0.boundName?.text })
  }
}
