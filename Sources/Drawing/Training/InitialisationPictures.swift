/// How activations begin in a deep net, by the rule that its weights were drawn by.
public struct InitialisationPictures: Equatable, Sendable {
  /// One rule.
  public struct Row: Equatable, Sendable {
    /// What it is called: `he_normal`.
    public var initialiser: String
    /// The outputs of each layer, from the first on.
    public var layers: [Histogram]
    /// The standard deviation that theory expects of each layer; empty where it says nothing.
    public var predicted: [Double]

    /// Puts a row together.
    public init(initialiser: String, layers: [Histogram], predicted: [Double]) {
      self.initialiser = initialiser
      self.layers = layers
      self.predicted = predicted
    }
  }

  /// The rules in a net of one activation.
  public struct Experiment: Equatable, Sendable {
    /// The activation: `tanh`.
    public var activation: String
    /// The rules.
    public var rows: [Row]

    /// Puts an experiment together.
    public init(activation: String, rows: [Row]) {
      self.activation = activation
      self.rows = rows
    }
  }

  /// How many units each layer has.
  public var units: Int
  /// One for each activation.
  public var experiments: [Experiment]

  /// Puts the pictures together.
  public init(units: Int, experiments: [Experiment]) {
    self.units = units
    self.experiments = experiments
  }

  /// A picture for each activation, a row for each rule and a column for each layer; and the table of
  /// standard deviations, measured and predicted.
  public func panels() -> Panels {
    Panels(
      title: "Activations before training, by initialiser",
      pictures: experiments.map { experiment in
        let layers = experiment.rows.map { $0.layers.count }.max() ?? 0
        let sentences = experiment.rows.map { row in
          "\(row.initialiser): σ \(PlotDescription.number(row.layers.first?.deviation ?? 0)) in the first "
            + "layer, \(PlotDescription.number(row.layers.last?.deviation ?? 0)) in the last."
        }
        return HistogramGrid(
          title: "\(layers) layers of \(units) units, \(experiment.activation)",
          description: "Histograms of each layer's outputs. " + sentences.joined(" "),
          columns: (0..<layers).map { "layer \($0 + 1)" },
          rows: experiment.rows.map { row in
            .init(
              name: row.initialiser,
              cells: (0..<layers).map { $0 < row.layers.count ? row.layers[$0] : nil }
            )
          },
          role: .value,
          width: 56,
          height: 40
        ).picture()
      },
      data: table()
    )
  }

  /// A row for each net; of a few layers the deviation that was measured, and beside it the one of theory.
  private func table() -> DataTable {
    let layers = experiments.flatMap { $0.rows.map { $0.layers.count } }.max() ?? 0
    let shown = [0, 1, layers / 2 - 1, layers - 1].filter { $0 >= 0 && $0 < layers }
    let places = shown.indices.filter { $0 == 0 || shown[$0] > shown[$0 - 1] }.map { shown[$0] }
    var heads: [DataTable.Cell] = [.text("activation"), .text("initialiser")]
    for place in places {
      heads.append(.text("σ \(place + 1)", isNumeric: true))
      heads.append(.text("theory", isNumeric: true))
    }
    var rows: [[DataTable.Cell]] = []
    for experiment in experiments {
      for row in experiment.rows {
        var cells: [DataTable.Cell] = [.text(experiment.activation), .text(row.initialiser)]
        for place in places {
          let measured = place < row.layers.count ? row.layers[place].deviation : nil
          let predicted = place < row.predicted.count ? row.predicted[place] : nil
          cells += [.figure(measured, .value), .figure(predicted)]
        }
        rows.append(cells)
      }
    }
    return DataTable(columns: heads, rows: rows)
  }
}
