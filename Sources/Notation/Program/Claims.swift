internal import Autodiff

// Reverse passes and claims.

extension Elaborator {
  mutating func backward(_ output: Int, _ seed: Int?) {
    let piece = text.tree.pieces[output]
    hasPass = true
    guard let node = builder.build(output, of: text) else {
      hasBrokenPass = true
      return
    }
    let shape = builder.graph.shape(of: node)
    guard let seed else {
      if shape.count != 1 {
        builder.tell(.seedMissing(shape), from: piece.start, to: piece.end)
      }
      actions.append(.backward(node, seed: nil))
      return
    }
    let range = text.tree.pieces[seed]
    guard range.isConstant else {
      builder.tell(.seedNotConstant, from: range.start, to: range.end)
      return
    }
    guard let value = builder.constant(seed, of: text) else { return }
    guard value.shape == shape else {
      builder.tell(
        .seedShape(expected: shape, found: value.shape),
        from: range.start,
        to: range.end
      )
      return
    }
    actions.append(.backward(node, seed: value))
  }

  mutating func claim(
    _ subject: Statement.Subject,
    _ literal: Int,
    _ isRounded: Bool,
    _ statement: Statement
  ) {
    let range = text.tree.pieces[literal]
    guard range.isConstant else {
      builder.tell(.claimNotConstant, from: range.start, to: range.end)
      return
    }
    guard let target = target(subject, statement),
      let expected = builder.constant(literal, of: text)
    else { return }
    guard expected.shape == target.shape else {
      builder.tell(
        .claimShape(expected: target.shape, found: expected.shape),
        from: range.start,
        to: range.end
      )
      return
    }
    let units = isRounded ? text.tree.lastDigits(literal, in: text.source) : nil
    if isRounded, units == nil {
      builder.tell(.roundedNotLiteral, from: range.start, to: range.end)
      return
    }
    if let piece = target.openPiece { openClaims.append((actions.count, piece)) }
    actions.append(
      .claim(
        Program.Claim(
          subject: target.subject,
          expected: expected,
          units: units,
          start: statement.start,
          end: statement.end
        )
      )
    )
  }

  /// What a claim or question is about: its subject, its shape, and the expression that has yet to be
  /// built into the claims' own graph.
  private mutating func target(
    _ subject: Statement.Subject,
    _ statement: Statement
  ) -> (subject: Program.Claim.Subject, shape: Shape, openPiece: Int?)? {
    switch subject {
    case .gradient(let name):
      guard let node = gradientNode(name) else { return nil }
      return (.gradient(node), builder.graph.shape(of: node), nil)
    case .value(let piece):
      let range = text.tree.pieces[piece]
      if range.kind == .name {
        guard let node = builder.build(piece, of: text) else { return nil }
        return (.value(node), builder.graph.shape(of: node), nil)
      }
      // Only tried here, so that claims leave no steps behind.
      let mark = builder.graph.mark
      defer { builder.graph.shrink(to: mark) }
      guard let node = builder.build(piece, of: text) else { return nil }
      return (.value(node), builder.graph.shape(of: node), piece)
    }
  }

  /// The node of a name whose gradient is claimed or asked for; where `allowsMinimize`, the gradients that a
  /// `minimize` steps by are as good as those of a `backward`.
  mutating func gradientNode(_ name: Statement.Name, allowsMinimize: Bool = false) -> NodeID? {
    switch builder.bindings[name.text] {
    case .node(let node, _):
      let hasSteps = allowsMinimize && (lastSteps != nil || hasBrokenMinimize)
      if !hasPass, !hasBrokenPass, !hasSteps {
        builder.tell(.gradientWithoutBackward, from: name.start, to: name.end)
        return nil
      }
      return node
    case .broken: return nil
    case .function:
      builder.tell(.notANode(name.text), from: name.start, to: name.end)
    case nil:
      if let place = builder.boundLater[name.text] {
        builder.mistakes.append(
          .usedTooEarly(name.text, from: name.start, to: name.end, boundAt: place)
        )
      } else {
        let suggestion = Suggestion.nearest(to: name.text, in: builder.bindings.nodeNames)
        builder.tell(
          .unknownName(name.text, suggestion: suggestion),
          from: name.start,
          to: name.end
        )
      }
    }
    return nil
  }
}
