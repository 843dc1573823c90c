/*
 * The desk made again from its events, compared with them, and copied.
 *
 * The last event of a record holds all of it, so records are made from the newest row of each;
 * links and kept files from all of theirs, in order. What is derived (records, keys, searched
 * texts, links, kept files) is summed up in a hash before and after, to say whether anything
 * differed. Clocks are not touched: they are computed again from the records by whoever knows the
 * rules.
 */
#include "store/hash.h"
#include "store/inner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void drop_json(json_t **value)
{
    json_decref(*value);
}

/* ---- what is there, as one hash ---- */

static int sum_up_query(struct db *db, const struct query *q, int columns, struct hash *h,
                        struct err *err)
{
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int more;

    if (db_query(db, q, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        for (int i = 0; i < columns; i++) {
            hash_add_str(h, db_row_text(rows, i));
        }
    }
    return more;
}

static int sum_up(struct db *db, uint8_t ret[static 32], struct err *err)
{
    static const struct query records =
        SQL("SELECT CAST(id AS TEXT), CAST(contract AS TEXT), type, CAST(rev AS TEXT), state,"
            " CAST(version AS TEXT), body, CAST(created_ms AS TEXT), CAST(changed_ms AS TEXT),"
            " changed_by FROM record ORDER BY id");
    static const struct query keys =
        SQL("SELECT CAST(contract AS TEXT), type, CAST(field AS TEXT), text, CAST(number AS TEXT),"
            " CAST(record AS TEXT) FROM field_key"
            " ORDER BY contract, type, field, text, number, record");
    static const struct query texts = SQL("SELECT CAST(record AS TEXT), text FROM search_text"
                                          " ORDER BY record");
    static const struct query links =
        SQL("SELECT CAST(contract AS TEXT), kind, CAST(from_id AS TEXT), CAST(to_id AS TEXT)"
            " FROM link ORDER BY contract, kind, from_id, to_id");
    static const struct query blobs =
        SQL("SELECT CAST(contract AS TEXT), sha256, name, CAST(bytes AS TEXT),"
            " CAST(kept_ms AS TEXT) FROM blob ORDER BY contract, sha256, name");
    struct hash h;

    hash_init(&h);
    if (sum_up_query(db, &records, 10, &h, err) < 0 || sum_up_query(db, &keys, 6, &h, err) < 0 ||
        sum_up_query(db, &texts, 2, &h, err) < 0 || sum_up_query(db, &links, 4, &h, err) < 0 ||
        sum_up_query(db, &blobs, 5, &h, err) < 0) {
        return -1;
    }
    hash_end(&h, ret);
    return 0;
}

/* ---- records from events ---- */

static int clear(struct db *db, struct err *err)
{
    static const struct query drops[] = {
        SQL("DELETE FROM record WHERE id IN (SELECT record FROM event WHERE body IS NOT NULL)"
            " OR id NOT IN (SELECT record FROM event)"),
        SQL("DELETE FROM field_key"),
        SQL("DELETE FROM search_text"),
        SQL("DELETE FROM search_pending"),
        SQL("DELETE FROM search_gram"),
        SQL("DELETE FROM link"),
        SQL("DELETE FROM blob"),
    };

    for (size_t i = 0; i < COUNT(drops); i++) {
        if (db_run(db, &drops[i], DB_NO_VALUES, NULL, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The newest event of each record, with the time of its first. */
static const struct query newest_of_each =
    SQL("SELECT e.record, e.contract, e.body, e.version, f.received_ms, e.received_ms, e.actor"
        " FROM event e CROSS JOIN event f"
        " WHERE e.version > 0 AND e.record <> 0 AND e.body IS NOT NULL"
        " AND e.seq = (SELECT max(n.seq) FROM event n WHERE n.record = e.record AND n.record <> 0"
        " AND n.version > 0)"
        " AND f.seq = (SELECT min(o.seq) FROM event o WHERE o.record = e.record AND o.record <> 0"
        " AND o.version > 0)"
        " ORDER BY e.record");

/* What the row of newest_of_each says; the body of `event` stays with the caller. */
static int record_of_event(const struct db_rows *rows, struct arena *a, json_t **ret_event,
                           struct record *ret, struct err *err)
{
    struct str text = db_row_text(rows, 2);
    json_t *event = json_loadb(text.p, text.n, 0, NULL);
    const char *state = json_string_value(json_object_get(event, "state"));
    const struct type *type = type_find(str_of(json_string_value(json_object_get(event, "type"))));
    char *body AUTO_FREE = json_dumps(json_object_get(event, "body"), JSON_COMPACT);

    *ret_event = event;
    if (type == NULL || state == NULL || body == NULL) {
        return err_set(err, ERR_INVALID, "the newest event of record %" PRId64 " is not understood",
                       db_row_int(rows, 0));
    }
    *ret = (struct record){.id = db_row_int(rows, 0),
                           .contract = db_row_int(rows, 1),
                           .type = type,
                           .state = arena_str(a, str_of(state)),
                           .version = db_row_int(rows, 3),
                           .body = arena_str(a, str_of(body)),
                           .created_ms = db_row_int(rows, 4),
                           .changed_ms = db_row_int(rows, 5),
                           .changed_by = arena_str(a, db_row_text(rows, 6))};
    return 0;
}

static int write_record(struct tx *tx, const struct db_rows *rows, struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO record (id, contract, type, rev, state, version, body, created_ms,"
            " changed_ms, changed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    struct arena a CLEANUP(arena_done) = {};
    json_t *event CLEANUP(drop_json) = NULL;
    struct record r;

    if (record_of_event(rows, &a, &event, &r, err) < 0) {
        return -1;
    }
    const json_t *body = json_object_get(event, "body");
    int64_t rev = json_integer_value(json_object_get(event, "rev"));

    if (db_run(tx->db, &insert,
               DB(db_int(r.id), db_int(r.contract), db_text(str_of(r.type->name)), db_int(rev),
                  db_text(r.state), db_int(r.version), db_text(r.body), db_int(r.created_ms),
                  db_int(r.changed_ms), db_text(r.changed_by)),
               NULL, err) < 0 ||
        keys_write(tx, &a, &r, NULL, body, err) < 0 ||
        search_write(tx, &a, &r, NULL, body, err) < 0) {
        return -1;
    }
    return 0;
}

static int write_records(struct tx *tx, struct err *err)
{
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int more;

    if (db_query(tx->db, &newest_of_each, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        if (write_record(tx, rows, err) < 0) {
            return -1;
        }
    }
    return more;
}

static int write_link(struct tx *tx, const struct db_rows *rows, const json_t *body, bool adds,
                      struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO link (contract, kind, from_id, to_id) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT DO NOTHING");
    static const struct query drop = SQL("DELETE FROM link WHERE contract = ?1 AND kind = ?2"
                                         " AND from_id = ?3 AND to_id = ?4");

    return db_run(tx->db, adds ? &insert : &drop,
                  DB(db_int(db_row_int(rows, 0)),
                     db_text(str_of(json_string_value(json_object_get(body, "link")))),
                     db_int(json_integer_value(json_object_get(body, "from"))),
                     db_int(json_integer_value(json_object_get(body, "to")))),
                  NULL, err);
}

static int write_blob(struct tx *tx, const struct db_rows *rows, const json_t *body,
                      struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO blob (contract, sha256, name, bytes, kept_ms) VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT DO NOTHING");
    struct str hex = str_of(json_string_value(json_object_get(body, "sha256")));
    const char *name = json_string_value(json_object_get(body, "name"));
    uint8_t sha256[STORE_HASH_BYTES];

    if (hex.n != 64 ||
        sodium_hex2bin(sha256, sizeof(sha256), hex.p, hex.n, NULL, NULL, NULL) != 0) {
        return err_set(err, ERR_INVALID, "the event of a kept file is not understood");
    }
    return db_run(
        tx->db, &insert,
        DB(db_int(db_row_int(rows, 0)), db_bytes(sha256, sizeof(sha256)), db_text(str_of(name)),
           db_int(json_integer_value(json_object_get(body, "bytes"))), db_int(db_row_int(rows, 3))),
        NULL, err);
}

static int write_edges(struct tx *tx, struct err *err)
{
    static const struct query all =
        SQL("SELECT contract, kind, body, received_ms FROM event"
            " WHERE kind IN ('link.add', 'link.drop', 'blob.keep') AND body IS NOT NULL"
            " ORDER BY seq");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int more;

    if (db_query(tx->db, &all, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        struct str kind = db_row_text(rows, 1), text = db_row_text(rows, 2);
        json_t *body CLEANUP(drop_json) = json_loadb(text.p, text.n, 0, NULL);
        int result = str_eq(kind, STR("blob.keep"))
                         ? write_blob(tx, rows, body, err)
                         : write_link(tx, rows, body, str_eq(kind, STR("link.add")), err);

        if (result < 0) {
            return -1;
        }
    }
    return more;
}

int rebuild_all(struct tx *tx, bool *ret_differed, struct err *err)
{
    uint8_t before[STORE_HASH_BYTES], after[STORE_HASH_BYTES];
    int64_t left = 1;

    tx->broken = true; /* until it is whole */
    if (sum_up(tx->db, before, err) < 0 || clear(tx->db, err) < 0 || write_records(tx, err) < 0 ||
        write_edges(tx, err) < 0 || sum_up(tx->db, after, err) < 0) {
        return -1;
    }
    while (left > 0) {
        if (gram_merge(tx->db, SEARCH_MERGE_AT, &left, err) < 0) {
            return -1;
        }
    }
    tx->texts_added = 0;
    tx->broken = false;
    *ret_differed = memcmp(before, after, sizeof(before)) != 0;
    return 0;
}

static int rebuild_job(struct tx *tx, void *arg, struct err *err)
{
    return rebuild_all(tx, arg, err);
}

int store_rebuild(struct store *s, struct err *err)
{
    struct store_by by = {.actor = STR("itaku")};
    bool differed = false;

    if (store_write(s, &by, rebuild_job, &differed, err) < 0) {
        return -1;
    }
    return differed ? 1 : 0;
}

/* One record of the events beside what is stored. */
static int is_same(struct tx *tx, const struct db_rows *rows, bool *ret, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    json_t *event CLEANUP(drop_json) = NULL;
    struct record expected, found;
    struct err ignored = {};

    *ret = false;
    if (record_of_event(rows, &a, &event, &expected, &ignored) < 0) {
        return 0;
    }
    if (record_load(tx, &a, expected.id, &found, err) < 0) {
        return err->kind == ERR_NOT_FOUND || err->kind == ERR_UNSUPPORTED ? 0 : -1;
    }
    *ret = expected.contract == found.contract && expected.type == found.type &&
           expected.version == found.version && str_eq(expected.state, found.state) &&
           str_eq(expected.body, found.body) && expected.created_ms == found.created_ms &&
           expected.changed_ms == found.changed_ms && str_eq(expected.changed_by, found.changed_by);
    return 0;
}

int rebuild_compare(struct tx *tx, int64_t *ret_count, int64_t *ret_bad, struct err *err)
{
    static const struct query without_event =
        SQL("SELECT min(id) FROM record WHERE id NOT IN"
            " (SELECT record FROM event WHERE record <> 0 AND version > 0)");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int64_t count = 0, bad = 0;
    int more;

    if (db_query_int(tx->db, &without_event, DB_NO_VALUES, 0, &bad, err) < 0 ||
        db_query(tx->db, &newest_of_each, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while (bad == 0 && (more = db_next(rows, err)) != 0) {
        bool same;

        if (more < 0 || is_same(tx, rows, &same, err) < 0) {
            return -1;
        }
        bad = same ? 0 : db_row_int(rows, 0);
        count++;
    }
    *ret_count = count;
    *ret_bad = bad;
    return 0;
}
