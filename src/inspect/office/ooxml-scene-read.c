/*
 * Reading shapes into a scene; see ooxml-scene-read.h. Slides (p:), drawings of sheets (xdr:) and
 * those of texts (wps:, wpg:) call their elements alike, so one reader does for all. Places in
 * groups are brought into the space of the scene at once (ECMA-376-1 20.1.7.5). A table of a slide
 * becomes one shape for each cell.
 */
#include "inspect/office/ooxml-scene-read.h"

#include "base/utf8.h"
#include "inspect/office/ooxml-scene-paint.h"
#include "inspect/office/ooxml-value.h"
#include "inspect/office/ooxml-words.h"

#include <stdlib.h>

enum { TINY_SIZE = 100 /* hundredths of a point */ };

/* The shape that text and fill now belong to, or NULL. */
static struct scene_shape *current(struct scene *s)
{
    return s->cell >= 0 ? &s->shapes.v[s->cell] : s->open >= 0 ? &s->shapes.v[s->open] : NULL;
}

/* ---- places ---- */

static double number_of(const struct xml_element *e, const char *name)
{
    return (double)xml_attribute_int(e, name, 0);
}

static void start_group(struct scene *s)
{
    if (s->group_depth >= SCENE_MAX_GROUPS) {
        s->too_deep++;
        return;
    }
    s->maps[s->group_depth + 1] = s->maps[s->group_depth];
    s->group_depth++;
}

static void end_group(struct scene *s)
{
    if (s->too_deep > 0) {
        s->too_deep--;
    } else if (s->group_depth > 0) {
        s->group_depth--;
    }
}

/* In a sheet an anchor says where the outermost group or shape lies, in cells. */
static void place_by_anchor(struct scene *s)
{
    if (s->anchor.is_open) {
        s->box.x = s->anchor.x;
        s->box.y = s->anchor.y;
        s->box.width = s->anchor.width;
        s->box.height = s->anchor.height;
    }
}

static void start_anchor(struct scene *s, const struct xml_element *e)
{
    struct str how = {};

    if (ooxml_is(e->name, "twoCellAnchor") || ooxml_is(e->name, "oneCellAnchor")) {
        memset(&s->anchor, 0, sizeof(s->anchor));
        s->anchor.is_open = true;
        s->anchor.moves = ooxml_is(e->name, "twoCellAnchor") &&
                          (!xml_attribute(e, "editAs", &how) || str_eq(how, STR("twoCell")));
    } else if (ooxml_is(e->name, "from") || ooxml_is(e->name, "to")) {
        s->anchor.end = e->name[0] == 'f' ? 1 : 2;
    } else if (s->anchor.end > 0) {
        s->anchor.number = ooxml_is(e->name, "col")      ? 'c'
                           : ooxml_is(e->name, "colOff") ? 'C'
                           : ooxml_is(e->name, "row")    ? 'r'
                           : ooxml_is(e->name, "rowOff") ? 'R'
                                                         : 0;
    } else if (ooxml_is(e->name, "ext") && s->open < 0 && s->group_depth == 0) {
        s->anchor.width = number_of(e, "cx");
        s->anchor.height = number_of(e, "cy");
    }
}

static void anchor_text(struct scene *s, struct str text)
{
    char digits[24] = {0};

    memcpy(digits, text.p, MIN(text.n, sizeof(digits) - 1));
    double n = strtod(digits, NULL);
    bool is_x = s->anchor.number == 'c' || s->anchor.number == 'C';
    double cell = is_x ? s->column_emu : s->row_emu;

    /* Cells may be larger than they are taken to be: then the offset ends with the cell. */
    n = s->anchor.number == 'c' || s->anchor.number == 'r' ? n * cell : MIN(n, cell);
    if (s->anchor.end == 1) {
        *(is_x ? &s->anchor.x : &s->anchor.y) += n;
    } else {
        *(is_x ? &s->anchor.width : &s->anchor.height) += n;
    }
}

static void end_anchor(struct scene *s, const char *name)
{
    s->anchor.number = 0;
    if (ooxml_is(name, "to")) {
        s->anchor.width -= s->anchor.x;
        s->anchor.height -= s->anchor.y;
    }
    if (ooxml_is(name, "from") || ooxml_is(name, "to")) {
        s->anchor.end = 0;
    } else if (ooxml_is(name, "twoCellAnchor") || ooxml_is(name, "oneCellAnchor")) {
        s->anchor.is_open = false;
    }
}

/* The box of a group is read: its children are placed by it. */
static void map_group(struct scene *s)
{
    if (s->group_depth == 0 || s->too_deep > 0) {
        return;
    }
    if (s->group_depth == 1) {
        place_by_anchor(s);
    }
    const struct scene_map outer = s->maps[s->group_depth - 1];
    double x = s->box.child_width > 0 ? s->box.width / s->box.child_width : 1;
    double y = s->box.child_height > 0 ? s->box.height / s->box.child_height : 1;

    s->maps[s->group_depth] =
        (struct scene_map){.scale_x = outer.scale_x * x,
                           .scale_y = outer.scale_y * y,
                           .x = outer.x + (s->box.x - s->box.child_x * x) * outer.scale_x,
                           .y = outer.y + (s->box.y - s->box.child_y * y) * outer.scale_y};
}

static void place_shape(struct scene *s)
{
    if (s->group_depth == 0) {
        place_by_anchor(s);
    }

    const struct scene_map *map = &s->maps[s->group_depth];
    struct scene_shape *shape = &s->shapes.v[s->open];

    shape->x = map->x + s->box.x * map->scale_x;
    shape->y = map->y + s->box.y * map->scale_y;
    shape->width = s->box.width * map->scale_x;
    shape->height = s->box.height * map->scale_y;
    shape->is_placed = true;
}

static void take_turn(struct scene *s, const struct xml_element *e)
{
    enum { PER_DEGREE = 60000 };
    int64_t turn = xml_attribute_int(e, "rot", 0) % (360 * PER_DEGREE);
    bool is_upside_down = turn >= 180 * PER_DEGREE || turn <= -180 * PER_DEGREE;

    memset(&s->box, 0, sizeof(s->box));
    if (s->open >= 0) {
        struct scene_shape *shape = &s->shapes.v[s->open];

        shape->turn = (double)(turn % (180 * PER_DEGREE)) / PER_DEGREE;
        shape->mirrors_x = ooxml_is_on(e, "flipH") != is_upside_down;
        shape->mirrors_y = ooxml_is_on(e, "flipV") != is_upside_down;
    }
}

/* ---- tables ---- */

static void start_cell(struct scene *s)
{
    const struct scene_shape frame = s->shapes.v[s->open];
    double x = frame.x;

    for (uint32_t i = 0; i < s->column && i < s->columns.n; i++) {
        x += s->columns.v[i];
    }
    s->cell = scene_add(s);
    if (s->cell >= 0) {
        struct scene_shape *cell = &s->shapes.v[s->cell];

        cell->name = frame.name;
        cell->is_cell = true;
        cell->is_plain_cell = s->table_is_plain;
        cell->is_placed = frame.is_placed && s->column < s->columns.n;
        cell->x = x;
        cell->y = frame.y + s->row_y;
        cell->width = s->column < s->columns.n ? s->columns.v[s->column] : 0;
        cell->height = s->row_height;
    }
    s->column++;
}

static void take_table(struct scene *s, const struct xml_element *e)
{
    if (ooxml_is(e->name, "tbl") && s->open >= 0) {
        s->columns.n = 0;
        s->row_y = 0;
        s->row_height = 0;
        s->shapes.v[s->open].is_frame = false; /* its cells are looked at */
        s->table_is_plain = true;
    } else if (ooxml_is(e->name, "tableStyleId")) {
        s->table_is_plain = false; /* until the style is known to paint nothing */
        s->in_table_style = true;
    } else if (ooxml_is(e->name, "gridCol")) {
        *VEC_ADD(s->arena, &s->columns) = number_of(e, "w") * s->maps[s->group_depth].scale_x;
    } else if (ooxml_is(e->name, "tr")) {
        s->column = 0;
        s->row_y += s->row_height;
        s->row_height = number_of(e, "h") * s->maps[s->group_depth].scale_y;
    } else if (ooxml_is(e->name, "tc") && s->open >= 0) {
        start_cell(s);
    }
}

/* The styles "No Style" of PowerPoint, with and without a grid, paint nothing. */
static void take_table_style(struct scene *s, struct str id)
{
    static const struct str plain[] = {STR_IN_TABLE("{2D5ABB26-0587-4C30-8999-92F81FD0307C}"),
                                       STR_IN_TABLE("{5940675A-B579-460E-94D1-54222C63F5DA}")};

    for (size_t i = 0; i < COUNT(plain); i++) {
        s->table_is_plain |= str_eq_any_case(str_trim(id), plain[i]);
    }
    s->in_table_style = false;
}

/* ---- text ---- */

static void start_run(struct scene *s)
{
    s->in_run = true;
    s->in_highlight = s->run_has_line = false;
    s->run = s->run_line = s->highlight = (struct ooxml_colour){};
    s->size = 0;
    buf_clear(&s->run_words);
}

/* Words in a colour of their own are kept, one run of each colour. */
static void keep_run(struct scene *s, struct scene_shape *shape)
{
    for (uint32_t i = 0; i < shape->runs.n; i++) {
        const struct scene_run *r = &shape->runs.v[i];

        if (r->text.rgb == s->run.rgb && r->text.opacity == s->run.opacity &&
            r->highlight.paint == s->highlight.paint && r->highlight.rgb == s->highlight.rgb) {
            return;
        }
    }
    if (shape->runs.n < SCENE_MAX_RUNS) {
        *VEC_ADD(s->arena, &shape->runs) =
            (struct scene_run){.text = s->run,
                               .highlight = s->highlight,
                               .words = arena_str(s->arena, buf_str(&s->run_words))};
    }
}

static void end_run(struct scene *s)
{
    if (s->run_has_line &&
        (s->run.paint == OOXML_CLEAR || !ooxml_is_near(s->run_line.rgb, s->run.rgb))) {
        s->run.paint = OOXML_UNKNOWN; /* the outline is seen */
    } else if (s->run.paint == OOXML_CLEAR) {
        s->run.paint = OOXML_SOLID;
    }
    if (s->size > 0 && s->size <= TINY_SIZE) {
        s->run = (struct ooxml_colour){.paint = OOXML_SOLID}; /* as good as transparent */
    }
    if (s->in_run && s->run.paint == OOXML_SOLID && !ooxml_is_blank(buf_str(&s->run_words))) {
        keep_run(s, current(s));
    }
    s->in_run = false;
    s->in_run_fill = false;
}

static void end_paragraph(struct scene *s)
{
    struct scene_shape *shape = current(s);

    if (s->paragraph.half_ems > 0) {
        s->paragraph.words = arena_str(s->arena, buf_str(&s->words));
        s->paragraph.number = s->number;
        *VEC_ADD(s->arena, &shape->paragraphs) = s->paragraph;
    }
    s->paragraph = (struct scene_paragraph){};
    buf_clear(&s->words);
}

static void take_align(struct scene *s, struct str value)
{
    s->paragraph.align =
        str_eq(value, STR("ctr")) || str_eq(value, STR("center"))                             ? 'c'
        : str_eq(value, STR("r")) || str_eq(value, STR("right")) || str_eq(value, STR("end")) ? 'r'
                                                                                              : 'l';
}

/* Whether words that do not fit are cut off: "clip", or with dots "ellipsis". */
static bool cuts_off(const struct xml_element *e, const char *name)
{
    struct str value;

    return xml_attribute(e, name, &value) && !str_eq(value, STR("overflow"));
}

static void take_body(struct scene_shape *shape, const struct xml_element *e)
{
    struct str value;

    if (xml_attribute(e, "anchor", &value) && value.n > 0) {
        shape->anchor = str_eq(value, STR("ctr")) ? 'c' : value.p[0];
    }
    shape->clips_x = cuts_off(e, "horzOverflow");
    shape->clips_y = cuts_off(e, "vertOverflow");
    shape->is_flexible = (xml_attribute(e, "vert", &value) && !str_eq(value, STR("horz"))) ||
                         xml_attribute_int(e, "numCol", 1) > 1;
}

static void take_text(struct scene *s, const struct xml_element *e)
{
    struct str value;

    if (ooxml_is(e->name, "bodyPr")) {
        take_body(current(s), e);
    } else if (ooxml_is(e->name, "spAutoFit") || ooxml_is(e->name, "normAutofit") ||
               ooxml_is(e->name, "prstTxWarp") || ooxml_is(e->name, "lnSpc")) {
        current(s)->is_flexible = true;
    } else if (ooxml_is(e->name, "pPr")) {
        s->paragraph.indent = xml_attribute_int(e, "marL", 0);
        if (xml_attribute(e, "algn", &value)) {
            take_align(s, value);
        }
    } else if (ooxml_is(e->name, "jc") && xml_attribute(e, "val", &value)) {
        take_align(s, value);
    } else if (ooxml_is(e->name, "r") || ooxml_is(e->name, "fld")) {
        start_run(s);
    } else if (ooxml_is(e->name, "rPr") && s->in_run) {
        s->size = (int32_t)MIN(xml_attribute_int(e, "sz", 0), (int64_t)40000);
    } else if (ooxml_is(e->name, "sz") && s->in_run) {
        s->size = (int32_t)MIN(xml_attribute_int(e, "val", 0), (int64_t)800) * 50;
    } else if (ooxml_is(e->name, "solidFill") && s->in_run) {
        s->in_run_fill = s->line_depth == 0;
        s->run_has_line |= s->line_depth > 0;
    } else if (ooxml_is(e->name, "noFill") && s->in_run && s->line_depth == 0) {
        s->run = (struct ooxml_colour){.paint = OOXML_CLEAR};
    } else if (ooxml_is(e->name, "gradFill") && s->in_run && s->line_depth == 0) {
        s->blends = 'r';
        s->blend = (struct ooxml_blend){};
    } else if (s->blends == 'r') {
        ooxml_blend_take(&s->blend, s->theme, e);
    } else if (ooxml_is(e->name, "highlight") && s->in_run) {
        s->in_highlight = true;
    } else if (s->in_highlight) {
        ooxml_colour_take(&s->highlight, s->theme, e);
    } else if (s->in_run_fill) {
        ooxml_colour_take(&s->run, s->theme, e);
    } else if (s->run_has_line && s->line_depth > 0) {
        ooxml_colour_take(&s->run_line, s->theme, e);
    }
    s->in_text = ooxml_is(e->name, "t");
}

/* As many of the words as there is room for. */
static void keep_words(struct buf *words, struct str text)
{
    size_t room = words->max_bytes - MIN(words->n, words->max_bytes);

    buf_add(words, str_sub(text, 0, text.n <= room ? text.n : utf8_floor(text, room)));
}

void scene_read_text(struct scene *s, struct str text)
{
    if (s->anchor.number != 0) {
        anchor_text(s, text);
        return;
    }
    if (s->in_table_style) {
        take_table_style(s, text);
        return;
    }
    if (!s->in_text || current(s) == NULL) {
        return;
    }
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if ((c & 0xC0) != 0x80) {
            s->paragraph.half_ems += c < 0x80 ? 1 : 2;
        }
    }
    if (s->size > 0) {
        s->paragraph.size = MAX(s->paragraph.size, s->size);
    }
    keep_words(&s->words, text);
    keep_words(&s->run_words, text);
}

/* ---- the walk ---- */

static void start_shape(struct scene *s, const char *name)
{
    scene_begin(s);
    if (s->open >= 0) {
        s->shapes.v[s->open].is_picture = ooxml_is(name, "pic");
        s->shapes.v[s->open].is_frame = ooxml_is(name, "graphicFrame");
        s->shapes.v[s->open].is_line = ooxml_is(name, "cxnSp");
    }
}

static bool is_shape(const char *name)
{
    return ooxml_is(name, "sp") || ooxml_is(name, "pic") || ooxml_is(name, "wsp") ||
           ooxml_is(name, "graphicFrame") || ooxml_is(name, "cxnSp");
}

static bool is_group(const char *name)
{
    return ooxml_is(name, "grpSp") || ooxml_is(name, "wgp");
}

static void take_box(struct scene *s, const struct xml_element *e)
{
    struct str any;

    if (ooxml_is(e->name, "off")) {
        s->box.x = number_of(e, "x");
        s->box.y = number_of(e, "y");
    } else if (ooxml_is(e->name, "ext") && xml_attribute(e, "cx", &any)) {
        s->box.width = number_of(e, "cx");
        s->box.height = number_of(e, "cy");
    } else if (ooxml_is(e->name, "chOff")) {
        s->box.child_x = number_of(e, "x");
        s->box.child_y = number_of(e, "y");
    } else if (ooxml_is(e->name, "chExt")) {
        s->box.child_width = number_of(e, "cx");
        s->box.child_height = number_of(e, "cy");
    }
}

static void take_name(struct scene *s, const struct xml_element *e)
{
    struct scene_shape *shape = &s->shapes.v[s->open];

    if (ooxml_is(e->name, "cNvPr")) {
        shape->name = ooxml_value(s->arena, e, "name");
        shape->id = ooxml_value(s->arena, e, "id");
        shape->is_hidden = ooxml_is_on(e, "hidden");
    } else if (ooxml_is(e->name, "ph")) {
        shape->is_holder = true;
        shape->holder_type = ooxml_value(s->arena, e, "type");
        shape->holder_index = ooxml_value(s->arena, e, "idx");
    }
}

void scene_read_start(struct scene *s, const struct xml_element *e)
{
    if (s->column_emu > 0) {
        start_anchor(s, e);
    }
    if (is_group(e->name)) {
        start_group(s);
        return;
    }
    if (is_shape(e->name) && s->text_depth == 0) {
        start_shape(s, e->name);
        return;
    }
    if (ooxml_is(e->name, "grpSpPr")) {
        s->in_group_properties = true;
        memset(&s->box, 0, sizeof(s->box));
        return;
    }
    if (s->in_group_properties || s->open < 0) {
        take_box(s, e);
        return;
    }
    take_table(s, e);
    if (current(s) == NULL) {
        return;
    }
    if (ooxml_is(e->name, "txBody") || ooxml_is(e->name, "txbxContent")) {
        s->text_depth++;
    } else if (s->text_depth > 0 || ooxml_is(e->name, "bodyPr")) {
        s->line_depth += ooxml_is(e->name, "ln");
        take_text(s, e);
        return;
    }
    if (ooxml_is(e->name, "xfrm")) {
        take_turn(s, e);
    }
    take_box(s, e);
    take_name(s, e);
    scene_paint_take(s, current(s), e);
}

static void end_part_of_shape(struct scene *s, const char *name)
{
    if (ooxml_is(name, "xfrm")) {
        /* In a sheet the box of a group follows cells, whose sizes are not known. */
        bool is_own = s->column_emu == 0 || s->group_depth == 0;

        s->shapes.v[s->open].own_width = is_own ? s->box.width : 0;
        s->shapes.v[s->open].own_height = is_own ? s->box.height : 0;
        place_shape(s);
    } else if (ooxml_is(name, "spPr") || ooxml_is(name, "tcPr")) {
        s->in_properties = false;
    } else if (s->is_freehand && ooxml_is(name, "custGeom")) {
        scene_paint_freehand(s, current(s));
    } else if (ooxml_is(name, "ln")) {
        s->line_depth -= s->line_depth > 0;
    } else if (ooxml_is(name, "solidFill")) {
        s->in_fill = s->in_run_fill = false;
    } else if (ooxml_is(name, "gradFill") && s->blends != 0) {
        *(s->blends == 'r' ? &s->run : &current(s)->fill) = ooxml_blend_end(&s->blend);
        s->blends = 0;
    } else if (ooxml_is(name, "highlight")) {
        s->in_highlight = false;
    } else if (ooxml_is(name, "fillRef")) {
        s->in_style_fill = false;
    } else if (ooxml_is(name, "tc")) {
        s->cell = -1;
    } else if (ooxml_is(name, "r") || ooxml_is(name, "fld")) {
        end_run(s);
    } else if (ooxml_is(name, "p") && s->text_depth > 0) {
        end_paragraph(s);
    } else if (ooxml_is(name, "txBody") || ooxml_is(name, "txbxContent")) {
        s->text_depth -= s->text_depth > 0;
    }
}

void scene_read_end(struct scene *s, const char *name)
{
    s->in_text = false;
    if (s->column_emu > 0) {
        end_anchor(s, name);
    }
    if (is_group(name)) {
        end_group(s);
    } else if (ooxml_is(name, "grpSpPr")) {
        s->in_group_properties = false;
        map_group(s);
    } else if (is_shape(name) && s->text_depth == 0) {
        if (s->open >= 0 && s->anchor.is_open && s->group_depth == 0) {
            s->shapes.v[s->open].moves_with_cells = s->anchor.moves;
            place_shape(s);
        }
        if (s->open >= 0) {
            scene_paint_line(&s->shapes.v[s->open]);
        }
        s->open = -1;
        s->cell = -1;
    } else if (s->open >= 0 && current(s) != NULL) {
        end_part_of_shape(s, name);
    }
}
