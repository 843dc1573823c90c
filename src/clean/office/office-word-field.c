/*
 * Fields of Word that go by DOC-223, when asked for: those that fetch from outside become the text
 * they show, and so do those whose codes have words that nobody sees; of fields that show nothing,
 * nothing is left. Fields that would show properties or variables that are taken out become text
 * too, so that what is seen stays as it is when the file is opened.
 */
#include "clean/office/office-found.h"
#include "clean/office/office-word.h"
#include "inspect/office/ooxml-field.h"

enum { MAX_NESTED = 32, MAX_CODE_BYTES = 4096, MAX_UNSEEN_BYTES = 2048 };

struct field {
    uint32_t begin, separate; /* nodes of fldChar; 0 = none yet */
    struct buf code;
};

struct fields {
    struct office_edit *e;
    struct field open[MAX_NESTED];
    int depth;
    bool has_index; /* entries are seen in it */
};

/* What becomes of a field. */
enum fate {
    STAYS,
    BECOMES_TEXT, /* by DOC-223 */
    FREEZES,      /* becomes text: it shows what goes */
    GOES,         /* by DOC-223, with its result, which is not shown */
};

static bool shows_what_goes(const struct office *o, struct str code)
{
    static const char *const shown[] = {
        "AUTHOR",   "LASTSAVEDBY", "TITLE",  "SUBJECT",  "KEYWORDS",  "COMMENTS",   "DOCPROPERTY",
        "TEMPLATE", "INFO",        "REVNUM", "EDITTIME", "PRINTDATE", "DOCVARIABLE"};

    for (size_t i = 0; i < COUNT(shown) && o->word->drops_properties; i++) {
        size_t n = strlen(shown[i]);

        if (str_starts_any_case(code, str_of(shown[i])) &&
            (code.n == n || code.p[n] == ' ' || code.p[n] == '\t')) {
            return true;
        }
    }
    return false;
}

/* By the code, decoded, and the text of the paragraph of the node. */
static enum fate fate_of(const struct fields *f, struct str code, uint32_t node)
{
    const struct office *o = f->e->o;
    enum ooxml_field field;

    code = str_trim(code);
    field = ooxml_field_of(code);
    if (shows_what_goes(o, code)) {
        return FREEZES;
    }
    if (!cleaning_may(o->c, "DOC-223") || field == OOXML_FIELD_SHOWN ||
        field == OOXML_FIELD_INDEX || (field == OOXML_FIELD_ENTRY && f->has_index)) {
        return STAYS;
    }
    if (field == OOXML_FIELD_OUTSIDE) {
        return BECOMES_TEXT;
    }
    struct buf unseen CLEANUP(buf_done);

    buf_init(&unseen, MAX_UNSEEN_BYTES);
    ooxml_field_unseen(code, office_word_shown(f->e, node), &unseen);
    return unseen.n == 0 ? STAYS : field == OOXML_FIELD_CHOICE ? BECOMES_TEXT : GOES;
}

/* All of the field but what it shows goes. */
static void freeze(struct office_edit *e, const struct field *f, uint32_t end, enum fate fate)
{
    const struct xml_tree *t = &e->tree;
    uint32_t stop = f->separate == 0 || fate == GOES ? end : f->separate;

    for (uint32_t i = f->begin; i <= stop; i++) {
        if (xml_tree_is(t, i, "fldChar") || xml_tree_is(t, i, "instrText") ||
            xml_tree_is(t, i, "t")) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
    xml_edit_remove(&e->edits, t, end);
}

static void end_field(struct fields *f, uint32_t end)
{
    struct field *field = &f->open[--f->depth];
    enum fate fate =
        fate_of(f, office_found_decoded(&f->e->arena, buf_str(&field->code)), field->begin);

    if (fate != STAYS) {
        freeze(f->e, field, end, fate);
    }
    if (fate == BECOMES_TEXT || fate == GOES) {
        office_log(f->e, "DOC-223", 1);
    }
}

static void simple_field(struct fields *f, uint32_t node)
{
    struct office_edit *e = f->e;
    enum fate fate =
        fate_of(f, office_found_decoded(&e->arena, xml_tree_value(&e->tree, node, "instr")), node);

    if (fate == GOES) {
        xml_edit_remove(&e->edits, &e->tree, node);
    } else if (fate != STAYS) {
        xml_edit_unwrap(&e->edits, &e->tree, node);
    }
    if (fate == BECOMES_TEXT || fate == GOES) {
        office_log(e, "DOC-223", 1);
    }
}

/* A code without its field. */
static void lone_code(struct fields *f, uint32_t node)
{
    struct office_edit *e = f->e;
    struct str code = office_found_decoded(&e->arena, xml_tree_inside(&e->tree, node));

    if (fate_of(f, code, node) == BECOMES_TEXT) {
        xml_edit_remove(&e->edits, &e->tree, node);
        office_log(e, "DOC-223", 1);
    }
}

/* Text belongs to the innermost field that is still in its code, codes to the innermost field. */
static void add_code(struct fields *f, uint32_t node, bool is_text)
{
    int i = f->depth - 1;

    while (is_text && i >= 0 && f->open[i].separate != 0) {
        i--;
    }
    if (i >= 0) {
        buf_add(&f->open[i].code, xml_tree_inside(&f->e->tree, node));
    }
}

static void take_sign(struct fields *f, uint32_t node)
{
    struct str type = xml_tree_value(&f->e->tree, node, "fldCharType");

    if (str_eq(type, STR("begin")) && f->depth < MAX_NESTED) {
        f->open[f->depth].begin = node;
        f->open[f->depth].separate = 0;
        buf_clear(&f->open[f->depth++].code);
    } else if (str_eq(type, STR("separate")) && f->depth > 0) {
        f->open[f->depth - 1].separate = node;
    } else if (str_eq(type, STR("end")) && f->depth > 0) {
        end_field(f, node);
    }
}

static bool has_index(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        struct str code = xml_tree_is(t, i, "instrText")   ? xml_tree_inside(t, i)
                          : xml_tree_is(t, i, "fldSimple") ? xml_tree_value(t, i, "instr")
                                                           : (struct str){};

        if (code.n > 0 && ooxml_field_of(code) == OOXML_FIELD_INDEX) {
            return true;
        }
    }
    return false;
}

void office_word_field_edit(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    struct fields *f = ARENA_NEW(&e->arena, struct fields);

    f->e = e;
    f->has_index = has_index(e);
    for (int i = 0; i < MAX_NESTED; i++) {
        buf_init(&f->open[i].code, MAX_CODE_BYTES);
    }
    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if (xml_tree_is(t, i, "fldSimple")) {
            simple_field(f, i);
        } else if (xml_tree_is(t, i, "instrText") && f->depth == 0) {
            lone_code(f, i);
        } else if (xml_tree_is(t, i, "instrText") || office_word_is(t, i, "t")) {
            add_code(f, i, xml_tree_is(t, i, "t"));
        } else if (xml_tree_is(t, i, "fldChar")) {
            take_sign(f, i);
        }
    }
    for (int i = 0; i < MAX_NESTED; i++) {
        buf_done(&f->open[i].code);
    }
}
