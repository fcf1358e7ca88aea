import Foundation
import Testing

/// `gradus check` on the exercises of a lesson.
@Suite struct LessonCheckTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write("# Summary\n\n- [One](one.md)\n", to: "c/SUMMARY.md")
    try shell.write(Self.lesson, to: "c/one.md")
  }

  private static let lesson = """
    # One

    ```exercise {#exr-sum}
    x = 2; y = 5
    q = x + y
    z = 1
    ask q
    ask z
    ```

    ```exercise {#exr-chain}
    x = 3; z = -4
    f = x * z
    backward f
    ask f "the output" for 2 points
    ask grad x
    ask z
    ```

    """

  @Test func `each answer goes to the exercise that alone asks for it`() throws {
    let checked = try shell.run(
      "printf 'q = 7\\nf = -12\\ngrad x = 4\\nz = 1\\ngrad w = 1\\n' | gradus check c/one.md --answers -"
    )
    #expect(checked.status == 1)
    #expect(checked.output.hasPrefix("exr-sum\nq = 7 "))
    #expect(checked.output.contains("\n\nexr-chain\nf (the output) = -12  correct\ngrad x = 4"))
    #expect(checked.output.contains("wrong\n    sign-flip at x: "))
    // z is asked by both, w by none.
    #expect(checked.output.contains("found 'z' of 'exr-sum', 'exr-chain'"))
    #expect(checked.output.contains("help: check one exercise at a time: --exercise exr-sum"))
    #expect(checked.output.hasSuffix("\n2 of 5 answers count, 3 of 6 points\n"))
    #expect(checked.errors.contains("exr-chain: grad x is wrong"))
  }

  @Test func `one exercise can be named`() throws {
    let checked = try shell.run(
      "printf 'f = -12\\ngrad x = -4\\nz = -4\\n' | gradus check c/one.md --exercise exr-chain --answers -"
    )
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    #expect(checked.output.hasPrefix("f (the output) = -12  correct\n"))
    let json = try shell.run(
      "echo 'q = 7' | gradus check c/one.md --answers - --format json"
    )
    #expect(json.output.contains(#"{"exercise": "exr-sum", "quantity": "q""#))
  }

  @Test func `numbers that are drawn are those of the variant`() throws {
    try shell.write(
      "# One\n\n```exercise {#exr-a seed=3}\nchoose x in {2..9}\ny = x * 10 + 1\nask y\n```\n",
      to: "c/one.md"
    )
    func right(_ variant: String) throws -> String {
      let checked = try shell.run(
        "echo 'y = 0' | gradus check c/one.md --answers - --reveal --format csv \(variant)"
      )
      return checked.output.split(separator: ",").last.map(String.init) ?? ""
    }
    let numbers = try (1...8).map { try right("--variant \($0)") }
    #expect(Set(numbers).count > 1)
    #expect(try right("") == right(""))
    #expect(numbers.allSatisfy { $0.hasSuffix("1\n") })
  }

  @Test(arguments: [
    (
      "c/one.md --exercise exr-sun", Int32(64),
      "gradus: --exercise expects an exercise of 'c/one.md', found 'exr-sun'; did you mean 'exr-sum'?"
    ),
    ("c/none.md", 66, "gradus: there is no file 'c/none.md'"),
    ("c/plain.md", 65, "c/plain.md:1:1: error: expected a lesson with exercises, found none"),
    ("c/bad.md", 65, "c/bad.md:4:5: error: unknown name 'q'"),
  ])
  func `what is no lesson with that exercise is told`(
    arguments: String,
    status: Int32,
    first: String
  ) throws {
    try shell.write("# Plain\n", to: "c/plain.md")
    try shell.write("# Bad\n\n```exercise\nx = q\nask x\n```\n", to: "c/bad.md")
    let checked = try shell.run("echo 'q = 7' | gradus check \(arguments) --answers -")
    #expect(checked.status == status)
    #expect(checked.output == "")
    #expect(checked.firstError.hasPrefix(first), "\(checked.firstError)")
  }
}
