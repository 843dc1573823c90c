/*
 * One address with two numbers: 桜台1-2-3 here and 桜台1-3-2 there. Two that differ by more than two
 * digits, or are not of one length, are two places.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum { MOST_ADDRESSES = 64, LEAST_NAME = 5 /* characters of the name of a place */ };

struct address {
    uint32_t block;
    size_t beg, digits, end; /* 桜台|1-2-3| */
};

/* 1-2-3 at a digit: its end, 0 when it is no such number. */
static size_t lot_number(struct str s, size_t at)
{
    int parts = 0;

    for (;;) {
        size_t beg = at;

        while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') {
            at++;
        }
        if (at == beg || at - beg > 3) {
            return 0;
        }
        parts++;
        if (at + 1 >= s.n || s.p[at] != '-' || s.p[at + 1] < '0' || s.p[at + 1] > '9') {
            return parts >= 2 && parts <= 3 ? at : 0;
        }
        at++;
    }
}

static void report_address(struct lint *l, const struct reg_src *src, const struct reg_src *other,
                           const struct block *b)
{
    lint_report(
        l, &(struct lint_say){
               .src = *src,
               .other = other,
               .confidence = LIKELY,
               .why = arena_printf(l->r->arena, "所在地が「%.*s」と「%.*s」の二通りに書かれている",
                                   STR_ARG(other->quote), STR_ARG(src->quote)),
               .question = arena_printf(
                   l->r->arena,
                   "%.*sについて、別の箇所には「%.*s」とあります。どちらが正しいかご教示ください。",
                   STR_ARG(lint_named(l, b, src->quote)), STR_ARG(other->quote)),
           });
}

static void add_address(struct lint *l, struct address *list, uint32_t *n, struct address x)
{
    struct str s = l->r->blocks.v[x.block].t.s;
    struct str name = str_sub(s, x.beg, x.digits);

    for (uint32_t i = 0; i < *n; i++) {
        struct str t = l->r->blocks.v[list[i].block].t.s;
        struct str a = str_sub(t, list[i].digits, list[i].end);
        struct str b = str_sub(s, x.digits, x.end);

        if (!str_eq(str_sub(t, list[i].beg, list[i].digits), name) || a.n != b.n) {
            continue;
        }
        int differ = 0;

        for (size_t k = 0; k < a.n; k++) {
            differ += a.p[k] != b.p[k];
        }
        if (differ == 1 || differ == 2) {
            struct reg_src src = block_src(l->r, &l->r->blocks.v[x.block], x.beg, x.end);
            struct reg_src other =
                block_src(l->r, &l->r->blocks.v[list[i].block], list[i].beg, list[i].end);

            report_address(l, &src, &other, &l->r->blocks.v[x.block]);
        }
        return;
    }
    if (*n < MOST_ADDRESSES) {
        list[(*n)++] = x;
    }
}

void lint_same_address(struct lint *l)
{
    struct address list[MOST_ADDRESSES];
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->r->blocks.n && n < MOST_ADDRESSES; i++) {
        const struct block *b = &l->r->blocks.v[i];
        struct str s = b->t.s;

        if (!ftext_may_have(&b->t, STR("-")) || !lint_is_own_text(l, b)) {
            continue;
        }
        for (const char *p = memchr(s.p, '-', s.n); p != NULL;
             p = memchr(p + 1, '-', s.n - (size_t)(p + 1 - s.p))) {
            size_t digits = (size_t)(p - s.p);

            while (digits > 0 && s.p[digits - 1] >= '0' && s.p[digits - 1] <= '9') {
                digits--;
            }
            size_t beg = digits;
            size_t end = digits < (size_t)(p - s.p) ? lot_number(s, digits) : 0;

            while (char_class_before(s, beg) == CHAR_KANJI) {
                beg = char_before(s, beg);
            }
            if (end != 0 && char_count(str_sub(s, beg, digits)) >= LEAST_NAME) {
                add_address(l, list, &n, (struct address){i, beg, digits, end});
            }
        }
    }
}
