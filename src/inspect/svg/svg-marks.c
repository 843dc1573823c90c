/*
 * What stands in an SVG picture beside what is drawn: metadata, labels, paths, private copies and
 * comments that programs leave; what it fetches or runs. Each is kept with the bytes that would go.
 */
#include "inspect/local-path.h"
#include "inspect/svg/svg.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---- keeping ---- */

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
    s->is_used_id[str_hash(id) & (SVG_ID_ROOM - 1)] = true;
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

        if (id.n > 0 && s->is_used_id[str_hash(id) & (SVG_ID_ROOM - 1)]) {
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
    } else if (local_path_is(value) || (!picture && local_path_is_inner_url(value))) {
        mark_attr(s, "OOX-203", attr);
    } else if (picture) {
        mark_node(s, "OOX-210", node, value);
    } else if (!xml_tree_is(&s->tree, node, "a") && !xml_tree_is(&s->tree, node, "script") &&
               !str_has(attr->name, STR("rdf:"))) {
        mark_attr(s, "OOX-209", attr);
    }
}

/* Places of a machine or of the office in an attribute or a style sheet: url(file:///…). */
static void tell_places(struct svg *s, struct str value, size_t at)
{
    struct str path;

    for (size_t from = 0; local_path_next_in_markup(value, &from, &path);) {
        size_t beg = (size_t)(path.p - s->tree.bytes.p);
        ptrdiff_t element = str_find(path, STR("#"), 0); /* stays: it leads nowhere then */

        svg_mark(s, &(struct svg_mark){.rule = "OOX-203",
                                       .basis = INSPECT_STRUCTURAL,
                                       .place = svg_place(s, at),
                                       .reads = path,
                                       .beg = beg,
                                       .end = beg + (element < 0 ? path.n : (size_t)element)});
    }
}

/* Addresses in a style: url(http://…), @import. */
static void check_style(struct svg *s, struct str style, size_t at)
{
    static const struct str marks[] = {STR_IN_TABLE("url(http"), STR_IN_TABLE("url('http"),
                                       STR_IN_TABLE("url(\"http"), STR_IN_TABLE("url(//"),
                                       STR_IN_TABLE("@import")};

    use_ids(s, style);
    tell_places(s, style, at);
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

/* ---- words that say nothing ---- */

/* Marks of programs ("layer 1", "node2", elements without words) are of no interest. */
static bool says_nothing(struct str comment)
{
    bool in_tag = false;
    uint32_t words = 0, tagged = 0;

    for (size_t i = 0; i < comment.n; i++) {
        char c = comment.p[i];
        bool ends_word =
            i + 1 == comment.n || is_blank(comment.p[i + 1]) || comment.p[i + 1] == '<';

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

/* Whether programs begin their remarks like this. */
static bool names_program(struct str comment)
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
    return false;
}

static bool is_dull(struct str comment)
{
    return names_program(comment) || says_nothing(comment);
}

/* A word, and no number or mark. */
static bool has_letters(struct str words)
{
    enum { LEAST = 5 };
    size_t letters = 0;

    for (size_t i = 0; i < words.n; i++) {
        letters +=
            ((words.p[i] | 0x20) >= 'a' && (words.p[i] | 0x20) <= 'z') || (words.p[i] & 0x80) != 0;
    }
    return letters >= LEAST;
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
            mark_attr(s,
                      memchr(attr->value.p, '/', attr->value.n) != NULL ||
                              memchr(attr->value.p, '\\', attr->value.n) != NULL
                          ? "OOX-203"
                          : "OOX-205",
                      attr);
            return;
        }
    }
    if (str_eq(attr->name, STR("sodipodi:docname")) && attr->value.n > 0) {
        mark_attr(s, "OOX-205", attr);
    } else if (has_path(attr->value)) {
        mark_attr(s, "OOX-203", attr);
    }
}

/*
 * What programs and people keep for themselves at an element: nobody is shown it. Names of layers,
 * words that are drawn as well, and what a style sheet or script asks for are there for a reason.
 */
static void take_own_words(struct svg *s, uint32_t node, const struct xml_attr *attr)
{
    enum { MOST_INSIDE = 4096 };
    struct str inside = str_sub(xml_tree_inside(&s->tree, node), 0, MOST_INSIDE);

    if (!s->asks_for_data && str_starts(attr->name, STR("data-")) &&
        !str_eq(attr->name, STR("data-name")) && !is_dull(svg_decoded(s, attr->value)) &&
        !str_has(inside, attr->value)) {
        mark_attr(s, "IMG-281", attr);
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
            tell_places(s, attr.value, attr.beg);
        }
        take_own_words(s, node, &attr);
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

/* Words that are kept in no property of its own, but in an element that only holds them. */
static void take_loose_words(struct svg *s, uint32_t node)
{
    static const char *const dull[] = {"format",     "type",       "title",       "date",
                                       "language",   "identifier", "license",     "CreatorTool",
                                       "CreateDate", "ModifyDate", "MetadataDate"};
    bool has_children = node + 1 < s->tree.nodes.n && s->tree.nodes.v[node + 1].parent == node;
    struct str words = has_children ? (struct str){} : str_trim(xml_tree_inside(&s->tree, node));

    for (size_t i = 0; i < COUNT(dull); i++) {
        if (xml_tree_is(&s->tree, node, dull[i])) {
            return;
        }
    }
    words = svg_decoded(s, words);
    if (has_letters(words) && !names_program(words)) {
        mark_node(s, "IMG-281", node, words);
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
    for (uint32_t i = node; i < s->tree.nodes.n && i != end && s->marks.n == before; i++) {
        take_loose_words(s, i);
    }
    for (uint32_t i = before; i < s->marks.n; i++) {
        s->marks.v[i].beg = s->tree.nodes.v[node].beg;
        s->marks.v[i].end = s->tree.nodes.v[node].end;
    }
    add_text(s, s->tree.nodes.v[node].beg, xml_tree_inside(&s->tree, node));
}

/* Words about the picture, which are read out and never shown; a title comes up over it. */
static void take_description(struct svg *s, uint32_t node)
{
    struct str words = svg_decoded(s, str_trim(xml_tree_inside(&s->tree, node)));

    if (words.n > 0 && !is_dull(words)) {
        mark_node(s, "IMG-281", node, words);
    }
    add_text(s, s->tree.nodes.v[node].beg, words);
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

        style_sheet_add(&s->styles, sheet);
        check_style(s, sheet, x->beg);
    } else if (xml_tree_is(t, node, "script")) {
        mark_node(s, "OOX-208", node, (struct str){});
    } else if (xml_tree_is(t, node, "metadata")) {
        take_metadata(s, node);
    } else if (is_private(t, node) && xml_tree_inside(t, node).n > 0) {
        mark_node(s, "OOX-212", node, (struct str){});
    } else if (xml_tree_is(t, node, "desc")) {
        take_description(s, node);
    } else if (xml_tree_is(t, node, "title")) {
        add_text(s, x->beg, xml_tree_inside(t, node));
    }
}

/* ---- comments ---- */

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
            svg_mark(s, &(struct svg_mark){.rule = "IMG-281",
                                           .basis = INSPECT_STRUCTURAL,
                                           .place = arena_printf(s->arena, "%.*s comment",
                                                                 STR_ARG(svg_place(s, (size_t)at))),
                                           .reads = text,
                                           .beg = (size_t)at,
                                           .end = (size_t)end + 3});
            add_text(s, (size_t)at, text);
        } else if (!str_starts(text, STR("[if"))) {
            *VEC_ADD(s->arena, &s->dull) =
                (struct svg_span){.beg = (size_t)at, .end = (size_t)end + 3};
        }
        at = end + 3;
    }
}

/* Whether a style sheet or a script asks for such attributes. */
static bool asks_for_data(struct str bytes)
{
    return str_has(bytes, STR("[data-")) || str_has(bytes, STR("dataset")) ||
           str_has(bytes, STR("attr(")) || str_has(bytes, STR("ttribute("));
}

void svg_marks_read(struct svg *s)
{
    s->asks_for_data = asks_for_data(s->tree.bytes);
    for (uint32_t i = 1; i < s->tree.nodes.n; i++) {
        take_element(s, i);
        take_attributes(s, i);
    }
    take_comments(s);
}
