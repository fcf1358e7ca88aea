import Autodiff
import Notation
import Testing

/// Runs a program that is expected to be without mistakes.
func run(
  _ text: String,
  options: Program.Options = Program.Options(),
  sourceLocation: SourceLocation_ = #_sourceLocation
) throws -> ProgramRun {
  do throws(Diagnostics) {
    return try Program.read(SourceText(file: "test.grad", text: text), options: options).run()
  } catch {
    Issue.record("\(error.rendered())", sourceLocation: sourceLocation)
    throw error
  }
}

/// Swift Testing's place of a test, under a name that does not clash with Notation's.
typealias SourceLocation_ = Testing.SourceLocation

/// All mistakes of a program as a terminal shows them; empty if there are none.
func mistakes(_ bytes: [UInt8], file: String = "test.grad") -> String {
  do throws(Diagnostics) {
    _ = try Program.read(SourceText(file: file, bytes: bytes)).run()
    return ""
  } catch {
    return error.rendered()
  }
}

/// All mistakes of a program as a terminal shows them; empty if there are none.
func mistakes(_ text: String, file: String = "test.grad") -> String {
  mistakes(Array(text.utf8), file: file)
}

/// The first line of a program's mistakes without the file: `1:5: error: …`.
func firstMistake(_ text: String) -> String {
  let line = mistakes(text).split(separator: "\n").first.map(String.init) ?? ""
  return line.hasPrefix("test.grad:") ? String(line.dropFirst("test.grad:".count)) : line
}

extension ProgramRun {
  /// The value of a named node.
  func value(_ name: String) throws -> Tensor {
    trace.value(of: try #require(trace.graph.node(named: name), "no node \(name)"))
  }

  /// The gradient at a named node.
  func gradient(_ name: String) throws -> Tensor {
    let node = try #require(trace.graph.node(named: name), "no node \(name)")
    return try #require(trace.gradient(of: node), "no gradient at \(name)")
  }

  /// What was handed back to a named node: the consumers as JSON calls them, and what they handed.
  func contributions(_ name: String) throws -> [(through: String, value: Tensor)] {
    let node = try #require(trace.graph.node(named: name), "no node \(name)")
    return trace.contributions(to: node).map {
      (trace.graph.consumerLabel(of: $0.consumer), $0.value)
    }
  }
}

extension Tensor {
  /// The tensor in the notation, its numbers as they read back.
  var plain: String { text(NumberFormat.exact) }
}

/// Whether two numbers agree to a relative tolerance, or an absolute one near zero.
func agree(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  a == b || (a.isNaN && b.isNaN)
    || (a - b).magnitude <= tolerance * max(1e-3, a.magnitude, b.magnitude)
}

/// Whether two tensors have one shape and agree element by element.
func agree(_ a: Tensor, _ b: Tensor, _ tolerance: Double = 1e-9) -> Bool {
  a.shape == b.shape && zip(a.elements, b.elements).allSatisfy { agree($0, $1, tolerance) }
}
