/*
 * Cell formats that nobody can read: text in the colour of its ground, the number format ;;;. The
 * same rules as the inspector's (inspect/office/ooxml-sheet-format.c).
 */
#include "clean/office/office-found.h"
#include "clean/office/office-sheet.h"

enum colour_kind { COLOUR_NONE, COLOUR_RGB, COLOUR_THEME, COLOUR_INDEX, COLOUR_AUTO };

struct colour {
    int kind;
    uint32_t value;
    struct str tint;
};

struct sheet_code {
    struct str id, code;
};

struct formats {
    VEC(struct colour) fonts, fills;
    VEC(struct str) empty; /* numFmtId of ;;; */
    VEC(bool) unreadable;
    VEC(struct str) codes;            /* of the cell formats */
    VEC(struct sheet_code) all_codes; /* that the file names by number */
};

static uint32_t number_of(struct str s)
{
    uint32_t n = 0;

    for (size_t i = 0; i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    }
    return n;
}

static struct colour colour_of(const struct xml_tree *t, uint32_t node)
{
    struct colour c = {};
    struct str rgb = xml_tree_value(t, node, "rgb");
    struct xml_attr attr;

    c.tint = xml_tree_value(t, node, "tint");
    if (rgb.n >= 6) {
        c.kind = COLOUR_RGB;
        for (size_t i = rgb.n - 6; i < rgb.n; i++) {
            char d = rgb.p[i];

            c.value = c.value * 16 + (uint32_t)(d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10);
        }
    } else if (xml_tree_attr(t, node, "theme", &attr)) {
        c.kind = COLOUR_THEME;
        c.value = number_of(attr.value);
    } else if (xml_tree_attr(t, node, "indexed", &attr)) {
        c.value = number_of(attr.value);
        c.kind = c.value >= 64 ? COLOUR_AUTO : COLOUR_INDEX;
    } else if (xml_tree_attr(t, node, "auto", &attr)) {
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

static struct colour ground_of(const struct xml_tree *t, uint32_t fill)
{
    uint32_t pattern = xml_tree_child(t, fill, "patternFill");

    if (pattern == 0) {
        return (struct colour){.kind = xml_tree_child(t, fill, "gradientFill") != 0 ? COLOUR_AUTO
                                                                                    : COLOUR_NONE};
    }
    struct str type = xml_tree_value(t, pattern, "patternType");

    if (str_eq(type, STR("solid"))) {
        uint32_t front = xml_tree_child(t, pattern, "fgColor");

        return front == 0 ? (struct colour){} : colour_of(t, front);
    }
    return (struct colour){.kind = type.n > 0 && !str_eq(type, STR("none")) ? COLOUR_AUTO
                                                                            : COLOUR_NONE};
}

static void take_format(struct office *o, struct formats *f, const struct xml_tree *t,
                        uint32_t node)
{
    struct xml_attr attr;
    struct colour text = {}, ground = {};
    bool empty = false;
    struct str number = xml_tree_value(t, node, "numFmtId");

    if (xml_tree_attr(t, node, "fontId", &attr) && number_of(attr.value) < f->fonts.n) {
        text = f->fonts.v[number_of(attr.value)];
    }
    if (xml_tree_attr(t, node, "fillId", &attr) && number_of(attr.value) < f->fills.n) {
        ground = f->fills.v[number_of(attr.value)];
    }
    for (uint32_t i = 0; i < f->empty.n; i++) {
        empty |= str_eq(f->empty.v[i], number);
    }
    struct str code = {};

    for (uint32_t i = 0; i < f->all_codes.n; i++) {
        code = str_eq(f->all_codes.v[i].id, number) ? f->all_codes.v[i].code : code;
    }
    *VEC_ADD(o->arena, &f->codes) = code;
    *VEC_ADD(o->arena, &f->unreadable) =
        empty || is_same_colour(text, ground) || (is_white(text) && ground.kind == COLOUR_NONE);
}

void office_sheet_format_read(struct office *o)
{
    struct office_edit e;
    struct formats f = {};

    if (office_edit_begin(&e, o, office_part(o, STR("xl/styles.xml")))) {
        const struct xml_tree *t = &e.tree;

        for (uint32_t i = 1; i < t->nodes.n; i++) {
            uint32_t parent = t->nodes.v[i].parent;

            if (xml_tree_is(t, i, "numFmt") && xml_tree_is(t, parent, "numFmts")) {
                *VEC_ADD(&e.arena, &f.all_codes) = (struct sheet_code){
                    .id = xml_tree_value(t, i, "numFmtId"),
                    .code = arena_str(o->arena, office_found_decoded(
                                                    &e.arena, xml_tree_value(t, i, "formatCode")))};
            }
            if (xml_tree_is(t, i, "numFmt") &&
                str_eq(xml_tree_value(t, i, "formatCode"), STR(";;;"))) {
                *VEC_ADD(&e.arena, &f.empty) = xml_tree_value(t, i, "numFmtId");
            } else if (xml_tree_is(t, i, "font") && xml_tree_is(t, parent, "fonts")) {
                uint32_t colour = xml_tree_child(t, i, "color");

                *VEC_ADD(&e.arena, &f.fonts) =
                    colour == 0 ? (struct colour){} : colour_of(t, colour);
            } else if (xml_tree_is(t, i, "fill") && xml_tree_is(t, parent, "fills")) {
                *VEC_ADD(&e.arena, &f.fills) = ground_of(t, i);
            } else if (xml_tree_is(t, i, "xf") && xml_tree_is(t, parent, "cellXfs")) {
                take_format(o, &f, t, i);
            }
        }
    }
    office_edit_end(&e);
    o->sheet->unreadable_formats = f.unreadable.v;
    o->sheet->format_count = f.unreadable.n;
    o->sheet->codes = f.codes.v;
    o->sheet->code_count = f.codes.n;
}
