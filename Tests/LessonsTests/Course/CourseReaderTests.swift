import Foundation
import Notation
import Testing

@testable import Lessons

@Suite struct CourseReaderTests {
  @Test func `a course is read in the order of its contents`() throws {
    let folder = try SampleFolder([
      "SUMMARY.md": """
      # The course

      [Welcome](README.md)

      # First part

      - [One](01.md)
        - [Below](sub/a%20b.md)
        - [To come]()
      - [Two](./02.md)

      ---

      # Second part

      1. [Three](03.md)

      [Thanks](thanks.md)
      """,
      "README.md": "# Welcome",
      "01.md":
        "---\ntitle: One!\n---\n[two](02.md#b) [@fig-x] ![a](pic.svg)\n\n```trace {#fig-x}\n```",
      "sub/a b.md": "[up](../01.md) [@fig-x] [data](../data.csv) [self](#top)\n\n# Top",
      "02.md": "# B",
      "03.md": "---\ndraft: true\n---\n$\\fooo$",
      "thanks.md": "",
      "pic.svg": "<svg/>", "data.csv": "1",
    ])
    let course = try CourseReader.read(folder.path)
    #expect(course.settings.title == "The course")
    #expect(
      course.lessons.map(\.path) == ["README.md", "01.md", "sub/a b.md", "02.md", "thanks.md"]
    )
    #expect(course.parts.map(\.title) == ["", "First part", "Second part"])
    #expect(course.parts[1].entries.map(\.number) == ["1", "2"])
    #expect(course.parts[1].entries[0].children.map(\.number) == ["1.1", "1.2"])
    #expect(course.parts[1].entries[0].children.map(\.lesson) == [2, nil])
    #expect(course.parts[2].entries.map(\.number) == ["3", ""])
    #expect(course.parts[2].entries.map(\.lesson) == [nil, 4])
    #expect(course.assets == ["data.csv", "pic.svg"])
    #expect(
      course.targets[1] == [
        .link(destination: "02.md#b", isInternal: true),
        .reference(Label(id: "fig-x", name: "Figure 1"), path: ""), .image(path: "pic.svg"),
      ]
    )
    #expect(
      course.targets[2] == [
        .link(destination: "01.md", isInternal: true),
        .reference(Label(id: "fig-x", name: "Figure 1 in One!"), path: "01.md"),
        .link(destination: "data.csv", isInternal: true),
        .link(destination: "sub/a b.md#top", isInternal: true),
      ]
    )
  }

  @Test(arguments: [
    ("- [a](no.md)", ["SUMMARY.md:1:3: there is no file no.md in the course"]),
    ("- [a](a.md)\n- [b](a.md)", ["SUMMARY.md:2:3: a.md is listed twice"]),
    ("- [a](a.md)\n- [b](./sub/../a.md)", ["SUMMARY.md:2:3: a.md is listed twice"]),
    ("- [a](../x.md)", ["SUMMARY.md:1:3: expected a file inside the course, found ../x.md"]),
    ("- [a](/etc/passwd)", ["SUMMARY.md:1:3: expected a file of the course, found /etc/passwd"]),
    (
      "- [a](https://a/b.md)",
      ["SUMMARY.md:1:3: expected a file of the course, found https://a/b.md"]
    ),
    ("- [a](sub)", ["SUMMARY.md:1:3: expected a file, found the folder sub"]),
    ("- [a](x.txt)", ["SUMMARY.md:1:3: expected a lesson, a file that ends with .md, found x.txt"]),
    (
      "- [a](SUMMARY.md)",
      ["SUMMARY.md:1:3: expected a lesson, a file that ends with .md, found SUMMARY.md"]
    ),
    ("- text", ["SUMMARY.md:1:3: expected a link to a lesson, found none"]),
    ("-", ["SUMMARY.md:1:1: expected a link to a lesson, found none"]),
    (
      "- [a](a.md) [b](b.md)",
      ["SUMMARY.md:1:13: expected one link in an entry, found a second one"]
    ),
    ("text", ["SUMMARY.md:1:1: expected a link to a lesson, found none"]),
    (
      "- [a](a.md)\n\n  > b",
      ["SUMMARY.md:3:3: expected headings, lists of links and rules, found something else"]
    ),
    (
      "```\nx\n```",
      ["SUMMARY.md:1:1: expected headings, lists of links and rules, found something else"]
    ),
    ("- [](a.md)", ["SUMMARY.md:1:3: expected a title between the brackets, found none"]),
    ("", ["SUMMARY.md:1:1: expected at least one lesson, found none"]),
    ("# T\n\n- [a]()", ["SUMMARY.md:1:1: expected at least one lesson, found none"]),
    (
      "> > - [a](no.md)",
      ["SUMMARY.md:1:1: expected headings, lists of links and rules, found something else"]
    ),
    (
      "- [a](no.md)\n- [b](no2.md)",
      [
        "SUMMARY.md:1:3: there is no file no.md in the course",
        "SUMMARY.md:2:3: there is no file no2.md in the course",
      ]
    ),
    ("- [a](a.md) <!-- x -->\n\n<!-- y -->", []),
    ("- [`a` *b*](a.md)\n\n***\n\n* [b](b.md)", []),
  ])
  func `a mistake in the contents is placed`(summary: String, mistakes: [String]) throws {
    let folder = try SampleFolder([
      "SUMMARY.md": summary, "a.md": "", "b.md": "", "sub/c.md": "", "x.txt": "",
    ])
    #expect(folder.mistakes() == mistakes)
  }

  @Test(arguments: [
    ("[x](javascript:alert(1))", ["a.md:1:1: a link may not begin with javascript:"]),
    ("[x](<java script:alert(1)>)", ["a.md:1:1: a link may not begin with javascript:"]),
    ("[x](&#106;avascript:alert(1))", ["a.md:1:1: a link may not begin with javascript:"]),
    ("[x](JAVASCRIPT&colon;alert(1))", ["a.md:1:1: a link may not begin with javascript:"]),
    ("<javascript:alert(1)>", ["a.md:1:1: a link may not begin with javascript:"]),
    ("a ![x](data:image/png;base64,AA)", ["a.md:1:3: a picture may not begin with data:"]),
    ("a [x][r]\n\n[r]: vbscript:x", ["a.md:1:3: a link may not begin with vbscript:"]),
    ("[x](file:///etc/passwd)", ["a.md:1:1: a link may not begin with file:"]),
    (
      "![x](https://a/b.png)", ["a.md:1:1: expected a picture of the course, found https://a/b.png"]
    ),
    ("![x](//a/b.png)", ["a.md:1:1: expected a picture of the course, found //a/b.png"]),
    ("![x](../b.png)", ["a.md:1:1: expected a file inside the course, found ../b.png"]),
    (
      "![x](sub/../../b.png)",
      ["a.md:1:1: expected a file inside the course, found sub/../../b.png"]
    ),
    ("![x](%2e%2e/b.png)", ["a.md:1:1: expected a file inside the course, found ../b.png"]),
    ("![x](no.png)", ["a.md:1:1: there is no file no.png in the course"]),
    ("![x](b.md)", ["a.md:1:1: expected a picture, found b.md"]),
    ("![x]()", ["a.md:1:1: expected an address between the parentheses, found none"]),
    ("[x]()", ["a.md:1:1: expected an address between the parentheses, found none"]),
    ("[x](/b.md)", ["a.md:1:1: expected a path inside the course, found /b.md"]),
    ("[x](//b/c)", ["a.md:1:1: expected https: before //, found //b/c"]),
    ("[x](c.md)", ["a.md:1:1: c.md is no lesson of the course"]),
    ("[x](d.md)", ["a.md:1:1: d.md is a draft and not built"]),
    ("[x](sub)", ["a.md:1:1: expected a file, found the folder sub"]),
    ("[x](sub/)", ["a.md:1:1: expected a file, found the folder sub/"]),
    ("[x](.)", ["a.md:1:1: expected a file, found the folder ."]),
    ("[x](b.md#nothing)", ["a.md:1:1: nothing in b.md has the id nothing"]),
    ("[x](#nothing)", ["a.md:1:1: nothing here has the id nothing"]),
    ("[x](b.md?x=1)", ["a.md:1:1: there is no file b.md?x=1 in the course"]),
    ("[x](blob:a)", ["a.md:1:1: expected http:, https:, mailto: or tel:, found blob:"]),
    ("[x](out.txt)", ["a.md:1:1: expected a file inside the course, found out.txt"]),
    ("![x](out/passwd)", ["a.md:1:1: expected a file inside the course, found out/passwd"]),
    ("[x](loop.txt)", ["a.md:1:1: this file cannot be read: loop.txt is no regular file"]),
    ("[x](in.txt) [y](b.md#b) [z](mailto:a@b.c)", []),
    ("> 1. a\n>    [x\n>    y](no.md)", ["a.md:2:6: there is no file no.md in the course"]),
    ("[@fig-x]", ["a.md:1:1: nothing in the course is labelled fig-x"]),
    (
      "[@figure-x]",
      ["a.md:1:1: expected a label that begins with fig-, tbl-, eq-, exr- or sec-, found figure-x"]
    ),
    ("[@eq-b] [@sec-b]", []),
    ("[@eq-two]", ["a.md:1:1: several lessons have the label eq-two"]),
    (
      "| a |\n|---|\n| [x](no.md) *[@fig-y]* |",
      [
        "a.md:3:3: there is no file no.md in the course",
        "a.md:3:15: nothing in the course is labelled fig-y",
      ]
    ),
  ])
  func `a mistake in a link or reference is placed`(lesson: String, mistakes: [String]) throws {
    let folder = try SampleFolder([
      "SUMMARY.md": "- [a](a.md)\n- [b](b.md)\n- [d](d.md)\n- [e](e.md)", "a.md": lesson,
      "b.md": "# B\n\n$$x$$ {#eq-b}\n\n$$x$$ {#eq-two}", "c.md": "",
      "d.md": "---\ndraft: true\n---",
      "e.md": "$$x$$ {#eq-two}", "sub/x.txt": "", "in/real.txt": "",
    ])
    try folder.link("out.txt", to: "/etc/passwd")
    try folder.link("out", to: "/etc")
    try folder.link("loop.txt", to: "loop.txt")
    try folder.link("in.txt", to: "in/real.txt")
    #expect(folder.mistakes() == mistakes)
  }

  @Test func `all mistakes of all files are told in order, at most 20`() throws {
    let many = (1...30).map { _ in "$\\fooo$\n\n" }.joined()
    let folder = try SampleFolder([
      "course.yml": "titel: x", "SUMMARY.md": "- [a](a.md)\n- [x](x.md)\n- [b](b.md)",
      "a.md": "$\\fooo$\n\n[x](no.md)", "b.md": many,
    ])
    let mistakes = folder.mistakes()
    #expect(mistakes.count == 20)
    #expect(
      mistakes.prefix(5).map { String($0.prefix(while: { $0 != " " })) } == [
        "course.yml:1:1:", "SUMMARY.md:2:3:", "a.md:1:2:", "a.md:3:1:", "b.md:1:2:",
      ]
    )
  }

  @Test func `a folder without contents takes its lessons by name`() throws {
    let folder = try SampleFolder([
      "b.md": "# Bee", "a.md": "---\ntitle: A\n---", "README.md": "", "x.txt": "", ".h.md": "",
    ])
    let course = try CourseReader.read(folder.path)
    #expect(course.lessons.map(\.path) == ["README.md", "a.md", "b.md"])
    #expect(course.parts.map { $0.entries.map(\.title) } == [["README.md", "A", "Bee"]])
    #expect(
      try SampleFolder([:]).mistakes() == [
        "SUMMARY.md:1:1: expected at least one lesson, found none"
      ]
    )
  }

  @Test func `one lesson knows the labels of its course and none of its mistakes`() throws {
    let folder = try SampleFolder([
      "SUMMARY.md": "- [a](x/a.md)\n- [b](b.md)", "course.yml": "raw-html: true",
      "x/a.md": "<b>c</b> [@eq-b]", "b.md": "$\\fooo$\n\n$$x$$ {#eq-b}",
      "x/other.md": "[a](a.md) [@eq-b]",
    ])
    let course = try CourseReader.read(folder.path + "/x/a.md")
    #expect(course.selected == 0)
    #expect(course.lessons[0].path == "x/a.md")
    #expect(course.settings.allowsRawHTML)
    #expect(
      folder.mistakes(reading: "b.md") == ["b.md:1:2: expected a TeX command, found unknown \\fooo"]
    )
    #expect(
      folder.mistakes(reading: "x/other.md") == [
        "x/other.md:1:11: nothing in the course is labelled eq-b"
      ]
    )
    #expect(folder.mistakes(reading: "no.md").map { $0.prefix(9) } == ["no.md:1:1"])
  }

  @Test func `files that are no text are told at the first bad byte`() throws {
    let folder = try SampleFolder([
      "SUMMARY.md": "- [a](a.md)\n- [b](b.md)\n- [c](c.md)\n- [d](d.md)"
    ])
    try folder.write("a.md", Array("é\nab".utf8) + [0xFF] + Array("cd".utf8))
    try folder.write("b.md", [0x89, 0x50, 0x4E, 0x47, 0])
    try folder.write("c.md", Array("a\0b".utf8))
    try folder.write(
      "d.md",
      [0xEF, 0xBB, 0xBF] + Array("a\u{202E}b\u{7}\n\n```trace\n# \u{202E}\n```\n".utf8)
    )
    #expect(
      folder.mistakes() == [
        "a.md:2:3: expected text in UTF-8, found the byte 0xFF",
        "b.md:1:1: expected text in UTF-8, found the byte 0x89",
        "c.md:1:2: expected text, found a NUL byte: this is a binary file",
        "d.md:1:2: expected text, found the direction-changing character U+202E",
        "d.md:1:4: expected text, found the control character U+0007",
      ]
    )
  }

  @Test func `mistakes that follow from others are not told`() throws {
    let folder = try SampleFolder([
      "SUMMARY.md": "- [a](a.md)\n- [b](b.md)\n- [c](c.md)",
      "a.md": "[@fig-x] [@fig-y] [z](b.md#z) [w](c.md#w) [e](d.md)",
      "b.md": "```trace {#fig-y}\n\n# Z {#z}",
      "d.md": "",
    ])
    try folder.write("c.md", [0xFF])
    #expect(
      folder.mistakes() == [
        "a.md:1:43: d.md is no lesson of the course",
        "b.md:1:1: expected a line that closes this fence, found none",
        "c.md:1:1: expected text in UTF-8, found the byte 0xFF",
      ]
    )
    try folder.write("SUMMARY.md", Array("- [a](a.md)\n- d\n- [b](b.md)\n- [c](c.md)".utf8))
    #expect(
      folder.mistakes().map { $0.prefix(12) } == ["SUMMARY.md:2", "b.md:1:1: ex", "c.md:1:1: ex"]
    )
  }

  @Test(arguments: [
    ("prerequisites: [b.md, words]", []),
    ("prerequisites: [no.md]", ["a.md:2:17: there is no file no.md in the course"]),
    ("prerequisites: ../x.md", ["a.md:2:16: expected a file inside the course, found ../x.md"]),
    ("prerequisites: c.md", ["a.md:2:16: c.md is no lesson of the course"]),
    ("title: \"{{ x }}\"", ["a.md:2:8: {{ }} is not filled in inside front matter"]),
    ("objectives: [a, \"{{ x }}\"]", ["a.md:2:17: {{ }} is not filled in inside front matter"]),
  ])
  func `what a head names must be there`(yaml: String, mistakes: [String]) throws {
    let folder = try SampleFolder([
      "SUMMARY.md": "- [a](a.md)\n- [b](b.md)", "a.md": "---\n\(yaml)\n---", "b.md": "", "c.md": "",
    ])
    #expect(folder.mistakes() == mistakes)
  }

  @Test func `a diagnostic shows its line and note`() throws {
    let folder = try SampleFolder(["a.md": "# A {#x}\n\n- ## B {#x}\n"])
    do throws(Diagnostics) {
      _ = try CourseReader.read(folder.path + "/a.md")
      Issue.record("no mistake")
    } catch {
      #expect(
        error.all[0].rendered().replacing(folder.path + "/", with: "") == """
          a.md:3:10: error: the id x is given twice in this lesson
              3 | - ## B {#x}
                |          ^
            help: an id names one thing of a lesson
          a.md:1:7: note: x was given here first
          """
      )
    }
  }

  @Test func `the course that comes along has no mistakes of form`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../../lessons").standardizedFileURL
    do throws(Diagnostics) {
      let course = try CourseReader.read(folder.path(percentEncoded: false))
      #expect(course.lessons.count > 5)
    } catch {
      Issue.record("\(error.rendered())")
    }
  }
}
