/*
 * PowerPoint: slides that are not shown or not listed, notes, shapes off the slide or hidden; and
 * for all kinds the drawings: cropped pictures, alternative texts, words of charts and diagrams.
 *
 * Lengths are EMU as the file has them. Shapes inside a group are placed by the group.
 */
#include "base/buf.h"
#include "inspect/local-path.h"
#include "inspect/ooxml.h"
#include "inspect/personal.h"

enum { MAX_TEXT_BYTES = 256 * 1024 };

struct slide_walk {
    struct ooxml *o;
    struct str part;
    struct arena *arena;
    int64_t width, height; /* of a slide; 0 = not known */
    bool is_hidden, is_notes;
    int group_depth;
    bool in_text, in_group_properties;
    struct buf text; /* of the paragraph */
    struct buf words; /* of the slide or its notes */
    /* the shape */
    struct str shape;
    bool shape_is_hidden, shape_is_furniture, shape_has_place;
    int64_t x, y;
};

struct presentation_walk {
    struct ooxml *o;
    struct arena *arena;
    int64_t width, height;
    VEC(struct str) slides; /* parts that are listed */
};

static struct str place_of(struct slide_walk *w)
{
    return w->shape.n == 0 ? w->part
                           : arena_printf(w->arena, "%.*s \"%.*s\"", STR_ARG(w->part),
                                          STR_ARG(w->shape));
}

static void add(struct slide_walk *w, const char *rule, enum inspect_basis basis, struct str reads)
{
    found_add(w->o->found, rule, basis, place_of(w), reads);
}

/* cNvPr, docPr: the shape's name, its alternative text, whether it is shown. */
static void take_shape(struct slide_walk *w, const struct xml_element *e)
{
    struct str alt = ooxml_value(w->arena, e, "descr");
    struct str title = ooxml_value(w->arena, e, "title");

    w->shape = ooxml_value(w->arena, e, "name");
    w->shape_is_hidden = ooxml_is_on(e, "hidden");
    w->shape_has_place = false;
    w->shape_is_furniture = false;
    if (local_path_is(alt) || local_path_is(title)) {
        add(w, "OOX-215", INSPECT_STRUCTURAL, local_path_is(alt) ? alt : title);
    }
    personal_scan(w->o->found, alt, (struct str){}, place_of(w));
    if (w->shape_is_hidden) {
        add(w, "PPT-264", INSPECT_STRUCTURAL, (struct str){});
    }
}

static void take_crop(struct slide_walk *w, const struct xml_element *e)
{
    static const char *const sides[] = {"l", "t", "r", "b"};

    for (size_t i = 0; i < COUNT(sides); i++) {
        if (xml_attribute_int(e, sides[i], 0) > 0) {
            add(w, "OOX-214", INSPECT_STRUCTURAL, (struct str){});
            return;
        }
    }
}

/* The size of a shape whose place is known: wholly off the slide? */
static void take_size(struct slide_walk *w, const struct xml_element *e)
{
    int64_t width = xml_attribute_int(e, "cx", 0);
    int64_t height = xml_attribute_int(e, "cy", 0);

    bool is_placed = w->group_depth == 0 || (w->group_depth == 1 && w->in_group_properties);

    if (w->shape_has_place && is_placed && w->width > 0 && !w->is_notes && (width > 0 || height > 0) &&
        (w->x + width < 0 || w->y + height < 0 || w->x > w->width || w->y > w->height)) {
        add(w, "PPT-262", INSPECT_STRUCTURAL, (struct str){});
    }
    w->shape_has_place = false;
}

static enum xml_step slide_start(void *user, const struct xml_element *e)
{
    struct slide_walk *w = user;
    struct str value;

    if (e->ns == XML_COMPATIBILITY && ooxml_is(e->name, "Fallback")) {
        return XML_SKIP;
    }
    if (ooxml_is(e->name, "sld")) {
        w->is_hidden = xml_attribute(e, "show", &value) &&
                       (str_eq(value, STR("0")) || str_eq(value, STR("false")));
    } else if (ooxml_is(e->name, "cNvPr") || ooxml_is(e->name, "docPr")) {
        take_shape(w, e);
    } else if (ooxml_is(e->name, "ph")) {
        w->shape_is_furniture = xml_attribute(e, "type", &value) &&
                                (str_eq(value, STR("sldNum")) || str_eq(value, STR("dt")) ||
                                 str_eq(value, STR("hdr")) || str_eq(value, STR("ftr")) ||
                                 str_eq(value, STR("sldImg")));
    } else if (ooxml_is(e->name, "grpSp")) {
        w->group_depth++;
    } else if (ooxml_is(e->name, "grpSpPr")) {
        w->in_group_properties = true;
    } else if (ooxml_is(e->name, "off")) {
        w->x = xml_attribute_int(e, "x", 0);
        w->y = xml_attribute_int(e, "y", 0);
        w->shape_has_place = true;
    } else if (ooxml_is(e->name, "ext") && xml_attribute(e, "cx", &value)) {
        take_size(w, e);
    } else if (ooxml_is(e->name, "srcRect")) {
        take_crop(w, e);
    } else if (ooxml_is(e->name, "control")) {
        add(w, "OOX-208", INSPECT_STRUCTURAL, (struct str){});
    } else if (ooxml_is(e->name, "t") || ooxml_is(e->name, "v")) {
        w->in_text = true;
    }
    return XML_ENTER;
}

static void end_paragraph(struct slide_walk *w)
{
    struct str text = buf_str(&w->text);

    if (str_trim(text).n == 0) {
        buf_clear(&w->text);
        return;
    }
    personal_line(w->o->found, text, place_of(w));
    if (!w->shape_is_furniture) {
        buf_add(&w->words, text);
        buf_add(&w->words, STR(" "));
    }
    buf_clear(&w->text);
}

static void slide_end(void *user, const char *name, enum xml_namespace ns)
{
    struct slide_walk *w = user;

    w->in_text = false;
    if (ooxml_is(name, "p") || ooxml_is(name, "v") || ooxml_is(name, "si")) {
        end_paragraph(w);
    } else if (ooxml_is(name, "grpSp")) {
        w->group_depth -= w->group_depth > 0;
    } else if (ooxml_is(name, "grpSpPr")) {
        w->in_group_properties = false;
    }
}

static void slide_text(void *user, struct str text)
{
    struct slide_walk *w = user;

    if (w->in_text) {
        buf_add(&w->text, text);
    }
}

/* Walks a part; what its words are judged by stays in *w, whose buffers the caller ends. */
static bool walk_part(struct slide_walk *w)
{
    static const struct xml_handler handler = {
        .start = slide_start, .end = slide_end, .text = slide_text};
    struct str bytes;

    buf_init(&w->text, MAX_TEXT_BYTES);
    buf_init(&w->words, MAX_TEXT_BYTES);
    if (!ooxml_bytes(w->o, w->arena, w->part, &bytes)) {
        return false;
    }
    ooxml_walk(w->o, w->part, bytes, &handler, w);
    end_paragraph(w);
    personal_end(w->o->found);
    w->shape = (struct str){};
    return true;
}

void ooxml_drawing_inspect(struct ooxml *o, const struct ooxml_part *part)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct slide_walk w = {.o = o, .part = part->name, .arena = &arena};

    walk_part(&w);
    buf_done(&w.text);
    buf_done(&w.words);
}

static enum xml_step presentation_start(void *user, const struct xml_element *e)
{
    struct presentation_walk *w = user;

    if (ooxml_is(e->name, "sldSz")) {
        w->width = xml_attribute_int(e, "cx", 0);
        w->height = xml_attribute_int(e, "cy", 0);
    } else if (ooxml_is(e->name, "sldId")) {
        /* Two attributes are called "id": the relation's begins with a letter. */
        for (const char **pair = e->attributes; pair[0] != NULL; pair += 2) {
            struct str key = str_of(pair[0]);

            if (str_ends(key, STR("id")) && (pair[1][0] < '0' || pair[1][0] > '9')) {
                *VEC_ADD(w->arena, &w->slides) =
                    ooxml_target(w->o, w->o->main, str_of(pair[1]));
            }
        }
    } else if (ooxml_is(e->name, "section")) {
        found_add(w->o->found, "PPT-267", INSPECT_STRUCTURAL, w->o->main,
                  ooxml_value(w->arena, e, "name"));
    } else if (ooxml_is(e->name, "modifyVerifier")) {
        found_add(w->o->found, "OOX-218", INSPECT_STRUCTURAL, w->o->main, (struct str){});
    }
    return XML_ENTER;
}

static void presentation_end(void *user, const char *name, enum xml_namespace ns)
{
}

static bool is_listed(const struct presentation_walk *p, struct str name)
{
    for (uint32_t i = 0; i < p->slides.n; i++) {
        if (str_eq(p->slides.v[i], name)) {
            return true;
        }
    }
    return false;
}

static void read_slide(const struct presentation_walk *p, struct str name, bool is_notes)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct slide_walk w = {.o = p->o,
                           .part = name,
                           .arena = &arena,
                           .width = p->width,
                           .height = p->height,
                           .is_notes = is_notes};

    if (walk_part(&w)) {
        struct str words = str_trim(buf_str(&w.words));

        if (is_notes && words.n > 0) {
            add(&w, "PPT-261", INSPECT_STRUCTURAL, words);
        } else if (!is_notes && (w.is_hidden || !is_listed(p, name))) {
            add(&w, "PPT-260", INSPECT_STRUCTURAL, words);
        }
    }
    buf_done(&w.text);
    buf_done(&w.words);
}

void ooxml_slide_inspect(struct ooxml *o)
{
    static const struct xml_handler handler = {.start = presentation_start,
                                               .end = presentation_end};
    struct arena arena CLEANUP(arena_done) = {};
    struct presentation_walk p = {.o = o, .arena = &arena};
    struct str bytes;

    if (ooxml_bytes(o, &arena, o->main, &bytes)) {
        ooxml_walk(o, o->main, bytes, &handler, &p);
    }
    for (uint32_t i = 0; i < o->parts.n; i++) {
        struct str name = o->parts.v[i].name;

        if (str_ends(name, STR(".xml")) && str_starts(name, STR("ppt/slides/"))) {
            read_slide(&p, name, false);
        } else if (str_ends(name, STR(".xml")) && str_starts(name, STR("ppt/notesSlides/"))) {
            read_slide(&p, name, true);
        }
    }
}
