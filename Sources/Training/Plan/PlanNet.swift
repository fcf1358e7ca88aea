internal import Autodiff
internal import Learning
internal import Notation

extension PlanForm {
  /// Written `net dense(128, relu), dropout(0.8), dense()`.
  static let net = PlanForm("net", "net dense(16, relu), dense()") {
    draft,
    statement,
    _ throws(PlanMistake) in
    guard statement.items.count <= LayerReader.layerLimit else {
      throw PlanMistake(
        .tooMany("layers", limit: LayerReader.layerLimit),
        statement.items[LayerReader.layerLimit].place
      )
    }
    for item in statement.items {
      draft.collect { draft throws(PlanMistake) in
        draft.layers.append(try LayerReader.layer(item))
      }
    }
    // Only the last layer knows how many units it needs by itself.
    guard draft.layers.count == statement.items.count else { return }
    let last = draft.layers.lastIndex { if case .dense = $0 { true } else { false } }
    for (i, layer) in draft.layers.enumerated() where i != last {
      if case .dense(0, _) = layer {
        draft.mistakes.append(PlanMistake(.unitsMissing, statement.items[i].place))
      }
    }
  }

  /// Written `loss softmax_cross_entropy`.
  static let loss = PlanForm("loss", "loss softmax_cross_entropy") {
    draft,
    statement,
    _ throws(PlanMistake) in
    let value = try statement.single()
    let (name, items) = try value.call("loss")
    let known = LayerReader.losses
    guard let loss = known.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      throw LayerReader.unknown("loss", name, known.map { $0.name }, value)
    }
    draft.plan.loss = LossPlan(loss.name, try LayerReader.numbers(of: loss, items, value))
  }
}

/// Reads layers.
enum LayerReader {
  /// A net has at most so many layers.
  static let layerLimit = 1000
  /// A layer has at most so many units.
  static let unitLimit = 1_000_000

  /// The functions of one number: of the closed list, those that take one operand and numbers besides.
  static let activations: [Operation] = functions(operands: 1) { $0.isElementwise }

  /// The losses on outputs and targets: of the closed list, those that can be reduced.
  static let losses: [Operation] = functions(operands: 2) { operation in
    operation.arguments.contains { if case .reduction = $0 { true } else { false } }
  }

  private static func functions(
    operands count: Int,
    _ isWanted: (Operation) -> Bool
  ) -> [Operation] {
    // Aliases, such as ln, are left to programs.
    Operation.functionNames.compactMap { name in
      Operation.function(named: name).flatMap { $0.name.utf8.elementsEqual(name.utf8) ? $0 : nil }
    }.filter { operation in
      var operands = 0
      for argument in operation.arguments {
        switch argument {
        case .operand: operands += 1
        case .number, .reduction: break
        default: return false
        }
      }
      return operands == count && isWanted(operation)
    }
  }

  private static let names = [
    "dense", "dropout", "batch_norm", "conv2d", "max_pool2d", "avg_pool2d",
  ]

  /// A layer.
  static func layer(_ item: PlanItem) throws(PlanMistake) -> LayerPlan {
    if let name = item.name {
      throw PlanMistake(.expected("a layer", found: "'\(name.text) ='"), name.place)
    }
    let (name, items) = try item.value.call("net")
    func told(_ names: [String]) throws(PlanMistake) -> PlanArguments {
      var items = items
      // A word among the numbers is the activation, wherever it stands.
      if names.contains("activation"),
        let place = items.firstIndex(where: { $0.name == nil && $0.value.isWord })
      {
        var item = items.remove(at: place)
        item.name = PlanWord(text: "activation", place: item.place)
        items.append(item)
      }
      return try PlanArguments(of: name, items, at: item.place, names: names)
    }
    switch name {
    case "dense":
      let told = try told(["units", "activation"])
      // A unit for each class or number to predict is written as none.
      let units = try told.whole("units", from: 1, to: unitLimit, else: 0)
      return .dense(units: units, activation: try activation(told))
    case "dropout":
      let told = try told(["keep"])
      let keep = try told.number("keep", else: nil)
      guard keep > 0, keep <= 1, let value = told["keep"] else {
        throw (told["keep"] ?? item.value).mistake(
          "keep",
          expected: "the share that is kept, above 0 and up to 1"
        )
      }
      _ = value
      return .dropout(keep: keep)
    case "batch_norm":
      _ = try told([])
      return .batchNorm
    case "conv2d":
      let told = try told(["channels", "size", "stride", "padding", "activation"])
      return .conv2d(
        channels: try told.whole("channels", from: 1, to: 65_536, else: nil),
        size: try told.whole("size", from: 1, to: 1024, else: 3),
        stride: try told.whole("stride", from: 1, to: 1024, else: 1),
        padding: try told.whole("padding", from: 0, to: 1024, else: 0),
        activation: try activation(told)
      )
    case "max_pool2d":
      return .maxPool2d(size: try told(["size"]).whole("size", from: 1, to: 1024, else: 2))
    case "avg_pool2d":
      return .avgPool2d(size: try told(["size"]).whole("size", from: 1, to: 1024, else: 2))
    default:
      return .activation(try activation(item.value, "net", besides: names))
    }
  }

  private static func activation(
    _ told: PlanArguments
  ) throws(PlanMistake) -> LayerPlan.Activation? {
    guard let value = told["activation"] else { return nil }
    return try activation(value, "activation", besides: [])
  }

  private static func activation(
    _ value: PlanValue,
    _ what: String,
    besides names: [String]
  ) throws(PlanMistake) -> LayerPlan.Activation {
    let (name, items) = try value.call(what)
    guard let function = activations.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      if name == "softmax" || name == "log_softmax" {
        throw PlanMistake(.softmaxLayer, value.namePlace)
      }
      throw unknown(what, name, names + activations.map { $0.name }, value)
    }
    return LayerPlan.Activation(function.name, try numbers(of: function, items, value))
  }

  /// What a function of the notation is told besides its operands.
  static func numbers(
    of function: Operation,
    _ items: [PlanItem],
    _ value: PlanValue
  ) throws(PlanMistake) -> [NamedNumber] {
    var names: [String] = []
    for argument in function.arguments {
      if case .number(let name, _, _) = argument { names.append(name) }
    }
    let told = try PlanArguments(of: function.name, items, at: value.place, names: names)
    var numbers: [NamedNumber] = []
    for argument in function.arguments {
      guard case .number(let name, _, let standard) = argument else { continue }
      if told[name] != nil {
        numbers.append(NamedNumber(name, try told.number(name, else: nil)))
      } else if standard == nil {
        throw PlanMistake(.missingArgument(name, function: function.name), value.place)
      }
    }
    return numbers
  }

  static func unknown(
    _ what: String,
    _ name: String,
    _ known: [String],
    _ value: PlanValue
  ) -> PlanMistake {
    PlanMistake(
      .unknown(
        what: what,
        found: name,
        known: known,
        suggestion: Suggestion.nearest(to: name, in: known)
      ),
      value.namePlace
    )
  }
}
