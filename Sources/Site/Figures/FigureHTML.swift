internal import Drawing
internal import Lessons

extension PageContext {
  /// What a block that runs shows: its views one under the other, and its caption; that of a table
  /// stands above it.
  func html(_ figure: Figure) -> HTML {
    let parts = FigureParts(figure)
    let views = views(of: figure, parts)
    let hasCaption = figure.label != nil || !figure.caption.isEmpty
    let head = hasCaption ? caption(figure.label, figure.caption, id: parts.captionID) : nil
    return HTML(
      .figure,
      .class(parts.stepped == nil ? nil : "stepper", figure.kind.rawValue),
      .id(parts.id),
      hasCaption ? .aria("labelledby", parts.captionID) : nil
    ) {
      if parts.isTable { head }
      HTML(.div, parts.isBoard ? .class("board") : nil, parts.innerID.map(Attribute.id)) {
        views
        if let stepped = parts.stepped { stepsData(stepped.board, prefix: parts.prefix) }
      }
      if !parts.isTable { head }
    }
  }

  /// The views of a figure, one under the other.
  func views(of figure: Figure, _ parts: FigureParts) -> [HTML] {
    figure.views.enumerated().flatMap { view($1, at: $0, of: figure, parts) }
  }

  /// Number and words under a figure or above a table.
  func caption(_ label: Label?, _ words: [Inline], id: String?) -> HTML {
    HTML(.figcaption, .class("as-wide"), id.map(Attribute.id)) {
      HTML(.p) {
        if let label { HTML(.bold, text: label.name + ".") }
        if label != nil, !words.isEmpty { .text(" ") }
        html(words)
      }
    }
  }

  private func view(
    _ view: Figure.View,
    at index: Int,
    of figure: Figure,
    _ parts: FigureParts
  ) -> [HTML] {
    let name = figure.label?.name ?? parts.name
    switch view {
    case .diagram(let board):
      return [diagram(board, prefix: parts.prefix(ofPicture: index), parts.linked)]
        + sayings(at: index, parts, name)
    case .scalars(let scalars):
      return [diagram(scalars, prefix: parts.prefix(ofPicture: index), parts.linked)]
        + sayings(at: index, parts, name)
    case .steps(let board):
      guard !board.steps.isEmpty else { return [] }
      guard let stepped = parts.stepped, stepped.tableIndex == index else {
        return [stepTables(board, prefix: nil, name: name)]
      }
      return sayings(at: index, parts, name) + [stepTables(board, prefix: parts.prefix, name: name)]
    case .derivation(let derivations):
      return derivations.isEmpty
        ? []
        : [
          self.derivations(derivations, takesItsOwnWidth: parts.stepped == nil && !parts.hasDiagram)
        ]
    case .table(let table):
      return [HTML(.div, .class("part")) { html(table, label: "Table: \(name)") }]
    case .code(let program):
      let listing = listing(program, language: "grad", label: "Program: \(name)")
      return [HTML(.div, .class("part")) { listing }]
    case .plot(let picture, let data):
      return [plot(picture, data: data, prefix: parts.prefix(ofPicture: index))]
    case .panels(let panels):
      return [self.panels(panels, prefix: parts.prefix(ofPicture: index))]
    case .pictures(let pictures):
      return [row(of: pictures, prefix: parts.prefix(ofPicture: index))]
    case .remark(let words):
      return [HTML(.div, .class("part", "as-wide")) { HTML(.p, .class("remark")) { html(words) } }]
    }
  }
}

extension PageContext {
  /// What is said at each step, and the controls, where they stand after this view.
  private func sayings(at index: Int, _ parts: FigureParts, _ name: String) -> [HTML] {
    guard let stepped = parts.stepped, stepped.controlsIndex == index else { return [] }
    return sayings(stepped.board, prefix: parts.prefix, name: name)
  }
}

/// How the views of a figure belong together, and what its parts are called on the page.
struct FigureParts {
  /// The steps to walk through, and which views show them.
  struct Stepped {
    /// The steps.
    var board: Board
    /// The view after which formula and controls stand: the diagram, or the table itself.
    var controlsIndex: Int
    /// The view that is the table of steps.
    var tableIndex: Int
  }

  /// The anchor of the figure: its label, or the block's own id.
  let id: String
  /// The block's own id where the figure has another.
  let innerID: String?
  /// What the ids of its steps and of its diagram begin with.
  ///
  /// A point parts them from all ids that lessons make.
  let prefix: String
  /// What it is called for who hears the page, where it has no number.
  let name: String
  /// Nil where there is nothing to walk through.
  let stepped: Stepped?
  /// Whether it is a table with what belongs to it: its caption stands above.
  let isTable: Bool
  /// Whether it has a ground of its own.
  let isBoard: Bool

  /// The diagram and the picture of its scalars, where the figure shows both.
  let linked: LinkedPictures?

  private let diagramIndex: Int?
  /// Whether a diagram says how wide the figure is.
  var hasDiagram: Bool { diagramIndex != nil }

  /// Looks through a figure.
  init(_ figure: Figure) {
    id = figure.label?.id ?? figure.id
    innerID = id == figure.id ? nil : figure.id
    prefix = figure.id + "."
    let title = figure.views.lazy.compactMap { view -> String? in
      switch view {
      case .diagram(let board), .steps(let board): board.picture.title
      case .scalars(let scalars): scalars.picture.title
      case .plot(let picture, _): picture.title
      case .panels(let panels): panels.title
      default: nil
      }
    }.first
    let words = Inline.plainText(figure.caption)
    name = words.isEmpty ? title ?? figure.id : words

    var diagram: Int?
    var table: (index: Int, board: Board)?
    var scalars: (index: Int, picture: ScalarPicture)?
    for (index, view) in figure.views.enumerated() {
      if case .diagram = view, diagram == nil { diagram = index }
      if case .scalars(let picture) = view, scalars == nil { scalars = (index, picture) }
      if case .steps(let board) = view, table == nil, !board.steps.isEmpty {
        table = (index, board)
      }
    }
    diagramIndex = diagram
    // Formula and controls stand under the pictures, that of the scalars too if it comes next.
    let last = diagram.map { scalars?.index == $0 + 1 ? $0 + 1 : $0 }
    stepped = table.map {
      Stepped(board: $0.board, controlsIndex: last ?? $0.index, tableIndex: $0.index)
    }
    let ownPrefix = figure.id + "."
    if let scalars, let diagram, case .diagram(let board) = figure.views[diagram] {
      linked = LinkedPictures(
        views: FoldedViews.views(of: board, prefix: ownPrefix),
        scalars: scalars.picture,
        scalarPrefix: "\(ownPrefix)\(scalars.index + 1)."
      )
    } else {
      linked = nil
    }
    isTable = figure.label.map { $0.id.hasPrefix("tbl-") } ?? (figure.kind == .table)
    isBoard = figure.views.contains { view in
      switch view {
      case .table, .code, .remark: false
      case .diagram, .scalars, .steps, .derivation, .plot, .pictures: true
      case .panels(let panels): !panels.pictures.isEmpty
      }
    }
  }

  /// The anchor of its caption.
  var captionID: String { id + ".caption" }

  /// What the ids inside the picture of a view begin with: those of the first diagram are the ones
  /// that steps mark.
  func prefix(ofPicture index: Int) -> String {
    index == diagramIndex ? prefix : "\(prefix)\(index + 1)."
  }
}
