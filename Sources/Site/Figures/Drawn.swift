internal import Drawing
internal import Lessons

// The two places where markup of other writers comes in: formulas and drawings.

extension PageContext {
  /// A formula as MathML; its TeX, where there is one, goes along for copying.
  func math(_ formula: Formula, source: String? = nil, display: Bool = false) -> HTML {
    .trusted(MathMLWriter.write(formula, display: display, source: source))
  }

  /// A drawing as SVG; the ids inside begin with `prefix`.
  func drawing(_ picture: Picture, prefix: String, links: [String: PictureLink] = [:]) -> HTML {
    .trusted(SVGWriter.embedded(picture, prefix: prefix, links: links))
  }
}
