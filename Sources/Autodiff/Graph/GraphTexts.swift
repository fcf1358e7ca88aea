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
    var bytes: [UInt8] = []
    var range = writtenRange(of: node)
    var tail: [UInt8] = []
    if range.count > 4 * limit {
      tail = Graph.collapsed(source[(range.upperBound - 2 * limit)..<range.upperBound])
      range = range.lowerBound..<(range.lowerBound + 2 * limit)
    }
    bytes = Graph.collapsed(source[range]) + tail
    guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
    let half = max(limit / 2 - 1, 1)
    var head = half
    while head > 0, bytes[head] & 0xC0 == 0x80 { head -= 1 }
    var rest = bytes.count - half
    while rest < bytes.count, bytes[rest] & 0xC0 == 0x80 { rest += 1 }
    return String(decoding: bytes[..<head], as: UTF8.self) + "…"
      + String(decoding: bytes[rest...], as: UTF8.self)
  }

  /// A node's name, or its expression as written.
  public func label(of node: NodeID, limit: Int = 1000) -> String {
    name(of: node) ?? written(node, limit: limit)
  }

  /// How a consumer is called where it hands something back: inside a function's call, as the call.
  public func consumerLabel(of node: NodeID, limit: Int = 1000) -> String {
    guard let group = outermostGroup(of: node) else { return label(of: node, limit: limit) }
    return label(of: groups[group].result, limit: limit)
  }

  private static func collapsed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var pending = false
    for byte in bytes {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        pending = true
      } else {
        if pending, !result.isEmpty { result.append(0x20) }
        pending = false
        result.append(byte)
      }
    }
    return result
  }
}
