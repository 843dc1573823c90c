/*
 * Nearly every content stream is packed once, by Flate: libdeflate does that in one go, in half the
 * time that zlib takes piece by piece. Whatever else it is - an array, another filter, damaged,
 * larger than it looked - the library unpacks, and says what is wrong.
 */
#include "inspect/pdf/pdf-unpack.h"

#include "base/common.h"

#include <libdeflate.h>

enum {
    MAX_BYTES = 64 * 1024 * 1024,
    FIRST_BYTES = 16 * 1024,
    USUAL_RATIO = 12, /* what streams unpack to; few more */
};

/* One stream with /FlateDecode for its only filter, without a predictor. */
static bool is_flate_alone(fz_context *ctx, pdf_obj *contents)
{
    pdf_obj *filter = pdf_dict_geta(ctx, contents, PDF_NAME(Filter), PDF_NAME(F));
    pdf_obj *how = pdf_dict_geta(ctx, contents, PDF_NAME(DecodeParms), PDF_NAME(DP));

    if (!pdf_is_stream(ctx, contents) || how != NULL) {
        return false;
    }
    if (pdf_is_array(ctx, filter) && pdf_array_len(ctx, filter) == 1) {
        filter = pdf_array_get(ctx, filter, 0);
    }
    return pdf_name_eq(ctx, filter, PDF_NAME(FlateDecode)) ||
           pdf_name_eq(ctx, filter, PDF_NAME(Fl));
}

/* In one go; NULL: not packed as it should be, or more than expected. */
static fz_buffer *unpack_at_once(fz_context *ctx, fz_buffer *packed)
{
    unsigned char *from;
    size_t n = fz_buffer_storage(ctx, packed, &from);
    size_t room = MIN(MAX(n * USUAL_RATIO, (size_t)FIRST_BYTES), (size_t)MAX_BYTES);
    fz_buffer *bytes = fz_new_buffer(ctx, room);
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
    size_t got = 0;
    bool is_whole = unpacker != NULL &&
                    libdeflate_zlib_decompress(unpacker, from, n, bytes->data, room, &got) ==
                        LIBDEFLATE_SUCCESS;

    libdeflate_free_decompressor(unpacker);
    bytes->len = got;
    if (!is_whole) {
        fz_drop_buffer(ctx, bytes);
        return NULL;
    }
    return bytes;
}

fz_buffer *pdf_unpack_most(fz_context *ctx, pdf_document *doc, pdf_obj *contents, size_t most)
{
    fz_stream *stream = pdf_open_contents_stream(ctx, doc, contents);
    fz_buffer *bytes = NULL;

    fz_var(bytes);
    fz_try(ctx)
    {
        bytes = fz_read_best(ctx, stream, FIRST_BYTES, NULL, most);
    }
    fz_always(ctx)
    {
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return bytes;
}

fz_buffer *pdf_unpack(fz_context *ctx, pdf_document *doc, pdf_obj *contents)
{
    fz_buffer *packed = NULL;
    fz_buffer *bytes = NULL;

    if (!is_flate_alone(ctx, contents)) {
        return pdf_unpack_most(ctx, doc, contents, MAX_BYTES);
    }
    packed = pdf_load_raw_stream(ctx, contents);
    fz_var(bytes);
    fz_try(ctx)
    {
        bytes = unpack_at_once(ctx, packed);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, packed);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return bytes != NULL ? bytes : pdf_unpack_most(ctx, doc, contents, MAX_BYTES);
}
