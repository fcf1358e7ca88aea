/* What Swift's standard library asks of its tables of Unicode, which have 60 kB, gzipped, and stay out of the
   module.

   With these answers no text has anything to compose, texts are equal where their bytes are, and every scalar
   is a `Character`. The engine wants no more: names that Unicode calls equal are brought to one spelling where
   they are read (Notation/Source/Spellings.swift), with the page's help, and nothing that is shown counts
   `Character`s. */
#ifdef __wasm__
#include <stddef.h>
#include <stdint.h>

uint16_t _swift_stdlib_getNormData(uint32_t scalar) { return 0; }
const uint8_t *const _swift_stdlib_nfd_decompositions = NULL;
uint32_t _swift_stdlib_getDecompositionEntry(uint32_t scalar) { return 0; }
uint32_t _swift_stdlib_getComposition(uint32_t first, uint32_t second) { return UINT32_MAX; }
uint8_t _swift_stdlib_getGraphemeBreakProperty(uint32_t scalar) { return 0xFF; } /* Any other. */
uint8_t _swift_stdlib_isExtendedPictographic(uint32_t scalar) { return 0; }
uint8_t _swift_stdlib_isInCB_Consonant(uint32_t scalar) { return 0; }
#endif
