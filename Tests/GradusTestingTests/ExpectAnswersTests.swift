import GradusTesting
import Notation
import Testing

private let classic = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f"

@Suite struct ExpectAnswersTests {
  @Test func `right answers are no issue`() {
    expectAnswers("q = 3\ngrad x = -4\ndq/dx = 1", for: classic)
  }

  @Test func `a program that was read is as good as its text`() throws {
    let program = try Program.read(SourceText(file: "classic.grad", text: classic))
    expectAnswers("grad z = 3", for: program)
  }

  @Test func `a wrong answer is an issue with its verdict and its slip, where it was claimed`() {
    let line = #line + 1
    let issues = recorded { expectAnswers("q = 3\ngrad x = 4", for: classic) }
    #expect(issues.count == 1)
    #expect(issues[0].location?.line == line)
    #expect(issues[0].location?.fileID == #fileID)
    #expect(issues[0].text.hasPrefix("grad x = 4: wrong\n  sign-flip at x: "))
    #expect(!issues[0].text.contains("-4"))
  }

  @Test func `what follows from a wrong answer is no issue of its own`() {
    let issues = recorded { expectAnswers("q = 7\nf = -28", for: classic) }
    #expect(issues.count == 1)
    #expect(issues[0].text.hasPrefix("q = 7: wrong"))
  }

  @Test(arguments: [
    ("q = ½", "q = ½: unreadable\n  <answers>:1:5: error: "),
    ("Q = 3", ": unreadable\n  <answers>:1:1: error: "),
    ("", "there is no answer"), ("# nothing", "there is no answer"),
  ])
  func `what is no answer is an issue`(answers: String, told: String) {
    let issues = recorded { expectAnswers(answers, for: classic) }
    #expect(issues.count == 1)
    #expect(issues[0].text.contains(told))
  }

  @Test func `a number that no longer counts is an issue`() {
    let issues = recorded { expectAnswers("q = 3\nq = 3", for: classic) }
    #expect(issues.count == 1)
    #expect(issues[0].text.hasPrefix("<answers>:1:1: warning: "))
  }

  @Test func `every question of a program wants an answer`() {
    let issues = recorded { expectAnswers("q = 3", for: classic + "; ask q; ask grad x") }
    #expect(issues.map(\.text) == ["grad x: blank"])
  }

  @Test func `imprecise numbers are issues where one is strict`() {
    expectAnswers("y = 0.66", for: "x = 2; y = x / 3")
    let issues = recorded { expectAnswers("y = 0.66", for: "x = 2; y = x / 3", strictly: true) }
    #expect(issues.count == 1)
    #expect(issues[0].text.hasPrefix("y = 0.66: imprecise"))
  }

  @Test func `slips that are left out are not told`() {
    let issues = recorded {
      expectAnswers("grad x = 4", for: classic, leavingOut: ["sign-flip"])
    }
    #expect(issues.count == 1)
    #expect(!issues[0].text.contains("sign-flip"))
  }

  @Test(arguments: [
    ("x = q", "<program>:1:5: error: "),
    ("x = 0; y = log(x); ask y", "error: expected a finite right value"),
    ("\u{202E}", "<program>:1:1: error: "),
  ])
  func `a program that cannot be used is one issue`(program: String, told: String) {
    let issues = recorded { expectAnswers("y = 1", for: program) }
    #expect(issues.count == 1)
    #expect(issues[0].text.contains(told))
  }
}
