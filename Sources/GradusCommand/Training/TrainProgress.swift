internal import Autodiff
internal import Foundation
internal import Training

/// How a training goes, on standard error: a bar with loss, metric and time left at a terminal, else a line for
/// an epoch.
final class TrainProgress {
  private let isShown: Bool
  private let isTerminal: Bool
  /// How many columns the terminal has.
  private let width: Int
  /// What stands on the terminal's line now.
  private var shown = ""
  private var lastDrawn = Date.distantPast
  /// The training that runs: how many epochs and steps, and since when.
  private var epochs = 0
  private var begin = Date()
  /// What stands before the figures: the trial or the fold.
  private var head = ""
  private var validation: PartFigures?

  /// Prepares the bar.
  init(isShown: Bool) {
    self.isShown = isShown
    isTerminal =
      isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    var size = winsize()
    let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isKnown ? Int(size.ws_col) : 80
  }

  /// Takes note of what happens.
  func show(_ event: PlanRun.Event) {
    guard isShown else { return }
    switch event {
    case .trial(let number, let count, let round, let values):
      let numbers = values.map { NumberFormat.short(3).text($0) }.joined(separator: ", ")
      head = (round > 1 ? "round \(round), " : "") + "trial \(number) of \(count) (\(numbers))"
      note(head)
    case .fold(let number, let count):
      head = "fold \(number) of \(count)"
      note(head)
    case .training(let plan, _):
      head = ""
      epochs = plan.epochs
      begin = Date()
      validation = nil
    case .progress(let event, let isLast): progress(event, isLast)
    case .checkpoint: break
    }
  }

  private func progress(_ event: TrainingSession.Event, _ isLast: Bool) {
    switch event {
    case .steps(let epoch, let done, let of, let figures):
      guard isTerminal, Date().timeIntervalSince(lastDrawn) > 0.1 else { return }
      lastDrawn = Date()
      let share = (Double(epoch - 1) + Double(done) / Double(max(1, of))) / Double(max(1, epochs))
      draw(isLast ? bar(share, epoch, figures) : head + words(figures))
    case .epoch(let record):
      validation = record.validation
      guard record.epoch > 0 else { return }
      if isTerminal {
        let isLastEpoch = record.epoch == epochs
        guard isLastEpoch || Date().timeIntervalSince(lastDrawn) > 0.1 else { return }
        lastDrawn = Date()
        let share = Double(record.epoch) / Double(max(1, epochs))
        draw(
          isLast ? bar(share, record.epoch, record.training) : head + words(record.training)
        )
      } else if isLast, Self.isTold(record.epoch, of: epochs) {
        Console.complain(Self.line(record, of: epochs) + "\n")
      }
    }
  }

  /// Of many epochs not every one is told.
  static func isTold(_ epoch: Int, of count: Int) -> Bool {
    let every = max(1, (count + 24) / 25)
    return epoch == 1 || epoch == count || epoch % every == 0
  }

  /// A line such as `epoch 3 of 20: loss 0.2134, accuracy 93.1%; validation: loss 0.25, accuracy 92%`.
  static func line(_ record: EpochRecord, of count: Int) -> String {
    var text = "epoch \(record.epoch) of \(count): " + figures(record.training)
    if let validation = record.validation { text += "; validation: " + figures(validation) }
    return text
  }

  private static func figures(_ figures: PartFigures) -> String {
    "loss " + NumberFormat.short(4).text(figures.loss)
      + (figures.metric.map { ", right " + NumberFormat.percent(1).text($0) } ?? "")
  }

  private func words(_ figures: PartFigures) -> String {
    ", " + Self.figures(figures)
  }

  /// The words, and before them a bar as wide as they leave room for.
  private func bar(_ share: Double, _ epoch: Int, _ figures: PartFigures) -> String {
    let total = "\(epochs)"
    let number = "\(epoch)"
    let blank = String(repeating: " ", count: max(0, total.count - number.count))
    var words = "epoch \(blank)\(number) of \(total)" + self.words(figures)
    let left = timeLeft(share).map { ", \($0) left" } ?? ""
    if let validation, width >= 120 { words += "; validation " + Self.figures(validation) }
    words += left
    // One column stays free, so that the cursor does not wrap.
    let room = min(30, width - 1 - words.count - 3)
    guard room >= 5 else { return words }
    let filled = max(0, min(room, Int(share * Double(room))))
    return "[" + String(repeating: "=", count: filled) + (filled < room ? ">" : "")
      + String(repeating: " ", count: max(0, room - filled - 1)) + "] " + words
  }

  /// How long it will take, going by the time that it took so far.
  private func timeLeft(_ share: Double) -> String? {
    let passed = Date().timeIntervalSince(begin)
    guard share > 0.01, passed > 0.5 else { return nil }
    return Self.duration(passed / share * (1 - share))
  }

  /// A time as one says it: `8 s`, `3 min`, `2 h`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 90 { return "\(Int(seconds.rounded(.up))) s" }
    if seconds < 5400 { return "\(Int((seconds / 60).rounded())) min" }
    return seconds < 1e9 ? "\(Int((seconds / 3600).rounded())) h" : "very long"
  }

  /// A line of its own, or the terminal's.
  private func note(_ text: String) {
    if isTerminal { draw(text) } else { Console.complain(text + "\n") }
  }

  private func draw(_ text: String) {
    let cut = String(text.prefix(max(20, width - 1)))
    guard cut != shown else { return }
    shown = cut
    Console.complain("\r" + cut + "\u{1B}[K")
  }

  /// Takes the bar away.
  func clear() {
    if !shown.isEmpty { Console.complain("\r\u{1B}[K") }
    shown = ""
  }
}
