/// Takes the values of a mapping for what a key expects.
struct YAMLValues {
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private mutating func wrong(_ entry: YAMLMapping.Entry, _ expected: String) {
    findings.append(
      .init(
        error: .wrongType(
          key: entry.key,
          expected: expected,
          found: entry.value.description
        ),
        range: entry.value == .nothing ? entry.keyRange : entry.valueRange
      )
    )
  }

  /// A text; a number or a date is taken as it was written.
  mutating func text(_ entry: YAMLMapping.Entry) -> String? {
    guard case .scalar(let text, _) = entry.value else {
      wrong(entry, "a text")
      return nil
    }
    return text
  }

  /// A list of texts; a single text is a list of one.
  mutating func texts(
    _ entry: YAMLMapping.Entry
  ) -> [(text: String, range: SourceRange)] {
    switch entry.value {
    case .scalar(let text, _): return [(text, entry.valueRange)]
    case .list(let items):
      var result: [(String, SourceRange)] = []
      for item in items {
        guard case .scalar(let text, _) = item.value else {
          findings.append(
            .init(
              error: .wrongType(
                key: entry.key,
                expected: "a list of texts",
                found: item.value.description
              ),
              range: item.range
            )
          )
          continue
        }
        result.append((text, item.range))
      }
      return result
    default:
      wrong(entry, "a text or a list of texts")
      return []
    }
  }

  /// `true` or `false`.
  mutating func flag(_ entry: YAMLMapping.Entry) -> Bool? {
    if case .scalar(let text, isPlain: true) = entry.value {
      if text == "true" || text == "True" || text == "TRUE" { return true }
      if text == "false" || text == "False" || text == "FALSE" { return false }
    }
    wrong(entry, "true or false")
    return nil
  }

  /// A whole number from 0.
  mutating func count(_ entry: YAMLMapping.Entry) -> Int? {
    if case .scalar(let text, isPlain: true) = entry.value, text.utf8.allSatisfy(\.isDigit),
      let number = Int(text)
    {
      return number
    }
    wrong(entry, "a whole number from 0")
    return nil
  }

  /// A number above 0 and below 1.
  mutating func fraction(_ entry: YAMLMapping.Entry) -> Double? {
    if case .scalar(let text, isPlain: true) = entry.value, let number = Double(text),
      number > 0, number < 1
    {
      return number
    }
    wrong(entry, "a number between 0 and 1")
    return nil
  }
}
