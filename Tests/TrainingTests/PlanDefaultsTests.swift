import Testing

@testable import Training

@Suite("The plan of a training run")
struct PlanDefaultsTests {
  @Test func `a plan that says little takes batches of 32 and ten epochs`() {
    let plan = TrainingPlan(data: .digits, layers: [.dense(units: 10, activation: nil)])
    #expect(plan.batch == 32)
    #expect(plan.epochs == 10)
    #expect(plan.optimiser.rate == .constant(0.1))
  }
}
