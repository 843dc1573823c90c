/*
 * One party under a foreign name: 受託者 all through the text and 受注者 once, or 乙 in a paper that
 * defines 受注者. A word is foreign where the document defines another for that side, or uses
 * another nearly always; papers that mix words throughout are left alone.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    MOST_FOREIGN = 2, /* uses of a word that may be a slip */
    LEAST_USUAL = 4,  /* uses of the usual word, when it is defined */
    LEAST_HABIT = 5,  /* and for each use of the other when it is not */
};

struct party_word {
    const char *word;
    uint32_t uses;
    bool is_defined, is_buyer;
    const struct lint_hit *first; /* use */
};

/* Used as the one who does: a particle or a comma follows, no word leads into it. */
static bool is_use(struct str s, const struct lint_hit *h)
{
    static const char *const after[] = {"は", "が", "に",   "の",   "と",
                                        "へ", "、", "から", "より", "及び"};
    enum char_class before = char_class_before(s, h->beg);

    if (before == CHAR_KANJI || before == CHAR_KATAKANA || before == CHAR_LATIN ||
        before == CHAR_DIGIT) {
        return false;
    }
    if (strcmp(h->word->text, "甲乙") == 0) {
        return true;
    }
    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_at(s, h->end, str_of(after[i]))) {
            return true;
        }
    }
    return false;
}

static struct party_word *word_of(struct party_word *list, uint32_t *n, uint32_t most,
                                  const struct lint_word *w)
{
    for (uint32_t i = 0; i < *n; i++) {
        if (list[i].word == w->text) {
            return &list[i];
        }
    }
    if (*n == most) {
        return NULL;
    }
    list[*n] = (struct party_word){.word = w->text, .is_buyer = w->detail != NULL};
    return &list[(*n)++];
}

static bool is_defined(const struct lint *l, const char *word)
{
    for (uint32_t i = 0; i < l->r->definitions.n; i++) {
        if (str_eq(l->r->definitions.v[i].term, str_of(word))) {
            return true;
        }
    }
    return false;
}

static void report_foreign(struct lint *l, const struct party_word *x,
                           const struct party_word *usual)
{
    const struct block *b = &l->r->blocks.v[x->first->block];
    const struct block *u = &l->r->blocks.v[usual->first->block];
    struct reg_src src = lint_around(l, b, x->first->beg, x->first->end, 4, 12);
    struct reg_src other = lint_around(l, u, usual->first->beg, usual->first->end, 2, 8);

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "「%s」が定義なく使われている（ほかでは「%s」）",
                                   x->word, usual->word),
               .question = arena_printf(
                   l->r->arena, "%.*sの「%s」は、「%s」と同じ者と解してよろしいでしょうか。",
                   STR_ARG(lint_named(l, b, src.quote)), x->word, usual->word),
           });
}

static void check_side(struct lint *l, struct party_word *list, uint32_t n, bool is_buyer)
{
    const struct party_word *usual = NULL;

    for (uint32_t i = 0; i < n; i++) {
        list[i].is_defined = is_defined(l, list[i].word);
        if (list[i].is_buyer == is_buyer && list[i].first != NULL &&
            (usual == NULL || list[i].uses > usual->uses)) {
            usual = &list[i];
        }
    }
    if (usual == NULL || usual->uses < LEAST_USUAL) {
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct party_word *x = &list[i];

        bool both = strcmp(x->word, "甲乙") == 0 && strcmp(usual->word, "乙") == 0;

        if (x != usual && !both && x->is_buyer == is_buyer && x->first != NULL && !x->is_defined &&
            x->uses <= MOST_FOREIGN &&
            (usual->is_defined || usual->uses >= LEAST_HABIT * x->uses)) {
            report_foreign(l, x, usual);
        }
    }
}

void lint_party_foreign(struct lint *l)
{
    struct party_word list[24];
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        struct party_word *x;

        if (h->word->class != WORD_PARTY || !lint_is_own_text(l, b) || !is_use(b->t.s, h) ||
            (x = word_of(list, &n, COUNT(list), h->word)) == NULL) {
            continue;
        }
        x->uses++;
        if (x->first == NULL) {
            x->first = h;
        }
    }
    check_side(l, list, n, false);
    check_side(l, list, n, true);
}
