#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

/* The initialisers are macros, which Swift cannot call. 15 is the largest window, 16 asks for the gzip form. */
static inline int czlib_begin_inflating(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

static inline int czlib_begin_deflating(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

/* A raw deflate stream, as it lies in a ZIP archive. */
static inline int czlib_begin_inflating_raw(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}

#endif
