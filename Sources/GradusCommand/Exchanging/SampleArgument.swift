internal import Autodiff
internal import Exchange
internal import Foundation
internal import Notation

/// A sample as the command line gives it.
enum SampleArgument {
  /// Reads `0 1`, `[[0, 1]]`, a file that holds one of these or NumPy's arrays, or one of them after `NAME=`.
  static func read(_ text: String) throws -> [(name: String, numbers: OnnxImport.Sample)] {
    if FileManager.default.fileExists(atPath: text) { return try file(text, called: "") }
    if let sign = text.firstIndex(of: "=") {
      let name = String(text[..<sign])
      let rest = String(text[text.index(after: sign)...])
      if FileManager.default.fileExists(atPath: rest) { return try file(rest, called: name) }
      return [(name, try numbers(rest, in: "--sample \(name)"))]
    }
    return [("", try numbers(text, in: "--sample"))]
  }

  private static func file(
    _ path: String,
    called name: String
  ) throws -> [(name: String, numbers: OnnxImport.Sample)] {
    let bytes = try Input.largeFile(path)
    guard bytes.first == 0x93 || bytes.starts(with: [0x50, 0x4B]) else {
      return [(name, try numbers(String(decoding: bytes, as: UTF8.self), in: path))]
    }
    let arrays = try ArrayFile.read(path)
    if arrays.count == 1 { return [(name, .tensor(arrays[0].tensor))] }
    return arrays.map { ($0.name, .tensor($0.tensor)) }
  }

  /// Numbers with spaces, commas or line ends between them, or an array in brackets.
  private static func numbers(_ text: String, in place: String) throws -> OnnxImport.Sample {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if trimmed.hasPrefix("[") {
      do throws(Diagnostics) {
        return .tensor(try Literal.read(trimmed, called: place))
      } catch {
        Console.complain(error.rendered())
        throw Stop(status: .usage)
      }
    }
    var numbers: [Double] = []
    for word in trimmed.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace }) {
      guard let number = Double(word), number.isFinite else {
        throw Stop(
          .usage,
          "\(place) expects numbers, found '\(word.prefix(40))'",
          help: "numbers stand with spaces or commas between them; a file is named by its path"
        )
      }
      numbers.append(number)
    }
    guard !numbers.isEmpty else { throw Stop(.usage, "\(place) expects numbers, found none") }
    return .row(numbers)
  }
}
