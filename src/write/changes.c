/* What changed, for people and for programs; see changes.h. */
#include "write/changes.h"

#include "base/json.h"
#include "base/tr.h"
#include "write/reg-json.h"
#include "write/screen.h"
#include "write/width.h"
#include "write/words.h"

enum { BODY = 4, UNDER = 6, LONGEST_NAME = 60 };

static const char *const how_words[] = {"changed", "added", "removed"};

static const struct {
    const char *kind, *title; /* message id */
} titles[] = {
    {"facts", TR_ID("Facts")},
    {"dates", TR_ID("Dates")},
    {"rules", TR_ID("Deadlines and recurrences")},
    {"quantities", TR_ID("Quantities")},
    {"obligations", TR_ID("Duties")},
    {"deliverables", TR_ID("Deliverables")},
    {"forms", TR_ID("Forms")},
    {"annex", TR_ID("Security annex")},
    {"outline", TR_ID("Outline")},
};

static const char *title_of(const char *kind)
{
    for (size_t i = 0; i < COUNT(titles); i++) {
        if (strcmp(titles[i].kind, kind) == 0) {
            return tr(titles[i].title);
        }
    }
    return kind;
}

static uint32_t count_kind(const struct changes *c, uint32_t first)
{
    uint32_t n = 0;

    while (first + n < c->list.n && c->list.v[first + n].kind == c->list.v[first].kind) {
        n++;
    }
    return n;
}

struct page {
    struct arena arena;
    struct screen screen;
    const struct changes_view *v;
    enum tr_language language;
};

static struct str place(struct page *p, const struct reg *r, const struct reg_src *src)
{
    return words_place(&p->arena, p->language, r, src, words_section_of(r, src));
}

static void show_places(struct page *p, const struct change *c)
{
    struct str text = STR("");

    if (c->before != NULL) {
        text = place(p, p->v->before, c->before);
    }
    if (c->after != NULL) {
        struct str after = place(p, p->v->after, c->after);

        text = text.n == 0 || str_eq(text, after)
                   ? after
                   : arena_printf(&p->arena, "%.*s → %.*s", STR_ARG(text), STR_ARG(after));
    }
    screen_style(&p->screen, SCREEN_PLACE);
    screen_whole(&p->screen, UNDER, arena_printf(&p->arena, " 〔%.*s〕", STR_ARG(text)));
    screen_end_line(&p->screen);
}

static void show_value(struct page *p, const char *sign, enum screen_style style, struct str value)
{
    screen_tab(&p->screen, UNDER);
    screen_style(&p->screen, style);
    screen_putf(&p->screen, "%s ", sign);
    screen_wrap(&p->screen, UNDER + 2, value.n > 0 ? value : str_of(tr("(not stated)")));
    screen_end_line(&p->screen);
}

/* A date or the words of a rule as people say them. */
static struct str said(struct page *p, const char *field, struct str value)
{
    static const char *const times[] = {"value", "rule", "due", "timing"};

    for (size_t i = 0; i < COUNT(times); i++) {
        if (strcmp(field, times[i]) == 0) {
            return words_due(&p->arena, p->language, value);
        }
    }
    return value;
}

static void show_field(struct page *p, const struct change_field *f)
{
    struct str before = said(p, f->name, f->before);
    struct str after = said(p, f->name, f->after);
    struct str line =
        arena_printf(&p->arena, "%s: %.*s → %.*s", tr(f->name), STR_ARG(before), STR_ARG(after));

    if (before.n > 0 && after.n > 0 && UNDER + width_of(line) <= SCREEN_COLUMNS) {
        screen_tab(&p->screen, UNDER);
        screen_put(&p->screen, line);
        screen_end_line(&p->screen);
        return;
    }
    screen_tab(&p->screen, UNDER);
    screen_putf(&p->screen, "%s:", tr(f->name));
    screen_end_line(&p->screen);
    show_value(p, "-", SCREEN_BAD, before);
    show_value(p, "+", SCREEN_GOOD, after);
}

static void show_change(struct page *p, const struct change *c)
{
    static const char *const signs[] = {"~", "+", "-"};
    static const enum screen_style styles[] = {SCREEN_WARN, SCREEN_GOOD, SCREEN_BAD};
    const char *fact = strcmp(c->kind, "facts") == 0 ? words_fact(p->language, c->key) : NULL;
    const struct reg_src *src = c->after != NULL ? c->after : c->before;
    struct str name = fact != NULL ? str_of(fact) : c->name;
    struct str full = name;

    screen_tab(&p->screen, 2);
    screen_style(&p->screen, styles[c->how]);
    screen_putf(&p->screen, "%s ", signs[c->how]);
    if (strcmp(c->kind, "annex") == 0 && c->key.n > 0) {
        screen_putf(&p->screen, "%.*s ", STR_ARG(c->key));
    }
    screen_style(&p->screen, SCREEN_PLAIN);
    name = width_flow(&p->arena, name);
    struct str head = width_cut(name, LONGEST_NAME);

    screen_wrap(&p->screen, BODY,
                head.n == name.n ? name : arena_printf(&p->arena, "%.*s…", STR_ARG(head)));
    show_places(p, c);
    if (c->how == CHANGE_CHANGED) {
        for (uint32_t i = 0; i < c->field_count; i++) {
            show_field(p, &c->fields[i]);
        }
    } else if (src != NULL && (fact != NULL || !str_eq(src->quote, full))) {
        show_value(p, signs[c->how], styles[c->how], src->quote);
    }
}

static int finish(FILE *file, struct err *err)
{
    if (fflush(file) != 0 || ferror(file)) {
        return err_set(err, ERR_IO, "the differences could not be written completely");
    }
    return 0;
}

/* The two documents, and how many entries changed, came and went. */
static void show_head(struct page *p)
{
    const struct reg *sides[] = {p->v->before, p->v->after};
    static const char *const signs[] = {"-", "+"};
    uint32_t counts[CHANGE_REMOVED + 1] = {0};

    for (size_t i = 0; i < COUNT(sides); i++) {
        for (uint32_t d = 0; d < sides[i]->documents.n; d++) {
            screen_style(&p->screen, SCREEN_DIM);
            screen_putf(&p->screen, "%s ", signs[i]);
            screen_wrap(&p->screen, 2, sides[i]->documents.v[d]->name);
            screen_end_line(&p->screen);
        }
    }
    for (uint32_t i = 0; i < p->v->changes->list.n; i++) {
        counts[p->v->changes->list.v[i].how]++;
    }
    if (p->v->changes->list.n > 0) {
        screen_style(&p->screen, SCREEN_STRONG);
        screen_putf(&p->screen, tr("%u changed (~), %u added (+), %u removed (-)"),
                    counts[CHANGE_CHANGED], counts[CHANGE_ADDED], counts[CHANGE_REMOVED]);
        screen_end_line(&p->screen);
    }
}

int changes_text_write(FILE *file, const struct changes_view *v, struct err *err)
{
    struct page p = {.v = v, .language = tr_language()};
    const struct changes *c = v->changes;

    screen_init(&p.screen, file, v->colour);
    show_head(&p);
    if (c->list.n == 0) {
        screen_putf(&p.screen, "%s", tr("nothing that counts has changed"));
        screen_end_line(&p.screen);
    }
    for (uint32_t i = 0; i < c->list.n;) {
        uint32_t n = count_kind(c, i);
        struct str count = arena_printf(&p.arena, tr("(%u)"), n);

        screen_heading(&p.screen, title_of(c->list.v[i].kind), count.p);
        for (uint32_t end = i + n; i < end; i++) {
            show_change(&p, &c->list.v[i]);
        }
    }
    arena_done(&p.arena);
    return finish(file, err);
}

static void write_side(struct json *j, const char *key, const struct reg *r,
                       const struct reg_src *src)
{
    json_key(j, key);
    if (src == NULL) {
        json_none(j);
        return;
    }
    json_begin_object(j);
    json_member(j, "quote", src->quote);
    reg_json_source(j, r, src);
    json_end(j);
}

static void write_change(struct json *j, const struct changes_view *v, const struct change *c)
{
    json_begin_object(j);
    json_member(j, "kind", str_of(c->kind));
    json_member(j, "change", str_of(how_words[c->how]));
    json_member(j, "key", c->key);
    json_member(j, "name", c->name);
    json_key(j, "fields");
    json_begin_array(j);
    for (uint32_t i = 0; i < c->field_count; i++) {
        json_begin_object(j);
        json_member(j, "name", str_of(c->fields[i].name));
        json_member(j, "before", c->fields[i].before);
        json_member(j, "after", c->fields[i].after);
        json_end(j);
    }
    json_end(j);
    write_side(j, "before", v->before, c->before);
    write_side(j, "after", v->after, c->after);
    json_end(j);
}

int changes_json_write(FILE *file, const struct changes_view *v, struct err *err)
{
    struct json j;

    json_init(&j, file, JSON_INDENTED);
    json_begin_object(&j);
    json_key(&j, "same");
    json_bool(&j, v->changes->list.n == 0);
    json_key(&j, "changes");
    json_begin_array(&j);
    for (uint32_t i = 0; i < v->changes->list.n; i++) {
        write_change(&j, v, &v->changes->list.v[i]);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j, err);
}
