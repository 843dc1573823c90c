/*
 * A file comes in, or a cleaned one takes its place; see inspection.h. Inspecting and cleaning run
 * before the transaction: they take seconds where the transaction takes microseconds.
 */
#include "act/inspection-body.h"
#include "act/job.h"
#include "act/look.h"
#include "act/upload.h"
#include "act/workshop.h"
#include "base/hex.h"

/* ---- a file comes in ---- */

static json_t *findings_json(const struct inspect_file *file)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < file->findings.n; i++) {
        const struct inspect_finding *x = &file->findings.v[i];
        json_t *f = json_object();

        body_set_str(f, "rule", str_of(x->rule->id));
        body_set_str(f, "basis", str_of(inspect_basis_word(x->basis)));
        body_set_str(f, "place", x->place);
        body_set_str(f, "reads", x->reads);
        body_set_int(f, "count", x->count);
        json_array_append_new(list, f);
    }
    return list;
}

/* A file that is to become a record. */
struct add_job {
    struct act *act;
    int64_t contract, deliverable;
    const struct inspect_file *file;
    const struct blob *blob;
    int64_t before, version;          /* the record it takes the place of; 0 = none */
    int64_t entry;                    /* that it is a new edition of; 0 = one with its name */
    const struct clean_file *cleaned; /* what was taken out of that */
    int64_t id;
    enum inspection_came came;
};

static json_t *removed_json(const struct clean_file *cleaned)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < cleaned->removed.n; i++) {
        json_t *x = json_object();

        body_set_str(x, "rule", str_of(cleaned->removed.v[i].rule->id));
        body_set_str(x, "place", cleaned->removed.v[i].place);
        body_set_int(x, "count", cleaned->removed.v[i].count);
        json_array_append_new(list, x);
    }
    return list;
}

/* What was let pass in the file before passes in this one too: the same words, less others. */
static json_t *allowed_before(const json_t *before)
{
    const json_t *decisions = json_object_get(before, "decisions");
    json_t *list = json_array();

    for (size_t i = 0; i < json_array_size(decisions); i++) {
        json_t *d = json_array_get(decisions, i);
        const char *choice = json_string_value(json_object_get(d, "choice"));

        if (choice != NULL && strcmp(choice, "allow") == 0) {
            json_array_append(list, d);
        }
    }
    return list;
}

/* The record before gives way, and hands on what it belongs to. */
static int replace(struct tx *tx, struct add_job *j, json_t *body, struct err *err)
{
    struct record before;
    json_t *old AUTO_JSON = NULL;

    if (act_load(tx, j->act->arena, &type_inspection, j->before, j->version, &before, err) < 0 ||
        body_of(&before, &old, err) < 0) {
        return -1;
    }
    body_set_int(body, "cleaned_from", before.id);
    body_set(body, "removed", removed_json(j->cleaned));
    body_set(body, "decisions", allowed_before(old));
    body_set(body, "proposals", json_incref(json_object_get(old, "proposals")));
    body_set_int(body, "edition", body_int_or(old, "edition", 1));
    j->contract = before.contract;
    j->deliverable = body_int(old, "deliverable");
    before.state = STR("replaced");
    return record_change(tx, &before, "inspection.replace", err);
}

/* What is known of the file by itself. */
static void put_file(const struct add_job *j, int64_t deliverable, json_t *body)
{
    struct arena *a = j->act->arena;

    body_set_str(body, "name", j->blob->name);
    body_set_str(body, "sha256", hex_of(a, j->blob->sha256, sizeof(j->blob->sha256)));
    body_set_int(body, "bytes", j->blob->bytes);
    body_set_str(body, "kind", j->file->kind);
    body_set_str(body, "result", str_of(inspect_state_word(j->file->state)));
    body_set_str(body, "why", j->file->why);
    body_set(body, "findings", findings_json(j->file));
    if (deliverable != 0) {
        body_set_int(body, "deliverable", deliverable);
    }
    body_set_day(body, "day", act_today(j->act));
}

/* ---- a new entry ---- */

static int add_entry(struct tx *tx, struct add_job *j, struct err *err)
{
    json_t *body AUTO_JSON = json_object();
    struct record r = {.type = &type_inspection};

    if (j->before != 0 && replace(tx, j, body, err) < 0) {
        return -1;
    }
    put_file(j, j->deliverable, body);
    r.contract = j->contract;
    if (inspection_settle(j->act->arena, &r, body, err) < 0 ||
        blob_keep(tx, j->contract, j->blob, err) < 0 ||
        record_add(tx, &r, j->before != 0 ? "inspection.clean" : "inspection.add", err) < 0) {
        return -1;
    }
    j->id = r.id;
    j->came = INSPECTION_CAME;
    return 0;
}

/* ---- a new edition of an entry ---- */

static bool is_listed(const struct record *r)
{
    return str_eq(r->state, STR("open")) || str_eq(r->state, STR("ready"));
}

static int load_entry(struct tx *tx, const struct add_job *j, struct record *ret, struct err *err)
{
    if (act_load(tx, j->act->arena, &type_inspection, j->entry, j->version, ret, err) < 0) {
        return -1;
    }
    if (!is_listed(ret)) {
        err_set(err, ERR_CONFLICT,
                "another file took the place of this one, or it is off the list");
        return err_hint(err, "look at the list of files");
    }
    return 0;
}

/* The newest entry with the name that may get a new edition; *ret_found whether there is one. */
static int find_entry(struct tx *tx, const struct add_job *j, struct record *ret, bool *ret_found,
                      struct err *err)
{
    struct arena *a = j->act->arena;
    struct record_filter f = {.contract = j->contract,
                              .type = &type_inspection,
                              .where = {{"name", OP_EQUAL, .text = j->blob->name}},
                              .where_count = 1,
                              .descending = true};
    struct record_list found = {};
    struct str more;

    *ret_found = false;
    if (record_list(tx, a, &f, &found, &more, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < found.n && !*ret_found; i++) {
        const struct record *r = &found.v[i];
        struct inspection x;

        if (inspection_of(a, r, &x, err) < 0) {
            return -1;
        }
        bool is_others =
            x.deliverable != 0 && j->deliverable != 0 && x.deliverable != j->deliverable;

        if (is_listed(r) && !is_others && str_eq(x.name, j->blob->name)) {
            *ret = *r;
            *ret_found = true;
        }
    }
    return 0;
}

/* The record gets the bytes that came; what was decided about those before is proposed again. */
static int renew_entry(struct tx *tx, struct add_job *j, struct record *r, struct err *err)
{
    struct arena *a = j->act->arena;
    json_t *body AUTO_JSON = json_object();
    struct inspection before, now;

    if (inspection_of(a, r, &before, err) < 0) {
        return -1;
    }
    bool is_same = memcmp(before.sha256, j->blob->sha256, sizeof(before.sha256)) == 0;

    int64_t deliverable = j->deliverable != 0 ? j->deliverable : before.deliverable;

    j->id = r->id;
    put_file(j, deliverable, body);
    body_set_int(body, "edition", before.edition + !is_same);
    if (inspection_settle(a, r, body, err) < 0 || inspection_of(a, r, &now, err) < 0) {
        return -1;
    }
    if (is_same && deliverable == before.deliverable && str_eq(before.name, now.name) &&
        inspection_found_same(a, &before, &now)) {
        j->came = INSPECTION_CAME_AGAIN;
        return 0;
    }
    inspection_carry(a, &before, &now, is_same, body);
    if (inspection_settle(a, r, body, err) < 0 || blob_keep(tx, j->contract, j->blob, err) < 0 ||
        record_change(tx, r, "inspection.renew", err) < 0) {
        return -1;
    }
    j->came = INSPECTION_CAME_ANEW;
    return 0;
}

static int run_add(struct tx *tx, void *arg, struct err *err)
{
    struct add_job *j = arg;
    struct record entry;
    bool is_there = j->entry != 0;

    if (is_there ? load_entry(tx, j, &entry, err) < 0
                 : j->before == 0 && find_entry(tx, j, &entry, &is_there, err) < 0) {
        return -1;
    }
    return is_there ? renew_entry(tx, j, &entry, err) : add_entry(tx, j, err);
}

/* Looks through the file, then runs the job with it. */
static int take(struct add_job *j, struct str path, struct str name, struct err *err)
{
    struct inspect_file file;
    struct blob blob;

    if (look_at_path(j->act, j->contract, path, name, &file, err) < 0 ||
        upload_keep(j->act, path, name, &blob, err) < 0) {
        return -1;
    }
    if (blob.bytes == 0) {
        return err_set(err, ERR_INVALID, "'%.*s' is empty", STR_ARG(name));
    }
    struct add_job job = *j;

    job.file = &file;
    job.blob = &blob;
    if (act_write(job.act, run_add, &job, err) < 0) {
        return -1;
    }
    j->id = job.id;
    return (int)job.came;
}

int act_inspection_add(struct act *act, int64_t contract, int64_t deliverable, struct str path,
                       struct str name, int64_t *ret_id, struct err *err)
{
    struct add_job job = {.act = act, .contract = contract, .deliverable = deliverable};
    int came = take(&job, path, name, err);

    if (came >= 0) {
        *ret_id = job.id;
    }
    return came;
}

int act_inspection_renew(struct act *act, int64_t id, int64_t version, struct str path,
                         struct str name, struct err *err)
{
    struct inspection x;

    if (act_inspection(act, id, &x, err) < 0) {
        return -1;
    }
    struct add_job job = {.act = act, .contract = x.contract, .entry = id, .version = version};

    return take(&job, path, name, err);
}

/* ---- cleaning ---- */

/* The rules that people decided to mend are taken out where a cleaner asks. */
static const bool *rules_to_mend(struct arena *a, const struct inspection *x)
{
    bool *yes = ARENA_ARRAY(a, inspect_rule_count, bool);

    for (uint32_t i = 0; i < x->rules.n; i++) {
        const struct inspected_rule *r = &x->rules.v[i];

        if (r->rule != NULL && r->decision.choice == DECISION_MEND) {
            yes[r->rule - inspect_rules] = true;
        }
    }
    return yes;
}

/* Nothing came out: what stays although a rule would take it out says why. */
static int nothing_out(const struct clean_file *cleaned, struct err *err)
{
    err_set(err, ERR_INVALID, "there is nothing to take out of this file");
    for (uint32_t i = 0; i < cleaned->left.n; i++) {
        if (cleaned->left.v[i].why.n > 0) {
            return err_hint(err, "%s", cleaned->left.v[i].why.p);
        }
    }
    return err_hint(err, "decide the findings that are left, or mend them where the file was made");
}

static int clean(struct act *act, struct workshop *w, const struct inspection *x,
                 const struct inspection_cleaning *told, struct clean_file *ret, struct err *err)
{
    struct str in, path;
    struct clean_report report;

    if (workshop_folder(w, "in", &in, err) < 0 ||
        workshop_fetch(act, in, x->name, x->sha256, &path, err) < 0) {
        return -1;
    }
    char *paths[] = {(char *)(uintptr_t)path.p};
    struct clean_options how = {.out = workshop_path(w, "out").p,
                                .tracked = told->tracked,
                                .hidden = told->hidden,
                                .yes = rules_to_mend(act->arena, x),
                                .workers = 1};

    if (clean_paths(act->arena, paths, 1, &how, &report, err) < 0) {
        return -1;
    }
    *ret = report.files.v[0];
    if (ret->state == CLEAN_ALREADY || (ret->out.n > 0 && str_eq(ret->sha256, ret->out_sha256))) {
        return nothing_out(ret, err);
    }
    if (ret->out.n == 0) {
        err_set(err, ERR_UNSUPPORTED, "%s", ret->why.n > 0 ? ret->why.p : "");
        if (ret->state == CLEAN_UNDECIDED) { /* its own hint is for the command line */
            return err_hint(err, "choose to mend the finding about it below, then clean again");
        }
        return ret->hint.n > 0 ? err_hint(err, "%s", ret->hint.p) : -1;
    }
    return 0;
}

/* The cleaned file comes in in the place of the other. */
static int take_cleaned(struct act *act, const struct inspection *x, int64_t version,
                        const struct clean_file *cleaned, int64_t *ret_id, struct err *err)
{
    struct str name =
        str_sub(cleaned->out, (size_t)(str_rfind(cleaned->out, STR("/")) + 1), cleaned->out.n);
    struct inspect_file file;
    struct blob blob;

    if (look_at_path(act, x->contract, cleaned->out, name, &file, err) < 0 ||
        upload_keep(act, cleaned->out, name, &blob, err) < 0) {
        return -1;
    }
    struct add_job job = {.act = act,
                          .file = &file,
                          .blob = &blob,
                          .before = x->id,
                          .version = version,
                          .cleaned = cleaned};

    if (act_write(act, run_add, &job, err) < 0) {
        return -1;
    }
    *ret_id = job.id;
    return 0;
}

int act_inspection_clean(struct act *act, int64_t id, int64_t version,
                         const struct inspection_cleaning *how, int64_t *ret_id, struct err *err)
{
    struct workshop w CLEANUP(workshop_clear) = {};
    struct inspection x;
    struct clean_file cleaned;

    if (act_inspection(act, id, &x, err) < 0 || workshop_open(&w, act, err) < 0 ||
        clean(act, &w, &x, how, &cleaned, err) < 0) {
        return -1;
    }
    return take_cleaned(act, &x, version, &cleaned, ret_id, err);
}
