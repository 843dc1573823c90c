/* The profile of a contract; see profile.h. */
#include "act/profile.h"

#include "act/duty.h"
#include "act/items.h"
#include "act/single.h"
#include "text/calendar.h"

/* ---- what is confirmed ---- */

/* What was confirmed; the id is 0 when nothing was. */
static int load(struct act *act, int64_t contract, struct contract_profile *ret, struct err *err)
{
    struct arena *a = act->arena;
    json_t *body AUTO_JSON = NULL;
    struct record r;

    *ret = (struct contract_profile){.day = CALENDAR_NONE};
    if (act_single(act, contract, &type_profile, &r, &body, err) < 0) {
        return -1;
    }
    if (r.id == 0) {
        return 0;
    }
    ret->id = r.id;
    ret->version = r.version;
    ret->base = body_str(a, body, "base");
    ret->text = body_str(a, body, "text");
    ret->by = body_str(a, body, "by");
    ret->day = body_day(body, "day");
    return 0;
}

int act_profile_confirmed(struct act *act, int64_t contract, struct profile *ret, struct err *err)
{
    struct contract_profile p;

    if (load(act, contract, &p, err) < 0) {
        return -1;
    }
    return p.id == 0 ? err_set(err, ERR_NOT_FOUND, "the contract has no confirmed profile")
                     : profile_parse(act->arena, p.text, "profile", ret, err);
}

/* ---- what the contract says ---- */

/* A deliverable in one line: its parts are told in columns of a table. */
static struct str line_of(struct arena *a, const struct item *x)
{
    static const char *const fields[] = {"name",  "format",     "copies",
                                         "limit", "conditions", "quote"};
    struct str line = {};

    for (size_t i = 0; i < COUNT(fields); i++) {
        struct str text = item_text(x, fields[i]);

        if (text.n > 0 && !str_has(line, text)) {
            line =
                arena_printf(a, "%.*s%s%.*s", STR_ARG(line), line.n > 0 ? " " : "", STR_ARG(text));
        }
    }
    return line;
}

static int list_sources(struct act *act, int64_t contract, struct pack_sources *ret,
                        struct item_list *ret_deliverables, struct err *err)
{
    struct duty_filter filter = {.contract = contract};
    struct duty_list duties = {};

    if (act_duties(act, &filter, &duties, NULL, err) < 0 ||
        act_items(act, contract, &type_deliverable, ret_deliverables, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < duties.n; i++) {
        const struct duty *d = &duties.v[i];

        *VEC_ADD(act->arena, &ret->v) =
            (struct pack_source){.section = d->section, .quote = d->quote, .id = d->id};
    }
    for (uint32_t i = 0; i < ret_deliverables->n; i++) {
        const struct item *x = &ret_deliverables->v[i];

        *VEC_ADD(act->arena, &ret->v) = (struct pack_source){.section = item_text(x, "section"),
                                                             .quote = line_of(act->arena, x)};
    }
    return 0;
}

/* ---- what is proposed ---- */

static struct str nearest(struct act *act, const struct item_list *deliverables)
{
    struct str *names = ARENA_ARRAY(act->arena, (size_t)deliverables->n + 1, struct str);

    for (uint32_t i = 0; i < deliverables->n; i++) {
        names[i] = line_of(act->arena, &deliverables->v[i]);
    }
    return pack_profile_nearest(names, deliverables->n);
}

/* The text of a shipped one: the nearest, or that of the name. */
static int base_text(struct act *act, struct str base, const struct item_list *deliverables,
                     struct str *ret, struct err *err)
{
    struct profile p;

    if (base.n == 0) {
        *ret = nearest(act, deliverables);
        return 0;
    }
    for (size_t i = 0; i < profile_text_count; i++) {
        if (profile_parse(act->arena, profile_texts[i], "profile", &p, err) < 0) {
            return -1;
        }
        if (str_eq(p.name, base)) {
            *ret = profile_texts[i];
            return 0;
        }
    }
    return err_set(err, ERR_NOT_FOUND, "there is no profile '%.*s', and no such file",
                   STR_ARG(base));
}

static int put_values(struct act *act, const struct str values[PACK_SETTINGS], bool only_given,
                      struct str *text, struct err *err)
{
    for (int i = 0; i < PACK_SETTINGS; i++) {
        if ((!only_given || values[i].n > 0) &&
            pack_profile_set(act->arena, *text, (enum pack_setting)i, values[i], text, err) < 0) {
            return -1;
        }
    }
    return 0;
}

int act_profile(struct act *act, int64_t contract, struct str base, struct contract_profile *ret,
                struct err *err)
{
    struct pack_sources *sources = ARENA_NEW(act->arena, struct pack_sources);
    struct item_list deliverables = {};

    if (load(act, contract, ret, err) < 0 ||
        list_sources(act, contract, sources, &deliverables, err) < 0) {
        return -1;
    }
    pack_profile_propose(act->arena, sources, &ret->found);
    bool is_new = ret->id == 0 || (base.n > 0 && !str_eq(base, ret->base));

    if (is_new && (base_text(act, base, &deliverables, &ret->text, err) < 0 ||
                   put_values(act, ret->found.values, true, &ret->text, err) < 0)) {
        return -1;
    }
    if (profile_parse(act->arena, ret->text, "profile", &ret->profile, err) < 0) {
        return -1;
    }
    if (is_new) {
        ret->base = ret->profile.name;
    }
    pack_profile_settings(act->arena, &ret->profile, &ret->now);
    return 0;
}

/* ---- confirming ---- */

int act_profile_confirm(struct act *act, int64_t contract, const struct profile_change *change,
                        struct err *err)
{
    json_t *body AUTO_JSON = json_object();
    const struct single_change put = {.contract = contract,
                                      .version = change->version,
                                      .type = &type_profile,
                                      .event = "profile.confirm",
                                      .body = body,
                                      .who = change->who};
    struct str text = change->text;
    struct contract_profile shown;
    struct profile p;

    if (text.n == 0) {
        if (act_profile(act, contract, change->base, &shown, err) < 0) {
            return -1;
        }
        text = shown.text;
        if (put_values(act, change->values, false, &text, err) < 0) {
            return -1;
        }
    }
    if (profile_parse(act->arena, text, "profile", &p, err) < 0) {
        return -1;
    }
    body_set_str(body, "base", change->base);
    body_set_str(body, "text", text);
    return act_single_put(act, &put, err);
}
