/* The packed pixels of a PNG: data behind its last row, and what stands where nothing is seen. */
#ifndef READ_PNG_PIXELS_H
#define READ_PNG_PIXELS_H

#include "base/str.h"

struct png_pixels {
    uint64_t rows_bytes;  /* unpacked, of all rows the head promises, with their filters */
    uint64_t spare;       /* bytes behind them: unpacked, and packed ones that no stream has */
    uint32_t unseen;      /* sharp changes of colour among pixels that are fully transparent */
    uint32_t unseen_rows; /* rows with such changes */
    bool is_cut;          /* rows are missing or damaged */
    bool is_long;         /* there is more than is unpacked */
};

/*
 * Goes through all rows of a picture with at most `most_bytes` of them; 0 = as many as there may
 * be. Bytes behind them count only when they are not just zeros.
 */
void png_pixels_read(struct str png, uint64_t most_bytes, struct png_pixels *ret_pixels);

/* Whether what nobody sees looks like writing or a picture, not like the edge of a shape. */
bool png_pixels_hide(const struct png_pixels *p);

/* The first so many unpacked bytes, piece by piece; false when there are less. */
bool png_pixels_unpack(struct str png, uint64_t bytes, void (*take)(void *user, struct str piece),
                       void *user);

/* The next chunk at *at, which is 8 at first; false at the end or where it does not fit. */
struct png_chunk {
    struct str type, data;
};
bool png_chunk_next(struct str png, size_t *at, struct png_chunk *ret_chunk);

#endif
