/*
 * Conditional formats in the extensions of a sheet ([MS-XLSX] 2.6.37): those whose formulas ask
 * other sheets. Each rule says itself what it changes, and where they apply stands behind all of
 * them.
 */
#include "inspect/office/ooxml-sheet-extension.h"

#include "inspect/office/ooxml-sheet-around.h"
#include "inspect/office/ooxml-value.h"

void sheet_extension_open(struct sheet_walk *w)
{
    w->in_extension = true;
    w->rules_before = w->rules.n;
}

enum xml_step sheet_extension_start(struct sheet_walk *w, const struct xml_element *e)
{
    if (w->in_change) {
        return sheet_formats_start(&w->changes, e);
    }
    if (ooxml_is(e->name, "cfRule")) {
        sheet_around_rule(w, e);
    } else if (ooxml_is(e->name, "dxf") && w->rule_is_kept) {
        w->in_change = true;
        w->changes = (struct sheet_formats_walk){.b = w->book, .where = SHEET_CHANGES};
        return sheet_formats_start(&w->changes, e);
    } else if (ooxml_is(e->name, "f") || ooxml_is(e->name, "sqref")) {
        w->in_formula = true;
        buf_clear(&w->value);
    } else if (!ooxml_is(e->name, "conditionalFormatting")) {
        return XML_SKIP; /* bars and icons */
    }
    return XML_ENTER;
}

void sheet_extension_end(struct sheet_walk *w, const char *name)
{
    struct sheet_rule *rule = w->rules.n > w->rules_before ? &w->rules.v[w->rules.n - 1] : NULL;

    if (w->in_change && !ooxml_is(name, "dxf")) {
        sheet_formats_end(&w->changes, name);
    } else if (w->in_change) {
        w->in_change = false;
        sheet_rule_changes(rule, w->book, w->book->changes.n - 1);
    } else if (ooxml_is(name, "f") && w->rule_is_kept) {
        *(rule->formula.n == 0 ? &rule->formula : &rule->second) =
            arena_str(w->arena, buf_str(&w->value));
    } else if (ooxml_is(name, "cfRule") && w->rule_is_kept && rule->change == UINT32_MAX) {
        w->rules.n--; /* it changes nothing */
    } else if (ooxml_is(name, "sqref")) {
        for (uint32_t i = w->rules_before; i < w->rules.n; i++) {
            sheet_rule_areas(&w->rules.v[i], buf_str(&w->value));
        }
    } else if (ooxml_is(name, "conditionalFormatting")) {
        w->in_extension = false;
        w->rule_is_kept = false;
    }
    w->in_formula = false;
}
