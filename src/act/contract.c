/* Contracts, their facts and documents; see contract.h. */
#include "act/contract.h"

#include "act/body.h"
#include "act/job.h"
#include "base/tr.h"
#include "text/calendar.h"
#include "write/words.h"

#include <stdlib.h>

/* ---- figures ---- */

static int count(struct tx *tx, int64_t contract, const struct type *type, const char *state,
                 struct record_where where, int64_t *ret, struct err *err)
{
    struct record_filter f = {.contract = contract, .type = type, .state = str_of(state)};

    if (where.field != NULL) {
        f.where[f.where_count++] = where;
    }
    return record_count(tx, &f, ret, err);
}

static int count_records(struct tx *tx, int64_t contract, struct contract_counts *c,
                         struct err *err)
{
    struct record_where any = {};
    struct record_where owned = {.field = "owner", .op = OP_NOT_EQUAL, .text = STR("")};
    int64_t open, owned_open, drafts, sent;

    if (count(tx, contract, &type_duty, "open", any, &open, err) < 0 ||
        count(tx, contract, &type_duty, "done", any, &c->done, err) < 0 ||
        count(tx, contract, &type_duty, "open", owned, &owned_open, err) < 0 ||
        count(tx, contract, &type_finding, "open", any, &c->findings, err) < 0 ||
        count(tx, contract, &type_question, "draft", any, &drafts, err) < 0 ||
        count(tx, contract, &type_question, "sent", any, &sent, err) < 0) {
        return -1;
    }
    c->duties = open + c->done;
    c->unowned = open - owned_open;
    c->questions = drafts + sent;
    return 0;
}

static int contract_of(struct arena *a, const struct record *r, struct contract *ret,
                       struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct contract){
        .id = r->id,
        .version = r->version,
        .state = r->state,
        .title = body_str(a, body, "title"),
        .buyer = body_str(a, body, "buyer"),
        .buyer_office = body_str(a, body, "buyer_office"),
        .contract_type = body_str(a, body, "contract_type"),
        .note = body_str(a, body, "note"),
        .term_first = body_day(body, "term_first"),
        .term_last = body_day(body, "term_last"),
        .fiscal_year = body_int(body, "fiscal_year"),
        .budget_cap_yen = body_int_or(body, "budget_cap_yen", -1),
    };
    return 0;
}

/* ---- list and one ---- */

struct contracts_job {
    struct act *act;
    int64_t id; /* 0 = all */
    bool titles_only;
    struct contract_list *ret;
    struct clock_tallies tallies;
};

static int run_contracts(struct tx *tx, void *arg, struct err *err)
{
    struct contracts_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {.type = &type_contract};

    *j->ret = (struct contract_list){};
    do {
        struct record_list page = {};

        if (j->id != 0) {
            if (record_load(tx, a, j->id, VEC_ADD(a, &page), err) < 0) {
                return -1;
            }
            if (page.v[0].type != &type_contract) {
                return err_set(err, ERR_NOT_FOUND, "there is no contract with the number %lld",
                               (long long)j->id);
            }
        } else if (record_list(tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            struct contract *c = VEC_ADD(a, j->ret);

            if (contract_of(a, &page.v[i], c, err) < 0 ||
                (!j->titles_only && count_records(tx, c->id, &c->counts, err) < 0)) {
                return -1;
            }
        }
    } while (f.cursor.n > 0);
    int32_t today = act_today(j->act);

    return j->titles_only
               ? 0
               : clocks_tally(tx, a, j->id, today, today + DUE_SOON_DAYS, &j->tallies, err);
}

/* The next row of a contract that has one, and its figures. */
static int add_clocks(struct act *act, const struct clock_tally *tally, struct contract *c,
                      struct err *err)
{
    struct due_filter next = {
        .contract = c->id, .from = tally->next, .to = tally->next, .limit = 1};
    struct due_rows rows;

    c->counts.late = tally->late;
    c->counts.soon = tally->soon;
    c->counts.waiting = tally->waiting;
    c->counts.to_agree = tally->to_agree;
    if (tally->next == CALENDAR_NONE) {
        return 0;
    }
    if (act_due(act, &next, &rows, err) < 0) {
        return -1;
    }
    c->has_next = rows.n > 0;
    if (c->has_next) {
        c->next = rows.v[0];
    }
    return 0;
}

static int compare_contracts(const void *va, const void *vb)
{
    const struct contract *a = va;
    const struct contract *b = vb;
    bool a_closed = str_eq(a->state, STR("closed"));
    bool b_closed = str_eq(b->state, STR("closed"));

    if (a_closed != b_closed) {
        return a_closed ? 1 : -1;
    }
    if ((a->counts.late > 0) != (b->counts.late > 0)) {
        return a->counts.late > 0 ? -1 : 1;
    }
    int32_t a_day = a->has_next ? a->next.clock.day_to : INT32_MAX;
    int32_t b_day = b->has_next ? b->next.clock.day_to : INT32_MAX;

    if (a_day != b_day) {
        return a_day < b_day ? -1 : 1;
    }
    return a->id < b->id ? -1 : 1;
}

static int list_contracts(struct act *act, int64_t id, struct contract_list *ret, struct err *err)
{
    struct contracts_job job = {.act = act, .id = id, .ret = ret};

    if (act_read(act, run_contracts, &job, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < ret->n; i++) {
        for (uint32_t k = 0; k < job.tallies.n; k++) {
            if (job.tallies.v[k].contract == ret->v[i].id &&
                add_clocks(act, &job.tallies.v[k], &ret->v[i], err) < 0) {
                return -1;
            }
        }
    }
    if (ret->n > 1) {
        qsort(ret->v, ret->n, sizeof(ret->v[0]), compare_contracts);
    }
    return 0;
}

int act_contract_titles(struct act *act, struct contract_list *ret, struct err *err)
{
    struct contracts_job job = {.act = act, .titles_only = true, .ret = ret};

    return act_read(act, run_contracts, &job, err);
}

int act_contracts(struct act *act, struct contract_list *ret, struct err *err)
{
    return list_contracts(act, 0, ret, err);
}

int act_contract(struct act *act, int64_t id, struct contract *ret, struct err *err)
{
    struct contract_list one;

    if (list_contracts(act, id, &one, err) < 0) {
        return -1;
    }
    *ret = one.v[0];
    return 0;
}

/* ---- change ---- */

struct change_job {
    struct act *act;
    int64_t id, version;
    const struct contract_change *change;
};

static int run_change(struct tx *tx, void *arg, struct err *err)
{
    struct change_job *j = arg;
    const struct contract_change *c = j->change;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (act_load(tx, j->act->arena, &type_contract, j->id, j->version, &r, err) < 0 ||
        body_of(&r, &body, err) < 0) {
        return -1;
    }
    body_set_str(body, "title", c->title);
    body_set_str(body, "buyer", c->buyer);
    body_set_str(body, "buyer_office", c->buyer_office);
    body_set_str(body, "contract_type", c->contract_type);
    body_set_str(body, "note", c->note);
    body_set_day(body, "term_first", c->term_first);
    body_set_day(body, "term_last", c->term_last);
    body_store(j->act->arena, body, &r);
    r.state = c->close ? STR("closed") : STR("open");
    if (record_change(tx, &r, "contract.change", err) < 0) {
        return -1;
    }
    return act_reckon(tx, j->act->arena, j->id, err);
}

int act_contract_change(struct act *act, int64_t id, int64_t version,
                        const struct contract_change *change, struct err *err)
{
    struct change_job job = {.act = act, .id = id, .version = version, .change = change};

    if (str_trim(change->title).n == 0) {
        return err_set(err, ERR_INVALID, "a contract needs a title");
    }
    if (change->term_first != CALENDAR_NONE && change->term_last != CALENDAR_NONE &&
        change->term_last < change->term_first) {
        return err_set(err, ERR_INVALID, "the term ends before it begins");
    }
    return act_write(act, run_change, &job, err);
}

/* ---- facts ---- */

static int fact_of(struct arena *a, const struct record *r, struct fact *ret, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    const json_t *source = json_object_get(body, "source");

    *ret = (struct fact){
        .id = r->id,
        .version = r->version,
        .key = body_str(a, body, "key"),
        .value = body_str(a, body, "value"),
        .quote = body_str(a, body, "quote"),
        .document = body_int(body, "document"),
        .beg = (uint32_t)body_int(source, "beg"),
        .end = (uint32_t)body_int(source, "end"),
    };
    ret->label = words_fact(tr_language(), ret->key);
    return 0;
}

struct facts_job {
    struct act *act;
    int64_t contract;
    struct fact_list *ret;
};

static int run_facts(struct tx *tx, void *arg, struct err *err)
{
    struct facts_job *j = arg;
    struct record_filter f = {
        .contract = j->contract, .type = &type_fact, .state = STR("current"), .order = "order"};
    struct record_list page = {};
    struct str cursor;

    *j->ret = (struct fact_list){};
    if (record_list(tx, j->act->arena, &f, &page, &cursor, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < page.n; i++) {
        if (fact_of(j->act->arena, &page.v[i], VEC_ADD(j->act->arena, j->ret), err) < 0) {
            return -1;
        }
    }
    return 0;
}

int act_facts(struct act *act, int64_t contract, struct fact_list *ret, struct err *err)
{
    struct facts_job job = {.act = act, .contract = contract, .ret = ret};

    return act_read(act, run_facts, &job, err);
}

struct correct_job {
    struct act *act;
    int64_t id, version;
    struct str value;
};

/* Title, buyer and term of the contract are those of its facts. */
static int follow_fact(struct tx *tx, struct arena *a, const struct record *fact, struct str key,
                       struct str value, struct err *err)
{
    static const struct {
        const char *key, *field;
        bool is_day;
    } followed[] = {
        {"title", "title", false},
        {"buyer", "buyer", false},
        {"buyer_office", "buyer_office", false},
        {"contract_type", "contract_type", false},
        {"contract_start", "term_first", true},
        {"contract_end", "term_last", true},
    };

    for (size_t i = 0; i < COUNT(followed); i++) {
        struct record r;
        json_t *body AUTO_JSON = NULL;

        if (!str_eq(key, str_of(followed[i].key))) {
            continue;
        }
        if (followed[i].is_day && calendar_parse(value) == CALENDAR_NONE) {
            err_set(err, ERR_INVALID, "'%.*s' is no day", STR_ARG(value));
            return err_hint(err, "write it as 2026-04-01");
        }
        if (record_load(tx, a, fact->contract, &r, err) < 0 || body_of(&r, &body, err) < 0) {
            return -1;
        }
        body_set_str(body, followed[i].field, value);
        body_store(a, body, &r);
        if (record_change(tx, &r, "contract.follow", err) < 0) {
            return -1;
        }
        return followed[i].is_day ? act_reckon(tx, a, fact->contract, err) : 0;
    }
    return 0;
}

static int run_correct(struct tx *tx, void *arg, struct err *err)
{
    struct correct_job *j = arg;
    struct arena *a = j->act->arena;
    struct record r;
    json_t *body AUTO_JSON = NULL;

    if (act_load(tx, a, &type_fact, j->id, j->version, &r, err) < 0 ||
        body_of(&r, &body, err) < 0) {
        return -1;
    }
    if (json_object_get(body, "machine") == NULL) {
        body_set(body, "machine", json_pack("{s:O}", "value", json_object_get(body, "value")));
    }
    body_set_str(body, "value", j->value);
    body_store(a, body, &r);
    if (record_change(tx, &r, "fact.correct", err) < 0) {
        return -1;
    }
    return follow_fact(tx, a, &r, body_str(a, body, "key"), j->value, err);
}

int act_fact_correct(struct act *act, int64_t id, int64_t version, struct str value,
                     struct err *err)
{
    struct correct_job job = {.act = act, .id = id, .version = version, .value = str_trim(value)};

    if (job.value.n == 0) {
        return err_set(err, ERR_INVALID, "a fact needs a value");
    }
    return act_write(act, run_correct, &job, err);
}
