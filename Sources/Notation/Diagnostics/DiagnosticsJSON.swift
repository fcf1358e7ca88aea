extension Diagnostics {
  /// The messages as one JSON object of the form `gradus-diagnostics/1`, in UTF-8, ended by a line end.
  ///
  /// `rendered` is what a terminal shows, of all of them and of each; `more` says that there are
  /// mistakes beyond those told. At most ``limit`` are told.
  ///
  ///     { "format": "gradus-diagnostics/1",
  ///       "diagnostics": [
  ///         { "severity": "error", "file": "<program>", "line": 1, "column": 5, "width": 1,
  ///           "message": "unknown name 'y'", "help": "…", "notes": [
  ///             { "file": "<program>", "line": 1, "column": 1, "message": "…" } ],
  ///           "rendered": "…" } ],
  ///       "more": false,
  ///       "rendered": "…" }
  public func json() -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-diagnostics/1")
    json.line(2)
    json.key("diagnostics")
    json.open("[")
    for diagnostic in all.prefix(Diagnostics.limit) {
      json.line(4)
      diagnostic.write(&json)
    }
    json.close("]", indent: all.isEmpty ? nil : 2)
    json.line(2)
    json.key("more")
    json.boolean(hasMore || all.count > Diagnostics.limit)
    json.line(2)
    json.key("rendered")
    json.string(rendered())
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }
}

extension Diagnostic {
  /// One message as an object of the form that ``Diagnostics/json()`` shows.
  package func write(_ json: inout JSONText) {
    json.open("{")
    json.key("severity")
    json.string(severity.rawValue)
    location.write(&json)
    json.key("width")
    json.integer(width)
    json.key("message")
    json.string(message)
    if let help {
      json.key("help")
      json.string(help)
    }
    json.key("notes")
    json.open("[")
    for note in notes {
      json.open("{")
      note.location.write(&json)
      json.key("message")
      json.string(note.message)
      json.close("}")
    }
    json.close("]")
    json.key("rendered")
    json.string(rendered())
    json.close("}")
  }
}

extension SourceLocation {
  fileprivate func write(_ json: inout JSONText) {
    json.key("file")
    json.string(file)
    json.key("line")
    json.integer(line)
    json.key("column")
    json.integer(column)
  }
}
