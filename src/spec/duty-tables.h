/*
 * What the tables of words behind duty-words.h are made with. Private to the files of those tables.
 */
#ifndef SPEC_DUTY_TABLES_H
#define SPEC_DUTY_TABLES_H

#include "spec/duty-words.h"
#include "spec/word-chain.h"

#define W(literal)                                                                                 \
    {                                                                                              \
        .p = literal, .n = sizeof(literal) - 1                                                     \
    }
#define LIST(array)                                                                                \
    {                                                                                              \
        .words = array, .count = COUNT(array)                                                      \
    }

struct duty_words {
    struct word_chain endings, joints;
};

/* Chain the tables of the endings and of the joints; they are static. */
void duty_endings_chain(struct word_chain *chain, struct arena *a);
void duty_joints_chain(struct word_chain *chain, struct arena *a);

#endif
