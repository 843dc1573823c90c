/* Duties as lists and one by one; see duty.h. */
#include "act/duty-body.h"

#include "act/job.h"
#include "base/buf.h"
#include "core/clock.h"
#include "text/calendar.h"

static void read_times(struct arena *a, const json_t *list, struct duty_time **ret, uint32_t *ret_n)
{
    size_t n = json_array_size(list);

    *ret = ARENA_ARRAY(a, n, struct duty_time);
    *ret_n = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        const json_t *t = json_array_get(list, i);

        (*ret)[i] =
            (struct duty_time){.value = body_str(a, t, "value"), .words = body_str(a, t, "words")};
    }
}

/* The notations, one a line. */
static struct str times_words(struct arena *a, const json_t *list)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, 16 * 1024);
    for (size_t i = 0; i < json_array_size(list); i++) {
        buf_add(&out, i == 0 ? STR("") : STR("\n"));
        buf_add(&out, body_str(a, json_array_get(list, i), "value"));
    }
    return arena_str(a, buf_str(&out));
}

static void read_machine(struct arena *a, const json_t *machine, struct duty *d)
{
    d->is_corrected = true;
    d->machine_quote = body_str(a, machine, "quote");
    d->machine_summary = body_str(a, machine, "summary");
    d->machine_modality = body_str(a, machine, "modality");
    d->machine_party = body_str(a, machine, "party");
    d->machine_times = times_words(a, json_object_get(machine, "time"));
}

int duty_of(struct arena *a, const struct record *r, struct duty *ret, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    const json_t *source = json_object_get(body, "source");
    const json_t *reading = json_object_get(body, "reading");

    *ret = (struct duty){
        .id = r->id,
        .version = r->version,
        .contract = r->contract,
        .state = r->state,
        .document = body_int(body, "document"),
        .section = body_str(a, body, "section"),
        .quote = body_str(a, body, "quote"),
        .summary = body_str(a, body, "summary"),
        .modality = body_str(a, body, "modality"),
        .party = body_str(a, body, "party"),
        .condition = body_str(a, body, "condition"),
        .phase = body_str(a, body, "phase"),
        .item = body_str(a, body, "item"),
        .due_words = body_str(a, body, "due_words"),
        .owner = body_str(a, body, "owner"),
        .note = body_str(a, body, "note"),
        .origin = body_str(a, body, "origin"),
        .exception_of = body_int(body, "exception_of"),
        .beg = (uint32_t)body_int(source, "beg"),
        .end = (uint32_t)body_int(source, "end"),
        .line = (uint32_t)body_int(source, "line"),
        .page = (uint32_t)body_int(source, "page"),
        .reading = {.value = body_str(a, reading, "value"),
                    .words = body_str(a, reading, "words"),
                    .by = body_str(a, reading, "by"),
                    .day = body_day(reading, "day"),
                    .note = body_str(a, reading, "note")},
    };
    read_times(a, json_object_get(body, "time"), &ret->times, &ret->time_count);
    if (json_object_get(body, "machine") != NULL) {
        read_machine(a, json_object_get(body, "machine"), ret);
    }
    return 0;
}

/* ---- list ---- */

struct duties_job {
    struct act *act;
    const struct duty_filter *filter;
    struct duty_list *ret;
    struct str *ret_cursor;
};

static void add_where(struct record_filter *f, const char *field, enum record_op op,
                      struct str text)
{
    if (text.n > 0) {
        f->where[f->where_count++] = (struct record_where){.field = field, .op = op, .text = text};
    }
}

static bool needs_reading(const struct duty *d)
{
    if (d->reading.value.n > 0 || d->time_count == 0) {
        return false;
    }
    for (uint32_t i = 0; i < d->time_count; i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct clock_rule rule;
        struct err err;

        if (clock_parse(&a, d->times[i].value, &rule, &err) < 0 ||
            (rule.flags & CLOCK_NEEDS_READING) != 0) {
            return true;
        }
    }
    return false;
}

/* What no key says. */
static bool is_wanted(const struct duty_filter *f, const struct duty *d)
{
    if (f->state.n == 0 && !str_eq(d->state, STR("open")) && !str_eq(d->state, STR("done"))) {
        return false;
    }
    if ((f->unowned && d->owner.n > 0) || (f->annex_only && d->item.n == 0) ||
        (f->body_only && d->item.n > 0)) {
        return false;
    }
    return !f->to_agree || needs_reading(d);
}

static int run_duties(struct tx *tx, void *arg, struct err *err)
{
    struct duties_job *j = arg;
    const struct duty_filter *f = j->filter;
    struct arena *a = j->act->arena;
    struct record_filter wanted = {.contract = f->contract,
                                   .type = &type_duty,
                                   .state = f->state,
                                   .words = f->words,
                                   .order = "order",
                                   .cursor = f->cursor,
                                   .limit = f->limit};

    add_where(&wanted, "party", OP_EQUAL, f->party);
    add_where(&wanted, "modality", OP_EQUAL, f->modality);
    add_where(&wanted, "section", OP_PREFIX, f->section);
    add_where(&wanted, "item", OP_EQUAL, f->item);
    add_where(&wanted, "owner", OP_EQUAL, f->owner);
    *j->ret = (struct duty_list){};
    do {
        struct record_list page = {};

        if (record_list(tx, a, &wanted, &page, &wanted.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            struct duty d;

            if (duty_of(a, &page.v[i], &d, err) < 0) {
                return -1;
            }
            if (is_wanted(f, &d)) {
                *VEC_ADD(a, j->ret) = d;
            }
        }
    } while (wanted.cursor.n > 0 && f->limit == 0);
    if (j->ret_cursor != NULL) {
        *j->ret_cursor = wanted.cursor;
    }
    return 0;
}

int act_duties(struct act *act, const struct duty_filter *filter, struct duty_list *ret,
               struct str *ret_cursor, struct err *err)
{
    struct duties_job job = {.act = act, .filter = filter, .ret = ret, .ret_cursor = ret_cursor};

    return act_read(act, run_duties, &job, err);
}

/* ---- one ---- */

static int load_evidence(struct tx *tx, struct arena *a, struct duty *d, struct err *err)
{
    struct record_filter f = {.contract = d->contract, .type = &type_evidence, .where_count = 1};
    struct record_list page = {};
    struct str cursor;

    f.where[0] = (struct record_where){.field = "duty", .op = OP_EQUAL, .number = d->id};
    if (record_list(tx, a, &f, &page, &cursor, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < page.n; i++) {
        json_t *body AUTO_JSON = NULL;

        if (body_of(&page.v[i], &body, err) < 0) {
            return -1;
        }
        *VEC_ADD(a, &d->evidence) = (struct evidence){
            .id = page.v[i].id,
            .version = page.v[i].version,
            .duty = d->id,
            .state = page.v[i].state,
            .actor = page.v[i].changed_by,
            .clock_key = body_str(a, body, "clock_key"),
            .note = body_str(a, body, "note"),
            .file_name = body_str(a, body, "file_name"),
            .blob = body_str(a, body, "blob"),
            .inspected = body_str(a, body, "inspected"),
            .grave = body_int(body, "grave"),
            .day = body_day(body, "day"),
        };
    }
    return 0;
}

struct duty_job {
    struct act *act;
    int64_t id;
    struct duty *ret;
};

static int run_duty(struct tx *tx, void *arg, struct err *err)
{
    struct duty_job *j = arg;
    struct record r;

    if (record_load(tx, j->act->arena, j->id, &r, err) < 0) {
        return -1;
    }
    if (r.type != &type_duty) {
        return err_set(err, ERR_NOT_FOUND, "there is no duty with the number %lld",
                       (long long)j->id);
    }
    if (duty_of(j->act->arena, &r, j->ret, err) < 0) {
        return -1;
    }
    return load_evidence(tx, j->act->arena, j->ret, err);
}

int act_duty(struct act *act, int64_t id, struct duty *ret, struct err *err)
{
    struct duty_job job = {.act = act, .id = id, .ret = ret};

    if (act_read(act, run_duty, &job, err) < 0) {
        return -1;
    }
    struct due_filter clocks = {.contract = ret->contract,
                                .duty = id,
                                .from = CALENDAR_NONE,
                                .to = CALENDAR_NONE,
                                .done_too = true,
                                .waiting_too = true};

    return act_due(act, &clocks, &ret->clocks, err);
}
