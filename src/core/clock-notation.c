/*
 * A rule back to one text: the notation, with the modifiers that make clock_parse() read the same
 * rule again. What is stored of a rule is this text, so it must lose nothing.
 */
#include "core/clock-parts.h"

#include <inttypes.h>

static struct str day_text(struct arena *a, int32_t day, int16_t minute)
{
    struct str text = clock_text_day(a, day);

    return minute < 0 ? text
                      : arena_printf(a, "%.*sT%02d:%02d", STR_ARG(text), minute / 60, minute % 60);
}

static struct str length_text(struct arena *a, int32_t amount, enum clock_unit unit)
{
    static const char *const units[] = {
        [UNIT_MINUTE] = "M", [UNIT_HOUR] = "H",  [UNIT_DAY] = "D",  [UNIT_OPEN_DAY] = "BD",
        [UNIT_WEEK] = "W",   [UNIT_MONTH] = "M", [UNIT_YEAR] = "Y",
    };
    bool clock = unit == UNIT_MINUTE || unit == UNIT_HOUR;

    return arena_printf(a, "P%s%" PRId32 "%s", clock ? "T" : "", amount < 0 ? -amount : amount,
                        units[unit]);
}

static struct str event_text(struct arena *a, const struct clock_rule *r)
{
    return arena_printf(a, "{%.*s%s%s}", STR_ARG(r->occasion),
                        (r->flags & CLOCK_FISCAL_END) != 0 ? "の属する年度の終了" : "",
                        (r->flags & CLOCK_FROM_NEXT) != 0 ? "の翌日" : "");
}

static struct str fixed_text(struct arena *a, const struct clock_rule *r)
{
    struct str event = event_text(a, r);
    struct str from = day_text(a, r->day_from, -1);
    struct str to = day_text(a, r->day_to, r->minute);

    if (r->day_to == CALENDAR_NONE) {
        return arena_printf(a, "%.*s/%.*s", STR_ARG(from), r->occasion.n > 0 ? (int)event.n : 0,
                            event.p);
    }
    if (r->day_from == CALENDAR_NONE) {
        return arena_printf(a, "%.*s/%.*s", STR_ARG(event), STR_ARG(to));
    }
    return r->day_from == r->day_to ? to : arena_printf(a, "%.*s/%.*s", STR_ARG(from), STR_ARG(to));
}

static struct str offset_text(struct arena *a, const struct clock_rule *r)
{
    struct str event = event_text(a, r);
    struct str lo = length_text(a, r->amount, r->unit);
    struct str hi = length_text(a, r->amount_to, r->unit);
    char sign = r->amount < 0 || r->amount_to < 0 ? '-' : '+';

    if (r->amount_to != 0) {
        return arena_printf(a, "%.*s%c[%.*s,%.*s]", STR_ARG(event), sign, STR_ARG(lo), STR_ARG(hi));
    }
    if (r->amount == 0 || (r->amount == 1 && r->unit == UNIT_DAY &&
                           (r->flags & CLOCK_FROM_NEXT) != 0 && (r->flags & CLOCK_SPAN) == 0)) {
        return event; /* 翌日に */
    }
    return arena_printf(a, "%.*s%c%.*s", STR_ARG(event), sign, STR_ARG(lo));
}

/* One end of a pattern. */
static struct str place_text(struct arena *a, const struct clock_rule *r, int32_t day)
{
    struct ymd d = calendar_ymd(day);

    switch (r->unit) {
    case UNIT_WEEK:
        return arena_printf(a, "XXXX-WXX-%d", calendar_weekday(day));
    case UNIT_MONTH:
        return r->weekday > 0 ? arena_printf(a, "XXXX-XX-WXX-%d-#%d", r->weekday, r->month_day)
                              : arena_printf(a, "XXXX-XX-%02d", d.day);
    default:
        return r->weekday > 0
                   ? arena_printf(a, "XXXX-%02d-WXX-%d-#%d", d.month, r->weekday, r->month_day)
                   : arena_printf(a, "XXXX-%02d-%02d", d.month, d.day);
    }
}

static struct str pattern_text(struct arena *a, const struct clock_rule *r)
{
    struct str from = place_text(a, r, r->day_from);
    struct str to = place_text(a, r, r->day_to);

    if (r->minute >= 0) {
        to = arena_printf(a, "%.*sT%02d:%02d", STR_ARG(to), r->minute / 60, r->minute % 60);
    }
    return r->day_from == r->day_to || (r->weekday > 0 && r->unit != UNIT_WEEK)
               ? to
               : arena_printf(a, "%.*s/%.*s", STR_ARG(from), STR_ARG(to));
}

/* 速やかに with what it counts from. */
static struct str vague_text(struct arena *a, const struct clock_rule *r)
{
    static const struct {
        const char *words, *tail;
    } tails[] = {{"without delay", "+PROMPT"}, {"immediately", "+IMMEDIATE"}, {"PX", "+PXD"}};

    for (size_t i = 0; i < COUNT(tails) && r->occasion.n > 0; i++) {
        if (str_starts(r->notation, str_of(tails[i].words))) {
            struct str event = event_text(a, r);

            return arena_printf(a, "%.*s%s", STR_ARG(event), tails[i].tail);
        }
    }
    return r->notation;
}

static struct str body_text(struct arena *a, const struct clock_rule *r)
{
    struct str event = event_text(a, r);
    struct str length = length_text(a, r->amount, r->unit);

    switch (r->kind) {
    case CLOCK_FIXED:
        return fixed_text(a, r);
    case CLOCK_OFFSET:
        return offset_text(a, r);
    case CLOCK_EVERY:
    case CLOCK_COUNT:
        return r->kind == CLOCK_EVERY && r->day_from != CALENDAR_NONE
                   ? pattern_text(a, r)
                   : arena_printf(a, "%" PRId32 "X/%.*s", r->times, STR_ARG(length));
    case CLOCK_FRACTION:
        return arena_printf(a, "{契約期間}*1/%" PRId32, r->times);
    case CLOCK_SILENCE:
        return arena_printf(a, "%.*s<%.*s", STR_ARG(event), STR_ARG(length));
    case CLOCK_VAGUE:
        break;
    }
    return vague_text(a, r);
}

struct str clock_notation(struct arena *a, const struct clock_rule *r)
{
    static const struct {
        uint16_t flag;
        const char *word;
    } words[] = {
        {CLOCK_SOFT, "APPROX"}, {CLOCK_ARRIVE, "ARRIVE"}, {CLOCK_FIRST_COUNTS, "incl_start"},
        {CLOCK_EXACT, "EXACT"}, {CLOCK_BEFORE, "BEFORE"}, {CLOCK_AFTER, "AFTER"},
        {CLOCK_SPAN, "SPAN"},   {CLOCK_MONTH_END, "END"}, {CLOCK_NEXT_MONTH, "NEXT_MONTH"},
    };

    if (str_has(r->occasion, STR("{")) || str_has(r->occasion, STR("}"))) {
        return r->notation;
    }
    struct str text = body_text(a, r);
    const char *before = " ";

    for (size_t i = 0; i < COUNT(words) && r->kind != CLOCK_VAGUE; i++) {
        if ((r->flags & words[i].flag) != 0) {
            text = arena_printf(a, "%.*s%s%s", STR_ARG(text), before, words[i].word);
            before = ",";
        }
    }
    return text;
}
