/*
 * Renders the operations of a template with a view. Values are escaped; only text of our own
 * writers (view_svg) and of the templates goes out as it is.
 *
 * A list that is being gone through is not gone through again from inside (an element without
 * "parts" of its own would find the "parts" it is in): a template may include itself for a tree.
 */
#include "web/template.h"
#include "web/view-inside.h"

#include "base/tr.h"
#include "base/utf8.h"

enum { TEMPLATE_MAX_DEPTH = 64 };

struct render {
    const struct template_set *set;
    enum tr_language language;
    struct buf *out;
    int depth;
};

static struct str reference_of(unsigned char c)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    case '\'':
        return STR("&#39;");
    case '\t':
    case '\n':
    case '\r':
        return (struct str){};
    default:
        return c < 0x20 || c == 0x7F ? STR("\xEF\xBF\xBD") : (struct str){};
    }
}

static void escape_good(struct str text, struct buf *out)
{
    size_t from = 0;

    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if (c > '>' && c != 0x7F) {
            continue;
        }
        struct str reference = reference_of(c);

        if (reference.n > 0) {
            buf_add(out, str_sub(text, from, i));
            buf_add(out, reference);
            from = i + 1;
        }
    }
    buf_add(out, str_sub(text, from, text.n));
}

void template_escape(struct str text, struct buf *out)
{
    for (;;) {
        ptrdiff_t bad = utf8_find_bad(text);

        if (bad < 0) {
            escape_good(text, out);
            return;
        }
        escape_good(str_sub(text, 0, (size_t)bad), out);
        buf_add_code_point(out, UTF8_REPLACEMENT);
        text = str_sub(text, (size_t)bad + 1, text.n);
    }
}

static void put_value(struct render *r, const struct view_value *value)
{
    if (value == NULL || value->kind == VIEW_LIST) {
        return;
    }
    if (value->kind == VIEW_MARKUP) {
        buf_add(r->out, value->text);
    } else {
        template_escape(value->text, r->out);
    }
}

static struct str text_of(const struct render *r, const struct template_op *op)
{
    return (struct str){.p = r->set->texts + op->text, .n = op->n};
}

/* A message with its {name}s filled in. Its own text is ours, and escaped like any other. */
static void put_message(struct render *r, const struct template_op *op, const struct view *v)
{
    struct str text = str_of(tr_in(r->language, text_of(r, op).p));

    for (;;) {
        ptrdiff_t beg = str_find(text, STR("{"), 0);
        ptrdiff_t end = beg < 0 ? -1 : str_find(text, STR("}"), (size_t)beg);

        if (end < 0) {
            template_escape(text, r->out);
            return;
        }
        struct str name = str_sub(text, (size_t)beg + 1, (size_t)end);

        template_escape(str_sub(text, 0, (size_t)beg), r->out);
        put_value(r, view_find(v, view_hash(name), name));
        text = str_sub(text, (size_t)end + 1, text.n);
    }
}

enum tr_language template_language(const char *lang)
{
    return strcmp(lang, "en") == 0 ? TR_EN : TR_JA;
}

static const struct template *find(const struct template_set *set, const char *name)
{
    size_t beg = 0;
    size_t end = set->n;

    while (beg < end) {
        size_t middle = beg + (end - beg) / 2;
        int order = strcmp(name, set->v[middle].name);

        if (order == 0) {
            return &set->v[middle];
        }
        if (order < 0) {
            end = middle;
        } else {
            beg = middle + 1;
        }
    }
    return NULL;
}

static int run(struct render *r, const struct template *t, uint32_t from, uint32_t to,
               const struct view *v, struct err *err);

/* Whether the section is true; *ret_list is the list to go through, NULL for anything else. */
static bool is_section_true(const struct render *r, const struct template_op *op,
                            const struct view *v, const struct view_list **ret_list)
{
    struct str name = text_of(r, op);
    const struct view_value *value = view_find(v, op->hash, name);
    struct str there = STR("_there");

    *ret_list = NULL;
    if (value == NULL && str_ends(name, there)) {
        name = str_sub(name, 0, name.n - there.n);
        value = view_find(v, view_hash(name), name);
        return value != NULL && value->is_true;
    }
    if (value == NULL || !value->is_true) {
        return false;
    }
    *ret_list = value->list;
    return value->list == NULL || !view_is_within(v, value->list);
}

static int run_section(struct render *r, const struct template *t, uint32_t at,
                       const struct view *v, struct err *err)
{
    const struct template_op *op = &t->ops[at];
    const struct view_list *list;
    bool is_true = is_section_true(r, op, v, &list);

    if (op->kind == TEMPLATE_INVERTED ? is_true : !is_true) {
        return 0;
    }
    if (list == NULL || op->kind == TEMPLATE_INVERTED) {
        return run(r, t, at + 1, op->next - 1, v, err);
    }
    for (uint32_t i = 0; i < list->n; i++) {
        if (run(r, t, at + 1, op->next - 1, list->v[i], err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The operations from..to-1; sections run inside run_section and are stepped over here. */
static int run(struct render *r, const struct template *t, uint32_t from, uint32_t to,
               const struct view *v, struct err *err)
{
    if (r->depth >= TEMPLATE_MAX_DEPTH) {
        return err_set(err, ERR_INTERNAL, "template \"%s\" includes itself without end", t->name);
    }
    r->depth++;
    for (uint32_t i = from; i < to; i++) {
        const struct template_op *op = &t->ops[i];
        struct str text = text_of(r, op);
        const struct template *part;

        switch (op->kind) {
        case TEMPLATE_TEXT:
            buf_add(r->out, text);
            break;
        case TEMPLATE_VALUE:
            put_value(r, view_find(v, op->hash, text));
            break;
        case TEMPLATE_MESSAGE:
            put_message(r, op, v);
            break;
        case TEMPLATE_PARTIAL:
            part = &r->set->v[op->next];
            if (run(r, part, 0, part->count, v, err) < 0) {
                return -1;
            }
            break;
        case TEMPLATE_SECTION:
        case TEMPLATE_INVERTED:
            if (run_section(r, t, i, v, err) < 0) {
                return -1;
            }
            i = op->next - 1;
            break;
        case TEMPLATE_END:
            break;
        }
    }
    r->depth--;
    return 0;
}

int template_render_in(const struct template_set *set, const char *name, const struct view *v,
                       const char *lang, struct buf *out, struct err *err)
{
    const struct template *t = find(set, name);
    struct render r = {
        .set = set,
        .language = template_language(lang),
        .out = out,
    };

    if (t == NULL) {
        return err_set(err, ERR_INTERNAL, "there is no template \"%s\"", name);
    }
    if (run(&r, t, 0, t->count, v, err) < 0) {
        return -1;
    }
    if (buf_is_full(out)) {
        return err_set(err, ERR_LIMIT, "the page \"%s\" is longer than %zu bytes", name,
                       out->max_bytes);
    }
    return 0;
}

int template_render(const char *name, const struct view *v, const char *lang, struct buf *out,
                    struct err *err)
{
    return template_render_in(&template_ui, name, v, lang, out, err);
}
