internal import CCMark

/// One node as libcmark tells of it.
///
/// Lines and columns count from 1, columns in bytes; those of inline nodes are corrected by
/// ``InlinePlaces``.
struct CMarkNode: Sendable {
  /// What it is.
  enum Kind: Sendable {
    case document, quote, list, item, code, htmlBlock, paragraph, heading, rule
    case text, softBreak, lineBreak, codeSpan, html, emphasis, strong, link, image
  }

  var kind: Kind
  /// The index of the node around it; its own for the document.
  var parent: Int
  /// The index behind its last descendant.
  var end: Int
  var startLine: Int
  var startColumn: Int
  var endLine: Int
  var endColumn: Int
  /// The characters of a text, code or HTML node.
  var literal = ""
  /// The destination of a link or image, the info string of a code block.
  var destination = ""
  /// The title of a link or image.
  var title = ""
  /// The level of a heading, the first number of an ordered list.
  var number: Int?
  /// Whether a list is tight.
  var isTight = false
}

extension CMarkNode {
  /// Whether other inline nodes stand inside.
  var isContainer: Bool {
    switch kind {
    case .link, .image, .emphasis, .strong: true
    default: false
    }
  }

  /// Whether it counts as a level of nesting.
  fileprivate var isLevel: Bool { isContainer || kind == .quote || kind == .item }
}

/// A parsed text: its nodes in document order, each before its children.
struct CMarkTree: Sendable {
  /// The nodes; the first is the document.
  var nodes: [CMarkNode]
  /// The first node that is nested too deep; it has no children here.
  var tooDeep: Int?
}

/// The only place that talks to libcmark.
///
/// It walks without recursion and copies everything.
enum CMarkBridge {
  /// Parses Markdown.
  ///
  /// The text must be valid UTF-8 without NUL.
  static func parse(_ text: [UInt8], depthLimit: Int) -> CMarkTree {
    var tree = CMarkTree(nodes: [], tooDeep: nil)
    let text = text.isEmpty ? [.lineFeed] : text
    // SAFETY: the buffer is not empty, so it has an address; it outlives the call, and libcmark
    // copies what it keeps.
    let parsed = unsafe text.withUnsafeBytes { buffer in
      unsafe cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        buffer.count,
        CMARK_OPT_SOURCEPOS
      )
    }
    guard let root = unsafe parsed else { return tree }
    // SAFETY: the tree is owned here and nothing taken from it outlives this function.
    defer { unsafe cmark_node_free(root) }
    unsafe collect(root, depthLimit: depthLimit, into: &tree)
    return tree
  }

  private static func collect(_ root: OpaquePointer, depthLimit: Int, into tree: inout CMarkTree) {
    var node: OpaquePointer? = unsafe root
    var path: [Int] = []
    var levels: [Int] = [0]
    while let current = unsafe node {
      let index = tree.nodes.count
      tree.nodes.append(unsafe describe(current, parent: path.last ?? 0))
      let level = (levels.last ?? 0) + (tree.nodes[index].isLevel ? 1 : 0)
      // SAFETY: `current` belongs to the living tree; the functions answer nil where there is none.
      if let child = unsafe cmark_node_first_child(current) {
        if level <= depthLimit {
          path.append(index)
          levels.append(level)
          unsafe node = child
          continue
        }
        if tree.tooDeep == nil { tree.tooDeep = index }
      }
      tree.nodes[index].end = index + 1
      unsafe node = nil
      var climbing = unsafe current
      while !path.isEmpty {
        // SAFETY: as above; every node on the path but the root has a parent.
        if let sibling = unsafe cmark_node_next(climbing) {
          unsafe node = sibling
          break
        }
        levels.removeLast()
        tree.nodes[path.removeLast()].end = tree.nodes.count
        guard let parent = unsafe cmark_node_parent(climbing) else { break }
        unsafe climbing = parent
      }
    }
  }

  private static func describe(_ node: OpaquePointer, parent: Int) -> CMarkNode {
    // SAFETY: `node` belongs to the living tree; every getter accepts every node.
    var result = unsafe CMarkNode(
      kind: kind(cmark_node_get_type(node)),
      parent: parent,
      end: 0,
      startLine: Int(cmark_node_get_start_line(node)),
      startColumn: Int(cmark_node_get_start_column(node)),
      endLine: Int(cmark_node_get_end_line(node)),
      endColumn: Int(cmark_node_get_end_column(node))
    )
    switch result.kind {
    case .text, .codeSpan, .html, .htmlBlock:
      result.literal = unsafe copy(cmark_node_get_literal(node))
    case .code:
      result.literal = unsafe copy(cmark_node_get_literal(node))
      result.destination = unsafe copy(cmark_node_get_fence_info(node))
    case .link, .image:
      result.destination = unsafe copy(cmark_node_get_url(node))
      result.title = unsafe copy(cmark_node_get_title(node))
    case .heading:
      result.number = unsafe Int(cmark_node_get_heading_level(node))
    case .list:
      let isOrdered = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      result.number = unsafe isOrdered ? Int(cmark_node_get_list_start(node)) : nil
      result.isTight = unsafe cmark_node_get_list_tight(node) != 0
    default:
      break
    }
    return result
  }

  private static func copy(_ characters: UnsafePointer<CChar>?) -> String {
    // SAFETY: libcmark ends its strings with NUL, and this copies before the tree is freed.
    guard let characters = unsafe characters else { return "" }
    return unsafe String(cString: characters)
  }

  private static func kind(_ type: cmark_node_type) -> CMarkNode.Kind {
    switch type {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .code
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .codeSpan
    case CMARK_NODE_HTML_INLINE: .html
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default: .paragraph
    }
  }
}
