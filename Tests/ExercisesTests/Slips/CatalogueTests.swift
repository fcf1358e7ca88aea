import Exercises
import Testing

struct CatalogueTests {
  @Test func `the slips are told in the order in which they are documented`() {
    #expect(
      Slip.ids == [
        "no-upstream", "missing-path", "subtraction-sign", "quotient-rule", "power-rule",
        "missing-two", "extra-two", "target-minus-prediction", "sign-flip", "swapped-operands",
        "relu-gate-ignored", "no-activation-derivative", "derivative-at-output",
        "derivative-at-input", "softmax-diagonal", "missing-mean", "transposed", "bias-not-summed",
        "ascent", "rate-forgotten", "update-for-gradient", "gradient-for-update",
        "updated-too-early", "log-base", "threshold-strict", "bias-forgotten",
        "activation-forgotten", "precedence", "rounded-early",
      ]
    )
  }

  @Test func `a slip that is left out is not named`() throws {
    let program = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f; ask grad z"
    let all = try marked(program, "grad z = -4")
    #expect(all[0].diagnosis.first?.slips.map { $0.id } == ["swapped-operands"])
    let some = try marked(program, "grad z = -4", leavingOut: ["swapped-operands"])
    #expect(!some[0].diagnosis.contains { $0.slips.contains { $0.id == "swapped-operands" } })
  }

  @Test func `where several explanations fit, a quantity is named that tells them apart`() throws {
    let answers = try marked(
      "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f; ask grad x",
      "grad x = 4"
    )
    #expect(answers[0].diagnosis.count > 1)
    #expect(answers[0].diagnosis.allSatisfy { $0.ask == "grad q" })
    #expect(answers[0].diagnosis[0].slips == [Explanation.AppliedSlip(id: "sign-flip", at: "x")])
  }

  @Test(arguments: ["0", "1", "-1"])
  func `two slips are not meant by 0, 1 and -1`(_ answer: String) throws {
    let answers = try marked(
      "x = 2.5; w = 0.7; z = w * x; a = sigmoid(z); L = a^2; backward L; ask grad w",
      "grad w = \(answer)"
    )
    #expect(answers[0].diagnosis.allSatisfy { $0.slips.count == 1 })
  }

  @Test func `no message gives the right number away`() throws {
    let right = "-4"
    for answer in ["4", "-8", "5", "1", "3", "12"] {
      for answer in try marked(
        "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f; ask grad y",
        "grad y = \(answer)"
      ) {
        #expect(answer.right == nil)
        for explanation in answer.diagnosis { #expect(!explanation.message.contains(right)) }
      }
    }
  }
}
