/*
 * Opening documents; see opening.h.
 *
 * What the files are to the desk is decided by their bytes first (the same SHA-256 is the same
 * document), then by the title of the contract that they name.
 */
#include "act/opening.h"

#include "act/contract.h"
#include "act/due.h"
#include "act/job.h"
#include "act/opening-write.h"
#include "base/hex.h"
#include "read/read.h"
#include "spec/spec.h"
#include "text/calendar.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
    LARGEST_FILE = 512 * 1024 * 1024,
    PIECE = 64 * 1024,
};

/* ---- keeping the bytes ---- */

static int copy_bytes(int fd, struct blob_writer *w, const char *path, struct err *err)
{
    char piece[PIECE];

    for (;;) {
        ssize_t n = read(fd, piece, sizeof(piece));

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(errno));
        }
        if (n == 0) {
            return 0;
        }
        if (blob_add(w, piece, (size_t)n, err) < 0) {
            return -1;
        }
    }
}

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
}

static int keep_file(struct act *act, const struct opening_file *f, struct blob *ret,
                     struct err *err)
{
    int fd CLEANUP(close_fd) = open(f->path, O_RDONLY | O_CLOEXEC);
    struct blob_writer *w;

    if (fd < 0) {
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
                       "'%s' could not be opened: %s", f->path, err_reason(errno));
    }
    if (blob_begin(desk_store(act->desk), LARGEST_FILE, &w, err) < 0) {
        return -1;
    }
    if (copy_bytes(fd, w, f->path, err) < 0) {
        blob_drop(w);
        return -1;
    }
    if (blob_finish(w, ret, err) < 0) {
        return -1;
    }
    ret->name = f->name;
    return 0;
}

/* ---- what the files are to the desk ---- */

struct find_job {
    struct act *act;
    struct opening *o;
    int64_t same;   /* contract that holds these very files, 0 = none */
    int64_t titled; /* contract of this title, 0 = none */
    struct document_names {
        struct blob *v;
        uint32_t n, room;
    } present; /* documents in force of the contract that is revised */
};

/* The contract in which a document of these bytes is in force; 0 = none. */
static int find_bytes(struct tx *tx, struct arena *a, const struct blob *b, int64_t contract,
                      int64_t *ret, struct err *err)
{
    struct record_filter f = {
        .contract = contract, .type = &type_document, .state = STR("current"), .where_count = 1};
    struct record_list found = {};
    struct str cursor;

    f.where[0] = (struct record_where){
        .field = "sha256", .op = OP_EQUAL, .text = hex_of(a, b->sha256, sizeof(b->sha256))};
    if (record_list(tx, a, &f, &found, &cursor, err) < 0) {
        return -1;
    }
    *ret = found.n > 0 ? found.v[0].contract : 0;
    return 0;
}

static int run_find_same(struct tx *tx, void *arg, struct err *err)
{
    struct find_job *j = arg;
    int64_t contract = j->o->contract;

    j->same = 0;
    for (size_t i = 0; i < j->o->file_count; i++) {
        int64_t at;

        if (find_bytes(tx, j->act->arena, &j->o->blobs[i], contract, &at, err) < 0) {
            return -1;
        }
        if (at == 0) {
            return 0;
        }
        contract = at;
    }
    j->same = contract;
    return 0;
}

static int run_find_title(struct tx *tx, void *arg, struct err *err)
{
    struct find_job *j = arg;
    struct record_filter f = {.type = &type_contract, .state = STR("open"), .where_count = 1};
    struct record_list found = {};
    struct str cursor;

    f.where[0] = (struct record_where){.field = "title", .op = OP_EQUAL, .text = j->o->title};
    j->titled = 0;
    if (j->o->title.n == 0) {
        return 0;
    }
    if (record_list(tx, j->act->arena, &f, &found, &cursor, err) < 0) {
        return -1;
    }
    j->titled = found.n > 0 ? found.v[0].id : 0;
    return 0;
}

static int read_one(struct act *act, const char *path, struct str name, struct doc *ret,
                    struct err *err)
{
    /* An upload lies under another name than the person knows. */
    struct read_options options = {.name = arena_str(act->arena, name).p};

    return read_file(act->arena, path, &options, ret, err);
}

static struct str title_of(struct arena *a, const struct reg *r, struct str file_name)
{
    for (uint32_t i = 0; i < r->facts.n; i++) {
        if (str_eq(r->facts.v[i].key, STR("title"))) {
            return r->facts.v[i].value;
        }
    }
    return arena_str(a, file_name);
}

/* ---- the register of what is in force ---- */

static int run_present(struct tx *tx, void *arg, struct err *err)
{
    struct find_job *j = arg;
    struct arena *a = j->act->arena;
    struct record_filter f = {
        .contract = j->o->contract, .type = &type_document, .state = STR("current")};
    struct record_list found = {};
    struct str cursor;

    j->present = (struct document_names){};
    if (record_list(tx, a, &f, &found, &cursor, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < found.n; i++) {
        json_t *body AUTO_JSON = NULL;
        struct blob *b = VEC_ADD(a, &j->present);

        if (body_of(&found.v[i], &body, err) < 0) {
            return -1;
        }
        b->name = body_str(a, body, "name");
        if (!hex_parse(body_str(a, body, "sha256"), b->sha256, sizeof(b->sha256))) {
            return err_set(err, ERR_INTERNAL, "document %lld does not name its bytes",
                           (long long)found.v[i].id);
        }
    }
    return 0;
}

/* Reads the documents in force again, from the bytes that were kept. */
static int read_present(struct find_job *j, struct reg *ret, struct err *err)
{
    struct act *act = j->act;

    if (act_read(act, run_present, j, err) < 0) {
        return -1;
    }
    struct doc *docs = ARENA_ARRAY(act->arena, j->present.n, struct doc);

    for (uint32_t i = 0; i < j->present.n; i++) {
        int fd CLEANUP(close_fd) = -1;
        int64_t bytes;

        if (blob_open(desk_store(act->desk), j->present.v[i].sha256, &fd, &bytes, err) < 0 ||
            read_one(act, arena_printf(act->arena, "/proc/self/fd/%d", fd).p, j->present.v[i].name,
                     &docs[i], err) < 0) {
            return -1;
        }
    }
    return spec_read(act->arena, docs, j->present.n, ret, err);
}

int act_opening_read(struct act *act, const struct opening_file *files, size_t count,
                     int64_t contract, struct opening *ret, struct err *err)
{
    struct opening o = {.contract = contract,
                        .files = ARENA_ARRAY(act->arena, count, struct opening_file),
                        .file_count = count,
                        .blobs = ARENA_ARRAY(act->arena, count, struct blob)};
    struct find_job job = {.act = act, .o = &o};
    struct doc *docs = ARENA_ARRAY(act->arena, count, struct doc);
    struct contract there;

    if (contract != 0 && act_contract(act, contract, &there, err) < 0) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        o.files[i] = files[i];
        /* Read before it is kept: what cannot be read leaves nothing behind. */
        if (read_one(act, files[i].path, files[i].name, &docs[i], err) < 0 ||
            keep_file(act, &files[i], &o.blobs[i], err) < 0) {
            return -1;
        }
    }
    if (spec_read(act->arena, docs, (uint32_t)count, &o.reg, err) < 0) {
        return -1;
    }
    o.title = title_of(act->arena, &o.reg, files[0].name);
    if (act_read(act, run_find_same, &job, err) < 0) {
        return -1;
    }
    if (job.same != 0) {
        o.kind = OPENING_SAME;
        o.contract = job.same;
        *ret = o;
        return 0;
    }
    if (contract == 0) {
        if (act_read(act, run_find_title, &job, err) < 0) {
            return -1;
        }
        o.contract = job.titled;
    }
    if (o.contract == 0) {
        o.kind = OPENING_NEW;
        *ret = o;
        return 0;
    }
    struct reg *before = ARENA_NEW(act->arena, struct reg);
    struct reg *after = ARENA_NEW(act->arena, struct reg);

    o.kind = OPENING_REVISION;
    *after = o.reg;
    if (read_present(&job, before, err) < 0) {
        return -1;
    }
    o.before = before;
    compare_registers(act->arena, before, after, &o.changes);
    for (uint32_t i = 0; i < o.changes.list.n; i++) {
        const struct change *c = &o.changes.list.v[i];

        if (strcmp(c->kind, "obligations") == 0) {
            o.duties_new += c->how == CHANGE_ADDED;
            o.duties_changed += c->how == CHANGE_CHANGED;
            o.duties_gone += c->how == CHANGE_REMOVED;
        }
    }
    *ret = o;
    return 0;
}

/* ---- writing a new contract ---- */

/* The start of the term where the text writes it out: the interval that ends when the term ends. */
static int32_t term_first_of(const struct reg *r, int32_t last)
{
    for (uint32_t i = 0; i < r->dates.n && last != CALENDAR_NONE; i++) {
        const struct reg_date *d = &r->dates.v[i];

        if (d->day_to == last && d->day_from != REG_NO_DAY && d->day_from < last &&
            !d->background && !str_has(d->src.quote, STR("年度"))) {
            return d->day_from;
        }
    }
    return CALENDAR_NONE;
}

static json_t *contract_body(const struct opening *o)
{
    static const struct {
        const char *key, *field;
    } taken[] = {{"buyer", "buyer"},
                 {"buyer_office", "buyer_office"},
                 {"contract_type", "contract_type"},
                 {"contract_end", "term_last"}};
    json_t *body = json_object();
    int32_t last = CALENDAR_NONE;

    body_set_str(body, "title", o->title);
    for (uint32_t i = 0; i < o->reg.facts.n; i++) {
        const struct reg_fact *f = &o->reg.facts.v[i];

        for (size_t k = 0; k < COUNT(taken); k++) {
            if (str_eq(f->key, str_of(taken[k].key)) &&
                json_object_get(body, taken[k].field) == NULL) {
                body_set_str(body, taken[k].field, f->value);
            }
        }
        if (str_eq(f->key, STR("contract_end"))) {
            last = calendar_parse(f->value);
        }
        if (str_eq(f->key, STR("fiscal_year")) || str_eq(f->key, STR("budget_cap_yen"))) {
            char digits[32];

            snprintf(digits, sizeof(digits), "%.*s", STR_ARG(f->value));
            body_set_int(body, f->key.p[0] == 'f' ? "fiscal_year" : "budget_cap_yen",
                         strtoll(digits, NULL, 10));
        }
    }
    if (last == CALENDAR_NONE) {
        body_set(body, "term_last", NULL);
    }
    body_set_day(body, "term_first", term_first_of(&o->reg, last));
    return body;
}

static int run_new(struct tx *tx, void *arg, struct err *err)
{
    struct writing *w = arg;
    struct record contract = {.type = &type_contract};
    json_t *body AUTO_JSON = contract_body(w->o);

    w->tx = tx;
    w->order = 1;
    body_store(w->act->arena, body, &contract);
    if (record_add(tx, &contract, "open", err) < 0) {
        return -1;
    }
    w->contract = contract.id;
    if (opening_add_documents(w, err) < 0 || opening_add_facts(w, err) < 0 ||
        opening_put_duties(w, err) < 0 || opening_add_lists(w, err) < 0) {
        return -1;
    }
    return act_reckon(tx, w->act->arena, w->contract, err);
}

static int run_revise(struct tx *tx, void *arg, struct err *err)
{
    struct writing *w = arg;

    w->tx = tx;
    w->contract = w->o->contract;
    if (opening_add_documents(w, err) < 0 || opening_revise(w, err) < 0) {
        return -1;
    }
    return act_reckon(tx, w->act->arena, w->contract, err);
}

int act_opening_apply(struct act *act, struct opening *o, struct err *err)
{
    struct writing w = {.act = act, .o = o};

    if (o->kind == OPENING_SAME) {
        return 0;
    }
    w.looked = ARENA_ARRAY(act->arena, o->file_count, struct inspect_file);
    for (size_t i = 0; i < o->file_count; i++) {
        if (look_at_blob(act, o->contract, &o->blobs[i], &w.looked[i], err) < 0) {
            return -1;
        }
    }
    if (act_write(act, o->kind == OPENING_NEW ? run_new : run_revise, &w, err) < 0) {
        return -1;
    }
    o->contract = w.contract;
    return 0;
}
