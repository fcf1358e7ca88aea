/* Which instructions the processor at hand has. */
#pragma once

/* 4 with AVX-512 (x86-64-v4), 3 with AVX2 and FMA (x86-64-v3), 1 otherwise; what the system does not keep
   for programs does not count. */
int gradus_processor_level(void);

/* Lets the processor rest for a moment between two looks at a number that another thread will change. */
static inline void gradus_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* Sends for the cache lines of so many bytes, which will be read soon. It never faults. */
static inline void gradus_send_for(const void *start, long bytes) {
  for (long i = 0; i < bytes; i += 64) __builtin_prefetch((const char *)start + i, 0, 2);
}
