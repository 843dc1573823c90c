/*
 * The table tools/po-table.js makes of po/ja.po; private to tr.c. Texts are told by their place,
 * not by pointers: nothing of the table has to be moved when the program starts.
 */
#ifndef BASE_TR_TABLE_H
#define BASE_TR_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct tr_entry {
    uint32_t id, text; /* where they begin in tr_texts */
};

extern const char tr_texts[];

/* Sorted by id, bytewise. */
extern const struct tr_entry tr_table[];
extern const size_t tr_table_count;

#endif
