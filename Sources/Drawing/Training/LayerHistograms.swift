/// What goes forward and back through the layers of a net, at a few epochs.
public struct LayerHistograms: Equatable, Sendable {
  /// One layer.
  public struct Layer: Equatable, Sendable {
    /// What it is called: `h1`.
    public var name: String
    /// Its outputs over a batch, at each of the epochs.
    public var activations: [Histogram]
    /// The gradients that arrive at them.
    public var gradients: [Histogram]

    /// Puts a layer together.
    public init(name: String, activations: [Histogram], gradients: [Histogram]) {
      self.name = name
      self.activations = activations
      self.gradients = gradients
    }
  }

  /// The epochs that are shown, in order.
  public var epochs: [Int]
  /// The layers, from the input on.
  public var layers: [Layer]

  /// Puts them together.
  public init(epochs: [Int], layers: [Layer]) {
    self.epochs = epochs
    self.layers = layers
  }

  /// One picture of what flows forward and one of what flows back, with a row for each layer.
  public func panels() -> Panels {
    Panels(
      title: "Activations and gradients by layer",
      pictures: [
        picture("Activations by layer", .value) { $0.activations },
        picture("Gradients by layer", .gradient) { $0.gradients },
      ],
      data: table()
    )
  }

  private func picture(
    _ title: String,
    _ role: Picture.Role,
    _ histograms: (Layer) -> [Histogram]
  ) -> Picture {
    let sentences = layers.map { layer in
      "\(layer.name): σ "
        + histograms(layer).map { PlotDescription.number($0.deviation) }.joined(", ") + "."
    }
    return HistogramGrid(
      title: title,
      description: "Histograms, a row for each layer, at the epochs "
        + epochs.map { String($0) }.joined(", ") + ". " + sentences.joined(" "),
      columns: epochs.map { "epoch \($0)" },
      rows: layers.map { layer in
        .init(name: layer.name, cells: histograms(layer).map { Optional($0) })
      },
      role: role
    ).picture()
  }

  private func table() -> DataTable {
    let heads = [
      "layer", "epoch", "mean", "σ", "share of 0", "mean of gradients", "σ of gradients",
    ]
    var rows: [[DataTable.Cell]] = []
    for layer in layers {
      for (index, epoch) in epochs.enumerated() where index < layer.activations.count {
        let activations = layer.activations[index]
        let gradients = index < layer.gradients.count ? layer.gradients[index] : nil
        rows.append([
          .text(layer.name), .count(epoch), .figure(activations.mean, .value),
          .figure(activations.deviation, .value), .figure(activations.zeros, .value),
          .figure(gradients?.mean, .gradient), .figure(gradients?.deviation, .gradient),
        ])
      }
    }
    return DataTable(
      columns: heads.enumerated().map { .text($1, isNumeric: $0 > 0) },
      rows: rows
    )
  }
}
