/// The engine that checks answers in a page: a module of WebAssembly and what loads it.
///
/// A page from a server asks for the module itself. One read from disk may not ask for files, but may load
/// scripts, so the same bytes stand in a script, too; only one of the two is ever loaded, and only when
/// something is checked.
enum EngineAssets {
  /// The module's name in the site's folder.
  static let moduleName = "gradus-check.wasm"

  /// The files of an engine, given its module.
  static func files(_ module: [UInt8]) -> [SiteAssets.Asset] {
    [
      SiteAssets.Asset(name: "engine.js", bytes: Array(loader.utf8)),
      SiteAssets.Asset(name: moduleName, bytes: module),
      SiteAssets.Asset(
        name: moduleName + ".js",
        bytes: Array("\"use strict\";\nglobalThis.gradusCode = \"".utf8) + base64(module)
          + Array("\";\n".utf8)
      ),
    ]
  }

  /// `gradus.js`, which is a module for pages of one's own, as a script: a page read from disk may not load
  /// modules.
  static var loader: String {
    let module = String(decoding: PackageResources.gradus_js, as: UTF8.self)
    let script = module.replacing("export class Gradus", with: "globalThis.Gradus = class Gradus")
      .replacing("import.meta.url", with: "document.baseURI")
    return "(() => {\n\"use strict\";\n\(script)})();\n"
  }

  /// Bytes in base64, with its padding.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits: UInt32 = 0
      for place in 0..<3 { bits = bits << 8 | (place < count ? UInt32(bytes[start + place]) : 0) }
      for place in 0..<4 {
        let six = Int(bits >> UInt32(18 - 6 * place)) & 63
        out.append(place <= count ? alphabet[six] : UInt8(ascii: "="))
      }
    }
    return out
  }
}
