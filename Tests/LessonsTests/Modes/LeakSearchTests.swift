import Autodiff
import ExerciseSamples
import Foundation
import Notation
import Testing

@testable import Lessons

@Suite struct LeakSearchTests {
  private let search = LeakSearch(SampleExercises.course, furniture: [])

  private func leaks(_ text: String, in path: String = "neuron.html") -> [String] {
    search.leaks(in: [OutputFile(path: path, text: text)]).map(\.message)
  }

  @Test(arguments: [
    // Plain, rounded to 2 to 17 digits, cut off.
    "<p>The neuron says 0.73.", "0.731", "0.7311", "0.73106", "0.731058578630",
    "0.7310585786300049",
    "0.73105857863000", ".7311", "0.7310",
    // With another separator, in another script.
    "0,7311", "٠.٧٣١١", "𝟎.𝟕𝟑𝟏𝟏",
    // As a fraction, a percentage, with a power of ten.
    "731059/1000000", "<math><mfrac><mn>731059</mn><mn>1000000</mn></mfrac></math>", "73 %",
    "73.1%",
    "73.1 percent", "731‰", "7.311e-1", "7.311E-01", "73.11 · 10^-2", "7.311 × 10⁻¹",
    "<math><mn>7.311</mn><mo>⋅</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>1</mn></mrow></msup></math>",
    // In markup, comments, attributes, data, scripts and styles.
    "0.<b>73</b>11", "&#48;.7311", "&#x30;.7311", "0.73\u{AD}11", "<!-- 0.7311 -->",
    "<img src=a.png alt=\"y is 0.73\">", "<img src=a.png title='0.7311'>", "<p data-x=0.7311>",
    "<meta name=description content=\"it is 0.731\">", "<a href=\"#0.7311\">x</a>",
    "<script type=\"application/json\">{\"a\": [1, 0.7310585786300049]}</script>",
    "<script type=\"application/json\">{\"a\": \"0.7311\"}</script>",
    "<script>var y = 0.7311</script>",
    "<style>p { width: 0.7311em }</style>", "<svg><text>0.731</text></svg>",
    "<svg><title>y = 0.731</title></svg>",
    "<svg><path d=\"M 1 2 L 0.73105858 4\"/></svg>",
    // Encoded.
    "<p data-x=\"MC43MzEwNg==\">", "<p data-x=\"MC43MzEx\">", "xMC43MzEwNTg1Nzg2",
    "<img src=\"data:image/svg+xml;base64,\(Data("<svg><text>0.7311</text></svg>".utf8).base64EncodedString())\">",
    "<img src=\"data:image/svg+xml,%3Csvg%3E%3Ctext%3E0.7311%3C/text%3E%3C/svg%3E\">",
    "<p data-x=\"302e37333131\">", "<a href=\"x?%30%2E%37%33%31%31\">x</a>",
    Data(Data("0.7311".utf8).base64EncodedString().utf8).base64EncodedString(),
  ])
  func `a right value is found in every form`(_ page: String) throws {
    let told = leaks(page)
    #expect(told.count == 1)
    #expect(told.first?.contains("of 'y' in neuron.html, line 1") == true, "\(told)")
  }

  @Test(arguments: [
    "z = 1", "z is 1.", "<p><i>z</i> = <b>1</b></p>",
    "So z = w · x + b = 2 · (−1) + (−3) · (−2) − 3 = 1, and",
    "<table><tr><td>z</td><td>1</td></tr></table>", "<math><mi>z</mi><mo>=</mo><mn>1</mn></math>",
    "1 = z", "z → 1", "z = 2/2", "z = 100%", "z = 1.0", "z = 1e0",
    "<img alt='Here z = 1'>", "<p data-z='1'>", "<input value=1>", "<img alt=1>",
    "<p data-x='MQ=='>",
    "<script type='application/json'>{\"z\": 1}</script>",
    "<script type='application/json'>{\"answers\": [1]}</script>",
    "<p data-x='\(Data("z = 1".utf8).base64EncodedString())'>",
  ])
  func `a small whole number is found beside its name, and alone where it is data`(_ page: String)
    throws
  {
    let told = leaks(page)
    #expect(told.contains { $0.contains("of 'z'") }, "\(told)")
  }

  @Test(arguments: [
    "<p>Exercise 1 of 4, for 1 point, from −1 to 1.", "<input type=range min=1 max=6 value=1>",
    "w = [2, -3]; b = -3", "<svg><path d=\"M0.73 12 L0.7311 3\"/></svg>", "<li value=2>", "z = 10",
    "z = −1",
    "x = 1", "z = 1 · x", "z is the sum; 1 is its bias", "the size is 1", "<p class=w-1 id=n1>",
    "0.7", "0.74",
    "0.7321", "version 7.3", "0.03", "\u{1F600} … ∑", "Z = 1", "<b data-step=1>", "to 1 digit",
    "<p>y = 1/(1 + e^-z)", "https://example.org/0/1?z=10",
  ])
  func `what says nothing is let through`(_ page: String) throws {
    #expect(leaks(page) == [])
  }

  @Test func `gradients are found as gradients only`() throws {
    var ask = SampleExercises.neuron.asks[0]
    ask.quantity = "grad x"
    ask.right = Tensor(-4)
    ask.label = []
    var exercise = SampleExercises.neuron
    exercise.asks = [ask]
    var course = SampleExercises.course
    course.lessons[0].blocks = [.exercise(exercise)]
    let search = LeakSearch(course, furniture: [])
    func tells(_ text: String) -> Bool {
      !search.leaks(in: [OutputFile(path: "neuron.html", text: text)]).isEmpty
    }
    for text in [
      "grad x = -4", "x.grad = -4", "∂f/∂x = −4", "df/dx = -4", "the gradient of x is −4",
      "∇_x = −4",
      "<math><mfrac><mrow><mo>∂</mo><mi>f</mi></mrow><mrow><mo>∂</mo><mi>x</mi></mrow></mfrac><mo>=</mo><mn>−4</mn></math>",
      "$\\frac{\\partial f}{\\partial x} = -4$", "expect grad x = -4",
    ] {
      #expect(tells(text.contains("$") ? TeXText.readable(text) : text), "\(text)")
    }
    for text in ["x = -4", "grad y = -4", "∂f/∂y = −4", "grad x = 4", "grad x = -4 * z", "x - 4"] {
      #expect(!tells(text), "\(text)")
    }
  }

  @Test(arguments: [
    "[-0.1966, -0.3932]", "∂y/∂w = [−0.20, −0.39]", "<td>−0.196612</td>", "0.3932238664829637",
    "<math><mo>[</mo><mn>−0.20</mn><mo>,</mo><mn>−0.39</mn><mo>]</mo></math>",
  ])
  func `numbers of a vector are found`(_ page: String) throws {
    #expect(leaks(page).contains { $0.contains("of 'grad w'") })
  }

  @Test func `rows of small numbers are found as rows`() throws {
    var ask = SampleExercises.neuron.asks[0]
    ask.quantity = "h"
    ask.right = Tensor([[3, -1], [0, 2]])
    var exercise = SampleExercises.neuron
    exercise.asks = [ask]
    var course = SampleExercises.course
    course.lessons[0].blocks = [.exercise(exercise)]
    let search = LeakSearch(course, furniture: [])
    func tells(_ text: String) -> Bool {
      !search.leaks(in: [OutputFile(path: "neuron.html", text: text)]).isEmpty
    }
    for text in [
      "h = [[3, -1], [0, 2]]", "3, −1, 0, 2",
      "<script type='application/json'>{\"a\": [[3, -1], [0, 2]]}</script>",
      "<table><tr><td>3</td><td>−1</td></tr><tr><td>0</td><td>2</td></tr></table>",
      "<math><mtable><mtr><mtd><mn>3</mn></mtd><mtd><mn>−1</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>",
    ] {
      #expect(tells(text), "\(text)")
    }
    for text in ["h = [[3, -1], [0, 1]]", "3, −1, 0", "[-1, 3, 0, 2]"] {
      #expect(!tells(text), "\(text)")
    }
  }

  @Test func `all small answers of an exercise in a row are found`() throws {
    var exercise = SampleExercises.neuron
    exercise.asks = [("q", 3.0), ("f", -4), ("g", 7)].map { name, value in
      var ask = SampleExercises.neuron.asks[0]
      ask.quantity = name
      ask.label = []
      ask.right = Tensor(value)
      return ask
    }
    var course = SampleExercises.course
    course.lessons[0].blocks = [.exercise(exercise)]
    let search = LeakSearch(course, furniture: [])
    for text in [
      "[3, -4, 7]", "<p data-x='3,-4,7'>", "3; −4; 7", Data("3 -4 7".utf8).base64EncodedString(),
    ] {
      #expect(search.leaks(in: [OutputFile(path: "neuron.html", text: text)]).count == 1, "\(text)")
    }
  }

  @Test(arguments: [
    ("It is flat near nought and near one, said someone.", "a justification of Question"),
    ("<b>It</b> is <i>flat</i>\nnear nought  and near one", "a justification of Question"),
    ("<img alt='draw the four corners of the square and try a ruler'>", "a hint for Exercise 2"),
    (
      "<p data-x='\(Data("First find how much the output changes with the weighted sum.".utf8).base64EncodedString())'>",
      "a hint for 'grad w'"
    ),
    (
      "Each weight's gradient is the slope there times the input that it meets.",
      "the solution of Exercise 1"
    ),
    (
      "<!-- EACH SIGMOID MULTIPLIES THE GRADIENT WITH A SLOPE OF AT MOST A QUARTER -->",
      "the answer to Exercise 3"
    ),
  ])
  func `hints, solutions and justifications are found by their sentences`(
    _ page: String,
    _ what: String
  ) throws {
    #expect(leaks(page).contains { $0.contains("found \(what) in neuron.html") }, "\(leaks(page))")
  }

  @Test(arguments: [
    ("contents.md", "| y | 0.7311 |"), ("neuron.tex", "It is \\textbf{0.73}11."),
    ("neuron.tex", "$\\frac{731059}{1000000}$"),
    ("neuron.tex", "\\node[anchor=base] at (12.3,0.5) {0.731};"), ("a/0.7311.png", ""),
    ("data.json", "{\"y\": 0.7311}"),
    ("notes.txt", "y=0.7311"), ("photo.png", "\u{0}PNG\u{1}Comment y 0.73106\u{2}"),
    ("index.html", "σ(1) = 0.73"),
  ])
  func `every file is looked through`(_ path: String, _ text: String) throws {
    #expect(leaks(text, in: path).count == 1)
  }

  @Test func `drawings of LaTeX and numbers of contents are no answers`() throws {
    #expect(leaks("\\draw[gradusink] (0.73,0.7311) -- (0.731,1);", in: "neuron.tex") == [])
    var course = SampleExercises.course
    course.parts[0].entries[0].number = "1.25"
    let search = LeakSearch(course, furniture: [])
    #expect(
      search.leaks(in: [OutputFile(path: "neuron.html", text: "<b>1.25</b> Exercises")]).isEmpty
    )
  }

  @Test func `what is given is no leak`() throws {
    // The right values of W's gradient are 0.25, 0.5, …; a program that is given holds 0.25.
    #expect(leaks("a quarter is 0.25").count == 2)
    var course = SampleExercises.course
    var layer = SampleExercises.layer
    layer.given = [.code("W = [[1, 2, 3], [4, 5, 6]]\nr = 0.25\n")]
    course.lessons[0].blocks = [.exercise(layer)]
    let search = LeakSearch(course, furniture: [])
    #expect(search.leaks(in: [OutputFile(path: "neuron.html", text: "a quarter is 0.25")]).isEmpty)
    #expect(
      search.leaks(in: [OutputFile(path: "neuron.html", text: "three quarters are 0.75")]).count
        == 2
    )
  }

  @Test func `what every exam says is no leak`() throws {
    let line = "<p>Write numbers as on paper: 3/8, 0.25.</p>"
    let furniture = [
      OutputFile(path: "e.html", text: line),
      OutputFile(path: "x.css", text: "p { width: 0.73em }"),
    ]
    let search = LeakSearch(SampleExercises.course, furniture: furniture)
    let files = [
      OutputFile(path: "neuron.html", text: "<p>Begin.</p>" + line),
      OutputFile(path: "a/x.css", text: "p { width: 0.73em }"),
    ]
    #expect(search.leaks(in: files).isEmpty)
    #expect(search.leaks(in: [OutputFile(path: "neuron.html", text: "<p>It is 0.731")]).count == 1)
  }

  @Test func `a leak is told with what is asked, its place, the file and what stands there`() throws
  {
    let leak = try #require(
      search.leaks(in: [OutputFile(path: "neuron.html", text: "<p>x\n<p>So σ(1) is 0.731, say.")])
        .first
    )
    #expect(leak.location == SourceLocation(file: "lessons/neuron.md", line: 18, column: 1))
    #expect(
      leak.message
        == "an exam's pages expect no right value, found that of 'y' in neuron.html, line 2: “So σ(1) is 0.731, say.”"
    )
    #expect(leak.help?.contains("other numbers") == true)
  }

  @Test func `a large page is looked through soon`() throws {
    let page = String(
      repeating: "<p>word 12.5 and <b>more words</b> x = 3.25, MTIzNDU2Nzg5</p>\n",
      count: 4000
    )
    #expect(leaks(page).count == 0)
  }
}
