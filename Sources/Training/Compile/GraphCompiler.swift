internal import Autodiff
internal import FastKernels
internal import Kernels

/// Makes kernel calls of a graph's nodes, in the graph's own order: forward from the first to the last, back
/// from the last to the first, the operands of each from left to right, as the engine does.
///
/// How each operation is made is in the files beside this one, by kind; an operation that has no kernels runs by
/// the engine's own rule, in double precision.
struct GraphCompiler<Scalar: KernelScalar> {
  typealias Call = (PlanRunner<Scalar>) -> Void

  let graph: Graph
  let request: CompilerRequest
  var memory: MemoryPlan
  /// Functions of the plan's own, of all graphs that share a runner.
  var calls: [Call]
  var compiled: CompiledGraph<Scalar>

  /// Nodes that a root needs.
  var isNeeded: [Bool]
  /// Nodes that lead from a parameter to the objective.
  var leads: [Bool]
  /// Nodes at which a gradient has been written by an earlier call of the way back.
  var hasArrived: [Bool]
  /// Nodes at which exactly 1 arrives, which stands there from the beginning.
  var isUnit: [Bool]
  /// How many uses of a node are on the way from it to the objective.
  var uses: [Int]
  /// What operations keep of the way forward for the way back.
  var kept: [NodeID: [Place]] = [:]
  /// Where numbers stand that are the same in every run.
  private var constants: [Double: Place] = [:]
  /// The numbers that nodes without kernels are computed with.
  private var arena: RuleArena?

  init(_ graph: Graph, _ request: CompilerRequest, memory: MemoryPlan, calls: [Call]) {
    self.graph = graph
    self.request = request
    self.memory = memory
    self.calls = calls
    compiled = CompiledGraph(count: graph.count)
    isNeeded = [Bool](repeating: false, count: graph.count)
    leads = isNeeded
    hasArrived = isNeeded
    isUnit = isNeeded
    uses = [Int](repeating: 0, count: graph.count)
  }

  /// Makes all lists.
  mutating func compile() {
    findNeeded()
    for node in graph.nodes where isNeeded[node.index] {
      if graph.isLeaf(node) { placeLeaf(node) } else { emitForward(node) }
    }
    guard let objective = request.objective, leads[objective.index] else { return }
    preparePlaces(objective)
    if request.descends { compiled.descent = InstructionList() }
    for index in stride(from: objective.index, through: 0, by: -1)
    where leads[index] && !graph.isLeaf(NodeID(index)) {
      emitBackward(NodeID(index))
    }
  }

  // MARK: Which nodes matter

  private mutating func findNeeded() {
    for root in request.roots { isNeeded[root.index] = true }
    for index in stride(from: graph.count - 1, through: 0, by: -1) where isNeeded[index] {
      for operand in graph.operands(of: NodeID(index)) { isNeeded[operand.index] = true }
    }
    guard let objective = request.objective else { return }
    var varies = [Bool](repeating: false, count: graph.count)
    for node in graph.nodes {
      varies[node.index] =
        graph.isLeaf(node)
        ? request.parameterGradients[node] != nil
        : graph.operands(of: node).contains { varies[$0.index] }
    }
    var isBefore = [Bool](repeating: false, count: graph.count)
    isBefore[objective.index] = true
    for index in stride(from: objective.index, through: 0, by: -1) where isBefore[index] {
      leads[index] = varies[index]
      for operand in graph.operands(of: NodeID(index)) {
        isBefore[operand.index] = true
        if varies[index] { uses[operand.index] += 1 }
      }
    }
  }

  private mutating func placeLeaf(_ node: NodeID) {
    if let place = request.bound[node] {
      compiled.values[node.index] = place
      return
    }
    let place = memory.reserve(graph.shape(of: node).count)
    compiled.values[node.index] = place
    compiled.presets.append(
      PresetNumbers(place: place, numbers: graph.leafValue(of: node).elements)
    )
  }

  private mutating func preparePlaces(_ objective: NodeID) {
    for node in graph.nodes where leads[node.index] {
      guard compiled.gradients[node.index] == nil else { continue }
      compiled.gradients[node.index] =
        request.parameterGradients[node] ?? memory.reserve(graph.shape(of: node).count)
    }
    isUnit[objective.index] = true
    hasArrived[objective.index] = true
    presetUnit(objective)
  }

  /// Lets 1 stand where a node's gradient is.
  mutating func presetUnit(_ node: NodeID) {
    guard let place = compiled.gradients[node.index] else { return }
    compiled.presets.append(PresetNumbers(place: place, numbers: [1]))
  }

  // MARK: Places

  /// Where a node's value lies.
  func value(_ node: NodeID) -> Place { compiled.values[node.index] ?? Place(0) }

  /// Where what arrives at a node lies.
  func upstream(_ node: NodeID) -> Place { compiled.gradients[node.index] ?? Place(0) }

  func count(_ node: NodeID) -> Int { graph.shape(of: node).count }

  /// Makes room for a node's value.
  mutating func reserveValue(_ node: NodeID) -> Place {
    let place = memory.reserve(count(node))
    compiled.values[node.index] = place
    return place
  }

  /// Where a number stands that is the same in every run.
  mutating func constant(_ number: Double) -> Place {
    if let place = constants[number] { return place }
    let place = memory.reserve(1)
    constants[number] = place
    compiled.presets.append(PresetNumbers(place: place, numbers: [number]))
    return place
  }

  // MARK: Calls

  mutating func forward(_ instruction: Instruction<Scalar>) {
    compiled.forward.append(instruction)
  }

  mutating func backward(_ instruction: Instruction<Scalar>) {
    compiled.backward.append(instruction)
    compiled.descent?.append(instruction)
  }

  /// Whether nothing has arrived at a node yet; notes that something has now.
  mutating func isFirstArrival(_ node: NodeID) -> Bool {
    defer { hasArrived[node.index] = true }
    return !hasArrived[node.index]
  }

  /// Adds numbers to what arrives at a node: as a copy, if they are the first.
  mutating func deliver(_ numbers: Place, times factor: Double = 1, to node: NodeID) {
    let target = upstream(node)
    let count = count(node)
    if isFirstArrival(node) {
      if factor == 1 {
        backward(.copy(x: numbers, z: target, count: count))
      } else {
        scale(numbers, by: constant(factor), into: target, count)
      }
    } else {
      backward(.accumulate(Factor(Scalar(rounding: factor)), x: numbers, z: target, count: count))
    }
  }

  /// Lets `make` write a contribution: straight to where it arrives if it is the first, else beside it.
  mutating func contribute(
    to node: NodeID,
    _ make: (inout GraphCompiler, Place) -> Void
  ) {
    if isFirstArrival(node) { return make(&self, upstream(node)) }
    let beside = memory.reserve(count(node))
    make(&self, beside)
    backward(.accumulate(Factor(1), x: beside, z: upstream(node), count: count(node)))
  }

  /// z = x times the number at a place.
  mutating func scale(_ x: Place, by number: Place, into z: Place, _ count: Int) {
    backward(elementwise(.multiply, x, number, z, count, yIsNumber: true))
  }

  /// An elementwise call on `count` numbers side by side; `y` may be one number.
  func elementwise(
    _ function: BinaryFunction,
    _ x: Place,
    _ y: Place,
    _ z: Place,
    _ count: Int,
    yIsNumber: Bool = false
  ) -> Instruction<Scalar> {
    .combine(
      function,
      rows: 1,
      columns: count,
      x: MatrixPlace(x, rowStride: count),
      y: MatrixPlace(y, rowStride: 0, columnStride: yIsNumber ? 0 : 1),
      z: z,
      stride: count
    )
  }

  /// The numbers that nodes without kernels are computed with.
  mutating func ruleArena() -> RuleArena {
    if let arena { return arena }
    let new = RuleArena(graph)
    arena = new
    return new
  }
}
