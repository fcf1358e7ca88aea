/* A hint to the processor that has no name in Swift. */
#pragma once

/* Brings the cache line of an address near, to be read and written. It never faults. */
static inline void gradus_prefetch(const void *address) { __builtin_prefetch(address, 1); }
