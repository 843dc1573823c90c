/* Clocks as people see them; see due.h. */
#include "act/due.h"

#include "act/body.h"
#include "act/job.h"
#include "core/clock.h"
#include "text/calendar.h"

#include <stdlib.h>

const char *due_state_word(enum due_state s)
{
    static const char *const words[] = {
        [DUE_LATE] = "late",
        [DUE_TODAY] = "today",
        [DUE_SOON] = "soon",
        [DUE_LATER] = "later",
        [DUE_WAITING] = "waiting",
        [DUE_DONE] = "done",
        [DUE_MISSED_TARGET] = "missed-target",
    };

    return words[s];
}

static enum due_state state_of(const struct clock_row *row, int32_t today)
{
    if (row->is_done) {
        return DUE_DONE;
    }
    if (row->day_to == CALENDAR_NONE) {
        return DUE_WAITING;
    }
    if (row->day_to < today) {
        return row->flags & CLOCK_SOFT ? DUE_MISSED_TARGET : DUE_LATE;
    }
    if (row->day_to == today) {
        return DUE_TODAY;
    }
    return row->day_to - today <= DUE_SOON_DAYS ? DUE_SOON : DUE_LATER;
}

/* ---- titles of contracts, each loaded once ---- */

struct titled {
    int64_t contract;
    struct str title;
};

struct due_job {
    struct act *act;
    const struct due_filter *filter;
    struct due_rows *ret;
    struct {
        struct titled *v;
        uint32_t n, room;
    } titles;
};

static int title_of(struct due_job *j, struct tx *tx, int64_t contract, struct str *ret,
                    struct err *err)
{
    struct record r;
    json_t *body AUTO_JSON = NULL;

    for (uint32_t i = 0; i < j->titles.n; i++) {
        if (j->titles.v[i].contract == contract) {
            *ret = j->titles.v[i].title;
            return 0;
        }
    }
    if (record_load(tx, j->act->arena, contract, &r, err) < 0 || body_of(&r, &body, err) < 0) {
        return -1;
    }
    *ret = body_str(j->act->arena, body, "title");
    *VEC_ADD(j->act->arena, &j->titles) = (struct titled){contract, *ret};
    return 0;
}

/* ---- the list ---- */

static bool is_wanted(const struct due_filter *f, const struct due_row *row)
{
    if (row->state == DUE_DONE && !f->done_too) {
        return false;
    }
    if (row->state == DUE_WAITING && (!f->waiting_too || (row->clock.flags & CLOCK_NEVER) != 0)) {
        return false;
    }
    return f->owner.n == 0 || str_eq(f->owner, row->owner);
}

static int run_due(struct tx *tx, void *arg, struct err *err)
{
    struct due_job *j = arg;
    const struct due_filter *f = j->filter;
    struct clock_filter wanted = {
        .contract = f->contract,
        .duty = f->duty,
        .from = f->from,
        .to = f->to,
        .open_only = !f->done_too,
        .unknown_too = f->waiting_too,
        /* Without conditions of our own the database may stop at the limit. */
        .limit = f->owner.n == 0 && !f->waiting_too ? f->limit : 0,
    };
    struct clock_list clocks = {};
    int64_t *contracts = NULL;
    int32_t today = act_today(j->act);

    *j->ret = (struct due_rows){};
    if (clocks_list(tx, j->act->arena, &wanted, &clocks, &contracts, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < clocks.n && (f->limit == 0 || j->ret->n < (uint32_t)f->limit); i++) {
        const struct clock_row *c = &clocks.v[i];
        struct due_row row = {
            .contract = contracts[i],
            .duty = c->duty,
            .summary = c->summary,
            .section = c->section,
            .owner = c->owner,
            .modality = c->modality,
            .clock = *c,
            .state = state_of(c, today),
            .days_left = c->day_to == CALENDAR_NONE ? 0 : c->day_to - today,
        };

        if (!is_wanted(f, &row)) {
            continue;
        }
        if (title_of(j, tx, contracts[i], &row.contract_title, err) < 0) {
            return -1;
        }
        *VEC_ADD(j->act->arena, j->ret) = row;
    }
    return 0;
}

int act_due(struct act *act, const struct due_filter *filter, struct due_rows *ret, struct err *err)
{
    struct due_job job = {.act = act, .filter = filter, .ret = ret};

    return act_read(act, run_due, &job, err);
}
