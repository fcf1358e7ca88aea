public import ArgumentParser
public import Exercises

/// `--format json`.
extension ResultFormat: ExpressibleByArgument {}
