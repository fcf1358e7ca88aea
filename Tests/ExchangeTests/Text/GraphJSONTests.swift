import TestSupport
import Testing

@testable import Exchange

@Suite("Graphs as JSON")
struct GraphJSONTests {
  @Test func `nodes, attributes, groups, values and gradients`() throws {
    let text = """
      def neuron(w, x) = sigmoid(w * x)
      param η = [1, -2]
      y = neuron(η, 0.5)
      m = max(stack(y, y, axis=1), axis=0, keepdims=true)
      L = mse(m[0, 1], 1, reduction="sum")
      backward L
      """
    let json = GraphJSON.bytes(try valued(text))
    try expectSnapshot(String(decoding: json, as: UTF8.self), named: "graph.json")
  }
}
