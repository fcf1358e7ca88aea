import DataFiles
import Foundation
import Learning
import Notation
import TestSupport
import Testing

/// What is said of data that nobody can learn from; the words are in `Snapshots`.
struct BadDataTests {
  struct Table: Sendable {
    var name: String
    var text: String
    var format = TableFormat()

    init(_ name: String, _ text: String, _ change: (inout TableFormat) -> Void = { _ in }) {
      self.name = name
      self.text = text
      change(&format)
    }
  }

  static let tables: [Table] = [
    Table("nothing", ""),
    Table("only blanks", " \n\n\t\n"),
    Table("only a header", "width,height\n"),
    Table("only a header, told", "1,2\n") { $0.header = .present },
    Table("a row too short", "a,b,c\n1,2,3\n4,5\n"),
    Table("a row too long", "a,b\n1,2\n4,5,6\n"),
    Table("a line that is no row", "1 2\n3 4\nend\n"),
    Table("a word where a number belongs", "age,size\n31,1.8\nforty,1.7\n"),
    Table("a number with a unit", "age,size\n31,1.8m\n"),
    Table("a header of numbers and words", "x,2\n1,2\n"),
    Table("a decimal comma", "age;size\n31;1,8\n"),
    Table("thousands", "a;b\n1;1,000,000\n"),
    Table("a missing value", "a,b\n1,\n2,NA\n,3\n"),
    Table("NaN and infinity", "a,b\nnan,1\n2,-inf\n"),
    Table("a number too large", "a,b\n1,1e999\n"),
    Table("one class", "x,kind\n1,cat\n2,cat\n") { $0.targets = [.named("kind")] },
    Table("a class that there is not", "x,kind\n1,cat\n2,cow\n") {
      $0.targets = [.named("kind")]
      $0.classNames = ["cat", "dog"]
    },
    Table("a label out of range", "1,3\n2,10\n3,-1\n4,2.5\n") {
      $0.targets = [.number(2)]
      $0.classNames = (0..<10).map { "\($0)" }
    },
    Table("a missing label", "x,kind\n1,cat\n2,\n") { $0.targets = [.named("kind")] },
    Table("a word among numbers to predict", "x,y\n1,2.5\n2,lots\n") {
      $0.targets = [.named("y")]
      $0.targetKind = .numbers
    },
    Table("a misspelt column", "width,height,kind\n1,2,3\n") { $0.targets = [.named("knid")] },
    Table("a name without a header", "1,2,3\n") { $0.targets = [.named("kind")] },
    Table("a column that there is not", "a,b\n1,2\n") { $0.targets = [.number(3)] },
    Table("column 0", "a,b\n1,2\n") { $0.targets = [.number(0)] },
    Table("two columns of one name", "a,a,b\n1,2,3\n") { $0.targets = [.named("a")] },
    Table("a column for two things", "a,b\n1,2\n") {
      $0.targets = [.named("b")]
      $0.omitted = [.number(2)]
    },
    Table("no features", "kind\n1\n2\n") { $0.targets = [.number(1)] },
    Table("a quote that does not close", "a,b\n1,\"2\n3,4\n"),
    Table("text behind a quote", "a,b\n1,\"2\"x\n"),
    Table("a comma in a row of blanks", "0 0 -> 0\n0, 1 -> 1\n") { $0 = .block },
    Table("an arrow missing", "0 0 -> 0\n0 1 1\n") { $0 = .block },
    Table("an arrow at another place", "0 0 -> 0\n0 -> 1 1\n") { $0 = .block },
    Table("an arrow that was not expected", "0 0 0\n0 1 -> 1\n") { $0 = .block },
    Table("nothing behind an arrow", "0, 0 -> 0\n0, 1 ->\n") { $0 = .block },
    Table("invisible characters", "a,b\n1,2\u{202E}\n"),
    Table("a picture", "\u{1}PNG\u{0}\n1,2"),
    Table(
      "a long line",
      String(repeating: "1,", count: 700) + "x," + String(repeating: "1,", count: 700) + "1\n"
    ),
  ]

  @Test func `a table says where, what was expected, what was found and what to do`() throws {
    var text = ""
    for table in Self.tables {
      text += "== \(table.name)\n"
      do throws(DataMistakes) {
        _ = try TableReader<Double>.read(table.text, name: table.name, format: table.format)
        Issue.record("\(table.name) was read")
      } catch {
        text += Diagnostics(of: error, in: "data.csv").rendered()
      }
    }
    try expectSnapshot(text, named: "tables.txt")
  }

  /// Files that are written to a folder of their own, and what is said of each.
  @Test func `a file says what is wrong with it`() throws {
    let folder = try Folder()
    var text = ""
    func told(_ name: String, _ read: () throws -> Void) {
      text += "== \(name)\n"
      do {
        try read()
        Issue.record("\(name) was read")
      } catch let error as Diagnostics {
        text += error.rendered().replacingOccurrences(of: folder.path, with: "FOLDER")
      } catch {
        Issue.record("\(error)")
      }
    }
    func table(_ name: String, _ bytes: [UInt8]) throws {
      told(name) {
        let _: DataSet<Float> = try DataFiles.table(try folder.write("data.csv", bytes))
      }
    }
    func idx(_ name: String, _ bytes: [UInt8]) throws {
      told(name) {
        let _: DataSet<Float> = try DataFiles.images(try folder.write("images", bytes), labels: nil)
      }
    }
    told("no file") { let _: DataSet<Float> = try DataFiles.table(folder.path + "/none.csv") }
    told("a folder") { let _: DataSet<Float> = try DataFiles.table(folder.path) }
    told("a device") { let _: DataSet<Float> = try DataFiles.table("/dev/zero") }
    told("the kind of a folder") { _ = try DataFiles.kind(of: folder.path) }
    try table("an empty file", [])
    try table("UTF-16", [0xFF, 0xFE, 0x31, 0x00, 0x0A, 0x00])
    try table("gzip, cut after its first bytes", [0x1F, 0x8B, 8, 0])
    try table("gzip in name only", [0x1F, 0x8B, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8])
    var packed = try folder.gzip([UInt8]("1,2\n3,4\n5,6\n".utf8))
    try table("gzip, cut at its end", Array(packed.dropLast(4)))
    try table("gzip with text behind it", packed + [0x31, 0x2C, 0x32])
    packed[packed.count - 6] ^= 1
    try table("gzip with a wrong checksum", packed)
    try idx("a table where images belong", [UInt8]("1,2\n".utf8))
    try idx("2 GB in 20 bytes", [0, 0, 8, 2, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8])
    try idx("a header that is cut", [0, 0, 8, 3, 0, 0, 39, 16])
    try idx("an unknown kind of numbers", [0, 0, 0x0A, 1, 0, 0, 0, 0])
    try idx("images cut short", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3])
    try idx("images with more behind them", [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3])
    try idx("labels as images", [0, 0, 8, 1, 0, 0, 0, 2, 1, 2])
    try idx("no images", [0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 2])
    let images = try folder.write("images", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 1, 2])
    for (name, labels) in [
      ("too few labels", [0, 0, 8, 1, 0, 0, 0, 1, 1]),
      ("one class", [0, 0, 8, 1, 0, 0, 0, 2, 3, 3]),
      ("a label out of range", [0, 0, 8, 1, 0, 0, 0, 2, 3, 12]),
      ("images as labels", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 1, 2]),
    ] as [(String, [UInt8])] {
      told(name) {
        let _: DataSet<Float> = try DataFiles.images(
          images,
          labels: try folder.write("labels", labels),
          classNames: name == "a label out of range" ? (0..<10).map { "\($0)" } : nil
        )
      }
    }
    try expectSnapshot(text, named: "files.txt")
  }

  @Test func `in a lesson the place is that in the lesson`() throws {
    do throws(DataMistakes) {
      _ = try TableReader<Double>.read("0 0 -> 0\n0 x -> 1\n", name: "", format: .block)
      Issue.record("x is no number")
    } catch {
      let told = Diagnostics(of: error, in: "lesson.md", line: 40, column: 5).all[0]
      #expect(told.location == SourceLocation(file: "lesson.md", line: 41, column: 7))
      #expect(told.excerpt == "0 x -> 1")
      #expect(told.excerptColumn == 5)
    }
  }
}
