import Autodiff
import Exact
import Notation
import Testing

/// A program that was run exactly, asked by name.
struct Traced {
  let exact: ExactRun

  init(_ program: String, settings: [String: String] = [:]) throws {
    var options = Program.Options()
    for (name, text) in settings {
      options.settings.append((name, try Literal.read(text, called: name)))
    }
    let source = SourceText(file: "<program>", text: program)
    exact = try ExactRun(Program.read(source, options: options).run(), settings: settings)
  }

  /// A value as nested fractions, `–` for what is none.
  func value(_ name: String) throws -> String { Traced.text(exact.value(of: try node(name))) }

  /// A gradient in the same form.
  func gradient(_ name: String) throws -> String {
    Traced.text(try #require(exact.gradient(of: try node(name))))
  }

  /// What the uses of a node handed back, in order.
  func contributions(_ name: String) throws -> [String] {
    let wanted = try node(name)
    var texts: [String] = []
    exact.run.trace.forEachContribution { contribution in
      let graph = exact.run.trace.graph
      guard graph.operand(of: contribution.consumer, slot: contribution.slot) == wanted,
        let handed = exact.contribution(of: contribution.consumer, slot: contribution.slot)
      else { return }
      texts.append(Traced.text(handed))
    }
    return texts
  }

  /// Where and why the fractions were left.
  var exits: [String] { exact.exits.map { exact.message(of: $0) } }

  /// How far float64 is off in a value, or in a gradient called `grad x`.
  func units(_ name: String) -> Double? {
    exact.deviations.first { ($0.isGradient ? "grad " : "") + $0.name == name }?.largest
  }

  func node(_ name: String) throws -> NodeID {
    try #require(exact.run.trace.graph.node(named: name))
  }

  private static func text(_ tensor: ExactTensor) -> String {
    tensor.text { tensor.elements[$0].rational?.fraction ?? "–" }
  }
}
