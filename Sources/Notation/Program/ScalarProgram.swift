public import Autodiff

// A program whose tensors are drawn open: it is run on scalars and read as tensors.

extension Program {
  /// Where a reverse pass over scalars begins, and what it begins with.
  struct ScalarOutput: Sendable {
    var scalar: NodeID
    var seed: Double
  }

  /// The program with its tensors drawn open, if its options say so.
  ///
  /// - Throws: What would take too many scalars, with its place.
  func openedIntoScalars() throws(Diagnostics) -> Program {
    guard options.opening.scalars else { return self }
    var program = self
    do throws(Trace.Fault) {
      var opened = try ScalarGraph(opening: graph, options.opening)
      for (i, action) in actions.enumerated() {
        guard case .backward(let node, let seed) = action else { continue }
        do throws(GraphError) {
          let output = try opened.output(for: node, seed: seed)
          program.scalarOutputs[i] = ScalarOutput(scalar: output.scalar, seed: output.seed)
        } catch {
          throw Trace.Fault(node: node, error: error)
        }
      }
      program.scalars = opened
    } catch {
      throw diagnostics(error)
    }
    return program
  }

  /// The graph that is run: the program's own, or that of its scalars.
  var runGraph: Graph { scalars?.graph ?? graph }

  /// The node of ``graph`` that a node of ``runGraph`` belongs to.
  func owner(of node: NodeID) -> NodeID { scalars?.owner(of: node) ?? node }

  /// The bytes of the expression that a node of ``runGraph`` belongs to.
  func runPlace(of node: NodeID) -> Range<Int> { place(of: owner(of: node), in: graph) }

  /// A fault at a node of ``runGraph`` as one of ``graph``.
  func ownedFault(_ fault: Trace.Fault) -> Trace.Fault {
    Trace.Fault(node: owner(of: fault.node), error: fault.error)
  }

  /// A mistake that only values show, or that only scalars show, at a node of ``graph``.
  public func diagnostics(_ fault: Trace.Fault) -> Diagnostics {
    let range = place(of: fault.node, in: graph)
    return Diagnostics([
      Mistake(.graph(fault.error), from: range.lowerBound, to: range.upperBound)
        .diagnostic(in: source)
    ])
  }
}
