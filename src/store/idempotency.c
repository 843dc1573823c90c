/* Answers to requests that may be sent again: by actor and the key the client chose. */
#include "store/inner.h"

#include "store/hash.h"

enum { KEY_MAX_BYTES = 255 };
static const int64_t kept_ms = INT64_C(48) * 60 * 60 * 1000;

int idempotency_find(struct tx *tx, struct arena *a, struct str key, const uint8_t request[32],
                     struct str *ret_answer, struct err *err)
{
    static const struct query find = SQL("SELECT request, answer FROM idempotency"
                                         " WHERE actor = ?1 AND key = ?2 AND at_ms > ?3");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;

    if (tx_must_write(tx, err) < 0 ||
        db_query(tx->db, &find,
                 DB(db_text(tx->by->actor), db_text(key), db_int(tx->by->received_ms - kept_ms)),
                 &rows, err) < 0) {
        return -1;
    }
    int more = db_next(rows, err);

    if (more <= 0) {
        return more;
    }
    if (!str_eq(db_row_text(rows, 0), (struct str){.p = (const char *)request, .n = 32})) {
        err_set(err, ERR_CONFLICT, "the key \"%.*s\" was used for another request", STR_ARG(key));
        return err_hint(err, "Choose a new key for each new request.");
    }
    *ret_answer = arena_str(a, db_row_text(rows, 1));
    return 1;
}

int idempotency_save(struct tx *tx, struct str key, const uint8_t request[32], struct str answer,
                     struct err *err)
{
    static const struct query forget = SQL("DELETE FROM idempotency WHERE at_ms <= ?1");
    static const struct query save =
        SQL("INSERT INTO idempotency (actor, key, request, answer, at_ms)"
            " VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT (actor, key) DO UPDATE SET request = excluded.request,"
            " answer = excluded.answer, at_ms = excluded.at_ms");

    if (tx_must_write(tx, err) < 0) {
        return -1;
    }
    if (key.n == 0 || key.n > KEY_MAX_BYTES) {
        return err_set(err, ERR_INVALID, "the key of a request has 1 to %d bytes", KEY_MAX_BYTES);
    }
    if (db_run(tx->db, &forget, DB(db_int(tx->by->received_ms - kept_ms)), NULL, err) < 0) {
        return -1;
    }
    return db_run(tx->db, &save,
                  DB(db_text(tx->by->actor), db_text(key), db_bytes(request, STORE_HASH_BYTES),
                     db_text(answer), db_int(tx->by->received_ms)),
                  NULL, err);
}
