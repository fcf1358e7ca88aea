import Autodiff
import Exchange
import Foundation
import Notation

/// A program that was run, as what is exported.
func valued(_ text: String, called title: String = "test.grad") throws -> ValuedGraph {
  ValuedGraph(try Program.read(SourceText(file: title, text: text)).run(), called: title)
}

/// The repository's folder.
let repository: URL = {
  var folder = URL(filePath: #filePath).deletingLastPathComponent()
  while folder.lastPathComponent != "Tests", folder.pathComponents.count > 1 {
    folder.deleteLastPathComponent()
  }
  return folder.deletingLastPathComponent()
}()

/// The program that stands in a file of the repository.
func program(at path: String) throws -> String {
  String(decoding: try Data(contentsOf: repository.appending(path: path)), as: UTF8.self)
}
