/*
 * From the events of a sheet, and from the fields of a csv file, to rows of the table
 * (machine-table.h); and what concerns the book: a legend for its signs and codes.
 */
#include "inspect/deliver/machine-sheet.h"

#include "base/csv-read.h"
#include "base/tr.h"
#include "inspect/deliver/machine-cell.h"
#include "inspect/deliver/machine-table.h"
#include "read/text-file.h"

enum {
    MAX_ROW_CELLS = 2048,
    MAX_ROW_BYTES = 1024 * 1024,
    FULL_WIDTH = 16384, /* columns of a sheet: a format for all that follow */
};

/* Of the book, in found.machine_book. */
struct machine_book {
    bool has_legend, has_signs, has_codes;
    uint32_t tables;
};

struct machine_sheet {
    struct found *found;
    struct arena arena, row_arena;
    struct machine_table *table;
    struct str name;
    VEC(struct machine_cell) cells; /* of the row */
    uint32_t row;
    bool has_formula; /* of the cell being read */
    size_t row_bytes;
    uint32_t hidden_first, hidden_last, hidden_count;
    uint32_t merged, objects;
    struct str merged_first;
};

static struct machine_book *book_of(struct found *f)
{
    if (f->machine_book == NULL) {
        f->machine_book = ARENA_NEW(f->arena, struct machine_book);
    }
    return f->machine_book;
}

/* Sheets that explain the others; they are read by people. */
static bool is_legend(struct str name)
{
    static const char *const words[] = {"凡例",   "コード表", "コード一覧", "定義", "記号",
                                        "注記",   "説明",     "更新履歴",   "目次", "表紙",
                                        "README", "readme",   "メタデータ", NULL};

    for (const char *const *w = words; *w != NULL; w++) {
        if (str_has(name, str_of(*w))) {
            return true;
        }
    }
    return false;
}

struct machine_sheet *machine_sheet_open(struct found *f, struct str name)
{
    if (f->machine == NULL) {
        return NULL;
    }
    if (is_legend(name)) {
        book_of(f)->has_legend = true;
        return NULL;
    }
    struct machine_sheet *s = ARENA_NEW(f->arena, struct machine_sheet);

    s->found = f;
    s->name = arena_str(&s->arena, name);
    s->table = machine_table_new(&s->arena, f, f->machine, s->name);
    return s;
}

static void end_row(struct machine_sheet *s)
{
    if (s->cells.n > 0) {
        machine_table_row(s->table, s->row, s->cells.v, s->cells.n);
        s->cells.n = 0;
        s->cells.room = 0;
        s->cells.v = NULL;
        s->row_bytes = 0;
        arena_done(&s->row_arena);
    }
}

static bool is_on(const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) &&
           (str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on")));
}

static void tell_hidden_rows(struct machine_sheet *s)
{
    struct arena scratch CLEANUP(arena_done) = {};

    if (s->hidden_count > 0) {
        machine_table_tell(s->table, MACHINE_HIDDEN,
                           arena_printf(&scratch, "%u:%u", s->hidden_first, s->hidden_last),
                           (struct str){}, s->hidden_count);
    }
    s->hidden_count = 0;
}

static void take_row(struct machine_sheet *s, const struct xml_element *e)
{
    uint32_t row = (uint32_t)MAX(xml_attribute_int(e, "r", (int64_t)s->row + 1), (int64_t)1);

    end_row(s);
    s->row = row;
    if (is_on(e, "hidden") || is_on(e, "collapsed") ||
        xml_attribute_int(e, "outlineLevel", 0) > 0) {
        if (s->hidden_count > 0 && row != s->hidden_last + 1) {
            tell_hidden_rows(s);
        }
        s->hidden_first = s->hidden_count == 0 ? row : s->hidden_first;
        s->hidden_last = row;
        s->hidden_count++;
    }
}

static void take_columns(struct machine_sheet *s, const struct xml_element *e)
{
    struct arena scratch CLEANUP(arena_done) = {};
    uint32_t min = (uint32_t)xml_attribute_int(e, "min", 0);
    uint32_t max = (uint32_t)xml_attribute_int(e, "max", 0);

    if ((is_on(e, "hidden") || xml_attribute_int(e, "outlineLevel", 0) > 0) && max < FULL_WIDTH &&
        min > 0 && max >= min) {
        machine_table_tell(s->table, MACHINE_HIDDEN,
                           arena_printf(&scratch, "%.*s:%.*s", STR_ARG(column_name(&scratch, min)),
                                        STR_ARG(column_name(&scratch, max))),
                           (struct str){}, max - min + 1);
    }
}

void machine_sheet_element(struct machine_sheet *s, const struct xml_element *e)
{
    struct str value;

    if (s == NULL) {
        return;
    }
    if (strcmp(e->name, "c") == 0) {
        s->has_formula = false;
    } else if (strcmp(e->name, "f") == 0) {
        s->has_formula = true;
    } else if (strcmp(e->name, "row") == 0) {
        take_row(s, e);
    } else if (strcmp(e->name, "col") == 0) {
        take_columns(s, e);
    } else if (strcmp(e->name, "mergeCell") == 0 && xml_attribute(e, "ref", &value)) {
        if (s->merged++ < FOUND_MAX_OF_RULE) {
            machine_table_tell(s->table, MACHINE_MERGED, value, (struct str){}, 1);
        }
    } else if (strcmp(e->name, "drawing") == 0 || strcmp(e->name, "picture") == 0 ||
               strcmp(e->name, "oleObject") == 0 || strcmp(e->name, "control") == 0) {
        s->objects++;
    }
}

void machine_sheet_cell(struct machine_sheet *s, uint32_t row, uint32_t column, char type,
                        uint32_t ground, struct str text)
{
    if (s == NULL || s->cells.n >= MAX_ROW_CELLS || s->row_bytes > MAX_ROW_BYTES) {
        return;
    }
    if (row != s->row) {
        end_row(s);
        s->row = row;
    }
    bool is_text = type == 's' || type == 'i' || type == 'r' || type == 'd';

    s->row_bytes += text.n;
    *VEC_ADD(&s->row_arena, &s->cells) =
        (struct machine_cell){.column = column,
                              .kind = is_text       ? MACHINE_TEXT
                                      : type == 'b' ? MACHINE_TRUTH
                                      : type == 'e' ? MACHINE_ERROR
                                                    : MACHINE_NUMERIC,
                              .is_formula = s->has_formula,
                              .ground = ground,
                              .text = arena_str(&s->row_arena, text)};
    s->has_formula = false;
}

void machine_sheet_close(struct machine_sheet *s)
{
    if (s == NULL) {
        return;
    }
    end_row(s);
    tell_hidden_rows(s);
    if (s->objects > 0) {
        machine_table_tell(s->table, MACHINE_OBJECT, (struct str){}, (struct str){}, s->objects);
    }
    machine_table_end(s->table);
    struct machine_book *book = book_of(s->found);

    book->tables++;
    book->has_signs |= machine_table_has_signs(s->table);
    book->has_codes |= machine_table_has_codes(s->table);
    arena_done(&s->row_arena);
    arena_done(&s->arena);
}

/* A finding about the workbook as a whole. */
static void tell_book(struct found *f, enum machine_check check)
{
    if (f->machine->wants[check]) {
        found_add(f, machine_rule(check), INSPECT_HEURISTIC, STR("-"), (struct str){});
    }
}

void machine_book_end(struct found *f)
{
    const struct machine_book *book = f->machine_book;

    if (f->machine == NULL || book == NULL) {
        return;
    }
    if (!book->has_legend && book->tables > 0) {
        if (book->has_signs) {
            tell_book(f, MACHINE_LEGEND);
        }
        if (book->has_codes) {
            tell_book(f, MACHINE_CODES);
        }
        /* Other tables may have their words explained by the report. */
        if (book->has_signs || book->has_codes) {
            tell_book(f, MACHINE_DEFINITION);
        }
    }
    f->machine_book = NULL;
}

/* ---- csv ---- */

struct csv_walk {
    struct found *found;
    struct machine_table *table;
    struct arena arena, row_arena;
    VEC(struct machine_cell) cells;
    uint32_t row, line; /* records, and lines of the file, from 1 */
    uint32_t fields, expected;
    uint32_t bad_first, bad_count, break_first, break_count;
};

static void take_field(struct csv_walk *w, const struct csv_field *field)
{
    struct str text = field->text;

    w->fields++;
    if (field->is_malformed) {
        w->bad_first = w->bad_count++ == 0 ? w->line : w->bad_first;
    }
    if (field->has_break) {
        w->break_first = w->break_count++ == 0 ? w->line : w->break_first;
    }
    for (size_t i = 0; i < text.n; i++) {
        w->line += text.p[i] == '\n';
    }
    if (str_trim(text).n > 0 && w->fields <= MAX_ROW_CELLS &&
        (w->expected == 0 || w->fields <= w->expected)) {
        *VEC_ADD(&w->row_arena, &w->cells) = (struct machine_cell){
            .column = w->fields,
            .kind =
                machine_cell_look(text) == MACHINE_PLAIN_NUMBER ? MACHINE_NUMERIC : MACHINE_TEXT,
            .text = text};
    }
}

static void end_record(struct csv_walk *w)
{
    bool is_empty = w->fields == 1 && w->cells.n == 0;

    /* More or fewer fields than the first record that has several: a separator without quotes. */
    if (w->expected == 0 && w->fields > 1) {
        w->expected = w->fields;
    } else if (w->expected > 0 && !is_empty && w->fields != w->expected) {
        w->bad_first = w->bad_count++ == 0 ? w->line : w->bad_first;
    }
    if (w->cells.n > 0) {
        machine_table_row(w->table, w->row, w->cells.v, w->cells.n);
    }
    w->row++;
    w->line++;
    w->fields = 0;
    w->cells.n = w->cells.room = 0;
    w->cells.v = NULL;
    arena_done(&w->row_arena);
}

static char separator_of(struct str text)
{
    const char *end = text.n == 0 ? NULL : memchr(text.p, '\n', text.n);
    size_t n = end == NULL ? text.n : (size_t)(end - text.p);
    size_t commas = 0;
    size_t tabs = 0;

    for (size_t i = 0; i < n; i++) {
        commas += text.p[i] == ',';
        tabs += text.p[i] == '\t';
    }
    return tabs > commas ? '\t' : ',';
}

static void tell_lines(struct csv_walk *w, enum machine_check check, uint32_t first, uint32_t count)
{
    if (count > 0 && w->found->machine->wants[check]) {
        found_add_many(w->found, machine_rule(check), INSPECT_STRUCTURAL,
                       arena_printf(&w->arena, "L%u", first), (struct str){}, count);
    }
}

void machine_csv(struct found *f, struct str bytes)
{
    struct csv_walk w = {.found = f, .row = 1, .line = 1};
    struct doc doc = {};
    struct err err = {};
    struct csv_field field;
    enum csv_step step;

    if (f->machine == NULL || bytes.n == 0 ||
        text_file_read_prepared(&w.arena, bytes, NULL, f->jis, &doc, &err) < 0) {
        arena_done(&w.arena);
        return;
    }
    if (str_starts(doc.text, STR("\xEF\xBB\xBF"))) {
        doc.text = str_sub(doc.text, 3, doc.text.n);
    }
    struct csv_reader reader = {.text = doc.text, .separator = separator_of(doc.text)};

    w.table = machine_table_new(&w.arena, f, f->machine, (struct str){});
    while ((step = csv_next(&reader, &w.row_arena, &field)) != CSV_END) {
        if (step == CSV_FIELD) {
            take_field(&w, &field);
        } else {
            end_record(&w);
        }
    }
    machine_table_end(w.table);
    tell_lines(&w, MACHINE_CSV_LINE, w.break_first, w.break_count);
    tell_lines(&w, MACHINE_CSV_QUOTE, w.bad_first, w.bad_count);
    /* Which encoding it is must be told where it is not the usual one. */
    if (doc.encoding.n > 0 && !str_eq(doc.encoding, STR("UTF-8")) &&
        f->machine->wants[MACHINE_DEFINITION]) {
        found_add(f, machine_rule(MACHINE_DEFINITION), INSPECT_STRUCTURAL, doc.encoding,
                  (struct str){});
    }
    arena_done(&w.row_arena);
    arena_done(&w.arena);
}
