/// How a node looks: its outline and what stands in, above and below it, around the point (0, 0) where
/// its wires meet it.
struct NodeFigure {
  /// The outline.
  enum Outline: Equatable {
    /// A circle, or with straight stretches above and below if wider than high.
    case round
    /// A box with slightly rounded corners.
    case box
    /// The dot of a constant.
    case dot
  }

  let outline: Outline
  let halfWidth: Double
  let halfHeight: Double
  /// A second line inside the outline: a target's ring, a folded function's bars.
  let kind: DiagramGraph.Kind
  /// What stands inside, and how.
  let inside: (runs: [Picture.Run], size: Double, face: Picture.Face)
  /// The name above.
  let above: [Picture.Run]
  /// The value below, where no wire shows it.
  let value: LabelBlock?
  /// The accumulated gradient below, where several contributions make it.
  let total: LabelBlock?

  /// The look of a node.
  ///
  /// `showsName`: its name has to stand here, not at the arrow that leaves the diagram;
  /// `showsValue`, `showsTotal`: no wire shows them.
  init(_ node: DiagramGraph.Node, showsName: Bool, showsValue: Bool, showsTotal: Bool) {
    kind = node.kind
    let name = NodeFigure.shown(node.name)
    let symbol = [Picture.Run(node.symbol.cutWord())]
    value = showsValue ? node.value.map { LabelBlock($0) } : nil
    total = showsTotal ? node.gradient.map { LabelBlock("Σ " + $0) } : nil
    switch node.kind {
    case .input, .parameter, .target:
      inside = (name.isEmpty ? symbol : name, DiagramStyle.nameSize, .name)
      above = []
      let width = TextWidth.of(inside.runs, size: inside.size, face: inside.face)
      let isBox = node.kind == .parameter
      outline = isBox ? .box : .round
      halfHeight = isBox ? DiagramStyle.boxHalf : DiagramStyle.leafRadius
      let inset = node.kind == .target ? 4.0 : 0
      halfWidth = max(halfHeight, width / 2 + (isBox ? 8 : width > 30 - 2 * inset ? 10 + inset : 0))
    case .constant:
      inside = ([], DiagramStyle.nameSize, .name)
      // The wire tells the value; what is written is told only if it is something else: `2/3`.
      above = node.name.map { $0.text }.joined("") == node.value && !showsValue ? [] : name
      outline = .dot
      (halfWidth, halfHeight) = (DiagramStyle.dotRadius, DiagramStyle.dotRadius)
    case .operation, .folded:
      above = showsName ? name : []
      let isSign = node.kind == .operation && node.symbol.isSign
      let size = isSign ? DiagramStyle.signSize : DiagramStyle.wordSize
      let isPower = node.symbol.unicodeScalars.elementsEqual("^".unicodeScalars)
      inside =
        isPower
        ? ([Picture.Run("x"), Picture.Run("y", level: 1)], DiagramStyle.nameSize, .name)
        : (symbol, size, .symbol)
      let width = TextWidth.of(inside.runs, size: inside.size, face: inside.face)
      if isSign, width < 30 {
        outline = .round
        (halfWidth, halfHeight) = (DiagramStyle.radius, DiagramStyle.radius)
      } else if node.kind == .operation, width <= 31 {
        outline = .round
        (halfWidth, halfHeight) = (DiagramStyle.leafRadius, DiagramStyle.leafRadius)
      } else {
        outline = .box
        halfHeight = DiagramStyle.boxHalf
        halfWidth = max(halfHeight, width / 2 + (node.kind == .folded ? 16 : 9))
      }
    }
  }

  /// The room above the wires.
  var up: Double { above.isEmpty ? halfHeight : halfHeight + 24 }
  /// The room below the wires.
  var down: Double {
    var room = halfHeight
    if let value { room += 3 + value.height }
    if let total { room += 3 + total.height }
    return room
  }
  /// The room from side to side.
  var width: Double { max(2 * halfWidth, nameWidth, labelWidth) }
  /// The width of the name above.
  var nameWidth: Double { TextWidth.of(above, size: DiagramStyle.nameSize, face: .name) }
  /// The width of the numbers below.
  var labelWidth: Double { max(value?.width ?? 0, total?.width ?? 0) }

  /// How far from the middle a wire meets the outline that comes in `offset` above or below it.
  func reach(at offset: Double) -> Double {
    guard outline == .round else { return halfWidth }
    let square = halfHeight * halfHeight - offset * offset
    return halfWidth - halfHeight + (square > 0 ? square.squareRoot() : 0)
  }

  /// How far from the middle wires may come in.
  var portLimit: Double {
    switch outline {
    case .dot: 0
    case .round: 0.7 * halfHeight
    case .box: halfHeight - 5
    }
  }

  /// A name with as much of it as has room.
  static func shown(_ name: [Picture.Run]) -> [Picture.Run] {
    var left = DiagramStyle.nameLimit
    var shown: [Picture.Run] = []
    for run in name where !run.text.isEmpty && left > 0 {
      let text = PlainText.shown(run.text).cut(
        toWidth: left,
        { TextWidth.of($0, size: DiagramStyle.nameSize, face: $1) },
        .name
      )
      left -= TextWidth.of(text, size: DiagramStyle.nameSize, face: .name)
      shown.append(Picture.Run(text, level: run.level))
    }
    return shown
  }
}

extension String {
  /// Whether this is a sign or a letter or two, to be set larger than a function's name.
  var isSign: Bool {
    var count = 0
    for _ in unicodeScalars {
      count += 1
      if count > 2 { return false }
    }
    return true
  }

  /// The text, cut where it is too long for a node.
  func cutWord() -> String {
    PlainText.withMinus(PlainText.shown(self)).cut(
      toWidth: DiagramStyle.nameLimit,
      { TextWidth.of($0, size: DiagramStyle.wordSize, face: $1) },
      .symbol
    )
  }
}
