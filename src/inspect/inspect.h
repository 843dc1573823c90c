/*
 * What must not leave the office: files in, findings out. Each file is looked through in a confined
 * child (read/confine.h), several at a time; the parent takes length-checked answers only.
 *
 * A file is `inspected` only when all that this program knows to look for in its kind was looked
 * for. Whatever is less is `partial`, `unreadable` or `refused`, with the reason: never clean.
 */
#ifndef INSPECT_INSPECT_H
#define INSPECT_INSPECT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

enum inspect_severity { INSPECT_CRITICAL, INSPECT_HIGH, INSPECT_MEDIUM, INSPECT_LOW };

enum inspect_basis {
    INSPECT_PROVEN,     /* by the pixels of the page */
    INSPECT_STRUCTURAL, /* the file says so */
    INSPECT_HEURISTIC,  /* by the look of it: a person decides */
};

enum inspect_state { INSPECT_INSPECTED, INSPECT_PARTIAL, INSPECT_UNREADABLE, INSPECT_REFUSED };

/* What `itaku clean` does about what a rule finds. */
enum inspect_cleaning {
    INSPECT_TOLD,    /* nothing: a person mends it where the file was made */
    INSPECT_ASKED,   /* takes it out when told so (--yes RULE, --hidden, --tracked) */
    INSPECT_CLEANED, /* takes it out */
};

/* A rule; the texts are one line each. */
struct inspect_rule {
    const char *id;
    enum inspect_severity severity;
    enum inspect_cleaning cleaning;
    const char *clause;                  /* of the standard or law it is about; may be "" */
    const char *what_ja, *what_en;       /* what was found */
    const char *sees_ja, *sees_en;       /* what a person sees of it */
    const char *fix_ja, *fix_en;         /* what mends it */
    const char *example_ja, *example_en; /* what it may be in the papers of an office */
};

struct inspect_finding {
    const struct inspect_rule *rule;
    enum inspect_basis basis;
    /* "名簿!B3", "word/document.xml ¶12", "p3": the notation of the kind, in no language of the
     * screen, for a decision names it. */
    struct str place;
    struct str reads; /* what a machine reads, masked unless asked for; may be empty */
    uint32_t count;   /* how many such things the finding stands for, at least 1 */
};

struct inspect_file {
    struct str path;
    struct str sha256; /* hexadecimal; empty when the file could not be opened */
    struct str kind;   /* "docx", "pdf" …; empty = unknown */
    enum inspect_state state;
    struct str why; /* of a state other than inspected; in the language of the process */
    VEC(struct inspect_finding) findings;
};

struct inspect_report {
    VEC(struct inspect_file) files;
};

struct machine;
struct personal_lists;
struct profile;

struct inspect_options {
    bool reveal;                   /* do not mask what was found */
    bool thorough;                 /* try everything, not only what is suspicious */
    const struct machine *machine; /* checks of machine readability (machine.h); NULL = none */
    /* What is to be handed in (profile.h), NULL = not asked: its checks for the files with data. */
    const struct profile *profile;
    const struct personal_lists *lists; /* people, firms, words of the office; NULL = none */
    size_t folder_bytes; /* of paths, before the path in the folder; for the profile */
    int workers;         /* files at a time; 0 = as many as there are processors */
    /* Told after each file, when more than `slow_ms` have passed. May be NULL. */
    void (*progress)(void *user, size_t done, size_t total, struct str path, int64_t left_ms);
    void *user;
};

enum { INSPECT_MAX_FILES = 100000, INSPECT_SLOW_MS = 1000 };

/*
 * Inspects files, and the files in folders, in the order of their names. What concerns one file
 * is in its entry; ERR_LIMIT (too many files), ERR_NOT_FOUND (a path that is not there).
 */
int inspect_paths(struct arena *a, char *const *paths, int count,
                  const struct inspect_options *options, struct inspect_report *ret_report,
                  struct err *err) MUST_USE;

/* All rules, in the order of their ids (data/inspect/rules.txt). */
extern const struct inspect_rule inspect_rules[];
extern const size_t inspect_rule_count;

/* The rule of an id, or NULL. */
const struct inspect_rule *inspect_rule_find(const char *id);

/* "C", "H", "M", "L"; "proven" …; "inspected" …; "told", "asked", "cleaned" */
const char *inspect_severity_word(enum inspect_severity severity);
const char *inspect_basis_word(enum inspect_basis basis);
const char *inspect_state_word(enum inspect_state state);
const char *inspect_cleaning_word(enum inspect_cleaning cleaning);

#endif
