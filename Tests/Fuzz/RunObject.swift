/// What of a run's JSON is read back.
struct RunObject: Decodable {
  /// A number, one of the three texts for what is not finite, or a list of such.
  enum Value: Decodable {
    case number(Double)
    case list([Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        let texts: [String: Double] = [
          "NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity,
        ]
        guard let number = texts[try container.decode(String.self)] else {
          throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number")
        }
        self = .number(number)
      }
    }

    /// Adds its numbers in order.
    func flatten(into numbers: inout [Double]) {
      switch self {
      case .number(let number): numbers.append(number)
      case .list(let list): for entry in list { entry.flatten(into: &numbers) }
      }
    }
  }

  let format: String
  let values: [String: Value]
  let gradients: [String: Value]
}
