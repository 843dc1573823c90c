/* The sets that are handed in: made of the files that may leave, listed, taken away. */
#include "act/allowance.h"
#include "act/package.h"
#include "web/download.h"
#include "web/files.h"
#include "web/page-deliverables.h"
#include "web/say.h"

enum {
    MOST_OPEN = 100, /* places of a rule that are shown */
    MOST_BOXES = 20, /* places of a rule that have a box each */
    MOST_PASSED = 5000,
};

/* ---- making ---- */

/* Whether the form came with this number in the input. */
static bool is_ticked(const struct page_call *c, const char *input, int64_t number)
{
    int64_t id;

    for (uint32_t i = 0; (id = page_id_at(c, input, i)) != 0; i++) {
        if (id == number) {
            return true;
        }
    }
    return false;
}

/* One rule: a box for all of it and, when they are few, one for each place. */
static void fill_open(const struct page_call *c, struct view *row,
                      const struct package_open_rule *x)
{
    bool is_whole = is_ticked(c, "pass_rule", x->number);

    view_int(row, "number", x->number);
    view_str(row, "rule", x->rule);
    view_str(row, "severity", x->severity);
    view_str(row, "what", page_language(c) == TR_JA ? x->what_ja : x->what_en);
    view_int(row, "count", x->places.n);
    view_int(row, "files", x->files);
    view_flag(row, "is_whole", is_whole);
    view_flag(row, "is_single", x->places.n == 1);
    view_flag(row, "is_few", x->places.n > 1 && x->places.n <= MOST_BOXES);
    view_flag(row, "is_many", x->places.n > MOST_BOXES);
    for (uint32_t i = 0; i < x->places.n && i < MOST_OPEN; i++) {
        const struct package_open *p = &x->places.v[i];
        struct view *place = view_add(row, "places");

        view_int(place, "place_number", p->number);
        view_flag(place, "is_ticked", is_ticked(c, "pass", p->number));
        view_str(place, "file", p->file);
        view_str(place, "place", files_place_title(c, p->file, p->place));
    }
    view_int(row, "more", x->places.n > MOST_OPEN ? x->places.n - MOST_OPEN : 0);
}

/* What stops the set, with boxes to let it pass. */
static int show_open(const struct page_call *c, const struct package_open_list *open,
                     struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Deliverables"))), "/contracts/%lld/deliverables#packages",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("The set is not complete yet"))));
    view_str(v, "seen", open->seen);
    view_str(v, "rights_kept", open->rights_kept);
    view_int(v, "open_count", open->count);
    if (open->why.n > 0) {
        view_str(v, "why", open->why);
        r->status = 422;
    }
    view_str(v, "profile", page_text(c, "profile"));
    view_str(v, "report_title", page_text(c, "report_title"));
    view_str(v, "contractor", page_text(c, "contractor"));
    view_str(v, "summary", page_text(c, "summary"));
    view_str(v, "keywords", page_text(c, "keywords"));
    view_str(v, "day", page_text(c, "day"));
    view_flag(v, "by_mail", page_flag(c, "by_mail"));
    view_str(v, "in_reason", page_text(c, "reason"));
    view_str(v, "in_who", page_text(c, "who"));
    for (uint32_t i = 0; i < open->v.n; i++) {
        fill_open(c, view_add(v, "open"), &open->v.v[i]);
    }
    if (files_fill_people(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    return page_render(c, "package-open", v, r, err);
}

/* The numbers that came in the input. */
static size_t numbers_of(const struct page_call *c, const char *input, const int64_t **ret)
{
    VEC(int64_t) all = {};
    int64_t id;

    while ((id = page_id_at(c, input, all.n)) != 0) {
        *VEC_ADD(c->q->arena, &all) = id;
    }
    *ret = all.v;
    return all.n;
}

static int make(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct http_file *rights = page_file(c, "rights");
    struct package_open_list open;
    int64_t id;
    struct package_call call = {
        .contract = c->ids[0],
        .profile = page_text(c, "profile"),
        .report_title = page_text(c, "report_title"),
        .contractor = page_text(c, "contractor"),
        .summary = page_text(c, "summary"),
        .keywords = page_text(c, "keywords"),
        .day = page_day(c, "day"),
        .by_mail = page_flag(c, "by_mail"),
        .rights_kept = page_text(c, "rights_kept"),
        .seen = page_text(c, "seen"),
        .reason = page_text(c, "reason"),
        .who = page_text(c, "who"),
    };

    if (rights != NULL && rights->name.n > 0) {
        call.rights = arena_str(c->q->arena, rights->path);
    }
    call.pass_count = numbers_of(c, "pass", &call.pass);
    call.pass_rule_count = numbers_of(c, "pass_rule", &call.pass_rules);
    int status = act_package_make(c->act, &call, &open, &id, err);

    if (status == PACKAGE_IS_OPEN) {
        return show_open(c, &open, r, err);
    }
    return status < 0 ? -1
                      : page_go(r, TR_ID("The sets were made and signed."),
                                "/contracts/%lld/deliverables#packages", (long long)c->ids[0]);
}

static const struct page_input make_input[] = {
    {"profile", INPUT_TEXT, .max = 40, .is_required = true,
     .help = TR_ID("Profile. What the contract wants to be handed in")},
    {"report_title", INPUT_TEXT, .help = TR_ID("Title of the report")},
    {"contractor", INPUT_TEXT, .help = TR_ID("Name of the contractor")},
    {"summary", INPUT_TEXT, .max = 1000, .help = TR_ID("Summary of the report")},
    {"keywords", INPUT_TEXT, .max = 200, .help = TR_ID("Keywords of the report")},
    {"day", INPUT_DAY, .help = TR_ID("Day of the package. Empty is today")},
    {"by_mail", INPUT_FLAG, .help = TR_ID("Archives for mail too")},
    {"rights", INPUT_FILE, .max = 16 << 20, .help = TR_ID("Ledger of rights of others (csv)")},
    {"rights_kept", INPUT_TEXT, .max = 64, .help = TR_ID("The ledger of rights that came before")},
    {"seen", INPUT_TEXT, .max = 16, .help = TR_ID("The list of findings that was shown")},
    {"pass", INPUT_IDS, .max = MOST_PASSED,
     .help = TR_ID("Findings of that list that are let pass")},
    {"pass_rule", INPUT_IDS, .max = MOST_PASSED,
     .help = TR_ID("Rules of that list that are let pass, by the number of their first finding")},
    {"reason", INPUT_LINES, .max = 1000, .help = TR_ID("Reason. Why it may leave")},
    {"who", INPUT_TEXT, .max = 60, .help = TR_ID("Name of who decides")},
    {},
};

const struct page page_packages = {
    .path = "/contracts/{id}/packages",
    .may = MAY_WORK,
    .input = make_input,
    .show = page_deliverables_show,
    .save = make,
    .save_methods = HTTP_POST,
    .help = "Makes the sets that are handed in.",
};

/* ---- one ---- */

static int load(const struct page_call *c, struct package *ret, struct err *err)
{
    if (act_package(c->act, c->ids[1], ret, err) < 0) {
        return -1;
    }
    return ret->contract == c->ids[0]
               ? 0
               : err_set(err, ERR_NOT_FOUND, "there is no package with the number %lld",
                         (long long)c->ids[1]);
}

static int show_bytes(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct package p;

    return load(c, &p, err) < 0 ? -1 : download_blob(c, p.sha256, p.name, r, err);
}

const struct page page_package_bytes = {
    .path = "/contracts/{id}/packages/{id}/bytes",
    .may = MAY_WORK,
    .show = show_bytes,
    .help = "Downloads a package.",
};

static int drop(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct package p;

    if (load(c, &p, err) < 0 || act_package_drop(c->act, p.id, page_version(c), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The package was taken off the list. The history can undo it."),
                   "/contracts/%lld/deliverables#packages", (long long)c->ids[0]);
}

static const struct page_input drop_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {},
};

const struct page page_package_drop = {
    .path = "/contracts/{id}/packages/{id}/drop",
    .may = MAY_WORK,
    .input = drop_input,
    .show = page_deliverables_show,
    .save = drop,
    .save_methods = HTTP_POST,
    .help = "Takes a package off the list.",
};

/* ---- what was let pass ---- */

static int withdraw(const struct page_call *c, struct http_response *r, struct err *err)
{
    if (act_allowance_withdraw(c->act, c->ids[0], c->ids[1], page_version(c), err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The decision was taken back."),
                   "/contracts/%lld/deliverables#packages", (long long)c->ids[0]);
}

static const struct page_input withdraw_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {},
};

const struct page page_allowance_withdraw = {
    .path = "/contracts/{id}/packages/allowed/{id}/withdraw",
    .may = MAY_WORK,
    .input = withdraw_input,
    .show = page_deliverables_show,
    .save = withdraw,
    .save_methods = HTTP_POST,
    .help = "Takes back what was let pass of the sets.",
};
