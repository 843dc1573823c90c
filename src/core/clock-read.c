/*
 * A rule from all that the register says of it: the value, the words of the rule, what triggers
 * it, and the sentence. The sentence is scanned again: it alone tells 起算して, 必着, 翌月 and
 * whether 10日後 is a day or a bound.
 */
#include "core/clock-parts.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/when.h"

enum {
    NEAR = 60, /* bytes in which a day of month belongs to 毎月 before it */
    LONGEST_QUOTE = 8192,
};

/* Whether both say the same of time, but for what the year is taken from. */
static bool is_same(const struct clock_rule *a, const struct clock_rule *b)
{
    if (a->kind == CLOCK_FIXED && b->kind == CLOCK_EVERY && b->unit == UNIT_YEAR &&
        a->day_to != CALENDAR_NONE) { /* 8月28日 whose year was told elsewhere */
        struct ymd x = calendar_ymd(a->day_to);
        struct ymd y = calendar_ymd(b->day_to);

        return x.month == y.month && x.day == y.day;
    }
    return a->kind == b->kind && a->unit == b->unit && a->amount == b->amount &&
           a->times == b->times && a->day_to == b->day_to && a->weekday == b->weekday &&
           a->month_day == b->month_day;
}

/* まで in what follows the expression makes a bound of 10日を経過した日. */
static bool is_bound_after(struct str s, size_t end)
{
    return str_has(str_sub(s, end, end + NEAR), STR("まで"));
}

static void add_of_expression(struct clock_rule *r, const struct when *w, struct str s)
{
    uint16_t bounds = WHEN_ON_OR_BEFORE | WHEN_EQUAL_OR_LESS | WHEN_APPROX;

    clock_mods_apply(r, w->mods & WHEN_APPROX, w->flags);
    if (str_has(str_sub(s, w->beg, w->end + 12), STR("必着"))) {
        r->flags |= CLOCK_ARRIVE;
    }
    if (r->kind == CLOCK_OFFSET) {
        r->flags |= (w->mods & WHEN_END) != 0 ? CLOCK_MONTH_END : 0;
        if (r->amount > 0 && (r->flags & CLOCK_SPAN) == 0 && (w->mods & bounds) == 0 &&
            w->kind == WHEN_REL && !is_bound_after(s, w->end)) {
            r->flags |= CLOCK_EXACT;
        }
    }
    if (r->kind == CLOCK_EVERY && r->unit == UNIT_MONTH && r->day_from != CALENDAR_NONE) {
        uint16_t part = w->mods & (WHEN_END | WHEN_START | WHEN_MID);

        clock_mods_apply(r, part, 0);
        if (str_starts(str_sub(s, w->beg, w->end), STR("翌月"))) {
            r->flags |= CLOCK_NEXT_MONTH;
        }
    }
}

/* 毎月、翌月10日までに: the day of month that follows 毎月 is the position of the recurrence. */
static bool join_position(struct arena *a, struct clock_rule *r, const struct when *set,
                          const struct when *w, struct str s)
{
    struct clock_rule position;
    struct err ignored;

    if (r->kind != CLOCK_EVERY || r->unit != UNIT_MONTH || r->amount != 1 ||
        r->day_from != CALENDAR_NONE || w->beg < set->end || w->beg - set->end > NEAR ||
        clock_value_parse(when_value(a, w, s), &position, &ignored) < 0 ||
        position.kind != CLOCK_EVERY || position.unit != UNIT_MONTH) {
        return false;
    }
    position.notation = r->notation;
    position.flags = r->flags;
    add_of_expression(&position, w, s);
    *r = position;
    return true;
}

/* 半期を目処に of a contract: when half of its term is over. */
static bool is_half_of_term(struct str rule, struct str quote)
{
    return str_eq(rule, STR("half-yearly")) && str_has(quote, STR("半期")) &&
           !str_has(quote, STR("半期ごと")) && !str_has(quote, STR("半期毎")) &&
           !str_has(quote, STR("毎半期"));
}

static void add_of_quote(struct arena *a, struct clock_rule *r, struct str quote)
{
    struct ftext folded = fold(a, str_sub(quote, 0, LONGEST_QUOTE));
    struct when_list list = {};
    struct clock_rule of;
    struct err ignored;

    when_scan(a, folded.s, NULL, &list);
    for (uint32_t i = 0; i < list.n; i++) {
        const struct when *w = &list.v[i];

        if (clock_value_parse(when_value(a, w, folded.s), &of, &ignored) < 0) {
            continue;
        }
        if (r->kind == CLOCK_VAGUE && r->occasion.n == 0 && of.kind == CLOCK_OFFSET &&
            of.amount == r->amount && of.amount != 0 && of.unit == r->unit) {
            /* "within P7D after" without its event, which the sentence names */
            uint16_t soft = r->flags & CLOCK_SOFT;

            of.notation = r->notation;
            *r = of;
            r->flags |= soft;
            add_of_expression(r, w, folded.s);
            return;
        }
        /* 3日以内 beside its trigger: the scanner sees a length, the register an offset */
        bool length = w->kind == WHEN_DURATION && r->kind == CLOCK_OFFSET;

        if (length || is_same(r, &of)) {
            add_of_expression(r, w, folded.s);
            if (i + 1 < list.n) {
                (void)join_position(a, r, w, &list.v[i + 1], folded.s);
            }
            return;
        }
    }
    r->flags |= str_has(folded.s, STR("必着")) ? CLOCK_ARRIVE : 0;
}

int clock_read(struct arena *a, const struct clock_source *source, struct clock_rule *ret,
               struct err *err)
{
    struct clock_rule r;
    struct str value = source->value;

    if (!utf8_is_text(value) || !utf8_is_text(source->rule) || !utf8_is_text(source->trigger)) {
        return err_set(err, ERR_INVALID, "the rule is not UTF-8 text");
    }
    if (value.n == 0 && source->rule.n > 0) {
        if (!clock_rule_words_parse(source->rule, source->trigger, &r)) {
            return err_set(err, ERR_INVALID, "\"%.*s\" is no rule of a deadline",
                           STR_ARG(source->rule));
        }
    } else {
        if (clock_parse(a, value, &r, err) < 0) {
            return -1;
        }
        if (source->rule.n > 0) {
            clock_rule_words_apply(&r, source->rule, source->trigger);
        }
    }
    if (source->quote.n > 0 && utf8_find_bad(source->quote) < 0) {
        if (is_half_of_term(source->rule, source->quote)) {
            r.kind = CLOCK_FRACTION;
            r.amount = 1;
            r.unit = UNIT_DAY;
            r.times = 2;
            r.flags |= CLOCK_SOFT;
        } else {
            add_of_quote(a, &r, source->quote);
        }
    }
    *ret = r;
    return 0;
}
