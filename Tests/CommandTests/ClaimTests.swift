import Testing

/// `gradus test`.
@Suite struct ClaimTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  @Test func `a line for each lesson, and a diagnostic for each claim that fails`() throws {
    try shell.writeCourse(claim: "5")
    try shell.write(shell.lesson(), to: "c/two.md")
    try shell.write("# Three\n\nNothing to claim.\n", to: "c/three.md")
    try shell.write("- [One](one.md)\n- [Two](two.md)\n- [Three](three.md)\n", to: "c/SUMMARY.md")
    let tested = try shell.run("gradus test c")
    #expect(tested.status == 1)
    #expect(
      tested.output == """
        c/one.md: 1 of 1 claims is wrong
        c/two.md: 1 claim holds
        c/three.md: no claims
        3 lessons, 2 claims: 1 wrong

        """
    )
    #expect(tested.firstError.hasPrefix("c/one.md:8:"))
    #expect(tested.errors.components(separatedBy: " error: ").count == 2)
  }

  @Test func `a course of which all holds is fine`() throws {
    try shell.writeCourse()
    let tested = try shell.run("cd c && gradus test")
    #expect(tested.status == 0)
    #expect(tested.output == "one.md: 1 claim holds\n1 lesson, 1 claim: all hold\n")
    #expect(tested.errors == "")
  }

  @Test(arguments: [
    ("```trace\nf = \n```\n", "c/one.md:2:"), ("```trace\nx = 1\n", "c/one.md:1:"),
    ("---\ntitel: x\n---\n", "c/one.md:2:1:"), ("[x](nowhere.md)\n", "c/one.md:1:"),
    ("> - ```trace\n>   x = 1\n>   y = q\n>   ```\n", "c/one.md:3:9:"),
  ])
  func `a mistake in a lesson is told with its place`(text: String, place: String) throws {
    try shell.write(text, to: "c/one.md")
    let tested = try shell.run("gradus test c")
    #expect(tested.status == 65)
    #expect(tested.output == "")
    #expect(tested.firstError.hasPrefix(place), "\(tested.firstError)")
    #expect(tested.firstError.contains(" error: "))
  }

  @Test(arguments: [
    Array("\0\u{1}\u{2}ELF".utf8), [0xff, 0xfe, 0x41],
    Array(repeating: UInt8(ascii: "["), count: 10_000),
    Array(repeating: UInt8(ascii: ">"), count: 10_000),
    Array("```trace\nx = ".utf8) + Array(repeating: UInt8(ascii: "("), count: 10_000),
  ])
  func `nothing that a file may hold makes it fall`(bytes: [UInt8]) throws {
    try shell.write(bytes, to: "c/one.md")
    let tested = try shell.run("gradus test c")
    #expect(tested.status == 65 || tested.status == 0, "\(tested.firstError)")
    #expect(tested.status == 0 || tested.firstError.hasPrefix("c/one.md:"))
  }

  @Test func `a lesson of 10 MB in one line is told or built, in time`() throws {
    try shell.write(Array(repeating: UInt8(ascii: "a"), count: 10_000_000), to: "c/one.md")
    let tested = try shell.run("gradus test c")
    #expect(tested.status == 65 || tested.status == 0)
  }
}
