/// Sentences found again in other texts, whatever stands between their words.
enum LeakWords {
  /// The sentences of a text, each as its words in small letters.
  static func sentences(_ text: String) -> [[String]] {
    var sentences: [[String]] = []
    var words: [String] = []
    var word = ""
    func endWord() {
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    func endSentence() {
      endWord()
      if !words.isEmpty { sentences.append(words) }
      words = []
    }
    var before: Character = " "
    for character in text {
      if character.isLetter || character.isNumber || (character == "’" && before.isLetter)
        || (character == "'" && before.isLetter)
      {
        word.append(character == "'" ? "’" : character)
      } else {
        endWord()
        if (character.isWhitespace && ".!?".contains(before)) || character.isNewline {
          endSentence()
        }
      }
      before = character
    }
    endSentence()
    return sentences
  }

  /// All words of a text in one row.
  static func words(_ text: String) -> [String] { sentences(text).flatMap(\.self) }
}

/// The words of a stretch, ready to be searched.
struct LeakWordIndex {
  private let words: [String]
  private var places: [String: [Int]] = [:]

  init(_ text: String) {
    words = LeakWords.words(text)
    for (place, word) in words.enumerated() { places[word, default: []].append(place) }
  }

  /// Whether a sentence stands in the text; one of fewer than four words has to be the whole text.
  func holds(_ sentence: [String]) -> Bool {
    if sentence.count < 4 { return words == sentence }
    // The rarest word leads there fastest; the longest is a good guess.
    guard let anchor = sentence.indices.max(by: { sentence[$0].count < sentence[$1].count }) else {
      return false
    }
    return (places[sentence[anchor]] ?? []).contains { place in
      let start = place - anchor
      return start >= 0 && start + sentence.count <= words.count
        && words[start..<start + sentence.count].elementsEqual(sentence)
    }
  }
}
