/*
 * Decisions about what was found: one rule in one file, or in many files at once. Who let something
 * pass signs by name; until there are accounts the name is what the person types.
 */
#include "act/inspection-body.h"
#include "act/job.h"
#include "pack/pack-input.h"

static int check_person(struct str who, struct err *err)
{
    if (pack_is_person(str_trim(who))) {
        return 0;
    }
    err_set(err, ERR_INVALID, "to let it pass needs the name of a person");
    return err_hint(err, "write the name of who decides, not a role");
}

int act_decision_check(const struct decision_call *call, struct err *err)
{
    if (call->choice != DECISION_ALLOW) {
        return 0;
    }
    if (str_trim(call->reason).n == 0) {
        err_set(err, ERR_INVALID, "to let it pass needs a reason");
        return err_hint(err, "write why it may leave: the inspection will ask");
    }
    return check_person(call->who, err);
}

struct decide_job {
    struct act *act;
    int64_t contract;
    const int64_t *ids;
    size_t count;
    int64_t version; /* of the only file; 0 with several, or when it was not told */
    struct str rule;
    const struct decision_call *call;
    uint32_t decided;
};

json_t *inspection_decision_json(struct str rule, const struct decision *d)
{
    json_t *json = json_object();

    body_set_str(json, "rule", rule);
    body_set_str(json, "choice", str_of(inspection_choice_words[d->choice]));
    body_set_str(json, "reason", d->reason);
    body_set_str(json, "by", d->by);
    body_set_day(json, "day", d->day);
    return json;
}

/* Takes the rule's decision or proposal off the list; NULL is an empty list. */
static void forget(json_t *list, struct str rule)
{
    for (size_t i = json_array_size(list); i-- > 0;) {
        const char *id = json_string_value(json_object_get(json_array_get(list, i), "rule"));

        if (id != NULL && str_eq(str_of(id), rule)) {
            json_array_remove(list, i);
        }
    }
}

/* Puts the decision in the place of what was decided or proposed; DECISION_NONE leaves nothing. */
static void put_decision(json_t *body, struct str rule, const struct decision *d)
{
    json_t *decisions = json_object_get(body, "decisions");

    if (decisions == NULL) {
        decisions = json_array();
        body_set(body, "decisions", decisions);
    }
    forget(decisions, rule);
    forget(json_object_get(body, "proposals"), rule);
    if (d->choice != DECISION_NONE) {
        json_array_append_new(decisions, inspection_decision_json(rule, d));
    }
}

static struct decision decision_of_call(struct act *act, const struct decision_call *call)
{
    struct str who = str_trim(call->who);

    return (struct decision){.choice = call->choice,
                             .reason = str_trim(call->reason),
                             .by = who.n > 0 ? who : act->actor,
                             .day = act_today(act)};
}

/* Decides in the record; *ret_known is whether it has the rule. */
static int decide(struct tx *tx, struct decide_job *j, struct record *r, bool *ret_known,
                  struct err *err)
{
    struct arena *a = j->act->arena;
    struct inspection x;
    json_t *body AUTO_JSON = NULL;

    *ret_known = false;
    if (inspection_of(a, r, &x, err) < 0 || body_of(r, &body, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < x.rules.n; i++) {
        *ret_known |= str_eq(x.rules.v[i].id, j->rule);
    }
    if (!*ret_known) {
        return 0;
    }
    const struct decision decision = decision_of_call(j->act, j->call);

    put_decision(body, j->rule, &decision);
    return inspection_settle(a, r, body, err) < 0 ? -1
                                                  : record_change(tx, r, "inspection.decide", err);
}

/* ---- one file ---- */

static int run_one(struct tx *tx, void *arg, struct err *err)
{
    struct decide_job *j = arg;
    struct record r;
    bool is_known;

    if (act_load(tx, j->act->arena, &type_inspection, j->ids[0], j->version, &r, err) < 0 ||
        decide(tx, j, &r, &is_known, err) < 0) {
        return -1;
    }
    return is_known
               ? 0
               : err_set(err, ERR_INVALID, "the file has no finding of '%.*s'", STR_ARG(j->rule));
}

int act_inspection_decide(struct act *act, int64_t id, int64_t version, struct str rule,
                          const struct decision_call *call, struct err *err)
{
    struct decide_job job = {
        .act = act, .ids = &id, .count = 1, .version = version, .rule = rule, .call = call};

    return act_decision_check(call, err) < 0 ? -1 : act_write(act, run_one, &job, err);
}

/* ---- many files ---- */

static int run_many(struct tx *tx, void *arg, struct err *err)
{
    struct decide_job *j = arg;

    j->decided = 0;
    for (size_t i = 0; i < j->count; i++) {
        struct record r;
        bool is_known;

        if (record_load(tx, j->act->arena, j->ids[i], &r, err) < 0) {
            return -1;
        }
        if (r.type != &type_inspection || r.contract != j->contract) {
            return err_set(err, ERR_NOT_FOUND, "the contract has no file with the number %lld",
                           (long long)j->ids[i]);
        }
        if (str_eq(r.state, STR("replaced")) || str_eq(r.state, STR("dropped"))) {
            continue;
        }
        if (decide(tx, j, &r, &is_known, err) < 0) {
            return -1;
        }
        j->decided += is_known;
    }
    return 0;
}

int act_inspections_decide(struct act *act, int64_t contract, const int64_t *ids, size_t count,
                           struct str rule, const struct decision_call *call, uint32_t *ret_count,
                           struct err *err)
{
    struct decide_job job = {
        .act = act, .contract = contract, .ids = ids, .count = count, .rule = rule, .call = call};

    if (act_decision_check(call, err) < 0 || act_write(act, run_many, &job, err) < 0) {
        return -1;
    }
    *ret_count = job.decided;
    return 0;
}

/* ---- what was decided about the edition before ---- */

struct confirm_job {
    struct act *act;
    int64_t id, version;
    struct str who;
    uint32_t confirmed;
};

static int run_confirm(struct tx *tx, void *arg, struct err *err)
{
    struct confirm_job *j = arg;
    struct arena *a = j->act->arena;
    json_t *body AUTO_JSON = NULL;
    struct inspection x;
    struct record r;

    if (act_load(tx, a, &type_inspection, j->id, j->version, &r, err) < 0 ||
        inspection_of(a, &r, &x, err) < 0 || body_of(&r, &body, err) < 0) {
        return -1;
    }
    j->confirmed = x.proposed;
    if (x.proposed == 0) {
        err_set(err, ERR_INVALID, "no decision waits to be confirmed");
        return err_hint(err, "decide the findings one by one");
    }
    for (uint32_t i = 0; i < x.rules.n; i++) {
        struct decision d = x.rules.v[i].proposal.decision;

        if (d.choice != DECISION_NONE && x.rules.v[i].proposal.added == 0) {
            d.by = str_trim(j->who);
            d.day = act_today(j->act);
            put_decision(body, x.rules.v[i].id, &d);
        }
    }
    return inspection_settle(a, &r, body, err) < 0
               ? -1
               : record_change(tx, &r, "inspection.confirm", err);
}

int act_inspection_confirm(struct act *act, int64_t id, int64_t version, struct str who,
                           uint32_t *ret_count, struct err *err)
{
    struct confirm_job job = {.act = act, .id = id, .version = version, .who = who};

    if (check_person(who, err) < 0 || act_write(act, run_confirm, &job, err) < 0) {
        return -1;
    }
    *ret_count = job.confirmed;
    return 0;
}
