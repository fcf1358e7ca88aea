import ExerciseSamples
import Lessons
import TestSupport
import Testing

@testable import Site

@Suite struct ExercisePageTests {
  private let course = SampleExercises.course

  private func page(_ course: Course) -> String { SiteTests.page("neuron.html", of: course) }

  @Test(arguments: CourseMode.allCases)
  func `pages of each mode are as they were looked at`(_ mode: CourseMode) throws {
    try expectSnapshot(skeleton(page(course.prepared(for: mode))), named: "\(mode.rawValue).html")
  }

  @Test func `the key is as it was looked at`() throws {
    try expectSnapshot(skeleton(page(course.answerKey)), named: "key.html")
  }

  @Test func `every field has a name, and every label a field`() {
    let page = page(course)
    let ids = Set(attributes("id", in: page))
    let labelled = attributes("for", in: page)
    #expect(labelled.count > 5)
    #expect(labelled.allSatisfy(ids.contains))
    #expect(attributes("aria-describedby", in: page).allSatisfy(ids.contains))
    #expect(attributes("aria-labelledby", in: page).allSatisfy(ids.contains))
    #expect(ids.count == attributes("id", in: page).count)
    for field in page.components(of: "<input ") + page.components(of: "<textarea ") {
      #expect(
        field.contains("aria-label=") || field.contains("type=\"radio\"")
          || field.contains("type=\"checkbox\"")
      )
    }
  }

  @Test func `practice folds everything away that helps`() {
    let page = page(course)
    #expect(count("<details class=\"hint\">", in: page) == 4)
    #expect(count("<details class=\"solution\">", in: page) == 2)
    #expect(count("<details class=\"justification\"", in: page) == 6)
    #expect(
      !page.contains("<details open") && !page.contains(" open>") && !page.contains("checked")
    )
  }

  @Test(arguments: [CourseMode.worksheet, .exam])
  func `worksheets and exams hold nothing that helps, and an exam says so itself`(
    _ mode: CourseMode
  ) throws {
    let files = SiteWriter.pages(for: course.prepared(for: mode))
    for file in files where file.path.hasSuffix(".html") {
      let page = String(decoding: file.bytes, as: UTF8.self)
      for word in [
        "<details", "data-verdict", "exercise-data", "Hint", "olution", "0.7311", "checked",
      ] {
        #expect(!page.contains(word), "\(word)")
      }
    }
    let search = LeakSearch(
      course,
      furniture: SiteWriter.pages(for: Course.blankExam.prepared(for: mode))
    )
    #expect(search.leaks(in: files) == [])
    #expect(!search.leaks(in: SiteWriter.pages(for: course)).isEmpty)
    #expect(!search.leaks(in: SiteWriter.pages(for: course.answerKey)).isEmpty)
  }

  @Test func `a worksheet has blanks for fields`() {
    let page = page(course.prepared(for: .worksheet))
    #expect(!page.contains("<input") && !page.contains("<textarea"))
    // Name, day and points; z and y.
    #expect(count("class=\"blank\"", in: page) == 5)
    #expect(count("class=\"cell\"", in: page) == 2 + 6)
    #expect(count("class=\"ruled\"", in: page) == 4 + 5)
  }

  @Test func `the key has every right value and every reason`() {
    let page = page(course.answerKey)
    for text in [
      "0.731059", "0.196612", "0.393224", "0.25", "1.5", "0.0625", "Right: b", "Right: a, b",
      "A threshold above one and a half", "It grows without bound", "Each sigmoid multiplies",
      "The weighted sum is one",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  private func attributes(_ name: String, in page: String) -> [String] {
    page.components(of: " \(name)=\"").map { String($0.prefix { $0 != "\"" }) }
  }
}

extension String {
  /// What follows each occurrence of a mark, up to the next `>`.
  fileprivate func components(of mark: String) -> [String] {
    ranges(of: mark).map { String(self[$0.upperBound...].prefix { $0 != ">" }) }
  }
}
