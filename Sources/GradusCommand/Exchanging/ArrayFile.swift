internal import Autodiff
internal import Exchange
internal import Foundation
internal import Notation

/// Arrays of NumPy's that the command line names.
enum ArrayFile {
  /// The arrays of a `.npz` file under their names, or that of a `.npy` file under the name "".
  static func read(_ path: String) throws -> [(name: String, tensor: Tensor)] {
    let bytes = try Input.largeFile(path)
    do throws(NumPyMistake) {
      return try NumPyReader.arrays(bytes)
    } catch {
      throw Stop(.data, "\(path): \(error.message)", help: error.help)
    }
  }

  /// Binds the leaves of a program to the arrays of a file that have their names.
  ///
  /// Arrays that belong to what the program computes, such as `gradus export` writes them too, are passed over.
  static func bind(
    _ path: String,
    in source: SourceText,
    to options: inout Program.Options
  ) throws {
    let arrays = try read(path)
    let program: Program
    do throws(Diagnostics) {
      program = try Program.read(source, options: options)
    } catch {
      throw Stop(error)
    }
    let graph = program.graph
    var count = 0
    for (name, tensor) in arrays {
      guard let node = graph.node(named: name), graph.isLeaf(node) else { continue }
      guard tensor.shape == graph.shape(of: node) else {
        throw Stop(
          .data,
          "\(path): expected '\(name)' of the shape \(graph.shape(of: node)), found \(tensor.shape)"
        )
      }
      options.settings.append((name, tensor))
      count += 1
    }
    if count == 0 {
      let names = arrays.prefix(8).map { "'\($0.name)'" }.joined(separator: ", ")
      throw Stop(
        .data,
        "\(path): expected an array that has the name of a leaf of the program, found "
          + (names.isEmpty ? "no arrays" : names)
      )
    }
  }
}

extension Input {
  /// The most bytes of a file of numbers: room for as many as a graph may have.
  static let largeLimit = 1 << 30

  /// The bytes of a file of numbers.
  static func largeFile(_ path: String) throws -> [UInt8] {
    do throws(Unreadable) {
      return try contents(path, limit: largeLimit)
    } catch {
      throw Stop(.noInput, error.message)
    }
  }
}
