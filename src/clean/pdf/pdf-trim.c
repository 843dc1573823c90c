/*
 * The samples of a picture are unpacked, the rest is dropped, and what stays is packed again. A
 * JPEG that was packed as a whole is stored as it is: the writer of the file cleans such
 * (pdf-picture.h).
 */
#include "clean/pdf/pdf-trim.h"

#include "clean/pdf/pdf-picture.h"
#include "clean/pdf/pdf-samples.h"
#include "inspect/pdf/pdf-rows.h"

#include <mupdf/fitz.h>

enum { MAX_BYTES = 256 * 1024 * 1024 }; /* of a picture that is packed twice */

/* False: its samples are not known. */
static bool trim(struct pdf_scrub *s, pdf_obj *picture)
{
    fz_context *ctx = s->ctx;
    struct pdf_samples samples;

    if (!pdf_samples_load(ctx, picture, &samples)) {
        return false;
    }
    fz_try(ctx)
    {
        pdf_samples_store(ctx, s->doc, picture, &samples);
    }
    fz_always(ctx)
    {
        pdf_samples_done(ctx, &samples);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return true;
}

/* ---- pictures that are packed once more ---- */

/* The last of its filters alone, with its parameters. */
static void keep_last_filter(fz_context *ctx, pdf_obj *picture)
{
    pdf_obj *filters = pdf_dict_get(ctx, picture, PDF_NAME(Filter));
    pdf_obj *how = pdf_dict_get(ctx, picture, PDF_NAME(DecodeParms));
    int last = pdf_array_len(ctx, filters) - 1;
    pdf_obj *of_last = pdf_array_get(ctx, how, last);

    pdf_dict_put(ctx, picture, PDF_NAME(Filter), pdf_array_get(ctx, filters, last));
    if (pdf_is_dict(ctx, of_last)) {
        pdf_dict_put(ctx, picture, PDF_NAME(DecodeParms), of_last);
    } else {
        pdf_dict_del(ctx, picture, PDF_NAME(DecodeParms));
    }
}

static bool has_metadata(fz_buffer *bytes)
{
    struct buf cleaned CLEANUP(buf_done) = {};

    buf_init(&cleaned, bytes->len);
    return pdf_picture_clean((struct str){.p = (const char *)bytes->data, .n = bytes->len},
                             &cleaned);
}

static void unwrap(struct pdf_scrub *s, int number, pdf_obj *picture)
{
    fz_context *ctx = s->ctx;
    fz_compressed_buffer *volatile packed = NULL;

    if (pdf_array_len(ctx, pdf_dict_get(ctx, picture, PDF_NAME(Filter))) < 2) {
        return;
    }
    fz_try(ctx)
    {
        packed = pdf_load_compressed_stream(ctx, s->doc, number, MAX_BYTES);
        if ((packed->params.type == FZ_IMAGE_JPEG || packed->params.type == FZ_IMAGE_JPX) &&
            has_metadata(packed->buffer)) {
            keep_last_filter(ctx, picture);
            pdf_update_stream(ctx, s->doc, picture, packed->buffer, 1);
        }
    }
    fz_always(ctx)
    {
        fz_drop_compressed_buffer(ctx, packed);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* ---- all of them ---- */

static void look_at(struct pdf_scrub *s, int number, size_t *budget)
{
    fz_context *ctx = s->ctx;
    pdf_obj *picture = pdf_new_indirect(ctx, s->doc, number, 0);

    fz_try(ctx)
    {
        if (pdf_name_eq(ctx, pdf_dict_get(ctx, picture, PDF_NAME(Subtype)), PDF_NAME(Image)) &&
            pdf_is_stream(ctx, picture)) {
            size_t shown = cleaning_may(s->cleaning, "PDF-107")
                               ? pdf_rows_shown(ctx, s->doc, number, picture, budget)
                               : 0;

            unwrap(s, number, picture);
            if (shown > 0 && trim(s, picture)) {
                pdf_scrub_log(s, "PDF-107", STR("Height"), 1);
            }
        }
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, picture);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

void pdf_trim_pictures(struct pdf_scrub *s, const struct pdf_used *used)
{
    size_t budget = PDF_ROWS_BUDGET;

    for (int i = 1; i < used->room; i++) {
        if (used->is_used[i] != 0) {
            look_at(s, i, &budget);
        }
    }
}
