import Learning
import Testing

struct LearnTableTests {
  @Test func `Hebb's table begins with the start and has a row for each pair`() {
    let run = LearnSpecification(
      .hebb,
      rows: Gate.and.rows(.bipolar, inputs: 2, descending: true)
    ).run()
    let table = run.table
    #expect(
      table.columns == [
        .input(0), .input(1), .one, .target, .change(0), .change(1), .biasChange, .weight(0),
        .weight(1), .bias,
      ]
    )
    #expect(table.rows.count == 5)
    #expect(table.rows[0][..<7].allSatisfy { $0 == .empty })
    #expect(table.rows[0][7...].allSatisfy { $0 == .number(0) })
    let second: [Double] = [1, -1, 1, -1, -1, 1, -1, 0, 2, 0]
    #expect(table.rows[2] == second.map { .number($0) })
    #expect(table.markedRows.isEmpty)
  }

  @Test func `the perceptron's table marks its mistakes`() {
    let run = LearnSpecification(.perceptron, rows: Gate.or.rows(.binary, inputs: 2)).run()
    let table = run.table
    #expect(table.columns.first == .epoch)
    #expect(table.markedRows.count == run.changes)
    #expect(table.markedRows.prefix(3) == [1, 2, 3])
  }

  @Test func `a McCulloch-Pitts unit has the table of its sums`() {
    var specification = LearnSpecification(.mcp, rows: Gate.or.rows(.binary, inputs: 2))
    specification.weights = [1, 1]
    specification.threshold = 1
    let table = specification.run().table
    #expect(table.columns == [.input(0), .input(1), .target, .net, .output, .right])
    #expect(
      table.rows[3] == [
        .number(1), .number(1), .number(1), .number(2), .number(1), .verdict(true),
      ]
    )
  }

  @Test func `remarks say how it ended and what is wrong`() {
    let right = LearnSpecification(.delta, rows: Gate.and.rows(.binary, inputs: 2)).run()
    #expect(
      right.remarks == [
        "Epoch 6 passes without a change, so no later one would change anything: "
          + "11 changes in all.",
        "All four patterns come out right.",
      ]
    )
    let hebb = LearnSpecification(
      .hebb,
      rows: Gate.and.rows(.hybrid, inputs: 2, descending: true)
    ).run()
    #expect(hebb.remarks == ["The pattern (1, 1) comes out wrong."])
  }
}
