/// What each column of a table is for.
struct TableColumns {
  enum Role: Equatable {
    case feature
    /// Words, with the place of their list.
    case category(Int)
    case target
    case omitted
  }

  /// A role for each field of a row.
  let roles: [Role]
  /// The names in the header; empty if there is none.
  let header: [String]
  /// How many fields stand before `->`; 0 if there is none.
  let arrow: Int

  /// Finds the columns that a format names.
  ///
  /// `arrow` as in the first row: what stands behind it are targets, unless the format names some.
  init(
    _ format: TableFormat,
    header: [String],
    count: Int,
    arrow: Int
  ) throws(DataMistake.Kind) {
    var roles = [Role?](repeating: nil, count: count)
    var targets: [Int] = []
    for column in format.targets {
      targets.append(try TableColumns.place(column, header, count))
    }
    if targets.isEmpty, arrow > 0 { targets += arrow..<count }
    try TableColumns.assign(.target, targets, &roles, header)
    for (number, column) in format.categories.enumerated() {
      let place = try TableColumns.place(column, header, count)
      try TableColumns.assign(.category(number), [place], &roles, header)
    }
    for column in format.omitted {
      let place = try TableColumns.place(column, header, count)
      try TableColumns.assign(.omitted, [place], &roles, header)
    }
    self.roles = roles.map { $0 ?? .feature }
    self.header = header
    self.arrow = arrow
    let hasFeatures = self.roles.contains {
      if case .category = $0 { true } else { $0 == .feature }
    }
    guard hasFeatures else { throw .noFeatures }
  }

  /// A row and column as a person counts.
  func cell(row: Int, column: Int) -> DataCell {
    DataCell(row: row, column: column + 1, name: column < header.count ? header[column] : "")
  }

  /// The name of a column, made up where there is none.
  func name(_ column: Int) -> String {
    let name = column < header.count ? header[column] : ""
    return name.isEmpty ? "x\(column + 1)" : name
  }

  private static func assign(
    _ role: Role,
    _ places: [Int],
    _ roles: inout [Role?],
    _ header: [String]
  ) throws(DataMistake.Kind) {
    for place in places {
      guard roles[place] == nil else {
        throw .columnTwice(header.isEmpty ? "column \(place + 1)" : "'\(header[place])'")
      }
      roles[place] = role
    }
  }

  private static func place(
    _ column: TableFormat.Column,
    _ header: [String],
    _ count: Int
  ) throws(DataMistake.Kind) -> Int {
    switch column {
    case .number(let number):
      guard number != 0, number >= -count, number <= count else {
        throw .noColumn(number, count: count)
      }
      return number > 0 ? number - 1 : count + number
    case .named(let name):
      var found: Int?
      for (place, other) in header.enumerated() where same(name, other) {
        if let found { throw .doubledColumn(name, first: found + 1, second: place + 1) }
        found = place
      }
      guard let found else {
        throw .unknownColumn(
          name,
          known: header,
          suggestion: Suggestion.nearest(to: name, in: header)
        )
      }
      return found
    }
  }

  /// Whether two names are the same, byte for byte.
  private static func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
}
