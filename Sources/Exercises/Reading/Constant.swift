/// Names that stand for numbers in answers.
enum Constant {
  /// The number that a name stands for, in digits.
  static func digits(_ name: String) -> String? {
    switch name {
    case "e": "2.718281828459045"
    case "pi", "π": "3.141592653589793"
    default: nil
    }
  }

  /// Whether a word says that there is no number, or no finite one.
  static func isNotANumber(_ name: String) -> Bool {
    guard name.utf8.count <= 10 else { return false }
    switch String(decoding: name.utf8.map { $0 | 0x20 }, as: UTF8.self) {
    case "nan", "inf", "infinity", "infty", "undefined", "none", "null", "nil": return true
    default: return false
    }
  }
}
