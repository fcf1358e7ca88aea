internal import Drawing

/// The links between the nodes of a program's diagram and their scalars in the picture beside it.
struct LinkedPictures {
  /// What the ids inside a picture begin with, and under which names it shows the program's nodes.
  struct View {
    /// What its ids begin with.
    var prefix: String
    /// Names of parts that are shown as others.
    var aliases: [String: String]
  }

  /// The states of the program's diagram, the first being the one seen without scripts.
  let views: [View]
  /// The picture of the scalars.
  let scalars: ScalarPicture
  /// What the ids inside it begin with.
  let scalarPrefix: String

  /// The links on the nodes of one state of the program's diagram.
  func links(from view: View) -> [String: PictureLink] {
    var parts: [String: [ScalarPicture.Part]] = [:]
    var labels: [String: String] = [:]
    for tensor in scalars.tensors {
      let part = view.aliases[tensor.part] ?? tensor.part
      parts[part, default: []] += tensor.scalars
      // A folded frame is called as what comes out of it last.
      labels[part] = tensor.label
    }
    var links: [String: PictureLink] = [:]
    for (part, scalars) in parts {
      // An operand's scalars are linked through the operand, unless there are no others.
      guard let first = scalars.first(where: { $0.isElement }) ?? scalars.first else { continue }
      links[part] = PictureLink(
        address: Address.here(scalarPrefix + first.part).text,
        peers: scalars.map { scalarPrefix + $0.part },
        label: "\(labels[part] ?? ""): \(Self.words(scalars))",
        isStop: true
      )
    }
    return links
  }

  /// The links on the scalars.
  var linksFromScalars: [String: PictureLink] {
    var links: [String: PictureLink] = [:]
    for tensor in scalars.tensors {
      for scalar in tensor.scalars {
        let peers = views.map { $0.prefix + ($0.aliases[tensor.part] ?? tensor.part) }
        if var known = links[scalar.part] {
          known.peers += peers
          known.isStop = known.isStop || scalar.isElement
          links[scalar.part] = known
        } else {
          links[scalar.part] = PictureLink(
            address: Address.here(peers[0]).text,
            peers: peers,
            label: "\(scalar.label): part of \(tensor.label)",
            isStop: scalar.isElement
          )
        }
      }
    }
    return links
  }

  /// What a node is made of: `h[0], h[1]`.
  private static func words(_ parts: [ScalarPicture.Part]) -> String {
    let elements = parts.filter { $0.isElement }
    guard elements.count <= 4 else { return "\(elements.count) scalars" }
    let shown = elements.isEmpty ? Array(parts.prefix(4)) : elements
    return "scalars " + shown.map { $0.label }.joined(separator: ", ")
  }
}
