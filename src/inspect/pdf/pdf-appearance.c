/*
 * A stream may be the look of several annotations: what one of them shows is shown. Words are the
 * strings of a stream, whatever its font makes of them: those of two looks of one annotation are
 * the same when they say the same.
 */
#include "inspect/pdf/pdf-appearance.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-lexer.h"
#include "inspect/pdf/pdf-remark.h"
#include "inspect/pdf/pdf-unpack.h"
#include "inspect/pdf/pdf-walk.h"
#include "read/pdf-mupdf.h"

enum {
    MAX_ANNOTATIONS = 10000, /* of a page */
    MAX_LOOKS = 20000,
    MAX_STATES = 100,
    MAX_BYTES = 1024 * 1024, /* of a look */
    MAX_WORDS = 4096,
    MANY_CODES = 6,
};

struct looks {
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    struct pdf_mupdf *pdf;
    uint8_t *is_shown; /* by object number */
    int room;
    int page;
    struct pdf_unshown_looks *found;
};

/* ---- words ---- */

static void add_words(struct looks *l, pdf_obj *stream, struct buf *words)
{
    fz_context *ctx = l->ctx;
    struct arena arena = {};
    fz_buffer *volatile content = NULL;

    fz_try(ctx)
    {
        struct pdf_lexer x = {.arena = &arena};
        unsigned char *data;
        enum pdf_word word;

        content = pdf_unpack_most(ctx, l->doc, stream, MAX_BYTES);
        size_t n = fz_buffer_storage(ctx, content, &data);

        pdf_lexer_start(&x, (struct str){.p = (const char *)data, .n = n});
        while ((word = pdf_lexer_next(&x)) != PDF_WORD_END && word != PDF_WORD_STRANGE) {
            if (word == PDF_WORD_STRING) {
                buf_add(words, x.text);
            }
        }
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, content);
        arena_done(&arena);
    }
    fz_catch(ctx)
    {
        return; /* damaged: nobody can read it */
    }
}

/* ---- looks ---- */

static bool is_look(struct looks *l, pdf_obj *stream)
{
    int number = pdf_to_num(l->ctx, stream);

    return pdf_is_stream(l->ctx, stream) && number > 0 && number < l->room;
}

/* The look that is shown; NULL: nobody can tell. */
static pdf_obj *shown_look(struct looks *l, pdf_obj *annotation)
{
    fz_context *ctx = l->ctx;
    pdf_obj *look = pdf_dict_getp(ctx, annotation, "AP/N");

    return pdf_is_stream(ctx, look)
               ? look
               : pdf_dict_get(ctx, look, pdf_dict_get(ctx, annotation, PDF_NAME(AS)));
}

/* Codes of a font, two bytes each, may be of any value: a tick is one of them. */
static bool says_something(struct str words)
{
    bool has_codes = false;

    for (size_t i = 0; i < words.n; i++) {
        has_codes |= words.p[i] >= '\0' && words.p[i] < ' ';
    }
    return has_codes ? words.n >= MANY_CODES : pdf_remark_says(words);
}

static void judge(struct looks *l, pdf_obj *look, struct str shown)
{
    struct buf words CLEANUP(buf_done) = {};

    if (!is_look(l, look) || l->is_shown[pdf_to_num(l->ctx, look)] != 0 ||
        l->found->v.n == MAX_LOOKS) {
        return;
    }
    buf_init(&words, MAX_WORDS);
    add_words(l, look, &words);
    if (says_something(buf_str(&words)) && !str_has(shown, buf_str(&words))) {
        *VEC_ADD(l->arena, &l->found->v) = (struct pdf_unshown_look){
            .number = pdf_to_num(l->ctx, look),
            .page = l->page,
            .words = utf8_find_bad(buf_str(&words)) < 0 ? arena_str(l->arena, buf_str(&words))
                                                        : (struct str){}};
    }
}

/* One look, or one for each state. */
static void judge_all(struct looks *l, pdf_obj *looks, struct str shown)
{
    if (pdf_is_stream(l->ctx, looks)) {
        judge(l, looks, shown);
        return;
    }
    for (int i = 0; i < MIN(pdf_dict_len(l->ctx, looks), MAX_STATES); i++) {
        judge(l, pdf_dict_get_val(l->ctx, looks, i), shown);
    }
}

static void take_annotation(struct looks *l, pdf_obj *annotation)
{
    static const char *const kinds[] = {"AP/N", "AP/D", "AP/R"};
    pdf_obj *look = shown_look(l, annotation);
    struct buf shown CLEANUP(buf_done) = {};

    if (look == NULL) {
        return;
    }
    buf_init(&shown, MAX_WORDS);
    if (is_look(l, look)) {
        add_words(l, look, &shown);
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        judge_all(l, pdf_dict_getp(l->ctx, annotation, kinds[i]), buf_str(&shown));
    }
}

/* Whether it has more looks than one. */
static bool has_more(fz_context *ctx, pdf_obj *annotation)
{
    pdf_obj *looks = pdf_dict_get(ctx, annotation, PDF_NAME(AP));

    return pdf_dict_len(ctx, looks) > 1 ||
           (!pdf_is_stream(ctx, pdf_dict_get(ctx, looks, PDF_NAME(N))) &&
            pdf_dict_len(ctx, pdf_dict_get(ctx, looks, PDF_NAME(N))) > 1);
}

static void note_shown(struct looks *l, pdf_obj *annotation)
{
    pdf_obj *look = shown_look(l, annotation);

    if (is_look(l, look)) {
        l->is_shown[pdf_to_num(l->ctx, look)] = 1;
    }
}

static void each_annotation(struct looks *l, int page, bool is_second)
{
    pdf_obj *all = pdf_dict_get(l->ctx, pdf_walk_page(l->ctx, l->doc, page), PDF_NAME(Annots));

    l->page = page;
    for (int i = 0; i < MIN(pdf_array_len(l->ctx, all), MAX_ANNOTATIONS); i++) {
        pdf_obj *annotation = pdf_array_get(l->ctx, all, i);

        if (!is_second) {
            note_shown(l, annotation);
        } else if (has_more(l->ctx, annotation)) {
            take_annotation(l, annotation);
        }
    }
}

void pdf_appearance_find(struct pdf_mupdf *pdf, struct arena *a, int pages,
                         struct pdf_unshown_looks *ret_looks)
{
    struct looks l = {.ctx = pdf_mupdf_context(pdf),
                      .doc = pdf_mupdf_document(pdf),
                      .arena = a,
                      .pdf = pdf,
                      .found = ret_looks};

    *ret_looks = (struct pdf_unshown_looks){};
    l.room = pdf_xref_len(l.ctx, l.doc);
    l.is_shown = ARENA_ARRAY(a, (size_t)l.room + 1, uint8_t);
    for (int pass = 0; pass < 2; pass++) {
        for (int page = 1; page <= pages && !pdf_mupdf_is_late(pdf); page++) {
            each_annotation(&l, page, pass > 0);
        }
    }
}
