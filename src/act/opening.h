/* Opening documents: files in, a contract with its duties and clocks out. */
#ifndef ACT_OPENING_H
#define ACT_OPENING_H

#include "act/act.h"
#include "spec/compare.h"

enum opening_kind {
    OPENING_NEW,      /* a new contract */
    OPENING_SAME,     /* these very files are open already: nothing changes */
    OPENING_REVISION, /* another edition of a contract's document: shown, applied on confirmation */
};

struct opening_file {
    const char *path; /* on disk */
    struct str name;  /* as the person knows it */
};

struct opening {
    enum opening_kind kind;
    int64_t contract; /* SAME, REVISION: the contract; after applying: the new one */
    struct str title;
    struct reg reg;           /* what was read */
    const struct reg *before; /* REVISION: the register of what is in force */
    struct changes changes;   /* REVISION: against it */
    struct opening_file *files;
    size_t file_count;
    struct blob *blobs;                              /* the files, kept in the desk */
    int64_t duties_new, duties_changed, duties_gone; /* REVISION, counted before applying */
};

/*
 * Reads the files and finds out what they are to the desk; changes nothing but keeps the bytes.
 * contract: 0 = find it by title; else the contract they belong to.
 */
int act_opening_read(struct act *act, const struct opening_file *files, size_t count,
                     int64_t contract, struct opening *ret, struct err *err) MUST_USE;

/* Writes it: contract, documents, facts, duties, deliverables, findings, milestones, clocks. */
int act_opening_apply(struct act *act, struct opening *o, struct err *err) MUST_USE;

#endif
