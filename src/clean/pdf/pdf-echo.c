/*
 * An element of the structure tree whose marked content lost something loses its words. Any other
 * text is an echo when it contains a run of what went, blanks left aside, that is long enough not
 * to be there by chance.
 */
#include "clean/pdf/pdf-echo.h"

#include "base/hex.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "clean/pdf/pdf-scrub.h"

#include <stdlib.h>

enum {
    MAX_WORDS = 300, /* looked for; the longest */
    MAX_TEXT_BYTES = 64 * 1024,
    MAX_TREE_DEPTH = 16,
    MAX_NODES = 100000, /* of the tree of names */
    ENOUGH_WIDE = 2,    /* characters, 3 bytes each in UTF-8 */
    ENOUGH_NARROW = 4,
    WIDE_BYTES = 3,
};

/* A name stays: nobody asked for it. */
static void keep_name(struct pdf_scrub *s, const char *place)
{
    cleaning_kept(s->cleaning, "PDF-111", str_of(place), 1,
                  tr("it says what was taken out of a page; a person decides"));
}

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

/* Without blanks, also those that a URL writes as %20. */
static struct str pressed(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '%' && i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 && hex_digit(s.p[i + 2]) >= 0) {
            c = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
            i += 2;
        }
        if (str_at(s, i, STR("\xE3\x80\x80"))) {
            i += 2;
        } else if ((unsigned char)c > ' ') {
            p[n++] = c;
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

static bool says(struct pdf_scrub *s, struct str text)
{
    struct arena arena CLEANUP(arena_done) = {};

    if (s->cut->words.n == 0) {
        return false;
    }
    struct str said = str_sub(pressed(&arena, text), 0, MAX_TEXT_BYTES);

    for (uint32_t i = 0; i < s->cut->words.n; i++) {
        struct str *word = &s->cut->words.v[i];

        if (word->n > 0 && word->n <= said.n && str_has(said, *word)) {
            if (!pdf_readable_has(s->readable, *word, 0)) {
                return true;
            }
            *word = (struct str){}; /* not asked for again */
        }
    }
    return false;
}

static bool is_echo(struct pdf_scrub *s, pdf_obj *text)
{
    return pdf_is_string(s->ctx, text)
               ? says(s, str_of(pdf_to_text_string(s->ctx, text)))
               : pdf_is_name(s->ctx, text) && says(s, str_of(pdf_to_name(s->ctx, text)));
}

static bool is_echo_text(struct pdf_scrub *s, pdf_obj *text)
{
    return pdf_is_string(s->ctx, text) && is_echo(s, text);
}

/* ---- the structure tree ---- */

static bool is_marked(struct pdf_scrub *s, int page, int id)
{
    struct pdf_cut_mark wanted = {.page = page, .id = id};

    return s->cut->marks.n > 0 &&
           bsearch(&wanted, s->cut->marks.v, s->cut->marks.n, sizeof(wanted), by_mark) != NULL;
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
    return is_marked(s,
                     form != NULL  ? pdf_to_num(ctx, form)
                     : own != NULL ? pdf_to_num(ctx, own)
                                   : page,
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
        /* A bookmark must have a title, a layer and a field a name. */
        if (strcmp(key, "Title") == 0 || strcmp(key, "Name") == 0 || strcmp(key, "T") == 0) {
            pdf_dict_puts_drop(s->ctx, dictionary, key, pdf_new_text_string(s->ctx, "*"));
        } else {
            pdf_dict_dels(s->ctx, dictionary, key);
        }
        pdf_scrub_log(s, "PDF-111", str_of(place), 1);
    } else {
        keep_name(s, place);
    }
}

/* Texts in a list: choices of a field, labels. Names of places have their own order. */
static void ask_list(struct pdf_scrub *s, pdf_obj *list, const char *key)
{
    static const char *const others[] = {"Names", "Limits", "ID"};

    for (size_t i = 0; i < COUNT(others); i++) {
        if (strcmp(key, others[i]) == 0) {
            return;
        }
    }
    for (int i = 0; i < pdf_array_len(s->ctx, list); i++) {
        if (!is_echo_text(s, pdf_array_get(s->ctx, list, i))) {
            continue;
        }
        if (cleaning_may(s->cleaning, "PDF-111")) {
            pdf_array_put_drop(s->ctx, list, i, pdf_new_text_string(s->ctx, "*"));
            pdf_scrub_log(s, "PDF-111", str_of(key), 1);
        } else {
            keep_name(s, key);
        }
    }
}

/* Any text of any dictionary may say it. */
static void ask_all(struct pdf_scrub *s, pdf_obj *dictionary, const char *place)
{
    fz_context *ctx = s->ctx;

    for (int i = pdf_dict_len(ctx, dictionary) - 1; i >= 0; i--) {
        const char *key = pdf_to_name(ctx, pdf_dict_get_key(ctx, dictionary, i));
        pdf_obj *value = pdf_dict_get_val(ctx, dictionary, i);

        if (is_echo_text(s, value)) {
            ask(s, dictionary, key, place == NULL ? key : place);
        } else if (pdf_is_array(ctx, value)) {
            ask_list(s, value, key);
        }
    }
}

/* ---- named destinations ---- */

/*
 * A name that is an echo goes from the tree; who refers to it gets the place itself. `names` is the
 * array of a leaf.
 */
static void take_names(struct pdf_scrub *s, pdf_obj *names)
{
    fz_context *ctx = s->ctx;

    for (int i = pdf_array_len(ctx, names) / 2 * 2 - 2; i >= 0; i -= 2) {
        pdf_obj *name = pdf_array_get(ctx, names, i);

        if (!is_echo(s, name)) {
            continue;
        }
        if (!cleaning_may(s->cleaning, "PDF-111")) {
            keep_name(s, "Dests");
            continue;
        }
        *VEC_ADD(s->arena, &s->places) = (struct pdf_scrub_place){
            .name = arena_str(s->arena, str_of(pdf_to_text_string(ctx, name))),
            .place = pdf_keep_obj(ctx, pdf_array_get(ctx, names, i + 1))};
        pdf_array_delete(ctx, names, i + 1);
        pdf_array_delete(ctx, names, i);
        pdf_scrub_log(s, "PDF-111", STR("Dests"), 1);
    }
}

/* The first and the last name below a node; NULL when there is none. */
static pdf_obj *end_of(fz_context *ctx, pdf_obj *node, bool last)
{
    pdf_obj *limits = pdf_dict_gets(ctx, node, "Limits");
    pdf_obj *names = pdf_dict_gets(ctx, node, "Names");
    int n = pdf_array_len(ctx, names);

    return n >= 2 ? pdf_array_get(ctx, names, last ? n / 2 * 2 - 2 : 0)
                  : pdf_array_get(ctx, limits, last ? 1 : 0);
}

static void walk_names(struct pdf_scrub *s, pdf_obj *node, int depth, uint32_t *left)
{
    fz_context *ctx = s->ctx;
    pdf_obj *kids = pdf_dict_gets(ctx, node, "Kids");
    pdf_obj *names = pdf_dict_gets(ctx, node, "Names");
    pdf_obj *limits = pdf_dict_gets(ctx, node, "Limits");
    uint32_t before = s->places.n;

    take_names(s, names);
    for (int i = 0; i < pdf_array_len(ctx, kids) && depth<MAX_TREE_DEPTH && * left> 0; i++) {
        --*left;
        walk_names(s, pdf_array_get(ctx, kids, i), depth + 1, left);
    }
    if (s->places.n > before && limits != NULL) {
        int n = pdf_array_len(ctx, kids);
        pdf_obj *first =
            n > 0 ? end_of(ctx, pdf_array_get(ctx, kids, 0), false) : end_of(ctx, node, false);
        pdf_obj *last =
            n > 0 ? end_of(ctx, pdf_array_get(ctx, kids, n - 1), true) : end_of(ctx, node, true);
        pdf_obj *made = pdf_new_array(ctx, s->doc, 2);
        bool is_empty = n == 0 && pdf_array_len(ctx, names) < 2;

        pdf_array_push_drop(ctx, made,
                            is_empty ? pdf_new_string(ctx, "", 0) : pdf_keep_obj(ctx, first));
        pdf_array_push_drop(ctx, made,
                            is_empty ? pdf_new_string(ctx, "", 0) : pdf_keep_obj(ctx, last));
        pdf_dict_puts_drop(ctx, node, "Limits", made);
    }
}

/* Names of PDF 1.1: keys of a dictionary. */
static void take_keys(struct pdf_scrub *s, pdf_obj *all)
{
    fz_context *ctx = s->ctx;

    for (int i = pdf_dict_len(ctx, all) - 1; i >= 0; i--) {
        pdf_obj *key = pdf_dict_get_key(ctx, all, i);

        if (!is_echo(s, key)) {
            continue;
        }
        if (!cleaning_may(s->cleaning, "PDF-111")) {
            keep_name(s, "Dests");
            continue;
        }
        *VEC_ADD(s->arena, &s->places) =
            (struct pdf_scrub_place){.name = arena_str(s->arena, str_of(pdf_to_name(ctx, key))),
                                     .place = pdf_keep_obj(ctx, pdf_dict_get_val(ctx, all, i))};
        pdf_dict_del(ctx, all, key);
        pdf_scrub_log(s, "PDF-111", STR("Dests"), 1);
    }
}

/* Dest or D that is such a name becomes the place itself. */
static void refer(struct pdf_scrub *s, pdf_obj *dictionary, const char *key)
{
    fz_context *ctx = s->ctx;
    pdf_obj *name = pdf_dict_gets(ctx, dictionary, key);
    struct str said = pdf_is_string(ctx, name) ? str_of(pdf_to_text_string(ctx, name))
                      : pdf_is_name(ctx, name) ? str_of(pdf_to_name(ctx, name))
                                               : (struct str){};

    for (uint32_t i = 0; said.n > 0 && i < s->places.n; i++) {
        pdf_obj *place = s->places.v[i].place;

        if (!str_eq(s->places.v[i].name, said)) {
            continue;
        }
        if (pdf_is_dict(ctx, place)) {
            place = pdf_dict_gets(ctx, place, "D");
        }
        if (place == NULL) {
            pdf_dict_dels(ctx, dictionary, key);
        } else {
            pdf_dict_puts(ctx, dictionary, key, place);
        }
        return;
    }
}

void pdf_echo_scrub(struct pdf_scrub *s, pdf_obj *dictionary)
{
    fz_context *ctx = s->ctx;

    if (s->cut->marks.n == 0 && s->cut->words.n == 0) {
        return;
    }
    if (s->places.n > 0) {
        refer(s, dictionary, "Dest");
        refer(s, dictionary, "D");
    }
    bool is_element = pdf_dict_gets(ctx, dictionary, "S") != NULL &&
                      pdf_is_dict(ctx, pdf_dict_gets(ctx, dictionary, "P"));
    bool is_bookmark = pdf_dict_gets(ctx, dictionary, "Title") != NULL &&
                       pdf_dict_gets(ctx, dictionary, "Parent") != NULL;

    if (is_element) {
        scrub_element(s, dictionary);
    }
    ask_all(s, dictionary, is_bookmark ? "Outlines" : NULL);
}

void pdf_echo_begin(struct pdf_scrub *s)
{
    struct pdf_cut *cut = s->cut;
    pdf_obj *root = pdf_dict_gets(s->ctx, pdf_trailer(s->ctx, s->doc), "Root");
    uint32_t left = MAX_NODES;
    uint32_t n = 0;

    for (uint32_t i = 0; i < cut->words.n; i++) {
        struct str word = pressed(s->arena, cut->words.v[i]);

        if (is_enough(word)) {
            cut->words.v[n++] = word;
        }
    }
    cut->words.n = MIN(n, (uint32_t)MAX_WORDS);
    if (n > 0) {
        qsort(cut->words.v, n, sizeof(cut->words.v[0]), by_length);
        walk_names(s, pdf_dict_getp(s->ctx, root, "Names/Dests"), 0, &left);
        take_keys(s, pdf_dict_gets(s->ctx, root, "Dests"));
    }
    if (cut->marks.n > 0) {
        qsort(cut->marks.v, cut->marks.n, sizeof(cut->marks.v[0]), by_mark);
    }
}

void pdf_echo_end(struct pdf_scrub *s)
{
    for (uint32_t i = 0; i < s->places.n; i++) {
        pdf_drop_obj(s->ctx, s->places.v[i].place);
    }
    s->places.n = 0;
}
