extension LessonBuilder {
  /// Makes a block of a fence; what is no block that runs is plain code.
  mutating func code(
    info: String,
    literal: String,
    _ node: MarkdownNode
  ) -> [ParsedBlock] {
    let head = document.fences[node.range.lowerBound]
    if let head, let kind = head.kind {
      fence(head, kind)
      return [ParsedBlock(content: .fence(fences.count - 1), range: node.range)]
    }
    return [
      ParsedBlock(
        content: .code(language: head?.language ?? "", literal),
        range: node.range
      )
    ]
  }

  private mutating func fence(_ head: FenceHead, _ kind: FenceKind) {
    if !kind.isAvailable {
      findings.append(.init(error: .blockNotAvailable(kind), range: head.range))
    }
    let earlier = fences.filter(\.hasOwnID).flatMap { [$0.id, $0.name] }
    let options = FenceOptionReader(
      head.attributes,
      of: kind,
      in: source,
      blocks: earlier,
      later: ids.given
    )
    if kind.isAvailable { findings += options.findings }
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
}
