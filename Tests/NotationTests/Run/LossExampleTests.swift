import Autodiff
import Foundation
import Notation
import Testing

/// The losses as functions, against the reference figures of the same losses written out.
@Suite struct `Losses of the reference file` {
  static let formulas: [(id: String, formula: String)] = [
    ("loss.smooth-l1.1", "smooth_l1([p1, p2, p3], t)"),
    ("loss.smooth-l1.half", "smooth_l1([p1, p2, p3], t, beta=0.5)"),
    ("loss.mape", "mape([p1, p2, p3], t)"),
    ("loss.msle", "msle([p1, p2, p3], t)"),
    ("loss.poisson.keras", "poisson([p1, p2, p3], t)"),
    ("loss.poisson-nll.log-input", "poisson_nll([p1, p2, p3], t)"),
    ("loss.gaussian-nll", "gaussian_nll([m1, m2], t, [v1, v2])"),
    ("loss.hinge-embedding", "hinge_embedding([p1, p2, p3], t)"),
    ("loss.soft-margin", "soft_margin([p1, p2, p3], t)"),
    ("loss.multi-label-soft-margin", "multi_label_soft_margin([x1, x2, x3], y)"),
    ("loss.multi-label-margin", "multi_label_margin([x1, x2, x3, x4], [1, 0, 0, 1])"),
    ("loss.multi-margin.p1", "multi_margin([x1, x2, x3, x4], label)"),
    ("loss.multi-margin.p2", "multi_margin([x1, x2, x3, x4], label, p=2)"),
    ("loss.margin-ranking", "margin_ranking([a1, a2, a3], [b1, b2, b3], y, margin=0.2)"),
    ("loss.triplet-margin", "triplet_margin([a1, a2], [p1, p2], [n1, n2])"),
    (
      "loss.triplet-margin.distance",
      "triplet_margin_with_distance(abs(a1 - p1) + abs(a2 - p2), abs(a1 - n1) + abs(a2 - n2))"
    ),
    ("loss.cosine-similarity", "cosine_similarity([a1, a2], t)"),
    ("loss.cosine-embedding.same", "cosine_embedding([a1, a2], x2, y)"),
    ("loss.cosine-embedding.different", "cosine_embedding([a1, a2], x2, y, margin=0.5)"),
    ("loss.categorical-hinge", "categorical_hinge([p1, p2, p3], t)"),
    ("loss.categorical-hinge.negative", "categorical_hinge([p1, p2, p3], t)"),
    ("loss.kl.keras", "kl_div(t, [q1, q2, q3])"),
    ("loss.kl.torch-mean", "kl_div_log([x1, x2, x3], t)"),
    ("loss.kl.torch-batchmean", "kl_div_log([x1, x2, x3], t, reduction=\"sum\")"),
    ("loss.nll", "nll([[x11, x12, x13], [x21, x22, x23]], labels)"),
    ("loss.ctc.a", "ctc(log([[y10, y11], [y20, y21]]), target_)"),
    ("loss.ctc.aa", "ctc(log([[y10, y11], [y20, y21], [y30, y31]]), target_)"),
    ("loss.ctc.ab", "ctc(log([[y10, y11, y12], [y20, y21, y22], [y30, y31, y32]]), target_)"),
  ]

  @Test(arguments: formulas)
  func `value and gradients are the reference's`(id: String, formula: String) throws {
    let example = try #require(WorkedExample.all.first { $0.id == id })
    var lines: [String] = []
    var names: [String] = []
    for word in formula.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
      let name = String(word)
      guard let value = example.values[name == "target_" ? "target" : name], !names.contains(name)
      else { continue }
      names.append(name)
      lines.append("\(name) = \(value.plain)")
    }
    for options in [Program.Options(), opened] {
      let run = try run(
        (lines + ["L = " + formula, "backward L"]).joined(separator: "\n"),
        options: options
      )
      let expected = try #require(example.values["L"])
      let loss = try run.value("L")
      #expect(agree(loss, expected), "\(loss.plain)")
      var compared = 0
      for name in names {
        guard let gradient = example.gradients[name] else { continue }
        #expect(agree(try run.gradient(name), gradient), "\(name)")
        compared += 1
      }
      #expect(compared > 0)
    }
  }

  private var opened: Program.Options {
    var options = Program.Options()
    options.opening = Graph.Opening(all: true)
    return options
  }
}
