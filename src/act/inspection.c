/* Files that are to leave, and what is decided about them; see inspection.h. */
#include "act/inspection.h"

#include "act/inspection-body.h"
#include "act/job.h"
#include "base/hex.h"
#include "text/calendar.h"

#include <stdlib.h>
#include <unistd.h>

const char inspection_unread_rule[] = "SYS-399";

/* ---- the words of the data ---- */

const char *const inspection_choice_words[] = {"", "allow", "mend"};

static enum decision_choice choice_of(struct str word)
{
    for (size_t i = 1; i < COUNT(inspection_choice_words); i++) {
        if (str_eq(word, str_of(inspection_choice_words[i]))) {
            return (enum decision_choice)i;
        }
    }
    return DECISION_NONE;
}

static enum inspect_state result_of(struct str word)
{
    for (int i = INSPECT_INSPECTED; i < INSPECT_REFUSED; i++) {
        if (str_eq(word, str_of(inspect_state_word((enum inspect_state)i)))) {
            return (enum inspect_state)i;
        }
    }
    return INSPECT_REFUSED;
}

static enum inspect_basis basis_of(struct str word)
{
    for (int i = INSPECT_PROVEN; i < INSPECT_HEURISTIC; i++) {
        if (str_eq(word, str_of(inspect_basis_word((enum inspect_basis)i)))) {
            return (enum inspect_basis)i;
        }
    }
    return INSPECT_HEURISTIC;
}

/* ---- reading ---- */

struct inspected_rule *inspection_rule(const struct inspection *x, struct str id)
{
    for (uint32_t i = 0; i < x->rules.n; i++) {
        if (str_eq(x->rules.v[i].id, id)) {
            return &x->rules.v[i];
        }
    }
    return NULL;
}

/* The same, added to the file when it found nothing yet. */
static struct inspected_rule *rule_of(struct arena *a, struct inspection *x, struct str id)
{
    struct inspected_rule *found = inspection_rule(x, id);

    if (found != NULL) {
        return found;
    }
    const struct inspect_rule *rule = inspect_rule_find(id.p);
    struct inspected_rule *one = VEC_ADD(a, &x->rules);

    *one = (struct inspected_rule){
        .rule = rule, .id = id, .is_grave = rule == NULL || rule->severity <= INSPECT_HIGH};
    return one;
}

static void read_findings(struct arena *a, const json_t *body, struct inspection *x)
{
    const json_t *findings = json_object_get(body, "findings");

    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *f = json_array_get(findings, i);
        struct inspected_rule *rule = rule_of(a, x, body_str(a, f, "rule"));

        *VEC_ADD(a, &rule->findings) =
            (struct inspect_finding){.rule = rule->rule,
                                     .basis = basis_of(body_str(a, f, "basis")),
                                     .place = body_str(a, f, "place"),
                                     .reads = body_str(a, f, "reads"),
                                     .count = (uint32_t)body_int_or(f, "count", 1)};
    }
    if (x->result != INSPECT_INSPECTED) {
        rule_of(a, x, str_of(inspection_unread_rule));
    }
}

static struct decision decision_of(struct arena *a, const json_t *d)
{
    return (struct decision){.choice = choice_of(body_str(a, d, "choice")),
                             .reason = body_str(a, d, "reason"),
                             .by = body_str(a, d, "by"),
                             .day = body_day(d, "day")};
}

static void read_decisions(struct arena *a, const json_t *body, struct inspection *x)
{
    const json_t *decisions = json_object_get(body, "decisions");
    const json_t *proposals = json_object_get(body, "proposals");

    for (size_t i = 0; i < json_array_size(decisions); i++) {
        const json_t *d = json_array_get(decisions, i);
        struct inspected_rule *rule = inspection_rule(x, body_str(a, d, "rule"));

        if (rule != NULL) {
            rule->decision = decision_of(a, d);
        }
    }
    for (size_t i = 0; i < json_array_size(proposals); i++) {
        const json_t *d = json_array_get(proposals, i);
        struct inspected_rule *rule = inspection_rule(x, body_str(a, d, "rule"));

        if (rule != NULL && rule->decision.choice == DECISION_NONE) {
            rule->proposal = (struct decision_proposal){.decision = decision_of(a, d),
                                                        .added = (uint32_t)body_int(d, "added")};
            x->proposed += rule->proposal.added == 0;
        }
    }
}

static int by_severity(const void *a, const void *b)
{
    const struct inspected_rule *x = a, *y = b;
    int left = x->rule == NULL ? -1 : (int)x->rule->severity;
    int right = y->rule == NULL ? -1 : (int)y->rule->severity;

    return left != right ? left - right : str_cmp(x->id, y->id);
}

static uint32_t count_undecided(const struct inspection *x)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < x->rules.n; i++) {
        n += x->rules.v[i].is_grave && x->rules.v[i].decision.choice != DECISION_ALLOW;
    }
    return n;
}

static void read_removed(struct arena *a, const json_t *body, struct inspection *x)
{
    const json_t *removed = json_object_get(body, "removed");

    for (size_t i = 0; i < json_array_size(removed); i++) {
        const json_t *r = json_array_get(removed, i);
        const struct inspect_rule *rule = inspect_rule_find(body_str(a, r, "rule").p);

        if (rule != NULL) {
            *VEC_ADD(a, &x->removed) =
                (struct clean_removed){.rule = rule,
                                       .place = body_str(a, r, "place"),
                                       .count = (uint32_t)body_int_or(r, "count", 1)};
        }
    }
}

int inspection_of(struct arena *a, const struct record *r, struct inspection *ret, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct inspection){
        .id = r->id,
        .version = r->version,
        .contract = r->contract,
        .state = r->state,
        .name = body_str(a, body, "name"),
        .kind = body_str(a, body, "kind"),
        .bytes = body_int(body, "bytes"),
        .result = result_of(body_str(a, body, "result")),
        .why = body_str(a, body, "why"),
        .cleaned_from = body_int(body, "cleaned_from"),
        .deliverable = body_int(body, "deliverable"),
        .day = body_day(body, "day"),
        .edition = (uint32_t)body_int_or(body, "edition", 1),
    };
    if (!hex_parse(body_str(a, body, "sha256"), ret->sha256, sizeof(ret->sha256))) {
        return err_set(err, ERR_INTERNAL, "inspection %lld does not name its bytes",
                       (long long)r->id);
    }
    read_findings(a, body, ret);
    read_decisions(a, body, ret);
    read_removed(a, body, ret);
    if (ret->rules.n > 1) {
        qsort(ret->rules.v, ret->rules.n, sizeof(ret->rules.v[0]), by_severity);
    }
    ret->undecided = count_undecided(ret);
    return 0;
}

struct list_job {
    struct act *act;
    int64_t contract;
    struct inspection_list *ret;
};

static int run_list(struct tx *tx, void *arg, struct err *err)
{
    struct list_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {
        .contract = j->contract, .type = &type_inspection, .descending = true};

    *j->ret = (struct inspection_list){};
    do {
        struct record_list page = {};

        if (record_list(tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (!str_eq(page.v[i].state, STR("dropped")) &&
                inspection_of(a, &page.v[i], VEC_ADD(a, &j->ret->v), err) < 0) {
                return -1;
            }
        }
    } while (f.cursor.n > 0);
    return 0;
}

int act_inspections(struct act *act, int64_t contract, struct inspection_list *ret, struct err *err)
{
    struct list_job job = {.act = act, .contract = contract, .ret = ret};

    return act_read(act, run_list, &job, err);
}

struct one_job {
    struct act *act;
    int64_t id, version; /* 0 = as it is now */
    struct inspection *ret;
};

static int run_one(struct tx *tx, void *arg, struct err *err)
{
    struct one_job *j = arg;
    struct record r;

    if (j->version == 0 ? record_load(tx, j->act->arena, j->id, &r, err) < 0
                        : record_at(tx, j->act->arena, j->id, j->version, &r, err) < 0) {
        return -1;
    }
    if (r.type != &type_inspection) {
        return err_set(err, ERR_NOT_FOUND, "there is no file with the number %lld",
                       (long long)j->id);
    }
    return inspection_of(j->act->arena, &r, j->ret, err);
}

int act_inspection(struct act *act, int64_t id, struct inspection *ret, struct err *err)
{
    struct one_job job = {.act = act, .id = id, .ret = ret};

    return act_read(act, run_one, &job, err);
}

int act_inspection_at(struct act *act, int64_t id, int64_t version, struct inspection *ret,
                      struct err *err)
{
    struct one_job job = {.act = act, .id = id, .version = version, .ret = ret};

    return act_read(act, run_one, &job, err);
}

/* ---- decisions ---- */

int inspection_settle(struct arena *a, struct record *r, json_t *body, struct err *err)
{
    struct inspection x;

    body_store(a, body, r);
    if (inspection_of(a, r, &x, err) < 0) {
        return -1;
    }
    body_set_int(body, "undecided", x.undecided);
    body_store(a, body, r);
    r->state = x.undecided == 0 ? STR("ready") : STR("open");
    return 0;
}

struct drop_job {
    struct act *act;
    int64_t id, version;
};

static int run_drop(struct tx *tx, void *arg, struct err *err)
{
    struct drop_job *j = arg;
    struct record r;

    if (act_load(tx, j->act->arena, &type_inspection, j->id, j->version, &r, err) < 0) {
        return -1;
    }
    r.state = STR("dropped");
    return record_change(tx, &r, "inspection.drop", err);
}

int act_inspection_drop(struct act *act, int64_t id, int64_t version, struct err *err)
{
    struct drop_job job = {.act = act, .id = id, .version = version};

    return act_write(act, run_drop, &job, err);
}

/* ---- a page to look at ---- */

int act_inspection_page(struct act *act, int64_t id, uint32_t page, struct page_picture *ret,
                        struct err *err)
{
    struct inspection x;
    struct page_picture *pictures;
    int64_t bytes;
    int fd, r;

    if (act_inspection(act, id, &x, err) < 0 ||
        blob_open(desk_store(act->desk), x.sha256, &fd, &bytes, err) < 0) {
        return -1;
    }
    r = page_pictures(act->arena, fd, &page, 1, PAGE_PICTURE_PLAIN, &pictures, err);
    close(fd);
    if (r < 0) {
        return -1;
    }
    *ret = pictures[0];
    return ret->png.n > 0
               ? 0
               : err_set(err, ERR_NOT_FOUND, "the file has no page %u to be shown", page);
}
