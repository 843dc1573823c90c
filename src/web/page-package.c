/* The sets that are handed in: made of the files that may leave, listed, taken away. */
#include "web/files.h"

#include "act/allowance.h"
#include "act/package.h"
#include "act/profile.h"
#include "web/download.h"
#include "web/say.h"
#include "write/inspect-report.h"

enum {
    MOST_OPEN = 100, /* places of a rule that are shown */
    MOST_BOXES = 20, /* places of a rule that have a box each */
    MOST_PASSED = 5000,
};

/* ---- on the page of deliverables ---- */

static void fill_row(const struct page_call *c, struct view *row, const struct package *p)
{
    view_int(row, "package_id", p->id);
    view_int(row, "version", p->version);
    view_str(row, "name", p->name);
    view_str(row, "profile", p->profile);
    view_str(row, "size", say_bytes(c, p->bytes));
    view_int(row, "internal_files", p->internal_files);
    view_int(row, "public_files", p->public_files);
    view_int(row, "mails", p->mails);
    view_str(row, "key", p->key);
    say_view_day(c, row, "made", p->day);
}

/* What was typed, when the form came back. */
static void fill_typed(const struct page_call *c, struct view *v)
{
    static const char *const names[] = {"report_title", "contractor", "summary", "keywords"};

    if (c->faults == NULL || http_find(&c->q->form, "profile").n == 0) {
        return;
    }
    view_flag(v, "is_making", true);
    for (size_t i = 0; i < COUNT(names); i++) {
        view_str(v, arena_printf(c->q->arena, "made_%s", names[i]).p,
                 http_find(&c->q->form, names[i]));
    }
    view_flag(v, "made_by_mail", http_find(&c->q->form, "by_mail").n > 0);
}

static int fill_form(const struct page_call *c, struct view *v, int64_t contract, struct err *err)
{
    struct package_profiles profiles;
    struct contract_profile own;
    struct str chosen = page_text(c, "profile");

    if (act_profile(c->act, contract, (struct str){}, &own, err) < 0) {
        return -1;
    }
    view_flag(v, "has_own_profile", own.id != 0);
    view_str(v, "own_profile_by", own.by);
    if (own.id != 0 && chosen.n == 0) {
        chosen = STR(PACKAGE_OWN_PROFILE);
    }
    view_flag(v, "is_own_chosen", str_eq(chosen, STR(PACKAGE_OWN_PROFILE)));
    act_package_profiles(c->act, &profiles);
    for (uint32_t i = 0; i < profiles.v.n; i++) {
        struct view *row = view_add(v, "profiles");

        view_str(row, "profile", profiles.v.v[i].name);
        view_str(row, "label", profiles.v.v[i].title);
        view_flag(row, "is_chosen",
                  str_eq(chosen, profiles.v.v[i].name) ||
                      (chosen.n == 0 && str_eq(own.base, profiles.v.v[i].name)));
    }
    struct str day = http_find(&c->q->form, "day");

    view_str(v, "today", day.n > 0 ? day : say_iso(c, act_today(c->act)));
    fill_typed(c, v);
    return 0;
}

/* What is kept of a place is its file's name: its ending tells the kind. */
static struct str place_title(const struct page_call *c, struct str file, struct str place)
{
    struct str kind = str_sub(file, (size_t)(str_rfind(file, STR(".")) + 1), file.n);

    return inspect_place_title(c->q->arena, page_language(c), kind, place);
}

/* What is let pass of the sets, to be withdrawn. */
static int fill_allowed(const struct page_call *c, struct view *v, int64_t contract,
                        struct err *err)
{
    struct allowance_list list;

    if (act_allowances(c->act, contract, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.v.n; i++) {
        const struct allowance *x = &list.v.v[i];
        const struct inspect_rule *rule = inspect_rule_find(x->rule.p);
        struct view *row = view_add(v, "allowed");

        view_int(row, "allowance_id", x->id);
        view_int(row, "version", x->version);
        view_str(row, "rule", x->rule);
        if (rule != NULL) {
            view_str(row, "what",
                     str_of(page_language(c) == TR_JA ? rule->what_ja : rule->what_en));
        }
        view_str(row, "name", x->name);
        view_str(row, "place",
                 str_eq(x->place, STR("*")) ? (struct str){} : place_title(c, x->name, x->place));
        view_str(row, "reason", x->reason);
        view_str(row, "decided_by", x->by);
        view_str(row, "decided", say_day(c, x->day));
    }
    view_int(v, "allowed_count", list.v.n);
    return 0;
}

int files_fill_packages(const struct page_call *c, struct view *v, int64_t contract,
                        struct err *err)
{
    struct package_list list;

    if (act_packages(c->act, contract, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.v.n; i++) {
        fill_row(c, view_add(v, "packages"), &list.v.v[i]);
    }
    return fill_form(c, v, contract, err) < 0 ? -1 : fill_allowed(c, v, contract, err);
}

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
        view_str(place, "place", place_title(c, p->file, p->place));
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
    .show = files_show,
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
    .show = files_show,
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
    .show = files_show,
    .save = withdraw,
    .save_methods = HTTP_POST,
    .help = "Takes back what was let pass of the sets.",
};
