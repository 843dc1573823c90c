/*
 * Text loses single characters and nothing else. An archive is written anew only when a member
 * changes or goes or gets another name: members that stay are copied as they are packed.
 */
#include "clean/plain.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "clean/archive-name.h"
#include "clean/zip-write.h"
#include "inspect/archive.h"
#include "inspect/office/ole.h"
#include "inspect/text.h"
#include "inspect/zip-gaps.h"

/* ---- text ---- */

static bool is_utf_16(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
}

bool plain_text_recognise(struct str bytes)
{
    return bytes.n > 0 && (is_utf_16(bytes) ||
                           (memchr(bytes.p, '\0', bytes.n) == NULL && utf8_find_bad(bytes) < 0));
}

/* The code point at `i` of UTF-16, and its bytes. */
static size_t decode_utf_16(struct str s, size_t i, uint32_t *ret)
{
    bool big = (unsigned char)s.p[0] == 0xFE;
    uint32_t units[2] = {0, 0};

    for (size_t k = 0; k < 2 && i + 2 * k + 1 < s.n; k++) {
        unsigned char a = (unsigned char)s.p[i + 2 * k];
        unsigned char b = (unsigned char)s.p[i + 2 * k + 1];

        units[k] = big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
    }
    bool is_pair =
        units[0] >= 0xD800 && units[0] < 0xDC00 && units[1] >= 0xDC00 && units[1] < 0xE000;

    *ret = is_pair ? 0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00) : units[0];
    return is_pair ? 4 : MIN((size_t)2, s.n - i);
}

int plain_text_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    bool wide = is_utf_16(bytes);
    uint32_t count = 0;
    uint32_t before = 0;
    size_t kept = 0; /* what stands before is in `out` */

    if (!cleaning_may(c, "TXT-291")) {
        return CLEANING_NOTHING;
    }
    for (size_t i = 0; i < bytes.n;) {
        uint32_t cp;

        if (!wide && (unsigned char)bytes.p[i] < 0xE2) {
            before = ' ';
            i++;
            continue;
        }
        size_t n = wide ? decode_utf_16(bytes, i, &cp) : utf8_decode(bytes, i, &cp);

        if (text_is_unseen(cp, before)) {
            buf_add(out, str_sub(bytes, kept, i));
            kept = i + n;
            count++;
        }
        before = cp;
        i += n;
    }
    if (count == 0) {
        return CLEANING_NOTHING;
    }
    buf_add(out, str_sub(bytes, kept, bytes.n));
    cleaning_log(c, "TXT-291", STR("-"), count);
    return CLEANING_DONE;
}

/* ---- archives ---- */

struct archive {
    struct cleaning *c;
    struct package package;
    struct zip_write zip;
    struct archive_names names;
    bool is_changed;
};

/* The name that the entry gets; "": it goes. */
static struct str name_of(struct archive *x, const struct package_entry *entry)
{
    if (!cleaning_may(x->c, "ZIP-295")) {
        return entry->name;
    }
    bool goes = archive_is_junk(archive_name(&x->c->found, entry->name)) || entry->is_link;
    struct str name = goes ? (struct str){} : archive_name_mended(x->c, &x->names, entry->name);

    if (name.p != entry->name.p) {
        bool is_old = utf8_find_bad(entry->name) >= 0 && name.n > 0;

        cleaning_log(x->c, "ZIP-295", is_old ? STR(ARCHIVE_OLD_NAMES) : STR("zip"), 1);
        x->is_changed = true;
    }
    return name;
}

/* Names that stay are taken. */
static void note_names(struct archive *x)
{
    struct package_entry entry;
    struct err err;

    for (uint32_t i = 0; i < package_count(&x->package); i++) {
        if (package_entry(&x->package, i, &entry, &err) == 0) {
            archive_names_take(&x->names, x->c->arena, entry.name);
        }
    }
}

static int take_member(struct archive *x, uint32_t index, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct buf out CLEANUP(buf_done) = {};
    struct package_entry entry;
    struct package_packed packed;
    struct str bytes;

    if (package_entry(&x->package, index, &entry, err) < 0 ||
        package_entry_packed(&x->package, index, &packed, err) < 0) {
        return -1;
    }
    struct str name = name_of(x, &entry);

    if (name.n == 0) {
        return 0;
    }
    packed.flags |= name.p != entry.name.p && utf8_find_bad(name) < 0 ? ZIP_WRITE_UTF_8 : 0;
    if (entry.is_folder || entry.is_link) {
        zip_write_copy(&x->zip, name, &packed);
        return 0;
    }
    x->package.total_bytes = 0;
    if (package_entry_bytes(&x->package, &scratch, index, &bytes, err) < 0) {
        return -1;
    }
    buf_init(&out, CLEANING_MAX_BYTES);
    int outcome = cleaning_member(x->c, bytes, name, &out, err);

    if (outcome == CLEANING_DONE) {
        x->is_changed = true;
        return buf_is_full(&out)
                   ? err_set(err, ERR_LIMIT, "the result is too large for a zip archive")
                   : zip_write_new(&x->zip, name, &packed, buf_str(&out), err);
    }
    if (outcome < 0) {
        return err_in(err, "%s", entry.name.p);
    }
    zip_write_copy(&x->zip, name, &packed);
    return outcome == CLEANING_UNDECIDED ? outcome : 0;
}

bool plain_archive_recognise(struct str bytes)
{
    struct package package;
    struct package_entry first = {};
    struct err err;

    if (!archive_recognise(bytes) || package_open(&package, bytes, &err) < 0) {
        return archive_recognise(bytes);
    }
    /* A package of another kind (OpenDocument, EPUB) says so first. */
    bool is_package =
        package_entry(&package, 0, &first, &err) == 0 && str_eq(first.name, STR("mimetype"));

    package_close(&package);
    return !is_package;
}

static void count_remark(void *user, const struct zip_remark *remark)
{
    uint32_t *count = user;

    *count += 1;
}

/*
 * Comments, words in fields of entries, bytes outside of all entries: none of them is written anew.
 */
static void drop_remarks(struct archive *x, struct str bytes)
{
    struct zip_gap gap;
    uint32_t count = 0;

    zip_remarks_find(bytes, count_remark, &count);
    if (zip_gaps_find(bytes, &gap)) {
        count += !gap.is_comment ||
                 !zip_comment_is_dull(str_trim(str_sub(bytes, gap.at, gap.at + gap.bytes)));
    }
    if (count > 0 && cleaning_may(x->c, "ZIP-295")) {
        cleaning_log(x->c, "ZIP-295", STR("zip"), count);
        x->is_changed = true;
    }
}

bool plain_archive_behind_recognise(struct str bytes)
{
    /* An archive in an old office file or object is a part of it. */
    return !ole_recognise(bytes) && zip_prefix_bytes(bytes) > 0;
}

int plain_archive_behind_clean(struct cleaning *c, struct str bytes, struct buf *out,
                               struct err *err)
{
    struct str archive = str_sub(bytes, zip_prefix_bytes(bytes), bytes.n);

    if (!cleaning_may(c, "ZIP-295")) {
        return CLEANING_NOTHING;
    }
    cleaning_log(c, "ZIP-295", STR("zip"), 1);
    int r = plain_archive_clean(c, archive, out, err);

    if (r == CLEANING_NOTHING) {
        buf_clear(out);
        buf_add(out, archive);
        return CLEANING_DONE;
    }
    return r;
}

int plain_archive_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct archive x = {.c = c};
    int r = 0;

    if (package_open(&x.package, bytes, err) < 0) {
        return -1;
    }
    zip_write_init(&x.zip, out, true);
    note_names(&x);
    drop_remarks(&x, bytes);
    for (uint32_t i = 0; i < package_count(&x.package) && r == 0; i++) {
        r = take_member(&x, i, err);
    }
    if (r == 0) {
        r = zip_write_end(&x.zip, err);
    }
    /* What has a password, is packed too tightly or twice under a name is for a person. */
    cleaning_kept(c, "ZIP-295", STR("zip"), 1,
                  tr("entries with a password, of one name or packed too tightly stay; pack it "
                     "anew"));
    zip_write_done(&x.zip);
    package_close(&x.package);
    return r == 0 && !x.is_changed ? CLEANING_NOTHING : r;
}
