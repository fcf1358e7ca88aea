// What a page may call. Numbers go in and out, bytes lie in the module's memory; `gradus.js` is the
// other side. A further question that a page may ask is a function here, a line in the list of
// exports in Scripts/build-browser.sh, and a method in gradus.js.

/// Room for `count` bytes that the page writes and later hands to ``release(_:)``.
@_expose(wasm, "gradus_allocate")
@_cdecl("gradus_allocate")
public func allocate(_ count: UInt32) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(1, Int(count)), alignment: 8)
}

/// Gives back what ``allocate(_:)`` or a question returned.
@_expose(wasm, "gradus_release")
@_cdecl("gradus_release")
public func release(_ place: UnsafeMutableRawPointer) { unsafe place.deallocate() }

/// Runs a program forward and back: what `gradus trace FILE --format json` prints.
///
/// - Parameters:
///   - program: The program's text, in whatever bytes the page has.
///   - programLength: How many bytes that is.
///   - options: Names and values as ``Request/options`` has them.
///   - optionsLength: How many bytes that is.
/// - Returns: The answer as ``Answer/packed()`` lays it out; to be released.
@_expose(wasm, "gradus_trace")
@_cdecl("gradus_trace")
public func trace(
  _ program: UnsafePointer<UInt8>,
  _ programLength: UInt32,
  _ options: UnsafePointer<UInt8>,
  _ optionsLength: UInt32
) -> UnsafeMutableRawPointer {
  let request = Request(
    program: unsafe Array(UnsafeBufferPointer(start: program, count: Int(programLength))),
    options: unsafe Array(UnsafeBufferPointer(start: options, count: Int(optionsLength)))
  )
  return unsafe request.traced().packed()
}
