/*
 * The two sets that a contract asks for, made from a folder: what is not public and what is, apart
 * from each other and provably so, with forms filled in, the merged PDF, lists with SHA-256, and a
 * signature. All or nothing: the sets are made in a temporary folder beside their place, which is
 * renamed when all of it is there; nothing is ever overwritten.
 *
 *     OUT/manifest.json .sig       both sets, decisions: for the office
 *     OUT/1_非公表一式/            files, 目録.csv, manifest.json .sig
 *     OUT/2_公表用一式/            the same
 *     OUT/3_メール/                archives below the limit of a mail, when asked for
 */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include "inspect/deliver/deliver.h"
#include "pack/pack-input.h"
#include "pack/pack-profile.h"

struct pack_call {
    const struct profile *profile;
    const char *folder, *out;
    /* Files; NULL = none. */
    const char *facts, *rights, *decisions;
    const char *facts_hint; /* message id: where to write what the forms need; NULL: --facts */
    const struct personal_lists *lists; /* people, firms, words of the office; NULL = none */
    const char *key;                    /* where our key is; made when it is missing */
    struct str date;                    /* "2026-03-31": what the papers say; never the clock's */
    int32_t day;
    bool by_mail;
    /* Told while the folder is inspected (inspect.h). May be NULL. */
    void (*progress)(void *user, size_t done, size_t total, struct str path, int64_t left_ms);
    void *user;
};

/* A finding that stops the package: of C or H, and nobody has decided. */
struct pack_open {
    const struct inspect_finding *finding;
    struct str file, sha256; /* sha256 empty: of the folder */
};

struct pack_result {
    VEC(struct pack_open) open; /* not empty: nothing was made */
    uint32_t internal_files, public_files, mails;
    VEC(struct str) remarks; /* on files that were packed all the same: "report.pdf: …" */
    struct str key;          /* the public half, hexadecimal */
    struct str out;
};

enum pack_outcome { PACK_MADE = 0, PACK_IS_OPEN = 1 };

/*
 * Makes the package. PACK_IS_OPEN: findings are not decided, see ret_result->open. ERR_CONFLICT:
 * `out` is there, two files of one name; ERR_INVALID: a list is wrong, with its line; ERR_IO.
 */
int pack_make(struct arena *a, const struct pack_call *call, struct pack_result *ret_result,
              struct err *err) MUST_USE;

/* What a check of a package finds wrong; empty = all is as it was signed. */
struct pack_verified {
    VEC(struct str) faults;
    uint32_t files, sets;
    struct str key, date; /* the key it is signed with */
};

/* Checks a package, or one of its sets, without the net. Errors: no package, not readable. */
int pack_verify(struct arena *a, const char *folder, struct pack_verified *ret_verified,
                struct err *err) MUST_USE;

/* What is known of a contract when its folder of settings is made. */
struct pack_known {
    struct str title, buyer_office, source;
    VEC(struct str) deliverables;  /* as the specification names them */
    struct pack_sources sentences; /* duties and deliverables: limits are read from them */
};

/*
 * Makes a folder with a profile, the facts, and empty lists of rights and decisions, for a person
 * to fill in. ERR_CONFLICT when it is there.
 */
int pack_init(struct arena *a, const char *folder, const struct pack_known *known,
              struct err *err) MUST_USE;

#endif
