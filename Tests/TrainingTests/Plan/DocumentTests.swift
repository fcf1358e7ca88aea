import Foundation
import Notation
import Testing

@testable import Training

@Suite("The reference of plans")
struct DocumentTests {
  private static func document() throws -> String {
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return try String(
      contentsOf: folder.appending(path: "Documentation/Training.md"),
      encoding: .utf8
    )
  }

  @Test func `every plan in it can be read`() throws {
    var plans: [String] = []
    for block in try Self.document().components(separatedBy: "```train\n").dropFirst() {
      plans.append(block.components(separatedBy: "\n```")[0])
    }
    #expect(plans.count >= 7)
    for plan in plans {
      #expect(throws: Never.self, "\(plan)") {
        try PlanReader.read(SourceText(file: "Training.md", text: plan))
      }
    }
  }

  @Test func `every statement, source and figure is in it`() throws {
    let text = try Self.document()
    let words =
      PlanForm.keywords + SourceReader.names + TrainingView.allCases.map { $0.rawValue }
      + ["loss", "accuracy", "r2", "epochs", "best_epoch", "steps"]
    for word in words {
      #expect(text.contains(word), "\(word)")
    }
  }
}
