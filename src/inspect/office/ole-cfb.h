/*
 * Compound files (MS-CFB): a file system in a file, as old office files, embedded objects and
 * encrypted new ones are. Read in place from memory, under limits; nothing in it is believed.
 */
#ifndef INSPECT_OLE_CFB_H
#define INSPECT_OLE_CFB_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

enum {
    CFB_MAX_ENTRIES = 20000,
    CFB_MAX_STREAM_BYTES = 96 * 1024 * 1024,
    CFB_NO_PARENT = UINT32_MAX,
};

enum cfb_type { CFB_STORAGE = 1, CFB_STREAM = 2, CFB_ROOT = 5 };

struct cfb_entry {
    struct str name; /* UTF-8; control characters as they are: "\x01CompObj" */
    uint8_t type;    /* enum cfb_type */
    uint32_t start;  /* sector */
    uint64_t bytes;
    uint32_t parent;   /* index of its storage, or CFB_NO_PARENT */
    char class_id[33]; /* hexadecimal, of a storage */
};

struct cfb {
    struct str bytes; /* borrowed */
    struct arena *arena;
    uint32_t sector_bytes;
    uint32_t *next; /* of each sector */
    uint32_t sectors;
    uint32_t *next_small;
    uint32_t small_sectors;
    struct str small;              /* the stream of small sectors */
    VEC(struct cfb_entry) entries; /* the root first, in the order of the directory */
};

/* A compound file by its first bytes. */
bool cfb_recognise(struct str bytes);

/* Reads tables and directory. ERR_INVALID (damaged), ERR_LIMIT. Memory is of the arena. */
int cfb_open(struct cfb *c, struct arena *a, struct str bytes, struct err *err) MUST_USE;

/* The entry of a name in the outermost storage, or NULL. */
const struct cfb_entry *cfb_find(const struct cfb *c, struct str name);

/* The entry of a name wherever it is, or NULL. */
const struct cfb_entry *cfb_find_anywhere(const struct cfb *c, struct str name);

/* The bytes of a stream in arena memory. ERR_INVALID, ERR_LIMIT. */
int cfb_stream(const struct cfb *c, struct arena *a, const struct cfb_entry *e,
               struct str *ret_bytes, struct err *err) MUST_USE;

#endif
