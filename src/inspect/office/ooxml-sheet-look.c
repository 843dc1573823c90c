/*
 * Whether the value of a cell can be seen by its own look, over that of its table: colours of its
 * text, of runs in it, of its ground, and what its format code shows. White on nothing waits until
 * it is known what paints the cell.
 */
#include "inspect/office/ooxml-sheet-look.h"

#include "inspect/office/ooxml-sheet-string.h"

enum {
    MAX_PALE = 1000, /* cells in white on nothing, until it is known what paints them */
};

enum sight { SEEN, LOST, PALE };

/* Text of a colour in a cell with such a format. */
static enum sight sight_of(struct ooxml_colour text, const struct ooxml_colour *ground)
{
    uint32_t rgb = text.paint == OOXML_SOLID ? text.rgb : OOXML_BLACK;

    if (text.paint == OOXML_UNKNOWN || ground->paint == OOXML_UNKNOWN) {
        return SEEN;
    }
    if (ground->paint == OOXML_SOLID) {
        return ooxml_is_near(rgb, ground->rgb) ? LOST : SEEN;
    }
    return ooxml_is_near(rgb, OOXML_WHITE) ? PALE : SEEN;
}

/* Whether a part of a table that its style tells apart has the cell. */
static bool is_in_part(const struct sheet_table *t, enum sheet_table_part part, uint32_t column,
                       uint32_t row)
{
    const uint32_t *stripes = t->style->stripes;
    bool is_head = row < t->area.row + t->head_rows;
    bool is_total = row + t->total_rows > t->area.last_row;
    bool is_first = column == t->area.column;
    bool is_last = column == t->area.last_column;
    bool is_row_stripe = part == SHEET_FIRST_ROW_STRIPE || part == SHEET_SECOND_ROW_STRIPE;
    /* Of the two stripes, how long each is, and where between them the cell lies. */
    enum sheet_table_part first =
        is_row_stripe ? SHEET_FIRST_ROW_STRIPE : SHEET_FIRST_COLUMN_STRIPE;
    uint32_t length = MAX(stripes[first], 1u);
    uint32_t both = length + MAX(stripes[first + 1], 1u);
    uint32_t at = is_row_stripe ? row - t->area.row - t->head_rows : column - t->area.column;
    bool is_in_first = at % both < length;

    switch (part) {
    case SHEET_WHOLE_TABLE:
        return true;
    case SHEET_FIRST_COLUMN_STRIPE:
    case SHEET_SECOND_COLUMN_STRIPE:
        return t->column_stripes && is_in_first == (part == first) && !is_head && !is_total;
    case SHEET_FIRST_ROW_STRIPE:
    case SHEET_SECOND_ROW_STRIPE:
        return t->row_stripes && is_in_first == (part == first) && !is_head && !is_total;
    case SHEET_FIRST_COLUMN:
        return t->first_column && is_first;
    case SHEET_LAST_COLUMN:
        return t->last_column && is_last;
    case SHEET_HEADER_ROW:
        return is_head;
    case SHEET_TOTAL_ROW:
        return is_total;
    case SHEET_FIRST_HEADER_CELL:
    case SHEET_LAST_HEADER_CELL:
        return is_head && (part == SHEET_FIRST_HEADER_CELL ? t->first_column && is_first
                                                           : t->last_column && is_last);
    case SHEET_FIRST_TOTAL_CELL:
    case SHEET_LAST_TOTAL_CELL:
        return is_total && (part == SHEET_FIRST_TOTAL_CELL ? t->first_column && is_first
                                                           : t->last_column && is_last);
    default:
        return false;
    }
}

struct sheet_format sheet_table_format(const struct workbook *b, const struct sheet_table *t,
                                       const struct sheet_format *own, uint32_t column,
                                       uint32_t row)
{
    static const struct sheet_format plain;
    const struct sheet_format *usual = b->fonts.n > 0 ? &b->fonts.v[0] : &plain;
    struct sheet_format f = *own;
    /* A colour of letters that is that of all cells is none of the cell's own. */
    bool has_text = own->text.paint != usual->text.paint || own->text.rgb != usual->text.rgb;
    bool has_ground = own->ground.paint != OOXML_UNSAID;

    for (int i = 0; i < SHEET_TABLE_PARTS; i++) {
        uint32_t change = t->style->changes[i];

        if (change == 0 || !is_in_part(t, (enum sheet_table_part)i, column, row)) {
            continue;
        }
        const struct sheet_format *part = &b->changes.v[change - 1];

        f.text = has_text || part->text.paint == OOXML_UNSAID ? f.text : part->text;
        f.ground = has_ground || part->ground.paint == OOXML_UNSAID ? f.ground : part->ground;
    }
    return f;
}

/* Whether a value with this format can be seen. */
static enum sight judge_format(const struct sheet_format *f, char type, struct str value)
{
    int section = sheet_number_section(type, value);
    struct ooxml_colour text = f->text;

    if (f->has_number) {
        const bool *blank = f->number.is_blank;
        bool all = blank[0] && blank[1] && blank[2] && blank[3];

        /* A format that shows no zeros is for the looks; a text that is the mask itself is seen. */
        if (blank[section] && (section != 2 || all) && !sheet_is_mask(str_trim(value)) &&
            (section != 3 || f->number.in_place_of_text.n == 0 ||
             !str_eq(value, f->number.in_place_of_text))) {
            return LOST;
        }
        if (f->number.text[section].paint == OOXML_SOLID) {
            text = f->number.text[section];
        }
    }
    return f->is_tiny ? LOST : sight_of(text, &f->ground);
}

bool sheet_look_is_seen(const struct sheet_format *f, char type, struct str value)
{
    return judge_format(f, type, value) == SEEN;
}

/* A run in a colour of its own. */
static void judge_run(struct sheet_walk *w, struct ooxml_colour colour, struct str words,
                      const struct sheet_format *f)
{
    enum sight sight = sight_of(colour, &f->ground);

    if (sight == LOST) {
        found_add(w->book->o->found, "XLS-243", INSPECT_STRUCTURAL,
                  sheet_cell_place(w, w->column, w->row), words);
    } else if (sight == PALE && w->pale.n < MAX_PALE) {
        *VEC_ADD(w->arena, &w->pale) =
            (struct sheet_pale){.column = w->column, .row = w->row, .words = words};
    }
}

/* Runs of an inline string. */
static void judge_inline(struct sheet_walk *w, struct str text, const struct sheet_format *f)
{
    for (uint32_t i = 0; i < w->runs.n; i++) {
        size_t end = i + 1 < w->runs.n ? w->runs.v[i + 1].beg : text.n;
        struct str words =
            str_sub(text, w->runs.v[i].beg, MIN(end, w->runs.v[i].beg + SHEET_SAMPLE_BYTES));

        if (w->runs.v[i].colour.paint == OOXML_SOLID && str_trim(words).n > 0) {
            judge_run(w, w->runs.v[i].colour, arena_str(w->arena, words), f);
        }
    }
}

/* Runs of the string in a colour of their own. */
static void judge_runs(struct sheet_walk *w, uint64_t string, const struct sheet_format *f)
{
    const struct workbook *b = w->book;
    const struct sheet_run *run = sheet_string_runs(b, string);

    for (; run != NULL && run < b->runs.v + b->runs.n && run->string == string; run++) {
        judge_run(w, run->colour, run->words, f);
    }
}

const struct sheet_format *sheet_look_format(const struct sheet_walk *w, struct sheet_format *room)
{
    static const struct sheet_format plain;
    const struct workbook *b = w->book;
    const struct sheet_format *f = w->format < b->formats.n ? &b->formats.v[w->format] : &plain;

    for (uint32_t i = 0; i < w->tables.n && w->has_table_styles; i++) {
        const struct sheet_table *t = &w->tables.v[i];

        if (t->style != NULL && sheet_area_has(&t->area, w->column, w->row)) {
            *room = sheet_table_format(b, t, f, w->column, w->row);
            return room;
        }
    }
    return f;
}

void sheet_look_judge(struct sheet_walk *w, struct str text, uint64_t string)
{
    struct workbook *b = w->book;
    struct sheet_format room;
    const struct sheet_format *f = sheet_look_format(w, &room);
    enum sight sight = judge_format(f, w->type, text);

    if (sight == LOST) {
        found_add(b->o->found, "XLS-243", INSPECT_STRUCTURAL,
                  sheet_cell_place(w, w->column, w->row), text);
    } else if (sight == PALE && w->pale.n < MAX_PALE) {
        *VEC_ADD(w->arena, &w->pale) =
            (struct sheet_pale){.column = w->column,
                                .row = w->row,
                                .words = arena_str(w->arena, str_sub(text, 0, SHEET_SAMPLE_BYTES))};
    } else if (w->type == 's' && b->runs.n > 0) {
        judge_runs(w, string, f);
    } else if (w->runs.n > 0) {
        judge_inline(w, text, f);
    }
}
