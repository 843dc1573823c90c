/*
 * Lists of records: filters, order, words, pages.
 *
 * Pages go by key, not by number: a cursor holds the order value and the id of the last row, and a
 * print of the filter, so that a page asked for with another filter is refused.
 *
 * With words there are three ways:
 *     stream  in order of id: candidates of the search (search.c), each looked at
 *     sort    in order of a field: all candidates, sorted here
 *     scan    the ordinary list, each text compared: when there are too many candidates to sort,
 *             the word is frequent and the page soon full
 */
#include "store/inner.h"

#include "store/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    SORT_IN_CONTRACT = 500, /* candidates that are sorted before the list is scanned instead */
    SORT_IN_DESK = 3000,
    COLUMNS = 9, /* of a record; order text, order number, searched text follow */
    CURSOR_MAX_BYTES = 400,
};

struct place { /* where a page ended, or where a record stands in the order */
    struct str text;
    int64_t number, id;
};

struct listing {
    struct tx *tx;
    const struct record_filter *filter;
    const struct field *order; /* NULL = id */
    struct search_words words;
    struct str folded[RECORD_MAX_WHERE];
    const struct field *fields[RECORD_MAX_WHERE];
    bool has_cursor;
    struct place after;
    uint32_t print; /* of the filter */
    size_t limit;
};

static bool is_number(const struct field *f)
{
    return f->type == FIELD_INT || f->type == FIELD_RECORD || f->type == FIELD_BOOL;
}

/* ---- what was asked ---- */

static const struct field *key_field(const struct type *type, const char *name, struct err *err)
{
    const struct field *f = type == NULL ? NULL : type_field(type, str_of(name));

    if (f == NULL || !f->is_key) {
        err_set(err, ERR_INVALID, "\"%s\" is no field that a list can be filtered or sorted by",
                name);
        return NULL;
    }
    return f;
}

static uint32_t print_of(const struct record_filter *f)
{
    struct hash h;
    uint8_t hash[STORE_HASH_BYTES];

    hash_init(&h);
    hash_add_int(&h, f->contract);
    hash_add_str(&h, str_of(f->type == NULL ? "" : f->type->name));
    hash_add_str(&h, f->state);
    hash_add_str(&h, f->words);
    hash_add_str(&h, str_of(f->order));
    hash_add_int(&h, f->descending);
    for (int i = 0; i < f->where_count; i++) {
        hash_add_str(&h, str_of(f->where[i].field));
        hash_add_int(&h, f->where[i].op);
        hash_add_str(&h, f->where[i].text);
        hash_add_int(&h, f->where[i].number);
    }
    hash_end(&h, hash);
    return (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 | (uint32_t)hash[2] << 8 | hash[3];
}

/* "PRINT.NUMBER.ID.TEXT", in base64. */
static struct str cursor_write(struct arena *a, uint32_t print, const struct place *p)
{
    struct str plain = arena_printf(a, "%08" PRIx32 ".%" PRId64 ".%" PRId64 ".%.*s", print,
                                    p->number, p->id, STR_ARG(p->text));
    size_t room = sodium_base64_encoded_len(plain.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(a, room);

    sodium_bin2base64(text, room, (const unsigned char *)plain.p, plain.n,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_of(text);
}

static int cursor_read(struct arena *a, struct str cursor, uint32_t print, struct place *ret,
                       struct err *err)
{
    char *plain = arena_alloc(a, CURSOR_MAX_BYTES + 1);
    size_t n = 0;
    uint32_t found = 0;
    int text_at = -1;

    if (cursor.n > CURSOR_MAX_BYTES ||
        sodium_base642bin((unsigned char *)plain, CURSOR_MAX_BYTES, cursor.p, cursor.n, NULL, &n,
                          NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        memchr(plain, '\0', n) != NULL ||
        sscanf(plain, "%8" SCNx32 ".%" SCNd64 ".%" SCNd64 ".%n", &found, &ret->number, &ret->id,
               &text_at) != 3 ||
        text_at < 0 || found != print) {
        err_set(err, ERR_INVALID, "the mark of the page does not belong to this list");
        return err_hint(err, "Begin at the first page.");
    }
    ret->text = (struct str){.p = plain + text_at, .n = n - (size_t)text_at};
    return 0;
}

static int understand(struct listing *l, struct arena *a, struct tx *tx,
                      const struct record_filter *f, struct err *err)
{
    *l = (struct listing){.tx = tx, .filter = f, .print = print_of(f)};
    if (f->order != NULL && (l->order = key_field(f->type, f->order, err)) == NULL) {
        return -1;
    }
    if (f->where_count < 0 || f->where_count > RECORD_MAX_WHERE) {
        return err_set(err, ERR_LIMIT, "the list has too many conditions");
    }
    for (int i = 0; i < f->where_count; i++) {
        if ((l->fields[i] = key_field(f->type, f->where[i].field, err)) == NULL) {
            return -1;
        }
        if (f->where[i].op == OP_PREFIX && is_number(l->fields[i])) {
            return err_set(err, ERR_INVALID, "\"%s\" is a number and has no beginning",
                           f->where[i].field);
        }
        l->folded[i] = is_number(l->fields[i]) ? STR("") : key_fold(a, f->where[i].text);
    }
    l->limit = f->limit > 0 && f->limit < RECORD_MAX_PAGE ? (size_t)f->limit : RECORD_MAX_PAGE;
    l->has_cursor = f->cursor.n > 0;
    if (l->has_cursor && cursor_read(a, f->cursor, l->print, &l->after, err) < 0) {
        return -1;
    }
    return words_parse(a, f->words, &l->words, err);
}

/* ---- the query ---- */

#define OF_ANY_CONTRACT                                                                            \
    "contract IN (SELECT id FROM record WHERE type = 'contract' UNION ALL SELECT 0)"

static void add_where(struct db_build *b, const struct listing *l, int i)
{
    static const struct query of_one = SQL(" AND r.id IN (SELECT f.record FROM field_key f"
                                           " WHERE f.contract = ? AND f.type = ? AND f.field = ?");
    static const struct query of_any =
        SQL(" AND r.id IN (SELECT f.record FROM field_key f WHERE f." OF_ANY_CONTRACT
            " AND f.type = ? AND f.field = ?");
    static const struct query text_ops[] = {
        [OP_EQUAL] = SQL(" AND f.text = ? AND f.number = 0)"),
        [OP_NOT_EQUAL] = SQL(" AND f.text <> ?)"),
        [OP_AT_LEAST] = SQL(" AND f.text >= ? AND f.text < ?)"),
        [OP_AT_MOST] = SQL(" AND f.text <= ?)"),
        [OP_PREFIX] = SQL(" AND f.text >= ? AND f.text < ? || ?)"),
    };
    static const struct query number_ops[] = {
        [OP_EQUAL] = SQL(" AND f.text = '' AND f.number = ?)"),
        [OP_NOT_EQUAL] = SQL(" AND NOT (f.text = '' AND f.number = ?))"),
        [OP_AT_LEAST] = SQL(" AND f.text = '' AND f.number >= ?)"),
        [OP_AT_MOST] = SQL(" AND f.text = '' AND f.number <= ?)"),
    };
    const struct record_where *w = &l->filter->where[i];
    struct db_value type = db_text(str_of(l->filter->type->name));
    struct db_value field = db_int(l->fields[i]->number), text = db_text(l->folded[i]);
    struct db_value absent = db_text(str_of(KEY_ABSENT));

    if (l->filter->contract != 0) {
        db_build_add(b, &of_one, DB(db_int(l->filter->contract), type, field));
    } else {
        db_build_add(b, &of_any, DB(type, field));
    }
    if (is_number(l->fields[i])) {
        db_build_add(b, &number_ops[w->op], DB(db_int(w->number)));
    } else if (w->op == OP_AT_LEAST) {
        db_build_add(b, &text_ops[w->op], DB(text, absent));
    } else if (w->op == OP_PREFIX) {
        db_build_add(b, &text_ops[w->op], DB(text, text, absent));
    } else {
        db_build_add(b, &text_ops[w->op], DB(text));
    }
}

static void add_from(struct db_build *b, const struct listing *l)
{
    static const struct query plain = SQL(" FROM record r");
    static const struct query keyed = SQL(" FROM field_key k CROSS JOIN record r");
    static const struct query texts = SQL(" CROSS JOIN search_text s");
    static const struct query always = SQL(" WHERE 1 = 1");
    static const struct query key_of_one = SQL(" AND r.id = k.record AND k.contract = ?");
    static const struct query key_of_any = SQL(" AND r.id = k.record AND k." OF_ANY_CONTRACT);
    static const struct query key = SQL(" AND k.type = ? AND k.field = ?");
    static const struct query text = SQL(" AND s.record = r.id");
    const struct record_filter *f = l->filter;

    db_build_add(b, l->order != NULL ? &keyed : &plain, DB_NO_VALUES);
    if (l->words.n > 0) {
        db_build_add(b, &texts, DB_NO_VALUES);
    }
    db_build_add(b, &always, DB_NO_VALUES);
    if (l->order != NULL) {
        if (f->contract != 0) {
            db_build_add(b, &key_of_one, DB(db_int(f->contract)));
        } else {
            db_build_add(b, &key_of_any, DB_NO_VALUES);
        }
        db_build_add(b, &key, DB(db_text(str_of(f->type->name)), db_int(l->order->number)));
    }
    if (l->words.n > 0) {
        db_build_add(b, &text, DB_NO_VALUES);
    }
}

static void add_conditions(struct db_build *b, const struct listing *l)
{
    static const struct query contract = SQL(" AND r.contract = ?");
    static const struct query type = SQL(" AND r.type = ?");
    static const struct query state = SQL(" AND r.state = ?");
    const struct record_filter *f = l->filter;

    if (f->contract != 0) {
        db_build_add(b, &contract, DB(db_int(f->contract)));
    }
    if (f->type != NULL) {
        db_build_add(b, &type, DB(db_text(str_of(f->type->name))));
    }
    if (f->state.n > 0) {
        db_build_add(b, &state, DB(db_text(f->state)));
    }
    for (int i = 0; i < f->where_count; i++) {
        add_where(b, l, i);
    }
}

static void add_columns(struct db_build *b, const struct listing *l)
{
    static const struct query select =
        SQL("SELECT r.id, r.contract, r.type, r.state, r.version, r.body, r.created_ms,"
            " r.changed_ms, r.changed_by");
    static const struct query key = SQL(", k.text, k.number");
    static const struct query no_key = SQL(", '', 0");
    static const struct query text = SQL(", s.text");

    db_build_add(b, &select, DB_NO_VALUES);
    db_build_add(b, l->order != NULL ? &key : &no_key, DB_NO_VALUES);
    if (l->words.n > 0) {
        db_build_add(b, &text, DB_NO_VALUES);
    }
}

/* The list in its order, from the cursor on; `rows` more than that are never asked for. */
static void add_order(struct db_build *b, const struct listing *l, int64_t rows)
{
    static const struct query after_id = SQL(" AND r.id > ?"), before_id = SQL(" AND r.id < ?");
    static const struct query after_key = SQL(" AND (k.text, k.number, k.record) > (?, ?, ?)");
    static const struct query before_key = SQL(" AND (k.text, k.number, k.record) < (?, ?, ?)");
    static const struct query by_id = SQL(" ORDER BY r.id LIMIT ?");
    static const struct query by_id_down = SQL(" ORDER BY r.id DESC LIMIT ?");
    static const struct query by_key = SQL(" ORDER BY k.text, k.number, k.record LIMIT ?");
    static const struct query by_key_down = SQL(" ORDER BY k.text DESC, k.number DESC,"
                                                " k.record DESC LIMIT ?");
    bool down = l->filter->descending;

    if (l->order == NULL) {
        if (l->has_cursor) {
            db_build_add(b, down ? &before_id : &after_id, DB(db_int(l->after.id)));
        }
        db_build_add(b, down ? &by_id_down : &by_id, DB(db_int(rows)));
        return;
    }
    if (l->has_cursor) {
        db_build_add(b, down ? &before_key : &after_key,
                     DB(db_text(l->after.text), db_int(l->after.number), db_int(l->after.id)));
    }
    db_build_add(b, down ? &by_key_down : &by_key, DB(db_int(rows)));
}

/* ---- running it ---- */

struct page {
    struct arena *a;
    struct record_list list;
    struct place last;
    bool has_more;
    int64_t count; /* when only counting */
    bool only_counts;
};

/* Takes the row into the page; 1 when the page is full and there is more. */
static int take(struct listing *l, struct page *page, const struct db_rows *rows, struct err *err)
{
    if (l->words.n > 0 && !words_match(&l->words, db_row_text(rows, COLUMNS + 2))) {
        return 0;
    }
    if (page->only_counts) {
        page->count++;
        return 0;
    }
    if (page->list.n == l->limit) {
        page->has_more = true;
        return 1;
    }
    struct record *r = VEC_ADD(page->a, &page->list);

    if (record_from_row(page->a, rows, 0, r, err) < 0) {
        return -1;
    }
    page->last = (struct place){.text = arena_str(page->a, db_row_text(rows, COLUMNS)),
                                .number = db_row_int(rows, COLUMNS + 1),
                                .id = r->id};
    return 0;
}

static int scan(struct listing *l, struct page *page, struct err *err)
{
    struct db_build b CLEANUP(db_build_done);
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    bool reads_all = l->words.n > 0 || page->only_counts;
    int more, result = 0;

    db_build_init(&b);
    add_columns(&b, l);
    add_from(&b, l);
    add_conditions(&b, l);
    add_order(&b, l, reads_all ? INT64_MAX : (int64_t)l->limit + 1);
    if (db_build_query(l->tx->db, &b, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0 && (result = take(l, page, rows, err)) == 0) {
    }
    return more < 0 || result < 0 ? -1 : 0;
}

/* A query that looks at one candidate after the other. */
struct look {
    struct db_build build;
    struct db_rows *rows;
};

static void look_done(struct look *look)
{
    db_rows_close(look->rows);
    db_build_done(&look->build);
}

static void look_init(struct look *look, const struct listing *l)
{
    static const struct query this_one = SQL(" AND r.id = ?");

    look->rows = NULL;
    db_build_init(&look->build);
    add_columns(&look->build, l);
    add_from(&look->build, l);
    add_conditions(&look->build, l);
    db_build_add(&look->build, &this_one, DB(db_int(0)));
}

/* 1: the candidate passes the filters and its row is there; 0: it does not. */
static int look_at(struct look *look, struct listing *l, int64_t id, struct err *err)
{
    struct db_build *b = &look->build;

    b->values[b->value_count - 1].number = id;
    if (look->rows == NULL
            ? db_build_query(l->tx->db, b, &look->rows, err) < 0
            : db_again(look->rows, (struct db_values){.v = b->values, .n = b->value_count}, err) <
                  0) {
        return -1;
    }
    return db_next(look->rows, err);
}

static int begin_search(struct listing *l, struct arena *a, struct search **ret, struct err *err)
{
    const struct record_filter *f = l->filter;
    struct search_within within = {.contract = f->contract, .type = f->type};
    bool goes_on = l->has_cursor && l->order == NULL;
    int64_t from =
        !goes_on ? (f->descending ? INT64_MAX : 1) : l->after.id + (f->descending ? -1 : 1);

    return search_begin(l->tx, a, &l->words, within, from, f->descending, ret, err);
}

static int stream(struct listing *l, struct page *page, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    struct look look CLEANUP(look_done);
    struct search *search;
    int more = 1, result = 0;
    int64_t id;

    look_init(&look, l);
    if (begin_search(l, &a, &search, err) < 0) {
        return -1;
    }
    while (result == 0 && (more = search_next(search, &id, err)) > 0) {
        result = look_at(&look, l, id, err);
        if (result > 0) {
            result = take(l, page, look.rows, err);
        }
    }
    return more < 0 || result < 0 ? -1 : 0;
}

/* ---- candidates in the order of a field ---- */

struct places {
    struct place *v;
    uint32_t n, room;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int texts = str_cmp(x->text, y->text);

    if (texts != 0) {
        return texts;
    }
    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

/* Places of all that match; 1 when more than `at_most` had to be looked at. */
static int find_places(struct listing *l, struct arena *a, int at_most, struct places *ret,
                       struct err *err)
{
    struct look look CLEANUP(look_done);
    struct search *search;
    int more, result;
    int64_t id;

    look_init(&look, l);
    if (begin_search(l, a, &search, err) < 0) {
        return -1;
    }
    while ((more = search_next(search, &id, err)) > 0) {
        if (at_most-- == 0) {
            return 1;
        }
        result = look_at(&look, l, id, err);
        if (result < 0) {
            return -1;
        }
        if (result > 0 && words_match(&l->words, db_row_text(look.rows, COLUMNS + 2))) {
            *VEC_ADD(a, ret) = (struct place){.text = arena_str(a, db_row_text(look.rows, COLUMNS)),
                                              .number = db_row_int(look.rows, COLUMNS + 1),
                                              .id = id};
        }
    }
    return more;
}

/* 1 as above. */
static int sort(struct listing *l, struct page *page, int at_most, struct err *err)
{
    struct arena a CLEANUP(arena_done) = {};
    struct places places = {};
    bool down = l->filter->descending;
    int result = find_places(l, &a, at_most, &places, err);

    if (result != 0) {
        return result;
    }
    if (places.n > 0) {
        qsort(places.v, places.n, sizeof(places.v[0]), compare_places);
    }
    for (uint32_t i = 0; i < places.n; i++) {
        const struct place *p = &places.v[down ? places.n - 1 - i : i];
        int side = l->has_cursor ? compare_places(p, &l->after) : 0;

        if (l->has_cursor && (down ? side >= 0 : side <= 0)) {
            continue;
        }
        if (page->list.n == l->limit) {
            page->has_more = true;
            break;
        }
        if (record_load(l->tx, page->a, p->id, VEC_ADD(page->a, &page->list), err) < 0) {
            return -1;
        }
        page->last = *p;
        page->last.text = arena_str(page->a, p->text);
    }
    return 0;
}

static int run(struct listing *l, struct page *page, struct err *err)
{
    if (l->words.n == 0) {
        return scan(l, page, err);
    }
    if (l->order == NULL) {
        return stream(l, page, err);
    }
    int at_most = l->filter->contract != 0 ? SORT_IN_CONTRACT : SORT_IN_DESK;
    int result = sort(l, page, at_most, err);

    return result > 0 ? scan(l, page, err) : result;
}

int record_list(struct tx *tx, struct arena *a, const struct record_filter *filter,
                struct record_list *ret, struct str *ret_cursor, struct err *err)
{
    struct arena own CLEANUP(arena_done) = {};
    struct page page = {.a = a};
    struct listing l;

    if (understand(&l, &own, tx, filter, err) < 0 || run(&l, &page, err) < 0) {
        return -1;
    }
    *ret = page.list;
    *ret_cursor = page.has_more ? cursor_write(a, l.print, &page.last) : STR("");
    return 0;
}

int record_count(struct tx *tx, const struct record_filter *filter, int64_t *ret, struct err *err)
{
    static const struct query count = SQL("SELECT count(*)");
    struct arena own CLEANUP(arena_done) = {};
    struct db_build b CLEANUP(db_build_done);
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    struct record_filter all = *filter;
    struct page page = {.a = &own, .only_counts = true};
    struct listing l;

    all.cursor = STR("");
    all.order = NULL;
    db_build_init(&b);
    if (understand(&l, &own, tx, &all, err) < 0) {
        return -1;
    }
    if (l.words.n > 0) {
        if (run(&l, &page, err) < 0) {
            return -1;
        }
        *ret = page.count;
        return 0;
    }
    db_build_add(&b, &count, DB_NO_VALUES);
    add_from(&b, &l);
    add_conditions(&b, &l);
    if (db_build_query(tx->db, &b, &rows, err) < 0 || db_next(rows, err) < 0) {
        return -1;
    }
    *ret = db_row_int(rows, 0);
    return 0;
}
