/*
 * Shapes of slides and of sheets: words in them that nobody can read become blanks (DOC-222),
 * shapes of slides that lie wholly under others go (PPT-263), and those with words that no slide
 * shows, on layouts and masters or in boxes of no size (PPT-264). Which they are is the inspector's
 * judgement, for it takes places, themes and layouts; a shape is found again by its part, its name
 * and its words.
 */
#include "clean/office/office-drawing.h"

#include "base/tr.h"
#include "clean/office/office-blank.h"
#include "clean/office/office-found.h"
#include "clean/office/office-slide.h"

enum { LONG_WORDS = 190 }; /* bytes: of longer ones only the beginning may be told */

struct drawing_target {
    struct str part; /* of a slide; "" = of any sheet */
    struct str shape, words;
    bool is_cut; /* there are more words */
    uint32_t
        paragraph;    /* those of one paragraph that has words, from 1; 0 = of runs that look so */
    const char *goes; /* the rule by which the shape goes; NULL = its words become blanks */
};

struct office_drawing {
    VEC(struct drawing_target) targets;
};

/* ---- the plan ---- */

/* Long words are told in part. */
static void take_cut(struct drawing_target *target)
{
    if (str_ends(target->words, STR("…"))) {
        target->words.n -= strlen("…");
        target->is_cut = true;
    }
    target->is_cut |= target->words.n >= LONG_WORDS;
}

/* `ppt/slides/slide1.xml "shape"`, `sheet "shape"`; and `… "shape" ¶2` */
static void add_target(struct office *o, const struct inspect_finding *x, const char *goes)
{
    struct drawing_target target = {.words = x->reads, .goes = goes};
    struct str place = x->place;
    ptrdiff_t quote = str_find(place, STR(" \""), 0);
    ptrdiff_t mark = str_rfind(place, STR("\" ¶"));

    if (mark > quote) {
        for (size_t i = (size_t)mark + strlen("\" ¶"); i < place.n; i++) {
            target.paragraph = target.paragraph * 10 + (uint32_t)(place.p[i] - '0');
        }
        place = str_sub(place, 0, (size_t)mark + 1);
    }
    if (quote < 0 || !str_ends(place, STR("\"")) || target.words.n == 0) {
        return;
    }
    struct str part = str_sub(place, 0, (size_t)quote);

    target.part = office_part(o, part) == NULL ? (struct str){} : part;
    target.shape = str_sub(place, (size_t)quote + 2, place.n - 1);
    take_cut(&target);
    *VEC_ADD(o->arena, &o->drawing->targets) = target;
}

/* Shapes that say of themselves that they are hidden are told without words, and go elsewhere. */
static void plan_unseen(struct office *o)
{
    const struct inspect_finding *x;

    for (uint32_t at = 0; o->flavour == OOXML_SLIDE &&
                          cleaning_hidden(o->c, "PPT-264") == CLEANING_REMOVE &&
                          office_found_next(o, "PPT-264", &at, &x);) {
        add_target(o, x, "PPT-264");
    }
}

static bool is_data_of_diagram(const struct office *o, struct str part)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (r->to != NULL && str_eq(r->type, STR("diagramData")) &&
            (part.n == 0 || str_eq(r->to->name, part))) {
            return true;
        }
    }
    return false;
}

/* Words of the data of diagrams that no shape has are told by the part they are in. */
static void plan_diagrams(struct office *o)
{
    const struct inspect_finding *x;

    if (!cleaning_may(o->c, "OOX-212") || !is_data_of_diagram(o, (struct str){})) {
        return;
    }
    for (uint32_t at = 0; office_found_next(o, "OOX-212", &at, &x);) {
        if (x->reads.n > 0 && is_data_of_diagram(o, x->place)) {
            *VEC_ADD(o->arena, &o->drawing->targets) =
                (struct drawing_target){.part = x->place, .words = x->reads};
            take_cut(&o->drawing->targets.v[o->drawing->targets.n - 1]);
        }
    }
}

void office_drawing_plan(struct office *o)
{
    const struct inspect_finding *x;

    o->drawing = ARENA_NEW(o->arena, struct office_drawing);
    plan_diagrams(o);
    if (o->flavour == OOXML_WORD) {
        return;
    }
    for (uint32_t at = 0;
         cleaning_may(o->c, "DOC-222") && office_found_next(o, "DOC-222", &at, &x);) {
        add_target(o, x, NULL);
    }
    for (uint32_t at = 0; cleaning_hidden(o->c, "PPT-263") == CLEANING_REMOVE &&
                          office_found_next(o, "PPT-263", &at, &x);) {
        if (x->basis == INSPECT_STRUCTURAL) {
            add_target(o, x, "PPT-263");
        } else {
            cleaning_kept(
                o->c, "PPT-263", x->place, 1,
                tr("it is covered in part only; take out what is under the shape where the "
                   "file was made"));
        }
    }
    plan_unseen(o);
}

bool office_drawing_concerns(const struct office *o, const struct office_part *part)
{
    static const char *const folders[] = {"ppt/slides/",         "ppt/slideLayouts/",
                                          "ppt/slideMasters/",   "ppt/notesMasters/",
                                          "ppt/handoutMasters/", "xl/drawings/"};

    for (size_t i = 0; i < COUNT(folders) && o->drawing->targets.n > 0; i++) {
        if (office_is_named(part->name, folders[i], ".xml")) {
            return true;
        }
    }
    return o->drawing->targets.n > 0 && is_data_of_diagram(o, part->name);
}

/* ---- the edit ---- */

/* Each cell of a table is a shape of its own, of the name of the table. */
static bool is_shape(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "sp") || xml_tree_is(t, node, "tc");
}

static struct str name_of(struct office_edit *e, uint32_t shape)
{
    const struct xml_tree *t = &e->tree;

    if (xml_tree_is(t, shape, "tc") && !xml_tree_is_in(t, shape, "graphicFrame", &shape)) {
        return (struct str){};
    }
    uint32_t past = xml_tree_past(t, shape);

    for (uint32_t i = shape + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (xml_tree_is(t, i, "cNvPr")) {
            return office_found_decoded(&e->arena, xml_tree_value(t, i, "name"));
        }
    }
    return (struct str){};
}

/* The words of a run, or of a shape's first runs, as the inspector tells them. */
static struct str words_in(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, node);
    struct buf text CLEANUP(buf_done);

    buf_init(&text, 64 * 1024);
    for (uint32_t i = node + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (xml_tree_is(t, i, "t")) {
            buf_add(&text, xml_tree_inside(t, i));
        } else if (xml_tree_is(t, i, "p") && text.n > 0) {
            buf_add(&text, STR(" ")); /* paragraphs are told with a blank between them */
        }
    }
    return office_blank_tidy(&e->arena, office_found_decoded(&e->arena, buf_str(&text)));
}

static bool is_told(const struct drawing_target *target, struct str words)
{
    return words.n > 0 &&
           (str_eq(words, target->words) || (target->is_cut && str_starts(words, target->words)));
}

/* What paints the letters of a run: its fill, highlight and size as they are written. */
static struct str paint_of(struct office_edit *e, uint32_t run)
{
    static const char *const names[] = {"solidFill", "gradFill", "noFill", "ln", "highlight"};
    const struct xml_tree *t = &e->tree;
    uint32_t properties = xml_tree_child(t, run, "rPr");
    struct str paint = properties == 0 ? (struct str){} : xml_tree_value(t, properties, "sz");

    for (size_t i = 0; i < COUNT(names) && properties != 0; i++) {
        uint32_t node = xml_tree_child(t, properties, names[i]);

        if (node != 0) {
            paint = arena_printf(
                &e->arena, "%.*s %.*s", STR_ARG(paint),
                STR_ARG(str_sub(t->bytes, t->nodes.v[node].beg, t->nodes.v[node].end)));
        }
    }
    return paint;
}

static bool is_run(const struct xml_tree *t, uint32_t node)
{
    return (xml_tree_is(t, node, "r") || xml_tree_is(t, node, "fld")) &&
           xml_tree_child(t, node, "t") != 0;
}

static void blank_run(struct office_edit *e, uint32_t run, const char *rule)
{
    const struct xml_tree *t = &e->tree;
    uint32_t text = xml_tree_child(t, run, "t");

    if (xml_tree_inside(t, text).n > 0) {
        xml_edit_put(&e->edits, t->nodes.v[text].head_end, t->nodes.v[text].tail_beg,
                     office_blank_words(&e->arena, xml_tree_inside(t, text)));
        office_log(e, rule, 1);
    }
}

/* A cell of a table that lies under a shape keeps its place. */
static void blank_cell(struct office_edit *e, uint32_t cell, const char *rule)
{
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, cell);

    for (uint32_t i = cell + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (is_run(t, i)) {
            blank_run(e, i, rule);
        }
    }
}

/* All runs of the paragraph that was told. */
static void blank_paragraph(struct office_edit *e, uint32_t shape,
                            const struct drawing_target *target)
{
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, shape);
    uint32_t end = past == 0 ? t->nodes.n : past;
    uint32_t number = 0;
    bool has_words = false; /* the paragraph at hand, so far */

    for (uint32_t i = shape + 1; i < end; i++) {
        if (xml_tree_is(t, i, "p")) {
            has_words = false;
        } else if (is_run(t, i) && xml_tree_inside(t, xml_tree_child(t, i, "t")).n > 0) {
            number += !has_words;
            has_words = true;
            if (number == target->paragraph) {
                blank_run(e, i, "DOC-222");
            }
        }
    }
}

/* The run that was told, and those of the shape that look the same. */
static void blank_runs(struct office_edit *e, uint32_t shape, const struct drawing_target *target)
{
    const struct xml_tree *t = &e->tree;
    uint32_t past = xml_tree_past(t, shape);
    uint32_t end = past == 0 ? t->nodes.n : past;
    struct str paint = {};

    for (uint32_t i = shape + 1; i < end && paint.n == 0; i++) {
        if (is_run(t, i) && is_told(target, words_in(e, i))) {
            paint = paint_of(e, i);
        }
    }
    for (uint32_t i = shape + 1; i < end && paint.n > 0; i++) {
        if (is_run(t, i) && str_eq(paint_of(e, i), paint)) {
            blank_run(e, i, "DOC-222");
        }
    }
}

/* Points of a diagram keep their place, and lose the words that were told. */
static void edit_diagram(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct str words = xml_tree_is(t, i, "p") ? words_in(e, i) : (struct str){};
        bool goes = false;

        for (uint32_t k = 0; k < e->o->drawing->targets.n && words.n > 0 && !goes; k++) {
            const struct drawing_target *target = &e->o->drawing->targets.v[k];

            goes = str_eq(target->part, e->part->name) && is_told(target, words);
        }
        uint32_t past = goes ? xml_tree_past(t, i) : i;

        for (uint32_t k = i + 1; k < (past == 0 ? t->nodes.n : past); k++) {
            if (xml_tree_is(t, k, "t")) {
                xml_edit_cut(&e->edits, t->nodes.v[k].head_end, t->nodes.v[k].tail_beg);
            }
        }
        if (goes) {
            office_log(e, "OOX-212", 1);
        }
    }
}

void office_drawing_edit(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    if (is_data_of_diagram(e->o, e->part->name)) {
        edit_diagram(e);
        return;
    }

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct str name = is_shape(t, i) ? name_of(e, i) : (struct str){};

        for (uint32_t k = 0; k < e->o->drawing->targets.n && name.n > 0; k++) {
            const struct drawing_target *target = &e->o->drawing->targets.v[k];

            if (!str_eq(name, target->shape) ||
                (target->part.n > 0 && !str_eq(target->part, e->part->name))) {
                continue;
            }
            if (target->paragraph > 0) {
                blank_paragraph(e, i, target);
            } else if (target->goes == NULL) {
                blank_runs(e, i, target);
            } else if (xml_tree_is(t, i, "tc") && is_told(target, words_in(e, i))) {
                blank_cell(e, i, target->goes);
            } else if (xml_tree_is(t, i, "sp") && is_told(target, words_in(e, i))) {
                office_slide_remove_shape(e, i, target->goes);
                break;
            }
        }
    }
}
