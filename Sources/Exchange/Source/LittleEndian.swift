/// Numbers as bytes, the lowest first, and back.
enum LittleEndian {
  /// The bytes of whole numbers.
  static func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
    let width = Number.bitWidth / 8
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * width)
    for number in numbers {
      for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
    return bytes
  }

  /// The bytes of numbers in single precision.
  static func bytes(_ numbers: [Float]) -> [UInt8] { bytes(numbers.map { $0.bitPattern }) }

  /// The bytes of numbers in double precision.
  static func bytes(_ numbers: [Double]) -> [UInt8] { bytes(numbers.map { $0.bitPattern }) }

  /// The whole number at a place, the highest byte first if `isBig`.
  ///
  /// - Precondition: There are enough bytes.
  static func number<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type,
    _ bytes: some RandomAccessCollection<UInt8>,
    at start: Int,
    isBig: Bool = false
  ) -> Number {
    let width = Number.bitWidth / 8
    var number: Number = 0
    for place in 0..<width {
      let index = bytes.index(
        bytes.startIndex,
        offsetBy: start + (isBig ? place : width - 1 - place)
      )
      number = number << 8 | Number(truncatingIfNeeded: bytes[index])
    }
    return number
  }

  /// A number in half precision from its bits.
  static func half(_ bits: UInt16) -> Double {
    let sign = bits >> 15 == 0 ? 1.0 : -1.0
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * Double(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }
}
