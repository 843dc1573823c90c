/*
 * Tables whose heads stand in cells that lose their values. Excel wants the head of a column and
 * its cell to say the same: both get the name that Excel itself gives to a new column, so that the
 * file opens as it did and neither says what was hidden. Formulas that name a table have become
 * values by then; those of the table's own columns go.
 */
#include "clean/office/office-sheet.h"

enum { MAX_HEADS = 4096 };

static uint32_t number_of(struct str s, uint32_t otherwise)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    }
    return s.n == 0 ? otherwise : n;
}

static bool is_column(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "tableColumn") &&
           xml_tree_is(t, t->nodes.v[node].parent, "tableColumns");
}

/* "Column3", or as Excel in Japanese when other heads are; none that another column has. */
static struct str new_name(struct office *o, const struct xml_tree *t, uint32_t index)
{
    bool is_latin = true;
    bool is_taken = true;
    struct str name = {};

    for (uint32_t i = 1; i < t->nodes.n && is_latin; i++) {
        struct str head = is_column(t, i) ? xml_tree_value(t, i, "name") : (struct str){};

        for (size_t k = 0; k < head.n; k++) {
            is_latin &= (unsigned char)head.p[k] < 0x80;
        }
    }
    for (uint32_t number = index + 1; is_taken; number += 1000) {
        name = arena_printf(o->arena, is_latin ? "Column%u" : "列%u", number);
        is_taken = false;
        for (uint32_t i = 1; i < t->nodes.n && !is_taken; i++) {
            is_taken = is_column(t, i) && str_eq_any_case(xml_tree_value(t, i, "name"), name);
        }
    }
    return name;
}

static bool is_own_name(struct str name)
{
    size_t at = str_starts(name, STR("Column")) ? 6 : str_starts(name, STR("列")) ? 3 : 0;
    bool is_own = at > 0 && name.n > at;

    for (; is_own && at < name.n; at++) {
        is_own = name.p[at] >= '0' && name.p[at] <= '9';
    }
    return is_own;
}

static void plan_table(struct office *o, struct sheet_item *sheet, struct office_part *part)
{
    struct office_edit e;
    uint32_t column, row;

    if (office_edit_begin(&e, o, part)) {
        const struct xml_tree *t = &e.tree;
        struct str area = xml_tree_value(t, 1, "ref");
        ptrdiff_t colon = str_find(area, STR(":"), 0);
        uint32_t index = 0;
        bool has_head = number_of(xml_tree_value(t, 1, "headerRowCount"), 1) > 0 && colon > 0 &&
                        office_sheet_cell(str_sub(area, 0, (size_t)colon), &column, &row);

        for (uint32_t i = 1; i < t->nodes.n && has_head; i++) {
            if (!is_column(t, i)) {
                continue;
            }
            struct str name = xml_tree_value(t, i, "name");

            if (office_sheet_cell_goes(sheet, column + index, row) && sheet->heads.n < MAX_HEADS) {
                *VEC_ADD(o->arena, &sheet->heads) = (struct sheet_head){
                    .column = column + index,
                    .row = row,
                    .table = part->name,
                    .name = is_own_name(name) ? arena_str(o->arena, name) : new_name(o, t, index),
                    .index = index};
            }
            index++;
        }
    }
    office_edit_end(&e);
}

void office_sheet_table_plan(struct office *o, struct sheet_item *sheet)
{
    for (uint32_t i = 0; i < o->relations.n && sheet->blanked.n > 0; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (str_eq(r->type, STR("table")) && r->to != NULL && !r->is_gone &&
            str_eq_any_case(r->source, sheet->part)) {
            plan_table(o, sheet, r->to);
        }
    }
}

struct str office_sheet_table_head(const struct sheet_item *sheet, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < sheet->heads.n; i++) {
        if (sheet->heads.v[i].column == column && sheet->heads.v[i].row == row) {
            return sheet->heads.v[i].name;
        }
    }
    return (struct str){};
}

/* The new name of a column of the table, or NULL. */
static const struct sheet_head *head_of(const struct office *o, struct str part, uint32_t index)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        const struct sheet_item *sheet = &o->sheet->sheets.v[i];

        for (uint32_t k = 0; k < sheet->heads.n; k++) {
            if (sheet->heads.v[k].index == index && str_eq(sheet->heads.v[k].table, part)) {
                return &sheet->heads.v[k];
            }
        }
    }
    return NULL;
}

bool office_sheet_table_concerns(const struct office *o, struct str part)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        const struct sheet_item *sheet = &o->sheet->sheets.v[i];

        for (uint32_t k = 0; k < sheet->heads.n; k++) {
            if (str_eq(sheet->heads.v[k].table, part)) {
                return true;
            }
        }
    }
    return false;
}

void office_sheet_table_edit(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    bool is_renamed = false;
    uint32_t index = 0;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct xml_attr name;

        if (!is_column(t, i)) {
            continue;
        }
        const struct sheet_head *head = head_of(e->o, e->part->name, index++);

        if (head != NULL && xml_tree_attr(t, i, "name", &name) && !str_eq(name.value, head->name)) {
            struct xml_attr label;
            size_t beg = (size_t)(name.value.p - t->bytes.p);

            xml_edit_put(&e->edits, beg, beg + name.value.n, head->name);
            if (xml_tree_attr(t, i, "totalsRowLabel", &label)) {
                xml_edit_cut(&e->edits, label.beg, label.end);
            }
            is_renamed = true;
        }
    }
    for (uint32_t i = 1; i < t->nodes.n && is_renamed; i++) {
        if (xml_tree_is(t, i, "calculatedColumnFormula") || xml_tree_is(t, i, "totalsRowFormula")) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
}
