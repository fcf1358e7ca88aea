/// Where something stands in the text of a plan, in bytes.
public struct PlanPlace: Equatable, Sendable {
  /// The first byte.
  public var start: Int
  /// The byte behind the last.
  public var end: Int

  /// Makes a place.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}

/// A word with its place.
public struct PlanWord: Equatable, Sendable {
  /// The word.
  public var text: String
  /// Where it stands.
  public var place: PlanPlace
}

/// One line of a plan: a keyword, and items with commas between.
public struct PlanStatement: Equatable, Sendable {
  /// The word that it begins with.
  public var keyword: PlanWord
  /// What follows.
  public var items: [PlanItem]
  /// From the keyword to the end of the last item.
  public var place: PlanPlace
}

/// What stands between commas: `value`, `name = value` or `name >= value`.
public struct PlanItem: Equatable, Sendable {
  /// The name before the sign, if there is one.
  public var name: PlanWord?
  /// The sign, where it compares.
  public var comparison: TrainingClaim.Comparison?
  /// What is said.
  public var value: PlanValue
  /// All of it.
  public var place: PlanPlace
}

/// A value as it is written.
public struct PlanValue: Equatable, Sendable {
  /// What it is.
  public enum Kind: Equatable, Sendable {
    /// `0.1`, or `20%`, which is 0.2; and its digits as they stand, without the sign of percent.
    case number(Double, digits: String, isPercent: Bool)
    /// `"iris.csv"`
    case text(String)
    /// `relu`; `true` and `false` too.
    case name(String)
    /// `dense(128, relu)`
    case call(String, [PlanItem])
    /// `[1, 2]`
    case list([PlanValue])
  }

  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var place: PlanPlace
}
