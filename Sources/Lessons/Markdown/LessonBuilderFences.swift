extension LessonBuilder {
  /// Makes a block of a fence; what is no block that runs is plain code.
  mutating func code(
    info: String,
    literal: String,
    _ node: MarkdownNode
  ) -> [ParsedBlock] {
    let head = document.fences[node.range.lowerBound]
    if let head, let kind = head.kind {
      // What it says in words may hold further blocks.
      let index = fences.count
      fence(head, kind)
      if let words = head.words { fences[index].text = text(words, ofFence: index) }
      return [ParsedBlock(content: .fence(index), range: node.range)]
    }
    return [
      ParsedBlock(
        content: .code(language: head?.language ?? "", literal),
        range: node.range
      )
    ]
  }

  private mutating func fence(_ head: FenceHead, _ kind: FenceKind) {
    let earlier = fences.filter(\.hasOwnID).flatMap { [$0.id, $0.name] }
    let options = FenceOptionReader(
      head.attributes,
      of: kind,
      in: source,
      blocks: earlier,
      later: ids.given
    )
    findings += options.findings
    let own = head.attributes?.id
    let id = own?.text ?? ids.makeBlock(fences.count + 1)
    let caption = head.caption.map { run(at: $0, place: .caption) } ?? []
    var fence = Fence(
      kind: kind,
      id: id,
      hasOwnID: own != nil,
      label: nil,
      options: options.options,
      caption: caption,
      lines: head.lines,
      range: head.range
    )
    if let own {
      let prefix = LabelKind(label: own.text)
      let name = prefix == nil ? "\(kind.labelKind.rawValue)-\(own.text)" : own.text
      if prefix == .equation || prefix == .section {
        findings.append(
          .init(error: .wrongLabel(fence.name, expected: kind.labelKind), range: own.range)
        )
      } else if prefix != nil || !caption.isEmpty || referenced.contains(name) {
        fence.label = counter.add(
          prefix ?? kind.labelKind,
          name: name,
          id: id,
          at: own.range
        )
      }
    } else if !caption.isEmpty {
      fence.label = counter.add(kind.labelKind, name: "", id: id, at: head.range)
    }
    fences.append(fence)
  }

  /// Makes what an exercise or a question says in words.
  private mutating func text(_ words: FenceWords, ofFence index: Int) -> FenceText {
    var text = FenceText(solutionID: ids.make(beside: fences[index].id, "solution"))
    text.variants = words.variants
    text.prompt = words.prompt.map { part($0) } ?? []
    for hint in words.hints {
      text.hints.append(.init(words: run(at: hint.run, place: .words), line: hint.line))
    }
    for choice in words.choices {
      text.choices.append(
        .init(
          words: run(at: choice.text, place: .words),
          isRight: choice.isRight,
          justification: run(at: choice.justification, place: .words)
        )
      )
    }
    text.solution = words.solution.map { part($0) }
    return text
  }

  /// Makes the blocks of a part that was parsed for itself.
  private mutating func part(_ index: Int) -> [ParsedBlock] {
    guard document.parts.indices.contains(index) else { return [] }
    let wasInside = isInsideBlock
    isInsideBlock = true
    defer { isInsideBlock = wasInside }
    return blocks(document.parts[index].children)
  }
}
