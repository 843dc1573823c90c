/*
 * SVG pictures. svg_read() finds everything once, with the bytes that would have to go: the
 * inspector tells it, the cleaner (clean/svg.h) takes it out, so that both always mean the same.
 */
#ifndef INSPECT_SVG_H
#define INSPECT_SVG_H

#include "inspect/found.h"
#include "inspect/svg/svg-style.h"

enum {
    SVG_MAX_MARKS = 5000,
    SVG_MAX_PICTURE_BYTES = 96 * 1024 * 1024,
    SVG_MAX_ENTITY_BYTES = 4096,
    SVG_MAX_ENTITIES = 200,
    SVG_ID_ROOM = 1 << 16,
};

/* Something found. */
struct svg_mark {
    const char *rule;
    enum inspect_basis basis;
    struct str place, reads;
    size_t beg, end; /* the bytes that go with it; equal: it cannot be taken out here */
};

/* A picture in the picture, as a "data:" address. */
struct svg_picture {
    struct str place;
    size_t beg, end; /* of the data behind the comma */
    bool is_base64;
};

/* A line of text, as a person reads it, or a text that is not shown (title, description, label). */
struct svg_line {
    struct str place, text;
    bool is_alone; /* it has nothing to do with the lines before and behind */
};

struct svg_entity {
    struct str name, value;
};

struct svg_span {
    size_t beg, end; /* bytes */
};

struct svg {
    struct arena *arena;
    struct xml_tree tree;
    struct style_sheet styles;
    uint32_t root;
    bool *is_used_id; /* by the hash of ids: something refers to such a one */
    VEC(struct svg_entity) entities;
    VEC(struct svg_span) dull; /* comments that nobody is told of */
    VEC(struct svg_mark) marks;
    VEC(struct svg_picture) pictures;
    VEC(struct svg_line) lines;
    bool is_cut;        /* there is more than is followed */
    bool asks_for_data; /* a style sheet or script asks for attributes "data-…" */
    size_t line_at;     /* where the last line number was asked for */
    uint32_t line;
};

/* SVG by its first element; UTF-16 is not taken. */
bool svg_recognise(struct str bytes);
/* All of it. */
void svg_inspect(struct found *f, struct str bytes);

/* Reads the picture; memory is of the arena. 1: it is not well-formed. */
int svg_read(struct arena *a, struct str bytes, struct svg *ret_svg);

/* The bytes of a picture in it. */
struct str svg_picture_bytes(const struct svg *s, struct arena *a, const struct svg_picture *x);

/* ---- between the files of the inspector ---- */

/* "L12": the line of the file that the byte stands in. */
struct str svg_place(struct svg *s, size_t at);

/* A text of the file with its references to characters and entities as what they stand for. */
struct str svg_decoded(const struct svg *s, struct str raw);

/* Something found; at most SVG_MAX_MARKS are kept. */
void svg_mark(struct svg *s, const struct svg_mark *mark);

/* Whether something refers to the element, or to one it is in that is not drawn where it stands. */
bool svg_is_used(const struct svg *s, uint32_t node);

/* svg-marks.c: all that is beside the drawing; ids that are referred to; style sheets. */
void svg_marks_read(struct svg *s);

/* svg-scene.c: text and pictures that nobody can see, and all lines of text. */
void svg_scene_read(struct svg *s);

#endif
