/// A link on a group of a picture to places that belong to it.
public struct PictureLink: Equatable, Sendable {
  /// The address of the place on the page that it leads to: `#xyz.n7`.
  public var address: String
  /// The ids of all places that belong to it, which a script may show together.
  public var peers: [String]
  /// What it leads to, in words.
  public var label: String
  /// Whether the keyboard stops at it.
  public var isStop: Bool

  /// Makes a link.
  public init(address: String, peers: [String], label: String, isStop: Bool) {
    self.address = address
    self.peers = peers
    self.label = label
    self.isStop = isStop
  }
}
