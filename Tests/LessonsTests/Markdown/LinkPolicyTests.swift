import Testing

@testable import Lessons

@Suite struct LinkPolicyTests {
  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\tscript:x",
    "java\nscript:x",
    "\u{1}javascript:x", "vbscript:x", "data:text/html,x", "DATA:x", "file:///etc/passwd",
    "java\u{0}script:x", "javascript :x",
  ])
  func `addresses that run code or read files are forbidden`(address: String) {
    guard case .forbidden = LinkPolicy.target(of: address) else {
      Issue.record("\(address.debugDescription) is \(LinkPolicy.target(of: address))")
      return
    }
  }

  @Test(arguments: [
    ("https://a.b/c?d=e#f", LinkPolicy.Target.external("https://a.b/c?d=e#f")),
    ("HTTP://a", .external("HTTP://a")), ("mailto:a@b", .external("mailto:a@b")),
    ("blob:x", .unknownScheme("blob")), ("c:\\x", .unknownScheme("c")),
    ("/a", .absolute), ("//a/b", .schemeless), ("\\\\a\\b", .schemeless),
    ("a%20b.md#c%C3%A9", .local(path: "a b.md", fragment: "cé")),
    ("#x", .local(path: "", fragment: "x")), ("a.md", .local(path: "a.md", fragment: nil)),
    ("%FF", .unreadable), ("a%00b", .unreadable), ("a%0Ab", .unreadable),
    ("100%.md", .local(path: "100%.md", fragment: nil)),
    ("javascript%3Aalert(1)", .local(path: "javascript:alert(1)", fragment: nil)),
    ("1:2", .local(path: "1:2", fragment: nil)), (":x", .local(path: ":x", fragment: nil)),
  ])
  func `other addresses are sorted`(address: String, target: LinkPolicy.Target) {
    #expect(LinkPolicy.target(of: address) == target)
  }

  @Test(arguments: [
    ("<b>x</b>", nil), ("<script>x", "<script>"), ("<SCRIPT src=x>", "<script>"),
    ("<img src=\"a.png\">", nil), ("<img src=https://a/b>", "https://a/b, on another host"),
    ("<img src='//a/b'>", "//a/b, on another host"), ("<a href=\"https://a\">", nil),
    ("<a href=\"java&#115;cript:x\">", "the scheme javascript:"),
    ("<a href='javascript&colon;x'>", "the scheme javascript:"),
    ("<div onclick=x>", "the attribute onclick"),
    ("<img/onerror=x src=a>", "the attribute onerror"),
    ("<img srcset=\"a.png 1x, https://b/c 2x\">", "https://b/c 2x, on another host"),
    ("<p style=\"background:url(https://a)\">", "url() in a style"),
    ("<iframe src=a>", "<iframe>"), ("1 < 2 <3", nil), ("<", nil), ("<a", nil), ("<a href", nil),
    ("<base href=a>", "<base>"), ("<svg><a xlink:href=\"data:x\">", "the scheme data:"),
  ])
  func `raw HTML neither runs scripts nor loads from elsewhere`(html: String, problem: String?) {
    #expect(RawHTML.forbidden(in: html)?.replacing("%20", with: " ") == problem)
  }

  @Test(arguments: [
    ("<!-- a -->", true), ("<!---->", true), ("<!-- a --> b", false),
    ("<!-- a --><!-- b -->", false),
    ("<b>", false), ("<!-->", true),
  ])
  func `comments are told from other HTML`(html: String, isComment: Bool) {
    #expect(RawHTML.isComment(html) == isComment)
  }
}
