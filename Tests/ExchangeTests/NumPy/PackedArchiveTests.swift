import Autodiff
import Foundation
import Testing

@testable import Exchange

@Suite("Archives as savez_compressed writes them")
struct PackedArchiveTests {
  /// What Tests/Reference/packed_archive.py prints: x 2 × 3, η 0 to 99 in 16 bits, 5,000 zeros.
  private static let text = """
    UEsDBC0AAAAIAAAAIQATDubZ//////////8FABQAeC5ucHkBABAAsAAAAAAAAABaAAAAAAAAAJvsF+obEMnIUMZQ
    rZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYw+GAPoRkO
    QKgHMD4UcDhAaAEHAFBLAwQtAAAICAAAACEAAa0f5v//////////BgAUAM63Lm5weQEAEABIAQAAAAAAANgAAAAA
    AAAAncjnMpwBAEDRoyVq9BrlUz9lxerR+0bvvYTFGmYMZtf4YzyFF8YruP/ueV/fW9s8SvPiNbxOpK6S4WgQjt/1
    hZEgvHlMPifjD+ePyevEl8fi96nEp6du40+Jz2/vjUYjHZHgLfh2uaRJlyFTlh9+ypYjV558BX4pVKRYiVJlylWo
    VKVajd9q1anXINCoSbMWrdqE2nXo1CWi2x89onr16Tdg0JBhf40YNWbchElTps2YNWfegph/Fi1ZtmLVmnUbNm3Z
    tmPXnn0HDh05duLUmf/OXYi7dOUDUEsDBC0AAAAIAAAAIQCrr1aj//////////8JABQAemVyb3MubnB5AQAQAMCc
    AAAAAAAAigAAAAAAAADtyKEKwlAAQNFZ/YrXnsLCiiBitjksBpMM94ZBnLyJRfwKf9hZ/ADzOe3ed73f7g6T4lE8
    Y5uGU46rENfdMpYhdn2+5+Z67HObvn/TXIY0/uHc3NLYs0VVVeW8DK/wr2kBAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAD8fABQSwECLQMtAAAACAAAACEAEw7m2VoAAACwAAAABQAAAAAAAAAAAAAAgAEAAAAA
    eC5ucHlQSwECLQMtAAAICAAAACEAAa0f5tgAAABIAQAABgAAAAAAAAAAAAAAgAGRAAAAzrcubnB5UEsBAi0DLQAA
    AAgAAAAhAKuvVqOKAAAAwJwAAAkAAAAAAAAAAAAAAIABoQEAAHplcm9zLm5weVBLBQYAAAAAAwADAJ4AAABmAgAA
    AAA=
    """

  private static func archive() throws -> [UInt8] {
    let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters)
    return Array(try #require(data))
  }

  @Test func `arrays are unpacked`() throws {
    let arrays = try NumPyReader.arrays(try Self.archive())
    #expect(arrays.map { $0.name } == ["x", "η", "zeros"])
    #expect(arrays[0].tensor == Tensor([[1, -2, 0.5], [0, 3, 4]]))
    #expect(arrays[1].tensor == Tensor((0..<100).map { Double($0) }))
    #expect(arrays[2].tensor == Tensor(repeating: 0, shape: Shape([5000])))
  }

  @Test func `an archive that is cut off anywhere is told`() throws {
    let whole = try Self.archive()
    for length in 0..<whole.count {
      #expect(throws: NumPyMistake.self) { try NumPyReader.arrays(Array(whole[..<length])) }
    }
  }

  @Test func `an archive that is changed anywhere is told, or reads`() throws {
    let whole = try Self.archive()
    for place in whole.indices {
      for byte: UInt8 in [0, 0xFF, whole[place] ^ 1] {
        var changed = whole
        changed[place] = byte
        _ = try? NumPyReader.arrays(changed)
      }
    }
  }

  /// Where the list's entry of the first file begins.
  private func entry(_ archive: [UInt8]) throws -> Int {
    try #require(archive.indices.first { archive[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
  }

  @Test func `a changed byte of what is packed does not unpack`() throws {
    var bytes = try Self.archive()
    // Behind the header of 30 bytes, the name and 20 bytes of extras.
    bytes[30 + 5 + 20] ^= 6
    #expect(throws: NumPyMistake.unpacked("x.npy")) { try NumPyReader.arrays(bytes) }
  }

  @Test func `a wrong checksum is told`() throws {
    var bytes = try Self.archive()
    bytes[try entry(bytes) + 16] ^= 1
    #expect(throws: NumPyMistake.damaged("x.npy")) { try NumPyReader.arrays(bytes) }
  }

  @Test(arguments: [-1, 1, 1000]) func `a length that is not the packed one is told`(
    change: Int
  ) throws {
    var bytes = try Self.archive()
    let place = try entry(bytes) + 24
    let size = Int(LittleEndian.number(UInt32.self, bytes, at: place)) + change
    bytes.replaceSubrange(place..<place + 4, with: LittleEndian.bytes([UInt32(size)]))
    #expect(throws: NumPyMistake.unpacked("x.npy")) { try NumPyReader.arrays(bytes) }
  }

  @Test(arguments: [-1, 1]) func `packed bytes that end too early or too late are told`(
    change: Int
  ) throws {
    var bytes = try Self.archive()
    let place = try entry(bytes) + 20
    let size = Int(LittleEndian.number(UInt32.self, bytes, at: place)) + change
    bytes.replaceSubrange(place..<place + 4, with: LittleEndian.bytes([UInt32(size)]))
    #expect(throws: NumPyMistake.unpacked("x.npy")) { try NumPyReader.arrays(bytes) }
  }

  @Test func `more bytes than all numbers may take are not unpacked`() throws {
    var bytes = try Self.archive()
    let place = try entry(bytes) + 24
    bytes.replaceSubrange(place..<place + 4, with: [0, 0, 0, 0x30])
    #expect(throws: NumPyMistake.tooMany(limit: Graph.elementLimit)) {
      try NumPyReader.arrays(bytes)
    }
  }

  @Test func `another way of packing is told`() throws {
    var bytes = try Self.archive()
    bytes[try entry(bytes) + 10] = 12
    #expect(throws: NumPyMistake.packed("x.npy")) { try NumPyReader.arrays(bytes) }
  }
}
