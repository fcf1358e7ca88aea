internal import Drawing
internal import Lessons

extension PageContext {
  /// Quantities to work out by hand: what is given, what is asked with room for the answers, and folded
  /// away hints and the solution.
  ///
  /// Everything is there without scripts; the script shows one hint at a time, and checks answers
  /// where the site has the engine.
  func html(_ exercise: ExerciseBlock) -> HTML {
    let place = ExercisePlace(exercise.id, exercise.label)
    let hasMarks = exercise.asks.count > 1
    let showsPoints = exercise.asks.contains { $0.points != 1 }
    return HTML(
      .div,
      .class("exercise", exercise.room.rawValue),
      .id(place.id),
      .role("group"),
      .aria("labelledby", place.titleID)
    ) {
      exerciseHead(exercise.name, exercise.caption, exercise.points, place)
      given(exercise)
      if !exercise.asks.isEmpty {
        HTML(.ol, .class("asks", hasMarks ? "marked" : nil)) {
          for (index, ask) in exercise.asks.enumerated() {
            html(
              ask,
              mark: hasMarks ? askLetter(index) : nil,
              showsPoints: showsPoints,
              room: exercise.room,
              id: place.part("ask\(index + 1)")
            )
          }
        }
        if exercise.room == .fields { HTML(.p, .class("how"), text: Self.howToWrite) }
      }
      folded("Worked solution", exercise.solution, class: "solution")
    }
  }

  /// What an answer may look like.
  private static let howToWrite =
    "Write numbers as on paper: −4, 3/8, 0.25, 2e-3, √2; decimals to at least two digits."

  /// Number, caption and points, on a line of their own.
  func exerciseHead(
    _ name: String,
    _ caption: [Inline],
    _ points: Double,
    _ place: ExercisePlace
  ) -> HTML {
    HTML(.div, .class("exercise-head"), place.innerID.map(Attribute.id)) {
      HTML(.p, .id(place.titleID)) {
        HTML(.bold, text: name + ".")
        if !caption.isEmpty { HTML.text(" ") }
        html(caption)
      }
      if points != 0 { HTML(.p, .class("points"), text: pointsInWords(points)) }
    }
  }

  /// The program, and a diagram without numbers where there is one.
  private func given(_ exercise: ExerciseBlock) -> HTML? {
    guard !exercise.given.isEmpty else { return nil }
    let figure = Figure(
      kind: .trace,
      id: exercise.id,
      label: nil,
      caption: exercise.caption.isEmpty ? [.text(exercise.name)] : exercise.caption,
      views: exercise.given
    )
    let parts = FigureParts(figure)
    return HTML(.div, .class("given")) {
      HTML(.div, parts.isBoard ? .class("board") : nil) { views(of: figure, parts) }
    }
  }

  /// One thing that is asked: its name, room for the answer, what the answer has to be, hints.
  private func html(
    _ ask: ExerciseBlock.Ask,
    mark: String?,
    showsPoints: Bool,
    room: AnswerRoom,
    id: String
  ) -> HTML {
    let label = html(ask.label) + [HTML(.span, .class("is"), text: "\u{A0}=")]
    let isLine = room == .fields && (ask.layout == .number || ask.layout == .list)
    let rank: Attribute? = if case .vector = ask.layout { .data("rank", "1") } else { nil }
    let about = ask.demands + (showsPoints ? [pointsInWords(ask.points)] : [])
    return HTML(.li, .class("ask"), .data("quantity", ask.quantity), rank) {
      if let mark { HTML(.span, .class("letter"), text: "(\(mark))") }
      if isLine {
        HTML(.label, .class("what"), .set(.for, id)) { label }
      } else {
        HTML(.span, .class("what")) { label }
      }
      answerRoom(for: ask, room, id: id, isDescribed: !about.isEmpty)
      if !about.isEmpty {
        HTML(.span, .class("about"), .id(id + ".about"), text: about.joined(separator: " · "))
      }
      hints(ask.hints)
    }
  }

  /// Hints one under the other, each folded.
  func hints(_ hints: [[Inline]]) -> HTML? {
    guard !hints.isEmpty else { return nil }
    return HTML(.div, .class("hints")) {
      for (index, hint) in hints.enumerated() {
        HTML(.details, .class("hint")) {
          HTML(
            .summary,
            text: hints.count == 1 ? "Hint" : "Hint \(index + 1) of \(hints.count)"
          )
          HTML(.p) { html(hint) }
        }
      }
    }
  }

  /// Blocks that are folded away at first; nothing if there are none.
  func folded(_ title: String, _ blocks: [Block], class name: String) -> HTML? {
    guard !blocks.isEmpty else { return nil }
    return HTML(.details, .class(name)) {
      HTML(.summary, text: title)
      html(blocks)
    }
  }
}

/// What an exercise and its parts are called on the page.
struct ExercisePlace {
  /// The anchor: its label, or the block's own id.
  let id: String
  /// The block's own id where the anchor is another.
  let innerID: String?

  init(_ id: String, _ label: Label?) {
    self.id = label?.id ?? id
    innerID = self.id == id ? nil : id
  }

  /// The line that names it.
  var titleID: String { part("title") }

  /// A part of it; the point parts it from all ids that lessons make.
  func part(_ name: String) -> String { "\(id).\(name)" }
}
