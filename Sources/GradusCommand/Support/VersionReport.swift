internal import FastKernels

extension GradusCommand {
  /// What `gradus --version --verbose` prints: the version, and the kernels that training would use.
  static func printVersionAndKernels() throws {
    let choice = KernelChoice.current
    let available = KernelChoice.available.map { level in level.rawValue }.joined(separator: ", ")
    try Console.print(
      """
      \(version)
      kernels: \(choice.level.words)
      available here: \(available)

      """
    )
    if let problem = choice.problem { Console.complain("gradus: \(problem.words)\n") }
  }
}
