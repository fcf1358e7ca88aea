/// What `gradus new` begins a course or a lesson with.
enum Starter {
  /// The files of a new course, by their paths in it.
  static func course(_ name: String) -> [(path: String, text: String)] {
    let title = title(name)
    return [
      (
        "course.yml",
        """
        title: "\(title)"
        language: en

        """
      ),
      (
        "SUMMARY.md",
        """
        # Summary

        - [First steps](01-first-steps.md)

        """
      ),
      ("01-first-steps.md", lesson("First steps")),
    ]
  }

  /// A lesson that computes, claims and shows something.
  static func lesson(_ title: String) -> String {
    """
    ---
    title: "\(title)"
    summary: A sum and a product, forward and back.
    ---

    Below, $f = (x + y)\\,z$ is computed forward, and then every contribution to every gradient
    is handed back. Change a number, and everything that follows changes with it.

    ```trace {#fig-start view="diagram,steps,derivation" caption="A sum, then a product."}
    input x = -2
    input y = 5
    input z = -4
    q = x + y
    f = q * z
    backward f
    expect grad x = -4
    ```

    As [@fig-start] shows, $q$ is {{ q }} and $f$ is {{ f }}. A product hands each operand the
    value of the other one: the gradient of $z$ is {{ grad z }}. A sum hands its gradient on to
    each operand unchanged: those of $x$ and $y$ are both {{ grad x }}.

    """
  }

  /// `my-first_course` as "My first course"; digits that only sort it are left out.
  static func title(_ name: String) -> String {
    let words = name.split { $0 == "-" || $0 == "_" }
    let rest = words.count > 1 && words[0].allSatisfy(\.isNumber) ? words.dropFirst() : words[...]
    let text = rest.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
