import Testing

/// `gradus trace --exact`.
@Suite struct ExactTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  @Test func `fractions come after the tables`() throws {
    let plain = try shell.run("gradus trace 'x = 0.1; y = x + 0.2; backward y'")
    let exact = try shell.run("gradus trace 'x = 0.1; y = x + 0.2; backward y' --exact")
    #expect(exact.status == 0)
    #expect(exact.errors == "")
    #expect(exact.output.hasPrefix(plain.output))
    #expect(exact.output.contains("3/10"))
    #expect(
      exact.output.hasSuffix("exact: float64 is off by at most 0.8 units in the last place, in y\n")
    )
  }

  @Test func `a setting is the decimal that is written, and functions drawn open are as one`()
    throws
  {
    let traced = try shell.run(
      "gradus trace 'y = sigmoid(x - 0.1)' --set x=0.1 --expand all --exact --format json"
    )
    #expect(traced.status == 0)
    #expect(traced.output.contains("\"exact\": {"))
    #expect(traced.output.contains("\"y\": \"1/2\""))
    #expect(traced.output.contains("sigmoid(0) = 1/2"))
  }

  @Test(arguments: [
    ("gradus trace 'x = 1' --exact --format svg", Int32(64), "gradus: --exact expects --format"),
    ("gradus trace 'x = zeros([2000000])' --exact", 65, "gradus: --exact expects a program of"),
    ("gradus trace 'x = 0.3; expect x = 0.4' --exact", 1, "<program>:1:10: error: "),
  ])
  func `exit statuses`(script: String, status: Int32, first: String) throws {
    let traced = try shell.run(script)
    #expect(traced.status == status)
    #expect(traced.firstError.hasPrefix(first), "\(traced.firstError)")
  }
}
