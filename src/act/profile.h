/*
 * What one contract wants to be handed in: a profile (inspect/deliver/profile.h) of its own. The
 * nearest shipped one is proposed, with the limits that the contract's duties and deliverables say,
 * each with its sentence; a person confirms it by name. Packages are then made by it (package.h).
 */
#ifndef ACT_PROFILE_H
#define ACT_PROFILE_H

#include "act/act.h"
#include "pack/pack-profile.h"

struct contract_profile {
    int64_t id, version; /* 0 = none was confirmed yet */
    struct str base;     /* name of the shipped one it was made of */
    struct str text;
    struct str by; /* who confirmed it, and when */
    int32_t day;
    struct profile profile;   /* the text, read */
    struct pack_settings now; /* of the text */
    struct pack_settings
        found; /* in the contract, with the sentences; `id` of a source is a duty */
};

/*
 * The confirmed one. When there is none, or `base` names another shipped one to begin with, that
 * one's text with what was found put in. ERR_NOT_FOUND: no such base.
 */
int act_profile(struct act *act, int64_t contract, struct str base, struct contract_profile *ret,
                struct err *err) MUST_USE;

/* The confirmed one alone, for packing by it. ERR_NOT_FOUND. */
int act_profile_confirmed(struct act *act, int64_t contract, struct profile *ret,
                          struct err *err) MUST_USE;

struct profile_change {
    int64_t version; /* of the one that was shown; 0 = none */
    struct str base; /* of the one that was shown */
    struct str text; /* the whole of it; empty: the text that was shown, with the values below */
    struct str values[PACK_SETTINGS];
    struct str who;
};

/*
 * Confirms it. ERR_INVALID: no name of a person, or a line that is none of a profile; ERR_CONFLICT:
 * somebody else confirmed another one meanwhile.
 */
int act_profile_confirm(struct act *act, int64_t contract, const struct profile_change *change,
                        struct err *err) MUST_USE;

#endif
