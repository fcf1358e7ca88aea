import Autodiff
import Testing

@testable import Exchange

@Suite("Archives of arrays")
struct ZipArchiveTests {
  // The check value that lists of checksums give for CRC-32.
  @Test func `the checksum of the nine digits`() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.checksum([]) == 0)
  }

  @Test func `an archive of one file, byte by byte`() {
    var archive = ZipArchive()
    archive.add(Array("123456789".utf8), called: "η")
    let local: [UInt8] =
      [0x50, 0x4B, 3, 4, 20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, 0x26, 0x39, 0xF4, 0xCB]
      + [9, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 0xCE, 0xB7] + Array("123456789".utf8)
    let entry: [UInt8] =
      [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, 0x26, 0x39, 0xF4, 0xCB]
      + [9, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0] + [UInt8](repeating: 0, count: 14) + [0xCE, 0xB7]
    let end: [UInt8] =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 48, 0, 0, 0, 41, 0, 0, 0, 0, 0]
    #expect(archive.finish() == local + entry + end)
  }

  @Test func `values and gradients come back under their names`() throws {
    let graph = try valued("param η = [1, 2]\nx = 3\ny = sum(η * x)\nbackward y")
    let arrays = try NumPyReader.arrays(try NumPyExport.bytes(graph))
    #expect(arrays.map { $0.name } == ["η", "x", "y", "grad_η", "grad_x", "grad_y"])
    #expect(arrays[0].tensor == Tensor([1, 2]))
    #expect(arrays[3].tensor == Tensor([3, 3]))
    let parameters = try NumPyReader.arrays(try NumPyExport.bytes(graph, parametersOnly: true))
    #expect(parameters.map { $0.name } == ["η", "grad_η"])
  }

  @Test func `a name that looks like a gradient's keeps its own array`() throws {
    let graph = try valued("x = 3; grad_x = 5; y = x * grad_x; backward y")
    let arrays = try NumPyReader.arrays(try NumPyExport.bytes(graph))
    #expect(Set(arrays.map { $0.name }).count == arrays.count)
    #expect(arrays.contains { $0.name == "grad_x" && $0.tensor == Tensor(5) })
    #expect(arrays.contains { $0.name == "grad_grad_x" && $0.tensor == Tensor(5) })
  }

  @Test func `an archive that is cut off or changed anywhere is told, or reads`() throws {
    let whole = try NumPyExport.bytes(try valued("x = [1, 2]; y = x * x"))
    for length in 0..<whole.count {
      #expect(throws: NumPyMistake.self) { try NumPyReader.arrays(Array(whole[..<length])) }
    }
    for place in whole.indices {
      for byte: UInt8 in [0, 0xFF, whole[place] ^ 1] {
        var changed = whole
        changed[place] = byte
        _ = try? NumPyReader.arrays(changed)
      }
    }
  }

  @Test func `a changed number does not fit the checksum`() throws {
    var bytes = try NumPyExport.bytes(try valued("x = 1; y = 2 * x"))
    bytes[30 + 5 + 128 + 7] ^= 1
    #expect(throws: NumPyMistake.damaged("x.npy")) { try NumPyReader.arrays(bytes) }
  }
}
