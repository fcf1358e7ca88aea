import Testing

@testable import Autodiff

@Suite struct TemplateTests {
  @Test func `each place is filled, as often as it stands there`() {
    #expect("① of ② and ①".filling(["a", "b"]) == "a of b and a")
    #expect("②: ⓨ".filling(["a", "b"], result: "y") == "b: y")
    #expect("⑨".filling(["1", "2", "3", "4", "5", "6", "7", "8", "9"]) == "9")
  }

  @Test func `what is put in is not a template itself`() {
    #expect("'①' for '②'".filling(["②", "ⓨ"]) == "'②' for 'ⓨ'")
  }

  @Test func `a place for which there is nothing stays empty`() {
    #expect("unknown name '①'②".filling(["x"]) == "unknown name 'x'")
    #expect("".filling(["x"]).isEmpty)
  }
}
