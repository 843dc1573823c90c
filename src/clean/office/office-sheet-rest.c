/*
 * What stays of a cell that loses what nobody can read: the runs of its text that are seen, or the
 * words that its format shows in the place of a number. It becomes a string of its own cell, for
 * others may show the shared one as it was.
 */
#include "clean/office/office-found.h"
#include "clean/office/office-sheet.h"
#include "inspect/office/ooxml-sheet-format.h"

enum { WHOLE_BYTES = SHEET_SAMPLE_BYTES - 8 }; /* longer words are told by their beginning */

/* ---- the strings ---- */

struct office_sheet_strings {
    struct xml_tree tree;
    VEC(uint32_t) nodes; /* si */
};

/* The shared strings as they are now, read once. */
static const struct office_sheet_strings *strings_of(struct office *o)
{
    struct office_part *part = office_part(o, STR("xl/sharedStrings.xml"));
    struct str bytes;

    if (o->sheet->strings != NULL || part == NULL) {
        return o->sheet->strings;
    }
    o->sheet->strings = ARENA_NEW(o->arena, struct office_sheet_strings);
    struct office_sheet_strings *s = o->sheet->strings;

    if (office_bytes(o, o->arena, part, &bytes) && xml_tree_parse(o->arena, bytes, &s->tree) == 0) {
        for (uint32_t i = s->tree.nodes.v[1].child; i != XML_TREE_NONE;
             i = s->tree.nodes.v[i].next) {
            if (xml_tree_is(&s->tree, i, "si")) {
                *VEC_ADD(o->arena, &s->nodes) = i;
            }
        }
    }
    return s;
}

static uint32_t prefix_bytes(const struct xml_tree *t)
{
    return t->nodes.n > 1 ? t->nodes.v[1].prefix_bytes : 0;
}

/*
 * The string that a cell shows: its tree and node; 0 = it shows none, or one that cannot be moved.
 */
static uint32_t string_of(struct office_edit *e, uint32_t cell, const struct xml_tree **ret_tree)
{
    const struct xml_tree *t = &e->tree;
    struct str type = xml_tree_value(t, cell, "t");

    *ret_tree = t;
    if (str_eq(type, STR("inlineStr"))) {
        return xml_tree_child(t, cell, "is");
    }
    uint32_t value = str_eq(type, STR("s")) ? xml_tree_child(t, cell, "v") : 0;
    const struct office_sheet_strings *s = value == 0 ? NULL : strings_of(e->o);
    uint64_t index = 0;

    if (s == NULL || prefix_bytes(&s->tree) != prefix_bytes(t)) {
        return 0;
    }
    struct str digits = str_trim(xml_tree_inside(t, value));

    for (size_t i = 0; i < digits.n && i < 9 && digits.p[i] >= '0' && digits.p[i] <= '9'; i++) {
        index = index * 10 + (uint64_t)(digits.p[i] - '0');
    }
    *ret_tree = &s->tree;
    return index < s->nodes.n ? s->nodes.v[index] : 0;
}

/* ---- runs ---- */

static struct str words_of(struct arena *a, const struct xml_tree *t, uint32_t run)
{
    uint32_t text = xml_tree_child(t, run, "t");

    return text == 0 ? (struct str){} : str_trim(office_found_decoded(a, xml_tree_inside(t, text)));
}

static bool is_unread(const struct sheet_item *sheet, uint32_t column, uint32_t row,
                      struct str words)
{
    for (uint32_t i = 0; i < sheet->unread.n; i++) {
        const struct sheet_unread *x = &sheet->unread.v[i];

        if (x->column == column && x->row == row && words.n > 0 &&
            (str_eq(x->words, words) ||
             ((x->is_cut || x->words.n >= WHOLE_BYTES) && str_starts(words, x->words)))) {
            return true;
        }
    }
    return false;
}

/* The runs that are seen, as they stand; "" when there are no runs, or none of them goes. */
static struct str seen_runs(struct office_edit *e, const struct sheet_item *sheet, uint32_t cell,
                            uint32_t column, uint32_t row)
{
    const struct xml_tree *t;
    uint32_t string = string_of(e, cell, &t);
    struct buf kept CLEANUP(buf_done);
    uint32_t gone = 0;
    bool has_words = false;

    buf_init(&kept, SHEET_MAX_CELL_BYTES);
    for (uint32_t i = string == 0 ? 0 : t->nodes.v[string].child; i != XML_TREE_NONE;
         i = t->nodes.v[i].next) {
        if (!xml_tree_is(t, i, "r")) {
            continue; /* readings may be of what goes */
        }
        struct str words = words_of(&e->arena, t, i);

        if (is_unread(sheet, column, row, words)) {
            gone++;
        } else {
            has_words |= words.n > 0;
            buf_add(&kept, str_sub(t->bytes, t->nodes.v[i].beg, t->nodes.v[i].end));
        }
    }
    return gone > 0 && has_words && !buf_is_full(&kept) ? arena_str(&e->arena, buf_str(&kept))
                                                        : (struct str){};
}

/* ---- cells ---- */

struct str office_sheet_text(struct office_edit *e, struct str words)
{
    const struct xml_tree *t = &e->tree;
    struct str prefix =
        str_sub(t->bytes, t->nodes.v[1].beg + 1, t->nodes.v[1].beg + 1 + prefix_bytes(t));
    const char *colon = prefix.n > 0 ? ":" : "";
    struct buf out CLEANUP(buf_done);

    buf_init(&out, words.n * 5 + 16);
    for (size_t i = 0; i < words.n; i++) {
        buf_add(&out, words.p[i] == '&'   ? STR("&amp;")
                      : words.p[i] == '<' ? STR("&lt;")
                                          : str_sub(words, i, i + 1));
    }
    return arena_printf(&e->arena, "<%.*s%st>%.*s</%.*s%st>", STR_ARG(prefix), colon,
                        STR_ARG(buf_str(&out)), STR_ARG(prefix), colon);
}

void office_sheet_put_string(struct office_edit *e, uint32_t cell, struct str inside)
{
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[cell];
    struct str prefix = str_sub(t->bytes, x->beg + 1, x->beg + 1 + x->prefix_bytes);
    const char *colon = prefix.n > 0 ? ":" : "";
    struct xml_attr type;

    if (xml_tree_attr(t, cell, "t", &type)) {
        xml_edit_cut(&e->edits, type.beg, type.end);
    }
    size_t name_end = (size_t)x->beg + 1 + x->name_bytes;

    xml_edit_put(&e->edits, name_end, name_end, STR(" t=\"inlineStr\""));
    xml_edit_put(&e->edits, x->tail_beg, x->tail_beg,
                 arena_printf(&e->arena, "<%.*s%sis>%.*s</%.*s%sis>", STR_ARG(prefix), colon,
                              STR_ARG(inside), STR_ARG(prefix), colon));
}

/* The words that the format of a cell shows in the place of its value, or "". */
static struct str shown_words(struct office_edit *e, uint32_t cell)
{
    const struct office_sheet *s = e->o->sheet;
    const struct xml_tree *t = &e->tree;
    struct str format = xml_tree_value(t, cell, "s");
    struct str type = xml_tree_value(t, cell, "t");
    uint32_t value = xml_tree_child(t, cell, "v");
    uint32_t index = 0;

    for (size_t i = 0; i < format.n && i < 9; i++) {
        index = index * 10 + (uint32_t)(format.p[i] - '0');
    }
    if (index >= s->code_count || s->codes[index].n == 0) {
        return (struct str){};
    }
    bool is_number = type.n == 0 || str_eq(type, STR("n"));
    struct str number = value == 0 ? (struct str){} : str_trim(xml_tree_inside(t, value));
    int section =
        sheet_number_section(is_number ? 'n' : 's', is_number && number.n == 0 ? STR("0") : number);
    struct sheet_number_format f = sheet_number_format(0, s->codes[index]);

    return f.is_blank[section] ? sheet_number_words(s->codes[index], section) : (struct str){};
}

struct str office_sheet_rest(struct office_edit *e, const struct sheet_item *sheet, uint32_t cell,
                             uint32_t column, uint32_t row)
{
    struct str runs = seen_runs(e, sheet, cell, column, row);
    struct str words = runs.n > 0 ? (struct str){} : shown_words(e, cell);

    return runs.n > 0 ? runs : words.n > 0 ? office_sheet_text(e, words) : (struct str){};
}
