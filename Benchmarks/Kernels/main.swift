import FastKernels
import Kernels

// The kernels' side of `Benchmarks/run --only kernels`: a line of JSON for each figure, times in seconds.
//
//     KernelsBenchmark [--runs N] [--sizes M,N,K;M,N,K;…]

var measuring = Measuring(runs: 5)
var sizes = [(8, 8, 8), (32, 32, 32), (128, 10, 128)]
var arguments = CommandLine.arguments.dropFirst()
while let name = arguments.popFirst(), let value = arguments.popFirst() {
  switch name {
  case "--runs": measuring.runs = max(1, Int(value) ?? measuring.runs)
  case "--sizes":
    sizes = value.split(separator: ";").compactMap { size in
      let sides = size.split(separator: ",").compactMap { Int($0) }
      return sides.count == 3 && sides.allSatisfy { $0 > 0 } ? (sides[0], sides[1], sides[2]) : nil
    }
  default: print("unknown argument \(name)")
  }
}

let kernels = KernelChoice.floats(KernelChoice.current.level)
measuring.peak()
for (m, n, k) in sizes { measuring.product(kernels, m, n, k) }
measuring.peak()
for f in [UnaryFunction.exp, .tanh, .sigmoid, .log, .relu] { measuring.map(kernels, f) }
measuring.softmax(kernels)
