// Counts every request for memory: on glibc a program's own malloc stands before the library's, for the
// libraries that it uses too.
#include "CAllocations.h"

#include <errno.h>
#include <stdlib.h>

#if defined(__GLIBC__)

static long count;

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

static void note(void) { __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED); }

void *malloc(size_t size) {
  note();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  note();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  note();
  return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  note();
  void *found = __libc_memalign(alignment, size);
  if (!found) return ENOMEM;
  *block = found;
  return 0;
}

long allocations_so_far(void) { return __atomic_load_n(&count, __ATOMIC_RELAXED); }

#else

long allocations_so_far(void) { return -1; }

#endif
