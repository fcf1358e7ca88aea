/// A stretch of a written file that a person or a program could read.
struct Stretch: Equatable {
  /// What kind of place it is.
  enum Place: Equatable {
    /// Text that is seen or heard, with a line feed between blocks.
    case text
    /// The value of an attribute that says something: `alt`, `data-x`, `content`.
    case attribute(String)
    /// The value of an attribute that makes the page what it is: places and sizes, addresses, ids.
    case furniture(String)
    /// A member of data: its name and its value.
    case data
    /// What came out of an encoding: "base64".
    case encoded(String)
    /// Readable characters of a file that is no text.
    case bytes
  }

  /// What kind of place it is.
  var place: Place
  /// What it says.
  var text: String
  /// The line of the file that it begins in, from 1; 0 where the file has none.
  var line: Int

  /// Makes a stretch.
  init(_ place: Place, _ text: String, line: Int) {
    self.place = place
    self.text = text
    self.line = line
  }
}

extension Stretch {
  /// What a file says, by what its name says that it is, or what it begins with.
  static func all(of file: OutputFile) -> [Stretch] {
    let name = [Stretch(.furniture("path"), file.path, line: 0)]
    guard !file.bytes.contains(0), let text = String(validating: file.bytes, as: UTF8.self) else {
      return name + BinaryText.stretches(of: file.bytes)
    }
    let suffix = file.path.lowercased().split(separator: ".").last.map(String.init) ?? ""
    switch suffix {
    case "html", "htm", "xhtml", "svg", "xml": return name + MarkupText.stretches(of: text)
    case "tex", "sty", "cls": return name + [Stretch(.text, TeXText.readable(text), line: 1)]
    case "md", "markdown":
      return name
        + MarkupText.stretches(of: text).map { stretch in
          var stretch = stretch
          if stretch.place == .text { stretch.text = TeXText.readable(stretch.text) }
          return stretch
        }
    case "json": return name + DataText.stretches(of: text, line: 1)
    default: return name + [Stretch(.text, text, line: 1)]
    }
  }
}
