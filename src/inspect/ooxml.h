/*
 * Office files (docx, xlsx, pptx with their macro and template kinds): the package, its relations,
 * and what all kinds have in common. The kinds' own parts are in ooxml-word.c, ooxml-sheet.c and
 * ooxml-slide.c.
 */
#ifndef INSPECT_OOXML_H
#define INSPECT_OOXML_H

#include "inspect/found.h"
#include "read/package.h"
#include "read/xml-walk.h"

enum ooxml_flavour { OOXML_WORD, OOXML_SHEET, OOXML_SLIDE };

struct ooxml_part {
    struct str name;
    uint32_t index; /* in the package */
    bool is_used;   /* a relation leads to it */
};

struct ooxml_relation {
    struct str source; /* the part that has it: "word/document.xml"; "" = the package */
    struct str id, type, target; /* type: the last word of the URI; target: resolved, or as it is */
    bool is_external;
};

struct ooxml {
    struct found *found;
    struct package package;
    struct arena *arena;
    enum ooxml_flavour flavour;
    struct str main; /* name of the main part */
    VEC(struct ooxml_part) parts;
    VEC(struct ooxml_relation) relations;
};

/* A zip with a list of content types. */
bool ooxml_recognise(struct str bytes);

/* All parts; tells its kind ("docx"). */
void ooxml_inspect(struct found *f, struct str bytes);

/* The bytes of a part in arena memory; false when it is missing or could not be read (told). */
bool ooxml_bytes(struct ooxml *o, struct arena *a, struct str name, struct str *ret_bytes);

/* Walks XML of a part; damage is told. */
void ooxml_walk(struct ooxml *o, struct str name, struct str bytes,
                const struct xml_handler *handler, void *user);

/* What the relation `id` of a part leads to, or an empty text. */
struct str ooxml_target(const struct ooxml *o, struct str source, struct str id);

/* A copy of the value of an attribute; "" when absent. Arena memory. */
struct str ooxml_value(struct arena *a, const struct xml_element *e, const char *name);

/* Whether the attribute is there and on ("1", "true", "on"). */
bool ooxml_is_on(const struct xml_element *e, const char *name);

/* Whether the local name of an element is this one. */
bool ooxml_is(const char *name, const char *wanted);

/* Words of Word, sheets of a workbook, slides of a presentation: all parts of the kind. */
void ooxml_word_inspect(struct ooxml *o);
void ooxml_sheet_inspect(struct ooxml *o);
void ooxml_slide_inspect(struct ooxml *o);

/* Drawings, charts and other parts with text: cropped pictures, alternative texts, words. */
void ooxml_drawing_inspect(struct ooxml *o, const struct ooxml_part *part);

#endif
