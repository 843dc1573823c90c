/* Packages that were made, and the profiles to choose from; see package.h. */
#include "act/package.h"

#include "act/body.h"
#include "act/job.h"
#include "base/hex.h"
#include "inspect/deliver/profile.h"

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
    struct record_filter f = {
        .contract = j->contract, .type = &type_package, .state = STR("made"), .descending = true};

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
