internal import CProcessor
public import Kernels
internal import KernelsBase

#if GRADUS_X86_LEVELS
internal import KernelsAVX2
internal import KernelsAVX512
#endif

/// Which kernels a program uses: chosen here and nowhere else.
///
/// The best that the processor has, or what the environment's `GRADUS_KERNELS` names. A name that means
/// nothing, or a level that the processor lacks, is no reason to stop: the best level is used, and
/// ``problem`` says so in words for whoever can tell a person.
public struct KernelChoice: Sendable {
  /// The level in use.
  public let level: KernelLevel
  /// What was wrong with the wish; nothing if it was granted, or there was none.
  public let problem: Problem?

  /// Why a wish could not be granted.
  public enum Problem: Equatable, Sendable {
    /// The name is none of a level.
    case unknown(String)
    /// The processor, or the program as it was built, lacks the level.
    case unsupported(KernelLevel)
  }

  /// The choice of this process, made at its first use.
  public static let current = KernelChoice(wish: wishOfEnvironment())

  /// Chooses by a wish, as `GRADUS_KERNELS` would hold it; none, or an empty one, asks for the best.
  public init(wish: String?) {
    let best = KernelChoice.available.last ?? .reference
    guard let wish, !wish.isEmpty else {
      level = best
      problem = nil
      return
    }
    guard let wanted = KernelLevel(rawValue: wish) else {
      level = best
      problem = .unknown(wish)
      return
    }
    let isThere = KernelChoice.available.contains(wanted)
    level = isThere ? wanted : best
    problem = isThere ? nil : .unsupported(wanted)
  }

  /// The levels that this program has on this processor, the best last.
  public static let available: [KernelLevel] = {
    var levels: [KernelLevel] = [.reference, .base]
    #if GRADUS_X86_LEVELS
    let processor = gradus_processor_level()
    if processor >= 3 { levels.append(.avx2) }
    if processor >= 4 { levels.append(.avx512) }
    #endif
    return levels
  }()

  /// The kernels of a level in single precision; those of `base` where the level is not available.
  @unsafe
  public static func floats(_ level: KernelLevel) -> KernelSet<Float> {
    switch available.contains(level) ? level : .base {
    case .reference: return unsafe .reference
    #if GRADUS_X86_LEVELS
    case .avx2: return unsafe KernelsAVX2.floatKernels
    case .avx512: return unsafe KernelsAVX512.floatKernels
    #endif
    default: return unsafe KernelsBase.floatKernels
    }
  }

  /// The kernels of a level in double precision; those of `base` where the level is not available.
  @unsafe
  public static func doubles(_ level: KernelLevel) -> KernelSet<Double> {
    switch available.contains(level) ? level : .base {
    case .reference: return unsafe .reference
    #if GRADUS_X86_LEVELS
    case .avx2: return unsafe KernelsAVX2.doubleKernels
    case .avx512: return unsafe KernelsAVX512.doubleKernels
    #endif
    default: return unsafe KernelsBase.doubleKernels
    }
  }
}

extension KernelChoice.Problem {
  /// What was expected, what was found, and what is done now.
  public var words: String {
    let known = KernelLevel.allCases.map { level in level.rawValue }.joined(separator: ", ")
    let available = KernelChoice.available.map { level in level.rawValue }.joined(separator: ", ")
    return switch self {
    case .unknown(let name):
      "GRADUS_KERNELS: expected \(known), found '\(name)'; the best kernels are used"
    case .unsupported(let level):
      "GRADUS_KERNELS: this processor has \(available), not '\(level.rawValue)'; "
        + "the best kernels are used"
    }
  }
}
