/* The longest reading of a point of time, and expressions as they are added; see when-parts.h. */
#include "text/when-parts.h"

struct when *when_point_add(struct scan *c, enum when_kind kind, size_t beg, size_t end)
{
    struct when *w = VEC_ADD(c->a, c->list);

    /* The list may be used again: its places hold what was read before. */
    *w = (struct when){.kind = kind,
                       .beg = (uint32_t)beg,
                       .end = (uint32_t)end,
                       .day_from = CALENDAR_NONE,
                       .day_to = CALENDAR_NONE};
    c->floor = end;
    return w;
}

bool when_point_read(const struct scan *c, size_t at, const struct moment *hint, struct moment *ret)
{
    static const char *const joints[] = {"の", "、", "T", NULL};
    struct moment m;

    if (!when_deixis_at(c, at, &m) && !when_date_at(c, at, hint, &m)) {
        if (!when_clock_at(c, at, hint, ret)) {
            return false;
        }
        return true;
    }
    bool of_event =
        m.shift_unit != WHEN_UNSET && m.fill_year && cursor_ends(c->s, at, c->floor, "の");

    if (m.p.unit == WHEN_U_DAY && m.mods == 0 && !of_event) {
        size_t next = cursor_spaces(c->s, m.end);
        size_t joint = cursor_eat_any(c->s, next, joints);
        size_t end = when_clock_join(c, next, &m);

        if (end == 0 && joint != 0) {
            struct moment joined = m;

            end = when_clock_join(c, cursor_spaces(c->s, joint), &joined);
            /* A part of the day alone does not join over a comma. */
            if (end != 0 &&
                (joined.p.unit != WHEN_U_DAYPART || cursor_eat(c->s, next, "の") != 0)) {
                m = joined;
            } else {
                end = 0;
            }
        }
        m.end = end != 0 ? end : m.end;
    }
    *ret = m;
    return true;
}
