/* The documents of a contract; see contract.h. */
#include "act/contract.h"

#include "act/body.h"
#include "act/job.h"
#include "base/hex.h"

static int document_of(struct arena *a, const struct record *r, bool with_text,
                       struct document *ret, struct err *err)
{
    json_t *body AUTO_JSON = NULL;

    if (body_of(r, &body, err) < 0) {
        return -1;
    }
    *ret = (struct document){
        .id = r->id,
        .version = r->version,
        .state = r->state,
        .name = body_str(a, body, "name"),
        .kind = body_str(a, body, "kind"),
        .edition = body_str(a, body, "edition"),
        .bytes = body_int(body, "bytes"),
        .inspected = body_str(a, body, "inspected"),
        .grave = body_int_or(body, "grave", 0),
        .opened_ms = r->created_ms,
    };
    if (with_text) {
        ret->text = body_str(a, json_object_get(body, "text"), "layer");
    }
    if (!hex_parse(body_str(a, body, "sha256"), ret->sha256, sizeof(ret->sha256))) {
        return err_set(err, ERR_INTERNAL, "document %lld does not name its bytes",
                       (long long)r->id);
    }
    return 0;
}

struct documents_job {
    struct act *act;
    int64_t contract;
    struct document_list *ret;
};

static int run_documents(struct tx *tx, void *arg, struct err *err)
{
    struct documents_job *j = arg;
    static const char *const states[] = {"current", "replaced"};

    *j->ret = (struct document_list){};
    for (size_t s = 0; s < COUNT(states); s++) {
        struct record_filter f = {
            .contract = j->contract, .type = &type_document, .state = str_of(states[s])};
        struct record_list page = {};
        struct str cursor;

        if (record_list(tx, j->act->arena, &f, &page, &cursor, err) < 0) {
            return -1;
        }
        for (uint32_t i = 0; i < page.n; i++) {
            if (document_of(j->act->arena, &page.v[i], false, VEC_ADD(j->act->arena, j->ret), err) <
                0) {
                return -1;
            }
        }
    }
    return 0;
}

int act_documents(struct act *act, int64_t contract, struct document_list *ret, struct err *err)
{
    struct documents_job job = {.act = act, .contract = contract, .ret = ret};

    return act_read(act, run_documents, &job, err);
}

struct document_job {
    struct act *act;
    int64_t id;
    struct document *ret;
};

static int run_document(struct tx *tx, void *arg, struct err *err)
{
    struct document_job *j = arg;
    struct record r;

    if (record_load(tx, j->act->arena, j->id, &r, err) < 0) {
        return -1;
    }
    if (r.type != &type_document) {
        return err_set(err, ERR_NOT_FOUND, "there is no document with the number %lld",
                       (long long)j->id);
    }
    return document_of(j->act->arena, &r, true, j->ret, err);
}

int act_document(struct act *act, int64_t id, struct document *ret, struct err *err)
{
    struct document_job job = {.act = act, .id = id, .ret = ret};

    return act_read(act, run_document, &job, err);
}
