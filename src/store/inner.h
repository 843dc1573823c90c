/* What the files of src/store share. Private to the folder. */
#ifndef STORE_INNER_H
#define STORE_INNER_H

#include "db/db.h"
#include "store/store.h"

#include <jansson.h>
#include <pthread.h>
#include <semaphore.h>

enum {
    STORE_MAX_READERS = 16,
    STORE_HASH_BYTES = 32,
    RECORD_MAX_BODY_BYTES = 64 * 1024 * 1024,
    SEARCH_MERGE_AT = 1024, /* texts that wait before they are put into the lists of grams */
};

struct job;

struct store {
    char *folder;
    bool read_only;
    int lock_fd;              /* -1 = none */
    struct db_faults *faults; /* NULL in the product */
    struct db *writer;        /* the writer thread's; NULL when read_only */
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex;     /* of everything below */
    pthread_cond_t wake;       /* a job came, or the end */
    struct job *first, **last; /* queue */
    bool ends;
    bool one_by_one;       /* for comparison: a commit per job */
    int64_t waiting_texts; /* of the writer thread: texts not in the lists of grams */
    struct db *readers[STORE_MAX_READERS]; /* those that are free */
    int free_readers, all_readers;
    pthread_cond_t reader_free;
};

struct tx {
    struct store *s;
    struct db *db;
    const struct store_by *by; /* NULL: a snapshot to read from */
    int64_t texts_added;
    bool broken; /* a change was made in part: the job fails whatever it returns */
};

/* store_open with calls that fail for a test. */
int store_open_with(const char *folder, const struct store_options *options,
                    struct db_faults *faults, struct store **ret, struct err *err) MUST_USE;
/* DESK/name; caller frees. */
char *store_path(const struct store *s, const char *name);
struct db_options store_db_options(const struct store *s, bool read_only);

/* ERR_INTERNAL unless the transaction may write. */
int tx_must_write(struct tx *tx, struct err *err) MUST_USE;

/* ---- writer.c ---- */
int writer_start(struct store *s, struct err *err) MUST_USE;
void writer_end(struct store *s);

/* ---- event.c ---- */
int event_append(struct tx *tx, int64_t contract, int64_t record, const char *kind, int64_t version,
                 struct str body, struct err *err) MUST_USE;
/* Body of the event of a record: {"type","rev","state","version","body"}. Arena memory. */
struct str event_body(struct arena *a, const struct record *r, struct str body);

/* ---- record-check.c ---- */
/* The body as a value, after looking at every field. Caller drops the reference. */
int record_check(const struct record *r, json_t **ret, struct err *err) MUST_USE;

/* ---- record.c ---- */
/* Columns of RECORD_COLUMNS, from `column` on. */
int record_from_row(struct arena *a, const struct db_rows *rows, int column, struct record *ret,
                    struct err *err) MUST_USE;

/* ---- record-key.c ---- */
/* The text as keys hold it, cut at RECORD_KEY_BYTES; "absent" for an empty one. */
struct str key_fold(struct arena *a, struct str text);
extern const char KEY_ABSENT[];
/* Puts the keys of the new body in the place of those of the old one (NULL: none). */
int keys_write(struct tx *tx, struct arena *a, const struct record *r, const json_t *old_body,
               const json_t *body, struct err *err) MUST_USE;
/* Writes the text that the search compares. old_body as above. */
int search_write(struct tx *tx, struct arena *a, const struct record *r, const json_t *old_body,
                 const json_t *body, struct err *err) MUST_USE;

/* ---- words.c ---- */
/* Folded: width, case, voicing marks; white space dropped or as one space. */
void words_fold(struct buf *out, struct str text, bool keeps_spaces);

enum { SEARCH_MAX_WORDS = 8 };
struct search_words {
    struct str v[SEARCH_MAX_WORDS]; /* folded, not empty */
    size_t n;
};
/* Parts what a person typed at white space. ERR_LIMIT. Arena memory. */
int words_parse(struct arena *a, struct str words, struct search_words *ret,
                struct err *err) MUST_USE;
/* Whether all words stand in the (folded) text. */
bool words_match(const struct search_words *w, struct str text);

/* ---- search.c ---- */
struct search;
struct search_within {
    int64_t contract;        /* 0 = any */
    const struct type *type; /* NULL = any */
};
/* Candidates for the words in order of id, from `from` on; none is left out, some do not match. */
int search_begin(struct tx *tx, struct arena *a, const struct search_words *words,
                 struct search_within within, int64_t from, bool descending, struct search **ret,
                 struct err *err) MUST_USE;
/* 1 and the next id, 0 at the end. */
int search_next(struct search *search, int64_t *ret, struct err *err) MUST_USE;

/* ---- gram.c ---- */
enum { GRAM_BLOCK_IDS = 256 };
int64_t gram_of(uint32_t first, uint32_t second);
/* Lists of the records of a contract and of a type, walked like those of characters. */
int64_t gram_of_contract(int64_t contract);
int64_t gram_of_type(const struct type *type);
/* Ids of a block; returns how many. */
size_t gram_unpack(struct str packed, int64_t first, int64_t ids[static GRAM_BLOCK_IDS]);
/* Puts up to `limit` waiting texts into the lists. ret_left: how many still wait. */
int gram_merge(struct db *db, int limit, int64_t *ret_left, struct err *err) MUST_USE;

/* ---- upkeep.c ---- */
/* Makes records, keys, links, blobs and search from the events. ret_differed: they were not so. */
int rebuild_all(struct tx *tx, bool *ret_differed, struct err *err) MUST_USE;
/* Compares without changing. ret_bad: id of the first record that is not as its events say. */
int rebuild_compare(struct tx *tx, int64_t *ret_count, int64_t *ret_bad, struct err *err) MUST_USE;

/* ---- blob.c ---- */
/* "ab/cdef…" of a hash. */
enum { BLOB_NAME_BYTES = 66 };
void blob_file_name(const uint8_t sha256[static 32], char ret[static BLOB_NAME_BYTES]);
/* Whether the open file has this hash. */
int blob_fits(int fd, const uint8_t sha256[static 32], bool *ret, struct err *err) MUST_USE;

#endif
