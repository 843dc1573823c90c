/*
 * Fields of a text. One is a code, and what it shows behind it; each may hold fields again. All
 * words between its begin and the sign that parts code and result (w:fldChar) are code, text of
 * runs too, and are seen by nobody who does not ask for codes.
 */
#include "inspect/office/ooxml-word-field.h"

#include "inspect/office/ooxml-field.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-word-aside.h"
#include "inspect/personal/personal.h"

/* The code is whole: what it fetches, and which of its words may be unseen. */
static void take_code(struct word_walk *w, struct str code)
{
    enum ooxml_field field;

    code = str_trim(code);
    field = ooxml_field_of(code);
    if (field == OOXML_FIELD_OUTSIDE) {
        word_walk_add(w, "DOC-223", INSPECT_STRUCTURAL, code);
    } else if (field == OOXML_FIELD_INDEX) {
        w->has_index = true;
    } else if (field != OOXML_FIELD_SHOWN) {
        word_aside_add(w, field == OOXML_FIELD_ENTRY ? WORD_ASIDE_ENTRY : WORD_ASIDE_CODE, code);
    }
    personal_scan(w->o->found, code, (struct str){}, word_walk_place(w));
}

/* The code of the innermost field ends here, if it has not before. */
static void end_code(struct word_walk *w)
{
    struct word_fields *f = &w->fields;
    uint32_t from = 0;

    if (f->depth > 0) {
        bool is_known = f->depth <= WORD_MAX_FIELDS;

        if (!is_known || !f->open[f->depth - 1].is_in_code) {
            return;
        }
        f->open[f->depth - 1].is_in_code = false;
        f->codes--;
        from = f->open[f->depth - 1].from;
    }
    if (w->code.n > from) {
        take_code(w, str_sub(buf_str(&w->code), from, w->code.n));
        w->code.n = from;
    }
}

void word_field_start(struct word_walk *w, const struct xml_element *e)
{
    struct word_fields *f = &w->fields;
    struct str type = {};

    if (ooxml_is(e->name, "fldSimple")) {
        take_code(w, ooxml_value(w->arena, e, "instr"));
        return;
    }
    xml_attribute(e, "fldCharType", &type);
    if (str_eq(type, STR("begin"))) {
        f->depth++;
        if (f->depth <= WORD_MAX_FIELDS) {
            f->open[f->depth - 1] =
                (struct word_field){.from = (uint32_t)w->code.n, .is_in_code = true};
            f->codes++;
        }
        return;
    }
    end_code(w);
    if (str_eq(type, STR("end"))) {
        f->depth -= f->depth > 0;
    }
}

bool word_field_is_in_code(const struct word_walk *w)
{
    return w->fields.codes > 0;
}

void word_field_paragraph(struct word_walk *w)
{
    struct word_fields *f = &w->fields;

    /*
     * A code ends with its paragraph: otherwise one that never ends would take in all that follows.
     */
    for (uint32_t i = MIN(f->depth, (uint32_t)WORD_MAX_FIELDS); i > 0 && f->codes > 0; i--) {
        uint32_t depth = f->depth;

        f->depth = i;
        end_code(w);
        f->depth = depth;
    }
    if (f->depth == 0) {
        end_code(w);
    }
}
