import Autodiff
import Foundation
import Notation
import TestSupport
import Testing

@Suite struct `The run as JSON` {
  private func json(_ text: String) throws -> String {
    String(decoding: try run(text).json(), as: UTF8.self)
  }

  private func object(_ text: String) throws -> [String: Any] {
    let data = Data(try run(text).json())
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `of the classic program`() throws {
    let text = """
      # (x + y) z, the classic
      x = -2; y = 5; z = -4
      q = x + y
      f = q * z
      backward f
      expect grad x = -4
      """
    try expectSnapshot(try json(text), named: "classic.json")
  }

  @Test func `of a program with matrices`() throws {
    let text = """
      X = [[1, 2], [3, 4]]
      param W = [[0.5, -1], [1, 2]]
      param b = [0.1, -0.2]
      target T = [[1, 0], [0, 8]]
      H = relu(X @ W + b - 3)
      L = mse(H.T, T)
      backward L
      expect L = 11.55
      expect grad b = [1.3, -3.1]
      """
    try expectSnapshot(try json(text), named: "matrices.json")
  }

  @Test func `it has all keys in the order of the notation`() throws {
    let text = try json("x = 1")
    let keys = [
      "format", "values", "gradients", "contributions", "steps", "history", "expectations",
      "warnings",
    ]
    var place = text.startIndex
    for key in keys {
      let found = try #require(
        text.range(of: "\"\(key)\":", range: place..<text.endIndex),
        "\(key)"
      )
      place = found.upperBound
    }
    #expect(try object("x = 1")["format"] as? String == "gradus-trace/1")
    #expect(text.hasSuffix("}\n"))
  }

  @Test func `what is not finite is a string, and warned of`() throws {
    let object = try object("x = 0; y = log(x); z = y - y; w = -y; backward w")
    let values = try #require(object["values"] as? [String: Any])
    #expect(values["y"] as? String == "-Infinity")
    #expect(values["z"] as? String == "NaN")
    #expect(values["w"] as? String == "Infinity")
    #expect((object["gradients"] as? [String: Any])?["x"] as? String == "-Infinity")
    let warnings = try #require(object["warnings"] as? [[String: Any]])
    #expect(warnings.first?["line"] as? Int == 1)
    #expect(warnings.first?["column"] as? Int == 12)
    #expect((warnings.first?["message"] as? String)?.hasPrefix("log of 0 is -infinity") == true)
  }

  /// Programs, and where and how their first warning begins.
  static let warnings: [(program: String, column: Int, message: String)] = [
    ("x = 0; y = log(x)", 12, "log of 0 is -infinity in y"),
    ("y = log(0)", 5, "log of 0 is -infinity in log(0)"),
    ("x = 1; y = x / 0", 12, "1 / 0 is infinity in y"),
    ("x = -4; y = 1 + sqrt(x)", 17, "sqrt of -4 is not a number (NaN) in sqrt(x)"),
    ("x = 1000; y = exp(x); z = y * 2; u = log(0)", 15, "exp of 1000 is infinity in y"),
    ("x = 0; y = sqrt(x); backward y", 12, "the local derivative of sqrt with respect to x"),
    ("x = -2; k = 2; y = x^k; backward y", 20, "the local derivative of power with respect to k"),
    (
      "x = 1e300; y = x * x * 1e-300; z = 1e300 * x * 1e-300", 16,
      "1e+300 * 1e+300 is infinity in x * x"
    ),
    ("x = 1e-200; a = 1e200 * x; b = 1e200 * a; backward b", 17, "upstream gradient times local"),
    ("x = 1; y = x + x; backward y with 1e308", 5, "the gradient that arrives at x is infinity"),
    ("x = [0, 1]; y = x / x", 17, "0 / 0 is not a number (NaN) in y"),
  ]

  @Test(arguments: warnings)
  func `a warning names the first node that is not finite, and why`(
    row: (program: String, column: Int, message: String)
  ) throws {
    let warnings = try run(row.program).warnings
    #expect(warnings.count == 1)
    let warning = try #require(warnings.first)
    #expect(warning.severity == .warning)
    #expect(warning.location.column == row.column)
    #expect(warning.message.hasPrefix(row.message), "\(warning.message)")
  }

  @Test func `gradients hold what the last backward reached, and zeros for other leaves`() throws {
    let object = try object("x = 2; w = [1, 2]; y = x * 3; z = x + 1; backward z; backward y")
    let gradients = try #require(object["gradients"] as? [String: Any])
    #expect(Set(gradients.keys) == ["x", "w", "y"])
    #expect(gradients["w"] as? [Double] == [0, 0])
    let contributions = try #require(object["contributions"] as? [String: [[String: Any]]])
    #expect(contributions["x"]?.count == 1)
    #expect(contributions["x"]?.first?["through"] as? String == "y")
    #expect(contributions["w"]?.isEmpty == true)
  }

  @Test func `without backward there are no gradients`() throws {
    let object = try object("x = 2; y = x * 3")
    #expect((object["gradients"] as? [String: Any])?.isEmpty == true)
    #expect((object["contributions"] as? [String: Any])?.isEmpty == true)
    #expect((object["steps"] as? [Any])?.count == 1)
  }

  @Test func `steps are numbered from 1, each backward step has a number or a rule`() throws {
    let object = try object(
      "x = [1, 2]; W = [[1, 2], [3, 4]]; h = tanh(x @ W); s = sum(h * h); backward s"
    )
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.compactMap { $0["index"] as? Int } == Array(1...steps.count))
    let phases = steps.compactMap { $0["phase"] as? String }
    #expect(
      phases == ["forward", "forward", "forward", "forward"]
        + Array(repeating: "backward", count: 6)
    )
    for step in steps where step["phase"] as? String == "backward" {
      #expect((step["local"] == nil) != (step["rule"] == nil))
      for key in ["node", "to", "upstream", "contribution", "accumulated", "text"] {
        #expect(step[key] != nil, "\(key)")
      }
    }
    let rules = steps.compactMap { $0["rule"] as? String }
    #expect(rules == ["upstream @ W.T", "x.T @ upstream"])
    let sums = steps.filter { $0["to"] as? String == "h" }.compactMap {
      $0["accumulated"] as? [Double]
    }
    #expect(sums.count == 2)
    #expect(sums.last.map { $0[0] } == sums.first.map { 2 * $0[0] })
  }

  @Test func `numbers read back to the same double`() throws {
    let numbers = [
      0.1, 1.0 / 3, 1e-7, 123456789012345680, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      -0.0,
      1e21, 1e22, 9007199254740992, 2.5e-5,
    ]
    let text = numbers.enumerated().map { "x\($0) = \($1)" }.joined(separator: "\n")
    let json = try json(text)
    for (i, number) in numbers.enumerated() {
      let line = try #require(json.split(separator: "\n").first { $0.contains("\"x\(i)\":") })
      let written = line.split(separator: ":")[1].filter { $0 != "," && $0 != " " }
      #expect(Double(written)?.bitPattern == number.bitPattern, "\(written)")
    }
  }

  @Test func `text is escaped`() throws {
    let object = try object("x = 1; expect x = 1 # \"quoted\" \\ \u{202E}")
    #expect((object["expectations"] as? [[String: Any]])?.count == 1)
    let claims = try self.object("x\t=\t1; expect\tx\t+\t0 = 1")
    let text = (claims["expectations"] as? [[String: Any]])?.first?["text"] as? String
    #expect(text == "expect\tx\t+\t0 = 1")
  }
}
