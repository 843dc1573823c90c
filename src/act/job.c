/* Running a job as the person of the act; see job.h. */
#include "act/job.h"

int act_write(struct act *act, store_job run, void *arg, struct err *err)
{
    struct store_by by = {
        .actor = act->actor, .happened_ms = act->now_ms, .received_ms = act->now_ms};

    return store_write(desk_store(act->desk), &by, run, arg, err);
}

int act_read(struct act *act, store_job run, void *arg, struct err *err)
{
    return store_read(desk_store(act->desk), run, arg, err);
}

int act_load(struct tx *tx, struct arena *a, const struct type *type, int64_t id, int64_t version,
             struct record *ret, struct err *err)
{
    if (record_load(tx, a, id, ret, err) < 0) {
        return -1;
    }
    if (ret->type != type) {
        return err_set(err, ERR_NOT_FOUND, "there is no %s with the number %lld", type->name,
                       (long long)id);
    }
    if (version == 0) {
        err_set(err, ERR_INVALID, "say which version was seen");
        return err_hint(err, "the version as it was read, or If-Match");
    }
    if (ret->version != version) {
        err_set(err, ERR_CONFLICT, "this was changed by %.*s in the meantime",
                STR_ARG(ret->changed_by));
        return err_hint(err, "both are kept: look at the present state, then enter yours again");
    }
    return 0;
}
