/*
 * Where the cells of a table lie in the flow of the text: side by side from the top of their row,
 * by the columns of the table's grid. A row is as high as its highest cell, or as it says itself.
 */
#include "inspect/office/ooxml-word-cell.h"

#include "inspect/office/ooxml-value.h"

enum {
    EMU_PER_TWIP = 635,
    MARGIN_TWIPS = 108, /* left and right of the words of a cell, when nothing else is said */
    MAX_TWIPS = 31680,
};

static struct word_grid *grid_of(struct word_walk *w)
{
    struct word_grids *g = &w->grids;

    return g->depth == 0 || g->depth > WORD_MAX_TABLES ? NULL : &g->v[g->depth - 1];
}

static double emu_of(const struct xml_element *e, const char *name)
{
    int64_t twips = xml_attribute_int(e, name, 0);

    return (double)MIN(MAX(twips, (int64_t)0), (int64_t)MAX_TWIPS) * EMU_PER_TWIP;
}

static void open_grid(struct word_walk *w)
{
    const struct word_grid *around = grid_of(w);
    double left = around == NULL ? 0 : around->x;

    w->grids.depth++;
    struct word_grid *g = grid_of(w);

    if (g != NULL) {
        g->count = 0;
        g->x = g->left = left;
        g->width = 0;
        g->row_y = g->row_bottom = w->flow.y;
    }
}

static void open_row(struct word_walk *w, struct word_grid *g)
{
    g->at = 0;
    g->row_y = g->row_bottom = w->flow.y;
    g->row_height = 0;
    g->row_is_exact = false;
}

/* The cell takes so many columns of the grid from the next one on. */
static void take_columns(struct word_grid *g, uint32_t columns)
{
    g->x = g->left;
    g->width = 0;
    for (uint32_t i = 0; i < MIN(g->at, g->count); i++) {
        g->x += g->columns[i];
    }
    for (uint32_t i = g->at; i < MIN(g->at + columns, g->count); i++) {
        g->width += g->columns[i];
    }
    g->columns_taken = columns;
}

void word_cell_start(struct word_walk *w, const struct xml_element *e)
{
    struct word_grid *g = grid_of(w);
    int64_t count = 0;
    struct str rule;

    if (w->open_depth > 0 || (e->name[0] != 't' && e->name[0] != 'g')) {
        return; /* in a text box, or in a paragraph; or none of the elements below */
    }
    if (ooxml_is(e->name, "tbl")) {
        open_grid(w);
    } else if (g == NULL) {
        return;
    } else if (ooxml_is(e->name, "gridCol") && g->count < WORD_MAX_COLUMNS) {
        g->columns[g->count++] = emu_of(e, "w");
    } else if (ooxml_is(e->name, "tr")) {
        open_row(w, g);
    } else if (ooxml_is(e->name, "trHeight")) {
        g->row_height = emu_of(e, "val");
        g->row_is_exact = xml_attribute(e, "hRule", &rule) && str_eq(rule, STR("exact"));
    } else if (ooxml_is(e->name, "gridBefore") || ooxml_is(e->name, "gridSpan")) {
        count = xml_attribute_int(e, "val", 1);
        count = MIN(MAX(count, (int64_t)0), (int64_t)WORD_MAX_COLUMNS);
        if (e->name[4] == 'B') {
            g->at = (uint32_t)count;
        } else {
            take_columns(g, (uint32_t)count);
        }
    } else if (ooxml_is(e->name, "tc")) {
        w->flow.y = g->row_y;
        take_columns(g, 1);
    }
}

void word_cell_end(struct word_walk *w, const char *name)
{
    struct word_grid *g = grid_of(w);

    if (w->open_depth > 0 || name[0] != 't') {
        return;
    }
    if (ooxml_is(name, "tbl")) {
        w->grids.depth -= w->grids.depth > 0;
    } else if (g != NULL && ooxml_is(name, "tc")) {
        g->at = MIN(g->at + g->columns_taken, (uint32_t)WORD_MAX_COLUMNS);
        g->row_bottom = MAX(g->row_bottom, w->flow.y);
    } else if (g != NULL && ooxml_is(name, "tr")) {
        double by_rule = g->row_y + g->row_height;

        w->flow.y = g->row_is_exact ? by_rule : MAX(g->row_bottom, by_rule);
    }
}

bool word_cell_place(struct word_walk *w, double *ret_x, double *ret_width)
{
    const struct word_grid *g = grid_of(w);

    if (g == NULL || g->width <= 0) {
        return false;
    }
    *ret_x = g->x;
    *ret_width = MAX(g->width - 2 * MARGIN_TWIPS * (double)EMU_PER_TWIP, 0.0);
    return true;
}
