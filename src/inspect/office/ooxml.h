/*
 * Office files (docx, xlsx, pptx with their macro and template kinds): the package, its relations,
 * and what all kinds have in common. The kinds' own parts are in ooxml-word*.c, ooxml-sheet*.c and
 * ooxml-slide*.c.
 */
#ifndef INSPECT_OOXML_H
#define INSPECT_OOXML_H

#include "base/buf.h"
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

/* A zip with a list of content types. */
bool ooxml_recognise(struct str bytes);

/* All parts; tells its kind ("docx"). */
void ooxml_inspect(struct found *f, struct str bytes);

/* ---- ooxml-part.c: parts and relations ---- */

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

/* ---- small things ---- */

/* A copy of the value of an attribute; "" when absent. Arena memory. */
struct str ooxml_value(struct arena *a, const struct xml_element *e, const char *name);

/* Whether the attribute is there and on ("1", "true", "on"). */
bool ooxml_is_on(const struct xml_element *e, const char *name);

/* Whether the local name of an element is this one. */
static inline bool ooxml_is(const char *name, const char *wanted)
{
    return name[0] == wanted[0] && strcmp(name, wanted) == 0;
}

/* Whether nothing of the text is painted: blanks of any width. */
bool ooxml_is_blank(struct str text);

/* A letter of any script: no digit, sign or picture. */
bool ooxml_is_letter(uint32_t cp);

/*
 * Whether there are words in it, in contrast to numbers, signs and pictures: two letters at least.
 */
bool ooxml_has_words(struct str text);

/* Adds the letters of a text, without digits, signs and blanks; how many. */
uint32_t ooxml_add_letters(struct buf *out, struct str text);

/*
 * Whether a name that nobody sees was written by a person: a few words, in contrast to the names
 * that programs give ("Rectangle 3", "タイトル 1", "goog_rdk_0"), which are one word or end with a
 * number.
 */
bool ooxml_is_free_text(struct str name);

/* Whether a name begins or ends so, whatever the case. */
bool ooxml_starts(struct str s, const char *head);
bool ooxml_ends(struct str s, const char *tail);

/* The number of an attribute in thousandths ("1.25" is 1250), or `otherwise`. */
int64_t ooxml_thousandths(const struct xml_element *e, const char *name, int64_t otherwise);
int64_t ooxml_thousandths_of(struct str value, int64_t otherwise);

/*
 * A bookmark whose name begins with a low line, but for those of Word itself. (ooxml-word-mark.c)
 */
bool ooxml_bookmark_is_hidden(struct str name);

/* Whether words in a margin say how the file is to be handled: DOC-224. (ooxml-word-mark.c) */
bool ooxml_is_mark(struct str text);

/* ---- parts by their place (ooxml-place.c) ---- */

/* What a part is by what leads to it or by its name; parts of the file's own kind do nothing. */
void ooxml_check_part(struct ooxml *o, struct ooxml_part *part);

/* Words of Word, sheets of a workbook, slides of a presentation: all parts of the kind. */
void ooxml_word_inspect(struct ooxml *o);
void ooxml_sheet_inspect(struct ooxml *o);
void ooxml_slide_inspect(struct ooxml *o);

/*
 * OOX-201: titles of slides in the properties that no slide has; `letters` are those of all words
 * that are shown (ooxml_add_letters()). (ooxml-slide-title.c)
 */
void ooxml_slide_titles(struct ooxml *o, uint32_t slide_count, struct str letters);
/* Whether a title is somebody's, in contrast to those that programs give ("Slide 3"). */
bool ooxml_slide_title_is_own(struct str title);

/* Whether the part is read by its kind, not by its place. */
bool ooxml_word_has(const struct ooxml *o, const struct ooxml_part *part);
bool ooxml_sheet_has(const struct ooxml *o, const struct ooxml_part *part);
bool ooxml_slide_has(const struct ooxml *o, const struct ooxml_part *part);

/* ---- drawings (ooxml-drawing.c) ---- */

/*
 * Charts and other parts with text: cropped pictures, alternative texts, words. The shapes go into
 * the scene, unless that is NULL.
 */
struct scene;
void ooxml_drawing_read(struct ooxml *o, struct str part, struct scene *scene);

/* Whether an element holds what a chart filters away: c15:filteredBarSeries and its like. */
static inline bool ooxml_chart_is_filter(const char *name)
{
    return name[0] == 'f' && strncmp(name, "filtered", strlen("filtered")) == 0;
}

/* XLS-244: such values that neither the chart nor a cell of the workbook shows. (ooxml-chart.c) */
void ooxml_chart_judge(struct ooxml *o, struct str chart, const struct str *values, uint32_t count);

/* OOX-212: words of the data of diagrams that none of their shapes has. (ooxml-diagram.c) */
void ooxml_diagrams_read(struct ooxml *o);

/* Whether ooxml_check_crop() has something to look at: a place need not be told for the others. */
bool ooxml_may_crop(const struct xml_element *e);

/* OOX-214 for a:srcRect, a:fillRect and the crop of VML; any other element does nothing. */
void ooxml_check_crop(struct found *f, const struct xml_element *e, struct str place);

/* "[1]Sheet!$A$1", "'C:\data\[b.xlsx]Sheet'!$A$1": a formula for cells of another workbook. */
bool ooxml_is_of_other_book(struct str formula);

/* OOX-215 and personal information of cNvPr and docPr; `place` as in a finding. */
void ooxml_check_alternative(struct found *f, const struct xml_element *e, struct str place);

/* A property of the file as programs write it by themselves: it tells nothing about anybody. */
bool ooxml_property_is_dull(const char *name, struct str text);

#endif
