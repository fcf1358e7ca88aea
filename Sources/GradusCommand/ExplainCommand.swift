internal import ArgumentParser
internal import Autodiff
internal import Drawing
internal import Notation
internal import Writers

/// `gradus explain`: a gradient as a sum over paths, and why it is what it is.
struct ExplainCommand: ParsableCommand {
  /// What the explanation is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  /// In which order nodes are processed backward.
  enum Order: String, ExpressibleByArgument, CaseIterable {
    case wrong
  }

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a gradient: every path from the output, and why it is zero or vanishes.",
    discussion: """
      Examples:
        gradus explain examples/xyz.grad 'grad x'
        gradus explain examples/xor-batch.grad 'grad W1[0, 1]' --paths 5
        gradus explain --order wrong
        gradus explain examples/diamond.grad --order wrong

      Exit status: 0 fine, 1 an expectation is wrong, 64 the command line is
      unusable, 65 the program is, 66 the file can't be read.
      """
  )

  @Argument(help: "A file, - for standard input, or the program itself.")
  var program: String?

  @Argument(help: "Which gradient: 'grad x', 'grad W[0, 1]'.")
  var gradient: String?

  @Option(name: .customLong("set"), help: "Bind an input or replace its literal: x=-2.")
  var settings: [String] = []

  @Option(help: "text or json.")
  var format: Format = .text

  @Option(help: "Functions to draw open into their gates, parted by commas; all for every one.")
  var expand: String = ""

  @Option(help: "How many paths to list for each number; the rest is added up.")
  var paths: Int?

  @Option(help: "wrong: show what happens when a node is processed before all its consumers.")
  var order: Order?

  func validate() throws {
    if let paths, paths < 1 {
      throw ValidationError("--paths expects a number from 1, found \(paths)")
    }
    if order == nil {
      guard program != nil else { throw ValidationError("expected a program and a gradient") }
      guard gradient != nil else {
        throw ValidationError("expected which gradient to explain, for example: 'grad x'")
      }
    } else if let gradient {
      throw ValidationError(
        "--order wrong expects a program only, found '\(gradient.escapingHidden)' too"
      )
    }
  }

  func run() throws {
    guard let program else { return try showOrder(nil) }
    let run = try ProgramInput(settings: settings, expand: expand).run(program)
    if order == nil { try showPaths(run) } else { try showOrder(run) }
    let failed = run.expectations.filter { !$0.passed }
    for expectation in failed { Console.complain(expectation.diagnostic.rendered() + "\n") }
    if format != .json {
      for warning in run.warnings { Console.complain(warning.rendered() + "\n") }
    }
    if !failed.isEmpty { throw Stop(status: .wrong) }
  }

  private func showPaths(_ run: ProgramRun) throws {
    let question: GradientQuestion
    do throws(Diagnostics) {
      question = try run.gradientQuestion(SourceText(file: "<gradient>", text: gradient ?? ""))
    } catch {
      Console.complain(error.rendered())
      throw Stop(status: .usage)
    }
    guard let explanation = run.explain(question, paths: paths) else { return }
    switch format {
    case .json: try Console.write(explanation.json { run.trace.rule(of: $0) })
    case .text: try Console.print(PathReport(explanation, palette: palette).text())
    }
  }

  private func showOrder(_ run: ProgramRun?) throws {
    if let run, run.trace.pass == nil {
      throw Stop(.data, "--order wrong expects a 'backward' in the program, found none")
    }
    guard let demonstration = run?.wrongOrder ?? .onSmallest else { return }
    switch format {
    case .json: try Console.write(demonstration.json())
    case .text:
      var text = ""
      if run != nil, demonstration.builtIn != nil {
        text +=
          "In this program the order does not matter: no node with something before it is used\n"
        text += "by several nodes on the way to the output. Where it does:\n\n"
      }
      text += WrongOrderReport(demonstration, palette: palette).text()
      try Console.print(text)
    }
  }

  private var palette: TerminalPalette { TerminalPalette(isColoured: Console.isColoured) }
}
