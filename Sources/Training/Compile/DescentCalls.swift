internal import Autodiff
internal import FastKernels
internal import Kernels

extension GraphCompiler {
  /// Lets those parameters descend that were not moved on the way back.
  mutating func descendTheRest(_ memory: NetMemory) {
    for entry in memory.entries {
      guard let gradient = entry.gradient, let node = graph.node(named: entry.parameter.name),
        leads[node.index], !isMovedOnTheWay(node)
      else { continue }
      compiled.descent?.append(
        .accumulate(
          .rate(times: -1),
          x: gradient,
          z: entry.value,
          count: entry.parameter.shape.count
        )
      )
    }
  }
}
