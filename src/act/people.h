/*
 * People of a contract by name, to choose from where somebody signs: who signed for it before, who
 * owns duties, who stands on the list of people that files are looked through for.
 */
#ifndef ACT_PEOPLE_H
#define ACT_PEOPLE_H

#include "act/act.h"

enum { PEOPLE_MOST = 60 };

struct people {
    VEC(struct str) v; /* different names, who signed before first */
};

/* At most PEOPLE_MOST of them, in the arena of the act. */
int act_people(struct act *act, int64_t contract, struct people *ret, struct err *err) MUST_USE;

#endif
