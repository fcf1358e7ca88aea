internal import Notation

extension Exercise {
  /// Whether two quantities are the same number: `df/dx` is `grad x` where f is what the last `backward` began
  /// at.
  public func isSame(_ a: Quantity, _ b: Quantity) -> Bool {
    a.canonical(in: program) == b.canonical(in: program)
  }
}
