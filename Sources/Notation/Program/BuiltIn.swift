internal import Autodiff

/// The functions that every program may call.
enum BuiltIn {
  /// Functions that make a leaf from numbers.
  enum LeafMaker: String, CaseIterable {
    case zeros, ones, eye, arange
  }

  /// Whether a name is that of a function.
  static func isFunction(_ name: String) -> Bool {
    Operation.function(named: name) != nil || leafMaker(name) != nil
      || Distribution(name: name) != nil
  }

  /// The leaf maker of that name.
  static func leafMaker(_ name: String) -> LeafMaker? {
    for maker in LeafMaker.allCases where maker.rawValue == name { return maker }
    return nil
  }

  /// All names, for suggestions.
  static var names: [String] {
    Operation.functionNames + LeafMaker.allCases.map { $0.rawValue }
      + Distribution.allCases.map { $0.rawValue }
  }
}
