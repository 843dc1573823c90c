/* Lists of sets; see packages.h. */
#include "web/packages.h"

#include "act/allowance.h"
#include "act/package.h"
#include "act/profile.h"
#include "web/files.h"
#include "web/say.h"

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
                 str_eq(x->place, STR("*")) ? (struct str){}
                                            : files_place_title(c, x->name, x->place));
        view_str(row, "reason", x->reason);
        view_str(row, "decided_by", x->by);
        view_str(row, "decided", say_day(c, x->day));
    }
    view_int(v, "allowed_count", list.v.n);
    return 0;
}

int packages_fill(const struct page_call *c, struct view *v, int64_t contract, struct err *err)
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
