/*
 * Walks over the cells of a sheet for what stands behind them in the file: conditional formats that
 * hide values, and values that filters let through. When a format asks other cells, their values
 * are gathered in a walk of their own before it.
 */
#include "inspect/office/ooxml-sheet-again.h"

#include "inspect/office/ooxml-sheet-look.h"
#include "inspect/office/ooxml-sheet-words.h"
#include "inspect/office/ooxml-value.h"

enum { MAX_ASKED_IN = 400, MAX_ASKED_SHEETS = 8 };

static enum xml_step again_start(void *user, const struct xml_element *e)
{
    struct sheet_walk *w = user;

    if (ooxml_is(e->name, "row")) {
        int64_t row = xml_attribute_int(e, "r", (int64_t)w->row + 1);

        w->row = (uint32_t)MIN(MAX(row, (int64_t)1), (int64_t)SHEET_MAX_ROWS);
        w->column = 0;
    } else if (ooxml_is(e->name, "c")) {
        sheet_walk_cell(w, e);
    } else if (ooxml_is(e->name, "rPh")) {
        return XML_SKIP;
    } else {
        w->in_value = ooxml_is(e->name, "v") || ooxml_is(e->name, "t");
    }
    return XML_ENTER;
}

static void again_text(void *user, struct str text)
{
    struct sheet_walk *w = user;

    if (w->in_value) {
        buf_add(&w->value, text);
    }
}

static void walk(struct sheet_walk *w, const struct xml_handler *handler)
{
    w->row = w->column = 0;
    buf_clear(&w->value);
    ooxml_walk(w->book->o, w->sheet->part, handler, w);
}

/* ---- values that formulas ask ---- */

static void asked_end(void *user, const char *name, enum xml_namespace ns)
{
    struct sheet_walk *w = user;
    bool is_asked = false;

    w->in_value = false;
    if (!ooxml_is(name, "c")) {
        return;
    }
    struct str text = sheet_walk_value(w);

    for (uint32_t i = 0; i < w->asked_in.n && text.n > 0 && !is_asked; i++) {
        const struct sheet_asked_area *x = &w->asked_in.v[i];

        is_asked = str_eq_any_case(x->sheet, w->asked_sheet) &&
                   sheet_area_has(&x->area, w->column, w->row);
    }
    if (is_asked) {
        sheet_asked_add(&w->asked, w->arena, w->column, w->row, w->type, text);
    }
    buf_clear(&w->value);
}

/* Values of one sheet, by its name; empty: the sheet at hand. */
static void read_asked_of(struct sheet_walk *w, struct str name)
{
    static const struct xml_handler handler = {
        .start = again_start, .end = asked_end, .text = again_text};
    const struct workbook *b = w->book;
    const struct sheet *own = w->sheet;
    const struct sheet *of = name.n == 0 ? own : NULL;

    for (uint32_t i = 0; i < b->sheets.n && of == NULL; i++) {
        of = str_eq_any_case(b->sheets.v[i].name, name) ? &b->sheets.v[i] : NULL;
    }
    if (of == NULL || w->asked.sheets.n >= MAX_ASKED_SHEETS) {
        return;
    }
    if (name.n > 0) {
        *VEC_ADD(w->arena, &w->asked.sheets) = name;
    }
    w->asked.sheet = w->asked.sheets.n;
    w->asked_sheet = name;
    w->sheet = of;
    walk(w, &handler);
    w->sheet = own;
}

static void read_asked(struct sheet_walk *w)
{
    struct sheet_asked_area areas[2 * SHEET_MAX_ASKED];

    for (uint32_t i = 0; i < w->rules.n; i++) {
        uint32_t n = sheet_rule_asks(&w->rules.v[i], areas, COUNT(areas));

        for (uint32_t k = 0; k < n; k++) {
            w->asked.is_full |= w->asked_in.n >= MAX_ASKED_IN;
            if (w->asked_in.n < MAX_ASKED_IN) {
                *VEC_ADD(w->arena, &w->asked_in) = areas[k];
            }
        }
    }
    /* The sheet at hand first, then each other once. */
    for (uint32_t i = 0; i < w->asked_in.n; i++) {
        if (w->asked_in.v[i].sheet.n == 0) {
            read_asked_of(w, (struct str){});
            break;
        }
    }
    for (uint32_t i = 0; i < w->asked_in.n; i++) {
        struct str name = w->asked_in.v[i].sheet;
        bool is_new = name.n > 0;

        for (uint32_t k = 0; k < w->asked.sheets.n && is_new; k++) {
            is_new = !str_eq_any_case(w->asked.sheets.v[k], name);
        }
        if (is_new) {
            read_asked_of(w, name);
        }
    }
}

/* ---- cells that a conditional format makes unseen ---- */

/*
 * What all rules that hold make of the format of the cell; false: that cannot be told, or nothing.
 */
static bool change_format(const struct sheet_walk *w, struct str text, struct sheet_format *f)
{
    const struct workbook *b = w->book;
    uint32_t by_text = UINT32_MAX, by_ground = UINT32_MAX, by_number = UINT32_MAX; /* priorities */

    for (uint32_t i = 0; i < w->rules.n; i++) {
        const struct sheet_rule *rule = &w->rules.v[i];
        const struct sheet_format *change = &b->changes.v[rule->change];
        bool known = false;

        if (!sheet_rule_has(rule, w->column, w->row) || (!rule->hides && !rule->paints)) {
            continue;
        }
        struct sheet_cell_at cell = sheet_rule_place(rule, w->column, w->row, w->type, text);

        cell.others = &w->asked;
        bool holds = sheet_rule_holds(rule, &cell, &known);

        if (!known && rule->paints) {
            return false;
        }
        if (!known || !holds) {
            continue;
        }
        if (change->text.paint != OOXML_UNSAID && rule->priority < by_text) {
            f->text = change->text;
            by_text = rule->priority;
        }
        if (change->ground.paint != OOXML_UNSAID && rule->priority < by_ground) {
            f->ground = change->ground;
            by_ground = rule->priority;
        }
        if (change->has_number && rule->priority < by_number) {
            f->number = change->number;
            f->has_number = true;
            by_number = rule->priority;
        }
    }
    return by_text < UINT32_MAX || by_ground < UINT32_MAX || by_number < UINT32_MAX;
}

static void judge_by_rules(struct sheet_walk *w, struct str text)
{
    struct sheet_format f;

    if (str_trim(text).n == 0 || w->column == 0 || w->type == 'e' ||
        sheet_number_section(w->type, text) == 2) {
        return; /* a zero or an error that is not shown is for the looks */
    }
    f = *sheet_look_format(w, &f);
    if (change_format(w, text, &f) && !sheet_look_is_seen(&f, w->type, text)) {
        found_add(w->book->o->found, "XLS-243", INSPECT_HEURISTIC,
                  sheet_cell_place(w, w->column, w->row), text);
    }
}

static void again_end(void *user, const char *name, enum xml_namespace ns)
{
    struct sheet_walk *w = user;

    w->in_value = false;
    if (ooxml_is(name, "c")) {
        struct str text = sheet_walk_value(w);

        sheet_words_see(w, text);
        judge_by_rules(w, text);
        buf_clear(&w->value);
    }
}

/* ---- whether it is worth a walk ---- */

/* Whether letters of one could be lost on the ground of the other. */
static bool is_lost_on(const struct ooxml_colour *text, const struct ooxml_colour *ground)
{
    uint32_t rgb = text->paint == OOXML_SOLID ? text->rgb : OOXML_BLACK;

    return text->paint != OOXML_UNKNOWN && ground->paint != OOXML_UNKNOWN &&
           ooxml_is_near(rgb, ground->paint == OOXML_SOLID ? ground->rgb : OOXML_WHITE);
}

/* Whether what a rule changes of cells of that format could hide them; it may be another rule's. */
static bool may_hide_in(const struct sheet_format *change, const struct sheet_format *f)
{
    bool hides = change->text.paint != OOXML_UNSAID && is_lost_on(&change->text, &f->ground);

    if (change->ground.paint != OOXML_UNSAID) {
        hides |= is_lost_on(&f->text, &change->ground);
        for (size_t i = 0; i < COUNT(f->number.text) && f->has_number; i++) {
            hides |= f->number.text[i].paint == OOXML_SOLID &&
                     is_lost_on(&f->number.text[i], &change->ground);
        }
    }
    return hides;
}

/*
 * Whether rules of the sheet could hide a value at all: most give cells another colour that can be
 * read on any ground there is.
 */
static bool may_hide(const struct sheet_walk *w)
{
    static const struct sheet_format plain;
    const struct workbook *b = w->book;
    bool hides = false;

    for (uint32_t i = 0; i < w->rules.n && !hides; i++) {
        const struct sheet_format *change = &b->changes.v[w->rules.v[i].change];

        if (!w->rules.v[i].hides) {
            continue;
        }
        hides = change->has_number || w->has_table_styles || may_hide_in(change, &plain);
        for (uint32_t k = 0; k < w->rules.n && !hides; k++) {
            const struct sheet_format *other = &b->changes.v[w->rules.v[k].change];

            hides = other->text.paint != OOXML_UNSAID && change->ground.paint != OOXML_UNSAID &&
                    is_lost_on(&other->text, &change->ground);
        }
        for (uint32_t k = 0; k < b->formats.n && !hides; k++) {
            hides = may_hide_in(change, &b->formats.v[k]);
        }
    }
    return hides;
}

void sheet_again(struct sheet_walk *w)
{
    static const struct xml_handler handler = {
        .start = again_start, .end = again_end, .text = again_text};
    bool hides = may_hide(w);

    if (hides) {
        read_asked(w);
    } else {
        w->rules.n = 0; /* they have told what they paint */
    }
    if (hides || w->criteria.n > 0) {
        walk(w, &handler);
        sheet_words_judge_criteria(w);
    }
}
