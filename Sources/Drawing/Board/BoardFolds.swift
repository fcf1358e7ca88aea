public import Autodiff

extension Board {
  /// Which functions' frames are folded when a diagram is first seen.
  public struct Folding: Equatable, Sendable {
    /// The functions' names.
    public var names: Set<String>
    /// Whether all are.
    public var all: Bool

    /// Folds the frames of the functions named, or all.
    public init(names: Set<String> = [], all: Bool = false) {
      self.names = names
      self.all = all
    }
  }

  /// A diagram with some frames folded and others not.
  public struct FoldState: Equatable, Sendable {
    /// What is seen.
    public var picture: Picture
    /// What folds and unfolds in it.
    public var toggles: [Toggle]
    /// Parts that steps name and that this picture shows as others, or not at all.
    ///
    /// Inside a folded frame with the box `n9`, `n7` is shown as `n9`.
    public var aliases: [Alias]

    /// A part of the picture that folds a frame or unfolds it.
    public struct Toggle: Equatable, Sendable {
      /// The picture's group that is the frame, or the box that it is folded to.
      public var part: String
      /// The frame's number; the same in all states.
      public var group: Int
      /// The function's name.
      public var label: String
      /// Whether the frame is folded here.
      public var isFolded: Bool
      /// The state that it leads to, as an index into ``Board/folds``.
      public var state: Int
    }

    /// A part under another name.
    public struct Alias: Equatable, Sendable {
      /// What steps call it.
      public var name: String
      /// What it is part of here; empty where it is not seen.
      public var part: String
    }
  }
}

extension Picture {
  /// The diagram of a run.
  ///
  /// - Parameters:
  ///   - trace: The run.
  ///   - title: What the diagram shows, in a few words.
  ///   - folded: The functions whose frames are drawn as one box.
  /// - Returns: The picture.
  public static func diagram(
    of trace: Trace,
    title: String,
    folded: Board.Folding = Board.Folding()
  ) -> Picture {
    let frames = DiagramGraph.frames(trace.graph).groups
    let plan = FoldPlan(trace.graph, frames, folded: folded)
    let diagram = FoldedDiagram(trace, title: title, folded: plan.states[0])
    return DiagramLayout.picture(of: diagram.graph)
  }
}

extension Board {
  /// The diagrams of a run, one for each state of its frames, the one that is shown at first at the
  /// beginning.
  static func foldStates(
    _ trace: Trace,
    title: String,
    _ folded: Folding,
    numbers: DiagramNumbers = .all
  ) -> [FoldState] {
    let frames = DiagramGraph.frames(trace.graph).groups
    let plan = FoldPlan(trace.graph, frames, folded: folded)
    return zip(plan.states, plan.targets).map { state, targets in
      let diagram = FoldedDiagram(trace, title: title, folded: state, numbers: numbers)
      let picture = DiagramLayout.picture(of: diagram.graph)
      var toggles: [FoldState.Toggle] = []
      for (group, target) in targets {
        let part = diagram.boxes[group].map { "n\($0)" } ?? "f\(group)"
        toggles.append(
          FoldState.Toggle(
            part: part,
            group: group,
            label: trace.graph.groups[group].function,
            isFolded: state.contains(group),
            state: target
          )
        )
      }
      return FoldState(picture: picture, toggles: toggles, aliases: diagram.aliases)
    }
  }
}
