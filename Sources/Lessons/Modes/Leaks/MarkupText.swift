/// What a page or a drawing says: its text as it reads, with fractions, powers and rows of MathML as one
/// writes them on a line, and the values of its attributes.
struct MarkupText {
  /// Everything that HTML, SVG or MathML says.
  static func stretches(of source: String) -> [Stretch] {
    var reader = MarkupText(Array(source.unicodeScalars))
    reader.read()
    return reader.found
  }

  private let source: [Unicode.Scalar]
  private var at = 0
  private var line = 1
  private var found: [Stretch] = []
  /// The text so far since ``textLine``.
  private var text = String.UnicodeScalarView()
  private var textLine = 1
  /// The elements that are open, each with how many children have begun in it.
  private var open: [(tag: String, children: Int)] = []

  private init(_ source: [Unicode.Scalar]) { self.source = source }

  private mutating func read() {
    while at < source.count {
      let scalar = source[at]
      if scalar == "<", let next = peek(1) {
        if starts(with: "<!--") {
          let comment = take(until: "-->", from: 4)
          flush()
          found.append(Stretch(.text, comment, line: line))
          continue
        }
        if next == "!" || next == "?" {
          _ = take(until: ">", from: 1)
          continue
        }
        if next == "/" || Self.isLetter(next) {
          readTag()
          continue
        }
      }
      advance()
      if scalar == "&" {
        text.append(contentsOf: Self.entity(source, &at).unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    flush()
  }

  private mutating func advance() {
    if source[at] == "\n" { line += 1 }
    at += 1
  }

  private func peek(_ ahead: Int) -> Unicode.Scalar? {
    at + ahead < source.count ? source[at + ahead] : nil
  }

  private func starts(with word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    return at + scalars.count <= source.count
      && source[at..<at + scalars.count].elementsEqual(scalars) { $0.lowercase == $1.lowercase }
  }

  /// What stands between a place further on and a mark, and goes on behind the mark.
  private mutating func take(until mark: String, from skipped: Int) -> String {
    for _ in 0..<min(skipped, source.count - at) { advance() }
    var inside = String.UnicodeScalarView()
    while at < source.count, !starts(with: mark) {
      inside.append(source[at])
      advance()
    }
    for _ in 0..<min(mark.unicodeScalars.count, source.count - at) { advance() }
    return String(inside)
  }

  // MARK: Elements

  private mutating func readTag() {
    let start = line
    advance()
    let isEnd = peek(0) == "/"
    if isEnd { advance() }
    let name = takeName()
    var attributes: [(name: String, value: String)] = []
    var closesItself = false
    while let scalar = peek(0), scalar != ">" {
      if scalar == "/" || scalar.properties.isWhitespace {
        closesItself = scalar == "/"
        advance()
        continue
      }
      let name = takeName()
      if name.isEmpty {
        advance()
        continue
      }
      attributes.append((name, takeValue()))
      closesItself = false
    }
    if at < source.count { advance() }
    if isEnd {
      close(name)
    } else {
      begin(name, closesItself: closesItself || MarkupLists.void.contains(name))
      for attribute in attributes {
        note(attribute.name, attribute.value, of: name, attributes, start)
      }
      if MarkupLists.raw.contains(name), !closesItself { readRaw(name, attributes) }
    }
  }

  private mutating func takeName() -> String {
    var name = String.UnicodeScalarView()
    while let scalar = peek(0), !scalar.properties.isWhitespace,
      !"=/>".unicodeScalars.contains(scalar)
    {
      name.append(scalar)
      advance()
    }
    return String(name).lowercased()
  }

  private mutating func takeValue() -> String {
    while let scalar = peek(0), scalar.properties.isWhitespace { advance() }
    guard peek(0) == "=" else { return "" }
    advance()
    while let scalar = peek(0), scalar.properties.isWhitespace { advance() }
    var quote: Unicode.Scalar?
    if let scalar = peek(0), scalar == "\"" || scalar == "'" {
      quote = scalar
      advance()
    }
    var value = String.UnicodeScalarView()
    while let scalar = peek(0) {
      if let quote {
        if scalar == quote { break }
      } else if scalar == ">" || scalar.properties.isWhitespace {
        break
      }
      advance()
      if scalar == "&" {
        value.append(contentsOf: Self.entity(source, &at).unicodeScalars)
      } else {
        value.append(scalar)
      }
    }
    if quote != nil, at < source.count { advance() }
    return String(value)
  }

  /// Scripts and style sheets: no markup inside.
  private mutating func readRaw(_ tag: String, _ attributes: [(name: String, value: String)]) {
    let start = line
    let inside = take(until: "</\(tag)", from: 0)
    _ = take(until: ">", from: 0)
    close(tag)
    let type = attributes.first { $0.name == "type" }?.value ?? ""
    flush()
    if type.contains("json") {
      found += DataText.stretches(of: inside, line: start)
    } else if !inside.isEmpty {
      found.append(Stretch(.text, inside, line: start))
    }
  }

  // MARK: How text reads

  private mutating func begin(_ tag: String, closesItself: Bool) {
    if let parent = open.indices.last {
      let before = open[parent].children
      open[parent].children += 1
      switch (open[parent].tag, before) {
      case ("mfrac", 1): write(" ⁄ ")
      case ("msup", 1), ("msubsup", 2): write("^")
      case ("msub", 1), ("msubsup", 1): write("_")
      default: break
      }
    }
    switch tag {
    case "mtd": write(open.last.map { $0.children > 1 } ?? false ? " , " : " ")
    case "mtr": write(open.last.map { $0.children > 1 } ?? false ? " ; " : " ")
    case "msqrt", "mroot": write(" √ ")
    case "mi", "mn", "mo", "mtext", "mrow": write(" ")
    case "td", "th": write(" | ")
    // Room for an answer: what follows it is none.
    case "input", "textarea": write(" ▁ ")
    case "tr": write("\n")
    case "sup": write("^")
    case "sub": write("_")
    default: if !MarkupLists.inline.contains(tag) { flush() }
    }
    if !closesItself, !MarkupLists.void.contains(tag) { open.append((tag, 0)) }
  }

  private mutating func close(_ tag: String) {
    if let place = open.lastIndex(where: { $0.tag == tag }) { open.removeSubrange(place...) }
    switch tag {
    case "mi", "mn", "mo", "mtext": write(" ")
    default:
      if !MarkupLists.inline.contains(tag), !MarkupLists.mathematics.contains(tag) { flush() }
    }
  }

  private mutating func write(_ characters: String) {
    text.append(contentsOf: characters.unicodeScalars)
  }

  private mutating func flush() {
    if text.contains(where: { !$0.properties.isWhitespace }) {
      found.append(Stretch(.text, String(text), line: textLine))
    }
    text.removeAll()
    textLine = line
  }

  private mutating func note(
    _ name: String,
    _ value: String,
    of tag: String,
    _ attributes: [(name: String, value: String)],
    _ line: Int
  ) {
    guard !value.isEmpty else { return }
    let isRange = tag == "input" && attributes.contains { $0.name == "type" && $0.value == "range" }
    let isFurniture = MarkupLists.furniture.contains(name) || (isRange && name == "value")
    found.append(Stretch(isFurniture ? .furniture(name) : .attribute(name), value, line: line))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}

extension Unicode.Scalar {
  fileprivate var lowercase: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) + 32) : self
  }
}
