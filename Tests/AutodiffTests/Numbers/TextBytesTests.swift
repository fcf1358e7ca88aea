import Autodiff
import Testing

@Suite struct `Numbers written into bytes` {
  /// Numbers of every kind: any bits, few decimals, whole ones, and those around the bounds of plain notation.
  static let numbers: [Double] = {
    var random = SplitMix(seed: 5)
    var numbers: [Double] = [
      0, 1, 0x1p53, 0x1p53 + 2, 0x1p54, 1e-3, 1e-4, 1e-5, 9.999e-5, 1e15, 1e16,
    ]
    numbers += [.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude]
    for _ in 0..<5000 {
      let bits = random.next()
      let number = Double(bitPattern: bits)
      if number.isFinite { numbers.append(number) }
      numbers.append(Double(bits >> 40) / 1000)
      numbers.append(Double(bits >> 8 & 0xFFFF_FFFF_FFFF) / 0x1p48)
      numbers.append(Double(bits >> (bits & 63)))
    }
    return numbers + numbers.map { -$0 }
  }()

  /// What Swift itself writes, with whole numbers as such.
  static func described(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  @Test func `they are exactly what Swift writes`() {
    for number in Self.numbers {
      #expect(TextBytes.string { $0.write(exactly: number) } == Self.described(number))
    }
  }

  @Test func `numbers that come again are written as at first`() {
    var remembering = TextBytes(remembersNumbers: true)
    var plain = TextBytes()
    // Often enough that numbers take each other's places, and are found again too.
    for i in 0..<Self.numbers.count {
      for number in [Self.numbers[i], Self.numbers[i / 64], Self.numbers[i]] {
        remembering.write(exactly: number)
        plain.write(exactly: number)
        NumberFormat.table.write(number, to: &remembering)
        NumberFormat.table.write(number, to: &plain)
      }
    }
    #expect(remembering.bytes == plain.bytes)
  }

  @Test func `texts and numbers follow each other`() {
    let text = TextBytes.string {
      $0.write("α = ")
      $0.write(exactly: -0.0)
      $0.write(", ")
      NumberFormat.percent(1).write(0.125, to: &$0)
      $0.write(exactly: .infinity)
    }
    #expect(text == "α = -0, 12.5%Infinity")
  }
}
