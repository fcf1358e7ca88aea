import Learning
import Testing

struct TableReaderTests {
  static func read(
    _ text: String,
    _ change: (inout TableFormat) -> Void = { _ in }
  ) throws(DataMistakes) -> DataSet<Double> {
    var format = TableFormat()
    change(&format)
    return try TableReader.read(text, name: "table", format: format)
  }

  @Test(arguments: [
    "1,2\n3,4\n", "1,2\r\n3,4\r\n", "1,2\r3,4", "1;2\n3;4", "1\t2\n3\t4", "1 2\n3 4",
    "\u{FEFF}1,2\n3,4", "  1 ,\t2 \n\n \n3,4\n\n", "\"1\",\"2\"\n\"3\",4", "   1   2\n 3\t 4  ",
    "+1,2.\n3e0,.4e1", "1,2\n3,4\r", "01,2\n3,0.4E+1",
  ])
  func `the same numbers are read however they are parted`(_ text: String) throws {
    let set = try Self.read(text)
    #expect(set.features == [1, 2, 3, 4])
    #expect(set.rowCount == 2)
    #expect(set.columns.map(\.name) == ["x1", "x2"])
    #expect(set.targets == .none)
  }

  @Test func `a header names the columns, and a target can be told by name or number`() throws {
    let text = "width, height,\"kind, \"\"quoted\"\"\"\n1,2,cat\n3,4,dog\n5,6,cat"
    for column in [TableFormat.Column.named("kind, \"quoted\""), .number(3), .number(-1)] {
      let set = try Self.read(text) { $0.targets = [column] }
      #expect(set.columns.map(\.name) == ["width", "height"])
      #expect(set.features == [1, 2, 3, 4, 5, 6])
      #expect(set.targets == .classes([0, 1, 0], names: ["cat", "dog"]))
    }
    let first = try Self.read("y,x\na,1\nb,2") { $0.targets = [.number(1)] }
    #expect(first.features == [1, 2])
  }

  @Test func `a header can be told or denied`() throws {
    let told = try Self.read("1,2\n3,4") { $0.header = .present }
    #expect(told.columns.map(\.name) == ["1", "2"])
    #expect(told.features == [3, 4])
    let words = try Self.read("a,b\nb,a") {
      $0.header = .absent
      $0.categories = [.number(1)]
      $0.targets = [.number(2)]
    }
    #expect(words.features == [0, 1])
    #expect(words.targets == .classes([1, 0], names: ["a", "b"]))
    // A first line with a number in it is data.
    let data = try Self.read("5.1,setosa\n7,versicolor") { $0.targets = [.number(-1)] }
    #expect(data.rowCount == 2)
  }

  @Test func `whether targets are classes or numbers is found out, or told`() throws {
    func targets(_ values: [String], _ kind: TableFormat.TargetKind = .automatic) throws
      -> DataTargets<Double>
    {
      try Self.read(values.map { "1,\($0)" }.joined(separator: "\n")) {
        $0.targets = [.number(2)]
        $0.targetKind = kind
      }.targets
    }
    #expect(try targets(["3", "1", "03", "1.0"]) == .classes([1, 0, 1, 0], names: ["1", "3"]))
    #expect(try targets(["10", "9"]) == .classes([1, 0], names: ["9", "10"]))
    #expect(try targets(["1", "1.5"]) == .numbers([1, 1.5], names: ["y"]))
    #expect(try targets(["1", "2"], .numbers) == .numbers([1, 2], names: ["y"]))
    #expect(try targets(["1.5", "-2"], .classes) == .classes([1, 0], names: ["-2", "1.5"]))
    #expect(try targets(["7", "cat", "7"]) == .classes([0, 1, 0], names: ["7", "cat"]))
    let many = (0..<21).map { "\($0)" }
    #expect(try targets(many) == .numbers((0..<21).map { Double($0) }, names: ["y"]))
    let more = (0..<3000).map { "\($0)" }
    #expect(try targets(more) == .numbers((0..<3000).map { Double($0) }, names: ["y"]))
    // Words that stand for nothing are classes only if classes were asked for.
    #expect(try targets(["none", "some"], .classes) == .classes([0, 1], names: ["none", "some"]))
    #expect(throws: DataMistakes.self) { try targets(["none", "some"]) }
  }

  @Test func `several targets are numbers`() throws {
    let set = try Self.read("a,b,c\n1,2,3\n4,5,6") { $0.targets = [.named("a"), .named("c")] }
    #expect(set.features == [2, 5])
    #expect(set.targets == .numbers([1, 3, 4, 6], names: ["a", "c"]))
  }

  @Test func `classes keep the order that was told`() throws {
    let set = try Self.read("1,no\n2,yes") {
      $0.targets = [.number(2)]
      $0.classNames = ["yes", "no", "maybe"]
    }
    #expect(set.targets == .classes([1, 0], names: ["yes", "no", "maybe"]))
    let digits = try Self.read("1,3\n2,3.0") {
      $0.targets = [.number(2)]
      $0.classNames = (0..<10).map { "\($0)" }
    }
    #expect(digits.targets.classIndices == [3, 3])
  }

  @Test func `columns are left out, and words become categories in their order`() throws {
    let set = try Self.read("id,color,x\na7,red,1\nb8,blue,2\nc9,red,3") {
      $0.omitted = [.named("id")]
      $0.categories = [.named("color")]
    }
    #expect(set.columns == [DataColumn("color", categories: ["blue", "red"]), DataColumn("x")])
    #expect(set.features == [1, 1, 0, 2, 1, 3])
  }

  @Test func `rows in a block have arrows and comments`() throws {
    let text = """
      # XOR
      0 0 -> 0   # no
      0 1 → 1
      1, 0 -> 1

      1 1->0
      """
    // A comma in one row of blanks is no separator: that row is told.
    #expect(throws: DataMistakes.self) {
      try TableReader<Double>.read(text, name: "", format: .block)
    }
    let plain = text.replacing("1, 0", with: "1 0")
    let set = try TableReader<Double>.read(plain, name: "", format: .block)
    #expect(set.features == [0, 0, 0, 1, 1, 0, 1, 1])
    #expect(set.targets == .classes([0, 1, 1, 0], names: ["0", "1"]))
    let commas = try TableReader<Double>.read(
      "0.5, 1 -> 0.1, -2\n1, 2 -> .25, 4",
      name: "",
      format: .block
    )
    #expect(commas.features == [0.5, 1, 1, 2])
    #expect(commas.targets == .numbers([0.1, -2, 0.25, 4], names: ["y1", "y2"]))
    let words = try TableReader<Double>.read(
      "1 2 -> \"good one\"\n3 4 -> bad",
      name: "",
      format: .block
    )
    #expect(words.targets == .classes([1, 0], names: ["bad", "good one"]))
  }

  @Test func `a quoted field holds separators and line ends`() throws {
    let set = try Self.read("x,kind\n1,\"a\nb, c\"\r\n2,\"d\"") { $0.targets = [.named("kind")] }
    #expect(set.targets == .classes([0, 1], names: ["a\nb, c", "d"]))
    do throws(DataMistakes) {
      _ = try Self.read("x,kind\n1,\"a\nb\r\nc\"\n?,d") { $0.targets = [.named("kind")] }
      Issue.record("a missing value is a mistake")
    } catch {
      #expect(error.all[0].line == 5)
      #expect(error.all[0].kind == .missing(DataCell(row: 2, column: 1, name: "x"), "?"))
    }
  }

  @Test func `float numbers are the doubles, rounded, and too large ones are told`() throws {
    let set = try TableReader<Float>.read("0.1,1e38", name: "", format: TableFormat())
    #expect(set.features == [0.1, 1e38])
    do throws(DataMistakes) {
      _ = try TableReader<Float>.read("1,2\n1e39,2", name: "", format: TableFormat())
      Issue.record("1e39 does not fit")
    } catch {
      #expect(
        error.all.map(\.kind) == [.numberTooLarge(DataCell(row: 2, column: 1, name: ""), "1e39")]
      )
    }
  }

  @Test func `many mistakes end reading after twenty`() {
    let text = String(repeating: "x,1\n", count: 500)
    do throws(DataMistakes) {
      _ = try Self.read("a,b\n" + text)
      Issue.record("words are no numbers")
    } catch {
      #expect(error.all.count == DataMistakes.limit)
      #expect(error.hasMore)
    }
  }
}
