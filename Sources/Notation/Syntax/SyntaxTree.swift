/// The expressions of a program in one flat list, operands before their operations, so that it is
/// walked without recursion however deep it is.
struct SyntaxTree {
  /// One piece of an expression.
  struct Piece {
    /// What it is.
    enum Kind: UInt8 {
      /// `number` is its value.
      case number
      /// A name; its text is what its bytes say.
      case name
      case string
      case boolean
      /// `[a, b]`.
      case vector
      /// `name(a, axis=0)`.
      case call
      /// `x[0, 1:2]`; the first child is what is indexed.
      case index
      /// `x.T`.
      case transpose
      case negate
      case add, subtract, multiply, divide, matmul, power
      /// `a:b` in an index, both optional: `number` is 0 to 3, bit 0 for a start, bit 1 for a stop.
      case slice
    }

    var kind: Kind
    /// Whether no node is named in it.
    var isConstant: Bool
    /// Bytes of the source.
    var start: Int
    var end: Int
    /// Its number, a boolean as 1 or 0.
    var number = 0.0
    /// Its children, as a range of ``SyntaxTree/children``.
    var childStart = 0
    var childCount = 0
    /// The first piece of its subtree; the subtree is everything from there to the piece itself.
    var first = 0
    /// The end of the called name.
    var nameEnd = 0
  }

  /// A child of a piece, with the name that an argument is passed by.
  struct Child {
    var piece: Int
    var nameStart = 0
    var nameEnd = 0
  }

  private(set) var pieces: [Piece] = []
  private(set) var children: [Child] = []

  /// The children of a piece.
  func children(of piece: Int) -> ArraySlice<Child> {
    let start = pieces[piece].childStart
    return children[start..<start + pieces[piece].childCount]
  }

  /// Adds a piece behind its children and returns its place.
  mutating func add(_ piece: Piece, _ parts: [Child] = []) -> Int {
    var piece = piece
    piece.childStart = children.count
    piece.childCount = parts.count
    piece.first = parts.first.map { pieces[$0.piece].first } ?? pieces.count
    children += parts
    pieces.append(piece)
    return pieces.count - 1
  }

  /// Widens a piece by the brackets around it.
  mutating func setConstant(_ piece: Int, _ isConstant: Bool) {
    pieces[piece].isConstant = isConstant
  }
}
