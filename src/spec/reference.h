/*
 * Cross references: what their scanners share. Private to src/spec.
 *
 * reference.c walks over every block and stops at characters that can begin a reference; the
 * scanners of the other files look there and fill a struct ref_hit:
 *     reference-number.c   第３条第２項, ２．(1), ①, 2)～17), 事項1)
 *     reference-near.c     前項, 同条, 上記…
 *     reference-ahead.c    次の…, 以下の…, 下記…
 *     reference-label.c    様式１, 別紙「…」, 「…」（別紙）, titles in 「」
 *     reference-outside.c  laws, standards, manuals, 仕様書, 契約書
 * reference-index.c answers which node, part or label carries a number or a name.
 */
#ifndef SPEC_REFERENCE_H
#define SPEC_REFERENCE_H

#include "spec/reading.h"

enum {
    REF_PATH_DEEPEST = 6,
    REF_LONGEST_NOUN = 24, /* characters of the words after 上記, 次の */
    /* How far a scanner looks inside one paragraph: keeps a huge one linear. */
    REF_NEAR_BYTES = 3000,
};

/* One step of a path: a mark, or a unit of a law text (項, 号) that has no mark class. */
enum ref_step_kind { STEP_MARK, STEP_PARAGRAPH, STEP_ITEM };

struct ref_step {
    enum ref_step_kind kind;
    enum marker_class class; /* of STEP_MARK */
    uint32_t ordinal;
    uint32_t iroha; /* place in イロハ when a kana is meant; 0 = none */
};

/* ２．(1)① */
struct ref_path {
    struct ref_step steps[REF_PATH_DEEPEST];
    uint8_t n;
    size_t beg, end; /* folded bytes */
};

/* A name → where it stands; sorted by hash and place. */
struct ref_name {
    uint64_t hash;
    uint32_t at; /* part, node or block, as the list says */
};

struct ref_names {
    VEC(struct ref_name) list;
};

/* A paragraph that says where forms can be had: 様式１から様式３までは、次の場所から入手 … URL */
struct ref_download {
    uint32_t block;
    uint32_t first, last; /* numbers of the forms it names; 0 = names none */
};

struct ref_index {
    struct reading *r;
    uint32_t *buckets; /* nodes by parent, kind of mark and ordinal: node + 1, 0 = none */
    uint32_t bucket_mask;
    uint32_t *next;               /* chain; slot nodes.n + i is node i under its second parent */
    uint32_t *roots;              /* root node by part */
    struct ref_names titles;      /* of parts, at = part */
    struct ref_names headings;    /* of nodes, at = node */
    struct ref_names labels;      /* of parts, at = part: 様式1 */
    struct ref_names label_items; /* of paragraphs that begin with a label, at = block */
    struct ref_names kinds;       /* of parts by kind: 仕様書, 契約書, 要領; at = part */
    VEC(struct ref_download) downloads; /* where forms can be had */
    bool has_forms;                     /* a part is a form */
    bool has_articles;                  /* numbers of 第n条 stand in the document */
};

/* Where a scanner looks. */
struct ref_at {
    struct ref_index *x;
    struct reading *r;
    uint32_t block;
    const struct block *b;
    struct str s;        /* folded text of the block */
    size_t sentence_end; /* of the sentence `pos` stands in */
    bool after_law;      /* the article named last belongs to a law outside */
};

/* What a scanner found. */
struct ref_hit {
    enum reference_way way;
    enum reference_outcome outcome;
    enum reg_reference_kind kind;
    size_t beg, end;             /* the expression, folded bytes */
    size_t quote_beg, quote_end; /* words to quote; both 0 = let the walker choose */
    struct str label, title;     /* as in struct reference */
    struct str target;           /* for the register */
    struct str note;
    uint32_t part, node, node_last, note_id, rival;
    bool silent; /* remembered as said before, not listed */
};

/* ---- reference-index.c ---- */

/* Builds the tables of one document; they live in the arena of the reading. */
void ref_index_build(struct ref_index *x, struct reading *r);

/* Hash of a name without spaces, in which 様式第１号 and 様式１ are one. */
uint64_t ref_name_hash(struct str name);

/* The entry of that name nearest to `near`, or REG_NO_INDEX. */
uint32_t ref_names_find(const struct ref_names *names, struct str name, uint32_t near);

/* The child of `parent` that a step names, nearest to `near`; REG_NO_INDEX = none. */
uint32_t ref_child(const struct ref_index *x, uint32_t parent, const struct ref_step *step,
                   uint32_t near);

/* The item a path leads to from `node` outwards to the root of its part; REG_NO_INDEX = none. */
uint32_t ref_resolve(const struct ref_index *x, uint32_t node, const struct ref_path *path);

/* The item a path leads to below `node` alone. */
uint32_t ref_resolve_below(const struct ref_index *x, uint32_t node, const struct ref_path *path);

/* The root node of a part. */
uint32_t ref_part_root(const struct ref_index *x, uint32_t part);

/* Folded text of the block a node stands in, after its mark; may be empty. */
struct str ref_node_text(const struct ref_index *x, uint32_t node);

/* ---- reference-number.c ---- */

/* A number, path, list or range of numbers that begins at `pos`. */
bool ref_scan_number(const struct ref_at *at, size_t pos, struct ref_hit *ret);

/* A path at `pos` (２．(1)①, 第３条第２項); false = none. No look at what follows. */
bool ref_read_path(struct str s, size_t pos, struct ref_path *ret);

/* ---- reference-near.c ---- */

/* 前項, 同条, 上記… at `pos`. False when a number or label behind 上記 says it. */
bool ref_scan_backward(const struct ref_at *at, size_t pos, struct ref_hit *ret);

/* ---- reference-ahead.c ---- */

/* 次の…, 以下の…, 下記… at `pos`. False for prose and lead-ins of the document. */
bool ref_scan_forward(const struct ref_at *at, size_t pos, struct ref_hit *ret);

/* ---- reference-label.c ---- */

/* 様式１, 別紙「…」 at `pos`. False where the label names what stands here. */
bool ref_scan_label(const struct ref_at *at, size_t pos, struct ref_hit *ret);
/* 「…」 at `pos` that names a part, a heading, a form or an outside text. */
bool ref_scan_title(const struct ref_at *at, size_t pos, struct ref_hit *ret);

/* 「…」 at `pos`: the byte after its 」 (nested ones skipped), or 0. */
size_t ref_quote_end(struct str s, size_t pos);

/* ---- reference-label-text.c ---- */

/* A label at `pos` (様式第１号, 別紙２, 別添様式): its end, or 0. */
size_t ref_read_label(struct str s, size_t pos);

/* First number in a label; 0 = none. */
uint32_t ref_label_number(struct str label);

/* 様式1～3, 様式1及び様式2, 様式１・２: the end of the last, given the end of the first. */
size_t ref_read_labels(struct str s, size_t end);

/* ---- reference-outside.c ---- */

/* 仕様書, 契約書, 要領 or an unquoted manual at `pos`, when the words behind point there. */
bool ref_scan_document(const struct ref_at *at, size_t pos, struct ref_hit *ret);
/* The last characters of the name of a law or rule at `pos`. */
bool ref_scan_law(const struct ref_at *at, size_t pos, struct ref_hit *ret);

/* Whether a quoted or bare title names a law, standard or manual by its last word. */
bool ref_is_outside_title(struct str title);

/* ---- reference-word.c ---- */

/*
 * Whether an address stands in the block or the `ahead` blocks after it; the block, or
 * REG_NO_INDEX.
 */
uint32_t ref_find_url(const struct reading *r, uint32_t block, uint32_t ahead);

/* Whether one of the words stands at `pos`; returns its bytes or 0. */
size_t ref_word_at(struct str s, size_t pos, const char *const *words, size_t n);

/*
 * The end of the words at `pos` up to a particle: 会場 of 上記会場での; and their last run of kanji,
 * katakana or letters: 対応案 of 提案や対応案.
 */
size_t ref_noun_end(struct str s, size_t pos);
struct str ref_head_noun(struct str s, size_t beg, size_t end);

/* The text of the block around `pos`, cut to what scanners may look at. */
struct str ref_before(struct str s, size_t pos);
struct str ref_behind(struct str s, size_t pos);

/* Start of the clause before `pos`: after the last 、。「（ or at most `most` characters back. */
size_t ref_clause_start(struct str s, size_t pos, size_t floor, unsigned most);

/* Text for the register: path of a node, or of its part, with a head where there is one. */
struct str ref_target_of_node(const struct ref_index *x, uint32_t node);
struct str ref_target_of_part(const struct ref_index *x, uint32_t part);

#endif
