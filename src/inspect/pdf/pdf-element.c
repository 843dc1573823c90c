/*
 * An element names its content by pages and marks (MCID) on them. Who blackens a page by drawing it
 * anew mostly leaves the elements alone: their words then stand for boxes, or for nothing.
 *
 * Words of pictures, drawings and fields say what cannot be read; only ActualText and E are asked
 * for then, or no words at all. The pages are gone through once, each for all elements that have
 * content there.
 */
#include "inspect/pdf/pdf-element.h"

#include "base/common.h"
#include "inspect/pdf/pdf-remark.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_PIECES = 100000, /* of content, of all elements */
    MAX_OF_ONE = 256,
    MAX_DEPTH = 8,
    MAX_PAGES = 200, /* gone through */
};

/* A piece of content that an element has. */
struct piece {
    int page; /* object number */
    uint32_t element;
    struct pdf_marked marked;
};

struct judge {
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    VEC(struct piece) pieces;
    bool is_doubtful; /* the element being taken has content that nobody can judge here */
    uint32_t taken;   /* pieces of it */
};

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The key under which a kind of element has words that stand for what is read in it; or NULL. */
static const char *key_of(fz_context *ctx, pdf_obj *element)
{
    static const char *const figures[] = {"Figure",   "Formula", "Form",   "Link",
                                          "Artifact", "Annot",   "Caption"};
    static const char *const texts[] = {
        "Span", "P",   "H",     "H1",    "H2",   "H3",        "H4",    "H5", "H6",    "TD",
        "TH",   "Lbl", "LBody", "Quote", "Note", "Reference", "Title", "Em", "Strong"};
    const char *kind = pdf_to_name(ctx, pdf_dict_get(ctx, element, PDF_NAME(S)));
    bool is_hollow = pdf_dict_get(ctx, element, PDF_NAME(K)) == NULL;
    bool is_figure = is_one_of(kind, figures, COUNT(figures)) && !is_hollow;

    return is_figure                                                              ? NULL
           : pdf_is_string(ctx, pdf_dict_get(ctx, element, PDF_NAME(ActualText))) ? "ActualText"
           : pdf_is_string(ctx, pdf_dict_get(ctx, element, PDF_NAME(E)))          ? "E"
           : (is_hollow || is_one_of(kind, texts, COUNT(texts))) &&
                   pdf_is_string(ctx, pdf_dict_get(ctx, element, PDF_NAME(Alt)))
               ? "Alt"
           : is_hollow && pdf_is_string(ctx, pdf_dict_get(ctx, element, PDF_NAME(T))) ? "T"
                                                                                      : NULL;
}

const char *pdf_element_key(fz_context *ctx, pdf_obj *dictionary)
{
    return pdf_is_name(ctx, pdf_dict_get(ctx, dictionary, PDF_NAME(S))) &&
                   pdf_is_dict(ctx, pdf_dict_get(ctx, dictionary, PDF_NAME(P)))
               ? key_of(ctx, dictionary)
               : NULL;
}

/* ---- content of elements ---- */

static void take_piece(struct judge *j, uint32_t element, pdf_obj *page, int id)
{
    int number = pdf_to_num(j->ctx, page);

    if (number <= 0 || j->pieces.n == MAX_PIECES || ++j->taken > MAX_OF_ONE) {
        j->is_doubtful = true;
        return;
    }
    *VEC_ADD(j->arena, &j->pieces) =
        (struct piece){.page = number, .element = element, .marked = {.id = id}};
}

static void take_kid(struct judge *j, uint32_t element, pdf_obj *kid, pdf_obj *page, int depth);

static void take_kids(struct judge *j, uint32_t element, pdf_obj *node, pdf_obj *page, int depth)
{
    fz_context *ctx = j->ctx;
    pdf_obj *own = pdf_dict_gets(ctx, node, "Pg");
    pdf_obj *kids = pdf_dict_get(ctx, node, PDF_NAME(K));

    page = own != NULL ? own : page;
    if (!pdf_is_array(ctx, kids)) {
        take_kid(j, element, kids, page, depth);
        return;
    }
    for (int i = 0; i < pdf_array_len(ctx, kids) && !j->is_doubtful; i++) {
        take_kid(j, element, pdf_array_get(ctx, kids, i), page, depth);
    }
}

/* An MCID, a reference to one, an element; anything else shows something by itself. */
static void take_kid(struct judge *j, uint32_t element, pdf_obj *kid, pdf_obj *page, int depth)
{
    fz_context *ctx = j->ctx;
    pdf_obj *id = pdf_dict_get(ctx, kid, PDF_NAME(MCID));
    pdf_obj *own = pdf_dict_gets(ctx, kid, "Pg");

    if (pdf_is_int(ctx, kid)) {
        take_piece(j, element, page, pdf_to_int(ctx, kid));
    } else if (pdf_is_int(ctx, id) && pdf_dict_gets(ctx, kid, "Stm") == NULL) {
        take_piece(j, element, own != NULL ? own : page, pdf_to_int(ctx, id));
    } else if (kid != NULL && depth < MAX_DEPTH && pdf_dict_get(ctx, kid, PDF_NAME(S)) != NULL) {
        take_kids(j, element, kid, page, depth + 1);
    } else {
        j->is_doubtful |= kid != NULL;
    }
}

static int by_place(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;

    return x->page != y->page ? (x->page > y->page) - (x->page < y->page)
                              : (x->marked.id > y->marked.id) - (x->marked.id < y->marked.id);
}

static int by_element(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;

    return (x->element > y->element) - (x->element < y->element);
}

/* ---- pages ---- */

/* What the pieces of one page show; false: nobody can tell. */
static bool look_at_page(struct judge *j, struct piece *pieces, uint32_t n)
{
    fz_context *ctx = j->ctx;
    struct pdf_marked *marked = ARENA_ARRAY(j->arena, n, struct pdf_marked);
    pdf_obj *page = pdf_new_indirect(ctx, j->doc, pieces[0].page, 0);
    volatile bool done = false;

    for (uint32_t i = 0; i < n; i++) {
        marked[i] = pieces[i].marked;
    }
    fz_try(ctx)
    {
        pdf_remark_look_at(ctx, j->doc, j->arena, page, marked, n);
        done = true;
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, page);
    }
    fz_catch(ctx)
    {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        pieces[i].marked = marked[i];
    }
    return done;
}

static void look_at_pages(struct judge *j)
{
    uint32_t pages = 0;

    for (uint32_t i = 0, n; i < j->pieces.n; i += n) {
        for (n = 1; i + n < j->pieces.n && j->pieces.v[i + n].page == j->pieces.v[i].page; n++) {
        }
        if (pages++ >= MAX_PAGES || !look_at_page(j, &j->pieces.v[i], n)) {
            for (uint32_t k = i; k < i + n; k++) {
                j->pieces.v[k].marked.is_doubtful = true;
            }
        }
    }
}

/* ---- judging ---- */

void pdf_element_judge(fz_context *ctx, pdf_document *doc, struct arena *a,
                       struct pdf_elements *all, struct pdf_elements *ret_unseen)
{
    struct judge j = {.ctx = ctx, .doc = doc, .arena = a};

    *ret_unseen = (struct pdf_elements){};
    for (uint32_t i = 0; i < all->v.n; i++) {
        struct pdf_element *e = &all->v.v[i];
        uint32_t before = j.pieces.n;

        e->key = key_of(ctx, e->object);
        e->text = e->key == NULL ? (struct str){}
                                 : arena_str(a, str_of(pdf_to_text_string(
                                                    ctx, pdf_dict_gets(ctx, e->object, e->key))));
        e->is_hollow = pdf_dict_get(ctx, e->object, PDF_NAME(K)) == NULL;
        j.is_doubtful = !pdf_remark_says(e->text);
        j.taken = 0;
        if (!j.is_doubtful && !e->is_hollow) {
            take_kids(&j, i, e->object, NULL, 0);
        }
        if (j.is_doubtful) {
            j.pieces.n = before;
        } else if (e->is_hollow) {
            *VEC_ADD(a, &ret_unseen->v) = *e;
        }
    }
    if (j.pieces.n == 0) {
        return;
    }
    qsort(j.pieces.v, j.pieces.n, sizeof(j.pieces.v[0]), by_place);
    look_at_pages(&j);
    qsort(j.pieces.v, j.pieces.n, sizeof(j.pieces.v[0]), by_element);
    for (uint32_t i = 0, n; i < j.pieces.n; i += n) {
        const struct pdf_element *e = &all->v.v[j.pieces.v[i].element];
        struct pdf_marked sum = j.pieces.v[i].marked;

        for (n = 1; i + n < j.pieces.n && j.pieces.v[i + n].element == j.pieces.v[i].element; n++) {
            pdf_remark_join(a, &sum, &j.pieces.v[i + n].marked);
        }
        if (pdf_remark_is_unseen(&sum, e->text) || pdf_remark_is_other(&sum, e->key, e->text)) {
            *VEC_ADD(a, &ret_unseen->v) = *e;
        }
    }
}
