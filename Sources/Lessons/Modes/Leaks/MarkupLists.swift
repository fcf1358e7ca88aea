/// The elements and attributes that ``MarkupText`` knows.
enum MarkupLists {
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]
  static let raw: Set<String> = ["script", "style"]
  static let mathematics: Set<String> = [
    "math", "mfrac", "msup", "msub", "msubsup", "mover", "munder", "munderover", "mtable", "mtr",
    "mtd", "msqrt", "mroot", "mrow", "mstyle", "mpadded", "mphantom", "mspace", "semantics",
  ]
  static let inline: Set<String> = mathematics.union([
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i",
    "img",
    "input", "ins", "kbd", "label", "mark", "mi", "mn", "mo", "mtext", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tspan",
    "u",
    "var", "wbr",
  ])
  /// Attributes that say where and how large something is, or how parts are called.
  static let furniture: Set<String> = [
    "aria-controls", "aria-describedby", "aria-labelledby", "aria-level", "aria-posinset",
    "aria-setsize", "class", "colspan", "cx", "cy", "d", "data-id", "data-peers", "data-rank",
    "data-step", "depth", "dx", "dy", "font-size", "for", "height", "href", "id", "lspace",
    "mathsize", "max", "maxlength", "min", "name", "opacity", "points", "popovertarget", "r",
    "rowspan", "rows", "rspace", "rx", "ry", "scriptlevel", "size", "src", "start", "stroke-width",
    "tabindex", "transform", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2",
  ]
}

extension MarkupText {
  /// The character that an entity stands for; the mark itself where it is none.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - at: The place behind the `&`; afterwards that behind the entity.
  /// - Returns: The character.
  static func entity(_ source: [Unicode.Scalar], _ at: inout Int) -> String {
    var end = at
    var name = ""
    while end < source.count, end < at + 12, source[end] != ";" {
      name.unicodeScalars.append(source[end])
      end += 1
    }
    guard end < source.count, source[end] == ";" else { return "&" }
    var made: String?
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
      let number =
        isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      made = number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    } else {
      made = names[name]
    }
    guard let made else { return "&" }
    at = end + 1
    return made
  }

  private static let names = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "minus": "−",
    "ndash": "–", "mdash": "—", "frasl": "⁄", "half": "½", "frac12": "½", "frac14": "¼",
    "frac34": "¾", "times": "×", "middot": "·", "part": "∂", "percnt": "%", "period": ".",
    "comma": ",", "equals": "=", "sol": "/", "thinsp": "\u{2009}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "shy": "", "zwnj": "", "zwj": "",
  ]
}
