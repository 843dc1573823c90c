/*
 * 7z archives through libarchive; see seven-zip.h. Names are UTF-16 there; the library turns them
 * into what the locale of the calling thread says, which is therefore UTF-8 while it is called.
 */
#include "read/seven-zip.h"

#include "base/buf.h"
#include "base/heap.h"
#include "base/library.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

enum { HEAD_BYTES = 32, CHUNK_BYTES = 256 * 1024 };

/* What is used of the library. */
struct seven_zip_library {
    __typeof__(&archive_entry_filetype) archive_entry_filetype;
    __typeof__(&archive_entry_is_data_encrypted) archive_entry_is_data_encrypted;
    __typeof__(&archive_entry_pathname) archive_entry_pathname;
    __typeof__(&archive_entry_size) archive_entry_size;
    __typeof__(&archive_read_data) archive_read_data;
    __typeof__(&archive_read_free) archive_read_free;
    __typeof__(&archive_read_has_encrypted_entries) archive_read_has_encrypted_entries;
    __typeof__(&archive_read_new) archive_read_new;
    __typeof__(&archive_read_next_header) archive_read_next_header;
    __typeof__(&archive_read_open_memory) archive_read_open_memory;
    __typeof__(&archive_read_support_format_7zip) archive_read_support_format_7zip;
    locale_t utf8; /* (locale_t)0: the system has no such locale; names lose their letters */
};

static const struct library_function functions[] = {
    LIBRARY_FUNCTION(struct seven_zip_library, archive_entry_filetype),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_entry_is_data_encrypted),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_entry_pathname),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_entry_size),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_data),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_free),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_has_encrypted_entries),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_new),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_next_header),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_open_memory),
    LIBRARY_FUNCTION(struct seven_zip_library, archive_read_support_format_7zip),
};

struct seven_zip {
    const struct seven_zip_library *library;
    struct archive *archive;
    struct archive_entry *entry; /* the last one told; borrowed */
    struct str bytes;
    uint64_t total_bytes; /* unpacked so far */
    uint32_t entries;
};

bool seven_zip_recognise(struct str bytes)
{
    return str_starts(bytes, STR("7z\xBC\xAF\x27\x1C"));
}

static uint64_t number_at(struct str bytes, size_t at)
{
    uint64_t n = 0;

    for (size_t i = 8; i-- > 0;) {
        n = n << 8 | (unsigned char)bytes.p[at + i];
    }
    return n;
}

size_t seven_zip_end(struct str bytes)
{
    if (bytes.n < HEAD_BYTES) {
        return 0;
    }
    uint64_t at = number_at(bytes, 12);
    uint64_t n = number_at(bytes, 20);
    uint64_t room = bytes.n - HEAD_BYTES;

    return at > room || n > room - at ? 0 : (size_t)(HEAD_BYTES + at + n);
}

int seven_zip_load(struct arena *a, const struct seven_zip_library **ret_library, struct err *err)
{
    struct seven_zip_library *library = ARENA_NEW(a, struct seven_zip_library);

    if (library_load(ARCHIVE_LIBRARY, functions, COUNT(functions), library, err) < 0) {
        return -1;
    }
    library->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    *ret_library = library;
    return 0;
}

void seven_zip_unload(const struct seven_zip_library *library)
{
    if (library != NULL && library->utf8 != (locale_t)0) {
        freelocale(library->utf8);
    }
}

/* What the library says about an archive it cannot read. */
static int tell_failure(struct seven_zip *z, struct err *err)
{
    if (z->library->archive_read_has_encrypted_entries(z->archive) > 0) {
        return err_set(err, ERR_UNSUPPORTED,
                       "the 7z archive has a password; unpack it with that and give the folder");
    }
    return err_set(err, ERR_INVALID,
                   "the 7z archive is damaged, or packed by a method that is not known");
}

int seven_zip_open(const struct seven_zip_library *library, struct str bytes,
                   struct seven_zip **ret_archive, struct err *err)
{
    struct seven_zip *z = heap_new(sizeof(*z));

    z->library = library;
    z->bytes = bytes;
    z->archive = library->archive_read_new();
    if (z->archive == NULL) {
        die_out_of_memory(sizeof(*z));
    }
    if (library->archive_read_support_format_7zip(z->archive) != ARCHIVE_OK ||
        library->archive_read_open_memory(z->archive, bytes.p, bytes.n) != ARCHIVE_OK) {
        tell_failure(z, err);
        seven_zip_close(z);
        return -1;
    }
    *ret_archive = z;
    return 0;
}

void seven_zip_close(struct seven_zip *z)
{
    if (z != NULL) {
        z->library->archive_read_free(z->archive);
        free(z);
    }
}

static int next_header(struct seven_zip *z)
{
    locale_t before = z->library->utf8 == (locale_t)0 ? (locale_t)0 : uselocale(z->library->utf8);
    int r = z->library->archive_read_next_header(z->archive, &z->entry);

    if (before != (locale_t)0) {
        uselocale(before);
    }
    return r;
}

int seven_zip_next(struct seven_zip *z, struct arena *a, struct seven_zip_entry *ret_entry,
                   struct err *err)
{
    const struct seven_zip_library *lib = z->library;
    int r = next_header(z);

    if (r == ARCHIVE_EOF) {
        return SEVEN_ZIP_END;
    }
    if (r != ARCHIVE_OK && r != ARCHIVE_WARN) {
        return tell_failure(z, err);
    }
    if (++z->entries > SEVEN_ZIP_MAX_ENTRIES) {
        return err_set(err, ERR_LIMIT,
                       "the archive has more than %d entries; unpack it and give the folder",
                       SEVEN_ZIP_MAX_ENTRIES);
    }
    const char *name = lib->archive_entry_pathname(z->entry);
    int64_t bytes = lib->archive_entry_size(z->entry);

    *ret_entry =
        (struct seven_zip_entry){.name = arena_str(a, name == NULL ? STR("?") : str_of(name)),
                                 .bytes = bytes < 0 ? 0 : (uint64_t)bytes,
                                 .is_encrypted = lib->archive_entry_is_data_encrypted(z->entry) > 0,
                                 .is_folder = lib->archive_entry_filetype(z->entry) == AE_IFDIR,
                                 .is_link = lib->archive_entry_filetype(z->entry) == AE_IFLNK};
    return SEVEN_ZIP_ENTRY;
}

static int refuse_size(struct err *err)
{
    return err_set(err, ERR_LIMIT, "the 7z archive unpacks too far; unpack it and give the folder");
}

int seven_zip_bytes(struct seven_zip *z, struct arena *a, struct str *ret_bytes, struct err *err)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, SEVEN_ZIP_MAX_ENTRY_BYTES);
    if (z->library->archive_entry_is_data_encrypted(z->entry) > 0) {
        return tell_failure(z, err);
    }
    for (;;) {
        if (!buf_reserve(&out, CHUNK_BYTES)) {
            return refuse_size(err);
        }
        ssize_t n = z->library->archive_read_data(z->archive, out.p + out.n, CHUNK_BYTES);

        if (n < 0) {
            return tell_failure(z, err);
        }
        if (n == 0) {
            *ret_bytes = arena_str(a, buf_str(&out));
            return 0;
        }
        out.n += (size_t)n;
        z->total_bytes += (uint64_t)n;
        if (z->total_bytes > SEVEN_ZIP_MAX_TOTAL_BYTES ||
            (z->total_bytes > SEVEN_ZIP_RATIO_FREE_BYTES &&
             z->total_bytes / SEVEN_ZIP_MAX_RATIO > z->bytes.n)) {
            return refuse_size(err);
        }
    }
}
