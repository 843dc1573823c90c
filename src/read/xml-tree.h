/*
 * XML of a part as places in its bytes: which element begins and ends where, so that pieces can be
 * cut out and everything else stays as it was written, byte for byte.
 *
 * Nothing is decoded. A document type declaration, or tags that do not match, make it no tree.
 */
#ifndef READ_XML_TREE_H
#define READ_XML_TREE_H

#include "base/buf.h"
#include "base/vec.h"

enum { XML_TREE_MAX_DEPTH = 250, XML_TREE_NONE = 0 };

/* Node 0 is the document itself; offsets into the bytes. */
struct xml_node {
    uint32_t beg;                      /* of '<' */
    uint32_t head_end;                 /* past the '>' of the start tag */
    uint32_t tail_beg;                 /* of '</'; an empty element: as head_end */
    uint32_t end;                      /* past the element */
    uint32_t parent, child, next;      /* first child, next sibling; 0 = none */
    uint16_t name_bytes, prefix_bytes; /* name from beg + 1; prefix without its colon */
};

struct xml_tree {
    struct str bytes;
    VEC(struct xml_node) nodes;
};

/* A piece to be replaced, by nothing when `text` is empty. */
struct xml_edit {
    size_t beg, end;
    struct str text;
    uint32_t order; /* of making: at one place, the first made comes first */
};

struct xml_edits {
    struct arena *arena;
    VEC(struct xml_edit) list;
};

/* 0, or 1 when it is no tree. Arena memory. */
int xml_tree_parse(struct arena *a, struct str bytes, struct xml_tree *ret_tree) MUST_USE;

/* The same behind what stands before the document's element: a declaration of its type. */
int xml_tree_parse_from(struct arena *a, struct str bytes, size_t from,
                        struct xml_tree *ret_tree) MUST_USE;

/* The name without prefix. */
struct str xml_tree_name(const struct xml_tree *t, uint32_t node);
bool xml_tree_is(const struct xml_tree *t, uint32_t node, const char *local);

/* The next node in the order of the document that is not inside `node`; 0 = none. */
uint32_t xml_tree_past(const struct xml_tree *t, uint32_t node);

/* The first child of that local name, or 0. */
uint32_t xml_tree_child(const struct xml_tree *t, uint32_t node, const char *local);

/* Whether an element of that local name stands above the node; *ret (may be NULL) is it. */
bool xml_tree_is_in(const struct xml_tree *t, uint32_t node, const char *local, uint32_t *ret);

/* What stands between the tags. */
struct str xml_tree_inside(const struct xml_tree *t, uint32_t node);

/* The bytes between tags inside the element, one after the other, not decoded. */
void xml_tree_text(const struct xml_tree *t, uint32_t node, struct buf *out);

/* ---- attributes ---- */

struct xml_attr {
    size_t beg, end;  /* with the white space before it */
    struct str name;  /* with its prefix */
    struct str value; /* between the quotes, not decoded */
};

/* The attributes of a start tag one by one: *at is 0 at first; false at the end. */
bool xml_attr_next(struct str bytes, size_t tag_beg, size_t tag_end, size_t *at,
                   struct xml_attr *ret_attr);

/* The attribute of the element whose name without prefix is this; false = absent. */
bool xml_tree_attr(const struct xml_tree *t, uint32_t node, const char *local,
                   struct xml_attr *ret_attr);
/* Its value, or an empty text. */
struct str xml_tree_value(const struct xml_tree *t, uint32_t node, const char *local);
/* Whether a Word property is on: there, and not "0", "false", "off". */
bool xml_tree_is_on(const struct xml_tree *t, uint32_t node);

/* ---- edits ---- */

/* The bytes from beg up to end go. */
void xml_edit_cut(struct xml_edits *e, size_t beg, size_t end);
/* They become `text`, which must live until the edits are made; beg = end puts it in. */
void xml_edit_put(struct xml_edits *e, size_t beg, size_t end, struct str text);
/* The element goes, with all in it. */
void xml_edit_remove(struct xml_edits *e, const struct xml_tree *t, uint32_t node);
/* Its tags go, what is in it stays. */
void xml_edit_unwrap(struct xml_edits *e, const struct xml_tree *t, uint32_t node);

/*
 * The bytes with all edits made, in arena memory. An edit inside a piece that goes is dropped with
 * it.
 */
struct str xml_edits_apply(struct xml_edits *e, struct arena *a, struct str bytes);

#endif
