/*
 * What was done, and taking it back; see act.h.
 *
 * The events of one action carry the same actor and the same instant (the request's). Taking an
 * action back writes each record again as it was before the action, newest event first; a record
 * that the action added goes to the state in which its type keeps what is no more.
 */
#include "act/act.h"

#include "act/body.h"
#include "act/due.h"
#include "act/history-decided.h"
#include "act/job.h"

enum { MOST_EVENTS_OF_ACTION = 2000 };

/* What a line of the history is about: the first of these members that the body has. */
static struct str what_of(struct arena *a, const json_t *body)
{
    static const char *const names[] = {"summary", "title", "name", "text", "note", "key", "why"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct str s = body_str(a, body, names[i]);

        if (s.n > 0) {
            return s;
        }
    }
    return (struct str){};
}

/* ---- list ---- */

struct history_job {
    struct act *act;
    struct event_filter filter;
    struct history *ret;
};

static int entry_of(struct tx *tx, struct arena *a, const struct event *e,
                    struct history_entry *ret, struct err *err)
{
    json_error_t error;
    json_t *body AUTO_JSON = json_loadb(e->body.p, e->body.n, JSON_ALLOW_NUL, &error);
    struct record now;

    *ret = (struct history_entry){
        .seq = e->seq,
        .contract = e->contract,
        .record = e->record,
        .version = e->version,
        .kind = e->kind,
        .actor = e->actor,
        .at_ms = e->received_ms,
        .type = body_str(a, body, "type"),
        .what = what_of(a, json_object_get(body, "body")),
    };
    if (e->record == 0 || e->version == 0) {
        return 0;
    }
    if (record_load(tx, a, e->record, &now, err) < 0 ||
        history_decided(tx, a, body, ret, err) < 0) {
        return -1;
    }
    ret->can_undo = now.version == e->version && !str_starts(e->kind, STR("open")) &&
                    now.type != &type_contract;
    return 0;
}

static int run_history(struct tx *tx, void *arg, struct err *err)
{
    struct history_job *j = arg;
    struct event_list events = {};

    *j->ret = (struct history){};
    if (event_list_of(tx, j->act->arena, &j->filter, &events, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < events.n; i++) {
        if (entry_of(tx, j->act->arena, &events.v[i], VEC_ADD(j->act->arena, j->ret), err) < 0) {
            return -1;
        }
    }
    return 0;
}

int act_history(struct act *act, int64_t contract, int64_t record, int64_t before_seq, int limit,
                struct history *ret, struct err *err)
{
    struct history_job job = {
        .act = act,
        .filter = {.contract = contract,
                   .record = record,
                   .before_seq = before_seq,
                   .limit = limit},
        .ret = ret,
    };

    return act_read(act, run_history, &job, err);
}

/* ---- undo ---- */

struct undo_job {
    struct act *act;
    int64_t seq;
    int64_t contract;
};

/* All events of the action that event `seq` belongs to, newest first. */
static int load_action(struct tx *tx, struct undo_job *j, struct event_list *ret, struct err *err)
{
    struct arena *a = j->act->arena;
    struct event_filter one = {.before_seq = j->seq + 1, .limit = 1};
    struct event_filter around = {.limit = MOST_EVENTS_OF_ACTION};
    struct event_list found = {};
    struct event_list near = {};

    if (event_list_of(tx, a, &one, &found, err) < 0) {
        return -1;
    }
    if (found.n == 0 || found.v[0].seq != j->seq) {
        return err_set(err, ERR_NOT_FOUND, "there is no event %lld", (long long)j->seq);
    }
    struct event e = found.v[0];

    j->contract = e.contract;
    around.contract = e.contract;
    around.before_seq = j->seq + MOST_EVENTS_OF_ACTION / 2;
    if (event_list_of(tx, a, &around, &near, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < near.n; i++) {
        if (near.v[i].received_ms == e.received_ms && str_eq(near.v[i].actor, e.actor)) {
            *VEC_ADD(a, ret) = near.v[i];
        }
    }
    return 0;
}

/* The state in which a type keeps what is no more. */
static const char *gone_state(const struct type *type)
{
    static const char *const words[] = {"dropped", "withdrawn", "cancelled", "replaced", "closed"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (type_has_state(type, str_of(words[i]))) {
            return words[i];
        }
    }
    return type->states[0];
}

/* Puts a record back to what it was before version `first`; `last` is its newest of the action. */
static int undo_record(struct tx *tx, struct undo_job *j, int64_t id, int64_t first, int64_t last,
                       struct err *err)
{
    struct arena *a = j->act->arena;
    struct record now, before;

    if (record_load(tx, a, id, &now, err) < 0) {
        return -1;
    }
    if (now.type == &type_contract && first == 1) {
        return err_set(err, ERR_INVALID, "opening a contract is not undone: close it instead");
    }
    if (now.version != last) {
        err_set(err, ERR_CONFLICT, "this was changed by %.*s since", STR_ARG(now.changed_by));
        return err_hint(err, "undo the later change first");
    }
    if (first == 1) {
        now.state = str_of(gone_state(now.type));
        return record_change(tx, &now, "undo", err);
    }
    if (record_at(tx, a, id, first - 1, &before, err) < 0) {
        return -1;
    }
    now.state = before.state;
    now.body = before.body;
    return record_change(tx, &now, "undo", err);
}

/* A record that the action changed several times goes back in one step, at its newest event. */
static int undo_event(struct tx *tx, struct undo_job *j, const struct event_list *action,
                      uint32_t at, struct err *err)
{
    const struct event *e = &action->v[at];
    int64_t first = e->version;

    if (e->record == 0 || e->version == 0) {
        return 0;
    }
    for (uint32_t i = 0; i < action->n; i++) {
        if (action->v[i].record != e->record || action->v[i].version == 0) {
            continue;
        }
        if (i < at) {
            return 0;
        }
        first = MIN(first, action->v[i].version);
    }
    return undo_record(tx, j, e->record, first, e->version, err);
}

static int run_undo(struct tx *tx, void *arg, struct err *err)
{
    struct undo_job *j = arg;
    struct event_list action = {};

    if (load_action(tx, j, &action, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < action.n; i++) {
        if (undo_event(tx, j, &action, i, err) < 0) {
            return -1;
        }
    }
    return j->contract == 0 ? 0 : act_reckon(tx, j->act->arena, j->contract, err);
}

int act_undo(struct act *act, int64_t seq, int64_t *ret_contract, struct err *err)
{
    struct undo_job job = {.act = act, .seq = seq};

    if (act_write(act, run_undo, &job, err) < 0) {
        return -1;
    }
    *ret_contract = job.contract;
    return 0;
}

/* ---- the chain, for an auditor ---- */

struct events_job {
    int64_t contract;
    int (*each)(const struct event_proof *p, void *user, struct err *err);
    void *user;
};

static int withhold_others(const struct event_proof *p, void *user, struct err *err)
{
    const struct events_job *j = user;
    struct event_proof shown = *p;

    if (p->event.contract != j->contract) {
        shown.is_erased = true;
        shown.event.body = (struct str){};
        memset(shown.salt, 0, sizeof(shown.salt));
    }
    return j->each(&shown, j->user, err);
}

static int run_events(struct tx *tx, void *arg, struct err *err)
{
    return event_each(tx, withhold_others, arg, err);
}

int act_events(struct act *act, int64_t contract,
               int (*each)(const struct event_proof *p, void *user, struct err *err), void *user,
               struct err *err)
{
    struct events_job job = {.contract = contract, .each = each, .user = user};

    return act_read(act, run_events, &job, err);
}
