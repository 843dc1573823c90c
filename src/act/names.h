/*
 * The names of a contract: who is found in every file that comes in (the roster and the parties),
 * who may stand in what is handed in, words that are for the office only. Files are looked through
 * with them (look.h), and the sets are made by them (package.h).
 */
#ifndef ACT_NAMES_H
#define ACT_NAMES_H

#include "act/act.h"
#include "inspect/personal/personal-list.h"

struct contract_names {
    int64_t id, version;              /* 0 = none were written yet */
    struct str lists[PERSONAL_LISTS]; /* as they were typed: one a line, or pasted from a sheet */
    uint32_t counts[PERSONAL_LISTS];  /* entries in each */
    struct str by;                    /* who signed, and when */
    int32_t day;
};

/* As they were typed; empty while nobody wrote any. */
int act_names(struct act *act, int64_t contract, struct contract_names *ret,
              struct err *err) MUST_USE;

/* For inspecting; NULL when there are none. */
int act_names_lists(struct act *act, int64_t contract, const struct personal_lists **ret,
                    struct err *err) MUST_USE;

struct names_change {
    int64_t version; /* of those that were shown; 0 = none */
    struct str lists[PERSONAL_LISTS];
    struct str who;
};

/*
 * Puts them in the place of what was there. ERR_INVALID: no name of a person, a list of which no
 * line is a name; ERR_CONFLICT: somebody else changed them meanwhile.
 */
int act_names_save(struct act *act, int64_t contract, const struct names_change *change,
                   struct err *err) MUST_USE;

#endif
