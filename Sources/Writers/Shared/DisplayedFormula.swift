internal import Drawing
internal import Lessons

extension DisplayMath {
  /// The formula without a number, and the number that it is to have: that of its label, or what
  /// `\tag` says.
  var formulaAndNumber: (formula: Formula, number: String?) {
    if case .tagged(let inner, let tag) = formula {
      return (inner, label?.name ?? "(\(PlainTextWriter.write(tag)))")
    }
    return (formula, label?.name)
  }
}
