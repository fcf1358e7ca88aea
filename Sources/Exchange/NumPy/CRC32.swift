/// The checksum of zip files: CRC-32 with the polynomial 0xEDB88320, bits taken from the lowest on.
struct CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    var rest = UInt32(byte)
    for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    return rest
  }

  /// The checksum of some bytes.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var rest = UInt32.max
    for byte in bytes { rest = rest >> 8 ^ table[Int((rest ^ UInt32(byte)) & 0xFF)] }
    return ~rest
  }
}
