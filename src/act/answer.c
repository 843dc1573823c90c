/* Answers to repeated requests; see act.h. */
#include "act/job.h"

struct answer_job {
    struct act *act;
    struct str key, answer;
    const uint8_t *request;
    struct str *ret;
};

static int run_recall(struct tx *tx, void *arg, struct err *err)
{
    struct answer_job *j = arg;

    return idempotency_find(tx, j->act->arena, j->key, j->request, j->ret, err);
}

int act_recall(struct act *act, struct str key, const uint8_t request[32], struct str *ret_answer,
               struct err *err)
{
    struct answer_job job = {.act = act, .key = key, .request = request, .ret = ret_answer};

    return act_read(act, run_recall, &job, err);
}

static int run_remember(struct tx *tx, void *arg, struct err *err)
{
    struct answer_job *j = arg;

    return idempotency_save(tx, j->key, j->request, j->answer, err);
}

int act_remember(struct act *act, struct str key, const uint8_t request[32], struct str answer,
                 struct err *err)
{
    struct answer_job job = {.act = act, .key = key, .request = request, .answer = answer};

    return act_write(act, run_remember, &job, err);
}
