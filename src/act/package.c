/*
 * The sets of a contract; see package.h. The files, the facts and the decisions are laid out in a
 * workshop as `itaku package` takes them, and what it makes is kept as one zip.
 *
 * A page and its form remember nothing between them: the form names the list of findings it was
 * shown (`seen`, a hash of it) and the places in it that are let pass.
 */
#include "act/package.h"

#include "act/body.h"
#include "act/contract.h"
#include "act/inspection.h"
#include "act/job.h"
#include "act/upload.h"
#include "act/workshop.h"
#include "base/csv.h"
#include "base/hex.h"
#include "base/out-file.h"
#include "pack/pack-zip.h"
#include "pack/pack.h"
#include "text/calendar.h"

#include <errno.h>
#include <sys/stat.h>

/* ---- those that were made ---- */

static int package_of(struct arena *a, const struct record *r, struct package *ret, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct package){
        .id = r->id,
        .version = r->version,
        .contract = r->contract,
        .name = body_str(a, body, "name"),
        .profile = body_str(a, body, "profile"),
        .key = body_str(a, body, "key"),
        .bytes = body_int(body, "bytes"),
        .internal_files = body_int(body, "internal_files"),
        .public_files = body_int(body, "public_files"),
        .mails = body_int(body, "mails"),
        .day = body_day(body, "day"),
    };
    return hex_parse(body_str(a, body, "sha256"), ret->sha256, sizeof(ret->sha256))
               ? 0
               : err_set(err, ERR_INTERNAL, "package %lld does not name its bytes",
                         (long long)r->id);
}

struct list_job {
    struct act *act;
    int64_t contract;
    struct package_list *ret;
};

static int run_list(struct tx *tx, void *arg, struct err *err)
{
    struct list_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {.contract = j->contract,
                              .type = &type_package,
                              .state = STR("made"),
                              .descending = true};

    *j->ret = (struct package_list){};
    do {
        struct record_list page = {};

        if (record_list(tx, a, &f, &page, &f.cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (package_of(a, &page.v[i], VEC_ADD(a, &j->ret->v), err) < 0) {
                return -1;
            }
        }
    } while (f.cursor.n > 0);
    return 0;
}

int act_packages(struct act *act, int64_t contract, struct package_list *ret, struct err *err)
{
    struct list_job job = {.act = act, .contract = contract, .ret = ret};

    return act_read(act, run_list, &job, err);
}

struct one_job {
    struct act *act;
    int64_t id, version;
    struct package *ret;
};

static int run_one(struct tx *tx, void *arg, struct err *err)
{
    struct one_job *j = arg;
    struct record r;

    if (record_load(tx, j->act->arena, j->id, &r, err) < 0) {
        return -1;
    }
    if (r.type != &type_package) {
        return err_set(err, ERR_NOT_FOUND, "there is no package with the number %lld",
                       (long long)j->id);
    }
    return package_of(j->act->arena, &r, j->ret, err);
}

int act_package(struct act *act, int64_t id, struct package *ret, struct err *err)
{
    struct one_job job = {.act = act, .id = id, .ret = ret};

    return act_read(act, run_one, &job, err);
}

static int run_drop(struct tx *tx, void *arg, struct err *err)
{
    struct one_job *j = arg;
    struct record r;

    if (act_load(tx, j->act->arena, &type_package, j->id, j->version, &r, err) < 0) {
        return -1;
    }
    r.state = STR("dropped");
    return record_change(tx, &r, "package.drop", err);
}

int act_package_drop(struct act *act, int64_t id, int64_t version, struct err *err)
{
    struct one_job job = {.act = act, .id = id, .version = version};

    return act_write(act, run_drop, &job, err);
}

/* ---- profiles ---- */

void act_package_profiles(struct act *act, struct package_profiles *ret)
{
    *ret = (struct package_profiles){};
    for (size_t i = 0; i < profile_text_count; i++) {
        struct profile p;
        struct err ignored = {};

        if (profile_parse(act->arena, profile_texts[i], "profile", &p, &ignored) == 0) {
            *VEC_ADD(act->arena, &ret->v) =
                (struct package_profile){.name = p.name,
                                         .title = p.title,
                                         .is_default = str_eq(p.name, STR(PROFILE_DEFAULT))};
        }
    }
}

/* ---- what is laid out ---- */

struct laying {
    struct act *act;
    const struct package_call *call;
    struct workshop *w;
    struct str folder, facts, decisions, date;
    struct contract contract;
    struct inspection_list files;
    int32_t day;
};

/* The files that may leave, under their names; a replaced one gave way to its successor. */
static int lay_files(struct laying *l, struct err *err)
{
    uint32_t n = 0;

    if (workshop_folder(l->w, "in", &l->folder, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < l->files.v.n; i++) {
        const struct inspection *x = &l->files.v.v[i];
        struct str path;

        if (str_eq(x->state, STR("replaced"))) {
            continue;
        }
        if (x->undecided > 0) {
            err_set(err, ERR_INVALID, "'%.*s' may not leave yet", STR_ARG(x->name));
            return err_hint(err, "mend it, decide its findings, or take it off the list");
        }
        if (workshop_fetch(l->act, l->folder, x->name, x->sha256, &path, err) < 0) {
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
    fprintf(out.file, "作成年月: %d年%d月\n", day.year, day.month);
    return out_file_commit(&out, NULL, err);
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

/* What was let pass in each file, and what is let pass of the set now. */
static int lay_decisions(struct laying *l, const struct pack_result *open, struct err *err)
{
    struct out_file out CLEANUP(out_file_done) = {};
    struct arena *a = l->act->arena;
    struct csv c;

    l->decisions = workshop_path(l->w, "decisions.csv");
    if (out_file_open(&out, l->decisions.p, err) < 0) {
        return -1;
    }
    csv_init(&c, out.file);
    for (const char *const *column = pack_decision_columns; *column != NULL; column++) {
        csv_text(&c, str_of(*column));
    }
    csv_end_row(&c);
    for (uint32_t i = 0; i < l->files.v.n; i++) {
        const struct inspection *x = &l->files.v.v[i];

        for (uint32_t k = 0; k < x->rules.n; k++) {
            const struct decision *d = &x->rules.v[k].decision;

            if (d->choice == DECISION_ALLOW) {
                put_decision(&c, x->rules.v[k].id, hex_of(a, x->sha256, sizeof(x->sha256)),
                             STR("*"), d->by, body_day_words(a, d->day), d->reason);
            }
        }
    }
    for (size_t i = 0; open != NULL && i < l->call->pass_count; i++) {
        int64_t at = l->call->pass[i];

        if (at >= 1 && at <= open->open.n) {
            const struct pack_open *x = &open->open.v[at - 1];

            put_decision(&c, str_of(x->finding->rule->id), x->sha256.n > 0 ? x->sha256 : STR("-"),
                         x->finding->place, l->act->actor, l->date, l->call->reason);
        }
    }
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
    uint64_t hash = 14695981039346656037u; /* FNV-1a */

    for (uint32_t i = 0; i < result->open.n; i++) {
        const struct pack_open *x = &result->open.v[i];
        const struct str parts[] = {str_of(x->finding->rule->id), x->sha256, x->finding->place};

        for (size_t k = 0; k < COUNT(parts); k++) {
            for (size_t at = 0; at < parts[k].n; at++) {
                hash = (hash ^ (uint8_t)parts[k].p[at]) * 1099511628211u;
            }
            hash = (hash ^ 0xFFu) * 1099511628211u;
        }
    }
    return arena_printf(a, "%016llx", (unsigned long long)hash);
}

static void tell_open(struct arena *a, const struct pack_result *result,
                      struct package_open_list *ret)
{
    *ret = (struct package_open_list){.seen = print_of(a, result)};
    for (uint32_t i = 0; i < result->open.n; i++) {
        const struct pack_open *x = &result->open.v[i];
        const struct inspect_rule *rule = x->finding->rule;

        *VEC_ADD(a, &ret->v) =
            (struct package_open){.rule = str_of(rule->id),
                                  .file = x->sha256.n > 0 ? x->file : (struct str){},
                                  .place = x->finding->place,
                                  .what_ja = str_of(rule->what_ja),
                                  .what_en = str_of(rule->what_en),
                                  .severity = str_of(inspect_severity_word(rule->severity))};
    }
}

/* Packs; once more with what is let pass, when the form was shown the list that stands now. */
static int pack(struct laying *l, struct pack_call *how, struct pack_result *result,
                struct package_open_list *ret_open, struct err *err)
{
    struct arena *a = l->act->arena;

    how->decisions = l->decisions.p;
    int status = pack_make(a, how, result, err);

    if (status != PACK_IS_OPEN) {
        return status;
    }
    bool is_seen = str_eq(print_of(a, result), l->call->seen);

    if (is_seen && l->call->pass_count > 0) {
        if (str_trim(l->call->reason).n == 0) {
            tell_open(a, result, ret_open);
            ret_open->needs_reason = true;
            return PACKAGE_IS_OPEN;
        }
        struct pack_result open = *result;

        if (lay_decisions(l, &open, err) < 0) {
            return -1;
        }
        status = pack_make(a, how, result, err);
    }
    if (status == PACK_IS_OPEN) {
        tell_open(a, result, ret_open);
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
    if (blob_keep(tx, r.contract, j->blob, err) < 0 ||
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
        upload_keep(l->act, zip, arena_printf(a, "納品一式_%.*s.zip", STR_ARG(l->date)), &blob,
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

int act_package_make(struct act *act, const struct package_call *call,
                     struct package_open_list *ret_open, int64_t *ret_id, struct err *err)
{
    struct workshop w CLEANUP(workshop_clear) = {};
    int32_t day = call->day == CALENDAR_NONE ? act_today(act) : call->day;
    struct laying l = {
        .act = act, .call = call, .w = &w, .day = day, .date = body_day_words(act->arena, day)};
    struct profile profile;
    struct pack_result result = {};
    struct str key;

    if (profile_shipped(act->arena, call->profile, &profile, err) < 0 ||
        act_contract(act, call->contract, &l.contract, err) < 0 ||
        act_inspections(act, call->contract, &l.files, err) < 0 ||
        key_path(act, &key, err) < 0 || workshop_open(&w, act, err) < 0 ||
        lay_files(&l, err) < 0 || lay_facts(&l, err) < 0 || lay_decisions(&l, NULL, err) < 0) {
        return -1;
    }
    struct pack_call how = {.profile = &profile,
                            .folder = l.folder.p,
                            .out = workshop_path(&w, "package").p,
                            .facts = l.facts.p,
                            .rights = call->rights.n > 0 ? call->rights.p : NULL,
                            .key = key.p,
                            .date = l.date,
                            .day = day,
                            .by_mail = call->by_mail};
    int status = pack(&l, &how, &result, ret_open, err);

    return status != PACK_MADE ? status : keep(&l, how.out, &result, profile.title, ret_id, err);
}
