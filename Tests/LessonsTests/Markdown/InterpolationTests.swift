import Testing

@testable import Lessons

@Suite struct InterpolationTests {
  @Test func `what stands in braces is found everywhere in prose`() {
    let sample = Sample(
      "# A {{ a }}\n\n*{{ grad x | 3 digits }}* `{{ c }}` \\{{ d }} [{{ e }}](#a-)"
    )
    #expect(
      sample.dump == """
        heading 1 #a- @1:1
          text "A " @1:3
          fill "a" @1:5
        paragraph @3:1
          emphasis @3:1
            fill "grad x" @3:2
          text " " @3:26
          code "{{ c }}" @3:27
          text " {{ d }} " @3:36
          link #a- @3:46
            fill "e" @3:47

        """
    )
    #expect(sample.mistakes == [])
  }

  @Test(
    arguments: [
      ("3 digits", .init(rounding: .digits(3))), ("1 digit", .init(rounding: .digits(1))),
      ("2 decimals", .init(rounding: .decimals(2))), ("percent", .init(isPercent: true)),
      ("0 decimals percent", .init(rounding: .decimals(0), isPercent: true)),
    ] as [(String, Interpolation.Format)]
  )
  func `formats are read`(text: String, format: Interpolation.Format) throws {
    let sample = Sample("{{ x | \(text) }}")
    guard case .paragraph(let words) = sample.lesson.blocks[0].content,
      case .interpolation(let one) = words[0].content
    else {
      Issue.record("no interpolation")
      return
    }
    #expect(one.format == format)
    #expect(one.expression.text == "x")
  }

  @Test(arguments: [
    ("a {{ b", ["1:3: expected }} on the same line, found the line's end"]),
    ("a {{ b\n}} {{ c }}", ["1:3: expected }} on the same line, found the line's end"]),
    ("{{ }}", ["1:1: expected an expression between {{ and }}, found nothing"]),
    ("{{ x | }}", ["1:6: expected a format such as 3 digits behind |, found none"]),
    ("{{ x | 3 digts }}", ["1:10: expected digits, decimals or percent, found digts"]),
    ("{{ x | 99 digits }}", ["1:8: expected 1 to 17 digits, found another number"]),
    (
      "{{ x | 99999999999999999999 digits }}",
      ["1:8: expected 1 to 17 digits, found another number"]
    ),
    ("{{ x | 3 digits more }}", ["1:17: expected digits, decimals or percent, found more"]),
    ("{{ x | 3 }}", ["1:8: expected a format such as 3 digits behind |, found none"]),
    ("é {{ x | fraction }}", ["1:10: expected digits, decimals or percent, found fraction"]),
    ("{{{{{{", ["1:1: expected }} on the same line, found the line's end"]),
    ("```\n{{\n```\n\n    {{", []),
  ])
  func `mistakes are placed`(markdown: String, mistakes: [String]) {
    #expect(Sample(markdown).mistakes == mistakes)
  }
}
