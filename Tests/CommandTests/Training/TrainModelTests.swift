import Foundation
import Testing

/// What `gradus train` leaves behind: models, and what an interruption does to them.
@Suite(.serialized) struct TrainModelTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write(TrainTests.moons, to: "moons.train")
  }

  @Test func `training ended by --epochs goes on to the same bytes`() throws {
    let command = "gradus train moons.train -q --format json --save"
    let whole = try shell.run("\(command) whole.json")
    try shell.run("\(command) part.json --epochs 7")
    let on = try shell.run("\(command) again.json --resume part.json")
    #expect(on.status == 0 && on.errors.isEmpty, "\(on.errors)")
    #expect(on.output == whole.output)
    #expect(shell.text("again.json") == shell.text("whole.json"))
    // A training that is over is reported on again.
    let over = try shell.run("gradus train moons.train -q --format json --resume whole.json")
    #expect(over.output == whole.output)
    #expect(over.firstError.hasSuffix("has all 20 epochs behind it: nothing is left to train"))
    let fewer = try shell.run("gradus train moons.train -q --resume whole.json --epochs 3")
    #expect(fewer.status == 65)
    #expect(fewer.firstError.hasPrefix("moons.train:5:1: error: going on expects at least the 20"))
  }

  @Test func `a model without a state is begun with, and this is told in a line`() throws {
    try shell.run("gradus train moons.train --save m.json -q")
    let text = try #require(shell.text("m.json"))
    let end = try #require(text.range(of: ",\n  \"training\""))
    try shell.write(text[..<end.lowerBound] + "\n}\n", to: "old.json")
    let old = try shell.run("gradus train moons.train --resume old.json -q --format json")
    let fresh = try shell.run("gradus train moons.train --resume m.json --fresh -q --format json")
    #expect(old.status == 0 && fresh.status == 0 && old.output == fresh.output)
    #expect(
      old.errors
        == "gradus: 'old.json' has no state of a training: optimiser and epochs begin anew\n"
    )
    #expect(fresh.errors.isEmpty)
    #expect(try shell.run("gradus train moons.train --fresh").status == 64)
  }

  @Test func `an optimiser that does not fit the state is told, with what to do`() throws {
    try shell.run("gradus train moons.train --save m.json -q")
    try shell.write(
      TrainTests.moons.replacing("sgd(rate=0.3, momentum=0.9)", with: "adam"),
      to: "a.train"
    )
    let refused = try shell.run("gradus train a.train --resume m.json -q")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("a.train:4:1: error: going on expects the optimiser sgd("))
    #expect(refused.errors.contains("help: write optimiser sgd(rate=0.3, momentum=0.9), or begin"))
    let text = try #require(shell.text("m.json"))
    try shell.write(text.replacing("\"epoch\": 4", with: "\"epoch\": 5"), to: "m.json")
    let lying = try shell.run("gradus train moons.train --resume m.json -q")
    #expect(lying.status == 65)
    #expect(lying.errors.contains("error: epochs expects epoch 4 here, found 5"))
  }

  @Test func `a net is kept, and another training begins with it`() throws {
    let first = try shell.run("gradus train moons.train --save m.json -q")
    #expect(first.status == 0 && first.output.hasSuffix("Wrote m.json\n"))
    #expect(shell.files() == ["m.json", "moons.train"])
    let on = try shell.run(
      "gradus train moons.train --resume m.json --fresh --epochs 1 -q --format json"
    )
    #expect(on.status == 0, "\(on.errors)")
    let last = try #require(
      first.output.split(separator: "\n").last { $0.hasSuffix("best") }?.split(separator: " ")
    )
    // The validation loss that the first run ended with is the one that the second begins with.
    let figures = try #require(Double(last[4]))
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(on.output.utf8)) as? [String: Any]
    )
    let begin = try #require(
      (told["epochs"] as? [[String: Any]])?.first?["validation"] as? [String: Any]
    )
    let loss = try #require(begin["loss"] as? Double)
    #expect((loss - figures).magnitude < 1e-3 * figures)
  }

  @Test func `a page of the run is written, whole or not at all`() throws {
    let trained = try shell.run("gradus train moons.train --page run -q --epochs 3")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(trained.errors.contains("wrote run/index.html"))
    #expect(shell.text("run/index.html")?.contains("<svg") == true)
    let before = shell.files()
    #expect(try shell.run("gradus train moons.train --page run -q --rate 1e30").status >= 0)
    #expect(shell.files() == before)
    #expect(try shell.run("gradus train moons.train --page . -q").status == 64)
    #expect(try shell.run("gradus train moons.train --page moons.train -q").status == 73)
  }

  @Test func `checkpoints are whole, and stay when the program is killed`() throws {
    let (process, name) = try shell.process(
      "exec gradus train moons.train --epochs 1000000 --save m.json --every 7 -q"
    )
    try Shell.start(process)
    let start = Date()
    while shell.text("m.json") == nil, Date().timeIntervalSince(start) < 20 { usleep(10_000) }
    kill(process.processIdentifier, SIGKILL)
    _ = try shell.outcome(process, name)
    #expect(
      try shell.run("gradus train moons.train --resume m.json --fresh --epochs 1 -q").status == 0
    )
    // What the killed one was writing goes with the next that has its number; nothing else is left.
    #expect(shell.files().filter { !$0.hasPrefix(".") } == ["m.json", "moons.train"])
  }

  @Test func `parameters of another net are refused`() throws {
    try shell.run("gradus train moons.train --save m.json -q --epochs 1")
    try shell.write(TrainTests.moons.replacing("dense(8", with: "dense(9"), to: "other.train")
    let refused = try shell.run("gradus train other.train --resume m.json -q")
    #expect(refused.status == 65)
    #expect(refused.firstError.contains("W1 [2, 9]"))
    #expect(refused.firstError.contains("found W1 [2, 8]"))
  }

  @Test func `an old model stays whole when a run fails`() throws {
    try shell.write("old", to: "m.json")
    try shell.run("gradus train moons.train --save m.json --rate 1e30 -q")
    let failed = try shell.run("gradus train no.train --save m.json -q")
    #expect(failed.status == 66)
    #expect(try shell.run("gradus train moons.train --save m.json --trace 999 -q").status == 64)
    #expect(shell.text("m.json") == "old")
    #expect(shell.files() == ["m.json", "moons.train"])
  }

  @Test(.enabled(if: Shell.hasFullDevice)) func `a full disk is told`() throws {
    #expect(try shell.run("gradus train moons.train -q > /dev/full").status == 73)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func `a signal ends it, and the best net is kept`(
    signal: Int32
  ) throws {
    guard !Shell.ignores(signal) else { return }
    let (process, name) = try shell.process(
      "exec gradus train moons.train --epochs 1000000 --save m.json"
    )
    try Shell.start(process)
    Thread.sleep(forTimeInterval: 1.5)
    kill(process.processIdentifier, signal)
    let outcome = try shell.outcome(process, name)
    #expect(outcome.status == 130)
    #expect(outcome.output.contains("\ninterrupted after epoch "))
    #expect(outcome.output.hasSuffix("Wrote m.json\n"))
    #expect(shell.files() == ["m.json", "moons.train"])
    #expect(
      try shell.run("gradus train moons.train --resume m.json --fresh --epochs 1 -q").status == 0
    )
  }

  @Test func `at a terminal there is a bar with the time left`() throws {
    let terminal = try PseudoTerminal(
      shell,
      "gradus train moons.train --epochs 1000000 2>&1"
    )
    terminal.expect("epoch ")
    terminal.expect(" of 1000000, loss ")
    terminal.expect(" left")
    terminal.expect("\r[")
    terminal.signal(SIGINT)
    terminal.expect("interrupted after epoch ")
    #expect(terminal.status() == 130)
  }
}
