/*
 * Whether the value of a cell can be seen by its own look: colours of its text, of runs in it, of its
 * ground, and what its format code shows. White on nothing waits until it is known what paints the
 * cell.
 */
#include "inspect/office/ooxml-sheet-walk.h"

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

void sheet_look_judge(struct sheet_walk *w, struct str text, uint64_t string)
{
    static const struct sheet_format plain;
    struct workbook *b = w->book;
    const struct sheet_format *f = w->format < b->formats.n ? &b->formats.v[w->format] : &plain;
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
