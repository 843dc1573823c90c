/*
 * usage: both-ways FILE...
 *
 * Each page of each PDF by our own interpreter and by the library's: what is drawn, and what of it
 * is hidden, must be the same to the last bit. Exit status 1 when it is not.
 */
#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-hidden-find.h"
#include "inspect/pdf/pdf-hidden.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_BYTES = 64 * 1024 * 1024, SECONDS = 100 };

struct count {
    uint32_t pages, quick, different;
};

static bool is_same_box(fz_rect a, fz_rect b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}

static bool is_same_glyph(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    return is_same_box(a->box, b->box) && a->x == b->x && a->y == b->y && a->size == b->size &&
           a->alpha == b->alpha && a->code_point == b->code_point && a->shape == b->shape &&
           a->owner == b->owner && a->order == b->order &&
           memcmp(a->rgb, b->rgb, sizeof(a->rgb)) == 0 && a->reason == b->reason &&
           a->is_suspect == b->is_suspect && a->is_covered == b->is_covered &&
           a->is_under == b->is_under && a->is_veiled == b->is_veiled &&
           a->is_unseen == b->is_unseen && a->is_stroked == b->is_stroked &&
           a->is_not_drawn == b->is_not_drawn;
}

static bool is_same_picture(const struct pdf_picture *a, const struct pdf_picture *b)
{
    return is_same_box(a->box, b->box) && a->owner == b->owner && a->width == b->width &&
           a->height == b->height && a->order == b->order && a->reason == b->reason &&
           a->is_mask == b->is_mask;
}

/* What differs first, or NULL. */
static const char *difference(const struct pdf_hidden *a, const struct pdf_hidden *b)
{
    if (a->glyphs.n != b->glyphs.n || a->unmapped != b->unmapped) {
        return "number of glyphs";
    }
    for (uint32_t i = 0; i < a->glyphs.n; i++) {
        if (!is_same_glyph(&a->glyphs.v[i], &b->glyphs.v[i])) {
            return "glyph";
        }
    }
    if (a->pictures.n != b->pictures.n || a->picture_share != b->picture_share) {
        return "number or size of pictures";
    }
    for (uint32_t i = 0; i < a->pictures.n; i++) {
        if (!is_same_picture(&a->pictures.v[i], &b->pictures.v[i])) {
            return "picture";
        }
    }
    return a->runs.n != b->runs.n || a->is_partial != b->is_partial ? "what is hidden" : NULL;
}

static void check_page(struct pdf_mupdf *pdf, struct pdf_fonts *fonts, int number,
                       struct count *count)
{
    struct arena arena CLEANUP(arena_done) = {};
    const struct pdf_hidden_options by_library = {}, by_us = {.fonts = fonts};
    struct pdf_hidden a, b;

    pdf_hidden_find(&arena, pdf, number, &by_us, &a);
    pdf_hidden_find(&arena, pdf, number, &by_library, &b);
    const char *what = difference(&a, &b);

    count->pages++;
    count->quick += a.is_quick;
    if (what != NULL) {
        printf("# p%d: %s differs\n", number, what);
        count->different++;
    }
}

static void check_file(struct str bytes, struct count *count)
{
    struct pdf_mupdf *pdf;
    struct err err = {};

    if (pdf_mupdf_new(SECONDS, &pdf, &err) < 0) {
        fprintf(stderr, "%s\n", err.message);
        exit(2);
    }
    if (pdf_mupdf_open(pdf, bytes, &err) == 0) {
        struct pdf_fonts *fonts = pdf_fonts_new(pdf_mupdf_context(pdf), pdf_mupdf_document(pdf));
        uint32_t pages = pdf_mupdf_pages(pdf);

        for (uint32_t i = 1; i <= MIN(pages, 200U); i++) {
            check_page(pdf, fonts, (int)i, count);
        }
        pdf_fonts_free(fonts);
    }
    pdf_mupdf_close(pdf);
}

int main(int argc, char **argv)
{
    char *bytes AUTO_FREE = malloc(MAX_BYTES);
    struct count all = {};

    if (bytes == NULL) {
        die_out_of_memory(MAX_BYTES);
    }
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        struct count count = {};

        if (file == NULL) {
            continue;
        }
        check_file((struct str){.p = bytes, .n = fread(bytes, 1, MAX_BYTES, file)}, &count);
        fclose(file);
        if (count.different > 0) {
            printf("# %s\n", argv[i]);
        }
        all.pages += count.pages;
        all.quick += count.quick;
        all.different += count.different;
    }
    printf("# %u of %u pages by our own interpreter, %u differ\n", all.quick, all.pages,
           all.different);
    return all.different > 0 || all.quick == 0 ? 1 : 0;
}
