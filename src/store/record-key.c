/*
 * Keys and searched text of a record, derived from its body.
 *
 * Every key field of the type has exactly one row in field_key, also when the record has no value:
 * then the text is U+10FFFF, which sorts after everything, so that lists need no special case for
 * what is missing. A change touches only the rows that differ.
 */
#include "store/inner.h"

#include "base/utf8.h"

enum { RECORD_KEY_BYTES = 128, SEARCH_MAX_BYTES = 256 * 1024 };

const char KEY_ABSENT[] = "\xF4\x8F\xBF\xBF";

struct key {
    struct str text;
    int64_t number;
};

struct str key_fold(struct arena *a, struct str text)
{
    struct buf folded CLEANUP(buf_done);

    buf_init(&folded, RECORD_KEY_BYTES * 4 + 64);
    words_fold(&folded, str_sub(text, 0, utf8_floor(text, MIN(text.n, RECORD_KEY_BYTES * 2))),
               true);
    struct str s = buf_str(&folded);

    s.n = utf8_floor(s, MIN(s.n, RECORD_KEY_BYTES));
    return s.n == 0 ? str_of(KEY_ABSENT) : arena_str(a, s);
}

static struct key key_of(struct arena *a, const struct field *f, const json_t *body)
{
    const json_t *value = json_object_get(body, f->name);

    switch (f->type) {
    case FIELD_INT:
    case FIELD_RECORD:
        if (json_is_integer(value)) {
            return (struct key){.text = STR(""), .number = json_integer_value(value)};
        }
        break;
    case FIELD_BOOL:
        if (json_is_boolean(value)) {
            return (struct key){.text = STR(""), .number = json_is_true(value)};
        }
        break;
    case FIELD_TEXT:
    case FIELD_WORD:
    case FIELD_DAY:
        if (json_is_string(value)) {
            struct str text = {.p = json_string_value(value), .n = json_string_length(value)};

            return (struct key){.text = key_fold(a, text)};
        }
        break;
    case FIELD_OTHER:
        break;
    }
    return (struct key){.text = str_of(KEY_ABSENT)};
}

int keys_write(struct tx *tx, struct arena *a, const struct record *r, const json_t *old_body,
               const json_t *body, struct err *err)
{
    static const struct query insert =
        SQL("INSERT INTO field_key (contract, type, field, text, number, record)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    static const struct query drop =
        SQL("DELETE FROM field_key WHERE contract = ?1 AND type = ?2 AND field = ?3 AND text = ?4"
            " AND number = ?5 AND record = ?6");
    struct str type = str_of(r->type->name);

    for (size_t i = 0; i < r->type->field_count; i++) {
        const struct field *f = &r->type->fields[i];

        if (!f->is_key) {
            continue;
        }
        struct key key = key_of(a, f, body);

        if (old_body != NULL) {
            struct key old = key_of(a, f, old_body);

            if (str_eq(old.text, key.text) && old.number == key.number) {
                continue;
            }
            if (db_run(tx->db, &drop,
                       DB(db_int(r->contract), db_text(type), db_int(f->number), db_text(old.text),
                          db_int(old.number), db_int(r->id)),
                       NULL, err) < 0) {
                return -1;
            }
        }
        if (db_run(tx->db, &insert,
                   DB(db_int(r->contract), db_text(type), db_int(f->number), db_text(key.text),
                      db_int(key.number), db_int(r->id)),
                   NULL, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The searched fields one after the other; a line break keeps their words apart. */
static void collect(struct buf *out, const struct type *type, const json_t *body)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        const json_t *value = f->is_searched ? json_object_get(body, f->name) : NULL;

        if (json_is_string(value) && json_string_length(value) > 0) {
            if (out->n > 0) {
                buf_add_char(out, '\n');
            }
            words_fold(out,
                       (struct str){.p = json_string_value(value), .n = json_string_length(value)},
                       false);
        }
    }
}

int search_write(struct tx *tx, struct arena *a, const struct record *r, const json_t *old_body,
                 const json_t *body, struct err *err)
{
    static const struct query put = SQL("INSERT INTO search_text (record, text) VALUES (?1, ?2)"
                                        " ON CONFLICT (record) DO UPDATE SET text = excluded.text");
    static const struct query wait = SQL("INSERT INTO search_pending (record) VALUES (?1)"
                                         " ON CONFLICT DO NOTHING");
    struct buf text CLEANUP(buf_done), old CLEANUP(buf_done);

    buf_init(&text, SEARCH_MAX_BYTES);
    buf_init(&old, SEARCH_MAX_BYTES);
    collect(&text, r->type, body);
    if (old_body != NULL) {
        collect(&old, r->type, old_body);
        if (str_eq(buf_str(&old), buf_str(&text))) {
            return 0;
        }
    }
    if (db_run(tx->db, &put, DB(db_int(r->id), db_text(buf_str(&text))), NULL, err) < 0 ||
        db_run(tx->db, &wait, DB(db_int(r->id)), NULL, err) < 0) {
        return -1;
    }
    tx->texts_added++;
    return 0;
}
