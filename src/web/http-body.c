/*
 * Bodies of requests; see http-body.h. Each limit is looked at before anything is kept: a body may
 * hold `body_bytes` in memory and `file_bytes` of files, whatever way it is cut into parts.
 */
#include "web/http-body.h"

#include "base/heap.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "web/http-guard.h"
#include "web/multipart.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <sodium.h>

enum {
    FILES_MAX = 100,             /* of one form */
    OVER_BYTES = 1 << 20,        /* read beyond the limit so that the client hears why */
    PARTS_OVERHEAD = 256 * 1024, /* bytes of delimiters and part headers beside the content */
};

#define TEMPORARY_PREFIX "upload-"

struct http_body {
    struct http_request *q;
    struct http_limits limits;
    const char *folder;
    const char *why;
    int64_t bytes; /* came so far */
    int status;    /* refused with; 0 = good so far */
    bool is_parts;
    struct buf text; /* JSON, urlencoded, or the field that is being read */
    struct multipart parts;
    struct http_file *file; /* being written; NULL = a field is being read */
    struct str field;
    int fd;
    int64_t text_bytes, file_bytes; /* of all parts */
    crypto_hash_sha256_state hash;
};

static int refuse(struct http_body *b, int status, const char *why)
{
    b->why = why;
    return status;
}

static struct str base_name(struct str path)
{
    for (size_t i = path.n; i > 0; i--) {
        if (path.p[i - 1] == '/' || path.p[i - 1] == '\\') {
            return str_sub(path, i, path.n);
        }
    }
    return path;
}

static int begin_file(struct http_body *b, const struct multipart_part *part)
{
    struct http_request *q = b->q;
    struct str path = arena_printf(q->arena, "%s/" TEMPORARY_PREFIX "XXXXXX", b->folder);

    if (b->limits.file_bytes == 0) {
        return refuse(b, 415, TR_ID("no file is taken here"));
    }
    if (q->files.n == FILES_MAX) {
        return refuse(b, 413, TR_ID("there are too many files in the form"));
    }
    b->fd = mkostemp((char *)path.p, O_CLOEXEC);
    if (b->fd < 0) {
        return refuse(b, 503, TR_ID("the upload cannot be kept: the disk may be full"));
    }
    b->file = VEC_ADD(q->arena, &q->files);
    *b->file = (struct http_file){
        .field = part->name,
        .name = base_name(part->file_name),
        .type = part->type,
        .path = path,
    };
    crypto_hash_sha256_init(&b->hash);
    return 0;
}

static int begin_part(void *arg, const struct multipart_part *part)
{
    struct http_body *b = arg;

    if (b->q->form.n + b->q->files.n >= HTTP_MAX_FORM_PAIRS) {
        return refuse(b, 413, TR_ID("there are too many fields in the form"));
    }
    b->field = part->name;
    b->file = NULL;
    b->fd = -1;
    buf_clear(&b->text);
    /* A file field nobody chose a file for comes with an empty name and no content. */
    return part->is_file && part->file_name.n > 0 ? begin_file(b, part) : 0;
}

static int add_file(struct http_body *b, const char *bytes, size_t n)
{
    b->file_bytes += (int64_t)n;
    b->file->bytes += (int64_t)n;
    if (b->file_bytes > b->limits.file_bytes) {
        return refuse(b, 413, TR_ID("the file is larger than this desk takes"));
    }
    crypto_hash_sha256_update(&b->hash, (const uint8_t *)bytes, n);
    while (n > 0) {
        ssize_t written = write(b->fd, bytes, n);

        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return refuse(b, 503, TR_ID("the upload cannot be kept: the disk may be full"));
        }
        bytes += written;
        n -= (size_t)written;
    }
    return 0;
}

static int add_part(void *arg, const char *bytes, size_t n)
{
    struct http_body *b = arg;

    if (b->file != NULL) {
        return add_file(b, bytes, n);
    }
    b->text_bytes += (int64_t)n;
    if (b->text_bytes > b->limits.body_bytes) {
        return refuse(b, 413, TR_ID("the form is larger than this desk takes"));
    }
    buf_add(&b->text, (struct str){.p = bytes, .n = n});
    return 0;
}

static int end_part(void *arg)
{
    struct http_body *b = arg;

    if (b->file != NULL) {
        int fd = b->fd;

        crypto_hash_sha256_final(&b->hash, b->file->sha256);
        b->fd = -1;
        b->file = NULL;
        return close(fd) == 0
                   ? 0
                   : refuse(b, 503, TR_ID("the upload cannot be kept: the disk may be full"));
    }
    struct str text = buf_str(&b->text);

    if (utf8_find_bad(text) >= 0 || (text.n > 0 && memchr(text.p, '\0', text.n) != NULL)) {
        return refuse(b, 400, TR_ID("a field of the form is no UTF-8 text"));
    }
    http_add(b->q->arena, &b->q->form, b->field, arena_str(b->q->arena, text));
    return 0;
}

static void drop_files(struct http_body *b)
{
    if (b->fd >= 0) {
        close(b->fd);
        b->fd = -1;
    }
    for (uint32_t i = 0; i < b->q->files.n; i++) {
        unlink(b->q->files.v[i].path.p);
    }
    b->q->files.n = 0;
    b->file = NULL;
}

static int begin_parts(struct http_body *b)
{
    struct multipart_sink sink = {.arg = b, .begin = begin_part, .add = add_part, .end = end_part};
    struct str boundary;

    if (!multipart_boundary(b->q->arena, http_find(&b->q->headers, "content-type"), &boundary)) {
        return refuse(b, 400, TR_ID("the form does not tell its boundary"));
    }
    multipart_init(&b->parts, b->q->arena, boundary, &sink);
    b->is_parts = true;
    return 0;
}

/* The most a body of this kind may have. */
static int64_t most_bytes(const struct http_body *b)
{
    return b->is_parts ? b->limits.file_bytes + b->limits.body_bytes + PARTS_OVERHEAD
                       : b->limits.body_bytes;
}

int http_body_new(struct http_request *q, const struct http_limits *limits, const char *folder,
                  struct http_body **ret, const char **ret_why)
{
    bool is_form = str_eq(q->media, STR("application/x-www-form-urlencoded"));
    bool is_json = str_eq(q->media, STR("application/json")) ||
                   str_eq(q->media, STR("application/merge-patch+json"));
    bool is_parts = str_eq(q->media, STR("multipart/form-data"));
    int status = 0;

    if (q->declared_bytes == 0) {
        return 0;
    }
    if (!is_form && !is_json && !is_parts) {
        *ret_why = TR_ID("a form or JSON is needed");
        return 415;
    }
    struct http_body *b = heap_new(sizeof(*b));

    *b = (struct http_body){.q = q, .limits = *limits, .folder = folder, .fd = -1, .why = ""};
    buf_init(&b->text, (size_t)limits->body_bytes);
    status = is_parts ? begin_parts(b) : 0;
    if (status == 0 && q->declared_bytes > most_bytes(b)) {
        status = refuse(b, 413,
                        is_parts ? TR_ID("the file is larger than this desk takes")
                                 : TR_ID("the form is larger than this desk takes"));
    }
    if (status != 0) {
        *ret_why = b->why;
        http_body_free(b);
        return status;
    }
    *ret = b;
    return 0;
}

int http_body_add(struct http_body *b, const char *bytes, size_t n, const char **ret_why)
{
    b->bytes += (int64_t)n;
    if (b->status == 0) {
        if (b->bytes > most_bytes(b)) {
            b->status = refuse(b, 413,
                               b->is_parts ? TR_ID("the file is larger than this desk takes")
                                           : TR_ID("the form is larger than this desk takes"));
        } else if (b->is_parts) {
            b->status = multipart_add(&b->parts, bytes, n);
        } else {
            buf_add(&b->text, (struct str){.p = bytes, .n = n});
        }
        if (b->status != 0) {
            drop_files(b);
        }
    }
    *ret_why = b->why[0] != '\0' ? b->why : TR_ID("the form is malformed");
    return b->status;
}

bool http_body_is_over(const struct http_body *b)
{
    return b->bytes > most_bytes(b) + OVER_BYTES;
}

int http_body_end(struct http_body *b, const char **ret_why)
{
    struct http_request *q = b->q;

    *ret_why = b->why[0] != '\0' ? b->why : TR_ID("the form is malformed");
    if (b->status != 0) {
        return b->status;
    }
    if (b->is_parts) {
        b->status = multipart_end(&b->parts);
        if (b->status != 0) {
            drop_files(b);
        }
        return b->status;
    }
    struct str text = arena_str(q->arena, buf_str(&b->text));

    if (!str_eq(q->media, STR("application/x-www-form-urlencoded"))) {
        *ret_why = TR_ID("the body is no UTF-8 text");
        q->body = text;
        return utf8_find_bad(text) < 0 ? 0 : 400;
    }
    return http_read_urlencoded(q->arena, text, HTTP_MAX_FORM_PAIRS, &q->form) ? 0 : 400;
}

void http_body_free(struct http_body *b)
{
    if (b == NULL) {
        return;
    }
    drop_files(b);
    if (b->is_parts) {
        multipart_done(&b->parts);
    }
    buf_done(&b->text);
    free(b);
}

void http_body_sweep(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    if (dir == NULL) {
        return;
    }
    while ((entry = readdir(dir)) != NULL) {
        if (str_starts(str_of(entry->d_name), STR(TEMPORARY_PREFIX))) {
            unlinkat(dirfd(dir), entry->d_name, 0);
        }
    }
    closedir(dir);
}
