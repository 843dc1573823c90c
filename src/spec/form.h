/*
 * Forms to be filled in and their fields: what the files of form*.c share. Private to src/spec.
 *
 *     form.c        goes over the paragraphs of a form: headings, lines to fill in, notes
 *     form-table.c  tables: names beside blanks, columns above blanks
 *     form-field.c  a field's name, type, whether it must be filled in, and the notes on it
 */
#ifndef SPEC_FORM_H
#define SPEC_FORM_H

#include "spec/reading.h"

struct form_reader {
    struct reading *r;
    uint32_t part;
    struct reg_form form; /* being built */
    uint32_t heading;     /* field of the heading we are under; REG_NO_INDEX = none */
    bool in_guide;        /* after 記載要領: only notes from here */
    bool heading_has_table;
    uint32_t line_field, line_block; /* field of the last lone line, and where it stands */
};

/* ---- form-field.c ---- */

/*
 * Adds a field named by folded bytes beg..end of a block; `group` stands before the name and may
 * be empty, `type` NULL lets the name decide. Marks inside the bytes bring their notes along.
 * Returns its index, or REG_NO_INDEX when nothing of the name is left.
 */
uint32_t form_add_field(struct form_reader *f, uint32_t block, size_t beg, size_t end,
                        struct str group, const char *type);

/*
 * The fields a note may name: the last so many, which is all of them in any form a person fills in.
 */
enum { FORM_NAMED_FIELDS = 400 };

/* The first of the fields a note may name. */
static inline uint32_t form_first_named(const struct form_reader *f)
{
    return f->form.fields.n > FORM_NAMED_FIELDS ? f->form.fields.n - FORM_NAMED_FIELDS : 0;
}

/*
 * Adds the text of a note (＊ ※) to a field, unless it has it, or has more notes than anybody reads.
 */
void form_add_note(struct form_reader *f, uint32_t field, struct str note);

/* Adds a note to every field it names at its beginning (金額は…); false when it names none. */
bool form_add_note_by_name(struct form_reader *f, struct str note);

/* Decides which fields must be filled in, when all notes are there. */
void form_settle(struct form_reader *f);

/* Whether text is there to be written over: empty, 年　月　日, 円, ○○, ・・・, □. */
bool form_is_blank(struct str text);

/* Whether text shows how to fill in: 【例】, 記載例, ○○（株）. */
bool form_is_example(struct str text);

/* Type of an answer by the name of its field. */
const char *form_type_of(struct str name);

/* ---- form-table.c ---- */

/* Reads the table that block `first` begins; returns the first block after it. */
uint32_t form_read_table(struct form_reader *f, uint32_t first, uint32_t block_end);

#endif
