/* Texts that say the same but for how they are spelt. */
#ifndef SPEC_COMPARE_NORMAL_H
#define SPEC_COMPARE_NORMAL_H

#include "base/arena.h"
#include "base/str.h"

/* The text as it is compared: orthography folded, spaces and commas left out. */
struct str compare_normal(struct arena *a, struct str text);

#endif
