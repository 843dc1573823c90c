/*
 * A JPEG 2000 picture holds itself in several sizes, each half of the next; the larger ones are
 * left packed. MuPDF has no way to ask for that.
 */
#include "inspect/pdf/pdf-jpx.h"

#include <openjpeg.h>

/*
 * MuPDF gives OpenJPEG its own memory, that of the context told here. They are in none of its
 * headers.
 */
void opj_lock(fz_context *ctx);
void opj_unlock(fz_context *ctx);

/* ---- bytes as the library takes them ---- */

struct source {
    struct str bytes;
    size_t at;
};

static OPJ_SIZE_T take(void *to, OPJ_SIZE_T n, void *user)
{
    struct source *s = user;

    n = MIN(n, s->bytes.n - s->at);
    if (n == 0) {
        return (OPJ_SIZE_T)-1;
    }
    memcpy(to, s->bytes.p + s->at, n);
    s->at += n;
    return n;
}

static OPJ_OFF_T skip(OPJ_OFF_T n, void *user)
{
    struct source *s = user;

    n = n < 0 ? 0 : (OPJ_OFF_T)MIN((size_t)n, s->bytes.n - s->at);
    s->at += (size_t)n;
    return n;
}

static OPJ_BOOL seek(OPJ_OFF_T at, void *user)
{
    struct source *s = user;

    if (at < 0 || (size_t)at > s->bytes.n) {
        return OPJ_FALSE;
    }
    s->at = (size_t)at;
    return OPJ_TRUE;
}

static opj_stream_t *open_stream(struct source *source)
{
    opj_stream_t *stream = opj_stream_default_create(OPJ_TRUE);

    if (stream != NULL) {
        opj_stream_set_read_function(stream, take);
        opj_stream_set_skip_function(stream, skip);
        opj_stream_set_seek_function(stream, seek);
        opj_stream_set_user_data(stream, source, NULL);
        opj_stream_set_user_data_length(stream, source->bytes.n);
    }
    return stream;
}

/* ---- the picture ---- */

static bool is_plain(const opj_image_t *image)
{
    if ((image->numcomps != 1 && image->numcomps != 3 && image->numcomps != 4) ||
        image->color_space == OPJ_CLRSPC_SYCC || image->color_space == OPJ_CLRSPC_EYCC) {
        return false;
    }
    for (OPJ_UINT32 i = 0; i < image->numcomps; i++) {
        const opj_image_comp_t *c = &image->comps[i], *first = &image->comps[0];

        if (c->data == NULL || c->prec != 8 || c->sgnd || c->alpha || c->w != first->w ||
            c->h != first->h || c->w == 0 || c->h == 0) {
            return false;
        }
    }
    return true;
}

/* The picture as the library unpacks it, or NULL. */
static opj_image_t *unpack(struct str bytes, int halvings)
{
    bool is_bare = str_starts(bytes, STR("\xFF\x4F"));
    struct source source = {.bytes = bytes};
    opj_codec_t *codec = opj_create_decompress(is_bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    opj_stream_t *stream = open_stream(&source);
    opj_image_t *image = NULL;
    opj_dparameters_t how;

    opj_set_default_decoder_parameters(&how);
    how.cp_reduce = (OPJ_UINT32)halvings;
    if (codec == NULL || stream == NULL || !opj_setup_decoder(codec, &how) ||
        !opj_read_header(stream, codec, &image) || !opj_decode(codec, stream, image)) {
        opj_image_destroy(image);
        image = NULL;
    }
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    return image;
}

static void copy(fz_pixmap *pixmap, const opj_image_t *image)
{
    for (int y = 0; y < pixmap->h; y++) {
        unsigned char *row = pixmap->samples + (ptrdiff_t)y * pixmap->stride;

        for (int k = 0; k < pixmap->n; k++) {
            const OPJ_INT32 *from = image->comps[k].data + (ptrdiff_t)y * pixmap->w;

            for (int x = 0; x < pixmap->w; x++) {
                row[x * pixmap->n + k] = (unsigned char)MAX(0, MIN(from[x], 255));
            }
        }
    }
}

static fz_colorspace *space_of(fz_context *ctx, int components, fz_colorspace *space)
{
    return space != NULL && fz_colorspace_n(ctx, space) == components ? space
           : components == 1                                          ? fz_device_gray(ctx)
           : components == 3                                          ? fz_device_rgb(ctx)
                                                                      : fz_device_cmyk(ctx);
}

fz_pixmap *pdf_jpx_decode(fz_context *ctx, struct str bytes, fz_colorspace *space, int halvings)
{
    bool has_palette = space != NULL && fz_colorspace_is_indexed(ctx, space);
    opj_image_t *image = NULL;
    fz_pixmap *pixmap = NULL;

    fz_var(image);
    fz_var(pixmap);
    opj_lock(ctx);
    fz_try(ctx)
    {
        image = has_palette ? NULL : unpack(bytes, halvings);
        if (image != NULL && is_plain(image)) {
            pixmap = fz_new_pixmap(ctx, space_of(ctx, (int)image->numcomps, space),
                                   (int)image->comps[0].w, (int)image->comps[0].h, NULL, 0);
            copy(pixmap, image);
        }
    }
    fz_always(ctx)
    {
        opj_image_destroy(image);
        opj_unlock(ctx);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return pixmap;
}
