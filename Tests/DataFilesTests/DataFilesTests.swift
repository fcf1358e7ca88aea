import DataFiles
import Foundation
import Learning
import Testing

struct DataFilesTests {
  @Test func `a table is the same packed and unpacked, whatever its name`() throws {
    let folder = try Folder()
    var text = "x,y\n"
    for i in 0..<30_000 { text += "\(i),\(i % 7).25\n" }
    let plain = try folder.write("data.csv", Array(text.utf8))
    let packed = try folder.write("data.csv.gz", try folder.gzip(Array(text.utf8)))
    let a: DataSet<Double> = try DataFiles.table(plain)
    var b: DataSet<Double> = try DataFiles.table(packed)
    #expect(a.rowCount == 30_000)
    #expect(a.features[59_998...] == [29_999, 4.25])
    #expect(b.name == "data.csv.gz")
    b.name = a.name
    #expect(a == b)
  }

  @Test func `streams behind each other and padding are read as one`() throws {
    let folder = try Folder()
    let packed =
      try folder.gzip(Array("1,2\n3,".utf8)) + folder.gzip(Array("4\n".utf8)) + [0, 0, 0]
    let set: DataSet<Double> = try DataFiles.table(try folder.write("two.gz", packed))
    #expect(set.features == [1, 2, 3, 4])
  }

  @Test func `what unpacks to a thousand times its size is read in pieces`() throws {
    let folder = try Folder()
    let zeros = [UInt8](repeating: 0, count: 4_000_000)
    let header: [UInt8] = [0, 0, 8, 2, 0, 0, 0x27, 0x10, 0, 0, 1, 0x90]
    let packed = try folder.gzip(header + zeros)
    #expect(packed.count < 5000)
    let set: DataSet<Float> = try DataFiles.images(try folder.write("z", packed), labels: nil)
    #expect(set.rowCount == 10_000 && set.columnCount == 400)
  }

  @Test func `labels are found beside their images`() throws {
    let folder = try Folder()
    let images = try folder.write(
      "t10k-images-idx3-ubyte.gz",
      try folder.gzip([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4])
    )
    #expect(DataFiles.labels(of: images) == nil)
    let labels = try folder.write("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 7, 5])
    #expect(DataFiles.labels(of: images) == labels)
    #expect(DataFiles.labels(of: folder.path + "/data.csv") == nil)
    #expect(try DataFiles.kind(of: images) == .idx)
    #expect(try DataFiles.kind(of: try folder.write("a.csv", [0x31])) == .table)
    let set: DataSet<Float> = try DataFiles.images(images, labels: labels)
    #expect(set.targets.classIndices == [7, 5])
    #expect(set.sampleShape == [1, 2])
  }
}
