internal import Drawing
internal import Notation

extension LessonBuilder {
  /// Where inline nodes stand: not everything may stand everywhere.
  enum Place: String {
    case paragraph
    case heading = "a heading"
    case cell = "a table"
    case caption = "a caption"
    case words = "a hint or a choice"
    case inside = "emphasis or a link"
  }

  /// Makes the inline pieces of a run that was parsed for itself.
  mutating func run(at index: Int, place: Place) -> [ParsedInline] {
    guard document.runs.indices.contains(index) else { return [] }
    return inlines(document.runs[index], place: place).trimmingBreaks()
  }

  /// Makes inline pieces.
  mutating func inlines(_ nodes: [MarkdownNode], place: Place) -> [ParsedInline] {
    var result: [ParsedInline] = []
    for node in nodes {
      switch node.kind {
      case .text(let text):
        result += self.text(text, range: node.range, place: place)
      case .softBreak: result.append(.init(content: .softBreak, range: node.range))
      case .lineBreak: result.append(.init(content: .lineBreak, range: node.range))
      case .codeSpan(let text):
        result.append(.init(content: .code(restored(text)), range: node.range))
      case .html(let text): result += html(restored(text), node)
      case .emphasis:
        result.append(
          .init(content: .emphasis(inlines(node.children, place: .inside)), range: node.range)
        )
      case .strong:
        result.append(
          .init(content: .strong(inlines(node.children, place: .inside)), range: node.range)
        )
      case .link(let address, let title):
        let inside = inlines(node.children, place: .inside)
        let use = add(.link, restored(address), node)
        checkFilled([address, title], "a link's address or title")
        result.append(
          .init(content: .link(use: use, title: restored(title), inside), range: node.range)
        )
      case .image(let address, let title):
        let use = add(.image, restored(address), node)
        checkFilled([address, title, text(in: node.children)], "a picture")
        result.append(
          .init(
            content: .image(
              use: use,
              alternative: plainText(node.children),
              title: restored(title)
            ),
            range: node.range
          )
        )
      default: break
      }
    }
    return result
  }

  private mutating func add(
    _ kind: ParsedUse.Kind,
    _ address: String,
    _ node: MarkdownNode
  ) -> Int {
    uses.append(ParsedUse(kind: kind, address: address, range: node.range))
    return uses.count - 1
  }

  /// Cuts a text at its stand-ins and puts back what they stand for.
  private mutating func text(
    _ text: String,
    range: SourceRange,
    place: Place
  ) -> [ParsedInline] {
    var result: [ParsedInline] = []
    var start = range.lowerBound
    for piece in StandIn.pieces(of: text) {
      switch piece {
      case .text(let text):
        result.append(
          .init(content: .text(text), range: start..<max(start, range.upperBound))
        )
      case .item(let index):
        guard document.items.indices.contains(index) else { continue }
        let item = document.items[index]
        start = item.range.upperBound
        if let content = content(of: item, index: index, place: place) {
          result.append(.init(content: content, range: item.range))
        }
      }
    }
    return result
  }

  private mutating func content(
    of item: ProtectedItem,
    index: Int,
    place: Place
  ) -> ParsedInline.Content? {
    switch item.content {
    case .math(let formula):
      checkInterpolation(in: formula)
      return .math(source: formula.text, parse(formula, at: item.range) ?? .row([]))
    case .display(let formula, let label):
      guard place == .paragraph else {
        findings.append(.init(error: .displayInside(place.rawValue), range: item.range))
        return nil
      }
      return display(formula, label: label, at: item.range).map { .block($0) }
    case .interpolation(let interpolation): return .interpolation(interpolation)
    case .reference(let label):
      uses.append(ParsedUse(kind: .reference, address: label, range: item.range))
      return .reference(use: uses.count - 1)
    case .attributes:
      // A heading's and a caption's are taken before; here they are characters.
      return place == .heading || place == .caption ? nil : .text(source.text(item.range))
    case .table(let table):
      guard place == .paragraph else { return .text(source.text(item.range)) }
      return .block(self.table(table, at: item.range))
    }
  }

  // MARK: Formulas

  private mutating func parse(_ formula: MappedText, at range: SourceRange) -> Formula? {
    // More mistakes than are told are not looked for.
    guard badFormulas < Diagnostics.limit else { return nil }
    do throws(TeXError) {
      return try TeXParser.parse(formula.text, macros: &macros)
    } catch {
      badFormulas += 1
      let start = formula.byte(atScalar: error.offset, in: source)
      let end = formula.byte(atScalar: error.offset + error.width, in: source)
      findings.append(
        .init(
          error: .formula(error.message, help: error.help),
          range: start..<max(start + 1, end)
        )
      )
      return nil
    }
  }

  /// Braces in braces are TeX's own, but not with a space inside each.
  private mutating func checkInterpolation(in formula: MappedText) {
    let scalars = Array(formula.text.unicodeScalars)
    var open: Int?
    for index in scalars.indices.dropLast(2) {
      let three = scalars[index...index + 2]
      if three.elementsEqual("{{ ".unicodeScalars) {
        open = index
      } else if three.elementsEqual(" }}".unicodeScalars), let start = open {
        let from = formula.byte(atScalar: start, in: source)
        findings.append(
          .init(
            error: .interpolationInFormula,
            range: from..<max(from, formula.byte(atScalar: index + 3, in: source))
          )
        )
        return
      }
    }
  }

  private mutating func display(
    _ formula: MappedText,
    label: AttributeList.Name?,
    at range: SourceRange
  ) -> ParsedBlock? {
    checkInterpolation(in: formula)
    let isEmpty = formula.text.unicodeScalars.allSatisfy { $0.value <= 0x20 }
    if isEmpty {
      findings.append(.init(error: .emptyFormula, range: range))
      return nil
    }
    var number: Label?
    if let label {
      if LabelKind(label: label.text) != .equation {
        let name = Fence.name(ofID: label.text)
        findings.append(
          .init(error: .wrongLabel(name, expected: .equation), range: label.range)
        )
      }
      let added = counter.add(.equation, name: label.text, id: label.text, at: label.range)
      number = Label(id: added.id, name: String(added.name.drop { $0 != "(" }))
    }
    guard let parsed = parse(formula, at: range) else { return nil }
    // Only definitions: nothing to show.
    if parsed == .row([]), label == nil { return nil }
    return ParsedBlock(
      content: .math(source: formula.text.trimmingSpace, formula: parsed, label: number),
      range: range
    )
  }

  // MARK: Raw HTML

  private mutating func html(_ text: String, _ node: MarkdownNode) -> [ParsedInline] {
    if RawHTML.isComment(text) { return [] }
    guard allowsRawHTML else { return [.init(content: .text(text), range: node.range)] }
    checkHTML(text, at: node.range)
    return [.init(content: .html(text), range: node.range)]
  }

  /// Even where raw HTML is let through, it may not run scripts or load from other hosts.
  mutating func checkHTML(_ text: String, at range: SourceRange) {
    if let what = RawHTML.forbidden(in: text) {
      findings.append(.init(error: .forbiddenHTML(what), range: range))
    }
  }

  // MARK: Stand-ins as characters

  /// Nobody fills in numbers where there is no text.
  private mutating func checkFilled(_ texts: [String], _ place: String) {
    for piece in texts.flatMap(StandIn.pieces) {
      guard case .item(let index) = piece, document.items.indices.contains(index),
        case .interpolation = document.items[index].content
      else { continue }
      findings.append(
        .init(error: .interpolationHere(place), range: document.items[index].range)
      )
    }
  }

  /// All texts in nodes, with their stand-ins.
  private func text(in nodes: [MarkdownNode]) -> String {
    nodes.map { node in
      if case .text(let text) = node.kind { text } else { text(in: node.children) }
    }.joined()
  }

  /// A text with what stood in its stand-ins, as it was written.
  func restored(_ text: String) -> String {
    StandIn.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .item(let index):
        document.items.indices.contains(index) ? source.text(document.items[index].range) : ""
      }
    }.joined()
  }

  /// The words of nodes, for a picture's alternative text.
  private func plainText(_ nodes: [MarkdownNode]) -> String {
    nodes.map { node in
      switch node.kind {
      case .text(let text), .codeSpan(let text): restored(text)
      case .softBreak, .lineBreak: " "
      default: plainText(node.children)
      }
    }.joined()
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpace: String {
    var rest = unicodeScalars[...]
    while let last = rest.last, last.value <= 0x20 { rest.removeLast() }
    while let first = rest.first, first.value <= 0x20 { rest.removeFirst() }
    return String(String.UnicodeScalarView(rest))
  }
}
