/*
 * CSV out (RFC 4180), the only writer of CSV in the program: UTF-8 with a byte order mark, which
 * Excel needs to read Japanese; lines end in CRLF; fields are quoted where they must be.
 *
 * Text that a spreadsheet would take for a formula (it begins with = + - @ or a tab or CR) gets an
 * apostrophe before it. Numbers are written as they are.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/err.h"
#include "base/str.h"

#include <stdio.h>

struct csv {
    FILE *file;
    bool in_row;
};

/* Writes the byte order mark. `file` stays the caller's. */
void csv_init(struct csv *c, FILE *file);

/* A field of text; a field that is a number and is never guarded. */
void csv_text(struct csv *c, struct str text);
void csv_number(struct csv *c, struct str digits);

/* Ends the row. */
void csv_end_row(struct csv *c);

/* Says whether everything was written. ERR_IO. */
int csv_finish(struct csv *c, struct err *err) MUST_USE;

#endif
