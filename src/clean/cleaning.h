/*
 * Inside src/clean: a file being cleaned, in the confined child, and the kinds of files that are.
 *
 * A cleaner takes out what its inspector reports by a rule for which cleaning_may() says yes, logs
 * each with cleaning_log(), and touches nothing else. The parent inspects the result again: a rule
 * that is always cleaned and that is still found makes the file fail, unless the cleaner said with
 * cleaning_kept() why it stays; one that was asked for is told then.
 */
#ifndef CLEAN_CLEANING_H
#define CLEAN_CLEANING_H

#include "base/buf.h"
#include "clean/clean.h"
#include "inspect/found.h"

enum {
    CLEANING_MAX_BYTES = 512 * 1024 * 1024, /* of the result */
    CLEANING_MAX_LOG = 5000,                /* entries of each list */
};

/* What a cleaner says; <0: err. ERR_UNSUPPORTED makes the file refused, others failed. */
enum cleaning_outcome {
    CLEANING_DONE = 0,      /* `out` holds the cleaned file */
    CLEANING_NOTHING = 1,   /* there is nothing to take out; `out` does not count */
    CLEANING_UNDECIDED = 2, /* cleaning_stop() said what a person must decide first */
};

struct cleaning {
    struct arena *arena;
    const struct clean_options *options;
    struct found found; /* for code of the inspector: ->pdf, ->jis; its findings are not used */
    struct str name;    /* of the file, without folder */
    struct str prefix;  /* of places: the file in the file; empty at the top */
    int depth;          /* 0 = the file itself */
    /* Cleans a file in the file (cleaners_run); NULL: none is cleaned. */
    int (*clean)(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
    struct str stop, stop_hint;
    struct str ending; /* the result's, when its kind changes ("docx"); empty = as it was */
    struct str kind;   /* of the result, as the inspector calls it; empty = not checked */
    VEC(struct clean_removed) removed;
    VEC(struct clean_left) kept;
};

struct cleaner {
    const char *kind;
    /* By the bytes, never by the name. */
    bool (*recognise)(struct str bytes);
    /* As enum cleaning_outcome; must be deterministic, and NOTHING for its own result. */
    int (*clean)(struct cleaning *c, struct str bytes, struct buf *out, struct err *err);
};

/* ---- what is asked for ---- */

/* Whether what this rule finds is to be gone from the result: taken out, or shown. */
bool cleaning_wants(const struct clean_options *options, const struct inspect_rule *rule);
bool cleaning_may(const struct cleaning *c, const char *id);

enum cleaning_choice { CLEANING_KEEP, CLEANING_REMOVE, CLEANING_SHOW };

/* What to do with something hidden that this rule finds: --hidden wins over the rule. */
enum cleaning_choice cleaning_hidden(const struct cleaning *c, const char *id);

/* What to do with tracked changes; --yes DOC-220 accepts them. */
enum clean_tracked cleaning_tracked(const struct cleaning *c);

/* ---- what is told ---- */

/* Something was taken out. The same rule and place counts on. */
void cleaning_log(struct cleaning *c, const char *id, struct str place, uint32_t count);

/* Something a person asked for, or a rule wants out, stays; `why` is a message, translated. */
void cleaning_kept(struct cleaning *c, const char *id, struct str place, uint32_t count,
                   const char *why);

/*
 * Nothing is put in place before a person decides: why, and the option to call with. Returns
 * CLEANING_UNDECIDED.
 */
int cleaning_stop(struct cleaning *c, const char *why, const char *hint);

/* ---- files in files ---- */

/* A file inside the file, at `place`, one level deeper; NOTHING beyond FOUND_MAX_DEPTH. */
int cleaning_member(struct cleaning *c, struct str bytes, struct str place, struct buf *out,
                    struct err *err) MUST_USE;

/* ---- cleaners.c ---- */

/* Before the child is confined: what cleaners need of the system for these bytes. */
int cleaners_prepare(struct cleaning *c, struct str bytes, struct err *err) MUST_USE;

/* Finds the cleaner of the bytes and runs it; NOTHING for a kind that has none. */
int cleaners_run(struct cleaning *c, struct str bytes, struct buf *out, struct err *err) MUST_USE;

/* ---- answer.c: the answer of the child ---- */

/*
 * Writes it behind the input of the shared file: outcome, log, and `out` when it is DONE. ERR_IO.
 */
int answer_write(int fd, const struct cleaning *c, int outcome, struct str input, struct str out,
                 struct err *err) MUST_USE;

/* Writes an error in place of the answer; <0: not even that. */
int answer_write_error(int fd, const struct err *why) MUST_USE;

/* What the child did, checked. */
struct answer {
    int outcome;        /* enum cleaning_outcome */
    uint64_t at, bytes; /* of the result in the shared file */
    struct str ending;  /* letters and digits only, as `kind` */
    struct str kind;
};

/* Takes the answer in; its log goes to *ret_file, what stays to its `left`. */
int answer_read(struct arena *a, int fd, struct answer *ret_answer, struct clean_file *ret_file,
                struct err *err) MUST_USE;

#endif
