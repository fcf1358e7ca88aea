internal import Foundation

/// What data says: each member with its name.
enum DataText {
  /// Every number, text and list of numbers of JSON, as `name = value`; text as it is where it is no JSON.
  static func stretches(of source: String, line: Int) -> [Stretch] {
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(source.utf8),
        options: .fragmentsAllowed
      )
    else { return [Stretch(.text, source, line: line)] }
    var found: [Stretch] = []
    walk(value, name: "", line, &found)
    return found
  }

  private static func walk(_ value: Any, name: String, _ line: Int, _ found: inout [Stretch]) {
    switch value {
    case let members as [String: Any]:
      for (key, inner) in members.sorted(by: { $0.key < $1.key }) {
        found.append(Stretch(.data, key, line: line))
        walk(inner, name: key, line, &found)
      }
    case let items as [Any]:
      if let numbers = text(ofNumbers: items) {
        found.append(Stretch(.data, "\(name) = \(numbers)", line: line))
      } else {
        for item in items { walk(item, name: name, line, &found) }
      }
    case let text as String: found.append(Stretch(.data, "\(name) = \(text)", line: line))
    case let number as NSNumber:
      found.append(Stretch(.data, "\(name) = \(number)", line: line))
    default: break
    }
  }

  /// `[1, [2, 3]]` for lists of nothing but numbers.
  private static func text(ofNumbers items: [Any]) -> String? {
    var parts: [String] = []
    for item in items {
      if let number = item as? NSNumber {
        parts.append("\(number)")
      } else if let inner = item as? [Any], let text = text(ofNumbers: inner) {
        parts.append(text)
      } else {
        return nil
      }
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }
}

/// What can be read in a file that is no text: its runs of characters, such as the notes of a picture.
enum BinaryText {
  /// Runs of at least six printable characters.
  static func stretches(of bytes: [UInt8]) -> [Stretch] {
    var found: [Stretch] = []
    var run: [UInt8] = []
    func end() {
      if run.count >= 6 {
        found.append(Stretch(.bytes, String(decoding: run, as: UTF8.self), line: 0))
      }
      run.removeAll()
    }
    for byte in bytes {
      if (0x20..<0x7F).contains(byte) { run.append(byte) } else { end() }
    }
    end()
    return found
  }
}
