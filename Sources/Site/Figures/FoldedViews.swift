internal import Drawing

/// The pictures of a diagram with frames folded and unfolded, as they stand on a page.
enum FoldedViews {
  /// What the ids of each picture begin with, and what it shows as something else.
  static func views(of board: Board, prefix: String) -> [LinkedPictures.View] {
    guard !board.folds.isEmpty else { return [.init(prefix: prefix, aliases: [:])] }
    return board.folds.enumerated().map { index, state in
      var aliases: [String: String] = [:]
      for alias in state.aliases { aliases[alias.name] = alias.part }
      return .init(prefix: index == 0 ? prefix : "\(prefix)fold\(index).", aliases: aliases)
    }
  }

  /// What the script needs to know: of each picture its parts that fold, and where they lead.
  static func data(of board: Board, _ views: [LinkedPictures.View]) -> HTML {
    let states = zip(board.folds, views).map { state, view in
      JSON.object([
        ("prefix", .string(view.prefix)),
        (
          "toggles",
          .array(
            state.toggles.map { toggle in
              .object([
                ("part", .string(toggle.part)), ("group", .integer(toggle.group)),
                ("label", .string(toggle.label)), ("state", .integer(toggle.state)),
                ("folded", .integer(toggle.isFolded ? 1 : 0)),
              ])
            }
          )
        ),
        ("aliases", .object(state.aliases.map { ($0.name, .string($0.part)) })),
      ])
    }
    return HTML(.script, .set(.type, "application/json"), .class("folds-data")) {
      HTML.json(.array(states))
    }
  }
}
