/*
 * Brackets without a partner. Where the text may have been cut (a wrapped file, a page break) it
 * is damage of the file and no question to the issuer.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum { MOST_OPEN = 16, CHARS_AFTER = 60 };

struct opened {
    size_t at[MOST_OPEN];
    uint32_t cp[MOST_OPEN];
    int n;
};

static uint32_t partner(uint32_t close)
{
    switch (close) {
    case ')':
        return '(';
    case 0x300D:
        return 0x300C;
    case 0x300F:
        return 0x300E;
    case 0x3011:
        return 0x3010;
    case 0x3015:
        return 0x3014;
    default:
        return 0;
    }
}

static bool is_watched(uint32_t open)
{
    return open == '(' || open == 0x300C || open == 0x300E || open == 0x3010 || open == 0x3014;
}

/* 1) ア) a): a mark and no bracket, also in the middle of a sentence. */
static bool is_mark(struct str s, size_t close)
{
    size_t before = close == 0 ? 0 : char_before(s, close);
    enum char_class class = close == 0 ? CHAR_NONE : char_class_at(s, before);
    enum char_class earlier = char_class_before(s, before);

    return class == CHAR_DIGIT || ((class == CHAR_LATIN || class == CHAR_KATAKANA) &&
                                   earlier != CHAR_LATIN && earlier != CHAR_KATAKANA);
}

/* The first bracket without partner, or -1. */
static ptrdiff_t find_lone(struct str s, size_t from, bool *ret_is_close)
{
    struct opened open = {};

    for (size_t at = next_punctuation(s, from); at < s.n; at = next_punctuation(s, at)) {
        uint32_t cp;
        size_t beg = at;

        at += utf8_decode(s, at, &cp);
        if (is_watched(cp)) {
            if (open.n == MOST_OPEN) {
                return -1;
            }
            open.at[open.n] = beg;
            open.cp[open.n++] = cp;
        } else if (partner(cp) != 0) {
            if (open.n > 0 && open.cp[open.n - 1] == partner(cp)) {
                open.n--;
            } else if (cp == ')' && is_mark(s, beg)) {
                continue;
            } else {
                *ret_is_close = open.n == 0;
                return (ptrdiff_t)(open.n == 0 ? beg : open.at[open.n - 1]);
            }
        }
    }
    *ret_is_close = false;
    return open.n > 0 ? (ptrdiff_t)open.at[open.n - 1] : -1;
}

/* A file that breaks lines may have cut the paragraph before the bracket closed. */
static bool may_be_cut(const struct lint *l, uint32_t block, bool is_close)
{
    const struct block *b = &l->r->blocks.v[block];

    if (is_close) {
        return b->kind == BLOCK_CELL || char_class_at(b->t.s, b->body) == CHAR_HIRAGANA;
    }
    return !str_ends(b->t.s, STR("。"));
}

void lint_damage_bracket(struct lint *l)
{
    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct block *b = &l->r->blocks.v[i];
        bool is_close = false;

        if (l->r->parts.v[b->part].kind == PART_ANNEX) {
            continue;
        }
        ptrdiff_t lone = find_lone(b->t.s, b->body, &is_close);

        if (lone < 0 || may_be_cut(l, i, is_close)) {
            continue;
        }
        struct reg_src src = lint_around(l, b, (size_t)lone, (size_t)lone + 1, is_close ? 20 : 8,
                                         is_close ? 0 : CHARS_AFTER);

        lint_report(
            l, &(struct lint_say){
                   .src = src,
                   .confidence = LIKELY,
                   .why = is_close ? STR("閉じ括弧に対応する開き括弧がない")
                                   : STR("開き括弧に対応する閉じ括弧がない"),
                   .question = arena_printf(
                       l->r->arena, "%.*sの括弧が対応していません。括弧の位置をご教示ください。",
                       STR_ARG(lint_named(l, b, src.quote))),
               });
    }
}
