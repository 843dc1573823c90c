/*
 * Annex text made comparable. Two writings of one clause must give one hash; two clauses that
 * mean different things must not. So only writings on the list below are folded, nothing else.
 */
#include "spec/annex.h"

#include "text/chars.h"

enum { SHORTEST_CLAUSE = 4 };

/* Writings that differ without meaning; the left one becomes the right one. */
#define WRITING(from, to)                                                                          \
    {                                                                                              \
        STR_IN_TABLE(from), STR_IN_TABLE(to)                                                       \
    }

static const struct {
    struct str from, to;
} writings[] = {
    WRITING("あつて", "あって"),   WRITING("出来", "でき"),       WRITING("および", "及び"),
    WRITING("または", "又は"),     WRITING("講じる", "講ずる"),   WRITING("併せて", "あわせて"),
    WRITING("上記", ""),           WRITING("あたり", "当たり"),   WRITING("あたって", "当たって"),
    WRITING("ならびに", "並びに"), WRITING("予め", "あらかじめ"), WRITING("全て", "すべて"),
    WRITING("かかわる", "係る"),   WRITING("関わる", "係る"),     WRITING("ように", "よう"),
    WRITING("あつた", "あった"),
};

static void add_character(struct reading *r, struct annex_text *t, uint32_t cp, uint32_t src)
{
    *VEC_ADD(r->arena, &t->cp) = cp;
    *VEC_ADD(r->arena, &t->src) = src;
}

/* Length of a converter tag (<p>, </li>, <ol style="…">) at `at`, or 0. */
static size_t tag_bytes(struct str s, size_t at)
{
    if (s.p[at] != '<' || at + 1 >= s.n ||
        (s.p[at + 1] != '/' && char_class_at(s, at + 1) != CHAR_LATIN)) {
        return 0;
    }
    ptrdiff_t close = str_find(s, STR(">"), at);

    return close < 0 || (size_t)close - at > 120 ? 0 : (size_t)close + 1 - at;
}

/* Whether a writing can begin with the character. */
static bool may_be_writing(uint32_t cp)
{
    switch (cp) {
    case U'あ':
    case U'お':
    case U'か':
    case U'な':
    case U'ま':
    case U'よ':
    case U'上':
    case U'予':
    case U'併':
    case U'全':
    case U'出':
    case U'講':
    case U'関':
        return true;
    default:
        return false;
    }
}

static bool fold_writing(struct reading *r, struct annex_text *t, const struct block *b, size_t *at)
{
    for (size_t i = 0; i < COUNT(writings); i++) {
        struct str from = writings[i].from;
        struct str to = writings[i].to;

        if (b->t.s.p[*at] != from.p[0] || !str_at(b->t.s, *at, from)) {
            continue;
        }
        for (size_t k = 0; k < to.n;) {
            uint32_t cp;

            k += utf8_decode(to, k, &cp);
            add_character(r, t, cp, b->t.src[*at]);
        }
        *at += from.n;
        return true;
    }
    return false;
}

void annex_text_add(struct reading *r, struct annex_text *t, const struct block *b, size_t beg,
                    size_t end)
{
    struct str s = b->t.s;

    for (size_t at = beg; at < end;) {
        size_t tag = tag_bytes(s, at);

        if (tag > 0) {
            at += tag;
            continue;
        }
        uint32_t cp;
        size_t n = utf8_decode(s, at, &cp);

        if (may_be_writing(cp) && fold_writing(r, t, b, &at)) {
            continue;
        }
        if (cp != ' ') {
            add_character(r, t, cp == '~' ? '-' : cp, b->t.src[at]);
        }
        at += n;
    }
}

static bool ends_clause(uint32_t cp)
{
    return cp == 0x3001 || cp == 0x3002 || cp == ',' || cp == '.' || bracket_step(cp) != 0;
}

void annex_text_clauses(struct reading *r, const struct annex_text *t, struct annex_clauses *ret)
{
    uint64_t hash = STR_HASH_OF_NOTHING;
    uint32_t beg = 0;
    uint32_t length = 0;

    *ret = (struct annex_clauses){};
    for (uint32_t i = 0; i <= t->cp.n; i++) {
        bool at_end = i == t->cp.n;

        if (!at_end && !ends_clause(t->cp.v[i])) {
            hash = str_hash_add(hash, t->cp.v[i]);
            length++;
            continue;
        }
        if (length >= SHORTEST_CLAUSE || (at_end && length > 0)) {
            *VEC_ADD(r->arena, &ret->list) =
                (struct annex_clause){.hash = hash, .beg = beg, .end = i};
            hash = STR_HASH_OF_NOTHING;
            length = 0;
            beg = i + 1;
        }
    }
}
