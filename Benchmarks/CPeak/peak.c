#include "CPeak.h"

/* Twelve chains: more than the processor has under way at a time. */
#define TWELVE(one) one(0) one(1) one(2) one(3) one(4) one(5) one(6) one(7) one(8) one(9) one(10) one(11)
#define DECLARE(i) V r##i = zero;

#if defined(__x86_64__)
#define STEP(i) __asm__ volatile("vfmadd231ps %1, %2, %0" : "+v"(r##i) : "v"(x), "v"(y));

__attribute__((target("avx512f"))) static void rounds16(long turns) {
  typedef float V __attribute__((vector_size(64)));
  V zero = {0}, x = zero, y = zero;
  TWELVE(DECLARE)
  for (long t = 0; t < turns; t++) { TWELVE(STEP) }
}

__attribute__((target("avx2,fma"))) static void rounds8(long turns) {
  typedef float V __attribute__((vector_size(32)));
  V zero = {0}, x = zero, y = zero;
  TWELVE(DECLARE)
  for (long t = 0; t < turns; t++) { TWELVE(STEP) }
}
#elif defined(__aarch64__)
#define STEP(i) __asm__ volatile("fmla %0.4s, %1.4s, %2.4s" : "+w"(r##i) : "w"(x), "w"(y));

static void rounds4(long turns) {
  typedef float V __attribute__((vector_size(16)));
  V zero = {0}, x = zero, y = zero;
  TWELVE(DECLARE)
  for (long t = 0; t < turns; t++) { TWELVE(STEP) }
}
#endif

double gradus_peak(int lanes, long turns) {
#if defined(__x86_64__)
  if (lanes == 16) {
    rounds16(turns);
    return 12.0 * 16 * 2 * turns;
  }
  if (lanes == 8) {
    rounds8(turns);
    return 12.0 * 8 * 2 * turns;
  }
#elif defined(__aarch64__)
  if (lanes == 4) {
    rounds4(turns);
    return 12.0 * 4 * 2 * turns;
  }
#endif
  return 0;
}
