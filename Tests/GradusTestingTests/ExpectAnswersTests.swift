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

  @Test func `a wrong answer is an issue with its verdict and its slip, here`() {
    let line = #line + 2
    withKnownIssue {
      expectAnswers("q = 3\ngrad x = 4", for: classic)
    } matching: { issue in
      let text = issue.comments.first?.rawValue ?? ""
      #expect(issue.sourceLocation?.line == line)
      #expect(issue.sourceLocation?.fileID == #fileID)
      #expect(issue.comments.count == 1)
      #expect(text.hasPrefix("grad x = 4 is wrong\n  sign-flip at x: "))
      return !text.contains("-4")
    }
  }

  @Test func `what follows from a wrong answer is no issue of its own`() {
    var count = 0
    withKnownIssue {
      expectAnswers("q = 7\nf = -28", for: classic)
    } matching: { issue in
      count += 1
      return issue.told.hasPrefix("q = 7 is wrong")
    }
    #expect(count == 1)
  }

  @Test(arguments: [
    ("q = ½", "q = ½ is unreadable\n<answers>:1:5: error: "),
    ("Q = 3", "is unreadable\n<answers>:1:1: error: "),
    ("", "there is no answer"), ("# nothing", "there is no answer"),
    ("q = 3; q = 4", "q = 4 is wrong"),
    ("q = 3\nq = 3", "<answers>:1:1: warning: "),
  ])
  func `what is no answer is an issue`(answers: String, told: String) {
    withKnownIssue {
      expectAnswers(answers, for: classic)
    } matching: {
      $0.told.contains(told) || $0.told.contains("<answers>:1:1: warning: ")
    }
  }

  @Test func `every question of a program wants an answer`() {
    withKnownIssue {
      expectAnswers("q = 3", for: classic + "; ask q; ask grad x")
    } matching: {
      $0.told == "grad x is blank"
    }
  }

  @Test func `imprecise numbers are issues where one is strict`() {
    expectAnswers("y = 0.66", for: "x = 2; y = x / 3")
    withKnownIssue {
      expectAnswers("y = 0.66", for: "x = 2; y = x / 3", strictly: true)
    } matching: {
      $0.told.hasPrefix("y = 0.66 is imprecise")
    }
  }

  @Test func `slips that are left out are not told`() {
    withKnownIssue {
      expectAnswers("grad x = 4", for: classic, leavingOut: ["sign-flip"])
    } matching: {
      !$0.told.contains("sign-flip")
    }
  }

  @Test(arguments: [
    ("x = q", "<program>:1:5: error: "),
    ("x = 0; y = log(x); ask y", "error: expected a finite right value"),
    ("\u{202E}", "<program>:1:1: error: "),
  ])
  func `a program that cannot be used is one issue`(program: String, told: String) {
    var count = 0
    withKnownIssue {
      expectAnswers("y = 1", for: program)
    } matching: {
      count += 1
      return $0.told.contains(told)
    }
    #expect(count == 1)
  }
}

extension Issue {
  /// What was recorded.
  var told: String { comments.map { $0.rawValue }.joined(separator: "\n") }
}
