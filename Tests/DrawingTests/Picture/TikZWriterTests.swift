import Foundation
import TestSupport
import Testing

@testable import Drawing

struct TikZWriterTests {
  @Test func `the diagram of (x + y) z`() throws {
    try expectSnapshot(
      TikZWriter.string(DiagramLayout.picture(of: SampleGraph.product)),
      named: "product.tex"
    )
  }

  @Test(arguments: [
    ("50% & more", #"50\% \& more"#), ("a_b^c", #"a\_b\textasciicircum{}c"#),
    (#"\input{x}"#, #"\textbackslash{}input\{x\}"#), ("#$~", "\\#\\$\\textasciitilde{}"),
    ("−1", "−1"), ("ση", #"$\sigma$$\eta$"#), ("a\u{0}\n\u{202E}b", "a? ?b"),
  ])
  func `every character stands for itself`(text: String, escaped: String) {
    #expect(LaTeXText.escaped(text) == escaped)
  }

  @Test func `what only a step shows is left out`() {
    let picture = Picture(
      width: 10,
      height: 10,
      title: "",
      description: "",
      elements: [
        .rectangle(origin: .init(0, 0), width: 5, height: 5, corner: 1, role: .chip),
        .path(
          [.move(.init(0, 0)), .close],
          role: .backward,
          width: 0,
          filled: true,
          dashed: false
        ),
      ]
    )
    #expect(!TikZWriter.string(picture).contains("draw"))
    #expect(!TikZWriter.string(picture).contains("fill"))
  }

  private static let lualatex = ["/usr/bin/lualatex", "/Library/TeX/texbin/lualatex"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: lualatex != nil))
  func `LuaLaTeX sets every kind of picture without a complaint`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tikz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var graph = SampleGraph.product
    graph.nodes[0].name = [.init(#"\bad{_^~#$%&"'<>`|"#), .init("ŷ", level: -1)]
    var source = "\\documentclass{article}\n\\usepackage{tikz}\n" + TikZWriter.colours
    source += "\\begin{document}\n\\noindent\n"
    for graph in [graph, SampleGraph.neuron, SampleGraph.matrices] {
      source +=
        TikZWriter.string(DiagramLayout.picture(of: graph), scale: 0.15) + "\n\n\\noindent\n"
    }
    source += TikZWriter.string(PlotSamples.activations.picture(), scale: 0.5)
    source += "\n\n\\noindent\n" + TikZWriter.string(PlotSamples.and.picture(), scale: 0.5)
    source += "\\end{document}\n"
    try Data(source.utf8).write(to: folder.appending(path: "t.tex"))
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.lualatex))
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "t.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = String(
      decoding: try Data(contentsOf: folder.appending(path: "t.log")),
      as: UTF8.self
    )
    #expect(process.terminationStatus == 0)
    for complaint in ["Warning", "Overfull", "Missing character", "\n!"] {
      #expect(!log.contains(complaint), "\(complaint)")
    }
  }
}
