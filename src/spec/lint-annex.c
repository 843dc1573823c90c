/*
 * The annex against the edition of it that is known: items left out, clauses that differ.
 * annex-known.c did the comparing; here is said what of it deserves a question.
 */
#include "spec/lint.h"

#include "base/utf8.h"

enum { SHOWN_BYTES = 60 };

/* Most items have the words of a known edition: only then does a missing one mean something. */
static bool is_known_text(const struct reg_annex *annex)
{
    uint32_t known = 0;

    for (uint32_t i = 0; i < annex->items.n; i++) {
        known += annex->items.v[i].known;
    }
    return known * 2 > annex->items.n;
}

void lint_annex_removed(struct lint *l)
{
    const struct reg_annex *annex = &l->r->reg->annex;

    if (!annex->present || annex->items.n == 0 || annex->items.v[0].src.file != l->r->file ||
        !is_known_text(annex)) {
        return;
    }
    struct reg_src first = annex->items.v[0].src;
    uint32_t end = (uint32_t)utf8_floor(l->r->doc->text, MIN(first.end, first.beg + SHOWN_BYTES));
    struct reg_src src = reading_src(l->r, first.beg, end);

    for (uint32_t i = 0; i < annex->removed.n; i++) {
        struct str id = annex->removed.v[i];

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = LIKELY,
                   .why = arena_printf(l->r->arena,
                                       "別記の項目%.*sが、既知の版（%.*s）にあるがこの文書にない",
                                       STR_ARG(id), STR_ARG(annex->closest)),
                   .question = arena_printf(
                       l->r->arena,
                       "情報セキュリティに関する事項の項目%.*sは、適用されないと解してよろしいで"
                       "しょうか。",
                       STR_ARG(id)),
               });
    }
}

/* The place of the words in 「」 of `difference` inside the item; its first words when not found. */
static struct reg_src differing_words(const struct lint *l, const struct reg_annex_item *item)
{
    struct str d = item->difference;
    ptrdiff_t open = str_find(d, STR("「"), 0);
    ptrdiff_t close = open < 0 ? -1 : str_find(d, STR("」"), (size_t)open);
    struct str text = str_sub(l->r->doc->text, item->src.beg, item->src.end);
    uint32_t shown = (uint32_t)MIN(item->src.end, item->src.beg + SHOWN_BYTES);

    if (close > open) {
        struct str words = str_sub(d, (size_t)open + strlen("「"), (size_t)close);
        ptrdiff_t at = str_find(text, words, 0);

        if (at >= 0) {
            uint32_t beg = item->src.beg + (uint32_t)at;

            return reading_src(l->r, beg, beg + (uint32_t)words.n);
        }
    }
    return reading_src(l->r, item->src.beg, (uint32_t)utf8_floor(l->r->doc->text, shown));
}

void lint_annex_difference(struct lint *l)
{
    const struct reg_annex *annex = &l->r->reg->annex;

    if (!annex->present || annex->items.n == 0 || annex->items.v[0].src.file != l->r->file ||
        !is_known_text(annex)) {
        return;
    }
    for (uint32_t i = 0; i < annex->items.n; i++) {
        const struct reg_annex_item *item = &annex->items.v[i];

        if (item->known || item->difference.n == 0) {
            continue;
        }
        struct reg_src src = differing_words(l, item);

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = LIKELY,
                   .why = arena_printf(
                       l->r->arena, "別記の項目%.*sが、既知の版（%.*s）と異なる。%.*s",
                       STR_ARG(item->id), STR_ARG(annex->closest), STR_ARG(item->difference)),
                   .question = arena_printf(
                       l->r->arena,
                       "情報セキュリティに関する事項の項目%.*s「%.*s」は、記載のとおりと解してよ"
                       "ろしいでしょうか。",
                       STR_ARG(item->id), STR_ARG(src.quote)),
               });
    }
}
