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
#include "inspect/finding.h"

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
    /* Told after each file, once more than INSPECT_SLOW_MS have passed. May be NULL. */
    void (*progress)(void *user, size_t done, size_t total, struct str path, int64_t left_ms);
    void *user;
};

enum { INSPECT_SLOW_MS = 1000 };

/*
 * Inspects files, and the files in folders, in the order of their names. What concerns one file
 * is in its entry; ERR_LIMIT (too many files), ERR_NOT_FOUND (a path that is not there).
 */
int inspect_paths(struct arena *a, char *const *paths, int count,
                  const struct inspect_options *options, struct inspect_report *ret_report,
                  struct err *err) MUST_USE;

#endif
