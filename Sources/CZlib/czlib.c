#include "include/CZlib.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

// zlib's functions for streams are macros, which Swift does not see.
struct gradus_inflater {
  z_stream stream;
};

gradus_inflater *gradus_inflater_make(enum gradus_inflate_format format) {
  gradus_inflater *inflater = calloc(1, sizeof *inflater);
  // A window of 2^15 bytes; 16 more means the gzip format, and less than 0 a bare stream.
  int window = format == GRADUS_INFLATE_GZIP ? 15 + 16 : -15;
  if (inflater && inflateInit2(&inflater->stream, window) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

int gradus_inflater_reset(gradus_inflater *inflater) {
  return inflateReset(&inflater->stream) == Z_OK ? GRADUS_INFLATE_MORE : GRADUS_INFLATE_DAMAGED;
}

void gradus_inflater_free(gradus_inflater *inflater) {
  if (!inflater) return;
  inflateEnd(&inflater->stream);
  free(inflater);
}

int gradus_inflate(gradus_inflater *inflater, const unsigned char *input, size_t count, size_t *taken,
                   unsigned char *output, size_t room, size_t *made) {
  z_stream *stream = &inflater->stream;
  uInt in = count > UINT_MAX ? UINT_MAX : (uInt)count;
  uInt out = room > UINT_MAX ? UINT_MAX : (uInt)room;
  stream->next_in = (Bytef *)input;
  stream->avail_in = in;
  stream->next_out = output;
  stream->avail_out = out;
  int status = inflate(stream, Z_NO_FLUSH);
  *taken = in - stream->avail_in;
  *made = out - stream->avail_out;
  switch (status) {
  case Z_OK:
  case Z_BUF_ERROR:
    return GRADUS_INFLATE_MORE;
  case Z_STREAM_END:
    return GRADUS_INFLATE_END;
  case Z_MEM_ERROR:
    return GRADUS_INFLATE_MEMORY;
  default:
    return GRADUS_INFLATE_DAMAGED;
  }
}
