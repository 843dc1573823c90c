/*
 * The parts of an office file being cleaned, and the relations between them: as the inspector finds
 * them (inspect/office/ooxml.c), names without regard to case, targets resolved against their
 * source.
 */
#ifndef CLEAN_OFFICE_PART_H
#define CLEAN_OFFICE_PART_H

#include "clean/cleaning.h"
#include "inspect/office/ooxml-kind.h"
#include "read/package-names.h"

struct office_part {
    struct str name; /* "word/document.xml" */
    uint32_t index;  /* in the package */
    bool is_gone, is_changed, is_used;
    struct str bytes; /* when is_changed */
};

struct office_relation {
    uint32_t rels;               /* the part that lists it */
    struct str source;           /* "word/document.xml"; "" = the package */
    struct str id, type, target; /* type: the last word of the URI; target: resolved, or as it is */
    struct str new_target;       /* in place of the old one; empty = as it is */
    bool is_external, is_gone;
    struct office_part *to; /* NULL = no such part, or external */
};

struct office {
    struct cleaning *c;
    struct arena *arena;
    struct package package;
    enum ooxml_flavour flavour;
    struct str main;      /* name of the main part */
    struct str main_type; /* its content type */
    struct str own_kind;  /* as it came; empty in a file in a file */
    struct str new_main_type;
    bool drops_titles; /* names of sheets or slides that go stand in docProps/app.xml too */
    struct package_names names;
    VEC(struct office_part) parts; /* as the names */
    VEC(struct office_relation) relations;
    struct office_found *found; /* the inspector's findings, when asked for */
    struct office_word *word;
    struct office_sheet *sheet;
    struct office_slide *slide;
    struct office_drawing *drawing;
};

/* Reads the parts of the package and the relations between them. */
int office_parts_read(struct office *o, struct err *err) MUST_USE;

/*
 * When relations are gone: all parts go that nothing else leads to, and those nobody uses
 * (OOX-212).
 */
void office_parts_drop(struct office *o);

/* The part of that name that is not gone, or NULL. */
struct office_part *office_part(const struct office *o, struct str name);

/* The bytes of a part as they are now, UTF-8 when they were UTF-16; false: damaged. */
bool office_bytes(struct office *o, struct arena *a, const struct office_part *part,
                  struct str *ret_bytes);

/* The same, gone or not. */
struct office_part *office_part_any(const struct office *o, struct str name);

/* Whether it is the list of content types. */
bool office_part_is_types(struct str name);

/* What an id leads to from a part; NULL = nothing. */
struct office_relation *office_relation(const struct office *o, struct str source, struct str id);

/* All relations of a type from a part ("" = from anywhere) go; how many did. */
uint32_t office_drop_type(struct office *o, struct str source, const char *type);

/* Whether relations of the part are gone. */
bool office_part_has_gone(const struct office *o, struct str source);

/* Whether the name begins and ends so, without regard to case. */
bool office_is_named(struct str name, const char *head, const char *tail);

#endif
