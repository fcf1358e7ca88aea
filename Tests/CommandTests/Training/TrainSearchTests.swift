import Foundation
import Testing

/// Folds and searches from the command line, and the plans in `examples/training`.
@Suite struct TrainSearchTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  @Test func `folds are shown as a table with mean and spread`() throws {
    let plan = TrainTests.moons.replacing("validation = 25%, ", with: "") + "\nfolds 3\n"
    try shell.write(plan, to: "a.train")
    let trained = try shell.run("gradus train a.train")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.output.contains(" fold  trained on  judged by  best epoch"))
    #expect(trained.output.contains("\n mean "))
    #expect(trained.output.contains("\n± std "))
    #expect(trained.errors.hasPrefix("fold 1 of 3\nfold 2 of 3\nfold 3 of 3\nepoch 1 of 20: "))
  }

  @Test func `trials of a search are shown, the best one marked`() throws {
    let plan = TrainTests.moons + "\nsearch rate = [1e-3, 1], trials = 4, refine = 1, epochs = 2\n"
    try shell.write(plan, to: "a.train")
    let trained = try shell.run("gradus train a.train")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.output.contains("search, round 1\ntrial "))
    #expect(trained.output.contains("search, round 2\ntrial "))
    #expect(trained.errors.hasPrefix("trial 1 of 4 ("))
    #expect(trained.errors.contains("\nround 2, trial 4 of 4 ("))
    let json = try shell.run("gradus train a.train -q --format json")
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    )
    let trials = try #require(told["search"] as? [[String: Any]])
    #expect(trials.count == 8)
    #expect(trials.filter { $0["best"] as? Bool == true }.count == 1)
    let losses = trials.compactMap { ($0["validation"] as? [String: Any])?["loss"] as? Double }
    let best = trials.first { $0["best"] as? Bool == true }?["validation"] as? [String: Any]
    #expect(best?["loss"] as? Double == losses.min())
  }

  @Test(arguments: ["digits", "moons", "search", "folds"])
  func `the plans among the examples can be trained, and their claims hold`(name: String) throws {
    let path = Shell.package.appending(path: "examples/training/\(name).train").path
    let trained = try shell.run("gradus train '\(path)' -q")
    #expect(trained.status == 0, "\(trained.errors)")
  }
}
