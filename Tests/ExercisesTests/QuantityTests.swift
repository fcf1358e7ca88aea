import Exercises
import Testing

struct QuantityTests {
  @Test(arguments: [
    (Quantity("q"), "q"),
    (Quantity("x", .gradient), "grad x"),
    (Quantity("x", .derivative(of: "q")), "dq/dx"),
    (Quantity("w", .gradient, step: 2), "grad w @ 2"),
  ])
  func `a quantity is told as it is asked`(_ quantity: Quantity, _ text: String) {
    #expect(quantity.text == text)
  }
}
