/*
 * Excel: hidden sheets, rows and columns with values, cells made unreadable by colour or format,
 * hidden names, and all words of the cells, with the head of their column, for personal
 * information. A sheet is one walk; only the strings of the workbook and its formats stay.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "inspect/local-path.h"
#include "inspect/machine-sheet.h"
#include "inspect/ooxml.h"
#include "inspect/personal.h"

enum {
    MAX_COLUMNS = 16384,
    MAX_ROWS = 1048576,
    MAX_CELL_BYTES = 64 * 1024,
    MAX_STRINGS_BYTES = 256 * 1024 * 1024,
    SAMPLE_BYTES = 200,
};

/* A colour as the file says it, for comparing: kind in the upper half. */
enum colour_kind { COLOUR_NONE, COLOUR_RGB, COLOUR_THEME, COLOUR_INDEX, COLOUR_AUTO };

struct colour {
    uint8_t kind;
    uint32_t value;
    struct str tint;
};

struct format {
    struct colour text, ground;
    bool shows_nothing; /* ;;; */
};

struct workbook {
    struct ooxml *o;
    struct arena *arena;
    struct buf strings;
    VEC(size_t) string_ends;
    VEC(struct colour) fonts, fills;
    VEC(uint32_t) empty_formats; /* numFmtId of ;;; */
    VEC(struct format) formats;
    enum { NOWHERE, IN_FONTS, IN_FILLS, IN_CELL_FORMATS } where;
    bool in_text;
    struct str defined_name;
    bool defined_is_hidden;
    struct buf text;
    VEC(struct sheet) sheets;
};

struct sheet {
    struct str name, part;
    bool is_hidden, is_very_hidden;
};

struct range {
    uint32_t beg, end; /* from 1, both in it */
    uint32_t values;
};

struct sheet_walk {
    struct workbook *book;
    const struct sheet *sheet;
    struct arena *arena;
    struct str part;
    bool rows_are_hidden; /* unless they say otherwise */
    VEC(struct range) columns; /* hidden ones */
    struct range rows;         /* hidden ones that follow each other */
    bool row_is_hidden, has_table;
    uint32_t row, column, format;
    char type;
    bool in_value;
    struct buf value;
    struct machine_sheet *machine; /* NULL = not asked for */
    uint32_t values;
    struct str sample, row_sample;
};

/* ---- formats ---- */

static struct colour take_colour(struct workbook *b, const struct xml_element *e)
{
    struct colour c = {.tint = ooxml_value(b->arena, e, "tint")};
    struct str rgb = ooxml_value(b->arena, e, "rgb");
    struct str any;

    if (rgb.n >= 6) {
        c.kind = COLOUR_RGB;
        for (size_t i = rgb.n - 6; i < rgb.n; i++) {
            char d = rgb.p[i];

            c.value = c.value * 16 + (uint32_t)(d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10);
        }
    } else if (xml_attribute(e, "theme", &any)) {
        c.kind = COLOUR_THEME;
        c.value = (uint32_t)xml_attribute_int(e, "theme", 0);
    } else if (xml_attribute(e, "indexed", &any)) {
        c.value = (uint32_t)xml_attribute_int(e, "indexed", 64);
        c.kind = c.value >= 64 ? COLOUR_AUTO : COLOUR_INDEX;
    } else if (ooxml_is_on(e, "auto")) {
        c.kind = COLOUR_AUTO;
    }
    return c;
}

static bool is_white(struct colour c)
{
    return c.tint.n == 0 && ((c.kind == COLOUR_RGB && (c.value & 0xFFFFFF) == 0xFFFFFF) ||
                             (c.kind == COLOUR_THEME && c.value == 0) ||
                             (c.kind == COLOUR_INDEX && (c.value == 1 || c.value == 9)));
}

static bool is_same_colour(struct colour a, struct colour b)
{
    return (a.kind != COLOUR_NONE && a.kind == b.kind && a.value == b.value &&
            str_eq(a.tint, b.tint)) ||
           (is_white(a) && is_white(b));
}

static void take_format(struct workbook *b, const struct xml_element *e)
{
    int64_t font = xml_attribute_int(e, "fontId", -1);
    int64_t fill = xml_attribute_int(e, "fillId", -1);
    int64_t number = xml_attribute_int(e, "numFmtId", -1);
    struct format *format = VEC_ADD(b->arena, &b->formats);

    if (font >= 0 && font < b->fonts.n) {
        format->text = b->fonts.v[font];
    }
    if (fill >= 0 && fill < b->fills.n) {
        format->ground = b->fills.v[fill];
    }
    for (uint32_t i = 0; i < b->empty_formats.n; i++) {
        format->shows_nothing |= b->empty_formats.v[i] == number;
    }
}

static enum xml_step styles_start(void *user, const struct xml_element *e)
{
    struct workbook *b = user;
    struct str value;

    if (ooxml_is(e->name, "numFmt")) {
        struct str code = ooxml_value(b->arena, e, "formatCode");

        if (str_eq(code, STR(";;;"))) {
            *VEC_ADD(b->arena, &b->empty_formats) = (uint32_t)xml_attribute_int(e, "numFmtId", 0);
        }
    } else if (ooxml_is(e->name, "fonts") || ooxml_is(e->name, "fills")) {
        b->where = ooxml_is(e->name, "fonts") ? IN_FONTS : IN_FILLS;
    } else if (ooxml_is(e->name, "cellXfs")) {
        b->where = IN_CELL_FORMATS;
    } else if (ooxml_is(e->name, "dxfs") || ooxml_is(e->name, "cellStyleXfs")) {
        return XML_SKIP;
    } else if (ooxml_is(e->name, "font") && b->where == IN_FONTS) {
        *VEC_ADD(b->arena, &b->fonts) = (struct colour){};
    } else if (ooxml_is(e->name, "fill") && b->where == IN_FILLS) {
        *VEC_ADD(b->arena, &b->fills) = (struct colour){};
    } else if (ooxml_is(e->name, "color") && b->where == IN_FONTS && b->fonts.n > 0) {
        b->fonts.v[b->fonts.n - 1] = take_colour(b, e);
    } else if (ooxml_is(e->name, "patternFill") && b->where == IN_FILLS &&
               !(xml_attribute(e, "patternType", &value) && str_eq(value, STR("solid")))) {
        if (xml_attribute(e, "patternType", &value) && !str_eq(value, STR("none")) && b->fills.n > 0) {
            b->fills.v[b->fills.n - 1].kind = COLOUR_AUTO; /* hatched: text can be read */
        }
        return XML_SKIP;
    } else if (ooxml_is(e->name, "fgColor") && b->where == IN_FILLS && b->fills.n > 0) {
        b->fills.v[b->fills.n - 1] = take_colour(b, e);
    } else if (ooxml_is(e->name, "gradientFill") && b->fills.n > 0) {
        b->fills.v[b->fills.n - 1].kind = COLOUR_AUTO;
    } else if (ooxml_is(e->name, "xf") && b->where == IN_CELL_FORMATS) {
        take_format(b, e);
    }
    return XML_ENTER;
}

static void styles_end(void *user, const char *name, enum xml_namespace ns)
{
    struct workbook *b = user;

    if (ooxml_is(name, "fonts") || ooxml_is(name, "fills") || ooxml_is(name, "cellXfs")) {
        b->where = NOWHERE;
    }
}

/* ---- strings ---- */

static enum xml_step strings_start(void *user, const struct xml_element *e)
{
    struct workbook *b = user;

    if (ooxml_is(e->name, "rPh") || ooxml_is(e->name, "phoneticPr")) {
        return XML_SKIP; /* readings of the words */
    }
    b->in_text = ooxml_is(e->name, "t");
    return XML_ENTER;
}

static void strings_end(void *user, const char *name, enum xml_namespace ns)
{
    struct workbook *b = user;

    b->in_text = false;
    if (ooxml_is(name, "si")) {
        *VEC_ADD(b->arena, &b->string_ends) = b->strings.n;
    }
}

static void strings_text(void *user, struct str text)
{
    struct workbook *b = user;

    if (b->in_text) {
        buf_add(&b->strings, text);
    }
}

static struct str string_at(const struct workbook *b, uint64_t index)
{
    if (index >= b->string_ends.n) {
        return (struct str){};
    }
    return str_sub(buf_str(&b->strings), index == 0 ? 0 : b->string_ends.v[index - 1],
                   b->string_ends.v[index]);
}

/* ---- the workbook ---- */

static void take_sheet(struct workbook *b, const struct xml_element *e)
{
    struct str state = ooxml_value(b->arena, e, "state");
    struct sheet *sheet = VEC_ADD(b->arena, &b->sheets);

    sheet->name = ooxml_value(b->arena, e, "name");
    sheet->part = ooxml_target(b->o, b->o->main, ooxml_value(b->arena, e, "id"));
    sheet->is_very_hidden = str_eq(state, STR("veryHidden"));
    sheet->is_hidden = sheet->is_very_hidden || str_eq(state, STR("hidden"));
}

static enum xml_step book_start(void *user, const struct xml_element *e)
{
    struct workbook *b = user;
    struct found *f = b->o->found;

    if (ooxml_is(e->name, "sheet")) {
        take_sheet(b, e);
    } else if (ooxml_is(e->name, "definedName")) {
        b->defined_name = ooxml_value(b->arena, e, "name");
        /* Excel keeps the range of each filter under a hidden name of its own. */
        b->defined_is_hidden =
            ooxml_is_on(e, "hidden") && !str_starts(b->defined_name, STR("_xlnm."));
        b->in_text = true;
        buf_clear(&b->text);
    } else if (ooxml_is(e->name, "workbookProtection") || ooxml_is(e->name, "fileSharing")) {
        found_add(f, "OOX-218", INSPECT_STRUCTURAL, b->o->main, (struct str){});
    } else if (ooxml_is(e->name, "customWorkbookView")) {
        found_add(f, "XLS-248", INSPECT_STRUCTURAL, b->o->main, ooxml_value(b->arena, e, "name"));
    }
    return XML_ENTER;
}

static void book_end(void *user, const char *name, enum xml_namespace ns)
{
    struct workbook *b = user;

    if (ooxml_is(name, "definedName")) {
        if (b->defined_is_hidden) {
            found_add(b->o->found, "XLS-242", INSPECT_STRUCTURAL,
                      arena_printf(b->arena, "%.*s %.*s", STR_ARG(b->o->main),
                                   STR_ARG(b->defined_name)),
                      buf_str(&b->text));
        }
        b->in_text = false;
    }
}

static void book_text(void *user, struct str text)
{
    struct workbook *b = user;

    if (b->in_text) {
        buf_add(&b->text, text);
    }
}

/* ---- a sheet ---- */

/* "AB" of column 28. */
static struct str column_name(struct arena *a, uint32_t column)
{
    char name[8];
    size_t at = sizeof(name);

    while (column > 0 && at > 0) {
        column--;
        name[--at] = (char)('A' + column % 26);
        column /= 26;
    }
    return arena_str(a, (struct str){.p = name + at, .n = sizeof(name) - at});
}

static struct str cell_place(struct sheet_walk *w)
{
    return arena_printf(w->arena, "%.*s!%.*s%u", STR_ARG(w->sheet->name),
                        STR_ARG(column_name(w->arena, w->column)), w->row);
}

/* Column and row of "AB12"; what is missing stays. */
static void take_reference(struct sheet_walk *w, struct str reference)
{
    uint32_t column = 0;
    size_t i = 0;

    while (i < reference.n && i < 3 && reference.p[i] >= 'A' && reference.p[i] <= 'Z') {
        column = column * 26 + (uint32_t)(reference.p[i++] - 'A' + 1);
    }
    if (column > 0 && column <= MAX_COLUMNS) {
        w->column = column;
    }
}

static void end_hidden_rows(struct sheet_walk *w)
{
    if (w->rows.values > 0) {
        found_add_many(w->book->o->found, "XLS-241", INSPECT_STRUCTURAL,
                       arena_printf(w->arena, "%.*s!%u:%u", STR_ARG(w->sheet->name), w->rows.beg,
                                    w->rows.end),
                       w->row_sample, w->rows.values);
    }
    w->rows = (struct range){};
    w->row_sample = (struct str){};
}

static void start_row(struct sheet_walk *w, const struct xml_element *e)
{
    struct str value;
    bool no_height = xml_attribute(e, "ht", &value) &&
                     (str_eq(value, STR("0")) || str_starts(value, STR("0.0")));
    int64_t row = xml_attribute_int(e, "r", (int64_t)w->row + 1);

    w->row = (uint32_t)MIN(MAX(row, (int64_t)1), (int64_t)MAX_ROWS);
    w->column = 0;
    w->row_is_hidden = ooxml_is_on(e, "hidden") || no_height ||
                       (w->rows_are_hidden && !xml_attribute(e, "hidden", &value) &&
                        !xml_attribute(e, "ht", &value));
    if (!w->row_is_hidden || w->row != w->rows.end + 1) {
        end_hidden_rows(w);
    }
    if (w->row_is_hidden) {
        w->rows.beg = w->rows.beg == 0 ? w->row : w->rows.beg;
        w->rows.end = w->row;
    }
}

static void start_columns(struct sheet_walk *w, const struct xml_element *e)
{
    struct str width;
    bool no_width = xml_attribute(e, "width", &width) && str_eq(width, STR("0"));

    if (ooxml_is_on(e, "hidden") || no_width) {
        *VEC_ADD(w->arena, &w->columns) =
            (struct range){.beg = (uint32_t)xml_attribute_int(e, "min", 0),
                           .end = (uint32_t)xml_attribute_int(e, "max", 0)};
    }
}

static enum xml_step sheet_start(void *user, const struct xml_element *e)
{
    struct sheet_walk *w = user;
    struct found *f = w->book->o->found;
    struct str value;

    machine_sheet_element(w->machine, e);
    if (ooxml_is(e->name, "c")) {
        w->column++;
        if (xml_attribute(e, "r", &value)) {
            take_reference(w, value);
        }
        w->format = (uint32_t)xml_attribute_int(e, "s", 0);
        w->type = xml_attribute(e, "t", &value) && value.n > 0
                      ? (str_eq(value, STR("inlineStr")) ? 'i' : str_eq(value, STR("str")) ? 'r' : value.p[0])
                      : 'n';
        buf_clear(&w->value);
    } else if (ooxml_is(e->name, "v") || ooxml_is(e->name, "t")) {
        w->in_value = true;
    } else if (ooxml_is(e->name, "row")) {
        start_row(w, e);
    } else if (ooxml_is(e->name, "rPh")) {
        return XML_SKIP;
    } else if (ooxml_is(e->name, "sheetFormatPr")) {
        w->rows_are_hidden = ooxml_is_on(e, "zeroHeight");
    } else if (ooxml_is(e->name, "col")) {
        start_columns(w, e);
    } else if (ooxml_is(e->name, "sheetProtection") && ooxml_is_on(e, "sheet")) {
        found_add(f, "OOX-218", INSPECT_STRUCTURAL, w->sheet->name, (struct str){});
    } else if (ooxml_is(e->name, "scenario") || ooxml_is(e->name, "customSheetView")) {
        found_add(f, "XLS-248", INSPECT_STRUCTURAL, w->sheet->name,
                  ooxml_value(w->arena, e, ooxml_is(e->name, "scenario") ? "user" : "guid"));
    } else if (ooxml_is(e->name, "control") || ooxml_is(e->name, "oleObject")) {
        found_add(f, ooxml_is(e->name, "control") ? "OOX-208" : "OOX-207", INSPECT_STRUCTURAL,
                  w->sheet->name, ooxml_value(w->arena, e, "progId"));
    }
    return XML_ENTER;
}

/* Values of a cell that cannot be seen for its own format. */
static bool is_unreadable(const struct sheet_walk *w, enum inspect_basis *ret_basis)
{
    if (w->format >= w->book->formats.n) {
        return false;
    }
    const struct format *format = &w->book->formats.v[w->format];

    *ret_basis = INSPECT_STRUCTURAL;
    if (format->shows_nothing || is_same_colour(format->text, format->ground)) {
        return true;
    }
    *ret_basis = INSPECT_HEURISTIC;
    return is_white(format->text) && format->ground.kind == COLOUR_NONE;
}

/* A number for the ground of the cell, 0 when it has none: for comparing. */
static uint32_t ground_of(const struct sheet_walk *w)
{
    const struct format *format =
        w->format < w->book->formats.n ? &w->book->formats.v[w->format] : NULL;

    return format == NULL || format->ground.kind == COLOUR_NONE || is_white(format->ground)
               ? 0
               : (uint32_t)format->ground.kind << 24 ^ format->ground.value ^
                     (uint32_t)str_hash(format->ground.tint);
}

static void end_cell(struct sheet_walk *w)
{
    struct found *f = w->book->o->found;
    struct str text = buf_str(&w->value);
    enum inspect_basis basis;

    if (w->type == 's') {
        uint64_t index = 0;

        for (size_t i = 0; i < text.n && i < 9 && text.p[i] >= '0' && text.p[i] <= '9'; i++) {
            index = index * 10 + (uint64_t)(text.p[i] - '0');
        }
        text = string_at(w->book, index);
    }
    if (str_trim(text).n == 0 || w->column == 0) {
        return;
    }
    machine_sheet_cell(w->machine, w->row, w->column, w->type, ground_of(w), text);
    w->values++;
    if (w->sample.n == 0) {
        w->sample = arena_str(w->arena, str_sub(text, 0, SAMPLE_BYTES));
    }
    if (w->row_is_hidden && w->rows.values++ == 0) {
        w->row_sample = arena_str(w->arena, str_sub(text, 0, SAMPLE_BYTES));
    }
    for (uint32_t i = 0; i < w->columns.n; i++) {
        w->columns.v[i].values += w->column >= w->columns.v[i].beg && w->column <= w->columns.v[i].end;
    }
    if (is_unreadable(w, &basis)) {
        found_add(f, "XLS-243", basis, cell_place(w), text);
    }
    struct arena *kept = w->arena;
    struct arena scratch CLEANUP(arena_done) = {};

    w->arena = &scratch;
    if (w->type == 's' || w->type == 'i' || w->type == 'r' || text.n >= 6) {
        personal_cell(f, text, (struct str){}, cell_place(w), w->row, w->column);
    }
    w->arena = kept;
}

static void sheet_end(void *user, const char *name, enum xml_namespace ns)
{
    struct sheet_walk *w = user;

    w->in_value = false;
    if (ooxml_is(name, "c")) {
        end_cell(w);
    }
}

static void sheet_text(void *user, struct str text)
{
    struct sheet_walk *w = user;

    if (w->in_value) {
        buf_add(&w->value, text);
    }
}

static void tell_sheet(struct sheet_walk *w)
{
    struct found *f = w->book->o->found;

    end_hidden_rows(w);
    for (uint32_t i = 0; i < w->columns.n; i++) {
        const struct range *c = &w->columns.v[i];

        if (c->values > 0) {
            found_add_many(f, "XLS-241", INSPECT_STRUCTURAL,
                           arena_printf(w->arena, "%.*s!%.*s:%.*s", STR_ARG(w->sheet->name),
                                        STR_ARG(column_name(w->arena, c->beg)),
                                        STR_ARG(column_name(w->arena, MIN(c->end, (uint32_t)MAX_COLUMNS)))),
                           (struct str){}, c->values);
        }
    }
    if (w->sheet->is_hidden && w->values > 0) {
        found_add_many(f, "XLS-240", INSPECT_STRUCTURAL,
                       arena_printf(w->arena, "%.*s%s", STR_ARG(w->sheet->name),
                                    w->sheet->is_very_hidden ? " (veryHidden)" : ""),
                       w->sample, w->values);
    }
}

static void read_sheet(struct workbook *b, const struct sheet *sheet)
{
    static const struct xml_handler handler = {
        .start = sheet_start, .end = sheet_end, .text = sheet_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct sheet_walk *w = ARENA_NEW(&arena, struct sheet_walk);
    struct str bytes;

    w->book = b;
    w->sheet = sheet;
    w->arena = &arena;
    if (!ooxml_bytes(b->o, &arena, sheet->part, &bytes)) {
        found_less(b->o->found, INSPECT_PARTIAL, tr("a sheet of the workbook is missing"));
        return;
    }
    buf_init(&w->value, MAX_CELL_BYTES);
    w->machine = machine_sheet_open(b->o->found, sheet->name);
    ooxml_walk(b->o, sheet->part, bytes, &handler, w);
    personal_end(b->o->found);
    machine_sheet_close(w->machine);
    tell_sheet(w);
    buf_done(&w->value);
}

/* ---- the file ---- */

static void read_part(struct workbook *b, const char *name, const struct xml_handler *handler)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str bytes;

    if (ooxml_bytes(b->o, &arena, str_of(name), &bytes)) {
        ooxml_walk(b->o, str_of(name), bytes, handler, b);
    }
}

void ooxml_sheet_inspect(struct ooxml *o)
{
    static const struct xml_handler styles = {.start = styles_start, .end = styles_end};
    static const struct xml_handler strings = {
        .start = strings_start, .end = strings_end, .text = strings_text};
    static const struct xml_handler book = {
        .start = book_start, .end = book_end, .text = book_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct workbook b = {.o = o, .arena = &arena};
    struct str main = arena_str(&arena, o->main);

    buf_init(&b.strings, MAX_STRINGS_BYTES);
    buf_init(&b.text, MAX_CELL_BYTES);
    if (main.n > 0) {
        read_part(&b, main.p, &book);
    }
    read_part(&b, "xl/styles.xml", &styles);
    read_part(&b, "xl/sharedStrings.xml", &strings);
    for (uint32_t i = 0; i < b.sheets.n; i++) {
        read_sheet(&b, &b.sheets.v[i]);
    }
    machine_book_end(o->found);
    buf_done(&b.strings);
    buf_done(&b.text);
}
