// Compiled with the kernels, and called through C: what imports a module of Embedded Swift compiles its
// functions anew, and would try its own ones.

internal import Kernels

/// Puts the kernels of single precision where the tests have room for them.
@c(gradus_float_kernels)
public func handFloats(to place: UnsafeMutableRawPointer) {
  place.initializeMemory(as: KernelSet<Float>.self, to: floatKernels)
}

/// Puts the kernels of double precision where the tests have room for them.
@c(gradus_double_kernels)
public func handDoubles(to place: UnsafeMutableRawPointer) {
  place.initializeMemory(as: KernelSet<Double>.self, to: doubleKernels)
}
