/// The rows of a table so far, as the numbers of a ``DataSet``, and the mistakes in them.
struct TableRows<Number: BinaryFloatingPoint & Sendable>: Sendable {
  private let format: TableFormat
  /// What the columns are for; nil before the first row.
  private var columns: TableColumns?
  private var width = 0
  /// Whether the first line was taken as data without being told to.
  private var mayHaveHeader = false
  private var headerLine: DataMistake?
  private var features: [Number] = []
  private var categories: [WordList]
  private var targets: TargetCollector<Number>
  private var mistakes: [DataMistake] = []
  /// How many rows of data there were.
  private(set) var count = 0

  init(_ format: TableFormat) {
    self.format = format
    categories = [WordList](repeating: WordList(), count: format.categories.count)
    targets = TargetCollector(format, width: 0)
  }

  // MARK: Mistakes

  /// Notes a mistake; ends reading when there are many.
  private mutating func note(_ mistake: DataMistake) throws(DataMistakes) {
    if mistakes.count == DataMistakes.limit { throw DataMistakes(mistakes, hasMore: true) }
    mistakes.append(mistake)
  }

  /// Ends reading with this mistake, after those before it.
  func give(up kind: DataMistake.Kind, line: Int) throws(DataMistakes) -> Never {
    throw DataMistakes(mistakes + [DataMistake(kind, line: line)])
  }

  /// Notes why a row cannot be cut into fields.
  mutating func note(
    _ fault: FieldSplitter.Fault,
    in row: Span<UInt8>,
    line: Int
  ) throws(DataMistakes) {
    count += 1
    switch fault {
    case .tooMany: try give(up: .tooManyColumns(limit: TableFormat.columnLimit), line: line)
    case .unclosedQuote(let place):
      let kind = DataMistake.Kind.unclosedQuote(row: count)
      try note(RowText.mistake(kind, in: row, from: place, to: place + 1, line: line))
    case .textAfterQuote(let from, let to):
      let kind = DataMistake.Kind.textAfterQuote(
        row: count,
        RowText.text(row, from, min(to, from + 200))
      )
      try note(RowText.mistake(kind, in: row, from: from, to: to, line: line))
    }
  }

  // MARK: Rows

  /// Takes a row that was cut into fields: the header, or data.
  mutating func take(
    _ cut: borrowing FieldSplitter,
    _ row: Span<UInt8>,
    line: Int
  ) throws(DataMistakes) {
    guard let columns else { return try takeFirst(cut, row, line: line) }
    count += 1
    guard cut.fields.count == width else {
      let kind = DataMistake.Kind.ragged(row: count, expected: width, found: cut.fields.count)
      let surplus = cut.fields.count > width ? cut.fields[width].start : row.count
      let from = cut.fields.count > width ? surplus : max(0, row.count - 1)
      return try note(RowText.mistake(kind, in: row, from: from, to: row.count, line: line))
    }
    guard cut.arrow == columns.arrow else {
      let kind = DataMistake.Kind.arrowMoved(row: count, expected: columns.arrow, found: cut.arrow)
      return try note(RowText.mistake(kind, in: row, from: 0, to: row.count, line: line))
    }
    for (place, field) in cut.fields.enumerated() {
      switch columns.roles[place] {
      case .omitted: continue
      case .feature:
        let finding = DecimalReader.read(row.extracting(field.start..<field.end))
        if case .number(let value) = finding {
          let number = Number(value)
          features.append(number)
          if number.isFinite { continue }
          try note(.tooLarge, place, field, cut, row, line)
        } else {
          try note(finding, place, field, cut, row, line)
        }
      case .category(let list):
        let word = cut.bytes(of: field, in: row)
        if word.isEmpty {
          try note(.missing, place, field, cut, row, line)
        } else if let number = categories[list].number(of: word) {
          features.append(Number(number))
          if number >= TableFormat.classLimit {
            let kind = DataMistake.Kind.tooManyClasses(
              limit: TableFormat.classLimit,
              column: "'\(columns.name(place))'"
            )
            try give(up: kind, line: line)
          }
        }
      case .target: try takeTarget(place, field, cut, row, line)
      }
    }
    if features.count > DataSize.limit {
      try give(up: .tooManyNumbers(limit: DataSize.limit), line: line)
    }
  }

  /// Notes why a field is no number.
  private mutating func note(
    _ finding: DecimalReader.Finding,
    _ place: Int,
    _ field: FieldSplitter.Field,
    _ cut: borrowing FieldSplitter,
    _ row: Span<UInt8>,
    _ line: Int
  ) throws(DataMistakes) {
    let cell = columns?.cell(row: count, column: place) ?? DataCell(row: count, column: 1, name: "")
    let text = RowText.text(row, field.start, min(field.end, field.start + 200))
    let kind: DataMistake.Kind
    switch finding {
    case .missing: kind = .missing(cell, text)
    case .notFinite: kind = .notFinite(cell, text)
    case .tooLarge, .number: kind = .numberTooLarge(cell, text)
    case .decimalComma: kind = .notNumber(cell, text, .decimalComma)
    case .malformed:
      kind = .notNumber(cell, text, hint(text, column: place))
    }
    try note(RowText.mistake(kind, in: row, from: field.start, to: field.end, line: line))
  }

  /// What may help with a field that is no number.
  private func hint(_ text: String, column: Int) -> DataMistake.NumberHint? {
    if count == 1, mayHaveHeader { return .header }
    if let last = text.utf8.last, last == 0x2C || last == 0x3B { return .separator }
    if text.utf8.contains(where: { (0x30...0x39).contains($0) }) { return nil }
    return columns?.roles[column] == .target ? .target : .word
  }

  private mutating func takeTarget(
    _ place: Int,
    _ field: FieldSplitter.Field,
    _ cut: borrowing FieldSplitter,
    _ row: Span<UInt8>,
    _ line: Int
  ) throws(DataMistakes) {
    let bytes = cut.bytes(of: field, in: row)
    let cell = columns?.cell(row: count, column: place) ?? DataCell(row: count, column: 1, name: "")
    do {
      try targets.add(bytes)
    } catch {
      switch error {
      case .missing: try note(.missing, place, field, cut, row, line)
      case .notNumber(let finding): try note(finding, place, field, cut, row, line)
      case .unknownClass:
        let text = String(decoding: bytes.prefix(200), as: UTF8.self)
        let kind = DataMistake.Kind.unknownClass(cell, text, known: format.classNames ?? [])
        try note(RowText.mistake(kind, in: row, from: field.start, to: field.end, line: line))
      case .tooManyClasses:
        let name = cell.name.isEmpty ? "\(cell.column)" : "'\(cell.name)'"
        let limit = TableFormat.classLimit
        try give(up: .tooManyClasses(limit: limit, column: name), line: line)
      }
    }
  }

  /// Takes the first row: finds out whether it is a header, and what the columns are for.
  private mutating func takeFirst(
    _ cut: borrowing FieldSplitter,
    _ row: Span<UInt8>,
    line: Int
  ) throws(DataMistakes) {
    width = cut.fields.count
    var isHeader = format.header == .present
    if format.header == .automatic {
      isHeader = cut.fields.contains { $0.end > $0.start }
      for field in cut.fields {
        if case .number = DecimalReader.read(row.extracting(field.start..<field.end)) {
          isHeader = false
        }
      }
      mayHaveHeader = !isHeader
    } else {
      mayHaveHeader = format.header == .absent
    }
    var names: [String] = []
    if isHeader {
      for field in cut.fields {
        names.append(String(decoding: cut.bytes(of: field, in: row), as: UTF8.self))
      }
    }
    do {
      let found = try TableColumns(format, header: names, count: width, arrow: cut.arrow)
      columns = found
      targets = TargetCollector(format, width: found.roles.filter { $0 == .target }.count)
    } catch {
      throw DataMistakes([RowText.mistake(error, in: row, from: 0, to: row.count, line: line)])
    }
    if isHeader {
      headerLine = RowText.mistake(.onlyHeader, in: row, from: 0, to: row.count, line: line)
    } else {
      try take(cut, row, line: line)
    }
  }

  // MARK: The set

  /// The set, unless there were mistakes.
  consuming func finish(name: String) throws(DataMistakes) -> DataSet<Number> {
    guard mistakes.isEmpty else { throw DataMistakes(mistakes) }
    guard let columns, count > 0 else {
      throw DataMistakes([headerLine ?? DataMistake(.empty)])
    }
    var described: [DataColumn] = []
    var targetNames: [String] = []
    for (place, role) in columns.roles.enumerated() {
      switch role {
      case .omitted: continue
      case .feature: described.append(DataColumn(columns.name(place)))
      case .category(let list):
        let (names, order) = categories[list].ordered()
        let column = described.count
        described.append(DataColumn(columns.name(place), categories: names))
        let step = columns.roles.filter { $0 != .omitted && $0 != .target }.count
        for row in 0..<count {
          let at = row * step + column
          features[at] = Number(order[Int(features[at])])
        }
      case .target: targetNames.append(columns.header.isEmpty ? "y" : columns.name(place))
      }
    }
    if columns.header.isEmpty, targetNames.count > 1 {
      targetNames = targetNames.indices.map { "y\($0 + 1)" }
    }
    let found: DataTargets<Number>
    do {
      found = try targets.finish(names: targetNames)
    } catch {
      throw DataMistakes([DataMistake(.oneClass(error.name))])
    }
    return DataSet(
      unchecked: name,
      columns: described,
      features: features,
      targets: found,
      rowCount: count
    )
  }
}
