/*
 * Conditional formats of OpenDocument sheets that stand behind the cells, as LibreOffice writes
 * them beside the conditions of the styles: what they paint, and those on words, which styles have
 * not. The first so many words that are seen are kept for them.
 */
#include "inspect/office/odf-table-rule.h"

#include "inspect/office/ooxml-value.h"

enum { MAX_AREAS = 500, MAX_KEPT = 200000, MAX_PALE = 1000 };

/* "Sheet.A1:Sheet.B2", the first of them; *at is left behind it. False: there is no more. */
static bool next_area(struct str text, size_t *at, struct sheet_area *ret_area)
{
    char cells[64];
    size_t n = 0;
    bool is_quoted = false;

    while (*at < text.n && text.p[*at] == ' ') {
        ++*at;
    }
    size_t beg = *at;

    for (; *at < text.n && (is_quoted || text.p[*at] != ' '); ++*at) {
        char c = text.p[*at];

        is_quoted ^= c == '\'';
        if (c == '.' && !is_quoted) {
            /* What came before is the name of a sheet, of the first cell or the second. */
            while (n > 0 && cells[n - 1] != ':') {
                n--;
            }
        } else if (n < sizeof(cells)) {
            cells[n++] = c;
        }
    }
    return *at > beg && sheet_area_of((struct str){.p = cells, .n = n}, ret_area);
}

static void take_areas(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    struct sheet_area area;
    struct str value = {};
    size_t at = 0;

    t->areas.n = 0;
    xml_attribute(e, "target-range-address", &value);
    while (t->areas.n < MAX_AREAS && next_area(value, &at, &area)) {
        *VEC_ADD(w->arena, &t->areas) = area;
    }
}

/* What paints cells beside their styles: scales, bars, conditions with a ground. */
static void take_paint(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    struct str name = {};

    xml_attribute(e, "apply-style-name", &name);

    bool paints = !ooxml_is(e->name, "condition") ||
                  odf_format_named(&w->styles, name)->ground.paint > OOXML_CLEAR;

    for (uint32_t i = 0; i < t->areas.n && paints && t->painted.n < MAX_AREAS; i++) {
        *VEC_ADD(w->arena, &t->painted) = t->areas.v[i];
    }
}

void odf_table_rule_keep(struct odf_walk *w, struct str words)
{
    struct odf_table *t = &w->table;

    if (t->value.type == 's' && t->kept.n < MAX_KEPT) {
        *VEC_ADD(w->arena, &t->kept) =
            (struct odf_kept){.row = t->row,
                              .column = t->column,
                              .element = t->cell_element,
                              .style = t->cell_style,
                              .words = arena_str(w->arena, str_sub(words, 0, SHEET_SAMPLE_BYTES))};
    }
}

void odf_table_rule_ask(struct odf_walk *w, struct odf_value value, bool is_seen)
{
    struct odf_table *t = &w->table;

    if (!w->styles.asks) {
        return;
    }
    sheet_asked_add(&t->asked, w->arena, t->column, t->row, value.type, value.value);
    if (is_seen && odf_format_asks(&w->styles, t->cell_style) && t->waiting.n < MAX_KEPT) {
        *VEC_ADD(w->arena, &t->waiting) = (struct odf_kept){
            .row = t->row,
            .column = t->column,
            .type = value.type,
            .element = t->cell_element,
            .style = t->cell_style,
            .words = arena_str(w->arena, str_sub(value.value, 0, SHEET_SAMPLE_BYTES))};
    }
}

/* Cells whose conditions ask others: now all of these are known. */
static void judge_waiting(struct odf_walk *w)
{
    struct odf_table *t = &w->table;

    for (uint32_t i = 0; i < t->waiting.n; i++) {
        const struct odf_kept *cell = &t->waiting.v[i];
        struct odf_value value = {.type = cell->type,
                                  .value = cell->words,
                                  .column = cell->column,
                                  .row = cell->row,
                                  .others = &t->asked};

        t->row = cell->row;
        t->column = cell->column;
        odf_table_rule_tell(w, odf_format_judge(&w->styles, cell->style, value), cell->words,
                            cell->element, false);
    }
}

static bool has_cell(const struct odf_table *t, const struct odf_kept *cell)
{
    for (uint32_t i = 0; i < t->areas.n; i++) {
        if (sheet_area_has(&t->areas.v[i], cell->column, cell->row)) {
            return true;
        }
    }
    return false;
}

/* A condition on words: those it hides. */
static void judge_words(struct odf_walk *w, const struct xml_element *e)
{
    struct odf_table *t = &w->table;
    struct sheet_rule rule;
    struct str condition = {}, name = {};

    xml_attribute(e, "value", &condition);
    xml_attribute(e, "apply-style-name", &name);
    if (!odf_format_words_rule(w->arena, condition, &rule)) {
        return;
    }
    const struct odf_style *over = odf_format_named(&w->styles, name);

    for (uint32_t i = 0; i < t->kept.n; i++) {
        const struct odf_kept *cell = &t->kept.v[i];

        if (has_cell(t, cell)) {
            t->row = cell->row;
            t->column = cell->column;
            odf_table_rule_tell(
                w, odf_format_judge_rule(&w->styles, cell->style, &rule, over, cell->words),
                cell->words, cell->element, false);
        }
    }
}

void odf_table_rule_judge(struct odf_walk *w)
{
    struct odf_table *t = &w->table;

    judge_waiting(w);
    for (uint32_t i = 0; i < t->pale.n; i++) {
        const struct odf_pale *p = &t->pale.v[i];
        bool is_painted = false;

        for (uint32_t k = 0; k < t->painted.n && !is_painted; k++) {
            is_painted = sheet_area_has(&t->painted.v[k], p->column, p->row);
        }
        if (!is_painted) {
            t->row = p->row;
            t->column = p->column;
            odf_walk_add(w, "XLS-243", INSPECT_HEURISTIC, p->words);
            odf_walk_mark(w, p->is_run ? ODF_MARK_RUN : ODF_MARK_VALUE, p->element);
        }
    }
}

void odf_table_rule_start(struct odf_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "conditional-format")) {
        take_areas(w, e);
    } else if (ooxml_is(e->name, "condition") || ooxml_is(e->name, "color-scale") ||
               ooxml_is(e->name, "data-bar") || ooxml_is(e->name, "date-is")) {
        take_paint(w, e);
    }
    if (ooxml_is(e->name, "condition")) {
        judge_words(w, e);
    }
}

void odf_table_rule_tell(struct odf_walk *w, enum odf_sight sight, struct str words,
                         uint32_t element, bool is_run)
{
    struct odf_table *t = &w->table;

    if (sight == ODF_LOST) {
        odf_walk_add(w, "XLS-243", INSPECT_STRUCTURAL, words);
        odf_walk_mark(w, is_run ? ODF_MARK_RUN : ODF_MARK_VALUE, element);
    } else if (sight == ODF_PALE && t->pale.n < MAX_PALE) {
        *VEC_ADD(w->arena, &t->pale) =
            (struct odf_pale){.row = t->row,
                              .column = t->column,
                              .element = element,
                              .is_run = is_run,
                              .words = arena_str(w->arena, str_sub(words, 0, SHEET_SAMPLE_BYTES))};
    }
}
