/// The site's own style sheets and scripts: the same on every page of every course.
enum SiteAssets {
  /// A file of the site's own folder.
  struct Asset: Sendable {
    /// Its name in the folder.
    let name: String
    /// What it holds.
    let bytes: [UInt8]
  }

  /// In the order in which pages name them.
  static let styleSheets = [
    Asset(name: "theme.css", bytes: PackageResources.theme_css),
    Asset(name: "math.css", bytes: PackageResources.math_css),
    Asset(name: "picture.css", bytes: PackageResources.picture_css),
    Asset(name: "exercise.css", bytes: PackageResources.exercise_css),
  ]
  /// Runs before anything is drawn.
  static let theme = Asset(name: "theme.js", bytes: PackageResources.theme_js)
  /// Run when a page is there.
  static let scripts = [
    Asset(name: "page.js", bytes: PackageResources.page_js),
    Asset(name: "folding.js", bytes: PackageResources.folding_js),
    Asset(name: "linking.js", bytes: PackageResources.linking_js),
    Asset(name: "stepper.js", bytes: PackageResources.stepper_js),
    Asset(name: "exercise.js", bytes: PackageResources.exercise_js),
  ]

  /// All of them.
  static var all: [Asset] { styleSheets + [theme] + scripts }
}
