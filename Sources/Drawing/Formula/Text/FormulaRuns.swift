extension Formula {
  /// The formula as pieces of a drawing's text: scripts lowered and raised, the rest in line.
  ///
  /// Meant for names such as `w₁`, `ŷ`; what needs more than one line is written with slashes.
  public var runs: [Picture.Run] {
    var runs: [Picture.Run] = []
    addRuns(to: &runs, level: 0)
    return runs
  }

  /// The formula on one line of plain text.
  public var plainText: String { PlainTextWriter.write(self) }

  private func addRuns(to runs: inout [Picture.Run], level: Int) {
    switch self {
    case .row(let items) where level == 0 && items.contains(where: { $0.hasScripts }):
      for item in items { item.addRuns(to: &runs, level: level) }
    case .scripts(let base, let sub, let sup, _) where level == 0:
      base.addRuns(to: &runs, level: 0)
      if let sub { Formula.append(PlainTextWriter.compact(sub), level: -1, to: &runs) }
      if let sup { Formula.append(PlainTextWriter.compact(sup), level: 1, to: &runs) }
    case .inked(_, let content), .styled(_, let content): content.addRuns(to: &runs, level: level)
    default: Formula.append(PlainTextWriter.text(self), level: level, to: &runs)
    }
  }

  private var hasScripts: Bool {
    switch self {
    case .scripts: true
    case .inked(_, let content), .styled(_, let content): content.hasScripts
    default: false
    }
  }

  private static func append(_ text: String, level: Int, to runs: inout [Picture.Run]) {
    if text.isEmpty { return }
    if let last = runs.last, last.level == level {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Picture.Run(text, level: level))
    }
  }
}
