internal import Autodiff
internal import Notation

/// What a `plot` block says.
///
///     x from -6 to 6                       # what runs; a second range is the other axis
///     y = sigmoid(x)                       # a curve; several are several curves
///     derivative y                         # the slope of an earlier curve
///     point (0, 0.5) "half"                # a point, with words at will
///     line 2*x1 + 2*x2 - 2 = 0 "AND"       # a line in the plane of two ranges
struct PlotLayout {
  /// What an axis runs over.
  struct Range {
    var name: String
    var from: Double
    var to: Double
  }

  /// A point with its words.
  struct Point {
    var x: Double
    var y: Double
    var label: String
  }

  /// `w1·x + w2·y + bias = 0`, with its words.
  struct Line {
    var w1: Double
    var w2: Double
    var bias: Double
    var label: String
  }

  /// A curve: a name that the program binds, or its slope.
  struct Curve {
    var name: String
    var isDerivative: Bool
  }

  private(set) var ranges: [Range] = []
  private(set) var curves: [Curve] = []
  private(set) var points: [Point] = []
  private(set) var lines: [Line] = []
  /// The lines of the lesson that are a program: the bindings.
  private(set) var programLines: Set<Int> = []

  /// Reads a block.
  ///
  /// - Throws: What is wrong with its lines; the bindings are checked when they are run.
  init(_ fence: Fence, _ lesson: ParsedLesson) throws(Diagnostics) {
    var mistakes: [Diagnostic] = []
    var openLines: [BlockLine] = []
    for origin in fence.lines {
      let line = BlockLine(origin, file: lesson.source.file)
      guard !line.isEmpty else { continue }
      do throws(Diagnostics) {
        let words = line.words(from: line.start, to: line.end)
        switch words.first?.text {
        case "derivative" where words.count == 2: try derivative(words[1], line)
        case "point": points.append(try point(line))
        case "line": openLines.append(line)
        case _ where words.count > 1 && words[1].text == "from": try range(words, line)
        default:
          guard let name = line.boundName else { throw unreadable(line, words.first?.text ?? "") }
          programLines.insert(origin.line)
          if name != "def" { curves.append(Curve(name: name, isDerivative: false)) }
        }
      } catch {
        mistakes += error.all
      }
    }
    if ranges.isEmpty {
      // A range that could not be read has been told.
      if mistakes.isEmpty {
        mistakes.append(
          fence.diagnostic(
            "a plot block expects a line 'x from … to …', found none",
            in: lesson,
            help: "write for example: x from -6 to 6"
          )
        )
      }
    } else {
      for line in openLines {
        do throws(Diagnostics) {
          lines.append(try self.line(line))
        } catch {
          mistakes += error.all
        }
      }
      if curves.isEmpty, points.isEmpty, lines.isEmpty, openLines.isEmpty, mistakes.isEmpty {
        mistakes.append(
          fence.diagnostic(
            "a plot block expects a curve, a point or a line, found none",
            in: lesson,
            help: "write for example: y = sigmoid(x)"
          )
        )
      }
    }
    mistakes.sort {
      ($0.location.line, $0.location.column) < ($1.location.line, $1.location.column)
    }
    if !mistakes.isEmpty { throw Diagnostics(mistakes) }
  }

  // MARK: Lines

  private func unreadable(_ line: BlockLine, _ word: String) -> Diagnostics {
    let known = ["point", "line", "derivative", "from"]
    let nearest = Suggestion.nearest(to: word, in: known)
    return line.mistake(
      "a plot block expects a range, a curve, 'derivative', 'point' or 'line', found "
        + "'\(line.text.prefix(24))'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
      at: line.start,
      help: "write for example: y = sigmoid(x)"
    )
  }

  private mutating func range(
    _ words: [BlockLine.Word],
    _ line: BlockLine
  ) throws(Diagnostics) {
    guard let to = words.first(where: { $0.text == "to" }) else {
      throw line.mistake(
        "expected 'to' and where the range ends",
        at: words[1].start,
        help: "write for example: x from -6 to 6"
      )
    }
    guard ranges.count < 2 else {
      throw line.mistake("expected at most two ranges, found a third", at: line.start, help: nil)
    }
    guard !ranges.contains(where: { $0.name == words[0].text }) else {
      throw line.mistake(
        "found a second range for '\(words[0].text)'",
        at: line.start,
        help: "delete one"
      )
    }
    let lower = try number(line, words[1].start + 4, to.start)
    let upper = try number(line, to.start + 2, line.end)
    guard lower < upper else {
      throw line.mistake(
        "expected a range that grows, found \(NumberFormat.exact(lower)) to "
          + NumberFormat.exact(upper),
        at: words[1].start,
        help: "exchange the two"
      )
    }
    ranges.append(Range(name: words[0].text, from: lower, to: upper))
  }

  private mutating func derivative(
    _ word: BlockLine.Word,
    _ line: BlockLine
  ) throws(Diagnostics) {
    guard curves.contains(where: { $0.name == word.text && !$0.isDerivative }) else {
      let nearest = Suggestion.nearest(to: word.text, in: curves.map(\.name))
      throw line.mistake(
        "expected a curve above, found '\(word.text)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
        at: word.start,
        help: "write the curve before its derivative"
      )
    }
    curves.append(Curve(name: word.text, isDerivative: true))
  }

  private func point(_ line: BlockLine) throws(Diagnostics) -> Point {
    let (end, label) = label(line)
    guard let opening = line.scalars[..<end].firstIndex(of: "("),
      let closing = line.scalars[..<end].lastIndex(of: ")"), opening < closing
    else {
      throw line.mistake(
        "expected two numbers in brackets",
        at: line.start,
        help: "write for example: point (0, 0.5) \"half\""
      )
    }
    let parts = line.parts(from: opening + 1, to: closing)
    guard parts.count == 2 else {
      throw line.mistake(
        "expected two numbers, found \(parts.count)",
        at: opening,
        help: "write for example: point (0, 0.5)"
      )
    }
    return Point(x: try line.number(parts[0]), y: try line.number(parts[1]), label: label)
  }

  private func line(_ line: BlockLine) throws(Diagnostics) -> Line {
    let (end, label) = label(line)
    guard let sign = line.scalars[..<end].firstIndex(of: "=") else {
      throw line.mistake(
        "expected an equation",
        at: line.start,
        help: "write for example: line 2*x1 + x2 - 1 = 0"
      )
    }
    guard ranges.count == 2 else {
      throw line.mistake(
        "a line expects two ranges, found \(ranges.count)",
        at: line.start,
        help: "write two lines such as: x1 from -1 to 2"
      )
    }
    let names = [ranges[0].name, ranges[1].name]
    let equation = LinearEquation(
      left: line.source(from: line.start + 4, to: sign),
      right: line.source(from: sign + 1, to: end),
      names: names
    )
    guard let coefficients = try equation.coefficients() else {
      throw line.mistake(
        "expected a linear equation in \(names[0]) and \(names[1])",
        at: line.start + 5,
        help: "write for example: line 2*\(names[0]) + \(names[1]) - 1 = 0"
      )
    }
    return Line(w1: coefficients.0, w2: coefficients.1, bias: coefficients.2, label: label)
  }

  private func number(
    _ line: BlockLine,
    _ from: Int,
    _ to: Int
  ) throws(Diagnostics) -> Double {
    guard let part = line.parts(from: from, to: to).first else {
      throw line.mistake("expected a number, found none", at: from, help: nil)
    }
    return try line.number(part)
  }

  /// The words in quotes at the end of a line, and where they begin.
  private func label(_ line: BlockLine) -> (end: Int, label: String) {
    guard line.end > line.start, line.scalars[line.end - 1] == "\"",
      let opening = line.scalars[line.start..<line.end - 1].firstIndex(of: "\"")
    else { return (line.end, "") }
    return (opening, line.text(from: opening + 1, to: line.end - 1))
  }
}

/// An equation in two names.
private struct LinearEquation {
  var left: SourceText
  var right: SourceText
  var names: [String]

  /// `w1, w2, bias` of `w1·x + w2·y + bias = 0`; nil if it is not linear or has no line.
  func coefficients() throws(Diagnostics) -> (Double, Double, Double)? {
    let bias = try difference(0, 0)
    let w1 = try difference(1, 0) - bias
    let w2 = try difference(0, 1) - bias
    let probe = try difference(3, -2)
    let expected = 3 * w1 - 2 * w2 + bias
    let scale = max(1, w1.magnitude, w2.magnitude, bias.magnitude)
    guard (probe - expected).magnitude <= 1e-9 * scale, w1 != 0 || w2 != 0,
      w1.isFinite, w2.isFinite, bias.isFinite
    else { return nil }
    return (w1, w2, bias)
  }

  private func difference(_ x: Double, _ y: Double) throws(Diagnostics) -> Double {
    var options = Program.Options()
    options.settings = [(names[0], Tensor(x)), (names[1], Tensor(y))]
    let run = try Program.read(SourceText(file: left.file, text: ""), options: options).run()
    let a = try run.evaluate(left)
    let b = try run.evaluate(right)
    return (a.scalar ?? .nan) - (b.scalar ?? .nan)
  }
}
