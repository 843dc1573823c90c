/*
 * What stands before and behind the cells of a sheet: tables and drawings that lie over them,
 * merged cells, conditional formats, lists of values. The places of the first so many values were
 * kept, so that what comes behind them in the file can be held against them.
 */
#include "inspect/office/ooxml-sheet-around.h"

#include "inspect/office/ooxml-drawing.h"
#include "inspect/office/ooxml-scene-cut.h"
#include "inspect/office/ooxml-scene-judge.h"
#include "inspect/office/ooxml-sheet-text.h"
#include "inspect/office/ooxml-sheet-words.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/personal/personal.h"

enum {
    MAX_RULES = 400,
    MAX_COVERS = 200,
    MAX_TABLES = 200,
    MAX_BOXES = 500,
    MAX_UNSEEN = 2000,
    COLUMN_EMU = 609600,
    ROW_EMU = 190500,
};

/* ---- rules and lists ---- */

void sheet_around_rule(struct sheet_walk *w, const struct xml_element *e)
{
    struct workbook *b = w->book;
    int64_t change = xml_attribute_int(e, "dxfId", -1);

    /* A rule of an extension says behind it what it changes. */
    w->rule_is_kept =
        (w->in_extension || (change >= 0 && change < b->changes.n)) && w->rules.n < MAX_RULES;
    if (!w->rule_is_kept) {
        return;
    }
    struct sheet_rule *rule = VEC_ADD(w->arena, &w->rules);

    *rule = (struct sheet_rule){
        .change = UINT32_MAX,
        .type = ooxml_value(w->arena, e, "type"),
        .operator= ooxml_value(w->arena, e, "operator"),
        .text = ooxml_value(w->arena, e, "text"),
        .priority = (uint32_t)MIN(MAX(xml_attribute_int(e, "priority", 0), (int64_t)0),
                                  (int64_t)INT32_MAX)};
    if (!w->in_extension) {
        sheet_rule_changes(rule, b, (uint32_t)change);
        sheet_rule_areas(rule, w->rule_areas);
    }
}

void sheet_around_list(struct sheet_walk *w)
{
    static const struct str cues[] = {STR("氏名"), STR("名前"),   STR("担当"),   STR("職員"),
                                      STR("社員"), STR("作成者"), STR("承認者"), STR("委員"),
                                      STR("name"), STR("Name"),   STR("person"), STR("Person")};
    struct found *f = w->book->o->found;
    struct str list = buf_str(&w->value);
    struct sheet_area area = {};
    struct str head = {};
    uint32_t before = f->findings.n;

    w->in_formula = false;
    if (list.n < 3 || list.p[0] != '"') {
        return;
    }
    if (sheet_area_of(w->list_areas, &area) && area.column <= SHEET_HEAD_COLUMNS) {
        head = w->heads[area.column - 1];
    }
    struct str place =
        arena_printf(w->arena, "%.*s!%.*s", STR_ARG(w->sheet->name), STR_ARG(w->list_areas));

    for (size_t beg = 1; beg < list.n;) {
        const char *comma = memchr(list.p + beg, ',', list.n - beg);
        size_t end = comma == NULL ? list.n : (size_t)(comma - list.p);

        personal_scan(f, str_sub(list, beg, end), head, place);
        beg = end + 1;
    }
    bool found = f->findings.n > before;

    for (size_t i = 0; i < COUNT(cues) && !found; i++) {
        found = str_has(head, cues[i]);
    }
    if (found) {
        found_add(f, "XLS-248", INSPECT_HEURISTIC, place, list);
    }
}

/* ---- judging what came after the cells ---- */

/* Whether something paints the ground under a cell, as far as its format does not say. */
static bool is_painted(const struct sheet_walk *w, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < w->rules.n; i++) {
        if (w->rules.v[i].paints && sheet_rule_has(&w->rules.v[i], column, row)) {
            return true;
        }
    }
    for (uint32_t i = 0; i < w->tables.n; i++) {
        const struct sheet_table *t = &w->tables.v[i];

        if (t->style == NULL && sheet_area_has(&t->area, column, row) &&
            (t->is_dark || t->is_pivot || row < t->area.row + t->head_rows ||
             row + t->total_rows > t->area.last_row)) {
            return true;
        }
    }
    return false;
}

static void judge_pale(struct sheet_walk *w)
{
    for (uint32_t i = 0; i < w->pale.n; i++) {
        const struct sheet_pale *p = &w->pale.v[i];

        if (!is_painted(w, p->column, p->row)) {
            found_add(w->book->o->found, "XLS-243", INSPECT_HEURISTIC,
                      sheet_cell_place(w, p->column, p->row), p->words);
        }
    }
}

/* Values in merged cells other than the first: Excel shows the first only. */
static void judge_merged(struct sheet_walk *w)
{
    size_t n = w->places.n / sizeof(uint64_t);

    for (uint32_t i = 0; i < w->merged.n; i++) {
        const struct sheet_area *m = &w->merged.v[i];
        uint64_t first = (uint64_t)m->row << 14 | m->column;
        uint64_t last = (uint64_t)m->last_row << 14 | m->last_column;
        size_t beg = 0;
        uint32_t values = 0;

        for (size_t end = n; beg < end;) {
            size_t middle = beg + (end - beg) / 2;
            uint64_t place;

            memcpy(&place, w->places.p + middle * sizeof(place), sizeof(place));
            if (place <= first) {
                beg = middle + 1;
            } else {
                end = middle;
            }
        }
        for (; beg < n; beg++) {
            uint64_t place;

            memcpy(&place, w->places.p + beg * sizeof(place), sizeof(place));
            if (place > last) {
                break;
            }
            values += sheet_area_has(m, (uint32_t)(place & 0x3FFF), (uint32_t)(place >> 14));
        }
        found_add_many(w->book->o->found, "XLS-249", INSPECT_HEURISTIC,
                       sheet_cell_place(w, m->column, m->row), (struct str){}, values);
    }
}

void sheet_around_row(struct sheet_walk *w)
{
    struct sheet_range *last =
        w->unseen_rows.n == 0 ? NULL : &w->unseen_rows.v[w->unseen_rows.n - 1];

    if (!w->row_is_hidden || w->boxes.n == 0) {
        return;
    }
    if (last != NULL && last->end + 1 == w->row) {
        last->end = w->row;
    } else if (w->unseen_rows.n < MAX_UNSEEN) {
        *VEC_ADD(w->arena, &w->unseen_rows) = (struct sheet_range){.beg = w->row, .end = w->row};
    }
}

/* Boxes whose rows are all hidden are not shown either. */
static void judge_boxes(struct sheet_walk *w)
{
    for (uint32_t i = 0; i < w->boxes.n; i++) {
        const struct sheet_box *box = &w->boxes.v[i];

        for (uint32_t k = 0; k < w->unseen_rows.n; k++) {
            if (w->unseen_rows.v[k].beg <= box->row && w->unseen_rows.v[k].end >= box->last_row) {
                found_add(w->book->o->found, "XLS-241", INSPECT_STRUCTURAL,
                          arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->sheet->name),
                                       STR_ARG(box->name)),
                          box->words);
                break;
            }
        }
    }
}

static bool overlap(const struct sheet_area *a, const struct sheet_area *b)
{
    return a->column <= b->last_column && b->column <= a->last_column && a->row <= b->last_row &&
           b->row <= a->last_row;
}

static void forget_pale_boxes(struct sheet_walk *w, const struct sheet_area *area)
{
    for (uint32_t i = 0; i < w->pale_boxes.n; i++) {
        if (overlap(&w->pale_boxes.v[i].area, area)) {
            w->pale_boxes.v[i--] = w->pale_boxes.v[--w->pale_boxes.n];
        }
    }
}

void sheet_around_paint(struct sheet_walk *w, uint32_t format, const struct sheet_area *area)
{
    const struct workbook *b = w->book;

    if (w->pale_boxes.n > 0 && format < b->formats.n &&
        b->formats.v[format].ground.paint > OOXML_CLEAR) {
        forget_pale_boxes(w, area);
    }
}

/* Words of shapes in white with nothing below them. */
static void judge_pale_boxes(struct sheet_walk *w)
{
    for (uint32_t i = 0; i < w->tables.n; i++) {
        forget_pale_boxes(w, &w->tables.v[i].area);
    }
    for (uint32_t i = 0; i < w->rules.n; i++) {
        for (uint32_t k = 0; k < w->rules.v[i].area_count && w->rules.v[i].paints; k++) {
            forget_pale_boxes(w, &w->rules.v[i].areas[k]);
        }
    }
    for (uint32_t i = 0; i < w->pale_boxes.n && !w->has_ground; i++) {
        found_add(w->book->o->found, "DOC-222", INSPECT_HEURISTIC,
                  arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->sheet->name),
                               STR_ARG(w->pale_boxes.v[i].name)),
                  w->pale_boxes.v[i].words);
    }
}

/* ---- tables and drawings, before the cells ---- */

/*
 * What is told of a table in the list of names only: a remark, names of a head that is not shown.
 */
static void tell_table(struct sheet_walk *w, const struct xml_element *e, struct str words)
{
    struct str place = arena_printf(w->arena, "%.*s %s", STR_ARG(w->sheet->name), e->name);

    found_add(w->book->o->found, "XLS-242", INSPECT_STRUCTURAL, place, words);
    personal_scan(w->book->o->found, words, (struct str){}, place);
}

static void take_table_style(struct sheet_walk *w, const struct xml_element *e,
                             struct sheet_table *t)
{
    const struct workbook *b = w->book;
    struct str name = {};

    xml_attribute(e, "name", &name);
    for (uint32_t i = 0; i < b->table_styles.n && !t->is_pivot; i++) {
        if (str_eq(b->table_styles.v[i].name, name)) {
            t->style = &b->table_styles.v[i];
        }
    }
    t->first_column = ooxml_is_on(e, "showFirstColumn");
    t->last_column = ooxml_is_on(e, "showLastColumn");
    t->row_stripes = ooxml_is_on(e, "showRowStripes");
    t->column_stripes = ooxml_is_on(e, "showColumnStripes");
    w->has_table_styles |= t->style != NULL;
    if (name.n == 0 || str_starts(name, STR("TableStyleLight"))) {
        t->head_rows = t->total_rows = 0; /* not painted */
    }
    t->is_dark = str_starts(name, STR("TableStyleDark"));
}

static enum xml_step table_start(void *user, const struct xml_element *e)
{
    struct sheet_walk *w = user;
    struct str value = {};
    struct sheet_table t = {.is_pivot = ooxml_is(e->name, "location")};

    if ((ooxml_is(e->name, "table") || t.is_pivot) && xml_attribute(e, "ref", &value) &&
        w->tables.n < MAX_TABLES && sheet_area_of(value, &t.area)) {
        t.head_rows = (uint32_t)xml_attribute_int(e, "headerRowCount", 1);
        t.head_row = t.head_rows > 0 && !t.is_pivot ? t.area.row : 0;
        t.total_rows = (uint32_t)xml_attribute_int(e, "totalsRowCount", 0);
        *VEC_ADD(w->arena, &w->tables) = t;
        if (xml_attribute(e, "comment", &value) && str_trim(value).n > 0) {
            tell_table(w, e, value);
        }
    } else if (ooxml_is(e->name, "tableColumn") && w->tables.n > 0 &&
               w->tables.v[w->tables.n - 1].head_rows == 0 && xml_attribute(e, "name", &value) &&
               !sheet_is_own_head(value)) {
        tell_table(w, e, value);
    } else if (ooxml_is(e->name, "filter") || ooxml_is(e->name, "customFilter")) {
        sheet_words_criterion(w, e);
    } else if (ooxml_is(e->name, "tableStyleInfo") && w->tables.n > 0) {
        take_table_style(w, e, &w->tables.v[w->tables.n - 1]);
    }
    return XML_ENTER;
}

static void table_end(void *user, const char *name, enum xml_namespace ns)
{
}

static void read_tables(struct sheet_walk *w)
{
    static const struct xml_handler handler = {.start = table_start, .end = table_end};
    struct ooxml *o = w->book->o;

    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct ooxml_relation *r = &o->relations.v[i];

        if (!r->is_external && str_eq(r->source, w->sheet->part) &&
            (str_eq(r->type, STR("table")) || str_eq(r->type, STR("pivotTable")))) {
            ooxml_walk(o, r->target, &handler, w);
        }
    }
}

static void tell_covered(void *user, const struct scene_shape *shape,
                         const struct scene_shape *cover, bool is_whole, struct str words)
{
    struct sheet_walk *w = user;

    found_add(
        w->book->o->found, "XLS-249", is_whole ? INSPECT_STRUCTURAL : INSPECT_HEURISTIC,
        arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->sheet->name), STR_ARG(shape->name)),
        words);
}

static void tell_colourless(void *user, const struct scene_shape *shape,
                            const struct scene_shape *cover, bool is_whole, struct str words)
{
    struct sheet_walk *w = user;

    found_add(
        w->book->o->found, "DOC-222", INSPECT_STRUCTURAL,
        arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->sheet->name), STR_ARG(shape->name)),
        words);
}

/* Words that nothing but the cells below could show. */
static void keep_pale_box(void *user, const struct scene_shape *shape,
                          const struct scene_shape *cover, bool is_whole, struct str words)
{
    struct sheet_walk *w = user;
    double column = shape->x / COLUMN_EMU, row = shape->y / ROW_EMU;
    double last_column = (shape->x + shape->width) / COLUMN_EMU;
    double last_row = (shape->y + shape->height) / ROW_EMU;

    if (shape->fill.paint <= OOXML_CLEAR && shape->is_placed && column >= 0 && row >= 0 &&
        last_column < SHEET_MAX_COLUMNS && last_row < SHEET_MAX_ROWS &&
        w->pale_boxes.n < MAX_BOXES) {
        *VEC_ADD(w->arena, &w->pale_boxes) =
            (struct sheet_pale_box){.area = {.column = (uint32_t)column + 1,
                                             .row = (uint32_t)row + 1,
                                             .last_column = (uint32_t)last_column + 1,
                                             .last_row = (uint32_t)last_row + 1},
                                    .name = shape->name,
                                    .words = words};
    }
}

static void tell_cut(void *user, const struct scene_shape *shape, uint32_t paragraph)
{
    struct sheet_walk *w = user;

    found_add(w->book->o->found, "DOC-222", INSPECT_HEURISTIC,
              arena_printf(w->arena, "%.*s \"%.*s\" ¶%u", STR_ARG(w->sheet->name),
                           STR_ARG(shape->name), paragraph),
              shape->paragraphs.v[paragraph - 1].words);
}

/* Shapes with words that are anchored to two cells. */
static void add_box(struct sheet_walk *w, const struct scene_shape *s)
{
    double row = s->y / ROW_EMU;
    double last_row = (s->y + s->height) / ROW_EMU;

    if (s->moves_with_cells && s->is_placed && s->paragraphs.n > 0 && !s->is_hidden && row >= 0 &&
        last_row < SHEET_MAX_ROWS && w->boxes.n < MAX_BOXES) {
        /* One that ends where a row begins is not in it. */
        uint32_t last = (uint32_t)last_row + (last_row > (uint32_t)last_row);

        *VEC_ADD(w->arena, &w->boxes) = (struct sheet_box){.row = (uint32_t)row + 1,
                                                           .last_row = MAX(last, (uint32_t)row + 1),
                                                           .name = s->name,
                                                           .words = s->paragraphs.v[0].words};
    }
}

/* Shapes that are filled, as the cells whose middle lies under them. */
static void add_cover(struct sheet_walk *w, const struct scene_shape *s)
{
    bool is_filled = s->is_picture || s->is_frame ||
                     (s->fill.paint == OOXML_SOLID && s->fill.opacity >= 95 && s->fills_area);
    double column = s->x / COLUMN_EMU + 0.5;
    double row = s->y / ROW_EMU + 0.5;
    double last_column = (s->x + s->width) / COLUMN_EMU + 0.5;
    double last_row = (s->y + s->height) / ROW_EMU + 0.5;

    if (!is_filled || s->is_hidden || !s->is_placed || column < 0 || row < 0 ||
        last_column > SHEET_MAX_COLUMNS || last_row > SHEET_MAX_ROWS || w->covers.n >= MAX_COVERS) {
        return;
    }
    struct sheet_area area = {.column = (uint32_t)column + 1,
                              .row = (uint32_t)row + 1,
                              .last_column = (uint32_t)last_column,
                              .last_row = (uint32_t)last_row};

    if (area.column <= area.last_column && area.row <= area.last_row) {
        *VEC_ADD(w->arena, &w->covers) = (struct sheet_cover){.area = area, .name = s->name};
    }
}

static void read_drawing(struct sheet_walk *w)
{
    struct ooxml *o = w->book->o;
    struct str part = ooxml_target_of_type(o, w->sheet->part, "drawing");
    const struct ooxml_colour unknown = {.paint = OOXML_UNKNOWN}; /* cells lie under the shapes */
    const struct ooxml_colour white = {
        .paint = OOXML_SOLID, .opacity = 100, .rgb = OOXML_WHITE}; /* when nothing paints them */
    struct scene scene;

    if (part.n == 0) {
        return;
    }
    scene_init(&scene, o, part, &w->book->theme, w->arena);
    scene.default_size = 1100;
    scene.column_emu = COLUMN_EMU;
    scene.row_emu = ROW_EMU;
    ooxml_drawing_read(o, part, &scene);
    scene_find_covered(&scene, tell_covered, w);
    scene_find_colourless(&scene, &unknown, tell_colourless, w);
    scene_find_colourless(&scene, &white, keep_pale_box, w);
    scene_find_cut(&scene, tell_cut, w);
    for (uint32_t i = 0; i < scene.shapes.n; i++) {
        add_cover(w, &scene.shapes.v[i]);
        add_box(w, &scene.shapes.v[i]);
    }
    scene_done(&scene);
}

void sheet_around_read(struct sheet_walk *w)
{
    read_tables(w);
    read_drawing(w);
}

void sheet_around_judge(struct sheet_walk *w)
{
    struct found *f = w->book->o->found;

    judge_pale(w);
    judge_merged(w);
    judge_boxes(w);
    judge_pale_boxes(w);
    for (uint32_t i = 0; i < w->covers.n; i++) {
        found_add_many(f, "XLS-249", INSPECT_HEURISTIC,
                       arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->sheet->name),
                                    STR_ARG(w->covers.v[i].name)),
                       w->covers.v[i].sample, w->covers.v[i].values);
    }
}
