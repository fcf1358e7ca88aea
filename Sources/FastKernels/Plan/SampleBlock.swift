internal import CProcessor
public import Kernels

/// All samples of a data set, once, and those of them that are looked at now.
///
/// | value | shape |
/// |-------|-------|
/// | features | `[N, D]` |
/// | labels | `[N]`, classes from 0, or none |
/// | targets | `[N, T]` numbers; for classes the labels as numbers, T = 1 |
///
/// Rows that lie side by side are looked at where they lie; others are gathered, into room made once.
@safe
public final class SampleBlock<Scalar: KernelScalar> {
  // SAFETY: the pointers lead into these blocks, to the first row that is looked at; `lookedAt` rows follow.
  private let allFeatures: NumberBlock<Scalar>
  private let allTargets: NumberBlock<Scalar>
  private let allLabels: NumberBlock<Int32>
  private let gatheredFeatures: NumberBlock<Scalar>
  private let gatheredTargets: NumberBlock<Scalar>
  private let gatheredLabels: NumberBlock<Int32>
  private(set) var features: UnsafePointer<Scalar>
  private(set) var targets: UnsafePointer<Scalar>
  private(set) var labels: UnsafePointer<Int32>
  private let most: Int

  /// N, how many samples there are.
  public let count: Int
  /// D, how many features a sample has.
  public let featureWidth: Int
  /// T, how many numbers are to be predicted of a sample.
  public let targetWidth: Int
  /// Whether samples have classes.
  public let hasLabels: Bool
  /// How many samples are looked at.
  public private(set) var lookedAt = 0

  /// Takes the samples over; up to `most` of them can be gathered.
  ///
  /// - Precondition: There are as many numbers as the counts say.
  public init(
    count: Int,
    features: [Scalar],
    labels: [Int32],
    targets: [Scalar],
    most: Int
  ) {
    precondition(count >= 0 && (labels.isEmpty || labels.count == count), "a class for each sample")
    self.count = count
    self.most = max(1, most)
    featureWidth = count > 0 ? features.count / count : 0
    targetWidth = count > 0 ? targets.count / count : 0
    hasLabels = !labels.isEmpty
    precondition(featureWidth * count == features.count, "features for each sample")
    precondition(targetWidth * count == targets.count, "targets for each sample")
    allFeatures = NumberBlock(count: features.count, filledWith: 0)
    allFeatures.write(features.span, at: 0)
    allTargets = NumberBlock(count: targets.count, filledWith: 0)
    allTargets.write(targets.span, at: 0)
    allLabels = NumberBlock(count: labels.count, filledWith: 0)
    allLabels.write(labels.span, at: 0)
    gatheredFeatures = NumberBlock(count: self.most * featureWidth, filledWith: 0)
    gatheredTargets = NumberBlock(count: self.most * targetWidth, filledWith: 0)
    gatheredLabels = NumberBlock(count: hasLabels ? self.most : 0, filledWith: 0)
    // SAFETY: no rows are looked at yet.
    unsafe self.features = UnsafePointer(allFeatures.start)
    unsafe self.targets = UnsafePointer(allTargets.start)
    unsafe self.labels = UnsafePointer(allLabels.start)
  }

  /// Looks at rows that lie side by side.
  public func look(at rows: Range<Int>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count, "the rows are there")
    lookedAt = rows.count
    // SAFETY: checked above.
    unsafe features = UnsafePointer(allFeatures.start + rows.lowerBound * featureWidth)
    unsafe targets = UnsafePointer(allTargets.start + rows.lowerBound * targetWidth)
    unsafe labels = UnsafePointer(allLabels.start + (hasLabels ? rows.lowerBound : 0))
  }

  /// Looks at some rows, in that order, at most as many as can be gathered.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func look(at rows: ArraySlice<Int>) {
    precondition(rows.count <= most, "there is room for the rows")
    var isInOrder = true
    var next = rows.first ?? 0
    for row in rows {
      precondition(row >= 0 && row < count, "the rows are there")
      if row != next { isInOrder = false }
      next += 1
    }
    if isInOrder, let first = rows.first { return look(at: first..<first + rows.count) }
    var place = 0
    for (at, row) in zip(rows.indices, rows) {
      // A row lies anywhere in memory: the one after the next is sent for while this one is copied.
      if at + 2 < rows.endIndex {
        // SAFETY: an address is all that is asked for; the row is checked above.
        unsafe gradus_send_for(
          allFeatures.start + rows[at + 2] * featureWidth,
          featureWidth * MemoryLayout<Scalar>.stride
        )
      }
      // SAFETY: row and place are checked above; gathered rows do not overlap the samples.
      unsafe (gatheredFeatures.start + place * featureWidth)
        .update(from: allFeatures.start + row * featureWidth, count: featureWidth)
      unsafe (gatheredTargets.start + place * targetWidth)
        .update(from: allTargets.start + row * targetWidth, count: targetWidth)
      if hasLabels { unsafe gatheredLabels.start[place] = allLabels.start[row] }
      place += 1
    }
    lookedAt = place
    // SAFETY: the rows that were just gathered.
    unsafe features = UnsafePointer(gatheredFeatures.start)
    unsafe targets = UnsafePointer(gatheredTargets.start)
    unsafe labels = UnsafePointer(gatheredLabels.start)
  }

  /// Copies features of the rows that are looked at.
  func readFeatures(_ count: Int, at offset: Int) -> [Scalar] {
    precondition(offset >= 0 && count >= 0 && offset + count <= lookedAt * featureWidth, "there")
    // SAFETY: checked above.
    return unsafe Array(UnsafeBufferPointer(start: features + offset, count: count))
  }

  /// Copies targets of the rows that are looked at.
  func readTargets(_ count: Int, at offset: Int) -> [Scalar] {
    precondition(offset >= 0 && count >= 0 && offset + count <= lookedAt * targetWidth, "there")
    // SAFETY: checked above.
    return unsafe Array(UnsafeBufferPointer(start: targets + offset, count: count))
  }
}
