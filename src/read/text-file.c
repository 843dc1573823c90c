/*
 * Plain text into the document model.
 *
 * A line of the file is a line of the model; a line with tabs is a row of a table, its pieces the
 * cells. A row that follows a row belongs to the same table. Bullets a converter added ("- " at
 * the start) stay in the text and count as list depth.
 */
#include "read/text-file.h"

#include "base/utf8.h"

static uint16_t indent_columns(struct str line, size_t *ret_bytes)
{
    size_t columns = 0;
    size_t at = 0;

    for (;;) {
        if (at < line.n && line.p[at] == ' ') {
            columns++;
            at++;
        } else if (at < line.n && line.p[at] == '\t') {
            columns += 4;
            at++;
        } else if (str_starts(str_sub(line, at, line.n), STR("\xE3\x80\x80"))) {
            columns += 2;
            at += 3;
        } else {
            break;
        }
    }
    *ret_bytes = at;
    return (uint16_t)MIN(columns, (size_t)UINT16_MAX);
}

struct layout {
    struct doc *doc;
    struct arena *arena;
    uint32_t table, row; /* of the table that is open; 0 = none */
    uint32_t page;
    bool in_table;
};

static void add_line(struct layout *l, uint32_t beg, uint32_t end, uint32_t col, bool is_cell)
{
    struct doc_line *line = VEC_ADD(l->arena, &l->doc->lines);
    struct str text = str_sub(l->doc->text, beg, end);
    size_t lead;

    line->indent = indent_columns(text, &lead);
    line->beg = beg + (uint32_t)lead;
    line->end = end;
    line->page = l->page;
    if (is_cell) {
        line->table = (uint16_t)MIN(l->table, (uint32_t)UINT16_MAX);
        line->row = l->row;
        line->col = col;
    }
}

static void add_physical_line(struct layout *l, uint32_t beg, uint32_t end)
{
    struct str text = str_sub(l->doc->text, beg, end);

    if (memchr(text.p, '\t', text.n) == NULL) {
        if (str_trim(text).n > 0) {
            l->in_table = false;
        }
        add_line(l, beg, end, 0, false);
        return;
    }
    if (!l->in_table) {
        l->in_table = true;
        l->table++;
        l->row = 0;
    } else {
        l->row++;
    }
    uint32_t col = 0;

    for (uint32_t at = beg; at <= end; col++) {
        const char *tab = memchr(l->doc->text.p + at, '\t', end - at);
        uint32_t cell_end = tab == NULL ? end : (uint32_t)(tab - l->doc->text.p);

        if (cell_end > at || col == 0) {
            add_line(l, at, cell_end, col, true);
        }
        at = cell_end + 1;
    }
}

static void split_lines(struct arena *a, struct doc *d)
{
    struct layout l = {.doc = d, .arena = a, .page = 0};

    for (uint32_t at = 0; at < d->text.n;) {
        const char *p = d->text.p + at;
        const char *line_feed = memchr(p, '\n', d->text.n - at);
        uint32_t end = line_feed == NULL ? (uint32_t)d->text.n : (uint32_t)(line_feed - d->text.p);
        uint32_t next = end + 1;

        if (end > at && d->text.p[end - 1] == '\r') {
            end--;
        }
        add_physical_line(&l, at, end);
        at = next;
    }
}

int text_file_read(struct arena *a, struct str bytes, const char *encoding, struct doc *ret_doc,
                   struct err *err)
{
    if (bytes.n == 0) {
        return err_set(err, ERR_INVALID, "'%.*s' is empty", STR_ARG(ret_doc->name));
    }
    ret_doc->kind = DOC_TEXT;
    ret_doc->encoding = STR("UTF-8");
    ret_doc->text = bytes;
    split_lines(a, ret_doc);
    return 0;
}
