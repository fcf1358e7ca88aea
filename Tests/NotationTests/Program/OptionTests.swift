import Autodiff
import Notation
import Testing

/// Options as they are written on a command line or in a page.
@Suite struct `Options from outside` {
  private func settings(_ texts: [String]) throws(OptionMistake) -> [String: Tensor] {
    var options = Program.Options()
    for text in texts { try options.set(text, called: "--set") }
    return Dictionary(options.settings.map { ($0.name, $0.value) }) { $1 }
  }

  @Test func `a setting is a name and a value without names`() throws {
    let settings = try settings(["x=-2", " W = [[1, 2], [3, 4]] ", "η=1/4"])
    #expect(settings["x"]?.scalar == -2)
    #expect(settings["W"]?.elements == [1, 2, 3, 4])
    #expect(settings["η"]?.scalar == 0.25)
  }

  @Test(arguments: [
    ("x", "--set expects name=value, found 'x'"),
    ("", "--set expects name=value, found ''"),
    ("\u{202E}", "--set expects name=value, found '\\u{202E}'"),
  ])
  func `a setting without an equals sign is refused`(row: (text: String, message: String)) {
    #expect(throws: OptionMistake.noName(row.text)) { try settings([row.text]) }
    #expect(OptionMistake.noName(row.text).message("--set") == row.message)
  }

  @Test func `a value that is none is told with its place`() {
    do throws(OptionMistake) {
      _ = try settings(["x=1 + q"])
      Issue.record("a name in a value is refused")
    } catch {
      #expect(error.message("--set").hasPrefix("--set x:1:5: error: unknown name 'q'\n"))
    }
  }

  @Test func `functions are opened by name, all of them, and tensors`() throws {
    var options = Program.Options()
    try options.open("sigmoid, softmax")
    #expect(options.opening.names == ["sigmoid", "softmax"])
    #expect(!options.opening.all)
    try options.open("all,scalars")
    #expect(options.opening.all)
    #expect(options.opening.scalars)
  }

  @Test func `what has no open form is refused with the likely name`() {
    var options = Program.Options()
    #expect(throws: OptionMistake.noOpening("sigmoyd")) { try options.open("softmax,sigmoyd") }
    let mistake = OptionMistake.noOpening("sigmoyd")
    #expect(
      mistake.message("--expand")
        == "--expand expects functions that have an open form, found 'sigmoyd'; did you mean 'sigmoid'?"
    )
    #expect(mistake.help?.hasPrefix("these can be drawn open: ") == true)
  }

  @Test func `a setting that the program does not use is told`() throws {
    var options = Program.Options()
    try options.set("w1=2", called: "--set")
    let source = SourceText(file: "p", text: "w = 1; y = w * w")
    let program = try Program.read(source, options: options)
    #expect(program.unusableSetting == .noInput("w1", nearest: "w"))
    #expect(
      program.unusableSetting?.message("set")
        == "set expects the name of an input, found 'w1', which the program does not have; did you "
        + "mean 'w'?"
    )
  }
}
