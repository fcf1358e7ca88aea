import TestSupport
import Testing

@Suite struct GoldenPageTests {
  @Test(arguments: [
    ("index.html", "index.html"), ("01-threshold-units.html", "threshold-units.html"),
    ("02-chain-rule.html", "chain-rule.html"), ("more/everything else.html", "everything.html"),
  ])
  func `the sample course's pages are as they were looked at`(_ path: String, _ name: String) throws
  {
    try expectSnapshot(skeleton(samplePage(path)), named: name)
  }
}
