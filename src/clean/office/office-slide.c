/*
 * Presentations: slides that are not shown, notes, shapes off the slide, sections, embedded files
 * that show a picture. A slide that goes takes with it its place in the list, in sections and in
 * shows, and the links to it.
 */
#include "clean/office/office-slide.h"

#include "base/tr.h"
#include "clean/office/office-found.h"
#include "inspect/office/ooxml-slide-title.h"
#include "inspect/office/ooxml-words.h"

struct office_slide {
    enum cleaning_choice slides, off_slide;
    int64_t width, height;    /* of a slide; 0 = not known */
    VEC(struct str) gone_ids; /* of sldId elements */
    bool drops_sections, lifts_protection;
};

static bool is_slide(struct str name)
{
    return office_is_named(name, "ppt/slides/", ".xml");
}

static int64_t number_of(struct str s)
{
    int64_t n = 0;
    bool negative = s.n > 0 && s.p[0] == '-';

    for (size_t i = negative; i < s.n && i < 15 && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        n = n * 10 + (s.p[i] - '0');
    }
    return negative ? -n : n;
}

static bool is_off(struct str value)
{
    return str_eq(value, STR("0")) || str_eq(value, STR("false"));
}

/* ---- the plan ---- */

static bool is_hidden_slide(struct office *o, struct office_part *part)
{
    struct office_edit e;
    bool hidden = office_edit_begin(&e, o, part) && is_off(xml_tree_value(&e.tree, 1, "show"));

    office_edit_end(&e);
    return hidden;
}

static void drop_slide(struct office *o, const struct office_part *part)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        if (o->relations.v[i].to == part) {
            o->relations.v[i].is_gone = true;
        }
    }
    o->drops_titles = true;
    cleaning_log(o->c, "PPT-260", part->name, 1);
}

static bool has_listed(const struct str *listed, uint32_t n, struct str name)
{
    for (uint32_t i = 0; i < n; i++) {
        if (str_eq(listed[i], name)) {
            return true;
        }
    }
    return false;
}

struct listing {
    VEC(struct str) listed;
    VEC(struct str) ids;
};

/* The relation's id of a sldId; the other attribute called "id" has no prefix. */
static struct str relation_id(const struct xml_tree *t, uint32_t node)
{
    const struct xml_node *x = &t->nodes.v[node];
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        if (str_ends(attr.name, STR(":id"))) {
            return attr.value;
        }
    }
    return (struct str){};
}

static struct str own_id(const struct xml_tree *t, uint32_t node)
{
    const struct xml_node *x = &t->nodes.v[node];
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        if (str_eq(attr.name, STR("id"))) {
            return attr.value;
        }
    }
    return (struct str){};
}

static int take_presentation(struct office *o, struct listing *l)
{
    struct office_edit e;
    int stopped = 0;

    if (office_edit_begin(&e, o, office_part(o, o->main))) {
        const struct xml_tree *t = &e.tree;

        for (uint32_t i = 1; i < t->nodes.n; i++) {
            if (xml_tree_is(t, i, "sldSz")) {
                o->slide->width = number_of(xml_tree_value(t, i, "cx"));
                o->slide->height = number_of(xml_tree_value(t, i, "cy"));
            } else if (xml_tree_is(t, i, "sldId") && relation_id(t, i).n > 0) {
                const struct office_relation *r = office_relation(o, o->main, relation_id(t, i));

                *VEC_ADD(o->arena, &l->listed) =
                    r == NULL || r->to == NULL ? STR("-") : r->to->name;
                *VEC_ADD(o->arena, &l->ids) = arena_str(o->arena, own_id(t, i));
            } else if (xml_tree_is(t, i, "modifyVerifier") && !o->slide->lifts_protection) {
                stopped = cleaning_stop(
                    o->c, tr("it is protected against changes; cleaning would go round that"),
                    tr("to clean it and lift the protection: --yes OOX-218"));
            }
        }
    }
    office_edit_end(&e);
    return stopped;
}

static void plan_slides(struct office *o, const struct listing *l)
{
    uint32_t stays = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < o->parts.n; i++) {
            struct office_part *part = &o->parts.v[i];

            if (!is_slide(part->name) || !part->is_used) {
                continue;
            }
            bool unlisted = !has_listed(l->listed.v, l->listed.n, part->name);
            bool goes = unlisted || is_hidden_slide(o, part);

            stays += pass == 0 && !goes;
            if (pass == 0 || !goes) {
                continue;
            }
            if (stays == 0 && !unlisted) {
                cleaning_kept(o->c, "PPT-260", part->name, 1,
                              tr("no slide would be left; --hidden show"));
                continue;
            }
            drop_slide(o, part);
            for (uint32_t k = 0; k < l->listed.n; k++) {
                if (str_eq(l->listed.v[k], part->name)) {
                    *VEC_ADD(o->arena, &o->slide->gone_ids) = l->ids.v[k];
                }
            }
        }
    }
}

/* Words of notes that are no furniture: numbers, dates, heads. */
static bool has_words(const struct xml_tree *t)
{
    static const char *const furniture[] = {"sldNum", "dt", "hdr", "ftr", "sldImg"};

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        uint32_t shape = 0;
        bool counts = xml_tree_is(t, i, "t") && str_trim(xml_tree_inside(t, i)).n > 0;

        if (counts && xml_tree_is_in(t, i, "sp", &shape)) {
            uint32_t past = xml_tree_past(t, shape);

            for (uint32_t k = shape; k < (past == 0 ? t->nodes.n : past) && counts; k++) {
                for (size_t f = 0; f < COUNT(furniture) && xml_tree_is(t, k, "ph"); f++) {
                    counts &= !str_eq(xml_tree_value(t, k, "type"), str_of(furniture[f]));
                }
            }
        }
        if (counts) {
            return true;
        }
    }
    return false;
}

static void plan_notes(struct office *o)
{
    enum cleaning_choice choice = cleaning_hidden(o->c, "PPT-261");

    for (uint32_t i = 0; i < o->relations.n && choice != CLEANING_KEEP; i++) {
        struct office_relation *r = &o->relations.v[i];
        struct office_edit e;

        if (!str_eq(r->type, STR("notesSlide")) || r->is_gone || r->to == NULL) {
            continue;
        }
        if (office_edit_begin(&e, o, r->to) && has_words(&e.tree)) {
            if (choice == CLEANING_SHOW) {
                cleaning_kept(o->c, "PPT-261", r->to->name, 1,
                              tr("notes cannot be shown on the slide; --yes PPT-261"));
            } else {
                r->is_gone = true;
                cleaning_log(o->c, "PPT-261", r->to->name, 1);
            }
        }
        office_edit_end(&e);
    }
}

/* ---- embedded files ---- */

static uint32_t descendant(const struct xml_tree *t, uint32_t node, const char *local)
{
    uint32_t past = xml_tree_past(t, node);

    for (uint32_t i = node + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (xml_tree_is(t, i, local)) {
            return i;
        }
    }
    return 0;
}

/* Embedded objects of a slide go when each has its picture there; files behind charts always. */
static void plan_embedded(struct office *o)
{
    if (!cleaning_may(o->c, "OOX-207")) {
        return;
    }
    for (uint32_t i = 0; i < o->relations.n; i++) {
        struct office_relation *r = &o->relations.v[i];
        struct office_edit e;
        bool has_all = true;

        if (r->is_external || r->to == NULL || r->is_gone ||
            (!str_eq(r->type, STR("oleObject")) && !str_eq(r->type, STR("package")))) {
            continue;
        }
        if (!str_has(r->source, STR("charts/")) &&
            office_edit_begin(&e, o, office_part(o, r->source))) {
            for (uint32_t n = 1; n < e.tree.nodes.n; n++) {
                uint32_t frame = 0;

                if (xml_tree_is(&e.tree, n, "oleObj")) {
                    has_all &= xml_tree_is_in(&e.tree, n, "graphicFrame", &frame) &&
                               descendant(&e.tree, frame, "pic") != 0;
                }
            }
            office_edit_end(&e);
        }
        if (has_all) {
            r->is_gone = true;
            cleaning_log(o->c, "OOX-207", r->to->name, 1);
        } else {
            cleaning_kept(o->c, "OOX-207", r->to->name, 1,
                          tr("it has no picture of its own to be left in its place"));
        }
    }
}

/* Titles that no slide has any more go with their list. */
static void plan_titles(struct office *o)
{
    const struct inspect_finding *x;

    for (uint32_t at = 0;
         cleaning_may(o->c, "OOX-201") && office_found_next(o, "OOX-201", &at, &x);) {
        if (str_ends(x->place, STR(" TitlesOfParts"))) {
            o->drops_titles = true;
            cleaning_log(o->c, "OOX-201", x->place, 1);
        }
    }
}

int office_slide_plan(struct office *o, struct err *err)
{
    struct listing l = {};

    o->slide = ARENA_NEW(o->arena, struct office_slide);
    o->slide->slides = cleaning_hidden(o->c, "PPT-260");
    o->slide->off_slide = cleaning_hidden(o->c, "PPT-262");
    o->slide->drops_sections = cleaning_may(o->c, "PPT-267");
    plan_titles(o);
    o->slide->lifts_protection = cleaning_may(o->c, "OOX-218");
    int stopped = take_presentation(o, &l);

    if (o->slide->slides == CLEANING_REMOVE) {
        plan_slides(o, &l);
    } else if (o->slide->slides == CLEANING_SHOW) {
        for (uint32_t i = 0; i < o->parts.n; i++) {
            if (is_slide(o->parts.v[i].name) &&
                !has_listed(l.listed.v, l.listed.n, o->parts.v[i].name)) {
                cleaning_kept(o->c, "PPT-260", o->parts.v[i].name, 1,
                              tr("it is in no list of slides; --yes PPT-260 takes it out"));
            }
        }
    }
    plan_notes(o);
    plan_embedded(o);
    return stopped;
}

/* ---- edits ---- */

/* Names that nobody sees: of shows, which get a number, and of slides. */
static void edit_names(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    struct xml_attr attr;

    if (!e->o->slide->drops_sections || !xml_tree_attr(t, node, "name", &attr)) {
        return;
    }
    if (xml_tree_is(t, node, "custShow") && ooxml_slide_title_is_own(attr.value)) {
        size_t beg = (size_t)(attr.value.p - t->bytes.p);

        xml_edit_put(&e->edits, beg, beg + attr.value.n,
                     arena_printf(&e->arena, "%.*s", STR_ARG(own_id(t, node))));
        office_log(e, "PPT-267", 1);
    } else if (xml_tree_is(t, node, "cSld") && ooxml_is_free_text(attr.value)) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
        office_log(e, "PPT-267", 1);
    }
}

/* The list of slides is edited by references; sections hold their numbers. */
static void edit_presentation(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    const struct office_slide *s = e->o->slide;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        uint32_t around = i;

        edit_names(e, i);
        if (xml_tree_is(t, i, "modifyVerifier") && s->lifts_protection) {
            xml_edit_remove(&e->edits, t, i);
            office_log(e, "OOX-218", 1);
        } else if (xml_tree_is(t, i, "sectionLst") && s->drops_sections) {
            (void)xml_tree_is_in(t, i, "ext", &around);
            xml_edit_remove(&e->edits, t, around);
            office_log(e, "PPT-267", 1);
        } else if (xml_tree_is(t, i, "sldId") && xml_tree_is_in(t, i, "sectionLst", NULL)) {
            struct str id = own_id(t, i);

            for (uint32_t k = 0; k < s->gone_ids.n; k++) {
                if (str_eq(s->gone_ids.v[k], id)) {
                    xml_edit_remove(&e->edits, t, i);
                }
            }
        }
    }
}

static bool is_shape(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "sp") || xml_tree_is(t, node, "pic") ||
           xml_tree_is(t, node, "graphicFrame") || xml_tree_is(t, node, "cxnSp") ||
           xml_tree_is(t, node, "grpSp");
}

/* Where a shape stands: in its properties, or in itself (a:xfrm, p:xfrm). */
static uint32_t place_of(const struct xml_tree *t, uint32_t shape)
{
    static const char *const holders[] = {"spPr", "grpSpPr"};
    uint32_t place = xml_tree_child(t, shape, "xfrm");

    for (size_t i = 0; i < COUNT(holders) && place == 0; i++) {
        uint32_t holder = xml_tree_child(t, shape, holders[i]);

        place = holder == 0 ? 0 : xml_tree_child(t, holder, "xfrm");
    }
    return place;
}

static bool is_off_slide(const struct office *o, const struct xml_tree *t, uint32_t shape)
{
    uint32_t place = place_of(t, shape);
    uint32_t off = place == 0 ? 0 : xml_tree_child(t, place, "off");
    uint32_t size = place == 0 ? 0 : xml_tree_child(t, place, "ext");

    if (off == 0 || size == 0 || o->slide->width == 0) {
        return false;
    }
    int64_t x = number_of(xml_tree_value(t, off, "x"));
    int64_t y = number_of(xml_tree_value(t, off, "y"));
    int64_t width = number_of(xml_tree_value(t, size, "cx"));
    int64_t height = number_of(xml_tree_value(t, size, "cy"));

    return (width > 0 || height > 0) &&
           (x + width < 0 || y + height < 0 || x > o->slide->width || y > o->slide->height);
}

/* Whether an animation names the shape. */
static bool is_animated(const struct xml_tree *t, uint32_t shape)
{
    uint32_t named = descendant(t, shape, "cNvPr");
    struct str id = named == 0 ? (struct str){} : xml_tree_value(t, named, "id");

    for (uint32_t i = shape + 1; i < t->nodes.n; i++) {
        if (str_eq(xml_tree_value(t, i, "spid"), id) && xml_tree_is_in(t, i, "timing", NULL)) {
            return true;
        }
    }
    return false;
}

void office_slide_remove_shape(struct office_edit *e, uint32_t shape, const char *rule)
{
    const struct xml_tree *t = &e->tree;
    uint32_t around = shape;

    if (is_animated(t, shape)) {
        cleaning_kept(e->o->c, rule, e->part->name, 1,
                      tr("an animation uses it; take it out where the file was made"));
        return;
    }
    (void)xml_tree_is_in(t, shape, "AlternateContent", &around);
    xml_edit_remove(&e->edits, t, around);
    office_log(e, rule, 1);
}

static bool is_gone_relation(const struct office_edit *e, struct str id)
{
    const struct office_relation *r = office_relation(e->o, e->part->name, id);

    return r != NULL && r->is_gone;
}

/* The frame of an embedded object becomes its picture, with the number of the frame. */
static void leave_picture(struct office_edit *e, uint32_t object)
{
    const struct xml_tree *t = &e->tree;
    uint32_t frame = 0;
    uint32_t picture = 0;

    if (!xml_tree_is_in(t, object, "graphicFrame", &frame) ||
        (picture = descendant(t, frame, "pic")) == 0) {
        return;
    }
    struct str bytes = str_sub(t->bytes, t->nodes.v[picture].beg, t->nodes.v[picture].end);
    uint32_t named = descendant(t, picture, "cNvPr");
    uint32_t frame_named = descendant(t, frame, "cNvPr");
    struct xml_attr attr;

    if (named != 0 && frame_named != 0 && xml_tree_attr(t, named, "id", &attr)) {
        size_t beg = (size_t)(attr.value.p - bytes.p);

        bytes = arena_printf(&e->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(bytes, 0, beg)),
                             STR_ARG(xml_tree_value(t, frame_named, "id")),
                             STR_ARG(str_sub(bytes, beg + attr.value.n, bytes.n)));
    }
    xml_edit_put(&e->edits, t->nodes.v[frame].beg, t->nodes.v[frame].end, bytes);
}

static void edit_slide(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    const struct office_slide *s = e->o->slide;
    struct xml_attr attr;

    if (s->slides == CLEANING_SHOW && xml_tree_attr(t, 1, "show", &attr) && is_off(attr.value)) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
        office_log(e, "PPT-260", 1);
    }
    for (uint32_t i = 2; i < t->nodes.n; i++) {
        edit_names(e, i);
        if (is_shape(t, i) && !xml_tree_is_in(t, i, "grpSp", NULL) && is_off_slide(e->o, t, i)) {
            if (s->off_slide == CLEANING_REMOVE) {
                office_slide_remove_shape(e, i, "PPT-262");
            } else if (s->off_slide == CLEANING_SHOW) {
                cleaning_kept(e->o->c, "PPT-262", e->part->name, 1,
                              tr("where it should go is for a person; --yes PPT-262 takes it out"));
            }
        } else if (xml_tree_is(t, i, "oleObj") && is_gone_relation(e, relation_id(t, i))) {
            leave_picture(e, i);
        }
    }
}

bool office_slide_concerns(const struct office *o, const struct office_part *part)
{
    return str_eq(part->name, o->main) ? (o->slide->drops_sections || o->slide->lifts_protection ||
                                          o->slide->gone_ids.n > 0)
                                       : is_slide(part->name);
}

void office_slide_edit(struct office_edit *e)
{
    if (str_eq(e->part->name, e->o->main)) {
        edit_presentation(e);
    } else {
        edit_slide(e);
    }
}
