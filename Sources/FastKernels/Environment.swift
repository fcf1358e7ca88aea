#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// What the environment's `GRADUS_KERNELS` holds.
func wishOfEnvironment() -> String? {
  // SAFETY: getenv gives back nothing or text that ends; it is copied at once, and the program does not
  // change its environment.
  guard let text = unsafe getenv("GRADUS_KERNELS") else { return nil }
  return unsafe String(validatingCString: text) ?? "?"
}
