public import Autodiff

/// A value as it is written outside of programs: on a command line, in an attribute.
public enum Literal {
  /// The value of an expression without names: `-2`, `1/3`, `[[1, 2], [3, 4]]`.
  ///
  /// - Throws: What is wrong with it; messages call the text `name`.
  public static func read(_ text: String, called name: String) throws(Diagnostics) -> Tensor {
    let line = "value = " + text
    let origin = SourceText.Origin(line: 1, columnOffset: -8, raw: text)
    let source = SourceText(file: name, text: line, origins: [origin])
    let run = try Program.read(source).run()
    guard let node = run.trace.graph.node(named: "value"), run.trace.graph.count == 1 else {
      throw Diagnostics([
        Diagnostic(
          .error,
          "expected a value without names, found '\(text)'",
          at: SourceLocation(file: name, line: 1, column: 1),
          excerpt: text
        )
      ])
    }
    return run.trace.value(of: node)
  }
}
