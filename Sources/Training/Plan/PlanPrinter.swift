internal import Autodiff
internal import Learning

extension TrainingPlan {
  /// The plan as text, which reads back to the same plan.
  ///
  /// Texts in it have no quotes and no line ends, as those that were read have none.
  public var text: String {
    var lines: [(String, String)] = [("data", PlanPrinter.source(data))]
    if let test { lines.append(("test", PlanPrinter.source(test))) }
    if split != SplitPlan() { lines.append(("split", PlanPrinter.split(split))) }
    if let folds { lines.append(("folds", "\(folds)")) }
    if !preparation.isEmpty {
      lines.append(("prepare", PlanPrinter.list(preparation.map(PlanPrinter.stage))))
    }
    lines.append(("net", PlanPrinter.layers(layers)))
    if let loss { lines.append(("loss", PlanPrinter.call(loss.name, loss.arguments))) }
    if let initialiser { lines.append(("init", PlanPrinter.initialiser(initialiser))) }
    lines.append(("optimiser", PlanPrinter.optimiser(optimiser)))
    if !penalty.isZero { lines.append(("penalty", PlanPrinter.penalty(penalty))) }
    lines.append(("batch", "\(batch)" + (shuffles ? "" : ", kept")))
    lines.append(("epochs", "\(epochs)"))
    lines.append(("seed", "\(seed)"))
    if let stopping { lines.append(("stop", PlanPrinter.stop(stopping))) }
    if let search { lines.append(("search", PlanPrinter.search(search))) }
    if !views.isEmpty { lines.append(("show", PlanPrinter.list(views.map { $0.rawValue }))) }
    if !claims.isEmpty { lines.append(("expect", PlanPrinter.list(claims.map { $0.text }))) }
    var text = ""
    for (keyword, items) in lines {
      text += keyword + String(repeating: " ", count: max(1, 10 - keyword.utf8.count)) + items
      if !items.utf8.elementsEqual("".utf8), items.utf8.last != 0x0A { text += "\n" }
    }
    return text
  }

  /// The layers alone, as they stand behind `net`.
  public static func text(of layers: [LayerPlan]) -> String { PlanPrinter.layers(layers) }

  /// The loss alone, as it stands behind `loss`.
  public static func text(of loss: LossPlan) -> String {
    PlanPrinter.call(loss.name, loss.arguments)
  }
}

/// Writes the parts of a plan.
enum PlanPrinter {
  static func list(_ items: [String]) -> String { items.joined(separator: ", ") }

  static func number(_ number: Double) -> String { NumberFormat.exact(number) }

  static func quoted(_ text: String) -> String { "\"" + text + "\"" }

  // MARK: Samples

  static func source(_ source: DataSource) -> String {
    switch source {
    case .digits: return "digits"
    case .table(let path, let format):
      return "csv(" + list([quoted(path)] + arguments(format, TableFormat())) + ")"
    case .idx(let images, let labels):
      let told = labels.map { ", labels=" + quoted($0) } ?? ""
      return "idx(" + quoted(images) + told + ")"
    case .rows(let text, let format):
      let told = arguments(format, .block)
      let body = text.utf8.last == 0x0A ? text : text + "\n"
      return list(["rows"] + told) + "\n" + body
    case .generated(let generator, let rows, let seed):
      return generated(generator, ["rows=\(rows)", "seed=\(seed)"])
    }
  }

  private static func arguments(_ format: TableFormat, _ standard: TableFormat) -> [String] {
    var told: [String] = []
    if !format.targets.isEmpty { told.append("target=" + columns(format.targets)) }
    if format.header != .automatic { told.append("header=\(format.header == .present)") }
    if format.separator != standard.separator {
      switch format.separator {
      case .automatic: break
      case .comma: told.append("separator=comma")
      case .semicolon: told.append("separator=semicolon")
      case .tab: told.append("separator=tab")
      case .blanks: told.append("separator=blanks")
      }
    }
    if format.targetKind != .automatic {
      told.append("kind=" + (format.targetKind == .classes ? "classes" : "numbers"))
    }
    if let names = format.classNames { told.append("classes=[" + list(names.map(quoted)) + "]") }
    if !format.categories.isEmpty { told.append("categories=" + columns(format.categories)) }
    if !format.omitted.isEmpty { told.append("omit=" + columns(format.omitted)) }
    return told
  }

  private static func columns(_ columns: [TableFormat.Column]) -> String {
    let texts = columns.map { column in
      switch column {
      case .named(let name): quoted(name)
      case .number(let number): "\(number)"
      }
    }
    return texts.count == 1 ? texts[0] : "[" + list(texts) + "]"
  }

  private static func generated(_ generator: DataGenerator, _ common: [String]) -> String {
    var told = common
    switch generator {
    case .moons(let noise), .xor(let noise): told.append("noise=" + number(noise))
    case .circles(let noise, let factor):
      told += ["noise=" + number(noise), "factor=" + number(factor)]
    case .spirals(let arms, let turns, let noise):
      told += ["arms=\(arms)", "turns=" + number(turns), "noise=" + number(noise)]
    case .polynomial(let coefficients, let from, let to, let noise):
      let values = list(coefficients.map(number))
      told = ["coefficients=[" + values + "]"] + told
      told += ["from=" + number(from), "to=" + number(to), "noise=" + number(noise)]
      return "polynomial(" + list(told) + ")"
    }
    return generator.name + "(" + list(told) + ")"
  }

  static func split(_ split: SplitPlan) -> String {
    var items: [String] = []
    if !split.validation.isNothing { items.append("validation = " + size(split.validation)) }
    if !split.test.isNothing { items.append("test = " + size(split.test)) }
    items.append(split.order.rawValue)
    if let seed = split.seed { items.append("seed = \(seed)") }
    return list(items)
  }

  private static func size(_ size: Split.Size) -> String {
    switch size {
    case .share(let share): number(share)
    case .count(let count): "\(count)"
    }
  }

  static func stage(_ stage: Preprocessing) -> String {
    switch stage {
    case .zScore(let denominator):
      return denominator == .sample ? "z_score(sample=true)" : "z_score"
    case .minMax(let low, let high): return "min_max(\(number(low)), \(number(high)))"
    case .whiten(let components, let denominator):
      var told = components.map { ["components=\($0)"] } ?? []
      if denominator == .sample { told.append("sample=true") }
      return told.isEmpty ? "whiten" : "whiten(" + list(told) + ")"
    case .divide(let divisor): return "divide(\(number(divisor)))"
    case .oneHot: return "one_hot"
    }
  }

  // MARK: Net

  static func layers(_ layers: [LayerPlan]) -> String { list(layers.map(layer)) }

  private static func layer(_ layer: LayerPlan) -> String {
    switch layer {
    case .dense(let units, let activation):
      let told = (units > 0 ? ["\(units)"] : []) + told(activation)
      return "dense(" + list(told) + ")"
    case .activation(let activation): return call(activation.name, activation.arguments)
    case .dropout(let keep): return "dropout(\(number(keep)))"
    case .batchNorm: return "batch_norm"
    case .conv2d(let channels, let size, let stride, let padding, let activation):
      let told =
        ["\(channels)", "size=\(size)", "stride=\(stride)", "padding=\(padding)"]
        + told(activation)
      return "conv2d(" + list(told) + ")"
    case .maxPool2d(let size): return "max_pool2d(\(size))"
    case .avgPool2d(let size): return "avg_pool2d(\(size))"
    }
  }

  private static func told(_ activation: LayerPlan.Activation?) -> [String] {
    activation.map { [call($0.name, $0.arguments)] } ?? []
  }

  static func call(_ name: String, _ arguments: [NamedNumber]) -> String {
    guard !arguments.isEmpty else { return name }
    return name + "(" + list(arguments.map { $0.name + "=" + number($0.number) }) + ")"
  }

  // MARK: Descent

  static func initialiser(_ plan: InitialiserPlan) -> String {
    plan.numbers.isEmpty ? plan.name : plan.name + "(" + list(plan.numbers.map(number)) + ")"
  }

  static func optimiser(_ plan: OptimiserPlan) -> String {
    var told = ["rate=" + rate(plan.rate)]
    if let optimiser = Optimiser.named(plan.name) {
      let standard = OptimiserSettings(of: optimiser)
      for argument in optimiser.arguments where argument.kind != .rate {
        let value = plan.settings[argument.name]
        guard value != standard[argument.name] else { continue }
        told.append(
          argument.name + "=" + (argument.kind == .flag ? "\(value != 0)" : number(value))
        )
      }
    }
    return plan.name + "(" + list(told) + ")"
  }

  private static func rate(_ rate: LearningRate) -> String {
    switch rate {
    case .constant(let rate): number(rate)
    case .stepDecay(let rate, let every, let factor):
      "step_decay(\(number(rate)), every=\(every), factor=\(number(factor)))"
    case .exponentialDecay(let rate, let k): "exponential_decay(\(number(rate)), k=\(number(k)))"
    case .inverseDecay(let rate, let k): "inverse_decay(\(number(rate)), k=\(number(k)))"
    case .cosineDecay(let rate, let steps): "cosine_decay(\(number(rate)), steps=\(steps))"
    }
  }

  static func penalty(_ penalty: Penalty) -> String {
    var items: [String] = []
    if penalty.l1 != 0 { items.append("l1(\(number(penalty.l1)))") }
    if penalty.l2 != 0 { items.append("l2(\(number(penalty.l2)))") }
    return list(items)
  }

  static func stop(_ plan: StoppingPlan) -> String {
    list([
      "patience = \(plan.patience)", "figure = \(plan.figure.rawValue)",
      "margin = " + number(plan.margin),
    ])
  }

  static func search(_ search: SearchSettings) -> String {
    var items = search.ranges.map { "\($0.name) = [\(number($0.low)), \(number($0.high))]" }
    switch search.method {
    case .grid(let counts): items.append("grid = [" + list(counts.map { "\($0)" }) + "]")
    case .random(let trials): items.append("trials = \(trials)")
    }
    items.append("refine = \(search.refinements)")
    if let epochs = search.epochs { items.append("epochs = \(epochs)") }
    return list(items)
  }
}
