import Exercises
import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The XML, read by a parser that is not ours.
struct JUnitFormatTests {
  /// Collects elements with their attributes and their text.
  private final class Reader: NSObject, XMLParserDelegate {
    struct Element {
      var name: String
      var attributes: [String: String]
      var text = ""
    }

    var elements: [Element] = []

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if !elements.isEmpty { elements[elements.count - 1].text += text }
    }
  }

  private func read(_ results: CheckResults) throws -> [Reader.Element] {
    let parser = XMLParser(data: Data(ResultFormat.junit.written(results)))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader.elements
  }

  @Test(arguments: SampleResults.all)
  func `all of it is well-formed`(_ sample: Sample) throws {
    #expect(try read(sample.results).first?.name == "testsuites")
  }

  @Test func `a suite counts what is in it, with the attributes that swift test writes`() throws {
    let elements = try read(SampleResults.single())
    let suite = try #require(elements.first { $0.name == "testsuite" })
    #expect(
      suite.attributes == [
        "name": "answers.txt", "errors": "0", "tests": "7", "failures": "4", "skipped": "0",
        "time": "0",
      ]
    )
    let cases = elements.filter { $0.name == "testcase" }
    #expect(cases.count == 7)
    #expect(cases.allSatisfy { Set($0.attributes.keys) == ["classname", "name", "time"] })
    #expect(elements.count { $0.name == "failure" } == 4)
  }

  @Test func `line ends and quotes come back; what XML cannot hold is spelt out`() throws {
    let elements = try read(SampleResults.single())
    let failures = elements.filter { $0.name == "failure" }.compactMap { $0.attributes["message"] }
    #expect(failures[0].hasPrefix("grad x = 4: wrong\nsign-flip at x: The sign"))
    #expect(
      failures[2].contains(#"=HYPERLINK("x";'y') <b>&]]>\u{1B}[31m\u{0}\u{202E}\u{FFFE}\u{FFFF}"#)
    )
  }

  @Test func `a pile is a suite a file, and a file that cannot be read fails`() throws {
    let elements = try read(SampleResults.pile)
    let suites = elements.filter { $0.name == "testsuite" }
    #expect(suites.map { $0.attributes["failures"] } == ["0", "4", "2", "0"])
    #expect(elements.contains { $0.attributes["message"]?.contains("expected UTF-8") == true })
  }
}
