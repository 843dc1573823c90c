/*
 * SVG pictures as files: the bytes before the first element, pictures in them, and telling what was
 * found. What stands beside the drawing is in svg-marks.c, what is drawn in svg-scene.c.
 *
 * A declaration of the document type is passed over; entities it declares (Illustrator does) count
 * in texts, without entities in them.
 */
#include "inspect/svg/svg.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/personal/personal.h"
#include "read/text-file.h"

enum { HEAD_BYTES = 64 * 1024 };

/* ---- what stands before the first element ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Past "<!DOCTYPE … [ … ]>" at `at`; 0: it has no end. Its declarations go to *ret_inside. */
static size_t past_doctype(struct str s, size_t at, struct str *ret_inside)
{
    size_t inside = 0;
    char quote = '\0';

    for (size_t i = at; i < s.n; i++) {
        char c = s.p[i];

        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' && inside == 0) {
            inside = i + 1;
        } else if (c == ']' && inside > 0) {
            *ret_inside = str_sub(s, inside, i);
            inside = 0;
        } else if (c == '>' && inside == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* Where the first element begins, or the end of `s`. */
static size_t first_element(struct str s, struct str *ret_declarations)
{
    size_t at = str_starts(s, STR("\xEF\xBB\xBF")) ? 3 : 0;

    while (at < s.n) {
        ptrdiff_t end = -1;

        if (is_blank(s.p[at])) {
            at++;
            continue;
        }
        if (str_at(s, at, STR("<?"))) {
            end = str_find(s, STR("?>"), at);
            end += end < 0 ? 0 : 2;
        } else if (str_at(s, at, STR("<!--"))) {
            end = str_find(s, STR("-->"), at);
            end += end < 0 ? 0 : 3;
        } else if (str_at(s, at, STR("<!DOCTYPE"))) {
            end = (ptrdiff_t)past_doctype(s, at, ret_declarations);
        } else {
            return at;
        }
        if (end <= 0) {
            return s.n;
        }
        at = (size_t)end;
    }
    return s.n;
}

bool svg_recognise(struct str bytes)
{
    struct str head = str_sub(bytes, 0, HEAD_BYTES);
    struct str declarations = {};
    size_t at = first_element(head, &declarations);
    size_t end = at + 1;

    if (at >= head.n || head.p[at] != '<') {
        return false;
    }
    while (end < head.n && !is_blank(head.p[end]) && head.p[end] != '>' && head.p[end] != '/') {
        end++;
    }
    struct str name = str_sub(head, at + 1, end);

    return str_eq(name, STR("svg")) || str_ends(name, STR(":svg"));
}

/* <!ENTITY name "value"> */
static void take_entities(struct svg *s, struct str text)
{
    for (ptrdiff_t at = 0; (at = str_find(text, STR("<!ENTITY"), (size_t)at)) >= 0;) {
        size_t beg = (size_t)at + 8;

        at = (ptrdiff_t)beg;
        while (beg < text.n && is_blank(text.p[beg])) {
            beg++;
        }
        size_t end = beg;

        while (end < text.n && !is_blank(text.p[end]) && text.p[end] != '>') {
            end++;
        }
        struct str name = str_sub(text, beg, end);

        while (end < text.n && is_blank(text.p[end])) {
            end++;
        }
        const char *close = end + 1 < text.n && (text.p[end] == '"' || text.p[end] == '\'')
                                ? memchr(text.p + end + 1, text.p[end], text.n - end - 1)
                                : NULL;
        struct str value =
            close == NULL ? (struct str){} : str_sub(text, end + 1, (size_t)(close - text.p));

        if (value.n > SVG_MAX_ENTITY_BYTES || s->entities.n >= SVG_MAX_ENTITIES) {
            s->is_cut = true;
        } else if (close != NULL) {
            *VEC_ADD(s->arena, &s->entities) = (struct svg_entity){.name = name, .value = value};
        }
    }
}

/* ---- the picture ---- */

int svg_read(struct arena *a, struct str bytes, struct svg *ret_svg)
{
    struct svg s = {.arena = a};
    struct str declarations = {};
    size_t from = first_element(bytes, &declarations);

    if (from >= bytes.n || xml_tree_parse_from(a, bytes, from, &s.tree) != 0) {
        return 1;
    }
    s.root = 1;
    s.is_used_id = ARENA_ARRAY(a, SVG_ID_ROOM, bool);
    style_sheet_init(&s.styles, a);
    take_entities(&s, declarations);
    svg_marks_read(&s);
    svg_scene_read(&s);
    s.is_cut |= s.styles.is_cut;
    *ret_svg = s;
    return 0;
}

static int digit_64(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+'             ? 62
           : c == '/'             ? 63
                                  : -1;
}

static int digit_16(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

struct str svg_picture_bytes(const struct svg *s, struct arena *a, const struct svg_picture *x)
{
    struct str data = str_sub(s->tree.bytes, x->beg, x->end);
    char *out = arena_alloc(a, data.n + 1);
    uint32_t bits = 0;
    size_t n = 0;
    int have = 0;

    for (size_t i = 0; i < data.n; i++) {
        /* "%2B", and "&#10;" where lines are broken */
        bool is_escape = data.p[i] == '%' && i + 2 < data.n && digit_16(data.p[i + 1]) >= 0 &&
                         digit_16(data.p[i + 2]) >= 0;
        char c =
            is_escape ? (char)(digit_16(data.p[i + 1]) * 16 + digit_16(data.p[i + 2])) : data.p[i];

        i += is_escape ? 2 : 0;
        if (x->is_base64 && c == '&') {
            while (i < data.n && data.p[i] != ';') {
                i++;
            }
        } else if (!x->is_base64) {
            out[n++] = c;
        } else if (digit_64(c) >= 0) {
            bits = bits << 6 | (uint32_t)digit_64(c);
            have += 6;
            if (have >= 8) {
                have -= 8;
                out[n++] = (char)(bits >> have & 0xFF);
            }
        }
    }
    return x->is_base64 ? (struct str){.p = out, .n = n}
                        : svg_decoded(s, (struct str){.p = out, .n = n});
}

/* ---- telling ---- */

static void tell_pictures(struct found *f, const struct svg *s)
{
    for (uint32_t i = 0; i < s->pictures.n; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        const struct svg_picture *x = &s->pictures.v[i];
        uint32_t before = found_of_pictures(f);

        found_member(f, svg_picture_bytes(s, &scratch, x), x->place);
        if (found_of_pictures(f) > before) {
            found_add(f, "OOX-213", INSPECT_STRUCTURAL, x->place, (struct str){});
        }
    }
}

static void tell_lines(struct found *f, const struct svg *s)
{
    for (uint32_t i = 0; i < s->lines.n; i++) {
        const struct svg_line *line = &s->lines.v[i];

        if (line->is_alone) {
            personal_scan(f, line->text, (struct str){}, line->place);
        }
    }
    for (uint32_t i = 0; i < s->lines.n; i++) {
        if (!s->lines.v[i].is_alone) {
            personal_line(f, s->lines.v[i].text, s->lines.v[i].place);
        }
    }
    personal_end(f);
}

/* In an older Japanese encoding: as UTF-8. */
static struct str as_utf_8(struct found *f, struct str bytes)
{
    struct doc doc = {};
    struct err err = {};

    return utf8_find_bad(bytes) < 0 ||
                   text_file_read_prepared(f->arena, bytes, NULL, f->jis, &doc, &err) < 0
               ? bytes
               : doc.text;
}

void svg_inspect(struct found *f, struct str bytes)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct svg s;

    if (svg_read(&arena, as_utf_8(f, bytes), &s) != 0) {
        found_less(f, INSPECT_PARTIAL, tr("the XML of the picture is damaged"));
        return;
    }
    for (uint32_t i = 0; i < s.marks.n; i++) {
        const struct svg_mark *x = &s.marks.v[i];

        found_add(f, x->rule, x->basis, x->place, x->reads);
    }
    tell_lines(f, &s);
    tell_pictures(f, &s);
    if (s.is_cut) {
        found_less(f, INSPECT_PARTIAL, tr("the picture has more parts than are looked at"));
    }
}
