/// Collects what is to be predicted, row by row, and finds out whether it is classes or numbers.
struct TargetCollector<Number: BinaryFloatingPoint & Sendable> {
  /// What a field is not.
  enum Fault: Error {
    case notNumber(DecimalReader.Finding)
    case missing
    case unknownClass
    case tooManyClasses
  }

  private var kind: TableFormat.TargetKind
  /// Whether it was open what the targets are: then words for a missing value are no classes.
  private let isOpen: Bool
  /// How many targets a row has.
  let width: Int
  private var words: WordList
  private var classes: [Int] = []
  private var numbers: [Number] = []

  /// More different words are no classes, when it is open what they are.
  private static var openLimit: Int { 1000 }
  /// As many different whole numbers are still classes, when it is open what they are.
  private static var wholeLimit: Int { 20 }

  init(_ format: TableFormat, width: Int) {
    self.width = width
    kind = width > 1 ? .numbers : format.classNames != nil ? .classes : format.targetKind
    isOpen = kind == .automatic
    words = format.classNames.map { WordList(only: $0) } ?? WordList()
  }

  /// Takes a field, given as its bytes.
  mutating func add(_ bytes: [UInt8]) throws(Fault) {
    let finding = DecimalReader.read(bytes.span)
    if isOpen {
      switch finding {
      case .number: break
      case .malformed where kind != .numbers: kind = .classes
      default: throw .notNumber(finding)
      }
    }
    if kind != .classes { numbers.append(try number(finding)) }
    if kind != .numbers { try addClass(bytes) }
    if kind == .automatic, words.count > Self.openLimit { kind = .numbers }
  }

  private func number(_ finding: DecimalReader.Finding) throws(Fault) -> Number {
    guard case .number(let value) = finding else { throw .notNumber(finding) }
    let number = Number(value)
    guard number.isFinite else { throw .notNumber(.tooLarge) }
    return number
  }

  private mutating func addClass(_ bytes: [UInt8]) throws(Fault) {
    guard !bytes.isEmpty else { throw .missing }
    guard let number = words.number(of: bytes) else { throw .unknownClass }
    guard words.count <= TableFormat.classLimit else { throw .tooManyClasses }
    classes.append(number)
  }

  /// What was collected, under the names of its columns; throws the name of the class if there is only one.
  consuming func finish(names: [String]) throws(OneClass) -> DataTargets<Number> {
    guard width > 0 else { return .none }
    if kind == .automatic {
      kind = words.isWhole && words.count <= Self.wholeLimit ? .classes : .numbers
    }
    guard kind == .classes else { return .numbers(numbers, names: names) }
    let (names, place) = words.ordered()
    if names.count == 1, !words.isClosed { throw OneClass(name: names[0]) }
    return .classes(classes.map { place[$0] }, names: names)
  }

  /// There is only one class.
  struct OneClass: Error {
    let name: String
  }
}
