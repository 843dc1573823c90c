/*
 * An element of the structure tree whose marked content lost something loses its words. Any other
 * text is an echo when it contains a run of what went, blanks left aside, that is long enough not to
 * be there by chance.
 */
#include "clean/pdf-echo.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "clean/pdf-scrub.h"

#include <stdlib.h>

enum {
    MAX_WORDS = 300,      /* looked for; the longest */
    MAX_TEXT_BYTES = 64 * 1024,
    ENOUGH_WIDE = 2,      /* characters, 3 bytes each in UTF-8 */
    ENOUGH_NARROW = 4,
    WIDE_BYTES = 3,
};

static bool is_enough(struct str s)
{
    size_t wide = 0;
    size_t narrow = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        wide += c >= 0xE0;
        narrow += c < 0x80;
    }
    return wide >= ENOUGH_WIDE || narrow >= ENOUGH_NARROW || (wide > 0 && narrow >= 2);
}

/* Without blanks. */
static struct str pressed(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (str_at(s, i, STR("\xE3\x80\x80"))) {
            i += 2;
        } else if ((unsigned char)s.p[i] > ' ') {
            p[n++] = s.p[i];
        }
    }
    return (struct str){.p = p, .n = n};
}

static int by_length(const void *a, const void *b)
{
    const struct str *x = a;
    const struct str *y = b;

    return x->n != y->n ? (x->n < y->n ? 1 : -1) : str_cmp(*x, *y);
}

static int by_mark(const void *a, const void *b)
{
    const struct pdf_cut_mark *x = a;
    const struct pdf_cut_mark *y = b;

    return x->page != y->page ? (x->page < y->page ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

void pdf_echo_begin(struct pdf_scrub *s)
{
    struct pdf_cut *cut = s->cut;
    uint32_t n = 0;

    for (uint32_t i = 0; i < cut->words.n; i++) {
        struct str word = pressed(s->arena, cut->words.v[i]);

        if (is_enough(word)) {
            cut->words.v[n++] = word;
        }
    }
    cut->words.n = n;
    if (n > 0) {
        qsort(cut->words.v, n, sizeof(cut->words.v[0]), by_length);
    }
    cut->words.n = MIN(n, (uint32_t)MAX_WORDS);
    if (cut->marks.n > 0) {
        qsort(cut->marks.v, cut->marks.n, sizeof(cut->marks.v[0]), by_mark);
    }
}

static bool is_echo(struct pdf_scrub *s, pdf_obj *text)
{
    struct arena arena CLEANUP(arena_done) = {};

    if (!pdf_is_string(s->ctx, text) || s->cut->words.n == 0) {
        return false;
    }
    struct str said = pressed(&arena, str_of(pdf_to_text_string(s->ctx, text)));

    said = str_sub(said, 0, MAX_TEXT_BYTES);
    for (uint32_t i = 0; i < s->cut->words.n; i++) {
        if (s->cut->words.v[i].n <= said.n && str_has(said, s->cut->words.v[i])) {
            return true;
        }
    }
    return false;
}

/* ---- the structure tree ---- */

static bool is_marked(struct pdf_scrub *s, int page, int id)
{
    struct pdf_cut_mark wanted = {.page = page, .id = id};

    return s->cut->marks.n > 0 && bsearch(&wanted, s->cut->marks.v, s->cut->marks.n,
                                          sizeof(wanted), by_mark) != NULL;
}

/* One kid of an element: an MCID of its page, or a reference to one of another page or form. */
static bool is_marked_kid(struct pdf_scrub *s, pdf_obj *kid, int page)
{
    fz_context *ctx = s->ctx;

    if (pdf_is_int(ctx, kid)) {
        return is_marked(s, page, pdf_to_int(ctx, kid));
    }
    pdf_obj *id = pdf_dict_gets(ctx, kid, "MCID");
    pdf_obj *form = pdf_dict_gets(ctx, kid, "Stm");
    pdf_obj *own = pdf_dict_gets(ctx, kid, "Pg");

    if (!pdf_is_int(ctx, id)) {
        return false;
    }
    return is_marked(s, form != NULL ? pdf_to_num(ctx, form) : own != NULL ? pdf_to_num(ctx, own) : page,
                     pdf_to_int(ctx, id));
}

static void scrub_element(struct pdf_scrub *s, pdf_obj *element)
{
    static const char *const words[] = {"ActualText", "Alt", "E", "T"};
    fz_context *ctx = s->ctx;
    pdf_obj *kids = pdf_dict_gets(ctx, element, "K");
    int page = pdf_to_num(ctx, pdf_dict_gets(ctx, element, "Pg"));
    bool goes = !pdf_is_array(ctx, kids) && is_marked_kid(s, kids, page);

    for (int i = 0; i < pdf_array_len(ctx, kids) && !goes && s->cut->marks.n > 0; i++) {
        goes = is_marked_kid(s, pdf_array_get(ctx, kids, i), page);
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        pdf_obj *text = pdf_dict_gets(ctx, element, words[i]);

        if (text != NULL && (goes || is_echo(s, text))) {
            pdf_dict_dels(ctx, element, words[i]);
            pdf_scrub_log(s, "PDF-111", STR("StructTreeRoot"), 1);
        }
    }
}

/* ---- names that a person gave ---- */

static void ask(struct pdf_scrub *s, pdf_obj *dictionary, const char *key, const char *place)
{
    if (!is_echo(s, pdf_dict_gets(s->ctx, dictionary, key))) {
        return;
    }
    if (cleaning_may(s->cleaning, "PDF-111")) {
        /* A bookmark must have a title. */
        if (strcmp(key, "Title") == 0) {
            pdf_dict_puts_drop(s->ctx, dictionary, key, pdf_new_text_string(s->ctx, "*"));
        } else {
            pdf_dict_dels(s->ctx, dictionary, key);
        }
        pdf_scrub_log(s, "PDF-111", str_of(place), 1);
    } else {
        cleaning_kept(s->cleaning, "PDF-111", str_of(place), 1,
                      tr("it says what was taken out of a page; a person decides"));
    }
}

void pdf_echo_scrub(struct pdf_scrub *s, pdf_obj *dictionary)
{
    fz_context *ctx = s->ctx;

    if (s->cut->marks.n == 0 && s->cut->words.n == 0) {
        return;
    }
    if (pdf_dict_gets(ctx, dictionary, "K") != NULL && pdf_dict_gets(ctx, dictionary, "P") != NULL &&
        pdf_dict_gets(ctx, dictionary, "S") != NULL) {
        scrub_element(s, dictionary);
    } else if (pdf_dict_gets(ctx, dictionary, "Title") != NULL &&
               pdf_dict_gets(ctx, dictionary, "Parent") != NULL) {
        ask(s, dictionary, "Title", "Outlines");
    } else {
        ask(s, dictionary, "V", "AcroForm");
        ask(s, dictionary, "TU", "AcroForm");
        ask(s, dictionary, "Contents", "Annots");
    }
}

/* Named destinations: their names cannot be changed without what refers to them. */
static void end_names(struct pdf_scrub *s, pdf_obj *node, int depth, uint32_t *left)
{
    fz_context *ctx = s->ctx;
    pdf_obj *names = pdf_dict_gets(ctx, node, "Names");
    pdf_obj *kids = pdf_dict_gets(ctx, node, "Kids");

    for (int i = 0; i + 1 < pdf_array_len(ctx, names) && *left > 0; i += 2) {
        --*left;
        if (is_echo(s, pdf_array_get(ctx, names, i))) {
            cleaning_kept(s->cleaning, "PDF-111", STR("Dests"), 1,
                          tr("it says what was taken out of a page; a person decides"));
        }
    }
    for (int i = 0; i < pdf_array_len(ctx, kids) && depth < 16 && *left > 0; i++) {
        end_names(s, pdf_array_get(ctx, kids, i), depth + 1, left);
    }
}

void pdf_echo_end(struct pdf_scrub *s)
{
    pdf_obj *root = pdf_dict_gets(s->ctx, pdf_trailer(s->ctx, s->doc), "Root");
    uint32_t left = 10000;

    if (s->cut->words.n > 0) {
        end_names(s, pdf_dict_getp(s->ctx, root, "Names/Dests"), 0, &left);
    }
}
