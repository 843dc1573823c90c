/*
 * The findings as one page that needs nothing else: fills the {{slots}} of the embedded page. It
 * may go to others, so paths lose the folders they share, readings are masked as the inspector
 * masked them, and pictures of pages are too small to read (inspect/pdf/page-picture.h).
 */
#include "base/html.h"
#include "base/tr.h"
#include "write/inspect-report.h"
#include "write/page-svg.h"
#include "write/page.h"

#include <assert.h>

enum { SEVERITIES = INSPECT_LOW + 1, MAX_PLACES = 200 };

struct view {
    struct html html;
    struct arena *arena;
    const struct inspect_shown *shown;
    uint32_t file; /* being written */
    size_t shared; /* bytes of every path that are left out */
};

/* ---- the head ---- */

static void put_lang(struct view *v)
{
    html_trusted(&v->html, tr_language() == TR_JA ? STR("ja") : STR("en"));
}

static void put_title(struct view *v)
{
    html_text(&v->html, str_of(tr("Inspection before delivery")));
}

static void put_count(struct view *v, const char *class_name, const char *title, const char *value,
                      uint32_t count)
{
    struct html *h = &v->html;

    html_open(h, "li");
    html_attr(h, "class", str_of(count == 0 ? "none" : class_name));
    html_open(h, "label");
    html_open(h, "b");
    html_int(h, count);
    html_close(h);
    if (value != NULL) {
        html_void(h, "input");
        html_attr(h, "type", STR("checkbox"));
        html_attr(h, "value", str_of(value));
        html_attr_flag(h, "checked");
        html_text(h, arena_printf(v->arena, " %s ", value));
    }
    html_text(h, str_of(title));
    html_close(h);
    html_close(h);
}

static void put_sum(struct view *v)
{
    const struct inspect_report *report = v->shown->report;
    uint32_t by_severity[SEVERITIES] = {};
    uint32_t less = 0;

    for (uint32_t i = 0; i < report->files.n; i++) {
        less += report->files.v[i].state != INSPECT_INSPECTED;
        for (uint32_t k = 0; k < report->files.v[i].findings.n; k++) {
            by_severity[report->files.v[i].findings.v[k].rule->severity]++;
        }
    }
    html_open(&v->html, "ul");
    html_attr(&v->html, "class", STR("sum"));
    put_count(v, "files", tr("files"), NULL, inspect_file_count(report));
    put_count(v, "C", tr("not wholly inspected"), NULL, less);
    for (int s = 0; s < SEVERITIES; s++) {
        const char *word = inspect_severity_word((enum inspect_severity)s);

        put_count(v, word, inspect_severity_title((enum inspect_severity)s), word, by_severity[s]);
    }
    html_close(&v->html);
}

/*
 * What a file is called in the report, without the folders that all share. Files that share none
 * may have come with their whole paths, which tell where and with whom they lie: then its name.
 */
static struct str title_of(const struct view *v, const struct inspect_file *f)
{
    struct str title = str_sub(f->path, v->shared, f->path.n);

    if (str_starts(title, STR("/")) || str_starts(title, STR("../"))) {
        title = str_sub(title, (size_t)(str_rfind(title, STR("/")) + 1), title.n);
    }
    return title.n > 0 ? title : str_of(tr("the folder as a whole"));
}

/* A file that was looked through looks good only when nothing in it stops a delivery. */
static const char *state_class(const struct view *v, const struct inspect_file *f)
{
    if (f->state != INSPECT_INSPECTED) {
        return "state less";
    }
    for (uint32_t i = 0; i < f->findings.n; i++) {
        if (f->findings.v[i].rule->severity <= v->shown->gate) {
            return "state";
        }
    }
    return "state good";
}

/* Of several files, which has what: one row each, leading to it. */
static void put_index(struct view *v)
{
    const struct inspect_report *report = v->shown->report;
    struct html *h = &v->html;

    if (report->files.n < 2) {
        return;
    }
    html_open(h, "table");
    html_attr(h, "class", STR("index"));
    html_open(h, "tr");
    html_leaf(h, "th", NULL, str_of(tr("files")));
    for (int s = 0; s < SEVERITIES; s++) {
        html_leaf(h, "th", NULL, str_of(inspect_severity_word((enum inspect_severity)s)));
    }
    html_leaf(h, "th", NULL, str_of(tr("State")));
    html_close(h);
    for (uint32_t i = 0; i < report->files.n; i++) {
        const struct inspect_file *f = &report->files.v[i];
        uint32_t by_severity[SEVERITIES] = {};

        for (uint32_t k = 0; k < f->findings.n; k++) {
            by_severity[f->findings.v[k].rule->severity]++;
        }
        html_open(h, "tr");
        html_open(h, "td");
        html_open(h, "a");
        html_attr(h, "href", arena_printf(v->arena, "#file-%u", i + 1));
        html_text(h, title_of(v, f));
        html_close(h);
        html_close(h);
        for (int s = 0; s < SEVERITIES; s++) {
            html_leaf(h, "td", by_severity[s] == 0 ? "none" : NULL,
                      arena_printf(v->arena, "%u", by_severity[s]));
        }
        html_leaf(h, "td", state_class(v, f), str_of(inspect_state_title(f->state)));
        html_close(h);
    }
    html_close(h);
}

static void put_masked(struct view *v)
{
    html_text(&v->html,
              str_of(v->shown->is_revealed
                         ? tr("This report shows what was found in full. Do not pass it on.")
                         : tr("What was found is masked and pages are blurred: this report may be "
                              "passed on.")));
}

/* ---- a finding ---- */

/* What a place on a page is called in the list and on the page: 1 and on, in each file. */
static uint32_t number_of_place(const struct inspect_file *f, uint32_t index)
{
    struct page_box box;
    uint32_t number = 1;

    for (uint32_t i = 0; i < index; i++) {
        number += page_box_of(f->findings.v[i].place, &box);
    }
    return number;
}

static struct str place_of(const struct view *v, const struct inspect_file *f,
                           const struct inspect_finding *x)
{
    return v->shown->is_revealed ? inspect_place_title(v->arena, tr_language(), f->kind, x->place)
                                 : inspect_place_masked(v->arena, tr_language(), f->kind, x->place);
}

static void put_place(struct view *v, const struct inspect_file *f, uint32_t index)
{
    const struct inspect_finding *x = &f->findings.v[index];
    struct html *h = &v->html;
    struct page_box box;

    html_open(h, "li");
    if (page_box_of(x->place, &box)) {
        html_leaf(h, "span", "no", arena_printf(v->arena, "%u", number_of_place(f, index)));
        html_leaf(h, "span", NULL, arena_printf(v->arena, tr("page %u"), box.page));
    } else {
        html_leaf(h, "span", NULL, STR(""));
        html_leaf(h, "span", NULL, inspect_is_of_whole_file(x) ? STR("") : place_of(v, f, x));
    }
    html_leaf(h, "span", "reads",
              x->count > 1 ? arena_printf(v->arena, "%.*s ×%u", STR_ARG(x->reads), x->count)
                           : x->reads);
    html_close(h);
}

/* All findings of the rule of the first one. */
static void put_rule(struct view *v, const struct inspect_file *f, uint32_t first)
{
    const struct inspect_rule *rule = f->findings.v[first].rule;
    const char *severity = inspect_severity_word(rule->severity);
    struct html *h = &v->html;
    uint32_t places = 0;

    html_open(h, "article");
    html_attr(h, "class", arena_printf(v->arena, "rule %s", severity));
    html_open(h, "h3");
    html_leaf(h, "span", "badge", str_of(severity));
    html_text(h, str_of(inspect_word(rule->what_ja, rule->what_en)));
    html_leaf(h, "span", "id", str_of(rule->id));
    html_close(h);
    html_leaf(h, "p", "sees",
              arena_printf(v->arena, "%s %s ・ %s", tr("seen:"),
                           inspect_word(rule->sees_ja, rule->sees_en),
                           inspect_basis_title(f->findings.v[first].basis)));
    html_open(h, "ul");
    html_attr(h, "class", STR("places"));
    for (uint32_t i = first; i < f->findings.n; i++) {
        if (f->findings.v[i].rule == rule && places++ < MAX_PLACES) {
            put_place(v, f, i);
        }
    }
    html_close(h);
    if (places > MAX_PLACES) {
        html_leaf(h, "p", "more",
                  arena_printf(v->arena, tr("and %u more places"), places - MAX_PLACES));
    }
    html_leaf(h, "p", "fix", str_of(inspect_word(rule->fix_ja, rule->fix_en)));
    if (rule->cleaning != INSPECT_TOLD) {
        html_leaf(
            h, "p", "sees",
            arena_printf(v->arena, "itaku clean: %s", inspect_cleaning_title(rule->cleaning)));
    }
    html_close(h);
}

static void put_rules(struct view *v, const struct inspect_file *f)
{
    html_open(&v->html, "div");
    for (int severity = 0; severity < SEVERITIES; severity++) {
        for (uint32_t i = 0; i < f->findings.n; i++) {
            if ((int)f->findings.v[i].rule->severity == severity &&
                inspect_is_first_of_rule(f, i)) {
                put_rule(v, f, i);
            }
        }
    }
    html_close(&v->html);
}

/* ---- a page ---- */

static void put_page(struct view *v, const struct inspect_file *f,
                     const struct page_picture *picture)
{
    VEC(struct page_mark) marks = {};
    struct page_box box;
    uint32_t number = 1; /* as number_of_place() counts */

    if (picture->png.n == 0) {
        return;
    }
    for (uint32_t i = 0; i < f->findings.n; i++) {
        if (!page_box_of(f->findings.v[i].place, &box)) {
            continue;
        }
        if (box.page == picture->page) {
            *VEC_ADD(v->arena, &marks) = (struct page_mark){.number = number, .box = box};
        }
        number++;
    }
    html_open(&v->html, "figure");
    page_svg(&v->html, v->arena, picture, marks.v, marks.n);
    html_leaf(&v->html, "figcaption", NULL, arena_printf(v->arena, tr("page %u"), picture->page));
    html_close(&v->html);
}

/* ---- a file ---- */

static void put_about(struct view *v, const struct inspect_file *f)
{
    struct html *h = &v->html;

    html_open(h, "p");
    html_attr(h, "class", STR("about"));
    html_leaf(h, "span", state_class(v, f), str_of(inspect_state_title(f->state)));
    html_text(h, arena_printf(v->arena, "%s%.*s %.*s%sSHA-256 %.*s", f->why.n > 0 ? ": " : "",
                              STR_ARG(f->why), STR_ARG(inspect_kind_title(f->kind)),
                              f->kind.n > 0 ? " ・ " : "", STR_ARG(f->sha256)));
    html_close(h);
}

static void put_file(struct view *v)
{
    const struct inspect_file *f = &v->shown->report->files.v[v->file];
    const struct inspect_pages *pages = v->shown->pages == NULL ? NULL : &v->shown->pages[v->file];
    struct html *h = &v->html;
    bool has_pages = pages != NULL && pages->count > 0;

    html_open(h, "section");
    html_attr(h, "class", STR("file"));
    html_attr(h, "id", arena_printf(v->arena, "file-%u", v->file + 1));
    html_leaf(h, "h2", NULL, title_of(v, f));
    put_about(v, f);
    if (f->findings.n == 0 && f->state == INSPECT_INSPECTED) {
        html_leaf(h, "p", "clean", str_of(tr("Nothing was found.")));
    }
    html_open(h, "div");
    html_attr(h, "class", has_pages ? STR("cols pages") : STR("cols"));
    put_rules(v, f);
    if (has_pages) {
        html_open(h, "div");
        for (uint32_t i = 0; i < pages->count; i++) {
            put_page(v, f, &pages->pictures[i]);
        }
        html_close(h);
    }
    html_close(h);
    html_close(h);
}

static void put_files(struct view *v)
{
    for (v->file = 0; v->file < v->shown->report->files.n; v->file++) {
        put_file(v);
    }
}

static const struct slot {
    const char *name;
    void (*fill)(struct view *v);
} slots[] = {{"lang", put_lang},     {"title", put_title}, {"sum", put_sum},
             {"masked", put_masked}, {"index", put_index}, {"files", put_files}};

static void fill(void *user, struct str name)
{
    struct view *v = user;

    for (size_t i = 0; i < COUNT(slots); i++) {
        if (str_eq(name, str_of(slots[i].name))) {
            slots[i].fill(v);
            return;
        }
    }
    assert(!"the page has a slot nobody fills");
}

int inspect_html_write(FILE *file, const struct inspect_shown *shown, struct err *err)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct view v = {
        .arena = &arena, .shown = shown, .shared = inspect_shared_bytes(shown->report)};

    html_init(&v.html, file);
    page_fill(&v.html, inspect_page, fill, &v);
    return html_finish(&v.html, err);
}
