/*
 * Terms: words used as if they were defined, defined twice, of another kind of procurement, or out
 * of date.
 *
 * A word counts as defined where it stands in 「」 (以下「担当課」という。), is a label of its own
 * (担当課室：…), or is part of a name (文化財課担当課室 is no undefined word).
 */
#include "spec/lint.h"

#include "text/calendar.h"
#include "text/chars.h"

enum { MOST_TERMS = 32, HEAD_BLOCKS = 40 };

/* What is known of one role word or one body that points at itself. */
struct term_use {
    const char *word;
    const struct lint_hit *first; /* first use with definite force in the document's own text */
    bool defined;                 /* in the document's own text */
    bool introduced;              /* the document sets it up: 事務局を設置 */
};

struct term_uses {
    struct term_use list[MOST_TERMS];
    uint32_t n;
};

static struct term_use *use_of(struct term_uses *u, const char *word)
{
    for (uint32_t i = 0; i < u->n; i++) {
        if (strcmp(u->list[i].word, word) == 0) {
            return &u->list[i];
        }
    }
    if (u->n == MOST_TERMS) {
        return NULL;
    }
    u->list[u->n].word = word;
    return &u->list[u->n++];
}

static bool is_defined_here(struct str s, const struct lint_hit *h)
{
    bool quoted = h->beg >= 3 && str_at(s, h->beg - 3, STR("「")) && str_at(s, h->end, STR("」"));

    return quoted || str_at(s, h->end, STR(":")) || str_at(s, h->end, STR("とは"));
}

/* 事務局を設置, 事務局の運営, 事務局業務: the document says itself what it is. */
static bool is_set_up_here(struct str s, const struct lint_hit *h)
{
    static const char *const words[] = {"設置", "設け", "を置",   "開設",   "運営",  "業務",
                                        "機能", "体制", "となる", "として", "を務め"};
    struct str after = str_sub(s, h->end, h->end + 30);

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(after, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Part of a longer word or name: 運営事務局, 該当局, 担当課題. */
static bool is_in_a_name(struct str s, const struct lint_hit *h)
{
    enum char_class before = char_class_before(s, h->beg);
    enum char_class after = char_class_at(s, h->end);

    return before == CHAR_KANJI || before == CHAR_KATAKANA || before == CHAR_LATIN ||
           before == CHAR_CLOSE || after == CHAR_KANJI ||
           (h->beg >= 3 && str_at(s, h->beg - 3, STR("の")));
}

static bool has_definite_force(struct str s, const struct lint_hit *h)
{
    static const char *const particles[] = {"の", "に", "と", "へ", "が", "は", "から", "より"};

    for (size_t i = 0; i < COUNT(particles); i++) {
        if (str_at(s, h->end, str_of(particles[i]))) {
            return true;
        }
    }
    return false;
}

/* 担当課 is also found at the start of 担当課室: the longer word stands before it in the list. */
static bool is_start_of_longer(const struct lint *l, uint32_t hit)
{
    const struct lint_hit *h = &l->hits.v[hit];

    return hit > 0 && l->hits.v[hit - 1].block == h->block && l->hits.v[hit - 1].beg == h->beg &&
           l->hits.v[hit - 1].end > h->end;
}

static void collect_uses(struct lint *l, enum lint_word_class class, struct term_uses *u)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        struct term_use *use;

        if (h->word->class != class || is_start_of_longer(l, i) ||
            (use = use_of(u, h->word->text)) == NULL) {
            continue;
        }
        if (is_defined_here(b->t.s, h)) {
            use->defined = use->defined || !block_in_annex(l->r, b);
        } else if (is_in_a_name(b->t.s, h)) {
            use->introduced = true;
        } else if (class == WORD_ROLE && is_set_up_here(b->t.s, h)) {
            use->introduced = true;
        } else if (use->first == NULL && lint_is_own_text(l, b) && has_definite_force(b->t.s, h)) {
            use->first = h;
        }
    }
}

static void report_undefined(struct lint *l, const struct term_use *use, struct str why)
{
    const struct lint_hit *h = use->first;
    const struct block *b = &l->r->blocks.v[h->block];

    lint_report(l, &(struct lint_say){
                       .src = lint_around(l, b, h->beg, h->end, 10, 10),
                       .confidence = LIKELY,
                       .why = why,
                       .question = arena_printf(l->r->arena,
                                                "%.*sは、どの部署（者）を指すかご教示ください。",
                                                STR_ARG(lint_named(l, b, str_of(use->word)))),
                   });
}

void lint_term_undefined(struct lint *l)
{
    struct term_uses roles = {};
    struct term_uses bodies = {};
    const char *defined = NULL;

    collect_uses(l, WORD_ROLE, &roles);
    for (uint32_t i = 0; i < roles.n; i++) {
        const struct term_use *use = &roles.list[i];
        bool compound_only = strcmp(use->word, "事務局") != 0 || !use->introduced;

        if (use->first != NULL && !use->defined && compound_only) {
            report_undefined(
                l, use,
                arena_printf(l->r->arena,
                             "「%s」が定義されないまま特定の部署（者）として使われている",
                             use->word));
        }
    }
    collect_uses(l, WORD_DEIXIS, &bodies);
    for (uint32_t i = 0; i < bodies.n; i++) {
        defined = bodies.list[i].defined ? bodies.list[i].word : defined;
    }
    for (uint32_t i = 0; i < bodies.n && defined != NULL; i++) {
        const struct term_use *use = &bodies.list[i];

        if (use->first != NULL && !use->defined) {
            report_undefined(l, use,
                             arena_printf(l->r->arena,
                                          "「%s」が定義されていない（定義されているのは「%s」）",
                                          use->word, defined));
        }
    }
}

/* ---- defined twice ---- */

void lint_term_twice(struct lint *l)
{
    const struct reading *r = l->r;

    /* Neighbours only: a list of definitions is short, but a crafted one must not cost n². */
    for (uint32_t i = 0; i < r->definitions.n; i++) {
        const struct definition *d = &r->definitions.v[i];
        const struct block *b = &r->blocks.v[d->block];

        for (uint32_t k = i > 64 ? i - 64 : 0; k < i; k++) {
            const struct definition *before = &r->definitions.v[k];
            const struct block *other_block = &r->blocks.v[before->block];

            if (!str_eq(d->term, before->term) || d->meaning.n == 0 || before->meaning.n == 0 ||
                str_ends(d->meaning, before->meaning) || str_ends(before->meaning, d->meaning) ||
                b->part != other_block->part || block_in_annex(r, b)) {
                continue;
            }
            struct reg_src other = reading_src(r, before->beg, before->end);

            lint_report(
                l,
                &(struct lint_say){
                    .src = reading_src(r, d->beg, d->end),
                    .other = &other,
                    .confidence = LIKELY,
                    .why = arena_printf(r->arena,
                                        "「%.*s」が「%.*s」と「%.*s」の二つの意味で定められ"
                                        "ている",
                                        STR_ARG(d->term), STR_ARG(before->meaning),
                                        STR_ARG(d->meaning)),
                    .question = arena_printf(r->arena, "「%.*s」は、どちらの意味かご教示ください。",
                                             STR_ARG(d->term)),
                });
            break;
        }
    }
}

/* ---- words of another procurement ---- */

void lint_term_procurement(struct lint *l)
{
    const struct lint_hit *kind = NULL;

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];

        if (h->word->class == WORD_PROPOSAL && h->block < HEAD_BLOCKS && kind == NULL) {
            kind = h;
        }
        if (h->word->class != WORD_AWARD || kind == NULL || !lint_is_own_text(l, b) ||
            str_at(b->t.s, h->end, STR("方式"))) {
            continue;
        }
        struct reg_src other = block_src(l->r, &l->r->blocks.v[kind->block], kind->beg, kind->end);

        lint_report(
            l, &(struct lint_say){
                   .src = lint_around(l, b, h->beg, h->end, 8, 8),
                   .other = &other,
                   .confidence = LIKELY,
                   .why = arena_printf(l->r->arena, "%sの案件に、入札の用語「%s」が使われている",
                                       kind->word->detail, h->word->detail),
                   .question =
                       arena_printf(l->r->arena, "%.*sは、採択された者と解してよろしいでしょうか。",
                                    STR_ARG(lint_named(l, b, str_of(h->word->text)))),
               });
        return;
    }
}

/* ---- out of date ---- */

/* Bodies renamed and standards revised. `until` is the last day of the old name or edition. */
static const struct renamed {
    const char *word;    /* of lint-words.c */
    const char *edition; /* must stand within a few characters after it; "" = nothing */
    const char *until;
    const char *now;
} renamed[] = {
    {"内閣サイバーセキュリティセンター", "", "2025-06-30", "国家サイバー統括室"},
    {"統一基準", "平成30年度版", "2021-07-06", "令和3年度版"},
    {"統一基準", "令和3年度版", "2023-07-03", "令和5年度版"},
    {"統一基準", "令和5年度版", "2025-06-26", "令和7年度版"},
};

/* The day the document speaks from: its notice, else the start of its fiscal year. */
static int32_t document_day(const struct lint *l)
{
    if (l->notice_day != REG_NO_DAY) {
        return l->notice_day;
    }
    return l->fiscal_year > 0 ? calendar_fiscal_first(l->fiscal_year) : REG_NO_DAY;
}

static struct str close_words(struct lint *l, struct str s, size_t at)
{
    struct str near = str_sub(s, at, at + 60);
    char *out = arena_alloc(l->r->arena, near.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < near.n; i++) {
        if (near.p[i] != ' ') {
            out[n++] = near.p[i];
        }
    }
    return (struct str){.p = out, .n = n};
}

/* All of them are one finding, at the first: they come with one old edition of a text. */
void lint_term_renamed(struct lint *l)
{
    int32_t day = document_day(l);
    const struct lint_hit *first = NULL;
    struct str list = STR("");
    uint32_t seen = 0; /* bit per entry */

    for (uint32_t i = 0; i < l->hits.n && day != REG_NO_DAY; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];

        for (uint32_t k = 0; k < COUNT(renamed) && h->word->class == WORD_RENAMED; k++) {
            const struct renamed *x = &renamed[k];

            if (strcmp(x->word, h->word->text) != 0 || (seen & (1U << k)) ||
                day <= calendar_parse(str_of(x->until)) ||
                !str_has(close_words(l, b->t.s, h->end), str_of(x->edition))) {
                continue;
            }
            seen |= 1U << k;
            first = first == NULL ? h : first;
            list =
                arena_printf(l->r->arena, "%.*s%s「%s%s」（%sまで。現在は「%s」）", STR_ARG(list),
                             list.n > 0 ? "、" : "", x->word, x->edition, x->until, x->now);
        }
    }
    if (first == NULL) {
        return;
    }
    const struct block *b = &l->r->blocks.v[first->block];
    struct reg_src src = lint_around(l, b, first->beg, first->end, 0, 12);

    lint_report(
        l,
        &(struct lint_say){
            .src = src,
            .confidence = LIKELY,
            .why = arena_printf(l->r->arena, "改称・改定前の名称%.*sが使われている", STR_ARG(list)),
            .question = arena_printf(
                l->r->arena, "%.*sほか、%.*sは、現在の名称・版に読み替えてよろしいでしょうか。",
                STR_ARG(lint_named(l, b, src.quote)), STR_ARG(list)),
        });
}
