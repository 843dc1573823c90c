/*
 * What a person must have decided before anything is packed. Decisions are found by rule, file and
 * place in a sorted list: a set may have many thousands of both.
 */
#ifndef PACK_PACK_GATE_H
#define PACK_PACK_GATE_H

#include "base/arena.h"
#include "pack/pack-input.h"

struct pack_gate {
    struct pack_decision **sorted; /* by rule, SHA-256, place; then as they were written */
    uint32_t count;
};

/* The decisions stay the caller's. */
void pack_gate_init(struct pack_gate *g, struct arena *a, struct pack_decisions *decisions);

/*
 * What lets the finding pass: a decision for its place, else for anywhere in the file; or NULL.
 * `sha256` empty: of the folder.
 */
struct pack_decision *pack_gate_find(const struct pack_gate *g, struct str sha256, struct str rule,
                                     struct str place);

/* Whether the rule was decided for the file, wherever it was. */
bool pack_gate_has(const struct pack_gate *g, struct str sha256, struct str rule);

#endif
