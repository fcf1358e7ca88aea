import Exact
import Foundation
import Notation
import TestSupport
import Testing

@Suite struct ExactJSONTests {
  private func json(_ traced: Traced) -> String {
    String(decoding: traced.exact.json(joining: traced.exact.run.json()), as: UTF8.self)
  }

  @Test func `the object is as always`() throws {
    let traced = try Traced(
      """
      x = 0.1; y = [1/3, 2]
      e = exp(y)
      s = sigmoid(x - 0.1)
      f = sum(e * x) + s * y[0]
      backward f
      """
    )
    try expectSnapshot(json(traced), named: "exact.json")
  }

  @Test func `the rest of the object stays as it is`() throws {
    let traced = try Traced("x = 0.1; y = x * x; backward y; expect y ~ 0.01")
    let plain = try #require(
      JSONSerialization.jsonObject(with: Data(traced.exact.run.json())) as? NSDictionary
    )
    let joined = try #require(
      JSONSerialization.jsonObject(with: Data(json(traced).utf8)) as? [String: Any]
    )
    #expect(joined["exact"] != nil)
    #expect(NSDictionary(dictionary: joined.filter { $0.key != "exact" }) == plain)
  }

  @Test func `text that needs quoting is quoted`() throws {
    let traced = try Traced("x = 2; y = sum(exp([x, # \"a\u{202E}\\\n 1]))")
    let object = try JSONSerialization.jsonObject(with: Data(json(traced).utf8))
    #expect(object is [String: Any])
  }
}
