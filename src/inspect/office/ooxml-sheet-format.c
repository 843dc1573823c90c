/*
 * Formats of cells: colours of text and ground, and what format codes show nothing. Fonts, fills
 * and format codes come before the formats that name them by number; what conditional formats and
 * table styles change (dxfs) is read alike.
 */
#include "inspect/office/ooxml-sheet-format.h"

#include "inspect/office/ooxml-theme.h"
#include "inspect/office/ooxml-value.h"

enum { TINY_POINTS = 1, MAX_TABLE_STYLES = 200 };

/* ---- colours ---- */

struct ooxml_colour sheet_colour(const struct workbook *b, const struct xml_element *e)
{
    static const uint32_t palette[] = {
        0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
        0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
        0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
        0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
        0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
        0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
        0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333};
    /* Numbers of the theme count light before dark. */
    static const uint8_t of_theme[OOXML_THEME_COLOURS] = {1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11};
    enum { FIRST_OF_PALETTE = 8, SYSTEM_TEXT = 64, SYSTEM_GROUND = 65 };
    struct ooxml_colour c = {.opacity = 100};
    struct str value = {};

    if (xml_attribute(e, "rgb", &value)) {
        c.paint = ooxml_rgb(value, &c.rgb) ? OOXML_SOLID : OOXML_UNSAID;
    } else if (xml_attribute(e, "theme", &value)) {
        int64_t theme = xml_attribute_int(e, "theme", -1);

        c.paint = theme >= 0 && theme < OOXML_THEME_COLOURS ? OOXML_SOLID : OOXML_UNKNOWN;
        c.rgb = c.paint == OOXML_SOLID ? b->theme.colours[of_theme[theme]] : 0;
    } else if (xml_attribute(e, "indexed", &value)) {
        int64_t index = xml_attribute_int(e, "indexed", SYSTEM_TEXT);

        c.paint = index >= 0 && index <= SYSTEM_GROUND ? OOXML_SOLID : OOXML_UNKNOWN;
        index = index >= FIRST_OF_PALETTE ? index - FIRST_OF_PALETTE : index;
        c.rgb = index >= 0 && index < (int64_t)COUNT(palette) ? palette[index]
                : index == SYSTEM_GROUND - FIRST_OF_PALETTE   ? OOXML_WHITE
                                                              : OOXML_BLACK;
    } else if (ooxml_is_on(e, "auto")) {
        c.paint = OOXML_AUTO;
    }
    int64_t tint = ooxml_thousandths(e, "tint", 0);

    c.rgb = tint == 0 ? c.rgb : ooxml_tint(c.rgb, tint);
    return c;
}

/* ---- format codes ---- */

/* A colour in brackets: [White], [Color2]; or nothing. */
static struct ooxml_colour bracket_colour(struct str word)
{
    static const struct {
        const char *name;
        uint32_t rgb;
    } names[] = {{"White", OOXML_WHITE}, {"Color2", OOXML_WHITE}, {"Color 2", OOXML_WHITE},
                 {"白", OOXML_WHITE},    {"Black", OOXML_BLACK},  {"Color1", OOXML_BLACK},
                 {"Red", 0xFF0000},      {"Blue", 0x0000FF},      {"Green", 0x00FF00},
                 {"Yellow", 0xFFFF00}};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (word.n == strlen(names[i].name) && ooxml_starts(word, names[i].name)) {
            return (struct ooxml_colour){.paint = OOXML_SOLID, .opacity = 100, .rgb = names[i].rgb};
        }
    }
    return (struct ooxml_colour){};
}

bool sheet_is_mask(struct str literal)
{
    static const struct str marks[] = {STR("*"), STR("＊"), STR("■"), STR("●"), STR("×")};
    size_t i = 0;

    while (i < literal.n) {
        size_t before = i;

        for (size_t k = 0; k < COUNT(marks); k++) {
            i += str_at(literal, i, marks[k]) ? marks[k].n : 0;
        }
        if (i == before) {
            return false;
        }
    }
    return true;
}

/* One section of a code, from `at` on; leaves `at` behind its semicolon. True: it shows nothing. */
static bool take_section(struct str code, size_t *at, struct ooxml_colour *ret_colour)
{
    bool shows = false;
    size_t i = *at;

    for (; i < code.n && code.p[i] != ';'; i++) {
        size_t beg = i + 1;

        if (code.p[i] == '"') {
            for (i++; i < code.n && code.p[i] != '"'; i++) {
            }
            shows |= !sheet_is_mask(str_trim(str_sub(code, beg, i)));
        } else if (code.p[i] == '[') {
            for (i++; i < code.n && code.p[i] != ']'; i++) {
            }
            struct ooxml_colour c = bracket_colour(str_sub(code, beg, i));

            *ret_colour = c.paint != OOXML_UNSAID ? c : *ret_colour;
        } else if (code.p[i] == '\\' || code.p[i] == '!') {
            shows |= beg < code.n && code.p[beg] != ' ' && code.p[beg] != '*';
            i++;
        } else if (code.p[i] == '_' || code.p[i] == '*') {
            i++; /* as wide as a character; filled with one */
        } else {
            shows |= code.p[i] != ' ';
        }
    }
    *at = i + 1;
    return !shows;
}

/* Where the part of that number begins, or a place beyond the code. */
static size_t section_at(struct str code, int section)
{
    struct ooxml_colour colour;
    size_t at = 0;

    for (int i = 0; i < section && at <= code.n; i++) {
        (void)take_section(code, &at, &colour);
    }
    return at;
}

struct str sheet_number_words(struct str code, int section)
{
    size_t beg = section_at(code, section);

    if (beg >= code.n) {
        /* One part stands for all numbers, the first of two for zeros too. */
        beg = section == 1 || section == 2 ? 0 : code.n;
    }
    for (size_t i = beg; i < code.n && code.p[i] != ';'; i++) {
        const char *end = code.p[i] == '"' ? memchr(code.p + i + 1, '"', code.n - i - 1) : NULL;

        if (end != NULL) {
            return str_sub(code, i + 1, (size_t)(end - code.p));
        }
    }
    return (struct str){};
}

/* Whether the part for text shows the text: an @ outside of quotes, or General. */
static bool shows_text(struct str code)
{
    bool is_quoted = false;

    for (size_t i = section_at(code, 3); i < code.n && (is_quoted || code.p[i] != ';'); i++) {
        is_quoted ^= code.p[i] == '"';
        if (!is_quoted &&
            (code.p[i] == '@' || str_starts_any_case(str_sub(code, i, code.n), STR("general")) ||
             str_at(code, i, STR("標準")))) {
            return true;
        }
        i += !is_quoted && (code.p[i] == '\\' || code.p[i] == '!');
    }
    return false;
}

struct sheet_number_format sheet_number_format(uint32_t id, struct str code)
{
    struct sheet_number_format f = {.id = id};
    size_t at = 0;
    int n = 0;

    for (; n < 4 && at <= code.n && code.n > 0; n++) {
        if (n > 0 && code.p[at - 1] != ';') {
            break;
        }
        f.is_blank[n] = take_section(code, &at, &f.text[n]);
    }
    if (n == 1) {
        f.is_blank[1] = f.is_blank[2] = f.is_blank[0];
        f.text[1] = f.text[2] = f.text[0];
        f.is_blank[3] = false;
        if (str_has(code, STR("@"))) {
            f.text[3] = f.text[0];
        }
    } else if (n == 2) {
        f.is_blank[2] = f.is_blank[0];
        f.text[2] = f.text[0];
    }
    if (n == 1 && f.is_blank[0]) {
        f.is_blank[3] = true; /* "" alone shows no text either */
    }
    if (n == 4 && !shows_text(code)) {
        f.is_blank[3] = true;
        f.in_place_of_text = sheet_number_words(code, 3);
    }
    return f;
}

int sheet_number_section(char type, struct str value)
{
    bool is_zero = true;

    if (type != 'n') {
        return 3;
    }
    for (size_t i = 0; i < value.n && (value.p[i] | 0x20) != 'e'; i++) {
        is_zero &= value.p[i] < '1' || value.p[i] > '9';
    }
    return is_zero ? 2 : value.p[0] == '-' ? 1 : 0;
}

/* ---- reading ---- */

/* What the font or fill being read says goes here. */
static struct sheet_format *target_of(struct sheet_formats_walk *w)
{
    struct workbook *b = w->b;

    switch (w->where) {
    case SHEET_FONTS:
        return b->fonts.n > 0 ? &b->fonts.v[b->fonts.n - 1] : NULL;
    case SHEET_FILLS:
        return b->fills.n > 0 ? &b->fills.v[b->fills.n - 1] : NULL;
    case SHEET_CHANGES:
        return b->changes.n > 0 ? &b->changes.v[b->changes.n - 1] : NULL;
    default:
        return NULL;
    }
}

static void take_format(struct workbook *b, const struct xml_element *e)
{
    int64_t font = xml_attribute_int(e, "fontId", -1);
    int64_t fill = xml_attribute_int(e, "fillId", -1);
    int64_t number = xml_attribute_int(e, "numFmtId", -1);
    struct sheet_format *format = VEC_ADD(b->arena, &b->formats);

    if (font >= 0 && font < b->fonts.n) {
        format->text = b->fonts.v[font].text;
        format->is_tiny = b->fonts.v[font].is_tiny;
    }
    if (fill >= 0 && fill < b->fills.n) {
        format->ground = b->fills.v[fill].ground;
    }
    for (uint32_t i = 0; i < b->numbers.n; i++) {
        if (b->numbers.v[i].id == number) {
            format->number = b->numbers.v[i];
            format->has_number = true;
        }
    }
}

static void take_number(struct sheet_formats_walk *w, const struct xml_element *e)
{
    struct workbook *b = w->b;
    struct sheet_number_format number = sheet_number_format(
        (uint32_t)xml_attribute_int(e, "numFmtId", 0), ooxml_value(b->arena, e, "formatCode"));

    if (w->where == SHEET_CHANGES) {
        struct sheet_format *target = target_of(w);

        if (target != NULL) {
            target->number = number;
            target->has_number = true;
        }
    } else {
        *VEC_ADD(b->arena, &b->numbers) = number;
    }
}

/* A gradient of colours that nobody can tell apart is the first of them. */
static void take_stop(struct sheet_formats_walk *w, struct sheet_format *target,
                      struct ooxml_colour c)
{
    if (w->stops == 1) {
        target->ground = c;
    } else if (c.paint != OOXML_SOLID || !ooxml_is_near(c.rgb, target->ground.rgb)) {
        target->ground.paint = OOXML_UNKNOWN;
    }
}

static void take_fill(struct sheet_formats_walk *w, struct sheet_format *target,
                      const struct xml_element *e)
{
    struct str pattern = {};
    bool is_change = w->where == SHEET_CHANGES;

    if (ooxml_is(e->name, "patternFill")) {
        bool said = xml_attribute(e, "patternType", &pattern);

        w->is_solid = said && str_eq(pattern, STR("solid"));
        w->in_fill = w->is_solid || (is_change && !said);
        /* A solid fill that names no colour is black. */
        target->ground = (struct ooxml_colour){.opacity = 100};
        target->ground.paint = w->is_solid                             ? OOXML_SOLID
                               : w->in_fill                            ? OOXML_UNKNOWN
                               : !said || str_eq(pattern, STR("none")) ? OOXML_UNSAID
                                                                       : OOXML_UNKNOWN;
    } else if (ooxml_is(e->name, "gradientFill")) {
        target->ground = (struct ooxml_colour){.paint = OOXML_UNKNOWN};
        w->stops = 0;
    } else if (ooxml_is(e->name, "stop")) {
        w->stops++;
    } else if (w->stops > 0 && ooxml_is(e->name, "color")) {
        take_stop(w, target, sheet_colour(w->b, e));
    } else if (w->in_fill && (ooxml_is(e->name, is_change ? "bgColor" : "fgColor") ||
                              (w->is_solid && ooxml_is(e->name, "fgColor")))) {
        /* What changes a cell paints with the colour behind the pattern, or the only one it has. */
        target->ground = sheet_colour(w->b, e);
        if (target->ground.paint == OOXML_AUTO) {
            target->ground = (struct ooxml_colour){.paint = is_change ? OOXML_UNKNOWN : OOXML_SOLID,
                                                   .opacity = 100};
        }
    }
}

/* What a part of a table is changed to. */
static void take_table_part(struct workbook *b, const struct xml_element *e)
{
    static const char *const names[SHEET_TABLE_PARTS] = {
        [SHEET_WHOLE_TABLE] = "wholeTable",
        [SHEET_FIRST_COLUMN_STRIPE] = "firstColumnStripe",
        [SHEET_SECOND_COLUMN_STRIPE] = "secondColumnStripe",
        [SHEET_FIRST_ROW_STRIPE] = "firstRowStripe",
        [SHEET_SECOND_ROW_STRIPE] = "secondRowStripe",
        [SHEET_LAST_COLUMN] = "lastColumn",
        [SHEET_FIRST_COLUMN] = "firstColumn",
        [SHEET_HEADER_ROW] = "headerRow",
        [SHEET_TOTAL_ROW] = "totalRow",
        [SHEET_FIRST_HEADER_CELL] = "firstHeaderCell",
        [SHEET_LAST_HEADER_CELL] = "lastHeaderCell",
        [SHEET_FIRST_TOTAL_CELL] = "firstTotalCell",
        [SHEET_LAST_TOTAL_CELL] = "lastTotalCell"};
    int64_t change = xml_attribute_int(e, "dxfId", -1);
    int64_t size = xml_attribute_int(e, "size", 1);
    struct str type = {};

    xml_attribute(e, "type", &type);
    for (size_t i = 0; i < COUNT(names) && b->table_styles.n > 0; i++) {
        struct sheet_table_style *style = &b->table_styles.v[b->table_styles.n - 1];

        if (str_eq(type, str_of(names[i]))) {
            style->changes[i] = change >= 0 && change < b->changes.n ? (uint32_t)change + 1 : 0;
            style->stripes[i] = (uint32_t)MIN(MAX(size, (int64_t)1), (int64_t)SHEET_MAX_COLUMNS);
        }
    }
}

enum xml_step sheet_formats_start(struct sheet_formats_walk *w, const struct xml_element *e)
{
    static const struct {
        const char *name;
        int where;
    } places[] = {{"numFmts", SHEET_NUMBERS},
                  {"fonts", SHEET_FONTS},
                  {"fills", SHEET_FILLS},
                  {"cellXfs", SHEET_FORMATS},
                  {"dxfs", SHEET_CHANGES}};
    struct workbook *b = w->b;

    for (size_t i = 0; i < COUNT(places); i++) {
        if (ooxml_is(e->name, places[i].name)) {
            w->where = places[i].where;
            return XML_ENTER;
        }
    }
    if (ooxml_is(e->name, "cellStyleXfs") || ooxml_is(e->name, "borders") ||
        ooxml_is(e->name, "border") || ooxml_is(e->name, "cellStyles") ||
        ooxml_is(e->name, "colors")) {
        return XML_SKIP;
    }
    if (ooxml_is(e->name, "tableStyle") && b->table_styles.n < MAX_TABLE_STYLES) {
        *VEC_ADD(b->arena, &b->table_styles) =
            (struct sheet_table_style){.name = ooxml_value(b->arena, e, "name")};
    } else if (ooxml_is(e->name, "tableStyleElement")) {
        take_table_part(b, e);
    }
    if (ooxml_is(e->name, "numFmt")) {
        take_number(w, e);
    } else if (ooxml_is(e->name, "xf") && w->where == SHEET_FORMATS) {
        take_format(b, e);
    } else if (ooxml_is(e->name, "dxf") && w->where == SHEET_CHANGES) {
        *VEC_ADD(b->arena, &b->changes) = (struct sheet_format){};
    } else if (ooxml_is(e->name, "font")) {
        w->in_font = true;
        if (w->where == SHEET_FONTS) {
            *VEC_ADD(b->arena, &b->fonts) = (struct sheet_format){};
        }
    } else if (ooxml_is(e->name, "fill") && w->where == SHEET_FILLS) {
        *VEC_ADD(b->arena, &b->fills) = (struct sheet_format){};
    } else if (target_of(w) != NULL && w->in_font) {
        if (ooxml_is(e->name, "color")) {
            target_of(w)->text = sheet_colour(b, e);
        } else if (ooxml_is(e->name, "sz")) {
            int64_t size = ooxml_thousandths(e, "val", INT32_MAX);

            target_of(w)->is_tiny = size <= TINY_POINTS * 1000;
        }
    } else if (target_of(w) != NULL) {
        take_fill(w, target_of(w), e);
    }
    return XML_ENTER;
}

void sheet_formats_end(struct sheet_formats_walk *w, const char *name)
{
    if (ooxml_is(name, "numFmts") || ooxml_is(name, "fonts") || ooxml_is(name, "fills") ||
        ooxml_is(name, "cellXfs") || ooxml_is(name, "dxfs")) {
        w->where = SHEET_NO_FORMATS;
    } else if (ooxml_is(name, "font")) {
        w->in_font = false;
    } else if (ooxml_is(name, "gradientFill")) {
        w->stops = 0;
    } else if (ooxml_is(name, "patternFill")) {
        w->in_fill = false;
    }
}

static enum xml_step formats_start(void *user, const struct xml_element *e)
{
    return sheet_formats_start(user, e);
}

static void formats_end(void *user, const char *name, enum xml_namespace ns)
{
    sheet_formats_end(user, name);
}

void sheet_formats_read(struct workbook *b)
{
    static const struct xml_handler handler = {.start = formats_start, .end = formats_end};
    struct sheet_formats_walk w = {.b = b};
    struct str part = ooxml_target_of_type(b->o, b->o->main, "styles");

    ooxml_theme_read(b->o, ooxml_target_of_type(b->o, b->o->main, "theme"), &b->theme);
    ooxml_walk(b->o, part.n > 0 ? part : STR("xl/styles.xml"), &handler, &w);
}
