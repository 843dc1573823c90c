/*
 * Number styles and conditional styles; see odf-format.h. A number style is one for each kind of
 * value (ODF 1.3 part 3, 16.29): others stand for it under conditions. A format code of a workbook
 * has four parts instead, so each part is what the number style becomes for such a value.
 */
#include "inspect/office/odf-format.h"

#include "inspect/office/ooxml-sheet-look.h"

enum { MAX_FORMULA = 200 };

/* ---- conditions ---- */

static const struct {
    struct str sign, operator;
} signs[] = {{STR_IN_TABLE("!="), STR_IN_TABLE("notEqual")},
             {STR_IN_TABLE("<>"), STR_IN_TABLE("notEqual")},
             {STR_IN_TABLE(">="), STR_IN_TABLE("greaterThanOrEqual")},
             {STR_IN_TABLE("<="), STR_IN_TABLE("lessThanOrEqual")},
             {STR_IN_TABLE("="), STR_IN_TABLE("equal")},
             {STR_IN_TABLE(">"), STR_IN_TABLE("greaterThan")},
             {STR_IN_TABLE("<"), STR_IN_TABLE("lessThan")}};

/* ">=0" as a rule of a workbook. */
static bool comparison(struct str text, struct sheet_rule *ret_rule)
{
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (str_starts(text, signs[i].sign)) {
            *ret_rule =
                (struct sheet_rule){.type = STR("cellIs"),
                                    .operator= signs[i].operator,
                                    .formula = str_trim(str_sub(text, signs[i].sign.n, text.n))};
            return true;
        }
    }
    return false;
}

/* What stands in the brackets of "name(…)"; false: it is another condition. */
static bool inside(struct str condition, struct str name, struct str *ret_inside)
{
    if (!str_starts(condition, name) || !str_ends(condition, STR(")"))) {
        return false;
    }
    *ret_inside = str_sub(condition, name.n, condition.n - 1);
    return true;
}

/*
 * References of this format, "[.A1]", as workbooks write them; false: it is longer than is looked
 * at.
 */
static bool plain_formula(struct str formula, char *out, size_t room, struct str *ret_formula)
{
    size_t n = 0;

    for (size_t i = 0; i < formula.n; i++) {
        char c = formula.p[i];

        if (c == '[' && i + 1 < formula.n && formula.p[i + 1] == '.') {
            i++;
        } else if (c != ']') {
            if (n >= room) {
                return false;
            }
            out[n++] = c;
        }
    }
    *ret_formula = (struct str){.p = out, .n = n};
    return true;
}

/* Whether a condition holds for the value; *ret_known is false when that cannot be told. */
static bool holds(const struct odf_map *map, struct odf_value v, bool *ret_known)
{
    char room[MAX_FORMULA];
    struct sheet_rule rule = {.type = STR("cellIs")};
    struct sheet_cell_at cell = {.column = v.column,
                                 .row = v.row,
                                 .type = v.type,
                                 .value = v.value,
                                 .base_column = map->base_column,
                                 .base_row = map->base_row,
                                 .others = v.others};
    struct str condition = str_trim(map->condition);
    struct str rest;
    ptrdiff_t comma;

    *ret_known = false;
    if (inside(condition, STR("is-true-formula("), &rest)) {
        rule.type = STR("expression");
        return plain_formula(rest, room, sizeof(room), &rule.formula) &&
               sheet_rule_holds(&rule, &cell, ret_known);
    }
    if (inside(condition, STR("cell-content-is-between("), &rest)) {
        rule.operator= STR("between");
    } else if (inside(condition, STR("cell-content-is-not-between("), &rest)) {
        rule.operator= STR("notBetween");
    } else if (str_starts(condition, STR("cell-content()")) ||
               str_starts(condition, STR("value()"))) {
        rest = str_sub(condition, (size_t)str_find(condition, STR(")"), 0) + 1, condition.n);
        return comparison(str_trim(rest), &rule) && sheet_rule_holds(&rule, &cell, ret_known);
    } else {
        return false;
    }
    comma = str_find(rest, STR(","), 0);
    if (comma < 0) {
        return false;
    }
    rule.formula = str_sub(rest, 0, (size_t)comma);
    rule.second = str_sub(rest, (size_t)comma + 1, rest.n);
    return sheet_rule_holds(&rule, &cell, ret_known);
}

bool odf_format_asks(const struct odf_styles *styles, const struct odf_style *cell)
{
    for (uint32_t i = 0; i < cell->maps; i++) {
        if (styles->maps.v[cell->first_map + i].asks) {
            return true;
        }
    }
    return false;
}

/* ---- number styles ---- */

/* The number style that stands for such a value in the place of `base`. */
static const struct odf_style *style_for(struct odf_styles *styles, const struct odf_style *base,
                                         struct odf_value v)
{
    for (uint32_t i = 0; i < base->maps; i++) {
        const struct odf_map *map = &styles->maps.v[base->first_map + i];
        bool known;

        if (holds(map, v, &known)) {
            return odf_style_find(styles, "data", map->style);
        }
    }
    return base;
}

static void set_section(struct sheet_number_format *f, int section, const struct odf_style *style)
{
    f->is_blank[section] = !style->shows && sheet_is_mask(str_trim(style->words));
    f->text[section] = style->text;
}

/* The number style of a cell as a format code, the part of `value` as it is for that very value. */
static bool number_format(struct odf_styles *styles, struct str name, struct odf_value value,
                          struct sheet_number_format *ret_format)
{
    static const struct odf_value usual[] = {{.type = 'n', .value = STR_IN_TABLE("1")},
                                             {.type = 'n', .value = STR_IN_TABLE("-1")},
                                             {.type = 'n', .value = STR_IN_TABLE("0")}};
    const struct odf_style *base = odf_style_find(styles, "data", name);

    if (base->name.n == 0) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        set_section(ret_format, i, style_for(styles, base, usual[i]));
    }
    if (value.type == 'n') {
        set_section(ret_format, sheet_number_section('n', value.value),
                    style_for(styles, base, value));
    } else if (str_eq(base->data, STR("text-style"))) {
        ret_format->is_blank[3] = !base->shows;
        ret_format->in_place_of_text = str_trim(base->words);
        ret_format->text[3] = base->text;
    }
    return true;
}

/* ---- cells ---- */

static bool is_tiny(const struct odf_style *s, struct str words)
{
    return odf_size_is_tiny(s->latin_size, s->asian_size, s->scale, words);
}

static struct sheet_format format_of(struct odf_styles *styles, const struct odf_style *cell,
                                     struct odf_value value)
{
    struct sheet_format f = {.text = cell->text, .ground = cell->ground};

    f.has_number = cell->data.n > 0 && number_format(styles, cell->data, value, &f.number);
    f.is_tiny = is_tiny(cell, value.value);
    return f;
}

/*
 * What a conditional style itself changes; what it is based on does not count, since that is what
 * all cells are based on.
 */
static void lay_over(struct odf_styles *styles, struct sheet_format *f, const struct odf_style *own,
                     struct odf_value value)
{
    f->text = own->text.paint != OOXML_UNSAID ? own->text : f->text;
    f->ground = own->ground.paint != OOXML_UNSAID ? own->ground : f->ground;
    f->is_tiny |= is_tiny(own, value.value);
    if (own->data.n > 0) {
        f->has_number = number_format(styles, own->data, value, &f->number);
    }
}

static bool changes_look(const struct odf_style *own)
{
    return own->text.paint != OOXML_UNSAID || own->ground.paint > OOXML_CLEAR || own->data.n > 0;
}

/* Lays the first conditional style that applies over the format; false: it cannot be told which. */
static bool lay_conditional(struct odf_styles *styles, const struct odf_style *cell,
                            struct odf_value value, struct sheet_format *f)
{
    for (uint32_t i = 0; i < cell->maps; i++) {
        const struct odf_map *map = &styles->maps.v[cell->first_map + i];
        const struct odf_style *own = odf_style_own(styles, "table-cell", map->style);
        bool known;
        bool applies = holds(map, value, &known);

        if (!known && changes_look(own)) {
            return false;
        }
        if (known && applies) {
            lay_over(styles, f, own, value);
            return true;
        }
    }
    return true;
}

static enum odf_sight judge(struct sheet_format *f, struct odf_value value)
{
    struct ooxml_colour ground = f->ground;

    /* Letters without a colour of their own are painted so that they are seen. */
    if (f->text.paint != OOXML_SOLID) {
        f->text.paint = OOXML_UNKNOWN;
    } else if (f->text.opacity <= 5) {
        return ODF_LOST;
    }
    if (sheet_look_is_seen(f, value.type, value.value)) {
        return ODF_SEEN;
    }
    /* On any other ground it would be seen: then it is only pale. */
    f->ground = (struct ooxml_colour){.paint = OOXML_UNKNOWN};
    return ground.paint <= OOXML_CLEAR && sheet_look_is_seen(f, value.type, value.value) ? ODF_PALE
                                                                                         : ODF_LOST;
}

enum odf_sight odf_format_judge(struct odf_styles *styles, const struct odf_style *cell,
                                struct odf_value value)
{
    struct sheet_format f = format_of(styles, cell, value);

    return lay_conditional(styles, cell, value, &f) ? judge(&f, value) : ODF_SEEN;
}

enum odf_sight odf_format_judge_run(struct odf_styles *styles, const struct odf_style *cell,
                                    const struct odf_style *run, struct odf_value value)
{
    struct sheet_format f = format_of(styles, cell, value);

    if (!lay_conditional(styles, cell, value, &f)) {
        return ODF_SEEN;
    }
    f.has_number = false;
    f.is_tiny = is_tiny(run, value.value) || (run->latin_size == 0 && f.is_tiny);
    f.text = run->text.paint == OOXML_UNSAID ? f.text : run->text;
    f.ground = run->mark.paint == OOXML_SOLID ? run->mark : f.ground;
    return judge(&f, value);
}

/* ---- rules beside the styles ---- */

bool odf_format_words_rule(struct arena *a, struct str condition, struct sheet_rule *ret_rule)
{
    static const struct {
        struct str name, type;
    } rules[] = {{STR_IN_TABLE("contains-text("), STR_IN_TABLE("containsText")},
                 {STR_IN_TABLE("not-contains-text("), STR_IN_TABLE("notContainsText")},
                 {STR_IN_TABLE("begins-with("), STR_IN_TABLE("beginsWith")},
                 {STR_IN_TABLE("ends-with("), STR_IN_TABLE("endsWith")}};
    struct str text;

    for (size_t i = 0; i < COUNT(rules); i++) {
        if (inside(condition, rules[i].name, &text) && text.n > 2 && text.p[0] == '"' &&
            text.p[text.n - 1] == '"') {
            *ret_rule = (struct sheet_rule){.type = rules[i].type,
                                            .text = arena_str(a, str_sub(text, 1, text.n - 1))};
            return true;
        }
    }
    return false;
}

enum odf_sight odf_format_judge_rule(struct odf_styles *styles, const struct odf_style *cell,
                                     const struct sheet_rule *rule, const struct odf_style *over,
                                     struct str words)
{
    struct odf_value value = {.type = 's', .value = words};
    struct sheet_format f = format_of(styles, cell, value);
    struct sheet_cell_at at = {.type = 's', .value = words};
    bool known;

    if (!sheet_rule_holds(rule, &at, &known) || !known) {
        return ODF_SEEN;
    }
    lay_over(styles, &f, over, value);
    return judge(&f, value);
}

const struct odf_style *odf_format_named(struct odf_styles *styles, struct str display_name)
{
    static const char digits[] = "0123456789abcdef";
    char name[256];
    size_t n = 0;

    for (size_t i = 0; i < display_name.n && n + 4 < sizeof(name); i++) {
        unsigned char c = (unsigned char)display_name.p[i];
        bool is_plain = c >= 0x80 || (c >= '0' && c <= '9') ||
                        ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
                        (i > 0 && (c == '-' || c == '.'));

        if (is_plain) {
            name[n++] = (char)c;
        } else {
            name[n++] = '_';
            name[n++] = digits[c >> 4];
            name[n++] = digits[c & 15];
            name[n++] = '_';
        }
    }
    const struct odf_style *s =
        odf_style_own(styles, "table-cell", (struct str){.p = name, .n = n});

    return s->name.n > 0 ? s : odf_style_own(styles, "table-cell", display_name);
}
