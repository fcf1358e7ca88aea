/// Numbers what a lesson's cross references can name.
struct LabelCounter {
  /// The labels, in order.
  private(set) var labels: [ParsedLabel] = []

  private var counts: [LabelKind: Int] = [:]
  /// The numbers of the open headings from level 2 on.
  private var sections: [Int] = []

  /// Gives a thing the next number of its kind.
  mutating func add(_ kind: LabelKind, name: String, id: String, at range: SourceRange) -> Label {
    counts[kind, default: 0] += 1
    let label = Label(id: id, name: kind.name(String(counts[kind, default: 0])))
    labels.append(ParsedLabel(name: name, label: label, range: range))
    return label
  }

  /// Counts a heading; one of level 1 is the lesson's title and starts anew.
  mutating func addHeading(level: Int, id: String, words: String, at range: SourceRange) {
    if level == 1 {
      sections = []
    } else {
      while sections.count < level - 1 { sections.append(0) }
      sections.removeLast(sections.count - (level - 1))
      sections[level - 2] += 1
    }
    let number = sections.map(String.init).joined(separator: ".")
    let name = number.isEmpty ? words : LabelKind.section.name(number)
    let isNamed = LabelKind(label: id) == .section
    labels.append(
      ParsedLabel(
        name: isNamed ? id : "\(LabelKind.section.rawValue)-\(id)",
        label: Label(id: id, name: name),
        range: range
      )
    )
  }
}
