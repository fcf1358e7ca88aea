import Autodiff
import Notation
import Testing

/// Expressions without names that stand outside of programs.
struct ConstantExpressionTests {
  private func value(_ text: String, limit: Int = 1000) throws(ConstantExpression.Fault) -> Tensor {
    try ConstantExpression.value(of: Array(text.utf8), elementLimit: limit)
  }

  private func fault(_ text: String, limit: Int = 1000) -> ConstantExpression.Fault? {
    do throws(ConstantExpression.Fault) {
      _ = try value(text, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test func `they are worked out`() throws {
    #expect(try value("-2^2") == Tensor(-4))
    #expect(try value("[1, 2] @ [3, 4] / 2") == Tensor(5.5))
    #expect(try value("sum([[1, 2], [3, 4]], axis=0)") == Tensor([4, 6]))
  }

  @Test func `what is wrong has its bytes`() {
    let unknown = fault("1 + x")
    #expect(unknown?.start == 4 && unknown?.end == 5)
    #expect(
      unknown?.reason
        == .mistake(message: "unknown name 'x'", help: "bind it above: name = expression")
    )
    #expect(fault("1 +")?.start == 3)
    #expect(fault("1 2")?.start == 2)
    #expect(fault("1_0")?.start == 0)
    #expect(fault("true")?.start == 0)
    #expect(fault("")?.start == 0)
  }

  @Test func `no part may be infinite or no number`() {
    let inner = fault("2 / (1 / 0)")
    #expect(inner?.reason == .notFinite(.infinity))
    #expect(inner?.start == 5 && inner?.end == 10)
    #expect(fault("log(0)")?.reason == .notFinite(-.infinity))
  }

  @Test(arguments: [
    "ones([1001])", "outer(ones([40]), ones([40]))", "normal([40, 40])", "eye(40)", "arange(1001)",
    "sum(concat(ones([600]), ones([600])))",
  ])
  func `they make no more numbers than they may`(_ text: String) {
    #expect(fault(text)?.reason == .tooLarge)
    #expect(fault(text, limit: 10_000) == nil)
  }

  @Test func `functions are known by name`() {
    #expect(ConstantExpression.isFunction("sqrt") && ConstantExpression.isFunction("zeros"))
    #expect(!ConstantExpression.isFunction("sqr"))
    #expect(ConstantExpression.functionNames.contains("softmax"))
  }
}
