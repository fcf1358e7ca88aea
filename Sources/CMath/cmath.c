/* A C target needs a source file; the declarations in CMath.h are resolved by libm. */
