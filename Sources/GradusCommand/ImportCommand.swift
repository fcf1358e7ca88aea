internal import ArgumentParser
internal import Autodiff
internal import Exchange
internal import Foundation
internal import Notation
internal import Publishing

/// `gradus import`: makes a program of a model that another program trained.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a program of an ONNX model, to trace what it does with a sample.",
    discussion: """
      Examples:
        gradus import xor.onnx --sample '0 1' --output xor.grad
        gradus import digits.onnx --sample seven.npy | gradus trace -

      The model's parameters become params of the program, with the numbers
      that it holds; its inputs become inputs. Nets of about half a million
      numbers fit into a program.

      Exit status: 0 fine, 64 the command line is unusable, 65 the model is, 66
      a file can't be read, 73 the destination can't be written.
      """
  )

  @Argument(help: "An ONNX model.")
  var model: String

  @Option(
    help: """
      What the model sees: numbers, an array as in programs, or a file of either or of NumPy's; for a model of \
      several inputs given once for each, as NAME=SAMPLE. Without it, zeros.
      """
  )
  var sample: [String] = []

  @Option(
    name: .customLong("output-node"),
    help: "A value of the model to compute, may be given several times; without it, its outputs."
  )
  var outputNodes: [String] = []

  @Option(name: [.short, .customLong("output")], help: "Write to this file, whole or not at all.")
  var output: String?

  func run() throws {
    Interruption.listen()
    let bytes = try Input.largeFile(model)
    var options = OnnxImport.Options()
    options.outputs = outputNodes
    for text in sample { options.samples += try SampleArgument.read(text) }
    let destination = try OneOutput(output)
    try destination.write {
      do throws(OnnxMistake) {
        return Array(try OnnxImport.program(bytes, called: model, options).utf8)
      } catch .program(let diagnostics) {
        throw Stop(diagnostics)
      } catch {
        let text = error.isMisuse ? error.message : "\(model): \(error.message)"
        throw Stop(error.isMisuse ? .usage : .data, text, help: error.help)
      }
    }
  }
}
