import ExerciseSamples
import Foundation
import Lessons
import Testing

@testable import Site

@Suite struct EnginePageTests {
  private let course = SampleExercises.course
  private let module: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 7]

  private func page(_ course: Course, engine: [UInt8]?) -> String {
    SiteWriter.pages(for: course, engine: engine).first { $0.path == "neuron.html" }
      .map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test func `a site has the engine once as it is and once as a script`() throws {
    let files = SiteWriter.pages(for: course, engine: module)
    #expect(
      files.suffix(3).map(\.path) == [
        "gradus/engine.js", "gradus/gradus-check.wasm", "gradus/gradus-check.wasm.js",
      ]
    )
    #expect(files.first { $0.path.hasSuffix(".wasm") }?.bytes == module)
    let script = String(decoding: try #require(files.last).bytes, as: UTF8.self)
    let code = Data(module).base64EncodedString()
    #expect(script == "\"use strict\";\nglobalThis.gradusCode = \"\(code)\";\n")
    #expect(
      SiteWriter.pages(for: course).allSatisfy {
        !$0.path.contains("engine") && !$0.path.contains("wasm")
      }
    )
  }

  @Test(arguments: 0..<7) func `base64 is that of others`(_ count: Int) {
    let bytes = [UInt8]([255, 0, 62, 63, 128, 7].prefix(count))
    #expect(EngineAssets.base64(bytes) == Array(Data(bytes).base64EncodedString().utf8))
  }

  @Test func `the loader is a script and no module`() {
    let loader = EngineAssets.loader
    for word in ["export ", "import.meta", "import("] { #expect(!loader.contains(word)) }
    #expect(loader.contains("globalThis.Gradus = class Gradus"))
  }

  @Test func `only pages that check may run the engine`() {
    var course = course
    course.lessons.append(Lesson(path: "plain.md", frontMatter: FrontMatter(), blocks: [.rule]))
    let files = SiteWriter.pages(for: course, engine: module)
    for file in files where file.path.hasSuffix(".html") {
      let page = String(decoding: file.bytes, as: UTF8.self)
      let checks = file.path == "neuron.html"
      #expect(page.contains("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';") == checks)
      #expect(page.contains("exercise-data") == checks)
      #expect(!page.contains("unsafe-inline") && !page.contains("'unsafe-eval'"))
    }
    #expect(!self.page(course, engine: nil).contains("wasm"))
    #expect(!self.page(course, engine: nil).contains("exercise-data"))
  }

  @Test func `the page holds the program as data`() throws {
    var hostile = SampleExercises.neuron
    hostile.program = "y = 1 # </script><script>alert(1)</script>\nask y"
    hostile.slipsLeftOut = ["precedence"]
    var course = course
    course.lessons[0].blocks = [.exercise(hostile)]
    let page = page(course, engine: module)
    #expect(page.contains("\"slipsOff\":[\"precedence\"]"))
    #expect(page.contains("y = 1 # \\u003c/script\\u003e"))
    #expect(count("<script type=\"application/json\"", in: page) == 1)
  }

  @Test(arguments: [CourseMode.worksheet, .exam])
  func `what must not tell has neither engine nor program`(_ mode: CourseMode) {
    let files = SiteWriter.pages(for: course.prepared(for: mode), engine: module)
    #expect(files.map(\.path) == SiteWriter.pages(for: course).map(\.path))
    #expect(!page(course.prepared(for: mode), engine: module).contains("wasm"))
  }
}
