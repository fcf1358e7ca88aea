import Foundation
import Testing

/// Worksheets, exams and their keys, as a person makes them.
@Suite struct ModeTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  /// A course of one lesson with an exercise (y = 0.731059, ∂y/∂w = [−0.196612, −0.393224], z = 1) and a question.
  ///
  /// `leak` stands in the lesson before them.
  private func writeExam(_ leak: String = "", settings: String = "title: Finals\nraw-html: true\n") throws {
    try shell.write(settings, to: "c/course.yml")
    try shell.write("# Summary\n\n- [One](one.md)\n", to: "c/SUMMARY.md")
    try shell.write("<svg xmlns='http://www.w3.org/2000/svg'><circle r='5'/></svg>", to: "c/dot.svg")
    try shell.write(
      """
      # One

      \(leak)

      ```exercise {#exr-one caption="A neuron." view="code,diagram"}
      x = [-1, -2]
      w = [2, -3]
      z = dot(w, x) - 3
      y = sigmoid(z)
      backward y
      ask z
      ask y to 4 digits
      hint: The sigmoid of one is well known.
      ask grad w
      solution
      The slope there is {{ y * (1 - y) }}, and each weight meets its own input.
      ```

      ```question {#exr-two}
      Which gate can a single threshold unit not compute?
      - [ ] AND :: A threshold of one and a half separates it.
      - [x] XOR :: No straight line has opposite corners on one side.
      ```

      """,
      to: "c/one.md"
    )
  }

  @Test func `practice is the usual way`() throws {
    try writeExam()
    #expect(try shell.run("gradus build c -d one && gradus build c -d two --mode practice").status == 0)
    #expect(try shell.run("diff -r one two").status == 0)
    #expect(shell.text("one/one.html")?.contains("Worked solution") == true)
    #expect(try shell.run("gradus build c -d one --mode test").status == 64)
  }

  @Test(arguments: ["html", "markdown", "latex"])
  func `a worksheet has its key beside it`(format: String) throws {
    try writeExam()
    let built = try shell.run("gradus build c --mode worksheet -d sheets --format \(format)")
    #expect(built.status == 0, "\(built.errors)")
    let page = try #require(shell.files("sheets-key").first { $0.hasPrefix("one.") })
    let key = try #require(shell.text("sheets-key/\(page)"))
    for text in ["0.731059", "0.196612", "0.393224", "XOR", "No straight line has opposite corners", "each weight meets"] {
      #expect(key.contains(text), "\(text)")
    }
    let sheet = try #require(shell.text("sheets/\(page)"))
    for text in ["0.7310", "0.731059", "0.19661", "No straight line", "each weight meets", "well known"] {
      #expect(!sheet.contains(text), "\(text)")
    }
    #expect(built.output.contains("The key: sheets-key/"))
  }

  @Test(arguments: ["html", "markdown", "latex"])
  func `an exam tells nothing, and its key goes only where it is told to`(format: String) throws {
    try writeExam()
    let built = try shell.run("gradus build c --mode exam -d exam --format \(format)")
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.output.contains("Looked for 4 right values and 4 sentences"), "\(built.output)")
    #expect(built.output.contains("none is there"))
    #expect(Set(shell.files().map { $0.prefix { $0 != "/" } }) == ["c", "exam"])
    #expect(try shell.run("grep -rE '0\\.73|0,73|19661|well known|No straight|z = 1|sigmoid of one' exam").status == 1)
    let keyed = try shell.run("gradus build c --mode exam -d exam --key hidden/key --format \(format)")
    #expect(keyed.status == 0)
    #expect(keyed.output.contains("The key: hidden/key/"))
    #expect(try shell.run("grep -r 0.731059 hidden/key").status == 0)
  }

  @Test(arguments: [
    ("in prose", "It comes out as 0.731."), ("in prose, rounded", "It is about 0.73."),
    ("filled in", "```trace {view=\"table\"}\nz = 1; y = sigmoid(z)\n```"),
    ("as a fraction", "That is $\\frac{731059}{1000000}$."), ("as a percentage", "That is 73.1 %."),
    ("as a power of ten", "That is $7.31 \\cdot 10^{-1}$."), ("in the words of a picture", "![y is 0.7311](dot.svg)"),
    ("in a title", "![a dot](dot.svg \"0.7311\")"), ("as base64 in an attribute", "<p data-x=\"MC43MzEx\">Begin.</p>"),
    ("as base64 in an address", "[here](https://example.org/?MC43MzEwNTg1Nzg2)"), ("in a comment", "<!-- 0.7311 -->"),
    ("small, beside its name", "You know that $z = 1$."), ("small, in data", "<p data-z=\"1\">Begin.</p>"),
    ("a hint", "The sigmoid of one is well known."), ("a justification", "*No straight line* has opposite corners on one side."),
    ("a solution", "Mind that each weight meets its own input, and the slope there is small."),
    ("code", "```python\nassert abs(y - 0.731059) < 1e-6\n```"),
  ])
  func `an exam that tells an answer is refused`(how: String, leak: String) throws {
    try writeExam(leak)
    let built = try shell.run("gradus build c --mode exam -d exam --key key")
    if how == "a solution" {
      // What is said in other words is not found.
      #expect(built.status == 0)
      return
    }
    #expect(built.status == 65, "\(how)")
    #expect(built.firstError.hasPrefix("c/one.md:"), "\(built.firstError)")
    #expect(built.firstError.contains("in one.html"))
    #expect(built.output == "")
    #expect(Set(shell.files().map { $0.prefix { $0 != "/" } }) == ["c"])
    // As a page to learn from it is fine.
    #expect(try shell.run("gradus build c -d practice").status == 0)
  }

  @Test func `a leak is told at the place where it is asked`() throws {
    try writeExam("It is 0.731.")
    let built = try shell.run("gradus build c --mode exam -d exam")
    #expect(
      built.firstError.hasPrefix(
        "c/one.md:12:5: error: an exam's pages expect no right value, found that of 'y' in one.html, line "
      ),
      "\(built.firstError)"
    )
    #expect(built.errors.contains("It is 0.731."))
    #expect(built.errors.contains("  help: take it out of what the page shows"))
  }

  @Test func `an asset that only a solution shows is not handed out`() throws {
    try writeExam()
    try shell.run("sed -i 's/^The slope there is/![the way](dot.svg) The slope there is/' c/one.md")
    #expect(try shell.run("gradus build c --mode exam -d exam --key key").status == 0)
    #expect(shell.text("exam/dot.svg") == nil)
    #expect(shell.text("key/dot.svg") != nil)
  }

  @Test(arguments: [
    "--key site", "--key site/key", "--key .", "--key c", "-d a/b --key a", "-d . --mode worksheet", "--key ''",
  ])
  func `a key that would be handed out, or swallow the pages, is refused`(options: String) throws {
    try writeExam()
    let before = shell.files()
    let built = try shell.run("gradus build c --mode exam \(options)")
    #expect(built.status == 64, "\(built.errors)")
    #expect(shell.files() == before)
  }

  @Test func `a course without exercises has no key`() throws {
    try shell.writeCourse()
    #expect(try shell.run("gradus build c --mode worksheet").status == 0)
    #expect(shell.files("site-key") == [])
    let built = try shell.run("gradus build c --key k")
    #expect(built.status == 65)
    #expect(built.firstError.contains("no exercises"))
  }

  @Test func `variants have other numbers, and a key with them`() throws {
    try writeExam()
    try shell.run("sed -i 's/^x = \\[-1, -2\\]/choose w in {-3..3} without 0\\nx = [-1, -2]/' c/one.md")
    for variant in [1, 2] {
      let built = try shell.run("gradus build c --mode exam --variant \(variant) -d e\(variant) --key k\(variant)")
      #expect(built.status == 0, "\(built.errors)")
    }
    #expect(shell.text("e1/one.html") != shell.text("e2/one.html"))
    #expect(shell.text("k1/one.html") != shell.text("k2/one.html"))
    #expect(try shell.run("gradus build c --mode exam --variant 1 -d again && diff -r e1 again").status == 0)
  }
}
