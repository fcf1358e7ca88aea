import Foundation
import Learning
import Testing

struct SearchTests {
  static func range(_ name: String, _ low: Double, _ high: Double) throws -> SearchRange {
    try #require(SearchRange(name, from: low, to: high))
  }

  @Test func `samples in log space are those of the worked example`() throws {
    let example = try WorkedExample.one("select.log-uniform")
    let shares = try example.vector("u")
    let rates = try Self.range("rate", 1e-6, 1e-3)
    let strengths = try Self.range("l2", 1e-5, 1e5)
    // The example counts the rate downward.
    #expect(agreeRelatively(shares.map { rates.number(at: 1 - $0) }, try example.step("lr")))
    #expect(agreeRelatively(shares.map { strengths.number(at: $0) }, try example.step("reg")))
    #expect(rates.grid(4) == [1e-6, 1e-5, 1e-4, 1e-3])
    for number in rates.grid(7) { #expect((0...1).contains(rates.share(of: number))) }
  }

  @Test func `nine trials of a grid try three numbers each, random ones nine`() throws {
    let example = try WorkedExample.one("select.grid-vs-random")
    let ranges = [try Self.range("rate", 1e-4, 1e-1), try Self.range("l2", 1e-6, 1)]
    let grid = try #require(SearchPlan.grid(ranges, counts: [3, 3], seed: 1))
    let random = try #require(SearchPlan.random(ranges, count: 9, seed: 1))
    for axis in 0..<2 {
      let distinct = [grid, random].map { Set($0.trials.map { $0.values[axis] }).count }
      #expect([Double(distinct[0])] == (try example.step("grid")))
      #expect([Double(distinct[1])] == (try example.step("random")))
    }
    #expect(grid.trials.map(\.number) == Array(1...9))
    #expect(grid.trials[5].values == [ranges[0].grid(3)[1], ranges[1].grid(3)[2]])
    #expect(Set(grid.trials.map(\.seed)).count == 1)
    #expect(Set(random.trials.map(\.seed)).count == 9)
  }

  @Test func `random trials fill the magnitudes evenly and go on as they began`() throws {
    let rate = try Self.range("rate", 1e-6, 1e-2)
    let plan = try #require(SearchPlan.random([rate], count: 4000, seed: 2))
    for decade in -6 ..< -2 {
      let count = plan.trials.filter {
        $0.values[0] >= pow(10, Double(decade)) && $0.values[0] < pow(10, Double(decade + 1))
      }.count
      #expect((900...1100).contains(count))
    }
    let short = try #require(SearchPlan.random([rate], count: 10, seed: 2))
    #expect(Array(plan.trials[..<10]) == short.trials)
    let wider = try #require(
      SearchPlan.random([rate, try Self.range("l2", 1e-3, 1)], count: 10, seed: 2)
    )
    #expect(wider.trials.map { $0.values[0] } == short.trials.map { $0.values[0] })
  }

  @Test func `a finer search spans the best trials`() throws {
    let rate = try Self.range("rate", 1e-6, 1)
    // Seven trials, a decade apart; the best are 1e-3, 1e-2, 1e-4.
    let plan = try #require(SearchPlan.grid([rate], counts: [7], seed: 1))
    let losses = [9.0, 8, 3, 1, 2, 7, .nan]
    let next = try #require(SearchRefinement(after: plan, scores: losses, better: .lower))
    #expect(next.best.map { $0.values[0] } == [1e-3, 1e-2, 1e-4])
    #expect(next.edges == [nil])
    // A seventh of six decades on both sides.
    let margin = pow(10, 6.0 / 7)
    #expect(
      agreeRelatively([next.ranges[0].low, next.ranges[0].high], [1e-4 / margin, 1e-2 * margin])
    )
  }

  @Test func `where the best lies at an edge, the next range goes beyond it`() throws {
    let rate = try Self.range("rate", 1e-6, 1e-3)
    let width = try #require(SearchRange("width", from: 10, to: 50, .whole))
    let plan = try #require(SearchPlan.grid([rate, width], counts: [4, 5], seed: 1))
    let accuracies = plan.trials.map { log10($0.values[0]) - $0.values[1] / 100 }
    let next = try #require(
      SearchRefinement(after: plan, scores: accuracies, better: .higher, keeping: 1)
    )
    #expect(next.edges == [.high, .low])
    #expect(agreeRelatively([next.ranges[0].high], [1e-3 * pow(10, 0.75)]))
    #expect(next.ranges[1].low == 0)
    #expect(next.ranges[1].high == 12)
  }

  @Test func `what makes no range or plan is nil`() throws {
    #expect(SearchRange("rate", from: 0, to: 1) == nil)
    #expect(SearchRange("rate", from: 1, to: 0.5) == nil)
    #expect(SearchRange("rate", from: .nan, to: 1, .linear) == nil)
    #expect(SearchRange("rate", from: 1, to: .infinity, .linear) == nil)
    let one = try #require(SearchRange("rate", from: 0.1, to: 0.1))
    #expect(one.grid(3) == [0.1])
    #expect(one.number(at: 0.5) == 0.1)
    #expect(SearchPlan.grid([one], counts: [], seed: 1) == nil)
    #expect(SearchPlan.grid([one], counts: [0], seed: 1) == nil)
    #expect(SearchPlan.random([], count: 3, seed: 1) == nil)
    let wide = try #require(SearchRange("a", from: 0, to: 1, .linear))
    #expect(SearchPlan.grid([wide, wide], counts: [1000, 1000], seed: 1) == nil)
    let plan = try #require(SearchPlan.random([one], count: 2, seed: 1))
    #expect(SearchRefinement(after: plan, scores: [1], better: .lower) == nil)
    #expect(SearchRefinement(after: plan, scores: [.nan, .nan], better: .lower) == nil)
    let same = try #require(SearchRefinement(after: plan, scores: [1, 2], better: .lower))
    #expect(same.ranges == [one])
    let units = try #require(SearchRange("units", from: 1, to: 4, .whole))
    #expect(units.grid(9) == [1, 2, 3, 4])
  }

  private func agreeRelatively(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-11 * $1.magnitude }
  }
}
