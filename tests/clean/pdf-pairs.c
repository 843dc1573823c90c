/*
 * What cleaning did to real PDFs: `pdf-pairs BEFORE AFTER` for each pair named on standard input, a
 * line each, a TAB between. Prints a line for each:
 *
 *     ok|text|pixels|both|unreadable TAB pages TAB seen TAB lost TAB pixels TAB name
 *
 * seen: glyphs of the file before that a person sees; lost: of these, not in the file after at the
 * same place, or there in another order; pixels: that differ at 150 dpi outside of what went. A
 * page that gives no list of glyphs (damaged, too large) is compared by its pixels alone.
 */
#include "inspect/pdf/pdf-hidden-find.h"
#include "inspect/pdf/pdf-hidden.h"
#include "inspect/pdf/pdf-reason.h"

#include <math.h>
#include <mupdf/pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DPI = 150, MAX_PIXELS = 60 * 1000 * 1000, SECONDS = 600 };

#define NEAR_POINTS 0.05f
#define EDGE_POINTS 1.0f

struct side {
    struct pdf_mupdf *pdf;
    struct str bytes;
    struct pdf_layers layers;
};

struct pair {
    struct side sides[2];
    uint32_t pages, seen, lost;
    uint64_t pixels;
    bool is_unreadable;
};

static struct str slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct str all = {};

    if (file == NULL) {
        return all;
    }
    fseek(file, 0, SEEK_END);
    all.n = (size_t)ftell(file);
    rewind(file);
    char *p = malloc(all.n + 1);

    all.n = fread(p, 1, all.n, file);
    all.p = p;
    fclose(file);
    return all;
}

static bool may_differ(const struct pdf_hidden *before, float x, float y)
{
    for (uint32_t i = 0; i < before->glyphs.n; i++) {
        const struct pdf_glyph *g = &before->glyphs.v[i];

        if ((pdf_reason_goes((enum pdf_reason)g->reason) || g->is_off) &&
            x >= g->box.x0 - EDGE_POINTS && x <= g->box.x1 + EDGE_POINTS &&
            y >= g->box.y0 - EDGE_POINTS && y <= g->box.y1 + EDGE_POINTS) {
            return true;
        }
    }
    return false;
}

/* Glyphs that are seen, in order: each must be there after. */
static void compare_text(struct pair *p, const struct pdf_hidden *before,
                         const struct pdf_hidden *after)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < before->glyphs.n; i++) {
        const struct pdf_glyph *g = &before->glyphs.v[i];
        uint32_t k = at;

        if (pdf_reason_goes((enum pdf_reason)g->reason) || g->is_off) {
            continue;
        }
        p->seen++;
        while (k < after->glyphs.n && k < at + 1000 &&
               (after->glyphs.v[k].code_point != g->code_point ||
                fabsf(after->glyphs.v[k].x - g->x) > NEAR_POINTS ||
                fabsf(after->glyphs.v[k].y - g->y) > NEAR_POINTS)) {
            k++;
        }
        if (k < after->glyphs.n && k < at + 1000) {
            at = k + 1;
        } else {
            p->lost++;
        }
    }
}

static fz_pixmap *draw(struct side *s, int number, float scale)
{
    fz_context *ctx = pdf_mupdf_context(s->pdf);
    fz_pixmap *volatile pixmap = NULL;

    fz_try(ctx)
    {
        pixmap = fz_new_pixmap_from_page_number(ctx, &pdf_mupdf_document(s->pdf)->super, number - 1,
                                                fz_scale(scale, scale), fz_device_rgb(ctx), 0);
    }
    fz_catch(ctx)
    {
        pixmap = NULL;
    }
    return pixmap;
}

static void compare_pixels(struct pair *p, int number, const struct pdf_hidden *before)
{
    float area = (before->bounds.x1 - before->bounds.x0) * (before->bounds.y1 - before->bounds.y0);
    float scale = DPI / 72.0f;

    if (area * scale * scale > MAX_PIXELS) {
        return;
    }
    fz_pixmap *a = draw(&p->sides[0], number, scale);
    fz_pixmap *b = draw(&p->sides[1], number, scale);

    if (a != NULL && b != NULL && a->w == b->w && a->h == b->h) {
        for (int y = 0; y < a->h; y++) {
            const unsigned char *one = a->samples + (ptrdiff_t)y * a->stride;
            const unsigned char *two = b->samples + (ptrdiff_t)y * b->stride;

            for (int x = 0; memcmp(one, two, (size_t)a->w * a->n) != 0 && x < a->w; x++) {
                p->pixels +=
                    memcmp(one + (ptrdiff_t)x * a->n, two + (ptrdiff_t)x * a->n, a->n) != 0 &&
                    !may_differ(before, (float)(x + a->x) / scale, (float)(y + a->y) / scale);
            }
        }
    } else if (a != NULL || b != NULL) {
        p->pixels += 1000000;
    }
    fz_drop_pixmap(pdf_mupdf_context(p->sides[0].pdf), a);
    fz_drop_pixmap(pdf_mupdf_context(p->sides[1].pdf), b);
}

static void compare_page(struct pair *p, int number)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct pdf_hidden found[2];

    for (int i = 0; i < 2; i++) {
        const struct pdf_hidden_options options = {.layers = p->sides[i].layers};

        pdf_hidden_find(&arena, p->sides[i].pdf, number, &options, &found[i]);
    }
    if (!found[0].is_partial) {
        compare_text(p, &found[0], &found[1]);
    }
    compare_pixels(p, number, &found[0]);
}

/* Layers as the standard has them, not as the library does. */
static void settle(struct side *s)
{
    fz_context *ctx = pdf_mupdf_context(s->pdf);

    fz_try(ctx)
    {
        s->layers = pdf_layers_settle(ctx, pdf_mupdf_document(s->pdf));
    }
    fz_catch(ctx)
    {
    }
}

static void compare(struct pair *p, const char *const paths[2])
{
    struct err err = {};

    for (int i = 0; i < 2; i++) {
        p->sides[i].bytes = slurp(paths[i]);
        if (pdf_mupdf_new(SECONDS, &p->sides[i].pdf, &err) < 0 ||
            pdf_mupdf_open(p->sides[i].pdf, p->sides[i].bytes, &err) < 0) {
            p->is_unreadable = true;
        }
    }
    if (!p->is_unreadable) {
        p->pages = pdf_mupdf_pages(p->sides[0].pdf);
        if (p->pages != pdf_mupdf_pages(p->sides[1].pdf)) {
            p->lost = p->seen = 1000000;
        } else {
            settle(&p->sides[0]);
            settle(&p->sides[1]);
            for (uint32_t i = 1; i <= p->pages; i++) {
                compare_page(p, (int)i);
            }
        }
    }
    for (int i = 0; i < 2; i++) {
        pdf_mupdf_close(p->sides[i].pdf);
        free((char *)p->sides[i].bytes.p);
    }
}

int main(void)
{
    char line[4096];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        struct pair p = {};
        char *tab = strchr(line, '\t');

        line[strcspn(line, "\n")] = '\0';
        if (tab == NULL) {
            continue;
        }
        *tab = '\0';
        const char *const paths[2] = {line, tab + 1};
        const char *slash = strrchr(line, '/');

        compare(&p, paths);
        printf("%s\t%u\t%u\t%u\t%llu\t%s\n",
               p.is_unreadable              ? "unreadable"
               : p.lost > 0 && p.pixels > 0 ? "both"
               : p.lost > 0                 ? "text"
               : p.pixels > 0               ? "pixels"
                                            : "ok",
               p.pages, p.seen, p.lost, (unsigned long long)p.pixels,
               slash == NULL ? line : slash + 1);
        fflush(stdout);
    }
    return 0;
}
