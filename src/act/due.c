/* Clocks as people see them; see due.h. */
#include "act/due.h"

#include "act/body.h"
#include "act/job.h"
#include "core/clock.h"
#include "text/calendar.h"

#include <stdlib.h>

enum { SOON_DAYS = 14 };

const char *due_state_word(enum due_state s)
{
    static const char *const words[] = {
        [DUE_LATE] = "late",       [DUE_TODAY] = "today",     [DUE_SOON] = "soon",
        [DUE_LATER] = "later",     [DUE_WAITING] = "waiting", [DUE_DONE] = "done",
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
    return row->day_to - today <= SOON_DAYS ? DUE_SOON : DUE_LATER;
}

/* ---- names of duties and contracts, each loaded once ---- */

struct named {
    int64_t id;
    struct str state, title, section, owner, modality;
};

/* By rising id. */
struct named_list {
    struct named *v;
    uint32_t n, room;
};

struct due_job {
    struct act *act;
    const struct due_filter *filter;
    struct due_rows *ret;
    struct named_list duties, contracts;
};

static int load_named(struct due_job *j, struct tx *tx, int64_t id, struct named *ret,
                      struct err *err)
{
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (record_load(tx, j->act->arena, id, &r, err) < 0 || body_of(&r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct named){.id = id, .state = r.state};
    if (r.type == &type_contract) {
        ret->title = body_str(j->act->arena, body, "title");
        return 0;
    }
    ret->title = body_str(j->act->arena, body, "summary");
    ret->section = body_str(j->act->arena, body, "section");
    ret->owner = body_str(j->act->arena, body, "owner");
    ret->modality = body_str(j->act->arena, body, "modality");
    if (ret->title.n == 0) {
        ret->title = body_str(j->act->arena, body, "quote");
    }
    return 0;
}

/* Each duty and contract is loaded once. */
static int named_of(struct due_job *j, struct tx *tx, bool is_contract, int64_t id,
                    const struct named **ret, struct err *err)
{
    struct named_list *list = is_contract ? &j->contracts : &j->duties;
    uint32_t low = 0;
    uint32_t high = list->n;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (list->v[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < list->n && list->v[low].id == id) {
        *ret = &list->v[low];
        return 0;
    }
    struct named one;

    if (load_named(j, tx, id, &one, err) < 0) {
        return -1;
    }
    (void)VEC_ADD(j->act->arena, list);
    memmove(&list->v[low + 1], &list->v[low], (list->n - 1 - low) * sizeof(one));
    list->v[low] = one;
    *ret = &list->v[low];
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
        const struct named *duty, *contract;

        if (named_of(j, tx, false, c->duty, &duty, err) < 0) {
            return -1;
        }
        struct due_row row = {
            .contract = contracts[i],
            .duty = c->duty,
            .summary = duty->title,
            .section = duty->section,
            .owner = duty->owner,
            .modality = duty->modality,
            .clock = *c,
            .days_left = c->day_to == CALENDAR_NONE ? 0 : c->day_to - today,
        };

        row.clock.is_done = c->is_done || str_eq(duty->state, STR("done"));
        row.state = state_of(&row.clock, today);
        if (!is_wanted(f, &row)) {
            continue;
        }
        if (named_of(j, tx, true, contracts[i], &contract, err) < 0) {
            return -1;
        }
        row.contract_title = contract->title;
        *VEC_ADD(j->act->arena, j->ret) = row;
    }
    return 0;
}

int act_due(struct act *act, const struct due_filter *filter, struct due_rows *ret,
            struct err *err)
{
    struct due_job job = {.act = act, .filter = filter, .ret = ret};

    return act_read(act, run_due, &job, err);
}
