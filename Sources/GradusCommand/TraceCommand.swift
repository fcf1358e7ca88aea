internal import ArgumentParser
internal import Autodiff
internal import Drawing
internal import Foundation
internal import Notation
internal import Writers

/// `gradus trace`: runs one program and shows every step.
struct TraceCommand: ParsableCommand {
  /// What the run is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, dot, svg
  }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Run a program and show every value and every backward contribution.",
    discussion: """
      Examples:
        gradus trace 'f = (x + y) * z; backward f' --set x=-2 --set y=5 --set z=-4
        gradus trace examples/xyz.grad --check
        gradus trace examples/xyz.grad --format svg > xyz.svg

      Exit status: 0 fine, 1 an expectation is wrong or --check found a
      deviation, 64 the command line is unusable, 65 the program is, 66 the
      file can't be read.
      """
  )

  @Argument(help: "A file, - for standard input, or the program itself.")
  var program: String

  @Option(name: .customLong("set"), help: "Bind an input or replace its literal: x=-2.")
  var settings: [String] = []

  @Option(help: "Bind leaves to the arrays of a .npz file that have their names.")
  var values: String?

  @Option(help: "text, json, dot or svg.")
  var format: Format = .text

  @Option(
    help: """
      Functions to draw open into their gates, parted by commas; all for every one; scalars opens tensors too.
      """
  )
  var expand: String = ""

  @Option(
    help: "Functions whose frames an SVG shows as one box, parted by commas; all for every one."
  )
  var fold: String = ""

  @Flag(help: "Compare every gradient with central differences.")
  var check = false

  @Flag(help: "Compute with fractions too; tell where that ends and how far float64 is off.")
  var exact = false

  @Option(help: "How many steps of a long run to show from either end; 0 shows all.")
  var steps = 100

  func run() throws {
    let input = ProgramInput(settings: settings, expand: expand)
    let source = try Input.program(program)
    var options = try input.options()
    if let values { try ArrayFile.bind(values, in: source, to: &options) }
    let run = try input.run(source, options)
    if !fold.isEmpty, format != .svg {
      throw Stop(.usage, "--fold expects --format svg, found \(format.rawValue)")
    }
    if exact { try showExactly(run) } else { try show(run) }
    let failed = run.expectations.filter { !$0.passed }
    for expectation in failed { Console.complain(expectation.diagnostic.rendered() + "\n") }
    if format != .json {
      for warning in run.warnings { Console.complain(warning.rendered() + "\n") }
    }
    let deviates = try check && !report(run)
    if !failed.isEmpty || deviates { throw Stop(status: .wrong) }
  }
}

extension TraceCommand {
  /// What a picture of the program is called.
  private var title: String {
    program == "-" || program.contains("=") ? "Computation graph" : program.escapingHidden
  }

  /// The frames that `--fold` names.
  private func folding(_ run: ProgramRun) throws -> Board.Folding {
    let names = fold.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    let known = Set(run.trace.graph.groups.map { $0.function })
    for name in names where name != "all" && !known.contains(name) {
      let nearest = Suggestion.nearest(to: name, in: known.sorted() + ["all"])
      throw Stop(
        .usage,
        "--fold expects functions of the program or opened ones, found '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
        help: known.isEmpty
          ? "the diagram has no frames; --expand opens functions"
          : "these have frames: \(known.sorted().joined(separator: ", "))"
      )
    }
    return Board.Folding(names: Set(names), all: names.contains("all"))
  }

  func show(_ run: ProgramRun) throws {
    switch format {
    case .json: try Console.write { run.json($0) }
    case .dot: try Console.print(DOTWriter.text(run.trace))
    case .svg:
      let picture = Picture.diagram(of: run.trace, title: title, folded: try folding(run))
      try Console.print(SVGWriter.standalone(picture))
    case .text:
      let palette = TerminalPalette(isColoured: Console.isColoured)
      try Console.print(TraceReport(run, palette: palette, limit: steps).text())
    }
  }

  /// Tells the largest deviation; false if it is too large.
  private func report(_ run: ProgramRun) throws -> Bool {
    guard let check = run.gradientCheck() else {
      Console.complain("gradus: --check finds neither 'backward' nor 'minimize' in the program\n")
      return true
    }
    let graph = run.trace.graph
    var text = "\ncheck: \(check.compared) gradients compared with central differences"
    if let largest = check.largest {
      let label = graph.label(of: largest.node, limit: 60)
      let size = NumberFormat.short(2).text(largest.relative)
      text += "; largest relative deviation \(size) at \(label)"
    }
    if !check.kinks.isEmpty { text += "; \(check.kinks.count) at a kink not compared" }
    if check.leftOut > 0 { text += "; \(check.leftOut) left out" }
    if format == .text { try Console.print(text + "\n") } else { Console.complain(text + "\n") }
    return (check.largest?.relative ?? 0) <= 1e-6
  }
}
