/* The table tools/po-table.js makes of po/ja.po; private to tr.c. */
#ifndef BASE_TR_TABLE_H
#define BASE_TR_TABLE_H

#include <stddef.h>

struct tr_entry {
    const char *id;
    const char *text;
};

/* Sorted by id, bytewise. */
extern const struct tr_entry tr_table[];
extern const size_t tr_table_count;

#endif
