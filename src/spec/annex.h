/*
 * The security annex (情報セキュリティに関する事項): its items, its editions, its report form.
 * Private to src/spec.
 *
 * What the project holds of the annex is item ids, short titles of our own, kinds of evidence and
 * fingerprints (data/annex/). The text of an item always comes from the document that was read.
 */
#ifndef SPEC_ANNEX_H
#define SPEC_ANNEX_H

#include "base/buf.h"
#include "spec/reading.h"

/* What we know of an item whatever its edition; from data/annex/items.tsv. */
struct annex_known_item {
    const char *id;       /* "15-3-a" */
    const char *title;    /* our own short title, Japanese */
    const char *trigger;  /* when it binds: "always", "if cloud" … */
    const char *timing;   /* rule words, ';' between several; "" = none */
    const char *evidence; /* what proves it, our own words, Japanese */
};

extern const struct annex_known_item annex_known_items[];
extern const size_t annex_known_item_count;

/* Fingerprints of one item in one edition; from data/annex/fingerprints.tsv. */
struct annex_fingerprint {
    const char *edition; /* "R5", "R7" … */
    const char *id;
    uint16_t count;
    const uint64_t *clauses; /* hashes, in order */
};

extern const struct annex_fingerprint annex_fingerprints[];
extern const size_t annex_fingerprint_count;

/* A piece of text made comparable: orthography folded, each character with its source place. */
struct annex_text {
    VEC(uint32_t) cp;
    VEC(uint32_t) src;
};

/* A clause of it: between 、。（）「」 and the like. */
struct annex_clause {
    uint64_t hash;
    uint32_t beg, end; /* characters of the annex_text */
};

struct annex_clauses {
    VEC(struct annex_clause) list;
};

/*
 * Appends folded bytes beg..end of a block, with the writings that differ without meaning folded
 * (出来る/できる, 及び/および, 講じる/講ずる, 上記の有無, spaces) and converter tags (<p>) left out.
 */
void annex_text_add(struct reading *r, struct annex_text *t, const struct block *b, size_t beg,
                    size_t end);

/* Its clauses, those shorter than four characters joined to the one before. */
void annex_text_clauses(struct reading *r, const struct annex_text *t, struct annex_clauses *ret);

/* One item as it stands in the document. */
struct annex_item {
    struct str id;
    uint32_t node; /* REG_NO_INDEX for a bullet or a line of the form */
    uint32_t first_block;
    uint32_t text_beg, text_end; /* source bytes of its first paragraph's text */
    struct annex_text own;       /* its own paragraphs */
    struct annex_text all;       /* with everything below it */
};

struct annex_items {
    VEC(struct annex_item) list;
};

/* Lists the items of the annex part in order. */
void annex_collect(struct reading *r, uint32_t part, struct annex_items *ret);

/* The edition most of the items agree with, or NULL; sets known and difference of each entry. */
void annex_identify(struct reading *r, const struct annex_items *items);

/* Holds the report form against the annex, item by item; differences become findings. */
void annex_compare_form(struct reading *r, const struct annex_items *items, uint32_t form_part);

/* Appends one line an item, id and hashes, for data/annex/fingerprints.tsv. */
void annex_print_fingerprints(struct reading *r, struct buf *out);

/* Reads annex and form into r->reg->annex. After sentence_build. */
void annex_build(struct reading *r);

#endif
