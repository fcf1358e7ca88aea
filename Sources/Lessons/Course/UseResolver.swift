internal import Notation

/// Finds where the links, pictures and cross references of a course lead.
struct UseResolver {
  private let folder: CourseFolder
  private let lessons: [ParsedLesson]
  private let drafts: Set<String>
  /// Lessons that could not be read, or not to their end: nothing is known of what they hold.
  private let unread: Set<String>
  /// Whether other lessons exist that were not read.
  private let isPartial: Bool

  private let byPath: [String: Int]
  private let byLabel: [String: [(lesson: Int, label: ParsedLabel)]]

  /// What was found at paths.
  private var entries: [String: CourseFolder.Entry] = [:]
  /// Files that are used.
  private(set) var assets: Set<String> = []
  /// Mistakes with the lesson that they are in, and places in other lessons.
  private(set) var findings: [(lesson: Int, finding: LessonFinding, notes: [Diagnostic.Note])] = []

  /// Takes all lessons of a course; `isPartial` if there are others beside them.
  init(
    _ folder: CourseFolder,
    lessons: [ParsedLesson],
    drafts: Set<String>,
    unread: Set<String>,
    isPartial: Bool
  ) {
    self.folder = folder
    self.lessons = lessons
    self.drafts = drafts
    self.unread = unread
    self.isPartial = isPartial
    var byPath: [String: Int] = [:]
    var byLabel: [String: [(lesson: Int, label: ParsedLabel)]] = [:]
    for (index, lesson) in lessons.enumerated() {
      byPath[lesson.path] = index
      for label in lesson.labels where !label.name.isEmpty {
        // A label that is given twice in a lesson is a mistake that has been told.
        if byLabel[label.name]?.last?.lesson != index {
          byLabel[label.name, default: []].append((index, label))
        }
      }
    }
    self.byPath = byPath
    self.byLabel = byLabel
  }

  /// Where the uses of a lesson lead.
  mutating func resolve(_ lesson: Int) -> [ParsedCourse.Target?] {
    var targets: [ParsedCourse.Target?] = []
    for use in lessons[lesson].uses {
      do throws(LessonError) {
        switch use.kind {
        case .link: targets.append(try link(use.address, from: lesson))
        case .image: targets.append(try image(use.address, from: lesson))
        case .prerequisite:
          try prerequisite(use.address, from: lesson)
          targets.append(nil)
        case .reference: targets.append(try reference(use.address, from: lesson))
        }
      } catch {
        var notes: [Diagnostic.Note] = []
        if case .ambiguousLabel(let label) = error {
          notes = (byLabel[label] ?? []).map { found in
            .init(
              "\(label) is here",
              at: lessons[found.lesson].source.location(found.label.range.lowerBound)
            )
          }
        }
        findings.append((lesson, LessonFinding(error: error, range: use.range), notes))
        targets.append(nil)
      }
    }
    return targets
  }

  // MARK: Links and pictures

  private mutating func link(
    _ address: String,
    from lesson: Int
  ) throws(LessonError) -> ParsedCourse.Target {
    let target = LinkPolicy.target(of: address)
    if case .external(let address) = target {
      return .link(destination: address, isInternal: false)
    }
    let (written, fragment) = try local(target, address, isImage: false)
    let own = lessons[lesson]
    if written.isEmpty {
      guard let fragment else { throw .emptyAddress }
      try check(fragment, in: lesson, from: lesson)
      return .link(destination: Self.join(own.path, fragment), isInternal: true)
    }
    let path = try inside(written, from: own.path)
    if let index = byPath[path] {
      if let fragment { try check(fragment, in: index, from: lesson) }
      return .link(destination: Self.join(path, fragment), isInternal: true)
    }
    if drafts.contains(path) { throw .linkToDraft(path) }
    if unread.contains(path) { return .link(destination: path, isInternal: true) }
    try checkFile(path)
    if path.lowercased().hasSuffix(".md") {
      guard isPartial else { throw .notInSummary(path) }
      return .link(destination: Self.join(path, fragment), isInternal: true)
    }
    assets.insert(path)
    return .link(destination: path, isInternal: true)
  }

  /// A lesson that comes before may be a draft.
  private mutating func prerequisite(
    _ address: String,
    from lesson: Int
  ) throws(LessonError) {
    guard let path = CourseFolder.path(address, from: CourseFolder.folder(of: lessons[lesson].path))
    else { throw .outsideCourse(address) }
    if byPath[path] != nil || drafts.contains(path) || unread.contains(path) { return }
    try checkFile(path)
    guard isPartial else { throw .notInSummary(path) }
  }

  private static let pictures = ["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"]

  private mutating func image(
    _ address: String,
    from lesson: Int
  ) throws(LessonError) -> ParsedCourse.Target {
    let target = LinkPolicy.target(of: address)
    if case .external(let address) = target { throw .foreignImage(address) }
    if target == .schemeless { throw .foreignImage(address) }
    let (written, _) = try local(target, address, isImage: true)
    if written.isEmpty { throw .emptyAddress }
    let path = try inside(written, from: lessons[lesson].path)
    try checkFile(path)
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard Self.pictures.contains(ending) else { throw .notAPicture(path) }
    assets.insert(path)
    return .image(path: path)
  }

  private func local(
    _ target: LinkPolicy.Target,
    _ address: String,
    isImage: Bool
  ) throws(LessonError) -> (path: String, fragment: String?) {
    switch target {
    case .local(let path, let fragment): return (path, fragment)
    case .forbidden(let scheme): throw .forbiddenScheme(scheme, isImage: isImage)
    case .unknownScheme(let scheme): throw .unknownScheme(scheme)
    case .absolute: throw .absolutePath(address)
    case .schemeless: throw .noScheme(address)
    case .external, .unreadable: throw .unreadableAddress(address)
    }
  }

  private func inside(_ written: String, from lesson: String) throws(LessonError) -> String {
    guard let path = CourseFolder.path(written, from: CourseFolder.folder(of: lesson)) else {
      throw .outsideCourse(written)
    }
    if path.isEmpty || written.hasSuffix("/") { throw .linkToFolder(written) }
    // In what writers get, a number sign parts path and fragment.
    if path.utf8.contains(UInt8(ascii: "#")) { throw .unreadableAddress(written) }
    return path
  }

  private mutating func entry(_ path: String) -> CourseFolder.Entry {
    if let known = entries[path] { return known }
    let entry = folder.entry(path)
    entries[path] = entry
    return entry
  }

  private mutating func checkFile(_ path: String) throws(LessonError) {
    switch entry(path) {
    case .file: return
    case .outside: throw .outsideCourse(path)
    case .folder: throw .linkToFolder(path)
    case .other: throw .unreadableFile("\(path) is no regular file")
    case .missing:
      // More mistakes than are told get no advice.
      guard findings.count < Diagnostics.limit else { throw .missingFile(path, nearest: nil) }
      let within = CourseFolder.folder(of: path)
      let beside = folder.names(in: within).prefix(1000).map {
        within.isEmpty ? $0 : within + "/" + $0
      }
      let known = lessons.map(\.path) + beside
      throw .missingFile(path, nearest: Suggestion.nearest(to: path, in: known))
    }
  }

  private func check(
    _ fragment: String,
    in target: Int,
    from lesson: Int
  ) throws(LessonError) {
    let anchors = lessons[target].anchors
    guard !fragment.isEmpty, !anchors.contains(fragment), !unread.contains(lessons[target].path)
    else { return }
    let isTold = findings.count < Diagnostics.limit
    throw .unknownFragment(
      fragment,
      path: target == lesson ? "" : lessons[target].path,
      nearest: isTold ? Suggestion.nearest(to: fragment, in: anchors.sorted()) : nil
    )
  }

  private static func join(_ path: String, _ fragment: String?) -> String {
    guard let fragment, !fragment.isEmpty else { return path }
    return path + "#" + fragment
  }

  // MARK: Cross references

  private func reference(
    _ name: String,
    from lesson: Int
  ) throws(LessonError) -> ParsedCourse.Target? {
    let found = byLabel[name] ?? []
    if let own = found.first(where: { $0.lesson == lesson }) {
      return .reference(own.label.label, path: "")
    }
    guard found.count <= 1 else { throw .ambiguousLabel(name) }
    guard let other = found.first else {
      // It may well be where nothing could be read.
      if !unread.isEmpty, LabelKind(label: name) != nil { return nil }
      let isTold = findings.count < Diagnostics.limit
      let nearest = isTold ? Suggestion.nearest(to: name, in: byLabel.keys.sorted()) : nil
      if LabelKind(label: name) == nil {
        throw .unknownLabelKind(name, nearest: nearest)
      }
      throw .unknownLabel(name, nearest: nearest)
    }
    let target = lessons[other.lesson]
    var label = other.label.label
    label.name += " in " + target.frontMatter.title
    return .reference(label, path: target.path)
  }
}
