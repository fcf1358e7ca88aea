extension SVGWriter {
  /// The style sheet of a picture in a file of its own: the looks of `picture.css` without what marks
  /// the steps, in colours written out, since viewers outside browsers know no custom properties.
  static let standaloneStyle =
    shapeStyle + colours(of: .light) + "@media (prefers-color-scheme: dark) {\n"
    + colours(of: .dark) + "}\n"

  private static let shapeStyle = """
    text { font-family: system-ui, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; \
    stroke: none; font-variant-numeric: lining-nums tabular-nums; white-space: pre; }
    .name, .symbol { font-family: Charter, "Bitstream Charter", Cambria, "Noto Serif", \
    "DejaVu Serif", serif; }
    .name { font-style: italic; }
    .symbol, .strong { font-weight: 600; }
    path, circle, rect { stroke-linecap: round; stroke-linejoin: round; }
    path, .frame { fill: none; }
    .full, .board { stroke: none; }
    .node { stroke-width: 1.4; }
    .frame { stroke-width: 1; stroke-dasharray: 6 3; }
    .s1:not(.full) { stroke-dasharray: 8 4; }
    .s2:not(.full) { stroke-dasharray: 0.1 5; stroke-width: 2.6; }
    .s3:not(.full) { stroke-dasharray: 9 4 0.1 4; }
    .s4:not(.full) { stroke-width: 0.9; }
    .s5:not(.full) { stroke-dasharray: 4 3; stroke-width: 3; }
    .chip, .forward-arrow, .backward-arrow { display: none; }

    """

  /// The colours of light or dark surroundings.
  private struct Colours {
    var paper: String
    var board: String
    var ink: String
    var faint: String
    var rule: String
    var value: String
    var gradient: String

    static let light = Colours(
      paper: "#fdfcf9",
      board: "#f6f3ec",
      ink: "#22211e",
      faint: "#67635b",
      rule: "#dcd8ce",
      value: "#1b57a6",
      gradient: "#a83a0c"
    )
    static let dark = Colours(
      paper: "#191a1c",
      board: "#202225",
      ink: "#e9e6df",
      faint: "#a8a398",
      rule: "#3a3a3d",
      value: "#8fbcff",
      gradient: "#ffb088"
    )
  }

  private static func colours(of colours: Colours) -> String {
    let ink = ".ink, .node, .series"
    return """
      .board { fill: \(colours.board); }
      .node, circle, rect.ink { fill: \(colours.paper); }
      \(ink) { stroke: \(colours.ink); }
      .edge, .frame, .faint-line { stroke: \(colours.faint); }
      .grid { stroke: \(colours.rule); }
      .value-line { stroke: \(colours.value); }
      .gradient-line { stroke: \(colours.gradient); }
      .full { fill: \(colours.ink); }
      .full.edge, .full.faint-line { fill: \(colours.faint); }
      .full.value-line { fill: \(colours.value); }
      .full.gradient-line { fill: \(colours.gradient); }
      text { fill: \(colours.ink); }
      .of-faint { fill: \(colours.faint); }
      .of-value { fill: \(colours.value); }
      .of-gradient { fill: \(colours.gradient); }

      """
  }
}
