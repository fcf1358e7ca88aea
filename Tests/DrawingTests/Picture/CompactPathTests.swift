import Testing

@testable import Drawing

struct CompactPathTests {
  @Test func `strokes are told from the end of the one before`() {
    let square: [Picture.Segment] = [
      .move(.init(10, 20)), .line(.init(14.5, 20)), .line(.init(14.5, 17)),
      .line(.init(10.04, 16.96)),
      .close, .move(.init(0, 0)), .line(.init(0, 0)),
    ]
    #expect(CompactPath.data(square) == "M10 20h4.5v-3h-4.5zm-10-20h0")
    #expect(CompactPath.data([.move(.init(-0.3, 1)), .line(.init(0.2, 1.5))]) == "M-.3 1l.5 .5")
  }

  @Test func `rounding does not add up`() {
    var path: [Picture.Segment] = [.move(.init(0, 0))]
    for step in 1...1000 { path.append(.line(.init(Double(step) * 0.04, Double(step % 2)))) }
    let data = CompactPath.data(path)
    // A thousand strokes of 0.04 end at 40.
    var (x, number) = (0.0, "")
    var isX = true
    for character in data.dropFirst(4) + "l" {
      if character == "l" || character == "v" || character == "h" || character == " "
        || (character == "-" && !number.isEmpty)
      {
        if isX, let value = Double(number.hasPrefix(".") ? "0" + number : number) { x += value }
        number = character == "-" ? "-" : ""
        isX = character == "l" || character == "h"
      } else {
        number.append(character)
      }
    }
    #expect(abs(x - 40) < 1e-6)
  }

  @Test func `what is not finite does no harm`() {
    #expect(CompactPath.data([.move(.init(.nan, .infinity))]) == "M0 0")
  }
}
