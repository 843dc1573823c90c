/* Typed edges between records, each with its event. */
#include "store/inner.h"

#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const kinds[] = {"evidence-of", "part-of",    "replaces",   "answers",
                                    "same-as",     "split-from", "joined-from"};

static int check_kind(const char *kind, struct err *err)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (strcmp(kind, kinds[i]) == 0) {
            return 0;
        }
    }
    return err_set(err, ERR_INVALID, "\"%s\" is no kind of link", kind);
}

static int note_event(struct tx *tx, int64_t contract, const char *event_kind, const char *kind,
                      int64_t from, int64_t to, struct err *err)
{
    char *text AUTO_FREE = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);
    struct json j;

    if (file == NULL) {
        die_out_of_memory(0);
    }
    json_init(&j, file, JSON_TIGHT);
    json_begin_object(&j);
    json_member(&j, "link", str_of(kind));
    json_key(&j, "from");
    json_int(&j, from);
    json_key(&j, "to");
    json_int(&j, to);
    json_end(&j);
    if (fclose(file) != 0) {
        die_out_of_memory(0);
    }
    int result =
        event_append(tx, contract, from, event_kind, 0, (struct str){.p = text, .n = n}, err);

    tx->broken |= result < 0;
    return result;
}

int link_add(struct tx *tx, int64_t contract, const char *kind, int64_t from, int64_t to,
             struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO link (contract, kind, from_id, to_id) VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT DO NOTHING");
    int64_t changed;

    if (tx_must_write(tx, err) < 0 || check_kind(kind, err) < 0 ||
        db_run(tx->db, &insert,
               DB(db_int(contract), db_text(str_of(kind)), db_int(from), db_int(to)), &changed,
               err) < 0) {
        return -1;
    }
    return changed == 0 ? 0 : note_event(tx, contract, "link.add", kind, from, to, err);
}

int link_drop(struct tx *tx, int64_t contract, const char *kind, int64_t from, int64_t to,
              struct err *err)
{
    static const struct query drop = SQL("DELETE FROM link WHERE contract = ?1 AND kind = ?2"
                                         " AND from_id = ?3 AND to_id = ?4");
    int64_t changed;

    if (tx_must_write(tx, err) < 0 || check_kind(kind, err) < 0 ||
        db_run(tx->db, &drop, DB(db_int(contract), db_text(str_of(kind)), db_int(from), db_int(to)),
               &changed, err) < 0) {
        return -1;
    }
    return changed == 0 ? 0 : note_event(tx, contract, "link.drop", kind, from, to, err);
}

int link_list_of(struct tx *tx, struct arena *a, int64_t contract, int64_t id,
                 struct link_list *ret, struct err *err)
{
    static const struct query all = SQL("SELECT kind, from_id, to_id FROM link WHERE contract = ?1"
                                        " ORDER BY kind, from_id, to_id");
    static const struct query some =
        SQL("SELECT kind, from_id, to_id FROM link WHERE contract = ?1 AND from_id = ?2"
            " UNION SELECT kind, from_id, to_id FROM link WHERE contract = ?1 AND to_id = ?2"
            " ORDER BY kind, from_id, to_id");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    struct link_list list = {};
    int more = id == 0 ? db_query(tx->db, &all, DB(db_int(contract)), &rows, err)
                       : db_query(tx->db, &some, DB(db_int(contract), db_int(id)), &rows, err);

    if (more < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        *VEC_ADD(a, &list) = (struct link){.kind = arena_str(a, db_row_text(rows, 0)),
                                           .from = db_row_int(rows, 1),
                                           .to = db_row_int(rows, 2)};
    }
    if (more == 0) {
        *ret = list;
    }
    return more;
}
