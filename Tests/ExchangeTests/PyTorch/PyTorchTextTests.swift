import Autodiff
import TestSupport
import Testing

@testable import Exchange

@Suite("Scripts for PyTorch")
struct PyTorchTextTests {
  @Test func `the classic`() throws {
    let graph = try valued(try program(at: "examples/xyz.grad"), called: "xyz.grad")
    try expectSnapshot(try PyTorchExport.text(graph), named: "xyz.py")
  }

  @Test func `helpers, constants and losses`() throws {
    let text = """
      input x = [[1, -2], [0.5, 3]]
      param W = [[1, 0.5], [-1, 2]]
      target y = [0, 1]
      h = leaky_relu(x @ W + [0.1, 0.2], slope=0.2)
      L = softmax_cross_entropy(h, y) + 0.5 * sum(softplus(W))
      backward L
      """
    try expectSnapshot(try PyTorchExport.text(try valued(text)), named: "loss.py")
  }

  @Test(
    arguments: [
      ("η", "η"), ("lambda", "lambda_"), ("torch", "torch_"), ("ŷ", "ŷ"), ("ℎ", "h"),
      ("w_1", "w_1"),
    ]
  )
  func `names that mean something to Python`(_ name: String, _ written: String) throws {
    let text = try PyTorchExport.text(try valued("\(name) = 1\ny = 2 * \(name)"))
    #expect(text.contains("\n\(written) = torch.tensor(1.0, requires_grad=True)\n"))
  }

  @Test func `letters that Python takes for one stay two`() throws {
    let text = try PyTorchExport.text(try valued("h = 1\nℎ = 2\ny = h + ℎ"))
    #expect(text.contains("y = h + h_\n"))
    #expect(text.contains("\"ℎ\": (h_, 0.0)") || text.contains("h_ = torch.tensor(2.0"))
  }

  @Test(
    arguments: [
      ("-(x^2)", "-x ** 2.0"), ("(-x)^2", "(-x) ** 2.0"), ("2^-x", "2.0 ** -x"),
      ("x - (x - 1)", "x - (x - 1.0)"),
      ("x / (x * 2)", "x / (x * 2.0)"), ("(x + 1) * 3", "(x + 1.0) * 3.0"),
      ("x^x^2", "x ** x ** 2.0"),
    ]
  )
  func `brackets where Python needs them`(_ expression: String, _ written: String) throws {
    let text = try PyTorchExport.text(try valued("x = 1.5\ny = \(expression)"))
    #expect(text.contains("\ny = \(written)\n"))
  }

  @Test func `a title cannot end the text that it stands in`() throws {
    let graph = try valued("x = 1; y = 2 * x", called: "a\"\"\"\nimport os\\")
    let first = try PyTorchExport.text(graph).split(separator: "\n").first
    #expect(first == "\"\"\"a____import os_ with PyTorch: the same values and the same gradients.")
  }

  @Test(
    arguments: zip([0.1, -0.0, 1e300, .nan, -.infinity], ["0.1", "-0.0", "1e+300", "nan", "-inf"])
  )
  func `numbers as Python reads them`(_ number: Double, _ text: String) {
    #expect(PythonText.number(number) == text)
  }
}
