import Autodiff
import Foundation
import Lessons
import Notation

/// What must hold for every input, besides that it neither traps nor hangs.
struct Invariants {
  /// What does not hold.
  var failures: [String] = []
  /// Whether the input ran.
  var ran = false
  /// Why it did not.
  var refusal: String?

  /// Reads and runs an input in every way.
  init(_ input: Input, folder: URL) {
    switch input.kind {
    case .lesson: lesson(input.bytes, in: folder)
    case .mutated, .calls: program(input.bytes, isSmooth: false)
    case .smooth: program(input.bytes, isSmooth: true)
    case .answers: answers(input.bytes)
    }
  }

  mutating func demand(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { failures.append(message()) }
  }

  // MARK: Programs

  private mutating func program(_ bytes: [UInt8], isSmooth: Bool) {
    let source = SourceText(file: "p", bytes: bytes)
    let program: Program
    do throws(Diagnostics) {
      program = try Program.read(source)
    } catch {
      demand(!isSmooth, "a program without mistakes is refused: \(error.rendered())")
      check(error, lines: source.lines.map { $0.text })
      return
    }
    // What is allowed but takes long is not run.
    guard program.graph.elementCount < 20_000, program.workload < 2_000_000 else { return }
    do throws(Diagnostics) {
      let run = try program.run()
      ran = true
      check(run)
      if isSmooth { checkGradients(run) }
      if bytes.count % 3 == 0 || isSmooth { checkOpened(run, source, isSmooth: isSmooth) }
      if bytes.count % 5 == 0 { checkNumbers(bytes) }
    } catch {
      // Only a label that names no class shows when a program runs.
      demand(
        !isSmooth && error.all.allSatisfy { $0.message.contains("expects a class") },
        "a program without mistakes does not run: \(error.rendered())"
      )
      check(error, lines: source.lines.map { $0.text })
    }
  }

  /// Diagnostics are in order, at most twenty, and lie within the source.
  private mutating func check(_ diagnostics: Diagnostics, lines: [String]) {
    refusal = diagnostics.rendered()
    demand(!diagnostics.all.isEmpty, "refused without a reason")
    let told = refusal?.split(separator: "\n").count { $0.contains(": error: ") } ?? 0
    demand(told <= Diagnostics.limit, "more than twenty mistakes are told")
    for (a, b) in zip(diagnostics.all, diagnostics.all.dropFirst()) {
      let (p, q) = (a.location, b.location)
      demand((p.line, p.column) <= (q.line, q.column), "mistakes out of order")
    }
    for diagnostic in diagnostics.all {
      let location = diagnostic.location
      let line = lines.indices.contains(location.line - 1) ? lines[location.line - 1] : nil
      demand(line != nil, "line \(location.line) is not in the source")
      let length = line?.unicodeScalars.count ?? 0
      demand(
        location.column >= 1 && location.column <= length + 1,
        "column \(location.column) is not in line \(location.line): \(diagnostic.message)"
      )
    }
    checkText(refusal ?? "")
  }

  /// What goes to a terminal has no control characters.
  private mutating func checkText(_ text: String) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let isHidden =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      demand(!isHidden, "the character U+\(String(scalar.value, radix: 16)) is written as it is")
    }
  }

  /// The JSON is one, and its numbers are the same doubles.
  private mutating func check(_ run: ProgramRun) {
    let json = run.json()
    guard let object = try? JSONDecoder().decode(RunObject.self, from: Data(json)) else {
      return demand(false, "no JSON of the form")
    }
    for (name, node) in zip(run.trace.graph.names, run.trace.graph.namedNodes) {
      var read: [Double] = []
      object.values[name]?.flatten(into: &read)
      let held = run.trace.value(of: node).elements
      let isSame =
        read.count == held.count
        && zip(read, held).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
      demand(isSame, "\(name) does not read back: \(held) as \(read)")
    }
    for warning in run.warnings {
      let location = warning.location
      demand(location.line >= 1 && location.column >= 1, "a warning without a place")
      checkText(warning.rendered())
    }
    let isFinite = run.trace.graph.namedNodes.allSatisfy { run.trace.value(of: $0).isFinite }
    demand(isFinite || !run.warnings.isEmpty, "a value is not finite, and nothing says so")
  }

  /// Gradients agree with central differences.
  private mutating func checkGradients(_ run: ProgramRun) {
    let trace = run.trace
    let isModerate = trace.graph.nodes.allSatisfy { node in
      let gradient = trace.gradient(of: node)?.elements ?? []
      return (trace.value(of: node).elements + gradient).allSatisfy { $0.magnitude < 1e4 }
    }
    guard isModerate, let largest = trace.gradientCheck(budget: 2_000_000).largest else { return }
    demand(
      largest.relative < 1e-4,
      "the gradient \(largest.gradient) at \(trace.graph.label(of: largest.node)) is \(largest.difference) by differences"
    )
  }

  /// Drawn open, values and gradients stay the same.
  private mutating func checkOpened(_ run: ProgramRun, _ source: SourceText, isSmooth: Bool) {
    var options = Program.Options()
    options.opening = Graph.Opening(all: true)
    guard let opened = try? Program.read(source, options: options).run() else {
      return demand(false, "drawn open, it does not run")
    }
    guard isSmooth else { return }
    for (name, node) in zip(run.trace.graph.names, run.trace.graph.namedNodes) {
      guard let other = opened.trace.graph.node(named: name) else {
        demand(false, "drawn open, \(name) is missing")
        continue
      }
      demand(
        agree(run.trace.value(of: node), opened.trace.value(of: other)),
        "drawn open, \(name) is \(opened.trace.value(of: other)), not \(run.trace.value(of: node))"
      )
      if let gradient = run.trace.gradient(of: node) {
        let same = opened.trace.gradient(of: other).map { agree(gradient, $0) } ?? false
        demand(same, "drawn open, the gradient of \(name) differs")
      }
    }
  }

  private func agree(_ a: Tensor, _ b: Tensor) -> Bool {
    a.shape == b.shape
      && zip(a.elements, b.elements).allSatisfy {
        ($0 - $1).magnitude <= 1e-7 * max(1, $0.magnitude, $1.magnitude)
      }
  }

  /// A number printed and read again is the same number.
  private mutating func checkNumbers(_ bytes: [UInt8]) {
    var random = SplitMix(seed: UInt64(bytes.count), input: bytes.reduce(0) { $0 &* 31 &+ Int($1) })
    for _ in 0..<8 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = NumberFormat.exact(number)
      let read = try? Literal.read(text, called: "n").scalar
      demand(read == number, "\(number) is written \(text) and reads \(read ?? .nan)")
    }
  }

  // MARK: Lessons

  private mutating func lesson(_ bytes: [UInt8], in folder: URL) {
    let file = folder.appending(path: "lesson.md")
    guard (try? Data(bytes).write(to: file)) != nil else {
      return demand(false, "the lesson cannot be written to \(file.path)")
    }
    do throws(Diagnostics) {
      let built = try CourseBuilder.build(file.path)
      ran = true
      for failure in built.failures { checkText(failure.rendered()) }
    } catch {
      check(error, lines: SourceText(file: "lesson.md", bytes: bytes).lines.map { $0.text })
    }
  }
}
