import Autodiff
import Learning
import Testing

struct SplitTests {
  @Test func `an order that is kept gives the first rows to training`() throws {
    let split = try Split(
      rows: 10,
      validation: .share(0.25),
      test: .count(2),
      order: .kept
    )
    // 0.25 · 10 = 2.5, rounded up.
    #expect(split.training == [0, 1, 2, 3, 4])
    #expect(split.validation == [5, 6, 7])
    #expect(split.test == [8, 9])
  }

  @Test(arguments: [
    (1, 0.0, 0.0), (2, 0.5, 0), (10, 0.2, 0.2), (101, 0.33, 0.15), (1000, 0.1, 0.1),
  ])
  func `every row is in one part`(_ rows: Int, _ validation: Double, _ test: Double) throws {
    let classes = (0..<rows).map { $0 % 7 == 0 ? 1 : 0 }
    for order in [Split.Order.kept, .shuffled(seed: 3), .stratified(seed: 3)] {
      let split = try Split(
        rows: rows,
        validation: .share(validation),
        test: .share(test),
        order: order,
        classes: classes
      )
      #expect((split.training + split.validation + split.test).sorted() == Array(0..<rows))
      #expect(split.validation.count == Int((Double(rows) * validation + 0.5).rounded(.down)))
    }
  }

  @Test func `the same seed gives the same parts`() throws {
    func training(_ seed: UInt64) throws -> [Int] {
      try Split(rows: 50, test: .share(0.3), order: .shuffled(seed: seed)).training
    }
    #expect(try training(1) == training(1))
    #expect(try training(1) != training(2))
  }

  @Test func `stratified parts hold each class in proportion`() throws {
    // 100 rows of class 0, 60 of class 1, 40 of class 2.
    let classes = (0..<200).map { $0 < 100 ? 0 : $0 < 160 ? 1 : 2 }
    let split = try Split(
      rows: 200,
      validation: .share(0.2),
      test: .share(0.1),
      order: .stratified(seed: 5),
      classes: classes
    )
    for (part, share) in [(split.training, 0.7), (split.validation, 0.2), (split.test, 0.1)] {
      for (kind, size) in [100.0, 60, 40].enumerated() {
        let count = part.filter { classes[$0] == kind }.count
        #expect((Double(count) - share * size).magnitude <= 1)
      }
    }
    #expect(split.classesNotTrained(classes, count: 4) == [3])
  }

  @Test func `what cannot be parted is told`() {
    #expect(throws: SplitMistake.noTraining(rows: 4, taken: 4)) {
      try Split(rows: 4, validation: .share(0.5), test: .count(2), order: .kept)
    }
    #expect(throws: SplitMistake.noTraining(rows: 0, taken: 0)) { try Split(rows: 0, order: .kept) }
    #expect(throws: SplitMistake.badShare(part: "test", 1)) {
      try Split(rows: 4, test: .share(1), order: .kept)
    }
    #expect(throws: SplitMistake.self) { try Split(rows: 4, test: .share(.nan), order: .kept) }
    #expect(throws: SplitMistake.badCount(part: "validation", 5, rows: 4)) {
      try Split(rows: 4, validation: .count(5), order: .kept)
    }
    #expect(throws: SplitMistake.noClasses) { try Split(rows: 4, order: .stratified(seed: 1)) }
    #expect(throws: SplitMistake.badFolds(1, rows: 4)) { try Folds(1, rows: 4, order: .kept) }
    #expect(throws: SplitMistake.badFolds(5, rows: 4)) { try Folds(5, rows: 4, order: .kept) }
    #expect(
      SplitMistake.badFolds(5, rows: 4).message == "expected 2 to 4 folds of 4 rows, found 5"
    )
    #expect(
      SplitMistake.badShare(part: "test", 1).message
        == "test expects a share from 0 to below 1, found 1"
    )
  }

  @Test func `folds are those of the worked example`() throws {
    let example = try WorkedExample.one("select.kfold")
    let folds = try Folds(
      Int(try example.scalar("k")),
      rows: Int(try example.scalar("n")),
      order: .kept
    )
    let expected = try example.matrixStep("validation").map { $0.map { Int($0) } }
    #expect(folds.validation == expected)
    for fold in 0..<folds.count {
      #expect(Double(folds.training(fold).count) == (try example.step("training_size")[0]))
      #expect(Set(folds.training(fold)).isDisjoint(with: folds.validation[fold]))
    }
    let summary = ScoreSummary(try example.vector("accuracy"))
    #expect(agree([summary.mean, summary.deviation], [0.85, 0.1]))
  }

  @Test func `folds are those of scikit-learn`() throws {
    for figure in try DataFigures.read().folds {
      let folds = try Folds(figure.folds, rows: figure.rows, order: .kept)
      #expect(folds.validation == figure.validation)
    }
  }

  @Test func `stratified folds differ by one row at most, of each class and of all`() throws {
    let classes = (0..<53).map { [0, 0, 1, 2, 0, 1, 0][$0 % 7] }
    let folds = try Folds(4, rows: 53, order: .stratified(seed: 2), classes: classes)
    #expect(folds.validation.flatMap { $0 }.sorted() == Array(0..<53))
    for kind in 0..<3 {
      let counts = folds.validation.map { $0.filter { classes[$0] == kind }.count }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
    let counts = folds.validation.map { $0.count }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
  }

  @Test func `a shuffle makes every order, each as often as the others`() {
    var random = RandomNumbers(seed: 9)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var order = [0, 1, 2, 3]
      random.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    // χ² with 23 degrees of freedom is above 49.7 in one of a thousand cases.
    let chi = counts.values.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
    #expect(chi < 49.7)
    #expect((0..<100).allSatisfy { _ in random.integer(below: 1) == 0 })
  }
}
