/* Conditional formats: which cells they are for, and whether they hold. */
#ifndef INSPECT_OOXML_SHEET_RULE_H
#define INSPECT_OOXML_SHEET_RULE_H

#include "inspect/office/ooxml-sheet-formula.h"
#include "inspect/office/ooxml-workbook.h"

struct sheet_rule {
    struct sheet_area areas[8];
    uint32_t area_count;
    uint32_t change;                                  /* index of dxf, or UINT32_MAX */
    uint32_t priority;                                /* a lower one wins */
    struct str type, operator, text, formula, second; /* second: of its formulas */
    bool hides;                                       /* it can make a value unseen */
    bool paints;
};

/* Cells that are asked. */
struct sheet_asked_area {
    struct str sheet; /* empty: that of the rule */
    struct sheet_area area;
};

/* The cell to judge such a rule for; of others nothing is known yet. */
struct sheet_cell_at sheet_rule_place(const struct sheet_rule *rule, uint32_t column, uint32_t row,
                                      char type, struct str value);

/* The cells that it asks beside the one it is judged for, at most so many areas; how many. */
uint32_t sheet_rule_asks(const struct sheet_rule *rule, struct sheet_asked_area *ret,
                         uint32_t most);

/* Whether the rule holds for a cell; *ret_known is false when that cannot be told. */
bool sheet_rule_holds(const struct sheet_rule *rule, const struct sheet_cell_at *cell,
                      bool *ret_known);

/* Adds the areas of a list ("A1:B2 C3"), as many as there is room for. */
void sheet_rule_areas(struct sheet_rule *rule, struct str areas);

/* What the rule changes: an index of the workbook's dxfs, which must be there. */
void sheet_rule_changes(struct sheet_rule *rule, const struct workbook *b, uint32_t change);

/* Whether an area of the rule has the cell. */
bool sheet_rule_has(const struct sheet_rule *rule, uint32_t column, uint32_t row);

#endif
