/*
 * A workbook (xlsx) to work with: every sheet has a frozen head with filters, wrapped cells, and
 * prints on A4 landscape. The only user of libxlsxwriter in the program.
 *
 * A column may be one to fill in: BOOK_OWNER takes a name from the sheet 担当者, BOOK_STATE a state
 * from a list. They stay empty.
 */
#ifndef WRITE_BOOK_H
#define WRITE_BOOK_H

#include "base/arena.h"
#include "base/err.h"

enum book_column_kind { BOOK_TEXT, BOOK_DATE, BOOK_OWNER, BOOK_STATE, BOOK_FREE };

struct book_column {
    const char *title;
    int width; /* characters */
    enum book_column_kind kind;
};

struct book;

/*
 * Writes to `path` when it is closed. `created_day` is the day its properties show (never the
 * clock's); without a title they name no author either. The book lives in the arena; `title` is
 * borrowed.
 */
int book_open(struct arena *a, const char *path, struct str title, int32_t created_day,
              struct book **ret_book, struct err *err) MUST_USE;

/* A new sheet with its head; cells go to it from now on. `name` is at most 31 characters. */
void book_sheet(struct book *b, const char *name, const struct book_column *columns, size_t count);

/* A line over the table of a form: what it is, and the value filled in. */
struct book_pair {
    const char *label;
    struct str value;
};

/*
 * A new sheet that is a form on A4 upright: its title, lines of label and value, then the head of a
 * table (none when `count` is 0), whose rows are written as those of a sheet.
 */
void book_form(struct book *b, const char *name, const char *title, const struct book_pair *pairs,
               size_t pair_count, const struct book_column *columns, size_t count);

/* The next cell of the row. Text over Excel's limit is cut with a mark; the day may be none. */
void book_text(struct book *b, struct str text);
void book_number(struct book *b, double number);
void book_day(struct book *b, int32_t day);
/* Text in the colour of an alarm (禁止, 重大). */
void book_alarm(struct book *b, struct str text);

/* Ends the row. False when the sheet is full and the row was not kept. */
bool book_end_row(struct book *b);

/* Adds the sheet 担当者 when a column asked for it, and writes the file. ERR_IO. */
int book_close(struct book *b, struct err *err) MUST_USE;

#endif
