/* Occasions and what they move; see occasion.h. */
#include "act/occasion.h"

#include "act/body.h"
#include "act/job.h"
#include "act/reckon.h"
#include "text/calendar.h"

#include <stdlib.h>

/* ---- list ---- */

struct occasions_job {
    struct act *act;
    int64_t contract;
    struct occasion_views *ret;
};

static int add_typed(struct arena *a, const struct record *r, struct occasion_views *ret,
                     struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *VEC_ADD(a, ret) = (struct occasion_view){
        .id = r->id,
        .version = r->version,
        .name = body_str(a, body, "name"),
        .note = body_str(a, body, "note"),
        .day = body_day(body, "day"),
        .minute = (int16_t)body_int_or(body, "minute", -1),
    };
    return 0;
}

/* The day of the contract goes by one name, however a duty words it; its term begins with it. */
static struct str name_of(struct str words)
{
    return occasion_matches(words, STR("契約締結日")) || str_eq(words, STR("契約期間"))
               ? STR("契約締結日")
               : words;
}

/* A clock hangs on an occasion that has a record, or names one that nobody has typed. */
static void count_clock(struct arena *a, const struct clock_row *c, struct occasion_views *ret)
{
    struct clock_rule rule;
    struct err err;

    for (uint32_t i = 0; i < ret->n; i++) {
        if (c->occasion != 0 && ret->v[i].id == c->occasion) {
            ret->v[i].clocks++;
            return;
        }
    }
    if (c->occasion != 0 || (c->flags & CLOCK_WAITS) == 0 ||
        clock_parse(a, c->rule, &rule, &err) < 0 || rule.occasion.n == 0) {
        return;
    }
    struct str name = name_of(rule.occasion);

    for (uint32_t i = 0; i < ret->n; i++) {
        if (occasion_matches(name, ret->v[i].name)) {
            ret->v[i].clocks++;
            return;
        }
    }
    *VEC_ADD(a, ret) =
        (struct occasion_view){.name = name, .day = CALENDAR_NONE, .minute = -1, .clocks = 1};
}

/*
 * Clocks that need the term wait for the day of the contract, which begins it: it is asked for even
 * when no duty names it.
 */
static int add_start_of_term(struct tx *tx, struct occasions_job *j,
                             const struct clock_list *clocks, struct err *err)
{
    static const struct str name = {.p = "契約締結日", .n = sizeof("契約締結日") - 1};
    struct arena *a = j->act->arena;
    struct reckon r;
    int64_t waiting = 0;

    if (reckon_load(tx, a, j->contract, NULL, &r, err) < 0) {
        return -1;
    }
    if (r.world.term_first != CALENDAR_NONE) {
        return 0;
    }
    for (uint32_t i = 0; i < clocks->n; i++) {
        struct clock_rule rule;
        struct err unread;

        waiting += clocks->v[i].occasion == 0 && (clocks->v[i].flags & CLOCK_WAITS) != 0 &&
                   clock_parse(a, clocks->v[i].rule, &rule, &unread) == 0 && rule.occasion.n == 0;
    }
    for (uint32_t i = 0; i < j->ret->n; i++) {
        if (occasion_matches(STR("契約締結"), j->ret->v[i].name)) {
            j->ret->v[i].clocks += waiting;
            return 0;
        }
    }
    *VEC_ADD(a, j->ret) =
        (struct occasion_view){.name = name, .day = CALENDAR_NONE, .minute = -1, .clocks = waiting};
    return 0;
}

/* Typed ones in order of their day, then the others by the clocks that wait for them. */
static int compare_views(const void *va, const void *vb)
{
    const struct occasion_view *a = va;
    const struct occasion_view *b = vb;

    if ((a->id != 0) != (b->id != 0)) {
        return a->id != 0 ? -1 : 1;
    }
    if (a->id != 0 && a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->clocks != b->clocks) {
        return a->clocks > b->clocks ? -1 : 1;
    }
    return str_cmp(a->name, b->name);
}

static int run_occasions(struct tx *tx, void *arg, struct err *err)
{
    struct occasions_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {
        .contract = j->contract, .type = &type_occasion, .state = STR("current")};
    struct clock_filter all = {
        .contract = j->contract, .from = CALENDAR_NONE, .to = CALENDAR_NONE, .unknown_too = true};
    struct record_list page = {};
    struct clock_list clocks = {};
    struct str cursor;

    *j->ret = (struct occasion_views){};
    if (record_list(tx, a, &f, &page, &cursor, err) < 0 ||
        clocks_list(tx, a, &all, &clocks, NULL, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < page.n; i++) {
        if (add_typed(a, &page.v[i], j->ret, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < clocks.n; i++) {
        count_clock(a, &clocks.v[i], j->ret);
    }
    if (add_start_of_term(tx, j, &clocks, err) < 0) {
        return -1;
    }
    if (j->ret->n > 1) {
        qsort(j->ret->v, j->ret->n, sizeof(j->ret->v[0]), compare_views);
    }
    return 0;
}

int act_occasions(struct act *act, int64_t contract, struct occasion_views *ret, struct err *err)
{
    struct occasions_job job = {.act = act, .contract = contract, .ret = ret};

    return act_read(act, run_occasions, &job, err);
}

/* ---- what a day would change ---- */

static int check_typed(const struct occasion_typed *t, struct err *err)
{
    if (str_trim(t->name).n == 0) {
        return err_set(err, ERR_INVALID, "an occasion needs a name");
    }
    if (t->minute < -1 || t->minute >= 24 * 60) {
        return err_set(err, ERR_INVALID, "that is no time of day");
    }
    return 0;
}

struct preview_job {
    struct act *act;
    int64_t contract;
    const struct occasion_typed *typed;
    struct clock_moves *ret;
};

static int compare_rows(const void *va, const void *vb)
{
    const struct clock_row *a = va;
    const struct clock_row *b = vb;

    if (a->duty != b->duty) {
        return a->duty < b->duty ? -1 : 1;
    }
    return str_cmp(a->key, b->key);
}

static int add_move(struct preview_job *j, struct tx *tx, const struct clock_row *before,
                    const struct clock_row *after, struct err *err)
{
    const struct clock_row *any = after != NULL ? after : before;
    struct record duty;
    json_t *body AUTO_JSON = NULL;

    if (before != NULL && after != NULL && before->day_from == after->day_from &&
        before->day_to == after->day_to && before->minute == after->minute) {
        return 0;
    }
    if (record_load(tx, j->act->arena, any->duty, &duty, err) < 0 ||
        body_of(&duty, &body, err) < 0) {
        return -1;
    }
    *VEC_ADD(j->act->arena, j->ret) = (struct clock_move){
        .duty = any->duty,
        .summary = body_str(j->act->arena, body, "summary"),
        .key = any->key,
        .why = after != NULL ? after->why : (struct str){},
        .before_from = before != NULL ? before->day_from : CALENDAR_NONE,
        .before_to = before != NULL ? before->day_to : CALENDAR_NONE,
        .after_from = after != NULL ? after->day_from : CALENDAR_NONE,
        .after_to = after != NULL ? after->day_to : CALENDAR_NONE,
    };
    return 0;
}

/* Merges two lists in order of duty and key. */
static int compare_lists(struct preview_job *j, struct tx *tx, struct clock_list *before,
                         struct clock_list *after, struct err *err)
{
    uint32_t b = 0;
    uint32_t n = 0;

    if (before->n > 1) {
        qsort(before->v, before->n, sizeof(before->v[0]), compare_rows);
    }
    if (after->n > 1) {
        qsort(after->v, after->n, sizeof(after->v[0]), compare_rows);
    }
    while (b < before->n || n < after->n) {
        int order = b == before->n  ? 1
                    : n == after->n ? -1
                                    : compare_rows(&before->v[b], &after->v[n]);
        const struct clock_row *old = order <= 0 ? &before->v[b++] : NULL;
        const struct clock_row *new = order >= 0 ? &after->v[n++] : NULL;

        if (add_move(j, tx, old, new, err) < 0) {
            return -1;
        }
    }
    return 0;
}

static int run_preview(struct tx *tx, void *arg, struct err *err)
{
    struct preview_job *j = arg;
    struct occasion typed = {.id = j->typed->id,
                             .name = str_trim(j->typed->name),
                             .day = j->typed->day,
                             .minute = j->typed->minute};
    struct reckon before, after;

    *j->ret = (struct clock_moves){};
    if (reckon_load(tx, j->act->arena, j->contract, NULL, &before, err) < 0 ||
        reckon_run(tx, &before, err) < 0 ||
        reckon_load(tx, j->act->arena, j->contract, &typed, &after, err) < 0 ||
        reckon_run(tx, &after, err) < 0) {
        return -1;
    }
    return compare_lists(j, tx, &before.rows, &after.rows, err);
}

int act_occasion_preview(struct act *act, int64_t contract, const struct occasion_typed *typed,
                         struct clock_moves *ret, struct err *err)
{
    struct preview_job job = {.act = act, .contract = contract, .typed = typed, .ret = ret};

    if (check_typed(typed, err) < 0) {
        return -1;
    }
    return act_read(act, run_preview, &job, err);
}

/* ---- saving ---- */

struct set_job {
    struct act *act;
    int64_t contract;
    const struct occasion_typed *typed;
    int64_t *ret_id;
    bool drop;
};

static int run_set(struct tx *tx, void *arg, struct err *err)
{
    struct set_job *j = arg;
    const struct occasion_typed *t = j->typed;
    struct arena *a = j->act->arena;
    struct record r = {.contract = j->contract, .type = &type_occasion};
    json_t *body AUTO_JSON = NULL;
    bool is_new = t->id == 0;

    if (is_new) {
        struct record contract;

        body = json_object();
        if (record_load(tx, a, j->contract, &contract, err) < 0) {
            return -1;
        }
    } else if (act_load(tx, a, &type_occasion, t->id, t->version, &r, err) < 0 ||
               body_of(&r, &body, err) < 0) {
        return -1;
    }
    if (j->drop) {
        r.state = STR("dropped");
    } else {
        body_set_str(body, "name", str_trim(t->name));
        body_set_str(body, "note", str_trim(t->note));
        body_set_day(body, "day", t->day);
        body_set(body, "minute", t->minute >= 0 ? json_integer(t->minute) : NULL);
        body_store(a, body, &r);
    }
    int done = is_new ? record_add(tx, &r, "occasion.set", err)
                      : record_change(tx, &r, j->drop ? "occasion.drop" : "occasion.set", err);

    if (done < 0) {
        return -1;
    }
    if (j->ret_id != NULL) {
        *j->ret_id = r.id;
    }
    return act_reckon(tx, a, r.contract, err);
}

int act_occasion_set(struct act *act, int64_t contract, const struct occasion_typed *typed,
                     int64_t *ret_id, struct err *err)
{
    struct set_job job = {.act = act, .contract = contract, .typed = typed, .ret_id = ret_id};

    if (check_typed(typed, err) < 0) {
        return -1;
    }
    return act_write(act, run_set, &job, err);
}

int act_occasion_drop(struct act *act, int64_t id, int64_t version, struct err *err)
{
    struct occasion_typed t = {.id = id, .version = version};
    struct set_job job = {.act = act, .typed = &t, .drop = true};

    return act_write(act, run_set, &job, err);
}
