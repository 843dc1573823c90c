/*
 * The rule of a clock in the making: what the notation (clock-parse.c) and the words of the
 * register (clock-rule-words.c) put into it.
 */
#include "core/clock-parts.h"

void clock_rule_init(struct clock_rule *r, struct str notation)
{
    *r = (struct clock_rule){
        .kind = CLOCK_VAGUE,
        .notation = notation,
        .day_from = CALENDAR_NONE,
        .day_to = CALENDAR_NONE,
        .minute = -1,
        .unit = UNIT_DAY,
    };
}

void clock_rule_settle_year(struct clock_rule *r)
{
    if (r->kind == CLOCK_EVERY && r->unit == UNIT_YEAR && r->day_from != CALENDAR_NONE &&
        calendar_ymd(r->day_from).year > CLOCK_SAMPLE_YEAR) {
        r->day_from = calendar_add_months(r->day_from, -12);
        r->day_to = calendar_add_months(r->day_to, -12);
    }
}

void clock_rule_vague(struct clock_rule *r, uint16_t flag, struct str why)
{
    r->kind = CLOCK_VAGUE;
    r->flags |= flag;
    r->why = why;
}

void clock_rule_set_occasion(struct clock_rule *r, struct str words)
{
    uint16_t flags = 0;

    r->occasion = clock_occasion_clean(words, &flags);
    r->flags |= flags;
    if ((flags & CLOCK_FROM_NEXT) != 0 && r->kind == CLOCK_OFFSET && r->amount == 0) {
        r->amount = 1; /* 翌日に */
        r->unit = UNIT_DAY;
    }
}
