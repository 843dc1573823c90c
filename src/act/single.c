/* A record of which a contract has one; see single.h. */
#include "act/single.h"

#include "pack/pack-input.h"

struct job {
    struct act *act;
    int64_t contract;
    const struct type *type;
    struct record *ret;
    const struct single_change *change;
};

/* The one in the state in which it begins. */
static int load(struct tx *tx, struct job *j, struct err *err)
{
    const struct record_filter f = {
        .contract = j->contract, .type = j->type, .state = str_of(j->type->states[0]), .limit = 1};
    struct record_list list = {};
    struct str cursor;

    if (record_list(tx, j->act->arena, &f, &list, &cursor, err) < 0) {
        return -1;
    }
    *j->ret = list.n > 0 ? list.v[0] : (struct record){.contract = j->contract, .type = j->type};
    return 0;
}

static int run_load(struct tx *tx, void *arg, struct err *err)
{
    return load(tx, arg, err);
}

int act_single(struct act *act, int64_t contract, const struct type *type, struct record *ret,
               json_t **ret_body, struct err *err)
{
    struct job job = {.act = act, .contract = contract, .type = type, .ret = ret};

    *ret_body = NULL;
    if (act_read(act, run_load, &job, err) < 0) {
        return -1;
    }
    return ret->id == 0 ? 0 : body_of(ret, ret_body, err);
}

static int run_put(struct tx *tx, void *arg, struct err *err)
{
    struct job *j = arg;
    const struct single_change *change = j->change;

    if (load(tx, j, err) < 0) {
        return -1;
    }
    if (j->ret->version != change->version) {
        err_set(err, ERR_CONFLICT, "this was changed by %.*s in the meantime",
                STR_ARG(j->ret->changed_by));
        return err_hint(err, "both are kept: look at the present state, then enter yours again");
    }
    body_store(j->act->arena, change->body, j->ret);
    return j->ret->id != 0 ? record_change(tx, j->ret, change->event, err)
                           : record_add(tx, j->ret, change->event, err);
}

int act_single_put(struct act *act, const struct single_change *change, struct err *err)
{
    struct str who = str_trim(change->who);
    struct record r;
    struct job job = {.act = act,
                      .contract = change->contract,
                      .type = change->type,
                      .ret = &r,
                      .change = change};

    if (!pack_is_person(who)) {
        err_set(err, ERR_INVALID, "to confirm it needs the name of a person");
        return err_hint(err, "write the name of who decides, not a role");
    }
    body_set_str(change->body, "by", who);
    body_set_day(change->body, "day", act_today(act));
    return act_write(act, run_put, &job, err);
}
