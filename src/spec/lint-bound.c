/*
 * Bounds: a value that falls in no case (未満 beside 超) or in two (以下 beside 以上), and limits
 * that are only approximate.
 *
 * Two bounds are held against each other when they stand in one paragraph or in items that follow
 * one another, and name the same number with the same unit.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum { WINDOW = 8, CAP_REACH = 90, LONGEST_UNIT = 12 };

struct bound {
    const struct lint_hit *hit;
    struct str value; /* "50名": number and unit as written */
    size_t beg;       /* of the value */
};

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || c == ',' || c == '.';
}

/* The number and unit before a bound word: "50名" before 未満, を超. False when there is none. */
static bool read_bound(const struct lint *l, const struct lint_hit *h, struct bound *ret)
{
    struct str s = l->r->blocks.v[h->block].t.s;
    size_t end = h->beg;

    if (end >= 3 && str_at(s, end - 3, STR("を"))) {
        end -= 3;
    }
    size_t at = end;

    while (at > 0 && end - at <= LONGEST_UNIT && !is_number_char(s.p[at - 1])) {
        size_t before = char_before(s, at);
        enum char_class class = char_class_at(s, before);

        if (class != CHAR_KANJI && class != CHAR_KATAKANA && class != CHAR_LATIN &&
            class != CHAR_OTHER) {
            return false;
        }
        at = before;
    }
    size_t unit = at;

    while (at > 0 && is_number_char(s.p[at - 1])) {
        at--;
    }
    if (at == unit || unit == end) {
        return false;
    }
    *ret = (struct bound){.hit = h, .value = str_sub(s, at, end), .beg = at};
    return true;
}

/* Same paragraph, or short items one after the other. */
static bool are_near(const struct lint *l, const struct lint_hit *a, const struct lint_hit *b)
{
    const struct block *x = &l->r->blocks.v[a->block];
    const struct block *y = &l->r->blocks.v[b->block];

    return a->block == b->block ||
           (x->table != 0 && x->table == y->table && x->col == y->col && y->row - x->row <= 1) ||
           (b->block - a->block <= 2 && x->marker.class != MARK_NONE &&
            x->marker.class == y->marker.class && x->t.s.n < 120 && y->t.s.n < 120);
}

static bool says(const struct bound *b, const char *word)
{
    return strcmp(b->hit->word->text, word) == 0;
}

static void report_pair(struct lint *l, const struct bound *a, const struct bound *b, bool gap)
{
    const struct block *x = &l->r->blocks.v[a->hit->block];
    const struct block *y = &l->r->blocks.v[b->hit->block];
    struct reg_src other = block_src(l->r, x, a->beg, a->hit->end);
    struct reg_src src = a->hit->block == b->hit->block
                             ? lint_around(l, x, a->beg, a->hit->end, 4, 20)
                             : lint_around(l, y, b->beg, b->hit->end, 4, 8);
    const char *where = gap ? "どちらの場合にも当たらない" : "両方の場合に当たる";

    lint_report(
        l, &(struct lint_say){
               .src = src,
               .other = &other,
               .confidence = gap ? DEFINITE : LIKELY,
               .why = arena_printf(l->r->arena, "ちょうど%.*sのときが%s", STR_ARG(a->value), where),
               .question = arena_printf(
                   l->r->arena, "%.*sについて、ちょうど%.*sの場合の取扱いをご教示ください。",
                   STR_ARG(lint_named(l, y, src.quote)), STR_ARG(a->value)),
           });
}

static bool is_bound_word(const struct lint_hit *h)
{
    return h->word->class == WORD_UNDER || h->word->class == WORD_OVER;
}

/* A third bound with the same value settles it: 50名未満, 50名, 50名を超える. */
static bool is_settled(const struct lint *l, const struct bound *a, const struct bound *b)
{
    struct str s = l->r->blocks.v[a->hit->block].t.s;
    int seen = 0;

    for (ptrdiff_t at = str_find(s, a->value, 0); at >= 0;
         at = str_find(s, a->value, (size_t)at + 1)) {
        seen += at == 0 || !is_number_char(s.p[at - 1]);
    }
    return seen > (a->hit->block == b->hit->block ? 2 : 1);
}

static void check_pairs(struct lint *l, bool want_gap)
{
    struct bound recent[WINDOW] = {};
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->hits.n; i++) {
        struct bound b;

        if (!is_bound_word(&l->hits.v[i]) || !read_bound(l, &l->hits.v[i], &b)) {
            continue;
        }
        for (uint32_t k = n > WINDOW ? n - WINDOW : 0; k < n; k++) {
            struct bound *a = &recent[k % WINDOW];
            bool gap = (says(a, "未満") && says(&b, "超")) || (says(a, "超") && says(&b, "未満"));
            bool overlap =
                (says(a, "以下") && says(&b, "以上")) || (says(a, "以上") && says(&b, "以下"));

            if ((want_gap ? gap : overlap) && str_eq(a->value, b.value) &&
                are_near(l, a->hit, b.hit) && !is_settled(l, a, &b)) {
                report_pair(l, a, &b, want_gap);
            }
        }
        recent[n++ % WINDOW] = b;
    }
}

void lint_bound_gap(struct lint *l)
{
    check_pairs(l, true);
}

void lint_bound_overlap(struct lint *l)
{
    check_pairs(l, false);
}

/* 約50万円（税込）を|上限: where the approximate amount starts, or 0 with ret false. */
static bool find_approximate(struct str s, size_t cap, size_t *ret_beg)
{
    static const char *const words[] = {"約", "概ね", "おおむね"};
    size_t low = cap > CAP_REACH ? utf8_floor(s, cap - CAP_REACH) : 0;
    size_t clause = lint_clause_beg(s, cap);
    struct str before = str_sub(s, MAX(low, clause), cap);

    for (size_t i = 0; i < COUNT(words); i++) {
        ptrdiff_t at = str_rfind(before, str_of(words[i]));
        size_t number = at < 0 ? 0 : (size_t)at + strlen(words[i]);

        number = skip_spaces(before, number);
        if (at < 0 || number >= before.n || before.p[number] < '0' || before.p[number] > '9') {
            continue;
        }
        /* The limit is that amount's: nothing but brackets, を and the like between. */
        struct str rest = str_sub(before, number, before.n);

        if (!str_has(rest, STR("、")) && (str_ends(rest, STR("を")) || str_ends(rest, STR("が")))) {
            *ret_beg = MAX(low, clause) + (size_t)at;
            return true;
        }
    }
    return false;
}

void lint_bound_approximate(struct lint *l)
{
    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        size_t beg;

        if (h->word->class != WORD_CAP || !find_approximate(b->t.s, h->beg, &beg)) {
            continue;
        }
        struct reg_src src = block_src(l->r, b, beg, h->end);

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .confidence = LIKELY,
                           .why = STR("上限とされる額が「約」で示され、定まらない"),
                           .question = arena_printf(
                               l->r->arena, "%.*sについて、上限となる正確な額をご教示ください。",
                               STR_ARG(lint_named(l, b, src.quote))),
                       });
    }
}
