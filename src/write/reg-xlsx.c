/*
 * The register as a workbook; see reg-xlsx.h. A sheet for each table of table.h in the words people
 * read, and before them one of everything that is due, with real dates to sort and filter by. What
 * someone has to do something about gets two empty columns, 担当 and 状態.
 */
#include "write/reg-xlsx.h"

#include "text/calendar.h"
#include "write/book.h"
#include "write/due.h"
#include "write/table.h"
#include "write/width.h"
#include "write/words.h"

enum { EXTRA_COLUMNS = 6 };

static struct str fact_value(const struct reg *r, struct str key)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (str_eq(r->facts.v[i].key, key)) {
            return r->facts.v[i].value;
        }
    }
    return (struct str){};
}

static struct str file_of(const struct reg *r, const struct reg_src *src)
{
    struct str name = r->documents.v[src->file]->name;

    return str_sub(name, (size_t)(str_rfind(name, STR("/")) + 1), SIZE_MAX);
}

/* Page and line, and the file when there are several. */
static void put_place(struct book *b, struct arena *a, const struct reg *r,
                      const struct reg_src *src)
{
    struct str place = src->page > 0 ? arena_printf(a, "%u頁%u行", src->page, src->line)
                                     : arena_printf(a, "%u行", src->line);

    if (r->documents.n > 1) {
        place = arena_printf(a, "%.*s %.*s", STR_ARG(file_of(r, src)), STR_ARG(place));
    }
    book_text(b, place);
}

/* ---- what is due ---- */

/* One row for a date, a deliverable or a rule; a rule has no days. */
static void put_due_row(struct book *b, struct arena *a, const struct reg *r,
                        const struct due_entry *e)
{
    struct str when;

    switch (e->kind) {
    case DUE_DATE:
        when = words_date(a, TR_JA, r->dates.v[e->index].value);
        break;
    case DUE_DELIVERABLE:
        when = words_date(a, TR_JA, r->deliverables.v[e->index].due);
        break;
    default:
        when = words_rule_when(a, TR_JA, &r->rules.v[e->index]);
    }
    book_day(b, e->kind == DUE_RULE ? CALENDAR_NONE : e->span.from.first);
    book_day(b, e->kind == DUE_RULE ? CALENDAR_NONE : e->span.to.last);
    book_text(b, when);
    book_text(b, due_said(a, TR_JA, e));
    book_text(b, words_section_of(r, e->src));
    book_text(b, width_flow(a, e->src->quote));
    put_place(b, a, r, e->src);
    book_end_row(b);
}

static void put_due(struct book *b, const struct reg *r)
{
    static const struct book_column columns[] = {
        {"始まり", 19, BOOK_DATE}, {"終わり", 19, BOOK_DATE}, {"期日・期限", 30, BOOK_TEXT},
        {"内容", 44, BOOK_TEXT},   {"条項", 14, BOOK_TEXT},   {"原文", 60, BOOK_TEXT},
        {"箇所", 12, BOOK_TEXT},   {"担当", 14, BOOK_OWNER},  {"状態", 12, BOOK_STATE},
    };
    struct arena arena CLEANUP(arena_done) = {};
    struct due_list due;

    due_list_build(&arena, r, &due);
    book_sheet(b, "期日一覧", columns, COUNT(columns));
    for (uint32_t i = 0; i < due.dated.n; i++) {
        put_due_row(b, &arena, r, &due.dated.v[i]);
    }
    for (int g = 0; g < DUE_GROUPS; g++) {
        for (uint32_t i = 0; i < due.groups[g].n; i++) {
            put_due_row(b, &arena, r, &due.groups[g].v[i]);
        }
    }
}

/* ---- a sheet for each kind ---- */

/* Whether somebody has to do something about an entry of this kind. */
static bool is_work(const char *key)
{
    static const char *const keys[] = {"dates",     "rules", "obligations", "deliverables",
                                       "anomalies", "annex", "forms"};

    for (size_t i = 0; i < COUNT(keys); i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_alarm(struct str text)
{
    return str_eq(text, str_of(words_modality(TR_JA, MUST_NOT))) ||
           str_eq(text, str_of(words_severity(TR_JA, SEV_ERROR)));
}

/* Columns that only say to a program what another one says to people. */
static bool is_for_programs(const struct table *t, size_t column)
{
    const char *key = table_column_key(t, column);

    return (strcmp(t->key, "rules") == 0 && strcmp(key, "value") == 0) ||
           (strcmp(t->key, "anomalies") == 0 && strcmp(key, "kind") == 0);
}

static void put_row(struct book *b, const struct reg *r, const struct table *t, uint32_t row)
{
    struct arena a CLEANUP(arena_done) = {};

    book_number(b, row + 1);
    for (size_t c = 0; c < t->columns; c++) {
        struct table_cell cell = table_cell(t, &a, row, c, TR_JA);

        if (is_for_programs(t, c)) {
            continue;
        }
        if (cell.is_number) {
            book_number(b, cell.number);
        } else if (is_alarm(cell.text)) {
            book_alarm(b, cell.text);
        } else {
            book_text(b, width_flow(&a, cell.text));
        }
    }
    put_place(b, &a, r, table_src(t, row));
    book_end_row(b);
}

static void put_table(struct book *b, struct arena *a, const struct reg *r, const struct table *t)
{
    struct book_column *columns = ARENA_ARRAY(a, t->columns + EXTRA_COLUMNS, struct book_column);
    size_t n = 0;

    columns[n++] = (struct book_column){"番号", 6, BOOK_TEXT};
    for (size_t c = 0; c < t->columns; c++) {
        if (!is_for_programs(t, c)) {
            columns[n++] =
                (struct book_column){table_column_title(t, c), table_column_width(t, c), BOOK_TEXT};
        }
    }
    columns[n++] = (struct book_column){"箇所", 12, BOOK_TEXT};
    if (is_work(t->key)) {
        columns[n++] = (struct book_column){"担当", 14, BOOK_OWNER};
        columns[n++] = (struct book_column){"状態", 12, BOOK_STATE};
        columns[n++] = (struct book_column){"メモ", 30, BOOK_FREE};
    }
    book_sheet(b, t->title, columns, n);
    for (uint32_t row = 0; row < t->rows; row++) {
        put_row(b, r, t, row);
    }
}

int reg_xlsx_write(const char *path, const struct reg *r, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    int32_t notice = calendar_parse(fact_value(r, STR("notice_date")));
    struct book *b;

    if (book_open(&arena, path, fact_value(r, STR("title")), notice == CALENDAR_NONE ? 0 : notice,
                  &b, err) < 0) {
        return -1;
    }
    put_due(b, r);
    for (size_t i = 0; i < table_count(); i++) {
        struct table t;

        table_at(&arena, r, i, &t);
        if (t.rows > 0 || is_work(t.key)) {
            put_table(b, &arena, r, &t);
        }
    }
    return book_close(b, err);
}
