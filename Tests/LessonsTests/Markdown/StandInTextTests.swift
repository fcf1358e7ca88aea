import Testing

@testable import Lessons

@Suite struct StandInTextTests {
  @Test func `a text is cut at its stand-ins`() {
    let text = "a " + StandIn.string(0) + StandIn.string(5000) + " b"
    #expect(StandIn.pieces(of: text) == [.text("a "), .item(0), .item(5000), .text(" b")])
  }
}
