internal import Autodiff

extension PyTorchSetter {
  /// Losses, written out.
  mutating func loss(_ name: String) -> PythonExpression? {
    if name == "ctc" {
      let blank = Int(attributes.first)
      return PythonExpression(
        text: "\(helper(.ctc))(\(x[0].tensor), \(x[1].tensor), \(blank))"
      )
    }
    guard let losses = elementwiseLoss(name) ?? rowLoss(name) else { return nil }
    switch attributes.reduction {
    case .none: return losses
    case .sum: return PythonExpression(text: "torch.sum(\(losses.text))")
    case .mean: return PythonExpression(text: "torch.mean(\(losses.text))")
    }
  }

  private mutating func elementwiseLoss(_ name: String) -> PythonExpression? {
    let number = PythonText.number(attributes.first)
    let a = x[0].operand(2)
    let b = x.count > 1 ? x[1].operand(2) : ""
    let (factorA, factorB) = (x[0].operand(3), x.count > 1 ? x[1].operand(3) : "")
    let (p, y) = (x[0].tensor, x.count > 1 ? x[1].tensor : "")
    func call(_ text: String) -> PythonExpression { PythonExpression(text: text) }
    func sum(_ text: String) -> PythonExpression { PythonExpression(text: text, strength: 1) }
    func product(_ text: String) -> PythonExpression { PythonExpression(text: text, strength: 2) }
    switch name {
    case "mse": return call("torch.square(\(a) - \(b))")
    case "mae": return call("torch.abs(\(a) - \(b))")
    case "huber", "smooth_l1":
      // The part of the error up to the bound counts squared, what is beyond it once.
      let error = "torch.abs(\(a) - \(b))"
      if name == "smooth_l1", attributes.first == 0 { return call(error) }
      let inner = "torch.clamp(\(error), max=\(number))"
      return name == "huber"
        ? sum("torch.square(\(inner)) / 2 + \(number) * (\(error) - \(inner))")
        : sum("torch.square(\(inner)) / (2 * \(number)) + \(error) - \(inner)")
    case "log_cosh":
      let error = "torch.abs(\(a) - \(b))"
      return sum("\(error) + \(helper(.softplus))(-2 * \(error)) - 0.6931471805599453")
    case "bce":
      return call("-(torch.xlogy(\(y), \(p)) + torch.xlogy(1 - \(factorB), 1 - \(factorA)))")
    case "bce_with_logits": return sum("\(helper(.softplus))(\(p)) - \(factorB) * \(factorA)")
    case "hinge": return call("torch.relu(1 - \(factorB) * \(factorA))")
    case "squared_hinge": return call("torch.square(torch.relu(1 - \(factorB) * \(factorA)))")
    case "poisson_nll": return sum("torch.exp(\(p)) - \(factorB) * \(factorA)")
    case "gaussian_nll":
      let variance = x[2].operand(3)
      return product(
        "(torch.log(\(x[2].tensor)) + torch.square(\(a) - \(b)) / \(variance)) / 2"
      )
    case "mape":
      return product("100 * torch.abs(\(a) - \(b)) / torch.clamp(torch.abs(\(y)), min=1e-7)")
    case "msle": return call("torch.square(torch.log1p(\(p)) - torch.log1p(\(y)))")
    case "poisson": return sum("\(a) - torch.xlogy(\(y), \(p))")
    case "kl_div_log": return sum("torch.xlogy(\(y), \(y)) - \(factorB) * \(factorA)")
    case "hinge_embedding":
      return sum(
        "torch.where(\(b) == -1, 0.0, \(p)) + "
          + "torch.where(\(b) == 1, 0.0, torch.clamp(\(number) - \(a), min=0))"
      )
    case "soft_margin": return call("\(helper(.softplus))(-\(factorB) * \(factorA))")
    case "margin_ranking":
      return call("torch.clamp(\(number) - \(x[2].operand(3)) * (\(a) - \(b)), min=0)")
    case "triplet_margin_with_distance":
      return call("torch.clamp(\(a) - \(b) + \(number), min=0)")
    default: return nil
    }
  }

  private mutating func rowLoss(_ name: String) -> PythonExpression? {
    guard shape(0).rank > 0, x.count > 1 else { return nil }
    let classes = shape(0).axes.last ?? 0
    let number = PythonText.number(attributes.first)
    let (p, a) = (x[0].tensor, x[0].operand(3))
    func call(_ text: String) -> PythonExpression { PythonExpression(text: text) }
    func product(_ text: String) -> PythonExpression { PythonExpression(text: text, strength: 2) }
    switch name {
    case "cross_entropy": return call("-torch.xlogy(\(target().tensor), \(p)).sum(-1)")
    case "softmax_cross_entropy":
      return call("-(\(target().operand(2)) * torch.log_softmax(\(p), dim=-1)).sum(-1)")
    case "nll": return call("-(\(target().operand(2)) * \(a)).sum(-1)")
    case "kl_div":
      return call("(torch.xlogy(\(p), \(p)) - torch.xlogy(\(p), \(x[1].tensor))).sum(-1)")
    case "cosine_similarity": return call("-\(helper(.cosine))(\(p), \(x[1].tensor))")
    case "cosine_embedding":
      let similarity = "\(helper(.cosine))(\(p), \(x[1].tensor))"
      let apart = "torch.clamp(\(similarity) - \(number), min=0)"
      let y = x[2].operand(2)
      return call(
        "torch.where(\(y) == 1, 1 - \(similarity), torch.where(\(y) == -1, \(apart), 0.0))"
      )
    case "triplet_margin":
      let length = helper(.length)
      let near = "\(length)(\(x[0].operand(2)) - \(x[1].operand(2)))"
      let far = "\(length)(\(x[0].operand(2)) - \(x[2].operand(2)))"
      return call("torch.clamp(\(near) - \(far) + \(number), min=0)")
    case "categorical_hinge":
      let y = target().operand(3)
      return call("torch.relu(torch.amax((1 - \(y)) * \(a), dim=-1) - (\(y) * \(a)).sum(-1) + 1)")
    case "multi_label_soft_margin":
      return call("(\(helper(.softplus))(\(p)) - \(x[1].operand(3)) * \(a)).mean(-1)")
    case "multi_label_margin":
      let y = x[1].subject
      let pairs = "(\(y) != 0)[..., :, None] * (\(y) == 0)[..., None, :]"
      return product("(\(missing(by: "1")) * \(pairs)).sum((-2, -1)) / \(classes)")
    case "multi_margin":
      let power = attributes.first == 1 ? "" : " ** \(Int(attributes.first))"
      let missing = missing(by: PythonText.number(attributes.second)) + power
      let pairs = "\(target().subject)[..., :, None] * (1 - torch.eye(\(classes)))"
      return product("(\(missing) * \(pairs)).sum((-2, -1)) / \(classes)")
    default: return nil
    }
  }

  /// What pairs of a right class, along the last axis but one, and a wrong one miss of a margin.
  private func missing(by margin: String) -> String {
    let scores = x[0].subject
    return "torch.relu(\(margin) - (\(scores)[..., :, None] - \(scores)[..., None, :]))"
  }

  /// A target as distributions.
  private mutating func target() -> PythonExpression {
    shape(1) == shape(0) ? x[1] : oneHot(x[1], shape(0).axes.last ?? 0)
  }
}
