/*
 * One file that is to leave: what the inspector found, on pictures of its pages, and what people
 * decide about it. Places are numbered as they stand on the page, gravest rule first; the picture
 * of a page counts the same way.
 */
#include "web/files.h"
#include "web/history-row.h"
#include "web/say.h"
#include "write/inspect-report.h"

#include <stdlib.h>

enum {
    MOST_PLACES = 50, /* shown at once; links lead to the others */
    MOST_SHEETS = 20,
    MOST_HISTORY = 100,
    MOST_DIGITS = 6, /* of the number of a page */
};

/* ---- places ---- */

struct counting {
    struct str kind;     /* of the file */
    uint32_t number;     /* of the next place on a page */
    VEC(uint32_t) pages; /* of all places that are on one */
};

/* Which places of the rule are shown: those after `first`, and the links to the others. */
static void fill_more(const struct page_call *c, struct view *row, const struct inspected_rule *x,
                      uint32_t first)
{
    uint32_t n = x->findings.n;
    uint32_t past = MIN(n, first + MOST_PLACES);

    if (n <= MOST_PLACES) {
        return;
    }
    view_printf(row, "shown", SAY(c, TR_ID("places %u to %u of %u")), first + 1, past, n);
    view_int(row, "from_next", past < n ? past + 1 : 0);
    view_int(row, "from_before",
             first > 0 ? MAX(first, (uint32_t)MOST_PLACES) - MOST_PLACES + 1 : 0);
}

/* The first place that is shown, from 0: what the address asks for of this rule. */
static uint32_t first_of(const struct page_call *c, const struct inspected_rule *x)
{
    int64_t from = str_eq(page_text(c, "rule"), x->id) ? page_int(c, "from") : 0;

    return from >= 1 && from <= x->findings.n ? (uint32_t)from - 1 : 0;
}

/* The page of a place that names no box on it, "p2 Highlight"; 0 = none. */
static uint32_t page_of(struct str place)
{
    uint32_t page = 0;
    size_t at = 1;

    while (at < place.n && at <= MOST_DIGITS && place.p[at] >= '0' && place.p[at] <= '9') {
        page = page * 10 + (uint32_t)(place.p[at++] - '0');
    }
    bool is_page =
        place.n > 1 && place.p[0] == 'p' && at > 1 && (at == place.n || place.p[at] == ' ');

    return is_page ? page : 0;
}

static struct str title_of(const struct page_call *c, struct str kind, struct str place)
{
    return inspect_place_title(c->q->arena, page_language(c), kind, place);
}

static void fill_places(const struct page_call *c, struct view *row, const struct inspected_rule *x,
                        struct counting *n)
{
    const bool has_pages = str_eq(n->kind, STR("pdf")); /* that can be shown */
    uint32_t first = first_of(c, x);

    for (uint32_t i = 0; i < x->findings.n; i++) {
        const struct inspect_finding *f = &x->findings.v[i];
        struct page_box box;
        bool is_on_page = page_box_of(f->place, &box);
        uint32_t number = is_on_page ? n->number++ : 0;
        uint32_t page = is_on_page ? box.page : has_pages ? page_of(f->place) : 0;

        if (page > 0) {
            *VEC_ADD(c->q->arena, &n->pages) = page;
        }
        if (i < first || i >= first + MOST_PLACES) {
            continue;
        }
        struct view *place = view_add(row, "places");

        view_int(place, "number", number);
        view_int(place, "sheet", page);
        view_str(place, "place",
                 is_on_page ? arena_printf(c->q->arena, SAY(c, TR_ID("page %u")), page)
                            : title_of(c, n->kind, f->place));
        view_str(place, "reads", f->reads);
        view_int(place, "times", f->count > 1 ? f->count : 0);
    }
    fill_more(c, row, x, first);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Pictures of the pages with places, from the page that the address names on. */
static void fill_sheets(const struct page_call *c, struct view *v, struct counting *counting)
{
    uint32_t *all = counting->pages.v;
    int64_t from = page_int(c, "page");
    uint32_t n = 0, first = 0;

    if (counting->pages.n > 1) {
        qsort(all, counting->pages.n, sizeof(all[0]), by_number);
    }
    for (uint32_t i = 0; i < counting->pages.n; i++) {
        if (n == 0 || all[n - 1] != all[i]) {
            all[n++] = all[i];
        }
    }
    while (first + 1 < n && all[first] < from) {
        first++;
    }
    for (uint32_t i = first; i < n && i < first + MOST_SHEETS; i++) {
        view_int(view_add(v, "pages"), "page", all[i]);
    }
    if (n > MOST_SHEETS) {
        view_printf(v, "sheets_shown", SAY(c, TR_ID("%u of %u pages with places")),
                    MIN(n - first, (uint32_t)MOST_SHEETS), n);
        view_int(v, "sheet_next", first + MOST_SHEETS < n ? all[first + MOST_SHEETS] : 0);
        view_int(v, "sheet_before",
                 first > 0 ? all[MAX(first, (uint32_t)MOST_SHEETS) - MOST_SHEETS] : 0);
    }
}

/* ---- rules ---- */

static struct str words_of(const struct page_call *c, const char *ja, const char *en)
{
    return str_of(page_language(c) == TR_JA ? ja : en);
}

static void fill_decision(const struct page_call *c, struct view *row, const struct decision *d)
{
    view_flag(row, "is_allowed", d->choice == DECISION_ALLOW);
    view_flag(row, "is_to_mend", d->choice == DECISION_MEND);
    view_flag(row, "is_decided", d->choice != DECISION_NONE);
    view_str(row, "reason", d->reason);
    view_str(row, "decided_by", d->by);
    view_str(row, "decided", say_day(c, d->day));
}

/* What was decided about the edition before, and its reason to be taken over. */
static void fill_proposal(const struct page_call *c, struct view *row,
                          const struct decision_proposal *p)
{
    view_flag(row, "is_proposed", p->decision.choice != DECISION_NONE);
    if (p->decision.choice == DECISION_NONE) {
        return;
    }
    view_flag(row, "was_allowed", p->decision.choice == DECISION_ALLOW);
    view_str(row, "proposed_reason", p->decision.reason);
    view_str(row, "proposed_by", p->decision.by);
    view_str(row, "proposed", say_day(c, p->decision.day));
    view_int(row, "added", p->added);
    view_flag(row, "is_confirmable", p->added == 0);
    if (c->faults == NULL) {
        view_str(row, "typed_reason", p->decision.reason);
    }
}

static void fill_rule(const struct page_call *c, struct view *v, const struct inspected_rule *x,
                      struct counting *n)
{
    static const char *const basis[] = {TR_ID("proven by the pixels of the page"),
                                        TR_ID("the file says so"),
                                        TR_ID("by its look: please check")};
    struct view *row = view_add(v, "rules");

    view_str(row, "rule", x->id);
    files_fill_typed(c, row, x->id);
    view_flag(row, "is_grave", x->is_grave);
    view_flag(row, "is_form_open", x->is_grave || c->faults != NULL);
    view_flag(row, "waits", x->is_grave && x->decision.choice != DECISION_ALLOW);
    fill_decision(c, row, &x->decision);
    fill_proposal(c, row, &x->proposal);
    fill_places(c, row, x, n);
    if (first_of(c, x) > 0) { /* the pictures may change, these places stay */
        view_printf(v, "keep", "rule=%.*s&from=%u&", STR_ARG(x->id), first_of(c, x) + 1);
    }
    if (x->findings.n > 0) {
        view_str(row, "basis", str_of(SAY(c, basis[x->findings.v[0].basis])));
    }
    if (x->rule == NULL) {
        view_str(row, "severity", STR("H"));
        view_str(row, "what", x->id);
        return;
    }
    view_str(row, "severity", str_of(inspect_severity_word(x->rule->severity)));
    view_str(row, "what", words_of(c, x->rule->what_ja, x->rule->what_en));
    view_str(row, "sees", words_of(c, x->rule->sees_ja, x->rule->sees_en));
    view_flag(row, "is_cleaned", x->rule->cleaning == INSPECT_CLEANED);
    view_flag(row, "is_asked", x->rule->cleaning == INSPECT_ASKED);
    view_str(row, "fix", words_of(c, x->rule->fix_ja, x->rule->fix_en));
}

/* What cleaning can do about the file: rules by themselves, and those that wait to be told. */
static void fill_cleaning(const struct page_call *c, struct view *v, const struct inspection *x)
{
    bool can_clean = false, has_changes = false, has_hidden = false, asks = false;

    for (uint32_t i = 0; i < x->rules.n; i++) {
        const struct inspected_rule *r = &x->rules.v[i];

        if (r->rule == NULL || r->rule->cleaning == INSPECT_TOLD) {
            continue;
        }
        bool is_changes = str_eq(r->id, STR("DOC-220"));
        bool is_told = r->rule->cleaning == INSPECT_CLEANED || r->decision.choice == DECISION_MEND;

        bool is_hidden = clean_is_hidden_rule(r->rule);

        has_changes |= is_changes;
        has_hidden |= is_hidden;
        can_clean |= is_told || is_changes || is_hidden;
        asks |= !is_told;
    }
    view_flag(v, "can_renew", str_eq(x->state, STR("open")) || str_eq(x->state, STR("ready")));
    view_flag(v, "can_clean", can_clean && !str_eq(x->state, STR("replaced")));
    view_flag(v, "has_changes", has_changes);
    view_flag(v, "has_hidden", has_hidden);
    view_flag(v, "asks", asks);
    for (uint32_t i = 0; i < x->removed.n; i++) {
        const struct clean_removed *r = &x->removed.v[i];
        struct view *row = view_add(v, "removed");

        view_str(row, "rule", str_of(r->rule->id));
        view_str(row, "what", words_of(c, r->rule->what_ja, r->rule->what_en));
        view_str(row, "place", title_of(c, x->kind, r->place));
        view_int(row, "times", r->count > 1 ? r->count : 0);
    }
    view_int(v, "cleaned_from", x->cleaned_from);
}

/* The cleaned file that took the place of this one, as long as that is on the list. */
static int fill_successor(const struct page_call *c, struct view *v, const struct inspection *x,
                          struct err *err)
{
    struct inspection_list list;

    if (!str_eq(x->state, STR("replaced"))) {
        return 0;
    }
    if (act_inspections(c->act, x->contract, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.v.n; i++) {
        if (list.v.v[i].cleaned_from == x->id) {
            view_int(v, "replaced_by", list.v.v[i].id);
        }
    }
    return 0;
}

/* ---- what was done with it ---- */

/* Events of the file, with the bytes of each edition. */
static int fill_history(const struct page_call *c, struct view *v, const struct inspection *x,
                        struct err *err)
{
    struct history history;

    if (act_history(c->act, x->contract, x->id, 0, MOST_HISTORY, &history, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < history.n; i++) {
        const struct history_entry *e = &history.v[i];
        struct view *row = history_row(c, v, e);

        if (e->edition > 0 || str_eq(e->kind, STR("inspection.add"))) {
            view_str(row, "what", str_of(SAY(c, TR_ID("the file of then"))));
            view_printf(row, "what_link", "/contracts/%lld/files/%lld/bytes?version=%lld",
                        (long long)x->contract, (long long)x->id, (long long)e->version);
        }
    }
    return 0;
}

/* ---- the page ---- */

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct counting counting;
    struct contract one;
    struct inspection x;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0 ||
        files_load(c, &x, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Deliverables"))), "/contracts/%lld/deliverables#files",
              (long long)c->ids[0]);
    view_str(v, "title", x.name);
    files_row(c, v, &x);
    say_moved(c, v, x.version);
    counting = (struct counting){.kind = x.kind, .number = 1};
    for (uint32_t i = 0; i < x.rules.n; i++) {
        fill_rule(c, v, &x.rules.v[i], &counting);
    }
    fill_cleaning(c, v, &x);
    fill_sheets(c, v, &counting);
    view_int(v, "most_bytes", FILES_MOST_BYTES);
    view_str(v, "most_said", say_bytes(c, FILES_MOST_BYTES));
    if (fill_successor(c, v, &x, err) < 0 || fill_history(c, v, &x, err) < 0 ||
        files_fill_people(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    return page_render(c, "file", v, r, err);
}

static const struct page_input show_query[] = {
    {"page", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Page. Pictures from this one on")},
    {"rule", INPUT_TEXT, .max = 16,
     .help = TR_ID("Rule whose places are shown from another one on")},
    {"from", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Place of that rule")},
    {},
};

static const struct page_input decide_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"rule", INPUT_TEXT, .max = 16, .is_required = true, .help = TR_ID("Rule")},
    {"choice", INPUT_WORD, .choices = "allow|mend|none", .is_required = true,
     .help = TR_ID("Decision")},
    {"reason", INPUT_LINES, .max = 1000, .help = TR_ID("Reason. Why it may leave")},
    {"who", INPUT_TEXT, .max = 60, .help = TR_ID("Name of who decides")},
    {},
};

static int decide(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct decision_call call = files_decision(c);
    struct inspection x;

    if (files_load(c, &x, err) < 0 || act_inspection_decide(c->act, x.id, page_version(c),
                                                            page_text(c, "rule"), &call, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The decision was recorded."), "/contracts/%lld/files/%lld#%.*s",
                   (long long)c->ids[0], (long long)x.id, STR_ARG(page_text(c, "rule")));
}

const struct page page_file_one = {
    .path = "/contracts/{id}/files/{id}",
    .may = MAY_WORK,
    .query = show_query,
    .input = decide_input,
    .show = show,
    .save = decide,
    .save_methods = HTTP_POST,
    .help = "What was found in a file, and what is decided about it.",
};

/* ---- decisions about the edition before ---- */

static int confirm(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct inspection x;
    uint32_t count;

    if (files_load(c, &x, err) < 0 ||
        act_inspection_confirm(c->act, x.id, page_version(c), page_text(c, "who"), &count, err) <
            0) {
        return -1;
    }
    return page_go(r, TR_ID("The decisions of the version before hold for this one too."),
                   "/contracts/%lld/files/%lld", (long long)c->ids[0], (long long)x.id);
}

static const struct page_input confirm_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"who", INPUT_TEXT, .max = 60, .help = TR_ID("Name of who decides")},
    {},
};

const struct page page_file_confirm = {
    .path = "/contracts/{id}/files/{id}/confirm",
    .may = MAY_WORK,
    .input = confirm_input,
    .show = show,
    .save = confirm,
    .save_methods = HTTP_POST,
    .help = "Confirms what was decided about the version of the file before.",
};

/* ---- a mended file comes in ---- */

static int renew(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct http_file *f = page_file(c, "file");
    struct inspection x;

    if (files_load(c, &x, err) < 0) {
        return -1;
    }
    if (f == NULL || f->name.n == 0) {
        err_set(err, ERR_INVALID, "no file was chosen");
        return err_hint(err, "choose the mended file, then send");
    }
    int came = act_inspection_renew(c->act, x.id, page_version(c), f->path, f->name, err);

    return came < 0 ? -1 : files_came(c, r, x.id, came, err);
}

static const struct page_input renew_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"file", INPUT_FILE, .max = FILES_MOST_BYTES, .help = TR_ID("The mended file")},
    {},
};

const struct page page_file_renew = {
    .path = "/contracts/{id}/files/{id}/renew",
    .may = MAY_WORK,
    .input = renew_input,
    .show = show,
    .save = renew,
    .save_methods = HTTP_POST,
    .help = "Takes a mended file as the new version of this one.",
};

/* ---- cleaning ---- */

static int clean(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct str tracked = page_text(c, "tracked");
    struct str hidden = page_text(c, "hidden");
    const struct inspection_cleaning how = {
        .tracked = str_eq(tracked, STR("accept"))   ? CLEAN_TRACKED_ACCEPT
                   : str_eq(tracked, STR("reject")) ? CLEAN_TRACKED_REJECT
                                                    : CLEAN_TRACKED_REFUSE,
        .hidden = str_eq(hidden, STR("remove")) ? CLEAN_HIDDEN_REMOVE
                  : str_eq(hidden, STR("show")) ? CLEAN_HIDDEN_SHOW
                                                : CLEAN_HIDDEN_BY_RULE};
    struct inspection x;
    int64_t id = 0;

    if (files_load(c, &x, err) < 0 ||
        act_inspection_clean(c->act, x.id, page_version(c), &how, &id, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The file was cleaned. This is the cleaned one."),
                   "/contracts/%lld/files/%lld", (long long)c->ids[0], (long long)id);
}

static const struct page_input clean_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"tracked", INPUT_WORD, .choices = "accept|reject|refuse",
     .help = TR_ID("What becomes of tracked changes")},
    {"hidden", INPUT_WORD, .choices = "remove|show|decided",
     .help = TR_ID("What becomes of what is hidden")},
    {},
};

const struct page page_file_clean = {
    .path = "/contracts/{id}/files/{id}/clean",
    .may = MAY_WORK,
    .input = clean_input,
    .show = show,
    .save = clean,
    .save_methods = HTTP_POST,
    .help = "Takes out of a file what must not leave.",
};

/* ---- off the list ---- */

static int drop(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct inspection x;

    if (files_load(c, &x, err) < 0 || act_inspection_drop(c->act, x.id, page_version(c), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The file was taken off the list. The history can undo it."),
                   "/contracts/%lld/deliverables#files", (long long)c->ids[0]);
}

static const struct page_input drop_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {},
};

const struct page page_file_drop = {
    .path = "/contracts/{id}/files/{id}/drop",
    .may = MAY_WORK,
    .input = drop_input,
    .show = show,
    .save = drop,
    .save_methods = HTTP_POST,
    .help = "Takes a file off the list.",
};
