/*
 * Text, in any encoding the readers know. It is looked through for personal information line by
 * line, and in cells where there is a table: from a line on that has as many commas, tabs,
 * semicolons or bars as the next one. A text that begins as a table is one to its end; a table
 * further down ends with the first line that has no such cells. Characters that are not seen are
 * told.
 */
#include "inspect/text.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/html.h"
#include "inspect/personal/personal.h"
#include "read/text-file.h"

#include <stdio.h>

/* Chooses a form of the character before it. */
static bool is_selector(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool is_ideograph(uint32_t cp)
{
    return cp == 0x3005 || (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

bool text_is_unseen(uint32_t cp, uint32_t before)
{
    if (is_selector(cp)) {
        /* Behind another it chooses nothing; those of ideographs nothing behind anything else. */
        return is_selector(before) || (cp >= 0xE0100 && !is_ideograph(before));
    }
    return cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x2060 ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) ||
           (cp >= 0xE0020 && cp <= 0xE007F) || (cp == 0xFEFF && before != 0);
}

/* Marks for a terminal in a line: it shows other words than stand there (ECMA-48). */
static uint32_t count_controls(struct str line)
{
    uint32_t count = 0;

    for (size_t i = utf8_find_control(line, 0); i < line.n; i = utf8_find_control(line, i + 1)) {
        count += line.p[i] == '\b' || line.p[i] == '\x1B' || line.p[i] == '\x0E';
    }
    return count;
}

static void look_for_unseen(struct found *f, struct str line, uint32_t number)
{
    uint32_t count = count_controls(line);
    uint32_t before = number == 1 ? 0 : '\n';

    for (size_t i = 0; i < line.n;) {
        uint32_t cp;

        /* All of them begin with these bytes. */
        if ((unsigned char)line.p[i] < 0xE2) {
            before = ' ';
            i++;
            continue;
        }
        size_t n = utf8_decode(line, i, &cp);

        count += text_is_unseen(cp, before);
        before = cp;
        i += n;
    }
    if (count > 0) {
        found_add_many(f, "TXT-291", INSPECT_STRUCTURAL, arena_printf(f->arena, "L%u", number),
                       (struct str){}, count);
    }
}

/* The line that begins at `at`. */
static struct str line_at(struct str text, size_t at)
{
    const char *end = at >= text.n ? NULL : memchr(text.p + at, '\n', text.n - at);

    return str_sub(text, at, end == NULL ? text.n : (size_t)(end - text.p));
}

/* What separates the cells of a table. */
struct separator {
    struct str sign;
    size_t least;    /* cells of a line of a table */
    bool has_quotes; /* what stands in them is one cell */
};

static const struct separator separators[] = {
    {STR_IN_TABLE("\t"), 2, true}, {STR_IN_TABLE(","), 2, true},  {STR_IN_TABLE(";"), 3, true},
    {STR_IN_TABLE("|"), 3, false}, {STR_IN_TABLE("│"), 3, false}, {STR_IN_TABLE("┃"), 3, false},
    {STR_IN_TABLE("｜"), 3, false}};

/*
 * The end of the cell that begins at `at`: the next separator outside of quotes, which a cell
 * begins with. `ret_is_open` (may be NULL): the quotes are not closed.
 */
static size_t cell_end(struct str line, size_t at, const struct separator *by, bool *ret_is_open)
{
    bool has_quotes = by->has_quotes && at < line.n && line.p[at] == '"';
    bool quoted = false;

    while (at < line.n && (quoted || line.p[at] != by->sign.p[0] || !str_at(line, at, by->sign))) {
        quoted ^= has_quotes && line.p[at] == '"';
        at++;
    }
    if (ret_is_open != NULL) {
        *ret_is_open = quoted;
    }
    return at;
}

static size_t cells_of(struct str line, const struct separator *by)
{
    size_t n = 1;

    if (line.n == 0 || memchr(line.p, by->sign.p[0], line.n) == NULL) {
        return 1;
    }
    for (size_t at = cell_end(line, 0, by, NULL); at < line.n;
         at = cell_end(line, at + by->sign.n, by, NULL)) {
        n++;
    }
    return n;
}

/* Whether the last cell goes on in the next line. */
static bool has_open_quote(struct str line, const struct separator *by)
{
    bool is_open = false;

    if (!by->has_quotes || line.n == 0 || memchr(line.p, '"', line.n) == NULL) {
        return false;
    }
    for (size_t at = 0; at <= line.n; at += by->sign.n) {
        at = cell_end(line, at, by, &is_open);
    }
    return is_open;
}

/*
 * The line that begins at `at`, with those that its quoted cells go on in; a quote that is not
 * closed soon is none.
 */
static struct str row_at(struct str text, size_t at, const struct separator *by)
{
    enum { MOST_LINES = 50 };
    struct str line = line_at(text, at);
    struct str row = line;

    for (int i = 0; has_open_quote(row, by); i++) {
        if (i == MOST_LINES || at + row.n >= text.n) {
            return line;
        }
        row.n += 1 + line_at(text, at + row.n + 1).n;
    }
    return row;
}

/* A line of a drawn table that only separates: ├──┼──┤, |---|:--|. */
static bool is_rule(struct str line)
{
    size_t i = 0;

    while (i < line.n &&
           (memchr("-+|=: \t\r", line.p[i], 8) != NULL || (unsigned char)line.p[i] == 0xE2 ||
            (line.p[i] & 0xC0) == 0x80 || str_at(line, i, STR("　")))) {
        i++;
    }
    return i == line.n;
}

/* Whether commas are signs of a sentence or of an amount: blanks behind them, figures around. */
static bool has_loose_commas(struct str line, bool may_have_figures)
{
    for (size_t i = 0; i + 1 < line.n; i++) {
        bool in_figure = i > 0 && line.p[i - 1] >= '0' && line.p[i - 1] <= '9' &&
                         line.p[i + 1] >= '0' && line.p[i + 1] <= '9';

        if (line.p[i] == ',' && (line.p[i + 1] == ' ' || (in_figure && !may_have_figures))) {
            return true;
        }
    }
    return false;
}

/* Whether commas with blanks behind them stand in a line that ends like a sentence. */
static bool is_sentence(struct str line)
{
    line = str_trim(line);
    return line.n > 0 && str_has(line, STR(", ")) &&
           memchr(".,;:!?", line.p[line.n - 1], 6) != NULL;
}

/* What separates the cells of the table that begins with the line at `at`; NULL: none does. */
static const struct separator *separator_of(struct str text, size_t at)
{
    struct str first = line_at(text, at);

    for (size_t i = 0; i < COUNT(separators); i++) {
        const struct separator *by = &separators[i];
        size_t n = first.n == 0 || memchr(first.p, by->sign.p[0], first.n) == NULL
                       ? 0
                       : cells_of(row_at(text, at, by), by);

        if (n < by->least || is_rule(first)) {
            continue;
        }
        struct str line = row_at(text, at, by);
        struct str next = row_at(text, at + line.n + 1, by);

        if (is_rule(next)) {
            next = row_at(text, at + line.n + 1 + next.n + 1, by);
        }
        if (n != cells_of(next, by)) {
            continue;
        }
        if (by->sign.p[0] != ',' || (at == 0 && !is_sentence(line) && !is_sentence(next)) ||
            (at > 0 && !has_loose_commas(line, false) && !has_loose_commas(next, true))) {
            return by;
        }
    }
    return NULL;
}

static uint32_t lines_of(struct str text)
{
    uint32_t n = 0;

    for (const char *p = text.p;
         text.n > 0 && (p = memchr(p, '\n', text.n - (size_t)(p - text.p))) != NULL; p++) {
        n++;
    }
    return n;
}

/* Whether most of the first rows have as many cells as the first one. */
static bool is_even(struct str text, const struct separator *by)
{
    enum { ROWS = 8 };
    size_t cells = cells_of(row_at(text, 0, by), by);
    size_t rows = 0;
    size_t even = 0;

    for (size_t at = 0; at < text.n && rows < ROWS;) {
        struct str row = row_at(text, at, by);

        if (str_trim(row).n > 0 && !is_rule(row)) {
            rows++;
            even += cells_of(row, by) == cells;
        }
        at += row.n + 1;
    }
    return even * 3 >= rows * 2;
}

enum { MOST_PLACE = 32 };

/* "L3", or "L3 – L5" with lines more. */
static void place_of(uint32_t number, uint32_t more, char out[static MOST_PLACE])
{
    if (more == 0) {
        snprintf(out, MOST_PLACE, "L%u", number);
    } else {
        snprintf(out, MOST_PLACE, "L%u – L%u", number, number + more);
    }
}

/* The cells of a row whose first line has the number: each is where it begins, or "L3 – L5". */
static void look_at_row(struct found *f, struct str line, const struct separator *by,
                        uint32_t number)
{
    uint32_t row = number;
    uint32_t column = 0;

    for (size_t at = 0; at <= line.n;) {
        size_t end = cell_end(line, at, by, NULL);
        uint32_t more = lines_of(str_sub(line, at, end));
        struct str cell = str_trim(str_sub(line, at, end));
        char place[MOST_PLACE];

        if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"') {
            cell = str_sub(cell, 1, cell.n - 1);
        }
        place_of(number, more, place);
        personal_cell(f, cell, (struct str){}, str_of(place), row, ++column);
        number += more;
        at = end + by->sign.n;
    }
}

static void look_at_lines(struct found *f, struct str text)
{
    const struct separator *by = NULL;
    bool is_all_table = false;
    uint32_t number = 1;

    for (size_t beg = 0; beg < text.n;) {
        struct str line = line_at(text, beg);
        uint32_t lines = 1;

        if (by != NULL && !is_all_table && cells_of(line, by) == 1 && str_trim(line).n > 0 &&
            !is_rule(line)) {
            by = NULL;
            personal_end(f);
        }
        if (by == NULL) {
            by = separator_of(text, beg);
            is_all_table = by != NULL && beg == 0 && is_even(text, by);
        }
        if (by != NULL) {
            line = row_at(text, beg, by);
            lines += lines_of(line);
        }
        for (size_t at = beg, i = 0; i < lines; i++) {
            struct str one = line_at(text, at);

            look_for_unseen(f, one, number + (uint32_t)i);
            at += one.n + 1;
        }
        if (by != NULL) {
            look_at_row(f, line, by, number);
        } else {
            char place[MOST_PLACE];

            place_of(number, 0, place);
            personal_line(f, line, str_of(place));
        }
        number += lines;
        beg += line.n + 1;
    }
    personal_end(f);
}

static void look_for_unseen_lines(struct found *f, struct str text)
{
    uint32_t number = 1;

    for (size_t at = 0; at < text.n; number++) {
        struct str line = line_at(text, at);

        look_for_unseen(f, line, number);
        at += line.n + 1;
    }
}

bool text_inspect(struct found *f, struct str bytes, bool is_data)
{
    struct doc doc = {};
    struct err err = {};

    if (str_trim(bytes).n == 0) {
        return true;
    }
    if (text_file_read_prepared(f->arena, bytes, NULL, f->jis, &doc, &err) < 0) {
        found_less(f, INSPECT_UNREADABLE, err.message);
        return false;
    }
    for (uint32_t i = 0; i < doc.notes.n; i++) {
        if (doc.notes.v[i].kind == DOC_NOTE_ENCODING || doc.notes.v[i].kind == DOC_NOTE_CUT) {
            found_less(f, INSPECT_PARTIAL, tr("bytes of the text fit no encoding"));
        }
    }
    if (is_data && f->machine == NULL && !str_eq(doc.encoding, STR("UTF-8"))) {
        found_add(f, "TXT-290", INSPECT_STRUCTURAL, doc.encoding, (struct str){});
    }
    if (html_recognise(doc.text)) {
        look_for_unseen_lines(f, doc.text);
        return html_inspect(f, doc.text, NULL);
    }
    look_at_lines(f, doc.text);
    return true;
}
