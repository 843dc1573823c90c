/* A walk over the XML of an OpenDocument file: its state, for odf-*.c of the inspector only. */
#ifndef INSPECT_ODF_WALK_H
#define INSPECT_ODF_WALK_H

#include "base/buf.h"
#include "inspect/office/odf-format.h"
#include "inspect/office/odf-mark.h"
#include "inspect/office/ooxml-scene-flow.h"

enum {
    ODF_MAX_TEXT_BYTES = 256 * 1024,
    ODF_MAX_OPEN = 64,
    ODF_MAX_LEVEL = 256,
    ODF_MAX_PARAGRAPHS = 16, /* in each other */
    ODF_MAX_SHAPES_OPEN = 32,
    ODF_MAX_RUNS = 32, /* of a cell */
    ODF_HEAD_COLUMNS = 64,
    ODF_HEAD_BYTES = 96,
    ODF_NUMBER_BYTES = 48,
    ODF_PLACE_BYTES = 400,
};

/* How the letters in an open element look. */
struct odf_open {
    struct ooxml_colour text, mark, ground;
    int32_t latin_size, asian_size, line_height;
    int16_t scale;
    bool is_hidden; /* by a style; a style within may show it again */
    bool is_shut;   /* by a section or a condition: nothing within is shown */
    bool is_flat;   /* in a row that is too low */
    bool has_run;   /* a style of its own since the cell began */
};

/* Letters of a shape that look alike. */
struct odf_letters {
    uint32_t shape; /* index in the scene */
    uint32_t element;
    struct ooxml_colour text, mark;
};

/* The shapes that a slide takes from its master, and its ground. */
struct odf_master {
    struct str name;
    struct ooxml_colour ground;
    double width, height; /* EMU; 0 = not said */
    VEC(struct scene_shape) shapes;
};

/* Words of a text in the colour of its page, until it is known what lies under them. */
struct odf_faint {
    uint32_t element, paragraph;
    double y; /* of the flow */
    struct str words;
};

/* Shapes of a slide, a sheet or a text, as they are read; judged by the scene they go into. */
struct odf_drawing {
    struct scene scene;
    struct scene_flow flow; /* of a text */
    bool is_on;
    uint32_t
        open[ODF_MAX_SHAPES_OPEN]; /* indices of open shapes, one more; 0 = a group, or not kept */
    uint32_t depth, targets;
    struct {
        double x, y;
        bool is_inline, is_behind, pushes_text, is_lost; /* lost: where it lies is not known */
        int64_t level;
        uint32_t frame, first; /* first: of its shapes */
    } place;                   /* of the outermost open one */
    struct ooxml_colour ground;
    double width, height; /* of the slide, EMU; 0 = not known */
    struct scene_paragraph paragraph;
    struct buf words;
    VEC(struct odf_letters) letters;
    VEC(struct odf_faint) faint;
    VEC(struct odf_master) masters;
    struct str master; /* the one that is read */
};

/* Columns of a sheet, up to `last`. */
struct odf_columns {
    uint32_t last;
    double x, width; /* EMU; of the first, of each */
    bool is_hidden;
    const struct odf_style *style; /* of cells that name none; NULL = none */
};

/* A shape that may lie over cells. */
struct odf_cover {
    double x0, y0, x1, y1; /* EMU */
    struct str name;
    uint32_t values;
};

/* Letters of a cell in a style of their own. */
struct odf_run {
    struct odf_style style;
    size_t beg, end; /* in its text */
    uint32_t element;
};

/* A cell in white on nothing, until it is known what else paints cells. */
struct odf_pale {
    uint32_t row, column, element;
    bool is_run;
    struct str words;
};

/* Words of a cell that are seen, until it is known what else is laid over it. */
struct odf_kept {
    uint32_t row, column, element;
    char type;
    const struct odf_style *style;
    struct str words;
};

/* A value of merged cells that begin in a hidden row: seen when a row of them is. */
struct odf_merged {
    uint32_t last_row;
    struct str text;
};

struct odf_table {
    struct str name;
    bool is_hidden, row_is_hidden, in_cell, is_covered, has_content;
    uint32_t row, column, repeat,
        span;                 /* repeat: of the row; span: cells that this one stands for */
    double row_y, row_height; /* EMU */
    const struct odf_style *row_style; /* of cells that name none; NULL = that of the column */
    const struct odf_style *cell_style;
    char number[ODF_NUMBER_BYTES]; /* of the cell, in digits */
    uint32_t cell_element;
    struct odf_value value;
    VEC(struct odf_columns) columns;
    uint32_t columns_at; /* of the cell at hand */
    VEC(struct odf_cover) covers;
    VEC(struct odf_pale) pale;
    VEC(struct odf_kept) kept;
    VEC(struct odf_kept) waiting; /* until all cells that their conditions ask were read */
    struct sheet_asked asked;
    VEC(struct sheet_area) painted; /* by conditional formats beside the styles */
    VEC(struct sheet_area) areas;   /* of the conditional format at hand */
    struct odf_run runs[ODF_MAX_RUNS];
    uint32_t run_count;
    uint32_t columns_spanned, rows_spanned; /* of the cell at hand */
    VEC(struct odf_merged) merged;
    uint32_t values, hidden_values, column_values;
    struct str sample, hidden_sample, column_sample;
    char heads[ODF_HEAD_COLUMNS][ODF_HEAD_BYTES];
    uint8_t head_bytes[ODF_HEAD_COLUMNS];
};

/* A header or footer; which of them are shown is known at the end. */
struct odf_margin {
    struct str master, words, part;
    uint32_t element;
    bool is_off;
};

struct odf_walk {
    struct found *found;
    struct arena *arena;
    struct ooxml *o; /* NULL: one XML file */
    struct odf_marks *marks;
    enum odf_flavour flavour;
    struct str part, slide;
    char place[ODF_PLACE_BYTES]; /* as it was told last */
    struct odf_styles styles;
    struct odf_drawing drawing;
    struct odf_table table;

    uint32_t element;                 /* the last one that began, from 1 */
    uint32_t elements[ODF_MAX_LEVEL]; /* open ones */
    uint32_t level;
    struct odf_open open[ODF_MAX_OPEN];
    uint32_t depth;
    uint32_t paragraph;
    int paragraph_depth;                   /* open p and h */
    size_t paragraphs[ODF_MAX_PARAGRAPHS]; /* where the words of each begin */
    int table_depth;                       /* of a text */
    struct buf text, hidden, value, note;
    uint32_t half_ems; /* of the paragraph of the flow */
    int32_t size;      /* of its largest letters, hundredths of a point */
    bool in_meta, in_annotation, in_notes, in_deletion, in_changes, in_setting, in_prompt;
    uint32_t prompt_element;
    struct str who; /* of a comment or change */
    struct str setting;
    VEC(struct odf_margin) margins;
    VEC(struct str) next_masters; /* pairs: a master, and the one of the next page */
    bool in_margin, is_template;
};

/* The place at hand, in memory of the walk; valid until the next call. */
struct str odf_walk_place(struct odf_walk *w);

/* A finding there. */
void odf_walk_add(struct odf_walk *w, const char *rule, enum inspect_basis basis, struct str reads);

/* Words that are looked through for people. */
void odf_walk_personal(struct odf_walk *w, struct str words);

/* Who takes things out is told where one is. */
void odf_walk_mark(struct odf_walk *w, enum odf_mark_kind kind, uint32_t element);

/* The element that the words at hand stand in directly; 0 = it is too deep. */
uint32_t odf_walk_element(const struct odf_walk *w);

/* Whether letters of a look are too small for the eye. */
bool odf_open_is_tiny(const struct odf_open *open, struct str words);

#endif
