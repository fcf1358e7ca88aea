/// Reads JSON from one value to the next, without making a tree of it.
///
/// Every mistake is told at its byte; depth is bounded.
struct JSONCursor {
  /// Brackets nest at most so deep.
  static let depthLimit = 64

  private let bytes: [UInt8]
  /// The next byte.
  private(set) var place = 0

  /// Begins; `bytes` are well-formed UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte of the next value.
  mutating func next() -> UInt8? {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    return place < bytes.count ? bytes[place] : nil
  }

  /// Nothing may follow.
  mutating func end() throws(ModelMistake) {
    if next() != nil { throw expected("the end of the file") }
  }

  /// Something else was expected.
  mutating func expected(_ what: String) -> ModelMistake {
    guard let byte = next() else {
      return ModelMistake(.expected(what, found: "the end of the file"), place)
    }
    let isPlain = byte > 0x20 && byte < 0x7F
    let found = isPlain ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte \(byte)"
    return ModelMistake(.expected(what, found: found), place)
  }

  private mutating func take(_ sign: Character, _ what: String) throws(ModelMistake) {
    guard let byte = sign.asciiValue, next() == byte else { throw expected(what) }
    place += 1
  }

  /// The fields of an object, one after the other; each is read, or passed over, by `read`.
  mutating func object(
    _ read: (String, inout JSONCursor) throws(ModelMistake) -> Void
  ) throws(ModelMistake) {
    try take("{", "an object, '{'")
    var keys: [String] = []
    if next() == UInt8(ascii: "}") { return place += 1 }
    while true {
      _ = next()
      let start = place
      let key = try string()
      if keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
        throw ModelMistake(.keyTwice(key), start)
      }
      guard keys.count < 1000 else { throw ModelMistake(.tooDeep(limit: 1000), start) }
      keys.append(key)
      try take(":", "':'")
      try read(key, &self)
      if next() == UInt8(ascii: ",") {
        place += 1
      } else {
        return try take("}", "',' or '}'")
      }
    }
  }

  /// The entries of an array, one after the other, each read by `read`.
  mutating func array(
    _ read: (inout JSONCursor) throws(ModelMistake) -> Void
  ) throws(ModelMistake) {
    try take("[", "an array, '['")
    if next() == UInt8(ascii: "]") { return place += 1 }
    while true {
      try read(&self)
      if next() == UInt8(ascii: ",") {
        place += 1
      } else {
        return try take("]", "',' or ']'")
      }
    }
  }

  /// A text.
  mutating func string() throws(ModelMistake) -> String {
    try take("\"", "a text in quotes")
    let start = place
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(&text)
      case 0..<0x20: throw ModelMistake(.badText("a control character"), place - 1)
      default: text.append(byte)
      }
    }
    throw ModelMistake(.expected("a closing quote", found: "the end of the file"), start - 1)
  }

  private mutating func escape(_ text: inout [UInt8]) throws(ModelMistake) {
    let start = place - 1
    guard place < bytes.count else { throw expected("a text in quotes") }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"):
      var value = try unit(start)
      if value >= 0xD800, value < 0xDC00, place + 1 < bytes.count,
        bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
      {
        place += 2
        let low = try unit(start)
        guard low >= 0xDC00, low < 0xE000 else {
          throw ModelMistake(.badText("half a surrogate pair"), start)
        }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw ModelMistake(.badText("half a surrogate pair"), start)
      }
      text += Array(String(Character(scalar)).utf8)
    default: throw ModelMistake(.badText("an unknown escape"), start)
    }
  }

  /// Four hexadecimal digits.
  private mutating func unit(_ start: Int) throws(ModelMistake) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue
      else { throw ModelMistake(.badText("an escape without four digits"), start) }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  /// The digits of a number.
  private mutating func digits(_ what: String) throws(ModelMistake) -> (text: String, place: Int) {
    guard let first = next(), first == UInt8(ascii: "-") || first >= 0x30 && first <= 0x39 else {
      throw expected(what)
    }
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        place += 1
      default: return (String(decoding: bytes[start..<place], as: UTF8.self), start)
      }
      if place - start > 400 { throw ModelMistake(.expected(what, found: "endless digits"), start) }
    }
    return (String(decoding: bytes[start..<place], as: UTF8.self), start)
  }

  /// A finite number.
  mutating func number() throws(ModelMistake) -> Double {
    let (text, start) = try digits("a number")
    guard let number = Double(text) else {
      throw ModelMistake(.expected("a number", found: "'\(text)'"), start)
    }
    guard number.isFinite else { throw ModelMistake(.notFinite(text), start) }
    return number
  }

  /// A finite number in 32 bits.
  mutating func float() throws(ModelMistake) -> Float {
    let (text, start) = try digits("a number")
    guard let number = Float(text) else {
      throw ModelMistake(.expected("a number", found: "'\(text)'"), start)
    }
    guard number.isFinite else { throw ModelMistake(.notFinite(text), start) }
    return number
  }

  /// What stands in quotes instead of a number that is not finite; nil where a number follows.
  private mutating func notFinite() throws(ModelMistake) -> Double? {
    guard next() == UInt8(ascii: "\"") else { return nil }
    let start = place
    switch try string() {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    case let found:
      let some = String(found.unicodeScalars.prefix(40))
      throw ModelMistake(.expected("a number", found: "'\(some)'"), start)
    }
  }

  /// A number that may be beyond all others.
  mutating func anyNumber() throws(ModelMistake) -> Double {
    if let number = try notFinite() { return number }
    return try number()
  }

  /// The same in 32 bits.
  mutating func anyFloat() throws(ModelMistake) -> Float {
    if let number = try notFinite() { return Float(number) }
    return try float()
  }

  /// A whole number from 0 to below a bound.
  mutating func count(below bound: Int = 1 << 31) throws(ModelMistake) -> Int {
    let (text, start) = try digits("a whole number")
    guard let number = Int(text), number >= 0, number < bound else {
      throw ModelMistake(.expected("a whole number from 0", found: "'\(text)'"), start)
    }
    return number
  }

  /// `true` or `false`.
  mutating func flag() throws(ModelMistake) -> Bool {
    if word("true") { return true }
    if word("false") { return false }
    throw expected("true or false")
  }

  /// Takes `null` if it is there.
  mutating func takeNull() -> Bool { word("null") }

  private mutating func word(_ text: String) -> Bool {
    _ = next()
    guard bytes[place...].starts(with: text.utf8) else { return false }
    place += text.utf8.count
    return true
  }

  /// Passes over a value of any kind.
  mutating func skip(depth: Int = 0) throws(ModelMistake) {
    guard depth < Self.depthLimit else {
      throw ModelMistake(.tooDeep(limit: Self.depthLimit), place)
    }
    switch next() {
    case UInt8(ascii: "{"):
      try object { _, cursor throws(ModelMistake) in try cursor.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array { cursor throws(ModelMistake) in try cursor.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try flag()
    case UInt8(ascii: "n"):
      guard takeNull() else { throw expected("a value") }
    default: _ = try number()
    }
  }

  // MARK: Lists

  /// An array of texts.
  mutating func strings() throws(ModelMistake) -> [String] {
    var texts: [String] = []
    try array { cursor throws(ModelMistake) in texts.append(try cursor.string()) }
    return texts
  }

  /// An array of numbers.
  mutating func numbers() throws(ModelMistake) -> [Double] {
    var numbers: [Double] = []
    try array { cursor throws(ModelMistake) in numbers.append(try cursor.number()) }
    return numbers
  }

  /// An array of numbers in 32 bits.
  mutating func floats() throws(ModelMistake) -> [Float] {
    var numbers: [Float] = []
    try array { cursor throws(ModelMistake) in numbers.append(try cursor.float()) }
    return numbers
  }

  /// An array of numbers that may be beyond all others.
  mutating func anyNumbers() throws(ModelMistake) -> [Double] {
    var numbers: [Double] = []
    try array { cursor throws(ModelMistake) in numbers.append(try cursor.anyNumber()) }
    return numbers
  }

  /// The same in 32 bits.
  mutating func anyFloats() throws(ModelMistake) -> [Float] {
    var numbers: [Float] = []
    try array { cursor throws(ModelMistake) in numbers.append(try cursor.anyFloat()) }
    return numbers
  }

  /// An array of whole numbers from 0.
  mutating func counts() throws(ModelMistake) -> [Int] {
    var numbers: [Int] = []
    try array { cursor throws(ModelMistake) in numbers.append(try cursor.count()) }
    return numbers
  }
}
