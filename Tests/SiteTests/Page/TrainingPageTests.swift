import FastKernels
import Foundation
import Learning
import Training
import Testing

@testable import Site

@Suite struct TrainingPageTests {
  private func run(_ change: (inout TrainingPlan) -> Void = { _ in }) throws -> PlanRun.Result {
    let moons = DataGenerator.moons(noise: 0.1)
    var plan = TrainingPlan(
      data: .generated(moons, rows: 60, seed: 1),
      layers: [.dense(units: 4, activation: .init("tanh")), .dense(units: 0, activation: nil)]
    )
    plan.epochs = 4
    plan.split.validation = .share(0.25)
    change(&plan)
    var run = PlanRun(
      plan,
      LoadedSamples(moons.make(rows: 60, seed: 1), ownCount: 60),
      level: .base,
      threads: 1
    )
    run.keepsSnapshots = true
    return try run.run()
  }

  private func page(_ run: PlanRun.Result, title: String = "Run", text: String = "net") throws
    -> String
  {
    let files = try TrainingPage.files(run, title: title, text: text, level: .base, threads: 1)
    #expect(files.first?.path == "index.html")
    #expect(Set(files.map(\.path)).count == files.count)
    return String(decoding: files[0].bytes, as: UTF8.self)
  }

  @Test func `a section for each view, and the plan at the end`() throws {
    let page = try page(run())
    for id in ["result", "curves", "boundary", "confusion", "hidden", "plan"] {
      #expect(page.contains("<h2 id=\"\(id)\""), "\(id)")
      #expect(page.contains("href=\"#\(id)\""), "\(id)")
    }
    #expect(!page.contains("id=\"folds\""))
  }

  @Test func `folds and searches have their tables`() throws {
    let folded = try page(
      run {
        $0.folds = 3; $0.split.validation = .share(0)
      }
    )
    #expect(folded.contains("id=\"folds\"") && folded.contains("± std"))
    let searched = try page(
      run { plan in
        guard let range = SearchRange("rate", from: 0.01, to: 1, .logarithmic) else { return }
        plan.search = SearchSettings(ranges: [range], method: .random(trials: 3), epochs: 1)
      }
    )
    #expect(searched.contains("id=\"search\""))
  }

  @Test func `title and plan are escaped`() throws {
    let page = try page(run(), title: "<b>&", text: "# </code><script>x</script>")
    #expect(!page.contains("<script>x") && !page.contains("<b>&"))
    #expect(page.contains("&lt;script&gt;"))
  }
}
