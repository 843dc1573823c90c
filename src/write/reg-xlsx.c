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

static void put_dated(struct book *b, struct arena *a, const struct reg *r,
                      const struct due_entry *e)
{
    bool is_date = e->kind == DUE_DATE;
    struct str value = is_date ? r->dates.v[e->index].value : r->deliverables.v[e->index].due;
    struct str what =
        is_date ? r->dates.v[e->index].role
                : arena_printf(a, "納入：%.*s", STR_ARG(r->deliverables.v[e->index].name));

    book_day(b, e->span.from.first);
    book_day(b, e->span.to.last);
    book_text(b, words_date(a, TR_JA, value));
    book_text(b, what);
    book_text(b, words_section_of(r, e->src));
    book_text(b, e->src->quote);
    put_place(b, a, r, e->src);
    book_end_row(b);
}

static void put_rule(struct book *b, struct arena *a, const struct reg *r,
                     const struct due_entry *e)
{
    const struct reg_rule *rule = &r->rules.v[e->index];

    book_day(b, CALENDAR_NONE);
    book_day(b, CALENDAR_NONE);
    book_text(b, words_rule(a, TR_JA, rule->rule, rule->trigger));
    book_text(b, rule->what);
    book_text(b, words_section_of(r, e->src));
    book_text(b, e->src->quote);
    put_place(b, a, r, e->src);
    book_end_row(b);
}

static void put_due(struct book *b, const struct reg *r)
{
    static const struct book_column columns[] = {
        {"始まり", 15, BOOK_DATE}, {"終わり", 15, BOOK_DATE}, {"期日・期限", 30, BOOK_TEXT},
        {"内容", 44, BOOK_TEXT},   {"条項", 14, BOOK_TEXT},   {"原文", 60, BOOK_TEXT},
        {"箇所", 12, BOOK_TEXT},   {"担当", 14, BOOK_OWNER},  {"状態", 12, BOOK_STATE},
    };
    struct arena arena CLEANUP(arena_done) = {};
    struct due_list due;

    due_list_build(&arena, r, &due);
    book_sheet(b, "期日一覧", columns, COUNT(columns));
    for (uint32_t i = 0; i < due.dated.n; i++) {
        put_dated(b, &arena, r, &due.dated.v[i]);
    }
    for (int g = 0; g < DUE_GROUPS; g++) {
        for (uint32_t i = 0; i < due.groups[g].n; i++) {
            put_rule(b, &arena, r, &due.groups[g].v[i]);
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

static void put_row(struct book *b, const struct reg *r, const struct table *t, uint32_t row)
{
    struct arena a CLEANUP(arena_done) = {};

    book_number(b, row + 1);
    for (size_t c = 0; c < t->columns; c++) {
        struct table_cell cell = table_cell(t, &a, row, c, TR_JA);

        if (cell.is_number) {
            book_number(b, cell.number);
        } else if (is_alarm(cell.text)) {
            book_alarm(b, cell.text);
        } else {
            book_text(b, cell.text);
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
        columns[n++] =
            (struct book_column){table_column_title(t, c), table_column_width(t, c), BOOK_TEXT};
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
