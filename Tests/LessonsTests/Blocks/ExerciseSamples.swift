import Drawing
import Exercises
import Notation

@testable import Lessons

/// A course of one lesson, built.
func built(
  _ lesson: String,
  settings: String? = nil,
  variant: UInt64? = nil
) throws -> BuiltCourse {
  var files = ["a.md": lesson]
  if let settings { files["course.yml"] = settings }
  let folder = try SampleFolder(files)
  return try CourseBuilder.build(folder.path, variant: variant)
}

/// The mistakes of a lesson, each as `line:column: message`.
func mistakes(in lesson: String, settings: String? = nil) -> [String] {
  do {
    _ = try built(lesson, settings: settings)
    return []
  } catch let error as Diagnostics {
    return error.all.map { "\($0.location.line):\($0.location.column): \($0.message)" }
  } catch {
    return ["\(error)"]
  }
}

extension BuiltCourse {
  /// All exercises of the pages, those in lists and quotes too.
  var exerciseBlocks: [ExerciseBlock] {
    all(course.lessons[0].blocks).compactMap {
      if case .exercise(let one) = $0 { one } else { nil }
    }
  }

  var questionBlocks: [QuestionBlock] {
    all(course.lessons[0].blocks).compactMap {
      if case .question(let one) = $0 { one } else { nil }
    }
  }

  private func all(_ blocks: [Block]) -> [Block] {
    blocks.flatMap { block -> [Block] in
      switch block {
      case .quote(let inside): all(inside)
      case .list(_, _, let items): items.flatMap { all($0) }
      default: [block]
      }
    }
  }
}

/// The words of blocks, a block a line.
func words(_ blocks: [Block]) -> [String] {
  blocks.map { block in
    switch block {
    case .paragraph(let inlines): inlines.spoken
    case .math(let math): "math: " + math.source
    case .list(_, _, let items):
      items.map { words($0).joined(separator: "; ") }.joined(separator: " | ")
    case .quote(let inside): "> " + words(inside).joined(separator: " | ")
    case .figure(let figure): "figure \(figure.id)"
    case .code(let language, let text): "code \(language): \(text)"
    case .table(let table):
      "table: "
        + table.rows.map { $0.map(\.spoken).joined(separator: ", ") }.joined(separator: " | ")
    default: "other"
    }
  }
}

let classicExercise = """
  ```exercise {#exr-chain caption="The classic" view="code,diagram" slips="-precedence"}
  x = -2; y = 5; z = -4
  q = x + y  # the sum
  f = q * z
  backward f
  expect q = 3  # a secret
  hint Draw the *graph* first.
  ask q
    hint Which gate comes first?
  ask grad x "$\\bar x$" to 3 digits for 2 points
    hint: What does the product hand to $q$?
    hint It is {{ grad q }},
      because $z$ is -4.
  ask grad z; ask f
  solution
  The sum is $q =$ {{ q }}.

  $$
  f = q z
  $$

  - `one`
  - two
  ```

  """
