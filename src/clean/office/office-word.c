/*
 * Word: the marks of comments, editing ids, hidden and unreadable text, settings; tracked changes
 * and fields are in files of their own. Stories are the document, headers, footers and notes.
 */
#include "clean/office/office-word.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "clean/office/office-blank.h"
#include "clean/office/office-common.h"
#include "clean/office/office-found.h"
#include "inspect/office/ooxml-words.h"

static bool is_story(const struct office *o, struct str name)
{
    return str_eq(name, o->main) || office_is_named(name, "word/header", ".xml") ||
           office_is_named(name, "word/footer", ".xml") ||
           office_is_named(name, "word/footnotes", ".xml") ||
           office_is_named(name, "word/endnotes", ".xml");
}

bool office_word_concerns(const struct office *o, const struct office_part *part)
{
    return office_is_named(part->name, "word/", ".xml") && !str_has(part->name, STR("/theme/")) &&
           !str_has(part->name, STR("/charts/")) && !str_has(part->name, STR("/diagrams/"));
}

/* ---- the plan ---- */

static int plan_settings(struct office *o)
{
    struct office_edit e;
    int stopped = 0;

    if (office_edit_begin(&e, o, office_part(o, STR("word/settings.xml")))) {
        for (uint32_t i = 1; i < e.tree.nodes.n; i++) {
            struct str on = xml_tree_value(&e.tree, i, "enforcement");

            if (xml_tree_is(&e.tree, i, "rsids")) {
                o->word->drops_rsid = cleaning_may(o->c, "OOX-205");
            } else if (xml_tree_is(&e.tree, i, "evenAndOddHeaders")) {
                o->word->has_even_pages = xml_tree_is_on(&e.tree, i);
            } else if (xml_tree_is(&e.tree, i, "documentProtection") &&
                       (str_eq(on, STR("1")) || str_eq(on, STR("true")) || str_eq(on, STR("on"))) &&
                       !cleaning_may(o->c, "OOX-218")) {
                stopped = cleaning_stop(
                    o->c, tr("it is protected against changes; cleaning would go round that"),
                    tr("to clean it and lift the protection: --yes OOX-218"));
            }
        }
    }
    office_edit_end(&e);
    return stopped;
}

static int plan_changes(struct office *o)
{
    enum clean_tracked tracked = cleaning_tracked(o->c);
    bool any = false;

    for (uint32_t i = 0; i < o->parts.n && !any; i++) {
        struct office_edit e;

        if (!is_story(o, o->parts.v[i].name)) {
            continue;
        }
        any = office_edit_begin(&e, o, &o->parts.v[i]) && office_word_change_any(&e.tree);
        office_edit_end(&e);
    }
    if (any && tracked == CLEAN_TRACKED_REFUSE) {
        return cleaning_stop(o->c, tr("it has tracked changes"),
                             tr("--tracked accept, or --tracked reject"));
    }
    o->word->tracked = any ? tracked : CLEAN_TRACKED_REFUSE;
    return 0;
}

static bool is_dropped(const struct office *o, const char *type)
{
    for (uint32_t i = 0; i < o->relations.n; i++) {
        const struct office_relation *r = &o->relations.v[i];

        if (r->is_gone && str_eq(r->type, str_of(type))) {
            return true;
        }
    }
    return false;
}

/* "word/document.xml ¶12" */
static void plan_unreadable(struct office *o)
{
    const struct inspect_finding *x;

    for (uint32_t at = 0; office_found_next(o, "DOC-222", &at, &x);) {
        ptrdiff_t mark = str_rfind(x->place, STR(" ¶"));
        struct word_unread unread = {.words = x->reads};

        if (mark < 0 || str_ends(x->place, STR("\""))) {
            cleaning_kept(o->c, "DOC-222", x->place, 1,
                          tr("it is covered in part only; take out what is under the shape where "
                             "the file was made"));
            continue;
        }
        unread.part = str_sub(x->place, 0, (size_t)mark);
        for (size_t i = (size_t)mark + strlen(" ¶"); i < x->place.n; i++) {
            unread.paragraph = unread.paragraph * 10 + (uint32_t)(x->place.p[i] - '0');
        }
        if (str_ends(unread.words, STR("…"))) {
            unread.words.n -= strlen("…");
            unread.is_cut = true;
        }
        *VEC_ADD(o->arena, &o->word->unreadable) = unread;
    }
    o->word->knows_all = office_found_is_whole(o, "DOC-222");
}

int office_word_plan(struct office *o, struct err *err)
{
    o->word = ARENA_NEW(o->arena, struct office_word);
    o->word->hidden = cleaning_hidden(o->c, "DOC-221");
    o->word->blanks_unreadable = cleaning_may(o->c, "DOC-222");
    o->word->drops_comments = is_dropped(o, "comments");
    o->word->drops_properties = office_common_has_properties(o) || is_dropped(o, "customXml") ||
                                is_dropped(o, "custom-properties");
    o->drops_titles = o->word->drops_properties; /* the title stands in a list of titles too */
    office_word_look_styles(o);
    if (o->word->blanks_unreadable) {
        plan_unreadable(o);
    }
    int stopped = plan_settings(o);

    office_word_section_plan(o);
    return stopped != 0 ? stopped : plan_changes(o);
}

/* ---- settings ---- */

static void edit_setting(struct office_edit *e, uint32_t node)
{
    static const struct {
        const char *element, *rule;
    } settings[] = {{"rsids", "OOX-205"},
                    {"docId", "OOX-205"},
                    {"docVars", "DOC-223"},
                    {"mailMerge", "OOX-209"},
                    {"documentProtection", "OOX-218"},
                    {"writeProtection", "OOX-218"}};
    const struct xml_tree *t = &e->tree;

    for (size_t i = 0; i < COUNT(settings); i++) {
        if (xml_tree_is(t, node, settings[i].element) && cleaning_may(e->o->c, settings[i].rule)) {
            xml_edit_remove(&e->edits, t, node);
            office_log(e, settings[i].rule, 1);
        }
    }
    if (xml_tree_is(t, node, "trackRevisions") && e->o->word->tracked != CLEAN_TRACKED_REFUSE) {
        xml_edit_remove(&e->edits, t, node);
    }
}

/* ---- everywhere ---- */

static void edit_ids(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    const struct xml_node *x = &t->nodes.v[node];
    struct xml_attr attr;

    if (xml_tree_is(t, node, "rsid")) {
        xml_edit_remove(&e->edits, t, node); /* of a style */
        return;
    }
    if (!str_has(str_sub(t->bytes, x->beg, x->head_end), STR(":rsid"))) {
        return;
    }
    for (size_t at = 0; xml_attr_next(t->bytes, x->beg, x->head_end, &at, &attr);) {
        if (str_has(attr.name, STR(":rsid"))) {
            xml_edit_cut(&e->edits, attr.beg, attr.end);
        }
    }
}

/* The mark of a comment, with its run when nothing else is in it. */
static void edit_comment_mark(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    uint32_t run = t->nodes.v[node].parent;
    bool is_alone = xml_tree_is(t, node, "commentReference") && office_word_is(t, run, "r");

    for (uint32_t i = t->nodes.v[run].child; i != XML_TREE_NONE && is_alone;
         i = t->nodes.v[i].next) {
        is_alone = i == node || xml_tree_is(t, i, "rPr");
    }
    xml_edit_remove(&e->edits, t, is_alone ? run : node);
}

/* ---- text that is not seen ---- */

static bool has_child(const struct xml_tree *t, uint32_t node, const char *local)
{
    return xml_tree_child(t, node, local) != XML_TREE_NONE;
}

/* m:r in an equation; its properties are as those of w:r. */
static bool is_math_run(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "r") && !office_word_is(t, node, "r") &&
           xml_tree_is_in(t, node, "oMath", NULL);
}

/* A hidden run goes, but for the ends of fields in it. */
static void remove_hidden_run(struct office_edit *e, uint32_t run)
{
    const struct xml_tree *t = &e->tree;

    if (is_math_run(t, run)) {
        office_word_change_remove_math(e, run);
        return;
    }
    if (!has_child(t, run, "fldChar") && !has_child(t, run, "instrText")) {
        xml_edit_remove(&e->edits, t, run);
        return;
    }
    for (uint32_t i = t->nodes.v[run].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (!xml_tree_is(t, i, "rPr") && !xml_tree_is(t, i, "fldChar") &&
            !xml_tree_is(t, i, "instrText")) {
            xml_edit_remove(&e->edits, t, i);
        }
    }
}

static void blank_run(struct office_edit *e, uint32_t run)
{
    const struct xml_tree *t = &e->tree;

    for (uint32_t i = t->nodes.v[run].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        struct str text = xml_tree_inside(t, i);

        if (!xml_tree_is(t, i, "t") || text.n == 0) {
            continue;
        }
        xml_edit_put(&e->edits, t->nodes.v[i].head_end, t->nodes.v[i].tail_beg,
                     office_blank_words(&e->arena, text));
        struct xml_attr space;

        if (!xml_tree_attr(t, i, "space", &space)) {
            size_t at = (size_t)t->nodes.v[i].beg + 1 + t->nodes.v[i].name_bytes;

            xml_edit_put(&e->edits, at, at, STR(" xml:space=\"preserve\""));
        }
    }
}

static bool has_words(const struct xml_tree *t, uint32_t run)
{
    for (uint32_t i = t->nodes.v[run].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (xml_tree_is(t, i, "t") && !ooxml_is_blank(xml_tree_inside(t, i))) {
            return true;
        }
    }
    return false;
}

static bool is_found_unreadable(struct office_edit *e, uint32_t run, uint32_t paragraph)
{
    const struct office_word *w = e->o->word;
    struct buf text CLEANUP(buf_done) = {};
    struct str words = {};
    /* The form of a text box for older programs says the same, and is not counted. */
    bool is_for_old = xml_tree_is_in(&e->tree, run, "Fallback", NULL);

    for (uint32_t i = 0; i < w->unreadable.n; i++) {
        const struct word_unread *x = &w->unreadable.v[i];

        if ((x->paragraph != paragraph && !is_for_old) || !str_eq(x->part, e->part->name)) {
            continue;
        }
        if (words.n == 0) {
            buf_init(&text, 1024 * 1024);
            for (uint32_t k = e->tree.nodes.v[run].child; k != XML_TREE_NONE;
                 k = e->tree.nodes.v[k].next) {
                if (xml_tree_is(&e->tree, k, "t")) {
                    buf_add(&text, xml_tree_inside(&e->tree, k));
                }
            }
            words = office_blank_tidy(&e->arena, office_found_decoded(&e->arena, buf_str(&text)));
        }
        if (words.n > 0 && ((x->words.n == 0 && !is_for_old) || str_eq(words, x->words) ||
                            (x->is_cut && str_starts(words, x->words)))) {
            return true;
        }
        /* All of a paragraph under a shape. */
        if (x->words.n > words.n && words.n > 0 &&
            str_eq(office_blank_tidy(&e->arena, office_word_shown(e, run)), x->words)) {
            return true;
        }
    }
    return false;
}

/* True when the run goes; `paragraph` is its number in the part. */
static bool edit_run(struct office_edit *e, uint32_t run, uint32_t paragraph)
{
    const struct office_word *w = e->o->word;
    const struct xml_tree *t = &e->tree;

    if (xml_tree_is(t, t->nodes.v[run].parent, "Fallback")) {
        return false;
    }
    if (w->hidden != CLEANING_REMOVE && !w->blanks_unreadable) {
        return false;
    }
    struct word_look look = office_word_look(e->o, t, run);

    if (look.hidden == 1) {
        if (w->hidden != CLEANING_REMOVE) {
            return false;
        }
        if (has_words(t, run)) {
            office_log(e, "DOC-221", 1);
        }
        remove_hidden_run(e, run);
        return true;
    }
    if (w->blanks_unreadable && has_words(t, run) &&
        (is_found_unreadable(e, run, paragraph) ||
         (!w->knows_all && office_word_is_unreadable(t, run, &look)))) {
        blank_run(e, run);
        office_log(e, "DOC-222", 1);
    }
    return false;
}

/* Whether nothing but hidden runs is in the element, and how many of them have words. */
static bool is_all_hidden(const struct office *o, const struct xml_tree *t, uint32_t node,
                          uint32_t *runs)
{
    for (uint32_t i = t->nodes.v[node].child; i != XML_TREE_NONE; i = t->nodes.v[i].next) {
        if (office_word_is(t, i, "r")) {
            struct word_look look = office_word_look(o, t, i);

            if (look.hidden != 1 || has_child(t, i, "fldChar")) {
                return false;
            }
            *runs += has_words(t, i);
        } else if (office_word_is(t, i, "hyperlink")) {
            if (!is_all_hidden(o, t, i, runs)) {
                return false;
            }
        } else if (!xml_tree_is(t, i, "pPr") && !xml_tree_is(t, i, "proofErr")) {
            return false;
        }
    }
    return true;
}

/*
 * A paragraph whose mark is hidden like all that is in it takes no room; it would when it were
 * empty. True when it goes.
 */
static bool edit_paragraph(struct office_edit *e, uint32_t paragraph)
{
    const struct xml_tree *t = &e->tree;
    uint32_t properties = xml_tree_child(t, paragraph, "pPr");
    uint32_t mark = properties == 0 ? 0 : xml_tree_child(t, properties, "rPr");
    uint32_t vanish = mark == 0 ? 0 : xml_tree_child(t, mark, "vanish");
    uint32_t runs = 0;

    if (vanish == 0 || !xml_tree_is_on(t, vanish) || has_child(t, properties, "sectPr") ||
        !is_all_hidden(e->o, t, paragraph, &runs) || runs == 0 ||
        !office_word_may_remove(t, paragraph)) {
        return false;
    }
    xml_edit_remove(&e->edits, t, paragraph);
    office_log(e, "DOC-221", runs);
    return true;
}

/* Hidden text is to be shown: the property goes, also from styles and rows. */
static void show_hidden(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;
    uint32_t parent = t->nodes.v[node].parent;

    if (office_word_is(t, node, "hidden") && office_word_is(t, parent, "trPr") &&
        xml_tree_is_on(t, node)) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "DOC-221", 1);
    } else if (office_word_is(t, node, "vanish") && xml_tree_is_on(t, node) &&
               (!has_child(t, parent, "specVanish") ||
                office_word_is(t, t->nodes.v[parent].parent, "r"))) {
        xml_edit_remove(&e->edits, t, node);
        office_log(e, "DOC-221", 1);
    }
}

/* Words before hidden numbers of a list. */
static void edit_number(struct office_edit *e, uint32_t level)
{
    const struct xml_tree *t = &e->tree;
    uint32_t properties = xml_tree_child(t, level, "rPr");
    uint32_t vanish = properties == 0 ? 0 : xml_tree_child(t, properties, "vanish");
    uint32_t text = xml_tree_child(t, level, "lvlText");
    struct xml_attr attr;

    if (e->o->word->hidden == CLEANING_REMOVE && vanish != 0 && xml_tree_is_on(t, vanish) &&
        text != 0 && xml_tree_attr(t, text, "val", &attr) && ooxml_has_words(attr.value)) {
        size_t beg = (size_t)(attr.value.p - t->bytes.p);

        xml_edit_cut(&e->edits, beg, beg + attr.value.n);
        office_log(e, "DOC-221", 1);
    }
}

/* ---- a part ---- */

static void edit_bindings(struct office_edit *e, uint32_t node)
{
    const struct xml_tree *t = &e->tree;

    /* A control bound to a property would be emptied with it. */
    if (xml_tree_is(t, node, "dataBinding") && e->o->word->drops_properties) {
        struct str path = xml_tree_value(t, node, "xpath");

        if (str_has(path, STR("ropert")) || is_dropped(e->o, "customXml")) {
            xml_edit_remove(&e->edits, t, node);
        }
    }
}

void office_word_edit(struct office_edit *e)
{
    e->o->word->shown_of = 0;
    const struct xml_tree *t = &e->tree;
    const struct office_word *w = e->o->word;
    bool is_settings = office_is_named(e->part->name, "word/settings", ".xml");
    bool is_text = is_story(e->o, e->part->name);
    /* Most documents hide nothing: their runs need not be looked at. */
    bool looks_at_runs =
        w->blanks_unreadable || w->has_hidden_style || str_has(t->bytes, STR("vanish")) ||
        (str_has(t->bytes, STR("trPr")) && str_has(t->bytes, STR("hidden"))); /* a row */
    uint32_t changes = 0;
    uint32_t paragraph = 0; /* as the inspector counts: not those for old programs */

    for (uint32_t i = 1; i < t->nodes.n;) {
        bool is_gone = false;

        if (w->blanks_unreadable && is_text && xml_tree_is(t, i, "p") &&
            !xml_tree_is_in(t, i, "Fallback", NULL)) {
            paragraph++;
        }

        if (is_settings) {
            edit_setting(e, i);
        } else if (office_word_is(t, i, "lvl")) {
            edit_number(e, i);
        } else if (is_text && w->tracked != CLEAN_TRACKED_REFUSE) {
            is_gone = office_word_change_edit(e, i, &changes);
        }
        if (w->drops_rsid && !is_gone) {
            edit_ids(e, i);
        }
        if (w->drops_comments &&
            (xml_tree_is(t, i, "commentRangeStart") || xml_tree_is(t, i, "commentRangeEnd") ||
             xml_tree_is(t, i, "commentReference"))) {
            edit_comment_mark(e, i);
        }
        edit_bindings(e, i);
        if (w->hidden == CLEANING_SHOW) {
            show_hidden(e, i);
        }
        if (is_text && !is_gone && w->hidden == CLEANING_REMOVE && office_word_is(t, i, "p")) {
            is_gone = edit_paragraph(e, i);
        }
        if (is_text && !is_gone) {
            is_gone = office_word_aside_edit(e, i);
        }
        if (is_text && !is_gone && w->hidden == CLEANING_REMOVE && xml_tree_is(t, i, "Fallback")) {
            is_gone = office_word_fallback_edit(e, i);
        }
        if (is_text && looks_at_runs && !is_gone &&
            (office_word_is(t, i, "r") || is_math_run(t, i))) {
            is_gone = edit_run(e, i, paragraph);
        }
        i = is_gone ? xml_tree_past(t, i) : i + 1;
        if (i == XML_TREE_NONE) {
            break;
        }
    }
    if (is_text) {
        office_word_field_edit(e);
        if (cleaning_may(e->o->c, "DOC-223")) {
            office_word_bookmark_edit(e);
        }
    }
    if (changes > 0) {
        office_log(e, "DOC-220", changes);
    }
}
