/* The package of an office file: its parts and the relations between them. */
#ifndef INSPECT_OOXML_PART_H
#define INSPECT_OOXML_PART_H

#include "inspect/found.h"
#include "inspect/office/ooxml-kind.h"
#include "read/package-names.h"
#include "read/xml-walk.h"

struct ooxml_part {
    struct str name;
    struct str type; /* of the first relation that leads to it, its last word; or empty */
    uint32_t index;  /* in the package */
    bool is_used;    /* relations lead to it from the package */
    bool is_scanned; /* looked through for paths */
};

struct ooxml_relation {
    struct str source;           /* the part that has it: "word/document.xml"; "" = the package */
    struct str id, type, target; /* type: the last word of the URI; target: resolved, or as it is */
    bool is_external;
    uint32_t order;
};

struct ooxml {
    struct found *found;
    struct package package;
    struct arena *arena;
    enum ooxml_flavour flavour;
    struct str main; /* name of the main part */
    struct package_names names;
    VEC(struct ooxml_part) parts;         /* as the names */
    VEC(struct ooxml_relation) relations; /* by source, then as they stand */
};

/* Lists parts and relations and tells what the package itself gives away. */
void ooxml_open(struct ooxml *o);

/* OOX-212, ZIP-295: parts nobody leads to, names given twice, bytes outside of all entries. */
void ooxml_check_directory(struct ooxml *o, struct str bytes);

/* OOX-203, 209, 210, DOC-226: what relations lead out of the package. */
void ooxml_check_relations(struct ooxml *o);

/* The first part of the name, whatever its case, or NULL. */
struct ooxml_part *ooxml_part(const struct ooxml *o, struct str name);

/* The bytes of a part in arena memory; false when it is missing or could not be read (told). */
bool ooxml_bytes(struct ooxml *o, struct arena *a, struct str name, struct str *ret_bytes);

/* The same of a part at hand. */
bool ooxml_part_bytes(struct ooxml *o, struct arena *a, const struct ooxml_part *part,
                      struct str *ret_bytes);

/*
 * Walks the XML of a part, piece by piece; damage is told. Local paths in it are told on the way,
 * once for each part. False when there is no such part.
 */
bool ooxml_walk(struct ooxml *o, struct str name, const struct xml_handler *handler, void *user);

/*
 * Whether a part has namespaces of its own: custom XML, signatures, properties. In all others what
 * is of a namespace that is not of office documents is told as OOX-206.
 */
bool ooxml_has_own_namespaces(struct str name);

/* What the relation `id` of a part leads to, or an empty text. */
struct str ooxml_target(const struct ooxml *o, struct str source, struct str id);

/* What the first inner relation of a type leads to, or an empty text. */
struct str ooxml_target_of_type(const struct ooxml *o, struct str source, const char *type);

#endif
