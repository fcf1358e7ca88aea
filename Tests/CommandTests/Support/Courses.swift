import Foundation

extension Shell {
  /// A course of one lesson with one claim, `c/one.md`.
  func writeCourse(claim: String = "-4") throws {
    try write("# Summary\n\n- [One](one.md)\n", to: "c/SUMMARY.md")
    try write(lesson(claim: claim), to: "c/one.md")
  }

  /// A lesson whose claim stands in line 8, column 17.
  func lesson(claim: String = "-4") -> String {
    """
    # One

    ```trace {#fig-one caption="A sum, then a product."}
    x = -2; y = 5; z = -4
    q = x + y
    f = q * z
    backward f
    expect grad x = \(claim)
    ```

    So $f$ is {{ f }}.

    """
  }

  /// A course that takes a moment to build: many lessons, each with a layered net.
  func writeLargeCourse(lessons: Int, title: String) throws {
    var summary = "# \(title)\n\n"
    for number in 0..<lessons {
      summary += "- [Lesson \(number)](\(number).md)\n"
      try write("# \(title)\n\n" + lesson(), to: "c/\(number).md")
    }
    try write(summary, to: "c/SUMMARY.md")
  }
}
