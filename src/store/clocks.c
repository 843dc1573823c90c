/*
 * Clocks: what is due when. Computed elsewhere (core/clock.h) from duties and occasions, kept here
 * so that lists over all contracts need not compute anything.
 */
#include "store/inner.h"

#include "core/clock.h"
#include "text/calendar.h"

static struct db_value day_value(int32_t day)
{
    return day == CALENDAR_NONE ? db_none() : db_int(day);
}

static int32_t day_of(const struct db_rows *rows, int column)
{
    return db_row_is_null(rows, column) ? CALENDAR_NONE : (int32_t)db_row_int(rows, column);
}

/*
 * A clock is done when its duty is, or when evidence that was given and not withdrawn names the
 * duty and the clock's key. Fields of evidence: 1 duty, 2 clock_key (core/types.c).
 */
#define IS_DONE                                                                                    \
    "(EXISTS (SELECT 1 FROM record d WHERE d.id = c.duty AND d.state = 'done')"                    \
    " OR EXISTS (SELECT 1 FROM field_key e CROSS JOIN record r CROSS JOIN field_key k"             \
    " WHERE e.contract = c.contract AND e.type = 'evidence' AND e.field = 1 AND e.text = ''"       \
    " AND e.number = c.duty AND r.id = e.record AND r.state = 'given'"                             \
    " AND k.contract = c.contract AND k.type = 'evidence' AND k.field = 2"                         \
    " AND k.text = c.key_folded AND k.number = 0 AND k.record = e.record))"

int clocks_replace(struct tx *tx, int64_t contract, const struct clock_row *rows, size_t count,
                   struct err *err)
{
    static const struct query drop = SQL("DELETE FROM clock WHERE contract = ?1");
    static const struct query insert =
        SQL("INSERT INTO clock (contract, duty, key, key_folded, occasion, day_from, day_to,"
            " minute, flags, rule, why, summary, section, owner, modality, is_done)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0)"
            " ON CONFLICT (contract, duty, key) DO UPDATE SET occasion = excluded.occasion,"
            " day_from = excluded.day_from, day_to = excluded.day_to, minute = excluded.minute,"
            " flags = excluded.flags, rule = excluded.rule, why = excluded.why");
    static const struct query mark =
        SQL("UPDATE clock AS c SET is_done = " IS_DONE " WHERE c.contract = ?1");
    struct arena a CLEANUP(arena_done) = {};

    if (tx_must_write(tx, err) < 0) {
        return -1;
    }
    int result = db_run(tx->db, &drop, DB(db_int(contract)), NULL, err);

    for (size_t i = 0; i < count && result == 0; i++) {
        const struct clock_row *row = &rows[i];

        result = db_run(tx->db, &insert,
                        DB(db_int(contract), db_int(row->duty), db_text(row->key),
                           db_text(key_fold(&a, row->key)), db_int(row->occasion),
                           day_value(row->day_from), day_value(row->day_to), db_int(row->minute),
                           db_int(row->flags), db_text(row->rule), db_text(row->why),
                           db_text(row->summary), db_text(row->section), db_text(row->owner),
                           db_text(row->modality)),
                        NULL, err);
    }
    if (result == 0) {
        result = db_run(tx->db, &mark, DB(db_int(contract)), NULL, err);
    }
    tx->broken |= result < 0;
    return result;
}

int clocks_refresh(struct tx *tx, const struct clock_row *duty, struct err *err)
{
    static const struct query refresh =
        SQL("UPDATE clock AS c SET summary = ?1, section = ?2, owner = ?3, modality = ?4,"
            " is_done = " IS_DONE " WHERE c.duty = ?5");

    if (tx_must_write(tx, err) < 0) {
        return -1;
    }
    int result = db_run(tx->db, &refresh,
                        DB(db_text(duty->summary), db_text(duty->section), db_text(duty->owner),
                           db_text(duty->modality), db_int(duty->duty)),
                        NULL, err);

    tx->broken |= result < 0;
    return result;
}

static void build_list(struct db_build *b, const struct clock_filter *f)
{
    static const struct query select =
        SQL("SELECT c.contract, c.duty, c.key, c.occasion, c.day_from, c.day_to, c.minute, c.flags,"
            " c.rule, c.why, c.is_done, c.summary, c.section, c.owner, c.modality"
            " FROM clock c WHERE (c.day_to IS NOT NULL OR ?)");
    static const struct query of_contract = SQL(" AND c.contract = ?");
    static const struct query of_duty = SQL(" AND c.duty = ?");
    static const struct query from = SQL(" AND (c.day_to >= ? OR c.day_to IS NULL)");
    static const struct query to = SQL(" AND (coalesce(c.day_from, c.day_to) <= ?"
                                       " OR c.day_to IS NULL)");
    static const struct query open = SQL(" AND c.is_done = 0");
    static const struct query order =
        SQL(" ORDER BY c.day_to NULLS LAST, CASE WHEN c.minute < 0 THEN 1440 ELSE c.minute END,"
            " c.contract, c.duty, c.key LIMIT ?");

    db_build_add(b, &select, DB(db_int(f->unknown_too)));
    if (f->contract != 0) {
        db_build_add(b, &of_contract, DB(db_int(f->contract)));
    }
    if (f->duty != 0) {
        db_build_add(b, &of_duty, DB(db_int(f->duty)));
    }
    if (f->from > 0) {
        db_build_add(b, &from, DB(db_int(f->from)));
    }
    if (f->to > 0) {
        db_build_add(b, &to, DB(db_int(f->to)));
    }
    if (f->open_only) {
        db_build_add(b, &open, DB_NO_VALUES);
    }
    db_build_add(b, &order, DB(db_int(f->limit > 0 ? f->limit : INT64_MAX)));
}

int clocks_list(struct tx *tx, struct arena *a, const struct clock_filter *filter,
                struct clock_list *ret, int64_t **ret_contracts, struct err *err)
{
    struct db_build b CLEANUP(db_build_done);
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    struct clock_list list = {};
    VEC(int64_t) contracts = {};
    int more;

    db_build_init(&b);
    build_list(&b, filter);
    if (db_build_query(tx->db, &b, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        *VEC_ADD(a, &contracts) = db_row_int(rows, 0);
        *VEC_ADD(a, &list) = (struct clock_row){
            .duty = db_row_int(rows, 1),
            .key = arena_str(a, db_row_text(rows, 2)),
            .occasion = db_row_int(rows, 3),
            .day_from = day_of(rows, 4),
            .day_to = day_of(rows, 5),
            .minute = (int16_t)db_row_int(rows, 6),
            .flags = (uint32_t)db_row_int(rows, 7),
            .rule = arena_str(a, db_row_text(rows, 8)),
            .why = arena_str(a, db_row_text(rows, 9)),
            .is_done = db_row_int(rows, 10) != 0,
            .summary = arena_str(a, db_row_text(rows, 11)),
            .section = arena_str(a, db_row_text(rows, 12)),
            .owner = arena_str(a, db_row_text(rows, 13)),
            .modality = arena_str(a, db_row_text(rows, 14)),
        };
    }
    if (more == 0) {
        *ret = list;
        if (ret_contracts != NULL) {
            *ret_contracts = contracts.v;
        }
    }
    return more;
}

int clocks_tally(struct tx *tx, struct arena *a, int64_t contract, int32_t today, int32_t soon,
                 struct clock_tallies *ret, struct err *err)
{
    static const struct query tally =
        SQL("SELECT contract, sum(CASE WHEN day_to < ?1 AND flags & ?2 = 0 THEN 1 ELSE 0 END),"
            " sum(CASE WHEN day_to >= ?1 AND day_to <= ?3 THEN 1 ELSE 0 END),"
            " sum(CASE WHEN day_to IS NULL AND flags & ?4 <> 0 AND flags & ?5 = 0"
            " THEN 1 ELSE 0 END),"
            " sum(CASE WHEN flags & ?6 <> 0 AND flags & ?5 = 0 THEN 1 ELSE 0 END),"
            " min(CASE WHEN day_to >= ?1 THEN day_to END)"
            " FROM clock WHERE is_done = 0 AND (?7 = 0 OR contract = ?7) GROUP BY contract");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    struct clock_tallies list = {};
    int more;

    if (db_query(tx->db, &tally,
                 DB(db_int(today), db_int(CLOCK_SOFT), db_int(soon), db_int(CLOCK_WAITS),
                    db_int(CLOCK_IF), db_int(CLOCK_NEEDS_READING), db_int(contract)),
                 &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        *VEC_ADD(a, &list) = (struct clock_tally){
            .contract = db_row_int(rows, 0),
            .late = db_row_int(rows, 1),
            .soon = db_row_int(rows, 2),
            .waiting = db_row_int(rows, 3),
            .to_agree = db_row_int(rows, 4),
            .next = day_of(rows, 5),
        };
    }
    if (more == 0) {
        *ret = list;
    }
    return more;
}
