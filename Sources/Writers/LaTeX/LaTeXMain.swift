internal import Lessons

extension LaTeXPage {
  /// The main file: title, contents, parts and lessons.
  func mainLines() -> [String] {
    var lines = [
      "% Set this file with lualatex; twice, for the table of contents.",
      "\\documentclass[11pt, a4paper, oneside]{book}",
      "\\usepackage{\(CoursePages.withoutSuffix(LaTeXStyle.name))}",
    ]
    lines += languageLines
    let authors = course.settings.authors.map(LaTeXEscape.text)
    lines += [
      "\\hypersetup{pdftitle={\(LaTeXEscape.text(course.title))}, "
        + "pdfauthor={\(authors.joined(separator: ", "))}}",
      "\\title{\(LaTeXEscape.text(course.title))}",
      "\\author{\(authors.joined(separator: " \\and "))}",
      "\\date{}",
      "\\begin{document}",
      "\\maketitle",
      "\\tableofcontents",
    ]
    for part in course.contents {
      let inputs = self.inputs(part.entries)
      if inputs.isEmpty { continue }
      if !part.title.isEmpty {
        lines.append("\\part{\(LaTeXEscape.text(part.title))}")
      }
      lines += inputs
    }
    return lines + ["\\end{document}"]
  }

  private func inputs(_ entries: [Course.Entry]) -> [String] {
    entries.flatMap { entry -> [String] in
      var lines: [String] = []
      if let index = entry.lesson, course.lessons.indices.contains(index),
        let page = pages.page(ofLesson: course.lessons[index].path)
      {
        lines.append("\\input{\(page)}")
      }
      return lines + inputs(entry.children)
    }
  }

  /// Hyphenation for languages other than English, where the TeX system knows them.
  private var languageLines: [String] {
    let names = [
      "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese",
      "nl": "dutch", "sv": "swedish", "da": "danish", "pl": "polish", "cs": "czech",
      "la": "latin", "fi": "finnish",
    ]
    let tag = course.settings.language.split(separator: "-").first.map { $0.lowercased() } ?? "en"
    guard let name = names[tag] else { return [] }
    return ["\\usepackage{babel}", "\\babelprovide[import, main]{\(name)}"]
  }
}
