internal import Drawing
internal import Lessons

extension PageContext {
  /// The diagram of a run, in a box that scrolls by itself and takes the keys of the steps.
  func diagram(_ picture: Picture, prefix: String) -> HTML {
    scrollBox("Diagram: \(picture.title)", class: "diagram") { drawing(picture, prefix: prefix) }
  }

  /// A plot, with the figures behind it folded away under it.
  func plot(_ picture: Picture, data: DataTable, prefix: String) -> HTML {
    HTML(.div, .class("plot")) {
      scrollBox("Plot: \(picture.title)", class: "picture") { drawing(picture, prefix: prefix) }
      if !data.rows.isEmpty {
        HTML(.div, .class("part", "as-wide")) {
          HTML(.details) {
            HTML(.summary, text: "The figures behind this picture")
            html(data, label: "Table: \(picture.title)")
          }
        }
      }
    }
  }

  /// Pictures that belong to the rows of a table, side by side as far as there is room.
  func row(of pictures: [Picture], prefix: String) -> HTML {
    HTML(.ul, .class("pictures", "as-wide")) {
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
