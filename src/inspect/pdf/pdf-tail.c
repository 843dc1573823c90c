/*
 * A JPEG is walked from marker to marker to its end. To know where packed data end they must be
 * unpacked; so the last bytes are asked first, which never read as text when they are packed.
 */
#include "inspect/pdf/pdf-tail.h"

#include "base/common.h"
#include "base/utf8.h"
#include "inspect/picture/picture.h"

enum {
    TAIL_BYTES = 12, /* that read as text by chance in one file of a million */
    CHUNK_BYTES = 16 * 1024,
};

/* ---- JPEG ---- */

static size_t end_of_jpeg(struct str s)
{
    struct picture_jpeg_segment segment;
    enum picture_jpeg_step step;
    size_t at = 0;

    while ((step = picture_jpeg_next(s, &at, &segment)) == PICTURE_JPEG_SEGMENT) {
    }
    return step == PICTURE_JPEG_END ? segment.end : s.n;
}

/* ---- Flate ---- */

/* Whether it ends in text. */
static bool ends_in_text(struct str raw)
{
    struct str end = str_trim(raw);

    end = str_sub(end, end.n - MIN(end.n, (size_t)TAIL_BYTES), end.n);
    while (end.n > 0 && ((unsigned char)end.p[0] & 0xC0) == 0x80) {
        end = str_sub(end, 1, end.n); /* the rest of a character */
    }
    for (size_t i = 0; i < end.n; i++) {
        if ((unsigned char)end.p[i] < ' ' || end.p[i] == 0x7F) {
            return false;
        }
    }
    return end.n + 3 >= TAIL_BYTES && utf8_find_bad(end) < 0;
}

/* May jump. */
static size_t unpack(fz_context *ctx, struct str raw)
{
    unsigned char chunk[CHUNK_BYTES];
    fz_stream *packed = fz_open_memory(ctx, (const unsigned char *)raw.p, raw.n);
    fz_stream *volatile plain = NULL;
    volatile size_t end = raw.n;

    fz_try(ctx)
    {
        plain = fz_open_flated(ctx, packed, 15);
        while (fz_read(ctx, plain, chunk, sizeof(chunk)) == sizeof(chunk)) {
        }
        end = (size_t)fz_tell(ctx, packed);
    }
    fz_always(ctx)
    {
        fz_drop_stream(ctx, plain);
        fz_drop_stream(ctx, packed);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return end;
}

static size_t end_of_flate(fz_context *ctx, struct str raw)
{
    volatile size_t end = raw.n;

    if (!ends_in_text(raw)) {
        return raw.n;
    }
    fz_try(ctx)
    {
        end = unpack(ctx, raw);
    }
    fz_catch(ctx)
    {
        end = raw.n;
    }
    return end;
}

size_t pdf_tail_find(fz_context *ctx, pdf_obj *stream, struct str raw)
{
    pdf_obj *filter = pdf_dict_get(ctx, stream, PDF_NAME(Filter));
    size_t end = raw.n;

    if (pdf_array_len(ctx, filter) == 1) {
        filter = pdf_array_get(ctx, filter, 0);
    }
    if (pdf_name_eq(ctx, filter, PDF_NAME(FlateDecode)) || pdf_name_eq(ctx, filter, PDF_NAME(Fl))) {
        end = end_of_flate(ctx, raw);
    } else if (pdf_name_eq(ctx, filter, PDF_NAME(DCTDecode)) ||
               pdf_name_eq(ctx, filter, PDF_NAME(DCT))) {
        end = str_starts(raw, STR("\xFF\xD8\xFF")) ? end_of_jpeg(raw) : raw.n;
    }
    /* Ends of lines, and what fills up, belong to nothing. */
    for (size_t i = end; i < raw.n; i++) {
        if ((unsigned char)raw.p[i] > ' ') {
            return end;
        }
    }
    return raw.n;
}
