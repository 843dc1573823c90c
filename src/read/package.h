/*
 * A zip package (docx, or any zip) held in memory, part by part, under limits: a part and all parts
 * together may not grow past a bound, nor a part past a multiple of its packed size (zip bomb).
 */
#ifndef READ_PACKAGE_H
#define READ_PACKAGE_H

#include "base/arena.h"
#include "base/err.h"

enum {
    PACKAGE_MAX_PARTS = 20000,
    PACKAGE_MAX_PART_BYTES = 96 * 1024 * 1024,
    PACKAGE_MAX_TOTAL_BYTES = 160 * 1024 * 1024,
    PACKAGE_MAX_RATIO = 300,                    /* unpacked : packed … */
    PACKAGE_RATIO_FREE_BYTES = 4 * 1024 * 1024, /* … of parts larger than this */
};

enum package_outcome { PACKAGE_FOUND = 0, PACKAGE_NO_SUCH_PART = 1 };

/* An entry of the package's directory, as it says. */
struct package_entry {
    struct str name; /* raw bytes, ended by a zero; lives as long as the package */
    uint64_t bytes, packed_bytes;
    bool is_encrypted, is_folder, is_link;
};

struct package_file;
struct libdeflate_decompressor;

struct package {
    struct str bytes; /* borrowed */
    struct package_file *files;
    uint32_t count;
    struct arena arena;
    uint64_t total_bytes; /* unpacked so far */
    struct libdeflate_decompressor *unpacker;
};

/*
 * What unpacking finds out about the processor, which takes a while and holds for children too: for
 * a process that starts many.
 */
void package_warm_up(void);

/* Opens the package in `bytes`, which must outlive it. ERR_INVALID: damaged or cut off. */
int package_open(struct package *p, struct str bytes, struct err *err) MUST_USE;
void package_close(struct package *p);

/* How many entries there are, and the one at an index. ERR_INVALID (damaged). */
uint32_t package_count(const struct package *p);
int package_entry(struct package *p, uint32_t index, struct package_entry *ret_entry,
                  struct err *err) MUST_USE;

/* The bytes of the entry at an index; errors as package_part(). */
int package_entry_bytes(struct package *p, struct arena *a, uint32_t index, struct str *ret_bytes,
                        struct err *err) MUST_USE;

/* An entry as it is packed, for copying it: the numbers of its directory entry. */
struct package_packed {
    struct str bytes;  /* borrowed from the package */
    uint64_t unpacked; /* bytes */
    uint32_t crc, attributes;
    uint16_t method, flags, time, date, made_by;
};

/* ERR_INVALID (damaged), ERR_UNSUPPORTED (password). */
int package_entry_packed(const struct package *p, uint32_t index, struct package_packed *ret_packed,
                         struct err *err) MUST_USE;

/* A part that is read piece by piece; nothing of it is kept here. */
struct package_stream {
    struct package *package;
    struct z_stream_s *z; /* NULL until the part is unpacked in pieces */
    struct str packed;
    size_t taken; /* of the packed bytes */
    const char *name;
    uint64_t left; /* bytes the directory still promises */
    uint32_t crc, promised_crc;
    bool is_packed, has_ended;
};

enum { PACKAGE_MAX_STREAM_BYTES = 2047 * 1024 * 1024 };

/* Opens the entry at an index, under the ratio of package_part() and a size of its own. */
int package_stream_open(struct package *p, uint32_t index, struct package_stream *ret_stream,
                        struct err *err) MUST_USE;

/*
 * Up to `n` bytes into `room`; *ret_n is 0 at the end. One go is quickest: a first read that asks
 * for more than `left`. ERR_INVALID (damaged), ERR_LIMIT.
 */
int package_stream_read(struct package_stream *s, char *room, size_t n, size_t *ret_n,
                        struct err *err) MUST_USE;
/* The packed bytes of the stream, and how many of them were read. */
size_t package_stream_done(const struct package_stream *s, struct str *ret_packed);
/* Frees what it holds. */
void package_stream_close(struct package_stream *s);

/*
 * The bytes of a part ("word/document.xml") in arena memory, or PACKAGE_NO_SUCH_PART.
 * ERR_LIMIT (too large, unpacks too far), ERR_UNSUPPORTED (password), ERR_INVALID (damaged).
 */
int package_part(struct package *p, struct arena *a, const char *name, struct str *ret_bytes,
                 struct err *err) MUST_USE;

#endif
