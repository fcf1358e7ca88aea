internal import Autodiff
internal import Learning
public import Notation

/// Reads a model as ``TrainedNet/json(plan:)`` writes it.
///
/// Whatever the file claims, nothing larger than the file is made of it, and nothing that does not fit: layers,
/// shapes, counts and preprocessing are compared with each other.
public enum ModelReader {
  /// What the file says of itself.
  static let format = "gradus-model/1"
  /// The most bytes of a file: 1 GiB.
  public static let sizeLimit = 1 << 30

  /// Reads the net of a model.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: What messages call it.
  /// - Returns: The net.
  /// - Throws: The first mistake, at its line and column.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> TrainedNet {
    try model(bytes, file: file).net
  }

  /// Reads a model with the state of its training, where the file has one.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: What messages call it.
  /// - Returns: The net, and where its training stands.
  /// - Throws: The first mistake, at its line and column.
  public static func model(_ bytes: [UInt8], file: String) throws(Diagnostics) -> SavedModel {
    do throws(ModelMistake) {
      guard bytes.count <= sizeLimit else { throw ModelMistake(.tooLong(limit: sizeLimit), 0) }
      if let bad = firstInvalidUTF8(bytes) { throw ModelMistake(.invalidUTF8(bytes[bad]), bad) }
      var draft = ModelDraft()
      return try draft.read(bytes)
    } catch {
      let source = SourceText(file: file, bytes: Array(bytes.prefix(sizeLimit)))
      let place = PlanPlace(start: error.place, end: error.place + 1)
      throw Diagnostics([source.diagnostic(error.message, help: error.help, at: place)])
    }
  }
}

/// What has been read of a model so far, with the places of what may not fit.
struct ModelDraft {
  private var format: String?
  private var layers: (text: String, place: Int)?
  private var loss: (text: String, place: Int)?
  private var sampleShape: (axes: [Int], place: Int)?
  private var outputs: (count: Int, place: Int)?
  private var classes: [String]?
  private var targets: [String]?
  private var columns: [DataColumn]?
  private var stages: (all: [FittedStage], place: Int)?
  private var parameters: [(parameter: TrainedNet.Parameter, place: Int)] = []
  private var parametersPlace: Int?
  private var training: StateDraft?

  /// Reads the file and compares its parts.
  mutating func read(_ bytes: [UInt8]) throws(ModelMistake) -> SavedModel {
    var cursor = JSONCursor(bytes)
    var draft = self
    try cursor.object { key, cursor throws(ModelMistake) in
      _ = cursor.next()
      try draft.take(key, &cursor)
    }
    try cursor.end()
    self = draft
    return try model()
  }

  private mutating func take(_ key: String, _ cursor: inout JSONCursor) throws(ModelMistake) {
    let place = cursor.place
    switch key {
    case "format":
      let found = try cursor.string()
      guard found.utf8.elementsEqual(ModelReader.format.utf8) else {
        throw ModelMistake(.format(String(found.unicodeScalars.prefix(60))), place)
      }
      format = found
    case "layers": layers = (try cursor.string(), place)
    case "loss": loss = (try cursor.string(), place)
    case "sample_shape": sampleShape = (try cursor.counts(), place)
    case "outputs": outputs = (try cursor.count(), place)
    case "classes": classes = try cursor.strings()
    case "targets": targets = try cursor.strings()
    case "columns":
      var all: [DataColumn] = []
      try cursor.array { cursor throws(ModelMistake) in
        var column = DataColumn("")
        try cursor.object { key, cursor throws(ModelMistake) in
          switch key {
          case "name": column.name = try cursor.string()
          case "categories": column.categories = try cursor.strings()
          default: try cursor.skip()
          }
        }
        all.append(column)
      }
      columns = all
    case "preprocessing":
      var all: [FittedStage] = []
      try cursor.array { cursor throws(ModelMistake) in all.append(try StageDraft.read(&cursor)) }
      stages = (all, place)
    case "parameters":
      parametersPlace = place
      var all: [(TrainedNet.Parameter, Int)] = []
      try cursor.array { cursor throws(ModelMistake) in
        _ = cursor.next()
        let start = cursor.place
        all.append((try ModelDraft.parameter(&cursor), start))
      }
      parameters = all
    case "training": training = try StateDraft.read(&cursor)
    default: try cursor.skip()
    }
  }

  private static func parameter(
    _ cursor: inout JSONCursor
  ) throws(ModelMistake) -> TrainedNet.Parameter {
    let start = cursor.place
    var name: String?
    var axes: [Int]?
    var isTrained: Bool?
    var elements: [Float]?
    try cursor.object { key, cursor throws(ModelMistake) in
      switch key {
      case "name": name = try cursor.string()
      case "shape": axes = try cursor.counts()
      case "trained": isTrained = try cursor.flag()
      case "elements": elements = try cursor.floats()
      default: try cursor.skip()
      }
    }
    guard let name else { throw ModelMistake(.missing("name"), start) }
    guard let axes else { throw ModelMistake(.missing("shape"), start) }
    guard let elements else { throw ModelMistake(.missing("elements"), start) }
    guard let count = product(axes), axes.count <= 8, count == elements.count else {
      throw ModelMistake(
        .elementCount(name, expected: product(axes) ?? Int.max, found: elements.count),
        start
      )
    }
    return TrainedNet.Parameter(
      name: name,
      shape: Shape(axes),
      elements: elements,
      isTrained: isTrained ?? true
    )
  }

  /// The product of lengths; nil where it does not fit.
  private static func product(_ axes: [Int]) -> Int? {
    var product = 1
    for axis in axes {
      let (next, overflow) = product.multipliedReportingOverflow(by: axis)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  /// Net and state, if everything is there and fits.
  private func model() throws(ModelMistake) -> SavedModel {
    guard format != nil else { throw ModelMistake(.missing("format"), 0) }
    guard let layers else { throw ModelMistake(.missing("layers"), 0) }
    guard let loss else { throw ModelMistake(.missing("loss"), 0) }
    guard let sampleShape else { throw ModelMistake(.missing("sample_shape"), 0) }
    guard let outputs else { throw ModelMistake(.missing("outputs"), 0) }
    guard let columns else { throw ModelMistake(.missing("columns"), 0) }
    guard let stages else { throw ModelMistake(.missing("preprocessing"), 0) }
    guard let parametersPlace else { throw ModelMistake(.missing("parameters"), 0) }
    let plan = try plan(layers, loss, training?.optimiser)
    guard let fitted = FittedPreprocessing(columns: columns, stages: stages.all) else {
      throw ModelMistake(.stagesMisfit, stages.place)
    }
    let inputs = ModelDraft.product(sampleShape.axes)
    guard inputs == fitted.outputCount else {
      throw ModelMistake(
        .inputs(expected: fitted.outputCount, found: inputs ?? Int.max),
        sampleShape.place
      )
    }
    let names = (classes ?? [], targets ?? [])
    guard names.0.isEmpty != names.1.isEmpty else { throw ModelMistake(.missing("classes"), 0) }
    let form: NetForm
    do throws(TrainingMistake) {
      form = try NetForm(
        plan.layers,
        sampleShape: sampleShape.axes,
        target: names.0.isEmpty ? .numbers(names.1.count) : .classes(names.0.count),
        loss: plan.loss
      )
    } catch {
      throw ModelMistake(.net(error.message), layers.place)
    }
    guard outputs.count == form.outputCount else {
      throw ModelMistake(.outputs(expected: form.outputCount, found: outputs.count), outputs.place)
    }
    try compare(form, parametersPlace)
    let net = TrainedNet(
      layers: plan.layers,
      loss: form.loss,
      sampleShape: sampleShape.axes,
      outputCount: outputs.count,
      classNames: names.0,
      targetNames: names.1,
      parameters: parameters.map { $0.parameter },
      preprocessing: fitted
    )
    return SavedModel(net: net, state: try training?.state(of: net, plan.optimiser))
  }

  /// Layers, loss and the optimiser if there is one, as a plan says them.
  private func plan(
    _ layers: (text: String, place: Int),
    _ loss: (text: String, place: Int),
    _ optimiser: (text: String, place: Int)?
  ) throws(ModelMistake) -> TrainingPlan {
    var parts = [
      ("layers", "net", layers.text, layers.place), ("loss", "loss", loss.text, loss.place),
    ]
    if let optimiser { parts.append(("optimiser", "optimiser", optimiser.text, optimiser.place)) }
    var text = "data digits"
    for (key, keyword, items, place) in parts {
      // A line end or a ';' would begin another statement.
      guard !items.utf8.contains(where: { $0 < 0x20 || $0 == 0x3B || $0 == 0x23 }) else {
        throw ModelMistake(
          .text(key, "expected items of one line, found a line end or a sign"),
          place
        )
      }
      text += "\n\(keyword) \(items)"
    }
    do throws(Diagnostics) {
      return try PlanReader.read(SourceText(file: "", text: text))
    } catch {
      let first = error.all.first
      let line = first?.location.line ?? 0
      let (key, _, _, place) = parts[max(0, min(line - 2, parts.count - 1))]
      throw ModelMistake(.text(key, first?.message ?? ""), place)
    }
  }

  /// The parameters must be those that the layers have, in their order.
  private func compare(_ form: NetForm, _ place: Int) throws(ModelMistake) {
    guard parameters.count == form.parameters.count else {
      throw ModelMistake(
        .parameterCount(expected: form.parameters.count, found: parameters.count),
        place
      )
    }
    for (expected, (found, place)) in zip(form.parameters, parameters) {
      guard expected.name.utf8.elementsEqual(found.name.utf8),
        expected.shape.axes == found.shape.axes, expected.isTrained == found.isTrained
      else {
        throw ModelMistake(
          .parameter(
            expected: "\(expected.name) \(expected.shape)",
            found: "\(found.name) \(found.shape)"
          ),
          place
        )
      }
    }
  }
}

/// One stage of preprocessing as it is read.
private enum StageDraft {
  static func read(_ cursor: inout JSONCursor) throws(ModelMistake) -> FittedStage {
    _ = cursor.next()
    let start = cursor.place
    var name: String?
    var lists: [(key: String, numbers: [Double])] = []
    var numbers: [(key: String, number: Double)] = []
    var coded: [[Int]?] = []
    var names: [String] = []
    try cursor.object { key, cursor throws(ModelMistake) in
      switch key {
      case "stage": name = try cursor.string()
      case "coded":
        try cursor.array { cursor throws(ModelMistake) in
          coded.append(cursor.takeNull() ? nil : try cursor.counts())
        }
      case "names": names = try cursor.strings()
      case "low", "high", "divisor", "total_variance": numbers.append((key, try cursor.number()))
      default: lists.append((key, try cursor.numbers()))
      }
    }
    func list(_ key: String) -> [Double] { lists.first { $0.key == key }?.numbers ?? [] }
    func number(_ key: String) -> Double { numbers.first { $0.key == key }?.number ?? .nan }
    let stage: FittedStage?
    switch name ?? "" {
    case "z_score":
      stage = ZScore(means: list("means"), deviations: list("deviations")).map { .zScore($0) }
    case "min_max":
      stage = MinMax(
        least: list("least"),
        largest: list("largest"),
        low: number("low"),
        high: number("high")
      ).map { .minMax($0) }
    case "whiten":
      stage = Whitening(
        means: list("means"),
        directions: list("directions"),
        variances: list("variances"),
        totalVariance: number("total_variance")
      ).map { .whiten($0) }
    case "divide":
      let divisor = number("divisor")
      stage = divisor.isNaN || divisor == 0 ? nil : .divide(by: divisor)
    case "one_hot": stage = OneHotCoding(coded: coded, names: names).map { .oneHot($0) }
    default: throw ModelMistake(.stage(String((name ?? "").unicodeScalars.prefix(40))), start)
    }
    guard let stage else { throw ModelMistake(.stagesMisfit, start) }
    return stage
  }
}
