/*
 * Compound files; see ole-cfb.h. Sectors of 512 or 4096 bytes form chains by a table (FAT) that is
 * itself spread over sectors listed in the head (DIFAT); streams under 4096 bytes lie in 64-byte
 * sectors within the root's stream. The directory is a tree of siblings per storage (MS-CFB 2.6);
 * it is gone through with a mark for each entry, so a circle ends.
 */
#include "inspect/office/ole-cfb.h"

#include "base/bytes.h"
#include "base/buf.h"

enum {
    HEAD_BYTES = 512,
    HEAD_TABLES = 109,
    ENTRY_BYTES = 128,
    SMALL_SECTOR_BYTES = 64,
    SMALL_LIMIT = 4096,
    MAX_NAME = 32,
};

#define LAST_SECTOR 0xFFFFFFFAu /* those above have no sector */
#define NO_ENTRY    0xFFFFFFFFu

bool cfb_recognise(struct str bytes)
{
    return str_starts(bytes, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static int damaged(struct err *err)
{
    return err_set(err, ERR_INVALID, "the file is damaged: %s", "OLE");
}

/* The bytes of a sector; empty when it does not lie in the file. The last may be cut short. */
static struct str sector(const struct cfb *c, uint32_t index)
{
    uint64_t at = ((uint64_t)index + 1) * c->sector_bytes;

    return at >= c->bytes.n ? (struct str){} : str_sub(c->bytes, at, at + c->sector_bytes);
}

/* Takes the numbers of a sector of the table into it, from place `at` on. */
static void take_table(struct cfb *c, uint32_t index, uint32_t at)
{
    struct str s = sector(c, index);

    for (uint32_t i = 0; i < c->sector_bytes / 4; i++) {
        if (at + i < c->sectors) {
            c->next[at + i] = i * 4 + 4 <= s.n ? bytes_le32(s, i * 4) : NO_ENTRY;
        }
    }
}

/* The table of chains, by the list of its sectors: in the head, then in sectors of their own. */
static void read_table(struct cfb *c)
{
    uint32_t per_sector = c->sector_bytes / 4;
    uint32_t wanted = MIN(bytes_le32(c->bytes, 44), c->sectors / per_sector + 1);
    uint32_t list = bytes_le32(c->bytes, 68);
    uint32_t taken = 0;

    c->next = ARENA_ARRAY(c->arena, c->sectors, uint32_t);
    for (uint32_t i = 0; i < c->sectors; i++) {
        c->next[i] = NO_ENTRY;
    }
    for (; taken < wanted && taken < HEAD_TABLES; taken++) {
        take_table(c, bytes_le32(c->bytes, 76 + taken * 4), taken * per_sector);
    }
    for (uint32_t hops = 0; taken < wanted && list < LAST_SECTOR && hops < c->sectors; hops++) {
        struct str s = sector(c, list);

        for (uint32_t i = 0; i + 1 < per_sector && taken < wanted; i++, taken++) {
            take_table(c, bytes_le32(s, i * 4), taken * per_sector);
        }
        list = s.n == c->sector_bytes ? bytes_le32(s, (per_sector - 1) * 4) : NO_ENTRY;
    }
}

/* A chain of sectors as one text of at most `bytes`; it may end before. */
static int read_chain(const struct cfb *c, struct arena *a, uint32_t start, uint64_t bytes,
                      struct str *ret_bytes, struct err *err)
{
    if (bytes > CFB_MAX_STREAM_BYTES || bytes > c->bytes.n) {
        return err_set(err, ERR_LIMIT, "the part '%s' is larger than the file says", "OLE");
    }
    char *to = arena_alloc(a, bytes + 1);
    size_t n = 0;

    for (uint32_t i = start, hops = 0; i < c->sectors && n < bytes && hops <= c->sectors; hops++) {
        struct str s = sector(c, i);
        size_t part = MIN(s.n, bytes - n);

        if (part > 0) {
            memcpy(to + n, s.p, part);
        }
        n += part;
        i = c->next[i];
    }
    *ret_bytes = (struct str){.p = to, .n = n};
    return 0;
}

/* How many bytes the chain has at most. */
static uint64_t chain_bytes(const struct cfb *c, uint32_t start)
{
    uint64_t n = 0;

    for (uint32_t i = start, hops = 0; i < c->sectors && hops <= c->sectors; hops++) {
        n += c->sector_bytes;
        i = c->next[i];
    }
    return MIN(n, (uint64_t)c->bytes.n);
}

static struct str name_of(struct arena *a, struct str entry)
{
    struct buf name CLEANUP(buf_done);
    size_t n = MIN(bytes_le16(entry, 64) / 2, (uint32_t)MAX_NAME);

    buf_init(&name, MAX_NAME * 4);
    for (size_t i = 0; i < n; i++) {
        uint32_t c = bytes_le16(entry, i * 2);

        if (c != 0) {
            buf_add_code_point(&name, c);
        }
    }
    return arena_str(a, buf_str(&name));
}

static void take_entry(struct cfb *c, struct str raw)
{
    static const char digits[] = "0123456789abcdef";
    struct cfb_entry *e = VEC_ADD(c->arena, &c->entries);

    *e = (struct cfb_entry){.name = name_of(c->arena, raw),
                            .type = (uint8_t)raw.p[66],
                            .start = bytes_le32(raw, 116),
                            .bytes = bytes_le32(raw, 120),
                            .parent = CFB_NO_PARENT};
    if (c->sector_bytes > HEAD_BYTES) {
        e->bytes |= (uint64_t)bytes_le32(raw, 124) << 32;
    }
    for (size_t i = 0; i < 16; i++) {
        e->class_id[i * 2] = digits[(unsigned char)raw.p[80 + i] >> 4];
        e->class_id[i * 2 + 1] = digits[raw.p[80 + i] & 15];
    }
}

struct visit {
    uint32_t entry, parent;
};

/* Says of each entry which storage it is in; an entry is taken once. */
static void find_parents(struct cfb *c, struct str raw)
{
    VEC(struct visit) open = {};
    bool *seen = ARENA_ARRAY(c->arena, c->entries.n, bool);
    enum { LEFT_AT = 68, RIGHT_AT = 72, CHILD_AT = 76 };

    seen[0] = true;
    *VEC_ADD(c->arena, &open) = (struct visit){.entry = bytes_le32(raw, CHILD_AT)};
    while (open.n > 0) {
        uint32_t entry = open.v[open.n - 1].entry;
        uint32_t parent = open.v[open.n - 1].parent;
        const size_t at = (size_t)entry * ENTRY_BYTES;

        open.n--;
        if (entry >= c->entries.n || seen[entry]) {
            continue;
        }
        seen[entry] = true;
        c->entries.v[entry].parent = parent;
        for (size_t i = 0; i < 3; i++) {
            uint32_t next = bytes_le32(raw, at + LEFT_AT + i * 4);

            if (next < c->entries.n && !seen[next]) {
                *VEC_ADD(c->arena, &open) =
                    (struct visit){.entry = next, .parent = i == 2 ? entry : parent};
            }
        }
    }
}

static int read_directory(struct cfb *c, struct err *err)
{
    uint32_t start = bytes_le32(c->bytes, 48);
    struct str raw;

    if (read_chain(c, c->arena, start, chain_bytes(c, start), &raw, err) < 0) {
        return -1;
    }
    for (size_t at = 0; at + ENTRY_BYTES <= raw.n; at += ENTRY_BYTES) {
        if (c->entries.n >= CFB_MAX_ENTRIES) {
            return err_set(err, ERR_LIMIT, "the file holds more than %d parts", CFB_MAX_ENTRIES);
        }
        take_entry(c, str_sub(raw, at, at + ENTRY_BYTES));
    }
    if (c->entries.n == 0 || c->entries.v[0].type != CFB_ROOT) {
        return damaged(err);
    }
    find_parents(c, raw);
    return 0;
}

/* The small sectors and the table of their chains. */
static int read_small(struct cfb *c, struct err *err)
{
    uint32_t start = bytes_le32(c->bytes, 60);
    struct str table;

    if (c->entries.v[0].start >= c->sectors || start >= c->sectors) {
        return 0; /* there are none */
    }
    if (read_chain(c, c->arena, c->entries.v[0].start,
                   MIN(c->entries.v[0].bytes, chain_bytes(c, c->entries.v[0].start)), &c->small,
                   err) < 0 ||
        read_chain(c, c->arena, start, chain_bytes(c, start), &table, err) < 0) {
        return -1;
    }
    c->small_sectors = (uint32_t)(table.n / 4);
    c->next_small = ARENA_ARRAY(c->arena, c->small_sectors + 1u, uint32_t);
    for (uint32_t i = 0; i < c->small_sectors; i++) {
        c->next_small[i] = bytes_le32(table, i * 4);
    }
    return 0;
}

int cfb_open(struct cfb *c, struct arena *a, struct str bytes, struct err *err)
{
    uint32_t shift = bytes_le16(bytes, 30);

    *c = (struct cfb){.bytes = bytes, .arena = a};
    if (!cfb_recognise(bytes) || bytes.n < HEAD_BYTES || (shift != 9 && shift != 12)) {
        return damaged(err);
    }
    c->sector_bytes = 1u << shift;
    c->sectors = (uint32_t)((bytes.n + c->sector_bytes - 1) / c->sector_bytes);
    read_table(c);
    return read_directory(c, err) < 0 ? -1 : read_small(c, err);
}

const struct cfb_entry *cfb_find(const struct cfb *c, struct str name)
{
    enum { ROOT = 0 };

    for (uint32_t i = 0; i < c->entries.n; i++) {
        if (c->entries.v[i].parent == ROOT && str_eq(c->entries.v[i].name, name)) {
            return &c->entries.v[i];
        }
    }
    return NULL;
}

const struct cfb_entry *cfb_find_anywhere(const struct cfb *c, struct str name)
{
    for (uint32_t i = 1; i < c->entries.n; i++) {
        if (c->entries.v[i].parent != CFB_NO_PARENT && str_eq(c->entries.v[i].name, name)) {
            return &c->entries.v[i];
        }
    }
    return NULL;
}

int cfb_stream(const struct cfb *c, struct arena *a, const struct cfb_entry *e,
               struct str *ret_bytes, struct err *err)
{
    if (e->type != CFB_STREAM || e->bytes > c->bytes.n || e->bytes > CFB_MAX_STREAM_BYTES) {
        return damaged(err);
    }
    if (e->bytes >= SMALL_LIMIT) {
        return read_chain(c, a, e->start, e->bytes, ret_bytes, err);
    }
    char *to = arena_alloc(a, e->bytes + 1);
    size_t n = 0;

    for (uint32_t i = e->start, hops = 0;
         i < c->small_sectors && n < e->bytes && hops <= c->small_sectors; hops++) {
        struct str s =
            str_sub(c->small, (size_t)i * SMALL_SECTOR_BYTES, ((size_t)i + 1) * SMALL_SECTOR_BYTES);
        size_t part = MIN(s.n, e->bytes - n);

        if (part > 0) {
            memcpy(to + n, s.p, part);
        }
        n += part;
        i = c->next_small[i];
    }
    *ret_bytes = (struct str){.p = to, .n = n};
    return 0;
}
