/*
 * Nearly all pictures are ruled out by what their dictionary says, and those with a mask by its
 * length: one that lets nothing through is the same all over, and is packed into next to nothing.
 * Shadows and veils are one colour under a mask: only pictures of more than one tone in their own
 * samples, as they stand in the file, have something to hide.
 */
#include "inspect/pdf/pdf-clear.h"

#include "base/common.h"
#include "inspect/pdf/pdf-tone.h"
#include "inspect/pdf/pdf-tracer.h"

#include <math.h>
#include <stdlib.h>

enum {
    LEAST_SIDE = 16,    /* pixels of a picture that may show something */
    LEAST_INK = 64,     /* bytes of one that does, other than most */
    TONE = 32,          /* between two of one */
    NEAR_COLOUR = 6,    /* between two colours taken for one */
    NOTHING = 6,        /* of 255: opacity that is none */
    PIXELS_A_BYTE = 64, /* of a picture of one colour, as the worst coder packs it */
    HEAD_BYTES = 1024,  /* of its own */
    CHUNK_BYTES = 16 * 1024,
    MAX_BYTES = 16 * 1024 * 1024, /* of samples that are looked at */
    MAX_PIXELS = 20 * 1000 * 1000,
};

#define FLAT       0.03f /* of a Decode: between both ends */
#define RIM_POINTS 1.0f

/* ---- what is in it ---- */

/* Samples as they are packed, before a key, a Decode or a palette changes them. May jump. */
static void read_samples(fz_context *ctx, fz_compressed_buffer *packed, struct pdf_tone *tone)
{
    fz_stream *stream = fz_open_compressed_buffer(ctx, packed);
    unsigned char chunk[CHUNK_BYTES];

    fz_try(ctx)
    {
        for (size_t n = 1, all = 0; n > 0 && all < MAX_BYTES; all += n) {
            n = fz_read(ctx, stream, chunk, sizeof(chunk));
            pdf_tone_add(tone, chunk, n);
        }
    }
    fz_always(ctx)
    {
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* Whether it is more than one tone. May jump. */
static bool has_something(fz_context *ctx, fz_image *image)
{
    fz_compressed_buffer *packed = fz_compressed_image_buffer(ctx, image);
    bool is_tone = image->bpc >= 8 && !fz_colorspace_is_indexed(ctx, image->colorspace);
    struct pdf_tone tone = {};

    if (packed != NULL && packed->params.type != FZ_IMAGE_JPX) {
        read_samples(ctx, packed, &tone);
    } else {
        fz_pixmap *pixmap = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL, NULL);

        pdf_tone_add(&tone, pixmap->samples, (size_t)pixmap->stride * (size_t)pixmap->h);
        fz_drop_pixmap(ctx, pixmap);
    }
    return pdf_tone_ink(&tone, is_tone ? TONE : 0) >= LEAST_INK;
}

/* ---- masks ---- */

static bool may_be_even(fz_context *ctx, fz_image *mask)
{
    fz_compressed_buffer *packed = fz_compressed_image_buffer(ctx, mask);
    size_t pixels = (size_t)mask->w * (size_t)mask->h;

    return packed == NULL || packed->params.type == FZ_IMAGE_RAW
               ? pixels <= MAX_PIXELS
               : packed->buffer->len <= pixels / PIXELS_A_BYTE + HEAD_BYTES;
}

/* Whether the mask lets nothing through. May jump. */
static bool is_shut(fz_context *ctx, fz_image *mask)
{
    bool is_shut = may_be_even(ctx, mask);

    if (is_shut) {
        fz_pixmap *pixmap = fz_get_pixmap_from_image(ctx, mask, NULL, NULL, NULL, NULL);
        size_t row = (size_t)pixmap->w * pixmap->n;

        for (int y = 0; y < pixmap->h && is_shut; y++) {
            const unsigned char *p = pixmap->samples + (ptrdiff_t)y * pixmap->stride;

            for (size_t i = 0; i < row && is_shut; i++) {
                is_shut = p[i] <= NOTHING;
            }
        }
        fz_drop_pixmap(ctx, pixmap);
    }
    return is_shut;
}

/* What a colour key leaves. May jump. */
static enum pdf_clear keyed(fz_context *ctx, fz_image *image)
{
    fz_pixmap *pixmap = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL, NULL);
    const unsigned char *first = NULL;
    enum pdf_clear clear = pixmap->alpha ? PDF_CLEAR_ALL : PDF_CLEAR_NOT;

    for (int y = 0; y < pixmap->h && clear != PDF_CLEAR_NOT; y++) {
        const unsigned char *p = pixmap->samples + (ptrdiff_t)y * pixmap->stride;

        for (int x = 0; x < pixmap->w && clear != PDF_CLEAR_NOT; x++, p += pixmap->n) {
            if (p[pixmap->n - 1] <= NOTHING) {
                continue;
            }
            first = first == NULL ? p : first;
            clear = PDF_CLEAR_KEYED;
            for (int i = 0; i < pixmap->n - 1; i++) {
                clear = abs(p[i] - first[i]) > NEAR_COLOUR ? PDF_CLEAR_NOT : clear;
            }
        }
    }
    fz_drop_pixmap(ctx, pixmap);
    return clear;
}

/* ---- colours ---- */

static bool has_flat_decode(const fz_image *image)
{
    bool is_flat = image->use_decode != 0;
    float most = image->colorspace != NULL && image->n == 1 && image->decode[1] > 1
                     ? (float)((1U << image->bpc) - 1) /* of a palette: its entries */
                     : 1;

    for (int i = 0; i < image->n && is_flat; i++) {
        is_flat = fabsf(image->decode[2 * i + 1] - image->decode[2 * i]) <= FLAT * most;
    }
    return is_flat;
}

/* Whether all entries of its palette are one colour. */
static bool has_flat_palette(fz_context *ctx, const fz_image *image)
{
    const fz_colorspace *space = image->colorspace;

    if (!fz_colorspace_is_indexed(ctx, image->colorspace) || space->u.indexed.high < 1) {
        return false;
    }
    const unsigned char *entries = space->u.indexed.lookup;
    int n = fz_colorspace_n(ctx, space->u.indexed.base);

    for (int i = n; i < (space->u.indexed.high + 1) * n; i++) {
        if (abs(entries[i] - entries[i % n]) > NEAR_COLOUR) {
            return false;
        }
    }
    return true;
}

enum pdf_clear pdf_clear_of(fz_context *ctx, fz_image *image)
{
    enum pdf_clear clear = PDF_CLEAR_NOT;

    if (image->w < LEAST_SIDE || image->h < LEAST_SIDE || image->colorspace == NULL ||
        (int64_t)image->w * image->h > MAX_PIXELS) {
        return PDF_CLEAR_NOT;
    }
    if (image->mask != NULL && is_shut(ctx, image->mask)) {
        clear = PDF_CLEAR_ALL;
    } else if (has_flat_decode(image) || has_flat_palette(ctx, image)) {
        clear = PDF_CLEAR_FLAT;
    } else if (image->use_colorkey) {
        clear = keyed(ctx, image);
    }
    return clear != PDF_CLEAR_NOT && has_something(ctx, image) ? clear : PDF_CLEAR_NOT;
}

/* ---- on the page ---- */

/* Whether the part of the page is seen in one colour. May jump. */
static bool is_even(fz_context *ctx, struct pdf_proof *proof, struct pdf_page *page, fz_rect part,
                    fz_cookie *cookie, uint8_t ret_rgb[3])
{
    struct pdf_proof seen = {};

    if (proof->list == NULL) {
        proof->list = fz_new_display_list_from_page(ctx, &page->super);
    }
    seen.with = pdf_proof_draw(ctx, proof->list, fz_irect_from_rect(part), NULL, NULL, cookie);

    bool is_even = pdf_proof_is_uniform(&seen, fz_expand_rect(part, -RIM_POINTS), ret_rgb);

    fz_drop_pixmap(ctx, seen.with);
    return is_even;
}

void pdf_clear_find(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                    struct pdf_page *page, fz_cookie *cookie)
{
    struct pdf_hidden *h = trace->hidden;

    for (uint32_t i = 0; i < h->pictures.n; i++) {
        const struct pdf_picture *p = &h->pictures.v[i];
        fz_rect part = fz_intersect_rect(p->box, h->bounds);
        uint8_t rgb[3] = {255, 255, 255};

        if ((p->clear == PDF_CLEAR_FLAT || p->clear == PDF_CLEAR_KEYED) && !p->is_off &&
            p->reason == PDF_SHOWN && !fz_is_empty_rect(part) &&
            pdf_tracer_area(part) <= MAX_PIXELS &&
            (is_even(ctx, proof, page, part, cookie, rgb) || p->clear == PDF_CLEAR_FLAT)) {
            struct pdf_covered covered = {.picture = i, .part = part, .is_cut = true};

            memcpy(covered.rgb, rgb, sizeof(covered.rgb));
            *VEC_ADD(trace->arena, &h->covered) = covered;
        }
    }
}
