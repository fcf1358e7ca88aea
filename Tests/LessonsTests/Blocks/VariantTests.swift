import Autodiff
import Exercises
import Notation
import Testing

@testable import Lessons

private func choose(_ line: String) throws -> ChooseLine {
  let origin = LineOrigin(line: 1, columnOffset: 0, raw: line)
  return try ChooseLine(BlockLine(origin, file: "a.md"))
}

@Suite struct `Lines that choose` {
  @Test(arguments: [
    ("choose x in {-2..2}", ["-2", "-1", "0", "1", "2"]),
    ("choose x in {-2..2} without 0", ["-2", "-1", "1", "2"]),
    ("choose x in [-2..2] without {-1..1}  # far from 0", ["-2", "2"]),
    ("choose x in {0..1 step 0.25}", ["0", "0.25", "0.5", "0.75", "1"]),
    ("choose x in {-0.3..0.3 step 0.1}", ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"]),
    ("choose x in {1, 0.50, 1/3, .5, −2}", ["1", "0.5", "1/3", "-2"]),
    ("choose: x in {1..2, 2..3, 5}", ["1", "2", "3", "5"]),
  ])
  func `a set is numbers and ranges`(line: String, numbers: [String]) throws {
    #expect(try choose(line).numbers.map(\.text) == numbers)
  }

  @Test func `numbers are those that they are written as`() throws {
    #expect(try choose("choose x in {0.1..0.3 step 0.1}").numbers.map(\.value) == [0.1, 0.2, 0.3])
  }

  @Test(arguments: [
    ("choose x", "1:1: expected 'choose x in {…}', found 'choose x'"),
    ("choose in {1}", "1:8: expected a name after 'choose', found 'in'"),
    ("choose x y in {1}", "1:8: expected the name of an input or a parameter, found 'x y'"),
    ("choose 3 in {1}", "1:8: expected the name of an input or a parameter, found '3'"),
    ("choose x, x in {1}", "1:11: found the name 'x' twice"),
    ("choose x in", "1:12: expected numbers in braces after 'in', found the end of the line"),
    ("choose x in -3..3", "1:13: expected numbers in braces after 'in', found '-3..3'"),
    ("choose x in {1, 2", "1:13: expected '}' that closes this, found none"),
    ("choose x in {1, 2]", "1:13: expected '}' that closes this, found none"),
    ("choose x in {}", "1:13: expected at least one number, found '{}'"),
    (
      "choose x in {3..-3}",
      "1:14: expected a range from a smaller to a larger number in steps above 0, found '3..-3'"
    ),
    (
      "choose x in {1..2 step 0}",
      "1:14: expected a range from a smaller to a larger number in steps above 0, found '1..2 step 0'"
    ),
    ("choose x in {1..a}", "1:17: expected a decimal of at most 9 digits, found 'a'"),
    ("choose x in {..3}", "1:14: expected a decimal of at most 9 digits, found nothing"),
    (
      "choose x in {0..1 step 0.001}",
      "1:14: expected at most 1000 numbers to choose from, found 1001"
    ),
    (
      "choose x in {0..999999999}",
      "1:14: expected at most 1000 numbers to choose from, found 1000000000"
    ),
    ("choose x in {y}", "1:14: expected a literal, found an expression with names"),
    ("choose x in {1/0}", "1:14: expected a finite number, found '1/0'"),
    (
      "choose x in {1} witout 0",
      "1:17: expected the end of the line or 'without' and numbers, found 'witout 0'; did you mean 'without'?"
    ),
    ("choose x in {1} without", "1:17: expected numbers after 'without', found none"),
    ("choose x in {1} without 1", "1:17: expected a number that is left, found none"),
  ])
  func `mistakes are told at their places`(line: String, message: String) {
    do throws(Diagnostics) {
      _ = try ChooseLine(
        BlockLine(LineOrigin(line: 1, columnOffset: 0, raw: line), file: "a.md")
      )
      Issue.record("no mistake")
    } catch {
      let first = error.all[0]
      #expect("\(first.location.line):\(first.location.column): \(first.message)" == message)
    }
  }
}

private func exercise(_ head: String, _ program: String, before: String = "") -> String {
  "\(before)```exercise \(head)\n\(program)\n```\n"
}

private func code(_ built: BuiltCourse) -> String {
  guard case .code(let code) = built.exerciseBlocks[0].given.first else { return "" }
  return code
}

@Suite struct `Variants of an exercise` {
  private let unbound = "choose x, y in {2..9}\nq = x * y\nask q"
  private let bound =
    "input x = -2; param W = [[1, 2], [3, 4]]\nchoose W in {2..9}\nq = W * x\nask q\nexpect q = [[-2, -4], [-6, -8]]"

  @Test func `a name that nothing binds is drawn, the same every time`() throws {
    let built = try built(exercise("{#a}", unbound))
    let first = code(built)
    #expect(first.hasPrefix("x = "))
    #expect(first.contains("; y = "))
    #expect(first.hasSuffix("\nq = x * y"))
    #expect(try code(Self.build(exercise("{#a}", unbound))) == first)
    #expect(built.exerciseBlocks[0].program == first + "\nask q")
    #expect(built.results[0].exercises[0].program.source.lines.count == 3)
  }

  private static func build(_ lesson: String, variant: UInt64? = nil) throws -> BuiltCourse {
    try built(lesson, variant: variant)
  }

  @Test func `seeds, blocks and variants are drawn differently`() throws {
    var seen: Set<String> = []
    for seed in 0..<6 { seen.insert(code(try built(exercise("{#a seed=\(seed)}", unbound)))) }
    for variant in 1..<7 {
      seen.insert(code(try built(exercise("{#a seed=0}", unbound), variant: UInt64(variant))))
    }
    #expect(seen.count >= 8)
  }

  @Test func `a seed of the block's own does not depend on the id`() throws {
    #expect(
      try code(built(exercise("{#a seed=3}", unbound)))
        == code(built(exercise("{#b seed=3}", unbound)))
    )
    let head = "---\nseed: 3\n---\n"
    let first = try code(built(exercise("{#a}", unbound, before: head)))
    let second = try code(built(exercise("{#b}", unbound, before: head)))
    #expect(first != second)
  }

  @Test func `numbers that are written stand until a seed is given`() throws {
    let asWritten = try built(exercise("{#a}", bound))
    #expect(asWritten.failures.isEmpty)
    #expect(asWritten.results[0].claims == 1)
    #expect(code(asWritten) == "input x = -2; param W = [[1, 2], [3, 4]]\nq = W * x")
    let drawn = try built(exercise("{#a}", bound), variant: 1)
    // Nobody claims anything of another variant.
    #expect(drawn.results[0].claims == 0)
    #expect(code(drawn).hasPrefix("input x = -2; param W = [["))
    #expect(code(drawn) != code(asWritten))
    let right = drawn.exerciseBlocks[0].asks[0].right
    #expect(right.shape == Shape([2, 2]))
    #expect(right.elements.allSatisfy { (-18 ... -4).contains($0) })
    // The page's claims are of the numbers that it shows.
    #expect(try built(exercise("{#a seed=1}", bound)).failures.count == 1)
  }

  @Test func `no draw leaves an answer that is not finite`() throws {
    for seed in 0..<8 {
      let built = try built(
        exercise("{#a seed=\(seed)}", "choose x, y in {0..2}\nq = 1 / (x - y)\nask q")
      )
      #expect(built.exerciseBlocks[0].asks[0].right.isFinite)
    }
  }

  @Test func `a literal over several lines and one in an earlier block are drawn as well`() throws {
    let lesson =
      "```trace {#xyz}\nx = [1,\n  2]; y = 3\n```\n\n"
      + exercise(
        "{#exr-a use=\"xyz\" seed=4}",
        "choose x, y in {11..19}\nz = x * y\nask z\n  hint y is {{ y }}"
      )
    let built = try built(lesson)
    let lines = code(built).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("x = [1"))
    #expect(lines[1].hasPrefix("; y = 1"))
    #expect(built.exerciseBlocks[0].asks[0].right.elements.allSatisfy { $0 > 100 })
    #expect(built.exerciseBlocks[0].asks[0].hints[0].spoken.hasPrefix("y is 1"))
    // The trace itself keeps its numbers.
    guard case .figure(let figure) = built.course.lessons[0].blocks[0] else { return }
    #expect("\(figure)".contains("[1, 2]"))
  }

  @Test(arguments: [
    (
      "choose q in {1..3}\nx = 2; q = x * 3; ask q",
      "2:8: choose expects an input or a parameter, found 'q', which is computed"
    ),
    (
      "choose f in {1..3}\ndef f(a) = a + 1\nq = f(2); ask q",
      "2:8: choose expects an input or a parameter, found the function 'f'"
    ),
    ("choose x in {1..3}\nchoose x in {2}\nq = x + 1; ask q", "3:8: 'x' is chosen a second time"),
    (
      "choose x in {0}\nq = 1 / x; ask q",
      "2:1: expected numbers with which every answer is finite, found none in 60 draws"
    ),
    ("choose x in {1..3}\nq = x + ; ask q", "3:9: expected a name or a number, found ';'"),
    (
      "choose x in {1..3}\nchose y in {1..3}\nq = x + 1; ask q",
      "3:1: expected a statement, found 'chose'; did you mean 'choose'?"
    ),
    ("choose x in {1..3}\nq = 2; ask q; ask z", "3:19: unknown name 'z'"),
    (
      "x = zeros([20, 20])\nchoose x in {1..3}\nq = sum(x); ask q",
      "3:8: choose expects 1 to 256 numbers in a name, found 400"
    ),
  ])
  func `mistakes are told at their places`(program: String, message: String) {
    #expect(mistakes(in: exercise("{seed=1}", program)) == [message])
  }

  @Test func `names and sets have limits`() {
    let lines = (0..<65).map { "choose x\($0) in {1..900}\n" }.joined()
    #expect(
      mistakes(in: exercise("", lines + "y = x0; ask y")) == [
        "66:1: an exercise expects at most 64 names to choose numbers for, found more"
      ]
    )
    #expect(
      mistakes(in: exercise("", "choose x in {1..900, 1001..1900}\ny = x; ask y")) == [
        "2:22: expected at most 1000 numbers to choose from, found more"
      ]
    )
  }
}
