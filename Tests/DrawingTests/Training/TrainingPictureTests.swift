import Foundation
import TestSupport
import Testing

@testable import Drawing

struct TrainingPictureTests {
  @Test func `curves with the best epoch marked`() throws {
    let panels = TrainingSamples.curves.panels()
    #expect(panels.pictures.map(\.title) == ["Loss by epoch", "Accuracy by epoch"])
    try expectSnapshot(SVGWriter.standalone(panels.pictures[0]), named: "loss.svg")
    #expect(panels.data.markedRows == [4])
    #expect(panels.data.columns.map(\.text).last == "learning rate")
  }

  @Test func `losses over decades stand on a logarithmic axis`() {
    var curves = TrainingSamples.curves
    #expect(curves.panels().pictures[0].description.contains("vertical axis loss from 0.0"))
    curves.epochs = curves.epochs.prefix(2).map { $0 }
    curves.bestEpoch = nil
    #expect(!curves.panels().pictures[0].description.contains("vertical axis loss from 0.0"))
  }

  @Test func `a thousand epochs are thinned, and the best is kept`() {
    var curves = TrainingSamples.curves
    curves.epochs = (0...1000).map { .init(epoch: $0, rate: 1, loss: 1 / Double($0 + 1)) }
    curves.bestEpoch = 777
    let panels = curves.panels()
    #expect(panels.data.rows.count == 41)
    #expect(panels.data.markedRows.map { panels.data.rows[$0][0].text } == ["777"])
    #expect(SVGWriter.embedded(panels.pictures[0], prefix: "x").utf8.count < 8_000)
  }

  @Test func `decision fields of two classes`() throws {
    let panels = TrainingSamples.fields(classes: ["left", "right"]).panels()
    #expect(panels.pictures.map(\.title) == ["Epoch 0", "Epoch 8, 90 % right"])
    try expectSnapshot(SVGWriter.standalone(panels.pictures[1]), named: "field.svg")
    #expect(panels.data.rows[1].map(\.text) == ["8", "0.9", "0.571", "0.429"])
  }

  @Test func `three classes part the plane among them`() {
    let panels = TrainingSamples.fields(classes: ["a", "b", "c"]).panels()
    let shares = panels.data.rows[1].dropFirst(2).compactMap { Double($0.text) }
    #expect(shares.count == 3)
    #expect(abs(shares.reduce(0, +) - 1) < 0.01)
  }

  @Test func `a confusion matrix with its counts`() throws {
    let panels = TrainingSamples.confusion.panels()
    try expectSnapshot(SVGWriter.standalone(panels.pictures[0]), named: "confusion.svg")
    #expect(panels.data.rows.map { $0.map(\.text) } == [["cat", "40", "3"], ["dog", "0", "57"]])
    #expect(panels.pictures[0].description.contains("97 of 100 are right"))
    #expect(panels.pictures[0].description.contains("cat for dog 3 times"))
  }

  @Test func `a mistake is drawn as an image in ink`() throws {
    let panels = TrainingSamples.mistakes.panels()
    #expect(panels.pictures[0].title == "4 taken for 9, 98.7 %")
    try expectSnapshot(SVGWriter.standalone(panels.pictures[0]), named: "mistake.svg")
  }

  @Test func `mistakes that are no images are a table with their features`() {
    var gallery = TrainingSamples.mistakes
    gallery.image = nil
    gallery.featureNames = ["width", "height"]
    let panels = gallery.panels()
    #expect(panels.pictures.isEmpty)
    #expect(panels.data.rows[0].map(\.text) == ["12", "4", "9", "0.9871", "0.01", "0", "0.5"])
  }

  @Test func `ways down a surface, at most four to a picture`() throws {
    let panels = TrainingSamples.surface.panels()
    #expect(
      panels.pictures.map(\.title) == [
        "The ways of sgd, adam", "The ways of rmsprop, adagrad, ftrl",
      ]
    )
    try expectSnapshot(SVGWriter.standalone(panels.pictures[0]), named: "surface.svg")
  }

  @Test func `histograms of a row share their axis`() throws {
    let panels = TrainingSamples.layers.panels()
    #expect(panels.pictures.map(\.title) == ["Activations by layer", "Gradients by layer"])
    try expectSnapshot(SVGWriter.standalone(panels.pictures[0]), named: "histograms.svg")
    #expect(panels.data.rows.count == 4)
  }

  // MARK: Odd input

  @Test func `what is empty or not finite is drawn all the same`() {
    let nan = Histogram(
      least: .nan,
      largest: .infinity,
      bins: [1, 2],
      mean: .nan,
      deviation: .nan,
      zeros: .nan
    )
    let all = [
      TrainingCurves(epochs: [], metricName: "").panels(),
      TrainingCurves(
        epochs: [.init(epoch: 0, rate: .nan, loss: .infinity, metric: .nan)],
        metricName: "é"
      )
      .panels(),
      LayerHistograms(epochs: [], layers: []).panels(),
      LayerHistograms(epochs: [1], layers: [.init(name: "h", activations: [nan], gradients: [])])
        .panels(),
      ConfusionPicture(classNames: [], counts: []).panels(),
      ConfusionPicture(classNames: ["a"], counts: []).panels(),
      MistakeGallery(mistakes: [], featureNames: [], image: .init(height: 0, width: 0)).panels(),
      HiddenPlane(
        layer: "h",
        units: 0,
        samples: [.init(.nan, 1, group: 7)],
        classNames: [],
        shares: []
      ).panels(),
      FittedCurve(feature: "x", target: "y", moments: [], training: [], heldBack: []).panels(),
      LossSurface(
        horizontalName: "a",
        verticalName: "b",
        horizontal: 0...1,
        vertical: 0...1,
        side: 2,
        losses: [.nan, .infinity, 1, 2],
        paths: []
      ).panels(),
      InitialisationPictures(units: 0, experiments: []).panels(),
    ]
    for panels in all {
      for picture in panels.pictures {
        let text = SVGWriter.standalone(picture) + TikZWriter.string(picture)
        #expect(!text.contains("nan\"") && !text.contains("inf\""))
        #expect(picture.width.isFinite && picture.height.isFinite)
      }
      for row in panels.data.rows { #expect(row.count == panels.data.columns.count) }
    }
  }

  @Test func `names cannot break the markup`() throws {
    let hostile = "</svg><script>&\"'"
    let picture = ConfusionPicture(classNames: [hostile, "b"], counts: [1, 2, 3, 4]).panels()
      .pictures[0]
    #expect(!SVGWriter.standalone(picture).contains("<script>"))
  }
}
