internal import Notation

extension CourseReader {
  // MARK: Settings

  /// Reads `course.yml`, if there is one.
  mutating func readSettings() {
    guard folder.entry(Self.settingsName) != .missing,
      let source = source(Self.settingsName, order: Self.settingsOrder)
    else { return }
    let reader = CourseSettingsReader(source)
    let strange = LessonSourceCheck.strangeCharacters(in: source, within: 0..<source.bytes.count)
    report.add(reader.findings + strange, in: source, order: Self.settingsOrder)
    let title = settings.title
    settings = reader.settings
    if settings.title.isEmpty { settings.title = title }
  }

  // MARK: Table of contents

  /// Reads `SUMMARY.md`, or takes all lessons of the folder by name.
  mutating func readContents() {
    guard folder.entry(Self.summaryName) != .missing else {
      listFolder()
      return
    }
    guard let source = source(Self.summaryName, order: Self.contentsOrder) else { return }
    let summary = SummaryParser(source)
    let strange = LessonSourceCheck.strangeCharacters(in: source, within: 0..<source.bytes.count)
    report.add(summary.findings + strange, in: source, order: Self.contentsOrder)
    if settings.title.isEmpty { settings.title = summary.title }
    var first: [String: SourceRange] = [:]
    var number = 0
    for part in summary.parts {
      let entries = entries(part.entries, under: "", &number, &first, source)
      parts.append(Course.Part(title: part.title, entries: entries))
    }
    if paths.isEmpty, !report.hasErrors {
      report.add(
        [LessonFinding(error: .noLessons, range: 0..<0)],
        in: source,
        order: Self.contentsOrder
      )
    }
  }

  private mutating func entries(
    _ entries: [SummaryParser.Entry],
    under prefix: String,
    _ number: inout Int,
    _ first: inout [String: SourceRange],
    _ source: LessonSource
  ) -> [Course.Entry] {
    var result: [Course.Entry] = []
    for entry in entries {
      var own = ""
      if entry.isNumbered {
        number += 1
        own = prefix + String(number)
      }
      var made = Course.Entry(number: own, title: entry.title, lesson: nil, children: [])
      if let address = entry.address {
        do throws(LessonError) {
          let path = try lessonPath(address)
          if let earlier = first[path] {
            report.add(
              [.init(error: .lessonTwice(path), range: entry.range, related: earlier)],
              in: source,
              order: Self.contentsOrder
            )
          } else {
            first[path] = entry.range
            made.lesson = paths.count
            paths.append(path)
          }
        } catch {
          report.add(
            [LessonFinding(error: error, range: entry.range)],
            in: source,
            order: Self.contentsOrder
          )
        }
      }
      var below = 0
      made.children = self.entries(entry.children, under: own + ".", &below, &first, source)
      result.append(made)
    }
    return result
  }

  private func lessonPath(_ address: String) throws(LessonError) -> String {
    guard case .local(let written, let fragment) = LinkPolicy.target(of: address) else {
      throw .addressElsewhere(address)
    }
    guard fragment == nil, !written.utf8.contains(UInt8(ascii: "#")) else {
      throw .notMarkdown(address)
    }
    guard let path = CourseFolder.path(written, from: "") else { throw .outsideCourse(written) }
    switch folder.entry(path) {
    case .file: break
    case .outside: throw .outsideCourse(path)
    case .folder: throw .linkToFolder(path)
    case .other: throw .unreadableFile("\(path) is no regular file")
    case .missing:
      let within = CourseFolder.folder(of: path)
      let beside = folder.names(in: within).filter { $0.lowercased().hasSuffix(".md") }
        .prefix(1000).map { within.isEmpty ? $0 : within + "/" + $0 }
      throw .missingFile(path, nearest: Suggestion.nearest(to: path, in: beside))
    }
    guard path.lowercased().hasSuffix(".md"), path != Self.summaryName else {
      throw .notMarkdown(path)
    }
    return path
  }

  private mutating func listFolder() {
    let names = folder.names(in: "").filter {
      $0.lowercased().hasSuffix(".md") && !$0.hasPrefix(".") && folder.entry($0) == .file
    }
    let heads = ["readme.md", "index.md"]
    paths = names.filter { heads.contains($0.lowercased()) }
    paths += names.filter { !heads.contains($0.lowercased()) }
    if paths.isEmpty {
      let name = folder.name(Self.summaryName)
      report.add(
        [LessonFinding(error: .noLessons, range: 0..<0)],
        in: LessonSource(file: name, bytes: []),
        order: Self.contentsOrder
      )
    }
  }

  // MARK: Lessons

  /// Reads the lessons; drafts are left out.
  mutating func readLessons() {
    var indices: [Int?] = []
    for (index, path) in paths.enumerated() {
      guard let source = source(path, order: 2 + index) else {
        indices.append(nil)
        unread.insert(path)
        continue
      }
      let head = FrontMatterReader(source)
      if head.frontMatter.draft, head.findings.isEmpty {
        drafts.insert(path)
        indices.append(nil)
        continue
      }
      var builder = LessonBuilder(
        source,
        body: head.body,
        allowsRawHTML: settings.allowsRawHTML
      )
      var lesson = builder.build(path: path, frontMatter: head.frontMatter)
      lesson.uses += head.prerequisites
      let findings = head.findings + builder.findings
      if findings.contains(where: \.error.endsReading) { unread.insert(path) }
      let strange = LessonSourceCheck.strangeCharacters(
        in: source,
        outside: lesson.fences.flatMap(\.judgedLines)
      )
      report.add(findings + strange, in: source, order: 2 + index)
      indices.append(lessons.count)
      lessons.append(lesson)
    }
    if parts.isEmpty {
      let entries = paths.indices.map { index in
        Course.Entry(
          number: "",
          title: indices[index].map { lessons[$0].frontMatter.title } ?? "",
          lesson: index,
          children: []
        )
      }
      parts = [Course.Part(title: "", entries: entries)]
    }
    for part in parts.indices { renumber(&parts[part].entries, indices) }
    if parts.count == 1, parts[0].title.isEmpty {
      parts[0].entries.removeAll { $0.title.isEmpty && $0.lesson == nil && $0.children.isEmpty }
    }
  }

  /// Puts the indices of lessons in place of those of paths.
  private func renumber(_ entries: inout [Course.Entry], _ indices: [Int?]) {
    for index in entries.indices {
      if let path = entries[index].lesson {
        entries[index].lesson = indices.indices.contains(path) ? indices[path] : nil
      }
      renumber(&entries[index].children, indices)
    }
  }
}

extension Fence {
  /// The lines of the lesson (from 1) that the notation judges, in stretches.
  fileprivate var judgedLines: [ClosedRange<Int>] {
    var stretches: [ClosedRange<Int>] = []
    for line in lines {
      if let last = stretches.last, last.upperBound + 1 == line.line {
        stretches[stretches.count - 1] = last.lowerBound...line.line
      } else {
        stretches.append(line.line...line.line)
      }
    }
    return stretches
  }
}

extension LessonError {
  /// Whether what stands behind it is not known.
  fileprivate var endsReading: Bool {
    switch self {
    case .unclosedFence, .unclosedFrontMatter, .unclosedDisplay, .nestedTooDeep: true
    default: false
    }
  }
}

extension LessonSourceCheck {
  /// Strange characters outside of blocks that run: there the notation judges, which lets comments
  /// hold them.
  fileprivate static func strangeCharacters(
    in source: LessonSource,
    outside blocks: [ClosedRange<Int>]
  ) -> [LessonFinding] {
    strangeCharacters(in: source, within: 0..<source.bytes.count).filter { finding in
      let line = source.line(of: finding.range.lowerBound) + 1
      let isReserved =
        if case .strangeCharacter(let value) = finding.error {
          value >= 0xF_0000
        } else {
          false
        }
      return isReserved || !blocks.contains { $0.contains(line) }
    }
  }
}
