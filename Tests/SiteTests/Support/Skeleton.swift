/// A page without the insides of its formulas and drawings, which have golden files of their own.
func skeleton(_ page: String) -> String {
  emptied("svg", where: { $0.contains("role=\"img\"") }, in: emptied("math", in: page))
}

private func emptied(
  _ tag: String,
  where isMeant: (Substring) -> Bool = { _ in true },
  in page: String
) -> String {
  var out = ""
  var rest = Substring(page)
  while let start = rest.firstRange(of: "<\(tag)") {
    guard let open = rest[start.upperBound...].firstIndex(of: ">"),
      let end = rest[open...].firstRange(of: "</\(tag)>")
    else { break }
    if isMeant(rest[start.lowerBound...open]) {
      out += rest[..<start.lowerBound] + "<\(tag)>…</\(tag)>"
    } else {
      out += rest[..<end.upperBound]
    }
    rest = rest[end.upperBound...]
  }
  return out + rest
}

/// The page at a path of the sample course.
func samplePage(_ path: String) -> String {
  page(path, of: sampleCourse())
}
