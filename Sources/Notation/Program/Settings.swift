internal import Autodiff

extension Program.Options {
  /// Adds a setting as it is written on a command line or in a page: `x=-2`, `W = [[1, 2], [3, 4]]`.
  ///
  /// - Parameters:
  ///   - text: A name, `=`, and an expression without names.
  ///   - origin: What messages about the value say before the name: `--set`.
  /// - Throws: ``OptionMistake/noName(_:)`` or what is wrong with the value.
  public mutating func set(_ text: String, called origin: String) throws(OptionMistake) {
    let bytes = Array(text.utf8)
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")) else { throw .noName(text) }
    let name = Program.Options.trimmed(bytes[..<sign])
    let value = String(decoding: bytes[(sign + 1)...], as: UTF8.self)
    do throws(Diagnostics) {
      settings.append((name, try Literal.read(value, called: "\(origin) \(name)")))
    } catch {
      throw .value(error)
    }
  }

  /// Opens what is named, parted by commas or spaces: functions, `all` for every one, `scalars` for
  /// tensors.
  ///
  /// - Throws: ``OptionMistake/noOpening(_:)``.
  public mutating func open(_ names: String) throws(OptionMistake) {
    for word in names.utf8.split(whereSeparator: { $0 == UInt8(ascii: ",") || $0 == 0x20 }) {
      let name = String(decoding: word, as: UTF8.self)
      switch name {
      case "all": opening.all = true
      case "scalars": opening.scalars = true
      case _ where OptionMistake.expandable.contains(name): opening.names.insert(name)
      default: throw .noOpening(name)
      }
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var name = bytes.drop(while: isSpace)
    while let last = name.last, isSpace(last) { name.removeLast() }
    return String(decoding: name, as: UTF8.self)
  }
}

extension Program {
  /// The first setting of a name that the program does not use, and which is therefore misspelt.
  public var unusableSetting: OptionMistake? {
    guard let name = unusedSettings.first else { return nil }
    let used = graph.names.filter { !unusedSettings.contains($0) }
    return .noInput(name, nearest: Suggestion.nearest(to: name, in: used))
  }
}
