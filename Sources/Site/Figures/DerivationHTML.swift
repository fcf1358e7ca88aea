internal import Drawing
internal import Lessons

extension PageContext {
  /// The chain rule for each leaf, beside each other as far as there is room.
  ///
  /// - Parameters:
  ///   - derivations: One for each leaf.
  ///   - takesItsOwnWidth: Whether the figure is to be as wide as the longest line; else the
  ///     derivations keep to the width that a diagram gives it.
  /// - Returns: Their part of the figure.
  func derivations(_ derivations: [Derivation], takesItsOwnWidth: Bool) -> HTML {
    HTML(.div, .class("part", "derivations", takesItsOwnWidth ? nil : "as-wide")) {
      for derivation in derivations {
        HTML(.div, .class("derived")) {
          scrollBox("Derivation of \(derivation.subject.plainText)") { stages(derivation) }
          if !derivation.remarks.isEmpty {
            HTML(.ul, .class("reasons", "as-wide")) {
              derivation.remarks.map { HTML(.li, text: $0) }
            }
          }
        }
      }
    }
  }

  /// A stage a line: the signs of equality under each other, and beside each what was done in it.
  private func stages(_ derivation: Derivation) -> HTML {
    HTML(.ol, .class("derivation")) {
      for (index, stage) in derivation.stages.enumerated() {
        HTML(.li) {
          HTML(.div, .class("subject")) {
            if index == 0 { math(derivation.subject, display: true) }
          }
          HTML(.div, .class("stage")) {
            math(.row([.symbol("="), stage.formula]), display: true)
          }
          HTML(.p, .class("words"), text: stage.words)
        }
      }
    }
  }
}
