/*
 * TIFF directories (TIFF 6.0), which EXIF uses too: each has entries of 12 bytes, and the place of
 * the next one. A directory is visited once, and all lengths are checked against the bytes.
 */
#include "base/tr.h"
#include "inspect/picture/picture.h"

enum {
    MAX_DIRECTORIES = 64,
    MAX_ENTRIES = 1000,
    ENTRY_BYTES = 12,
    TAG_EXIF = 0x8769,
    TAG_GPS = 0x8825,
    TAG_PRIVATE = 65000, /* for one program's own use (TIFF 6.0 section 2) */
    TAG_INTEROPERABILITY = 0xA005,
    TAG_SUB_DIRECTORIES = 0x014A,
    MAX_SUB_DIRECTORIES = 32,
    TYPE_ASCII = 2,
};

struct tiff {
    struct found *f;
    struct str bytes;
    bool is_big_endian, is_exif;
    uint32_t visited[MAX_DIRECTORIES];
    size_t visited_count;
    bool is_damaged;
};

static const struct {
    uint16_t tag;
    const char *name, *rule;
} tags[] = {
    {0x010D, "DocumentName", "IMG-281"},
    {0x010E, "ImageDescription", "IMG-281"},
    {0x011D, "PageName", "IMG-281"},
    {0x013B, "Artist", "IMG-281"},
    {0x013C, "HostComputer", "IMG-281"},
    {0x8298, "Copyright", "IMG-281"},
    {0x9286, "UserComment", "IMG-281"},
    {0x927C, "MakerNote", "IMG-281"},
    {0x9C9B, "XPTitle", "IMG-281"},
    {0x9C9C, "XPComment", "IMG-281"},
    {0x9C9D, "XPAuthor", "IMG-281"},
    {0x9C9E, "XPKeywords", "IMG-281"},
    {0x9C9F, "XPSubject", "IMG-281"},
    {0xA420, "ImageUniqueID", "IMG-281"},
    {0xA430, "CameraOwnerName", "IMG-281"},
    {0xA431, "BodySerialNumber", "IMG-281"},
    {0xA435, "LensSerialNumber", "IMG-281"},
    {0x010F, "Make", "IMG-281"},
    {0x0110, "Model", "IMG-281"},
    {0x02BC, "XMP", "IMG-281"},
    {0x83BB, "IPTC", "IMG-281"},
    {0x8649, "Photoshop", "IMG-281"},
    {0x935C, "Photoshop layers", "IMG-284"},
};

static uint32_t number(const struct tiff *t, size_t at, size_t bytes)
{
    uint32_t n = 0;

    if (at > t->bytes.n || bytes > t->bytes.n - at) {
        return 0;
    }
    for (size_t i = 0; i < bytes; i++) {
        unsigned char byte = (unsigned char)t->bytes.p[at + (t->is_big_endian ? i : bytes - 1 - i)];

        n = n << 8 | byte;
    }
    return n;
}

/* The bytes of an ASCII value, when they lie in the file. */
static struct str ascii_value(const struct tiff *t, size_t entry)
{
    uint32_t count = number(t, entry + 4, 4);
    size_t at = count <= 4 ? entry + 8 : number(t, entry + 8, 4);

    if (number(t, entry + 2, 2) != TYPE_ASCII || at > t->bytes.n || count > t->bytes.n - at) {
        return (struct str){};
    }
    struct str value = str_sub(t->bytes, at, at + count);

    while (value.n > 0 && (value.p[value.n - 1] == '\0' || value.p[value.n - 1] == ' ')) {
        value.n--;
    }
    return value;
}

static void take_entry(struct tiff *t, size_t entry)
{
    uint32_t tag = number(t, entry, 2);

    if (tag >= TAG_PRIVATE && !t->is_exif) {
        found_add(t->f, "IMG-281", INSPECT_STRUCTURAL,
                  arena_printf(t->f->arena, "TIFF tag %u", tag), ascii_value(t, entry));
    }

    for (size_t i = 0; i < COUNT(tags); i++) {
        struct str value = tags[i].tag == tag ? ascii_value(t, entry) : (struct str){};
        bool is_text = number(t, entry + 2, 2) == TYPE_ASCII;

        if (tags[i].tag == tag && (!is_text || value.n > 0)) {
            found_add(
                t->f, tags[i].rule, INSPECT_STRUCTURAL,
                arena_printf(t->f->arena, "%s %s", t->is_exif ? "EXIF" : "TIFF", tags[i].name),
                value);
        }
    }
}

static uint32_t take_directory(struct tiff *t, uint32_t at, bool is_gps);

/* Directories that an entry points to: one, or a list of them; each may go on to others. */
static void take_sub_directories(struct tiff *t, size_t entry)
{
    uint32_t count = MIN(number(t, entry + 4, 4), (uint32_t)MAX_SUB_DIRECTORIES);
    size_t list = count == 1 ? entry + 8 : number(t, entry + 8, 4);

    t->is_damaged |= number(t, entry + 4, 4) > MAX_SUB_DIRECTORIES;
    for (uint32_t i = 0; i < count && !t->is_damaged; i++) {
        uint32_t at = number(t, list + (size_t)i * 4, 4);

        while (at != 0 && !t->is_damaged) {
            at = take_directory(t, at, false);
        }
    }
}

/* Goes through a directory; the place of the next one, or 0. */
static uint32_t take_directory(struct tiff *t, uint32_t at, bool is_gps)
{
    for (size_t i = 0; i < t->visited_count; i++) {
        if (t->visited[i] == at) {
            t->is_damaged = true;
            return 0;
        }
    }
    uint32_t count = number(t, at, 2);

    /* TIFF 6.0 wants an entry; some EXIF has an empty directory before that of a thumbnail. */
    if (t->visited_count == MAX_DIRECTORIES || (count == 0 && !t->is_exif) || count > MAX_ENTRIES ||
        (size_t)at + 2 + (size_t)count * ENTRY_BYTES > t->bytes.n) {
        t->is_damaged = true;
        return 0;
    }
    t->visited[t->visited_count++] = at;
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = (size_t)at + 2 + (size_t)i * ENTRY_BYTES;
        uint32_t tag = number(t, entry, 2);

        if (is_gps) {
            /* 2 and 4: latitude and longitude; the version alone says nothing. */
            if (tag == 2 || tag == 4 || tag == 29) {
                found_add(t->f, "IMG-280", INSPECT_STRUCTURAL, STR("EXIF GPS"), (struct str){});
            }
        } else if (tag == TAG_EXIF || tag == TAG_GPS) {
            (void)take_directory(t, number(t, entry + 8, 4), tag == TAG_GPS);
        } else if (tag == TAG_SUB_DIRECTORIES || tag == TAG_INTEROPERABILITY) {
            take_sub_directories(t, entry);
        } else {
            take_entry(t, entry);
        }
    }
    return number(t, (size_t)at + 2 + (size_t)count * ENTRY_BYTES, 4);
}

void exif_inspect(struct found *f, struct str bytes, bool is_exif)
{
    struct tiff t = {.f = f, .bytes = bytes, .is_exif = is_exif};

    t.is_big_endian = str_starts(bytes, STR("MM"));
    uint32_t next = number(&t, 4, 4);
    int pages = 0;

    while (next != 0 && !t.is_damaged) {
        next = take_directory(&t, next, false);
        pages++;
        if (next != 0 && pages == 1) {
            found_add(f, is_exif ? "IMG-283" : "IMG-284", INSPECT_STRUCTURAL,
                      is_exif ? STR("EXIF") : STR("TIFF"), (struct str){});
        }
    }
    if (t.is_damaged) {
        found_less(f, INSPECT_PARTIAL, tr("the record of the picture is damaged"));
    }
}
