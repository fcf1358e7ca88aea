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

  /// One line of several, counted from 0; nothing where there are fewer.
  package func line(_ wanted: Int) -> String {
    var text = ""
    var line = 0
    for scalar in unicodeScalars {
      if scalar == "\n" {
        line += 1
      } else if line == wanted {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
