/* What a person may have meant by a word that is not there: read for raed, --html for --htlm. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

/*
 * The best candidate so far. Begin with one that has `word` alone; offer each candidate; `best`
 * stays NULL when nothing is close enough. Words are borrowed.
 */
struct suggest {
    const char *word;
    const char *best;
    size_t best_length; /* of `best`, which may be a part of a longer text */
    int distance;
};

/* Offers the first `length` bytes of `candidate`. */
void suggest_offer(struct suggest *s, const char *candidate, size_t length);

/* Offers each word of "text|json|sarif". */
void suggest_offer_choices(struct suggest *s, const char *choices);

#endif
