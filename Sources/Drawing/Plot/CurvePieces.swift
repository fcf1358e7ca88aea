/// Cuts a curve into the pieces that are seen: interrupted where it has no finite value and where it
/// jumps, and ending at the border of the field.
struct CurvePieces {
  /// The pieces, each of two points or more.
  private(set) var pieces: [[Picture.Point]] = []

  init(_ samples: [Plot.Sample], in frame: PlotFrame, isMeasured: Bool = false) {
    var run: [Plot.Sample] = []
    for index in samples.indices {
      let sample = samples[index]
      guard sample.x.isFinite, sample.y.isFinite else {
        close(&run, frame)
        continue
      }
      if !isMeasured, index > 0, !run.isEmpty, Self.jumps(samples, at: index, frame) {
        close(&run, frame)
      }
      run.append(sample)
    }
    close(&run, frame)
  }

  /// Whether the function jumps between the sample before and this one: by far more than before and
  /// after, or from above the field to below it.
  private static func jumps(_ samples: [Plot.Sample], at index: Int, _ frame: PlotFrame) -> Bool {
    let (before, after) = (samples[index - 1].y, samples[index].y)
    let (low, high) = (frame.y.lowerBound, frame.y.upperBound)
    if min(before, after) < low, max(before, after) > high { return true }
    let step = abs(after - before)
    guard step > 0.04 * (high - low) else { return false }
    var around = 0.0
    if index > 1 { around = max(around, abs(before - samples[index - 2].y)) }
    if index + 1 < samples.count { around = max(around, abs(samples[index + 1].y - after)) }
    guard index > 1 || index + 1 < samples.count else { return false }
    return !(around.isFinite && step <= 6 * around)
  }

  private mutating func close(_ run: inout [Plot.Sample], _ frame: PlotFrame) {
    var piece: [Picture.Point] = []
    for (first, second) in zip(run, run.dropFirst()) {
      guard let (start, end) = frame.clip(frame.place(first), frame.place(second)) else { continue }
      if let last = piece.last, !last.isNear(start) {
        pieces.append(piece)
        piece = []
      }
      if piece.isEmpty { piece.append(start) }
      if !start.isNear(end) || piece.count == 1 { piece.append(end) }
    }
    if piece.count > 1 { pieces.append(piece) }
    run = []
  }
}

extension PlotFrame {
  /// The part of a straight line that lies in the field, by the method of Liang and Barsky (1984).
  func clip(
    _ start: Picture.Point,
    _ end: Picture.Point
  ) -> (Picture.Point, Picture.Point)? {
    var (enters, leaves) = (0.0, 1.0)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let borders = [
      (-dx, start.x - left), (dx, right - start.x), (-dy, start.y - top), (dy, bottom - start.y),
    ]
    for (pace, distance) in borders {
      if pace == 0 {
        if distance < 0 { return nil }
      } else if pace < 0 {
        enters = max(enters, distance / pace)
      } else {
        leaves = min(leaves, distance / pace)
      }
    }
    guard enters <= leaves else { return nil }
    return (
      .init(start.x + enters * dx, start.y + enters * dy),
      .init(start.x + leaves * dx, start.y + leaves * dy)
    )
  }
}
