internal import Autodiff
internal import Notation

/// Reads the numbers of a program as fractions: a decimal is the decimal fraction that is written.
struct Literals {
  private let forms: ConstantForms
  private let run: ProgramRun
  /// What was put in from outside, as text.
  private let settings: [String: String]
  /// Expressions that were worked out before, by their bytes: one in a function's body stands for many
  /// leaves.
  private var known: [Range<Int>: [ExactNumber]] = [:]

  init(_ run: ProgramRun, _ forms: ConstantForms, settings: [String: String]) {
    self.run = run
    self.forms = forms
    self.settings = settings
  }

  /// The elements of a leaf of the program as it was written.
  mutating func elements(of leaf: NodeID, _ work: inout Work) -> [ExactNumber] {
    let graph = run.program.graph
    if let name = graph.name(of: leaf), let text = settings[name],
      let elements = Literals.elements(of: text, &work),
      elements.count == graph.shape(of: leaf).count
    {
      return elements
    }
    return elements(of: leaf, in: graph, &work)
  }

  /// The elements of the seed of the last reverse pass; nil where it was not given.
  mutating func seed(_ work: inout Work) -> [ExactNumber]? {
    guard let pass = run.trace.pass else { return nil }
    guard let form = forms.seed else { return pass.seed.elements.map { ExactNumber(exactly: $0) } }
    return elements(form, { pass.seed.elements }, &work)
  }

  /// What operations were told besides their operands.
  ///
  /// Only those are listed that were told a number; a number that is left out is the decimal that
  /// stands in the engine.
  mutating func told(_ graph: Graph, _ work: inout Work) -> [NodeID: Told] {
    var all: [NodeID: Told] = [:]
    for node in graph.nodes {
      let attributes = graph.attributes(of: node)
      var told = Told(
        first: ExactNumber(exactly: attributes.first),
        second: ExactNumber(exactly: attributes.second)
      )
      var isTold = false
      for case .number(let name, let slot, _) in graph.operation(of: node).arguments {
        let double = slot == 0 ? attributes.first : attributes.second
        let form = forms.form(of: name, told: node, in: graph)
        var written: ExactNumber?
        if let form { written = elements(form, { [double] }, &work).first }
        let number =
          written ?? Rational(decimal: NumberFormat.exact(double)).map { .rational($0) }
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

  private mutating func elements(
    of leaf: NodeID,
    in graph: Graph,
    _ work: inout Work
  ) -> [ExactNumber] {
    if let elements = known[graph.writtenRange(of: leaf)] { return elements }
    let form = forms.form(of: leaf, in: graph)
    let elements = elements(form, { graph.leafValue(of: leaf).elements }, &work)
    if case .expression = form { known[graph.writtenRange(of: leaf)] = elements }
    return elements
  }

  private mutating func elements(
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
  private mutating func value(
    of node: NodeID,
    in graph: Graph,
    _ work: inout Work
  ) -> [ExactNumber] {
    var leaves: [NodeID: [ExactNumber]] = [:]
    for leaf in graph.nodes where graph.isLeaf(leaf) {
      leaves[leaf] = elements(of: leaf, in: graph, &work)
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
    var literals = Literals(run, ConstantForms(run.program), settings: [:])
    return literals.elements(of: NodeID(0), &work)
  }
}
