/* What the module asks the page that runs it: Sources/Site/Assets/gradus.js is the other side. */
#pragma once
#ifdef __wasm__
#include <stdint.h>

#define GRADUS_IMPORT(name) __attribute__((import_module("gradus"), import_name(name)))

/* What Unicode says of a character: 1 for a letter (Alphabetic), 2 for another mark that is set on one (Mn,
   Mc), 3 for a decimal digit (Nd), 0 for anything else. */
GRADUS_IMPORT("kind") uint32_t gradus_kind(uint32_t scalar);

/* Hands over the characters of a name, one by one; then gives those of its composed form (NFC), and 0 behind
   the last. */
GRADUS_IMPORT("compose") void gradus_compose(uint32_t scalar);
GRADUS_IMPORT("composed") uint32_t gradus_composed(void);
#endif
