/*
 * Words that only older programs show. What those do not know stands in the file twice
 * (mc:AlternateContent, ECMA-376-3 9): the form of today, which is read as the text, and the one
 * for them. It says the same, as a rule; words of it that the other has not are shown by no program
 * of today (DOC-221).
 */
#include "inspect/office/ooxml-word-fallback.h"

#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

enum { MAX_TODAY_BYTES = 256 * 1024, MAX_PARAGRAPH_BYTES = 16 * 1024, MAX_UNSEEN_BYTES = 4096 };

static void start_form(struct word_fallback *f)
{
    if (f->forms++ > 0) {
        return;
    }
    if (f->today.max_bytes == 0) {
        buf_init(&f->today, MAX_TODAY_BYTES);
        buf_init(&f->paragraph, MAX_PARAGRAPH_BYTES);
        buf_init(&f->unseen, MAX_UNSEEN_BYTES);
    }
    buf_clear(&f->today);
}

bool word_fallback_start(struct word_walk *w, const struct xml_element *e)
{
    struct word_fallback *f = &w->fallback;
    struct str value;

    if (f->depth == 0) {
        if (e->ns != XML_COMPATIBILITY) {
            return false;
        }
        if (ooxml_is(e->name, "AlternateContent")) {
            start_form(f);
        }
        f->depth = ooxml_is(e->name, "Fallback") && f->forms > 0;
        return f->depth > 0;
    }
    f->depth++;
    f->in_text = ooxml_is(e->name, "t");
    if (ooxml_is(e->name, "textpath") && xml_attribute(e, "string", &value)) {
        buf_add(&f->paragraph, value);
    }
    return true;
}

static void end_paragraph(struct word_fallback *f)
{
    struct str words = str_trim(buf_str(&f->paragraph));

    if (ooxml_has_words(words) && !buf_is_full(&f->today) && !str_has(buf_str(&f->today), words)) {
        buf_add(&f->unseen, f->unseen.n > 0 ? STR(" ") : STR(""));
        buf_add(&f->unseen, words);
    }
    buf_clear(&f->paragraph);
}

bool word_fallback_end(struct word_walk *w, const char *name, enum xml_namespace ns)
{
    struct word_fallback *f = &w->fallback;

    if (f->depth == 0) {
        f->forms -= f->forms > 0 && ns == XML_COMPATIBILITY && ooxml_is(name, "AlternateContent");
        return false;
    }
    f->depth--;
    f->in_text = false;
    if (f->depth == 0 || ooxml_is(name, "p")) {
        end_paragraph(f);
    }
    if (f->depth == 0 && f->unseen.n > 0) {
        word_walk_add(w, "DOC-221", INSPECT_STRUCTURAL, buf_str(&f->unseen));
        buf_clear(&f->unseen);
    }
    return true;
}

bool word_fallback_text(struct word_walk *w, struct str text)
{
    struct word_fallback *f = &w->fallback;

    if (f->depth > 0) {
        buf_add(&f->paragraph, f->in_text ? text : (struct str){});
        return true;
    }
    if (f->forms > 0 && w->in_text != NO_TEXT) {
        buf_add(&f->today, text);
    }
    return false;
}

void word_fallback_done(struct word_walk *w)
{
    buf_done(&w->fallback.today);
    buf_done(&w->fallback.paragraph);
    buf_done(&w->fallback.unseen);
}
