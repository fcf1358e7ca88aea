internal import DataFiles
internal import Drawing
public import Training

extension Figure {
  /// A section of a report as views of a figure: its pictures, or the table where there are none, and what is said
  /// of them.
  public static func views(of section: TrainingReport.Section) -> [View] {
    var views: [View] = []
    if !section.panels.pictures.isEmpty {
      views.append(.panels(section.panels))
    } else if !section.panels.data.rows.isEmpty {
      views.append(.table(section.panels.data))
    }
    if !section.words.isEmpty { views.append(.remark([.text(section.words)])) }
    return views
  }

  /// Who made the samples of a plan, where that has to be told; nil elsewhere.
  public static func attribution(of plan: TrainingPlan) -> String? {
    guard plan.data == .digits || plan.test == .digits else { return nil }
    return "Digits: \(BuiltInDigits.attribution)."
  }
}
