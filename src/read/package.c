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

int package_part(struct package *p, struct arena *a, const char *name, struct str *ret_bytes,
                 struct err *err)
{
    zip_stat_t stat;
    zip_int64_t index = zip_name_locate(p->zip, name, 0);

    if (index < 0) {
        return PACKAGE_NO_SUCH_PART;
    }
    if (zip_stat_index(p->zip, (zip_uint64_t)index, 0, &stat) < 0 ||
        (stat.valid & (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)) !=
            (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)) {
        return err_set(err, ERR_INVALID, "the part '%s' is damaged", name);
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
        return err_set(err, ERR_UNSUPPORTED, "the file is protected by a password");
    }
    if (stat.size > PACKAGE_MAX_PART_BYTES ||
        p->total_bytes + stat.size > PACKAGE_MAX_TOTAL_BYTES ||
        (stat.size > PACKAGE_RATIO_FREE_BYTES &&
         stat.size / PACKAGE_MAX_RATIO > stat.comp_size)) {
        return refuse_size(name, stat.size, err);
    }
    p->total_bytes += stat.size;
    zip_file_t *file = zip_fopen_index(p->zip, (zip_uint64_t)index, 0);

    if (file == NULL) {
        return err_set(err, ERR_INVALID, "the part '%s' could not be unpacked: %s", name,
                       zip_strerror(p->zip));
    }
    int r = unpack(a, file, name, (size_t)stat.size, ret_bytes, err);

    zip_fclose(file);
    return r;
}
