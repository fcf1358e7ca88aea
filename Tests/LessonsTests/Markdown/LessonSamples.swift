import Foundation
import Notation

@testable import Lessons

/// A lesson read from a text, with its mistakes as `line:column: message`.
struct Sample {
  var lesson: ParsedLesson
  var mistakes: [String]

  init(_ text: String, html: Bool = false) {
    let source = LessonSource(file: "a.md", text: text)
    let head = FrontMatterReader(source)
    var builder = LessonBuilder(source, body: head.body, allowsRawHTML: html)
    lesson = builder.build(path: "a.md", frontMatter: head.frontMatter)
    var report = LessonReport()
    report.add(head.findings + builder.findings, in: source, order: 0)
    mistakes = report.diagnostics.all.map {
      "\($0.location.line):\($0.location.column): \($0.message)"
    }
  }

  /// The tree, a node a line.
  var dump: String { Dump(source: lesson.source, lesson: lesson).text(lesson.blocks) }
}

/// Writes a tree down, a node a line, with the place where each begins.
struct Dump {
  var source: LessonSource
  var lesson: ParsedLesson

  private func line(_ name: String, _ range: SourceRange, _ depth: Int) -> String {
    let place = source.location(range.lowerBound)
    let indent = String(repeating: "  ", count: depth)
    return "\(indent)\(name) @\(place.line):\(place.column)\n"
  }

  func text(_ blocks: [ParsedBlock], depth: Int = 0) -> String {
    blocks.map { block(_: $0, depth: depth) }.joined()
  }

  private func block(_ block: ParsedBlock, depth: Int) -> String {
    switch block.content {
    case .heading(let level, let id, let words):
      line("heading \(level) #\(id)", block.range, depth) + text(words, depth: depth + 1)
    case .paragraph(let words):
      line("paragraph", block.range, depth) + text(words, depth: depth + 1)
    case .quote(let inside): line("quote", block.range, depth) + text(inside, depth: depth + 1)
    case .list(let start, let tight, let items):
      line("list \(start.map(String.init) ?? "-") \(tight ? "tight" : "loose")", block.range, depth)
        + items.map { text($0, depth: depth + 1) }.joined(separator: "  --\n")
    case .code(let language, let code):
      line("code [\(language)] \(code.debugDescription)", block.range, depth)
    case .rule: line("rule", block.range, depth)
    case .table(let table):
      line(
        "table \(table.alignments.map(\.rawValue)) \(table.label?.name ?? "")",
        block.range,
        depth
      )
        + table.header.map { line("head", block.range, depth + 1) + text($0, depth: depth + 2) }
        .joined()
        + table.rows.map { row in
          line("row", block.range, depth + 1)
            + row.map { "  cell\n" + text($0, depth: depth + 2) }.joined()
        }.joined()
        + (table.caption.isEmpty ? "" : "caption\n" + text(table.caption, depth: depth + 1))
    case .math(let source, _, let label):
      line("math \(source.debugDescription) \(label?.name ?? "")", block.range, depth)
    case .html(let html): line("html \(html.debugDescription)", block.range, depth)
    case .fence(let index):
      line(
        "fence \(lesson.fences[index].kind) #\(lesson.fences[index].id)",
        block.range,
        depth
      ) + words(of: lesson.fences[index], depth: depth + 1)
    }
  }

  /// What an exercise or a question says in words.
  private func words(of fence: Fence, depth: Int) -> String {
    guard let text = fence.text else { return "" }
    let indent = String(repeating: "  ", count: depth)
    var dump = fence.lines.map { "\(indent)program @\($0.line):\($0.columnOffset + 1)\n" }.joined()
    dump += text.variants.map { "\(indent)choose @\($0.line)\n" }.joined()
    dump += self.text(text.prompt, depth: depth)
    for hint in text.hints {
      dump += "\(indent)hint @\(hint.line)\n" + self.text(hint.words, depth: depth + 1)
    }
    for choice in text.choices {
      dump += "\(indent)choice \(choice.isRight)\n" + self.text(choice.words, depth: depth + 1)
      dump += "\(indent)because\n" + self.text(choice.justification, depth: depth + 1)
    }
    if let solution = text.solution {
      dump += "\(indent)solution\n" + self.text(solution, depth: depth + 1)
    }
    return dump
  }

  private func text(_ words: [ParsedInline], depth: Int) -> String {
    words.map { inline($0, depth) }.joined()
  }

  private func inline(_ inline: ParsedInline, _ depth: Int) -> String {
    switch inline.content {
    case .text(let text): line("text \(text.debugDescription)", inline.range, depth)
    case .emphasis(let inside):
      line("emphasis", inline.range, depth) + text(inside, depth: depth + 1)
    case .strong(let inside): line("strong", inline.range, depth) + text(inside, depth: depth + 1)
    case .code(let text): line("code \(text.debugDescription)", inline.range, depth)
    case .link(let use, _, let inside):
      line("link \(lesson.uses[use].address)", inline.range, depth)
        + text(inside, depth: depth + 1)
    case .image(let use, let alternative, _):
      line("image \(lesson.uses[use].address) \(alternative.debugDescription)", inline.range, depth)
    case .math(let source, _): line("math \(source.debugDescription)", inline.range, depth)
    case .interpolation(let one):
      line("fill \(one.expression.text.debugDescription)", inline.range, depth)
    case .reference(let use): line("reference \(lesson.uses[use].address)", inline.range, depth)
    case .softBreak: line("break", inline.range, depth)
    case .lineBreak: line("line break", inline.range, depth)
    case .html(let text): line("html \(text.debugDescription)", inline.range, depth)
    case .block(let inside): block(inside, depth: depth)
    }
  }
}

/// A folder with files, gone when the test is over.
final class SampleFolder {
  let path: String

  init(_ files: [String: String]) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "course-\(UUID().uuidString)")
    path = url.path(percentEncoded: false)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: url)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name,
      withDestinationPath: target
    )
  }

  /// The mistakes of the course as `file:line:column: message`, files from its folder.
  func mistakes(reading name: String? = nil) -> [String] {
    do throws(Diagnostics) {
      _ = try CourseReader.read(name.map { path + "/" + $0 } ?? path)
      return []
    } catch {
      return error.all.map {
        let file = $0.location.file.replacingOccurrences(of: path + "/", with: "")
        return "\(file):\($0.location.line):\($0.location.column): \($0.message)"
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
