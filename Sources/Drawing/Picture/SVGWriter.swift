/// Sets a picture as SVG.
///
/// Shapes carry classes, one for each role, and no colours: in a page, `picture.css` gives them their
/// looks; a file of its own carries a style sheet for light and dark surroundings.
public enum SVGWriter {
  /// The picture as an element of a page.
  ///
  /// Every id in it begins with `prefix`, so that several pictures can stand on a page: the group `n7`
  /// of a picture with the prefix `xyz.` has the id `xyz.n7`, and `data-id="n7"`.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - prefix: What the ids begin with.
  ///   - links: Links on groups, by the groups' names.
  /// - Returns: The markup.
  public static func embedded(
    _ picture: Picture,
    prefix: String,
    links: [String: PictureLink] = [:]
  ) -> String {
    var markup = Markup(prefix: prefix)
    markup.links = links
    markup.open(picture, isFile: false)
    for element in picture.elements { markup.append(element) }
    markup.text += "</svg>"
    return markup.text
  }

  /// The picture as a file of its own, with its style sheet and a ground.
  public static func standalone(_ picture: Picture) -> String {
    var markup = Markup(prefix: "")
    markup.open(picture, isFile: true)
    markup.text += "<style>\n" + standaloneStyle + "</style>\n"
    markup.text += #"<rect class="board" width="100%" height="100%"/>"# + "\n"
    for element in picture.elements {
      markup.append(element)
      markup.text += "\n"
    }
    markup.text += "</svg>\n"
    return markup.text
  }
}

extension SVGWriter {
  /// The text of an SVG as it grows.
  struct Markup {
    var text = ""
    let prefix: String
    var links: [String: PictureLink] = [:]

    init(prefix: String) {
      self.prefix = prefix
    }

    /// Opens the picture.
    ///
    /// In a file of its own, title and description name it without more words.
    mutating func open(_ picture: Picture, isFile: Bool) {
      let (width, height) = (Coordinate.text(picture.width), Coordinate.text(picture.height))
      text += "<svg"
      if isFile { attribute("xmlns", "http://www.w3.org/2000/svg") }
      attribute("class", "drawing")
      attribute("width", width)
      attribute("height", height)
      attribute("viewBox", "0 0 \(width) \(height)")
      // A picture with links in it is more than an image.
      if links.isEmpty { attribute("role", "img") }
      if !isFile {
        attribute("aria-labelledby", prefix + "title")
        attribute("aria-describedby", prefix + "desc")
      }
      text += ">"
      element("title", id: isFile ? nil : prefix + "title", picture.title)
      element("desc", id: isFile ? nil : prefix + "desc", picture.description)
    }

    mutating func attribute(_ name: String, _ value: String) {
      text += " " + name + "=\""
      escape(value)
      text += "\""
    }

    mutating func attribute(_ name: String, _ value: Double) {
      text += " " + name + "=\"" + Coordinate.text(value) + "\""
    }

    mutating func element(_ name: String, id: String?, _ content: String) {
      text += "<" + name
      if let id { attribute("id", id) }
      text += ">"
      escape(content)
      text += "</" + name + ">"
    }

    /// Appends characters so that they stand for themselves, in text and in attributes.
    mutating func escape(_ characters: String) {
      for scalar in PlainText.shown(characters).unicodeScalars {
        switch scalar {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
  }
}
