import Learning
import Testing

struct DataSetTests {
  static func set() -> DataSet<Float>? {
    DataSet(
      name: "small",
      columns: DataColumn.numbered(2),
      features: [1, 2, 3, 4, 5, 6],
      targets: .classes([0, 2, 1], names: ["a", "b", "c"]),
      rowCount: 3
    )
  }

  @Test func `what contradicts itself is no set`() {
    func make(
      _ features: [Double],
      _ targets: DataTargets<Double> = .none,
      rows: Int = 2,
      shape: [Int]? = nil
    ) -> DataSet<Double>? {
      DataSet(
        name: "",
        columns: DataColumn.numbered(2),
        features: features,
        targets: targets,
        rowCount: rows,
        sampleShape: shape
      )
    }
    #expect(make([1, 2, 3, 4]) != nil)
    #expect(make([1, 2, 3, 4], shape: [1, 2]) != nil)
    #expect(make([1, 2, 3, 4], shape: [2, 2]) == nil)
    #expect(make([1, 2, 3]) == nil)
    #expect(make([1, 2, 3, .nan]) == nil)
    #expect(make([], rows: -1) == nil)
    #expect(make([], rows: Int.max) == nil)
    #expect(make([1, 2, 3, 4], .classes([0], names: ["a"])) == nil)
    #expect(make([1, 2, 3, 4], .classes([0, 1], names: ["a"])) == nil)
    #expect(make([1, 2, 3, 4], .numbers([1, .infinity], names: ["y"])) == nil)
    #expect(make([1, 2, 3, 4], .numbers([1, 2], names: ["y"])) != nil)
  }

  @Test func `a batch holds the rows that were asked for, and one-hot classes`() throws {
    let set = try #require(Self.set())
    var features = [Float](repeating: 9, count: 6)
    var targets = [Float](repeating: 9, count: 9)
    var classes = [9, 9, 9]
    let rows = [2, 0, 2]
    var batch = features.mutableSpan
    set.copyFeatures(of: rows[...], into: &batch)
    var wanted = targets.mutableSpan
    set.copyTargets(of: rows[...], into: &wanted)
    var indices = classes.mutableSpan
    set.copyClasses(of: rows[...], into: &indices)
    #expect(features == [5, 6, 1, 2, 5, 6])
    #expect(targets == [0, 1, 0, 1, 0, 0, 0, 1, 0])
    #expect(classes == [1, 0, 1])
  }

  @Test func `rows can be taken out as a set`() throws {
    let set = try #require(Self.set())
    let part = set.selecting([1, 1])
    #expect(part.features == [3, 4, 3, 4])
    #expect(part.targets == .classes([2, 2], names: ["a", "b", "c"]))
    #expect(part.rowCount == 2)
    let numbers: DataSet<Double> = DataGenerator.line(slope: 1, intercept: 0, noise: 0)
      .make(rows: 3, seed: 1)
    #expect(numbers.selecting([2, 0]).targets == .numbers([1, -1], names: ["y"]))
    #expect(numbers.targets.width == 1)
  }
}
