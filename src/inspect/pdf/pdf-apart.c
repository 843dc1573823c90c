/*
 * A mark is a layer of the device, which lists keep and which draws nothing. Its name has the bits
 * of the place: the glyph is to be found by them among those that were traced.
 */
#include "inspect/pdf/pdf-apart.h"

#include <mupdf/pdf.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 48 };

#define NAME "glyph apart %08x %08x"

static void run_marked(fz_context *ctx, void *doc, void *resources, fz_buffer *contents,
                       fz_device *device, fz_matrix ctm, void *gstate,
                       fz_default_colorspaces *spaces)
{
    char name[NAME_BYTES];
    uint32_t bits[2];

    memcpy(&bits[0], &ctm.e, sizeof(bits[0]));
    memcpy(&bits[1], &ctm.f, sizeof(bits[1]));
    snprintf(name, sizeof(name), NAME, bits[0], bits[1]);
    fz_begin_layer(ctx, device, name);
    pdf_run_glyph(ctx, doc, resources, contents, device, ctm, gstate, spaces);
    fz_end_layer(ctx, device);
}

void pdf_apart_mark(fz_font *font)
{
    font->t3run = run_marked;
}

bool pdf_apart_is_mark(const char *layer, float *ret_x, float *ret_y)
{
    uint32_t bits[2];

    if (layer == NULL || sscanf(layer, NAME, &bits[0], &bits[1]) != 2) {
        return false;
    }
    memcpy(ret_x, &bits[0], sizeof(bits[0]));
    memcpy(ret_y, &bits[1], sizeof(bits[1]));
    return true;
}
