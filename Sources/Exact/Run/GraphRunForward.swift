internal import Autodiff

extension GraphRun {
  /// The elements of a node that is no leaf.
  mutating func forward(_ node: NodeID, _ work: inout Work) -> [ExactNumber] {
    let operation = graph.operation(of: node)
    let count = graph.shape(of: node).count
    guard let rule = ExactRule.rule(of: operation) else {
      return departing(node, count) ?? unruly(node, count: count)
    }
    let x = operands(of: node)
    let shapes = shapes(of: node)
    let attributes = graph.attributes(of: node)
    let told = told(node)
    switch rule {
    case .unary(let value, _):
      return x[0].map { work.allows($0.bits, $0.bits) ? value($0, told) : Work.exhausted }
    case .binary(let value, _, _):
      guard let places = Places.broadcast(shapes) else { break }
      return (0..<count).map { i in
        let (a, b) = (x[0][places[0][i]], x[1][places[1][i]])
        return work.allows(a.bits, b.bits) ? value(a, b) : Work.exhausted
      }
    case .rearranging:
      guard let sources = Places.sources(operation, shapes, attributes) else { break }
      return sources.map { x[$0.slot][$0.element] }
    case .reducing(let lane):
      guard let lanes = Places.lanes(shapes[0], attributes) else { break }
      return lanes.map { places in lane.value(places.map { x[0][$0] }, &work) }
    case .pooling(let window):
      guard let windows = Places.windows(shapes[0], attributes) else { break }
      return windows.map { places in window.value(places.map { x[0][$0] }, &work) }
    case .alongAxis(let value, _):
      guard let lanes = Places.lanes(shapes[0], attributes) else { break }
      var result = [ExactNumber](repeating: .zero, count: count)
      for places in lanes {
        for (k, number) in value(places.map { x[0][$0] }, told, &work).enumerated() {
          result[places[k]] = number
        }
      }
      return result
    case .matrixProduct:
      let form = ProductForm(shapes)
      return form.product(x[0], x[1], &work)
    case .convolution:
      guard let products = Places.products(shapes[0], shapes[1], attributes) else { break }
      return products.map { pairs in
        var sum = ExactNumber.zero
        for (pixel, entry) in pairs { sum = work.add(sum, work.multiply(x[0][pixel], x[1][entry])) }
        return sum
      }
    case .oneHot: return oneHot(x[0], classes: Int(attributes.first))
    case .loss(let loss): return lossValue(node, loss, &work)
    case .opened(let form):
      guard let open = OpenRun(form, node, in: self, &work) else { break }
      openRuns[node] = open
      return open.result
    }
    return departing(node, count) ?? unruly(node, count: count)
  }

  /// The departures of the operands, where there is nothing more to say.
  private func departing(_ node: NodeID, _ count: Int) -> [ExactNumber]? {
    ExactNumber.departure(of: operands(of: node).flatMap { $0 }).map {
      [ExactNumber](repeating: .left($0.withoutNumber), count: count)
    }
  }

  func oneHot(_ labels: [ExactNumber], classes: Int) -> [ExactNumber] {
    labels.flatMap { label in
      (0..<classes).map { place in
        label.applying { $0 == Rational(place) ? .one : .zero }
      }
    }
  }
}

/// The lengths of a matrix product; vectors count as a row on the left and as a column on the right.
struct ProductForm {
  let m: Int
  let k: Int
  let n: Int

  init(_ shapes: [Shape]) {
    let (a, b) = (shapes[0], shapes[1])
    m = a.rank == 2 ? a.axes[0] : 1
    k = a.axes[a.rank - 1]
    n = b.rank == 2 ? b.axes[1] : 1
  }

  private init(m: Int, k: Int, n: Int) { (self.m, self.k, self.n) = (m, k, n) }

  /// a · b.
  func product(
    _ a: [ExactNumber],
    _ b: [ExactNumber],
    _ work: inout Work
  ) -> [ExactNumber] {
    var result: [ExactNumber] = []
    result.reserveCapacity(m * n)
    for i in 0..<m {
      for j in 0..<n {
        var sum = work.isExhausted ? Work.exhausted : .zero
        for l in 0..<(work.isExhausted ? 0 : k) {
          sum = work.add(sum, work.multiply(a[i * k + l], b[l * n + j]))
        }
        result.append(sum)
      }
    }
    return result
  }

  /// ḡ · bᵀ for the left operand, aᵀ · ḡ for the right one.
  func pullback(
    _ slot: Int,
    _ a: [ExactNumber],
    _ b: [ExactNumber],
    _ upstream: [ExactNumber],
    _ work: inout Work
  ) -> [ExactNumber] {
    slot == 0
      ? ProductForm(m: m, k: n, n: k)
        .product(upstream, ProductForm.transposed(b, k, n), &work)
      : ProductForm(m: k, k: m, n: n)
        .product(ProductForm.transposed(a, m, k), upstream, &work)
  }

  private static func transposed(
    _ x: [ExactNumber],
    _ rows: Int,
    _ columns: Int
  ) -> [ExactNumber] {
    (0..<rows * columns).map { x[$0 % rows * columns + $0 / rows] }
  }
}
