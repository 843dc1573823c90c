/*
 * What an item of the outline is called: its path (第2 3(1)), and its heading. Private to
 * outline.c.
 */
#ifndef SPEC_OUTLINE_HEADING_H
#define SPEC_OUTLINE_HEADING_H

#include "spec/reading.h"

/* The mark as it stands in the block, or as the document numbers it; folded. */
struct str outline_label(struct reading *r, const struct block *b);

/* The path of the item of a block under `parent`, a node: 3(2)⑤, 第4条. Arena memory. */
struct str outline_path(struct reading *r, uint32_t parent, const struct block *b);

/*
 * The heading of an item: a short text without a stop, or what stands before ： or a wide gap; ""
 * when it has none. *ret_beg, *ret_end: folded bytes in the block; the end also when it has none.
 */
struct str outline_heading(const struct reading *r, const struct block *b, size_t *ret_beg,
                           size_t *ret_end);

/* （趣旨） on the line above 第１条 is the article's heading: the node takes it. */
void outline_heading_above(const struct reading *r, struct node *n, struct block *above);

#endif
