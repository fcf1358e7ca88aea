import Foundation
import Testing

@Suite struct BuildTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  @Test func `a course becomes a folder of pages, and the page to open is printed`() throws {
    try shell.writeCourse()
    let built = try shell.run("gradus build c")
    #expect(built.status == 0)
    #expect(built.output == "Wrote 1 lesson, 1 claim. Open site/index.html\n")
    #expect(built.errors == "")
    #expect(shell.files("site").contains("one.html"))
    #expect(shell.text("site/one.html")?.contains("So ") == true)
    let again = try shell.run("gradus build c")
    #expect(again.output == "Nothing has changed. Open site/index.html\n")
  }

  @Test(arguments: [("html", "index.html"), ("markdown", "README.md"), ("latex", "course.tex")])
  func `each format has its first page`(format: String, page: String) throws {
    try shell.writeCourse()
    let built = try shell.run("gradus build c --format \(format) -d out/\(format)")
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.output.hasSuffix("Open out/\(format)/\(page)\n"))
    #expect(shell.text("out/\(format)/\(page)") != nil)
  }

  @Test(arguments: ["html", "markdown", "latex"])
  func `the same course gives the same bytes`(format: String) throws {
    try shell.writeCourse()
    try shell.run("gradus build c --format \(format) -d one")
    try shell.run("sleep 1; touch c/*; gradus build ./c/ --format \(format) -d two")
    #expect(try shell.run("diff -r one two").status == 0)
    #expect(shell.files("one").count > 1)
  }

  @Test func `without a name the folder lessons is built, else the current one`() throws {
    try shell.writeCourse()
    #expect(try shell.run("mv c lessons; gradus build").status == 0)
    #expect(try shell.run("cd lessons && gradus build").status == 0)
    #expect(shell.text("site/one.html") == shell.text("lessons/site/one.html"))
  }

  // MARK: What is wrong with the input

  @Test func `a false claim is told with its place, and nothing is written`() throws {
    try shell.writeCourse(claim: "4")
    let built = try shell.run("gradus build c")
    #expect(built.status == 1)
    #expect(built.output == "")
    #expect(built.firstError.hasPrefix("c/one.md:8:"))
    #expect(built.firstError.contains(" error: "))
    #expect(built.firstError.contains("-4"))
    #expect(!shell.files().contains { $0.hasPrefix("site") || $0.contains("gradus") })
  }

  @Test func `a mistake is told with its place, and the old pages stay`() throws {
    try shell.writeCourse()
    try shell.run("gradus build c")
    let before = shell.text("site/one.html")
    try shell.write(shell.lesson() + "\n$\\fraq{1}{2}$\n", to: "c/one.md")
    let built = try shell.run("gradus build c")
    #expect(built.status == 65)
    #expect(built.output == "")
    #expect(built.firstError.hasPrefix("c/one.md:13:2: error: "))
    #expect(shell.text("site/one.html") == before)
  }

  @Test(arguments: [
    ("gradus build nowhere", Int32(66)), ("gradus build c/one.md", 64), ("gradus build c d", 64),
    ("gradus build c --format pdf", 64), ("gradus build --nonsense", 64), ("gradus bild c", 64),
    ("gradus build c -d", 64), ("gradus build empty", 65), ("gradus build ''", 66),
  ])
  func `what cannot be built has its exit status`(script: String, status: Int32) throws {
    try shell.writeCourse()
    let built = try shell.run("mkdir empty; \(script)")
    #expect(built.status == status)
    #expect(built.output == "")
    #expect(!built.firstError.isEmpty)
    #expect(!shell.files().contains { $0.hasPrefix("site") })
  }

  // MARK: Destinations

  @Test(arguments: ["c", "c/", "./c/.", "link", ".", "$PWD", "/", "c/sub/.."])
  func `a destination that is or holds the course is refused`(destination: String) throws {
    try shell.writeCourse()
    try shell.write("x", to: "c/sub/note.txt")
    let before = shell.files()
    let built = try shell.run("ln -s c link; gradus build c -d \"\(destination)\"")
    #expect(built.status == 64)
    #expect(built.firstError.hasPrefix("gradus: expected "))
    #expect(shell.files().filter { $0 != "link" } == before)
  }

  @Test func `a destination inside the course is fine`() throws {
    try shell.writeCourse()
    #expect(try shell.run("gradus build c -d c/site && gradus build c -d c/site").status == 0)
    #expect(try shell.run("gradus test c").status == 0)
  }

  @Test func `files of others stay, and none is overwritten`() throws {
    try shell.writeCourse()
    try shell.write("example.org", to: "site/CNAME")
    #expect(try shell.run("gradus build c").status == 0)
    #expect(shell.text("site/CNAME") == "example.org")
    try shell.write("mine", to: "site/two.html")
    try shell.run("cp c/one.md c/two.md; echo '- [Two](two.md)' >> c/SUMMARY.md")
    let built = try shell.run("gradus build c")
    #expect(built.status == 73)
    #expect(built.firstError.contains("'site/two.html'"))
    #expect(shell.text("site/two.html") == "mine")
  }

  @Test(arguments: [
    "touch site", "ln -s nowhere site", "mkfifo site", "touch f && ln -s f site",
  ])
  func `what is no folder is no destination`(script: String) throws {
    try shell.writeCourse()
    let built = try shell.run("\(script) && gradus build c")
    #expect(built.status == 73)
    #expect(built.firstError.contains("'site'"))
  }

  @Test func `a page to open is named so that it can be copied`() throws {
    try shell.writeCourse()
    let built = try shell.run("gradus build c -d 'a b/ü/$(x)'")
    #expect(built.output.hasSuffix("Open a b/ü/$(x)/index.html\n"))
    #expect(built.status == 0)
  }

  // MARK: When the disk does not play along

  @Test func `a file that may not grow is told, and the old pages stay`() throws {
    try shell.writeCourse()
    try shell.run("gradus build c")
    let before = shell.files()
    try shell.write(shell.lesson() + String(repeating: "word ", count: 40_000), to: "c/one.md")
    let built = try shell.run("ulimit -f 100; gradus build c")
    #expect(built.status == 73)
    #expect(built.firstError.contains("File too large"))
    #expect(built.firstError.contains("'site/"))
    #expect(shell.files() == before)
    #expect(try shell.run("gradus build c").status == 0)
  }

  static let canMount = mounts()

  private static func mounts() -> Bool {
    guard let shell = try? Shell() else { return false }
    let tried = try? shell.run("mkdir m && unshare -m sh -c 'mount -t tmpfs -o size=300k none m'")
    return tried?.status == 0
  }

  @Test(.enabled(if: canMount)) func `a full disk is told, and the old pages stay`() throws {
    try shell.writeCourse()
    let script = """
      mount -t tmpfs -o size=300k none m && gradus build c -d m/site && cp m/site/one.html before \
      && dd if=/dev/zero of=m/filler bs=1k 2>/dev/null; sed -i 's/One/Two/' c/one.md
      gradus build c -d m/site; echo "status $?"; cmp before m/site/one.html && echo same; ls -a m
      """
    let built = try shell.run(
      "mkdir m && unshare -m sh -c '\(script.replacing("'", with: "'\\''"))'"
    )
    #expect(built.output.contains("status 73\nsame\n"))
    #expect(built.firstError.contains("No space left on device"))
    #expect(built.output.hasSuffix("same\n.\n..\nfiller\nsite\n"))
  }

  /// Begins a command that root's powers would spoil.
  static let asNobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""

  static let canBeNobody: Bool = {
    guard let shell = try? Shell(), let tried = try? shell.run(asNobody + "gradus --version") else {
      return false
    }
    return tried.status == 0
  }()

  @Test(.enabled(if: canBeNobody), arguments: ["chmod 555 .", "mkdir site && chmod 555 site"])
  func `a destination that may not be written is told`(script: String) throws {
    try shell.writeCourse()
    let built = try shell.run("chmod 777 . && \(script) && \(Self.asNobody) gradus build c")
    #expect(built.status == 73)
    #expect(built.firstError.hasSuffix("Permission denied"))
    try shell.run("chmod 755 . site")
  }

  @Test(.enabled(if: canBeNobody)) func `a course that may not be read is told`() throws {
    try shell.writeCourse()
    #expect(try shell.run("chmod 0 c; \(Self.asNobody) gradus build c -d /tmp/x").status == 66)
    try shell.run("chmod 755 c")
  }
}
