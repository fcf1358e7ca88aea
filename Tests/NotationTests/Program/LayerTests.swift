import Autodiff
import Foundation
import Notation
import TestSupport
import Testing

@Suite struct `Layers` {
  @Test func `linear is a product and a sum`() throws {
    let run = try run(
      """
      x = [[1, 2], [3, 4], [5, 6]]; W = [[1, 0, 2], [0, 1, 1]]; b = [10, 20, 30]
      y = linear(x, W, b); z = x @ W + b
      d = sum((y - z)^2)
      s = sum(y * [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
      backward s
      expect d = 0
      expect y[0] = [11, 22, 34]
      expect grad b = [12, 15, 18]
      expect grad x = [[7, 5], [16, 11], [25, 17]]
      """
    )
    #expect(run.expectations.allSatisfy { $0.passed })
  }

  /// The image and the two results of the reference file.
  @Test func `conv2d is the cross-correlation of the reference`() throws {
    let data = try referenceData("worked-examples.json")
    let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let examples = try #require(file?["examples"] as? [[String: Any]])
    let example = try #require(examples.first { $0["id"] as? String == "arch.conv" })
    let inputs = try #require(example["inputs"] as? [String: Any])
    let image = try #require(Tensor(reference: inputs["image"])).plain
    let kernel = try #require(Tensor(reference: inputs["kernel"])).plain
    var figures: [String: Tensor] = [:]
    for step in example["steps"] as? [[String: Any]] ?? [] {
      if let name = step["name"] as? String { figures[name] = Tensor(reference: step["value"]) }
    }
    let run = try run(
      """
      x = \(image); k = \(kernel)
      valid = conv2d(x, k)
      same = conv2d(x, k, padding=1)
      channels = conv2d(reshape(x, [1, 4, 4]), reshape(k, [1, 1, 3, 3]), stride=2, padding=1)
      """
    )
    #expect(try run.value("valid") == figures["valid"])
    let same = try #require(figures["same"])
    #expect(try run.value("same") == same)
    #expect(
      try run.value("channels")
        == Tensor(
          shape: Shape([1, 2, 2]),
          elements: [same.elements[0], same.elements[2], same.elements[8], same.elements[10]]
        )
    )
  }

  @Test func `pooling takes windows side by side`() throws {
    let run = try run(
      """
      x = [[1, 2, 3, 0, 9], [4, 5, 6, 1, 9], [7, 8, 9, 2, 9], [1, 0, 1, 3, 9]]
      m = max_pool2d(x, 2); a = avg_pool2d(x, size=2)
      expect m = [[5, 6], [8, 9]]
      expect a = [[3, 2.5], [4, 3.75]]
      flat = ones([2, 2]); t = max_pool2d(flat, 2)
      backward t with [[4]]
      expect grad flat = [[1, 1], [1, 1]]
      """
    )
    #expect(run.expectations.allSatisfy { $0.passed })
  }

  @Test(arguments: ["bn.eps", "bn.exact", "bn.shift-invariance"])
  func `batch_norm has the reference's values and gradients`(id: String) throws {
    let example = try #require(WorkedExample.all.first { $0.id == id })
    func plain(_ name: String) throws -> String { try #require(example.values[name]).plain }
    let text = """
      x = \(try plain("x")); gamma = \(try plain("gamma")); beta = \(try plain("beta"))
      y = batch_norm(x, gamma, beta, eps=\(try plain("eps")))
      J = sum(\(try plain("up")) * y)
      backward J
      """
    for all in [false, true] {
      var options = Program.Options()
      options.opening = Graph.Opening(all: all)
      let run = try run(text, options: options)
      #expect(agree(try run.value("y"), try #require(example.values["y"])))
      for name in ["x", "gamma", "beta"] {
        #expect(agree(try run.gradient(name), try #require(example.gradients[name])), "\(name)")
      }
    }
  }

  @Test func `dropout is inverted`() throws {
    let run = try run(
      """
      h = [1, 2, -0.5, 4]
      d = dropout(h, [1, 0, 1, 0], keep=0.5)
      y = sum([1, -1, 2, 0.25] * d)
      backward y
      expect d = [2, 0, -1, 0]
      expect grad h = [2, 0, 4, 0]
      """
    )
    #expect(run.expectations.allSatisfy { $0.passed })
  }

  @Test(arguments: [
    (
      "y = linear([1, 2], eye(3), [1, 1, 1])",
      "linear expects [N, K], [K, M] and [M], found [2], [3, 3] and [3]"
    ),
    (
      "y = linear([1, 2, 3], eye(3), [1, 1])",
      "linear expects [N, K], [K, M] and [M], found [3], [3, 3] and [2]"
    ),
    (
      "y = batch_norm(ones([4, 3]), ones([4]), 0)",
      "batch_norm expects [N, C, …], [C] and [C], found [4, 3], [4] and []"
    ),
    (
      "y = batch_norm([1, 2], 1, 0, eps=-1)",
      "batch_norm expects a number from 0 for 'eps', found -1"
    ),
    (
      "y = dropout([1, 2], [1, 0, 1], 0.5)",
      "dropout expects shapes that broadcast together, found [2] and [3]"
    ),
    (
      "y = dropout([1, 2], [1, 0], keep=0)",
      "dropout expects a share above 0 and at most 1 for 'keep', found 0"
    ),
    (
      "y = conv2d(ones([2, 2]), ones([3, 3]))",
      "conv2d expects [H, W] and [h, w], or [N, C, H, W] and [O, C, h, w], with kernels no larger than the padded image, found [2, 2] and [3, 3]"
    ),
    (
      "y = conv2d(ones([4, 4]), ones([3, 3]), stride=0)",
      "conv2d expects a whole number from 1 for 'stride', found 0"
    ),
    (
      "y = conv2d(ones([4, 4]), ones([3, 3]), padding=-1)",
      "conv2d expects a whole number from 0 for 'padding', found -1"
    ),
    (
      "y = max_pool2d(ones([4, 1]), 2)",
      "max_pool2d expects […, H, W] with H and W from 2, found [4, 1]"
    ),
    ("y = avg_pool2d([1, 2], 1)", "avg_pool2d expects […, H, W] with H and W from 1, found [2]"),
    (
      "y = triplet_margin([1, 2], [1, 2], [1])",
      "triplet_margin expects equal shapes […, C], found [2], [2] and [1]"
    ),
    (
      "y = multi_margin([1, 2], [1, 2, 3])",
      "multi_margin expects […, C] and [C], […, C] or class indices […], found [2] and [3]"
    ),
    ("x = [1, 2]; y = multi_margin(x, 2)", "multi_margin expects a class from 0 to 1, found 2"),
    ("x = [[1, 2]]; y = ctc(x, [2])", "ctc expects a class from 0 to 1, found 2"),
    ("y = ctc([1, 2], [1])", "ctc expects [T, C] and [S], found [2] and [1]"),
  ])
  func `shapes and numbers that do not fit are told`(text: String, message: String) {
    #expect(firstMistake(text).hasSuffix("error: " + message), "\(firstMistake(text))")
  }
}
