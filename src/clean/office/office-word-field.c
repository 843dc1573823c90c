/*
 * Fields of Word that become the text they show: those that fetch from outside (DOC-223, when asked
 * for), and those that would show properties or variables that are taken out, so that what is seen
 * stays as it is when the file is opened.
 */
#include "clean/office/office-word.h"

#include <strings.h>

enum { MAX_NESTED = 32, MAX_CODE_BYTES = 4096 };

struct field {
    uint32_t begin, separate; /* nodes of fldChar; 0 = none yet */
    struct buf code;
};

static bool begins_with(struct str code, const char *const *names, size_t count)
{
    code = str_trim(code);
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(names[i]);

        if (code.n >= n && strncasecmp(code.p, names[i], n) == 0 &&
            (code.n == n || code.p[n] == ' ' || code.p[n] == '\t')) {
            return true;
        }
    }
    return false;
}

/* 1: by DOC-223; 2: it shows what goes; 0: it stays. */
static int is_frozen(const struct office *o, struct str code)
{
    static const char *const outside[] = {"INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO",
                                          "DDE",         "LINK",           "DATABASE",
                                          "RD",          "MACROBUTTON",    "IMPORT"};
    static const char *const shown[] = {
        "AUTHOR",   "LASTSAVEDBY", "TITLE",  "SUBJECT",  "KEYWORDS",  "COMMENTS",   "DOCPROPERTY",
        "TEMPLATE", "INFO",        "REVNUM", "EDITTIME", "PRINTDATE", "DOCVARIABLE"};

    if (begins_with(code, outside, COUNT(outside))) {
        return cleaning_may(o->c, "DOC-223") ? 1 : 0;
    }
    return o->word->drops_properties && begins_with(code, shown, COUNT(shown)) ? 2 : 0;
}

/* All of the field but what it shows goes. */
static void freeze(struct office_edit *e, const struct field *f, uint32_t end)
{
    const struct xml_tree *t = &e->tree;
    uint32_t stop = f->separate == 0 ? end : f->separate;

    for (uint32_t i = f->begin; i <= stop; i++) {
        if (xml_tree_is(t, i, "fldChar") || xml_tree_is(t, i, "instrText") ||
            xml_tree_is(t, i, "t")) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
    xml_edit_remove(&e->edits, t, end);
}

static void end_field(struct office_edit *e, struct field *f, uint32_t end)
{
    int why = is_frozen(e->o, buf_str(&f->code));

    if (why != 0) {
        freeze(e, f, end);
        if (why == 1) {
            office_log(e, "DOC-223", 1);
        }
    }
}

static void simple_field(struct office_edit *e, uint32_t node)
{
    int why = is_frozen(e->o, xml_tree_value(&e->tree, node, "instr"));

    if (why != 0) {
        xml_edit_unwrap(&e->edits, &e->tree, node);
        if (why == 1) {
            office_log(e, "DOC-223", 1);
        }
    }
}

void office_word_field_edit(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    struct field *open = ARENA_ARRAY(&e->arena, MAX_NESTED, struct field);
    int depth = 0;

    for (int i = 0; i < MAX_NESTED; i++) {
        buf_init(&open[i].code, MAX_CODE_BYTES);
    }
    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (xml_tree_is(t, i, "fldSimple")) {
            simple_field(e, i);
        } else if (xml_tree_is(t, i, "instrText") && depth == 0) {
            if (is_frozen(e->o, xml_tree_inside(t, i)) == 1) { /* a code without its field */
                xml_edit_remove(&e->edits, t, i);
                office_log(e, "DOC-223", 1);
            }
        } else if (xml_tree_is(t, i, "instrText")) {
            buf_add(&open[depth - 1].code, xml_tree_inside(t, i));
        } else if (xml_tree_is(t, i, "fldChar")) {
            struct str type = xml_tree_value(t, i, "fldCharType");

            if (str_eq(type, STR("begin")) && depth < MAX_NESTED) {
                open[depth].begin = i;
                open[depth].separate = 0;
                buf_clear(&open[depth++].code);
            } else if (str_eq(type, STR("separate")) && depth > 0) {
                open[depth - 1].separate = i;
            } else if (str_eq(type, STR("end")) && depth > 0) {
                depth--;
                end_field(e, &open[depth], i);
            }
        }
    }
    for (int i = 0; i < MAX_NESTED; i++) {
        buf_done(&open[i].code);
    }
}
