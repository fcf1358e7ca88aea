/* What Embedded Swift asks of its host in WebAssembly, beside the C library. */
#ifdef __wasm__
#include <stddef.h>
#include <stdint.h>

/* Seeds the hashes of dictionaries. A constant serves: nothing that is computed or shown depends on
   their order, and one that did would show itself by differing from the native build. */
int getentropy(void *buffer, size_t length) {
  unsigned char *bytes = buffer;
  for (size_t i = 0; i < length; i++) bytes[i] = (unsigned char)(i * 37 + 11);
  return 0;
}
void arc4random_buf(void *buffer, size_t length) { getentropy(buffer, length); }

/* The product of two numbers of 128 bits, which WebAssembly has no instruction for. */
__int128 __multi3(__int128 a, __int128 b) {
  uint64_t x = (uint64_t)a, y = (uint64_t)b;
  uint64_t low = (x & 0xFFFFFFFF) * (y & 0xFFFFFFFF);
  uint64_t left = (x >> 32) * (y & 0xFFFFFFFF) + (low >> 32);
  uint64_t right = (x & 0xFFFFFFFF) * (y >> 32) + (left & 0xFFFFFFFF);
  uint64_t high = (x >> 32) * (y >> 32) + (left >> 32) + (right >> 32);
  high += (uint64_t)(a >> 64) * y + x * (uint64_t)(b >> 64);
  return (__int128)((unsigned __int128)high << 64 | (right << 32 | (low & 0xFFFFFFFF)));
}
#endif
