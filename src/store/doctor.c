/* Looks the whole desk over and says in words what was found. Changes nothing. */
#include "store/inner.h"

#include "base/tr.h"
#include "store/hash.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct checkup {
    struct store *s;
    struct arena *a;
    struct check_list list;
};

static void found(struct checkup *c, const char *name, bool good, struct str what)
{
    *VEC_ADD(c->a, &c->list) = (struct store_check){
        .name = arena_str(c->a, str_of(tr(name))), .found = what, .good = good};
}

static int check_database(struct tx *tx, struct checkup *c, struct err *err)
{
    struct str wrong;

    if (db_check(tx->db, c->a, &wrong, err) < 0) {
        return -1;
    }
    found(c, TR_ID("database"), wrong.n == 0, wrong.n == 0 ? str_of(tr("whole")) : wrong);
    return 0;
}

static void check_chain(struct tx *tx, struct checkup *c)
{
    struct event_head head = {};
    struct err err = {};

    if (event_verify(tx, &head, &err) < 0) {
        found(c, TR_ID("chain"), false, arena_str(c->a, str_of(err.message)));
        return;
    }
    char hex[17];

    sodium_bin2hex(hex, sizeof(hex), head.hash, 8);
    found(c, TR_ID("chain"), true,
          arena_printf(c->a, tr("%" PRId64 " events, intact, newest %s"), head.seq, hex));
}

static void check_records(struct tx *tx, struct checkup *c)
{
    int64_t count, bad;
    struct err err = {};

    if (rebuild_compare(tx, &count, &bad, &err) < 0) {
        found(c, TR_ID("records"), false, arena_str(c->a, str_of(err.message)));
    } else if (bad != 0) {
        found(c, TR_ID("records"), false,
              arena_printf(c->a, tr("record %" PRId64 " is not as its events say"), bad));
    } else {
        found(c, TR_ID("records"), true,
              arena_printf(c->a, tr("%" PRId64 " records, as their events say"), count));
    }
}

/* Every kept file is there with its size and its bytes. */
static int check_blobs(struct tx *tx, struct checkup *c, struct err *err)
{
    static const struct query all = SQL("SELECT DISTINCT sha256, bytes FROM blob ORDER BY sha256");
    struct db_rows *rows CLEANUP(db_rows_cleanup) = NULL;
    int64_t count = 0, bad = 0;
    struct err first = {};
    int more;

    if (db_query(tx->db, &all, DB_NO_VALUES, &rows, err) < 0) {
        return -1;
    }
    while ((more = db_next(rows, err)) > 0) {
        struct str hash = db_row_text(rows, 0);
        struct err wrong = {};
        int64_t bytes = 0;
        int fd = -1;

        count++;
        if (hash.n != STORE_HASH_BYTES ||
            blob_open(c->s, (const uint8_t *)hash.p, &fd, &bytes, &wrong) < 0) {
            first = bad++ == 0 ? wrong : first;
        } else {
            close(fd);
        }
    }
    if (more < 0) {
        return -1;
    }
    if (bad > 0) {
        found(c, TR_ID("files"), false,
              arena_printf(c->a, tr("%" PRId64 " of %" PRId64 " are missing or changed: %s"), bad,
                           count, first.message));
    } else {
        found(c, TR_ID("files"), true,
              arena_printf(c->a, tr("%" PRId64 " files, as their names say"), count));
    }
    return 0;
}

static int check_all(struct tx *tx, void *arg, struct err *err)
{
    struct checkup *c = arg;

    c->list = (struct check_list){};
    if (check_database(tx, c, err) < 0) {
        return -1;
    }
    if (!c->list.v[0].good) {
        return 0; /* nothing more can be told from a damaged file */
    }
    check_chain(tx, c);
    check_records(tx, c);
    return check_blobs(tx, c, err);
}

int store_doctor(struct store *s, struct arena *a, struct check_list *ret, struct err *err)
{
    struct checkup c = {.s = s, .a = a};

    if (store_read(s, check_all, &c, err) < 0) {
        return -1;
    }
    *ret = c.list;
    return 0;
}
