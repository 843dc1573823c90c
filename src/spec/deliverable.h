/*
 * What must be handed over: listed under 納入物, 成果物, 提出書類, and named as the object of 提出,
 * 納入, 送付, 作成. Private to src/spec.
 */
#ifndef SPEC_DELIVERABLE_H
#define SPEC_DELIVERABLE_H

#include "spec/label.h"

/* Blocks under 納入物, 提出書類 …, and when what they list is due. */
struct deliverable_section {
    uint32_t first, end;
    struct str due;
};

struct deliverable_maker {
    struct reading *r;
    uint32_t first;  /* entry of the register where those of this document begin */
    uint32_t listed; /* end of those that came from lists; they stand first */
    uint32_t *slots; /* hash table of names: entry + 1, 0 = free */
    uint32_t slot_count, used;
    VEC(struct deliverable_section) sections; /* in order */
};

/* ---- the lists and the sentences ---- */

/* Adds what the sections under 納入物 and 提出書類 list. */
void deliverable_find_lists(struct deliverable_maker *m);

/* Adds the objects of sentences that ask for something to be handed over. */
void deliverable_find_acts(struct deliverable_maker *m);

/* ---- adding ---- */

/* An entry to add: borrowed or arena text; empty = not stated. */
struct deliverable_item {
    struct str name, format, copies, due, conditions;
    struct reg_src src;
    bool is_listed; /* in a list: the same name again says nothing new */
    bool is_made;   /* only said to be made */
};

/* Adds the entry unless it is known. */
void deliverable_add(struct deliverable_maker *m, const struct deliverable_item *item);

/*
 * When what folded bytes beg..end of the block ask for is due, from the dates and rules of the
 * register: an ISO date, rule words, or empty.
 */
struct str deliverable_due(const struct reading *r, const struct block *b, size_t beg, size_t end);

/* The section a block stands in; NULL when it stands in none. */
const struct deliverable_section *deliverable_section_of(const struct deliverable_maker *m,
                                                         uint32_t block);

/* Copies of the group that an item of a section belongs to (報告書等 2式 above it); else empty. */
struct str deliverable_group_copies(const struct deliverable_maker *m, uint32_t block);

/* ---- words ---- */

/* "3部", "一式": the last in the text, *ret_beg where it stands; empty when there is none. */
struct str deliverable_copies(struct str text, size_t *ret_beg);

/* 実施報告書 電子媒体(Word形式) 1部, cut into its pieces; arena memory where words are joined. */
struct deliverable_item deliverable_parse(struct arena *a, struct str text);

/* Whether the noun phrase names a paper, a file or the like (…書, …表, …データ). */
bool deliverable_is_thing(struct str name);

/* Whether it is such a thing that many are made of (議事録, 資料, 記録). */
bool deliverable_is_common(struct str name);

/* Where the noun phrase that ends at byte `end` begins; 「…」 and （…） are passed whole. */
size_t deliverable_phrase_start(struct str s, size_t end);

/* Words about form found in the text: "Word形式、PDF形式"; empty when there is none. */
struct str deliverable_format(struct arena *a, struct str text);

#endif
