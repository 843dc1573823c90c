/*
 * The register page: fills the {{slots}} of the embedded page; see reg-html.h. Whatever comes from
 * a document goes through struct html, which escapes it.
 */
#include "write/reg-html.h"

#include "write/page.h"
#include "write/reg-html-part.h"
#include "write/width.h"
#include "write/words.h"

#include <assert.h>

static void put_title(struct reg_html *p)
{
    for (uint32_t i = 0; i < p->r->facts.n; i++) {
        if (str_eq(p->r->facts.v[i].key, STR("title"))) {
            html_text(&p->html, p->r->facts.v[i].value);
            return;
        }
    }
    if (p->r->documents.n > 0) {
        html_text(&p->html, reg_html_file_name(p->r->documents.v[0]));
    }
}

static void put_files(struct reg_html *p)
{
    for (uint32_t i = 0; i < p->r->documents.n; i++) {
        const struct doc *d = p->r->documents.v[i];

        html_text(&p->html, i > 0 ? STR("、") : STR(""));
        html_text(&p->html, reg_html_file_name(d));
        if (d->pages > 0) {
            html_text(&p->html, arena_printf(p->arena, "（%u頁）", d->pages));
        }
    }
}

/* One choice of the kinds: <label><input type="radio" ...><span>義務<b>35</b></span></label> */
static void put_kind(struct reg_html *p, const char *key, const char *title, uint32_t count)
{
    struct html *h = &p->html;

    html_open(h, "label");
    html_void(h, "input");
    html_attr(h, "type", STR("radio"));
    html_attr(h, "name", STR("kind"));
    html_attr(h, "value", str_of(key));
    if (key[0] == '\0') {
        html_attr_flag(h, "checked");
    }
    html_open(h, "span");
    html_text(h, str_of(title));
    if (key[0] != '\0') {
        html_open(h, "b");
        html_int(h, count);
        html_close(h);
    }
    html_close(h);
    html_close(h);
    html_text(h, STR("\n"));
}

static void put_kinds(struct reg_html *p)
{
    const char *key;
    const char *title;
    uint32_t count;

    put_kind(p, "", "すべて", 0);
    for (size_t i = 0; reg_html_list(p, i, &key, &title, &count); i++) {
        if (count > 0) {
            put_kind(p, key, title, count);
        }
    }
}

static void put_option(struct reg_html *p, struct str value, struct str text)
{
    html_open(&p->html, "option");
    html_attr(&p->html, "value", value);
    html_text(&p->html, text);
    html_close(&p->html);
}

static void put_modalities(struct reg_html *p)
{
    for (int m = MUST; m <= MAY; m++) {
        put_option(p, str_of(reg_modality_word((enum reg_modality)m)),
                   str_of(words_modality(TR_JA, (enum reg_modality)m)));
    }
}

static void put_actors(struct reg_html *p)
{
    for (int a = ACTOR_CONTRACTOR; a <= ACTOR_THIRD_PARTY; a++) {
        put_option(p, str_of(reg_actor_word((enum reg_actor)a)),
                   str_of(words_actor(TR_JA, (enum reg_actor)a)));
    }
}

/*
 * The sections to choose from: nodes with a heading on the upper two levels. The value is the range
 * of nodes the section holds, "12-20": up to the next node of its level or above.
 */
static void put_sections(struct reg_html *p)
{
    enum { LEVELS = 2, MOST = 400 };
    const struct reg *r = p->r;
    uint32_t *end = ARENA_ARRAY(p->arena, r->outline.n + 1, uint32_t);
    uint32_t next[LEVELS + 1] = {r->outline.n, r->outline.n, r->outline.n};
    uint32_t shown = 0;

    for (uint32_t i = r->outline.n; i-- > 0;) {
        uint8_t level = r->outline.v[i].level;

        if (level <= LEVELS) {
            end[i] = level <= 1 ? next[1] : MIN(next[1], next[2]);
            next[MAX(level, 1)] = i;
        }
    }
    for (uint32_t i = 0; i < r->outline.n && shown < MOST; i++) {
        const struct reg_node *node = &r->outline.v[i];

        if (node->level <= LEVELS && node->heading.n > 0) {
            put_option(p, arena_printf(p->arena, "%u-%u", i, end[i]),
                       arena_printf(p->arena, "%s%.*s %.*s", node->level > 1 ? "　" : "",
                                    STR_ARG(node->path),
                                    STR_ARG(width_flow(p->arena, node->heading))));
            shown++;
        }
    }
}

static const struct slot {
    const char *name;
    void (*fill)(struct reg_html *p);
} slots[] = {
    {"title", put_title},
    {"files", put_files},
    {"kinds", put_kinds},
    {"modalities", put_modalities},
    {"actors", put_actors},
    {"sections", put_sections},
    {"document", reg_html_documents},
    {"register", reg_html_rows},
};

static void fill(void *user, struct str name)
{
    struct reg_html *p = user;

    for (size_t i = 0; i < COUNT(slots); i++) {
        if (str_eq(name, str_of(slots[i].name))) {
            slots[i].fill(p);
            return;
        }
    }
    assert(!"the page has a slot nobody fills");
}

int reg_html_write(FILE *file, const struct reg *r, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct reg_html p = {.arena = &arena, .r = r};

    html_init(&p.html, file);
    due_list_build(&arena, r, &p.due);
    page_fill(&p.html, register_page, fill, &p);
    return html_finish(&p.html, err);
}
