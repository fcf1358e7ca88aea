/// What an IDX file holds: numbers in an arrangement of any rank, as MNIST's images `[N, 28, 28]` and labels
/// `[N]`.
///
/// | bytes | meaning |
/// |-------|---------|
/// | 0, 1 | 0 |
/// | 2 | kind of the numbers: 0x08 unsigned and 0x09 signed bytes, 0x0B Int16, 0x0C Int32, 0x0D Float, 0x0E Double |
/// | 3 | how many axes there are |
/// | 4 … | the length of each axis, 32 bits |
/// | then | the numbers, the last axis running fastest; all with the highest byte first |
///
/// - SeeAlso: Y. LeCun, C. Cortes, C. Burges, *The MNIST Database of Handwritten Digits* (1998).
public struct IDXContent<Number: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
  /// The lengths of the axes.
  public let axes: [Int]
  /// The numbers.
  public let numbers: [Number]
}

/// Reads an IDX file as its bytes come in.
///
/// Room is made for what has come, not for what the header claims.
public struct IDXReader<Number: BinaryFloatingPoint & Sendable>: Sendable {
  private var header: [UInt8] = []
  private var axes: [Int]?
  private var size = 1
  private var claimed = 0
  private var received = 0
  /// The first bytes of a number whose last ones are not there yet.
  private var carried: [UInt8] = []
  private var numbers: [Number] = []

  /// Room for as many numbers is made at once, if the header claims them.
  private let most: Int

  /// Begins to read a file that cannot have more numbers than `most`; 0 if that is not known.
  public init(most: Int = 0) { self.most = max(0, most) }

  /// Reads on.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func feed(_ bytes: Span<UInt8>) throws(DataMistake) {
    var place = 0
    while axes == nil, place < bytes.count {
      header.append(bytes[place])
      place += 1
      try readHeader()
    }
    guard axes != nil else { return }
    let end = min(bytes.count, place + max(0, claimed * size - received))
    received += bytes.count - place
    try decode(bytes, place, end)
    if received > claimed * size { throw length() }
  }

  /// Takes the bytes of numbers from `start` to `end`.
  private mutating func decode(
    _ bytes: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) throws(DataMistake) {
    var place = start
    if size == 1 {
      let isSigned = header[2] == 0x09
      while place < end {
        numbers.append(isSigned ? Number(Int8(bitPattern: bytes[place])) : Number(bytes[place]))
        place += 1
      }
      return
    }
    while place < end {
      carried.append(bytes[place])
      place += 1
      if carried.count == size {
        let number = number()
        guard number.isFinite else {
          let width = max(1, claimed / max(1, axes?.first ?? 1))
          throw DataMistake(
            .idxNumber(
              row: numbers.count / width + 1,
              column: numbers.count % width + 1,
              "\(number)"
            )
          )
        }
        numbers.append(number)
        carried.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Ends reading and gives back what was read.
  public mutating func finish() throws(DataMistake) -> IDXContent<Number> {
    guard let axes else {
      if header.isEmpty { throw DataMistake(.empty) }
      if header.count < 4 { throw DataMistake(.notIDX(header)) }
      throw DataMistake(.idxHeaderCut(expected: 4 + 4 * Int(header[3]), found: header.count))
    }
    guard received == claimed * size else { throw length() }
    return IDXContent(axes: axes, numbers: numbers)
  }

  private func length() -> DataMistake {
    DataMistake(
      .idxLength(
        claimed: axes ?? [],
        expected: header.count + claimed * size,
        found: header.count + min(received, claimed * size + 1)
      )
    )
  }

  /// Looks at the header as far as it has come.
  private mutating func readHeader() throws(DataMistake) {
    if header.count == 2, header != [0, 0] { throw DataMistake(.notIDX(header)) }
    guard header.count >= 4 else { return }
    switch header[2] {
    case 0x08, 0x09: size = 1
    case 0x0B: size = 2
    case 0x0C, 0x0D: size = 4
    case 0x0E: size = 8
    default: throw DataMistake(.idxType(header[2]))
    }
    guard header[3] > 0, header[3] <= 8 else {
      throw DataMistake(.idxAxes(expected: "1 to 8 axes", found: Int(header[3])))
    }
    guard header.count == 4 + 4 * Int(header[3]) else { return }
    var lengths: [Int] = []
    for axis in 0..<Int(header[3]) {
      var length: UInt32 = 0
      for byte in header[(4 + 4 * axis)..<(8 + 4 * axis)] { length = length << 8 | UInt32(byte) }
      lengths.append(Int(clamping: length))
    }
    guard let product = DataSize.product(lengths), product <= DataSize.limit,
      product <= Int.max / 2 / size
    else {
      throw DataMistake(.idxTooLarge(claimed: lengths, limit: DataSize.limit))
    }
    axes = lengths
    claimed = product
    numbers.reserveCapacity(min(product, most))
  }

  private func number() -> Number {
    var bits: UInt64 = 0
    for byte in carried { bits = bits << 8 | UInt64(byte) }
    return switch header[2] {
    case 0x0B: Number(Int16(truncatingIfNeeded: bits))
    case 0x0C: Number(Int32(truncatingIfNeeded: bits))
    case 0x0D: Number(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    default: Number(Double(bitPattern: bits))
    }
  }
}
