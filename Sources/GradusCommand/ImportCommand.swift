internal import ArgumentParser

/// `gradus import`: makes a program of a model that another program trained.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import")
}
