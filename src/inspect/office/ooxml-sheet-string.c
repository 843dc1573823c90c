/*
 * The strings of a workbook. So many bytes of them are kept for the cells that name them by number;
 * those beyond are looked through at once, without the head of their column, and only counted, so
 * that a workbook of any size takes bounded memory.
 */
#include "inspect/office/ooxml-sheet-string.h"

#include "inspect/office/ooxml-sheet-format.h"
#include "inspect/office/ooxml-sheet-text.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/personal/personal.h"

#include <stdio.h>

enum {
    KEPT_BYTES = 8 * 1024 * 1024,
    KEPT_STRINGS = 1024 * 1024,
    MAX_STRING_BYTES = 64 * 1024,
    MAX_RUNS = 10000,
};

struct strings_walk {
    struct workbook *b;
    bool in_text, in_reading;
    uint32_t read_characters; /* that the reading at hand is of */
    struct buf text, reading;
    struct ooxml_colour run;
    size_t run_beg;
};

static enum xml_step strings_start(void *user, const struct xml_element *e)
{
    struct strings_walk *w = user;

    if (ooxml_is(e->name, "rPh")) {
        w->in_reading = true;
        w->read_characters = (uint32_t)MAX(
            xml_attribute_int(e, "eb", 0) - xml_attribute_int(e, "sb", 0), (int64_t)1);
        buf_clear(&w->reading);
    } else if (ooxml_is(e->name, "si")) {
        buf_clear(&w->text);
    } else if (ooxml_is(e->name, "r")) {
        w->run = (struct ooxml_colour){};
        w->run_beg = w->text.n;
    } else if (ooxml_is(e->name, "color")) {
        w->run = sheet_colour(w->b, e);
    }
    w->in_text = ooxml_is(e->name, "t");
    return XML_ENTER;
}

static void end_run(struct strings_walk *w)
{
    struct workbook *b = w->b;
    struct str words = str_sub(buf_str(&w->text), w->run_beg, w->text.n);

    if (w->run.paint == OOXML_SOLID && str_trim(words).n > 0 && b->runs.n < MAX_RUNS) {
        *VEC_ADD(b->arena, &b->runs) =
            (struct sheet_run){.string = b->strings_in_all,
                               .colour = w->run,
                               .words = arena_str(b->arena, str_sub(words, 0, SHEET_SAMPLE_BYTES))};
    }
}

/* A reading behind the words; OOX-212: one that reads other words. */
static void end_reading(struct strings_walk *w)
{
    struct found *f = w->b->o->found;
    struct str reading = str_trim(buf_str(&w->reading));
    char place[48];

    w->in_reading = false;
    if (sheet_reading_fits(reading, buf_str(&w->text), w->read_characters)) {
        return;
    }
    snprintf(place, sizeof(place), "sharedStrings #%u rPh", w->b->strings_in_all + 1);
    found_add(f, "OOX-212", INSPECT_STRUCTURAL, str_of(place), reading);
    personal_scan(f, reading, (struct str){}, str_of(place));
}

static void end_string(struct strings_walk *w)
{
    struct workbook *b = w->b;
    struct str text = buf_str(&w->text);

    b->strings_in_all++;
    if (!b->strings.full && b->string_ends.n < KEPT_STRINGS * sizeof(uint32_t)) {
        buf_add(&b->strings, text);
    }
    if (!b->strings.full && b->string_ends.n < KEPT_STRINGS * sizeof(uint32_t)) {
        uint32_t end = (uint32_t)b->strings.n;

        buf_add(&b->string_ends, (struct str){.p = (const char *)&end, .n = sizeof(end)});
        return;
    }
    char place[48];

    snprintf(place, sizeof(place), "sharedStrings #%u", b->strings_in_all);
    personal_scan(b->o->found, text, (struct str){}, str_of(place));
}

static void strings_end(void *user, const char *name, enum xml_namespace ns)
{
    struct strings_walk *w = user;

    w->in_text = false;
    if (ooxml_is(name, "si")) {
        end_string(w);
    } else if (ooxml_is(name, "r")) {
        end_run(w);
    } else if (ooxml_is(name, "rPh")) {
        end_reading(w);
    }
}

static void strings_text(void *user, struct str text)
{
    struct strings_walk *w = user;

    if (w->in_text) {
        buf_add(w->in_reading ? &w->reading : &w->text, text);
    }
}

void sheet_strings_read(struct workbook *b)
{
    static const struct xml_handler handler = {
        .start = strings_start, .end = strings_end, .text = strings_text};
    struct strings_walk w = {.b = b};
    struct str part = ooxml_target_of_type(b->o, b->o->main, "sharedStrings");

    buf_init(&b->strings, KEPT_BYTES);
    buf_init(&b->string_ends, KEPT_STRINGS * sizeof(uint32_t));
    buf_init(&w.text, MAX_STRING_BYTES);
    buf_init(&w.reading, MAX_STRING_BYTES);
    ooxml_walk(b->o, part.n > 0 ? part : STR("xl/sharedStrings.xml"), &handler, &w);
    buf_done(&w.text);
    buf_done(&w.reading);
    b->used = b->string_ends.n == 0
                  ? NULL
                  : ARENA_ARRAY(b->arena, b->string_ends.n / sizeof(uint32_t) / 8 + 1, uint8_t);
}

struct str sheet_string(const struct workbook *b, uint64_t index, bool *ret_kept)
{
    uint32_t beg = 0;
    uint32_t end;

    *ret_kept = index < b->string_ends.n / sizeof(uint32_t);
    if (!*ret_kept) {
        return (struct str){};
    }
    if (index > 0) {
        memcpy(&beg, b->string_ends.p + (index - 1) * sizeof(beg), sizeof(beg));
    }
    memcpy(&end, b->string_ends.p + index * sizeof(end), sizeof(end));
    return str_sub(buf_str(&b->strings), beg, end);
}

const struct sheet_run *sheet_string_runs(const struct workbook *b, uint64_t index)
{
    uint32_t beg = 0;
    uint32_t end = b->runs.n;

    while (beg < end) {
        uint32_t middle = beg + (end - beg) / 2;

        if (b->runs.v[middle].string < index) {
            beg = middle + 1;
        } else {
            end = middle;
        }
    }
    return beg < b->runs.n && b->runs.v[beg].string == index ? &b->runs.v[beg] : NULL;
}
