internal import Drawing
internal import Lessons

extension PageContext {
  /// Every step with its words and its formula, and under them the controls.
  ///
  /// Without scripts the steps are a list and the controls stay hidden; with them one step is seen
  /// at a time.
  func sayings(_ board: Board, prefix: String, name: String) -> [HTML] {
    let list = HTML(.ol, .class("sayings", "as-wide")) {
      for (number, step) in zip(1..., board.steps) {
        HTML(
          .li,
          .class(step.phase.rawValue),
          .id("\(prefix)\(number)"),
          .data("step", String(number))
        ) {
          HTML(.p, .class("words")) {
            HTML(.span, .class("way"), text: step.phase == .forward ? "Forward →" : "← Backward")
            HTML.text(" ")
            HTML.text(step.words)
          }
          HTML(
            .div,
            .class("formula"),
            .role("group"),
            .aria("label", "Formula of step \(number)")
          ) {
            math(step.formula, display: true)
          }
        }
      }
    }
    return [list, controls(count: board.steps.count, name: name)]
  }

  private func controls(count: Int, name: String) -> HTML {
    HTML(
      .div,
      .class("controls", "as-wide"),
      .role("group"),
      .aria("label", "Steps: \(name)"),
      .flag(.hidden)
    ) {
      button("first", "First step", [.first])
      button("back", "Step back", [.back])
      HTML(
        .input,
        .set(.type, "range"),
        .set(.min, "1"),
        .set(.max, String(count)),
        .set(.value, "1"),
        .aria("label", "Step")
      )
      button("forward", "Step forward", [.forward])
      button("last", "Last step", [.last])
      button("play", "Play", [.play, .pause], .data("pause", "Pause"))
      HTML(.span, .class("count"), .data("pattern", "step %1 of %2"))
    }
  }

  private func button(
    _ action: String,
    _ label: String,
    _ icons: [Icon],
    _ extra: Attribute? = nil
  ) -> HTML {
    HTML(
      .button,
      .set(.type, "button"),
      .data("go", action),
      .aria("label", label),
      .set(.title, label),
      extra
    ) {
      for icon in icons {
        HTML(
          .svg,
          .class(icon.rawValue),
          .set(.viewBox, "0 0 16 16"),
          .aria("hidden", "true")
        ) { HTML(.path, .set(.d, icon.path)) }
      }
    }
  }

  /// What the script needs to know: which parts of the diagram a step marks and which labels are
  /// known from it on.
  func stepsData(_ board: Board, prefix: String) -> HTML {
    let steps = board.steps.map { step in
      JSON.object([
        ("phase", .string(step.phase.rawValue)),
        ("marks", .array(step.marks.map(JSON.string))),
        ("reveals", .array(step.reveals.map(JSON.string))),
      ])
    }
    return HTML(.script, .set(.type, "application/json"), .class("steps-data")) {
      HTML.json(.object([("prefix", .string(prefix)), ("steps", .array(steps))]))
    }
  }
}

/// The signs on the controls, drawn so that they look the same everywhere.
private enum Icon: String {
  case first, back, forward, last, play, pause

  /// Its outline in a square of 16.
  var path: String {
    switch self {
    case .first: "M12 2 6 8l6 6 1.6-1.6L9.2 8l4.4-4.4zM2.6 2h2v12h-2z"
    case .back: "M10.8 2 4.8 8l6 6 1.6-1.6L8 8l4.4-4.4z"
    case .forward: "M5.2 2 11.2 8l-6 6-1.6-1.6L8 8 3.6 3.6z"
    case .last: "M4 2l6 6-6 6-1.6-1.6L6.8 8 2.4 3.6zM11.4 2h2v12h-2z"
    case .play: "M4 2l9 6-9 6z"
    case .pause: "M3 2h4v12H3zM9 2h4v12H9z"
    }
  }
}
