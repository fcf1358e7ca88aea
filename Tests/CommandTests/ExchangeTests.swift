import Foundation
import Testing

/// `gradus export` and `gradus import`.
@Suite struct ExchangeTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write(
      "param η = [1, -2]\ninput x = [3, 4]\ny = tanh(η * x)\nbackward y\n",
      to: "n.grad"
    )
  }

  @Test func `out and in again`() throws {
    let out = try shell.run("gradus export n.grad --format onnx --precision 64 -o n.onnx")
    #expect((out.status, out.output, out.errors) == (0, "", ""))
    let back = try shell.run(
      "gradus import n.onnx --sample '3 4' -o back.grad && gradus trace back.grad --format json"
    )
    #expect(back.status == 0)
    let before = try shell.run("gradus trace n.grad --format json")
    let value = try #require(before.output.split(separator: "\n").first { $0.contains("\"y\"") })
    #expect(back.output.contains(value))
  }

  @Test func `arrays bind leaves`() throws {
    let traced = try shell.run(
      "gradus export n.grad --format npz -o n.npz && gradus trace 'η = [0, 0]; z = 2 * η' --values n.npz"
    )
    #expect(traced.status == 0)
    #expect(traced.output.contains("z     [2, -4]"))
  }

  @Test(arguments: [
    (
      "gradus export n.grad --format onnx --output-node Y", Int32(64),
      "gradus: --output-node: expected the name"
    ),
    (
      "gradus export n.grad --format json --precision 64", 64,
      "Error: --precision expects --format onnx"
    ),
    (
      "gradus export n.grad --format onnx --precision 16", 64, "Error: --precision expects 32 or 64"
    ),
    ("gradus export none.grad --format json", 66, "gradus: there is no file"),
    ("gradus export n.grad --format json -o none/n.json", 73, "gradus: "),
    (
      "gradus export 'p = [[-1, -2]]; y = ctc(p, [1])' --format onnx", 65,
      "<program>:1:18: error: ONNX has no"
    ),
    ("gradus export 'x = 1; y = z' --format pytorch", 65, "<program>:1:12: error: "),
    ("echo {} > m.json; gradus export m.json --format onnx", 65, "m.json:1:"),
    ("gradus import n.grad", 65, "gradus: n.grad: "), ("gradus import none.onnx", 66, "gradus: "),
    ("gradus trace 'x = 1' --values n.grad", 65, "gradus: n.grad: expected a file of NumPy's"),
  ])
  func `what goes wrong ends in a status and leaves nothing`(
    script: String,
    status: Int32,
    first: String
  ) throws {
    let outcome = try shell.run(script)
    #expect(outcome.status == status)
    #expect(outcome.firstError.hasPrefix(first), "\(outcome.firstError)")
    #expect(outcome.output == "")
  }

  @Test func `a file that was there stays when nothing can be written`() throws {
    try shell.write("old", to: "old.onnx")
    let outcome = try shell.run(
      "gradus export 'p = [[-1, -2]]; y = ctc(p, [1])' --format onnx -o old.onnx"
    )
    #expect(outcome.status == 65)
    #expect(shell.text("old.onnx") == "old")
    let names = try FileManager.default.contentsOfDirectory(atPath: shell.folder.path)
    #expect(Set(names) == ["n.grad", "old.onnx"])
  }

  @Test func `a trained net takes samples as they are in the data`() throws {
    try shell.write(
      "data moons(rows=60)\nprepare z_score\nnet dense(4, tanh), dense()\nepochs 2\n",
      to: "m.train"
    )
    let outcome = try shell.run(
      """
      gradus train m.train --save m.json -q > /dev/null && gradus export m.json --format onnx -o m.onnx \
      && gradus import m.onnx --sample '0.5 -0.25'
      """
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("input features = [[0.5, -0.25]]"))
  }
}
