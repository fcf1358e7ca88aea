// One neuron with a sigmoid, forward and back: `swift run SigmoidNeuron`.
import Gradus

let board = Blackboard()
let x0 = board.input("x0", -1)
let x1 = board.input("x1", -2)
let w0 = board.parameter("w0", 2)
let w1 = board.parameter("w1", -3)
let b = board.parameter("b", -3)
let z = (w0 * x0 + w1 * x1 + b).named("z")
let y = sigmoid(z).named("y")

let trace = try board.run(backward: y)
print("y = \(NumberFormat.table.text(trace.value(of: y).elements[0]))")
for (name, weight) in [("w0", w0), ("w1", w1), ("b", b)] {
  guard let gradient = trace.gradient(of: weight)?.scalar else { continue }
  print("dy/d\(name) = \(NumberFormat.table.text(gradient))")
}

// Every step, as it would be written on a blackboard.
for step in Board(trace, title: "One neuron").steps {
  print("\(step.index). \(PlainTextWriter.write(step.formula))")
}
