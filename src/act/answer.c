/* Answers to repeated requests; see act.h. */
#include "act/job.h"

struct answer_job {
    struct act *act;
    struct str key, answer;
    const uint8_t *request;
    int found; /* 1 = there is an answer */
};

/* In the writer: an answer is found by who asks and when, which a snapshot does not know. */
static int run_recall(struct tx *tx, void *arg, struct err *err)
{
    struct answer_job *j = arg;

    j->found = idempotency_find(tx, j->act->arena, j->key, j->request, &j->answer, err);
    return j->found < 0 ? -1 : 0;
}

int act_recall(struct act *act, struct str key, const uint8_t request[32], struct str *ret_answer,
               struct err *err)
{
    struct answer_job job = {.act = act, .key = key, .request = request};

    if (act_write(act, run_recall, &job, err) < 0) {
        return -1;
    }
    if (job.found > 0) {
        *ret_answer = job.answer;
    }
    return job.found;
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
