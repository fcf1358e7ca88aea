internal import Drawing
internal import Lessons

extension [Inline] {
  /// The characters of a line without any marking, for titles and for who cannot see a picture.
  var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .value(_, let text): withMinusSigns(text)
      case .math(_, let formula): PlainTextWriter.write(formula)
      case .emphasis(let content), .strong(let content), .link(_, _, _, let content):
        content.plainText
      case .image(_, let alternative, _): alternative
      case .reference(let label, _): label.name
      case .blank: "____"
      case .softBreak, .lineBreak: " "
      case .html: ""
      }
    }.joined()
  }

  /// The same without links and line breaks, for headings and other places where none may stand.
  var withoutLinks: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .link(_, _, _, let content): content.withoutLinks
      case .emphasis(let content): [.emphasis(content.withoutLinks)]
      case .strong(let content): [.strong(content.withoutLinks)]
      case .reference(let label, _): [.text(label.name)]
      case .image(_, let alternative, _): [.text(alternative)]
      case .softBreak, .lineBreak: [.text(" ")]
      default: [inline]
      }
    }
  }
}

/// The text with a minus sign in place of every hyphen that stands for one: before a digit or a
/// point, and not after a letter or digit.
func withMinusSigns(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
  let scalars = Array(text.unicodeScalars)
  var out = String.UnicodeScalarView()
  for (i, scalar) in scalars.enumerated() {
    let before = i > 0 ? scalars[i - 1] : " "
    let after = i + 1 < scalars.count ? scalars[i + 1] : " "
    let isNumber = isDigit(after) || after == "." || after == "∞"
    let isExponent = (before == "e" || before == "E") && i > 1 && isDigit(scalars[i - 2])
    let isJoined = before.properties.isAlphabetic || isDigit(before)
    out.append(scalar == "-" && isNumber && (isExponent || !isJoined) ? "−" : scalar)
  }
  return String(out)
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
