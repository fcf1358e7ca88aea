extension MarkedAnswer {
  /// Everything that is said about the answer: itself with its verdict on the first line, below it what
  /// explains it, what cannot be read, and what was noticed.
  ///
  ///     grad x = 4: wrong
  ///       sign-flip at x: The sign is wrong, the size is right.
  public var report: String {
    let checked = CheckedAnswer(exercise: "", answer: self, isStrict: false)
    var text = checked.line + ": "
    for scalar in checked.message.unicodeScalars {
      text.unicodeScalars.append(scalar)
      if scalar == "\n" { text += "  " }
    }
    return text
  }
}
