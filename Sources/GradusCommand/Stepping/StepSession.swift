internal import Foundation
internal import Publishing
internal import Writers

/// A person stepping: with single keys on a terminal, else with a command a line.
struct StepSession {
  private var walk: StepWalk
  private var keys = KeyReader(STDIN_FILENO)
  private var message: String?
  /// What is being typed at the bottom of the screen: a step's number, or `n` and a node's name.
  private var typed: String?
  /// The first bytes of a letter that has several.
  private var bytesOfLetter: [UInt8] = []

  init(_ walk: StepWalk) { self.walk = walk }

  /// Steps until the person leaves or the input ends.
  mutating func run() throws {
    Interruption.listen()
    if let terminal = Terminal() {
      defer { terminal.leave() }
      runKeys(terminal)
    } else {
      try runLines()
    }
  }

  // MARK: Lines

  private mutating func runLines() throws {
    let view = StepView(palette: TerminalPalette(isColoured: Console.isColoured), width: nil)
    try Console.print(StepCommand.summary + "\n\n")
    try Console.print(text(view))
    while let line = keys.line() {
      let command = StepCommand(line: line)
      if command == .quit { return }
      if let message = walk.perform(command) {
        try Console.print(message + "\n\n")
      } else {
        try Console.print(text(view))
      }
    }
  }

  private func text(_ view: StepView) -> String {
    ([view.header(walk)] + view.current(walk)).joined(separator: "\n") + "\n\n"
  }

  // MARK: Keys

  private mutating func runKeys(_ terminal: Terminal) {
    var size = terminal.size
    guard terminal.show(screen(size)) else { return }
    while true {
      let key = keys.key()
      if key == .gone || key == .interrupt { return }
      if key == .idle, terminal.size == size { continue }
      if key == .suspend {
        terminal.suspend()
      } else if key != .idle {
        message = nil
        guard take(key) else { return }
      }
      size = terminal.size
      guard terminal.show(screen(size)) else { return }
    }
  }

  /// Does what a key says; false if the person leaves.
  private mutating func take(_ key: KeyReader.Key) -> Bool {
    if typed != nil { return type(key) }
    switch key {
    case .enter, .right, .down, .character(UInt8(ascii: " ")), .character(UInt8(ascii: "s")):
      perform(.forward)
    case .left, .up, .erase, .character(UInt8(ascii: "b")): perform(.back)
    case .home: perform(.first)
    case .end: perform(.last)
    case .character(UInt8(ascii: "f")): perform(.nextFigure)
    case .character(UInt8(ascii: "p")): perform(.previousFigure)
    case .character(UInt8(ascii: "q")), .character(UInt8(ascii: "Q")): return false
    case .character(UInt8(ascii: "?")), .character(UInt8(ascii: "h")): perform(.help)
    case .character(UInt8(ascii: "n")): typed = "n "
    case .character(let byte) where (48..<58).contains(byte):
      typed = String(UnicodeScalar(byte))
    default: break
    }
    return true
  }

  /// Takes a key into the line at the bottom.
  private mutating func type(_ key: KeyReader.Key) -> Bool {
    guard let line = typed else { return true }
    switch key {
    case .enter:
      typed = nil
      let command = StepCommand(line: line)
      if command == .quit { return false }
      perform(command)
    case .escape: typed = nil
    case .erase: typed = line.count > 1 ? String(line.dropLast()) : nil
    case .character(let byte) where byte >= 32 && line.utf8.count < 200:
      // The bytes of one letter come one by one.
      bytesOfLetter.append(byte)
      if let letter = String(validating: bytesOfLetter, as: UTF8.self) {
        typed = line + letter
        bytesOfLetter = []
      } else if bytesOfLetter.count >= 4 {
        bytesOfLetter = []
      }
    default: break
    }
    return true
  }

  private mutating func perform(_ command: StepCommand) { message = walk.perform(command) }

  private func screen(_ size: (columns: Int, rows: Int)) -> [String] {
    let view = StepView(
      palette: TerminalPalette(isColoured: Console.isColoured),
      width: size.columns - 1
    )
    let words = Array(view.current(walk).dropFirst(walk.place == 0 ? 0 : 1).prefix(3))
    var foot: [String]
    if let typed {
      foot = [view.palette.strong(view.cut("go to: \(typed)_"))]
    } else if let message {
      foot = message.split(separator: "\n").map { view.cut(String($0)) }
    } else {
      foot = [
        view.palette.faint(view.cut("→ forward  ← back  number  n x  f figure  ? help  q leave"))
      ]
    }
    foot = Array(foot.prefix(max(1, size.rows - 4)))
    let room = size.rows - 4 - words.count - foot.count
    return [view.header(walk), ""] + view.done(walk, room) + (walk.place == 0 ? [] : [""]) + words
      + [""] + foot
  }
}
