/*
 * Workbooks: which sheets, names and links go, and what depends on them.
 *
 * A hidden sheet goes when only formulas of cells use it: those become the values they show. When a
 * chart, a list of allowed values, a conditional format or a pivot table of what stays uses it, it
 * stays, and that is said.
 */
#include "clean/office/office-sheet.h"

#include "base/tr.h"
#include "clean/office/office-found.h"
#include "clean/office/office-kind.h"
#include "inspect/office/ooxml-sheet-text.h"

static bool is_true(struct str value)
{
    return str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on"));
}

/* ---- the workbook ---- */

static int take_workbook(struct office *o)
{
    struct office_edit e;
    int stopped = 0;

    if (office_edit_begin(&e, o, office_part(o, o->main))) {
        const struct xml_tree *t = &e.tree;

        for (uint32_t i = 1; i < t->nodes.n; i++) {
            if (xml_tree_is(t, i, "sheet")) {
                struct str state = xml_tree_value(t, i, "state");
                struct office_relation *r = office_relation(o, o->main, xml_tree_value(t, i, "id"));

                *VEC_ADD(o->arena, &o->sheet->sheets) = (struct sheet_item){
                    .name = arena_str(o->arena, xml_tree_value(t, i, "name")),
                    .part = r == NULL || r->to == NULL ? (struct str){} : r->to->name,
                    .relation = r,
                    .is_macro = r != NULL && (str_eq(r->type, STR("xlMacrosheet")) ||
                                              str_eq(r->type, STR("xlIntlMacrosheet"))),
                    .is_hidden = str_eq(state, STR("hidden")) || str_eq(state, STR("veryHidden"))};
            } else if (xml_tree_is(t, i, "definedName")) {
                *VEC_ADD(o->arena, &o->sheet->names) =
                    arena_str(o->arena, xml_tree_value(t, i, "name"));
            } else if (xml_tree_is(t, i, "workbookProtection") && !o->sheet->lifts_protection &&
                       (is_true(xml_tree_value(t, i, "lockStructure")) ||
                        is_true(xml_tree_value(t, i, "lockRevision")))) {
                stopped = cleaning_stop(
                    o->c, tr("it is protected against changes; cleaning would go round that"),
                    tr("to clean it and lift the protection: --yes OOX-218"));
            }
        }
    }
    office_edit_end(&e);
    return stopped;
}

/* Names of tables, of sheets that go or of all. */
static void take_tables(struct office *o, bool only_gone)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct office_relation *r = &o->relations.v[i];
        const struct sheet_item *sheet = office_sheet_of(o, r->source);
        struct office_edit e;

        if (!str_eq(r->type, STR("table")) || sheet == NULL || (only_gone && !sheet->goes)) {
            continue;
        }
        if (office_edit_begin(&e, o, r->to)) {
            struct str name = xml_tree_value(&e.tree, 1, "displayName");

            if (only_gone) {
                *VEC_ADD(o->arena, &o->sheet->gone_names) = arena_str(o->arena, name);
            } else {
                *VEC_ADD(o->arena, &o->sheet->names) = arena_str(o->arena, name);
            }
        }
        office_edit_end(&e);
    }
}

static bool is_kept_name(struct str name)
{
    return str_starts(name, STR("_xlnm."));
}

/* Hidden ones, and constants that no cell shows. */
static bool is_unseen_name(const struct office *o, const struct xml_tree *t, uint32_t node)
{
    struct str name = xml_tree_value(t, node, "name");

    return o->sheet->drops_hidden_names && !is_kept_name(name) &&
           (is_true(xml_tree_value(t, node, "hidden")) ||
            (!sheet_name_is_own(name) &&
             sheet_name_is_constant(office_found_decoded(o->arena, xml_tree_inside(t, node)))));
}

/* Whether a defined name goes: for what it is, or for what it is about. */
static bool name_goes(const struct office *o, const struct xml_tree *t, uint32_t node)
{
    struct xml_attr local;

    if (is_unseen_name(o, t, node)) {
        return true;
    }
    if (xml_tree_attr(t, node, "localSheetId", &local)) {
        uint32_t index = 0;

        for (size_t i = 0; i < local.value.n && i < 6; i++) {
            index = index * 10 + (uint32_t)(local.value.p[i] - '0');
        }
        if (index < o->sheet->sheets.n && o->sheet->sheets.v[index].goes) {
            return true;
        }
    }
    return office_sheet_formula_breaks(o, xml_tree_inside(t, node));
}

static void plan_names(struct office *o)
{
    struct office_edit e;

    o->sheet->gone_names.n = 0;
    take_tables(o, true);
    if (office_edit_begin(&e, o, office_part(o, o->main))) {
        for (uint32_t i = 1; i < e.tree.nodes.n; i++) {
            struct str name = xml_tree_value(&e.tree, i, "name");

            if (xml_tree_is(&e.tree, i, "definedName") && name_goes(o, &e.tree, i) &&
                !is_kept_name(name)) {
                *VEC_ADD(o->arena, &o->sheet->gone_names) = arena_str(o->arena, name);
            }
        }
    }
    office_edit_end(&e);
}

/* ---- what uses a sheet but cells ---- */

/* A formula that cannot become the value it shows: that of a cell can, when the file has it. */
static bool is_formula(const struct xml_tree *t, uint32_t node)
{
    uint32_t parent = t->nodes.v[node].parent;

    return (xml_tree_is(t, node, "f") &&
            (!xml_tree_is(t, parent, "c") || !office_sheet_is_reckoned(t, parent))) ||
           xml_tree_is(t, node, "formula") || xml_tree_is(t, node, "formula1") ||
           xml_tree_is(t, node, "formula2");
}

static bool part_uses_gone(struct office *o, struct office_part *part)
{
    static const char *const attributes[] = {"textlink", "fmlaLink", "fmlaRange", "fmlaTxbx"};
    struct office_edit e;
    bool uses = false;

    if (office_edit_begin(&e, o, part)) {
        const struct xml_tree *t = &e.tree;

        for (uint32_t i = 1; i < t->nodes.n && !uses; i++) {
            if (is_formula(t, i)) {
                uses = office_sheet_formula_breaks(o, xml_tree_inside(t, i));
            } else if (xml_tree_is(t, i, "worksheetSource")) {
                struct str name = xml_tree_value(t, i, "sheet");

                for (uint32_t k = 0; k < o->sheet->sheets.n; k++) {
                    uses |= o->sheet->sheets.v[k].goes && str_eq(o->sheet->sheets.v[k].name, name);
                }
            }
            for (size_t k = 0; k < COUNT(attributes) && !uses; k++) {
                struct xml_attr attr;

                uses = xml_tree_attr(t, i, attributes[k], &attr) &&
                       office_sheet_formula_breaks(o, attr.value);
            }
        }
    }
    office_edit_end(&e);
    return uses;
}

/* Whether a relation of what stays leads to the part, not by way of the sheets that go. */
static bool is_of_what_stays(const struct office *o, const struct office_part *part, int depth)
{
    const struct sheet_item *sheet = office_sheet_of(o, part->name);

    if (sheet != NULL) {
        return !sheet->goes;
    }
    for (uint32_t i = 0; i < o->relations.n && depth < 8; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (r->to != part || r->is_gone) {
            continue;
        }
        const struct office_part *from = r->source.n == 0 ? NULL : office_part(o, r->source);

        if (from == NULL || str_eq(r->source, o->main) || is_of_what_stays(o, from, depth + 1)) {
            return true;
        }
    }
    return false;
}

static bool may_use_sheets(struct str name)
{
    static const char *const places[] = {
        "worksheets/",  "charts/", "drawings/", "ctrlProps/", "pivotCache/pivotCacheDefinition",
        "dialogsheets/"};

    for (size_t i = 0; i < COUNT(places); i++) {
        if (str_has(name, str_of(places[i])) && office_is_named(name, "xl/", ".xml")) {
            return true;
        }
    }
    return false;
}

/* Which sheets are to go; false: none is, or none would be left that one sees. */
static bool choose_sheets(struct office *o)
{
    struct office_sheet *s = o->sheet;
    bool drops_macros = cleaning_may(o->c, "OOX-208"), any = false, leaves_one = false;

    for (uint32_t i = 0; i < s->sheets.n; i++) {
        struct sheet_item *x = &s->sheets.v[i];

        x->goes = x->relation != NULL &&
                  ((s->hidden_sheets == CLEANING_REMOVE && x->is_hidden && x->has_values) ||
                   (drops_macros && x->is_macro));
        any |= x->goes;
        leaves_one |= !x->goes && !x->is_hidden;
    }
    for (uint32_t i = 0; i < s->sheets.n && any && !leaves_one; i++) {
        s->sheets.v[i].goes &= !s->sheets.v[i].is_macro;
    }
    return any;
}

static void keep_sheet(struct office *o, struct sheet_item *sheet)
{
    sheet->goes = false;
    cleaning_kept(o->c, sheet->is_macro ? "OOX-208" : "XLS-240", sheet->name, 1,
                  tr("a chart, a list or a pivot table uses it; --hidden show, or mend it where it "
                     "was made"));
}

static void drop_sheet(struct office *o, struct sheet_item *sheet)
{
    sheet->relation->is_gone = true;
    (void)office_drop_type(o, o->main, "calcChain");
    o->sheet->has_dropped_values = true;
    o->drops_titles = true;
    cleaning_log(o->c, sheet->is_macro ? "OOX-208" : "XLS-240", sheet->part, 1);
}

/* Hidden sheets with values and sheets of macros, but for those that something else than cells
 * needs. */
static void plan_sheets(struct office *o)
{
    struct office_sheet *s = o->sheet;
    bool in_use = false;

    if (!choose_sheets(o)) {
        return;
    }
    plan_names(o);
    for (uint32_t i = 0; i < o->parts.n && !in_use; i++) {
        struct office_part *part = &o->parts.v[i];

        in_use = !part->is_gone && may_use_sheets(part->name) && is_of_what_stays(o, part, 0) &&
                 part_uses_gone(o, part);
    }
    /* Which of several is needed is not told apart: they stay together. */
    for (uint32_t i = 0; i < s->sheets.n; i++) {
        if (s->sheets.v[i].goes && in_use) {
            keep_sheet(o, &s->sheets.v[i]);
        } else if (s->sheets.v[i].goes) {
            drop_sheet(o, &s->sheets.v[i]);
        }
    }
    s->gone_names.n = 0;
}

/* Who has a sheet of macros must be of the kind that has macros. */
static void keep_kind(struct office *o)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        if (o->sheet->sheets.v[i].is_macro && !o->sheet->sheets.v[i].goes) {
            office_kind_keep(o);
            cleaning_kept(o->c, "OOX-208", o->sheet->sheets.v[i].name, 1,
                          tr("a sheet of macros; delete it where the file was made"));
        }
    }
}

/* ---- other parts that go ---- */

static void plan_outside(struct office *o)
{
    if (!cleaning_may(o->c, "OOX-209") && !cleaning_may(o->c, "XLS-246")) {
        return;
    }
    uint32_t count = office_drop_type(o, o->main, "externalLink");

    o->sheet->drops_outside = count > 0;
    cleaning_log(o->c, "XLS-246", o->main, count);
}

static void plan_queries(struct office *o)
{
    bool in_use = false;

    if (!cleaning_may(o->c, "XLS-245")) {
        return;
    }
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct office_edit e;

        if (!office_is_named(o->parts.v[i].name, "xl/pivotCache/pivotCacheDefinition", ".xml")) {
            continue;
        }
        if (office_edit_begin(&e, o, &o->parts.v[i])) {
            uint32_t source = xml_tree_child(&e.tree, 1, "cacheSource");
            struct xml_attr attr;

            in_use |= source != 0 && xml_tree_attr(&e.tree, source, "connectionId", &attr);
        }
        office_edit_end(&e);
    }
    if (in_use) {
        cleaning_kept(o->c, "XLS-245", o->main, 1, tr("a pivot table is made of it"));
        return;
    }
    uint32_t count = office_drop_type(o, (struct str){}, "connections") +
                     office_drop_type(o, (struct str){}, "queryTable");

    o->sheet->drops_queries = count > 0;
    cleaning_log(o->c, "XLS-245", o->main, count);
}

/* Shapes of comments stand in a drawing of their own, maybe with those of controls. */
static bool has_other_shapes(struct office *o, struct office_part *part)
{
    struct office_edit e;
    bool has = false;

    if (office_edit_begin(&e, o, part)) {
        for (uint32_t i = 1; i < e.tree.nodes.n; i++) {
            has |= xml_tree_is(&e.tree, i, "ClientData") &&
                   !str_eq(xml_tree_value(&e.tree, i, "ObjectType"), STR("Note"));
        }
    }
    office_edit_end(&e);
    return has;
}

static void plan_comments(struct office *o)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (!r->is_gone || !str_eq(r->type, STR("comments"))) {
            continue;
        }
        for (uint32_t k = 0; k < o->relations.n; k++) {
            struct office_relation *x = &o->relations.v[k];

            if (str_eq(x->source, r->source) && str_eq(x->type, STR("vmlDrawing")) &&
                x->to != NULL && !has_other_shapes(o, x->to)) {
                x->is_gone = true;
            }
        }
    }
}

/* "表!B3" */
static void plan_unreadable(struct office *o)
{
    const struct inspect_finding *x;

    for (uint32_t at = 0; office_found_next(o, "XLS-243", &at, &x);) {
        ptrdiff_t mark = str_rfind(x->place, STR("!"));
        struct sheet_unread a = {.words = x->reads};

        if (mark < 0 || !office_sheet_cell(str_sub(x->place, (size_t)mark + 1, x->place.n),
                                           &a.column, &a.row)) {
            continue;
        }
        if (str_ends(a.words, STR("…"))) {
            a.words.n -= strlen("…");
            a.is_cut = true;
        }
        for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
            struct sheet_item *sheet = &o->sheet->sheets.v[i];

            if (str_eq(office_found_decoded(o->arena, sheet->name),
                       str_sub(x->place, 0, (size_t)mark))) {
                *VEC_ADD(o->arena, &sheet->unread) = a;
            }
        }
    }
    o->sheet->knows_unreadable = office_found_is_whole(o, "XLS-243");
}

int office_sheet_plan(struct office *o, struct err *err)
{
    struct office_sheet *s = ARENA_NEW(o->arena, struct office_sheet);

    o->sheet = s;
    s->hidden_sheets = cleaning_hidden(o->c, "XLS-240");
    s->hidden_rows = cleaning_hidden(o->c, "XLS-241");
    s->blanks_unreadable = cleaning_may(o->c, "XLS-243");
    s->blanks_merged = cleaning_may(o->c, "XLS-249");
    s->drops_hidden_names = cleaning_may(o->c, "XLS-242");
    s->lifts_protection = cleaning_may(o->c, "OOX-218");
    s->drops_views = cleaning_may(o->c, "XLS-248");
    int stopped = take_workbook(o);

    if (s->drops_hidden_names || s->drops_views) {
        office_sheet_words_plan(o);
    }

    plan_comments(o);
    for (uint32_t i = 0; i < o->relations.n; i++) {
        s->drops_maps |=
            o->relations.v[i].is_gone && str_eq(o->relations.v[i].type, STR("xmlMaps"));
    }
    if (s->drops_maps) {
        (void)office_drop_type(o, (struct str){}, "tableSingleCells");
    }
    plan_outside(o);
    plan_queries(o);
    if (s->blanks_unreadable) {
        plan_unreadable(o);
    }
    if (s->blanks_unreadable) {
        office_sheet_format_read(o);
    }
    if (s->hidden_rows != CLEANING_KEEP || s->hidden_sheets != CLEANING_KEEP ||
        s->blanks_unreadable || s->blanks_merged || cleaning_may(o->c, "OOX-208")) {
        take_tables(o, false);
        for (uint32_t i = 0; i < s->sheets.n; i++) {
            office_sheet_cell_plan(o, &s->sheets.v[i]);
        }
    }
    plan_sheets(o);
    keep_kind(o);
    plan_names(o);
    return stopped;
}

/* ---- edits ---- */

static void set_number(struct office_edit *e, uint32_t node, const char *name, uint32_t value)
{
    struct xml_attr attr;

    if (xml_tree_attr(&e->tree, node, name, &attr)) {
        size_t beg = (size_t)(attr.value.p - e->tree.bytes.p);

        xml_edit_put(&e->edits, beg, beg + attr.value.n, arena_printf(&e->arena, "%u", value));
    }
}

/* What the number of a sheet becomes; of one that goes, that of the first visible one. */
static uint32_t new_index(const struct office *o, uint32_t old)
{
    const struct office_sheet *s = o->sheet;
    uint32_t n = 0;
    uint32_t visible = UINT32_MAX;

    for (uint32_t i = 0; i < s->sheets.n; i++) {
        if (i == old && !s->sheets.v[i].goes) {
            return n;
        }
        if (!s->sheets.v[i].is_hidden && !s->sheets.v[i].goes && visible == UINT32_MAX) {
            visible = n;
        }
        n += !s->sheets.v[i].goes;
    }
    return visible == UINT32_MAX ? 0 : visible;
}

static uint32_t index_of(struct str value)
{
    uint32_t n = 0;

    for (size_t i = 0; i < value.n && i < 6 && value.p[i] >= '0' && value.p[i] <= '9'; i++) {
        n = n * 10 + (uint32_t)(value.p[i] - '0');
    }
    return n;
}

static void edit_name(struct office_edit *e, uint32_t node)
{
    struct xml_attr attr;

    if (name_goes(e->o, &e->tree, node)) {
        if (is_unseen_name(e->o, &e->tree, node)) {
            office_log(e, "XLS-242", 1);
        }
        office_remove_from_list(e, node);
        return;
    }
    if (e->o->sheet->drops_hidden_names) {
        office_sheet_words_remark(e, node);
    }
    if (e->o->drops_titles && xml_tree_attr(&e->tree, node, "localSheetId", &attr)) {
        set_number(e, node, "localSheetId", new_index(e->o, index_of(attr.value)));
    }
}

static bool has_values_named(const struct office *o, struct str name)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        if (str_eq(o->sheet->sheets.v[i].name, name)) {
            return o->sheet->sheets.v[i].has_values;
        }
    }
    return false;
}

/*
 * Some programs write the elements although nothing is protected (as inspect/office/ooxml-sheet.c).
 */
static bool is_protection(const struct xml_tree *t, uint32_t node)
{
    static const char *const locks[] = {"lockStructure", "lockWindows", "lockRevision",
                                        "readOnlyRecommended"};
    static const char *const words[] = {"workbookPassword", "workbookHashValue", "userName",
                                        "reservationPassword", "hashValue"};
    bool found = false;

    if (!xml_tree_is(t, node, "workbookProtection") && !xml_tree_is(t, node, "fileSharing")) {
        return false;
    }
    for (size_t i = 0; i < COUNT(locks); i++) {
        found |= is_true(xml_tree_value(t, node, locks[i]));
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        found |= xml_tree_value(t, node, words[i]).n > 0;
    }
    return found;
}

/*
 * A window: sheets that went have no number in it any more. One that is not shown can only be
 * shown.
 */
static void edit_window(struct office_edit *e, uint32_t node)
{
    static const char *const numbers[] = {"activeTab", "firstSheet"};
    enum cleaning_choice choice = e->o->sheet->hidden_sheets;
    struct xml_attr attr;

    for (size_t k = 0; k < COUNT(numbers) && e->o->drops_titles; k++) {
        if (xml_tree_attr(&e->tree, node, numbers[k], &attr)) {
            set_number(e, node, numbers[k], new_index(e->o, index_of(attr.value)));
        }
    }
    if (!xml_tree_attr(&e->tree, node, "visibility", &attr) || str_eq(attr.value, STR("visible"))) {
        return;
    }
    if (choice == CLEANING_SHOW) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
        office_log(e, "XLS-240", 1);
    } else if (choice == CLEANING_REMOVE) {
        cleaning_kept(e->o->c, "XLS-240", e->part->name, 1,
                      tr("no window of the workbook is shown; --hidden show"));
    }
}

static void edit_workbook(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    const struct office_sheet *s = e->o->sheet;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct xml_attr attr;

        uint32_t around = i;

        if (xml_tree_is(t, i, "absPath") && cleaning_may(e->o->c, "OOX-203")) {
            (void)xml_tree_is_in(t, i, "AlternateContent", &around);
            xml_edit_remove(&e->edits, t, around);
            office_log(e, "OOX-203", 1);
        } else if (xml_tree_is(t, i, "revisionPtr") && cleaning_may(e->o->c, "OOX-205")) {
            xml_edit_remove(&e->edits, t, i);
            office_log(e, "OOX-205", 1);
        } else if (xml_tree_is(t, i, "definedName")) {
            edit_name(e, i);
        } else if (xml_tree_is(t, i, "workbookView")) {
            edit_window(e, i);
        } else if (xml_tree_is(t, i, "sheet") && s->hidden_sheets == CLEANING_SHOW &&
                   xml_tree_attr(t, i, "state", &attr) && !str_eq(attr.value, STR("visible")) &&
                   has_values_named(e->o, xml_tree_value(t, i, "name"))) {
            xml_edit_cut(&e->edits, attr.beg, attr.end);
            office_log(e, "XLS-240", 1);
        } else if (s->lifts_protection && is_protection(t, i)) {
            xml_edit_remove(&e->edits, t, i);
            office_log(e, "OOX-218", 1);
        } else if (xml_tree_is(t, i, "customWorkbookViews") && s->drops_views) {
            xml_edit_remove(&e->edits, t, i);
            office_log(e, "XLS-248", 1);
        }
    }
}

/* Shapes of comments among others. */
static void edit_shapes(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        uint32_t shape = 0;

        if (xml_tree_is(t, i, "ClientData") &&
            str_eq(xml_tree_value(t, i, "ObjectType"), STR("Note")) &&
            xml_tree_is_in(t, i, "shape", &shape)) {
            xml_edit_remove(&e->edits, t, shape);
        }
    }
}

/* A table that was filled by a query or from XML. */
static void edit_source(struct office_edit *e)
{
    static const char *const names[] = {"tableType", "queryTableFieldId", "connectionId",
                                        "uniqueName"};
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (xml_tree_is(t, i, "xmlColumnPr")) {
            xml_edit_remove(&e->edits, t, i);
        }
        for (size_t k = 0; k < COUNT(names); k++) {
            struct xml_attr attr;

            if (xml_tree_attr(t, i, names[k], &attr)) {
                xml_edit_cut(&e->edits, attr.beg, attr.end);
            }
        }
    }
}

/* Remarks about a table, and values of its filter that no cell has. */
static void edit_table_words(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (xml_tree_is(t, i, "table") && e->o->sheet->drops_hidden_names) {
            office_sheet_words_remark(e, i);
        } else if (xml_tree_is(t, i, "filterColumn") && e->o->sheet->criteria.n > 0) {
            office_sheet_words_filter(e, i);
        }
    }
}

static bool has_dropped_comments(const struct office *o)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        if (o->relations.v[i].is_gone && str_eq(o->relations.v[i].type, STR("comments"))) {
            return true;
        }
    }
    return false;
}

bool office_sheet_concerns(const struct office *o, const struct office_part *part)
{
    const struct office_sheet *s = o->sheet;

    if (str_eq(part->name, o->main)) {
        return true;
    }
    if (office_is_named(part->name, "xl/tables/", ".xml")) {
        return s->drops_queries || s->drops_maps || s->drops_hidden_names || s->criteria.n > 0 ||
               office_sheet_table_concerns(o, part->name);
    }
    if (office_is_named(part->name, "xl/", ".vml")) {
        return has_dropped_comments(o);
    }
    return office_sheet_of(o, part->name) != NULL &&
           (s->hidden_rows != CLEANING_KEEP || s->blanks_unreadable || s->blanks_merged ||
            s->drops_outside || s->drops_views || s->freezes_cells || s->drops_margins ||
            s->lifts_protection || o->drops_titles || s->gone_names.n > 0);
}

void office_sheet_edit(struct office_edit *e)
{
    struct sheet_item *sheet = office_sheet_of(e->o, e->part->name);

    if (str_eq(e->part->name, e->o->main)) {
        edit_workbook(e);
    } else if (office_is_named(e->part->name, "xl/tables/", ".xml")) {
        if (e->o->sheet->drops_queries || e->o->sheet->drops_maps) {
            edit_source(e);
        }
        edit_table_words(e);
        office_sheet_table_edit(e);
    } else if (office_is_named(e->part->name, "xl/sharedStrings", ".xml")) {
        office_sheet_words_readings(e);
    } else if (office_is_named(e->part->name, "xl/", ".vml")) {
        edit_shapes(e);
    } else if (sheet != NULL) {
        office_sheet_cell_edit(e, sheet);
    }
}
