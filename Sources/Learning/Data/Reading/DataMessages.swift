extension DataMistake {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch kind {
    case .empty: "expected rows of data, found nothing"
    case .onlyHeader: "expected rows of data below the header, found none"
    case .binary(let byte): "expected a table in text, found the byte \(Self.hex(byte))"
    case .encoding(let name): "expected text in UTF-8, found \(name)"
    case .ragged(let row, let expected, let found):
      "row \(row) expects \(Self.fields(expected)), like the first one, found \(found)"
    case .unclosedQuote(let row):
      "row \(row) expects a closing '\"', found the end of the data"
    case .textAfterQuote(let row, let text):
      "row \(row) expects a separator behind the closing '\"', found \(Self.quote(text))"
    case .rowTooLong(let row, let limit):
      "row \(row) expects at most \(limit) bytes, found more"
    case .tooManyColumns(let limit): "expected at most \(limit) columns, found more"
    case .tooManyNumbers(let limit): "expected at most \(limit) numbers, found more"
    case .notNumber(let cell, let text, _):
      "\(Self.place(cell)) expects a number, found \(Self.quote(text))"
    case .missing(let cell, let text):
      "\(Self.place(cell)) expects a value, found \(text.isEmpty ? "nothing" : Self.quote(text))"
    case .notFinite(let cell, let text):
      "\(Self.place(cell)) expects a finite number, found \(Self.quote(text))"
    case .numberTooLarge(let cell, let text):
      "\(Self.place(cell)) expects a number that fits, found \(Self.quote(text))"
    case .unknownColumn(let name, let known, _):
      known.isEmpty
        ? "expected the number of a column, found the name \(Self.quote(name))"
        : "expected one of the columns \(Self.list(known)), found \(Self.quote(name))"
    case .noColumn(let number, let count):
      "expected a column from 1 to \(count), or from -\(count) to -1, found \(number)"
    case .doubledColumn(let name, let first, let second):
      "expected one column \(Self.quote(name)), found it as number \(first) and number \(second)"
    case .columnTwice(let name): "expected each column for one thing, found \(name) for two"
    case .noFeatures: "expected a column of features, found only labels"
    case .oneClass(let name):
      "expected at least 2 classes, found \(Self.quote(name)) in every row"
    case .tooManyClasses(let limit, let column):
      "column \(column) expects at most \(limit) different words, found more"
    case .unknownClass(let cell, let text, let known):
      "\(Self.place(cell)) expects \(Self.classes(known)), found \(Self.quote(text))"
    case .arrowMoved(let row, let expected, let found):
      expected == 0
        ? "row \(row) expects no '->', like the first one, found one"
        : "row \(row) expects '->' behind \(Self.fields(expected)), like the first one, found "
          + (found == 0 ? "none" : "it behind \(found)")
    case .notIDX(let bytes):
      "expected an IDX file, which begins with 0x00 0x00, found \(Self.hex(bytes))"
    case .idxType(let byte):
      "expected a kind of numbers that IDX has, at byte 2, found \(Self.hex(byte))"
    case .idxAxes(let expected, let found):
      "expected \(expected), found \(found) \(found == 1 ? "axis" : "axes")"
    case .idxHeaderCut(let expected, let found):
      "expected a header of \(expected) bytes, found the end of the data after \(found)"
    case .idxLength(let claimed, let expected, let found):
      "expected \(expected) bytes, as the header's \(Self.lengths(claimed)) say, found "
        + (found > expected ? "more" : "\(found)")
    case .idxTooLarge(let claimed, let limit):
      "expected at most \(limit) numbers, found a header that claims \(Self.lengths(claimed))"
    case .idxCounts(let images, let labels):
      "expected as many labels as images, \(images), found \(labels)"
    case .idxNothing(let claimed):
      "expected rows of numbers, found a header that claims \(Self.lengths(claimed))"
    case .idxLabel(let row, let found, let classes):
      "label \(row) expects a class from 0 to \(classes - 1), found \(found)"
    case .idxNumber(let row, let column, let text):
      "number \(column) of row \(row) expects a finite number that fits, found \(text)"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch kind {
    case .empty: "write a row for each sample, its numbers parted by commas"
    case .onlyHeader: "write rows below it; if it is a row itself, say that there is no header"
    case .binary:
      "save it as text: CSV, with a row for each sample; images and labels as in MNIST are IDX files"
    case .encoding: "save it again with the encoding UTF-8"
    case .ragged:
      "a field that holds the separator needs quotes; delete what is too much, fill in what is missing"
    case .unclosedQuote: "close it; a quote inside quotes is written twice"
    case .textAfterQuote: "put the whole field into quotes; a quote inside is written twice"
    case .rowTooLong: "check the line ends, and for a quote that does not close"
    case .tooManyColumns, .tooManyNumbers, .idxTooLarge: "take fewer rows or columns"
    case .notNumber(_, _, .decimalComma?): "write a point: decimal commas are not read"
    case .notNumber(_, _, .header?): "if the first line is a header, say so"
    case .notNumber(_, _, .word?): "code words as categories, or leave the column out"
    case .notNumber(_, _, .target?): "correct it, or predict classes"
    case .notNumber(_, _, .separator?): "part the fields of all rows as those of the first one"
    case .notNumber: nil
    case .missing: "fill it in, or delete the row"
    case .notFinite: "delete the row, or find out where the number comes from"
    case .numberTooLarge: "write the column in a larger unit"
    case .unknownColumn(_, let known, let suggestion):
      known.isEmpty
        ? "there is no header: columns count from 1, and from the end with -1"
        : suggestion.map { "did you mean '\($0)'?" }
    case .noColumn: nil
    case .doubledColumn: "name it by its number"
    case .columnTwice: "a label, a category or left out: choose one"
    case .noFeatures: "name the column that holds the labels"
    case .oneClass: "there is nothing to tell apart; check which column holds the labels"
    case .tooManyClasses:
      "if it holds numbers, predict numbers; if it only names rows, leave it out"
    case .unknownClass: "the classes are those of the training data"
    case .arrowMoved: "write each row as its features, '->', and its target"
    case .notIDX: "as MNIST's files do; a table is read as CSV"
    case .idxType:
      "0x08 and 0x09 are bytes, 0x0B and 0x0C whole numbers, 0x0D float32, 0x0E float64"
    case .idxAxes: "images and labels are two files; check their order"
    case .idxHeaderCut: "the file is cut short: fetch it again"
    case .idxLength(_, let expected, let found):
      found > expected
        ? "the header does not belong to it: fetch the file again"
        : "the file is cut short, or its header is wrong: fetch it again"
    case .idxNothing: "fetch it again"
    case .idxCounts: "take both files from the same set"
    case .idxLabel: "correct the label, or state more classes"
    case .idxNumber: "delete the row, or find out where the number comes from"
    }
  }

  private static func place(_ cell: DataCell) -> String {
    (cell.name.isEmpty ? "column \(cell.column)" : "column \(cell.column), \(quote(cell.name)),")
      + " of row \(cell.row)"
  }

  private static func fields(_ count: Int) -> String {
    "\(count) \(count == 1 ? "field" : "fields")"
  }

  private static func lengths(_ axes: [Int]) -> String {
    axes.isEmpty ? "1" : axes.map { "\($0)" }.joined(separator: " × ")
  }

  private static func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.isEmpty ? "nothing" : bytes.map { hex($0) }.joined(separator: " ")
  }

  /// The classes that there are: `a class from 0 to 9`, where they are called so.
  private static func classes(_ names: [String]) -> String {
    for (place, name) in names.enumerated() where !name.utf8.elementsEqual("\(place)".utf8) {
      return "one of the classes \(list(names))"
    }
    return "a class from 0 to \(names.count - 1)"
  }

  /// At most eight names, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { quote($0) }.joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  /// The text in quotes, cut where it is long.
  private static func quote(_ text: String) -> String {
    var quoted = "'"
    for (i, scalar) in text.unicodeScalars.enumerated() {
      if i == 40 {
        quoted += "…"
        break
      }
      quoted.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return quoted + "'"
  }
}
