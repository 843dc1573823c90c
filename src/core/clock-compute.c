/*
 * From a rule and the days of a contract to instances; see clock.h. Here: fixed days, and the kinds
 * that come to one day. Offsets are in clock-offset.c, recurrences in clock-every.c, what every
 * kind needs in clock-job.c.
 */
#include "core/clock-parts.h"

#include <inttypes.h>

/* ---- fixed days ---- */

/* The occasion that stands for an open end; NULL when it has no day. */
static const struct occasion *end_of_range(const struct clock_job *j)
{
    const struct clock_world *w = j->world;

    for (size_t i = 0; i < w->occasion_count; i++) {
        if (w->occasions[i].day != CALENDAR_NONE &&
            occasion_matches(j->rule->occasion, w->occasions[i].name)) {
            return &w->occasions[i];
        }
    }
    return NULL;
}

static struct str fixed_why(const struct clock_job *j, const struct clock *c)
{
    struct str from = clock_text_day(j->a, c->day_from);
    struct str to = clock_text_day(j->a, c->day_to);
    struct str at = clock_text_minute(j->a, c->minute);
    const char *arrive = (j->rule->flags & CLOCK_ARRIVE) != 0 ? "必着" : "まで";

    if (c->day_to == CALENDAR_NONE) {
        return arena_printf(j->a, "文書に書かれた日（%.*s以降）", STR_ARG(from));
    }
    if (c->day_from == CALENDAR_NONE || c->day_from == c->day_to) {
        return arena_printf(j->a, "文書に書かれた日（%.*s%s%.*s%s）", STR_ARG(to),
                            at.n > 0 ? " " : "", STR_ARG(at), at.n > 0 ? arrive : "");
    }
    return arena_printf(j->a,
                        "文書に書かれた期間（%.*s～%.*s%s%.*s。準備は初日、期限は末日で数える）",
                        STR_ARG(from), STR_ARG(to), at.n > 0 ? " " : "", STR_ARG(at));
}

static int compute_fixed(struct clock_job *j)
{
    const struct clock_rule *r = j->rule;
    struct clock c = {
        .key = STR("once"), .day_from = r->day_from, .day_to = r->day_to, .minute = r->minute};

    if (r->occasion.n > 0) {
        const struct occasion *o = end_of_range(j);
        int32_t day = o != NULL                                              ? o->day
                      : clock_occasion_term(r->occasion) == CLOCK_TERM_LAST  ? j->world->term_last
                      : clock_occasion_term(r->occasion) == CLOCK_TERM_FIRST ? j->world->term_first
                                                                             : CALENDAR_NONE;

        c.occasion = o != NULL ? o->id : 0;
        if (r->day_to == CALENDAR_NONE && day == CALENDAR_NONE) {
            return clock_job_add_none(
                j, c.key, CLOCK_WAITS,
                arena_printf(j->a, "「%.*s」の日がまだ入力されていない", STR_ARG(r->occasion)));
        }
        if (r->day_to == CALENDAR_NONE) {
            c.day_to = day;
            c.day_from = MIN(c.day_from, day);
        } else {
            c.day_from = day != CALENDAR_NONE && day <= r->day_to ? day : r->day_to;
        }
    }
    c.why = fixed_why(j, &c);
    if (c.day_to != CALENDAR_NONE && c.day_to > j->confirmed_to) {
        struct str end = clock_text_day(j->a, j->confirmed_to);

        c.flags |= CLOCK_BEYOND;
        c.why = arena_printf(
            j->a, "%.*s。祝日が確定しているのは%.*sまでのため、閉庁日かどうかは分からない",
            STR_ARG(c.why), STR_ARG(end));
    }
    return clock_job_add(j, &c);
}

/* ---- half of the term, silence ---- */

/* When a part of the term is over. */
static int compute_fraction(struct clock_job *j)
{
    const struct clock_rule *r = j->rule;
    int32_t first = j->world->term_first;
    int32_t last = j->world->term_last;
    int rc;

    if (!clock_job_has_term(j, &rc)) {
        return rc;
    }
    int32_t days = last - first + 1;
    int32_t parts = MAX(r->times, 1);
    int32_t day = first + (days * MAX(r->amount, 1) + parts - 1) / parts - 1;
    struct str from = clock_text_day(j->a, first);
    struct str to = clock_text_day(j->a, last);
    struct str why =
        arena_printf(j->a, "契約期間 %.*s～%.*s（%" PRId32 "日）の%sが過ぎる日", STR_ARG(from),
                     STR_ARG(to), days, parts == 2 ? "半分" : "一定の割合");

    if (day > j->confirmed_to) {
        return clock_job_add_beyond(j, STR("once"), 0, day, why);
    }
    return clock_job_add_share(
        j, &(struct clock){
               .key = STR("once"), .day_from = day, .day_to = day, .minute = -1, .why = why});
}

/* So long after the last occasion of the name. */
static int compute_silence(struct clock_job *j)
{
    const struct clock_rule *r = j->rule;
    const struct clock_world *w = j->world;
    const struct occasion *last = NULL;
    struct clock_moved moved;

    for (size_t i = 0; i < w->occasion_count; i++) {
        const struct occasion *o = &w->occasions[i];

        if (o->day != CALENDAR_NONE && (last == NULL || o->day > last->day) &&
            occasion_matches(r->occasion, o->name)) {
            last = o;
        }
    }
    int32_t day = last != NULL ? last->day : w->term_first;
    struct str name = last != NULL ? last->name : STR("契約期間の初日");

    if (day == CALENDAR_NONE) {
        return clock_job_add_none(
            j, STR("once"), CLOCK_WAITS,
            arena_printf(j->a, "「%.*s」の日がまだ入力されていない", STR_ARG(r->occasion)));
    }
    clock_offset_move(r, day, last != NULL ? last->minute : -1, j->confirmed_to, &moved);
    struct str text = clock_text_day(j->a, day);
    struct str length = clock_text_length(j->a, r->amount, r->unit);
    struct str why =
        arena_printf(j->a, "%s%.*s %.*s から%.*sを超えて間をあけない", last != NULL ? "最後の" : "",
                     STR_ARG(name), STR_ARG(text), STR_ARG(length));

    if (moved.beyond) {
        return clock_job_add_beyond(j, STR("once"), last != NULL ? last->id : 0, moved.to, why);
    }
    return clock_job_add(j, &(struct clock){.key = STR("once"),
                                            .occasion = last != NULL ? last->id : 0,
                                            .day_from = moved.from,
                                            .day_to = moved.to,
                                            .minute = moved.minute,
                                            .why = why});
}

/* ---- vague ---- */

/* 締結後速やかに: from when on is known, until when is not. */
static int compute_vague(struct clock_job *j)
{
    const struct clock_rule *r = j->rule;
    const struct clock_world *w = j->world;
    uint32_t before = j->ret->n;

    for (size_t i = 0; r->occasion.n > 0 && i < w->occasion_count; i++) {
        const struct occasion *o = &w->occasions[i];

        if (o->day == CALENDAR_NONE || (r->flags & CLOCK_NEVER) != 0 ||
            !occasion_matches(r->occasion, o->name)) {
            continue;
        }
        struct str day = clock_text_day(j->a, o->day);
        struct clock c = {
            .key = arena_printf(j->a, "%" PRId64, o->id),
            .occasion = o->id,
            .day_from = o->day,
            .day_to = CALENDAR_NONE,
            .minute = -1,
            .why = arena_printf(j->a, "%.*s %.*s から。%.*s", STR_ARG(o->name), STR_ARG(day),
                                STR_ARG(r->why)),
        };
        if (clock_job_add(j, &c) < 0) {
            return -1;
        }
    }
    if (j->ret->n == before + 1) {
        j->ret->v[before].key = STR("once");
    }
    if (j->ret->n > before) {
        return 0;
    }
    return clock_job_add_none(j, STR("once"), r->flags & CLOCK_NEVER, r->why);
}

int clock_compute(struct arena *a, const struct clock_rule *rule, const struct clock_world *world,
                  struct clocks *ret, struct err *err)
{
    struct clocks own = {};
    struct clock_job j = {
        .a = a,
        .rule = rule,
        .world = world,
        .confirmed_to =
            world->confirmed_to != CALENDAR_NONE ? world->confirmed_to : calendar_confirmed_to(),
        .ret = &own,
        .err = err,
    };
    int rc = -1;

    switch (rule->kind) {
    case CLOCK_FIXED:
        rc = compute_fixed(&j);
        break;
    case CLOCK_OFFSET:
        rc = clock_offset_compute(&j);
        break;
    case CLOCK_EVERY:
        rc = rule->day_from != CALENDAR_NONE ? clock_every_compute(&j) : clock_share_compute(&j);
        break;
    case CLOCK_COUNT:
        rc = clock_share_compute(&j);
        break;
    case CLOCK_FRACTION:
        rc = compute_fraction(&j);
        break;
    case CLOCK_SILENCE:
        rc = compute_silence(&j);
        break;
    case CLOCK_VAGUE:
        rc = compute_vague(&j);
        break;
    }
    if (rc < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < own.n; i++) {
        *VEC_ADD(a, ret) = own.v[i];
    }
    return 0;
}
