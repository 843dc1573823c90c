/* See pdf-samples.h; PNG's filters are those of ISO 15948 section 9. */
#include "clean/pdf/pdf-samples.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_BYTES = 400 * 1000 * 1000,
    MAX_BEST_BYTES = 16 * 1024 * 1024, /* more take too long */
    MAX_SIDE = 1000 * 1000,
    SUB = 1, /* filters; 0 is none */
    UP,
    AVERAGE,
    PAETH,
    FILTER_COUNT,
    PNG_PREDICTOR = 15,
};

/* ---- unpacking ---- */

static bool has_filter(fz_context *ctx, pdf_obj *picture, pdf_obj *name)
{
    pdf_obj *filter = pdf_dict_get(ctx, picture, PDF_NAME(Filter));
    int n = pdf_array_len(ctx, filter);

    return pdf_name_eq(ctx, n > 0 ? pdf_array_get(ctx, filter, n - 1) : filter, name);
}

bool pdf_samples_find(fz_context *ctx, pdf_obj *picture, struct pdf_samples *s)
{
    pdf_obj *space = pdf_dict_get(ctx, picture, PDF_NAME(ColorSpace));

    s->width = pdf_dict_get_int(ctx, picture, PDF_NAME(Width));
    s->height = pdf_dict_get_int(ctx, picture, PDF_NAME(Height));
    s->bits = pdf_dict_get_int(ctx, picture, PDF_NAME(BitsPerComponent));
    if (pdf_dict_get_bool(ctx, picture, PDF_NAME(ImageMask))) {
        s->bits = s->colours = 1;
    } else if (space != NULL) {
        s->space = pdf_load_colorspace(ctx, space);
        s->colours = fz_colorspace_n(ctx, s->space);
    }
    bool is_depth = s->bits == 1 || s->bits == 2 || s->bits == 4 || s->bits == 8 || s->bits == 16;

    if (!is_depth || s->colours < 1 || s->width < 1 || s->height < 1 || s->width > MAX_SIDE ||
        s->height > MAX_SIDE) {
        return false;
    }
    s->row_bytes = ((size_t)s->width * (size_t)s->colours * (size_t)s->bits + 7) / 8;
    return s->row_bytes <= MAX_BYTES / (size_t)s->height;
}

bool pdf_samples_is_jpeg(fz_context *ctx, pdf_obj *picture)
{
    return has_filter(ctx, picture, PDF_NAME(DCTDecode)) || has_filter(ctx, picture, PDF_NAME(DCT));
}

bool pdf_samples_load(fz_context *ctx, pdf_obj *picture, struct pdf_samples *ret_samples)
{
    struct pdf_samples s = {};
    volatile bool is_known = false;

    fz_var(s);
    fz_try(ctx)
    {
        if (pdf_samples_find(ctx, picture, &s) && !has_filter(ctx, picture, PDF_NAME(JPXDecode))) {
            size_t all = s.row_bytes * (size_t)s.height;

            s.buffer = pdf_load_stream(ctx, picture);
            s.bytes = s.buffer->data;
            is_known = s.buffer->len >= all;
            s.rows_behind = is_known ? (s.buffer->len - all) / s.row_bytes : 0;
        }
    }
    fz_catch(ctx)
    {
        is_known = false;
    }
    if (!is_known) {
        pdf_samples_done(ctx, &s);
        return false;
    }
    *ret_samples = s;
    return true;
}

void pdf_samples_done(fz_context *ctx, struct pdf_samples *s)
{
    fz_drop_buffer(ctx, s->buffer);
    fz_drop_colorspace(ctx, s->space);
    *s = (struct pdf_samples){};
}

/* ---- packing ---- */

static bool is_bilevel(const struct pdf_samples *s)
{
    return s->bits == 1 && s->colours == 1;
}

static fz_buffer *deflated(fz_context *ctx, const unsigned char *bytes, size_t n)
{
    size_t packed;
    unsigned char *data = fz_new_deflated_data(
        ctx, &packed, bytes, n, n <= MAX_BEST_BYTES ? FZ_DEFLATE_BEST : FZ_DEFLATE_DEFAULT);

    return fz_new_buffer_from_data(ctx, data, packed);
}

static unsigned char predicted(int filter, int left, int above, int corner)
{
    int near_left = abs(above - corner), near_above = abs(left - corner);
    int near_corner = abs(left + above - 2 * corner);

    switch (filter) {
    case SUB:
        return (unsigned char)left;
    case UP:
        return (unsigned char)above;
    case AVERAGE:
        return (unsigned char)((left + above) / 2);
    case PAETH:
        return (unsigned char)(near_left <= near_above && near_left <= near_corner ? left
                               : near_above <= near_corner                         ? above
                                                                                   : corner);
    default:
        return 0;
    }
}

/* A row by one filter, behind the number of that; how much of it is left: small is good. */
static uint64_t filter_row(const unsigned char *row, const unsigned char *above, size_t n,
                           size_t pixel, int filter, unsigned char *out)
{
    uint64_t left_over = 0;

    out[0] = (unsigned char)filter;
    for (size_t i = 0; i < n; i++) {
        int left = i >= pixel ? row[i - pixel] : 0, up = above == NULL ? 0 : above[i];
        int corner = i >= pixel && above != NULL ? above[i - pixel] : 0;
        unsigned char rest = (unsigned char)(row[i] - predicted(filter, left, up, corner));

        out[i + 1] = rest;
        left_over += rest < 128 ? rest : 256U - rest;
    }
    return left_over;
}

/* Row by row the filter that leaves the least, as PNG's writers choose it; to be freed. */
static unsigned char *filter_all(fz_context *ctx, const struct pdf_samples *s)
{
    size_t one = s->row_bytes + 1, pixel = (size_t)(s->colours * s->bits + 7) / 8;
    unsigned char *all = fz_malloc(ctx, ((size_t)s->height + 1) * one);
    unsigned char *trial = all + (size_t)s->height * one;

    for (int y = 0; y < s->height; y++) {
        const unsigned char *row = s->bytes + (size_t)y * s->row_bytes;
        const unsigned char *above = y == 0 ? NULL : row - s->row_bytes;
        unsigned char *out = all + (size_t)y * one;
        uint64_t least = filter_row(row, above, s->row_bytes, pixel, 0, out);

        for (int filter = SUB; filter < FILTER_COUNT; filter++) {
            uint64_t left = filter_row(row, above, s->row_bytes, pixel, filter, trial);

            if (left < least) {
                least = left;
                memcpy(out, trial, one);
            }
        }
    }
    return all;
}

static pdf_obj *well_parameters(fz_context *ctx, pdf_document *doc, const struct pdf_samples *s)
{
    pdf_obj *how = pdf_new_dict(ctx, doc, 4);

    pdf_dict_put_int(ctx, how, PDF_NAME(Columns), s->width);
    if (is_bilevel(s)) {
        pdf_dict_put_int(ctx, how, PDF_NAME(K), -1);
        pdf_dict_put_int(ctx, how, PDF_NAME(Rows), s->height);
    } else {
        pdf_dict_put_int(ctx, how, PDF_NAME(Predictor), PNG_PREDICTOR);
        pdf_dict_put_int(ctx, how, PDF_NAME(Colors), s->colours);
        pdf_dict_put_int(ctx, how, PDF_NAME(BitsPerComponent), s->bits);
    }
    return how;
}

/* As a fax, or with a predictor. */
static fz_buffer *well_packed(fz_context *ctx, const struct pdf_samples *s)
{
    fz_buffer *volatile packed = NULL;
    unsigned char *volatile rows = NULL;

    if (is_bilevel(s)) {
        return fz_compress_ccitt_fax_g4(ctx, s->bytes, s->width, s->height);
    }
    fz_try(ctx)
    {
        rows = filter_all(ctx, s);
        packed = deflated(ctx, rows, (size_t)s->height * (s->row_bytes + 1));
    }
    fz_always(ctx)
    {
        fz_free(ctx, rows);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return packed;
}

/* Packed the way that is the shortest; the dictionary says which one. To be dropped. */
static fz_buffer *pack(fz_context *ctx, pdf_document *doc, pdf_obj *dictionary,
                       const struct pdf_samples *s)
{
    fz_buffer *plain = deflated(ctx, s->bytes, (size_t)s->height * s->row_bytes);
    fz_buffer *volatile well = NULL;

    fz_try(ctx)
    {
        well = well_packed(ctx, s);
    }
    fz_catch(ctx)
    {
        fz_drop_buffer(ctx, plain);
        fz_rethrow(ctx);
    }
    bool is_plain = well->len >= plain->len;

    pdf_dict_del(ctx, dictionary, PDF_NAME(DecodeParms));
    pdf_dict_put(ctx, dictionary, PDF_NAME(Filter),
                 is_plain || !is_bilevel(s) ? PDF_NAME(FlateDecode) : PDF_NAME(CCITTFaxDecode));
    if (!is_plain) {
        pdf_dict_put_drop(ctx, dictionary, PDF_NAME(DecodeParms), well_parameters(ctx, doc, s));
    }
    fz_drop_buffer(ctx, is_plain ? well : plain);
    return is_plain ? plain : well;
}

size_t pdf_samples_store(fz_context *ctx, pdf_document *doc, pdf_obj *picture,
                         const struct pdf_samples *s)
{
    fz_buffer *packed = pack(ctx, doc, picture, s);
    size_t bytes = packed->len;

    fz_try(ctx)
    {
        pdf_update_stream(ctx, doc, picture, packed, 1);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, packed);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return bytes;
}
