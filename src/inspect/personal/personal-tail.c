/*
 * Who is to do what stands before, and who wrote it: a family name in brackets.
 *
 *     ① 設問の見直し（石原）　② 会場の確保（中村）
 *     締切を延ばす（鈴木→各社へ連絡）
 *     （丸山）                       on a line by itself
 *
 * In brackets stand other words too, so that all who stand there on a line must be names, and one
 * of them for sure.
 */
#include "inspect/personal/personal-tail.h"

#include "inspect/personal/personal-later.h"
#include "inspect/personal/personal-walk.h"

enum { MOST_TAILS = 8, MOST_NAME = 4 };

struct tail {
    size_t beg, end;
    enum personal_weight weight;
    bool is_place;
};

/* A word in brackets that ends what stands before, or is before an arrow. */
static bool is_tail(const struct personal_text *t, size_t open, struct tail *ret)
{
    const uint16_t arrow = 0x2192;
    size_t beg = open + 1;
    size_t end = personal_run_end(t, beg, CHAR_KANJI, MOST_NAME + 1);

    if (end == beg || end - beg > MOST_NAME ||
        (open > 0 && (t->classes[open - 1] == CHAR_SPACE || t->classes[open - 1] == CHAR_DIGIT))) {
        return false;
    }
    *ret = (struct tail){.beg = beg, .end = end};
    if (personal_is_unit(t, end, arrow)) {
        return true;
    }
    return personal_is_class(t, end, CHAR_CLOSE) &&
           (end + 1 == t->n || t->classes[end + 1] == CHAR_SPACE);
}

/* Whether a line begins with the mark or the number of an item: ①, ・, 1, or is one in brackets. */
static bool is_of_items(const struct personal_text *t)
{
    size_t i = personal_run_end(t, 0, CHAR_SPACE, t->n);

    return i < t->n && (t->classes[i] == CHAR_OTHER || t->classes[i] == CHAR_DIGIT ||
                        t->classes[i] == CHAR_OPEN);
}

static void take(struct personal_scan *s, const struct tail *x)
{
    struct personal_hit hit = personal_seat_hit(s, x->beg, x->end, x->weight);

    personal_drop_later(s, &hit);
    personal_hit_units(s, hit.rule, x->beg, x->end);
    personal_remember(s, x->beg, x->end);
}

void personal_tail_line(struct personal_scan *s)
{
    const struct personal_text *t = &s->text;
    struct tail tails[MOST_TAILS];
    size_t n = 0;
    size_t sure = 0;
    size_t places = 0;

    if (!is_of_items(t) || memchr(t->folded.s.p, '(', t->folded.s.n) == NULL) {
        return;
    }
    for (size_t i = personal_next(t, 0, t->n, PERSONAL_WAKE_RUN); i < t->n && n < MOST_TAILS;
         i = personal_next(t, i + 1, t->n, PERSONAL_WAKE_RUN)) {
        if (t->classes[i] != CHAR_OPEN || !is_tail(t, i, &tails[n])) {
            continue;
        }
        struct tail *x = &tails[n];
        uint32_t flags = personal_word(t->u + x->beg, x->end - x->beg);

        x->weight = personal_weigh(s, x->beg, x->end);
        x->is_place = (flags & (WORD_PLACE | WORD_GREAT_PLACE)) != 0;
        if (x->weight < PERSONAL_WEIGHT_DOUBTFUL) {
            return;
        }
        sure += x->weight == PERSONAL_WEIGHT_SURE;
        places += x->is_place;
        n++;
    }
    bool is_list = n >= 2 && (sure > 0 || places == 0);

    if (n == 0 || !(is_list || sure == n)) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        take(s, &tails[i]);
    }
}
