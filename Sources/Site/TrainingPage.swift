internal import Autodiff
internal import Drawing
public import FastKernels
public import Lessons
public import Training

/// The page of a run of `gradus train`: what was trained, how it went, and what came of it.
///
/// It is set as a lesson is, with the same style sheets and scripts, and needs no server.
public enum TrainingPage {
  /// The files of the page, the first of which is `index.html`.
  ///
  /// - Parameters:
  ///   - run: What came of the run. Pictures of how the net came about need its snapshots
  ///     (``PlanRun/keepsSnapshots``).
  ///   - title: What the page is called: the name of the plan's file.
  ///   - text: The text of the plan.
  ///   - level: The kernels to use.
  ///   - threads: How many threads share the work.
  /// - Returns: The page and what it needs, each path once.
  /// - Throws: ``TrainingMistake`` where the plan's net does not fit the samples.
  public static func files(
    _ run: PlanRun.Result,
    title: String,
    text: String,
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1
  ) throws(TrainingMistake) -> [OutputFile] {
    let lesson = try lesson(run, title: title, text: text, level: level, threads: threads)
    var settings = Course.Settings()
    settings.title = "Gradus"
    let course = Course(settings: settings, parts: [], lessons: [lesson], assets: [])
    let site = SiteMap(onlyPage: lesson)
    let context = PageContext(course: course, site: site, page: site.home, lesson: 0)
    let page = OutputFile(path: site.home, text: context.lessonPage(lesson))
    return [page]
      + SiteAssets.all.map { OutputFile(path: site.own($0.name), bytes: $0.bytes) }
  }

  /// The page as a lesson.
  static func lesson(
    _ run: PlanRun.Result,
    title: String,
    text: String,
    level: KernelLevel,
    threads: Int
  ) throws(TrainingMistake) -> Lesson {
    let report = try TrainingReport(run, level: level, threads: threads)
    var head = FrontMatter()
    head.title = title
    head.summary = TrainingFiguresTable.summary(run)
    var blocks: [Block] = [
      .heading(level: 2, id: "result", [.text("Result")]),
      figure("figures", [.table(TrainingFiguresTable.parts(run))]),
    ]
    if let folds = run.folds, !folds.folds.isEmpty {
      blocks.append(.heading(level: 2, id: "folds", [.text("Folds")]))
      blocks.append(figure("folds-table", [.table(TrainingFiguresTable.folds(folds, run))]))
    }
    if let search = run.search {
      blocks.append(.heading(level: 2, id: "search", [.text("Search")]))
      for (index, round) in search.rounds.enumerated() {
        let best = search.best.flatMap { $0.round == index ? $0.trial : nil }
        let table = TrainingFiguresTable.search(round, best: best, run)
        blocks.append(figure("search-\(index + 1)", [.table(table)]))
      }
    }
    for section in report.sections {
      let views = Figure.views(of: section)
      guard !views.isEmpty else { continue }
      blocks.append(
        .heading(level: 2, id: section.view.rawValue, [.text(heading(section.view))])
      )
      blocks.append(figure(section.view.rawValue + "-figure", views))
    }
    blocks.append(.heading(level: 2, id: "plan", [.text("The plan")]))
    blocks.append(.code(language: "", text))
    if let makers = Figure.attribution(of: run.plan) { blocks.append(.paragraph([.text(makers)])) }
    return Lesson(path: "run.md", frontMatter: head, blocks: blocks)
  }

  private static func figure(_ id: String, _ views: [Figure.View]) -> Block {
    .figure(Figure(kind: .train, id: id, label: nil, caption: [], views: views))
  }

  private static func heading(_ view: TrainingView) -> String {
    switch view {
    case .curves: "Loss and metric by epoch"
    case .histograms: "What flows through the layers"
    case .boundary: "What the net says over the plane"
    case .fit: "The fitted curve"
    case .confusion: "Which class was taken for which"
    case .mistakes: "The surest mistakes"
    case .hidden: "The last hidden layer"
    case .surface: "The loss, and ways down"
    case .table: "Epoch by epoch"
    }
  }
}
