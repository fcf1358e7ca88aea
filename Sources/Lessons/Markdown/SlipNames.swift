/// The slips that a course or an exercise may leave out.
enum SlipNames {
  /// Their ids.
  static let all = [
    "no-upstream", "missing-path", "subtraction-sign", "quotient-rule", "power-rule", "missing-two",
    "extra-two", "target-minus-prediction", "sign-flip", "swapped-operands", "relu-gate-ignored",
    "no-activation-derivative", "derivative-at-output", "derivative-at-input", "softmax-diagonal",
    "missing-mean", "transposed", "bias-not-summed", "ascent", "rate-forgotten",
    "update-for-gradient", "gradient-for-update", "updated-too-early", "log-base",
    "threshold-strict", "bias-forgotten", "activation-forgotten", "precedence", "rounded-early",
  ]
}
