/// Sets a picture as a `tikzpicture` for LaTeX.
///
/// It needs the package `tikz` and the colours `gradusvalue`, `gradusgradient`, `gradusink`,
/// `gradusfaint`, `gradusrule` and `graduspaper`, which ``colours`` defines for a preamble. A point of
/// the picture becomes three quarters of a TeX big point, so that its numbers are set as large as the
/// notes of a text of 10 or 11 points.
public enum TikZWriter {
  /// What the preamble has to say for the colours, for print on white.
  public static let colours = """
    \\definecolor{gradusink}{HTML}{22211E}
    \\definecolor{gradusfaint}{HTML}{67635B}
    \\definecolor{gradusrule}{HTML}{DCD8CE}
    \\definecolor{graduspaper}{HTML}{FFFFFF}
    \\definecolor{gradusvalue}{HTML}{1B57A6}
    \\definecolor{gradusgradient}{HTML}{A83A0C}

    """

  /// The picture, one shape a line.
  ///
  /// `scale` makes it smaller or larger as a whole, letters too.
  ///
  /// What only a step of the moment shows is left out; so are ids and descriptions.
  public static func string(_ picture: Picture, scale: Double = 0.75) -> String {
    var writer = Writer(scale: scale)
    writer.text +=
      "\\begin{tikzpicture}[x=\(Coordinate.text(scale))bp,y=-\(Coordinate.text(scale))bp]\n"
    // The whole width and height count, whatever is drawn.
    let corner = writer.point(.init(picture.width, picture.height))
    writer.text += "\\useasboundingbox (0,0) rectangle \(corner);\n"
    for element in picture.elements { writer.append(element) }
    writer.text += "\\end{tikzpicture}\n"
    return writer.text
  }
}

extension TikZWriter {
  /// The text of a picture as it grows.
  struct Writer {
    var text = ""
    let scale: Double

    init(scale: Double) {
      self.scale = scale
    }

    func point(_ point: Picture.Point) -> String {
      "(\(Coordinate.text(point.x)),\(Coordinate.text(point.y)))"
    }

    private func length(_ length: Double) -> String {
      Coordinate.text(length * scale) + "bp"
    }

    mutating func append(_ element: Picture.Element) {
      switch element {
      case .path(let segments, let role, let width, let filled, let dashed):
        guard let colour = role.tikzColour else { return }
        if filled {
          text += "\\fill[\(colour)] "
        } else {
          text += "\\draw[\(colour),line width=\(length(width)),line cap=round,line join=round"
          if let dash = role.tikzDash ?? (dashed ? [5, 4] : nil) { text += pattern(dash) }
          text += "] "
        }
        text += path(segments) + ";\n"
      case .circle(let center, let radius, let role):
        guard let colour = role.tikzColour else { return }
        text +=
          "\\filldraw[draw=\(colour),fill=graduspaper,line width=\(length(1.4))] "
          + "\(point(center)) circle[radius=\(length(radius))];\n"
      case .rectangle(let origin, let width, let height, let corner, let role):
        guard let colour = role.tikzColour else { return }
        let opposite = Picture.Point(origin.x + width, origin.y + height)
        text += role == .frame ? "\\draw[" : "\\filldraw[fill=graduspaper,"
        text += "draw=\(colour),line width=\(length(role == .frame ? 1 : 1.4))"
        if role == .frame { text += pattern([6, 3]) }
        if corner > 0 { text += ",rounded corners=\(length(corner))" }
        text += "] \(point(origin)) rectangle \(point(opposite));\n"
      case .text(let runs, let place, let anchor, let size, let face, let role):
        append(runs, place, anchor, size, face, role)
      case .shade(let segments, let role, let strength):
        guard let colour = role.tikzColour else { return }
        text += "\\fill[\(colour),even odd rule,fill opacity=\(Coordinate.text(strength))] "
        text += path(segments) + ";\n"
      case .marks(let segments, let role, let width):
        guard let colour = role.tikzColour else { return }
        text += "\\draw[\(colour),line width=\(length(width)),line cap=round] "
        text += path(segments) + ";\n"
      case .glyphs(let characters, let points, let size, let role):
        for point in points { append([.init(characters)], point, .middle, size, .plain, role) }
      case .group(_, _, let elements):
        for element in elements { append(element) }
      }
    }

    private func pattern(_ dash: [Double]) -> String {
      var text = ",dash pattern="
      for (index, part) in dash.enumerated() {
        text += (index == 0 ? "" : " ") + (index % 2 == 0 ? "on " : "off ") + length(part)
      }
      return text
    }

    private func path(_ segments: [Picture.Segment]) -> String {
      var path = ""
      for segment in segments {
        switch segment {
        case .move(let to): path += (path.isEmpty ? "" : " ") + point(to)
        case .line(let to): path += " -- " + point(to)
        case .curve(let a, let b, let end):
          path += " .. controls \(point(a)) and \(point(b)) .. \(point(end))"
        case .close: path += " -- cycle"
        }
      }
      return path
    }

    /// The size of LaTeX's own fonts next to a size, so that none has to be made up.
    private static func fontSize(_ size: Double) -> Double {
      let sizes = [5, 6, 7, 8, 9, 10, 10.95, 12, 14.4, 17.28, 20.74, 24.88]
      return sizes.last { $0 <= 1.04 * size } ?? 5
    }

    private mutating func append(
      _ runs: [Picture.Run],
      _ place: Picture.Point,
      _ anchor: Picture.Anchor,
      _ size: Double,
      _ face: Picture.Face,
      _ role: Picture.Role
    ) {
      let base = Picture.Point(place.x, place.y + size * face.drop)
      let side =
        switch anchor {
        case .start: "base west"
        case .middle: "base"
        case .end: "base east"
        }
      let points = Self.fontSize(size * scale)
      let leading = Coordinate.text(1.2 * points)
      text +=
        "\\node[anchor=\(side),inner sep=0pt,text=\(role.tikzColour ?? "gradusink"),"
        + "font=\\fontsize{\(Coordinate.text(points))}{\(leading)}\\selectfont\(face.tikzFont)] "
        + "at \(point(base)) {"
      for run in runs {
        let escaped = LaTeXText.escaped(run.text)
        switch run.level {
        case 0: text += escaped
        case ..<0: text += "\\textsubscript{\(escaped)}"
        default: text += "\\textsuperscript{\(escaped)}"
        }
      }
      text += "};\n"
    }
  }
}

extension Picture.Role {
  /// The colour's name; nil for what only steps show.
  fileprivate var tikzColour: String? {
    switch self {
    case .value: "gradusvalue"
    case .gradient: "gradusgradient"
    case .faint, .edge, .frame: "gradusfaint"
    case .grid: "gradusrule"
    case .ink, .node, .series0, .series1, .series2, .series3, .series4, .series5: "gradusink"
    case .chip, .forward, .backward: nil
    }
  }

  /// The dashes of a series, on and off.
  fileprivate var tikzDash: [Double]? {
    switch self {
    case .series1: [8, 4]
    case .series2: [0.1, 5]
    case .series3: [9, 4, 0.1, 4]
    case .series5: [4, 3]
    default: nil
    }
  }
}

extension Picture.Face {
  /// What chooses the letters.
  fileprivate var tikzFont: String {
    switch self {
    case .name: "\\rmfamily\\itshape"
    case .symbol: "\\rmfamily\\bfseries"
    case .plain: "\\sffamily"
    case .strong: "\\sffamily\\bfseries\\boldmath"
    }
  }
}
