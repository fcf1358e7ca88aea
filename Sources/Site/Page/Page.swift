internal import Lessons

extension PageContext {
  /// Everything around what a page is about: head, way to skip, masthead, contents.
  ///
  /// - Parameters:
  ///   - title: What the browser calls the page.
  ///   - about: What else stands in its head.
  ///   - skip: What the first link of the page leads past the navigation to.
  ///   - contents: The table of contents at the side; nil on the page that is it.
  ///   - content: What the page is about.
  /// - Returns: The page, ready for its file.
  func document(
    title: String,
    about: [HTML],
    skip: String,
    contents: HTML?,
    @HTMLBuilder content: () -> [HTML]
  ) -> String {
    let page = HTML(.html, .set(.lang, course.settings.language)) {
      head(title: title, about: about)
      HTML(.body) {
        HTML(.a, .class("skip"), .href(.here(PageAnchor.main)), text: skip)
        masthead(hasContents: contents != nil)
        if let contents {
          HTML(.div, .class("with-contents")) {
            contents
            HTML(.div, .class("middle"), content: content)
          }
        } else {
          content()
        }
      }
    }
    return page.document()
  }

  private func head(title: String, about: [HTML]) -> HTML {
    HTML(.head) {
      HTML(.meta, .set(.charset, "utf-8"))
      HTML(
        .meta,
        .set(.name, "viewport"),
        .set(.content, "width=device-width, initial-scale=1")
      )
      HTML(.meta, .set(.httpEquiv, "Content-Security-Policy"), .set(.content, policy))
      HTML(.title, text: title)
      about
      HTML(.meta, .set(.name, "color-scheme"), .set(.content, "light dark"))
      HTML(.meta, .set(.name, "generator"), .set(.content, "Gradus"))
      HTML(.link, .set(.rel, "icon"), .href(.emptyPicture))
      for sheet in SiteAssets.styleSheets {
        HTML(.link, .set(.rel, "stylesheet"), .href(address(ofFile: site.own(sheet.name))))
      }
      HTML(.script, .src(address(ofFile: site.own(SiteAssets.theme.name))))
      for script in SiteAssets.scripts {
        HTML(.script, .src(address(ofFile: site.own(script.name))), .flag(.defer))
      }
    }
  }

  private func masthead(hasContents: Bool) -> HTML {
    HTML(.header, .class("masthead")) {
      HTML(
        .a,
        .class("course"),
        .href(address(ofFile: site.home)),
        page == site.home ? .aria("current", "page") : nil,
        text: courseTitle
      )
      if hasContents {
        HTML(
          .button,
          .class("contents-button"),
          .set(.type, "button"),
          .set(.popovertarget, PageAnchor.contents),
          text: "Contents"
        )
      }
      HTML(
        .button,
        .class("theme-switch"),
        .set(.type, "button"),
        .aria("pressed", "false"),
        .flag(.hidden),
        text: "Dark"
      )
    }
  }

  /// What the course is called; never empty.
  var courseTitle: String { course.settings.title.isEmpty ? "Course" : course.settings.title }

  /// A line of the head, left out where there is nothing to say.
  func meta(_ name: String, _ content: String) -> HTML? {
    content.isEmpty ? nil : HTML(.meta, .set(.name, name), .set(.content, content))
  }

  /// What a page may load: its own style sheets, scripts and pictures, and nothing from elsewhere; and,
  /// where it checks answers, the engine.
  private var policy: String {
    let scripts =
      checksAnswers
      ? "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" : "script-src 'self'"
    return "default-src 'none'; style-src 'self'; \(scripts); img-src 'self' data:; "
      + "base-uri 'none'; form-action 'none'"
  }
}

/// Anchors that every page has.
///
/// The point keeps them apart from those of headings.
enum PageAnchor {
  /// What the page is about.
  static let main = "page.main"
  /// The table of contents.
  static let contents = "page.contents"
}
