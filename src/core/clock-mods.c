/*
 * Modifiers of a time value: what `itaku text when` prints behind it (まで, 頃, 末, 起算して), and
 * those of our own (必着, exactly on the day, the whole time, in the month after).
 */
#include "core/clock-parts.h"

#include "text/when.h"

/* The last or first part of the days of a rule: 月末, 年度初め, 半ば. */
static void narrow(int32_t *from, int32_t *to, uint16_t mods)
{
    int32_t length = *to - *from + 1;

    if ((mods & WHEN_END) != 0) {
        *from = *to;
    } else if (length < 28) {
        return;
    } else if ((mods & WHEN_START) != 0) {
        *to = length > 31 ? calendar_add_months(*from, 1) - 1 : *from + 9;
    } else if ((mods & WHEN_MID) != 0 && length <= 31) {
        *from += 10;
        *to = *from + 9;
    }
}

static void apply_to_days(struct clock_rule *r, uint16_t mods)
{
    bool closed = r->day_from != CALENDAR_NONE && r->day_to != CALENDAR_NONE;

    if (!closed) {
        return;
    }
    narrow(&r->day_from, &r->day_to, mods);
    if (r->kind == CLOCK_EVERY) {
        clock_rule_settle_year(r);
        if ((mods & (WHEN_END | WHEN_START | WHEN_MID)) != 0 && r->unit == UNIT_MONTH) {
            r->month_day = (int16_t)calendar_ymd(r->day_to).day;
        }
        return;
    }
    if ((mods & WHEN_BEFORE) != 0) {
        r->day_from--;
        r->day_to = r->day_from;
    } else if ((mods & (WHEN_ON_OR_AFTER | WHEN_AFTER)) != 0) {
        r->day_from = (mods & WHEN_AFTER) != 0 ? r->day_to + 1 : r->day_from;
        r->day_to = CALENDAR_NONE;
        r->minute = -1;
    }
}

void clock_mods_apply(struct clock_rule *r, uint16_t mods, uint16_t flags)
{
    r->flags |= (mods & WHEN_APPROX) != 0 ? CLOCK_SOFT : 0;
    if ((flags & WHEN_INCL_START) != 0 && (r->flags & CLOCK_FROM_NEXT) == 0) {
        r->flags |= CLOCK_FIRST_COUNTS; /* 翌日から起算して counts that day, not the one before */
    }
    if (r->kind == CLOCK_FIXED || r->kind == CLOCK_EVERY) {
        apply_to_days(r, mods);
    } else if (r->kind == CLOCK_OFFSET) {
        r->flags |= (mods & WHEN_END) != 0 ? CLOCK_MONTH_END : 0;
        if (r->amount == 0 && (mods & WHEN_BEFORE) != 0) {
            r->flags |= CLOCK_BEFORE;
        } else if (r->amount >= 0 && (mods & (WHEN_AFTER | WHEN_ON_OR_AFTER)) != 0) {
            r->flags |= CLOCK_AFTER;
        }
    }
}

/* One word; false when there is no such modifier. */
static bool apply_word(struct str word, uint16_t *mods, uint16_t *flags, uint16_t *own)
{
    static const struct {
        const char *name;
        uint16_t mod, flag, own;
    } words[] = {
        {"APPROX", WHEN_APPROX, 0, 0},
        {"START", WHEN_START, 0, 0},
        {"MID", WHEN_MID, 0, 0},
        {"END", WHEN_END, 0, 0},
        {"ON_OR_BEFORE", WHEN_ON_OR_BEFORE, 0, 0},
        {"BEFORE", WHEN_BEFORE, 0, 0},
        {"ON_OR_AFTER", WHEN_ON_OR_AFTER, 0, 0},
        {"AFTER", WHEN_AFTER, 0, 0},
        {"EQUAL_OR_LESS", WHEN_EQUAL_OR_LESS, 0, 0},
        {"EQUAL_OR_MORE", WHEN_EQUAL_OR_MORE, 0, 0},
        {"LESS_THAN", WHEN_LESS_THAN, 0, 0},
        {"MORE_THAN", WHEN_MORE_THAN, 0, 0},
        {"wd_ok", 0, WHEN_WD_OK, 0},
        {"wd_bad", 0, WHEN_WD_BAD, 0},
        {"era_out", 0, WHEN_ERA_OUT, 0},
        {"invalid_date", 0, WHEN_INVALID_DATE, 0},
        {"docno", 0, WHEN_DOCNO, 0},
        {"blank", 0, WHEN_BLANK, 0},
        {"vague", 0, WHEN_VAGUE, 0},
        {"incl_start", 0, WHEN_INCL_START, 0},
        {"ARRIVE", 0, 0, CLOCK_ARRIVE},
        {"EXACT", 0, 0, CLOCK_EXACT},
        {"NEXT_MONTH", 0, 0, CLOCK_NEXT_MONTH},
        {"SPAN", 0, 0, CLOCK_SPAN},
        {"-", 0, 0, 0},
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(word, str_of(words[i].name))) {
            *mods |= words[i].mod;
            *flags |= words[i].flag;
            *own |= words[i].own;
            return true;
        }
    }
    return false;
}

int clock_mods_parse(struct str text, struct clock_rule *r, struct err *err)
{
    uint16_t mods = 0, flags = 0, own = 0;
    size_t at = 0;

    while (at < text.n) {
        size_t end = at;

        while (end < text.n && text.p[end] != ' ' && text.p[end] != ',') {
            end++;
        }
        struct str word = str_sub(text, at, end);

        if (word.n > 0 && !apply_word(word, &mods, &flags, &own)) {
            return err_set(err, ERR_INVALID, "\"%.*s\" is no modifier of a time value",
                           STR_ARG(word));
        }
        at = end + 1;
    }
    clock_mods_apply(r, mods, flags);
    r->flags |= own;
    return 0;
}
