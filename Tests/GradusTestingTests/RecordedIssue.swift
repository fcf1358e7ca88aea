import Synchronization
import Testing

/// An issue that was recorded and known.
struct RecordedIssue: Sendable {
  /// What was said.
  var text: String
  /// Where.
  var location: SourceLocation?
}

/// The issues that something records; none is an issue.
func recorded(
  _ body: () -> Void,
  sourceLocation: SourceLocation = #_sourceLocation
) -> [RecordedIssue] {
  let issues = Mutex<[RecordedIssue]>([])
  withKnownIssue(sourceLocation: sourceLocation) {
    body()
  } matching: { issue in
    issues.withLock {
      $0.append(
        RecordedIssue(
          text: issue.comments.map { $0.rawValue }.joined(separator: "\n"),
          location: issue.sourceLocation
        )
      )
    }
    return true
  }
  return issues.withLock { $0 }
}
