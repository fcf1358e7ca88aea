import Learning
import Testing

struct GateTests {
  @Test(arguments: [
    (Gate.and, [0.0, 0, 0, 1]), (.or, [0, 1, 1, 1]), (.nand, [1, 1, 1, 0]), (.nor, [1, 0, 0, 0]),
    (.xor, [0, 1, 1, 0]), (.xnor, [1, 0, 0, 1]),
  ])
  func `a gate's table counts up`(gate: Gate, targets: [Double]) {
    let rows = gate.rows(.binary, inputs: 2)
    #expect(rows.map(\.inputs) == [[0, 0], [0, 1], [1, 0], [1, 1]])
    #expect(rows.map(\.target) == targets)
  }

  @Test func `bipolar rows are ±1 throughout, hybrid ones only in the target`() {
    let bipolar = Gate.and.rows(.bipolar, inputs: 2, descending: true)
    #expect(bipolar.map(\.inputs) == [[1, 1], [1, -1], [-1, 1], [-1, -1]])
    #expect(bipolar.map(\.target) == [1, -1, -1, -1])
    let hybrid = Gate.and.rows(.hybrid, inputs: 2, descending: true)
    #expect(hybrid.map(\.inputs) == [[1, 1], [1, 0], [0, 1], [0, 0]])
    #expect(hybrid.map(\.target) == [1, -1, -1, -1])
  }

  @Test func `majority of three says yes from two on`() {
    #expect(Gate.majority.rows(.binary, inputs: 3).map(\.target) == [0, 0, 0, 1, 0, 1, 1, 1])
    #expect(Gate.not.rows(.binary, inputs: 1).map(\.target) == [1, 0])
  }
}
