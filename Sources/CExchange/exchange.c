// The two system calls that the Swift overlays do not show: Linux hides renameat2 behind
// _GNU_SOURCE, and macOS has its own name for it.
#define _GNU_SOURCE
#include "CExchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>

static int rename_with(const char *from, const char *to, unsigned flags) {
#ifdef SYS_renameat2
  if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags) == 0) return 0;
  return errno;
#else
  (void)from, (void)to, (void)flags;
  return ENOSYS;
#endif
}

// The values of linux/fs.h, which not every C library repeats.
int gradus_exchange(const char *first, const char *second) {
  return rename_with(first, second, 1u << 1);
}

int gradus_rename_exclusively(const char *from, const char *to) {
  return rename_with(from, to, 1u << 0);
}

#elif defined(__APPLE__)

int gradus_exchange(const char *first, const char *second) {
  return renamex_np(first, second, RENAME_SWAP) == 0 ? 0 : errno;
}

int gradus_rename_exclusively(const char *from, const char *to) {
  return renamex_np(from, to, RENAME_EXCL) == 0 ? 0 : errno;
}

#else

int gradus_exchange(const char *first, const char *second) {
  (void)first, (void)second;
  return ENOSYS;
}

int gradus_rename_exclusively(const char *from, const char *to) {
  (void)from, (void)to;
  return ENOSYS;
}

#endif
