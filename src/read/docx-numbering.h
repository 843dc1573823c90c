/*
 * The numbers that Word computes for lists (word/numbering.xml; ECMA-376 17.9). They are not in
 * the text of the file.
 */
#ifndef READ_DOCX_NUMBERING_H
#define READ_DOCX_NUMBERING_H

#include "read/docx-styles.h"

struct docx_numbering;

/* Reads the part; it may be empty. `styles` resolve w:numStyleLink and must outlive it. */
struct docx_numbering *docx_numbering_read(struct arena *a, struct str xml,
                                           const struct docx_styles *styles,
                                           enum xml_result *ret_result);

struct docx_number {
    bool is_item;     /* in a list, numbered or not */
    int level;        /* 0-8 */
    int32_t indent;   /* columns that the list states, or DOCX_UNSET */
    struct str label; /* "第１条", "①", "・"; empty for signs that no font-free text can show */
};

/*
 * Counts one paragraph: call once for each, in the order of the text. `list` and `level` as in
 * its properties after styles (level DOCX_UNSET = said by the list: the level linked to `style`).
 */
struct docx_number docx_numbering_next(struct docx_numbering *numbering, struct arena *a,
                                       int32_t list, int32_t level, struct str style);

#endif
