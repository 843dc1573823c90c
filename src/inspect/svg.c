/*
 * SVG pictures as files: what programs leave in them (metadata, paths, private copies, comments),
 * what they fetch or run, and the pictures in them. What is drawn is looked at in svg-scene.c.
 *
 * A declaration of the document type is passed over; entities it declares (Illustrator does) count
 * in texts, without entities in them.
 */
#include "inspect/svg.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/inspectors.h"
#include "inspect/local-path.h"
#include "inspect/personal.h"
#include "read/text-file.h"

enum { HEAD_BYTES = 64 * 1024, ID_ROOM = 1 << 16, MAX_DECODED = 1024 * 1024 };

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
        struct str value = close == NULL ? (struct str){}
                                         : str_sub(text, end + 1, (size_t)(close - text.p));

        if (value.n > SVG_MAX_ENTITY_BYTES || s->entities.n >= SVG_MAX_ENTITIES) {
            s->is_cut = true;
        } else if (close != NULL) {
            *VEC_ADD(s->arena, &s->entities) = (struct svg_entity){.name = name, .value = value};
        }
    }
}

/* ---- texts ---- */

/* What stands between '&' and ';' goes to `out`. */
static void add_reference(const struct svg *s, struct str name, struct buf *out)
{
    static const struct {
        struct str name;
        char c;
    } usual[] = {{STR_IN_TABLE("amp"), '&'}, {STR_IN_TABLE("lt"), '<'}, {STR_IN_TABLE("gt"), '>'},
                 {STR_IN_TABLE("quot"), '"'}, {STR_IN_TABLE("apos"), '\''}};
    uint32_t cp = 0;

    if (str_starts(name, STR("#"))) {
        bool is_hex = name.n > 1 && (name.p[1] | 0x20) == 'x';

        for (size_t i = is_hex ? 2 : 1; i < name.n && cp < 0x110000; i++) {
            char c = name.p[i];
            uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
                                                  : (uint32_t)((c | 0x20) - 'a' + 10) & 15;

            cp = cp * (is_hex ? 16 : 10) + digit;
        }
        buf_add_code_point(out, cp >= ' ' && cp < 0x110000 ? cp : ' ');
        return;
    }
    for (size_t i = 0; i < COUNT(usual); i++) {
        if (str_eq(name, usual[i].name)) {
            buf_add_char(out, usual[i].c);
            return;
        }
    }
    for (uint32_t i = 0; i < s->entities.n; i++) {
        if (str_eq(name, s->entities.v[i].name)) {
            buf_add(out, s->entities.v[i].value);
            return;
        }
    }
}

struct str svg_decoded(const struct svg *s, struct str raw)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, MAX_DECODED);
    if (memchr(raw.p, '&', raw.n) == NULL) {
        return raw;
    }
    for (size_t at = 0; at < raw.n;) {
        const char *mark = memchr(raw.p + at, '&', raw.n - at);
        size_t beg = mark == NULL ? raw.n : (size_t)(mark - raw.p);
        const char *end = mark == NULL ? NULL : memchr(mark, ';', MIN(raw.n - beg, (size_t)64));

        buf_add(&out, str_sub(raw, at, beg));
        at = raw.n;
        if (end != NULL) {
            at = (size_t)(end - raw.p) + 1;
            add_reference(s, str_sub(raw, beg + 1, at - 1), &out);
        } else if (mark != NULL) {
            at = beg + 1;
        }
    }
    return arena_str(s->arena, buf_str(&out));
}

struct str svg_place(struct svg *s, size_t at)
{
    struct str bytes = s->tree.bytes;

    if (at < s->line_at || s->line == 0) {
        s->line_at = 0;
        s->line = 1;
    }
    while (s->line_at < at) {
        const char *next = memchr(bytes.p + s->line_at, '\n', at - s->line_at);

        s->line += next != NULL;
        s->line_at = next == NULL ? at : (size_t)(next - bytes.p) + 1;
    }
    return arena_printf(s->arena, "L%u", s->line);
}

void svg_mark(struct svg *s, const struct svg_mark *mark)
{
    if (s->marks.n >= SVG_MAX_MARKS) {
        s->is_cut = true;
        return;
    }
    *VEC_ADD(s->arena, &s->marks) = *mark;
}

static void mark_node(struct svg *s, const char *rule, uint32_t node, struct str reads)
{
    const struct xml_node *x = &s->tree.nodes.v[node];

    svg_mark(s, &(struct svg_mark){.rule = rule,
                                   .basis = INSPECT_STRUCTURAL,
                                   .place = arena_printf(s->arena, "%.*s <%.*s>",
                                                         STR_ARG(svg_place(s, x->beg)),
                                                         STR_ARG(xml_tree_name(&s->tree, node))),
                                   .reads = reads,
                                   .beg = x->beg,
                                   .end = x->end});
}

static void mark_attr(struct svg *s, const char *rule, const struct xml_attr *attr)
{
    svg_mark(s, &(struct svg_mark){.rule = rule,
                                   .basis = INSPECT_STRUCTURAL,
                                   .place = arena_printf(s->arena, "%.*s %.*s",
                                                         STR_ARG(svg_place(s, attr->beg)),
                                                         STR_ARG(attr->name)),
                                   .reads = svg_decoded(s, attr->value),
                                   .beg = attr->beg,
                                   .end = attr->end});
}

static void add_text(struct svg *s, size_t at, struct str raw)
{
    struct str text = str_trim(svg_decoded(s, raw));

    if (text.n > 0) {
        *VEC_ADD(s->arena, &s->lines) =
            (struct svg_line){.place = svg_place(s, at), .text = text, .is_alone = true};
    }
}

/* ---- references ---- */

static void use_id(struct svg *s, struct str id)
{
    s->is_used_id[str_hash(id) & (ID_ROOM - 1)] = true;
}

/* All "#id" and "url(#id)" of a value. */
static void use_ids(struct svg *s, struct str value)
{
    for (ptrdiff_t at = 0; (at = str_find(value, STR("#"), (size_t)at)) >= 0;) {
        size_t end = (size_t)++at;

        while (end < value.n && memchr(")'\"&; ", value.p[end], 6) == NULL) {
            end++;
        }
        use_id(s, str_sub(value, (size_t)at, end));
    }
}

static bool is_unpainted(const struct xml_tree *t, uint32_t node)
{
    static const char *const names[] = {"defs", "symbol", "clipPath", "mask", "pattern", "marker"};

    for (size_t i = 0; i < COUNT(names); i++) {
        if (xml_tree_is(t, node, names[i])) {
            return true;
        }
    }
    return false;
}

bool svg_is_used(const struct svg *s, uint32_t node)
{
    for (uint32_t i = node; i != XML_TREE_NONE && !xml_tree_is(&s->tree, i, "defs");
         i = s->tree.nodes.v[i].parent) {
        struct str id = xml_tree_value(&s->tree, i, "id");

        if (id.n > 0 && s->is_used_id[str_hash(id) & (ID_ROOM - 1)]) {
            return true;
        }
        if (is_unpainted(&s->tree, i)) {
            return false;
        }
    }
    return false;
}

/* "data:image/png;base64,…" */
static void take_data(struct svg *s, const struct xml_attr *attr)
{
    ptrdiff_t comma = str_find(attr->value, STR(","), 0);
    size_t beg = (size_t)(attr->value.p - s->tree.bytes.p);

    if (comma > 0) {
        *VEC_ADD(s->arena, &s->pictures) = (struct svg_picture){
            .place = svg_place(s, attr->beg),
            .beg = beg + (size_t)comma + 1,
            .end = beg + attr->value.n,
            .is_base64 = str_has(str_sub(attr->value, 0, (size_t)comma), STR(";base64"))};
    }
}

static bool is_picture(const struct xml_tree *t, uint32_t node)
{
    return xml_tree_is(t, node, "image") || xml_tree_is(t, node, "feImage") ||
           xml_tree_is(t, node, "img");
}

static void take_href(struct svg *s, uint32_t node, const struct xml_attr *attr)
{
    struct str value = str_trim(attr->value);
    bool picture = is_picture(&s->tree, node);

    if (str_starts(value, STR("#")) || value.n == 0) {
        use_ids(s, value);
    } else if (str_starts_any_case(value, STR("data:"))) {
        take_data(s, attr);
    } else if (str_starts_any_case(value, STR("javascript:"))) {
        mark_attr(s, "OOX-208", attr);
    } else if (local_path_is(value)) {
        mark_attr(s, "OOX-203", attr);
    } else if (picture) {
        mark_node(s, "OOX-210", node, value);
    } else if (!xml_tree_is(&s->tree, node, "a") && !xml_tree_is(&s->tree, node, "script") &&
               !str_has(attr->name, STR("rdf:"))) {
        mark_attr(s, "OOX-209", attr);
    }
}

/* Addresses in a style: url(http://…), @import. */
static void check_style(struct svg *s, struct str style, size_t at)
{
    static const struct str marks[] = {STR_IN_TABLE("url(http"), STR_IN_TABLE("url('http"),
                                       STR_IN_TABLE("url(\"http"), STR_IN_TABLE("url(//"),
                                       STR_IN_TABLE("@import")};

    use_ids(s, style);
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (str_has(style, marks[i])) {
            svg_mark(s, &(struct svg_mark){.rule = "OOX-209",
                                           .basis = INSPECT_STRUCTURAL,
                                           .place = svg_place(s, at),
                                           .reads = style});
            return;
        }
    }
}

/* ---- attributes ---- */

static bool has_path(struct str value)
{
    struct str path;
    size_t at = 0;

    return local_path_is(value) || local_path_next(value, &at, &path);
}

/* What editors write beside the picture. */
static void take_editors(struct svg *s, const struct xml_attr *attr)
{
    static const struct str own_paths[] = {STR_IN_TABLE("sodipodi:absref"),
                                           STR_IN_TABLE("sodipodi:docbase"),
                                           STR_IN_TABLE("inkscape:export-filename")};

    for (size_t i = 0; i < COUNT(own_paths); i++) {
        if (str_eq(attr->name, own_paths[i]) && attr->value.n > 0) {
            mark_attr(s, memchr(attr->value.p, '/', attr->value.n) != NULL ||
                                 memchr(attr->value.p, '\\', attr->value.n) != NULL
                             ? "OOX-203"
                             : "OOX-205", attr);
            return;
        }
    }
    if (str_eq(attr->name, STR("sodipodi:docname")) && attr->value.n > 0) {
        mark_attr(s, "OOX-205", attr);
    } else if (has_path(attr->value)) {
        mark_attr(s, "OOX-203", attr);
    }
}

/* Names that people gave, and what is read aloud. */
static bool is_label(struct str name, struct str value)
{
    bool is_foreign = false;

    for (size_t i = 0; i < value.n && !is_foreign; i++) {
        is_foreign = (value.p[i] & 0x80) != 0;
    }
    return str_ends(name, STR("label")) || str_starts(name, STR("data-")) ||
           str_eq(name, STR("alt")) || str_eq(name, STR("title")) ||
           (is_foreign && str_ends(name, STR("id")));
}

static void take_attributes(struct svg *s, uint32_t node)
{
    const struct xml_node *x = &s->tree.nodes.v[node];
    struct xml_attr attr;

    for (size_t at = 0; xml_attr_next(s->tree.bytes, x->beg, x->head_end, &at, &attr);) {
        bool is_editors = str_has(attr.name, STR(":")) || str_starts(attr.name, STR("data-"));

        if (str_eq(attr.name, STR("d")) || str_eq(attr.name, STR("points"))) {
            continue;
        }
        if (str_starts(attr.name, STR("on")) && attr.value.n > 0) {
            mark_attr(s, "OOX-208", &attr);
        } else if (str_eq(attr.name, STR("href")) || str_ends(attr.name, STR(":href")) ||
                   (str_eq(attr.name, STR("src")) && is_picture(&s->tree, node))) {
            take_href(s, node, &attr);
        } else if (str_starts(attr.name, STR("xmlns"))) {
            continue;
        } else if (str_eq(attr.name, STR("style"))) {
            check_style(s, attr.value, attr.beg);
        } else if (is_editors) {
            take_editors(s, &attr);
        } else {
            use_ids(s, attr.value);
        }
        if (is_label(attr.name, attr.value)) {
            add_text(s, attr.beg, attr.value);
        }
    }
}

/* ---- elements ---- */

/* Who made it: the words of an element of RDF, without the programs that name themselves. */
static void take_property(struct svg *s, uint32_t node)
{
    static const char *const names[] = {"creator", "contributor", "publisher", "rights",
                                        "source",  "description", "subject",   "title"};
    struct buf text CLEANUP(buf_done);

    buf_init(&text, 4096);
    xml_tree_text(&s->tree, node, &text);
    struct str words = svg_decoded(s, str_trim(arena_str(s->arena, buf_str(&text))));

    for (size_t i = 0; i < COUNT(names) && words.n > 0; i++) {
        if (xml_tree_is(&s->tree, node, names[i]) && !str_has(words, STR("://"))) {
            mark_node(s, "OOX-201", node, words);
            return;
        }
    }
}

/* The element itself goes, not a property of it: nothing else is in it. */
static void take_metadata(struct svg *s, uint32_t node)
{
    uint32_t end = xml_tree_past(&s->tree, node);
    uint32_t before = s->marks.n;

    for (uint32_t i = node + 1; i < s->tree.nodes.n && i != end; i++) {
        take_property(s, i);
    }
    for (uint32_t i = before; i < s->marks.n; i++) {
        s->marks.v[i].beg = s->tree.nodes.v[node].beg;
        s->marks.v[i].end = s->tree.nodes.v[node].end;
    }
    add_text(s, s->tree.nodes.v[node].beg, xml_tree_inside(&s->tree, node));
}

/* The copy of the whole work that Illustrator keeps for itself. */
static bool is_private(const struct xml_tree *t, uint32_t node)
{
    struct str name = xml_tree_name(t, node);

    return str_starts(name, STR("pgf")) || str_starts(name, STR("aipgf"));
}

static void take_element(struct svg *s, uint32_t node)
{
    const struct xml_tree *t = &s->tree;
    const struct xml_node *x = &t->nodes.v[node];

    if (xml_tree_is(t, node, "style")) {
        struct str sheet = xml_tree_inside(t, node);

        svg_styles_add(&s->styles, sheet);
        check_style(s, sheet, x->beg);
    } else if (xml_tree_is(t, node, "script")) {
        mark_node(s, "OOX-208", node, (struct str){});
    } else if (xml_tree_is(t, node, "metadata")) {
        take_metadata(s, node);
    } else if (is_private(t, node) && xml_tree_inside(t, node).n > 0) {
        mark_node(s, "OOX-212", node, (struct str){});
    } else if (xml_tree_is(t, node, "title") || xml_tree_is(t, node, "desc")) {
        add_text(s, x->beg, xml_tree_inside(t, node));
    }
}

/* ---- comments ---- */

/* Marks of programs ("layer 1", "node2", elements without words) are of no interest. */
static bool says_nothing(struct str comment)
{
    bool in_tag = false;
    uint32_t words = 0, tagged = 0;

    for (size_t i = 0; i < comment.n; i++) {
        char c = comment.p[i];
        bool ends_word = i + 1 == comment.n || is_blank(comment.p[i + 1]) || comment.p[i + 1] == '<';

        if ((c & 0x80) != 0 && !in_tag) {
            return false;
        }
        in_tag = c == '<' || (in_tag && c != '>');
        tagged += c == '<';
        bool is_letter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '.' || c == ',';

        words += !in_tag && is_letter && ends_word;
    }
    return words < (tagged > 0 ? 1U : 2U);
}

static bool is_dull(struct str comment)
{
    static const struct str heads[] = {
        STR_IN_TABLE("Generator"), STR_IN_TABLE("Created with"), STR_IN_TABLE("Created by"),
        STR_IN_TABLE("Creator:"),  STR_IN_TABLE("Uploaded to"),  STR_IN_TABLE("Generated by"),
        STR_IN_TABLE("?"),         STR_IN_TABLE("Title:"),       STR_IN_TABLE("Pages:"),
        STR_IN_TABLE("Gnuplot"),   STR_IN_TABLE("Font Awesome"), STR_IN_TABLE("Copyright")};

    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_starts_any_case(comment, heads[i])) {
            return true;
        }
    }
    return says_nothing(comment);
}

static void take_comments(struct svg *s)
{
    struct str bytes = s->tree.bytes;

    for (ptrdiff_t at = 0; (at = str_find(bytes, STR("<!--"), (size_t)at)) >= 0;) {
        ptrdiff_t end = str_find(bytes, STR("-->"), (size_t)at + 4);

        if (end < 0) {
            return;
        }
        struct str text = str_trim(str_sub(bytes, (size_t)at + 4, (size_t)end));
        bool is_words = !is_dull(text);

        if (is_words) {
            svg_mark(s, &(struct svg_mark){
                            .rule = "IMG-281",
                            .basis = INSPECT_STRUCTURAL,
                            .place = arena_printf(s->arena, "%.*s comment",
                                                  STR_ARG(svg_place(s, (size_t)at))),
                            .reads = text,
                            .beg = (size_t)at,
                            .end = (size_t)end + 3});
            add_text(s, (size_t)at, text);
        }
        at = end + 3;
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
    s.is_used_id = ARENA_ARRAY(a, ID_ROOM, bool);
    svg_styles_init(&s.styles, a);
    take_entities(&s, declarations);
    for (uint32_t i = 1; i < s.tree.nodes.n; i++) {
        take_element(&s, i);
        take_attributes(&s, i);
    }
    take_comments(&s);
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
    return c >= '0' && c <= '9'                      ? c - '0'
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
        char c = is_escape ? (char)(digit_16(data.p[i + 1]) * 16 + digit_16(data.p[i + 2]))
                           : data.p[i];

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

        inspectors_run_member(f, svg_picture_bytes(s, &scratch, x), x->place);
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
