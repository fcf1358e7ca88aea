import Notation
import Testing

@testable import Exact

/// Nothing that a program says makes an exact run hang or fill the memory.
@Suite struct LimitTests {
  @Test(.timeLimit(.minutes(1)))
  func `squaring a hundred times stops at the limit of digits`() throws {
    var program = "x0 = 1.0000001"
    for i in 1...100 { program += "\nx\(i) = x\(i - 1) * x\(i - 1)" }
    let traced = try Traced(program + "\nbackward x100")
    // 2^8 · 7 and the like: 14 digits after the first, doubled each time.
    #expect(traced.exits == ["x8 (line 9, column 6): the fraction grew beyond 3000 digits"])
    #expect(try traced.value("x7") != "–")
    #expect(try traced.value("x100") == "–")
  }

  @Test(.timeLimit(.minutes(1)))
  func `hundreds of long fractions end`() throws {
    var program = "x0 = 1/3"
    for i in 1...600 { program += "\nx\(i) = (x\(i - 1) * x\(i - 1) + 1/\(i)) / 7" }
    let traced = try Traced(program + "\nbackward x600")
    #expect(traced.exits.count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `the harmonic sum grows until it is too long`() throws {
    let traced = try Traced("k = arange(20000) + 1; h = sum(1 / k); backward h")
    #expect(traced.exits.count == 1)
    #expect(traced.exits[0].hasSuffix("the fraction grew beyond 3000 digits"))
    #expect(try traced.value("h") == "–")
  }

  @Test(.timeLimit(.minutes(1)))
  func `beyond a bounded amount of work float64 goes on alone`() throws {
    let program = "a = reshape(arange(400) / 7, [20, 20]); b = a @ a.T; L = sum(b); backward L"
    let run = try Program.read(SourceText(file: "<program>", text: program)).run()
    let all = try ExactRun(run)
    #expect(all.exits.isEmpty)
    let few = try ExactRun(run, work: Work(10_000))
    #expect(few.exits.count == 1)
    #expect(
      few.message(of: few.exits[0])
        == "b (line 1, column 45): what came before took all the work that an exact run may do"
    )
    #expect(few.largestDeviation?.units.count == 400)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a program of too many numbers is refused`() throws {
    let source = SourceText(file: "<program>", text: "a = zeros([1000001])")
    let run = try Program.read(source).run()
    #expect(throws: ExactRun.TooLarge(found: 1_000_001)) { try ExactRun(run) }
  }

  @Test(arguments: [
    "x = 2; y = x^-9223372036854775808", "x = 2; y = x^1e300", "x = -1; y = x^1e300",
    "x = 0; y = x^-1e300", "x = 1e-400", "x = 1/3; y = x^(1/9223372036854775807)",
    "x = 0; y = softmax([x, x], temperature=1e-300)", "x = [1]; y = x[0:0]; z = sum(y) + prod(y)",
    "k = 1; y = one_hot(k, 3)", "x = 1e308; y = x * 10; z = log(y)", "x = zeros([0, 3]); y = x.T",
    "", "# nothing", "x = 0.\(String(repeating: "3", count: 5000))",
    "x = zeros([0, 3]); y = x @ ones([3, 2]); z = ones([2, 0]) @ x; backward z with zeros([2, 3])",
    "x = ones([3, 0]); y = norm(x); z = sum(x, axis=1); backward y",
  ])
  func `strange programs run`(program: String) throws {
    let traced = try Traced(program)
    _ = traced.exact.json(joining: traced.exact.run.json())
  }
}
