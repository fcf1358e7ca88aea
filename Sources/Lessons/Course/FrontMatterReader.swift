/// Reads the head of a lesson: YAML between a first line of `---` and the next one.
struct FrontMatterReader {
  /// The keys that it knows.
  static let keys = [
    "title", "summary", "objectives", "covers", "prerequisites", "authors", "date", "keywords",
    "seed", "draft",
  ]

  /// What the head says.
  private(set) var frontMatter = FrontMatter()
  /// The lessons that it names.
  private(set) var prerequisites: [ParsedUse] = []
  /// Where the lesson proper stands.
  private(set) var body: SourceRange
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  /// Reads the head of a lesson, if it has one.
  init(_ source: LessonSource) {
    body = 0..<source.bytes.count
    guard Self.isFence(source, line: 0, marks: ["---"]) else { return }
    let lines = 1..<max(source.lineStarts.count, 1)
    guard let end = lines.first(where: { Self.isFence(source, line: $0, marks: ["---", "..."]) })
    else {
      findings.append(
        .init(error: .unclosedFrontMatter, range: source.content(ofLine: 0))
      )
      body = body.upperBound..<body.upperBound
      return
    }
    let behind =
      end + 1 < source.lineStarts.count ? source.lineStarts[end + 1] : source.bytes.count
    body = behind..<source.bytes.count
    guard end > 1 else { return }
    let mapping = YAMLMapping(
      source,
      in: source.lineStarts[1]..<source.lineStarts[end],
      keys: Self.keys
    )
    findings += mapping.findings
    read(mapping)
  }

  private static func isFence(_ source: LessonSource, line: Int, marks: [String]) -> Bool {
    let text = source.text(ofLine: line)
    return marks.contains { text.hasPrefix($0) && text.utf8.dropFirst(3).allSatisfy(\.isBlank) }
  }

  private mutating func read(_ mapping: YAMLMapping) {
    var values = YAMLValues()
    for entry in mapping.entries {
      checkFilled(entry)
      switch entry.key {
      case "title": frontMatter.title = values.text(entry) ?? ""
      case "summary": frontMatter.summary = values.text(entry) ?? ""
      case "objectives": frontMatter.objectives = values.texts(entry).map(\.text)
      case "covers":
        let ids = values.texts(entry)
        for id in ids where !Self.isCurriculumID(id.text) {
          findings.append(.init(error: .badCurriculumID(id.text), range: id.range))
        }
        frontMatter.covers = ids.map(\.text)
      case "prerequisites":
        let names = values.texts(entry)
        frontMatter.prerequisites = names.map(\.text)
        prerequisites = names.filter { $0.text.lowercased().hasSuffix(".md") }.map {
          ParsedUse(kind: .prerequisite, address: $0.text, range: $0.range)
        }
      case "authors": frontMatter.authors = values.texts(entry).map(\.text)
      case "date": frontMatter.date = values.text(entry) ?? ""
      case "keywords": frontMatter.keywords = values.texts(entry).map(\.text)
      case "seed": frontMatter.seed = values.count(entry)
      case "draft": frontMatter.draft = values.flag(entry) ?? false
      default: break
      }
    }
    findings += values.findings
  }

  /// Nothing in a head is computed.
  private mutating func checkFilled(_ entry: YAMLMapping.Entry) {
    var texts: [(YAMLMapping.Value, SourceRange)] = [(entry.value, entry.valueRange)]
    if case .list(let items) = entry.value { texts = items.map { ($0.value, $0.range) } }
    for case (.scalar(let text, _), let range) in texts where text.contains("{{") {
      findings.append(.init(error: .interpolationHere("front matter"), range: range))
    }
  }

  /// `a.b-c`: words of small letters, digits and hyphens, parted by points, at least two of them.
  static func isCurriculumID(_ id: String) -> Bool {
    let words = id.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return words.count >= 2
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy {
            ($0.isLetter && $0 >= UInt8(ascii: "a")) || $0.isDigit || $0 == UInt8(ascii: "-")
          }
      }
  }
}
