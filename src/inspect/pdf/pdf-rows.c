/*
 * Heights that differ by a few rows are as common as sloppy programs: coders pad to whole blocks.
 * Rows behind the last one count when there are some, and not all of one tone.
 */
#include "inspect/pdf/pdf-rows.h"

#include "base/bytes.h"
#include "inspect/pdf/pdf-tone.h"
#include "inspect/picture/picture.h"

enum {
    HEAD_BYTES = 64 * 1024,
    SMALL_BYTES = 64 * 1024,     /* as it is stored */
    SMALL_SAMPLES = 1024 * 1024, /* as it is shown */
    CHUNK_BYTES = 16 * 1024,
    MORE_BYTES = 4 * 1024 * 1024, /* that are looked at */
    LEAST_ROWS = 24,
    LEAST_INK = 64,   /* bytes that differ from most */
    TONE = 32,        /* between two of one */
    LEAST_SHARE = 32, /* one of so many rows */
    JBIG2_PAGE = 48,  /* type of a segment: what a page is like */
};

struct size {
    int64_t width, height;
};

/* Opens a stream and looks into it, which may jump. False: it is damaged. */
static bool look(fz_context *ctx, pdf_document *doc, int number,
                 fz_stream *(*open)(fz_context *ctx, pdf_document *doc, int number),
                 void (*take)(fz_context *ctx, fz_stream *stream, void *user), void *user)
{
    fz_stream *volatile stream = NULL;
    volatile bool is_read = true;

    fz_try(ctx)
    {
        stream = open(ctx, doc, number);
        take(ctx, stream, user);
    }
    fz_always(ctx)
    {
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        is_read = false;
    }
    return is_read;
}

/* The first bytes of a stream. */
struct head {
    char bytes[HEAD_BYTES];
    size_t n;
};

static void take_head(fz_context *ctx, fz_stream *stream, void *user)
{
    struct head *head = user;

    head->n = fz_read(ctx, stream, (unsigned char *)head->bytes, sizeof(head->bytes));
}

/* By the head of its frame (ITU-T T.81 B.2.2). */
static struct size size_of_jpeg(struct str head)
{
    struct picture_jpeg_segment s;
    size_t at = 0;

    while (picture_jpeg_next(head, &at, &s) == PICTURE_JPEG_SEGMENT) {
        bool is_frame = s.marker >= 0xC0 && s.marker <= 0xCF && s.marker != 0xC4 &&
                        s.marker != 0xC8 && s.marker != 0xCC;

        if (is_frame && s.data.n >= 6) {
            return (struct size){.width = bytes_be16(s.data, 3), .height = bytes_be16(s.data, 1)};
        }
    }
    return (struct size){};
}

/* By the segment about its page, mostly the first one (ITU-T T.88 7.2, 7.4.8). */
static struct size size_of_jbig2(struct str head)
{
    bool is_short = head.n > 19 && ((unsigned char)head.p[4] & 0x7F) == JBIG2_PAGE &&
                    head.p[5] == 0; /* refers to no other; a page number of one byte */

    return is_short ? (struct size){.width = (int64_t)bytes_be32(head, 11),
                                    .height = (int64_t)bytes_be32(head, 15)}
                    : (struct size){};
}

static bool is_filter(fz_context *ctx, pdf_obj *filter, const char *name, const char *brief)
{
    const char *is = pdf_to_name(ctx, filter);

    return strcmp(is, name) == 0 || strcmp(is, brief) == 0;
}

/* What the data say themselves; zeros: nothing. */
static struct size size_of_data(fz_context *ctx, pdf_document *doc, int number, pdf_obj *picture,
                                pdf_obj *filter)
{
    bool is_jpeg = is_filter(ctx, filter, "DCTDecode", "DCT");
    struct size size = {};

    if (is_filter(ctx, filter, "CCITTFaxDecode", "CCF")) {
        pdf_obj *how = pdf_dict_geta(ctx, picture, PDF_NAME(DecodeParms), PDF_NAME(DP));

        how = pdf_is_array(ctx, how) ? pdf_array_get(ctx, how, 0) : how;
        size.width = pdf_dict_get_int(ctx, how, PDF_NAME(Columns));
        size.height = pdf_dict_get_int(ctx, how, PDF_NAME(Rows));
    } else if (is_jpeg || is_filter(ctx, filter, "JBIG2Decode", "JBIG2Decode")) {
        struct head *head = fz_calloc(ctx, 1, sizeof(*head));

        if (look(ctx, doc, number, pdf_open_raw_stream_number, take_head, head)) {
            struct str bytes = {.p = head->bytes, .n = head->n};

            size = is_jpeg ? size_of_jpeg(bytes) : size_of_jbig2(bytes);
        }
        fz_free(ctx, head);
    }
    return size;
}

static int64_t bits_of_pixel(fz_context *ctx, pdf_obj *picture)
{
    fz_colorspace *volatile space = NULL;
    volatile int64_t bits = pdf_dict_get_int(ctx, picture, PDF_NAME(BitsPerComponent));

    if (pdf_dict_get_bool(ctx, picture, PDF_NAME(ImageMask))) {
        return 1;
    }
    fz_try(ctx)
    {
        space = pdf_load_colorspace(ctx, pdf_dict_get(ctx, picture, PDF_NAME(ColorSpace)));
        bits *= fz_colorspace_n(ctx, space);
    }
    fz_always(ctx)
    {
        fz_drop_colorspace(ctx, space);
    }
    fz_catch(ctx)
    {
        bits = 0;
    }
    return bits;
}

/* Whether what follows is some rows, and not all of one tone. May jump. */
static bool has_rows(fz_context *ctx, fz_stream *stream, int64_t row_bytes, int64_t rows)
{
    unsigned char chunk[CHUNK_BYTES];
    struct pdf_tone tone = {};
    int64_t all = 0;

    for (size_t n = 1; n > 0 && all < MORE_BYTES; all += (int64_t)n) {
        n = fz_read(ctx, stream, chunk, sizeof(chunk));
        pdf_tone_add(&tone, chunk, n);
    }
    return all >= rows * row_bytes && pdf_tone_ink(&tone, TONE) >= LEAST_INK;
}

/* The samples of a picture. */
struct rows {
    int64_t row_bytes, height; /* of what is shown */
    bool has_more;
};

static void take_rows(fz_context *ctx, fz_stream *stream, void *user)
{
    struct rows *r = user;
    size_t shown = (size_t)(r->row_bytes * r->height);

    r->has_more = fz_skip(ctx, stream, shown) == shown &&
                  has_rows(ctx, stream, r->row_bytes, MAX(LEAST_ROWS, r->height / LEAST_SHARE));
}

size_t pdf_rows_shown(fz_context *ctx, pdf_document *doc, int number, pdf_obj *picture,
                      size_t *budget)
{
    pdf_obj *filter = pdf_dict_get(ctx, picture, PDF_NAME(Filter));
    int64_t width = pdf_dict_get_int(ctx, picture, PDF_NAME(Width));
    int64_t height = pdf_dict_get_int(ctx, picture, PDF_NAME(Height));
    int64_t stored = pdf_dict_get_int(ctx, picture, PDF_NAME(Length));

    if (pdf_array_len(ctx, filter) == 1) {
        filter = pdf_array_get(ctx, filter, 0);
    }
    if (width <= 0 || height <= 0 || is_filter(ctx, filter, "JPXDecode", "JPXDecode")) {
        return 0;
    }
    struct size own = size_of_data(ctx, doc, number, picture, filter);

    if (own.height > 0 ? own.width != width || own.height < height + LEAST_ROWS
                       : stored > SMALL_BYTES || width > SMALL_SAMPLES || height > SMALL_SAMPLES) {
        return 0;
    }
    int64_t row_bytes = (width * bits_of_pixel(ctx, picture) + 7) / 8;
    int64_t shown = row_bytes * height;

    if (shown <= 0 || (own.height == 0 && (shown > SMALL_SAMPLES || (size_t)shown > *budget))) {
        return 0;
    }
    struct rows rows = {.row_bytes = row_bytes, .height = height};

    *budget -= own.height == 0 ? (size_t)shown : 0;
    return look(ctx, doc, number, pdf_open_stream_number, take_rows, &rows) && rows.has_more
               ? (size_t)shown
               : 0;
}
