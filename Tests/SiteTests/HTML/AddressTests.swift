import Testing

@testable import Site

@Suite struct AddressTests {
  @Test(arguments: [
    ("index.html", "index.html", "index.html"),
    ("gradus/theme.css", "index.html", "gradus/theme.css"),
    ("gradus/theme.css", "more/a.html", "../gradus/theme.css"),
    ("more/b.html", "more/a.html", "b.html"),
    ("more/deep/b.html", "more/a.html", "deep/b.html"),
    ("more/b.html", "more/deep/er/a.html", "../../b.html"),
    ("other/b.html", "more/a.html", "../other/b.html"),
    ("more", "more/a.html", "../more"),
    ("a b#?%.html", "x.html", "a%20b%23%3F%25.html"),
    ("javascript:alert(1)", "x.html", "javascript%3Aalert%281%29"),
    ("größe.html", "x.html", "gr%C3%B6%C3%9Fe.html"),
  ])
  func `a file is reached from a page`(_ file: String, _ page: String, _ address: String) {
    #expect(Address.file(file, from: page).text == address)
  }

  @Test func `a place on the same page needs no file name`() {
    #expect(Address.file("a.html", from: "a.html", fragment: "fig-1").text == "#fig-1")
    #expect(Address.file("b.html", from: "a.html", fragment: "fig-1").text == "b.html#fig-1")
    #expect(Address.file("a.html", from: "a.html").text == "a.html")
    #expect(Address.here("größe").text == "#gr%C3%B6%C3%9Fe")
  }

  @Test(arguments: [
    "https://example.org/?a=1&b=2#c", "http://example.org", "HTTPS://EXAMPLE.ORG",
    "mailto:a@example.org", "data.csv", "../data.csv", "a/b:c", "?q=a:b", "//example.org/x",
  ])
  func `pages elsewhere are linked`(_ text: String) {
    #expect(Address.elsewhere(text)?.text == text)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc",
    "java\nscript:alert(1)", " javascript:alert(1)", "\u{1}javascript:alert(1)", "blob:x", ":x",
    "https://a b",
  ])
  func `nothing that runs or reads the disk is linked`(_ text: String) {
    #expect(Address.elsewhere(text) == nil)
  }
}
