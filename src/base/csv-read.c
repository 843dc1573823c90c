/* Reading CSV; see csv-read.h. */
#include "base/csv-read.h"

static bool ends_field(const struct csv_reader *r, size_t at)
{
    char c = at < r->text.n ? r->text.p[at] : '\n';

    return c == r->separator || c == '\n' || c == '\r';
}

/* From behind the opening quote to behind the closing one. */
static void take_quoted(struct csv_reader *r, struct arena *a, struct csv_field *field)
{
    size_t beg = ++r->at;
    size_t doubled = 0;

    for (;;) {
        if (r->at >= r->text.n) {
            field->is_malformed = true;
            break;
        }
        char c = r->text.p[r->at];

        if (c == '"' && r->at + 1 < r->text.n && r->text.p[r->at + 1] == '"') {
            doubled++;
            r->at++;
        } else if (c == '"') {
            break;
        }
        field->has_break |= c == '\n' || c == '\r';
        r->at++;
    }
    field->text = str_sub(r->text, beg, r->at);
    if (doubled > 0) {
        char *p = arena_alloc(a, field->text.n + 1);
        size_t n = 0;

        for (size_t i = 0; i < field->text.n; i++) {
            p[n++] = field->text.p[i];
            i += field->text.p[i] == '"';
        }
        field->text = (struct str){.p = p, .n = n};
    }
    r->at += r->at < r->text.n;
    while (!ends_field(r, r->at)) {
        field->is_malformed = true;
        r->at++;
    }
}

static void take_plain(struct csv_reader *r, struct csv_field *field)
{
    size_t beg = r->at;

    while (!ends_field(r, r->at)) {
        field->is_malformed |= r->text.p[r->at] == '"';
        r->at++;
    }
    field->text = str_sub(r->text, beg, r->at);
}

enum csv_step csv_next(struct csv_reader *r, struct arena *a, struct csv_field *ret_field)
{
    struct csv_field field = {};
    bool row_begins = !r->in_row;

    if (row_begins && r->at >= r->text.n) {
        return CSV_END;
    }
    /* in_row stays until the line break is met, so that a row's end is told once. */
    if (!row_begins && (r->at >= r->text.n || r->text.p[r->at] != r->separator)) {
        r->at += r->at + 1 < r->text.n && r->text.p[r->at] == '\r' && r->text.p[r->at + 1] == '\n';
        r->at += r->at < r->text.n;
        r->in_row = false;
        return CSV_ROW_END;
    }
    r->at += !row_begins; /* the separator before the field */
    r->in_row = true;
    if (r->at < r->text.n && r->text.p[r->at] == '"') {
        take_quoted(r, a, &field);
    } else {
        take_plain(r, &field);
    }
    *ret_field = field;
    return CSV_FIELD;
}
