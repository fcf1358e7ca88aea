public import Autodiff

extension Program {
  /// The same program with another value of an input, as ``Options/settings`` would give it.
  ///
  /// - Throws: What is wrong with the program then: a shape that does not fit.
  public func setting(_ name: String, to value: Tensor) throws(Diagnostics) -> Program {
    var options = options
    options.settings.removeAll { $0.name == name }
    options.settings.append((name, value))
    return try Program.read(source, options: options)
  }
}
