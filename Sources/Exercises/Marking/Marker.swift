internal import Autodiff
public import Notation

/// Judges answers to one exercise; made once, used for every person's sheet.
///
///     let marker = try Marker(Exercise(program))
///     let marked = marker.mark(sheet)
///
/// What a slip would give depends on the exercise alone. ``prepare(pairs:)`` works it out once for all
/// sheets; without it every sheet with a wrong answer does so anew.
public struct Marker: Sendable {
  /// How sheets are judged.
  public struct Options: Equatable, Sendable {
    /// Whether imprecise answers count nothing.
    public var isStrict = false
    /// Whether the right values are told.
    public var reveals = false

    /// The usual way.
    public init() {}
  }

  /// What is asked.
  public let exercise: Exercise
  /// The slips' numbers for what is asked, once they have been worked out.
  private(set) var table: SlipTable?

  /// Runs an exercise once.
  ///
  /// - Throws: What is wrong with its program, and which of its right values are not finite.
  public init(_ exercise: Exercise) throws(Diagnostics) {
    self.exercise = exercise
    _ = try exercise.program.run()
    let scene = try Marker.scene(exercise, exercise.questions.map { $0.quantity })
    var problems: [Diagnostic] = []
    for question in exercise.questions {
      guard let value = question.quantity.read(from: scene.right, of: exercise.program) else {
        problems.append(
          MarkingProblem.noSuchQuantity.diagnostic(question.quantity, question.location)
        )
        continue
      }
      if !value.isFinite {
        problems.append(MarkingProblem.notFinite.diagnostic(question.quantity, question.location))
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
  }

  /// Works out the slips' numbers for everything that is asked, or, where the answers say what is asked, for
  /// everything that has a name.
  public mutating func prepare(pairs: Bool = true) {
    var quantities = exercise.questions.map { $0.quantity }
    if quantities.isEmpty, let scene = try? Marker.scene(exercise, []) {
      quantities = Array(scene.namedQuantities.prefix(64))
    }
    guard var table = table(for: quantities) else { return }
    if pairs { table.makePairs() }
    self.table = table
  }

  /// Judges a sheet.
  public func mark(_ sheet: AnswerSheet, options: Options = Options()) -> MarkedSheet {
    var work = SheetMarking(self, sheet, options)
    return work.mark()
  }

  /// A table that knows some quantities: the one worked out before, or a new one.
  func table(for quantities: [Quantity]) -> SlipTable? {
    let canonical = Marker.unique(quantities.map { $0.canonical(in: exercise.program) })
    if let table, canonical.allSatisfy({ table.quantities.contains($0) }) { return table }
    guard let scene = try? Marker.scene(exercise, canonical) else { return nil }
    return SlipTable(scene, canonical, leavingOut: exercise.slipsLeftOut)
  }

  /// The program with its right run.
  static func scene(
    _ exercise: Exercise,
    _ quantities: [Quantity]
  ) throws(Diagnostics) -> Scene {
    do throws(Trace.Fault) {
      return try Scene(exercise.program, asking: quantities)
    } catch {
      throw exercise.program.diagnostics(error)
    }
  }

  private static func unique(_ quantities: [Quantity]) -> [Quantity] {
    var seen: Set<Quantity> = []
    return quantities.filter { seen.insert($0).inserted }
  }
}
