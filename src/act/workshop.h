/*
 * A folder of the desk for work that needs files: cleaning, packing. It lies under DESK/uploads and
 * is gone, with all that is in it, when the work is over.
 */
#ifndef ACT_WORKSHOP_H
#define ACT_WORKSHOP_H

#include "act/act.h"

#define WORKSHOP_PREFIX "work-" /* of the names of such folders */

struct workshop {
    struct arena *arena;
    const char *folder; /* NULL = none */
};

/* Removes what a program that was stopped left in the desk at `folder`; nobody else has it open. */
void workshop_sweep(const char *folder);

/* Makes the folder. ERR_IO. */
int workshop_open(struct workshop *w, struct act *act, struct err *err) MUST_USE;
void workshop_clear(struct workshop *w);

/* A path in it, in arena memory. */
struct str workshop_path(const struct workshop *w, const char *name);
/* A folder in it; returns its path. ERR_IO. */
int workshop_folder(struct workshop *w, const char *name, struct str *ret_path,
                    struct err *err) MUST_USE;

/*
 * Puts the bytes of a blob at `folder`/`name`; a name that is no plain one becomes "file".
 * ERR_CONFLICT: there is one.
 */
int workshop_fetch(struct act *act, struct str folder, struct str name, const uint8_t sha256[32],
                   struct str *ret_path, struct err *err) MUST_USE;

#endif
