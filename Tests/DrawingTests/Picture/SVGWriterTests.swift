import Foundation
import TestSupport
import Testing

@testable import Drawing

#if canImport(FoundationXML)
import FoundationXML
#endif

struct SVGWriterTests {
  private static let hostile = [
    "<script>alert(1)</script>", "a & b", "\"'>", "]]>", "x\u{0}\u{202E}y",
  ]

  private func picture(_ text: String) -> Picture {
    Picture(
      width: 40,
      height: 20,
      title: text,
      description: text,
      elements: [
        .group(
          id: text,
          title: text,
          [
            .text(
              [.init(text), .init(text, level: -1)],
              at: .init(1, 2),
              anchor: .middle,
              size: 15,
              face: .plain,
              role: .value
            )
          ]
        )
      ]
    )
  }

  @Test func `the diagram of (x + y) z`() throws {
    let picture = DiagramLayout.picture(of: SampleGraph.product)
    try expectSnapshot(SVGWriter.embedded(picture, prefix: "xyz."), named: "product.embedded.svg")
    try expectSnapshot(SVGWriter.standalone(picture), named: "product.svg")
  }

  @Test func `the diagram of a neuron with a frame`() throws {
    let picture = DiagramLayout.picture(of: SampleGraph.neuron)
    try expectSnapshot(SVGWriter.standalone(picture), named: "neuron.svg")
  }

  @Test func `every id begins with the prefix and is there once`() {
    let svg = SVGWriter.embedded(DiagramLayout.picture(of: SampleGraph.net), prefix: "fig-net.")
    let ids = svg.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(ids.allSatisfy { $0.hasPrefix("fig-net.") })
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains("fig-net.n1"))
    #expect(svg.contains(#"id="fig-net.n1" data-id="n1""#))
    #expect(svg.contains(#"aria-labelledby="fig-net.title""#))
    #expect(ids.contains("fig-net.title") && ids.contains("fig-net.desc"))
  }

  @Test func `a picture in a page has no colours and no styles`() {
    let svg = SVGWriter.embedded(DiagramLayout.picture(of: SampleGraph.net), prefix: "a")
    for word in ["style", "#", "rgb", "fill=", "stroke="] { #expect(!svg.contains(word)) }
  }

  @Test(arguments: hostile)
  func `a hostile text stays a text`(text: String) throws {
    let shown = text.replacing("\u{0}", with: "\u{FFFD}").replacing("\u{202E}", with: "\u{FFFD}")
    for svg in [
      SVGWriter.embedded(picture(text), prefix: text), SVGWriter.standalone(picture(text)),
    ] {
      let reading = XMLReading(svg)
      #expect(reading.isWellFormed)
      #expect(!reading.elements.contains("script"))
      #expect(reading.text.contains(shown + shown))
    }
  }

  @Test(arguments: [
    SampleGraph.product, SampleGraph.neuron, SampleGraph.net, SampleGraph.matrices,
    SampleGraph.random(100, window: 12),
  ])
  func `both forms are well-formed XML`(graph: DiagramGraph) {
    let picture = DiagramLayout.picture(of: graph)
    #expect(XMLReading(SVGWriter.embedded(picture, prefix: "p.")).isWellFormed)
    let file = XMLReading(SVGWriter.standalone(picture))
    #expect(file.isWellFormed)
    #expect(file.elements.first == "svg")
  }

  @Test func `areas, marks and glyphs are well-formed XML`() {
    let hostile = ["</svg><script>&\"'", "b"]
    let confusion = ConfusionPicture(classNames: hostile, counts: [1, 2, 3, 4])
    let glyphs = TrainingSamples.fields(classes: ["<", "&", "\""])
    let all = [confusion.panels(), glyphs.panels(), TrainingSamples.surface.panels()]
    for picture in all.flatMap(\.pictures) {
      #expect(XMLReading(SVGWriter.embedded(picture, prefix: "p.")).isWellFormed)
      let file = XMLReading(SVGWriter.standalone(picture))
      #expect(file.isWellFormed)
      #expect(!file.elements.contains("script"))
    }
  }

  @Test func `a subscript goes down and comes back up`() {
    let svg = SVGWriter.embedded(
      Picture(
        width: 9,
        height: 9,
        title: "",
        description: "",
        elements: [
          .text(
            [.init("w"), .init("1", level: -1), .init("x"), .init("2", level: 1)],
            at: .init(0, 0),
            anchor: .start,
            size: 20,
            face: .name,
            role: .ink
          )
        ]
      ),
      prefix: ""
    )
    #expect(
      svg.contains(
        #"w<tspan dy="4.8" font-size="14.4">1</tspan><tspan dy="-4.8">x</tspan>"#
          + #"<tspan dy="-7.6" font-size="14.4">2</tspan></text>"#
      )
    )
  }

  @Test(arguments: [
    (0, "0"), (-0.001, "0"), (12, "12"), (0.5, "0.5"), (-0.25, "-0.25"), (3.05, "3.05"),
    (1.0 / 3, "0.33"), (-1.999, "-2"), (.nan, "0"), (.infinity, "0"), (1e300, "1000000000"),
  ])
  func `a coordinate is short`(number: Double, text: String) {
    #expect(Coordinate.text(number) == text)
  }
}

/// What an XML reader that knows nothing of this code makes of a text.
private final class XMLReading: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var elements: [String] = []
  private(set) var text = ""

  init(_ source: String) {
    super.init()
    let parser = XMLParser(data: Data(source.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append(name)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
  }
}
