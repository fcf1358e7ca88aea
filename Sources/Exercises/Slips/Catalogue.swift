extension Slip {
  /// Every slip, in the order in which explanations that are equally good are told.
  public static let all: [Slip] = [
    .noUpstream, .missingPath, .subtractionSign, .quotientRule, .powerRule, .missingTwo, .extraTwo,
    .targetMinusPrediction, .signFlip, .swappedOperands, .reluGateIgnored,
    .noActivationDerivative, .derivativeAtOutput, .derivativeAtInput, .softmaxDiagonal,
    .missingMean, .transposed, .biasNotSummed, .ascent, .rateForgotten, .updateForGradient,
    .gradientForUpdate, .updatedTooEarly, .logBase, .thresholdStrict, .biasForgotten,
    .activationForgotten, .precedence, .roundedEarly,
  ]

  /// The ids of all slips.
  public static var ids: [String] { all.map { $0.id } }
}
