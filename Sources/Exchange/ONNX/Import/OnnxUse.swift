internal import Autodiff
internal import OnnxSchema

/// One node of a model, with what its operator is told.
struct OnnxUse {
  let node: OnnxNode
  let place: OnnxMistake.Place
  /// The version of the operators that the model means.
  let version: Int

  init(_ node: OnnxNode, byte: Int, version: Int) {
    self.node = node
    self.version = version
    let name = node.name.isEmpty ? node.output.first ?? "" : node.name
    place = OnnxMistake.Place(name: name, operation: node.opType, byte: byte)
  }

  /// A mistake in how the operator is used.
  func mistake(expected: String, found: String) -> OnnxMistake {
    .form(place, expected: expected, found: found)
  }

  private func attribute(
    _ name: String,
    _ kind: OnnxAttribute.Kind,
    _ word: String
  ) throws(OnnxMistake) -> OnnxAttribute? {
    guard let attribute = node.attribute.last(where: { $0.name == name }) else { return nil }
    guard attribute.type == kind else {
      throw mistake(expected: "\(word) as '\(name)'", found: "another kind of attribute")
    }
    return attribute
  }

  /// A whole number.
  func int(_ name: String) throws(OnnxMistake) -> Int? {
    try attribute(name, .int, "a whole number").map { Int($0.i) }
  }

  /// A list of whole numbers.
  func ints(_ name: String) throws(OnnxMistake) -> [Int]? {
    try attribute(name, .ints, "whole numbers")?.ints.map { Int($0) }
  }

  /// A number.
  func float(_ name: String) throws(OnnxMistake) -> Double? {
    guard let number = try attribute(name, .float, "a number")?.f else { return nil }
    guard number.isFinite else { throw .notFinite(name, byte: place.byte) }
    // The decimal that was meant: 0.1 was written as the float next to it.
    return Double(number.description) ?? Double(number)
  }

  /// A list of numbers.
  func floats(_ name: String) throws(OnnxMistake) -> [Double]? {
    try attribute(name, .floats, "numbers")?.floats.map { Double($0) }
  }

  /// A text.
  func text(_ name: String) throws(OnnxMistake) -> String? {
    try attribute(name, .string, "a text").map { String(decoding: $0.s, as: UTF8.self) }
  }

  /// A tensor.
  func tensor(_ name: String) throws(OnnxMistake) -> OnnxTensor? {
    try attribute(name, .tensor, "a tensor")?.t
  }

  /// An axis counted from 0.
  func axis(_ axis: Int, of shape: Shape, rank: Int? = nil) throws(OnnxMistake) -> Int {
    let rank = rank ?? shape.rank
    let place = axis < 0 ? axis + rank : axis
    guard place >= 0, place < rank else {
      throw mistake(expected: "an axis of a tensor of \(rank) axes", found: "\(axis)")
    }
    return place
  }

  /// Asks that an attribute says nothing but the one thing that can be expressed.
  func demand(_ name: String, _ holds: Bool, _ expected: String, _ found: String)
    throws(OnnxMistake)
  {
    if !holds { throw mistake(expected: "\(name) = \(expected)", found: found) }
  }
}
