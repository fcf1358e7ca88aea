import Autodiff
import Learning
import Notation
import Testing

@testable import Training

@Suite("Reading a plan")
struct PlanReaderTests {
  static func plan(_ text: String) throws(Diagnostics) -> TrainingPlan {
    try PlanReader.read(SourceText(file: "a.train", text: text))
  }

  static let whole = """
    # handwritten digits
    data      digits
    split     validation = 10%, test = 0.2, shuffled, seed = 3
    prepare   divide(16), z_score, min_max(-1, 1), whiten(20)
    net       dense(128, relu), dropout(0.8), batch_norm,   # a comma lets a line go on
              leaky_relu(slope=0.2),
              dense()
    loss      huber(delta=0.5)
    init      normal(0, 0.02)
    optimiser sgd(rate=step_decay(0.1, every=10, factor=0.5), momentum=0.9, nesterov=true)
    penalty   l1(1e-5), l2 = 1e-4
    batch     16
    epochs    20
    seed      18446744073709551615
    stop      patience = 5, figure = metric, margin = 0.01
    search    rate = [1e-4, 1], units = [8, 128], momentum = [0, 0.9], keep = [0.5, 1],
              grid = [4, 3, 2, 2], refine = 1, epochs = 3
    show      curves, confusion
    expect    accuracy >= 94%, loss < 0.3
    expect    validation_loss ~ 0.25
    """

  @Test func `every statement says what it is for`() throws {
    let plan = try Self.plan(Self.whole)
    #expect(plan.data == .digits)
    #expect(plan.split.validation == .share(0.1))
    #expect(plan.split.test == .share(0.2))
    #expect(plan.split.order == .shuffled)
    #expect(plan.split.seed == 3)
    #expect(
      plan.preparation == [
        .divide(by: 16), .zScore(), .minMax(low: -1, high: 1), .whiten(components: 20),
      ]
    )
    #expect(
      plan.layers == [
        .dense(units: 128, activation: .init("relu")), .dropout(keep: 0.8), .batchNorm,
        .activation(.init("leaky_relu", [NamedNumber("slope", 0.2)])),
        .dense(units: 0, activation: nil),
      ]
    )
    #expect(plan.loss == LossPlan("huber", [NamedNumber("delta", 0.5)]))
    #expect(plan.initialiser == InitialiserPlan("normal", [0, 0.02]))
    #expect(plan.optimiser.name == "sgd")
    #expect(plan.optimiser.rate == .stepDecay(0.1, every: 10, factor: 0.5))
    #expect(plan.optimiser.settings["momentum"] == 0.9)
    #expect(plan.optimiser.settings["nesterov"] == 1)
    #expect(plan.penalty == Penalty(l1: 1e-5, l2: 1e-4))
    #expect(plan.batch == 16)
    #expect(plan.epochs == 20)
    #expect(plan.seed == .max)
    #expect(plan.stopping == StoppingPlan(patience: 5, margin: 0.01, figure: .metric))
    #expect(plan.views == [.curves, .confusion])
    #expect(plan.claims.map { $0.figure } == ["accuracy", "loss", "validation_loss"])
    #expect(plan.claims.map { $0.comparison } == [.atLeast, .below, .about])
    #expect(plan.claims.map { $0.number } == [0.94, 0.3, 0.25])
    #expect(plan.claims.map { $0.line } == [19, 19, 20])
    #expect(plan.claims.map { $0.column } == [11, 28, 11])
    let search = try #require(plan.search)
    #expect(search.ranges.map { $0.name } == ["rate", "units", "momentum", "keep"])
    #expect(search.ranges.map { $0.scale } == [.logarithmic, .whole, .linear, .linear])
    #expect(search.method == .grid(counts: [4, 3, 2, 2]))
    #expect(search.refinements == 1)
    #expect(search.epochs == 3)
  }

  struct Source: Sendable {
    var text: String
    var meaning: DataSource
  }

  static let sources: [Source] = [
    Source(
      text: "\"iris.csv\", target = species",
      meaning: .table(path: "iris.csv", format { $0.targets = [.named("species")] })
    ),
    Source(
      text: "csv(\"a b/é.csv\", target=\"the kind\", header=true, separator=semicolon)",
      meaning: .table(
        path: "a b/é.csv",
        format {
          $0.targets = [.named("the kind")]
          $0.header = .present
          $0.separator = .semicolon
        }
      )
    ),
    Source(
      text: "csv(\"t.tsv\", separator=\"tab\"), target = [2, -1], kind = numbers, omit = id",
      meaning: .table(
        path: "t.tsv",
        format {
          $0.targets = [.number(2), .number(-1)]
          $0.separator = .tab
          $0.targetKind = .numbers
          $0.omitted = [.named("id")]
        }
      )
    ),
    Source(
      text: "\"t.csv\", target = 5, classes = [0, 1, two], categories = [sex, 3], header = false",
      meaning: .table(
        path: "t.csv",
        format {
          $0.targets = [.number(5)]
          $0.classNames = ["0", "1", "two"]
          $0.categories = [.named("sex"), .number(3)]
          $0.header = .absent
        }
      )
    ),
    Source(
      text: "\"train-images-idx3-ubyte.gz\"",
      meaning: .idx(images: "train-images-idx3-ubyte.gz", labels: nil)
    ),
    Source(
      text: "idx(\"i.idx\", labels=\"l.idx\")",
      meaning: .idx(images: "i.idx", labels: "l.idx")
    ),
    Source(text: "moons", meaning: .generated(.moons(noise: 0.1), rows: 200, seed: 1)),
    Source(
      text: "spirals(rows=300, arms=3, noise=0, seed=9)",
      meaning: .generated(.spirals(arms: 3, turns: 1, noise: 0), rows: 300, seed: 9)
    ),
    Source(
      text: "circles(100, 0.05, factor=0.3)",
      meaning: .generated(.circles(noise: 0.05, factor: 0.3), rows: 100, seed: 1)
    ),
    Source(text: "xor(40)", meaning: .generated(.xor(noise: 0.1), rows: 40, seed: 1)),
    Source(
      text: "line(slope=-2, intercept=1)",
      meaning: .generated(.line(slope: -2, intercept: 1, noise: 0.1), rows: 200, seed: 1)
    ),
    Source(
      text: "polynomial([0, 1, −2.5], from=0, to=3)",
      meaning: .generated(
        .polynomial(coefficients: [0, 1, -2.5], from: 0, to: 3, noise: 0.1),
        rows: 200,
        seed: 1
      )
    ),
    Source(text: "rows\n0 1 -> 1\n1 1 -> 0", meaning: .rows(text: "0 1 -> 1\n1 1 -> 0\n", .block)),
  ]

  private static func format(_ change: (inout TableFormat) -> Void) -> TableFormat {
    var format = TableFormat()
    change(&format)
    return format
  }

  @Test(arguments: sources) func `data come from`(source: Source) throws {
    #expect(try Self.plan("data \(source.text)\nnet dense()").data == source.meaning)
  }

  @Test func `two generators of one plan make different points`() throws {
    let plan = try Self.plan("data moons\ntest moons\nnet dense()")
    #expect(plan.data != plan.test)
  }

  @Test func `rows end where the next statement begins`() throws {
    let plan = try Self.plan(
      """
      data rows, target = kind, header = true   # with words in them
      size colour kind

        1 red a   # the first
        # between
        2 blue b
      red -> 1
      net dense(2)
      """
    )
    guard case .rows(let text, let format) = plan.data else {
      Issue.record("no rows")
      return
    }
    #expect(
      text
        == "size colour kind\n\n  1 red a   # the first\n  # between\n  2 blue b\nred -> 1\n"
    )
    #expect(format.header == .present)
    #expect(plan.layers == [.dense(units: 2, activation: nil)])
  }

  @Test func `layers have the usual figures where nothing is said`() throws {
    let plan = try Self.plan(
      "data digits; net conv2d(8, size=3, relu), max_pool2d, avg_pool2d(3), dense(elu); batch 9, kept"
    )
    #expect(
      plan.layers == [
        .conv2d(channels: 8, size: 3, stride: 1, padding: 0, activation: .init("relu")),
        .maxPool2d(size: 2), .avgPool2d(size: 3), .dense(units: 0, activation: .init("elu")),
      ]
    )
    #expect(plan.batch == 9)
    #expect(!plan.shuffles)
  }

  @Test(arguments: ["relu", "tanh", "sigmoid", "leaky_relu", "elu", "softplus", "silu", "gelu"])
  func `an activation is a function of the notation`(name: String) throws {
    let plan = try Self.plan("data digits\nnet dense(3, \(name)), \(name), dense()")
    #expect(plan.layers[0] == .dense(units: 3, activation: .init(name)))
    #expect(plan.layers[1] == .activation(.init(name)))
  }

  @Test(arguments: [
    "softmax_cross_entropy", "bce_with_logits", "mse", "mae", "huber", "log_cosh", "hinge",
  ])
  func `a loss is one of the notation`(name: String) throws {
    #expect(try Self.plan("data digits\nnet dense()\nloss \(name)").loss == LossPlan(name))
  }

  @Test(arguments: Optimiser.all.map { $0.name }.filter { $0 != "lbfgs" })
  func `every optimiser that goes by batches can be named alone`(name: String) throws {
    let plan = try Self.plan("data digits\nnet dense()\noptimiser \(name)")
    #expect(plan.optimiser.name == name)
    #expect(plan.optimiser.rate.value(after: 0) > 0)
  }

  @Test(arguments: Initialiser.all.map { $0.name })
  func `every initialiser can be named alone`(name: String) throws {
    let plan = try Self.plan("data digits\nnet dense()\ninit \(name)")
    let initialiser = try #require(plan.initialiser)
    #expect(initialiser.name == name)
    #expect(initialiser.numbers.count == Initialiser.named(name)?.arguments.count)
  }

  @Test(arguments: ["\n", "\r\n", "\r", " ; "]) func `lines may end in any way`(end: String) throws
  {
    let text = ["\u{FEFF}data digits", "net dense(", "  10,", ")"].joined(separator: "\n")
    let plan = try Self.plan(
      end == " ; "
        ? "data digits ; net dense(10)" : text.split(separator: "\n").joined(separator: end)
    )
    #expect(plan.layers == [.dense(units: 10, activation: nil)])
  }

  @Test func `the place of everything is known`() throws {
    let source = SourceText(file: "a.train", text: Self.whole)
    let text = try PlanReader.text(source)
    let layer = text.place(ofLayer: 3)
    #expect(source.text(layer.start, layer.end) == "leaky_relu(slope=0.2)")
    let missing = text.place(of: "folds")
    #expect(source.location(of: missing.start).line == 5)
  }
}
