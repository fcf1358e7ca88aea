#ifndef GRADUS_CZLIB_H
#define GRADUS_CZLIB_H

#include <stddef.h>

/// What zlib keeps while it unpacks one stream.
typedef struct gradus_inflater gradus_inflater;

/// What came of unpacking.
enum gradus_inflate_status {
  GRADUS_INFLATE_MORE = 0,    // it wants more input, or more room
  GRADUS_INFLATE_END = 1,     // the stream is complete, and its checksum is right where it has one
  GRADUS_INFLATE_DAMAGED = 2, // these are not the bytes of such a stream
  GRADUS_INFLATE_MEMORY = 3,  // there is no memory for it
};

/// How a stream is wrapped.
enum gradus_inflate_format {
  GRADUS_INFLATE_GZIP = 0, // as a file of gzip: with a header and a checksum
  GRADUS_INFLATE_BARE = 1, // not at all, as in zip archives
};

/// Begins; NULL if there is no memory.
gradus_inflater *gradus_inflater_make(enum gradus_inflate_format format);
/// Begins again with the next stream of the same file.
int gradus_inflater_reset(gradus_inflater *inflater);
void gradus_inflater_free(gradus_inflater *inflater);

/// Unpacks from `input` to `output`, and says how many bytes were taken and made.
int gradus_inflate(gradus_inflater *inflater, const unsigned char *input, size_t count, size_t *taken,
                   unsigned char *output, size_t room, size_t *made);

#endif
