/*
 * Zip archives, and what other archives share; see archive.h. Nothing is written anywhere: members
 * are looked at in memory.
 */
#include "inspect/archive.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/personal/personal.h"
#include "inspect/zip-gaps.h"
#include "read/encoding.h"
#include "read/package.h"

#include <inttypes.h>
#include <stdlib.h>

bool archive_recognise(struct str bytes)
{
    return str_starts(bytes, STR("PK\x03\x04")) || str_starts(bytes, STR("PK\x05\x06"));
}

bool archive_is_junk(struct str name)
{
    static const struct str names[] = {STR("Thumbs.db"), STR(".DS_Store"), STR("desktop.ini")};
    ptrdiff_t slash = str_rfind(name, STR("/"));
    struct str file = str_sub(name, slash < 0 ? 0 : (size_t)slash + 1, name.n);

    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(file, names[i])) {
            return true;
        }
    }
    return str_starts(file, STR("~$")) || str_starts(file, STR("._")) ||
           str_has(name, STR("__MACOSX/")) || str_starts(name, STR(".git/")) ||
           str_has(name, STR("/.git/"));
}

struct str archive_name(const struct found *f, struct str name)
{
    struct doc doc = {};
    struct err err = {};

    return utf8_find_bad(name) >= 0 && f->jis != NULL &&
                   encoding_decode(f->arena, name, ENCODING_CP932, f->jis, &doc, &err) == 0
               ? str_trim(doc.text)
               : name;
}

static struct str shown_name(struct found *f, struct str name)
{
    if (utf8_find_bad(name) >= 0) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL, STR(ARCHIVE_OLD_NAMES), (struct str){});
    }
    return archive_name(f, name);
}

bool archive_leaves_folder(struct str name)
{
    return str_starts(name, STR("/")) || str_starts(name, STR("../")) ||
           str_has(name, STR("/../")) || str_has(name, STR("..\\")) || str_ends(name, STR("/..")) ||
           str_starts(name, STR("\\")) || (name.n > 1 && name.p[1] == ':');
}

struct str archive_check_entry(struct found *f, const struct archive_entry_facts *entry)
{
    struct str name = shown_name(f, entry->name);

    if (archive_leaves_folder(name) || entry->is_link || archive_is_junk(name) ||
        entry->is_encrypted) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL, name, (struct str){});
    }
    return name;
}

void archive_tell_unread(struct found *f, struct str name, const struct err *err)
{
    if (err->kind == ERR_LIMIT) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL, name, (struct str){});
    }
    found_add(f, "SYS-399", INSPECT_STRUCTURAL, name, (struct str){});
    found_less(f, INSPECT_PARTIAL, err->message);
}

/* Packed so small that unpacking it may be meant to do harm. */
static bool is_bomb(const struct package_entry *entry)
{
    enum { MAX_RATIO = 100, FREE_BYTES = 1024 * 1024 };

    return entry->bytes > FREE_BYTES && entry->bytes / MAX_RATIO > entry->packed_bytes;
}

static void take_member(struct found *f, struct package *package, uint32_t index)
{
    struct package_entry entry;
    struct err err = {};
    struct str bytes;

    if (package_entry(package, index, &entry, &err) < 0) {
        found_less(f, INSPECT_PARTIAL, err.message);
        return;
    }
    struct str name = archive_check_entry(
        f, &(struct archive_entry_facts){
               .name = entry.name, .is_encrypted = entry.is_encrypted, .is_link = entry.is_link});

    if (entry.is_folder || entry.is_link) {
        return;
    }
    if (is_bomb(&entry)) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "%.*s %" PRIu64 " : 1", STR_ARG(name),
                               entry.bytes / MAX(entry.packed_bytes, (uint64_t)1)),
                  (struct str){});
    }
    package->total_bytes = 0; /* members are not kept: the bound is for each */
    struct arena scratch CLEANUP(arena_done) = {};

    if (package_entry_bytes(package, &scratch, index, &bytes, &err) < 0) {
        archive_tell_unread(f, name, &err);
        return;
    }
    found_member(f, bytes, name);
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void archive_check_names(struct found *f, struct str *names, uint32_t count)
{
    if (count > 0) {
        qsort(names, count, sizeof(*names), by_name);
    }
    for (uint32_t i = 1; i < count; i++) {
        if (names[i].n > 0 && str_eq(names[i - 1], names[i])) {
            found_add(f, "ZIP-295", INSPECT_STRUCTURAL, shown_name(f, names[i]), (struct str){});
        }
    }
}

/* A comment of an entry, or words in a field of it that no program shows. */
static void take_remark(void *user, const struct zip_remark *remark)
{
    struct found *f = user;
    struct str place = arena_printf(f->arena, "%.*s %s", STR_ARG(remark->name),
                                    remark->is_field ? "extra" : "comment");

    found_add(f, "ZIP-295", INSPECT_STRUCTURAL, place, remark->text);
    personal_scan(f, remark->text, (struct str){}, place);
}

/* Names given twice; remarks; bytes outside of all entries. */
static void check_directory(struct found *f, struct package *package, struct str bytes)
{
    uint32_t n = package_count(package);
    struct str *names = ARENA_ARRAY(f->arena, n + 1u, struct str);
    struct zip_gap gap;
    struct err err = {};

    for (uint32_t i = 0; i < n; i++) {
        struct package_entry entry;

        if (package_entry(package, i, &entry, &err) == 0) {
            names[i] = entry.name;
        }
    }
    archive_check_names(f, names, n);
    zip_remarks_find(bytes, take_remark, f);
    if (!zip_gaps_find(bytes, &gap)) {
        return;
    }
    struct str text = str_trim(str_sub(bytes, gap.at, gap.at + gap.bytes));

    if (gap.is_comment && !zip_comment_is_dull(text)) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL, STR("zip comment"), text);
        personal_scan(f, text, (struct str){}, STR("zip"));
    } else if (!gap.is_comment) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL,
                  arena_printf(f->arena, "zip %zu + %zu bytes", gap.at, gap.bytes), (struct str){});
    }
}

/* An archive with more entries than are looked at is no damaged one. */
static void tell_unopened(struct found *f, struct err *err)
{
    bool is_limit = err->kind == ERR_LIMIT;

    if (is_limit) {
        err_set(err, ERR_LIMIT,
                "the archive has more than %d entries; unpack it and give the folder",
                PACKAGE_MAX_PARTS);
        found_add(f, "SYS-399", INSPECT_STRUCTURAL, STR("zip"), (struct str){});
    }
    found_less(f, is_limit ? INSPECT_PARTIAL : INSPECT_UNREADABLE, err->message);
}

bool archive_inspect_behind(struct found *f, struct str bytes)
{
    size_t n = zip_prefix_bytes(bytes);

    if (n == 0) {
        return false;
    }
    f->kind = STR("zip");
    found_add(f, "ZIP-295", INSPECT_STRUCTURAL, arena_printf(f->arena, "zip 0 + %zu bytes", n),
              (struct str){});
    if (utf8_find_bad(str_sub(bytes, 0, n)) < 0) {
        personal_scan(f, str_sub(bytes, 0, n), (struct str){}, STR("zip"));
    }
    archive_inspect(f, str_sub(bytes, n, bytes.n));
    return true;
}

void archive_inspect(struct found *f, struct str bytes)
{
    struct package package;
    struct err err = {};

    if (package_open(&package, bytes, &err) < 0) {
        tell_unopened(f, &err);
        return;
    }
    check_directory(f, &package, bytes);
    for (uint32_t i = 0; i < package_count(&package); i++) {
        take_member(f, &package, i);
    }
    package_close(&package);
}
