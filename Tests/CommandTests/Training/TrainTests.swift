import Foundation
import Testing

/// `gradus train` as a person runs it.
@Suite struct TrainTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  static let moons = """
    data      moons(rows=120, noise=0.1)
    split     validation = 25%, test = 25%
    net       dense(8, tanh), dense()
    optimiser sgd(rate=0.3, momentum=0.9)
    epochs    20
    """

  /// The object that `--format json` prints.
  private func object(_ outcome: Shell.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    )
  }

  @Test func `a plan is trained and reported on`() throws {
    try shell.write(Self.moons + "\nexpect accuracy > 0.5, loss < 2\n", to: "moons.train")
    let trained = try shell.run("gradus train moons.train")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.output.hasPrefix("net    dense(8, tanh), dense(), 42 parameters\n"))
    #expect(trained.output.contains("parts  60 to train on, 30 to choose by, 30 to report on\n"))
    #expect(trained.output.contains("\nended after 20 epochs; the net is that of epoch "))
    #expect(trained.output.contains("\nholds  accuracy > 0.5: "))
    #expect(trained.output.contains("test: true"))
    // Without a terminal there is a line for each epoch, and nothing that a terminal would have to read.
    let lines = trained.errors.split(separator: "\n")
    #expect(lines.count == 20)
    #expect(lines.last?.hasPrefix("epoch 20 of 20: loss ") == true)
    #expect(!trained.errors.contains("\r") && !trained.errors.contains("\u{1B}"))
  }

  @Test func `the same seed prints the same, another one something else`() throws {
    try shell.write(Self.moons, to: "moons.train")
    let first = try shell.run("gradus train moons.train --format json -q")
    #expect(first.errors.isEmpty)
    #expect(try shell.run("gradus train moons.train --format json -q").output == first.output)
    let other = try shell.run("gradus train moons.train --format json -q --seed 2")
    #expect(other.status == 0 && other.output != first.output)
  }

  @Test func `the command line changes what the plan says`() throws {
    try shell.write(Self.moons, to: "moons.train")
    let trained = try shell.run(
      "gradus train - --epochs 3 --batch 10 --rate 0.01 --seed 7 --format json -q < moons.train"
    )
    let told = try object(trained)
    let plan = told["plan"] as? String ?? ""
    #expect(plan.contains("\nbatch     10\nepochs    3\nseed      7\n"))
    #expect(plan.contains("sgd(rate=0.01, momentum=0.9)"))
    let epochs = try #require(told["epochs"] as? [[String: Any]])
    #expect(epochs.count == 4)
    #expect(epochs[1]["steps"] as? Int == 6)
    // The plan that is told is one that can be trained again.
    try shell.write(plan, to: "again.train")
    #expect(try shell.run("gradus train again.train --format json -q").output == trained.output)
  }

  @Test func `a claim that is wrong is told at its place`() throws {
    try shell.write(Self.moons + "\nexpect loss < 2, accuracy > 1\n", to: "moons.train")
    let trained = try shell.run("gradus train moons.train -q")
    #expect(trained.status == 1)
    #expect(
      trained.firstError.hasPrefix("moons.train:6:18: error: expected accuracy > 1, found ")
    )
    #expect(trained.output.contains("\nwrong  accuracy > 1: "))
    let told = try object(try shell.run("gradus train moons.train -q --format json"))
    let claims = try #require(told["expectations"] as? [[String: Any]])
    #expect(claims.map { $0["passed"] as? Bool } == [true, false])
  }

  @Test(arguments: ["reference", "base"])
  func `the kernels that the environment names are used`(level: String) throws {
    try shell.write(Self.moons, to: "moons.train")
    let trained = try shell.run("GRADUS_KERNELS=\(level) gradus train moons.train -q --epochs 2")
    #expect(trained.status == 0 && trained.errors.isEmpty)
  }

  @Test func `files count from the folder of the plan`() throws {
    try shell.write("x,kind\n1,a\n2,b\n3,a\n4,b\n", to: "deep/data/t.csv")
    try shell.write("data \"data/t.csv\", target = kind\nnet dense()\n", to: "deep/t.train")
    #expect(try shell.run("gradus train deep/t.train -q").status == 0)
    #expect(try shell.run("cd deep && gradus train t.train -q").status == 0)
    let lost = try shell.run("gradus train - -q < deep/t.train")
    #expect(lost.status == 65)
    #expect(
      lost.firstError
        == "<stdin>:1:6: error: expected a file of data, found nothing of that name: 'data/t.csv'"
    )
  }

  @Test func `a block of a lesson is told at the lesson's lines`() throws {
    let lesson = """
      # A lesson

      ```train #first
      data moons
      net dense()
      epochs 1
      ```

      ```train #second
      data moons
      net dance()
      ```
      """
    try shell.write(lesson, to: "a.md")
    #expect(try shell.run("gradus train a.md -q").status == 0)
    #expect(try shell.run("gradus train 'a.md#first' -q").status == 0)
    let wrong = try shell.run("gradus train 'a.md#second'")
    #expect(wrong.status == 65)
    #expect(wrong.firstError.hasPrefix("a.md:11:5: error: net expects "))
    let missing = try shell.run("gradus train 'a.md#third'")
    #expect(missing.status == 65)
    #expect(missing.errors.contains("there are first, second"))
  }

  struct Misuse: Sendable, CustomTestStringConvertible {
    var command: String
    var status: Int32
    var first: String
    var testDescription: String { command }
  }

  static let misuses: [Misuse] = [
    Misuse(command: "gradus train nowhere.train", status: 66, first: "gradus: 'nowhere.train'"),
    Misuse(command: "gradus train .", status: 66, first: "gradus: '.' is a folder"),
    Misuse(command: "gradus train a.train --epochs 0", status: 64, first: "Error: --epochs"),
    Misuse(command: "gradus train a.train --batch -3", status: 64, first: "Error: "),
    Misuse(command: "gradus train a.train --rate nan", status: 64, first: "Error: --rate"),
    Misuse(command: "gradus train a.train --threads 0", status: 64, first: "Error: --threads"),
    Misuse(command: "gradus train a.train --step 3", status: 64, first: "Error: --step"),
    Misuse(command: "gradus train a.train --every 3", status: 64, first: "Error: --every"),
    Misuse(command: "gradus train a.train --format xml", status: 64, first: "Error: "),
    Misuse(command: "gradus train a.train --format program", status: 64, first: "Error: --format"),
    Misuse(command: "gradus train a.train --trace one", status: 64, first: "gradus: --trace"),
    Misuse(command: "gradus train a.train --trace 999", status: 64, first: "gradus: --trace"),
    Misuse(
      command: "gradus train a.train --trace 1 --step 9999",
      status: 64,
      first: "gradus: --trace"
    ),
    Misuse(
      command: "gradus train a.train --resume no.json",
      status: 66,
      first: "gradus: 'no.json'"
    ),
    Misuse(
      command: "gradus train a.train --resume a.train",
      status: 65,
      first: "a.train:1:1: error"
    ),
    Misuse(command: "gradus train a.train --save no/m.json", status: 73, first: "gradus: "),
    Misuse(command: "gradus train a.train --save .", status: 73, first: "gradus: "),
    Misuse(
      command: "printf 'data digits\\nnet dense(4), dense(7)' | gradus train -",
      status: 65,
      first: "<stdin>:2:15: error: the last layer expects 10 outputs"
    ),
    Misuse(
      command: "printf 'data moons\\nnet max_pool2d, dense()' | gradus train -",
      status: 65,
      first: "<stdin>:2:5: error: layer 1 expects images"
    ),
    Misuse(
      command: "printf 'data line\\nnet dense()\\nloss nll' | gradus train -",
      status: 65,
      first: "<stdin>:3:1: error: "
    ),
    Misuse(command: "printf '\\377' | gradus train -", status: 65, first: "<stdin>:1:1: error: "),
    Misuse(command: "gradus train - < /dev/null", status: 65, first: "<stdin>:1:1: error: "),
  ]

  @Test(arguments: misuses) func `what cannot be done is told, and nothing is printed`(
    misuse: Misuse
  ) throws {
    try shell.write(Self.moons, to: "a.train")
    let outcome = try shell.run(misuse.command + " -q")
    #expect(outcome.status == misuse.status, "\(outcome.errors)")
    #expect(outcome.firstError.hasPrefix(misuse.first), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(shell.files() == ["a.train"])
  }

  @Test func `a rate that diverges is told with its step, and nothing is written`() throws {
    try shell.write(
      "data line(rows=50)\nnet dense(9, relu), dense()\noptimiser sgd(rate=1e30)\n",
      to: "a.train"
    )
    let outcome = try shell.run("gradus train a.train --save m.json -q")
    #expect(outcome.status == 65)
    #expect(outcome.firstError.hasPrefix("a.train:3:1: error: step "), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: try a rate of"))
    #expect(outcome.output.isEmpty)
    #expect(shell.files() == ["a.train"])
  }

  @Test func `one sample of one step is shown as a trace`() throws {
    try shell.write(Self.moons, to: "moons.train")
    let shown = try shell.run("gradus train moons.train --trace sample=17 --step 5 -q")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("softmax_cross_entropy"))
    let program = try shell.run("gradus train moons.train --trace 17 --step 5 --format program -q")
    try shell.write(program.output, to: "sample.grad")
    let json = try shell.run("gradus train moons.train --trace 17 --step 5 --format json -q")
    #expect(try shell.run("gradus trace sample.grad --format json").output == json.output)
  }

  @Test func `gradients agree with those in double precision`() throws {
    try shell.write(Self.moons, to: "moons.train")
    let compared = try shell.run("gradus train moons.train --verify 5")
    #expect(compared.status == 0)
    #expect(compared.output.hasPrefix("20 elements of gradients compared; largest deviation "))
  }
}
