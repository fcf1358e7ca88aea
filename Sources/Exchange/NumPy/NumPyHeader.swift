/// What the header of a `.npy` file says.
struct NumPyHeader: Equatable {
  /// What the numbers are.
  struct Kind: Equatable {
    /// `f` floating-point, `i` whole, `u` whole from 0, `b` true or false.
    var letter: UInt8
    /// How many bytes each takes.
    var width: Int
    /// Whether the highest byte comes first.
    var isBig: Bool

    /// The number that begins at a place.
    func number(_ bytes: ArraySlice<UInt8>, at place: Int) -> Double {
      let bits: UInt64 =
        switch width {
        case 1: UInt64(LittleEndian.number(UInt8.self, bytes, at: place))
        case 2: UInt64(LittleEndian.number(UInt16.self, bytes, at: place, isBig: isBig))
        case 4: UInt64(LittleEndian.number(UInt32.self, bytes, at: place, isBig: isBig))
        default: LittleEndian.number(UInt64.self, bytes, at: place, isBig: isBig)
        }
      switch (letter, width) {
      case (UInt8(ascii: "f"), 2): return LittleEndian.half(UInt16(truncatingIfNeeded: bits))
      case (UInt8(ascii: "f"), 4):
        return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case (UInt8(ascii: "f"), _): return Double(bitPattern: bits)
      case (UInt8(ascii: "i"), 1): return Double(Int8(truncatingIfNeeded: bits))
      case (UInt8(ascii: "i"), 2): return Double(Int16(truncatingIfNeeded: bits))
      case (UInt8(ascii: "i"), 4): return Double(Int32(truncatingIfNeeded: bits))
      case (UInt8(ascii: "i"), _): return Double(Int64(truncatingIfNeeded: bits))
      case (UInt8(ascii: "b"), _): return bits == 0 ? 0 : 1
      default: return Double(bits)
      }
    }
  }

  var kind: Kind
  var isColumnMajor: Bool
  var shape: [Int]
}

/// Reads the header: a dictionary as Python writes it, of three entries.
struct NumPyHeaderReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  mutating func read() throws(NumPyMistake) -> NumPyHeader {
    var kind: NumPyHeader.Kind?
    var isColumnMajor = false
    var shape: [Int]?
    try expect("{")
    while !takes("}") {
      let key = try quoted()
      try expect(":")
      switch key {
      case "descr": kind = try self.kind()
      case "fortran_order": isColumnMajor = try truth()
      case "shape": shape = try lengths()
      default: throw .unreadable(byte: place, expected: "descr, fortran_order or shape")
      }
      if !takes(",") {
        try expect("}")
        break
      }
    }
    guard let kind, let shape else {
      throw .unreadable(byte: place, expected: "descr and shape before the header's end")
    }
    return NumPyHeader(kind: kind, isColumnMajor: isColumnMajor, shape: shape)
  }

  private mutating func kind() throws(NumPyMistake) -> NumPyHeader.Kind {
    skipSpace()
    let start = place
    let text = Array(try quoted().utf8)
    let letters = Array("fiub".utf8)
    let order = text.first ?? 0
    guard text.count == 3, Array("<>|=".utf8).contains(order), letters.contains(text[1]),
      [1, 2, 4, 8].contains(Int(text[2]) - 0x30),
      text[1] != UInt8(ascii: "f") || text[2] != UInt8(ascii: "1"),
      text[1] != UInt8(ascii: "b") || text[2] == UInt8(ascii: "1")
    else { throw .kind(String(decoding: text.prefix(40), as: UTF8.self), byte: start) }
    return NumPyHeader.Kind(
      letter: text[1],
      width: Int(text[2]) - 0x30,
      isBig: order == UInt8(ascii: ">")
    )
  }

  private mutating func truth() throws(NumPyMistake) -> Bool {
    skipSpace()
    for (word, flag) in [("True", true), ("False", false)]
    where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return flag
    }
    throw .unreadable(byte: place, expected: "True or False")
  }

  private mutating func lengths() throws(NumPyMistake) -> [Int] {
    var lengths: [Int] = []
    try expect("(")
    while !takes(")") {
      skipSpace()
      let start = place
      var length = 0
      while place < bytes.endIndex, (0x30...0x39).contains(bytes[place]), length < 1 << 40 {
        length = length * 10 + Int(bytes[place] - 0x30)
        place += 1
      }
      if start == place || lengths.count > 256 {
        throw .unreadable(byte: place, expected: "the length of an axis")
      }
      lengths.append(length)
      if !takes(",") {
        try expect(")")
        break
      }
    }
    return lengths
  }

  private mutating func quoted() throws(NumPyMistake) -> String {
    skipSpace()
    guard place < bytes.endIndex, bytes[place] == 0x27 || bytes[place] == 0x22 else {
      throw .unreadable(byte: place, expected: "a text in quotes")
    }
    let quote = bytes[place]
    guard let end = bytes[(place + 1)...].firstIndex(of: quote) else {
      throw .unreadable(byte: place, expected: "a text in quotes")
    }
    let text = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
    place = end + 1
    return text
  }

  private mutating func expect(_ sign: Unicode.Scalar) throws(NumPyMistake) {
    guard takes(sign) else { throw .unreadable(byte: place, expected: "'\(sign)'") }
  }

  private mutating func takes(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.endIndex, UInt32(bytes[place]) == sign.value else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.endIndex, bytes[place] == 0x20 || bytes[place] == 0x0A { place += 1 }
  }
}
