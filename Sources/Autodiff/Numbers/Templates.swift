extension String {
  /// The template with `①`, `②` … `⑨` put in, and `ⓨ` for a result.
  ///
  /// What is put in is not looked at again; a place for which there is nothing stays empty.
  package func filling(_ parts: [String], result: String = "") -> String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "①"..."⑨":
        let place = Int(scalar.value - 0x2460)
        if place < parts.count { text += parts[place] }
      case "ⓨ": text += result
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
