/*
 * Paragraphs into sentences: at 。 outside brackets. A paragraph whose brackets do not balance is
 * split at every 。 that no closing bracket follows, so that one lost bracket costs one sentence
 * and not the paragraph.
 */
#include "spec/reading.h"

#include "text/chars.h"

static void add_sentence(struct reading *r, uint32_t block, size_t beg, size_t end)
{
    struct str s = r->blocks.v[block].t.s;

    beg = skip_spaces(s, beg);
    while (end > beg && s.p[end - 1] == ' ') {
        end--;
    }
    if (end > beg) {
        *VEC_ADD(r->arena, &r->sentences) =
            (struct sentence){.block = block, .beg = (uint32_t)beg, .end = (uint32_t)end};
    }
}

static bool is_balanced(struct str s, size_t from)
{
    int depth = 0;

    for (size_t at = next_punctuation(s, from); at < s.n; at = next_punctuation(s, at)) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        depth += bracket_step(cp);
        depth = MAX(depth, 0);
    }
    return depth == 0;
}

static void split_block(struct reading *r, uint32_t index)
{
    struct block *b = &r->blocks.v[index];
    struct str s = b->t.s;
    size_t beg = b->body;
    int depth = 0;
    enum { UNKNOWN, BALANCED, UNBALANCED } balance = UNKNOWN; /* of the brackets of the paragraph */
    size_t body = beg;

    b->sentence_first = r->sentences.n;
    for (size_t at = next_punctuation(s, beg); at < s.n; at = next_punctuation(s, at)) {
        uint32_t cp;
        size_t next = at + utf8_decode(s, at, &cp);
        int step = bracket_step(cp);

        depth = MAX(depth + step, 0);
        /* No sentence starts with を: a stop before it lost its closing bracket. */
        bool is_stop = cp == 0x3002 && !str_at(s, next, STR("を"));

        if (is_stop && depth > 0 && balance == UNKNOWN) {
            balance = is_balanced(s, body) ? BALANCED : UNBALANCED;
        }
        if (is_stop &&
            (depth == 0 || (balance == UNBALANCED && char_class_at(s, next) != CHAR_CLOSE))) {
            add_sentence(r, index, beg, at);
            beg = next;
            depth = 0;
        }
        at = next;
    }
    add_sentence(r, index, beg, s.n);
    b->sentence_count = r->sentences.n - b->sentence_first;
}

void sentence_build(struct reading *r)
{
    for (uint32_t i = 0; i < r->blocks.n; i++) {
        split_block(r, i);
    }
}
