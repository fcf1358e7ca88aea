internal import Autodiff
internal import Drawing
internal import Notation

/// How a quantity that is asked for is set.
public enum AskLabel {
  /// What the author calls it, else its name or ∂f/∂x; behind it the step, if one is meant.
  static func inlines(_ question: Program.Question, _ run: ProgramRun) -> [Inline] {
    if let label = question.label { return pieces(of: label) }
    let name = Formula.name(question.nodeName)
    let formula = question.isGradient ? gradient(question, name, run) : name
    let inline = Inline.math(source: TeXWriter.write(formula), formula)
    switch question.step {
    case nil: return [inline]
    case 0: return [inline, .text(" before the first step")]
    case 1: return [inline, .text(" after 1 step")]
    case .some(let step): return [inline, .text(" after \(step) steps")]
    }
  }

  private static func gradient(
    _ question: Program.Question,
    _ name: Formula,
    _ run: ProgramRun
  ) -> Formula {
    let graph = run.program.graph
    guard let output = run.differentiated(by: question) else { return name }
    let top = graph.name(of: output).map { Formula.name($0) }
    return .partial(top ?? .fenced("(", .text(graph.written(output, limit: 30)), ")"), name)
  }

  /// An author's label: characters, and TeX between dollars.
  public static func pieces(of label: String) -> [Inline] {
    let bytes = Array(label.utf8)
    var inlines: [Inline] = []
    var position = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    for found in InlineScanner(bytes, in: 0..<bytes.count).found where found.kind == .math {
      guard let formula = try? TeXParser.parse(text(found.inside)) else { continue }
      if found.range.lowerBound > position {
        inlines.append(.text(text(position..<found.range.lowerBound)))
      }
      inlines.append(.math(source: text(found.inside), formula))
      position = found.range.upperBound
    }
    if position < bytes.count { inlines.append(.text(text(position..<bytes.count))) }
    return inlines
  }
}
