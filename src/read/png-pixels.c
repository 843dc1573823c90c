/*
 * The pixels of a PNG (ISO/IEC 15948), row by row, so that a picture of any size takes two rows of
 * memory. Most pictures are only unpacked and counted; the filters of rows are undone where pixels
 * can be transparent, because a pixel nobody sees keeps its colour: a picture that was erased is
 * still there. Data of the stream behind the last row is shown by no program.
 */
#include "read/png-pixels.h"

#include "base/bytes.h"
#include "base/common.h"

#include <stdlib.h>
#include <zlib.h>

enum {
    HEAD_BYTES = 13,
    MAX_ROW_BYTES = 16 * 1024 * 1024,
    MAX_SPARE_BYTES = 1024 * 1024, /* of which it is seen whether they are zeros */
    ROOM_BYTES = 32 * 1024,
    LUMA_STEP = 48, /* of 255: a change that an eye would see */
    LEAST_CHANGES = 150,
    LEAST_ROWS = 6,
    GREY_ALPHA = 4,
    PALETTE = 3,
    RGB_ALPHA = 6,
};

static const uint64_t max_rows_bytes = 1024ULL * 1024 * 1024;

struct reader {
    struct str png;
    size_t at; /* of the next chunk */
    z_stream z;
    bool has_ended;
};

struct shape {
    uint32_t width, height, depth, type, samples;
    bool is_interlaced;
    bool has_unseen;               /* pixels may be transparent and have a colour */
    uint8_t alpha[256], luma[256]; /* of the palette */
};

bool png_chunk_next(struct str png, size_t *at, struct png_chunk *ret_chunk)
{
    uint32_t n = bytes_be32(png, *at);

    if (png.n < 12 || *at > png.n - 12 || n > png.n - *at - 12) {
        return false;
    }
    ret_chunk->type = str_sub(png, *at + 4, *at + 8);
    ret_chunk->data = str_sub(png, *at + 8, *at + 8 + n);
    *at += 12 + (size_t)n;
    return true;
}

/* The data of the next chunk that holds pixels. */
static bool next_piece(struct reader *r, struct str *ret_data)
{
    struct png_chunk chunk;

    while (png_chunk_next(r->png, &r->at, &chunk)) {
        if (str_eq(chunk.type, STR("IDAT"))) {
            *ret_data = chunk.data;
            return true;
        }
    }
    return false;
}

/* Up to `n` unpacked bytes; less only at the end of the stream or where it is damaged. */
static size_t unpack(struct reader *r, unsigned char *room, size_t n)
{
    struct str piece;

    r->z.next_out = room;
    r->z.avail_out = (uInt)n;
    while (r->z.avail_out > 0 && !r->has_ended) {
        if (r->z.avail_in == 0) {
            if (!next_piece(r, &piece)) {
                break;
            }
            r->z.next_in = (unsigned char *)(uintptr_t)piece.p;
            r->z.avail_in = (uInt)piece.n;
        }
        int outcome = inflate(&r->z, Z_NO_FLUSH);

        if (outcome != Z_OK && (outcome != Z_BUF_ERROR || r->z.avail_in > 0)) {
            r->has_ended = true;
        }
    }
    return n - r->z.avail_out;
}

/* ---- the head ---- */

static void read_palette(struct str png, struct shape *s)
{
    uint32_t transparent = 0;
    struct png_chunk chunk;

    memset(s->alpha, 255, sizeof(s->alpha));
    for (size_t at = 8; png_chunk_next(png, &at, &chunk) && !str_eq(chunk.type, STR("IDAT"));) {
        const unsigned char *p = (const unsigned char *)chunk.data.p;

        for (size_t i = 0; str_eq(chunk.type, STR("PLTE")) && i < MIN(chunk.data.n / 3, 256); i++) {
            s->luma[i] =
                (uint8_t)((p[3 * i] * 77U + p[3 * i + 1] * 150U + p[3 * i + 2] * 29U) >> 8);
        }
        for (size_t i = 0; str_eq(chunk.type, STR("tRNS")) && i < MIN(chunk.data.n, 256); i++) {
            s->alpha[i] = p[i];
            transparent += p[i] == 0;
        }
    }
    s->has_unseen = s->depth == 8 && transparent > 1;
}

/* False: not a head that a picture can have. */
static bool read_head(struct str png, struct shape *s)
{
    static const uint8_t samples[7] = {1, 0, 3, 1, 2, 0, 4};
    struct png_chunk head;
    size_t at = 8;

    if (!png_chunk_next(png, &at, &head) || !str_eq(head.type, STR("IHDR")) ||
        head.data.n < HEAD_BYTES) {
        return false;
    }
    *s = (struct shape){.width = bytes_be32(head.data, 0),
                        .height = bytes_be32(head.data, 4),
                        .depth = (unsigned char)head.data.p[8],
                        .type = (unsigned char)head.data.p[9],
                        .is_interlaced = head.data.p[12] != 0};
    s->samples = s->type < COUNT(samples) ? samples[s->type] : 0;
    s->has_unseen = s->type == GREY_ALPHA || s->type == RGB_ALPHA;
    if (s->type == PALETTE) {
        read_palette(png, s);
    }
    return s->samples > 0 && s->width > 0 && s->height > 0 && s->width <= INT32_MAX &&
           s->height <= INT32_MAX &&
           (s->depth == 1 || s->depth == 2 || s->depth == 4 || s->depth == 8 || s->depth == 16);
}

/* Bytes of a row of so many pixels, without its filter. */
static uint64_t row_bytes(const struct shape *s, uint32_t width)
{
    return ((uint64_t)width * s->samples * s->depth + 7) / 8;
}

/* ---- rows ---- */

static uint8_t paeth(int a, int b, int c)
{
    int p = a + b - c;
    int pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

    return (uint8_t)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

/* Undoes the filter of a row (9.2); `before` is the row above, undone. */
static void undo_filter(unsigned filter, uint8_t *row, const uint8_t *before, size_t n,
                        size_t pixel)
{
    for (size_t i = 0; i < n && filter >= 1 && filter <= 4; i++) {
        int left = i >= pixel ? row[i - pixel] : 0;
        int above_left = i >= pixel ? before[i - pixel] : 0;
        uint8_t more = filter == 1   ? (uint8_t)left
                       : filter == 2 ? before[i]
                       : filter == 3 ? (uint8_t)((left + before[i]) / 2)
                                     : paeth(left, before[i], above_left);

        row[i] = (uint8_t)(row[i] + more);
    }
}

/* Sharp changes between neighbours that are both fully transparent. */
static void judge_row(const struct shape *s, const uint8_t *row, uint32_t width,
                      struct png_pixels *ret)
{
    size_t sample = s->depth / 8;
    size_t pixel = sample * s->samples;
    uint32_t changes = 0;
    int before = -1;

    for (uint32_t x = 0; x < width; x++, row += pixel) {
        int luma = s->type == RGB_ALPHA
                       ? (row[0] * 77 + row[sample] * 150 + row[2 * sample] * 29) >> 8
                   : s->type == GREY_ALPHA ? row[0]
                                           : s->luma[row[0]];
        int alpha = s->type == PALETTE ? s->alpha[row[0]] : row[pixel - sample];

        luma = alpha == 0 ? luma : -1;
        changes += luma >= 0 && before >= 0 && abs(luma - before) >= LUMA_STEP;
        before = luma;
    }
    ret->unseen += changes;
    ret->unseen_rows += changes > 0;
}

/* Bytes as they are unpacked; `take` may be NULL. False when there are less. */
static bool pass_over(struct reader *r, uint64_t bytes, void (*take)(void *user, struct str piece),
                      void *user)
{
    unsigned char room[ROOM_BYTES];

    while (bytes > 0) {
        size_t n = (size_t)MIN(bytes, (uint64_t)sizeof(room));

        if (unpack(r, room, n) < n) {
            return false;
        }
        if (take != NULL) {
            take(user, (struct str){.p = (const char *)room, .n = n});
        }
        bytes -= n;
    }
    return true;
}

/*
 * The rows of a picture, or of one of the passes of an interlaced one; false when some are missing.
 */
static bool read_rows(struct reader *r, const struct shape *s, uint32_t width, uint32_t height,
                      struct png_pixels *ret)
{
    size_t n = (size_t)row_bytes(s, width) + 1;
    size_t pixel = MAX(s->depth / 8 * s->samples, 1u);

    if (!s->has_unseen || s->depth < 8) {
        return pass_over(r, (uint64_t)n * height, NULL, NULL);
    }
    uint8_t *rows AUTO_FREE = calloc(2, n);
    bool is_whole = rows != NULL;

    for (uint32_t y = 0; y < height && is_whole; y++) {
        uint8_t *row = rows + (y & 1) * n;
        const uint8_t *before = rows + (~y & 1) * n;

        is_whole = unpack(r, row, n) == n;
        if (is_whole) {
            undo_filter(row[0], row + 1, before + 1, n - 1, pixel);
            judge_row(s, row + 1, width, ret);
        }
    }
    return is_whole;
}

/* How much is packed behind the last row, and lies behind the end of the stream. */
static uint64_t spare_bytes(struct reader *r)
{
    unsigned char room[ROOM_BYTES];
    uint64_t spare = 0;
    bool is_empty = true;
    struct str piece;
    size_t n;

    while (spare < MAX_SPARE_BYTES && (n = unpack(r, room, sizeof(room))) > 0) {
        for (size_t i = 0; i < n; i++) {
            is_empty &= room[i] == 0;
        }
        spare += n;
    }
    for (size_t i = 0; i < r->z.avail_in; i++) {
        is_empty &= r->z.next_in[i] == 0;
    }
    spare += r->z.avail_in;
    while (next_piece(r, &piece)) {
        for (size_t i = 0; i < piece.n; i++) {
            is_empty &= piece.p[i] == 0;
        }
        spare += piece.n;
    }
    return is_empty ? 0 : spare;
}

/* The passes of an interlaced picture (8.2): where each begins, and its steps. */
static const struct {
    uint8_t x, y, step_x, step_y;
} passes[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
              {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

static uint32_t steps(uint32_t size, uint32_t from, uint32_t step)
{
    return size > from ? (size - from + step - 1) / step : 0;
}

/* All rows in their order; false when some are missing. With `r` NULL their bytes are counted. */
static bool read_passes(struct reader *r, const struct shape *s, struct png_pixels *ret)
{
    bool is_whole = true;

    for (size_t i = 0; i < (s->is_interlaced ? COUNT(passes) : 1) && is_whole; i++) {
        uint32_t width = s->width, height = s->height;

        if (s->is_interlaced) {
            width = steps(width, passes[i].x, passes[i].step_x);
            height = steps(height, passes[i].y, passes[i].step_y);
        }
        if (width == 0 || height == 0) {
            continue;
        }
        if (r == NULL) {
            ret->rows_bytes += (row_bytes(s, width) + 1) * height;
        } else {
            is_whole = read_rows(r, s, width, height, ret);
        }
    }
    return is_whole;
}

void png_pixels_read(struct str png, uint64_t most_bytes, struct png_pixels *ret_pixels)
{
    struct reader r = {.png = png, .at = 8};
    struct shape s;

    *ret_pixels = (struct png_pixels){};
    if (str_at(png, 12, STR("CgBI"))) {
        return; /* Apple's own kind for its telephones, packed otherwise */
    }
    if (!read_head(png, &s)) {
        ret_pixels->is_cut = true;
        return;
    }
    read_passes(NULL, &s, ret_pixels);
    if (row_bytes(&s, s.width) > MAX_ROW_BYTES || ret_pixels->rows_bytes > max_rows_bytes ||
        (most_bytes > 0 && ret_pixels->rows_bytes > most_bytes) || inflateInit(&r.z) != Z_OK) {
        ret_pixels->is_long = true;
        return;
    }
    ret_pixels->is_cut = !read_passes(&r, &s, ret_pixels);
    if (!ret_pixels->is_cut) {
        ret_pixels->spare = spare_bytes(&r);
    }
    inflateEnd(&r.z);
}

bool png_pixels_unpack(struct str png, uint64_t bytes, void (*take)(void *user, struct str piece),
                       void *user)
{
    struct reader r = {.png = png, .at = 8};

    if (inflateInit(&r.z) != Z_OK) {
        return false;
    }
    bool is_whole = pass_over(&r, bytes, take, user);

    inflateEnd(&r.z);
    return is_whole;
}

bool png_pixels_hide(const struct png_pixels *p)
{
    return p->unseen >= LEAST_CHANGES && p->unseen_rows >= LEAST_ROWS;
}
