import Autodiff
import Foundation
import Notation
import Testing

/// Programs changed at random: whatever comes out, it is run or refused, never trapped on.
@Suite struct `Mutated programs` {
  /// Programs that run, beside those of `Fixtures`.
  private static let sound = [
    "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\nbackward f\nexpect grad x = -4\n",
    "X = [[1, 2], [3, 4]]\nparam W = [[0.5, -1], [1, 2]]\nH = relu(X @ W)\nL = mean(H^2)\nbackward L\n",
    "def f(a, b) = sigmoid(a) * b\nx = 0.5\ny = f(x, b=2) + f(1, x)\nbackward y with 2\nexpect y ~ 2.6\n",
    "z = [[1, 2, 3], [0, 1, 0]]\np = softmax(z, axis=-1, temperature=2)\nL = cross_entropy(p, [2, 1], reduction=\"sum\")\nbackward L\n",
    "x = arange(6)\ny = reshape(x, [2, -1])[:, 1:].T\ns = sum(y, axis=[0, 1], keepdims=true)\nbackward s\nask s to 3 digits\n",
    "η = 0.1; ŷ = tanh(η) − 2·η\nbackward ŷ # comment\nexpect grad η ~ -1.01\n",
  ]

  private static let words = [
    "x", "y", "f", "sum(", "exp(", "[", "]", "(", ")", ",", ";", "\n", "=", "~", "+", "-", "*", "/",
    "@", "^", "**", ".T", ":", "\"", "#", "1", "0", "-1", "2.5", "1e9", "1e-400", "1e400", ".", "_",
    "def ", "backward ", "expect ", "grad ", "param ", "ask ", "minimize ", " with ", " to ",
    "true",
    "axis=", "keepdims=true", "reduction=\"none\"", "zeros(3)", "[1, 2]", "[[1, 2], [3, 4]]", "−",
    "η", "\u{301}", "\u{202E}", "\u{0}", "\u{FEFF}", "\r", "\u{2028}", "log(0)", "0/0", "eye(2)",
    "concat(", "one_hot(", "reshape(", "softmax(", "mse(", "max(", "x[0]", "x[-1]", "x[:, 0:2]",
  ]

  @Test(.timeLimit(.minutes(10)))
  func `none of them traps or hangs`() {
    let wanted = ProcessInfo.processInfo.environment["GRADUS_FUZZ"].flatMap(Int.init)
    let deadline = ContinuousClock.now + .seconds(wanted == nil ? 20 : 500)
    var seeds = MistakenProgram.all.map { $0.bytes }.filter { $0.count < 400 }
    for program in Self.sound { seeds += [[UInt8]](repeating: Array(program.utf8), count: 8) }
    var random = SplitMix(seed: 2026)
    var tried = 0
    var ran = 0
    while tried < wanted ?? 10_000, ContinuousClock.now < deadline {
      var bytes = seeds[random.below(seeds.count)]
      for _ in 0...random.below(4) { mutate(&bytes, seeds, &random) }
      tried += 1
      if examine(bytes) { ran += 1 }
    }
    #expect(tried >= 500)
    // Some still run, and most do not: the mutations reach both halves.
    #expect(ran > tried / 50)
    #expect(ran < tried)
  }

  /// Reads and runs a program in every way; true if it ran.
  private func examine(_ bytes: [UInt8]) -> Bool {
    var options = Program.Options()
    options.opening = Graph.Opening(all: bytes.count % 3 == 0, scalars: bytes.count % 4 == 1)
    do throws(Diagnostics) {
      let run = try Program.read(SourceText(file: "p", bytes: bytes), options: options).run()
      let json = Data(run.json())
      #expect((try? JSONSerialization.jsonObject(with: json)) != nil, "\(bytes)")
      if run.trace.graph.elementCount < 200 { _ = run.trace.gradientCheck() }
      return true
    } catch {
      #expect(!error.all.isEmpty, "\(bytes)")
      #expect(error.all.count <= Diagnostics.limit)
      for (a, b) in zip(error.all, error.all.dropFirst()) {
        let (p, q) = (a.location, b.location)
        #expect((p.line, p.column) <= (q.line, q.column), "\(bytes)")
      }
      for scalar in error.rendered().unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && scalar != "\u{202E}", "\(bytes)")
      }
      return false
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ seeds: [[UInt8]], _ random: inout SplitMix) {
    let place = random.below(bytes.count + 1)
    let length = min(bytes.count - place, random.below(12))
    switch random.below(7) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1:
      bytes.insert(contentsOf: bytes[place..<place + length], at: random.below(bytes.count + 1))
    case 2: bytes.insert(UInt8(random.below(256)), at: place)
    case 3:
      let other = seeds[random.below(seeds.count)]
      let start = random.below(other.count)
      bytes.insert(contentsOf: other[start..<min(other.count, start + 20)], at: place)
    case 4: if place < bytes.count { bytes[place] = bytes[random.below(bytes.count)] }
    default:
      bytes.insert(contentsOf: Self.words[random.below(Self.words.count)].utf8, at: place)
    }
  }
}

/// The same pseudo-random numbers in every run. (Steele, Lea and Flood, *Fast splittable pseudorandom
/// number generators*, 2014.)
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A whole number from 0 up to `limit`.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, limit)))
  }
}
