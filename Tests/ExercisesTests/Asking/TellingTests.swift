import Exercises
import Notation
import Testing

/// Another number of the same person tells slips apart.
@Suite struct TellingTests {
  private let exercise: Exercise
  private let marker: Marker

  init() throws {
    let text = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f; ask grad q"
    exercise = Exercise(try Program.read(SourceText(file: "p", text: text)))
    marker = try Marker(exercise)
  }

  private func entry(_ number: String, _ quantity: Quantity) -> AnswerSheet.Entry {
    AnswerReader.read(number: number, called: "a", for: quantity)
  }

  @Test func `explanations that are equally good are counted, and say what would tell`() throws {
    let sheet = AnswerSheet(entries: [entry("4", Quantity("q", .gradient))])
    let answer = marker.mark(sheet).answers[0]
    #expect(answer.equallyGood == 2)
    #expect(answer.diagnosis.prefix(2).allSatisfy { $0.ask != nil })
    let right = AnswerSheet(entries: [entry("-4", Quantity("q", .gradient))])
    #expect(marker.mark(right).answers[0].equallyGood == 0)
  }

  /// The sign lost where q is asked leaves x alone; lost on the way to q, it goes on to x.
  @Test(arguments: [("-4", "q"), ("4", "f")])
  func `the explanation that fits both numbers is left`(telling: String, place: String) throws {
    let (asked, other) = (Quantity("q", .gradient), Quantity("x", .gradient))
    let left = marker.explanations(
      of: try #require(entry("4", asked).answer),
      to: asked,
      agreeingWith: [(other, try #require(entry(telling, other).answer))]
    )
    #expect(left.map { $0.slips.map(\.place) } == [[place]])
  }

  @Test func `of a number that nothing explains, nothing is left`() throws {
    let (asked, other) = (Quantity("q", .gradient), Quantity("x", .gradient))
    for (answer, telling) in [("4", "17"), ("4", "[1, 2]"), ("17", "-4")] {
      let left = marker.explanations(
        of: try #require(entry(answer, asked).answer),
        to: asked,
        agreeingWith: [(other, try #require(entry(telling, other).answer))]
      )
      #expect(left.isEmpty, "\(answer), \(telling)")
    }
  }

  @Test func `what is left says what would tell that apart`() throws {
    // The sign lost at h, at p, or where q is asked; grad y tells the first two from the last.
    let text = "x = -2; y = 5; q = x + y; p = q * 3; h = p * 2; f = h * 7; backward f"
    let marker = try Marker(Exercise(try Program.read(SourceText(file: "p", text: text))))
    let (asked, other) = (Quantity("q", .gradient), Quantity("p", .gradient))
    let wrong = try #require(entry("-42", asked).answer)
    let all = marker.explanations(of: wrong, to: asked, agreeingWith: [])
    #expect(all.map { $0.slips[0].place } == ["q", "p", "h", "f"])
    #expect(all[0].ask == "grad h")
    let left = marker.explanations(
      of: wrong,
      to: asked,
      agreeingWith: [(other, try #require(entry("14", other).answer))]
    )
    #expect(left.map { $0.slips[0].place } == ["q", "p"])
    #expect(left.allSatisfy { $0.ask == "grad y" })
  }
}
