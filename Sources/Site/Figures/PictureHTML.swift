internal import Drawing
internal import Lessons

extension PageContext {
  /// The diagram of a run, in a box that scrolls by itself and takes the keys of the steps.
  ///
  /// Where frames can be folded, the pictures of the other states stand hidden behind the first; a script
  /// exchanges them.
  func diagram(_ board: Board, prefix: String, _ linked: LinkedPictures?) -> HTML {
    let views = FoldedViews.views(of: board, prefix: prefix)
    func links(_ view: LinkedPictures.View) -> [String: PictureLink] {
      guard let linked, linked.views[0].prefix == prefix else { return [:] }
      return linked.links(from: view)
    }
    return scrollBox("Diagram: \(board.picture.title)", class: "diagram") {
      if board.folds.isEmpty {
        drawing(board.picture, prefix: prefix, links: links(views[0]))
      } else {
        for (index, view) in views.enumerated() {
          HTML(.div, .class("fold-state"), index > 0 ? .flag(.hidden) : nil) {
            drawing(board.folds[index].picture, prefix: view.prefix, links: links(view))
          }
        }
        FoldedViews.data(of: board, views)
      }
    }
  }

  /// The picture of a program's scalars, linked with the diagram of the program.
  func diagram(_ scalars: ScalarPicture, prefix: String, _ linked: LinkedPictures?) -> HTML {
    scrollBox("Diagram: \(scalars.picture.title)", class: "picture scalars") {
      drawing(
        scalars.picture,
        prefix: prefix,
        links: linked.flatMap { $0.scalarPrefix == prefix ? $0.linksFromScalars : nil } ?? [:]
      )
    }
  }

  /// A plot, with the figures behind it folded away under it.
  func plot(_ picture: Picture, data: DataTable, prefix: String) -> HTML {
    HTML(.div, .class("plot")) {
      scrollBox("Plot: \(picture.title)", class: "picture") { drawing(picture, prefix: prefix) }
      figures(behind: data, title: picture.title)
    }
  }

  /// Pictures that belong together, side by side as far as there is room, with the figures behind them folded away
  /// under them; one alone needs no words under it.
  func panels(_ panels: Panels, prefix: String) -> HTML {
    HTML(.div, .class("plot")) {
      if panels.pictures.count > 1 {
        row(of: panels.pictures, prefix: prefix, isWide: true)
      } else {
        for picture in panels.pictures {
          scrollBox("Picture: \(picture.title)", class: "picture") {
            drawing(picture, prefix: prefix)
          }
        }
      }
      figures(behind: panels.data, title: panels.title)
    }
  }

  /// The figures behind a picture, folded away.
  private func figures(behind data: DataTable, title: String) -> HTML? {
    guard !data.rows.isEmpty else { return nil }
    return HTML(.div, .class("part", "as-wide")) {
      HTML(.details) {
        HTML(.summary, text: "The figures behind this picture")
        html(data, label: "Table: \(title)")
      }
    }
  }

  /// Pictures that belong to the rows of a table, side by side as far as there is room.
  ///
  /// Those that are wide make their figure wider than the text.
  func row(of pictures: [Picture], prefix: String, isWide: Bool = false) -> HTML {
    HTML(.ul, .class("pictures", isWide ? nil : "as-wide")) {
      for (index, picture) in pictures.enumerated() {
        HTML(.li) {
          scrollBox("Picture: \(picture.title)") {
            drawing(picture, prefix: "\(prefix)\(index + 1).")
          }
          HTML(.p, .aria("hidden", "true"), text: picture.title)
        }
      }
    }
  }
}
