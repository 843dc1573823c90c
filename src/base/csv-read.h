/*
 * CSV in (RFC 4180), field by field, from text that is UTF-8 already. What breaks the rules is read
 * as well as it goes and marked.
 *
 *     struct csv_reader r = {.text = text, .separator = ','};
 *     while ((step = csv_next(&r, a, &field)) != CSV_END) { ... }
 */
#ifndef BASE_CSV_READ_H
#define BASE_CSV_READ_H

#include "base/arena.h"

struct csv_reader {
    struct str text; /* without a byte order mark */
    char separator;
    size_t at;
    bool in_row; /* a separator was read: a field follows, be it empty */
};

struct csv_field {
    struct str text;   /* borrowed, or of the arena when it had doubled quotes */
    bool has_break;    /* a line break inside */
    bool is_malformed; /* a quote where none may stand, or none at the end */
};

enum csv_step { CSV_FIELD, CSV_ROW_END, CSV_END };

/* The next field, the end of a row (after its last field), or the end. */
enum csv_step csv_next(struct csv_reader *r, struct arena *a, struct csv_field *ret_field);

#endif
