/* Records that are lists people fill in; see items.h. */
#include "act/items.h"

#include "act/body.h"
#include "act/due.h"
#include "act/job.h"
#include "text/calendar.h"

#include <errno.h>
#include <stdlib.h>

/* The types that are such lists; others have functions of their own. */
static bool is_listed(const struct type *type)
{
    return type == &type_meeting || type == &type_question || type == &type_finding ||
           type == &type_deliverable || type == &type_milestone;
}

static int check_listed(const struct record *r, struct err *err)
{
    return is_listed(r->type)
               ? 0
               : err_set(err, ERR_NOT_FOUND, "there is no list entry with the number %lld",
                         (long long)r->id);
}

/* ---- reading ---- */

static struct str value_of(struct arena *a, const json_t *body, const struct field *f)
{
    const json_t *member = json_object_get(body, f->name);

    if (json_is_integer(member)) {
        return arena_printf(a, "%lld", (long long)json_integer_value(member));
    }
    if (json_is_boolean(member)) {
        return json_is_true(member) ? STR("1") : (struct str){};
    }
    return body_str(a, body, f->name);
}

static int item_of(struct arena *a, const struct record *r, struct item *ret, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct item){
        .id = r->id,
        .version = r->version,
        .contract = r->contract,
        .state = r->state,
        .values = ARENA_ARRAY(a, r->type->field_count, struct item_value),
    };
    for (size_t i = 0; i < r->type->field_count; i++) {
        const struct field *f = &r->type->fields[i];

        if (f->type != FIELD_OTHER) {
            ret->values[ret->value_count++] =
                (struct item_value){.field = f->name, .text = value_of(a, body, f)};
        }
    }
    return 0;
}

struct str item_text(const struct item *i, const char *field)
{
    for (uint32_t k = 0; k < i->value_count; k++) {
        if (strcmp(i->values[k].field, field) == 0) {
            return i->values[k].text;
        }
    }
    return (struct str){};
}

static const char *order_of(const struct type *type)
{
    static const char *const names[] = {"order", "number", "day"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const struct field *f = type_field(type, str_of(names[i]));

        if (f != NULL && f->is_key) {
            return names[i];
        }
    }
    return NULL;
}

struct items_job {
    struct act *act;
    int64_t contract;
    const struct type *type;
    struct item_list *ret;
};

static bool is_gone(struct str state)
{
    return str_eq(state, STR("dropped"));
}

static int run_items(struct tx *tx, void *arg, struct err *err)
{
    struct items_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {.contract = j->contract, .type = j->type, .order = order_of(j->type)};

    *j->ret = (struct item_list){};
    do {
        struct record_list page = {};

        if (record_list(tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (!is_gone(page.v[i].state) && item_of(a, &page.v[i], VEC_ADD(a, j->ret), err) < 0) {
                return -1;
            }
        }
    } while (f.cursor.n > 0);
    return 0;
}

int act_items(struct act *act, int64_t contract, const struct type *type, struct item_list *ret,
              struct err *err)
{
    struct items_job job = {.act = act, .contract = contract, .type = type, .ret = ret};

    return act_read(act, run_items, &job, err);
}

struct item_job {
    struct act *act;
    int64_t id;
    struct item *ret;
};

static int run_item(struct tx *tx, void *arg, struct err *err)
{
    struct item_job *j = arg;
    struct record r;

    if (record_load(tx, j->act->arena, j->id, &r, err) < 0 || check_listed(&r, err) < 0) {
        return -1;
    }
    return item_of(j->act->arena, &r, j->ret, err);
}

int act_item(struct act *act, int64_t id, struct item *ret, struct err *err)
{
    struct item_job job = {.act = act, .id = id, .ret = ret};

    return act_read(act, run_item, &job, err);
}

/* ---- changing ---- */

static int put_number(json_t *body, const struct field *f, struct str text, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    struct str copy = arena_str(&a, text);
    char *end;

    errno = 0;
    long long number = strtoll(copy.p, &end, 10);

    if (errno != 0 || end == copy.p || *end != '\0') {
        return err_set(err, ERR_INVALID, "%s: '%.*s' is no whole number", f->name, STR_ARG(text));
    }
    body_set_int(body, f->name, number);
    return 0;
}

static int put_value(json_t *body, const struct type *type, const struct item_value *v,
                     struct err *err)
{
    const struct field *f = type_field(type, str_of(v->field));
    struct str text = str_trim(v->text);

    if (f == NULL || f->type == FIELD_OTHER) {
        return err_set(err, ERR_INVALID, "a %s has no field '%s'", type->name, v->field);
    }
    if (text.n == 0) {
        body_set(body, f->name, NULL);
        return 0;
    }
    switch (f->type) {
    case FIELD_INT:
    case FIELD_RECORD:
        return put_number(body, f, text, err);
    case FIELD_DAY:
        if (calendar_parse(text) == CALENDAR_NONE) {
            err_set(err, ERR_INVALID, "%s: '%.*s' is no day", f->name, STR_ARG(text));
            return err_hint(err, "write it as 2026-04-01");
        }
        break;
    case FIELD_BOOL:
        body_set(body, f->name, json_boolean(str_eq(text, STR("1"))));
        return 0;
    default:
        break;
    }
    body_set_str(body, f->name, text);
    return 0;
}

static int put_values(json_t *body, const struct type *type, const struct item_value *values,
                      size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (put_value(body, type, &values[i], err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Minutes are due three business days after a meeting unless the contract says otherwise: its own
 * duty gives that clock; here only clocks are computed anew. */
static int after_change(struct tx *tx, struct arena *a, const struct record *r, struct err *err)
{
    return r->type == &type_meeting ? act_reckon(tx, a, r->contract, err) : 0;
}

struct put_job {
    struct act *act;
    int64_t contract, id, version;
    const struct type *type;
    struct str state;
    const struct item_value *values;
    size_t count;
    int64_t *ret_id;
};

/* Numbered things get the next number of the contract when none is given. */
static int next_number(struct tx *tx, struct arena *a, int64_t contract, const struct type *type,
                       const char *field, json_t *body, struct err *err)
{
    struct record_filter f = {
        .contract = contract, .type = type, .order = field, .descending = true, .limit = 1};
    struct record_list last = {};
    struct str cursor;
    json_t *last_body AUTO_JSON = NULL;

    if (json_object_get(body, field) != NULL) {
        return 0;
    }
    if (record_list(tx, a, &f, &last, &cursor, err) < 0 ||
        (last.n > 0 && body_of(&last.v[0], &last_body, err) < 0)) {
        return -1;
    }
    body_set_int(body, field, last.n > 0 ? body_int(last_body, field) + 1 : 1);
    return 0;
}

static int add_item(struct tx *tx, struct arena *a, int64_t contract, const struct type *type,
                    struct str state, json_t *body, int64_t *ret_id, struct err *err)
{
    struct record r = {.contract = contract, .type = type, .state = state};
    const char *order = order_of(type);
    const struct field *f = order != NULL ? type_field(type, str_of(order)) : NULL;

    if (f != NULL && f->type == FIELD_INT &&
        next_number(tx, a, contract, type, order, body, err) < 0) {
        return -1;
    }
    body_store(a, body, &r);
    if (record_add(tx, &r, arena_printf(a, "%s.add", type->name).p, err) < 0) {
        return -1;
    }
    if (ret_id != NULL) {
        *ret_id = r.id;
    }
    return after_change(tx, a, &r, err);
}

static int run_item_add(struct tx *tx, void *arg, struct err *err)
{
    struct put_job *j = arg;
    struct record contract;
    json_t *body AUTO_JSON = json_object();

    if (record_load(tx, j->act->arena, j->contract, &contract, err) < 0 ||
        put_values(body, j->type, j->values, j->count, err) < 0) {
        return -1;
    }
    return add_item(tx, j->act->arena, j->contract, j->type, j->state, body, j->ret_id, err);
}

int act_item_add(struct act *act, int64_t contract, const struct type *type, struct str state,
                 const struct item_value *values, size_t count, int64_t *ret_id, struct err *err)
{
    struct put_job job = {.act = act,
                          .contract = contract,
                          .type = type,
                          .state = state,
                          .values = values,
                          .count = count,
                          .ret_id = ret_id};

    return act_write(act, run_item_add, &job, err);
}

static int run_item_change(struct tx *tx, void *arg, struct err *err)
{
    struct put_job *j = arg;
    struct arena *a = j->act->arena;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (record_load(tx, a, j->id, &r, err) < 0 || check_listed(&r, err) < 0 ||
        act_load(tx, a, r.type, j->id, j->version, &r, err) < 0 || body_of(&r, &body, err) < 0 ||
        put_values(body, r.type, j->values, j->count, err) < 0) {
        return -1;
    }
    body_store(a, body, &r);
    if (j->state.n > 0) {
        r.state = j->state;
    }
    if (record_change(tx, &r, arena_printf(a, "%s.change", r.type->name).p, err) < 0) {
        return -1;
    }
    return after_change(tx, a, &r, err);
}

int act_item_change(struct act *act, int64_t id, int64_t version, struct str state,
                    const struct item_value *values, size_t count, struct err *err)
{
    struct put_job job = {
        .act = act, .id = id, .version = version, .state = state, .values = values, .count = count};

    return act_write(act, run_item_change, &job, err);
}

/* ---- questions of findings ---- */

struct ask_job {
    struct act *act;
    int64_t contract;
    const int64_t *ids;
    size_t count;
    int made;
};

static int ask_one(struct tx *tx, struct ask_job *j, struct record *finding, struct err *err)
{
    struct arena *a = j->act->arena;
    json_t *from AUTO_JSON = NULL;
    json_t *body AUTO_JSON = json_object();
    int64_t id;

    if (finding->type != &type_finding || finding->contract != j->contract) {
        return err_set(err, ERR_NOT_FOUND, "%lld is no finding of this contract",
                       (long long)finding->id);
    }
    if (body_of(finding, &from, err) < 0) {
        return -1;
    }
    struct str text = body_str(a, from, "question");

    if (text.n == 0 || !str_eq(finding->state, STR("open"))) {
        return 0; /* concerns the file, not the issuer; or was asked before */
    }
    body_set_str(body, "text", text);
    body_set_str(body, "quote", body_str(a, from, "quote"));
    body_set_str(body, "section", body_str(a, from, "section"));
    body_set_int(body, "finding", finding->id);
    if (add_item(tx, a, j->contract, &type_question, STR("draft"), body, &id, err) < 0) {
        return -1;
    }
    finding->state = STR("asked");
    j->made++;
    return record_change(tx, finding, "finding.ask", err);
}

static int run_ask(struct tx *tx, void *arg, struct err *err)
{
    struct ask_job *j = arg;
    struct record_filter f = {
        .contract = j->contract, .type = &type_finding, .state = STR("open"), .order = "order"};
    struct record_list open = {};
    struct str cursor;

    j->made = 0;
    if (j->count == 0) {
        if (record_list(tx, j->act->arena, &f, &open, &cursor, err) < 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < j->count; i++) {
        if (record_load(tx, j->act->arena, j->ids[i], VEC_ADD(j->act->arena, &open), err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < open.n; i++) {
        if (ask_one(tx, j, &open.v[i], err) < 0) {
            return -1;
        }
    }
    return 0;
}

int act_findings_ask(struct act *act, int64_t contract, const int64_t *ids, size_t count,
                     int *ret_made, struct err *err)
{
    struct ask_job job = {.act = act, .contract = contract, .ids = ids, .count = count};

    if (act_write(act, run_ask, &job, err) < 0) {
        return -1;
    }
    *ret_made = job.made;
    return 0;
}

/* ---- baseline ---- */

static int run_baseline(struct tx *tx, void *arg, struct err *err)
{
    struct ask_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {.contract = j->contract, .type = &type_milestone};
    struct record_list page = {};
    struct str cursor;

    if (record_list(tx, a, &f, &page, &cursor, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < page.n; i++) {
        json_t *body AUTO_JSON = NULL;

        if (is_gone(page.v[i].state)) {
            continue;
        }
        if (body_of(&page.v[i], &body, err) < 0) {
            return -1;
        }
        body_set_str(body, "base_first", body_str(a, body, "plan_first"));
        body_set_str(body, "base_last", body_str(a, body, "plan_last"));
        body_store(a, body, &page.v[i]);
        if (record_change(tx, &page.v[i], "milestone.baseline", err) < 0) {
            return -1;
        }
    }
    return 0;
}

int act_milestones_baseline(struct act *act, int64_t contract, struct err *err)
{
    struct ask_job job = {.act = act, .contract = contract};

    return act_write(act, run_baseline, &job, err);
}
