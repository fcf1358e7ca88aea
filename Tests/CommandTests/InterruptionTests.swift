import Foundation
import Testing

/// Signals in the middle of a build, and several builds at once.
@Suite(.serialized) struct InterruptionTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  /// The titles that the pages of the site have.
  private func titles() -> Set<String> {
    var titles: Set<String> = []
    for name in shell.files("site") where name.hasSuffix(".html") && name != "index.html" {
      let text = shell.text("site/\(name)") ?? ""
      titles.insert(text.contains(">New<") ? "New" : text.contains(">Old<") ? "Old" : "none")
    }
    return titles
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal leaves the old pages or the new ones, and nothing else`(signal: Int32) throws {
    let status = 128 + signal
    try shell.writeLargeCourse(lessons: 40, title: "Old")
    #expect(try shell.run("gradus build c").status == 0)
    let pages = shell.files("site").count
    var interrupted = 0
    for step in 0..<8 {
      try shell.writeLargeCourse(lessons: 40, title: step % 2 == 0 ? "New" : "Old")
      let delay = Double(step + 1) * 0.1
      let (process, name) = try shell.process("exec gradus build c")
      try Shell.start(process)
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, signal)
      let built = try shell.outcome(process, name)
      #expect(built.status == status || built.status == 0, "after \(delay) s")
      if built.status == status { interrupted += 1 }
      #expect(titles().count == 1, "after \(delay) s")
      #expect(shell.files("site").count == pages)
      #expect(!shell.files().contains { $0.hasPrefix(".") }, "after \(delay) s")
    }
    // Where whoever runs the tests ignores the signal, so does the build.
    #expect(interrupted > 0 || Shell.ignores(signal))
  }

  @Test func `a build that is killed leaves the old pages, and the next one tidies up`() throws {
    try shell.writeLargeCourse(lessons: 40, title: "Old")
    try shell.run("gradus build c; echo mine > site/CNAME")
    for step in 0..<8 {
      try shell.writeLargeCourse(lessons: 40, title: step % 2 == 0 ? "New" : "Old")
      try shell.run("gradus build c & sleep \(Double(step + 1) * 0.1); kill -KILL $!; wait $!")
      #expect(titles().count == 1)
      #expect(shell.text("site/CNAME") == "mine\n")
    }
    #expect(try shell.run("gradus build c").status == 0)
    #expect(!shell.files().contains { $0.hasPrefix(".") })
    #expect(shell.text("site/CNAME") == "mine\n")
  }

  @Test func `a signal that is ignored stays ignored`() throws {
    try shell.writeCourse()
    let built = try shell.run("trap '' HUP; gradus build c & sleep 0.1; kill -HUP $!; wait $!")
    #expect(built.status == 0)
  }

  @Test func `two builds at once end with one of them whole`() throws {
    try shell.writeLargeCourse(lessons: 30, title: "Old")
    try shell.run("cp -r c d; sed -i.bak s/Old/New/ d/*.md; rm d/*.bak")
    let built = try shell.run(
      "printf 'c\\nd\\nc\\nd\\nc\\nd\\n' | xargs -P 6 -n 1 gradus build; gradus test c"
    )
    #expect(built.status == 0)
    #expect(titles().count == 1)
    #expect(!shell.files().contains { $0.hasPrefix(".") })
  }
}
