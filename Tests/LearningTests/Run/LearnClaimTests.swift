import Learning
import Testing

struct LearnClaimTests {
  static let perceptron = "rule delta\nrows and\n"

  @Test(arguments: [
    "weights = [2, 1]", "bias = -3", "output = [0, 0, 0, 1]", "net = [-3, -2, -1, 0]", "epochs = 6",
    "changes = 11", "all right", "weights ~ [2, 1.0]", "criterion = 0",
  ])
  func `a true claim holds`(claim: String) throws {
    let read = try LearnParserTests.parse(Self.perceptron + "expect " + claim)
    #expect(read.run().check(try #require(read.claims.first)) == .holds)
  }

  @Test(arguments: [
    ("weights = [2, 2]", "[2, 1]"), ("bias = 3", "-3"), ("epochs = 5", "6"),
    ("output = [0, 0, 1, 1]", "[0, 0, 0, 1]"), ("wrong 1 1", "all right"),
    ("repeats", "a clean epoch"), ("weights ~ [2.1, 1]", "[2, 1]"),
  ])
  func `a false claim is told with what was computed`(claim: String, computed: String) throws {
    let read = try LearnParserTests.parse(Self.perceptron + "expect " + claim)
    let verdict = read.run().check(try #require(read.claims.first))
    #expect(verdict == .fails(computed: computed))
  }

  @Test func `a claim names the patterns that come out wrong`() throws {
    let read = try LearnParserTests.parse(
      "rule hebb\nrows and\nexpect wrong 0 1, 1 0, 0 0\nexpect all right"
    )
    let run = read.run()
    #expect(run.check(read.claims[0]) == .holds)
    #expect(run.check(read.claims[1]) == .fails(computed: "wrong 1 0, 0 1, 0 0"))
  }
}
