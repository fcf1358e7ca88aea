import Notation
import Testing

@Suite struct `Mistakes of a minimize` {
  static let start = "x = 1; param w = [1, 2]; L = sum(w * x)\n"

  @Test(arguments: [
    (
      "minimize L over w with agam(rate=1) for 2 steps",
      "2:24: error: unknown optimiser 'agam'; did you mean 'adam'?"
    ),
    (
      "minimize L over w with gradient(rate=1) for 2 steps",
      "2:24: error: unknown optimiser 'gradient'"
    ),
    (
      "minimize L over w with sgd(rat=0.1) for 2 steps",
      "2:28: error: sgd has no argument 'rat'; did you mean 'rate'?"
    ),
    (
      "minimize L over w with sgd() for 2 steps",
      "2:24: error: sgd expects the argument 'rate', found none"
    ),
    (
      "minimize L over w with sgd(rate=-1) for 2 steps",
      "2:33: error: sgd expects a number from 0 for 'rate', found -1"
    ),
    (
      "minimize L over w with adam(beta1=1) for 2 steps",
      "2:35: error: adam expects a number from 0 to below 1 for 'beta1', found 1"
    ),
    (
      "minimize L over w with adam(amsgrad=1) for 2 steps",
      "2:37: error: adam expects true or false for 'amsgrad', found 1"
    ),
    (
      "minimize L over w with sgd(0.1, nesterov=true) for 2 steps",
      "2:42: error: sgd expects momentum above 0 and dampening 0 for 'nesterov', found true"
    ),
    (
      "minimize L over w with lbfgs(max_iter=0.5) for 2 steps",
      "2:39: error: lbfgs expects a whole number from 1 for 'max_iter', found 0.5"
    ),
    (
      "minimize L over w with sgd(rate=x) for 2 steps",
      "2:33: error: sgd expects 'rate' without names, found an expression with names"
    ),
    (
      "minimize L over w with sgd(rate=step_deca(0.1, every=2, factor=0.5)) for 2 steps",
      "2:33: error: unknown schedule 'step_deca'; did you mean 'step_decay'?"
    ),
    (
      "minimize L over w with sgd(rate=step_decay(0.1, ever=2, factor=0.5)) for 2 steps",
      "2:49: error: step_decay has no argument 'ever'; did you mean 'every'?"
    ),
    (
      "minimize L over w with sgd(rate=step_decay(0.1, factor=0.5)) for 2 steps",
      "2:33: error: step_decay expects the argument 'every', found none"
    ),
    (
      "minimize L over w with sgd(0.1, momentum=inverse_decay(0.1, k=1)) for 2 steps",
      "2:42: error: sgd expects a number for 'momentum', found the schedule 'inverse_decay'"
    ),
    (
      "minimize L over w, L with sgd(0.1) for 2 steps",
      "2:20: error: minimize expects parameters, found 'L', which is computed"
    ),
    (
      "minimize L over x with sgd(0.1) for 2 steps",
      "2:17: error: minimize expects parameters, found the input 'x'"
    ),
    (
      "minimize L over w, w with sgd(0.1) for 2 steps",
      "2:20: error: found the parameter 'w' twice"
    ),
    (
      "minimize L over v with sgd(0.1) for 2 steps",
      "2:17: error: unknown name 'v'"
    ),
    (
      "minimize w over w with sgd(0.1) for 2 steps",
      "2:10: error: minimize expects a scalar, found shape [2]"
    ),
    (
      "minimize L with sgd(0.1) for 2 steps",
      "2:12: error: expected 'over' and the parameters, found 'with'"
    ),
    (
      "minimize L over w for 2 steps",
      "2:19: error: expected ',' or 'with' and an optimiser, found 'for'"
    ),
    (
      "minimize L over w with 3 for 2 steps",
      "2:24: error: expected an optimiser after 'with', found '3'"
    ),
    (
      "minimize L over w with sgd(0.1)",
      "2:32: error: expected 'for' and a number of steps, found the end of the program"
    ),
    (
      "minimize L over w with sgd(0.1) for 2.5 steps",
      "2:37: error: expected a whole number of steps up to 1000000, found '2.5'"
    ),
    (
      "minimize L over w with sgd(0.1) for 2 epochs",
      "2:39: error: expected 'steps', found 'epochs'"
    ),
  ])
  func `is told in these words`(statement: String, message: String) {
    #expect(firstMistake(Self.start + statement) == message)
  }

  @Test func `a history that is too long is refused`() {
    #expect(
      firstMistake(
        "param w = zeros([1000]); L = sum(w)\nminimize L over w with adam for 1000000 steps"
      )
        == "2:1: error: a history expects at most 67108864 numbers in all, found more"
    )
  }

  @Test func `an input can be made a parameter`() {
    #expect(
      mistakes("x = 1; L = x^2\nminimize L over x with sgd(0.1) for 1 step")
        .contains("help: write param x = … for what is to be moved")
    )
  }
}

@Suite struct `Random leaves` {
  @Test func `are leaves with the generator's numbers`() throws {
    let run = try run(
      "param W = normal([2, 3])\ny = uniform([2], low=-1, high=3) * 1\nz = sum(W)\nbackward z"
    )
    #expect(agree(try run.value("W").elements[0], 1.6740364454410650539, 1e-15))
    #expect(try run.value("W").shape.axes == [2, 3])
    #expect(try run.value("y").elements[0] == -1 + 4 * 0.05536043647833311)
    #expect(run.trace.graph.role(of: try #require(run.trace.graph.node(named: "W"))) == .parameter)
    #expect(try run.gradient("W").elements == [1, 1, 1, 1, 1, 1])
  }

  @Test(arguments: [
    (
      "x = normal()",
      "1:5: error: normal expects at least 1 argument (shape, mean, std, seed), found none"
    ),
    ("x = normal([2], st=2)", "1:17: error: normal has no argument 'st'; did you mean 'std'?"),
    ("x = normal([2], std=-1)", "1:21: error: normal expects a number from 0 for 'std', found -1"),
    (
      "x = uniform([2], seed=-1)",
      "1:23: error: uniform expects a whole number from 0 to 2^53 for 'seed', found -1"
    ),
    (
      "x = uniform([1.5])",
      "1:13: error: uniform expects whole numbers from 0 for 'shape', found [1.5]"
    ),
    (
      "a = 1; x = uniform([a])",
      "1:20: error: uniform expects 'shape' without names, found an expression with names"
    ),
  ])
  func `mistakes are told`(text: String, message: String) {
    #expect(firstMistake(text) == message)
  }
}
