// What pages with exercises may call besides. An exported function keeps all that it needs in a module, so that
// the module for other pages is made without this file's.

#if GRADUS_CHECKS
/// Judges answers to a program: what `gradus check PROGRAM --answers ANSWERS --format json` prints.
///
/// - Parameters:
///   - program: The program's text, with its `ask`s.
///   - programLength: How many bytes that is.
///   - answers: The lines of an answer file.
///   - answersLength: How many bytes that is.
///   - options: Names and values as ``Check/options`` has them.
///   - optionsLength: How many bytes that is.
/// - Returns: The answer as ``Answer/packed()`` lays it out; to be released.
@_expose(wasm, "gradus_check")
@_cdecl("gradus_check")
public func check(
  _ program: UnsafePointer<UInt8>,
  _ programLength: UInt32,
  _ answers: UnsafePointer<UInt8>,
  _ answersLength: UInt32,
  _ options: UnsafePointer<UInt8>,
  _ optionsLength: UInt32
) -> UnsafeMutableRawPointer {
  let request = Check(
    program: unsafe Array(UnsafeBufferPointer(start: program, count: Int(programLength))),
    answers: unsafe Array(UnsafeBufferPointer(start: answers, count: Int(answersLength))),
    options: unsafe Array(UnsafeBufferPointer(start: options, count: Int(optionsLength)))
  )
  return unsafe request.judged().packed()
}
#endif
