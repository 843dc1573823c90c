/*
 * From duties and occasions to clocks; see reckon.h.
 *
 * A duty has the notations that were read (`time`), and perhaps a reading agreed with the officer,
 * which then stands in the place of all of them. Each notation gives its instances; the keys of a
 * second notation are told apart by its number ("2/once"), and what hangs on an occasion is named
 * by it, so that evidence stays with its clock when a second meeting is typed.
 */
#include "act/reckon.h"

#include "act/body.h"
#include "act/due.h"
#include "text/calendar.h"

enum { KEY_OF_FIRST = 0 };

/* ---- the world ---- */

struct occasions {
    struct occasion *v;
    uint32_t n, room;
};

/* 第3回打合せ -> 打合せ: meetings of one kind are one series. */
static struct str series_of(struct str title)
{
    ptrdiff_t number_end = str_starts(title, STR("第")) ? str_find(title, STR("回"), 0) : -1;
    enum { LONGEST_NUMBER = 15 };

    if (number_end < 0 || number_end > LONGEST_NUMBER) {
        return title;
    }
    return str_trim(str_sub(title, (size_t)number_end + strlen("回"), title.n));
}

static int add_occasion(struct arena *a, const struct record *r, bool is_meeting,
                        struct occasions *all, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    struct str name = body_str(a, body, is_meeting ? "title" : "name");

    *VEC_ADD(a, all) = (struct occasion){
        .id = r->id,
        .name = is_meeting ? series_of(name) : name,
        .day = body_day(body, "day"),
        .minute = (int16_t)body_int_or(body, "minute", -1),
    };
    return 0;
}

static int load_occasions(struct tx *tx, struct arena *a, int64_t contract, const struct type *type,
                          struct occasions *all, struct err *err)
{
    struct record_filter filter = {.contract = contract, .type = type};
    const char *gone = type == &type_meeting ? "cancelled" : "dropped";

    do {
        struct record_list page = {};

        if (record_list(tx, a, &filter, &page, &filter.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (!str_eq(page.v[i].state, str_of(gone)) &&
                add_occasion(a, &page.v[i], type == &type_meeting, all, err) < 0) {
                return -1;
            }
        }
    } while (filter.cursor.n > 0);
    return 0;
}

static void put_typed(struct arena *a, struct occasions *all, const struct occasion *typed)
{
    for (uint32_t i = 0; i < all->n; i++) {
        if (all->v[i].id == typed->id) {
            all->v[i] = *typed;
            return;
        }
    }
    *VEC_ADD(a, all) = *typed;
}

int reckon_load(struct tx *tx, struct arena *a, int64_t contract, const struct occasion *typed,
                struct reckon *ret, struct err *err)
{
    struct record record;
    struct occasions all = {};
    json_t *body AUTO_JSON = NULL;

    if (record_load(tx, a, contract, &record, err) < 0 || body_of(&record, &body, err) < 0 ||
        load_occasions(tx, a, contract, &type_occasion, &all, err) < 0 ||
        load_occasions(tx, a, contract, &type_meeting, &all, err) < 0) {
        return -1;
    }
    if (typed != NULL) {
        put_typed(a, &all, typed);
    }
    int32_t term_first = body_day(body, "term_first");

    /* A term that runs from the day of the contract begins when that day is typed. */
    for (uint32_t i = 0; i < all.n && term_first == CALENDAR_NONE; i++) {
        if (occasion_matches(STR("契約締結"), all.v[i].name)) {
            term_first = all.v[i].day;
        }
    }
    *ret = (struct reckon){
        .arena = a,
        .contract = contract,
        .is_closed = str_eq(record.state, STR("closed")),
        .world = {.occasions = all.v,
                  .occasion_count = all.n,
                  .term_first = term_first,
                  .term_last = body_day(body, "term_last"),
                  .confirmed_to = calendar_confirmed_to()},
    };
    return 0;
}

/* ---- one duty ---- */

struct clock_row reckon_head(struct arena *a, int64_t duty, const json_t *body)
{
    struct clock_row head = {
        .duty = duty,
        .summary = body_str(a, body, "summary"),
        .section = body_str(a, body, "section"),
        .owner = body_str(a, body, "owner"),
        .modality = body_str(a, body, "modality"),
    };

    if (head.summary.n == 0) {
        head.summary = body_str(a, body, "quote");
    }
    return head;
}

static void add_row(struct reckon *r, const struct clock_row *duty, size_t number,
                    const struct clock *c, struct str notation)
{
    struct str own =
        c->occasion != 0 ? arena_printf(r->arena, "%lld", (long long)c->occasion) : c->key;
    struct str key =
        number == KEY_OF_FIRST ? own : arena_printf(r->arena, "%zu/%.*s", number + 1, STR_ARG(own));

    struct clock_row *row = VEC_ADD(r->arena, &r->rows);

    *row = *duty;
    row->key = key;
    row->occasion = c->occasion;
    row->day_from = c->day_from;
    row->day_to = c->day_to;
    row->minute = c->minute;
    row->flags = c->flags;
    row->rule = notation;
    row->why = c->why;
}

/* A notation no clock can be made of is a row too: a person has to say when. */
static void add_unknown(struct reckon *r, const struct clock_row *duty, size_t number,
                        struct str notation, struct str why)
{
    struct clock c = {
        .key = STR("once"),
        .day_from = CALENDAR_NONE,
        .day_to = CALENDAR_NONE,
        .minute = -1,
        .flags = CLOCK_NEEDS_READING,
        .why = why,
    };

    add_row(r, duty, number, &c, notation);
}

static int add_notation(struct reckon *r, const struct clock_row *duty, size_t number,
                        struct str notation, struct err *err)
{
    struct clock_rule rule;
    struct clocks clocks = {};
    struct err trouble = {};

    if (clock_parse(r->arena, notation, &rule, &trouble) < 0 ||
        clock_compute(r->arena, &rule, &r->world, &clocks, &trouble) < 0) {
        if (trouble.kind == ERR_INTERNAL) {
            *err = trouble;
            return -1;
        }
        add_unknown(r, duty, number, notation, arena_str(r->arena, str_of(trouble.message)));
        return 0;
    }
    for (uint32_t i = 0; i < clocks.n; i++) {
        if (clocks.v[i].day_to == CALENDAR_NONE && occasion_may_never_be(rule.occasion)) {
            clocks.v[i].flags |= CLOCK_IF;
        }
        add_row(r, duty, number, &clocks.v[i], notation);
    }
    return 0;
}

static int add_duty(struct reckon *r, const struct record *record, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(record, &body, err) < 0) {
        return -1;
    }
    struct clock_row head = reckon_head(r->arena, record->id, body);
    struct str agreed = body_str(r->arena, json_object_get(body, "reading"), "value");

    if (agreed.n > 0) {
        return add_notation(r, &head, KEY_OF_FIRST, agreed, err);
    }
    const json_t *times = json_object_get(body, "time");

    for (size_t i = 0; i < json_array_size(times); i++) {
        struct str notation = body_str(r->arena, json_array_get(times, i), "value");

        if (notation.n > 0 && add_notation(r, &head, i, notation, err) < 0) {
            return -1;
        }
    }
    return 0;
}

int reckon_run(struct tx *tx, struct reckon *r, struct err *err)
{
    struct record_filter filter = {.contract = r->contract, .type = &type_duty};

    if (r->is_closed) {
        return 0;
    }
    do {
        struct record_list page = {};

        if (record_list(tx, r->arena, &filter, &page, &filter.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            struct str state = page.v[i].state;

            if ((str_eq(state, STR("open")) || str_eq(state, STR("done"))) &&
                add_duty(r, &page.v[i], err) < 0) {
                return -1;
            }
        }
    } while (filter.cursor.n > 0);
    return 0;
}

int act_reckon(struct tx *tx, struct arena *a, int64_t contract, struct err *err)
{
    struct reckon r;

    if (reckon_load(tx, a, contract, NULL, &r, err) < 0 || reckon_run(tx, &r, err) < 0) {
        return -1;
    }
    return clocks_replace(tx, contract, r.rows.v, r.rows.n, err);
}
