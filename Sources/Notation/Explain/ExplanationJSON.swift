public import Autodiff

extension GradientExplanation {
  /// The explanation as one JSON object of the form `gradus-explain/1`.
  ///
  /// - Parameter rule: How a local derivative is written in symbols, where it can be.
  /// - Returns: UTF-8, ended by a line end.
  public func json(rule: (PathFactor) -> String?) -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-explain/1")
    json.line(2)
    json.key("output")
    json.string(graph.label(of: output))
    json.line(2)
    json.key("gradients")
    json.open("[")
    for place in ledgers.indices {
      json.line(4)
      write(place, rule, &json)
    }
    json.close("]", indent: ledgers.isEmpty ? nil : 2)
    json.line(2)
    json.key("leftOut")
    json.integer(leftOut)
    json.line(2)
    json.key("warnings")
    json.open("[")
    for warning in run.warnings {
      json.line(4)
      json.open("{")
      write(warning.location, &json)
      json.key("message")
      json.string(warning.message)
      json.close("}")
    }
    json.close("]", indent: run.warnings.isEmpty ? nil : 2)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private var graph: Graph { run.trace.graph }

  private func write(_ place: Int, _ rule: (PathFactor) -> String?, _ json: inout JSONText) {
    let ledger = ledgers[place]
    json.open("{")
    json.key("of")
    json.string(nodeName + index(of: question.elements[place]))
    json.key("gradient")
    json.number(ledger.gradient)
    if ledger.isCut {
      write(ledger.uses, &json)
      json.close("}")
      return
    }
    json.key("sum")
    json.number(ledger.total)
    json.key("agrees")
    json.boolean(ledger.agrees)
    write(ledger.count, "pathCount", &json)
    write(ledger.zeroCount, "zeroPathCount", &json)
    json.line(6)
    json.key("paths")
    json.open("[")
    for path in ledger.paths {
      json.line(8)
      write(path, rule, &json)
    }
    json.close("]", indent: ledger.paths.isEmpty ? nil : 6)
    json.line(6)
    json.key("rest")
    json.open("{")
    write(ledger.restCount, "count", &json)
    json.key("sum")
    json.number(ledger.restCount.value == 0 ? 0 : ledger.rest)
    json.close("}")
    json.line(6)
    json.key("zeros")
    json.open("[")
    for block in ledger.blocks {
      json.line(8)
      json.open("{")
      json.key("factor")
      json.string(graph.derivativeLabel(of: block.factor))
      write(block.count, "paths", &json)
      write(finding(block), &json)
      json.close("}")
    }
    json.close("]", indent: ledger.blocks.isEmpty ? nil : 6)
    json.line(6)
    json.key("findings")
    json.open("[")
    for finding in findings(ofLedger: place) {
      json.open("{")
      write(finding, &json)
      json.close("}")
    }
    json.close("]")
    json.close("}", indent: 4)
  }

  private func write(_ path: GradientPath, _ rule: (PathFactor) -> String?, _ json: inout JSONText)
  {
    json.open("{")
    json.key("share")
    json.number(path.share)
    json.key("nodes")
    json.open("[")
    json.string(graph.label(of: path.start))
    for factor in path.factors { json.string(graph.label(of: factor.operand)) }
    json.close("]")
    json.key("seed")
    json.number(path.seed)
    json.key("factors")
    json.open("[")
    for (factor, product) in zip(path.factors, path.products.dropFirst()) {
      json.open("{")
      json.key("factor")
      json.string(graph.derivativeLabel(of: factor))
      if let rule = rule(factor) {
        json.key("rule")
        json.string(rule)
      }
      json.key("local")
      json.number(factor.local)
      json.key("product")
      json.number(product)
      json.close("}")
    }
    json.close("]")
    if let finding = finding(path) {
      json.key("finding")
      json.open("{")
      write(finding, &json)
      json.close("}")
    }
    json.close("}")
  }

  /// What is told where there are too many elements to follow: one step.
  private func write(_ uses: [PathLedger.UseShare], _ json: inout JSONText) {
    json.key("tooLarge")
    json.boolean(true)
    json.key("uses")
    json.open("[")
    for use in uses {
      json.open("{")
      json.key("through")
      json.string(graph.consumerLabel(of: use.consumer, limit: 80))
      json.key("share")
      json.number(use.share)
      json.close("}")
    }
    json.close("]")
  }

  private func write(_ finding: Finding, _ json: inout JSONText) {
    json.key("kind")
    json.string(finding.kind.rawValue)
    write(finding.location, &json)
    json.key("message")
    json.string(finding.message)
  }

  private func write(_ location: SourceLocation, _ json: inout JSONText) {
    json.key("line")
    json.integer(location.line)
    json.key("column")
    json.integer(location.column)
  }

  /// A count that is not exact is a least number, and says so.
  private func write(_ count: PathCount, _ key: String, _ json: inout JSONText) {
    json.key(key)
    json.integer(count.value)
    if count.isAtLeast {
      json.key(key + "IsLeast")
      json.boolean(true)
    }
  }
}
