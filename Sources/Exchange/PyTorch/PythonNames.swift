internal import Autodiff
internal import Foundation

/// The names of nodes as Python takes them: their own wherever that can be.
struct PythonNames {
  private var used: Set<String>

  /// What Python or the script means by a name already.
  private static let reserved: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield", "F", "compare", "expected", "found", "gradient", "gradients", "inf", "len", "name",
    "nan", "print", "range",
    "tensor", "torch", "value", "values", "zip",
  ]

  init() {
    used = PythonNames.reserved.union(PyTorchHelper.allCases.map { $0.rawValue })
  }

  /// A name for Python that nothing else has.
  ///
  /// Python takes compatible spellings of letters for the same, so that they are here too; a character that it
  /// does not allow in names is written as `u` and its number.
  mutating func name(for name: String) -> String {
    var text = ""
    for scalar in name.precomposedStringWithCompatibilityMapping.unicodeScalars {
      let isAllowed =
        scalar == "_"
        || (text.isEmpty ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue)
      text += isAllowed ? String(Character(scalar)) : "u" + String(scalar.value, radix: 16)
    }
    var unique = text.isEmpty ? "node" : text
    while !used.insert(unique).inserted { unique += "_" }
    return unique
  }
}
