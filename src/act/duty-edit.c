/* The register in people's hands: adding, correcting, splitting, joining duties; see duty.h. */
#include "act/duty-body.h"

#include "act/job.h"
#include "act/reckon.h"
#include "base/utf8.h"

enum { SUMMARY_BYTES = 180 };

void duty_keep_machine(json_t *body)
{
    static const char *const kept[] = {"section", "quote",     "summary", "modality",
                                       "party",   "condition", "time"};
    const json_t *origin = json_object_get(body, "origin");
    bool is_machine = json_is_string(origin) && strcmp(json_string_value(origin), "machine") == 0;

    if (!is_machine || json_object_get(body, "machine") != NULL) {
        return;
    }
    json_t *machine = json_object();

    for (size_t i = 0; i < COUNT(kept); i++) {
        json_t *value = json_object_get(body, kept[i]);

        if (value != NULL) {
            body_set(machine, kept[i], json_deep_copy(value));
        }
    }
    body_set(body, "machine", machine);
}

/* Notations, one a line, each of which a clock must be made of. */
static int put_times(struct arena *a, json_t *body, struct str lines, struct err *err)
{
    json_t *list AUTO_JSON = json_array();

    for (size_t at = 0; at < lines.n;) {
        ptrdiff_t end = str_find(lines, STR("\n"), at);
        struct str line = str_trim(str_sub(lines, at, end < 0 ? lines.n : (size_t)end));
        struct clock_rule rule;

        at = end < 0 ? lines.n : (size_t)end + 1;
        if (line.n == 0) {
            continue;
        }
        if (clock_parse(a, line, &rule, err) < 0) {
            return -1;
        }
        json_array_append_new(
            list, json_pack("{s:s%,s:s%}", "value", line.p, line.n, "words", "", (size_t)0));
    }
    body_set(body, "time", json_array_size(list) > 0 ? json_incref(list) : NULL);
    return 0;
}

static bool is_one_of(struct str word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (str_eq(word, str_of(*words))) {
            return true;
        }
    }
    return false;
}

int duty_put_text(struct arena *a, json_t *body, const struct duty_text *text, struct err *err)
{
    static const char *const modalities[] = {"must", "must_not", "should", "may", NULL};
    static const char *const parties[] = {"contractor", "ministry", "subcontractor", "third_party",
                                          NULL};
    struct str words = str_trim(text->summary.n > 0 ? text->summary : text->quote);

    if (words.n == 0) {
        return err_set(err, ERR_INVALID, "a duty needs its words");
    }
    if (!is_one_of(text->modality, modalities)) {
        return err_set(err, ERR_INVALID, "'%.*s' is no modality", STR_ARG(text->modality));
    }
    if (!is_one_of(text->party, parties)) {
        return err_set(err, ERR_INVALID, "'%.*s' is no party", STR_ARG(text->party));
    }
    body_set_str(body, "section", str_trim(text->section));
    body_set_str(body, "quote", str_trim(text->quote));
    body_set_str(body, "summary",
                 words.n <= SUMMARY_BYTES ? words
                                          : str_sub(words, 0, utf8_floor(words, SUMMARY_BYTES)));
    body_set_str(body, "modality", text->modality);
    body_set_str(body, "party", text->party);
    body_set_str(body, "condition", str_trim(text->condition));
    body_set_str(body, "note", str_trim(text->note));
    return put_times(a, body, text->time, err);
}

/* ---- adding ---- */

struct edit {
    struct act *act;
    int64_t contract, id, version;
    const struct duty_text *texts;
    const int64_t *ids;
    size_t count;
    int64_t *ret_id;
};

/* A new duty that stands where `body` says; takes nothing over. */
static int add_duty(struct tx *tx, struct arena *a, int64_t contract, json_t *body,
                    const struct duty_text *text, const char *kind, int64_t *ret_id,
                    struct err *err)
{
    struct record r = {.contract = contract, .type = &type_duty};

    if (duty_put_text(a, body, text, err) < 0) {
        return -1;
    }
    body_set_str(body, "origin", STR("person"));
    body_store(a, body, &r);
    if (record_add(tx, &r, kind, err) < 0) {
        return -1;
    }
    *ret_id = r.id;
    return 0;
}

/* One past the greatest order of the contract: what people add stands at the end. */
static int next_order(struct tx *tx, struct arena *a, int64_t contract, int64_t *ret,
                      struct err *err)
{
    struct record_filter f = {
        .contract = contract, .type = &type_duty, .order = "order", .descending = true, .limit = 1};
    struct record_list last = {};
    struct str cursor;
    json_t *body AUTO_JSON = NULL;

    if (record_list(tx, a, &f, &last, &cursor, err) < 0) {
        return -1;
    }
    if (last.n > 0 && body_of(&last.v[0], &body, err) < 0) {
        return -1;
    }
    *ret = last.n > 0 ? body_int(body, "order") + 1 : 1;
    return 0;
}

static int run_add(struct tx *tx, void *arg, struct err *err)
{
    struct edit *e = arg;
    struct arena *a = e->act->arena;
    struct record contract;
    json_t *body AUTO_JSON = json_object();
    int64_t order;

    if (record_load(tx, a, e->contract, &contract, err) < 0 ||
        next_order(tx, a, e->contract, &order, err) < 0) {
        return -1;
    }
    body_set_int(body, "order", order);
    if (add_duty(tx, a, e->contract, body, e->texts, "duty.add", e->ret_id, err) < 0) {
        return -1;
    }
    return act_reckon(tx, a, e->contract, err);
}

int act_duty_add(struct act *act, int64_t contract, const struct duty_text *text, int64_t *ret_id,
                 struct err *err)
{
    struct edit e = {.act = act, .contract = contract, .texts = text, .ret_id = ret_id};

    return act_write(act, run_add, &e, err);
}

/* ---- correcting ---- */

static int run_correct(struct tx *tx, void *arg, struct err *err)
{
    struct edit *e = arg;
    struct arena *a = e->act->arena;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (act_load(tx, a, &type_duty, e->id, e->version, &r, err) < 0 ||
        body_of(&r, &body, err) < 0) {
        return -1;
    }
    duty_keep_machine(body);
    if (duty_put_text(a, body, e->texts, err) < 0) {
        return -1;
    }
    body_store(a, body, &r);
    if (record_change(tx, &r, "duty.correct", err) < 0) {
        return -1;
    }
    return act_reckon(tx, a, r.contract, err);
}

int act_duty_correct(struct act *act, int64_t id, int64_t version, const struct duty_text *text,
                     struct err *err)
{
    struct edit e = {.act = act, .id = id, .version = version, .texts = text};

    return act_write(act, run_correct, &e, err);
}

/* ---- splitting: the first part stays in the record, the others become duties of their own ---- */

static int run_split(struct tx *tx, void *arg, struct err *err)
{
    struct edit *e = arg;
    struct arena *a = e->act->arena;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (act_load(tx, a, &type_duty, e->id, e->version, &r, err) < 0 ||
        body_of(&r, &body, err) < 0) {
        return -1;
    }
    json_t *place AUTO_JSON = json_object();
    static const char *const shared[] = {"document", "order", "phase", "item", "source", "owner"};

    for (size_t i = 0; i < COUNT(shared); i++) {
        json_t *value = json_object_get(body, shared[i]);

        if (value != NULL) {
            body_set(place, shared[i], json_incref(value));
        }
    }
    for (size_t i = 1; i < e->count; i++) {
        json_t *part AUTO_JSON = json_deep_copy(place);
        int64_t id;

        if (add_duty(tx, a, r.contract, part, &e->texts[i], "duty.split", &id, err) < 0 ||
            link_add(tx, r.contract, "split-from", id, r.id, err) < 0) {
            return -1;
        }
    }
    duty_keep_machine(body);
    if (duty_put_text(a, body, &e->texts[0], err) < 0) {
        return -1;
    }
    body_store(a, body, &r);
    if (record_change(tx, &r, "duty.split", err) < 0) {
        return -1;
    }
    *e->ret_id = r.id;
    return act_reckon(tx, a, r.contract, err);
}

int act_duty_split(struct act *act, int64_t id, int64_t version, const struct duty_text *parts,
                   size_t count, int64_t *ret_first, struct err *err)
{
    struct edit e = {.act = act,
                     .id = id,
                     .version = version,
                     .texts = parts,
                     .count = count,
                     .ret_id = ret_first};

    if (count < 2) {
        err_set(err, ERR_INVALID, "a duty is split into two or more");
        return err_hint(err, "write each part on a line of its own");
    }
    return act_write(act, run_split, &e, err);
}

/* ---- joining ---- */

static void append_words(struct arena *a, json_t *into, const json_t *from, const char *name)
{
    struct str before = body_str(a, into, name);
    struct str more = body_str(a, from, name);

    if (more.n > 0 && !str_has(before, more)) {
        body_set_str(into, name,
                     arena_printf(a, "%.*s%s%.*s", STR_ARG(before), before.n > 0 ? "\n" : "",
                                  STR_ARG(more)));
    }
}

/* The words and times of `from` are added to those of `into`. */
static void join_body(struct arena *a, json_t *into, const json_t *from)
{
    json_t *times = json_object_get(into, "time");

    append_words(a, into, from, "quote");
    append_words(a, into, from, "note");
    append_words(a, into, from, "condition");
    if (json_object_get(from, "time") == NULL) {
        return;
    }
    if (times == NULL) {
        times = json_array();
        body_set(into, "time", times);
    }
    json_array_extend(times, json_object_get(from, "time"));
}

static int run_join(struct tx *tx, void *arg, struct err *err)
{
    struct edit *e = arg;
    struct arena *a = e->act->arena;
    struct record first;
    json_t *body AUTO_JSON = NULL;

    if (record_load(tx, a, e->ids[0], &first, err) < 0 || body_of(&first, &body, err) < 0) {
        return -1;
    }
    duty_keep_machine(body);
    for (size_t i = 1; i < e->count; i++) {
        struct record other;
        json_t *other_body AUTO_JSON = NULL;

        if (record_load(tx, a, e->ids[i], &other, err) < 0 ||
            body_of(&other, &other_body, err) < 0) {
            return -1;
        }
        if (other.contract != first.contract || other.type != &type_duty ||
            first.type != &type_duty || other.id == first.id) {
            return err_set(err, ERR_INVALID, "only different duties of one contract can be joined");
        }
        join_body(a, body, other_body);
        other.state = STR("replaced");
        if (record_change(tx, &other, "duty.join", err) < 0 ||
            link_add(tx, first.contract, "joined-from", first.id, other.id, err) < 0) {
            return -1;
        }
    }
    body_store(a, body, &first);
    if (record_change(tx, &first, "duty.join", err) < 0) {
        return -1;
    }
    return act_reckon(tx, a, first.contract, err);
}

int act_duty_join(struct act *act, const int64_t *ids, size_t count, struct err *err)
{
    struct edit e = {.act = act, .ids = ids, .count = count};

    if (count < 2) {
        return err_set(err, ERR_INVALID, "choose two or more duties to join");
    }
    return act_write(act, run_join, &e, err);
}
