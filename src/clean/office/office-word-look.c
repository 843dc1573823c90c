/*
 * How runs of Word look, as far as it is about being read: the same rules as the inspector's
 * (inspect/office/ooxml-word.c), over places in the bytes.
 */
#include "clean/office/office-word.h"

enum { MAX_STYLES = 5000, MAX_BASED_ON = 12, TINY_HALF_POINTS = 2 };

static const struct word_look nothing = {.hidden = -1, .half_points = -1};

static uint8_t colour_of(struct str value, uint32_t *ret_rgb)
{
    uint32_t rgb = 0;

    if (value.n != 6) {
        return str_eq(value, STR("auto")) ? WORD_AUTO : WORD_UNSET;
    }
    for (size_t i = 0; i < 6; i++) {
        char c = value.p[i];
        int digit = c >= '0' && c <= '9'                     ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;

        if (digit < 0) {
            return WORD_UNSET;
        }
        rgb = rgb * 16 + (uint32_t)digit;
    }
    uint32_t r = rgb >> 16, g = (rgb >> 8) & 255, b = rgb & 255;

    *ret_rgb = rgb;
    return r < 40 && g < 40 && b < 40      ? WORD_BLACK
           : r > 250 && g > 250 && b > 250 ? WORD_WHITE
                                           : WORD_OTHER;
}

static int16_t number_of(struct str value)
{
    int n = 0;

    for (size_t i = 0; i < value.n && i < 4 && value.p[i] >= '0' && value.p[i] <= '9'; i++) {
        n = n * 10 + value.p[i] - '0';
    }
    return value.n == 0 ? -1 : (int16_t)n;
}

/* The properties in a w:rPr; tracked old ones do not count. */
static struct word_look look_of_properties(const struct xml_tree *t, uint32_t properties)
{
    struct word_look look = nothing;

    for (uint32_t i = properties == 0 ? 0 : t->nodes.v[properties].child; i != XML_TREE_NONE;
         i = t->nodes.v[i].next) {
        struct str value = xml_tree_value(t, i, "val");

        if (xml_tree_is(t, i, "vanish")) {
            look.hidden = xml_tree_is_on(t, i);
        } else if (xml_tree_is(t, i, "specVanish")) {
            look.is_separator = xml_tree_is_on(t, i);
        } else if (xml_tree_is(t, i, "color")) {
            look.text = colour_of(value, &look.text_rgb);
        } else if (xml_tree_is(t, i, "shd")) {
            look.ground = colour_of(xml_tree_value(t, i, "fill"), &look.ground_rgb);
        } else if (xml_tree_is(t, i, "highlight")) {
            look.highlight = str_eq(value, STR("black"))  ? WORD_BLACK
                             : str_eq(value, STR("none")) ? WORD_UNSET
                                                          : WORD_OTHER;
        } else if (xml_tree_is(t, i, "sz")) {
            look.half_points = number_of(value);
        }
    }
    return look;
}

/* What `over` leaves open is as `under` has it. */
static struct word_look laid_over(struct word_look over, const struct word_look *under)
{
    if (over.hidden < 0) {
        over.hidden = under->hidden;
        over.is_separator |= under->is_separator;
    }
    if (over.text == WORD_UNSET) {
        over.text = under->text;
        over.text_rgb = under->text_rgb;
    }
    if (over.ground == WORD_UNSET) {
        over.ground = under->ground;
        over.ground_rgb = under->ground_rgb;
    }
    if (over.half_points < 0) {
        over.half_points = under->half_points;
    }
    return over;
}

/* A style that says "hidden" turns round what the others say (ECMA-376-1 17.7.3). */
static struct word_look laid_over_style(struct word_look over, const struct word_look *style,
                                        int *turned)
{
    over = laid_over(over, style);
    *turned += style->hidden == 1;
    return over;
}

static struct word_look look_of_style(const struct office_word *w, struct str id)
{
    struct word_look look = nothing;

    for (int depth = 0; id.n > 0 && depth < MAX_BASED_ON; depth++) {
        const struct word_style *style = NULL;

        for (uint32_t i = 0; i < w->styles.n && style == NULL; i++) {
            style = str_eq(w->styles.v[i].id, id) ? &w->styles.v[i] : NULL;
        }
        if (style == NULL) {
            break;
        }
        look = laid_over(look, &style->look);
        id = style->based_on;
    }
    return look;
}

void office_word_look_styles(struct office *o)
{
    struct office_edit e;

    o->word->defaults = nothing;
    if (office_edit_begin(&e, o, office_part(o, STR("word/styles.xml")))) {
        const struct xml_tree *t = &e.tree;
        uint32_t all = xml_tree_child(t, 1, "docDefaults");
        uint32_t of_runs = all == 0 ? 0 : xml_tree_child(t, all, "rPrDefault");

        if (of_runs != 0) {
            o->word->defaults = look_of_properties(t, xml_tree_child(t, of_runs, "rPr"));
            o->word->has_hidden_style = o->word->defaults.hidden == 1;
        }
        for (uint32_t i = 1; i < t->nodes.n && o->word->styles.n < MAX_STYLES; i++) {
            if (!xml_tree_is(t, i, "style")) {
                continue;
            }
            uint32_t based = xml_tree_child(t, i, "basedOn");
            struct word_look look = look_of_properties(t, xml_tree_child(t, i, "rPr"));

            if (str_eq(xml_tree_value(t, i, "type"), STR("paragraph")) &&
                str_eq(xml_tree_value(t, i, "default"), STR("1"))) {
                o->word->default_style = arena_str(o->arena, xml_tree_value(t, i, "styleId"));
            } else if (str_eq(xml_tree_value(t, i, "type"), STR("table")) &&
                       str_eq(xml_tree_value(t, i, "default"), STR("1"))) {
                o->word->default_table_style = arena_str(o->arena, xml_tree_value(t, i, "styleId"));
            }
            o->word->has_hidden_style |= look.hidden == 1;
            *VEC_ADD(o->arena, &o->word->styles) = (struct word_style){
                .id = arena_str(o->arena, xml_tree_value(t, i, "styleId")),
                .based_on = based == 0 ? (struct str){}
                                       : arena_str(o->arena, xml_tree_value(t, based, "val")),
                .look = look};
        }
    }
    office_edit_end(&e);
}

/* The style of the table around, or that of tables that name none. */
static struct str style_of_table(const struct office_word *w, const struct xml_tree *t,
                                 uint32_t run)
{
    uint32_t table = 0;

    if (!xml_tree_is_in(t, run, "tbl", &table)) {
        return (struct str){};
    }
    uint32_t properties = xml_tree_child(t, table, "tblPr");
    uint32_t named = properties == 0 ? 0 : xml_tree_child(t, properties, "tblStyle");

    return named == 0 ? w->default_table_style : xml_tree_value(t, named, "val");
}

/* Whether the run stands in a row that is hidden. */
static bool is_in_hidden_row(const struct xml_tree *t, uint32_t run)
{
    for (uint32_t row = 0; xml_tree_is_in(t, run, "tr", &row); run = row) {
        uint32_t properties = xml_tree_child(t, row, "trPr");
        uint32_t hidden = properties == 0 ? 0 : xml_tree_child(t, properties, "hidden");

        if (hidden != 0 && xml_tree_is_on(t, hidden)) {
            return true;
        }
    }
    return false;
}

struct word_look office_word_look(const struct office *o, const struct xml_tree *t, uint32_t run)
{
    const struct office_word *w = o->word;
    uint32_t properties = xml_tree_child(t, run, "rPr");
    struct word_look look = look_of_properties(t, properties);
    bool says_hidden = look.hidden >= 0;
    uint32_t named = properties == 0 ? 0 : xml_tree_child(t, properties, "rStyle");
    uint32_t paragraph = 0;
    int turned = 0;

    if (named != 0) {
        struct word_look style = look_of_style(w, xml_tree_value(t, named, "val"));

        look = laid_over_style(look, &style, &turned);
    }
    if (xml_tree_is_in(t, run, "p", &paragraph)) {
        uint32_t of_paragraph = xml_tree_child(t, paragraph, "pPr");

        named = of_paragraph == 0 ? 0 : xml_tree_child(t, of_paragraph, "pStyle");
        struct str id = named == 0 ? w->default_style : xml_tree_value(t, named, "val");
        struct word_look style = look_of_style(w, id);

        look = laid_over_style(look, &style, &turned);
    }
    struct word_look table = look_of_style(w, style_of_table(w, t, run));

    look = laid_over_style(look, &table, &turned);
    look = laid_over(look, &w->defaults);
    if (!says_hidden) {
        look.hidden = turned % 2 == 1 || w->defaults.hidden == 1;
    }
    if (is_in_hidden_row(t, run)) {
        look.hidden = 1;
    }
    return look;
}

/* A dark ground of the paragraph, the cell, a style of the table, or a text box around. */
static bool is_on_paper(const struct xml_tree *t, uint32_t run)
{
    uint32_t node = 0;
    uint32_t rgb = 0;

    if (xml_tree_is_in(t, run, "txbxContent", NULL)) {
        return false;
    }
    if (xml_tree_is_in(t, run, "p", &node)) {
        uint32_t properties = xml_tree_child(t, node, "pPr");
        uint32_t shade = properties == 0 ? 0 : xml_tree_child(t, properties, "shd");

        if (shade != 0 && colour_of(xml_tree_value(t, shade, "fill"), &rgb) >= WORD_BLACK &&
            rgb != 0xFFFFFF) {
            return false;
        }
    }
    if (xml_tree_is_in(t, run, "tc", &node)) {
        uint32_t properties = xml_tree_child(t, node, "tcPr");
        uint32_t shade = properties == 0 ? 0 : xml_tree_child(t, properties, "shd");

        if (shade != 0 && colour_of(xml_tree_value(t, shade, "fill"), &rgb) >= WORD_BLACK &&
            rgb != 0xFFFFFF) {
            return false;
        }
    }
    if (xml_tree_is_in(t, run, "tbl", &node)) {
        uint32_t properties = xml_tree_child(t, node, "tblPr");

        return properties == 0 || xml_tree_child(t, properties, "tblStyle") == 0;
    }
    return true;
}

bool office_word_is_unreadable(const struct xml_tree *t, uint32_t run, const struct word_look *look)
{
    if (look->highlight == WORD_BLACK && look->text != WORD_WHITE && look->text != WORD_OTHER) {
        return true;
    }
    if (look->ground >= WORD_BLACK && look->text >= WORD_BLACK &&
        look->ground_rgb == look->text_rgb && look->highlight == WORD_UNSET) {
        return true;
    }
    if (look->ground == WORD_BLACK && look->text <= WORD_AUTO) {
        return true;
    }
    if (look->text == WORD_WHITE && look->highlight == WORD_UNSET && look->ground <= WORD_AUTO &&
        is_on_paper(t, run)) {
        return true;
    }
    return look->half_points >= 0 && look->half_points <= TINY_HALF_POINTS;
}
