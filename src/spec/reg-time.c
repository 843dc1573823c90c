/*
 * Which times belong to which words; see reg-time.h. The lists of a register are in order of the
 * text, so that a place is found by halving.
 */
#include "spec/reg-time.h"

#include "spec/reading.h"
#include "text/calendar.h"

static bool overlap(const struct reg_src *a, const struct reg_src *b)
{
    return a->file == b->file && a->beg < b->end && b->beg < a->end;
}

/* Bytes two places share. */
static uint32_t shared_bytes(const struct reg_src *a, const struct reg_src *b)
{
    return overlap(a, b) ? MIN(a->end, b->end) - MAX(a->beg, b->beg) : 0;
}

/* A sentence is not longer than this: how far back an overlapping entry may begin. */
enum { LONGEST_ENTRY = 8192 };

static bool is_before(const struct reg_src *src, uint32_t file, int64_t beg)
{
    return src->file != file ? src->file < file : (int64_t)src->beg < beg;
}

/* First index of a list (entries begin with their reg_src) that does not begin before the place. */
static uint32_t lower_bound(const void *entries, uint32_t n, size_t entry_bytes, uint32_t file,
                            int64_t beg)
{
    uint32_t low = 0;
    uint32_t high = n;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const struct reg_src *src =
            (const struct reg_src *)((const char *)entries + middle * entry_bytes);

        if (is_before(src, file, beg)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The obligation that shares most with the place; REG_NO_INDEX when none shares anything. */
static uint32_t best_obligation(const struct reg *r, const struct reg_src *src)
{
    uint32_t best = REG_NO_INDEX;
    uint32_t most = 0;
    uint32_t i = lower_bound(r->obligations.v, r->obligations.n, sizeof(r->obligations.v[0]),
                             src->file, (int64_t)src->beg - LONGEST_ENTRY);

    for (; i < r->obligations.n && is_before(&r->obligations.v[i].src, src->file, src->end); i++) {
        uint32_t n = shared_bytes(&r->obligations.v[i].src, src);

        if (n > most) {
            most = n;
            best = i;
        }
    }
    return best;
}

/*
 * Nothing is due before the notice, nor long before the fiscal year of the title: such a day is
 * told as what has been.
 */
static int32_t earliest(const struct reg *r)
{
    enum { BEFORE_THE_YEAR = 150 };
    int32_t day = REG_NO_DAY;

    for (uint32_t i = 0; i < r->facts.n; i++) {
        const struct reg_fact *f = &r->facts.v[i];

        if (str_eq(f->key, STR("notice_date")) && calendar_parse(f->value) != CALENDAR_NONE) {
            return calendar_parse(f->value) + 1;
        }
        if (str_eq(f->key, STR("fiscal_year")) && f->value.n == 4) {
            int year = 0;

            for (size_t k = 0; k < 4; k++) {
                year = year * 10 + (f->value.p[k] - '0');
            }
            day = calendar_fiscal_first(year) - BEFORE_THE_YEAR;
        }
    }
    return day;
}

/* 令和8年1月現在: the day a figure is of. */
static bool tells_state(const struct reg_date *d)
{
    return str_starts(d->role, STR("現在")) || str_starts(d->role, STR("時点"));
}

/* A day, a third of a month or a month; a year or a fiscal year binds nobody to a day. */
static bool is_deadline(const struct reg_date *d, int32_t since)
{
    enum { LONGEST_MONTH = 31 };

    return !d->background && !tells_state(d) && d->day_to != REG_NO_DAY && d->day_to >= since &&
           (d->day_from == REG_NO_DAY || d->day_to - d->day_from < LONGEST_MONTH);
}

bool reg_is_deadline(const struct reg *r, const struct reg_date *date)
{
    return is_deadline(date, earliest(r));
}

/* Whether the time at `at` belongs to `src`: no other obligation holds more of it. */
static bool belongs(const struct reg *r, const struct reg_src *at, const struct reg_src *src)
{
    if (!overlap(at, src)) {
        return false;
    }
    uint32_t best = best_obligation(r, at);

    return best == REG_NO_INDEX || &r->obligations.v[best].src == src ||
           shared_bytes(&r->obligations.v[best].src, at) < shared_bytes(src, at);
}

static void add_time(struct arena *a, struct reg_time_list *ret, struct reg_time time)
{
    for (uint32_t i = 0; i < ret->n; i++) {
        if (str_eq(ret->v[i].value, time.value)) {
            return;
        }
    }
    *VEC_ADD(a, ret) = time;
}

void reg_times_in(struct arena *a, const struct reg *r, const struct reg_src *src,
                  struct reg_time_list *ret)
{
    int64_t from = (int64_t)src->beg - LONGEST_ENTRY;
    int32_t since = earliest(r);
    uint32_t i = lower_bound(r->rules.v, r->rules.n, sizeof(r->rules.v[0]), src->file, from);

    for (; i < r->rules.n && is_before(&r->rules.v[i].src, src->file, src->end); i++) {
        const struct reg_rule *rule = &r->rules.v[i];
        const struct reg_src *at = rule->at.end > 0 ? &rule->at : &rule->src;

        if (rule->value.n > 0 && belongs(r, at, src)) {
            add_time(a, ret,
                     (struct reg_time){.value = rule->value,
                                       .words = rule->rule,
                                       .trigger = rule->trigger,
                                       .quote = rule->src.quote,
                                       .day_from = REG_NO_DAY,
                                       .day_to = REG_NO_DAY});
        }
    }
    i = lower_bound(r->dates.v, r->dates.n, sizeof(r->dates.v[0]), src->file, from);
    for (; i < r->dates.n && is_before(&r->dates.v[i].src, src->file, src->end); i++) {
        const struct reg_date *date = &r->dates.v[i];

        if (is_deadline(date, since) && belongs(r, &date->src, src)) {
            add_time(a, ret,
                     (struct reg_time){.value = date->value,
                                       .words = date->value,
                                       .quote = date->src.quote,
                                       .day_from = date->day_from,
                                       .day_to = date->day_to});
        }
    }
}

bool reg_is_held(const struct reg *r, const struct reg_src *src)
{
    if (best_obligation(r, src) != REG_NO_INDEX) {
        return true;
    }
    for (uint32_t i = 0; i < r->annex.items.n; i++) {
        if (overlap(&r->annex.items.v[i].src, src)) {
            return true;
        }
    }
    return false;
}

/* How closely words fix a day: a date, an amount of time, a habit, the rest. */
static int exactness(struct str words)
{
    if (words.n > 0 && words.p[0] >= '0' && words.p[0] <= '9') {
        return 3;
    }
    if (str_starts(words, STR("within ")) || str_starts(words, STR("about ")) ||
        str_starts(words, STR("by "))) {
        return 2;
    }
    return str_starts(words, STR("as needed")) ? 0 : 1;
}

void duty_due_build(struct reading *r)
{
    for (uint32_t i = 0; i < r->reg->obligations.n; i++) {
        struct reg_obligation *o = &r->reg->obligations.v[i];
        struct reg_time_list times = {};

        if (o->src.file != r->file) {
            continue;
        }
        reg_times_in(r->arena, r->reg, &o->src, &times);
        for (uint32_t k = 0; k < times.n; k++) {
            if (o->due.n > 0 && exactness(times.v[k].words) <= exactness(o->due)) {
                continue;
            }
            o->due = times.v[k].words;
            o->day_from = times.v[k].day_from;
            o->day_to = times.v[k].day_to;
        }
    }
}
