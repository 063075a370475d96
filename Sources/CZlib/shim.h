#pragma once

#include <zlib.h>

/* inflateInit2 is a macro, which Swift does not see. A raw deflate stream, as it lies in a ZIP archive. */
static inline int klyfta_inflate_init_raw(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}
