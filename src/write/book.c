/*
 * Workbooks; see book.h. libxlsxwriter keeps the cells and writes the file at the end; strings are
 * never taken for formulas or links because only its string function is called.
 */
#include "write/book.h"

#include "base/library.h"
#include "base/utf8.h"
#include "text/calendar.h"
#include "write/width.h"

#include <xlsxwriter.h>

enum {
    MAX_ROWS = 1000000,     /* below Excel's 1,048,576 */
    MAX_CELL_BYTES = 32000, /* below Excel's 32,767 characters */
    MAX_COLUMNS = 40,
    OWNER_ROWS = 60, /* names the sheet 担当者 has room for */
    PAPER_A4 = 9,
    LINE_POINTS = 17, /* of one line in a cell */
    MAX_LINES = 24,   /* of a row; Excel stops at 409 points */
    DAY_SECONDS = 24 * 60 * 60,
    FORM_COLUMNS = 3,
    FORM_LABEL_WIDTH = 22,
    FORM_VALUE_WIDTH = 70,
};

/* What is used of the library, which is opened with the first book. */
struct xlsxwriter {
    __typeof__(&format_set_align) format_set_align;
    __typeof__(&format_set_bg_color) format_set_bg_color;
    __typeof__(&format_set_bold) format_set_bold;
    __typeof__(&format_set_border) format_set_border;
    __typeof__(&format_set_border_color) format_set_border_color;
    __typeof__(&format_set_font_color) format_set_font_color;
    __typeof__(&format_set_font_name) format_set_font_name;
    __typeof__(&format_set_font_size) format_set_font_size;
    __typeof__(&format_set_num_format) format_set_num_format;
    __typeof__(&format_set_text_wrap) format_set_text_wrap;
    __typeof__(&lxw_strerror) lxw_strerror;
    __typeof__(&workbook_add_format) workbook_add_format;
    __typeof__(&workbook_add_worksheet) workbook_add_worksheet;
    __typeof__(&workbook_close) workbook_close;
    __typeof__(&workbook_new) workbook_new;
    __typeof__(&workbook_set_properties) workbook_set_properties;
    __typeof__(&worksheet_autofilter) worksheet_autofilter;
    __typeof__(&worksheet_data_validation_range) worksheet_data_validation_range;
    __typeof__(&worksheet_fit_to_pages) worksheet_fit_to_pages;
    __typeof__(&worksheet_freeze_panes) worksheet_freeze_panes;
    __typeof__(&worksheet_merge_range) worksheet_merge_range;
    __typeof__(&worksheet_repeat_rows) worksheet_repeat_rows;
    __typeof__(&worksheet_set_column) worksheet_set_column;
    __typeof__(&worksheet_set_default_row) worksheet_set_default_row;
    __typeof__(&worksheet_set_footer) worksheet_set_footer;
    __typeof__(&worksheet_set_header) worksheet_set_header;
    __typeof__(&worksheet_set_landscape) worksheet_set_landscape;
    __typeof__(&worksheet_set_margins) worksheet_set_margins;
    __typeof__(&worksheet_set_paper) worksheet_set_paper;
    __typeof__(&worksheet_set_row) worksheet_set_row;
    __typeof__(&worksheet_write_blank) worksheet_write_blank;
    __typeof__(&worksheet_write_datetime) worksheet_write_datetime;
    __typeof__(&worksheet_write_number) worksheet_write_number;
    __typeof__(&worksheet_write_string) worksheet_write_string;
};

#define FUNCTION(name) LIBRARY_FUNCTION(struct xlsxwriter, name)

static const struct library_function functions[] = {
    FUNCTION(format_set_align),
    FUNCTION(format_set_bg_color),
    FUNCTION(format_set_bold),
    FUNCTION(format_set_border),
    FUNCTION(format_set_border_color),
    FUNCTION(format_set_font_color),
    FUNCTION(format_set_font_name),
    FUNCTION(format_set_font_size),
    FUNCTION(format_set_num_format),
    FUNCTION(format_set_text_wrap),
    FUNCTION(lxw_strerror),
    FUNCTION(workbook_add_format),
    FUNCTION(workbook_add_worksheet),
    FUNCTION(workbook_close),
    FUNCTION(workbook_new),
    FUNCTION(workbook_set_properties),
    FUNCTION(worksheet_autofilter),
    FUNCTION(worksheet_data_validation_range),
    FUNCTION(worksheet_fit_to_pages),
    FUNCTION(worksheet_freeze_panes),
    FUNCTION(worksheet_merge_range),
    FUNCTION(worksheet_repeat_rows),
    FUNCTION(worksheet_set_column),
    FUNCTION(worksheet_set_default_row),
    FUNCTION(worksheet_set_footer),
    FUNCTION(worksheet_set_header),
    FUNCTION(worksheet_set_landscape),
    FUNCTION(worksheet_set_margins),
    FUNCTION(worksheet_set_paper),
    FUNCTION(worksheet_set_row),
    FUNCTION(worksheet_write_blank),
    FUNCTION(worksheet_write_datetime),
    FUNCTION(worksheet_write_number),
    FUNCTION(worksheet_write_string),
};

struct book {
    struct xlsxwriter lib;
    struct arena *arena;
    lxw_workbook *workbook;
    lxw_worksheet *sheet; /* the one being filled */
    lxw_format *head, *cell, *date, *alarm, *input, *title;
    struct book_column columns[MAX_COLUMNS]; /* of the sheet being filled */
    size_t column_count;
    bool is_form; /* no filters */
    lxw_row_t row;
    lxw_col_t col;
    int lines; /* of the tallest cell of the row */
    bool wants_owners;
    lxw_error error; /* the first of any cell */
};

static const char *const states[] = {"未着手", "対応中", "確認待ち", "完了", "対象外", NULL};

/* libxlsxwriter takes char * and only reads it. */
static char *lend(const char *text)
{
    return (char *)(uintptr_t)text;
}

static lxw_format *make_format(struct book *b)
{
    lxw_format *f = b->lib.workbook_add_format(b->workbook);

    b->lib.format_set_font_name(f, "游ゴシック");
    b->lib.format_set_font_size(f, 10);
    b->lib.format_set_text_wrap(f);
    b->lib.format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    b->lib.format_set_border(f, LXW_BORDER_THIN);
    b->lib.format_set_border_color(f, 0xC8C8CB);
    return f;
}

static void make_formats(struct book *b)
{
    b->head = make_format(b);
    b->lib.format_set_bold(b->head);
    b->lib.format_set_bg_color(b->head, 0x0017C1);
    b->lib.format_set_font_color(b->head, LXW_COLOR_WHITE);
    b->lib.format_set_align(b->head, LXW_ALIGN_VERTICAL_CENTER);
    b->title = b->lib.workbook_add_format(b->workbook);
    b->lib.format_set_font_name(b->title, "游ゴシック");
    b->lib.format_set_font_size(b->title, 16);
    b->lib.format_set_bold(b->title);
    b->cell = make_format(b);
    b->date = make_format(b);
    b->lib.format_set_num_format(b->date, "[$-411]yyyy\"年\"m\"月\"d\"日（\"aaa\"）\"");
    b->lib.format_set_align(b->date, LXW_ALIGN_LEFT);
    b->alarm = make_format(b);
    b->lib.format_set_font_color(b->alarm, 0xCE0000);
    b->lib.format_set_bold(b->alarm);
    b->input = make_format(b);
    b->lib.format_set_bg_color(b->input, 0xFFFBE6);
}

int book_open(struct arena *a, const char *path, struct str title, int32_t created_day,
              struct book **ret, struct err *err)
{
    struct book *b = ARENA_NEW(a, struct book);
    lxw_doc_properties properties = {
        .title = lend(arena_str(a, title).p),
        .author = lend(title.n > 0 ? "itaku" : ""),
        /* zero would mean "now" */
        .created = MAX((time_t)created_day * DAY_SECONDS, (time_t)DAY_SECONDS),
    };

    if (library_load(XLSXWRITER_LIBRARY, functions, COUNT(functions), &b->lib, err) < 0) {
        return -1;
    }
    b->arena = a;
    b->workbook = b->lib.workbook_new(path);
    if (b->workbook == NULL) {
        return err_set(err, ERR_IO, "'%s' could not be written", path);
    }
    b->lib.workbook_set_properties(b->workbook, &properties);
    make_formats(b);
    *ret = b;
    return 0;
}

static void note(struct book *b, lxw_error error)
{
    if (b->error == LXW_NO_ERROR) {
        b->error = error;
    }
}

/* A list to choose from in the column, which other entries may replace. */
static void validate(struct book *b, lxw_col_t col, enum book_column_kind kind, lxw_row_t last)
{
    lxw_data_validation rule = {
        .ignore_blank = LXW_VALIDATION_ON,
        .show_input = LXW_VALIDATION_ON,
        .show_error = kind == BOOK_STATE ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
        .dropdown = LXW_VALIDATION_ON,
    };

    if (kind == BOOK_STATE) {
        rule.validate = LXW_VALIDATION_TYPE_LIST;
        rule.value_list = (char **)(uintptr_t)states;
        rule.error_title = lend("状態");
        rule.error_message = lend("一覧から選んでください。");
    } else {
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = lend("=担当者!$A$2:$A$61");
        b->wants_owners = true;
    }
    note(b, b->lib.worksheet_data_validation_range(b->sheet, 1, col, MAX(last, 1u), col, &rule));
}

/* What is known only when the last row is written: filters, validation. */
static void end_sheet(struct book *b)
{
    if (b->sheet == NULL || b->column_count == 0 || b->is_form) {
        return;
    }
    lxw_row_t last = b->row - 1;

    for (size_t i = 0; i < b->column_count; i++) {
        enum book_column_kind kind = b->columns[i].kind;

        if (kind == BOOK_OWNER || kind == BOOK_STATE) {
            validate(b, (lxw_col_t)i, kind, last);
        }
    }
    note(b, b->lib.worksheet_autofilter(b->sheet, 0, 0, last, (lxw_col_t)(b->column_count - 1)));
}

void book_sheet(struct book *b, const char *name, const struct book_column *columns, size_t count)
{
    end_sheet(b);
    b->is_form = false;
    b->sheet = b->lib.workbook_add_worksheet(b->workbook, name);
    b->column_count = MIN(count, (size_t)MAX_COLUMNS);
    memcpy(b->columns, columns, b->column_count * sizeof(columns[0]));
    b->row = 1;
    b->col = 0;
    if (b->sheet == NULL) {
        note(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
        return;
    }
    b->lib.worksheet_set_default_row(b->sheet, LINE_POINTS, LXW_FALSE);
    b->lib.worksheet_set_row(b->sheet, 0, 24, NULL);
    for (size_t i = 0; i < b->column_count; i++) {
        lxw_col_t col = (lxw_col_t)i;

        b->lib.worksheet_set_column(b->sheet, col, col, columns[i].width, NULL);
        note(b, b->lib.worksheet_write_string(b->sheet, 0, col, columns[i].title, b->head));
    }
    b->lib.worksheet_freeze_panes(b->sheet, 1, 0);
    b->lib.worksheet_set_landscape(b->sheet);
    b->lib.worksheet_set_paper(b->sheet, PAPER_A4);
    b->lib.worksheet_fit_to_pages(b->sheet, 1, 0);
    b->lib.worksheet_repeat_rows(b->sheet, 0, 0);
    b->lib.worksheet_set_margins(b->sheet, 0.4, 0.4, 0.6, 0.6);
    b->lib.worksheet_set_header(b->sheet, "&L&A");
    b->lib.worksheet_set_footer(b->sheet, "&R&P / &N");
}

/* The lines over the table, and the row the table begins in. */
static lxw_row_t put_pairs(struct book *b, const struct book_pair *pairs, size_t count, bool is_all)
{
    lxw_row_t row = 2;

    for (size_t i = 0; i < count; i++, row++) {
        int lines = MAX(1, (width_of(pairs[i].value) + FORM_VALUE_WIDTH - 1) / FORM_VALUE_WIDTH);

        note(b, b->lib.worksheet_write_string(b->sheet, row, 0, pairs[i].label, b->head));
        for (lxw_col_t c = 1; c < (is_all ? 2 : FORM_COLUMNS); c++) {
            note(b, c == 1 && pairs[i].value.n > 0
                        ? b->lib.worksheet_write_string(
                              b->sheet, row, c, arena_str(b->arena, pairs[i].value).p, b->cell)
                        : b->lib.worksheet_write_blank(b->sheet, row, c, b->cell));
        }
        if (!is_all) {
            b->lib.worksheet_merge_range(b->sheet, row, 1, row, FORM_COLUMNS - 1,
                                         arena_str(b->arena, pairs[i].value).p, b->cell);
        }
        b->lib.worksheet_set_row(b->sheet, row, LINE_POINTS * MIN(lines, (int)MAX_LINES) + 3, NULL);
    }
    return row + 1;
}

void book_form(struct book *b, const char *name, const char *title, const struct book_pair *pairs,
               size_t pair_count, const struct book_column *columns, size_t count)
{
    static const int widths[FORM_COLUMNS] = {FORM_LABEL_WIDTH, 18, FORM_VALUE_WIDTH - 18};

    end_sheet(b);
    b->is_form = true;
    b->sheet = b->lib.workbook_add_worksheet(b->workbook, name);
    b->column_count = MIN(count, (size_t)FORM_COLUMNS);
    if (b->sheet == NULL) {
        note(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
        return;
    }
    if (b->column_count > 0) {
        memcpy(b->columns, columns, b->column_count * sizeof(columns[0]));
    }
    for (lxw_col_t c = 0; c < FORM_COLUMNS; c++) {
        int width = c < count              ? columns[c].width
                    : count == 0 && c == 1 ? FORM_VALUE_WIDTH
                                           : widths[c];

        b->lib.worksheet_set_column(b->sheet, c, c, width, NULL);
    }
    note(b, b->lib.worksheet_write_string(b->sheet, 0, 0, title, b->title));
    b->lib.worksheet_set_row(b->sheet, 0, 26, NULL);
    b->row = put_pairs(b, pairs, pair_count, count == 0);
    for (size_t i = 0; i < b->column_count; i++) {
        note(b, b->lib.worksheet_write_string(b->sheet, b->row, (lxw_col_t)i, columns[i].title,
                                              b->head));
    }
    b->row++;
    b->col = 0;
    b->lib.worksheet_set_paper(b->sheet, PAPER_A4);
    b->lib.worksheet_fit_to_pages(b->sheet, 1, 0);
    b->lib.worksheet_set_margins(b->sheet, 0.6, 0.6, 0.8, 0.8);
}

/*
 * Lines the text takes in its column. Excel fits rows to wrapped text when it opens a file; other
 * programs do not, so the height is set.
 */
static int lines_of(struct str text, int columns)
{
    int lines = 0;

    for (size_t at = 0; at <= text.n && lines < MAX_LINES;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        struct str line = str_sub(text, at, end < 0 ? text.n : (size_t)end);

        lines += MAX(1, (width_of(line) + columns - 1) / columns);
        at += line.n + 1;
    }
    return MIN(lines, MAX_LINES);
}

static void put_string(struct book *b, struct str text, lxw_format *format)
{
    if (b->sheet == NULL || b->col >= b->column_count || b->row > MAX_ROWS) {
        return;
    }
    if (text.n > MAX_CELL_BYTES) {
        text = arena_printf(b->arena, "%.*s…",
                            STR_ARG(str_sub(text, 0, utf8_floor(text, MAX_CELL_BYTES))));
    }
    b->lines = MAX(b->lines, lines_of(text, b->columns[b->col].width));
    note(b, text.n == 0 ? b->lib.worksheet_write_blank(b->sheet, b->row, b->col, format)
                        : b->lib.worksheet_write_string(b->sheet, b->row, b->col,
                                                        arena_str(b->arena, text).p, format));
    b->col++;
}

static lxw_format *format_of_column(const struct book *b)
{
    return b->col < b->column_count && b->columns[b->col].kind >= BOOK_OWNER ? b->input : b->cell;
}

void book_text(struct book *b, struct str text)
{
    put_string(b, text, format_of_column(b));
}

void book_alarm(struct book *b, struct str text)
{
    put_string(b, text, b->alarm);
}

void book_number(struct book *b, double number)
{
    if (b->sheet != NULL && b->col < b->column_count && b->row <= MAX_ROWS) {
        note(b, b->lib.worksheet_write_number(b->sheet, b->row, b->col++, number, b->cell));
    }
}

void book_day(struct book *b, int32_t day)
{
    struct ymd d;

    if (day == CALENDAR_NONE) {
        put_string(b, (struct str){}, b->cell);
        return;
    }
    d = calendar_ymd(day);
    if (d.year < 1900 || d.year > 9999) {
        put_string(b, arena_printf(b->arena, "%04d-%02d-%02d", d.year, d.month, d.day), b->cell);
        return;
    }
    if (b->sheet != NULL && b->col < b->column_count && b->row <= MAX_ROWS) {
        lxw_datetime date = {.year = d.year, .month = d.month, .day = d.day};

        note(b, b->lib.worksheet_write_datetime(b->sheet, b->row, b->col++, &date, b->date));
    }
}

bool book_end_row(struct book *b)
{
    while (b->col < b->column_count) {
        book_text(b, (struct str){});
        if (b->sheet == NULL || b->row > MAX_ROWS) {
            break;
        }
    }
    b->col = 0;
    if (b->row > MAX_ROWS) {
        return false;
    }
    if (b->sheet != NULL && b->lines > 1) {
        b->lib.worksheet_set_row(b->sheet, b->row, LINE_POINTS * b->lines, NULL);
    }
    b->lines = 0;
    b->row++;
    return true;
}

/* The names the owner columns offer. */
static void add_owners(struct book *b)
{
    static const struct book_column columns[] = {{"担当者", 24, BOOK_FREE},
                                                 {"所属", 30, BOOK_FREE}};

    book_sheet(b, "担当者", columns, COUNT(columns));
    for (int i = 0; i < OWNER_ROWS; i++) {
        book_end_row(b);
    }
}

int book_close(struct book *b, struct err *err)
{
    if (b->wants_owners || b->column_count > 0) {
        end_sheet(b);
        b->sheet = NULL;
        if (b->wants_owners) {
            add_owners(b);
            end_sheet(b);
        }
    }
    lxw_error error = b->lib.workbook_close(b->workbook);

    if (error != LXW_NO_ERROR || b->error != LXW_NO_ERROR) {
        return err_set(err, ERR_IO, "the workbook could not be written: %s",
                       b->lib.lxw_strerror(error != LXW_NO_ERROR ? error : b->error));
    }
    return 0;
}
