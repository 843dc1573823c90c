/*
 * Instances as they are added to what one computing comes to.
 *
 * Invariants: an instance whose day is computed never lies past the confirmed holidays (it is
 * CLOCK_BEYOND and has no day); a day never moves because offices are closed (CLOCK_ON_HOLIDAY).
 */
#include "core/clock-parts.h"

static const char why_no_term[] =
    "契約期間（始めの日と終わりの日）が入力されていないため、まだ計算できない";

static void flag_holiday(const struct clock_job *j, struct clock *c)
{
    bool open = true;
    int32_t day = c->day_to;

    if (day == CALENDAR_NONE || day > j->confirmed_to || calendar_is_open(day, &open) != 0 ||
        open) {
        return;
    }
    c->flags |= CLOCK_ON_HOLIDAY;
    c->why = arena_printf(j->a, "%.*s。期限の日は閉庁日（%s）だが、契約上の日は動かない",
                          STR_ARG(c->why), clock_text_closed_day(day));
}

int clock_job_add_share(struct clock_job *j, const struct clock *c)
{
    static const uint16_t kept = CLOCK_SOFT | CLOCK_ARRIVE | CLOCK_NEEDS_READING |
                                 CLOCK_FIRST_COUNTS | CLOCK_EXACT | CLOCK_BEFORE | CLOCK_AFTER |
                                 CLOCK_SPAN | CLOCK_MONTH_END | CLOCK_NEXT_MONTH | CLOCK_FROM_NEXT |
                                 CLOCK_FISCAL_END;
    struct clock instance = *c;

    if (j->ret->n >= CLOCK_MAX_INSTANCES) {
        return err_set(j->err, ERR_LIMIT, "\"%.*s\" gives more than %d deadlines",
                       STR_ARG(j->rule->notation), CLOCK_MAX_INSTANCES);
    }
    instance.flags |= j->rule->flags & kept;
    *VEC_ADD(j->a, j->ret) = instance;
    return 0;
}

int clock_job_add(struct clock_job *j, const struct clock *c)
{
    struct clock instance = *c;

    flag_holiday(j, &instance);
    return clock_job_add_share(j, &instance);
}

int clock_job_add_none(struct clock_job *j, struct str key, uint16_t flag, struct str why)
{
    struct clock c = {.key = key,
                      .day_from = CALENDAR_NONE,
                      .day_to = CALENDAR_NONE,
                      .minute = -1,
                      .flags = flag,
                      .why = why};

    return clock_job_add(j, &c);
}

int clock_job_add_beyond(struct clock_job *j, struct str key, int64_t occasion, int32_t day,
                         struct str why)
{
    struct str end = clock_text_day(j->a, j->confirmed_to);
    struct clock c = {.key = key,
                      .occasion = occasion,
                      .day_from = CALENDAR_NONE,
                      .day_to = CALENDAR_NONE,
                      .minute = -1,
                      .flags = CLOCK_BEYOND};

    if (day == CALENDAR_NONE) {
        c.why = arena_printf(j->a, "%.*s：祝日が確定しているのは%.*sまでのため計算しない",
                             STR_ARG(why), STR_ARG(end));
    } else {
        struct str text = clock_text_day(j->a, day);

        c.why = arena_printf(
            j->a, "%.*s：暦の上では%.*sだが、祝日が確定しているのは%.*sまでのため期限としない",
            STR_ARG(why), STR_ARG(text), STR_ARG(end));
    }
    return clock_job_add(j, &c);
}

bool clock_job_has_term(struct clock_job *j, int *ret_rc)
{
    const struct clock_world *w = j->world;

    if (w->term_first != CALENDAR_NONE && w->term_last != CALENDAR_NONE &&
        w->term_first <= w->term_last) {
        return true;
    }
    *ret_rc = clock_job_add_none(j, STR("once"), CLOCK_WAITS,
                                 w->term_first == CALENDAR_NONE || w->term_last == CALENDAR_NONE
                                     ? str_of(why_no_term)
                                     : STR("契約期間の始めが終わりより後になっている"));
    return false;
}
