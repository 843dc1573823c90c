/*
 * Tables to be filled in.
 *
 *     columns            氏名 | 所属 | 役職          a head row without blanks, blanks below it:
 *                             |      |               every column with blanks (or examples) is a
 *                                                    field, and so is a row named at its left only
 *     names beside       申請者 | 所在地 |           a name with a blank right of it is a field;
 *                               | 役職   |           a name left of names is the group of the rows
 *     boxes              １ 実施方法                 a row of one cell with a blank row below it
 *
 * A table without blanks tells something and asks nothing; it has no fields. Blank cells make no
 * paragraph, so the cells are taken from the lines of the document.
 */
#include "spec/form.h"

#include "text/chars.h"

enum { LONGEST_LABEL = 60, LONGEST_BOX = 60, MOST_FIELDS = 400 };

struct cell {
    uint32_t row, col;
    uint32_t block;            /* first paragraph in it; REG_NO_INDEX = empty */
    struct str text;           /* folded */
    bool is_blank, is_example; /* form_is_blank(), form_is_example() of the text */
};

struct table {
    VEC(struct cell) cells;
    VEC(uint32_t) rows; /* first cell of every row */
    uint32_t columns;   /* of the widest row but the first */
    uint32_t skip;      /* first columns without any text: rows that begin with a tab */
};

/* ---- cells ---- */

static void add_line(struct form_reader *f, struct table *t, uint32_t line, uint32_t block)
{
    struct reading *r = f->r;
    const struct doc_line *l = &r->doc->lines.v[line];
    struct cell *last = t->cells.n > 0 ? &t->cells.v[t->cells.n - 1] : NULL;
    struct str text = block != REG_NO_INDEX ? str_trim(r->blocks.v[block].t.s) : (struct str){};

    if (last != NULL && last->row == l->row && last->col == l->col) {
        if (text.n > 0) {
            last->text = last->text.n == 0 ? text
                                           : arena_printf(r->arena, "%.*s%.*s", STR_ARG(last->text),
                                                          STR_ARG(text));
            last->block = last->block == REG_NO_INDEX ? block : last->block;
        }
        return;
    }
    if (last == NULL || last->row != l->row) {
        *VEC_ADD(r->arena, &t->rows) = t->cells.n;
    }
    *VEC_ADD(r->arena, &t->cells) =
        (struct cell){.row = l->row, .col = l->col, .block = block, .text = text};
}

static bool first_column_is_empty(const struct table *t)
{
    for (uint32_t i = 0; i + 1 < t->rows.n; i++) {
        if (t->rows.v[i + 1] - t->rows.v[i] < 2 || t->cells.v[t->rows.v[i]].text.n > 0) {
            return false;
        }
    }
    return true;
}

/* The lines of the table around line `at` and the paragraphs in them; the block after the table. */
static uint32_t collect(struct form_reader *f, struct table *t, uint32_t first_block,
                        uint32_t block_end)
{
    const struct reading *r = f->r;
    const struct doc *d = r->doc;
    uint32_t block = first_block;
    uint32_t line = r->blocks.v[first_block].line_first;
    uint16_t number = d->lines.v[line].table;

    while (line > 0 && d->lines.v[line - 1].table == number) {
        line--;
    }
    for (; line < d->lines.n && d->lines.v[line].table == number; line++) {
        while (block < block_end && r->blocks.v[block].line_last < line) {
            block++;
        }
        bool starts = block < block_end && r->blocks.v[block].line_first == line;

        add_line(f, t, line, starts ? block : REG_NO_INDEX);
    }
    while (block < block_end && r->blocks.v[block].table == number) {
        block++;
    }
    *VEC_ADD(r->arena, &t->rows) = t->cells.n;
    t->skip = first_column_is_empty(t) ? 1 : 0;
    for (uint32_t i = 1; i + 1 < t->rows.n; i++) {
        t->columns = MAX(t->columns, t->rows.v[i + 1] - t->rows.v[i] - t->skip);
    }
    return block;
}

static uint32_t row_count(const struct table *t)
{
    return t->rows.n - 1;
}

static uint32_t row_width(const struct table *t, uint32_t row)
{
    return t->rows.v[row + 1] - t->rows.v[row] - t->skip;
}

static const struct cell *cell_at(const struct table *t, uint32_t row, uint32_t index)
{
    return index < row_width(t, row) ? &t->cells.v[t->rows.v[row] + t->skip + index] : NULL;
}

static bool is_fillable(const struct cell *c)
{
    return c == NULL || c->is_blank;
}

/* A letter or number that only counts the lines to fill in. */
static bool is_counter(const struct cell *c)
{
    return c != NULL && c->text.n <= 2 * UTF8_MAX && char_count(c->text) <= 2 &&
           (char_class_at(c->text, 0) == CHAR_LATIN || char_class_at(c->text, 0) == CHAR_DIGIT);
}

/* ---- shapes ---- */

static bool is_head_row(const struct table *t)
{
    uint32_t names = 0;
    bool started = false;

    for (uint32_t i = 0; i < row_width(t, 0); i++) {
        const struct cell *c = cell_at(t, 0, i);

        if (is_fillable(c) && started) {
            return false;
        }
        started |= !is_fillable(c);
        names += !is_fillable(c);
    }
    return names >= 2 && row_count(t) >= 2;
}

/* Whether a column under the head has something to fill in. */
static bool column_asks(const struct table *t, uint32_t index)
{
    uint32_t shift = t->columns > row_width(t, 0) ? t->columns - row_width(t, 0) : 0;
    uint32_t blank = 0;
    uint32_t filled = 0;

    for (uint32_t row = 1; row < row_count(t); row++) {
        const struct cell *first = cell_at(t, row, 0);
        const struct cell *c = cell_at(t, row, index + (index > 0 ? shift : 0));

        if (c == NULL || first->is_example ||
            (index == 0 && c->text.n == 0 && !is_fillable(cell_at(t, row, 1)))) {
            continue; /* an empty first cell before text goes on with the row above */
        }
        bool asks = is_fillable(c) || c->is_example || (index > 0 && is_counter(c));

        blank += asks;
        filled += !asks;
    }
    return blank > 0 && blank >= filled; /* a row that goes on leaves its first cells empty */
}

static bool row_is_blank_after_label(const struct table *t, uint32_t row)
{
    uint32_t blanks = 0;

    for (uint32_t i = 1; i < row_width(t, row); i++) {
        const struct cell *c = cell_at(t, row, i);

        if (!is_fillable(c) && !is_counter(c)) {
            return false;
        }
        blanks += is_fillable(c);
    }
    return blanks > 0;
}

/* What each cell is for; false when none asks for anything. */
static bool classify(struct table *t)
{
    bool asks = false;

    for (uint32_t i = 0; i < t->cells.n; i++) {
        struct cell *c = &t->cells.v[i];

        c->is_blank = form_is_blank(c->text);
        asks |= c->is_blank;
    }
    for (uint32_t i = 0; i < t->cells.n && asks; i++) {
        t->cells.v[i].is_example = form_is_example(t->cells.v[i].text);
    }
    return asks;
}

static uint32_t add_cell_field(struct form_reader *f, const struct cell *c, struct str group,
                               const char *type)
{
    if (c->block == REG_NO_INDEX || f->form.fields.n >= MOST_FIELDS) {
        return REG_NO_INDEX;
    }
    const struct block *b = &f->r->blocks.v[c->block];
    uint32_t field = form_add_field(f, c->block, 0, b->t.s.n, group, type);

    /* 電話番号 / （代表・直通）: the name goes on in the next paragraph of the cell. */
    if (field != REG_NO_INDEX && c->text.n > b->t.s.n && group.n == 0) {
        form_add_note(f, field, str_sub(c->text, str_trim(b->t.s).n, c->text.n));
    }
    return field;
}

/* ---- columns ---- */

static void read_columns(struct form_reader *f, const struct table *t)
{
    bool has_names = false;

    for (uint32_t i = 0; i < row_width(t, 0); i++) {
        const struct cell *c = cell_at(t, 0, i);

        if (is_fillable(c) || !column_asks(t, i)) {
            continue;
        }
        has_names |= str_has(c->text, STR("氏名"));
        add_cell_field(f, c, (struct str){},
                       f->r->parts.v[f->part].kind == PART_ANNEX_FORM ? "choice" : NULL);
    }
    for (uint32_t row = 1; row < row_count(t); row++) {
        const struct cell *c = cell_at(t, row, 0);

        if (c->text.n > 0 && !c->is_blank && !c->is_example && !is_counter(c) &&
            char_count(c->text) <= LONGEST_LABEL && row_is_blank_after_label(t, row)) {
            add_cell_field(f, c, (struct str){}, has_names ? "person" : NULL);
        }
    }
}

/* ---- names beside blanks ---- */

/* Fields of one row; `group` is the name that the rows above it stand under. */
static void read_pairs_of_row(struct form_reader *f, const struct table *t, uint32_t row,
                              struct str *group)
{
    uint32_t width = row_width(t, row);

    for (uint32_t i = 0; i < width; i++) {
        const struct cell *c = cell_at(t, row, i);

        if (c->text.n == 0 || is_fillable(c) || char_count(c->text) > LONGEST_LABEL) {
            continue;
        }
        const struct cell *next = cell_at(t, row, i + 1);

        if (next == NULL) {
            continue;
        }
        if (is_fillable(next)) {
            add_cell_field(f, c, *group, NULL);
            i++;
        } else if (i == 0) {
            *group = c->text;
        }
    }
}

static void read_pairs(struct form_reader *f, const struct table *t)
{
    struct str group = {};

    for (uint32_t row = 0; row < row_count(t); row++) {
        const struct cell *first = cell_at(t, row, 0);

        /* A name in the first column that is no group ends the group. */
        if (first->text.n > 0) {
            group = (struct str){};
        }
        if (row_width(t, row) == 1 && row + 1 < row_count(t) && !is_fillable(first) &&
            char_count(first->text) <= LONGEST_BOX && row_width(t, row + 1) == 1 &&
            is_fillable(cell_at(t, row + 1, 0))) {
            add_cell_field(f, first, (struct str){}, "free");
            continue;
        }
        read_pairs_of_row(f, t, row, &group);
    }
}

uint32_t form_read_table(struct form_reader *f, uint32_t first, uint32_t block_end)
{
    struct table t = {};
    uint32_t after = collect(f, &t, first, block_end);

    if (row_count(&t) == 0 || !classify(&t)) {
        return after;
    }
    uint32_t before = f->form.fields.n;

    if (is_head_row(&t)) {
        read_columns(f, &t);
    }
    if (f->form.fields.n == before) {
        read_pairs(f, &t);
    }
    f->heading_has_table = f->form.fields.n > before;
    if (f->heading_has_table && f->heading != REG_NO_INDEX) {
        f->form.fields.v[f->heading].type = STR("table");
    }
    return after;
}
