import Testing

@Suite struct `The version` {
  let shell: Shell

  init() throws { shell = try Shell() }

  @Test func `with verbose, the kernels in use are told too`() throws {
    for command in ["gradus --version --verbose", "gradus --verbose --version"] {
      let told = try shell.run(command)
      #expect(told.status == 0 && told.errors.isEmpty)
      let lines = told.output.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.dropFirst().first?.hasPrefix("kernels: ") == true)
      #expect(lines.last?.hasPrefix("available here: reference, base") == true)
    }
  }

  @Test(arguments: ["reference", "base"])
  func `the environment chooses the kernels`(level: String) throws {
    let told = try shell.run("GRADUS_KERNELS=\(level) gradus --version --verbose")
    #expect(told.status == 0 && told.errors.isEmpty)
    #expect(told.output.contains("kernels: \(level) "))
  }

  @Test func `kernels that do not exist are told of, and others used`() throws {
    let told = try shell.run("GRADUS_KERNELS=fast gradus --version --verbose")
    #expect(told.status == 0)
    #expect(told.output.contains("kernels: "))
    #expect(
      told.firstError
        == "gradus: GRADUS_KERNELS: expected reference, base, avx2, avx512, found 'fast'; "
        + "the best kernels are used"
    )
  }
}
