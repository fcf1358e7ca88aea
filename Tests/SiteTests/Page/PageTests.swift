import Lessons
import Testing

@testable import Site

@Suite struct PageTests {
  private let hostile =
    "</title></script><script>alert('x')</script>\"><img src=x onerror=alert(1)>&"

  @Test func `nothing a course says becomes markup or script`() {
    var head = FrontMatter()
    head.title = hostile
    head.summary = hostile
    head.objectives = [hostile]
    head.prerequisites = [hostile]
    head.authors = [hostile]
    head.date = hostile
    head.keywords = [hostile]
    var settings = Course.Settings()
    settings.title = hostile
    settings.language = hostile
    let page = page(
      [
        .heading(level: 2, id: hostile, [.text(hostile)]),
        .paragraph([
          .text(hostile), .code(hostile), .html(hostile),
          .link(destination: hostile, isInternal: false, title: hostile, [.text(hostile)]),
          .link(destination: hostile, isInternal: true, title: hostile, [.text(hostile)]),
          .image(path: hostile, alternative: hostile, title: hostile),
          .reference(Label(id: hostile, name: hostile), path: hostile),
        ]), .code(language: hostile, hostile), .html(hostile),
      ],
      head: head,
      settings: settings
    )
    #expect(count("<script", in: page) == SiteAssets.scripts.count + 1)
    #expect(count("<img", in: page) == 1)
    #expect(!page.contains("<img src=x"))
    #expect(!page.contains("onerror=alert(1)>"))
    #expect(count("<title>", in: page) == 1)
  }

  @Test func `links that run something leave their words`() {
    let page = page([
      .paragraph([
        .link(destination: "javascript:alert(1)", isInternal: false, title: "", [.text("words")])
      ])
    ])
    #expect(page.contains("<p><span>words</span></p>"))
    #expect(!page.contains("javascript:"))
  }

  @Test func `raw HTML goes through only where the course allows it`() {
    let blocks: [Block] = [.html("<hr class=\"x\">"), .paragraph([.html("<kbd>")])]
    var settings = Course.Settings()
    #expect(!page(blocks, settings: settings).contains("<kbd>"))
    settings.allowsRawHTML = true
    let open = page(blocks, settings: settings)
    #expect(open.contains("<hr class=\"x\">"))
    #expect(open.contains("<kbd>"))
  }

  @Test func `a page loads only its own files`() throws {
    for path in ["index.html", "02-chain-rule.html", "more/everything else.html"] {
      let page = samplePage(path)
      #expect(page.contains("default-src 'none'; style-src 'self'; script-src 'self'"))
      #expect(!page.contains(" style=\""))
      #expect(!page.contains("<style"))
      #expect(!page.contains("src=\"http"))
      #expect(count("<script>", in: page) == 0)
    }
  }

  @Test func `the language of the course is the page's`() {
    var settings = Course.Settings()
    settings.language = "de-AT"
    #expect(page([], settings: settings).contains("<html lang=\"de-AT\">"))
  }

  @Test func `headings never skip a level`() {
    let blocks: [Block] = [
      .heading(level: 1, id: "a", [.text("A")]), .heading(level: 3, id: "b", [.text("B")]),
      .heading(level: 6, id: "c", [.text("C")]), .heading(level: 1, id: "d", [.text("D")]),
      .heading(level: 3, id: "e", [.text("E")]),
    ]
    let page = page(blocks)
    for heading in [
      "<h1>A</h1>", "<h2 id=\"b\">B</h2>", "<h3 id=\"c\">C</h3>", "<h2 id=\"d\">D</h2>",
      "<h3 id=\"e\">E</h3>",
    ] {
      #expect(page.contains(heading))
    }
  }

  @Test func `a lesson without a heading of its own is headed by its title`() {
    var head = FrontMatter()
    head.title = "Hebb's rule"
    #expect(page([.paragraph([.text("x")])], head: head).contains("<h1>Hebb's rule</h1>"))
    #expect(page([]).contains("<h1>lesson.md</h1>"))
  }

  @Test func `the contents mark the lesson that one reads, and lead on and back`() {
    let page = samplePage("02-chain-rule.html")
    #expect(count("aria-current=\"page\"", in: page) == 1)
    #expect(page.contains("<a href=\"02-chain-rule.html\" aria-current=\"page\">"))
    #expect(page.contains("rel=\"prev\" href=\"01-threshold-units.html\""))
    #expect(page.contains("rel=\"next\" href=\"more/everything%20else.html\""))
    #expect(!samplePage("01-threshold-units.html").contains("rel=\"prev\""))
    #expect(!samplePage("more/everything else.html").contains("rel=\"next\""))
  }

  @Test func `links between lessons lead to their pages`() {
    #expect(samplePage("01-threshold-units.html").contains("href=\"02-chain-rule.html#fig-xyz\""))
    let inner = samplePage("more/everything else.html")
    #expect(inner.contains("href=\"../02-chain-rule.html#eq-chain\""))
    #expect(inner.contains("src=\"../pictures/a%20bird.svg\""))
  }

  @Test func `ids are unique on a page`() {
    for path in ["02-chain-rule.html", "more/everything else.html"] {
      let ids = samplePage(path).split(separator: " id=\"").dropFirst().map {
        $0.prefix { $0 != "\"" }
      }
      #expect(ids.count > 5)
      #expect(Set(ids).count == ids.count)
    }
  }
}
