/*
 * Making the sets of a contract; see package.h. The files, the facts and the decisions are laid out
 * in a workshop as `itaku package` takes them, and what it makes is kept as one zip, if by then
 * nothing that it was made of has changed.
 *
 * A page and its form remember nothing between them: the form names the list of findings it was
 * shown (`seen`, a hash of it) and the places in it that are let pass.
 */
#include "act/allowance.h"
#include "act/body.h"
#include "act/contract.h"
#include "act/inspection.h"
#include "act/items.h"
#include "act/job.h"
#include "act/names.h"
#include "act/package.h"
#include "act/profile.h"
#include "act/upload.h"
#include "act/workshop.h"
#include "base/csv.h"
#include "base/hex.h"
#include "base/out-file.h"
#include "base/tr.h"
#include "pack/pack-zip.h"
#include "pack/pack.h"
#include "text/calendar.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- what is laid out ---- */

struct laying {
    struct act *act;
    const struct package_call *call;
    struct workshop *w;
    const struct profile *profile;
    struct str folder, facts, decisions, date;
    struct str rights, rights_kept; /* path of the ledger; its SHA-256 */
    struct blob ledger;
    struct contract contract;
    struct inspection_list files;
    struct allowance_list allowances;
    int32_t day;
};

/* The name of a deliverable as that of a folder; empty when it has none. */
static struct str folder_name(struct laying *l, int64_t deliverable)
{
    struct item item;
    struct err ignored = {};

    if (deliverable == 0 || act_item(l->act, deliverable, &item, &ignored) < 0) {
        return (struct str){};
    }
    struct str name = arena_str(l->act->arena, item_text(&item, "name"));

    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '/' || (i == 0 && name.p[i] == '.')) {
            return (struct str){};
        }
    }
    return name;
}

/*
 * Where a file is laid: raw data and data of figures are known by the folder they lie in, and the
 * desk has no folders: the name of the deliverable stands for it where the profile takes it for
 * that.
 */
static int choose_folder(struct laying *l, const struct inspection *x, struct str *ret,
                         struct err *err)
{
    struct arena *a = l->act->arena;
    struct str name = folder_name(l, x->deliverable);

    *ret = l->folder;
    if (name.n == 0) {
        return 0;
    }
    const struct profile_part *part =
        profile_part_of(l->profile, arena_printf(a, "%.*s/%.*s", STR_ARG(name), STR_ARG(x->name)),
                        profile_ending(a, x->name));

    if (part == NULL || (part->role != PROFILE_RAW && part->role != PROFILE_FIGURES)) {
        return 0;
    }
    *ret = arena_printf(a, "%.*s/%.*s", STR_ARG(l->folder), STR_ARG(name));
    return mkdir(ret->p, 0700) < 0 && errno != EEXIST
               ? err_set(err, ERR_IO, "'%s' cannot be made: %s", ret->p, err_reason(errno))
               : 0;
}

/* Says which files wait; the sets are made of all files that are listed, or of none. */
static int refuse_waiting(const struct laying *l, struct err *err)
{
    const struct inspection *first = NULL;
    uint32_t more = 0;

    for (uint32_t i = 0; i < l->files.v.n; i++) {
        const struct inspection *x = &l->files.v.v[i];

        if (!str_eq(x->state, STR("replaced")) && x->undecided > 0) {
            more += first != NULL;
            first = first == NULL ? x : first;
        }
    }
    if (first == NULL) {
        return 0;
    }
    if (more == 0) {
        err_set(err, ERR_INVALID, "'%.*s' may not leave yet", STR_ARG(first->name));
    } else {
        err_set(err, ERR_INVALID, "'%.*s' and %u more files may not leave yet",
                STR_ARG(first->name), more);
    }
    return err_hint(err, "mend it, decide its findings, or take it off the list");
}

/* The files that may leave, under their names; a replaced one gave way to its successor. */
static int lay_files(struct laying *l, struct err *err)
{
    uint32_t n = 0;

    if (refuse_waiting(l, err) < 0 || workshop_folder(l->w, "in", &l->folder, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < l->files.v.n; i++) {
        const struct inspection *x = &l->files.v.v[i];
        struct str folder, path;

        if (str_eq(x->state, STR("replaced"))) {
            continue;
        }
        if (choose_folder(l, x, &folder, err) < 0 ||
            workshop_fetch(l->act, folder, x->name, x->sha256, &path, err) < 0) {
            return -1;
        }
        n++;
    }
    if (n == 0) {
        err_set(err, ERR_INVALID, "there is no file to pack");
        return err_hint(err, "put the files that are handed in into the list above first");
    }
    return 0;
}

static void fact(FILE *f, const char *key, struct str value)
{
    if (value.n > 0) {
        fprintf(f, "%s: %.*s\n", key, STR_ARG(value));
    }
}

static int lay_facts(struct laying *l, struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};
    const struct contract *c = &l->contract;
    struct ymd day = calendar_ymd(l->day);

    l->facts = workshop_path(l->w, "facts.txt");
    if (out_file_open(&out, l->facts.p, err) < 0) {
        return -1;
    }
    fact(out.file, "委託事業名", c->title);
    fact(out.file, "報告書の題名", l->call->report_title);
    fact(out.file, "受注事業者名", l->call->contractor);
    fact(out.file, "担当課室名", c->buyer_office.n > 0 ? c->buyer_office : c->buyer);
    fact(out.file, "概要", l->call->summary);
    fact(out.file, "キーワード", l->call->keywords);
    fprintf(out.file, "作成年月: %d年%d月\n", day.year, day.month);
    return out_file_commit(&out, NULL, err);
}

static int run_keep_rights(struct tx *tx, void *arg, struct err *err)
{
    struct laying *l = arg;

    return blob_keep(tx, l->call->contract, &l->ledger, err);
}

/* The ledger of rights that came, kept for the forms that follow; or the one that came before. */
static int lay_rights(struct laying *l, struct err *err)
{
    const struct package_call *call = l->call;
    struct arena *a = l->act->arena;
    uint8_t sha256[32];

    if (call->rights.n > 0) {
        l->rights = call->rights;
        if (upload_keep(l->act, call->rights, STR("権利台帳.csv"), &l->ledger, err) < 0 ||
            act_write(l->act, run_keep_rights, l, err) < 0) {
            return -1;
        }
        l->rights_kept = hex_of(a, l->ledger.sha256, sizeof(l->ledger.sha256));
        return 0;
    }
    if (call->rights_kept.n == 0) {
        return 0;
    }
    if (!hex_parse(call->rights_kept, sha256, sizeof(sha256))) {
        return err_set(err, ERR_INVALID, "the ledger of rights is not there any more");
    }
    l->rights_kept = call->rights_kept;
    return workshop_fetch(l->act, str_of(l->w->folder), STR("rights.csv"), sha256, &l->rights, err);
}

static void put_decision(struct csv *c, struct str rule, struct str sha256, struct str place,
                         struct str who, struct str day, struct str reason)
{
    const struct str fields[] = {rule, sha256, place, who, day, reason};

    for (size_t i = 0; i < COUNT(fields); i++) {
        csv_text(c, fields[i]);
    }
    csv_end_row(c);
}

static void put_allowed(struct laying *l, struct csv *c)
{
    struct arena *a = l->act->arena;

    for (uint32_t i = 0; i < l->files.v.n; i++) {
        const struct inspection *x = &l->files.v.v[i];

        for (uint32_t k = 0; k < x->rules.n; k++) {
            const struct decision *d = &x->rules.v[k].decision;

            if (d->choice == DECISION_ALLOW) {
                put_decision(c, x->rules.v[k].id, hex_of(a, x->sha256, sizeof(x->sha256)), STR("*"),
                             d->by, body_day_words(a, d->day), d->reason);
            }
        }
    }
    for (uint32_t i = 0; i < l->allowances.v.n; i++) {
        const struct allowance *x = &l->allowances.v.v[i];

        put_decision(c, x->rule, x->sha256, x->place, x->by, body_day_words(a, x->day), x->reason);
    }
}

/* What was let pass in each file, and what is let pass of the set. */
static int lay_decisions(struct laying *l, struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};
    struct csv c;

    l->decisions = workshop_path(l->w, "decisions.csv");
    if (act_allowances(l->act, l->call->contract, &l->allowances, err) < 0 ||
        out_file_open(&out, l->decisions.p, err) < 0) {
        return -1;
    }
    csv_init(&c, out.file);
    for (const char *const *column = pack_decision_columns; *column != NULL; column++) {
        csv_text(&c, str_of(*column));
    }
    csv_end_row(&c);
    put_allowed(l, &c);
    return csv_finish(&c, err) < 0 ? -1 : out_file_commit(&out, NULL, err);
}

/* ---- making ---- */

static int key_path(struct act *act, struct str *ret, struct err *err)
{
    struct str folder = arena_printf(act->arena, "%s/keys", desk_folder(act->desk));

    if (mkdir(folder.p, 0700) < 0 && errno != EEXIST) {
        return err_set(err, ERR_IO, "'%s' cannot be made: %s", folder.p, err_reason(errno));
    }
    *ret = arena_printf(act->arena, "%.*s/package.key", STR_ARG(folder));
    return 0;
}

/* What names this very list: the rules, files and places in it. */
static struct str print_of(struct arena *a, const struct pack_result *result)
{
    enum { NO_BYTE_OF_UTF8 = 0xFF };
    uint64_t hash = STR_HASH_OF_NOTHING;

    for (uint32_t i = 0; i < result->open.n; i++) {
        const struct pack_open *x = &result->open.v[i];
        const struct str parts[] = {str_of(x->finding->rule->id), x->sha256, x->finding->place};

        for (size_t k = 0; k < COUNT(parts); k++) {
            for (size_t at = 0; at < parts[k].n; at++) {
                hash = str_hash_add(hash, (uint8_t)parts[k].p[at]);
            }
            hash = str_hash_add(hash, NO_BYTE_OF_UTF8);
        }
    }
    return arena_printf(a, "%016llx", (unsigned long long)hash);
}

static int by_rule(const void *a, const void *b)
{
    const struct pack_open *x = *(const struct pack_open *const *)a;
    const struct pack_open *y = *(const struct pack_open *const *)b;
    int order = (int)x->finding->rule->severity - (int)y->finding->rule->severity;

    order = order != 0 ? order : strcmp(x->finding->rule->id, y->finding->rule->id);
    return order != 0 ? order : (x > y) - (x < y);
}

/* The open findings by rule, gravest first; of one rule as they were packed, file by file. */
static const struct pack_open **sorted(struct arena *a, const struct pack_result *result)
{
    const struct pack_open **all =
        ARENA_ARRAY(a, (size_t)result->open.n + 1, const struct pack_open *);

    for (uint32_t i = 0; i < result->open.n; i++) {
        all[i] = &result->open.v[i];
    }
    qsort(all, result->open.n, sizeof(all[0]), by_rule);
    return all;
}

static void tell_open(struct arena *a, const struct pack_result *result,
                      struct package_open_list *ret)
{
    const struct pack_open **all = sorted(a, result);
    struct package_open_rule *group = NULL;

    ret->seen = print_of(a, result);
    ret->count = result->open.n;
    for (uint32_t i = 0; i < result->open.n; i++) {
        const struct pack_open *x = all[i];
        const struct inspect_rule *rule = x->finding->rule;
        int64_t number = x - result->open.v + 1;
        bool is_first = i == 0 || all[i - 1]->finding->rule != rule;

        if (is_first) {
            group = VEC_ADD(a, &ret->v);
            *group = (struct package_open_rule){.number = number,
                                                .rule = str_of(rule->id),
                                                .what_ja = str_of(rule->what_ja),
                                                .what_en = str_of(rule->what_en),
                                                .severity =
                                                    str_of(inspect_severity_word(rule->severity))};
        }
        group->files += is_first || !str_eq(all[i - 1]->sha256, x->sha256);
        *VEC_ADD(a, &group->places) =
            (struct package_open){.number = number,
                                  .file = x->sha256.n > 0 ? x->file : (struct str){},
                                  .place = x->finding->place};
    }
}

/* ---- what is let pass of it ---- */

static bool is_among(int64_t number, const int64_t *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i] == number) {
            return true;
        }
    }
    return false;
}

/* The rules that are let pass as a whole, by their index in inspect_rules. */
static const bool *whole_rules(struct laying *l, const struct pack_result *open)
{
    bool *whole = ARENA_ARRAY(l->act->arena, inspect_rule_count, bool);

    for (size_t i = 0; i < l->call->pass_rule_count; i++) {
        int64_t at = l->call->pass_rules[i];

        if (at >= 1 && at <= open->open.n) {
            whole[open->open.v[at - 1].finding->rule - inspect_rules] = true;
        }
    }
    return whole;
}

/*
 * What the form lets pass: places one by one; of a whole rule, each file once for all its places,
 * and what concerns the set place by place, since another thing may be missing next time.
 */
static void choose(struct laying *l, const struct pack_result *open, struct allowance_list *ret)
{
    const bool *whole = whole_rules(l, open);
    const struct pack_open **all = sorted(l->act->arena, open);
    const struct pack_open *last = NULL; /* whose file has its rule let pass */

    for (uint32_t i = 0; i < open->open.n; i++) {
        const struct pack_open *x = all[i];
        bool is_whole = whole[x->finding->rule - inspect_rules];
        bool has_file = x->sha256.n > 0;

        if (!is_whole && !is_among(x - open->open.v + 1, l->call->pass, l->call->pass_count)) {
            continue;
        }
        if (is_whole && has_file && last != NULL && last->finding->rule == x->finding->rule &&
            str_eq(last->sha256, x->sha256)) {
            continue;
        }
        last = is_whole && has_file ? x : last;
        *VEC_ADD(l->act->arena, &ret->v) =
            (struct allowance){.rule = str_of(x->finding->rule->id),
                               .sha256 = has_file ? x->sha256 : STR("-"),
                               .place = is_whole && has_file ? STR("*") : x->finding->place,
                               .name = has_file ? x->file : (struct str){}};
    }
}

/* Records what is let pass. 1 = there is something, and it was. */
static int allow(struct laying *l, const struct pack_result *open,
                 struct package_open_list *ret_open, struct err *err)
{
    const struct package_call *call = l->call;
    struct allowance_list chosen = {};
    const struct decision_call how = {
        .choice = DECISION_ALLOW, .reason = call->reason, .who = call->who};
    struct err missing = {};

    if (!str_eq(print_of(l->act->arena, open), call->seen)) {
        return 0;
    }
    choose(l, open, &chosen);
    if (chosen.v.n == 0) {
        return 0;
    }
    if (act_decision_check(&how, &missing) < 0) {
        ret_open->why = arena_str(l->act->arena, str_of(missing.message));
        return 0;
    }
    return act_allowances_add(l->act, call->contract, &chosen, call->reason, call->who, err) < 0
               ? -1
               : 1;
}

/* ---- packing ---- */

/* Packs; once more with what is let pass, when the form was shown the list that stands now. */
static int pack(struct laying *l, struct pack_call *how, struct pack_result *result,
                struct package_open_list *ret_open, struct err *err)
{
    struct arena *a = l->act->arena;

    *ret_open = (struct package_open_list){};
    how->decisions = l->decisions.p;
    int status = pack_make(a, how, result, err);
    int allowed = status == PACK_IS_OPEN ? allow(l, result, ret_open, err) : 0;

    if (allowed > 0) {
        status = lay_decisions(l, err) < 0 ? -1 : pack_make(a, how, result, err);
    }
    if (allowed < 0) {
        return -1;
    }
    if (status == PACK_IS_OPEN) {
        tell_open(a, result, ret_open);
        ret_open->rights_kept = l->rights_kept;
    }
    return status;
}

struct add_job {
    struct laying *l;
    const struct blob *blob;
    const struct pack_result *result;
    struct str profile;
    int64_t id;
};

/* In the transaction: files and decisions are those that were packed. */
static int check_same(struct tx *tx, struct laying *l, struct err *err)
{
    struct arena *a = l->act->arena;
    struct record_filter f = {
        .contract = l->call->contract, .type = &type_inspection, .descending = true};
    uint32_t at = 0;
    bool is_same = true;

    do {
        struct record_list page = {};

        if (record_list(tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n && is_same; i++) {
            if (str_eq(page.v[i].state, STR("dropped"))) {
                continue;
            }
            is_same = at < l->files.v.n && l->files.v.v[at].id == page.v[i].id &&
                      l->files.v.v[at].version == page.v[i].version;
            at++;
        }
    } while (f.cursor.n > 0);
    if (!is_same || at != l->files.v.n) {
        err_set(err, ERR_CONFLICT, "files or decisions changed while the sets were made");
        return err_hint(err, "look at the files, then make the sets again");
    }
    return allowances_check(tx, a, l->call->contract, &l->allowances, err);
}

static int run_add(struct tx *tx, void *arg, struct err *err)
{
    struct add_job *j = arg;
    struct arena *a = j->l->act->arena;
    json_t *body AUTO_JSON = json_object();
    struct record r = {.contract = j->l->call->contract, .type = &type_package};

    body_set_str(body, "name", j->blob->name);
    body_set_str(body, "sha256", hex_of(a, j->blob->sha256, sizeof(j->blob->sha256)));
    body_set_int(body, "bytes", j->blob->bytes);
    body_set_day(body, "day", j->l->day);
    body_set_str(body, "profile", j->profile);
    body_set_int(body, "internal_files", j->result->internal_files);
    body_set_int(body, "public_files", j->result->public_files);
    body_set_int(body, "mails", j->result->mails);
    body_set_str(body, "key", j->result->key);
    body_store(a, body, &r);
    if (check_same(tx, j->l, err) < 0 || blob_keep(tx, r.contract, j->blob, err) < 0 ||
        record_add(tx, &r, "package.make", err) < 0) {
        return -1;
    }
    j->id = r.id;
    return 0;
}

/* The package as one zip, kept. */
static int keep(struct laying *l, const char *folder, const struct pack_result *result,
                struct str profile, int64_t *ret_id, struct err *err)
{
    struct arena *a = l->act->arena;
    struct str zip = workshop_path(l->w, "package.zip");
    struct blob blob;

    if (pack_zip_write(a, folder, zip.p, err) < 0 ||
        upload_keep(l->act, zip, arena_printf(a, "納入一式_%.*s.zip", STR_ARG(l->date)), &blob,
                    err) < 0) {
        return -1;
    }
    struct add_job job = {.l = l, .blob = &blob, .result = result, .profile = profile};

    if (act_write(l->act, run_add, &job, err) < 0) {
        return -1;
    }
    *ret_id = job.id;
    return 0;
}

static int profile_of(const struct laying *l, struct profile *ret, struct err *err)
{
    const struct package_call *call = l->call;

    return str_eq(call->profile, STR(PACKAGE_OWN_PROFILE))
               ? act_profile_confirmed(l->act, call->contract, ret, err)
               : profile_shipped(l->act->arena, call->profile, ret, err);
}

int act_package_make(struct act *act, const struct package_call *call,
                     struct package_open_list *ret_open, int64_t *ret_id, struct err *err)
{
    struct workshop w CLEANUP(workshop_clear) = {};
    int32_t day = call->day == CALENDAR_NONE ? act_today(act) : call->day;
    struct laying l = {
        .act = act, .call = call, .w = &w, .day = day, .date = body_day_words(act->arena, day)};
    struct profile profile;
    const struct personal_lists *lists;
    struct pack_result result = {};
    struct str key;

    l.profile = &profile;
    if (profile_of(&l, &profile, err) < 0 ||
        act_contract(act, call->contract, &l.contract, err) < 0 ||
        act_names_lists(act, call->contract, &lists, err) < 0 ||
        act_inspections(act, call->contract, &l.files, err) < 0 || key_path(act, &key, err) < 0 ||
        workshop_open(&w, act, err) < 0 || lay_files(&l, err) < 0 || lay_facts(&l, err) < 0 ||
        lay_rights(&l, err) < 0 || lay_decisions(&l, err) < 0) {
        return -1;
    }
    struct pack_call how = {.profile = &profile,
                            .folder = l.folder.p,
                            .out = workshop_path(&w, "package").p,
                            .facts = l.facts.p,
                            .facts_hint = TR_ID("write it into the form; the project and the "
                                                "office stand among the facts of the contract"),
                            .rights = l.rights.n > 0 ? l.rights.p : NULL,
                            .lists = lists,
                            .key = key.p,
                            .date = l.date,
                            .day = day,
                            .by_mail = call->by_mail};
    int status = pack(&l, &how, &result, ret_open, err);

    return status != PACK_MADE ? status : keep(&l, how.out, &result, profile.title, ret_id, err);
}
