/// Walks through the bytes of a model before anything is made of them, so that what is wrong can be told with
/// its place, and that a small file cannot ask for much memory.
///
/// A message is a row of fields, each a number for its name and kind, then its content: a number of 7 bits a
/// byte, 4 or 8 bytes, or a length and so many bytes, which may be a message again.
struct OnnxWireCheck {
  /// Where the nodes of the graph begin.
  private(set) var nodes: [Int] = []
  /// Where its initializers begin.
  private(set) var initializers: [Int] = []
  private var parts = 0
  private var numbers = 0
  private let bytes: [UInt8]

  /// The most messages and texts that a model may have.
  static let partLimit = 2_000_000
  /// The most numbers in lists.
  static let numberLimit = 1 << 26

  /// The messages whose insides are looked at.
  enum Message: String {
    case model = "the model"
    case graph = "the graph"
    case node = "a node"
    case attribute = "an attribute"
    case tensor = "a tensor"
    case value = "a value's description"
    case type = "a type"
    case tensorType = "a tensor's type"
    case shape = "a shape"
    case dimension = "an axis"
    case entry = "an entry"
  }

  /// What the content of a field is, where it has a length.
  private enum Content {
    case message(Message)
    case text
    case numbers
    case bytes
  }

  /// Checks a whole file.
  init(_ bytes: [UInt8]) throws(OnnxMistake) {
    self.bytes = bytes
    try walk(0..<bytes.count, .model)
  }

  private mutating func walk(_ range: Range<Int>, _ message: Message) throws(OnnxMistake) {
    var place = range.lowerBound
    while place < range.upperBound {
      let start = place
      let tag = try varint(&place, range.upperBound, message)
      let field = tag >> 3
      guard field > 0, field < 1 << 29 else {
        throw .unreadable(byte: start, expected: "a field of \(message.rawValue)")
      }
      switch tag & 7 {
      case 0: _ = try varint(&place, range.upperBound, message)
      case 1: place += 8
      case 5: place += 4
      case 2:
        let length = try varint(&place, range.upperBound, message)
        guard length <= UInt64(range.upperBound - place) else {
          throw .truncated(byte: range.upperBound, inside: message.rawValue)
        }
        let content = place..<place + Int(length)
        try look(
          at: content,
          Self.content(of: Int(field), in: message),
          from: start,
          field,
          message
        )
        place = content.upperBound
      default: throw .unreadable(byte: start, expected: "a field of \(message.rawValue)")
      }
      guard place <= range.upperBound else {
        throw .truncated(byte: range.upperBound, inside: message.rawValue)
      }
      try count(&parts, OnnxWireCheck.partLimit, at: start)
    }
  }

  private mutating func look(
    at range: Range<Int>,
    _ content: Content,
    from start: Int,
    _ field: UInt64,
    _ message: Message
  ) throws(OnnxMistake) {
    switch content {
    case .message(let inner):
      if message == .graph, field == 1 { nodes.append(start) }
      if message == .graph, field == 5 { initializers.append(start) }
      try walk(range, inner)
    case .text:
      guard String(validating: bytes[range], as: UTF8.self) != nil else {
        throw .unreadable(byte: range.lowerBound, expected: "a text in UTF-8")
      }
    case .numbers:
      var place = range.lowerBound
      while place < range.upperBound {
        _ = try varint(&place, range.upperBound, message)
        try count(&numbers, OnnxWireCheck.numberLimit, at: place)
      }
    case .bytes: break
    }
  }

  private func count(_ counter: inout Int, _ limit: Int, at place: Int) throws(OnnxMistake) {
    counter += 1
    if counter > limit { throw .tooManyParts(byte: place, limit: limit) }
  }

  private func varint(
    _ place: inout Int,
    _ end: Int,
    _ message: Message
  ) throws(OnnxMistake) -> UInt64 {
    let start = place
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard place < end else { throw .truncated(byte: end, inside: message.rawValue) }
      let byte = bytes[place]
      place += 1
      if shift == 63, byte > 1 { break }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw .unreadable(byte: start, expected: "a whole number of up to 64 bits")
  }

  /// The contents of the fields that onnx-subset.proto knows.
  private static func content(of field: Int, in message: Message) -> Content {
    switch (message, field) {
    case (.model, 7): .message(.graph)
    case (.model, 8), (.model, 25): .message(.entry)
    case (.graph, 1): .message(.node)
    case (.graph, 5): .message(.tensor)
    case (.graph, 11), (.graph, 12), (.graph, 13): .message(.value)
    case (.node, 5): .message(.attribute)
    case (.attribute, 5): .message(.tensor)
    case (.tensor, 13): .message(.entry)
    case (.value, 2): .message(.type)
    case (.type, 1): .message(.tensorType)
    case (.tensorType, 2): .message(.shape)
    case (.shape, 1): .message(.dimension)
    case (.model, 2), (.model, 3), (.model, 6), (.graph, 2), (.graph, 10), (.node, 1), (.node, 2),
      (.node, 3), (.node, 4), (.node, 7), (.attribute, 1), (.tensor, 8), (.value, 1),
      (.dimension, 2), (.entry, 1):
      .text
    case (.attribute, 8), (.tensor, 1), (.tensor, 5), (.tensor, 7), (.tensor, 11): .numbers
    default: .bytes
    }
  }
}
