import Notation
import Testing

@testable import Lessons

private let why = """
  ```trace
  x = 2; q = x^2
  ```

  ```question {#exr-why points=2.5}
  Why is $q$ equal to
  {{ q }}, and not `2 :: 3`?

  1. look
  2. think

  hint: What is $x$?
  - [x] Because $2 \\cdot 2 = 4$ :: The *square* of 2 is {{ q }}.
  - [ ] Because `a :: b`
        is so :: That is
    [no](https://example.org) reason :: at all.

  * [X] By chance
    :: As everything.

  hint It is easy.
  ```

  """

@Suite struct `Questions in words` {
  @Test func `a question has a prompt, choices with justifications, and hints`() throws {
    // A line without colon behind the choices is other text.
    #expect(
      mistakes(in: why) == ["21:1: expected a choice, a hint or an answer, found other text"]
    )
    let question = try #require(
      built(why.replacing("hint It", with: "Hint: It")).questionBlocks.first
    )
    #expect(question.label == Label(id: "exr-why", name: "Exercise 1"))
    #expect(question.points == 2.5)
    #expect(words(question.prompt) == ["Why is q equal to 4, and not 2 :: 3?", "look | think"])
    #expect(question.hints.map(\.spoken) == ["What is x?", "It is easy."])
    guard case .choose(let choices) = question.task else {
      Issue.record("found no choices")
      return
    }
    #expect(choices.map(\.isRight) == [true, false, true])
    #expect(
      choices.map { $0.text.spoken } == ["Because 2 · 2 = 4", "Because a :: b is so", "By chance"]
    )
    #expect(
      choices.map { $0.justification.spoken } == [
        "The square of 2 is 4.", "That is no reason :: at all.", "As everything.",
      ]
    )
  }

  @Test func `an answer in free text is Markdown to the end of the block`() throws {
    let question = try built(
      "````question\nWhy?\n\nhint: Think.\n\nanswer: Because\nof this:\n\n- [x] one :: two\n\n```\nanswer: code\n```\n````\n"
    ).questionBlocks[0]
    #expect(words(question.prompt) == ["Why?"])
    #expect(question.points == 1)
    #expect(question.hints.map(\.spoken) == ["Think."])
    guard case .write(let answer) = question.task else {
      Issue.record("found choices")
      return
    }
    #expect(words(answer) == ["Because of this:", "[x] one :: two", "code : answer: code\n"])
  }

  @Test func `boxes in a code block of the prompt are no choices`() throws {
    let question = try built(
      "````question\nWhat is this?\n\n```\n- [x] a\n```\n\n- [x] Code :: Yes.\n- [ ] None :: No.\n````\n"
    ).questionBlocks[0]
    #expect(words(question.prompt) == ["What is this?", "code : - [x] a\n"])
    guard case .choose(let choices) = question.task else { return }
    #expect(choices.count == 2)
  }

  @Test(arguments: [
    ("", "1:1: expected a question before its choices or its answer, found none"),
    ("Why?", "1:1: a question expects choices or an answer, found neither"),
    (
      "- [x] a :: b\n- [ ] c :: d",
      "1:1: expected a question before its choices or its answer, found none"
    ),
    ("Why?\n- [x] a :: b", "3:1: expected at least two choices, found one"),
    ("Why?\n- [ ] a :: b\n- [ ] c :: d", "3:1: expected a right choice among these, found none"),
    ("Why?\n- [x] a :: b\n- [ ] c", "4:1: expected a justification for this choice, found none"),
    ("Why?\n- [x] a :: b\n- [ ] c ::", "4:1: expected a justification for this choice, found none"),
    (
      "Why?\n- [x] a :: b\n- [ ] :: d",
      "4:1: expected something to choose behind the box, found nothing"
    ),
    (
      "Why?\n- [x] a :: b\n- [ ] c :: d\nanswer: e",
      "5:1: a question expects choices or an answer, found both"
    ),
    ("Why?\nanswer:\n", "3:1: expected an answer behind 'answer:', found nothing"),
    ("Why?\nanswer: a\n\nAnswer: b", "5:1: expected one answer, found a second one"),
    ("Why?\nhint:\nanswer: a", "3:1: expected a hint behind 'hint', found nothing"),
    ("# Why?\nanswer: a", "2:1: expected no heading inside a block, found one"),
    (
      "Why {{ nothing }}?\nanswer: a",
      "2:8: expected a block above that binds the names of this expression, found none"
    ),
    ("Why?\n- [x] a :: $\\foo$\n- [ ] c :: d", "3:13: expected a TeX command, found unknown \\foo"),
    (
      "Why?\n- [x] a :: b\n- [ ] c :: d\u{202E}",
      "4:13: expected text, found the direction-changing character U+202E"
    ),
  ])
  func `mistakes are told at their places`(text: String, message: String) {
    let found = mistakes(in: "```question\n\(text)\n```\n")
    #expect(found.first == message)
    #expect(found.count == (text.isEmpty ? 2 : 1))
  }

  @Test(arguments: [
    ("{points=0}", "1:21: points expects a number above 0, found 0"),
    ("{points=many}", "1:21: points expects a number above 0, found many"),
    ("{use=\"a\"}", "1:14: a question block has no option use"),
  ])
  func `options are checked`(options: String, message: String) {
    #expect(mistakes(in: "```question \(options)\nWhy?\nanswer: So.\n```\n") == [message])
  }

  @Test func `a question inside a quote keeps its lines`() throws {
    let lesson =
      "> ```question\n> Why\n> so?\n>\n> - [x] a\n>   b :: c\n>   d\n> - [ ] e :: {{ f }}\n> ```\n"
    #expect(mistakes(in: lesson).map { $0.prefix(5) } == ["8:17:"])
    let question = try built(lesson.replacing("{{ f }}", with: "f")).questionBlocks[0]
    #expect(words(question.prompt) == ["Why so?"])
    guard case .choose(let choices) = question.task else { return }
    #expect(choices.map { $0.text.spoken } == ["a b", "e"])
    #expect(choices.map { $0.justification.spoken } == ["c d", "f"])
  }
}
