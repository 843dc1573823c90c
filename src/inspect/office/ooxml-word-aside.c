/*
 * Words that stand beside the text and are seen, if at all, in the text: choices of a list,
 * defaults and hints of form fields, attributes of smart tags, names of controls, words of field
 * codes. What of them the paragraph does not show is known at its end; entries of an index at the
 * end of the story.
 */
#include "inspect/office/ooxml-word-aside.h"

#include "base/buf.h"
#include "inspect/office/ooxml-field.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"

enum {
    MAX_ASIDES = 1000,       /* of a paragraph */
    MAX_ENTRIES = 10000,     /* of a story */
    MAX_CODE_BYTES = 2048,   /* that are kept */
    MAX_SHOWN_BYTES = 16384, /* of a paragraph */
};

static const char *rule_of(enum word_aside_kind kind)
{
    return kind == WORD_ASIDE_ATTRIBUTE ? "OOX-206"
           : kind == WORD_ASIDE_NAME    ? "OOX-215"
                                        : "DOC-223";
}

void word_aside_add(struct word_walk *w, enum word_aside_kind kind, struct str words)
{
    if (w->asides.n < MAX_ASIDES) {
        *VEC_ADD(w->arena, &w->asides) = (struct word_aside){
            .kind = kind,
            .words = arena_str(w->arena, str_sub(words, 0, MIN(words.n, (size_t)MAX_CODE_BYTES)))};
    }
}

/* ---- controls, form fields, smart tags ---- */

/* An attribute with words: not a number, not yes or no. */
static void add_value(struct word_walk *w, enum word_aside_kind kind, const struct xml_element *e,
                      const char *name)
{
    struct str value = {};

    if (xml_attribute(e, name, &value) && ooxml_has_words(value) &&
        !str_eq_any_case(value, STR("true")) && !str_eq_any_case(value, STR("false")) &&
        (kind != WORD_ASIDE_NAME || ooxml_is_free_text(value))) {
        word_aside_add(w, kind, value);
    }
}

/* A choice of a list; the one without a value asks to choose. */
static void add_choice(struct word_walk *w, const struct xml_element *e)
{
    struct str value = {};

    if (xml_attribute(e, "value", &value) && value.n > 0) {
        add_value(w, WORD_ASIDE_CHOICE, e, "displayText");
        add_value(w, WORD_ASIDE_CHOICE, e, "value");
    }
}

void word_aside_start(struct word_walk *w, const struct xml_element *e)
{
    if (ooxml_is(e->name, "sdtPr")) {
        w->control_waits = false;
        w->first_choice = w->asides.n;
    } else if (ooxml_is(e->name, "showingPlcHdr")) {
        w->control_waits = xml_is_on(e);
    } else if (ooxml_is(e->name, "alias") || ooxml_is(e->name, "tag")) {
        add_value(w, WORD_ASIDE_NAME, e, "val");
    } else if (ooxml_is(e->name, "listItem")) {
        add_choice(w, e);
    } else if (ooxml_is(e->name, "attr")) {
        add_value(w, WORD_ASIDE_ATTRIBUTE, e, "val");
    } else if (ooxml_is(e->name, "permStart")) {
        struct str person = ooxml_value(w->arena, e, "ed");

        if (person.n > 0) {
            word_walk_add(w, "OOX-201", INSPECT_STRUCTURAL, person);
        }
    } else if (ooxml_is(e->name, "ddList")) {
        w->shown_entry = w->entry = 0;
    } else if (ooxml_is(e->name, "listEntry") && w->entry++ == w->shown_entry) {
        return; /* the field shows it */
    } else if (ooxml_is(e->name, "result")) {
        w->shown_entry = xml_attribute_int(e, "val", 0);
    } else if (!w->is_form && (ooxml_is(e->name, "helpText") || ooxml_is(e->name, "statusText") ||
                               ooxml_is(e->name, "default") || ooxml_is(e->name, "listEntry"))) {
        add_value(w, WORD_ASIDE_CHOICE, e, "val");
    }
}

void word_aside_control(struct word_walk *w)
{
    /* A list that waits for a choice is there to be read by whoever makes it. */
    for (uint32_t i = w->asides.n; w->control_waits && i > w->first_choice; i--) {
        if (w->asides.v[i - 1].kind == WORD_ASIDE_CHOICE) {
            w->asides.v[i - 1].words.n = 0;
        }
    }
}

/* ---- what is shown of them ---- */

static void tell(struct word_walk *w, const struct word_aside *x, struct str words)
{
    struct str place = x->place.n > 0 ? x->place : word_walk_place(w);

    found_add(w->o->found, rule_of(x->kind), INSPECT_STRUCTURAL, place, words);
    if (x->kind != WORD_ASIDE_CODE && x->kind != WORD_ASIDE_ENTRY) {
        personal_scan(w->o->found, words, (struct str){}, place);
    }
}

void word_aside_paragraph(struct word_walk *w, struct str text)
{
    struct buf unseen CLEANUP(buf_done) = {};

    if (w->asides.n == 0) {
        return;
    }
    text = str_sub(text, 0, MIN(text.n, (size_t)MAX_SHOWN_BYTES));
    buf_init(&unseen, MAX_CODE_BYTES);
    for (uint32_t i = 0; i < w->asides.n; i++) {
        struct word_aside *x = &w->asides.v[i];

        if (x->kind != WORD_ASIDE_CODE && x->kind != WORD_ASIDE_ENTRY) {
            if (x->words.n > 0 && !str_has(text, str_trim(x->words))) {
                tell(w, x, x->words);
            }
            continue;
        }
        buf_clear(&unseen);
        ooxml_field_unseen(x->words, text, &unseen);
        if (unseen.n > 0 && x->kind == WORD_ASIDE_CODE) {
            tell(w, x, buf_str(&unseen));
        } else if (unseen.n > 0 && w->entries.n < MAX_ENTRIES) {
            *VEC_ADD(w->arena, &w->entries) =
                (struct word_aside){.kind = WORD_ASIDE_ENTRY,
                                    .place = word_walk_place(w),
                                    .words = arena_str(w->arena, buf_str(&unseen))};
        }
    }
    w->asides.n = 0;
}

void word_aside_story(struct word_walk *w)
{
    word_aside_paragraph(w, (struct str){});
    for (uint32_t i = 0; i < w->entries.n && !w->has_index; i++) {
        tell(w, &w->entries.v[i], w->entries.v[i].words);
    }
}
