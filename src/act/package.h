/*
 * The sets that a contract asks for, made of the files that may leave (inspection.h): see
 * pack/pack.h. What was packed is kept as it is, so that it can be shown later what was handed in.
 */
#ifndef ACT_PACKAGE_H
#define ACT_PACKAGE_H

#include "act/act.h"

struct package {
    int64_t id, version, contract;
    struct str name, profile, key; /* key: the public half of ours, that it is signed with */
    uint8_t sha256[32];
    int64_t bytes, internal_files, public_files, mails;
    int32_t day;
};
struct package_list {
    VEC(struct package) v;
};

/* A profile to choose from: its name, what it is for, whether it is the usual one. */
struct package_profile {
    struct str name, title;
    bool is_default;
};
struct package_profiles {
    VEC(struct package_profile) v;
};

/* Where a rule stops the set: in a file or, with an empty file, in the set as a whole. */
struct package_open {
    int64_t number; /* in the list, from 1 */
    struct str file, place;
};
/* What one rule found, gravest rule first. */
struct package_open_rule {
    int64_t number; /* of its first place: names the rule in a form */
    struct str rule, what_ja, what_en, severity;
    uint32_t files;
    VEC(struct package_open) places;
};
struct package_open_list {
    VEC(struct package_open_rule) v;
    uint32_t count;         /* of all places */
    struct str seen;        /* names this very list */
    struct str rights_kept; /* SHA-256 of the ledger that came with the call; empty = none */
    /* What was to be let pass was not: what is missing, for the person; empty = all went in. */
    struct str why;
};

/* The one that was confirmed for the contract (profile.h). */
#define PACKAGE_OWN_PROFILE "contract"

struct package_call {
    int64_t contract;
    struct str profile;           /* name of a shipped one; PACKAGE_OWN_PROFILE = the contract's */
    struct str report_title;      /* 報告書の題名 */
    struct str contractor;        /* 受注事業者名 */
    struct str summary, keywords; /* 概要, キーワード: for 書誌情報 */
    int32_t day;                  /* CALENDAR_NONE = today */
    bool by_mail;
    struct str rights;      /* path of the ledger of rights (csv); empty = none, or as kept */
    struct str rights_kept; /* the one that came with an earlier form of the same list */
    /* What is let pass of the list `seen`: places in it, whole rules by the place of their first,
     * why, and by whom. It is recorded (allowance.h) whether the set can be made then or not. */
    struct str seen, reason, who;
    const int64_t *pass, *pass_rules;
    size_t pass_count, pass_rule_count;
};

enum package_outcome { PACKAGE_MADE = 0, PACKAGE_IS_OPEN = 1 };

/* The shipped profiles, in the order of their files. */
void act_package_profiles(struct act *act, struct package_profiles *ret);

/* Those of the contract that are not dropped, newest first. */
int act_packages(struct act *act, int64_t contract, struct package_list *ret,
                 struct err *err) MUST_USE;
int act_package(struct act *act, int64_t id, struct package *ret, struct err *err) MUST_USE;

/*
 * Makes the sets. PACKAGE_IS_OPEN: findings of the set are not decided, see *ret_open. ERR_INVALID:
 * no file, a file that may not leave yet, something missing for the forms; ERR_NOT_FOUND: an
 * unknown profile; ERR_CONFLICT: two files of one name, or files and decisions changed meanwhile;
 * ERR_LIMIT, ERR_IO.
 */
int act_package_make(struct act *act, const struct package_call *call,
                     struct package_open_list *ret_open, int64_t *ret_id, struct err *err) MUST_USE;

/* Takes the package off the list. */
int act_package_drop(struct act *act, int64_t id, int64_t version, struct err *err) MUST_USE;

#endif
