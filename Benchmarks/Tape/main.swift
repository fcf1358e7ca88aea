// Times the engine on large scalar graphs: `TapeBenchmark [--runs N] [--nodes N,N,…]`.
//
// Prints one line of JSON for each figure; `Benchmarks/run` sets them beside those of other programs.

import Autodiff

var runs = 9
var sizes = [1000, 10_000, 100_000, 1_000_000]
var rest = CommandLine.arguments.dropFirst()
while let word = rest.popFirst() {
  switch (word, rest.first) {
  case ("--runs", let number?):
    runs = max(1, Int(number) ?? runs)
    rest.removeFirst()
  case ("--nodes", let list?):
    sizes = list.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
    rest.removeFirst()
  default:
    print("usage: TapeBenchmark [--runs N] [--nodes N,N,…]")
  }
}

let tapes = Measurements<Tape>(runs: runs)
let graphs = Measurements<GraphRecording>(runs: runs)
for net in RandomNet.allCases {
  for size in sizes where net == .fixedOrder || size >= 2 * RandomNet.window {
    tapes.measure(net, size: size)
    graphs.measure(net, size: size)
  }
}
tapes.measureDemo()
graphs.measureDemo()
var tensors = try TensorDemo(ScalarDemo())
tensors.measure(runs: 20 * runs)
