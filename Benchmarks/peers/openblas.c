/* Products of a shared OpenBLAS, called in a loop without an interpreter between:
 *
 *     openblas LIBRARY RUNS M,N,K …
 *
 * prints a line of JSON for each. OPENBLAS_CORETYPE chooses its kernels, OPENBLAS_NUM_THREADS=1 one thread. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void (*sgemm64)(int, int, int, int64_t, int64_t, int64_t, float, const float *, int64_t,
                        const float *, int64_t, float, float *, int64_t);
typedef void (*sgemm32)(int, int, int, int, int, int, float, const float *, int, const float *, int, float,
                        float *, int);

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a - *(const double *)b;
  return x < 0 ? -1 : x > 0;
}

int main(int argc, char **argv) {
  if (argc < 4) return 64;
  void *library = dlopen(argv[1], RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 66;
  }
  sgemm64 wide = (sgemm64)dlsym(library, "scipy_cblas_sgemm64_");
  sgemm32 narrow = (sgemm32)dlsym(library, "scipy_cblas_sgemm");
  if (!wide && !narrow) narrow = (sgemm32)dlsym(library, "cblas_sgemm");
  if (!wide && !narrow) return 65;
  char *(*core)(void) = (char *(*)(void))dlsym(library, "scipy_openblas_get_corename64_");
  if (!core) core = (char *(*)(void))dlsym(library, "openblas_get_corename");
  int runs = atoi(argv[2]);
  for (int s = 3; s < argc; s++) {
    int m, n, k;
    if (sscanf(argv[s], "%d,%d,%d", &m, &n, &k) != 3) return 64;
    float *a = aligned_alloc(64, ((size_t)m * k * 4 + 63) / 64 * 64);
    float *b = aligned_alloc(64, ((size_t)n * k * 4 + 63) / 64 * 64);
    float *c = aligned_alloc(64, ((size_t)m * n * 4 + 63) / 64 * 64);
    for (int i = 0; i < m * k; i++) a[i] = i * 37 % 101 / 101.0f - 0.5f;
    for (int i = 0; i < n * k; i++) b[i] = i * 53 % 103 / 103.0f - 0.5f;
    double flops = 2.0 * m * n * k;
    long turns = (long)(1e8 / flops) + 1;
    double *times = malloc(sizeof(double) * runs);
    for (int r = -1; r < runs; r++) {
      double start = now();
      for (long t = 0; t < turns; t++) {
        if (wide)
          wide(101, 111, 111, m, n, k, 1, a, k, b, n, 0, c, n);
        else
          narrow(101, 111, 111, m, n, k, 1, a, k, b, n, 0, c, n);
      }
      if (r >= 0) times[r] = (now() - start) / turns;
    }
    qsort(times, runs, sizeof(double), ascending);
    printf("{\"who\": \"OpenBLAS %s\", \"m\": %d, \"n\": %d, \"k\": %d, \"median\": %.4g, \"value\": %.9g}\n",
           core ? core() : "", m, n, k, times[runs / 2], c[(size_t)m * n / 2]);
    fflush(stdout);
    free(a);
    free(b);
    free(c);
    free(times);
  }
  return 0;
}
