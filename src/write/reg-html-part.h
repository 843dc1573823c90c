/* What the files of the register page share; private to reg-html*.c. */
#ifndef WRITE_REG_HTML_PART_H
#define WRITE_REG_HTML_PART_H

#include "base/arena.h"
#include "base/html.h"
#include "spec/reg.h"
#include "write/due.h"

struct reg_html {
    struct html html;
    struct arena *arena;
    const struct reg *r;
    struct due_list due;
};

/* Every document: its lines and tables, with a link around each piece that an entry covers. */
void reg_html_documents(struct reg_html *p);

/* The lists of the register, one <section class="kind"> each. */
void reg_html_rows(struct reg_html *p);

/* The lists in their order: key for data-kind, title, number of entries; false at the end. */
bool reg_html_list(const struct reg_html *p, size_t index, const char **ret_key,
                   const char **ret_title, uint32_t *ret_count);

/* Id of a line of a document: "L0-12" for line 12 of the first. */
struct str reg_html_line_id(const struct reg_html *p, uint32_t file, uint32_t line);

/* A document's name without its folders. */
struct str reg_html_file_name(const struct doc *d);

#endif
