extension Graph {
  /// Makes room for so many names.
  public mutating func reserveNames(_ count: Int) {
    names.reserveCapacity(count)
    namedNodes.reserveCapacity(count)
    nodeOfName.reserveCapacity(count)
  }

  /// Gives a node its name; a node keeps the first.
  public mutating func name(_ node: NodeID, _ name: String) {
    if let earlier = nodeOfName.updateValue(node, forKey: name) {
      nodeOfName[name] = earlier
      return
    }
    if namePlaces[node.index] < 0 { namePlaces[node.index] = Int32(names.count) }
    names.append(name)
    namedNodes.append(node)
  }

  /// Says which part of the source a node's expression is, in bytes.
  public mutating func setWritten(_ node: NodeID, from start: Int, to end: Int) {
    written[node.index] = WrittenRange(start: UInt32(start), end: UInt32(end))
  }

  /// Says how a node is written where no source says it.
  public mutating func describe(_ node: NodeID, as text: String) {
    // Beyond a gigabyte of descriptions nodes go without.
    guard source.count < 1 << 30 else { return }
    let start = source.count
    source += Array(text.utf8)
    setWritten(node, from: start, to: source.count)
  }

  /// Puts another text in place of the one that expressions are parts of; ``setWritten(_:from:to:)`` then says
  /// anew where each stands.
  public mutating func setSource(_ text: [UInt8]) {
    source = text
    written.removeAll()
  }

  /// The name of a node, if it has one.
  public func name(of node: NodeID) -> String? {
    let place = namePlaces[node.index]
    return place < 0 ? nil : names[Int(place)]
  }

  /// The node with a name.
  public func node(named name: String) -> NodeID? { nodeOfName[name] }

  /// The part of the source that is a node's expression, in bytes.
  public func writtenRange(of node: NodeID) -> Range<Int> {
    let range = written[node.index]
    return Int(range.start)..<Int(range.end)
  }

  /// A node's expression as written, with every run of white space as one space, cut in the middle
  /// where it is longer than `limit` characters.
  public func written(_ node: NodeID, limit: Int = 1000) -> String {
    TextBytes.string { writeWritten(node, limit: limit, to: &$0) }
  }

  /// Writes what ``written(_:limit:)`` returns; nothing where no source says it.
  package func writeWritten(_ node: NodeID, limit: Int, to text: inout TextBytes) {
    let range = writtenRange(of: node)
    let start = text.bytes.count
    if range.count > 4 * limit {
      writeSource(range.lowerBound..<range.lowerBound + 2 * limit, to: &text)
      writeSource(range.upperBound - 2 * limit..<range.upperBound, to: &text)
    } else {
      writeSource(range, to: &text)
    }
    let count = text.bytes.count - start
    guard count > limit else { return }
    let half = max(limit / 2 - 1, 1)
    var head = start + half
    while head > start, text.bytes[head] & 0xC0 == 0x80 { head -= 1 }
    var rest = max(head, start + count - half)
    while rest < start + count, text.bytes[rest] & 0xC0 == 0x80 { rest += 1 }
    text.bytes.replaceSubrange(head..<rest, with: "…".utf8)
  }

  /// A node's name, or its expression as written.
  public func label(of node: NodeID, limit: Int = 1000) -> String {
    name(of: node) ?? written(node, limit: limit)
  }

  /// Writes what ``label(of:limit:)`` returns.
  package func writeLabel(of node: NodeID, limit: Int, to text: inout TextBytes) {
    if let name = name(of: node) { return text.write(name) }
    writeWritten(node, limit: limit, to: &text)
  }

  /// How a consumer is called where it hands something back: inside a function's call, as the call.
  public func consumerLabel(of node: NodeID, limit: Int = 1000) -> String {
    label(of: caller(of: node), limit: limit)
  }

  /// The node that stands for a consumer where it hands something back: inside a function's call, the
  /// call's result.
  package func caller(of node: NodeID) -> NodeID {
    outermostGroup(of: node).map { groups[$0].result } ?? node
  }

  /// Writes a part of the source, with every run of white space as one space.
  private func writeSource(_ range: Range<Int>, to text: inout TextBytes) {
    let part = source[range]
    text.bytes.append(addingCapacity: part.count) { span in
      var isPending = false
      for byte in part {
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
          isPending = true
        } else {
          if isPending, !span.isEmpty { span.append(0x20) }
          isPending = false
          span.append(byte)
        }
      }
    }
  }
}
