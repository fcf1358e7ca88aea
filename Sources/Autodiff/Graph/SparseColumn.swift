/// Something of each node that most nodes do not have: as long as the last node that has it.
struct SparseColumn<Element: Sendable>: Sendable {
  private var elements: [Element] = []
  /// What the others have.
  let standard: Element

  /// A column in which no node has anything.
  init(standard: Element) { self.standard = standard }

  subscript(index: Int) -> Element {
    get { index < elements.count ? elements[index] : standard }
    set {
      if index < elements.count {
        elements[index] = newValue
        return
      }
      while elements.count < index { elements.append(standard) }
      elements.append(newValue)
    }
  }

  /// Forgets what nodes from `count` on have.
  mutating func shrink(to count: Int) {
    if elements.count > count { elements.removeLast(elements.count - count) }
  }

  /// Forgets everything, and keeps the storage.
  mutating func removeAll() { elements.removeAll(keepingCapacity: true) }
}
