/*
 * Words that stand beside the text of Word and that the text does not show: choices of lists,
 * defaults and hints of form fields, attributes of smart tags, names of controls, people who may
 * edit, hidden bookmarks, and the form for older programs where it says something else. The same
 * reading as the inspector's (inspect/office/ooxml-word-aside.c, ooxml-word-fallback.c).
 */
#include "clean/office/office-found.h"
#include "clean/office/office-word.h"
#include "inspect/office/ooxml-words.h"

enum { MAX_SHOWN_BYTES = 16384, MAX_NESTED = 16, MAX_BOOKMARKS = 200 };

/* ---- what is shown ---- */

/* The paragraph around a node, or the first one of the control it belongs to; 0 = none. */
static uint32_t paragraph_of(const struct xml_tree *t, uint32_t node)
{
    uint32_t around = 0;

    if (xml_tree_is_in(t, node, "p", &around)) {
        return around;
    }
    if (!xml_tree_is_in(t, node, "sdt", &around) &&
        !xml_tree_is_in(t, node, "customXml", &around)) {
        return 0;
    }
    uint32_t past = xml_tree_past(t, around);

    for (uint32_t i = around + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (office_word_is(t, i, "p")) {
            return i;
        }
    }
    return 0;
}

/* Follows the fields of a paragraph; true: what comes is code. */
static bool follow_fields(const struct xml_tree *t, uint32_t node, bool *in_code, int *depth)
{
    struct str type = xml_tree_value(t, node, "fldCharType");

    if (str_eq(type, STR("begin")) && *depth < MAX_NESTED) {
        in_code[(*depth)++] = true;
    } else if (str_eq(type, STR("separate")) && *depth > 0) {
        in_code[*depth - 1] = false;
    } else if (str_eq(type, STR("end")) && *depth > 0) {
        (*depth)--;
    }
    for (int i = 0; i < *depth; i++) {
        if (in_code[i]) {
            return true;
        }
    }
    return false;
}

struct str office_word_shown(struct office_edit *e, uint32_t node)
{
    struct office_word *w = e->o->word;
    const struct xml_tree *t = &e->tree;
    uint32_t paragraph = paragraph_of(t, node);
    uint32_t past = paragraph == 0 ? 1 : xml_tree_past(t, paragraph);
    struct buf text CLEANUP(buf_done) = {};
    bool in_code[MAX_NESTED];
    bool is_code = false;
    int depth = 0;

    if (paragraph == w->shown_of && paragraph != 0) {
        return w->shown;
    }
    buf_init(&text, MAX_SHOWN_BYTES);
    for (uint32_t i = paragraph + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (xml_tree_is(t, i, "fldChar")) {
            is_code = follow_fields(t, i, in_code, &depth);
        } else if (!is_code && xml_tree_is(t, i, "t")) {
            buf_add(&text, xml_tree_inside(t, i));
        }
    }
    w->shown_of = paragraph;
    w->shown = office_found_decoded(&e->arena, buf_str(&text));
    return w->shown;
}

/* Words of an attribute that the paragraph does not show. */
static bool is_unseen(struct office_edit *e, uint32_t node, const char *name)
{
    struct str value = office_found_decoded(&e->arena, xml_tree_value(&e->tree, node, name));

    return ooxml_has_words(value) && !str_eq_any_case(value, STR("true")) &&
           !str_eq_any_case(value, STR("false")) &&
           !str_has(office_word_shown(e, node), str_trim(value));
}

/* ---- lists and form fields ---- */

/* A choice that was not made; one of a list that waits for a choice stays. */
static bool is_left_over(struct office_edit *e, uint32_t item)
{
    const struct xml_tree *t = &e->tree;
    uint32_t properties = 0;

    if (xml_tree_value(t, item, "value").n == 0 || !xml_tree_is_in(t, item, "sdtPr", &properties)) {
        return false;
    }
    uint32_t waits = xml_tree_child(t, properties, "showingPlcHdr");

    return (waits == 0 || !xml_tree_is_on(t, waits)) &&
           (is_unseen(e, item, "displayText") || is_unseen(e, item, "value"));
}

/* The entries of an old list but the one that is shown, which becomes the first. */
static void edit_entries(struct office_edit *e, uint32_t list)
{
    const struct xml_tree *t = &e->tree;
    uint32_t chosen = xml_tree_child(t, list, "result");
    uint32_t preset = xml_tree_child(t, list, "default");
    struct str number = xml_tree_value(t,
                                       chosen != 0   ? chosen
                                       : preset != 0 ? preset
                                                     : list,
                                       "val");
    uint32_t shown = 0;
    uint32_t entry = 0;
    uint32_t gone = 0;

    for (size_t i = 0; i < number.n && i < 4 && number.p[i] >= '0' && number.p[i] <= '9'; i++) {
        shown = shown * 10 + (uint32_t)(number.p[i] - '0');
    }
    for (uint32_t i = t->nodes.v[list].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        bool goes = xml_tree_is(t, i, "listEntry") ? entry++ != shown : true;

        if (goes) {
            xml_edit_remove(&e->edits, t, i);
            gone += xml_tree_is(t, i, "listEntry");
        }
    }
    if (gone > 0) {
        office_log(e, "DOC-223", gone);
    }
}

static bool edit_form(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    bool is_field = xml_tree_is(t, node, "helpText") || xml_tree_is(t, node, "statusText") ||
                    xml_tree_is(t, node, "default");
    bool is_choice = xml_tree_is(t, node, "listItem");

    if (xml_tree_is(t, node, "ddList")) {
        edit_entries(e, node);
        return true;
    }
    if ((is_field && xml_tree_is_in(t, node, "ffData", NULL) && is_unseen(e, node, "val")) ||
        (is_choice && is_left_over(e, node))) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "DOC-223", 1);
        return true;
    }
    return false;
}

/* ---- smart tags, names, people ---- */

static void edit_names(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    struct xml_attr attr;

    if (xml_tree_is(t, node, "attr") && is_unseen(e, node, "val") &&
        cleaning_may(e->o->c, "OOX-206")) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "OOX-206", 1);
    } else if ((xml_tree_is(t, node, "alias") || xml_tree_is(t, node, "tag")) &&
               ooxml_is_free_text(xml_tree_value(t, node, "val")) && is_unseen(e, node, "val") &&
               cleaning_may(e->o->c, "OOX-215")) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "OOX-215", 1);
    } else if (xml_tree_is(t, node, "permStart") && xml_tree_attr(t, node, "ed", &attr) &&
               attr.value.n > 0 && cleaning_may(e->o->c, "OOX-201")) {
        xml_edit_cut(&e->edits, attr.beg, attr.end);
        office_log(e, "OOX-201", 1);
    }
}

/* ---- the form for older programs ---- */

/* Adds the words of all text in an element. */
static void add_words(const struct xml_tree *t, uint32_t node, struct buf *out)
{
    uint32_t past = xml_tree_past(t, node);

    for (uint32_t i = node + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        if (xml_tree_is(t, i, "t") || xml_tree_is(t, i, "instrText")) {
            buf_add(out, xml_tree_inside(t, i));
        }
    }
}

/* Whether a paragraph or a shape of the form has words that are not among those of today. */
static bool says_more(const struct xml_tree *t, uint32_t fallback, struct str today)
{
    uint32_t past = xml_tree_past(t, fallback);
    struct buf words CLEANUP(buf_done);

    buf_init(&words, MAX_SHOWN_BYTES);
    for (uint32_t i = fallback + 1; i < (past == 0 ? t->nodes.n : past); i++) {
        bool is_drawn = xml_tree_is(t, i, "textpath");
        uint32_t paragraph = 0;

        if (!is_drawn && !xml_tree_is(t, i, "p") && !xml_tree_is(t, i, "t")) {
            continue;
        }
        buf_clear(&words);
        if (is_drawn) {
            buf_add(&words, xml_tree_value(t, i, "string"));
        } else if (xml_tree_is(t, i, "p")) {
            add_words(t, i, &words);
        } else if (!xml_tree_is_in(t, i, "p", &paragraph) || paragraph < fallback) {
            buf_add(&words, xml_tree_inside(t, i));
        }
        struct str all = str_trim(buf_str(&words));

        if (ooxml_has_words(all) && !str_has(today, all)) {
            return true;
        }
    }
    return false;
}

bool office_word_fallback_edit(struct office_edit *e, uint32_t fallback)
{
    const struct xml_tree *t = &e->tree;
    uint32_t outer = 0;
    uint32_t around = 0;
    struct buf today CLEANUP(buf_done);

    for (uint32_t i = fallback; xml_tree_is_in(t, i, "AlternateContent", &around); i = around) {
        outer = around;
    }
    buf_init(&today, 256 * 1024);
    for (uint32_t i = outer == 0 ? 0 : t->nodes.v[outer].child; i != XML_TREE_NONE;
         i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "Choice")) {
            add_words(t, i, &today);
        }
    }
    if (outer == 0 || buf_is_full(&today) || !says_more(t, fallback, buf_str(&today))) {
        return false;
    }
    xml_edit_remove(&e->edits, t, fallback);
    office_log(e, "DOC-221", 1);
    return true;
}

/* ---- bookmarks ---- */

/* Whether a field of the part names the bookmark. */
static bool is_named(struct office_edit *e, struct str name)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = 1; i < t->nodes.n; i++) {
        if ((xml_tree_is(t, i, "instrText") && str_has(xml_tree_inside(t, i), name)) ||
            (xml_tree_is(t, i, "fldSimple") && str_has(xml_tree_value(t, i, "instr"), name)) ||
            (xml_tree_is(t, i, "hyperlink") && str_eq(xml_tree_value(t, i, "anchor"), name))) {
            return true;
        }
    }
    return false;
}

void office_word_bookmark_edit(struct office_edit *e)
{
    const struct xml_tree *t = &e->tree;
    VEC(struct str) gone = {};

    for (uint32_t i = 1; i < t->nodes.n && gone.n < MAX_BOOKMARKS; i++) {
        struct str name =
            office_word_is(t, i, "bookmarkStart") ? xml_tree_value(t, i, "name") : (struct str){};

        if (name.n > 0 && ooxml_bookmark_is_hidden(name) && !is_named(e, name)) {
            *VEC_ADD(&e->arena, &gone) = xml_tree_value(t, i, "id");
            xml_edit_remove(&e->edits, t, i);
        }
    }
    for (uint32_t i = 1; i < t->nodes.n && gone.n > 0; i++) {
        struct str id =
            office_word_is(t, i, "bookmarkEnd") ? xml_tree_value(t, i, "id") : (struct str){};

        for (uint32_t k = 0; k < gone.n && id.n > 0; k++) {
            if (str_eq(gone.v[k], id)) {
                xml_edit_remove(&e->edits, t, i);
                break;
            }
        }
    }
    if (gone.n > 0) {
        office_log(e, "DOC-223", gone.n);
    }
}

bool office_word_aside_edit(struct office_edit *e, uint32_t node)
{
    if (cleaning_may(e->o->c, "DOC-223") && edit_form(e, node)) {
        return true;
    }
    edit_names(e, node);
    return false;
}
