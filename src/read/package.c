/* Zip packages through libzip; see package.h. Sizes in the directory are checked, not believed. */
#include "read/package.h"

#include <zip.h>

int package_open(struct package *p, struct str bytes, struct err *err)
{
    zip_error_t why;
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);

    *p = (struct package){};
    zip_error_init(&why);
    if (source != NULL) {
        p->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    }
    if (p->zip == NULL) {
        err_set(err, ERR_INVALID, "the file is damaged: %s", zip_error_strerror(&why));
        zip_source_free(source);
        zip_error_fini(&why);
        return err_hint(err, "it may have been cut off when it was copied; ask for it again");
    }
    zip_error_fini(&why);
    if (zip_get_num_entries(p->zip, 0) > PACKAGE_MAX_PARTS) {
        package_close(p);
        return err_set(err, ERR_LIMIT, "the file holds more than %d parts", PACKAGE_MAX_PARTS);
    }
    return 0;
}

void package_close(struct package *p)
{
    if (p->zip != NULL) {
        zip_discard(p->zip);
    }
    p->zip = NULL;
}

/* Reads up to `room` bytes; one more in the part is a lie of the directory. */
static int unpack(struct arena *a, zip_file_t *file, const char *name, size_t room,
                  struct str *ret_bytes, struct err *err)
{
    char *bytes = arena_alloc(a, room + 1);
    size_t n = 0;

    while (n <= room) {
        zip_int64_t got = zip_fread(file, bytes + n, room + 1 - n);

        if (got < 0) {
            return err_set(err, ERR_INVALID, "the part '%s' is damaged", name);
        }
        if (got == 0) {
            *ret_bytes = (struct str){.p = bytes, .n = n};
            return 0;
        }
        n += (size_t)got;
    }
    return err_set(err, ERR_LIMIT, "the part '%s' is larger than the file says", name);
}

static int refuse_size(const char *name, uint64_t bytes, struct err *err)
{
    err_set(err, ERR_LIMIT, "the part '%s' unpacks to %llu bytes, more than a document has", name,
            (unsigned long long)bytes);
    return err_hint(err, "the file may be made to do harm (zip bomb); do not open it elsewhere");
}

uint32_t package_count(const struct package *p)
{
    zip_int64_t n = zip_get_num_entries(p->zip, 0);

    return n < 0 ? 0 : (uint32_t)n;
}

/* Whether the entry is a symbolic link, as Unix wrote its mode. */
static bool is_link(struct package *p, uint32_t index)
{
    enum { MODE_SHIFT = 16, MODE_TYPE = 0170000, MODE_LINK = 0120000 };
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;

    return zip_file_get_external_attributes(p->zip, index, 0, &system, &attributes) == 0 &&
           system == ZIP_OPSYS_UNIX && ((attributes >> MODE_SHIFT) & MODE_TYPE) == MODE_LINK;
}

int package_entry(struct package *p, uint32_t index, struct package_entry *ret_entry,
                  struct err *err)
{
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    zip_stat_t stat;
    const char *name = zip_get_name(p->zip, index, ZIP_FL_ENC_RAW);

    if (name == NULL || zip_stat_index(p->zip, index, 0, &stat) < 0 ||
        (stat.valid & needed) != needed) {
        return err_set(err, ERR_INVALID, "the part '%s' is damaged", name == NULL ? "?" : name);
    }
    *ret_entry = (struct package_entry){
        .name = str_of(name),
        .bytes = stat.size,
        .packed_bytes = stat.comp_size,
        .is_encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                        stat.encryption_method != ZIP_EM_NONE,
        .is_folder = str_ends(str_of(name), STR("/")),
        .is_link = is_link(p, index)};
    return 0;
}

int package_entry_bytes(struct package *p, struct arena *a, uint32_t index, struct str *ret_bytes,
                        struct err *err)
{
    struct package_entry entry;

    if (package_entry(p, index, &entry, err) < 0) {
        return -1;
    }
    const char *name = entry.name.p;

    if (entry.is_encrypted) {
        return err_set(err, ERR_UNSUPPORTED, "the file is protected by a password");
    }
    if (entry.bytes > PACKAGE_MAX_PART_BYTES ||
        p->total_bytes + entry.bytes > PACKAGE_MAX_TOTAL_BYTES ||
        (entry.bytes > PACKAGE_RATIO_FREE_BYTES &&
         entry.bytes / PACKAGE_MAX_RATIO > entry.packed_bytes)) {
        return refuse_size(name, entry.bytes, err);
    }
    p->total_bytes += entry.bytes;
    zip_file_t *file = zip_fopen_index(p->zip, index, 0);

    if (file == NULL) {
        return err_set(err, ERR_INVALID, "the part '%s' could not be unpacked: %s", name,
                       zip_strerror(p->zip));
    }
    int r = unpack(a, file, name, (size_t)entry.bytes, ret_bytes, err);

    zip_fclose(file);
    return r;
}

int package_part(struct package *p, struct arena *a, const char *name, struct str *ret_bytes,
                 struct err *err)
{
    zip_int64_t index = zip_name_locate(p->zip, name, 0);

    return index < 0 ? PACKAGE_NO_SUCH_PART
                     : package_entry_bytes(p, a, (uint32_t)index, ret_bytes, err);
}
