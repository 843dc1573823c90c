/*
 * Lists of Word. A paragraph names a list (w:num), the list an abstract list that has nine levels
 * and the counters: two lists of one abstract list count on together, unless a list overrides the
 * start of a level. A counter begins again when a shallower level was used since (or the level
 * that w:lvlRestart names). A level's text ("%1.%2") takes the counters of shallower levels in;
 * one that was not used yet stands at its start.
 */
#include "read/docx-numbering.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "read/number-format.h"

#include <stdlib.h>

enum {
    MAX_LISTS = 30000,
    LABEL_MAX_BYTES = 400,
    NO_RESTART = -1, /* lvlRestart is not stated: any shallower level */
};

struct level {
    bool is_set;
    bool is_legal;  /* all numbers in it in decimal */
    uint8_t format; /* enum number_format */
    int32_t start;
    int32_t restart; /* 0 = never; n = by level n (from 1) or shallower; NO_RESTART */
    int32_t indent;
    struct str text;
    struct str style; /* linked paragraph style */
};

struct abstract {
    int32_t id;
    struct str style_link; /* w:numStyleLink: the levels are those of that style's list */
    struct level levels[DOCX_LEVELS];
    uint32_t counters[DOCX_LEVELS];
    bool counting[DOCX_LEVELS]; /* the counter was used since it was last reset */
};

struct list {
    int32_t id;
    int32_t abstract_id;
    int32_t start_override[DOCX_LEVELS]; /* DOCX_UNSET = none */
    bool override_done[DOCX_LEVELS];
    struct level *levels[DOCX_LEVELS]; /* w:lvl inside w:lvlOverride, or NULL */
};

struct docx_numbering {
    const struct docx_styles *styles;
    VEC(struct abstract) abstracts; /* by id */
    VEC(struct list) lists;         /* by id */
};

/* ---- reading ---- */

struct reading {
    struct arena *arena;
    struct docx_numbering *numbering;
    bool in_abstract, in_list;
    int override; /* level of the open w:lvlOverride, or DOCX_UNSET */
    struct level *level;
};

static struct abstract *last_abstract(struct reading *r)
{
    return &r->numbering->abstracts.v[r->numbering->abstracts.n - 1];
}

static struct list *last_list(struct reading *r)
{
    return &r->numbering->lists.v[r->numbering->lists.n - 1];
}

static enum xml_step begin_abstract(struct reading *r, const struct xml_element *e)
{
    if (r->numbering->abstracts.n >= MAX_LISTS) {
        return XML_SKIP;
    }
    struct abstract *abstract = VEC_ADD(r->arena, &r->numbering->abstracts);

    abstract->id = (int32_t)xml_attribute_int(e, "abstractNumId", DOCX_UNSET);
    r->in_abstract = true;
    return XML_ENTER;
}

static enum xml_step begin_list(struct reading *r, const struct xml_element *e)
{
    if (r->numbering->lists.n >= MAX_LISTS) {
        return XML_SKIP;
    }
    struct list *list = VEC_ADD(r->arena, &r->numbering->lists);

    list->id = (int32_t)xml_attribute_int(e, "numId", DOCX_UNSET);
    list->abstract_id = DOCX_UNSET;
    for (int i = 0; i < DOCX_LEVELS; i++) {
        list->start_override[i] = DOCX_UNSET;
    }
    r->in_list = true;
    return XML_ENTER;
}

static enum xml_step begin_level(struct reading *r, const struct xml_element *e)
{
    int64_t index = xml_attribute_int(e, "ilvl", DOCX_UNSET);

    if (index < 0 || index >= DOCX_LEVELS || (!r->in_abstract && r->override == DOCX_UNSET)) {
        return XML_SKIP;
    }
    if (r->in_abstract) {
        r->level = &last_abstract(r)->levels[index];
    } else {
        r->level = ARENA_NEW(r->arena, struct level);
        last_list(r)->levels[index] = r->level;
    }
    *r->level =
        (struct level){.is_set = true, .start = 0, .restart = NO_RESTART, .indent = DOCX_UNSET};
    return XML_ENTER;
}

static void take_level(struct reading *r, const struct xml_element *e)
{
    struct level *level = r->level;
    struct str value = {};

    xml_attribute(e, "val", &value);
    if (strcmp(e->name, "start") == 0) {
        level->start = (int32_t)xml_attribute_int(e, "val", 0);
    } else if (strcmp(e->name, "numFmt") == 0) {
        level->format = (uint8_t)number_format_of(value);
    } else if (strcmp(e->name, "lvlText") == 0) {
        level->text = arena_str(r->arena, value);
    } else if (strcmp(e->name, "isLgl") == 0) {
        level->is_legal = xml_is_on(e);
    } else if (strcmp(e->name, "lvlRestart") == 0) {
        level->restart = (int32_t)xml_attribute_int(e, "val", NO_RESTART);
    } else if (strcmp(e->name, "pStyle") == 0) {
        level->style = arena_str(r->arena, value);
    } else if (strcmp(e->name, "ind") == 0) {
        struct docx_paragraph_props props = DOCX_PARAGRAPH_PROPS_NONE;

        docx_paragraph_props_take(&props, e, r->arena);
        level->indent = props.indent;
    }
}

static void take_override(struct reading *r, const struct xml_element *e)
{
    if (strcmp(e->name, "startOverride") == 0 && r->override != DOCX_UNSET) {
        last_list(r)->start_override[r->override] = (int32_t)xml_attribute_int(e, "val", 0);
    } else if (strcmp(e->name, "abstractNumId") == 0) {
        last_list(r)->abstract_id = (int32_t)xml_attribute_int(e, "val", DOCX_UNSET);
    }
}

static enum xml_step on_start(void *user, const struct xml_element *e)
{
    struct reading *r = user;
    struct str value;

    if (e->ns == XML_COMPATIBILITY) {
        /* A format only new programs know stands in Choice; what others show is in Fallback. */
        return strcmp(e->name, "Choice") == 0 ? XML_SKIP : XML_ENTER;
    }
    if (e->ns != XML_WORD) {
        return XML_SKIP;
    }
    if (strcmp(e->name, "abstractNum") == 0) {
        return begin_abstract(r, e);
    }
    if (strcmp(e->name, "num") == 0) {
        return begin_list(r, e);
    }
    if (strcmp(e->name, "lvlOverride") == 0 && r->in_list) {
        int64_t index = xml_attribute_int(e, "ilvl", DOCX_UNSET);

        r->override = index >= 0 && index < DOCX_LEVELS ? (int)index : DOCX_UNSET;
    } else if (strcmp(e->name, "lvl") == 0) {
        return begin_level(r, e);
    } else if (strcmp(e->name, "numStyleLink") == 0 && r->in_abstract) {
        if (xml_attribute(e, "val", &value)) {
            last_abstract(r)->style_link = arena_str(r->arena, value);
        }
    } else if (r->level != NULL) {
        take_level(r, e);
    } else if (r->in_list) {
        take_override(r, e);
    }
    return XML_ENTER;
}

static void on_end(void *user, const char *name, enum xml_namespace ns)
{
    struct reading *r = user;

    if (ns != XML_WORD) {
        return;
    }
    if (strcmp(name, "abstractNum") == 0) {
        r->in_abstract = false;
    } else if (strcmp(name, "num") == 0) {
        r->in_list = false;
    } else if (strcmp(name, "lvlOverride") == 0) {
        r->override = DOCX_UNSET;
    } else if (strcmp(name, "lvl") == 0) {
        r->level = NULL;
    }
}

static int abstracts_by_id(const void *a, const void *b)
{
    int32_t x = ((const struct abstract *)a)->id;
    int32_t y = ((const struct abstract *)b)->id;

    return (x > y) - (x < y);
}

static int lists_by_id(const void *a, const void *b)
{
    int32_t x = ((const struct list *)a)->id;
    int32_t y = ((const struct list *)b)->id;

    return (x > y) - (x < y);
}

struct docx_numbering *docx_numbering_read(struct arena *a, struct str xml,
                                           const struct docx_styles *styles,
                                           enum xml_result *ret_result)
{
    static const struct xml_handler handler = {.start = on_start, .end = on_end};
    struct docx_numbering *numbering = ARENA_NEW(a, struct docx_numbering);
    struct reading r = {.arena = a, .numbering = numbering, .override = DOCX_UNSET};

    numbering->styles = styles;
    *ret_result = xml.n == 0 ? XML_DONE : xml_walk(xml, &handler, &r);
    if (numbering->abstracts.n > 0) {
        qsort(numbering->abstracts.v, numbering->abstracts.n, sizeof(struct abstract),
              abstracts_by_id);
    }
    if (numbering->lists.n > 0) {
        qsort(numbering->lists.v, numbering->lists.n, sizeof(struct list), lists_by_id);
    }
    return numbering;
}

/* ---- counting ---- */

static struct list *find_list(struct docx_numbering *numbering, int32_t id)
{
    struct list key = {.id = id};

    return numbering->lists.n == 0
               ? NULL
               : bsearch(&key, numbering->lists.v, numbering->lists.n, sizeof(key), lists_by_id);
}

/*
 * The abstract list with the levels, through w:numStyleLink (one step: a link to a link is void).
 */
static struct abstract *find_abstract(struct docx_numbering *numbering, const struct list *list)
{
    for (int step = 0; step < 2 && list != NULL; step++) {
        struct abstract key = {.id = list->abstract_id};
        struct abstract *found = numbering->abstracts.n == 0
                                     ? NULL
                                     : bsearch(&key, numbering->abstracts.v, numbering->abstracts.n,
                                               sizeof(key), abstracts_by_id);

        if (found == NULL || found->style_link.n == 0) {
            return found;
        }
        list = find_list(numbering, docx_style_list(numbering->styles, found->style_link));
    }
    return NULL;
}

static const struct level *level_of(const struct list *list, const struct abstract *abstract,
                                    int index)
{
    return list->levels[index] != NULL ? list->levels[index] : &abstract->levels[index];
}

static int linked_level(const struct abstract *abstract, struct str style)
{
    for (int i = 0; style.n > 0 && i < DOCX_LEVELS; i++) {
        if (str_eq(abstract->levels[i].style, style)) {
            return i;
        }
    }
    return 0;
}

static uint32_t start_of(const struct level *level)
{
    return (uint32_t)MAX(level->start, 0);
}

static void count(struct list *list, struct abstract *abstract, int index)
{
    const struct level *level = level_of(list, abstract, index);

    if (list->start_override[index] != DOCX_UNSET && !list->override_done[index]) {
        abstract->counters[index] = (uint32_t)MAX(list->start_override[index], 0);
        list->override_done[index] = true;
    } else if (!abstract->counting[index]) {
        abstract->counters[index] = start_of(level);
    } else {
        abstract->counters[index]++;
    }
    abstract->counting[index] = true;
    for (int deeper = index + 1; deeper < DOCX_LEVELS; deeper++) {
        int32_t restart = level_of(list, abstract, deeper)->restart;

        if (restart == NO_RESTART || index < restart) {
            abstract->counting[deeper] = false;
        }
    }
}

/* Signs in the private range belong to a symbol font: the mark of an item, nothing to read. */
static bool is_private(struct str text)
{
    uint32_t cp = 0;

    if (text.n > 0) {
        utf8_decode(text, 0, &cp);
    }
    return cp >= 0xE000 && cp <= 0xF8FF;
}

static void add_number(struct buf *out, const struct list *list, const struct abstract *abstract,
                       int index, bool legal)
{
    const struct level *level = level_of(list, abstract, index);
    uint32_t value = abstract->counting[index] ? abstract->counters[index] : start_of(level);

    number_format_add(out, legal && level->format != NUMBER_NONE ? NUMBER_DECIMAL : level->format,
                      value);
}

static struct str label_of(struct arena *a, const struct list *list,
                           const struct abstract *abstract, int index)
{
    const struct level *level = level_of(list, abstract, index);
    struct buf out CLEANUP(buf_done);

    buf_init(&out, LABEL_MAX_BYTES);
    if (level->format == NUMBER_BULLET) {
        return is_private(level->text) ? (struct str){} : level->text;
    }
    for (size_t at = 0; at < level->text.n; at++) {
        char c = level->text.p[at];
        char next = at + 1 < level->text.n ? level->text.p[at + 1] : '\0';

        if (c == '%' && next >= '1' && next <= '9') {
            add_number(&out, list, abstract, next - '1', level->is_legal);
            at++;
        } else {
            buf_add_char(&out, c);
        }
    }
    struct str label = buf_str(&out);

    if (buf_is_full(&out)) {
        label.n = utf8_floor(label, label.n);
    }
    return label.n == 0 ? (struct str){} : arena_str(a, str_trim(label));
}

struct docx_number docx_numbering_next(struct docx_numbering *numbering, struct arena *a,
                                       int32_t list_id, int32_t level, struct str style)
{
    struct docx_number number = {.indent = DOCX_UNSET};

    if (list_id <= 0) {
        return number;
    }
    struct list *list = find_list(numbering, list_id);
    struct abstract *abstract = list == NULL ? NULL : find_abstract(numbering, list);

    if (abstract == NULL) {
        return number;
    }
    if (level == DOCX_UNSET) {
        level = linked_level(abstract, docx_style_of_list(numbering->styles, style));
    }
    if (!level_of(list, abstract, level)->is_set) {
        return number;
    }
    count(list, abstract, level);
    number.is_item = true;
    number.level = level;
    number.indent = level_of(list, abstract, level)->indent;
    number.label = label_of(a, list, abstract, level);
    return number;
}
