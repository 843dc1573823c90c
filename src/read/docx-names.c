/* Names of elements; see docx-names.h. The table is in the order of strcmp(). */
#include "read/docx-names.h"

#include "base/common.h"

#include <string.h>

static const struct {
    const char *name;
    enum docx_name number;
} names[] = {
    {"br", W_BR},
    {"cr", W_CR},
    {"del", W_DEL},
    {"delInstrText", W_DEL_INSTR_TEXT},
    {"delText", W_DEL_TEXT},
    {"endnote", W_ENDNOTE},
    {"endnoteReference", W_ENDNOTE_REFERENCE},
    {"footerReference", W_FOOTER_REFERENCE},
    {"footnote", W_FOOTNOTE},
    {"footnoteReference", W_FOOTNOTE_REFERENCE},
    {"gridBefore", W_GRID_BEFORE},
    {"gridSpan", W_GRID_SPAN},
    {"headerReference", W_HEADER_REFERENCE},
    {"ins", W_INS},
    {"instrText", W_INSTR_TEXT},
    {"lastRenderedPageBreak", W_LAST_RENDERED_PAGE_BREAK},
    {"moveFrom", W_MOVE_FROM},
    {"moveTo", W_MOVE_TO},
    {"noBreakHyphen", W_NO_BREAK_HYPHEN},
    {"p", W_P},
    {"pPr", W_P_PR},
    {"pPrChange", W_P_PR_CHANGE},
    {"ptab", W_PTAB},
    {"r", W_R},
    {"rPr", W_R_PR},
    {"rPrChange", W_R_PR_CHANGE},
    {"rt", W_RT},
    {"sdtPr", W_SDT_PR},
    {"sectPrChange", W_SECT_PR_CHANGE},
    {"sym", W_SYM},
    {"t", W_T},
    {"tab", W_TAB},
    {"tabs", W_TABS},
    {"tbl", W_TBL},
    {"tblGrid", W_TBL_GRID},
    {"tblPr", W_TBL_PR},
    {"tc", W_TC},
    {"tcPrChange", W_TC_PR_CHANGE},
    {"tr", W_TR},
    {"trPrChange", W_TR_PR_CHANGE},
    {"txbxContent", W_TXBX_CONTENT},
    {"vMerge", W_V_MERGE},
};

enum docx_name docx_name_of(const char *name)
{
    size_t low = 0;
    size_t high = COUNT(names);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, names[middle].name);

        if (order == 0) {
            return names[middle].number;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return W_OTHER;
}
