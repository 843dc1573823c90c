/*
 * A scene: the shapes of a slide, of a sheet's drawing or of a group in a text, in the order in
 * which they are painted, with where they lie, what they are filled with and about where their text
 * runs. From it follows what a person cannot see: shapes under others, text in the colour of its
 * ground. A walk over the part hands its events on to the scene.
 */
#ifndef INSPECT_OOXML_SCENE_H
#define INSPECT_OOXML_SCENE_H

#include "base/buf.h"
#include "inspect/office/ooxml-colour.h"
#include "inspect/office/ooxml-outline.h"
#include "inspect/office/ooxml-part.h"

enum {
    SCENE_MAX_SHAPES = 3000,
    SCENE_MAX_GROUPS = 16,
    SCENE_MAX_RUNS = 16,
    SCENE_EMU_PER_POINT = 12700,
    SCENE_FLOW_BYTES = 400, /* kept of the words of a paragraph */
    SCENE_RECENT = 32,      /* paragraphs that a shape may yet float over */
    SCENE_FRAME_FLOW = 1,   /* of what is placed in the flow */
    SCENE_FRAME_OWN = 1000, /* and up: of what is not */
};

struct scene_paragraph {
    uint32_t half_ems; /* width of its characters */
    int32_t size;      /* of a character, hundredths of a point; 0 = not said */
    int64_t indent;    /* EMU */
    char align;        /* 'l' 'c' 'r'; 0 = not said */
    struct str words;  /* the first of them */
    uint32_t number;   /* of it in its text, from 1; 0 = not known */
};

/* A run of a colour of its own. */
struct scene_run {
    struct ooxml_colour text, highlight; /* text: of opacity 0 when nothing of it is painted */
    struct str words;
};

struct scene_shape {
    struct str name, id;
    struct str holder_type, holder_index; /* of a place holder of the layout */
    double x, y, width, height;           /* EMU in the space of the scene */
    uint32_t frame;                       /* shapes of different frames cannot be compared */
    int64_t level;                        /* painted later when higher, then as they stand */
    struct ooxml_colour fill, line;
    double line_width;          /* EMU */
    double turn;                /* degrees, clockwise round its middle */
    VEC(struct scene_run) runs; /* at most SCENE_MAX_RUNS */
    bool is_placed, is_hidden, is_holder, is_picture, is_frame, is_line;
    struct ooxml_outline outline; /* what is filled of its box, when it is not all of it */
    bool mirrors_x, mirrors_y;    /* the outline */
    bool fills_area;              /* of a geometry that fills its box, or an ellipse */
    bool fills_opaque;            /* with colours that are not one, but none is seen through */
    bool is_ellipse, is_behind, is_animated, is_cell;
    bool is_plain_cell;  /* no style of the table paints it */
    bool is_see_through; /* a picture that may have holes */
    bool is_flow;        /* a paragraph of a text, under what floats */
    bool is_in_cell;     /* such a one in a table */
    bool pushes_text;    /* such paragraphs run around it */
    bool is_judged;      /* for whoever makes the scene */
    uint32_t mark;       /* the same */
    /* On a sheet: it lies between two cells, and is as high as they leave it. */
    bool moves_with_cells;
    bool clips_x, clips_y; /* of its words only what is inside is seen */
    bool is_flexible; /* it grows with its words, or these shrink, or do not run down in lines */
    double own_width,
        own_height; /* as its own box says, whatever it is anchored to; 0 = not said */
    char anchor;    /* of the text: 't' 'c' 'b'; 0 = not said */
    VEC(struct scene_paragraph) paragraphs;
};

struct scene_map {
    double scale_x, scale_y, x, y; /* of a group: into the space of the scene */
};

struct scene {
    struct ooxml *o;
    struct str part;
    const struct ooxml_theme *theme;
    struct arena *arena;
    uint32_t frame;  /* of the shapes that come */
    uint32_t number; /* of the paragraph at hand in a text; 0 = it is none */
    int64_t level;
    bool is_behind;
    int32_t default_size;       /* of characters, hundredths of a point */
    double column_emu, row_emu; /* of a sheet: what its cells are taken to measure; 0 = no sheet */
    struct {
        double x, y, width, height; /* EMU */
        bool is_open, moves;        /* it moves and is sized with cells */
        int end;                    /* 1 = from, 2 = to is being read */
        char number;                /* 'c' 'C' 'r' 'R': which of its numbers */
    } anchor;
    VEC(struct scene_shape) shapes;

    /* where the walk is */
    struct scene_map maps[SCENE_MAX_GROUPS + 1];
    int group_depth, too_deep;
    struct {
        double x, y, width, height, child_x, child_y, child_width, child_height;
    } box;    /* of the a:xfrm being read */
    int open; /* index of the open shape, or -1 */
    int cell; /* index of the open cell of a table, or -1 */
    int line_depth, text_depth;
    bool in_group_properties, in_properties, in_fill, in_run, in_run_fill, in_style_fill, in_text;
    bool in_highlight, run_has_line;
    bool is_freehand, in_path; /* the path of a freehand shape is read */
    char command;              /* of the path: 'm' 'l' 'c' 'q' */
    double points[6];
    uint32_t point_count; /* numbers of them */
    struct ooxml_freehand freehand;
    char blends; /* a gradient is read: 'r' of a run, 'f' of a shape; else 0 */
    struct ooxml_blend blend;
    int32_t size; /* of the run */
    struct ooxml_colour run, run_line, highlight;
    struct scene_paragraph paragraph;
    struct buf words, run_words;
    VEC(double) columns;
    uint32_t column;
    double row_y, row_height;
    bool table_is_plain, in_table_style; /* no style paints it; its style is being named */
};

/* An empty scene; shapes live in the arena. scene_done() ends it. */
void scene_init(struct scene *s, struct ooxml *o, struct str part, const struct ooxml_theme *theme,
                struct arena *a);
void scene_done(struct scene *s);

/*
 * Adds a shape of the frame and level at hand; its index, or -1: there are too many, and that is
 * told.
 */
int scene_add(struct scene *s);

/* Adds one and opens it: what is read from now on belongs to it. */
void scene_begin(struct scene *s);

/* A shape whose place and looks are known begins; its words follow as those of others. */
void scene_open(struct scene *s, const struct scene_shape *shape);
void scene_close(struct scene *s);

/* The shape last read, or NULL. */
struct scene_shape *scene_last(struct scene *s);

#endif
