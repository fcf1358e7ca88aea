import Testing

@testable import Learning

struct DecimalReaderTests {
  static func read(_ text: String) -> DecimalReader.Finding {
    DecimalReader.read(Array(text.utf8).span)
  }

  @Test func `numbers are the nearest doubles, as Python reads them`() throws {
    for pair in try DataFigures.read().decimals {
      let bits = try #require(UInt64(pair[1], radix: 16))
      guard case .number(let value) = Self.read(pair[0]) else {
        Issue.record("\(pair[0]) is a number")
        continue
      }
      #expect(value.bitPattern == bits, "\(pair[0])")
    }
  }

  @Test(arguments: [
    ("", DecimalReader.Finding.missing), ("NA", .missing), ("?", .missing), ("null", .missing),
    ("-", .missing), ("nan", .notFinite), ("-Inf", .notFinite), ("Infinity", .notFinite),
    ("∞", .notFinite), ("1e400", .tooLarge), ("-1e999999999999", .tooLarge),
    ("1,5", .decimalComma), ("-,5", .decimalComma), ("0,", .malformed), ("1,5e3", .decimalComma),
    ("1,000,000", .malformed), ("1.2.3", .malformed), ("1e", .malformed), ("e5", .malformed),
    ("0x10", .malformed), ("12abc", .malformed), ("1e5.5", .malformed), ("--1", .malformed),
    ("1_000", .malformed), ("١٢", .malformed), ("1e+", .malformed), ("nano", .malformed),
    ("12345678901234567890123x", .malformed), ("1234567890123456789012.3.4", .malformed),
    ("12345678901234567890123e5e", .malformed), ("−2", .number(-2)), ("1e-400", .number(0)),
  ])
  func `what is no number is told apart`(_ text: String, _ expected: DecimalReader.Finding) {
    #expect(Self.read(text) == expected)
  }
}
