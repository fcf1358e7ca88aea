internal import Exercises
internal import Notation

/// Reads `course.yml`.
struct CourseSettingsReader {
  /// The keys that it knows.
  static let keys = [
    "title", "authors", "language", "theme", "raw-html", "tolerance", "slips-off",
  ]

  /// What it says.
  private(set) var settings = Course.Settings()
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  /// Reads the whole file.
  init(_ source: LessonSource) {
    let mapping = YAMLMapping(source, in: 0..<source.bytes.count, keys: Self.keys)
    findings = mapping.findings
    var values = YAMLValues()
    for entry in mapping.entries {
      switch entry.key {
      case "title": settings.title = values.text(entry) ?? ""
      case "authors": settings.authors = values.texts(entry).map(\.text)
      case "language": readLanguage(entry, &values)
      case "theme": settings.theme = values.text(entry) ?? ""
      case "raw-html": settings.allowsRawHTML = values.flag(entry) ?? false
      case "tolerance": settings.tolerance = values.fraction(entry)
      case "slips-off": readSlips(entry, &values)
      default: break
      }
    }
    findings += values.findings
  }

  private mutating func readSlips(_ entry: YAMLMapping.Entry, _ values: inout YAMLValues) {
    for (id, range) in values.texts(entry) {
      guard Slip.ids.contains(id) else {
        let nearest = Suggestion.nearest(to: id, in: Slip.ids)
        findings.append(.init(error: .unknownSlip(id, nearest: nearest), range: range))
        continue
      }
      settings.slipsOff.append(id)
    }
  }

  private mutating func readLanguage(_ entry: YAMLMapping.Entry, _ values: inout YAMLValues) {
    guard let tag = values.text(entry) else { return }
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard
      parts.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy { $0.isLetter || $0.isDigit } }
      ),
      parts[0].allSatisfy(\.isLetter), parts[0].count >= 2
    else {
      findings.append(
        .init(
          error: .wrongType(
            key: entry.key,
            expected: "a language tag such as en or pt-BR",
            found: entry.value.description
          ),
          range: entry.valueRange
        )
      )
      return
    }
    settings.language = tag
  }
}
