// What the tests of kernels ask of Swift Testing and of FastKernels, for a processor without either.

import CHost
import Kernels

/// Words about an expectation.
///
/// They are dropped: its place is told, and Embedded Swift cannot describe values.
struct Words: ExpressibleByStringInterpolation {
  struct StringInterpolation: StringInterpolationProtocol {
    init(literalCapacity: Int, interpolationCount: Int) {}
    func appendLiteral(_ literal: String) {}
    func appendInterpolation<Value>(_ value: Value) {}
  }

  init(stringLiteral: String) {}
  init(stringInterpolation: StringInterpolation) {}
}

/// What tests attach to their results: nothing here.
enum Attachment {
  static func record(_ words: Words, named name: Words) {}
}

/// How the expectations turned out.
nonisolated(unsafe) var tally = (tests: 0, held: 0, failed: 0)

/// Counts an expectation, and tells where it stands if it does not hold; the first twenty are told.
func expect(
  _ holds: Bool,
  _ words: @autoclosure () -> Words = "",
  file: StaticString = #fileID,
  line: Int = #line
) {
  if holds { return tally.held += 1 }
  tally.failed += 1
  if tally.failed <= 20 { print("  does not hold: \(file), line \(line)") }
}

/// Runs a test and tells its name.
func test(_ name: StaticString, _ body: () -> Void) {
  let failed = tally.failed
  body()
  tally.tests += 1
  print("\(tally.failed == failed ? "ok    " : "FAILED") \(name)")
}

/// The kernels that a processor of another architecture has.
enum KernelLevel {
  case reference
  case base
}

/// All of them, since all are tried.
enum KernelChoice {
  static var available: [KernelLevel] { [.reference, .base] }

  static func floats(_ level: KernelLevel) -> KernelSet<Float> {
    level == .reference ? .reference : handed(gradus_float_kernels)
  }

  static func doubles(_ level: KernelLevel) -> KernelSet<Double> {
    level == .reference ? .reference : handed(gradus_double_kernels)
  }

  private static func handed<Scalar>(
    _ put: (UnsafeMutableRawPointer?) -> Void
  ) -> KernelSet<Scalar> {
    let place = UnsafeMutablePointer<KernelSet<Scalar>>.allocate(capacity: 1)
    defer { place.deallocate() }
    put(place)
    return place.move()
  }
}

@main
struct Program {
  static func main() {
    runAll()
    print("\(tally.tests) tests, \(tally.held) expectations hold, \(tally.failed) do not")
    exit(tally.failed == 0 ? 0 : 1)
  }
}
