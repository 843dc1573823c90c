/*
 * Word: tracked changes, hidden text, text made unreadable, settings; and all words, with their
 * paragraph, for personal information. One walk over each story (document, headers, notes).
 *
 * Whether a run is hidden follows from its own properties, then its character style, then the style
 * of its paragraph. Styles are read first, each with what it takes from the style it is based on.
 */
#include "base/buf.h"
#include "inspect/ooxml.h"
#include "inspect/personal.h"

#include <strings.h>

enum {
    MAX_CHANGE_BYTES = 4096,
    MAX_PARAGRAPH_BYTES = 1024 * 1024,
    MAX_STYLES = 5000,
    MAX_BASED_ON = 12,
    TINY_HALF_POINTS = 2,
};

enum colour { COLOUR_UNSET, COLOUR_AUTO, COLOUR_BLACK, COLOUR_WHITE, COLOUR_OTHER };

/* What is said of a run; UNSET and -1 = nothing. */
struct look {
    int8_t hidden;     /* 0, 1; -1 = not said */
    uint8_t text;      /* enum colour */
    uint8_t ground;    /* shading of the run */
    uint8_t highlight;
    uint32_t text_rgb, ground_rgb;
    int16_t half_points; /* -1 = not said */
    bool is_separator;   /* specVanish: the mark between a run-in heading and its text */
};

struct style {
    struct str id, based_on;
    struct look look;
};

struct word_walk {
    struct ooxml *o;
    struct str part;
    struct arena *arena; /* of the part */
    VEC(struct style) styles;
    struct style *style; /* being read */

    uint32_t paragraph, table_depth, box_depth;
    uint32_t table_row, table_column; /* of the outermost table, from 1 */
    bool in_run_properties, in_paragraph_properties, in_run;
    bool cell_ground, paragraph_ground, table_style;
    struct look run;
    struct str paragraph_style;
    struct buf text, run_text, hidden, change;
    struct str change_author;
    int change_depth;     /* open ins, del, moveFrom, moveTo */
    enum { NO_TEXT, SHOWN_TEXT, DELETED_TEXT, CODE_TEXT } in_text;
    struct buf code;      /* a field code */
};

static const struct look nothing = {.hidden = -1, .half_points = -1};

/* ---- colours ---- */

static enum colour colour_of(struct str value, uint32_t *ret_rgb)
{
    uint32_t rgb = 0;

    if (value.n != 6) {
        return str_eq(value, STR("auto")) ? COLOUR_AUTO : COLOUR_UNSET;
    }
    for (size_t i = 0; i < 6; i++) {
        char c = value.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') ? (c | 0x20) - 'a' + 10 : -1;

        if (digit < 0) {
            return COLOUR_UNSET;
        }
        rgb = rgb * 16 + (uint32_t)digit;
    }
    *ret_rgb = rgb;
    uint32_t r = rgb >> 16, g = (rgb >> 8) & 255, b = rgb & 255;

    return r < 40 && g < 40 && b < 40        ? COLOUR_BLACK
           : r > 250 && g > 250 && b > 250 ? COLOUR_WHITE
                                             : COLOUR_OTHER;
}

static void take_property(struct look *look, const struct xml_element *e)
{
    struct str value = {};

    if (ooxml_is(e->name, "vanish")) {
        look->hidden = xml_is_on(e);
    } else if (ooxml_is(e->name, "specVanish")) {
        look->is_separator = xml_is_on(e);
    } else if (ooxml_is(e->name, "color") && xml_attribute(e, "val", &value)) {
        look->text = (uint8_t)colour_of(value, &look->text_rgb);
    } else if (ooxml_is(e->name, "shd") && xml_attribute(e, "fill", &value)) {
        look->ground = (uint8_t)colour_of(value, &look->ground_rgb);
    } else if (ooxml_is(e->name, "highlight") && xml_attribute(e, "val", &value)) {
        look->highlight = str_eq(value, STR("black"))  ? COLOUR_BLACK
                          : str_eq(value, STR("none")) ? COLOUR_UNSET
                                                       : COLOUR_OTHER;
    } else if (ooxml_is(e->name, "sz")) {
        look->half_points = (int16_t)xml_attribute_int(e, "val", -1);
    }
}

/* What `over` leaves open is as `under` has it. */
static struct look laid_over(struct look over, const struct look *under)
{
    if (over.hidden < 0) {
        over.hidden = under->hidden;
        over.is_separator |= under->is_separator;
    }
    if (over.text == COLOUR_UNSET) {
        over.text = under->text;
        over.text_rgb = under->text_rgb;
    }
    if (over.ground == COLOUR_UNSET) {
        over.ground = under->ground;
        over.ground_rgb = under->ground_rgb;
    }
    if (over.half_points < 0) {
        over.half_points = under->half_points;
    }
    return over;
}

/* ---- styles ---- */

static enum xml_step style_start(void *user, const struct xml_element *e)
{
    struct word_walk *w = user;

    if (ooxml_is(e->name, "style") && w->styles.n < MAX_STYLES) {
        w->style = VEC_ADD(w->arena, &w->styles);
        *w->style = (struct style){.id = ooxml_value(w->arena, e, "styleId"), .look = nothing};
    } else if (w->style != NULL && ooxml_is(e->name, "basedOn")) {
        w->style->based_on = ooxml_value(w->arena, e, "val");
    } else if (ooxml_is(e->name, "tblStylePr")) {
        return XML_SKIP;
    } else if (ooxml_is(e->name, "rPr")) {
        w->in_run_properties = true;
    } else if (w->style != NULL && w->in_run_properties) {
        take_property(&w->style->look, e);
    }
    return XML_ENTER;
}

static void style_end(void *user, const char *name, enum xml_namespace ns)
{
    struct word_walk *w = user;

    if (ooxml_is(name, "style")) {
        w->style = NULL;
    } else if (ooxml_is(name, "rPr")) {
        w->in_run_properties = false;
    }
}

static struct look look_of_style(const struct word_walk *w, struct str id)
{
    struct look look = nothing;

    for (int depth = 0; id.n > 0 && depth < MAX_BASED_ON; depth++) {
        const struct style *style = NULL;

        for (uint32_t i = 0; i < w->styles.n && style == NULL; i++) {
            style = str_eq(w->styles.v[i].id, id) ? &w->styles.v[i] : NULL;
        }
        if (style == NULL) {
            break;
        }
        look = laid_over(look, &style->look);
        id = style->based_on;
    }
    return look;
}

/* ---- findings ---- */

static struct str place_of(struct word_walk *w)
{
    return arena_printf(w->arena, "%.*s ¶%u", STR_ARG(w->part), MAX(w->paragraph, 1u));
}

static void add(struct word_walk *w, const char *rule, enum inspect_basis basis, struct str reads)
{
    found_add(w->o->found, rule, basis, place_of(w), reads);
}

/* A run with text has ended: whether a person can read it. */
static void judge_run(struct word_walk *w, struct look own, struct str text)
{
    struct look style = look_of_style(w, w->paragraph_style);
    struct look look = laid_over(own, &style);
    bool on_paper = !w->paragraph_ground && !w->cell_ground && !w->table_style && w->box_depth == 0;

    if (str_trim(text).n == 0) {
        return;
    }
    if (look.hidden == 1 && !look.is_separator) {
        buf_add(&w->hidden, text);
        return;
    }
    if (look.highlight == COLOUR_BLACK && look.text != COLOUR_WHITE && look.text != COLOUR_OTHER) {
        add(w, "DOC-222", INSPECT_STRUCTURAL, text);
    } else if (look.ground >= COLOUR_BLACK && look.text >= COLOUR_BLACK &&
               look.ground_rgb == look.text_rgb && look.highlight == COLOUR_UNSET) {
        add(w, "DOC-222", INSPECT_STRUCTURAL, text);
    } else if (own.ground == COLOUR_BLACK && look.text <= COLOUR_AUTO) {
        add(w, "DOC-222", INSPECT_HEURISTIC, text);
    } else if (look.text == COLOUR_WHITE && look.highlight == COLOUR_UNSET &&
               (look.ground == COLOUR_UNSET || look.ground == COLOUR_AUTO) && on_paper) {
        add(w, "DOC-222", INSPECT_HEURISTIC, text);
    } else if (look.half_points >= 0 && look.half_points <= TINY_HALF_POINTS) {
        add(w, "DOC-222", INSPECT_HEURISTIC, text);
    }
}

static void end_hidden(struct word_walk *w)
{
    if (w->hidden.n > 0) {
        add(w, "DOC-221", INSPECT_STRUCTURAL, buf_str(&w->hidden));
        buf_clear(&w->hidden);
    }
}

static void end_paragraph(struct word_walk *w)
{
    end_hidden(w);
    if (w->table_depth > 0) {
        personal_cell(w->o->found, buf_str(&w->text), (struct str){}, place_of(w), w->table_row,
                      w->table_column);
    } else {
        personal_line(w->o->found, buf_str(&w->text), place_of(w));
    }
    buf_clear(&w->text);
}

/* Fields that fetch from outside or run something. */
static void judge_code(struct word_walk *w)
{
    static const char *const kinds[] = {"INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "DDE", "LINK",
                                        "DATABASE",    "RD",             "MACROBUTTON", "IMPORT"};
    struct str code = str_trim(buf_str(&w->code));

    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t n = strlen(kinds[i]);

        if (code.n > n && strncasecmp(code.p, kinds[i], n) == 0 && code.p[n] == ' ') {
            add(w, "DOC-223", INSPECT_STRUCTURAL, code);
            break;
        }
    }
    buf_clear(&w->code);
}

/* ---- the walk ---- */

static bool is_change(const char *name)
{
    return ooxml_is(name, "ins") || ooxml_is(name, "del") || ooxml_is(name, "moveFrom") ||
           ooxml_is(name, "moveTo");
}

/* Changes without text of their own: of properties, of cells. */
static bool is_quiet_change(const char *name)
{
    size_t n = strlen(name);

    return (n > 6 && strcmp(name + n - 6, "Change") == 0) || ooxml_is(name, "cellIns") ||
           ooxml_is(name, "cellDel") || ooxml_is(name, "cellMerge");
}

static enum xml_step start_change(struct word_walk *w, const struct xml_element *e)
{
    struct str author = ooxml_value(w->arena, e, "author");

    if (is_quiet_change(e->name)) {
        add(w, "DOC-220", INSPECT_STRUCTURAL, author);
        return XML_SKIP;
    }
    if (w->in_run_properties || w->in_paragraph_properties) {
        add(w, "DOC-220", INSPECT_STRUCTURAL, author); /* of a paragraph mark or a row */
        return XML_ENTER;
    }
    if (w->change_depth++ == 0) {
        w->change_author = author;
        buf_clear(&w->change);
    }
    return XML_ENTER;
}

static void start_structure(struct word_walk *w, const struct xml_element *e)
{
    struct str value;

    if (ooxml_is(e->name, "p")) {
        w->paragraph++;
        w->paragraph_style = (struct str){};
        w->paragraph_ground = false;
    } else if (ooxml_is(e->name, "tbl")) {
        if (w->table_depth++ == 0) {
            personal_end(w->o->found);
            w->table_row = 0;
        }
    } else if (ooxml_is(e->name, "tr") && w->table_depth == 1) {
        w->table_row++;
        w->table_column = 0;
    } else if (ooxml_is(e->name, "tblStyle")) {
        w->table_style = true;
    } else if (ooxml_is(e->name, "tc")) {
        w->cell_ground = false;
        w->table_column += w->table_depth == 1;
    } else if (ooxml_is(e->name, "txbxContent")) {
        w->box_depth++;
    } else if (ooxml_is(e->name, "pStyle") && xml_attribute(e, "val", &value)) {
        w->paragraph_style = arena_str(w->arena, value);
    } else if (ooxml_is(e->name, "shd") && !w->in_run && xml_attribute(e, "fill", &value)) {
        uint32_t rgb = 0;
        bool dark = colour_of(value, &rgb) >= COLOUR_BLACK && rgb != 0xFFFFFF;

        *(w->in_paragraph_properties ? &w->paragraph_ground : &w->cell_ground) |= dark;
    } else if (ooxml_is(e->name, "srcRect")) {
        static const char *const sides[] = {"l", "t", "r", "b"};

        for (size_t i = 0; i < COUNT(sides); i++) {
            if (xml_attribute_int(e, sides[i], 0) > 0) {
                add(w, "OOX-214", INSPECT_STRUCTURAL, (struct str){});
                break;
            }
        }
    } else if (ooxml_is(e->name, "control") || ooxml_is(e->name, "altChunk")) {
        add(w, ooxml_is(e->name, "control") ? "OOX-208" : "DOC-226", INSPECT_STRUCTURAL,
            (struct str){});
    }
}

static enum xml_step word_start(void *user, const struct xml_element *e)
{
    struct word_walk *w = user;
    struct str value;

    if (e->ns == XML_COMPATIBILITY && ooxml_is(e->name, "Fallback")) {
        return XML_SKIP; /* the same again for old programs */
    }
    if (e->ns == XML_WORD && (is_change(e->name) || is_quiet_change(e->name))) {
        return start_change(w, e);
    }
    if (ooxml_is(e->name, "r") && e->ns == XML_WORD) {
        w->in_run = true;
        w->run = nothing;
        buf_clear(&w->run_text);
    } else if (ooxml_is(e->name, "rPr")) {
        w->in_run_properties = true;
    } else if (ooxml_is(e->name, "pPr") || ooxml_is(e->name, "trPr")) {
        w->in_paragraph_properties = true;
    } else if (w->in_run && w->in_run_properties) {
        take_property(&w->run, e);
        if (ooxml_is(e->name, "rStyle") && xml_attribute(e, "val", &value)) {
            struct look style = look_of_style(w, value);

            w->run = laid_over(w->run, &style);
        }
    } else if (ooxml_is(e->name, "t") || ooxml_is(e->name, "delText")) {
        w->in_text = ooxml_is(e->name, "t") ? SHOWN_TEXT : DELETED_TEXT;
    } else if (ooxml_is(e->name, "instrText")) {
        w->in_text = CODE_TEXT;
    } else if (ooxml_is(e->name, "fldSimple")) {
        buf_add(&w->code, ooxml_value(w->arena, e, "instr"));
        judge_code(w);
    } else if (ooxml_is(e->name, "fldChar") && xml_attribute(e, "fldCharType", &value) &&
               !str_eq(value, STR("begin"))) {
        judge_code(w);
    } else if ((ooxml_is(e->name, "tab") || ooxml_is(e->name, "br") || ooxml_is(e->name, "cr")) &&
               w->in_run) {
        buf_add(&w->text, STR(" "));
    } else {
        start_structure(w, e);
    }
    return XML_ENTER;
}

static void end_change(struct word_walk *w)
{
    if (w->change_depth > 0 && --w->change_depth == 0) {
        struct str words = str_sub(buf_str(&w->change), 0, MAX_CHANGE_BYTES / 4);

        add(w, "DOC-220", INSPECT_STRUCTURAL,
            words.n == 0 ? w->change_author
                         : arena_printf(w->arena, "%.*s: %.*s", STR_ARG(w->change_author),
                                        STR_ARG(words)));
    }
}

static void word_end(void *user, const char *name, enum xml_namespace ns)
{
    struct word_walk *w = user;

    if (is_change(name) && ns == XML_WORD) {
        if (!w->in_run_properties && !w->in_paragraph_properties) {
            end_change(w);
        }
    } else if (ooxml_is(name, "r") && ns == XML_WORD) {
        w->in_run = false;
        if (w->run.hidden != 1) {
            end_hidden(w);
        }
        judge_run(w, w->run, buf_str(&w->run_text));
        buf_clear(&w->run_text);
    } else if (ooxml_is(name, "rPr")) {
        w->in_run_properties = false;
    } else if (ooxml_is(name, "pPr") || ooxml_is(name, "trPr")) {
        w->in_paragraph_properties = false;
    } else if (ooxml_is(name, "p") && ns == XML_WORD) {
        end_paragraph(w);
    } else if (ooxml_is(name, "tbl")) {
        w->table_depth -= w->table_depth > 0;
        w->table_style &= w->table_depth > 0;
        w->cell_ground = false;
        if (w->table_depth == 0) {
            personal_end(w->o->found);
        }
    } else if (ooxml_is(name, "txbxContent")) {
        w->box_depth -= w->box_depth > 0;
    }
    w->in_text = NO_TEXT;
}

static void word_text(void *user, struct str text)
{
    struct word_walk *w = user;

    if (w->in_text == CODE_TEXT) {
        buf_add(&w->code, text);
    } else if (w->in_text != NO_TEXT) {
        buf_add(&w->text, text);
        buf_add(w->in_text == SHOWN_TEXT ? &w->run_text : &w->change, text);
        if (w->in_text == SHOWN_TEXT && w->change_depth > 0) {
            buf_add(&w->change, text);
        }
    }
}

/* ---- settings ---- */

static enum xml_step settings_start(void *user, const struct xml_element *e)
{
    struct word_walk *w = user;
    struct found *f = w->o->found;

    if (ooxml_is(e->name, "rsids")) {
        found_add(f, "OOX-205", INSPECT_STRUCTURAL, arena_printf(w->arena, "%.*s rsid", STR_ARG(w->part)),
                  (struct str){});
        return XML_SKIP;
    }
    if (ooxml_is(e->name, "docVar")) {
        found_add(f, "DOC-223", INSPECT_STRUCTURAL,
                  arena_printf(w->arena, "%.*s docVar %.*s", STR_ARG(w->part),
                               STR_ARG(ooxml_value(w->arena, e, "name"))),
                  ooxml_value(w->arena, e, "val"));
    } else if (ooxml_is(e->name, "documentProtection")) {
        found_add(f, "OOX-218", INSPECT_STRUCTURAL, w->part, (struct str){});
    } else if (ooxml_is(e->name, "mailMerge")) {
        found_add(f, "XLS-245", INSPECT_STRUCTURAL, w->part, STR("mailMerge"));
    }
    return XML_ENTER;
}

static void settings_end(void *user, const char *name, enum xml_namespace ns)
{
}

/* ---- the file ---- */

static void read_story(struct ooxml *o, const struct word_walk *styles, struct str name)
{
    static const struct xml_handler handler = {
        .start = word_start, .end = word_end, .text = word_text};
    struct arena arena CLEANUP(arena_done) = {};
    struct word_walk w = {.o = o, .part = name, .arena = &arena};
    struct str bytes;

    w.styles.v = styles->styles.v;
    w.styles.n = styles->styles.n;
    if (!ooxml_bytes(o, &arena, name, &bytes)) {
        return;
    }
    buf_init(&w.text, MAX_PARAGRAPH_BYTES);
    buf_init(&w.run_text, MAX_PARAGRAPH_BYTES);
    buf_init(&w.hidden, MAX_CHANGE_BYTES);
    buf_init(&w.change, MAX_CHANGE_BYTES);
    buf_init(&w.code, MAX_CHANGE_BYTES);
    ooxml_walk(o, name, bytes, &handler, &w);
    personal_end(o->found);
    buf_done(&w.text);
    buf_done(&w.run_text);
    buf_done(&w.hidden);
    buf_done(&w.change);
    buf_done(&w.code);
}

static bool is_story(const struct ooxml *o, struct str name)
{
    return str_ends(name, STR(".xml")) &&
           (str_eq(name, o->main) || str_starts(name, STR("word/header")) ||
            str_starts(name, STR("word/footer")) || str_starts(name, STR("word/footnotes")) ||
            str_starts(name, STR("word/endnotes")));
}

void ooxml_word_inspect(struct ooxml *o)
{
    static const struct xml_handler styles_handler = {.start = style_start, .end = style_end};
    static const struct xml_handler settings = {.start = settings_start, .end = settings_end};
    struct arena arena CLEANUP(arena_done) = {};
    struct word_walk w = {.o = o, .arena = &arena, .part = STR("word/styles.xml")};
    struct str bytes;

    if (ooxml_bytes(o, &arena, w.part, &bytes)) {
        ooxml_walk(o, w.part, bytes, &styles_handler, &w);
    }
    w.part = STR("word/settings.xml");
    if (ooxml_bytes(o, &arena, w.part, &bytes)) {
        ooxml_walk(o, w.part, bytes, &settings, &w);
    }
    for (uint32_t i = 0; i < o->parts.n; i++) {
        if (is_story(o, o->parts.v[i].name)) {
            read_story(o, &w, o->parts.v[i].name);
        }
    }
}
