/*
 * A desk on disk: the database, the blobs, and the one process that owns them.
 *
 *     DESK/desk.sqlite      the database (WAL, synchronous=FULL), and its -wal and -shm
 *     DESK/blobs/ab/cdef…   files as they came, named by their SHA-256
 *     DESK/lock             held by the process that owns the desk
 *
 * Every change is an event in the same transaction (record_add, record_change write both); events
 * are chained from the first row. One thread writes: what queued up while the last commit ran is
 * committed together, and each caller is answered after the data is on disk. Readers have
 * connections of their own and see a snapshot.
 *
 * A function run inside a transaction may be run again (another job of the same batch failed): it
 * changes only the database, and sets its outputs anew each time.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "core/type.h"

struct store;
struct tx; /* a snapshot to read from, or a transaction to write in */

struct store_options {
    bool read_only; /* no lock, no writer: backup, export, doctor beside a running server */
};

/* Makes a new desk in a folder that is absent or empty. ERR_CONFLICT when there is one, ERR_IO. */
int store_create(const char *folder, struct err *err) MUST_USE;

/*
 * Opens a desk and brings its schema up to date. ERR_NOT_FOUND (no desk there: hint `itaku init`),
 * ERR_CONFLICT (another process owns it), ERR_UNSUPPORTED (made by a newer version), ERR_IO
 * (damaged, read-only, disk full). Caller closes.
 */
int store_open(const char *folder, const struct store_options *options, struct store **ret,
               struct err *err) MUST_USE;
void store_close(struct store *s);

/* Who does it and when; times are milliseconds since 1970-01-01 UTC. */
struct store_by {
    struct str actor;
    int64_t happened_ms; /* what the person says; received_ms when they say nothing */
    int64_t received_ms; /* given by the caller: rules and store never read the clock */
};

typedef int (*store_job)(struct tx *tx, void *arg, struct err *err);

/*
 * Runs the job in the writer thread and returns when it is on disk. A job that returns <0 is
 * rolled back alone. Safe from any thread.
 */
int store_write(struct store *s, const struct store_by *by, store_job run, void *arg,
                struct err *err) MUST_USE;

/* Runs the job on a snapshot in the calling thread. */
int store_read(struct store *s, store_job run, void *arg, struct err *err) MUST_USE;

/* ---- records (record.c) ---- */

struct record {
    int64_t id;
    int64_t contract; /* id of the record of type contract; itself for a contract; 0 = the desk's */
    const struct type *type;
    struct str state;
    int64_t version; /* from 1, raised by every change */
    struct str body; /* JSON object */
    int64_t created_ms, changed_ms;
    struct str changed_by;
};

struct record_list {
    struct record *v;
    uint32_t n, room;
};

/*
 * Adds a record with its event. Set contract, type, state (empty = first state of the type), body
 * before; id, version and times are set. ERR_INVALID: no JSON object, a field of the wrong type,
 * an unknown field or state. ERR_NOT_FOUND: no such contract.
 */
int record_add(struct tx *tx, struct record *r, const char *event_kind, struct err *err) MUST_USE;

/*
 * Stores state and body of `r` with its event. r->version is the one that was read: ERR_CONFLICT
 * when the record has moved on (r is untouched). r->version is raised.
 */
int record_change(struct tx *tx, struct record *r, const char *event_kind,
                  struct err *err) MUST_USE;

/* ERR_NOT_FOUND. What is returned lives in the arena. */
int record_load(struct tx *tx, struct arena *a, int64_t id, struct record *ret,
                struct err *err) MUST_USE;

/* The record as it was at a version, from the events. ERR_NOT_FOUND. */
int record_at(struct tx *tx, struct arena *a, int64_t id, int64_t version, struct record *ret,
              struct err *err) MUST_USE;

enum record_op { OP_EQUAL, OP_NOT_EQUAL, OP_AT_LEAST, OP_AT_MOST, OP_PREFIX };

struct record_where {
    const char *field; /* a key field of the type */
    enum record_op op;
    struct str text; /* FIELD_TEXT, WORD, DAY: compared folded */
    int64_t number;  /* FIELD_INT, RECORD, BOOL */
};

enum { RECORD_MAX_WHERE = 8, RECORD_MAX_PAGE = 1000 };

struct record_filter {
    int64_t contract;        /* 0 = any */
    const struct type *type; /* NULL = any (then no fields) */
    struct str state;        /* empty = any */
    struct record_where where[RECORD_MAX_WHERE];
    int where_count;
    struct str words;  /* text search; words of any length, all must occur */
    const char *order; /* key field; NULL = id */
    bool descending;
    struct str cursor; /* as returned by the page before; empty = first page */
    int limit;         /* 0 = RECORD_MAX_PAGE */
};

/*
 * A page of records; ret_cursor is empty on the last page. ERR_INVALID for a bad cursor or field.
 */
int record_list(struct tx *tx, struct arena *a, const struct record_filter *filter,
                struct record_list *ret, struct str *ret_cursor, struct err *err) MUST_USE;

/* How many there are (cursor and limit are not looked at). */
int record_count(struct tx *tx, const struct record_filter *filter, int64_t *ret,
                 struct err *err) MUST_USE;

/* ---- links (link.c): typed edges with their event ---- */

/*
 * kind: evidence-of part-of replaces answers same-as split-from joined-from. Repeats are no error.
 */
int link_add(struct tx *tx, int64_t contract, const char *kind, int64_t from, int64_t to,
             struct err *err) MUST_USE;
int link_drop(struct tx *tx, int64_t contract, const char *kind, int64_t from, int64_t to,
              struct err *err) MUST_USE;

struct link {
    struct str kind;
    int64_t from, to;
};
struct link_list {
    struct link *v;
    uint32_t n, room;
};
/* Links from or to `id` (0 = any) within the contract. */
int link_list_of(struct tx *tx, struct arena *a, int64_t contract, int64_t id,
                 struct link_list *ret, struct err *err) MUST_USE;

/* ---- clocks (clocks.c): derived from duties and occasions, replaced as a whole, no events ---- */

struct clock_row {
    int64_t duty;     /* record */
    struct str key;   /* names the instance among those of the duty: "once", "2026-08", "3" */
    int64_t occasion; /* record it hangs on; 0 = none */
    int32_t day_from, day_to; /* day numbers; CALENDAR_NONE = not known yet */
    int16_t minute;           /* of the last day, JST, last valid; -1 = end of day */
    uint32_t flags;           /* enum clock_flag (core/clock.h) */
    struct str rule;          /* notation it was computed from */
    struct str why;           /* how, in words for a person (Japanese) */
    struct str summary, section, owner, modality; /* of the duty, as lists show it */
    bool is_done; /* the duty is done, or evidence of this instance is given; set by the store */
};
struct clock_list {
    struct clock_row *v;
    uint32_t n, room;
};

/* Puts these rows in the place of all clocks of the contract. */
int clocks_replace(struct tx *tx, int64_t contract, const struct clock_row *rows, size_t count,
                   struct err *err) MUST_USE;

/*
 * Follows a change of one duty that moves no clock: its summary, section, owner and modality (of
 * `duty`, with its id), and whether its clocks are done.
 */
int clocks_refresh(struct tx *tx, const struct clock_row *duty, struct err *err) MUST_USE;

struct clock_filter {
    int64_t contract; /* 0 = all contracts */
    int64_t duty;     /* 0 = all */
    int32_t from, to; /* due within; CALENDAR_NONE = open */
    bool open_only;   /* not done */
    bool unknown_too; /* those without a day as well */
    int limit;        /* 0 = all */
};
/* In order of day_to, unknown last. ret_contracts (may be NULL): the contract of each row. */
int clocks_list(struct tx *tx, struct arena *a, const struct clock_filter *filter,
                struct clock_list *ret, int64_t **ret_contracts, struct err *err) MUST_USE;

/* Figures of the open clocks of one contract. */
struct clock_tally {
    int64_t contract;
    int64_t late;     /* last day before `today`, no target (CLOCK_SOFT) */
    int64_t soon;     /* last day from `today` to `soon` */
    int64_t waiting;  /* no day: the occasion has none; what may never happen is left out */
    int64_t to_agree; /* vague; likewise */
    int32_t next;     /* first last day from `today` on; CALENDAR_NONE = none */
};
struct clock_tallies {
    struct clock_tally *v;
    uint32_t n, room;
};
/* By contract (0 = all that have an open clock). */
int clocks_tally(struct tx *tx, struct arena *a, int64_t contract, int32_t today, int32_t soon,
                 struct clock_tallies *ret, struct err *err) MUST_USE;

/* ---- events (event.c) ---- */

struct event {
    int64_t seq;
    int64_t contract, record; /* 0 = none */
    struct str actor, kind;   /* "duty.assign" */
    int64_t happened_ms, received_ms;
    int64_t version; /* of the record after it; 0 = none */
    struct str body; /* JSON: {"type","state","version","body"} or a link */
};
struct event_list {
    struct event *v;
    uint32_t n, room;
};

struct event_filter {
    int64_t contract, record; /* 0 = any */
    int64_t before_seq;       /* 0 = from the newest */
    int limit;                /* 0 = 100 */
};
/* Newest first. */
int event_list_of(struct tx *tx, struct arena *a, const struct event_filter *filter,
                  struct event_list *ret, struct err *err) MUST_USE;

struct event_head {
    int64_t seq;
    uint8_t hash[32];
};
/* The newest event, without checking the chain; seq 0 when there is none. */
int event_head_of(struct tx *tx, struct event_head *ret, struct err *err) MUST_USE;
/* An event with what its hash is made of (docs/DATA.md). */
struct event_proof {
    struct event event;
    bool is_erased; /* body and salt are gone */
    uint8_t salt[16], commitment[32], prev_hash[32], hash[32];
};
/* All events from the first on. `each` may return <0 to end it; what it is given is borrowed. */
int event_each(struct tx *tx, int (*each)(const struct event_proof *p, void *user, struct err *err),
               void *user, struct err *err) MUST_USE;
/* Walks the whole chain. ERR_INVALID names the first event that does not fit. */
int event_verify(struct tx *tx, struct event_head *ret, struct err *err) MUST_USE;

/* ---- blobs (blob.c) ---- */

struct blob_writer;
struct blob {
    uint8_t sha256[32];
    int64_t bytes;
    struct str name; /* as it came, without folders */
};
/* Streams a file to disk: nothing is buffered whole. ERR_LIMIT when over max_bytes, ERR_IO. */
int blob_begin(struct store *s, int64_t max_bytes, struct blob_writer **ret,
               struct err *err) MUST_USE;
int blob_add(struct blob_writer *w, const void *bytes, size_t n, struct err *err) MUST_USE;
/* fsync and rename; the writer is gone in any case. */
int blob_finish(struct blob_writer *w, struct blob *ret, struct err *err) MUST_USE;
void blob_drop(struct blob_writer *w);
/* Notes in a transaction that a contract holds the blob under a name. */
int blob_keep(struct tx *tx, int64_t contract, const struct blob *b, struct err *err) MUST_USE;
/* An open descriptor of its bytes. ERR_NOT_FOUND, ERR_INVALID (bytes do not match the name). */
int blob_open(struct store *s, const uint8_t sha256[32], int *ret_fd, int64_t *ret_bytes,
              struct err *err) MUST_USE;

/* ---- answers to repeated requests (idempotency.c) ---- */

/* The stored answer of a key of this actor, 1 when there is one. Kept for 48 hours. */
int idempotency_find(struct tx *tx, struct arena *a, struct str key, const uint8_t request[32],
                     struct str *ret_answer, struct err *err) MUST_USE;
int idempotency_save(struct tx *tx, struct str key, const uint8_t request[32], struct str answer,
                     struct err *err) MUST_USE;

/* ---- upkeep (upkeep.c) ---- */

/* Rebuilds records, keys and search from the events; 1 when something differed before. */
int store_rebuild(struct store *s, struct err *err) MUST_USE;
/* Copies the desk, consistent while it is in use, to a folder that is absent or empty. */
int store_backup(struct store *s, const char *folder, struct err *err) MUST_USE;

struct store_check {
    struct str name, found; /* "chain", "4,812 events, intact" */
    bool good;
};
struct check_list {
    struct store_check *v;
    uint32_t n, room;
};
/* Integrity of database, chain, records against events, blobs against names. */
int store_doctor(struct store *s, struct arena *a, struct check_list *ret,
                 struct err *err) MUST_USE;

#endif
