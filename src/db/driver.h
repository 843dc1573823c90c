/* What a database must offer to stand behind db.h. Private to src/db. */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "db/db.h"

enum { DB_CACHE_SLOTS = 512, DB_CACHE_MAX = 300 };

struct db_statement {
    void *handle;              /* the driver's; NULL = empty slot */
    const struct query *query; /* a static query is known by its place */
    char *text;                /* a built one by its text (owned) */
    uint64_t hash;
    bool in_use;
};

struct db {
    const struct db_driver *driver;
    void *handle; /* the driver's connection */
    struct db_options options;
    bool repeat; /* the last failure may go away when the transaction is run again */
    struct db_statement cache[DB_CACHE_SLOTS];
    size_t cached;
};

struct db_rows {
    struct db *db;
    void *handle;
    struct db_statement *slot; /* NULL: prepared for this once */
};

struct db_driver {
    int (*open)(struct db *db, const char *path, struct err *err);
    void (*close)(struct db *db);
    int (*prepare)(struct db *db, const char *text, size_t bytes, void **ret, struct err *err);
    void (*drop)(struct db *db, void *statement);
    int (*bind)(struct db *db, void *statement, struct db_values values, struct err *err);
    int (*step)(struct db *db, void *statement, struct err *err); /* 1 row, 0 done, <0 */
    void (*reset)(void *statement);
    int64_t (*changed)(struct db *db);
    bool (*in_transaction)(const struct db *db);
    bool (*row_is_null)(void *statement, int column);
    int64_t (*row_int)(void *statement, int column);
    struct str (*row_text)(void *statement, int column);
    int (*script)(struct db *db, const char *text, struct err *err); /* several statements */
    int (*copy_to)(struct db *db, const char *path, struct err *err);
    int (*check)(struct db *db, struct arena *a, struct str *ret_found, struct err *err);
};

extern const struct db_driver db_sqlite;

/* True when the test asked for this call to fail; fills err. */
bool db_fault(struct db *db, struct err *err);

#endif
