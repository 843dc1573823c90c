/*
 * A list of bounded length in the order of the file. Of each word only the first few places are
 * kept: who reads them sees what to look for.
 */
#include "inspect/personal/personal-later.h"

enum {
    MOST = 512,       /* places */
    MOST_OF_WORD = 4, /* … of one word, by itself or in a seat */
};

struct personal_later {
    struct personal_kept v[MOST];
    uint32_t n;
};

struct personal_kept personal_later_of(const struct found *f, const struct personal_scan *s,
                                       const struct personal_hit *hit, struct str text,
                                       struct str place, const struct personal_seat *seat)
{
    return (struct personal_kept){.word = hit->word,
                                  .reads = personal_source(s, text, hit),
                                  .place = place,
                                  .prefix = f->prefix,
                                  .seat = seat,
                                  .is_sure = hit->is_sure};
}

void personal_later_put(struct found *f, const struct personal_kept *x)
{
    struct personal *p = personal_state(f);
    uint32_t of_word = 0;

    if (p->later == NULL) {
        p->later = ARENA_NEW(f->arena, struct personal_later);
    }
    for (uint32_t i = 0; i < p->later->n; i++) {
        const struct personal_kept *y = &p->later->v[i];

        of_word += y->word == x->word && y->seat == x->seat;
    }
    if (p->later->n < MOST && of_word < MOST_OF_WORD) {
        struct personal_kept *copy = &p->later->v[p->later->n++];

        *copy = *x;
        copy->reads = arena_str(f->arena, x->reads);
        copy->place = arena_str(f->arena, x->place);
    }
}

static void tell(struct found *f, const struct personal_kept *x)
{
    struct str prefix = f->prefix;

    f->prefix = x->prefix; /* it may have stood in another file of an archive */
    found_add(f, "PII-305", INSPECT_HEURISTIC, x->place, x->reads);
    f->prefix = prefix;
}

void personal_later_tell_one(struct found *f, const struct personal_kept *x)
{
    tell(f, x);
    if (x->reads.n > UTF8_MAX - 1) { /* one character is too little to go by */
        personal_known_add_hash(&personal_state(f)->known, x->word);
    }
}

void personal_later_settle(struct found *f, const struct personal_seat *seat)
{
    struct personal_later *later = personal_state(f)->later;
    uint32_t kept = 0;

    for (uint32_t i = 0; later != NULL && i < later->n; i++) {
        if (later->v[i].seat == seat && seat != NULL) {
            personal_later_tell_one(f, &later->v[i]);
        } else {
            later->v[kept++] = later->v[i];
        }
    }
    if (later != NULL) {
        later->n = kept;
    }
}

void personal_later_leave(struct found *f, const struct personal_seat *seat)
{
    struct personal_later *later = personal_state(f)->later;
    uint32_t kept = 0;

    for (uint32_t i = 0; later != NULL && i < later->n; i++) {
        struct personal_kept x = later->v[i];

        if (x.seat == seat) {
            x.seat = NULL;
        }
        if (x.seat != NULL || x.is_sure) {
            later->v[kept++] = x;
        }
    }
    if (later != NULL) {
        later->n = kept;
    }
}

void personal_later_tell(struct found *f)
{
    struct personal *p = personal_state(f);
    uint32_t kept = 0;

    for (uint32_t i = 0; p->later != NULL && i < p->later->n; i++) {
        const struct personal_kept *x = &p->later->v[i];

        if (x->is_sure && personal_known_has(&p->known, x->word)) {
            tell(f, x);
        } else {
            p->later->v[kept++] = *x;
        }
    }
    if (p->later != NULL) {
        p->later->n = kept;
    }
}
