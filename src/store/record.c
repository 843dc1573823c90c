/*
 * Records: added, changed, read. Each change writes, in one transaction, the event, the record,
 * its keys and the text that is searched. What is wrong with a record is found before the first
 * of these; when one of them fails, the whole job is taken back (tx->broken).
 *
 * The body is stored as jansson writes it (compact, members in the order given), so that the record
 * made again from its event is the same to the byte.
 */
#include "store/inner.h"

#include <inttypes.h>
#include <stdlib.h>

static void drop_json(json_t **value)
{
    json_decref(*value);
}

static char *body_text(const json_t *body)
{
    char *text = json_dumps(body, JSON_COMPACT);

    if (text == NULL) {
        die_out_of_memory(0);
    }
    return text;
}

static int write_new(struct tx *tx, struct arena *a, const struct record *r, const char *event_kind,
                     const json_t *body, struct str text, struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO record (id, contract, type, rev, state, version, body, created_ms,"
            " changed_ms, changed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");

    if (event_append(tx, r->contract, r->id, event_kind, r->version, event_body(a, r, text), err) <
            0 ||
        db_run(tx->db, &insert,
               DB(db_int(r->id), db_int(r->contract), db_text(str_of(r->type->name)),
                  db_int(r->type->rev), db_text(r->state), db_int(r->version), db_text(text),
                  db_int(r->created_ms), db_int(r->changed_ms), db_text(r->changed_by)),
               NULL, err) < 0 ||
        keys_write(tx, a, r, NULL, body, err) < 0 || search_write(tx, a, r, NULL, body, err) < 0) {
        tx->broken = true;
        return -1;
    }
    return 0;
}

/* A record belongs to a contract that is there, or to the desk. */
static int check_contract(struct tx *tx, const struct record *r, struct err *err)
{
    static const struct query find =
        SQL("SELECT 1 FROM record WHERE id = ?1 AND type = 'contract'");
    int64_t found = 1;

    if (r->type != &type_contract && r->contract != 0 &&
        db_query_int(tx->db, &find, DB(db_int(r->contract)), 0, &found, err) < 0) {
        return -1;
    }
    return found != 0 ? 0
                      : err_set(err, ERR_NOT_FOUND, "there is no contract %" PRId64, r->contract);
}

int record_add(struct tx *tx, struct record *r, const char *event_kind, struct err *err)
{
    static const struct query next = SQL("SELECT max(id) + 1 FROM record");
    struct arena a CLEANUP(arena_done) = {};
    json_t *body CLEANUP(drop_json) = NULL;
    struct record added = *r;

    if (tx_must_write(tx, err) < 0) {
        return -1;
    }
    if (added.state.n == 0 && added.type != NULL) {
        added.state = str_of(added.type->states[0]);
    }
    if (record_check(&added, &body, err) < 0 || check_contract(tx, &added, err) < 0 ||
        db_query_int(tx->db, &next, DB_NO_VALUES, 1, &added.id, err) < 0) {
        return -1;
    }
    if (added.type == &type_contract) {
        added.contract = added.id;
    }
    added.version = 1;
    added.created_ms = added.changed_ms = tx->by->received_ms;
    added.changed_by = tx->by->actor;
    char *text AUTO_FREE = body_text(body);

    if (write_new(tx, &a, &added, event_kind, body, str_of(text), err) < 0) {
        return -1;
    }
    *r = added;
    return 0;
}

/* The record as it stands, for a change: ERR_NOT_FOUND, ERR_CONFLICT. */
static int load_for_change(struct tx *tx, struct arena *a, const struct record *r,
                           struct record *ret, struct err *err)
{
    if (record_load(tx, a, r->id, ret, err) < 0) {
        return -1;
    }
    if (ret->version != r->version) {
        err_set(err, ERR_CONFLICT, "the %s was changed by \"%.*s\" in the meantime",
                ret->type->name, STR_ARG(ret->changed_by));
        return err_hint(err, "Look at what is there now, then make the change again.");
    }
    if (ret->type != r->type) {
        return err_set(err, ERR_INVALID, "record %" PRId64 " is a %s", r->id, ret->type->name);
    }
    return 0;
}

static int write_change(struct tx *tx, struct arena *a, const struct record *r,
                        const char *event_kind, const json_t *old_body, const json_t *body,
                        struct str text, struct err *err)
{
    static const struct query update =
        SQL("UPDATE record SET rev = ?1, state = ?2, version = ?3, body = ?4, changed_ms = ?5,"
            " changed_by = ?6 WHERE id = ?7");

    if (event_append(tx, r->contract, r->id, event_kind, r->version, event_body(a, r, text), err) <
            0 ||
        db_run(tx->db, &update,
               DB(db_int(r->type->rev), db_text(r->state), db_int(r->version), db_text(text),
                  db_int(r->changed_ms), db_text(r->changed_by), db_int(r->id)),
               NULL, err) < 0 ||
        keys_write(tx, a, r, old_body, body, err) < 0 ||
        search_write(tx, a, r, old_body, body, err) < 0) {
        tx->broken = true;
        return -1;
    }
    return 0;
}

int record_change(struct tx *tx, struct record *r, const char *event_kind, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    json_t *body CLEANUP(drop_json) = NULL, *old_body CLEANUP(drop_json) = NULL;
    struct record old;

    if (tx_must_write(tx, err) < 0 || record_check(r, &body, err) < 0 ||
        load_for_change(tx, &a, r, &old, err) < 0) {
        return -1;
    }
    struct record changed = *r;

    changed.contract = old.contract;
    changed.version = old.version + 1;
    changed.created_ms = old.created_ms;
    changed.changed_ms = tx->by->received_ms;
    changed.changed_by = tx->by->actor;
    old_body = json_loadb(old.body.p, old.body.n, 0, NULL);
    if (old_body == NULL) {
        return err_set(err, ERR_IO, "record %" PRId64 " is damaged", r->id);
    }
    char *text AUTO_FREE = body_text(body);

    if (write_change(tx, &a, &changed, event_kind, old_body, body, str_of(text), err) < 0) {
        return -1;
    }
    *r = changed;
    return 0;
}

int record_from_row(struct arena *a, const struct db_rows *rows, int column, struct record *ret,
                    struct err *err)
{
    const struct type *type = type_find(db_row_text(rows, column + 2));

    if (type == NULL) {
        return err_set(err, ERR_UNSUPPORTED, "record %" PRId64 " is of an unknown type",
                       db_row_int(rows, column));
    }
    *ret = (struct record){
        .id = db_row_int(rows, column),
        .contract = db_row_int(rows, column + 1),
        .type = type,
        .state = arena_str(a, db_row_text(rows, column + 3)),
        .version = db_row_int(rows, column + 4),
        .body = arena_str(a, db_row_text(rows, column + 5)),
        .created_ms = db_row_int(rows, column + 6),
        .changed_ms = db_row_int(rows, column + 7),
        .changed_by = arena_str(a, db_row_text(rows, column + 8)),
    };
    return 0;
}

int record_load(struct tx *tx, struct arena *a, int64_t id, struct record *ret, struct err *err)
{
    static const struct query one =
        SQL("SELECT id, contract, type, state, version, body, created_ms, changed_ms, changed_by"
            " FROM record WHERE id = ?1");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;

    if (db_query(tx->db, &one, DB(db_int(id)), &rows, err) < 0) {
        return -1;
    }
    int more = db_next(rows, err);

    if (more == 0) {
        return err_set(err, ERR_NOT_FOUND, "there is no record %" PRId64, id);
    }
    return more < 0 ? -1 : record_from_row(a, rows, 0, ret, err);
}

int record_at(struct tx *tx, struct arena *a, int64_t id, int64_t version, struct record *ret,
              struct err *err)
{
    static const struct query one =
        SQL("SELECT e.contract, e.body, f.received_ms, e.received_ms, e.actor"
            " FROM event e CROSS JOIN event f"
            " WHERE e.record = ?1 AND e.record <> 0 AND e.version = ?2"
            " AND f.record = ?1 AND f.record <> 0 AND f.version = 1");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    json_t *event CLEANUP(drop_json) = NULL;

    if (db_query(tx->db, &one, DB(db_int(id), db_int(version)), &rows, err) < 0) {
        return -1;
    }
    int more = db_next(rows, err);

    if (more <= 0) {
        return more < 0
                   ? -1
                   : err_set(err, ERR_NOT_FOUND,
                             "there is no version %" PRId64 " of record %" PRId64, version, id);
    }
    struct str text = db_row_text(rows, 1);

    event = text.n > 0 ? json_loadb(text.p, text.n, 0, NULL) : NULL;
    const struct type *type = type_find(str_of(json_string_value(json_object_get(event, "type"))));
    const char *state = json_string_value(json_object_get(event, "state"));
    const json_t *body = json_object_get(event, "body");

    if (type == NULL || state == NULL || !json_is_object(body)) {
        return err_set(err, ERR_NOT_FOUND, "version %" PRId64 " of record %" PRId64 " was erased",
                       version, id);
    }
    char *body_json AUTO_FREE = body_text(body);

    *ret = (struct record){.id = id,
                           .contract = db_row_int(rows, 0),
                           .type = type,
                           .state = arena_str(a, str_of(state)),
                           .version = version,
                           .body = arena_str(a, str_of(body_json)),
                           .created_ms = db_row_int(rows, 2),
                           .changed_ms = db_row_int(rows, 3),
                           .changed_by = arena_str(a, db_row_text(rows, 4))};
    return 0;
}
