import Foundation
import Learning
import Notation
import TestSupport
import Testing
import Training
import TrainingFiles

@Suite("Plans whose samples lie in files")
struct PlanFilesTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func prepared(_ plan: String) throws -> PreparedData {
    let text = try PlanReader.text(SourceText(file: folder.path + "/a.train", text: plan))
    let samples = try PlanFiles(besides: text.source.file).samples(text)
    do throws(SampleMistake) { return try samples.prepared(text.plan) } catch {
      throw text.diagnostics(of: error)
    }
  }

  private func told(_ plan: String) -> String {
    do {
      _ = try prepared(plan)
      return "nothing\n"
    } catch let error as Diagnostics {
      return error.rendered().replacingOccurrences(of: folder.path, with: "folder")
    } catch { return "\(error)\n" }
  }

  private static func idx(_ axes: [Int], _ numbers: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, 8, UInt8(axes.count)]
    for axis in axes { for shift in [24, 16, 8, 0] { bytes.append(UInt8(axis >> shift & 255)) } }
    return bytes + numbers
  }

  @Test func `the digits come with Gradus`() throws {
    let data = try prepared("data digits\nsplit test = 20%\nprepare divide(16)\nnet dense()")
    #expect(data.set.rowCount == 1797)
    #expect(data.set.sampleShape == [8, 8])
    #expect(data.test.count == 359)
    #expect(data.set.targets.classCount == 10)
  }

  @Test func `paths count from the folder of the plan`() throws {
    try folder.write("more/iris.csv", Array("w,h,kind\n1,2,a\n3,4,b\n5,6,a\n".utf8))
    let data = try prepared("data \"more/iris.csv\", target = kind\nnet dense()")
    #expect(data.set.features == [1, 2, 3, 4, 5, 6])
    #expect(data.set.targets.classIndices == [0, 1, 0])
  }

  @Test func `images have their labels beside them, and a test set has the same classes`() throws {
    try folder.write("train-images-idx3-ubyte", Self.idx([3, 1, 2], [1, 2, 3, 4, 5, 6]))
    try folder.write("train-labels-idx1-ubyte", Self.idx([3], [0, 2, 1]))
    try folder.write("t-images-idx3-ubyte", Self.idx([1, 1, 2], [7, 8]))
    try folder.write("t-labels-idx1-ubyte", Self.idx([1], [1]))
    let data = try prepared(
      "data \"train-images-idx3-ubyte\"\ntest \"t-images-idx3-ubyte\"\nnet dense()"
    )
    #expect(data.set.targets == .classes([0, 2, 1, 1], names: ["0", "1", "2"]))
    #expect(data.test == [3])
  }

  @Test func `an IDX file is one whatever it is called`() throws {
    try folder.write("a-images-idx3.bin", Self.idx([2, 2], [1, 2, 3, 4]))
    try folder.write("a-labels-idx1.bin", Self.idx([2], [0, 1]))
    #expect(try prepared("data \"a-images-idx3.bin\"\nnet dense()").set.rowCount == 2)
  }

  @Test func `bad data are told with file, row and column`() throws {
    let idx = Self.idx
    let files: [(String, [UInt8])] = [
      ("empty.csv", []),
      ("ragged.csv", Array("a,b\n1,2\n3\n4,5,6\n".utf8)),
      ("words.csv", Array("a,b\n1,x\n2,y\n3,1\n".utf8)),
      ("nan.csv", Array("a,b\n1,0\nnan,1\n2,inf\n".utf8)),
      ("one.csv", Array("a,b\n1,cat\n2,cat\n".utf8)),
      ("good.csv", Array("a,b\n1,cat\n2,dog\n".utf8)),
      ("cow.csv", Array("a,b\n1,cat\n2,cow\n".utf8)),
      ("cut-images-idx3-ubyte", Array(idx([2, 2, 2], [1, 2, 3, 4, 5]))),
      ("cut-labels-idx1-ubyte", idx([2], [0, 1])),
      ("lying-images-idx3-ubyte", idx([1 << 30, 1 << 30, 1 << 30], [1, 2])),
      ("lying-labels-idx1-ubyte", idx([2], [0, 1])),
      ("few-images-idx3-ubyte", idx([2, 1, 1], [1, 2])),
      ("few-labels-idx1-ubyte", idx([3], [0, 1, 2])),
      ("range-images-idx3-ubyte", idx([2, 1, 1], [1, 2])),
      ("range-labels-idx1-ubyte", idx([2], [0, 1])),
      ("out-images-idx3-ubyte", idx([2, 1, 1], [1, 2])),
      ("out-labels-idx1-ubyte", idx([2], [0, 7])),
      ("alone-images-idx3-ubyte", idx([2, 1, 1], [1, 2])),
      ("broken.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF]),
    ]
    for (name, bytes) in files { try folder.write(name, bytes) }
    let plans = [
      "data \"missing.csv\", target = b", "data \"..\", target = b",
      "data \"/dev/zero\", target = b",
      "data \"empty.csv\", target = b", "data \"ragged.csv\", target = b",
      "data \"words.csv\", target = b, kind = numbers", "data \"nan.csv\", target = b",
      "data \"one.csv\", target = b", "data \"good.csv\", target = c", "data \"good.csv\"",
      "data \"good.csv\", target = b\ntest \"cow.csv\", target = b",
      "data \"good.csv\", target = b\ntest \"gone.csv\", target = b",
      "data \"cut-images-idx3-ubyte\"", "data \"lying-images-idx3-ubyte\"",
      "data \"few-images-idx3-ubyte\"",
      "data \"range-images-idx3-ubyte\"\ntest \"out-images-idx3-ubyte\"",
      "data \"alone-images-idx3-ubyte\"",
      "data idx(\"alone-images-idx3-ubyte\", labels=\"gone\")",
      "data idx(\"good.csv\", labels=\"few-labels-idx1-ubyte\")",
      "data \"broken.csv.gz\", target = 1",
    ]
    var text = ""
    for plan in plans { text += "== \(plan)\n" + told(plan + "\nnet dense()") }
    try expectSnapshot(text, named: "bad-data.txt")
  }
}

/// A folder for a test's files, which goes away with it.
final class Folder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: url)
  }
}
