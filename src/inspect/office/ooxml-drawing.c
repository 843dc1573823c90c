/*
 * What drawings of all kinds have in common: the part cut off a picture, alternative texts; and the
 * words of parts that are neither text, sheet nor slide (charts, diagrams, masters).
 */
#include "inspect/office/ooxml-drawing.h"

#include "base/buf.h"
#include "inspect/local-path.h"
#include "inspect/office/ooxml-chart.h"
#include "inspect/office/ooxml-scene-read.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"
#include "inspect/personal/personal.h"

enum {
    MAX_TEXT_BYTES = 256 * 1024,
    MAX_FILTERED = 1000,
    LEAST_CROP = 500, /* 100000ths of the picture: less is rounding */
};

bool ooxml_may_crop(const struct xml_element *e)
{
    return ooxml_is(e->name, "srcRect") || ooxml_is(e->name, "fillRect") ||
           ooxml_is(e->name, "imagedata");
}

void ooxml_check_crop(struct found *f, const struct xml_element *e, struct str place)
{
    static const char *const sides[] = {"l", "t", "r", "b"};
    static const char *const old_sides[] = {"cropleft", "croptop", "cropright", "cropbottom"};
    bool is_crop = ooxml_is(e->name, "srcRect");
    bool is_fill = ooxml_is(e->name, "fillRect");
    struct str value;

    for (size_t i = 0; i < COUNT(sides); i++) {
        bool found = (is_crop && xml_attribute_int(e, sides[i], 0) >= LEAST_CROP) ||
                     (is_fill && xml_attribute_int(e, sides[i], 0) <= -LEAST_CROP * 10);

        if (!is_crop && !is_fill && ooxml_is(e->name, "imagedata") &&
            xml_attribute(e, old_sides[i], &value)) {
            /* "6554f" is 6554 of 65536. */
            found = value.n > 0 && value.p[0] != '-' && value.p[0] != '.' &&
                    xml_attribute_int(e, old_sides[i], 0) * 100000 / 65536 >= LEAST_CROP;
        }
        if (found) {
            found_add(f, "OOX-214", INSPECT_STRUCTURAL, place, (struct str){});
            return;
        }
    }
}

/* A picture that is called a seal or a signature: PII-312. The picture itself is not looked at. */
static void check_seal(struct found *f, const struct xml_element *e, struct str place)
{
    static const char *const names[] = {"name", "descr", "title"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str text = {};

        if (xml_attribute(e, names[i], &text) && personal_is_seal(text)) {
            found_add(f, "PII-312", INSPECT_HEURISTIC, place, text);
            return;
        }
    }
}

void ooxml_check_alternative(struct found *f, const struct xml_element *e, struct str place)
{
    static const char *const names[] = {"descr", "title", "alt"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str text = {};
        uint32_t before = f->findings.n;

        if (!xml_attribute(e, names[i], &text) || text.n == 0) {
            continue;
        }
        personal_scan(f, text, (struct str){}, place);
        if (local_path_is(text) || f->findings.n > before) {
            found_add(f, "OOX-215", INSPECT_STRUCTURAL, place, text);
        }
    }
    struct str name = {};

    /* A name that begins so pairs the shapes of two slides. */
    if (xml_attribute(e, "name", &name) && ooxml_is_free_text(name) &&
        !str_starts(name, STR("!!"))) {
        found_add(f, "OOX-215", INSPECT_STRUCTURAL, place, name);
    }
    check_seal(f, e, place);
}

bool ooxml_is_of_other_book(struct str formula)
{
    ptrdiff_t open = str_find(formula, STR("["), 0);
    ptrdiff_t close = open < 0 ? -1 : str_find(formula, STR("]"), (size_t)open);

    return close > open + 1 && str_find(formula, STR("!"), (size_t)close) > 0;
}

struct drawing_walk {
    struct found *found;
    bool has_books; /* charts are of this workbook, unless they say otherwise */
    struct str part, shape;
    struct arena *arena;
    struct scene *scene; /* or NULL */
    bool in_text;
    struct buf text;  /* of the paragraph */
    uint32_t filters; /* open ones of a chart */
    VEC(struct str) filtered;
};

static struct str place_of(struct drawing_walk *w)
{
    return w->shape.n == 0
               ? w->part
               : arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part), STR_ARG(w->shape));
}

static enum xml_step drawing_start(void *user, const struct xml_element *e)
{
    struct drawing_walk *w = user;

    if (e->ns == XML_COMPATIBILITY && ooxml_is(e->name, "Fallback")) {
        return XML_SKIP;
    }
    if (w->scene != NULL) {
        scene_read_start(w->scene, e);
    }
    if (ooxml_is(e->name, "cNvPr") || ooxml_is(e->name, "docPr")) {
        w->shape = ooxml_value(w->arena, e, "name");
        ooxml_check_alternative(w->found, e, place_of(w));
        if (ooxml_is_on(e, "hidden")) {
            found_add(w->found, "PPT-264", INSPECT_STRUCTURAL, place_of(w), (struct str){});
        }
    } else if (ooxml_is(e->name, "srcRect") || ooxml_is(e->name, "fillRect") ||
               ooxml_is(e->name, "imagedata")) {
        ooxml_check_crop(w->found, e, place_of(w));
    } else if (ooxml_is(e->name, "control")) {
        found_add(w->found, "OOX-208", INSPECT_STRUCTURAL, place_of(w), (struct str){});
    }
    w->filters += ooxml_chart_is_filter(e->name);
    w->in_text = ooxml_is(e->name, "t") || ooxml_is(e->name, "v") || ooxml_is(e->name, "f");
    return XML_ENTER;
}

static void end_paragraph(struct drawing_walk *w)
{
    if (str_trim(buf_str(&w->text)).n > 0) {
        personal_scan(w->found, buf_str(&w->text), (struct str){}, place_of(w));
    }
    buf_clear(&w->text);
}

static void drawing_end(void *user, const char *name, enum xml_namespace ns)
{
    struct drawing_walk *w = user;

    w->in_text = false;
    if (w->scene != NULL) {
        scene_read_end(w->scene, name);
    }
    if (ooxml_is(name, "f") && w->has_books && ooxml_is_of_other_book(buf_str(&w->text))) {
        found_add(w->found, "OOX-209", INSPECT_STRUCTURAL, w->part, buf_str(&w->text));
    }
    if (w->filters > 0 && ooxml_is(name, "v") && w->filtered.n < MAX_FILTERED) {
        *VEC_ADD(w->arena, &w->filtered) = arena_str(w->arena, str_trim(buf_str(&w->text)));
    }
    w->filters -= w->filters > 0 && ooxml_chart_is_filter(name);
    if (ooxml_is(name, "p") || ooxml_is(name, "v") || ooxml_is(name, "si") || ooxml_is(name, "f")) {
        end_paragraph(w);
    }
}

static void drawing_text(void *user, struct str text)
{
    struct drawing_walk *w = user;

    if (w->in_text) {
        buf_add(&w->text, text);
    }
    if (w->scene != NULL) {
        scene_read_text(w->scene, text);
    }
}

void ooxml_drawing_read(struct ooxml *o, struct str part, struct scene *scene)
{
    static const struct xml_handler handler = {
        .start = drawing_start, .end = drawing_end, .text = drawing_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct drawing_walk w = {.found = o->found,
                             .has_books = o->flavour == OOXML_SHEET,
                             .part = part,
                             .arena = &arena,
                             .scene = scene};

    buf_init(&w.text, MAX_TEXT_BYTES);
    ooxml_walk(o, part, &handler, &w);
    end_paragraph(&w);
    ooxml_chart_judge(o, part, w.filtered.v, w.filtered.n);
    buf_done(&w.text);
}
