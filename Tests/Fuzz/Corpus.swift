import Foundation

/// What people wrote: programs and lessons of this repository, from which inputs are made.
struct Corpus {
  /// Programs that run.
  private(set) var programs: [[UInt8]] = []
  /// Programs with mistakes.
  private(set) var mistaken: [[UInt8]] = []
  /// Lessons.
  private(set) var lessons: [[UInt8]] = []
  /// Programs with answers to them.
  private(set) var sheets: [([UInt8], [UInt8])] = []

  /// Reads the repository at `root`, in one order on every machine.
  init(root: URL) throws {
    let fixtures = root.appending(path: "Tests/NotationTests/Fixtures")
    mistaken = try Corpus.files(in: fixtures, ending: ".grad").filter { $0.count < 4_000 }
    programs = try Corpus.files(in: root.appending(path: "examples"), ending: ".grad")
    let reference = root.appending(path: "Tests/Reference/worked-examples.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: reference))
    for example in (json as? [String: Any])?["examples"] as? [[String: Any]] ?? [] {
      guard let lines = example["program"] as? [String] else { continue }
      programs.append(Array(lines.joined(separator: "\n").utf8))
    }
    let slips = root.appending(path: "Tests/Reference/slips.json")
    let cases = try JSONSerialization.jsonObject(with: Data(contentsOf: slips))
    for entry in (cases as? [String: Any])?["cases"] as? [[String: Any]] ?? [] {
      guard let program = entry["program"] as? String, let answers = entry["answers"] as? String
      else { continue }
      sheets.append((Array(program.utf8), Array(answers.utf8)))
    }
    for folder in ["lessons", "Tests/LessonsTests/Fixtures"] {
      lessons += try Corpus.files(in: root.appending(path: folder), ending: ".md")
    }
    lessons.removeAll { $0.count > 30_000 }
    programs.removeAll { $0.count > 4_000 }
  }

  private static func files(in folder: URL, ending: String) throws -> [[UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try paths.filter { $0.hasSuffix(ending) && !$0.contains("SUMMARY") }.sorted().map {
      [UInt8](try Data(contentsOf: folder.appending(path: $0)))
    }
  }

  /// Pieces that programs and lessons are made of, and some that they are not.
  static let pieces: [String] = [
    "x", "y", "f", "W", "L", "sum(", "exp(", "[", "]", "(", ")", ",", ";", "\n", "=", "~", "+", "-",
    "*", "/", "@", "^", "**", ".T", ":", "\"", "#", "1", "0", "-1", "2.5", "1e9", "1e-400", "1e400",
    "1e308", "-0.0", ".", "_", "def ", "def f(a, b) = a * b\n", "backward ", "expect ", "grad ",
    "param ", "input ", "target ", "ask ", "minimize ", " over ", " with ", " for 3 steps", " to ",
    " digits", "true", "false", "axis=", "axis=0", "axis=[0, 1]", "keepdims=true",
    "reduction=\"none\"", "zeros(3)", "[1, 2]", "[[1, 2], [3, 4]]", "−", "·", "⊙", "η", "\u{301}",
    "\u{202E}", "\u{0}", "\u{FEFF}", "\r", "\u{2028}", "\t", "log(0)", "0/0", "eye(2)", "concat(",
    "one_hot(", "reshape(", "softmax(", "mse(", "max(", "x[0]", "x[-1]", "x[:, 0:2]", "x[1:0]",
    "sgd(rate=0.1)", "adam()", "lbfgs()", "cosine_decay(0.1, steps=3)", "normal([2, 2], seed=3)",
    "uniform(3)", "linear(", "conv2d(", "max_pool2d(", "batch_norm(", "dropout(", "ctc(",
    "minimize L over w with sgd(rate=0.1) for 2 steps\n", "backward L\n", "expect grad x = 1\n",
    "ask grad x to 3 digits\n", "{{ q }}", "{{ grad x | 3 digits }}", "$", "$$", "```",
    "```trace\n",
    "```table\n", "```plot\n", "```learn\n", "{#a view=\"diagram,steps\"}", "---\n", "| a | b |\n",
    "| - | - |\n", "> ", "- ", "    ", "![", "](", "<b>", "&amp;", "[^1]", "@fig-a", "**", "_",
    "\\",
    "# Title\n", "title: x\n", "\\frac{1}{2}", "\\begin{matrix}", "rule hebb\n",
    "rows and bipolar\n", "```exercise {#exr-a}\n", "```question\n", "  hint ", "solution\n",
    "choose x, y in {-3..3} without 0\n", "- [x] a :: b\n", "- [ ] ", " :: ", "answer: ",
    "½", "12%", "1/3", "1 1/2", "√2", "2·10^-3", "0,5", "1,000", "\\frac{1}{3}", "df/dx = ",
    "x.grad = ",
    "∂f/∂x = ", "w @ 1 = ", "grad x = ", "nan", "inf", "e^-1", "ln 2", "\n = ", "= [", "]]",
    " for 2 points", "ask w @ 1\n", "seed=3",
  ]
}
