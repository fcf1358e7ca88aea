internal import Drawing
internal import Learning

// Views of a net that tells classes.

extension ReportMaker {
  /// What the net says of rows.
  private func answers(_ rows: [Int]) throws(TrainingMistake) -> ClassAnswers {
    ClassAnswers(try probe(rows).outputs(), form, classes: classNames.count)
  }

  // MARK: Confusion

  func confusion() throws(TrainingMistake) -> TrainingReport.Section? {
    let (rows, name) = reported
    guard let classes = data.set.targets.classIndices else { return nil }
    let answers = try answers(rows)
    var matrix = ConfusionMatrix(classes: max(2, classNames.count))
    for (index, row) in rows.enumerated() {
      matrix.count(truth: classes[row], predicted: answers.predicted(index))
    }
    let n = classNames.count
    let counts = (0..<n * n).map { matrix[$0 / n, $0 % n] }
    return .init(
      view: .confusion,
      panels: ConfusionPicture(classNames: classNames, counts: counts).panels(),
      words: "\(matrix.right) of \(rows.count) \(name) are right, "
        + "\(ReportMaker.percent(Double(matrix.right) / Double(max(1, rows.count))))."
    )
  }

  /// A share in percent, to a tenth: `96.4 %`.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "none" }
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }

  // MARK: Mistakes

  /// How many mistakes are shown.
  private static let mistakeLimit = 12

  func mistakes() throws(TrainingMistake) -> TrainingReport.Section? {
    let (rows, name) = reported
    guard let classes = data.set.targets.classIndices else { return nil }
    let answers = try answers(rows)
    var wrong: [(index: Int, sure: Double)] = []
    for (index, row) in rows.enumerated() {
      let predicted = answers.predicted(index)
      guard predicted != classes[row] else { continue }
      let sure = answers.probability(index, predicted) - answers.probability(index, classes[row])
      wrong.append((index, sure))
    }
    guard !wrong.isEmpty else {
      return .init(
        view: .mistakes,
        panels: Panels(title: "No mistakes", pictures: [], data: DataTable(columns: [], rows: [])),
        words: "The net makes no mistake among \(rows.count) \(name)."
      )
    }
    wrong.sort { $0.sure != $1.sure ? $0.sure > $1.sure : $0.index < $1.index }
    let shown = wrong.prefix(ReportMaker.mistakeLimit).map { entry -> MistakeGallery.Mistake in
      let row = rows[entry.index]
      let predicted = answers.predicted(entry.index)
      let prepared = data.set.row(row).map { Double($0) }
      return .init(
        row: row + 1,
        truth: classNames[classes[row]],
        predicted: classNames[predicted],
        probability: answers.probability(entry.index, predicted),
        truthProbability: answers.probability(entry.index, classes[row]),
        features: data.preprocessing.original(of: prepared) ?? prepared
      )
    }
    let isOriginal = shown.first?.features.count == data.preprocessing.columns.count
    let columns = isOriginal ? data.preprocessing.columns : data.set.columns
    let gallery = MistakeGallery(
      mistakes: Array(shown),
      featureNames: columns.map { $0.name },
      image: imageSize
    )
    return .init(
      view: .mistakes,
      panels: gallery.panels(),
      words: "The net is wrong about \(wrong.count) of \(rows.count) \(name)"
        + (wrong.count > shown.count
          ? "; these are the \(shown.count) that it was surest of." : ".")
    )
  }

  /// The size of the images that samples are; nil if they are none.
  private var imageSize: MistakeGallery.ImageSize? {
    let axes = data.set.sampleShape
    switch axes.count {
    case 2 where axes[0] > 1 && axes[1] > 1: return .init(height: axes[0], width: axes[1])
    case 3 where axes[0] == 1: return .init(height: axes[1], width: axes[2])
    default: return nil
    }
  }

  // MARK: Boundary

  /// How many points of the plane are asked in each direction.
  private static let side = 49
  /// At most so many moments are shown.
  private static let momentLimit = 4

  func boundary() throws(TrainingMistake) -> TrainingReport.Section? {
    guard let classes = data.set.targets.classIndices else { return nil }
    let shown = ReportMaker.thinned(data.training, to: DecisionFields.sampleLimit)
    let samples = shown.compactMap { row -> DecisionFields.Sample? in
      guard
        let x = data.preprocessing.original(of: data.set.row(row).map { Double($0) }), x.count == 2
      else { return nil }
      return .init(x[0], x[1], group: classes[row])
    }
    let horizontal = ReportMaker.range(samples.map { $0.x })
    let vertical = ReportMaker.range(samples.map { $0.y })
    let side = ReportMaker.side
    var grid: [Float] = []
    for i in 0..<side * side {
      grid.append(Float(ReportMaker.place(i % side, side, horizontal)))
      grid.append(Float(ReportMaker.place(i / side, side, vertical)))
    }
    guard let features = data.preprocessing.prepared(grid, rows: side * side) else { return nil }
    let field = try NetProbe(
      form,
      features: features,
      count: side * side,
      level: level,
      threads: threads
    )
    let judged = try NetProbe(
      form,
      data.set,
      rows: data.training,
      level: level,
      threads: threads
    )
    let count = classNames.count
    let moments = moments(ReportMaker.momentLimit).map { snapshot -> DecisionFields.Moment in
      field.use(snapshot.parameters)
      let answers = ClassAnswers(field.outputs(), form, classes: count)
      judged.use(snapshot.parameters)
      let own = ClassAnswers(judged.outputs(), form, classes: count)
      var right = 0
      for (index, row) in data.training.enumerated() where own.predicted(index) == classes[row] {
        right += 1
      }
      let scores =
        count == 2
        ? (0..<answers.count).map { answers.probability($0, 1) } : answers.probabilities
      return .init(
        epoch: snapshot.epoch,
        scores: scores,
        metric: Double(right) / Double(max(1, data.training.count))
      )
    }
    let names = data.preprocessing.columns.map { $0.name }
    let fields = DecisionFields(
      horizontalName: names[0],
      verticalName: names[1],
      horizontal: horizontal,
      vertical: vertical,
      side: side,
      classNames: classNames,
      moments: moments,
      samples: samples
    )
    return .init(view: .boundary, panels: fields.panels(), words: "")
  }

  // MARK: Fit

  func fit() throws(TrainingMistake) -> TrainingReport.Section? {
    guard case .numbers(let numbers, let names) = data.set.targets, let target = names.first else {
      return nil
    }
    func samples(_ rows: [Int]) -> [Plot.Sample] {
      ReportMaker.thinned(rows, to: FittedCurve.sampleLimit).compactMap { row in
        let x = data.preprocessing.original(of: data.set.row(row).map { Double($0) })
        return x.map { .init($0.first ?? 0, Double(numbers[row])) }
      }
    }
    let training = samples(data.training)
    let heldBack = samples(data.validation + data.test)
    let range = ReportMaker.range((training + heldBack).map { $0.x })
    let side = 121
    let places = (0..<side).map { ReportMaker.place($0, side, range) }
    guard let features = data.preprocessing.prepared(places.map { Float($0) }, rows: side) else {
      return nil
    }
    let line = try NetProbe(
      form,
      features: features,
      count: side,
      level: level,
      threads: threads
    )
    let moments = moments(3).map { snapshot -> FittedCurve.Moment in
      line.use(snapshot.parameters)
      let outputs = line.outputs()
      return .init(
        epoch: snapshot.epoch,
        curve: zip(places, outputs).map { .init($0, Double($1)) }
      )
    }
    let curve = FittedCurve(
      feature: data.preprocessing.columns.first?.name ?? "x",
      target: target,
      moments: moments,
      training: training,
      heldBack: heldBack
    )
    return .init(view: .fit, panels: curve.panels(), words: "")
  }

  // MARK: Ranges

  /// All numbers and a tenth more on both sides.
  static func range(_ numbers: [Double]) -> ClosedRange<Double> {
    guard let least = numbers.min(), let most = numbers.max(), most > least,
      (most - least).isFinite
    else {
      let middle = numbers.first ?? 0
      return (middle - 1)...(middle + 1)
    }
    let margin = 0.1 * (most - least)
    return (least - margin)...(most + margin)
  }

  /// The number at place `i` of `count` along a range.
  static func place(_ i: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(i) / Double(count - 1)
  }
}
