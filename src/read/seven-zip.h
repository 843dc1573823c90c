/*
 * A 7z archive held in memory, entry by entry in its order, under limits: an entry and all entries
 * together may not grow past a bound, nor all together past a multiple of the archive (bomb).
 * Read by libarchive, of which only this format is switched on and which is opened when it is
 * needed.
 */
#ifndef READ_SEVEN_ZIP_H
#define READ_SEVEN_ZIP_H

#include "base/arena.h"
#include "base/err.h"

enum {
    SEVEN_ZIP_MAX_ENTRIES = 20000,
    SEVEN_ZIP_MAX_ENTRY_BYTES = 96 * 1024 * 1024,
    SEVEN_ZIP_MAX_TOTAL_BYTES = 512 * 1024 * 1024,
    SEVEN_ZIP_MAX_RATIO = 300,                    /* all unpacked : the archive … */
    SEVEN_ZIP_RATIO_FREE_BYTES = 4 * 1024 * 1024, /* … when more than this is unpacked */
};

/* Whether it is one, by its first bytes. */
bool seven_zip_recognise(struct str bytes);

/* Where the archive ends by its head; behind that is what does not belong to it. 0: damaged. */
size_t seven_zip_end(struct str bytes);

/* The library made ready; opens files, so before a child is confined. */
struct seven_zip_library;

/*
 * Opens the library; *ret_library is in arena memory, seven_zip_unload() before that ends.
 * ERR_INTERNAL: it is not installed.
 */
int seven_zip_load(struct arena *a, const struct seven_zip_library **ret_library,
                   struct err *err) MUST_USE;
/* Frees what it holds outside of its arena; may be NULL. */
void seven_zip_unload(const struct seven_zip_library *library);

struct seven_zip_entry {
    struct str name; /* raw bytes, UTF-8 by the format, ended by a zero */
    uint64_t bytes;  /* as the archive says */
    bool is_encrypted, is_folder, is_link;
};

/* An archive being read. */
struct seven_zip;

/*
 * Opens the archive in `bytes`, which must outlive it; seven_zip_close() ends it. ERR_INVALID
 * (damaged), ERR_UNSUPPORTED (its list of names is encrypted).
 */
int seven_zip_open(const struct seven_zip_library *library, struct str bytes,
                   struct seven_zip **ret_archive, struct err *err) MUST_USE;
void seven_zip_close(struct seven_zip *z);

enum seven_zip_outcome { SEVEN_ZIP_ENTRY = 0, SEVEN_ZIP_END = 1 };

/*
 * The next entry, its name in arena memory, or SEVEN_ZIP_END. ERR_INVALID, ERR_LIMIT (entries).
 * After an error nothing more can be read.
 */
int seven_zip_next(struct seven_zip *z, struct arena *a, struct seven_zip_entry *ret_entry,
                   struct err *err) MUST_USE;

/*
 * The bytes of the entry that was told last, in arena memory. ERR_INVALID (damaged, a method that
 * the library does not know), ERR_UNSUPPORTED (password), ERR_LIMIT (too large, unpacks too far):
 * nothing more is to be read then.
 */
int seven_zip_bytes(struct seven_zip *z, struct arena *a, struct str *ret_bytes,
                    struct err *err) MUST_USE;

#endif
