internal import Autodiff

/// An expression's text and its pieces, in one place, since functions and builders all hand it on.
final class ParsedText: Sendable {
  let source: SourceText
  let tree: SyntaxTree

  init(source: SourceText, tree: SyntaxTree) {
    self.source = source
    self.tree = tree
  }
}

/// A function of a program.
struct UserFunction {
  var name: Statement.Name
  var parameters: [Statement.Name]
  /// Its body, as a place in the tree of `text`.
  var body: Int
  /// About how many nodes a call makes; `Int.max` for more than can be counted.
  var size: Int
  var text: ParsedText
}

/// The names that a program binds anywhere, for messages about names that are used too early.
///
/// Nothing is looked up in it unless there is a mistake to tell, so that it keeps no index.
struct NamesAhead {
  private let names: [Statement.Name]

  init(_ names: [Statement.Name]) { self.names = names }

  /// Where a name is bound first.
  subscript(name: String) -> Int? {
    for candidate in names where candidate.text == name { return candidate.start }
    return nil
  }
}

/// What the names of a program stand for.
struct Bindings {
  /// What one name stands for.
  enum Meaning {
    /// A node, and the first byte of its name where it was bound.
    case node(NodeID, place: Int)
    case function(Int, place: Int)
    /// Something that could not be read; its uses are not told again.
    case broken(place: Int)

    var place: Int {
      switch self {
      case .node(_, let place), .function(_, let place), .broken(let place): place
      }
    }
  }

  private var meanings: [String: Meaning] = [:]
  private(set) var functions: [UserFunction] = []

  subscript(name: String) -> Meaning? { meanings[name] }

  /// The names that stand for nodes, for suggestions; none where there are too many to look at.
  var nodeNames: [String] {
    guard meanings.count <= 10_000 else { return [] }
    return meanings.compactMap { if case .node = $0.value { $0.key } else { nil } }.sorted()
  }

  /// The names that stand for functions.
  var functionNames: [String] { functions.map { $0.name.text } }

  /// Makes room for so many names.
  mutating func reserveCapacity(_ count: Int) { meanings.reserveCapacity(count) }

  mutating func bind(_ name: String, _ meaning: Meaning) { meanings[name] = meaning }

  mutating func bind(_ function: UserFunction) {
    meanings[function.name.text] = .function(functions.count, place: function.name.start)
    functions.append(function)
  }
}
