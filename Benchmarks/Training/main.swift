import FastKernels

// The trainer's side of `Benchmarks/run --only training`: a line of JSON for each figure, times in seconds.
//
//     TrainingBenchmark [--runs N] [--samples N] [--threads N]

var (runs, samples, threads) = (3, 60_000, 1)
var arguments = CommandLine.arguments.dropFirst()
while let name = arguments.popFirst(), let value = arguments.popFirst().flatMap({ Int($0) }) {
  switch name {
  case "--runs": runs = max(1, value)
  case "--samples": samples = max(1, value)
  case "--threads": threads = max(1, value)
  default: print("unknown argument \(name)")
  }
}

for net in Net.all {
  for shuffles in [false, true] {
    do {
      let figure = try net.measure(
        samples: samples,
        runs: runs,
        threads: threads,
        shuffles: shuffles
      )
      print(figure.json(net, threads: threads, shuffles: shuffles))
    } catch {
      print("\(net.name): \(error)")
    }
  }
}
