internal import Autodiff
internal import Notation

/// Reads the numbers of a program as fractions: a decimal is the decimal fraction that is written.
struct Literals {
  private let forms: ConstantForms
  private let run: ProgramRun
  /// What was put in from outside, as text.
  private let settings: [String: String]

  init(_ run: ProgramRun, _ forms: ConstantForms, settings: [String: String]) {
    self.run = run
    self.forms = forms
    self.settings = settings
  }

  /// The elements of a leaf of the program as it was written.
  func elements(of leaf: NodeID, _ work: inout Work) -> [ExactNumber] {
    let doubles = { run.program.graph.leafValue(of: leaf).elements }
    if let name = run.program.graph.name(of: leaf), let text = settings[name],
      let elements = Literals.elements(of: text, &work), elements.count == doubles().count
    {
      return elements
    }
    return elements(forms.form(of: leaf, in: run.program.graph), doubles, &work)
  }

  /// The elements of the seed of the last reverse pass; nil where it was not given.
  func seed(_ work: inout Work) -> [ExactNumber]? {
    guard let pass = run.trace.pass else { return nil }
    return forms.seed.map { elements($0, { pass.seed.elements }, &work) }
      ?? pass.seed.elements.map { ExactNumber(exactly: $0) }
  }

  /// What operations were told besides their operands.
  ///
  /// Only those are listed that were told a number; a number that is left out is the decimal that
  /// stands in the engine.
  func told(_ graph: Graph, _ work: inout Work) -> [NodeID: Told] {
    var all: [NodeID: Told] = [:]
    for node in graph.nodes {
      var told = Told()
      var isTold = false
      for case .number(let name, let slot, _) in graph.operation(of: node).arguments {
        let attributes = graph.attributes(of: node)
        let double = slot == 0 ? attributes.first : attributes.second
        let number =
          forms.form(of: name, told: node, in: graph)
          .flatMap { elements($0, { [double] }, &work).first }
          ?? Rational(decimal: NumberFormat.exact(double)).map { .rational($0) }
          ?? ExactNumber(exactly: double)
        if slot == 0 { told.first = number } else { told.second = number }
        isTold = true
      }
      if isTold { all[node] = told }
    }
    return all
  }

  /// Whether a leaf's numbers were drawn at random.
  func isDrawn(_ leaf: NodeID) -> Bool {
    if case .drawn = forms.form(of: leaf, in: run.program.graph) { return true }
    return false
  }

  private func elements(
    _ form: ConstantForms.Form,
    _ doubles: () -> [Double],
    _ work: inout Work
  ) -> [ExactNumber] {
    switch form {
    case .decimals(let texts):
      return texts.map { text in
        guard let number = Rational(decimal: text) else {
          return .leaving(.tooLong(digits: ExactNumber.digitLimit), isNumber: true)
        }
        return ExactNumber(limiting: number)
      }
    case .expression(let graph, let node): return value(of: node, in: graph, &work)
    case .made, .drawn, .outside: return doubles().map { ExactNumber(exactly: $0) }
    }
  }

  /// The value of an expression without names; its own leaves are read in the same way.
  private func value(of node: NodeID, in graph: Graph, _ work: inout Work) -> [ExactNumber] {
    var leaves: [NodeID: [ExactNumber]] = [:]
    for leaf in graph.nodes where graph.isLeaf(leaf) {
      leaves[leaf] = elements(
        forms.form(of: leaf, in: graph),
        { graph.leafValue(of: leaf).elements },
        &work
      )
    }
    let told = told(graph, &work)
    let run = GraphRun(graph, told: told, settles: false, &work) { leaves[$0] ?? [] }
    return run.values[node.index]
  }

  /// The elements of a value as it is written outside of programs: `0.1`, `[1, -2/3]`.
  private static func elements(of text: String, _ work: inout Work) -> [ExactNumber]? {
    let source = SourceText(file: "<setting>", text: "value = " + text)
    guard let run = try? Program.read(source).run(), run.program.graph.count == 1 else {
      return nil
    }
    let literals = Literals(run, ConstantForms(run.program), settings: [:])
    return literals.elements(of: NodeID(0), &work)
  }
}
