/*
 * The rules of style sheets, of SVG and HTML (CSS 2.1), by the element they are for. A rule whose
 * selector asks more than the element itself (combinators, states, media) may apply or not.
 */
#ifndef INSPECT_STYLE_SHEET_H
#define INSPECT_STYLE_SHEET_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum { STYLE_MAX_MATCHES = 64 };

/* A rule; its declarations as they stand there. */
struct style_rule {
    struct str key; /* of the last part: "#id", ".class" or "name"; "" = any */
    struct str declarations;
    uint32_t next; /* of the same place in the index; one more */
    uint8_t rank;  /* 3: id, 2: class, 1: name, 0: any */
    bool is_unsure;
};

struct style_sheet {
    struct arena *arena;
    VEC(struct style_rule) rules;
    uint32_t *index; /* of rules by the hash of their key; 0 = none, else one more */
    bool is_cut;     /* there were more rules than are kept */
};

/* Rules that may apply to an element. */
struct style_matches {
    uint32_t list[STYLE_MAX_MATCHES]; /* their indices, the weakest first */
    uint32_t n;
};

/* White space of CSS and HTML; that of XML has no form feed. */
static inline bool style_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* None yet; all memory is of the arena. */
void style_sheet_init(struct style_sheet *s, struct arena *a);

/* Adds the rules of a sheet. */
void style_sheet_add(struct style_sheet *s, struct str sheet);

/* The rules for an element of this name, id and classes (between blanks). */
void style_sheet_match(const struct style_sheet *s, struct str name, struct str id,
                       struct str classes, struct style_matches *ret);

#endif
