internal import Autodiff
internal import Notation

/// A net's text as a graph, by way of the notation.
enum NetProgram {
  /// The graph of a program.
  ///
  /// - Throws: ``TrainingMistake/program(_:)`` with the notation's first message.
  static func graph(_ text: String) throws(TrainingMistake) -> Graph {
    do {
      return try Program.read(SourceText(file: "net", text: text), options: Program.Options())
        .graph
    } catch {
      throw .program(error.all.first?.message ?? "the net cannot be read")
    }
  }
}
