/*
 * clock: any value, rule, trigger and sentence (a line each) is read or refused with a reason; what
 * was read says itself in words, comes back from its own notation, and can be computed in a world
 * without days, in a usual one and in one at the edges, where every instance has a key and a why.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "core/clock.h"

#include <assert.h>

static struct str take_line(struct str *rest)
{
    ptrdiff_t end = str_find(*rest, STR("\n"), 0);
    struct str line = end < 0 ? *rest : str_sub(*rest, 0, (size_t)end);

    *rest = end < 0 ? (struct str){} : str_sub(*rest, (size_t)end + 1, rest->n);
    return line;
}

static void check_instances(struct arena *a, const struct clock_rule *r,
                            const struct clock_world *w)
{
    struct clocks clocks = {};
    struct err err = {};

    if (clock_compute(a, r, w, &clocks, &err) < 0) {
        assert(err.kind == ERR_LIMIT && clocks.n == 0);
        return;
    }
    assert(clocks.n > 0 && clocks.n <= CLOCK_MAX_INSTANCES);
    for (uint32_t i = 0; i < clocks.n; i++) {
        const struct clock *c = &clocks.v[i];

        assert(c->key.n > 0 && c->why.n > 0 && utf8_find_bad(c->why) < 0);
        assert(c->day_from == CALENDAR_NONE || c->day_to == CALENDAR_NONE ||
               c->day_from <= c->day_to);
        assert(c->minute >= -1 && c->minute < 24 * 60);
    }
}

static void check_rule(struct arena *a, const struct clock_rule *r)
{
    struct occasion o[] = {
        {.id = 1, .name = r->occasion, .day = calendar_day(2026, 7, 31), .minute = -1},
        {.id = 2, .name = STR("打合せ"), .day = calendar_day(2024, 2, 29), .minute = 870},
        {.id = 3, .name = r->occasion, .day = calendar_day(2027, 12, 31), .minute = 1439},
        {.id = 4, .name = r->occasion, .day = CALENDAR_NONE, .minute = -1},
    };
    struct clock_world worlds[] = {
        {NULL, 0, CALENDAR_NONE, CALENDAR_NONE, CALENDAR_NONE},
        {o, COUNT(o), calendar_day(2026, 6, 1), calendar_day(2027, 3, 19), calendar_confirmed_to()},
        {o, COUNT(o), calendar_day(1, 1, 1), calendar_day(9999, 12, 31), calendar_confirmed_to()},
        {o, COUNT(o), calendar_day(2027, 1, 1), calendar_day(2026, 1, 1), calendar_day(2026, 8, 1)},
        {o, COUNT(o), calendar_day(2050, 1, 1), calendar_day(2052, 1, 1), calendar_day(9999, 1, 1)},
    };
    struct clock_rule again;
    struct err err = {};

    assert(clock_words(a, r).n > 0 && utf8_find_bad(clock_words(a, r)) < 0);
    if (clock_parse(a, clock_notation(a, r), &again, &err) == 0 && r->kind != CLOCK_VAGUE) {
        assert(again.kind == r->kind && again.day_from == r->day_from &&
               again.day_to == r->day_to && again.amount == r->amount && again.unit == r->unit &&
               again.times == r->times);
    } else {
        assert(r->kind == CLOCK_VAGUE || err.kind == ERR_LIMIT);
    }
    for (size_t i = 0; i < COUNT(worlds); i++) {
        check_instances(a, r, &worlds[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str rest = {.p = (const char *)bytes, .n = n};
    struct clock_source source;
    struct clock_rule r;
    struct err err = {};

    source.value = take_line(&rest);
    source.rule = take_line(&rest);
    source.trigger = take_line(&rest);
    source.quote = take_line(&rest);
    if (utf8_find_bad((struct str){.p = (const char *)bytes, .n = n}) >= 0) {
        assert(clock_parse(&arena, source.value, &r, &err) == 0 || err.message[0] != '\0');
        return 0;
    }
    (void)occasion_matches(source.trigger, source.value);
    if (clock_parse(&arena, source.value, &r, &err) == 0) {
        check_rule(&arena, &r);
    } else {
        assert(err.message[0] != '\0');
    }
    if (clock_read(&arena, &source, &r, &err) == 0) {
        check_rule(&arena, &r);
    }
    return 0;
}
