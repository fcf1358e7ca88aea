internal import Autodiff
internal import Exercises
internal import Notation

/// The program of an exercise whose numbers may be drawn.
///
/// A name that the program binds to a number keeps it, until a seed is given: by the block, by the lesson's head
/// or from outside. A name that nothing binds is always drawn, and bound where the block's own lines begin.
struct VariantProgram {
  /// The program with its numbers.
  private(set) var source: SourceText
  /// What was drawn; nil where every number is as it was written.
  private(set) var variant: Variant?

  /// How it is drawn.
  struct Choice {
    /// The seed of the block, or of the lesson; nil where neither gives one.
    var seed: UInt64?
    /// The number of the variant that is wanted from outside; nil for none.
    var variant: UInt64?
    /// What tells the exercise from others with the same seed; empty where the seed is its own.
    var name = ""

    /// Whether numbers that are written are drawn as well.
    var drawsAll: Bool { seed != nil || variant != nil }

    fileprivate var value: UInt64 {
      Variant.seed(seed ?? 0, variant: variant ?? 0, name: name)
    }
  }

  /// Draws the numbers of a program.
  ///
  /// - Parameters:
  ///   - earlier: The program that the block continues.
  ///   - own: The block's own program.
  ///   - lines: Its lines that say what is drawn.
  ///   - choice: How it is drawn.
  ///   - options: How programs are read.
  ///   - quality: How good the exercise would be with a program; nil for one that has no right answers.
  /// - Throws: What is wrong with the lines, or with the program.
  init(
    _ earlier: SourceText?,
    _ own: SourceText,
    _ lines: [ChooseLine],
    _ choice: Choice,
    options: Program.Options,
    quality: (Program) -> Variant.Quality?
  ) throws(Diagnostics) {
    let whole = earlier?.followed(by: own) ?? own
    guard !lines.isEmpty else {
      source = whole
      return
    }
    try VariantProgram.checkRepeated(lines)
    let bound = Program.boundNames(in: whole)
    let template = Template(earlier, own, lines, bound)
    let program = try Program.read(template.first, options: options)
    var leaves: [VariantLeaf] = []
    var places: [String: Range<Int>] = [:]
    for line in lines {
      for (name, place) in line.names {
        let leaf = try VariantProgram.leaf(name, place, line, program)
        places[name] = program.graph.writtenRange(of: leaf)
        guard choice.drawsAll || !bound.contains(name) else { continue }
        let shape = program.graph.shape(of: leaf)
        leaves.append(VariantLeaf(name, shape: shape, numbers: line.numbers))
      }
    }
    guard !leaves.isEmpty else {
      source = whole
      return
    }
    let attempts = VariantProgram.attempts(program)
    let drawn = Variant.draw(leaves, seed: choice.value, attempts: attempts) { variant in
      let text = template.filled(variant, places)
      guard let program = try? Program.read(text, options: options) else { return nil }
      return quality(program)
    }
    guard let drawn else {
      throw lines[0].line.mistake(
        "expected numbers with which every answer is finite, found none in \(attempts) draws",
        at: lines[0].line.start,
        help: "leave out what divides by 0 or overflows: choose x in {-3..3} without 0"
      )
    }
    variant = drawn
    source = template.filled(drawn, places)
  }

  private static func checkRepeated(_ lines: [ChooseLine]) throws(Diagnostics) {
    var seen: Set<String> = []
    for line in lines {
      for (name, place) in line.names where !seen.insert(name).inserted {
        throw line.line.mistake("'\(name)' is chosen a second time", at: place, help: nil)
      }
      guard seen.count <= nameLimit else {
        throw line.line.mistake(
          "an exercise expects at most \(nameLimit) names to choose numbers for, found more",
          at: line.line.start,
          help: "a vector or a matrix is one name"
        )
      }
    }
  }

  /// How many variants are looked at: fewer of a program that takes long, since every slip is tried on each.
  private static func attempts(_ program: Program) -> Int {
    let work = Double(program.workload) * Double(max(1, program.graph.count))
    return max(1, min(Variant.attempts, Int(1e9 / work)))
  }

  /// The most names that numbers are drawn for.
  private static let nameLimit = 64
  /// The most entries that are drawn for one name.
  private static let entryLimit = 256

  /// The leaf of a name that is to be drawn.
  private static func leaf(
    _ name: String,
    _ place: Int,
    _ line: ChooseLine,
    _ program: Program
  ) throws(Diagnostics) -> NodeID {
    guard let node = program.graph.node(named: name) else {
      throw line.line.mistake(
        "choose expects an input or a parameter, found the function '\(name)'",
        at: place,
        help: "name the numbers that go into it"
      )
    }
    guard program.graph.isLeaf(node) else {
      throw line.line.mistake(
        "choose expects an input or a parameter, found '\(name)', which is computed",
        at: place,
        help: "name the numbers that it is computed from"
      )
    }
    let count = program.graph.shape(of: node).count
    guard (1...entryLimit).contains(count) else {
      throw line.line.mistake(
        "choose expects 1 to \(entryLimit) numbers in a name, found \(count)",
        at: place,
        help: nil
      )
    }
    return node
  }
}

/// A program in which the numbers of some leaves are put in.
private struct Template {
  /// The program with the first number of each set for every name that nothing binds.
  let first: SourceText
  private let earlier: SourceText?
  private let own: SourceText
  private let lines: [ChooseLine]
  private let bound: Set<String>

  init(
    _ earlier: SourceText?,
    _ own: SourceText,
    _ lines: [ChooseLine],
    _ bound: Set<String>
  ) {
    self.earlier = earlier
    self.own = own
    self.lines = lines
    self.bound = bound
    first = Template.composed(earlier, own, lines) { line, name in
      bound.contains(name) ? nil : line.numbers[0].text
    }
  }

  /// The program with bindings in place of the lines that choose.
  private static func composed(
    _ earlier: SourceText?,
    _ own: SourceText,
    _ lines: [ChooseLine],
    _ literal: (ChooseLine, String) -> String?
  ) -> SourceText {
    var source = earlier
    for line in lines {
      var bindings: [String] = []
      for (name, _) in line.names {
        if let literal = literal(line, name) { bindings.append("\(name) = \(literal)") }
      }
      guard !bindings.isEmpty else { continue }
      let text = SourceText(
        file: own.file,
        text: bindings.joined(separator: "; "),
        origins: [line.line.origin]
      )
      source = source?.followed(by: text) ?? text
    }
    return source?.followed(by: own) ?? own
  }

  /// The program with the numbers of a variant; `places` are the literals in ``first``.
  func filled(_ variant: Variant, _ places: [String: Range<Int>]) -> SourceText {
    var edits: [(range: Range<Int>, text: String)] = []
    for leaf in variant.leaves {
      if let range = places[leaf.name] { edits.append((range, leaf.literal)) }
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var bytes: [UInt8] = []
    var position = 0
    for edit in edits {
      bytes += first.bytes[position..<edit.range.lowerBound] + Array(edit.text.utf8)
      // A literal over several lines leaves its line ends, so that what follows keeps its line.
      bytes += first.bytes[edit.range].filter { $0 == .lineFeed || $0 == .carriageReturn }
      position = edit.range.upperBound
    }
    bytes += first.bytes[position...]
    return SourceText(file: first.file, bytes: bytes, origins: first.lines.map { $0.origin })
  }
}
