extension String {
  /// The text before `ending`; nil where it ends otherwise.
  ///
  /// Bytes are compared: what is a character to a reader does not matter to endings in ASCII.
  package func cut(before ending: String) -> String? {
    let bytes = utf8
    let length = ending.utf8.count
    guard bytes.suffix(length).elementsEqual(ending.utf8) else { return nil }
    return String(Substring(bytes.dropLast(length)))
  }
}
