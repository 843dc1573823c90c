/*
 * A sentence into clauses, each with one predicate that can be checked by itself.
 * Private to src/spec.
 */
#ifndef SPEC_CLAUSE_H
#define SPEC_CLAUSE_H

#include "base/vec.h"
#include "spec/duty-words.h"

struct clause {
    uint32_t beg, end;        /* bytes of the text given, without the comma */
    uint8_t force;            /* enum force, also where it comes from a later clause */
    uint8_t how;              /* enum force_how */
    uint8_t joint;            /* enum joint to the next clause; JOINT_NONE for the last */
    bool in_bracket;          /* stands in brackets of the clause before it */
    bool is_exception;        /* starts with ただし */
    bool is_question;         /* …か */
    struct str predicate_end; /* the text up to its predicate, brackets after it left out */
};

struct clause_list {
    const struct duty_words *words; /* set by the first clause_split() */
    VEC(struct clause) all;
};

/* Adds the clauses of bytes beg..end of s to `list`, in the order of the text. */
void clause_split(struct arena *a, struct str s, uint32_t beg, uint32_t end,
                  struct clause_list *list);

#endif
