internal import Autodiff
internal import Drawing
internal import Notation

/// Fills in `{{ … }}`.
enum Fill {
  /// The number of an interpolation, from the nearest block above that has its names, or from the
  /// block that it names.
  static func value(
    _ interpolation: Interpolation,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) throws(Diagnostics) -> BlockRunner<LessonRuns>.Value {
    let start = interpolation.expression.pieces.first?.byte ?? interpolation.range.lowerBound
    let location = lesson.source.location(start)
    let line = lesson.source.text(
      lesson.source.content(ofLine: lesson.source.line(of: start))
    )
    let (expression, qualifiers) = unqualified(interpolation.expression.text, runs)
    let source = SourceText(
      file: location.file,
      text: expression,
      origins: [.init(line: location.line, columnOffset: location.column - 1, raw: line)]
    )
    let run = try run(source, qualifiers, runs, location, line)
    let value = try run.evaluate(source)
    let format = NumberFormat(interpolation.format)
    return .init(
      formula: .tensor(value, format: format),
      text: value.text { format.text($0) }
    )
  }

  private static func run(
    _ source: SourceText,
    _ qualifiers: [String],
    _ runs: LessonRuns,
    _ location: SourceLocation,
    _ line: String
  ) throws(Diagnostics) -> ProgramRun {
    func mistake(_ message: String, _ help: String) -> Diagnostics {
      Diagnostics([Diagnostic(.error, message, at: location, excerpt: line, help: help)])
    }
    if let name = qualifiers.first {
      guard qualifiers.allSatisfy({ $0 == name }) else {
        throw mistake(
          "expected the names of one block, found those of '\(name)' and others",
          "compute it in a block that uses both, or write two numbers"
        )
      }
      guard let run = runs.block(named: name)?.run else { throw Diagnostics([]) }
      return run
    }
    for block in runs.blocks.reversed() {
      if let run = block.run, run.binds(source) { return run }
    }
    // A block that could not be run may well have bound them.
    if runs.blocks.contains(where: { $0.run == nil }) { throw Diagnostics([]) }
    guard let nearest = runs.blocks.last?.run else {
      throw mistake(
        "expected a block above that binds the names of this expression, found none",
        "put the number behind the block that computes it"
      )
    }
    return nearest
  }

  /// The expression with `block.` before names blanked out, so that columns stay, and those blocks'
  /// names in order.
  private static func unqualified(_ text: String, _ runs: LessonRuns) -> (String, [String]) {
    var scalars = Array(text.unicodeScalars)
    var qualifiers: [String] = []
    var i = 0
    while i < scalars.count {
      guard isNamePart(scalars[i]), i == 0 || !(isNamePart(scalars[i - 1]) || scalars[i - 1] == ".")
      else {
        i += 1
        continue
      }
      var end = i
      // A block's name may have dashes in it; the longest that names a block counts.
      var found: (name: String, end: Int)?
      while end < scalars.count, isNamePart(scalars[end]) || scalars[end] == "-" {
        end += 1
        guard end + 1 < scalars.count, scalars[end] == ".", isNamePart(scalars[end + 1]) else {
          continue
        }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[i..<end])
        if runs.block(named: String(name)) != nil { found = (String(name), end) }
      }
      if let found {
        qualifiers.append(found.name)
        for place in i...found.end { scalars[place] = " " }
        i = found.end + 1
      }
      while i < scalars.count, isNamePart(scalars[i]) { i += 1 }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return (String(result), qualifiers)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}

extension NumberFormat {
  /// What an interpolation asks for; six significant digits if it says nothing.
  init(_ format: Interpolation.Format?) {
    switch (format?.rounding, format?.isPercent ?? false) {
    case (nil, false): self = .table
    case (nil, true): self = .percent(2)
    case (.digits(let count), false): self = .digits(count)
    case (.decimals(let count), false): self = .decimals(count)
    case (.digits(let count), true), (.decimals(let count), true): self = .percent(count)
    }
  }
}
