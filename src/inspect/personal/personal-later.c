/*
 * A list of bounded length in the order of the file. Of each word only the first few places are
 * kept: who reads them sees what to look for.
 */
#include "inspect/personal/personal-later.h"

enum {
    MOST = 512,       /* places */
    MOST_OF_WORD = 4, /* … of one word */
};

struct later {
    uint64_t word; /* its hash (personal-known.h) */
    struct str reads, place, prefix;
};

struct personal_later {
    struct later v[MOST];
    uint32_t n;
};

void personal_later_keep(struct found *f, const struct personal_scan *s,
                         const struct personal_hit *hit, struct str text, struct str place)
{
    struct personal *p = personal_state(f);
    uint32_t of_word = 0;

    if (p->later == NULL) {
        p->later = ARENA_NEW(f->arena, struct personal_later);
    }
    for (uint32_t i = 0; i < p->later->n; i++) {
        of_word += p->later->v[i].word == hit->word;
    }
    if (p->later->n == MOST || of_word >= MOST_OF_WORD) {
        return;
    }
    p->later->v[p->later->n++] =
        (struct later){.word = hit->word,
                       .reads = arena_str(f->arena, personal_source(s, text, hit)),
                       .place = arena_str(f->arena, place),
                       .prefix = f->prefix};
}

void personal_later_tell(struct found *f)
{
    struct personal *p = personal_state(f);
    struct str prefix = f->prefix;
    uint32_t kept = 0;

    for (uint32_t i = 0; p->later != NULL && i < p->later->n; i++) {
        const struct later *x = &p->later->v[i];

        if (personal_known_has(&p->known, x->word)) {
            f->prefix = x->prefix; /* it may have stood in another file of an archive */
            found_add(f, "PII-305", INSPECT_HEURISTIC, x->place, x->reads);
        } else {
            p->later->v[kept++] = *x;
        }
    }
    f->prefix = prefix;
    if (p->later != NULL) {
        p->later->n = kept;
    }
}
