/// The sets of kernels that a program may have.
public enum KernelLevel: String, CaseIterable, Sendable, Comparable {
  /// Plain loops.
  case reference
  /// What every processor of this architecture has: SSE2, or NEON.
  case base
  /// AVX2 and FMA (x86-64-v3).
  case avx2
  /// AVX-512 (x86-64-v4).
  case avx512

  /// Whether a level asks more of a processor than another.
  public static func < (left: KernelLevel, right: KernelLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .reference: 0
    case .base: 1
    case .avx2: 2
    case .avx512: 3
    }
  }

  /// What the level is, in words.
  public var words: String {
    switch self {
    case .reference: "reference (plain loops)"
    case .base: KernelLevel.baseWords
    case .avx2: "avx2 (AVX2 and FMA)"
    case .avx512: "avx512 (AVX-512)"
    }
  }

  private static var baseWords: String {
    #if arch(arm64)
    "base (NEON)"
    #elseif arch(x86_64)
    "base (SSE2)"
    #else
    "base"
    #endif
  }
}
