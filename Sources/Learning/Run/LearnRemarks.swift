internal import Autodiff

extension LearnRun {
  /// What a teacher would say below the table: how it ended, and which patterns come out wrong.
  public var remarks: [String] {
    var remarks: [String] = []
    switch ending {
    case .fixed, .done: break
    case .clean:
      remarks.append(
        "Epoch \(epochs) passes without a change, so no later one would change anything: "
          + "\(times(changes, "change")) in all."
      )
    case .repeating(let since):
      let which = since == 0 ? "at the start" : "after epoch \(since)"
      remarks.append(
        "After epoch \(epochs) the weights are those they were \(which): from here on they go round "
          + "for ever."
      )
    case .limit:
      remarks.append("After \(epochs) epochs there still is a mistake in every epoch.")
    case .diverged:
      remarks.append(
        "In epoch \(epochs) the weights grow beyond all numbers: the rate is too large."
      )
    }
    let wrong = wrongRows
    let many = tests.count > 1
    if wrong.isEmpty {
      remarks.append(
        many
          ? "All \(Self.word(tests.count)) patterns come out right."
          : "The pattern comes out right."
      )
    } else if wrong.count == tests.count, many {
      remarks.append("Every pattern comes out wrong.")
    } else {
      let named = wrong.map { name($0) }
      var list = ""
      for (i, name) in named.enumerated() {
        list += (i == 0 ? "" : i == named.count - 1 ? " and " : ", ") + name
      }
      remarks.append(
        wrong.count == 1
          ? "The pattern \(list) comes out wrong."
          : "The patterns \(list) come out wrong."
      )
    }
    return remarks
  }

  private func name(_ row: Int) -> String {
    let name = specification.rows[row].name
    return name.isEmpty
      ? "(" + patterns([row]).split(separator: " ").joined(separator: ", ") + ")" : name
  }

  private func times(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func word(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]
    return count < words.count ? words[count] : String(count)
  }
}
