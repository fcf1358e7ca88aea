/// Pictures that belong together, side by side as far as there is room, and the figures behind them.
public struct Panels: Equatable, Sendable {
  /// What they show, in a few words.
  public var title: String
  /// The pictures, each with a title of its own.
  public var pictures: [Picture]
  /// The figures behind them; what is seen can be read from it too.
  public var data: DataTable

  /// Puts them together.
  public init(title: String, pictures: [Picture], data: DataTable) {
    self.title = title
    self.pictures = pictures
    self.data = data
  }
}
