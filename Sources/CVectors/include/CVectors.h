/* Vectors of numbers as wide as the instruction set that the importing target is compiled for, and one
   line of C for each thing that the kernels do with them.

   The compiler turns each function into an instruction or two at its place of use. Nothing of Swift's
   own SIMD types is used beyond passing values along: their generic functions, specialised in a target
   for one instruction set, would become symbols that a linker may pick for the whole program. */
#pragma once

#if defined(__AVX512F__)
#define GRADUS_VECTOR_BYTES 64
#elif defined(__AVX2__)
#define GRADUS_VECTOR_BYTES 32
#else
#define GRADUS_VECTOR_BYTES 16
#endif

/* Rows of a register tile of the matrix product: with two vectors a row, and those that feed them, they
   fill the registers. */
#if defined(__AVX512F__) || defined(__aarch64__)
enum { gradus_tile_rows = 12 };
#else
enum { gradus_tile_rows = 6 };
#endif

/* Whether a part of a vector is loaded and stored in one instruction. */
enum { gradus_masks_loads = GRADUS_VECTOR_BYTES > 16 };

#if defined(__FMA__) || defined(__aarch64__)
#define GRADUS_FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define GRADUS_FMA(a, b, c) ((a) * (b) + (c))
#endif

#define GRADUS_INLINE static inline __attribute__((always_inline))

/* The types: a vector, its bits as integers, and a vector at any address where a number may stand. */
#define GRADUS_TYPES(V, M, S, W)                                                                       \
  typedef S V __attribute__((ext_vector_type(GRADUS_VECTOR_BYTES / sizeof(S))));                       \
  typedef W M __attribute__((ext_vector_type(GRADUS_VECTOR_BYTES / sizeof(S))));                       \
  typedef S V##_anywhere                                                                               \
      __attribute__((ext_vector_type(GRADUS_VECTOR_BYTES / sizeof(S)), aligned(sizeof(S)), may_alias));

GRADUS_TYPES(gradus_floats, gradus_float_bits, float, int)
GRADUS_TYPES(gradus_doubles, gradus_double_bits, double, long long)

/* The lanes of the first halves of two vectors, in turns; and those of the second halves. */
#if GRADUS_VECTOR_BYTES == 64
#define GRADUS_LOW_F 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define GRADUS_HIGH_F 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define GRADUS_LOW_D 0, 8, 1, 9, 2, 10, 3, 11
#define GRADUS_HIGH_D 4, 12, 5, 13, 6, 14, 7, 15
#elif GRADUS_VECTOR_BYTES == 32
#define GRADUS_LOW_F 0, 8, 1, 9, 2, 10, 3, 11
#define GRADUS_HIGH_F 4, 12, 5, 13, 6, 14, 7, 15
#define GRADUS_LOW_D 0, 4, 1, 5
#define GRADUS_HIGH_D 2, 6, 3, 7
#else
#define GRADUS_LOW_F 0, 4, 1, 5
#define GRADUS_HIGH_F 2, 6, 3, 7
#define GRADUS_LOW_D 0, 2
#define GRADUS_HIGH_D 1, 3
#endif
GRADUS_INLINE gradus_floats gradus_f_interleave_low(gradus_floats a, gradus_floats b) {
  return __builtin_shufflevector(a, b, GRADUS_LOW_F);
}
GRADUS_INLINE gradus_floats gradus_f_interleave_high(gradus_floats a, gradus_floats b) {
  return __builtin_shufflevector(a, b, GRADUS_HIGH_F);
}
GRADUS_INLINE gradus_doubles gradus_d_interleave_low(gradus_doubles a, gradus_doubles b) {
  return __builtin_shufflevector(a, b, GRADUS_LOW_D);
}
GRADUS_INLINE gradus_doubles gradus_d_interleave_high(gradus_doubles a, gradus_doubles b) {
  return __builtin_shufflevector(a, b, GRADUS_HIGH_D);
}

/* The lanes at even places of two vectors that follow on one another, and those at odd ones. */
#if GRADUS_VECTOR_BYTES == 64
#define GRADUS_EVEN_F 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define GRADUS_ODD_F 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
#define GRADUS_EVEN_D 0, 2, 4, 6, 8, 10, 12, 14
#define GRADUS_ODD_D 1, 3, 5, 7, 9, 11, 13, 15
#elif GRADUS_VECTOR_BYTES == 32
#define GRADUS_EVEN_F 0, 2, 4, 6, 8, 10, 12, 14
#define GRADUS_ODD_F 1, 3, 5, 7, 9, 11, 13, 15
#define GRADUS_EVEN_D 0, 2, 4, 6
#define GRADUS_ODD_D 1, 3, 5, 7
#else
#define GRADUS_EVEN_F 0, 2, 4, 6
#define GRADUS_ODD_F 1, 3, 5, 7
#define GRADUS_EVEN_D 0, 2
#define GRADUS_ODD_D 1, 3
#endif
GRADUS_INLINE gradus_floats gradus_f_even(gradus_floats a, gradus_floats b) {
  return __builtin_shufflevector(a, b, GRADUS_EVEN_F);
}
GRADUS_INLINE gradus_floats gradus_f_odd(gradus_floats a, gradus_floats b) {
  return __builtin_shufflevector(a, b, GRADUS_ODD_F);
}
GRADUS_INLINE gradus_doubles gradus_d_even(gradus_doubles a, gradus_doubles b) {
  return __builtin_shufflevector(a, b, GRADUS_EVEN_D);
}
GRADUS_INLINE gradus_doubles gradus_d_odd(gradus_doubles a, gradus_doubles b) {
  return __builtin_shufflevector(a, b, GRADUS_ODD_D);
}

#define GRADUS_VECTOR(V, I, M, S, W)                                                                   \
  GRADUS_INLINE V I##_splat(S x) { return (V)x; }                                                      \
  GRADUS_INLINE V I##_load(const S *p) { return *(const V##_anywhere *)p; }                            \
  GRADUS_INLINE void I##_store(S *p, V x) { *(V##_anywhere *)p = x; }                                  \
  GRADUS_INLINE V I##_add(V a, V b) { return a + b; }                                                  \
  GRADUS_INLINE V I##_subtract(V a, V b) { return a - b; }                                             \
  GRADUS_INLINE V I##_multiply(V a, V b) { return a * b; }                                             \
  GRADUS_INLINE V I##_divide(V a, V b) { return a / b; }                                               \
  GRADUS_INLINE V I##_multiply_add(V a, V b, V c) { return GRADUS_FMA(a, b, c); }                      \
  GRADUS_INLINE V I##_square_root(V a) { return __builtin_elementwise_sqrt(a); }                       \
  GRADUS_INLINE V I##_magnitude(V a) { return __builtin_elementwise_abs(a); }                          \
  GRADUS_INLINE V I##_sign_of(V a, V sign) { return __builtin_elementwise_copysign(a, sign); }         \
  GRADUS_INLINE M I##_less(V a, V b) { return (M)(a < b); }                                                \
  GRADUS_INLINE M I##_equal(V a, V b) { return (M)(a == b); }                                              \
  GRADUS_INLINE M I##_unordered(V a) { return (M)(a != a); }                                               \
  GRADUS_INLINE V I##_choose(M mask, V a, V b) { return mask ? a : b; }                                \
  GRADUS_INLINE M I##_bits(V a) { return (M)a; }                                                       \
  GRADUS_INLINE V I##_from_bits(M a) { return (V)a; }                                                  \
  GRADUS_INLINE M I##_bits_splat(W x) { return (M)x; }                                                 \
  GRADUS_INLINE M I##_bits_add(M a, M b) { return a + b; }                                             \
  GRADUS_INLINE M I##_bits_subtract(M a, M b) { return a - b; }                                        \
  GRADUS_INLINE M I##_bits_and(M a, M b) { return a & b; }                                             \
  GRADUS_INLINE M I##_bits_or(M a, M b) { return a | b; }                                              \
  GRADUS_INLINE M I##_bits_left(M a, int n) { return a << n; }                                         \
  GRADUS_INLINE M I##_bits_right(M a, int n) { return a >> n; }                                        \
  GRADUS_INLINE S I##_lane(V a, long i) { return a[i]; }                                               \
  GRADUS_INLINE void I##_transpose(const S *p, long stride, long rows, S *q, long target) {            \
    enum { n = GRADUS_VECTOR_BYTES / sizeof(S) };                                                      \
    V r[n], t[n];                                                                                      \
    for (int i = 0; i < n; i++) r[i] = i < rows ? I##_load(p + i * stride) : (V)(S)0;                  \
    for (int turn = 1; turn < n; turn *= 2) {                                                          \
      for (int i = 0; i < n / 2; i++) {                                                                \
        t[2 * i] = I##_interleave_low(r[i], r[i + n / 2]);                                             \
        t[2 * i + 1] = I##_interleave_high(r[i], r[i + n / 2]);                                        \
      }                                                                                                \
      for (int i = 0; i < n; i++) r[i] = t[i];                                                         \
    }                                                                                                  \
    for (int i = 0; i < n; i++) I##_store(q + i * target, r[i]);                                       \
  }

GRADUS_VECTOR(gradus_floats, gradus_f, gradus_float_bits, float, int)
GRADUS_VECTOR(gradus_doubles, gradus_d, gradus_double_bits, double, long long)

/* Whole numbers as lanes: n of them from memory, −1 in the others. */
#define GRADUS_WHOLE(V, I, S)                                                                          \
  typedef int V##_whole                                                                                \
      __attribute__((ext_vector_type(GRADUS_VECTOR_BYTES / sizeof(S)), aligned(4), may_alias));        \
  GRADUS_INLINE V I##_whole(const int *p, long n) {                                                    \
    enum { lanes = GRADUS_VECTOR_BYTES / sizeof(S) };                                                  \
    if (n == lanes) return __builtin_convertvector(*(const V##_whole *)p, V);                          \
    V x = (V)(S)-1;                                                                                    \
    for (int i = 0; i < lanes; i++) x[i] = i < n ? (S)p[i] : x[i];                                     \
    return x;                                                                                          \
  }
GRADUS_WHOLE(gradus_floats, gradus_f, float)
GRADUS_WHOLE(gradus_doubles, gradus_d, double)

/* x · 2ᵏ for a whole number k, rounded once: an instruction with AVX-512, else two factors that both have an
   exponent, for k up to twice the largest. Adding 1.5 · 2^23 (or 2^52) and the bias puts a whole number into the
   lowest bits, from where it moves to those of the exponent. */
#if defined(__AVX512F__)
GRADUS_INLINE gradus_floats gradus_f_scale(gradus_floats x, gradus_floats k) {
  return __builtin_ia32_scalefps512_mask(x, k, x, (unsigned short)-1, 4);
}
GRADUS_INLINE gradus_doubles gradus_d_scale(gradus_doubles x, gradus_doubles k) {
  return __builtin_ia32_scalefpd512_mask(x, k, x, (unsigned char)-1, 4);
}
#else
#define GRADUS_SCALE(V, I, M, S, MAGIC, BIAS, BITS)                                                    \
  GRADUS_INLINE V I##_scale(V x, V k) {                                                                \
    V half = (k * (S)0.5 + (S)MAGIC) - (S)MAGIC;                                                       \
    M first = (M)(half + (S)(MAGIC + BIAS)) << BITS;                                                   \
    M second = (M)((k - half) + (S)(MAGIC + BIAS)) << BITS;                                            \
    return x * (V)first * (V)second;                                                                   \
  }
GRADUS_SCALE(gradus_floats, gradus_f, gradus_float_bits, float, 12582912, 127, 23)
GRADUS_SCALE(gradus_doubles, gradus_d, gradus_double_bits, double, 6755399441055744, 1023, 52)
#endif

/* Brings the cache line of an address near, to be written. It never faults. */
GRADUS_INLINE void gradus_prefetch_line(const void *address) { __builtin_prefetch(address, 1); }

/* The same for one that will be read, into the second cache. */
GRADUS_INLINE void gradus_prefetch_read(const void *address) { __builtin_prefetch(address, 0, 2); }

/* The same number, of which the compiler knows nothing any more. Rows at p, p + s, p + 2 s … are read with an
   address for each then, rather than from each to the next by an addition that waits for the last. */
GRADUS_INLINE long gradus_hidden(long x) {
  __asm__("" : "+r"(x));
  return x;
}

/* A mask of the first n lanes. */
#if GRADUS_VECTOR_BYTES == 64
#define GRADUS_PLACES_F 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
#define GRADUS_PLACES_D 0, 1, 2, 3, 4, 5, 6, 7
#elif GRADUS_VECTOR_BYTES == 32
#define GRADUS_PLACES_F 0, 1, 2, 3, 4, 5, 6, 7
#define GRADUS_PLACES_D 0, 1, 2, 3
#else
#define GRADUS_PLACES_F 0, 1, 2, 3
#define GRADUS_PLACES_D 0, 1
#endif
GRADUS_INLINE gradus_float_bits gradus_f_first(long n) {
  return (gradus_float_bits)((gradus_float_bits){GRADUS_PLACES_F} < (gradus_float_bits)(int)n);
}
GRADUS_INLINE gradus_double_bits gradus_d_first(long n) {
  return (gradus_double_bits)((gradus_double_bits){GRADUS_PLACES_D} < (gradus_double_bits)(long long)n);
}

/* The first n lanes from memory, 0 in the others, and the first n lanes to memory: nothing beyond them is
   touched. */
#if defined(__AVX512F__)
GRADUS_INLINE gradus_floats gradus_f_load_first(const float *p, long n) {
  return __builtin_ia32_loadups512_mask(p, (gradus_floats)0.0f, (unsigned short)((1u << n) - 1));
}
GRADUS_INLINE void gradus_f_store_first(float *p, gradus_floats x, long n) {
  __builtin_ia32_storeups512_mask(p, x, (unsigned short)((1u << n) - 1));
}
GRADUS_INLINE gradus_doubles gradus_d_load_first(const double *p, long n) {
  return __builtin_ia32_loadupd512_mask(p, (gradus_doubles)0.0, (unsigned char)((1u << n) - 1));
}
GRADUS_INLINE void gradus_d_store_first(double *p, gradus_doubles x, long n) {
  __builtin_ia32_storeupd512_mask(p, x, (unsigned char)((1u << n) - 1));
}
#elif defined(__AVX2__)
GRADUS_INLINE gradus_floats gradus_f_load_first(const float *p, long n) {
  return __builtin_ia32_maskloadps256((const gradus_floats *)p, gradus_f_first(n));
}
GRADUS_INLINE void gradus_f_store_first(float *p, gradus_floats x, long n) {
  __builtin_ia32_maskstoreps256((gradus_floats *)p, gradus_f_first(n), x);
}
GRADUS_INLINE gradus_doubles gradus_d_load_first(const double *p, long n) {
  return __builtin_ia32_maskloadpd256((const gradus_doubles *)p, gradus_d_first(n));
}
GRADUS_INLINE void gradus_d_store_first(double *p, gradus_doubles x, long n) {
  __builtin_ia32_maskstorepd256((gradus_doubles *)p, gradus_d_first(n), x);
}
#else
GRADUS_INLINE gradus_floats gradus_f_load_first(const float *p, long n) {
  gradus_floats x = 0.0f;
  if (n > 0) x[0] = p[0];
  if (n > 1) x[1] = p[1];
  if (n > 2) x[2] = p[2];
  if (n > 3) x[3] = p[3];
  return x;
}
GRADUS_INLINE void gradus_f_store_first(float *p, gradus_floats x, long n) {
  if (n > 0) p[0] = x[0];
  if (n > 1) p[1] = x[1];
  if (n > 2) p[2] = x[2];
  if (n > 3) p[3] = x[3];
}
GRADUS_INLINE gradus_doubles gradus_d_load_first(const double *p, long n) {
  gradus_doubles x = 0.0;
  if (n > 0) x[0] = p[0];
  if (n > 1) x[1] = p[1];
  return x;
}
GRADUS_INLINE void gradus_d_store_first(double *p, gradus_doubles x, long n) {
  if (n > 0) p[0] = x[0];
  if (n > 1) p[1] = x[1];
}
#endif
