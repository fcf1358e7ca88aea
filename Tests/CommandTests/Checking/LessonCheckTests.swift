import Testing

/// Answers to the exercises of a lesson.
@Suite struct LessonCheckTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write(
      """
      # Two exercises

      ```exercise {#exr-chain}
      x = -2; y = 5; z = -4
      q = x + y
      f = q * z
      backward f
      expect f = 0
      ask q
        hint The sum comes first.
      ask grad x "∂f/∂x" for 2 points
      ```

      ```exercise {#exr-square}
      input u = 3
      choose u in {5..9}
      v = u * u
      ask v
      ```

      """,
      to: "c/a.md"
    )
    try shell.write("# Broken\n\n[@fig-nowhere]\n", to: "c/b.md")
    try shell.write("- [A](a.md)\n- [B](b.md)\n", to: "c/SUMMARY.md")
    try shell.write("q = 3\ngrad x = -4\nv = 9\n", to: "right.txt")
  }

  @Test func `all exercises of a lesson are checked, whatever is wrong in others`() throws {
    let checked = try shell.run("gradus check c/a.md --answers right.txt")
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(checked.output.contains("∂f/∂x"))
    try shell.write("q = 3\ngrad x = 4\nv = 9\n", to: "wrong.txt")
    let wrong = try shell.run("gradus check c/a.md --answers wrong.txt --format json")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("sign-flip"))
  }

  @Test func `one of them can be chosen by its id, and a variant by its number`() throws {
    try shell.write("v = 9\n", to: "v.txt")
    #expect(
      try shell.run("gradus check c/a.md --exercise exr-square --answers v.txt").status == 0
    )
    #expect(try shell.run("gradus check c/a.md --exercise square --answers v.txt").status == 0)
    // No variant has the number that the page shows.
    let variant = try shell.run(
      "gradus check c/a.md --exercise square --variant 1 --answers v.txt"
    )
    #expect(variant.status == 1)
  }

  @Test(arguments: [
    (
      "c/a.md --exercise chian", Int32(64),
      "gradus: --exercise expects the id of an exercise of 'c/a.md', found 'chian'"
    ),
    ("c/none.md", 66, "gradus: 'c/none.md' cannot be read: "),
    ("c/b.md", 65, "c/b.md:3:1: error: nothing in the course is labelled fig-nowhere"),
    ("empty.md", 64, "gradus: expected a lesson with an exercise, found none in 'empty.md'"),
    ("'x = 2; ask x' --variant 2", 64, "gradus: --variant expects a lesson, found the program"),
  ])
  func `what cannot be checked is told`(arguments: String, status: Int32, first: String) throws {
    try shell.write("# Nothing asked\n", to: "empty.md")
    let checked = try shell.run("gradus check \(arguments) --answers right.txt")
    #expect(checked.status == status)
    #expect(checked.errors.hasPrefix(first), "\(checked.errors)")
  }
}
