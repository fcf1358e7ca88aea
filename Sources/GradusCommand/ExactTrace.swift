internal import Exact
internal import Foundation
internal import Notation
internal import Writers

/// `gradus trace --exact`: the program once more, over fractions.
extension TraceCommand {
  /// Shows a run with the exact run beside it.
  ///
  /// The exact run is that of the program as it is written, whatever functions are drawn open.
  func showExactly(_ run: ProgramRun) throws {
    guard format == .text || format == .json else {
      throw Stop(.usage, "--exact expects --format text or json, found \(format.rawValue)")
    }
    let exact = try exactRun(run)
    if format == .json {
      try Console.write(exact.json(joining: run.json()))
    } else {
      try show(run)
      let palette = TerminalPalette(isColoured: Console.isColoured)
      try Console.print(ExactReport(exact, palette: palette, limit: steps).text())
    }
  }

  private func exactRun(_ run: ProgramRun) throws -> ExactRun {
    var folded = run
    if !expand.isEmpty {
      do throws(Diagnostics) {
        folded = try run.program.folded().run()
      } catch {
        throw Stop(error)
      }
    }
    do throws(ExactRun.TooLarge) {
      return try ExactRun(folded, settings: settingTexts)
    } catch {
      throw Stop(.data, error.message, help: "leave out --exact, or make the tensors smaller")
    }
  }

  /// What `--set` puts in, as text.
  private var settingTexts: [String: String] {
    var texts: [String: String] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      texts[parts[0].trimmingCharacters(in: .whitespaces)] = String(parts[1])
    }
    return texts
  }
}
