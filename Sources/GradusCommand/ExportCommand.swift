internal import ArgumentParser
internal import Autodiff
internal import Drawing
internal import Exchange
internal import Notation
internal import Publishing

/// `gradus export`: writes a program's graph with its numbers for other programs.
struct ExportCommand: ParsableCommand {
  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case onnx, npz, pytorch, dot, json

    /// Whether it is no text.
    var isBinary: Bool { self == .onnx || self == .npz }
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a program or a trained net as ONNX, NumPy arrays, PyTorch, DOT or JSON.",
    discussion: """
      Examples:
        gradus export examples/xor-solved.grad --format onnx --output xor.onnx
        gradus export examples/xyz.grad --format pytorch > xyz.py && python3 xyz.py

      A model that 'gradus train --save' wrote is exported with what was done to
      its features before, for any number of samples.

      ONNX takes the forward pass: inputs and targets are the model's inputs,
      params its parameters. The other formats have every value, and the
      gradients of the last 'backward'.

      Exit status: 0 fine, 64 the command line is unusable, 65 the program is,
      or the format cannot express it, 66 a file can't be read, 73 the
      destination can't be written.
      """
  )

  @Argument(help: "A file, - for standard input, the program itself, or a trained model.")
  var program: String

  @Option(help: "onnx, npz, pytorch, dot or json.")
  var format: Format

  @Option(name: [.short, .customLong("output")], help: "Write to this file, whole or not at all.")
  var output: String?

  @Option(name: .customLong("set"), help: "Bind an input or replace its literal: x=-2.")
  var settings: [String] = []

  @Option(help: "Bind leaves to the arrays of a .npz file that have their names.")
  var values: String?

  @Option(
    help: "Functions to write open as their gates, parted by commas; all for every one."
  )
  var expand: String = ""

  @Option(
    name: .customLong("output-node"),
    help: """
      ONNX: a node that the model puts out; may be given several times. Without it, the named nodes that nothing else \
      uses, and of a loss the prediction that it judges.
      """
  )
  var outputNodes: [String] = []

  @Option(help: "ONNX: 32 or 64 bits for each number. The other formats have 64.")
  var precision: Int?

  @Flag(help: "NumPy: the parameters alone, with their gradients.")
  var parameters = false

  mutating func validate() throws {
    if !outputNodes.isEmpty, format != .onnx {
      throw ValidationError("--output-node expects --format onnx, found \(format.rawValue)")
    }
    if precision != nil, format != .onnx {
      throw ValidationError("--precision expects --format onnx, found \(format.rawValue)")
    }
    if let precision, OnnxOptions.Precision(rawValue: precision) == nil {
      throw ValidationError("--precision expects 32 or 64, found \(precision)")
    }
    if parameters, format != .npz {
      throw ValidationError("--parameters expects --format npz, found \(format.rawValue)")
    }
  }

  func run() throws {
    Interruption.listen()
    let input = ProgramInput(settings: settings, expand: expand)
    var options = try input.options()
    let net = try NetInput.read(program)
    let source = try net.map { SourceText(file: program, text: $0.text) } ?? Input.program(program)
    if let net {
      options.settings = net.settings + options.settings
      if net.takesPrepared {
        Console.complain(
          "gradus: '\(title.escapingHidden)' takes samples whose categories are columns of numbers\n"
        )
      }
    }
    if let values { try ArrayFile.bind(values, in: source, to: &options) }
    let destination = try OneOutput(output)
    if format.isBinary, destination.isTerminal {
      throw Stop(
        .usage,
        "--format \(format.rawValue) is no text, and standard output is a terminal",
        help: "name a file with --output"
      )
    }
    try destination.write {
      let run = try input.run(source, options)
      for warning in run.warnings { Console.complain(warning.rendered() + "\n") }
      let graph = net?.graph(run, called: title) ?? ValuedGraph(run, called: title)
      return try bytes(
        graph,
        source,
        outputs: outputNodes.isEmpty ? net.map { [$0.output] } : outputNodes
      )
    }
  }

  /// What the program is called.
  private var title: String {
    if program == "-" { return "stdin" }
    if program.contains("=") { return "program" }
    return program.split(separator: "/").last.map(String.init) ?? program
  }

  private func bytes(
    _ graph: ValuedGraph,
    _ source: SourceText,
    outputs: [String]?
  ) throws -> [UInt8] {
    do throws(ExportMistake) {
      switch format {
      case .onnx:
        var options = OnnxOptions()
        options.outputs = outputs ?? []
        options.precision = precision.flatMap { OnnxOptions.Precision(rawValue: $0) } ?? .float32
        options.producerVersion = GradusCommand.version
        return try OnnxExport.bytes(graph, options)
      case .npz: return try NumPyExport.bytes(graph, parametersOnly: parameters)
      case .pytorch: return Array(try PyTorchExport.text(graph).utf8)
      case .dot: return Array(DOTWriter.text(graph.trace).utf8)
      case .json: return GraphJSON.bytes(graph)
      }
    } catch {
      throw stop(error, graph, source)
    }
  }

  /// Tells what cannot be exported, at its place in the program where it has one.
  private func stop(_ mistake: ExportMistake, _ graph: ValuedGraph, _ source: SourceText) -> Stop {
    guard let node = mistake.node else {
      switch mistake {
      case .noSuchNode, .givenOutput:
        return Stop(.usage, "--output-node: \(mistake.message)", help: mistake.help)
      default: return Stop(.data, mistake.message, help: mistake.help)
      }
    }
    var range = graph.graph.writtenRange(of: node)
    if range.upperBound > source.bytes.count { range = 0..<0 }
    let diagnostic = Diagnostic(
      .error,
      mistake.message,
      at: source.location(of: range.lowerBound),
      width: source.width(from: range.lowerBound, to: range.upperBound),
      excerpt: source.excerpt(of: range.lowerBound),
      help: mistake.help
    )
    return Stop(Diagnostics([diagnostic]))
  }
}
