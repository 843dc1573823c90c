/* What is let pass of the sets; see allowance.h. */
#include "act/allowance.h"

#include "act/body.h"
#include "act/inspection.h"
#include "act/job.h"

static int allowance_of(struct arena *a, const struct record *r, struct allowance *ret,
                        struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct allowance){.id = r->id,
                              .version = r->version,
                              .rule = body_str(a, body, "rule"),
                              .sha256 = body_str(a, body, "sha256"),
                              .place = body_str(a, body, "place"),
                              .name = body_str(a, body, "name"),
                              .reason = body_str(a, body, "reason"),
                              .by = body_str(a, body, "by"),
                              .day = body_day(body, "day")};
    return 0;
}

static int list(struct tx *tx, struct arena *a, int64_t contract, struct allowance_list *ret,
                struct err *err)
{
    struct record_filter f = {.contract = contract, .type = &type_allowance, .state = STR("given")};

    *ret = (struct allowance_list){};
    do {
        struct record_list page = {};

        if (record_list(tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (allowance_of(a, &page.v[i], VEC_ADD(a, &ret->v), err) < 0) {
                return -1;
            }
        }
    } while (f.cursor.n > 0);
    return 0;
}

struct list_job {
    struct act *act;
    int64_t contract;
    struct allowance_list *ret;
};

static int run_list(struct tx *tx, void *arg, struct err *err)
{
    struct list_job *j = arg;

    return list(tx, j->act->arena, j->contract, j->ret, err);
}

int act_allowances(struct act *act, int64_t contract, struct allowance_list *ret, struct err *err)
{
    struct list_job job = {.act = act, .contract = contract, .ret = ret};

    return act_read(act, run_list, &job, err);
}

int allowances_check(struct tx *tx, struct arena *a, int64_t contract,
                     const struct allowance_list *seen, struct err *err)
{
    struct allowance_list now;
    bool is_same;

    if (list(tx, a, contract, &now, err) < 0) {
        return -1;
    }
    is_same = now.v.n == seen->v.n;
    for (uint32_t i = 0; i < now.v.n && is_same; i++) {
        is_same = now.v.v[i].id == seen->v.v[i].id && now.v.v[i].version == seen->v.v[i].version;
    }
    return is_same ? 0 : err_set(err, ERR_CONFLICT, "what may pass was changed meanwhile");
}

/* ---- changes ---- */

struct add_job {
    struct act *act;
    int64_t contract;
    const struct allowance_list *list;
    struct str reason, who;
};

static int run_add(struct tx *tx, void *arg, struct err *err)
{
    struct add_job *j = arg;

    for (uint32_t i = 0; i < j->list->v.n; i++) {
        const struct allowance *x = &j->list->v.v[i];
        json_t *body AUTO_JSON = json_object();
        struct record r = {.contract = j->contract, .type = &type_allowance};

        body_set_str(body, "rule", x->rule);
        body_set_str(body, "sha256", x->sha256);
        body_set_str(body, "place", x->place);
        body_set_str(body, "name", x->name);
        body_set_str(body, "reason", j->reason);
        body_set_str(body, "by", j->who);
        body_set_day(body, "day", act_today(j->act));
        body_store(j->act->arena, body, &r);
        if (record_add(tx, &r, "allowance.give", err) < 0) {
            return -1;
        }
    }
    return 0;
}

int act_allowances_add(struct act *act, int64_t contract, const struct allowance_list *allowed,
                       struct str reason, struct str who, struct err *err)
{
    const struct decision_call call = {.choice = DECISION_ALLOW, .reason = reason, .who = who};
    struct add_job job = {.act = act,
                          .contract = contract,
                          .list = allowed,
                          .reason = str_trim(reason),
                          .who = str_trim(who)};

    return act_decision_check(&call, err) < 0 ? -1 : act_write(act, run_add, &job, err);
}

struct withdraw_job {
    struct act *act;
    int64_t contract, id, version;
};

static int run_withdraw(struct tx *tx, void *arg, struct err *err)
{
    struct withdraw_job *j = arg;
    struct record r;

    if (act_load(tx, j->act->arena, &type_allowance, j->id, j->version, &r, err) < 0) {
        return -1;
    }
    if (r.contract != j->contract) {
        return err_set(err, ERR_NOT_FOUND, "the contract has no decision with the number %lld",
                       (long long)j->id);
    }
    r.state = STR("withdrawn");
    return record_change(tx, &r, "allowance.withdraw", err);
}

int act_allowance_withdraw(struct act *act, int64_t contract, int64_t id, int64_t version,
                           struct err *err)
{
    struct withdraw_job job = {.act = act, .contract = contract, .id = id, .version = version};

    return act_write(act, run_withdraw, &job, err);
}
