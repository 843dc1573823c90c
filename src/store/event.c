/*
 * Events: added, read, and checked as a chain.
 *
 * Canonical bytes of a row, which its hash is the SHA-256 of: the line "itaku event 1\n", then
 *     seq contract record        8 bytes each, highest first
 *     actor kind                 length (8 bytes), then the bytes
 *     happened_ms received_ms version   8 bytes each
 *     commitment prev_hash       32 bytes each
 * commitment is the SHA-256 of salt (16 random bytes) and body. Once a body must go, body and salt
 * are erased together: the chain still verifies, and the body cannot be guessed from what is left.
 */
#include "base/json.h"
#include "store/hash.h"
#include "store/inner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { SALT_BYTES = 16, LIST_DEFAULT = 100 };

static const struct str magic = {.p = "itaku event 1\n", .n = 14};

static void hash_event(const struct event *e, const uint8_t commitment[static 32],
                       const uint8_t prev_hash[static 32], uint8_t ret[static 32])
{
    struct hash h;

    hash_init(&h);
    hash_add(&h, magic.p, magic.n);
    hash_add_int(&h, e->seq);
    hash_add_int(&h, e->contract);
    hash_add_int(&h, e->record);
    hash_add_str(&h, e->actor);
    hash_add_str(&h, e->kind);
    hash_add_int(&h, e->happened_ms);
    hash_add_int(&h, e->received_ms);
    hash_add_int(&h, e->version);
    hash_add(&h, commitment, STORE_HASH_BYTES);
    hash_add(&h, prev_hash, STORE_HASH_BYTES);
    hash_end(&h, ret);
}

static void commit_to(const void *salt, struct str body, uint8_t ret[static 32])
{
    struct hash h;

    hash_init(&h);
    hash_add(&h, salt, SALT_BYTES);
    hash_add(&h, body.p, body.n);
    hash_end(&h, ret);
}

static int newest(struct db *db, struct event_head *ret, struct err *err)
{
    static const struct query q = SQL("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;

    *ret = (struct event_head){};
    if (db_query(db, &q, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    int more = db_next(rows, err);

    if (more > 0) {
        struct str hash = db_row_text(rows, 1);

        if (hash.n != sizeof(ret->hash)) {
            return err_set(err, ERR_IO, "the newest event is damaged");
        }
        ret->seq = db_row_int(rows, 0);
        memcpy(ret->hash, hash.p, hash.n);
    }
    return more < 0 ? -1 : 0;
}

/* An event of a row of seq, contract … body; its texts are the row's. */
static struct event read_event(const struct db_rows *rows)
{
    return (struct event){
        .seq = db_row_int(rows, 0),
        .contract = db_row_int(rows, 1),
        .record = db_row_int(rows, 2),
        .actor = db_row_text(rows, 3),
        .kind = db_row_text(rows, 4),
        .happened_ms = db_row_int(rows, 5),
        .received_ms = db_row_int(rows, 6),
        .version = db_row_int(rows, 7),
        .body = db_row_text(rows, 8),
    };
}

int event_append(struct tx *tx, int64_t contract, int64_t record, const char *kind, int64_t version,
                 struct str body, struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO event (seq, contract, record, actor, kind, happened_ms, received_ms,"
            " version, body, salt, commitment, prev_hash, hash)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
    struct event_head head;

    if (tx_must_write(tx, err) < 0 || newest(tx->db, &head, err) < 0) {
        return -1;
    }
    const struct store_by *by = tx->by;
    struct event e = {.seq = head.seq + 1,
                      .contract = contract,
                      .record = record,
                      .actor = by->actor,
                      .kind = str_of(kind),
                      .received_ms = by->received_ms,
                      .version = version,
                      .body = body};
    uint8_t salt[SALT_BYTES], commitment[STORE_HASH_BYTES], hash[STORE_HASH_BYTES];

    e.happened_ms = by->happened_ms != 0 ? by->happened_ms : by->received_ms;
    randombytes_buf(salt, sizeof(salt));
    commit_to(salt, body, commitment);
    hash_event(&e, commitment, head.hash, hash);
    return db_run(tx->db, &insert,
                  DB(db_int(e.seq), db_int(contract), db_int(record), db_text(e.actor),
                     db_text(e.kind), db_int(e.happened_ms), db_int(e.received_ms), db_int(version),
                     db_text(body), db_bytes(salt, sizeof(salt)),
                     db_bytes(commitment, sizeof(commitment)),
                     db_bytes(head.hash, sizeof(head.hash)), db_bytes(hash, sizeof(hash))),
                  NULL, err);
}

struct str event_body(struct arena *a, const struct record *r, struct str body)
{
    char *text AUTO_FREE = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);
    struct json j;

    if (file == NULL) {
        die_out_of_memory(body.n);
    }
    json_init(&j, file, JSON_TIGHT);
    json_begin_object(&j);
    json_member(&j, "type", str_of(r->type->name));
    json_key(&j, "rev");
    json_int(&j, r->type->rev);
    json_member(&j, "state", r->state);
    json_key(&j, "version");
    json_int(&j, r->version);
    json_key(&j, "body");
    json_raw(&j, body);
    json_end(&j);
    if (fclose(file) != 0) {
        die_out_of_memory(body.n);
    }
    return arena_str(a, (struct str){.p = text, .n = n});
}

int event_list_of(struct tx *tx, struct arena *a, const struct event_filter *filter,
                  struct event_list *ret, struct err *err)
{
    static const struct query select =
        SQL("SELECT seq, contract, record, actor, kind, happened_ms, received_ms, version, body"
            " FROM event WHERE seq < ?");
    static const struct query of_record = SQL(" AND record = ? AND record <> 0");
    static const struct query of_contract = SQL(" AND contract = ?");
    static const struct query order = SQL(" ORDER BY seq DESC LIMIT ?");
    struct db_build b CLEANUP(db_build_done);
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    struct event_list list = {};
    int more;

    db_build_init(&b);
    db_build_add(&b, &select, DB(db_int(filter->before_seq > 0 ? filter->before_seq : INT64_MAX)));
    if (filter->record != 0) {
        db_build_add(&b, &of_record, DB(db_int(filter->record)));
    }
    if (filter->contract != 0) {
        db_build_add(&b, &of_contract, DB(db_int(filter->contract)));
    }
    db_build_add(&b, &order, DB(db_int(filter->limit > 0 ? filter->limit : LIST_DEFAULT)));
    if (db_build_query(tx->db, &b, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        struct event e = read_event(rows);

        e.actor = arena_str(a, e.actor);
        e.kind = arena_str(a, e.kind);
        e.body = arena_str(a, e.body);
        *VEC_ADD(a, &list) = e;
    }
    if (more == 0) {
        *ret = list;
    }
    return more;
}

/* Looks at one row against the head so far; the text says what is wrong, NULL = nothing. */
static const char *check_row(const struct db_rows *rows, const struct event *e,
                             struct event_head *head)
{
    struct str salt = db_row_text(rows, 9), commitment = db_row_text(rows, 10);
    struct str prev_hash = db_row_text(rows, 11), hash = db_row_text(rows, 12);
    uint8_t computed[STORE_HASH_BYTES];

    if (commitment.n != STORE_HASH_BYTES || prev_hash.n != STORE_HASH_BYTES ||
        hash.n != STORE_HASH_BYTES) {
        return "a hash has the wrong length";
    }
    if (e->seq != head->seq + 1) {
        return "a row is missing before it";
    }
    if (memcmp(prev_hash.p, head->hash, STORE_HASH_BYTES) != 0) {
        return "it does not follow the row before";
    }
    if (!db_row_is_null(rows, 8) || !db_row_is_null(rows, 9)) {
        if (salt.n != SALT_BYTES) {
            return "its salt has the wrong length";
        }
        commit_to(salt.p, e->body, computed);
        if (memcmp(computed, commitment.p, STORE_HASH_BYTES) != 0) {
            return "its body was changed";
        }
    }
    hash_event(e, (const uint8_t *)commitment.p, (const uint8_t *)prev_hash.p, computed);
    if (memcmp(computed, hash.p, STORE_HASH_BYTES) != 0) {
        return "one of its columns was changed";
    }
    head->seq = e->seq;
    memcpy(head->hash, computed, sizeof(computed));
    return NULL;
}

int event_verify(struct tx *tx, struct event_head *ret, struct err *err)
{
    static const struct query all =
        SQL("SELECT seq, contract, record, actor, kind, happened_ms, received_ms, version, body,"
            " salt, commitment, prev_hash, hash FROM event ORDER BY seq");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    struct event_head head = {};
    int more;

    if (db_query(tx->db, &all, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        struct event e = read_event(rows);
        const char *wrong = check_row(rows, &e, &head);

        if (wrong != NULL) {
            return err_set(err, ERR_INVALID, "event %" PRId64 " does not fit the chain: %s", e.seq,
                           wrong);
        }
    }
    if (more == 0) {
        *ret = head;
    }
    return more;
}

/* Copies bytes of a fixed length; what has another length becomes zeros, which do not verify. */
static void copy_hash(uint8_t *to, size_t n, struct str bytes)
{
    memset(to, 0, n);
    if (bytes.n == n) {
        memcpy(to, bytes.p, n);
    }
}

int event_each(struct tx *tx, int (*each)(const struct event_proof *p, void *user, struct err *err),
               void *user, struct err *err)
{
    static const struct query all =
        SQL("SELECT seq, contract, record, actor, kind, happened_ms, received_ms, version, body,"
            " salt, commitment, prev_hash, hash FROM event ORDER BY seq");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int more;

    if (db_query(tx->db, &all, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        struct event_proof p = {.event = read_event(rows),
                                .is_erased = db_row_is_null(rows, 8) && db_row_is_null(rows, 9)};

        copy_hash(p.salt, sizeof(p.salt), db_row_text(rows, 9));
        copy_hash(p.commitment, sizeof(p.commitment), db_row_text(rows, 10));
        copy_hash(p.prev_hash, sizeof(p.prev_hash), db_row_text(rows, 11));
        copy_hash(p.hash, sizeof(p.hash), db_row_text(rows, 12));
        if (each(&p, user, err) < 0) {
            return -1;
        }
    }
    return more;
}

int event_head_of(struct tx *tx, struct event_head *ret, struct err *err)
{
    return newest(tx->db, ret, err);
}
