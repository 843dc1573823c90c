/* The elements of word processing documents that matter to the reader, as numbers. */
#ifndef READ_DOCX_NAMES_H
#define READ_DOCX_NAMES_H

/* In the order of the names, for a search by halves. */
enum docx_name {
    W_OTHER,
    W_BR,
    W_CR,
    W_DEL,
    W_DEL_INSTR_TEXT,
    W_DEL_TEXT,
    W_ENDNOTE,
    W_ENDNOTE_REFERENCE,
    W_FOOTER_REFERENCE,
    W_FOOTNOTE,
    W_FOOTNOTE_REFERENCE,
    W_GRID_BEFORE,
    W_GRID_SPAN,
    W_HEADER_REFERENCE,
    W_INS,
    W_INSTR_TEXT,
    W_LAST_RENDERED_PAGE_BREAK,
    W_MOVE_FROM,
    W_MOVE_TO,
    W_NO_BREAK_HYPHEN,
    W_P,
    W_P_PR,
    W_P_PR_CHANGE,
    W_PTAB,
    W_R,
    W_R_PR,
    W_R_PR_CHANGE,
    W_RT,
    W_SDT_PR,
    W_SECT_PR_CHANGE,
    W_SYM,
    W_T,
    W_TAB,
    W_TABS,
    W_TBL,
    W_TBL_GRID,
    W_TBL_PR,
    W_TC,
    W_TC_PR_CHANGE,
    W_TR,
    W_TR_PR_CHANGE,
    W_TXBX_CONTENT,
    W_V_MERGE,
};

/* W_OTHER for all that is not in the list. */
enum docx_name docx_name_of(const char *name);

#endif
