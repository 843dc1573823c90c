/*
 * Formulas, as far as what they depend on: a reader of references (ECMA-376-1 18.17.2) that never
 * says less than there is. What it does not understand it takes for a dependence.
 */
#include "clean/office/office-sheet.h"
#include "inspect/office/ooxml-sheet-area.h"

#include <strings.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '\\' || (c & 0x80) != 0;
}

struct sheet_item *office_sheet_of(const struct office *o, struct str part)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        if (str_eq_any_case(o->sheet->sheets.v[i].part, part)) {
            return &o->sheet->sheets.v[i];
        }
    }
    return NULL;
}

bool office_sheet_cell(struct str reference, uint32_t *ret_column, uint32_t *ret_row)
{
    uint32_t column = 0;
    uint32_t row = 0;
    size_t i = 0;
    int letters = 0;

    i += i < reference.n && reference.p[i] == '$';
    for (; i < reference.n && is_letter(reference.p[i]) && letters < 4; i++, letters++) {
        column = column * 26 + (uint32_t)((reference.p[i] | 0x20) - 'a' + 1);
    }
    i += i < reference.n && reference.p[i] == '$';
    for (; i < reference.n && is_digit(reference.p[i]) && row <= SHEET_MAX_ROWS; i++) {
        row = row * 10 + (uint32_t)(reference.p[i] - '0');
    }
    *ret_column = column;
    *ret_row = row;
    return i == reference.n && column >= 1 && column <= SHEET_MAX_COLUMNS && row >= 1 &&
           row <= SHEET_MAX_ROWS;
}

/* ---- tokens ---- */

struct token {
    enum { END, WORD, QUOTED, BRACKET, OTHER } kind;
    struct str text; /* of a quoted one, without quotes */
};

/* Past a string in double quotes (&quot; in attributes and texts alike). */
static size_t past_string(struct str s, size_t at, struct str quote)
{
    ptrdiff_t end = str_find(s, quote, at + quote.n);

    return end < 0 ? s.n : (size_t)end + quote.n;
}

static struct token next_token(struct str s, size_t *at)
{
    while (*at < s.n && s.p[*at] == '"') {
        *at = past_string(s, *at, STR("\""));
    }
    while (str_at(s, *at, STR("&quot;"))) {
        *at = past_string(s, *at, STR("&quot;"));
    }
    size_t beg = *at;

    if (beg >= s.n) {
        return (struct token){.kind = END};
    }
    if (s.p[beg] == '\'') {
        size_t i = beg + 1;

        while (i < s.n && (s.p[i] != '\'' || (i + 1 < s.n && s.p[i + 1] == '\''))) {
            i += s.p[i] == '\'' ? 2 : 1;
        }
        *at = MIN(i + 1, s.n);
        return (struct token){.kind = QUOTED, .text = str_sub(s, beg + 1, i)};
    }
    if (s.p[beg] == '[') {
        ptrdiff_t end = str_find(s, STR("]"), beg);

        *at = end < 0 ? s.n : (size_t)end + 1;
        return (struct token){.kind = BRACKET, .text = str_sub(s, beg, *at)};
    }
    if (is_word(s.p[beg]) || s.p[beg] == '$') {
        size_t i = beg;

        while (i < s.n && (is_word(s.p[i]) || s.p[i] == '$')) {
            i++;
        }
        *at = i;
        return (struct token){.kind = WORD, .text = str_sub(s, beg, i)};
    }
    *at = beg + 1;
    return (struct token){.kind = OTHER, .text = str_sub(s, beg, beg + 1)};
}

static bool has_name(const struct str *names, uint32_t n, struct str name)
{
    for (uint32_t i = 0; i < n; i++) {
        if (str_eq_any_case(names[i], name)) {
            return true;
        }
    }
    return false;
}

/* The sheet of a name as a formula writes it, maybe of a range of sheets; NULL = none. */
static struct sheet_item *sheet_named(const struct office *o, struct str name)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        struct sheet_item *sheet = &o->sheet->sheets.v[i];

        if (str_eq_any_case(sheet->name, name)) {
            return sheet;
        }
        /* Quotes are doubled in formulas. */
        size_t k = 0;
        size_t m = 0;

        while (k < name.n && m < sheet->name.n &&
               strncasecmp(name.p + k, sheet->name.p + m, 1) == 0) {
            k += name.p[k] == '\'' && k + 1 < name.n && name.p[k + 1] == '\'' ? 2 : 1;
            m++;
        }
        if (k == name.n && m == sheet->name.n) {
            return sheet;
        }
    }
    return NULL;
}

/* Whether one of the sheets that go is between the two ends of "First:Last". */
static bool range_goes(const struct office *o, struct str name)
{
    ptrdiff_t colon = str_find(name, STR(":"), 0);

    if (colon < 0) {
        return false;
    }
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        if (o->sheet->sheets.v[i].goes) {
            return true;
        }
    }
    return false;
}

bool office_sheet_formula_breaks(const struct office *o, struct str formula)
{
    const struct office_sheet *s = o->sheet;
    size_t at = 0;

    for (struct token t = next_token(formula, &at); t.kind != END; t = next_token(formula, &at)) {
        bool is_sheet = at < formula.n && (formula.p[at] == '!' || formula.p[at] == ':');

        if (t.kind == BRACKET) {
            if (s->drops_outside && t.text.n > 2 && is_digit(t.text.p[1])) {
                return true;
            }
            continue;
        }
        if (t.kind == QUOTED && s->drops_outside && str_starts(t.text, STR("["))) {
            return true;
        }
        if ((t.kind == QUOTED || (t.kind == WORD && is_sheet)) && t.text.n > 0) {
            const struct sheet_item *sheet = sheet_named(o, t.text);

            if ((sheet != NULL && sheet->goes) || range_goes(o, t.text)) {
                return true;
            }
        }
        if (t.kind == WORD && has_name(s->gone_names.v, s->gone_names.n, t.text)) {
            return true;
        }
    }
    return false;
}

/* ---- cells that lose their values ---- */

static bool has_blanked(const struct sheet_item *sheet)
{
    return sheet != NULL && (sheet->blanked.n > 0 || sheet->blanks_many);
}

static bool any_blanked(const struct office *o)
{
    for (uint32_t i = 0; i < o->sheet->sheets.n; i++) {
        if (has_blanked(&o->sheet->sheets.v[i])) {
            return true;
        }
    }
    return false;
}

static bool overlaps(const struct sheet_item *sheet, struct sheet_rect area)
{
    if (sheet->blanks_many) {
        return true;
    }
    for (uint32_t i = 0; i < sheet->blanked.n; i++) {
        const struct sheet_rect *b = &sheet->blanked.v[i];

        if (area.row <= b->last_row && b->row <= area.last_row && area.column <= b->last_column &&
            b->column <= area.last_column) {
            return true;
        }
    }
    return false;
}

/* "A", "$12" as one end of a range of whole columns or rows. */
static bool take_end(struct str s, uint32_t *column, uint32_t *row)
{
    size_t i = s.n > 0 && s.p[0] == '$';

    *column = *row = 0;
    if (office_sheet_cell(s, column, row)) {
        return true;
    }
    *column = *row = 0;
    struct str rest = str_sub(s, i, s.n);
    char text[16];

    if (rest.n == 0 || rest.n > 7) {
        return false;
    }
    if (is_digit(rest.p[0])) {
        memcpy(text, "A", 1);
        memcpy(text + 1, rest.p, rest.n);
        uint32_t any;

        return office_sheet_cell((struct str){.p = text, .n = rest.n + 1}, &any, row);
    }
    memcpy(text, rest.p, rest.n);
    text[rest.n] = '1';
    uint32_t any;
    bool good =
        rest.n <= 3 && office_sheet_cell((struct str){.p = text, .n = rest.n + 1}, column, &any);

    return good;
}

/* The area of a reference that begins with the word; *at moves behind a second end. */
static bool take_area(struct str formula, struct str word, size_t *at, struct sheet_rect *ret)
{
    uint32_t column, row, last_column, last_row;
    size_t next = *at;

    if (!take_end(word, &column, &row)) {
        return false;
    }
    last_column = column;
    last_row = row;
    if (next < formula.n && formula.p[next] == ':') {
        next++;
        struct token t = next_token(formula, &next);

        if (t.kind == WORD && take_end(t.text, &last_column, &last_row)) {
            *at = next;
        } else {
            return false;
        }
    } else if (column == 0 || row == 0) {
        return false;
    }
    *ret = (struct sheet_rect){.row = row == 0 ? 1 : MIN(row, last_row),
                               .column = column == 0 ? 1 : MIN(column, last_column),
                               .last_row = row == 0 ? (uint32_t)SHEET_MAX_ROWS : MAX(row, last_row),
                               .last_column = column == 0 ? (uint32_t)SHEET_MAX_COLUMNS
                                                          : MAX(column, last_column)};
    return true;
}

bool office_sheet_formula_uses_blanked(const struct office *o, struct str formula,
                                       const struct sheet_item *own, bool is_shared)
{
    const struct office_sheet *s = o->sheet;
    const struct sheet_item *sheet = own;
    size_t at = 0;

    if (!any_blanked(o)) {
        return false;
    }
    for (struct token t = next_token(formula, &at); t.kind != END; t = next_token(formula, &at)) {
        struct sheet_rect area;
        bool is_call = at < formula.n && formula.p[at] == '(';

        if (at < formula.n && formula.p[at] == '!' && (t.kind == WORD || t.kind == QUOTED)) {
            sheet = sheet_named(o, t.text);
            at++;
            if (sheet == NULL) {
                return true; /* a range of sheets, or what is not known */
            }
            continue;
        }
        if (t.kind == BRACKET || (t.kind == WORD && is_call &&
                                  (str_eq_any_case(t.text, STR("INDIRECT")) ||
                                   str_eq_any_case(t.text, STR("OFFSET"))))) {
            return true;
        }
        if (t.kind == WORD && !is_call && take_area(formula, t.text, &at, &area)) {
            if (has_blanked(sheet) && (is_shared || overlaps(sheet, area))) {
                return true;
            }
        } else if (t.kind == WORD && !is_call && has_name(s->names.v, s->names.n, t.text)) {
            return true;
        }
        sheet = own;
    }
    return false;
}
