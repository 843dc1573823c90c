/* What may be told of a text that must not leave. */
#ifndef INSPECT_MASK_H
#define INSPECT_MASK_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Letters and digits but the first of each word become '*' ('＊' when wide), so that a reader
 * knows which one is meant and learns nothing. One character alone is masked too.
 */
struct str mask_text(struct arena *a, struct str text);

#endif
