import Testing

/// `gradus new`.
@Suite struct NewTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  @Test func `a course tests and builds at once`() throws {
    let begun = try shell.run("gradus new my-course")
    #expect(begun.status == 0)
    #expect(begun.output.contains("gradus build my-course"))
    #expect(
      shell.files() == [
        "my-course/01-first-steps.md", "my-course/SUMMARY.md", "my-course/course.yml",
      ]
    )
    #expect(shell.text("my-course/course.yml")?.contains("title: \"My course\"") == true)
    let built = try shell.run("gradus test my-course && gradus build my-course")
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.errors == "")
  }

  @Test func `a lesson is added to its course and builds`() throws {
    try shell.run("gradus new c")
    let begun = try shell.run("cd c && gradus new 02-chain-rule && gradus new three.md")
    #expect(begun.status == 0, "\(begun.errors)")
    #expect(
      shell.text("c/SUMMARY.md")
        == """
        # Summary

        - [First steps](01-first-steps.md)
        - [Chain rule](02-chain-rule.md)
        - [Three](three.md)

        """
    )
    let tested = try shell.run("gradus test c && gradus build c")
    #expect(tested.status == 0, "\(tested.errors)")
    #expect(tested.output.hasPrefix("c/01-first-steps.md: 1 claim holds\nc/02-chain-rule.md: "))
  }

  @Test func `a table of contents without a last line end stays as it is`() throws {
    try shell.writeCourse()
    try shell.run(
      "printf '# Summary\\r\\n\\r\\n- [One](one.md)' > c/SUMMARY.md; cd c; gradus new two"
    )
    #expect(shell.text("c/SUMMARY.md") == "# Summary\r\n\r\n- [One](one.md)\n- [Two](two.md)\n")
    #expect(try shell.run("gradus test c").status == 0)
  }

  @Test(arguments: [
    "-- -x", "-x", "''", "' '", "'a b'", "..", ".", ".hidden", "a/..", "'a\nb'", "'a\"b'",
    "'$(id)'",
    "c:d", "'x\u{202E}y'", "_x", "$(printf 'a%.0s' $(seq 200))",
  ])
  func `a name that is unusable is refused`(name: String) throws {
    let begun = try shell.run("mkdir a; gradus new \(name)")
    #expect(begun.status == 64)
    #expect(begun.output == "")
    #expect(!begun.errors.unicodeScalars.contains("\u{202E}"))
    #expect(shell.files() == [])
  }

  @Test(arguments: ["mkdir c", "touch c", "ln -s nowhere c", "gradus new c"])
  func `what exists is not overwritten`(script: String) throws {
    try shell.run(script)
    let before = shell.files()
    let begun = try shell.run("gradus new c")
    #expect(begun.status == 73)
    #expect(begun.firstError == "gradus: 'c' exists")
    #expect(shell.files() == before)
  }

  @Test func `a lesson that exists is not overwritten`() throws {
    try shell.writeCourse()
    let begun = try shell.run("cd c && gradus new one")
    #expect(begun.status == 73)
    #expect(shell.text("c/one.md") == shell.lesson())
    #expect(shell.text("c/SUMMARY.md") == "# Summary\n\n- [One](one.md)\n")
  }

  @Test func `a folder that is not there is told`() throws {
    let begun = try shell.run("gradus new a/b/c")
    #expect(begun.status == 73)
    #expect(begun.firstError.contains("'a/b'"))
  }
}
