/*
 * Where a line of running text goes on in the next one. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_SEAM_H
#define INSPECT_PERSONAL_SEAM_H

#include "inspect/personal/personal-look.h"

enum { PERSONAL_SEAM_HITS = 2 };

/* What the end of the line before says of the beginning of the next one: bytes of it, folded. */
struct personal_seam {
    size_t past; /* of what was told and lies across the seam; 0 = nothing */
    struct personal_hit hits[PERSONAL_SEAM_HITS]; /* numbers that words before the seam are of */
    size_t count;
};

/* Looks at the end of the line before with the beginning of this one, and tells what lies across.
 */
void personal_seam_look(struct found *f, struct personal_look *look, struct str line,
                        struct str place, struct personal_seam *ret);

/* The line, looked through and not told yet: with what the seam says of it. */
void personal_seam_line(struct personal_scan *s, const struct personal_seam *seam);

#endif
