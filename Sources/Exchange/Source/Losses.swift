internal import Autodiff

extension Operation {
  /// Whether it judges a prediction.
  var isLoss: Bool {
    name == "ctc"
      || arguments.contains { if case .reduction = $0 { true } else { false } }
  }
}
