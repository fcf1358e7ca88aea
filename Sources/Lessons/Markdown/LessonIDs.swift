/// The ids of a lesson: those that the teacher gave, and those that headings and blocks get from
/// their words and places.
///
/// No two are the same.
struct LessonIDs {
  /// The ids that the teacher gave.
  private(set) var given: [String: SourceRange] = [:]
  /// Ids that are given twice.
  private(set) var findings: [LessonFinding] = []

  private var taken: Set<String> = []
  private var suffixes: [String: Int] = [:]

  /// Collects the ids that stand in a lesson.
  init(_ document: MarkdownDocument) {
    var all: [AttributeList.Name] = []
    for item in document.items {
      switch item.content {
      case .attributes(let list): all += list.id.map { [$0] } ?? []
      case .display(_, let label): all += label.map { [$0] } ?? []
      default: break
      }
    }
    for fence in document.fences.values where fence.kind != nil {
      all += fence.attributes?.id.map { [$0] } ?? []
    }
    all.sort { $0.range.lowerBound < $1.range.lowerBound }
    for name in all {
      if let first = given[name.text] {
        findings.append(
          .init(error: .duplicateID(name.text), range: name.range, related: first)
        )
      } else {
        given[name.text] = name.range
      }
    }
    taken = Set(given.keys)
  }

  /// Every id, given or made.
  var all: Set<String> { taken }

  /// An id made from words, as GitHub makes it.
  mutating func make(from words: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in words.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
        || scalar == "-" || scalar.properties.generalCategory == .nonspacingMark
      {
        slug.append(scalar)
      } else if scalar == " " {
        slug.append("-")
      }
    }
    let base = slug.isEmpty ? "section" : String(slug)
    return unique(base) { "\(base)-\($0)" }
  }

  /// An id for a block without one: `block-3`.
  mutating func makeBlock(_ number: Int) -> String {
    unique("block-\(number)") { "block-\(number)-\($0)" }
  }

  /// An id for something that belongs to another thing: `exr-chain-solution`.
  mutating func make(beside id: String, _ word: String) -> String {
    unique("\(id)-\(word)") { "\(id)-\(word)-\($0)" }
  }

  private mutating func unique(_ base: String, _ variant: (Int) -> String) -> String {
    if taken.insert(base).inserted { return base }
    var number = suffixes[base, default: 0]
    var id: String
    repeat {
      number += 1
      id = variant(number)
    } while !taken.insert(id).inserted
    suffixes[base] = number
    return id
  }
}
