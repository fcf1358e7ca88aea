import Foundation
import Notation
import Testing

/// Messages for machines.
@Suite struct `Diagnostics as JSON` {
  private func object(_ program: String) throws -> [String: Any] {
    do throws(Diagnostics) {
      _ = try Program.read(SourceText(file: "p", text: program)).run()
      return [:]
    } catch {
      let json = try JSONSerialization.jsonObject(with: Data(error.json()))
      let object = json as? [String: Any] ?? [:]
      #expect(object["rendered"] as? String == error.rendered())
      return object
    }
  }

  @Test func `a mistake has its place, its words and its notes`() throws {
    let object = try object("x = 1\nx = \"2\u{202E}\"\n")
    #expect(object["format"] as? String == "gradus-diagnostics/1")
    #expect(object["more"] as? Bool == false)
    let all = object["diagnostics"] as? [[String: Any]] ?? []
    #expect(all.count > 0)
    for entry in all {
      #expect(entry["severity"] as? String == "error")
      #expect(entry["file"] as? String == "p")
      #expect(entry["line"] as? Int == 2)
      #expect((entry["rendered"] as? String)?.hasPrefix("p:2:") == true)
    }
  }

  @Test func `a rebinding points at both`() throws {
    let all = try object("x = 1\ny = 2; x = 3")["diagnostics"] as? [[String: Any]] ?? []
    #expect(all.count == 1)
    #expect(all.first?["column"] as? Int == 8)
    let notes = all.first?["notes"] as? [[String: Any]] ?? []
    #expect(notes.first?["line"] as? Int == 1)
    #expect(notes.first?["column"] as? Int == 1)
  }

  @Test func `more than twenty are told as more`() throws {
    let object = try object(String(repeating: "x = q\n", count: 40))
    #expect((object["diagnostics"] as? [Any])?.count == Diagnostics.limit)
    #expect(object["more"] as? Bool == true)
  }

  @Test func `no messages are an empty list`() throws {
    let json = String(decoding: Diagnostics([]).json(), as: UTF8.self)
    #expect(json.contains("\"diagnostics\": []"))
  }
}
