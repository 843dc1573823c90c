/*
 * Taking out what must not leave: files in, cleaned files in another folder. Each file is cleaned
 * in a confined child, the result is inspected in another one, and only then put in place. Nothing
 * is ever overwritten, and nothing is put in place in part.
 *
 * What a rule's `cleaning` says decides what goes: CLEANED always, ASKED when the options say so.
 */
#ifndef CLEAN_CLEAN_H
#define CLEAN_CLEAN_H

#include "base/stop.h"
#include "inspect/inspect.h"

/* Tracked changes: nothing is done before a person has chosen. */
enum clean_tracked { CLEAN_TRACKED_REFUSE, CLEAN_TRACKED_ACCEPT, CLEAN_TRACKED_REJECT };

/* Hidden text, sheets, rows, slides, shapes. */
enum clean_hidden {
    CLEAN_HIDDEN_BY_RULE, /* as each rule and --yes say */
    CLEAN_HIDDEN_REMOVE,
    CLEAN_HIDDEN_SHOW,
    CLEAN_HIDDEN_KEEP,
};

enum clean_state {
    CLEAN_CLEANED,   /* put in place; nothing remains that a person must decide */
    CLEAN_ALREADY,   /* there was nothing to take out: put in place as it is */
    CLEAN_REMAINS,   /* put in place; something remains that a person must decide */
    CLEAN_UNDECIDED, /* not put in place: a person must decide first */
    CLEAN_REFUSED,   /* not put in place: cleaning would break it, or the kind is not cleaned */
    CLEAN_FAILED,    /* not put in place: damaged, or the result did not pass */
};

struct clean_options {
    const char *out; /* the folder; made when it is missing; may be NULL with dry_run */
    bool dry_run;    /* everything but putting in place */
    enum clean_tracked tracked;
    enum clean_hidden hidden;
    const bool *yes; /* of each rule by its index in inspect_rules, or NULL */
    /* Asked between files whether to end: those not begun are left out. NULL: to the end. */
    const struct stop *stop;
    int workers; /* files at a time; 0 = as many as there are processors */
    /* Told after each file, when more than INSPECT_SLOW_MS have passed. May be NULL. */
    void (*progress)(void *user, size_t done, size_t total, struct str path, int64_t left_ms);
    void *user;
};

/* What was taken out of a file. */
struct clean_removed {
    const struct inspect_rule *rule;
    struct str place; /* a part or element, never what stood there */
    uint32_t count;
};

/* What is still in it. */
struct clean_left {
    const struct inspect_rule *rule;
    uint32_t count;
    struct str place; /* the first */
    struct str why;   /* it was not taken out; may be empty */
};

struct clean_file {
    struct str path;
    struct str out; /* the path it was put at; empty = not put in place */
    struct str kind;
    struct str sha256, out_sha256;
    enum clean_state state;
    struct str why;  /* of a state other than CLEANED, ALREADY; in the language of the process; of
                        REMAINS only when the file was not wholly looked through */
    struct str hint; /* what to do about it; may be empty */
    uint64_t bytes, out_bytes;
    VEC(struct clean_removed) removed;
    VEC(struct clean_left) left;
};

struct clean_report {
    VEC(struct clean_file) files;
    uint32_t unreached; /* further files, when it was told to end */
};

/*
 * Cleans files, and the files in folders, into options->out: a file goes to its name there, what a
 * folder holds to its path beneath that folder. What concerns one file is in its entry;
 * ERR_LIMIT (too many files), ERR_NOT_FOUND (a path that is not there), ERR_IO, ERR_DENIED (the
 * output folder).
 */
int clean_paths(struct arena *a, char *const *paths, int count, const struct clean_options *options,
                struct clean_report *ret_report, struct err *err) MUST_USE;

/* "OOX-207,DOC-222" or "all" as clean_options.yes, in arena memory. ERR_INVALID (no such rule). */
int clean_take_yes(struct arena *a, const char *rules, const bool **ret_yes,
                   struct err *err) MUST_USE;

/* Whether it finds what clean_options.hidden is about. */
bool clean_is_hidden_rule(const struct inspect_rule *rule);

/* "cleaned", "clean", "remains", "undecided", "refused", "failed" */
const char *clean_state_word(enum clean_state state);

#endif
