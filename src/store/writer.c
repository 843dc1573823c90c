/*
 * The writer thread: group commit.
 *
 * Whoever writes puts a job into the queue and sleeps. The thread takes all that queued up while
 * the last commit ran, runs each behind a savepoint in one transaction, commits once, and only
 * then answers. There is no timer and no batch size to choose: the slower the disk, the more is
 * committed together.
 *
 * A job that fails is taken back alone. When the commit fails, everybody gets its error. When the
 * database itself drops the transaction in the middle (disk full), the job that met it gets the
 * error and the others are run again, each in a transaction of its own.
 */
#include "store/inner.h"

#include <errno.h>

struct job {
    struct job *next;
    const struct store_by *by;
    store_job run;
    void *arg;
    struct err err;
    int result;
    bool is_settled; /* its error is told already */
    sem_t done;
};

/* Runs one job behind a savepoint; <0 when the transaction is gone. */
static int run_one(struct store *s, struct job *job, struct err *err)
{
    struct tx tx = {.s = s, .db = s->writer, .by = job->by};

    job->err = (struct err){};
    job->is_settled = false;
    if (db_savepoint(s->writer, &job->err) < 0) {
        job->result = -1;
        job->is_settled = true;
        return db_in_transaction(s->writer) ? 0 : -1;
    }
    job->result = job->run(&tx, job->arg, &job->err);
    if (job->result >= 0 && tx.broken) {
        job->result = err_set(&job->err, ERR_IO, "a change was not written whole");
    }
    if (!db_in_transaction(s->writer)) {
        if (job->result >= 0) {
            job->result = err_set(&job->err, ERR_IO, "the database gave the transaction up");
        }
        job->is_settled = true;
        return -1;
    }
    if (job->result >= 0) {
        s->waiting_texts += tx.texts_added;
        return db_savepoint_keep(s->writer, err);
    }
    job->is_settled = true;
    return db_savepoint_undo(s->writer, err);
}

/* Runs the jobs from `first` up to `end` in one transaction. */
static int run_batch(struct store *s, struct job *first, const struct job *end, struct err *err)
{
    if (db_begin(s->writer, DB_WRITE, err) < 0) {
        return -1;
    }
    for (struct job *job = first; job != end; job = job->next) {
        if (run_one(s, job, err) < 0) {
            db_rollback(s->writer);
            return -1;
        }
    }
    if (db_commit(s->writer, err) < 0) {
        db_rollback(s->writer);
        return -1;
    }
    return 0;
}

static void settle(struct job *job, const struct err *err)
{
    if (!job->is_settled) {
        job->result = -1;
        job->err = *err;
        job->is_settled = true;
    }
}

static bool has_settled(const struct job *first)
{
    for (; first != NULL; first = first->next) {
        if (first->is_settled) {
            return true;
        }
    }
    return false;
}

/* All jobs of the list, so that each has its result. */
static void run_all(struct store *s, struct job *first)
{
    struct err err = {};
    bool together = !s->one_by_one && run_batch(s, first, NULL, &err) == 0;

    if (together) {
        return;
    }
    /* One of them may have broken it: each for itself, unless it is the commit that fails. */
    bool again = s->one_by_one || (first->next != NULL && has_settled(first));

    for (struct job *job = first; job != NULL; job = job->next) {
        if (again && (s->one_by_one || !job->is_settled)) {
            err = (struct err){};
            if (run_batch(s, job, job->next, &err) == 0) {
                continue;
            }
        }
        settle(job, &err);
    }
}

static int merge_texts(struct db *db, void *arg, struct err *err)
{
    return gram_merge(db, SEARCH_MERGE_AT, arg, err);
}

static bool has_jobs(struct store *s)
{
    pthread_mutex_lock(&s->mutex);
    bool has = s->first != NULL || s->ends;

    pthread_mutex_unlock(&s->mutex);
    return has;
}

/*
 * Puts waiting texts into the lists, some at a time, while nobody waits to write. The search finds
 * texts that wait as well; that this fails is nobody's loss.
 */
static void merge_when_many(struct store *s)
{
    while (s->waiting_texts >= SEARCH_MERGE_AT) {
        struct err ignored = {};

        if (db_transact(s->writer, DB_WRITE, merge_texts, &s->waiting_texts, &ignored) < 0) {
            s->waiting_texts = 0; /* try again after as many more */
        }
        if (has_jobs(s)) {
            return;
        }
    }
}

static void *write_jobs(void *arg)
{
    struct store *s = arg;

    pthread_mutex_lock(&s->mutex);
    for (;;) {
        while (s->first == NULL && !s->ends) {
            pthread_cond_wait(&s->wake, &s->mutex);
        }
        struct job *jobs = s->first;

        if (jobs == NULL) {
            break;
        }
        s->first = NULL;
        s->last = &s->first;
        pthread_mutex_unlock(&s->mutex);
        run_all(s, jobs);
        while (jobs != NULL) {
            struct job *next = jobs->next; /* the job is gone once its owner wakes */

            sem_post(&jobs->done);
            jobs = next;
        }
        merge_when_many(s);
        pthread_mutex_lock(&s->mutex);
    }
    pthread_mutex_unlock(&s->mutex);
    return NULL;
}

int writer_start(struct store *s, struct err *err)
{
    static const struct query waiting = SQL("SELECT count(*) FROM search_pending");

    if (db_query_int(s->writer, &waiting, DB_NO_VALUES, 0, &s->waiting_texts, err) < 0) {
        return -1;
    }
    int code = pthread_create(&s->thread, NULL, write_jobs, s);

    if (code != 0) {
        return err_set(err, ERR_IO, "a thread cannot be started: %s", err_reason(code));
    }
    s->has_thread = true;
    return 0;
}

void writer_end(struct store *s)
{
    if (!s->has_thread) {
        return;
    }
    pthread_mutex_lock(&s->mutex);
    s->ends = true;
    pthread_cond_signal(&s->wake);
    pthread_mutex_unlock(&s->mutex);
    pthread_join(s->thread, NULL);
    s->has_thread = false;
}

int store_write(struct store *s, const struct store_by *by, store_job run, void *arg,
                struct err *err)
{
    struct job job = {.by = by, .run = run, .arg = arg};

    if (s->read_only) {
        return err_set(err, ERR_DENIED, "the desk was opened for reading only");
    }
    sem_init(&job.done, 0, 0);
    pthread_mutex_lock(&s->mutex);
    *s->last = &job;
    s->last = &job.next;
    pthread_cond_signal(&s->wake);
    pthread_mutex_unlock(&s->mutex);
    while (sem_wait(&job.done) < 0 && errno == EINTR) {
    }
    sem_destroy(&job.done);
    if (job.result < 0 && err != NULL) {
        *err = job.err;
    }
    return job.result;
}
