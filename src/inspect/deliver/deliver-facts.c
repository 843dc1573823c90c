/*
 * A confined child that answers with a few numbers and names; the parent checks their lengths.
 */
#include "inspect/deliver/deliver-facts.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/child-answer.h"
#include "read/confine.h"
#include "read/docmsg.h"
#include "read/package.h"
#include "read/xml-walk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_NAME_BYTES = 400,
    MAX_NAMES_BYTES = 128 * 1024,
    MAGIC = 0x69746631,
};

/* The answer, in the first page of the shared file; names behind the input, one a line. */
struct answer {
    uint32_t magic, failed;
    struct err err;
    uint32_t pages, pictures;
    uint64_t names_at, names_bytes;
};

_Static_assert(sizeof(struct answer) <= DOCMSG_INPUT_AT, "the answer has one page");

struct look {
    struct arena arena;
    uint32_t pages, pictures, breaks;
    struct buf text, names;
    bool in_pages;
};

/* ---- the child ---- */

static enum xml_step document_start(void *user, const struct xml_element *e)
{
    struct look *l = user;
    struct str value;

    if (strcmp(e->name, "drawing") == 0 || strcmp(e->name, "pict") == 0 ||
        strcmp(e->name, "object") == 0) {
        l->pictures++;
        return XML_SKIP;
    }
    if (strcmp(e->name, "Fallback") == 0) {
        return XML_SKIP; /* the same picture again, for old programs */
    }
    l->breaks += strcmp(e->name, "lastRenderedPageBreak") == 0 ||
                 (strcmp(e->name, "br") == 0 && xml_attribute(e, "type", &value) &&
                  str_eq(value, STR("page")));
    return XML_ENTER;
}

static void no_end(void *user, const char *name, enum xml_namespace ns)
{
}

static enum xml_step app_start(void *user, const struct xml_element *e)
{
    struct look *l = user;

    l->in_pages = strcmp(e->name, "Pages") == 0;
    return XML_ENTER;
}

static void app_end(void *user, const char *name, enum xml_namespace ns)
{
    struct look *l = user;

    if (l->in_pages) {
        struct str digits = buf_str(&l->text);

        l->pages = 0;
        for (size_t i = 0; i < digits.n && i < 6 && digits.p[i] >= '0' && digits.p[i] <= '9'; i++) {
            l->pages = l->pages * 10 + (uint32_t)(digits.p[i] - '0');
        }
    }
    l->in_pages = false;
}

static void app_text(void *user, struct str text)
{
    struct look *l = user;

    if (l->in_pages) {
        buf_add(&l->text, text);
    }
}

static enum xml_step book_start(void *user, const struct xml_element *e)
{
    struct look *l = user;
    struct str name;

    if (strcmp(e->name, "sheet") == 0 && xml_attribute(e, "name", &name) &&
        name.n <= MAX_NAME_BYTES && memchr(name.p, '\n', name.n) == NULL &&
        utf8_find_bad(name) < 0) {
        buf_add(&l->names, name);
        buf_add_char(&l->names, '\n');
    }
    return XML_ENTER;
}

static void walk_part(struct look *l, struct package *package, const char *name,
                      const struct xml_handler *handler)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct err err = {};
    struct str bytes;

    package->total_bytes = 0;
    if (package_part(package, &scratch, name, &bytes, &err) == 0) {
        (void)xml_walk(bytes, handler, l);
    }
}

static int fail(int fd, const struct err *why)
{
    struct answer answer = {.magic = MAGIC, .failed = 1, .err = *why};

    return child_answer_put(fd, &answer, sizeof(answer), 0);
}

static int work(void *user, struct str bytes, int output, struct err *err)
{
    static const struct xml_handler document = {.start = document_start, .end = no_end};
    static const struct xml_handler app = {.start = app_start, .end = app_end, .text = app_text};
    static const struct xml_handler book = {.start = book_start, .end = no_end};
    struct look *l = user;
    struct package package;

    if (package_open(&package, bytes, err) < 0) {
        return -1;
    }
    buf_init(&l->text, 64);
    buf_init(&l->names, MAX_NAMES_BYTES);
    walk_part(l, &package, "word/document.xml", &document);
    walk_part(l, &package, "docProps/app.xml", &app);
    walk_part(l, &package, "xl/workbook.xml", &book);
    package_close(&package);
    struct answer answer = {.magic = MAGIC,
                            .pages = MAX(l->pages, l->breaks > 0 ? l->breaks + 1 : 0),
                            .pictures = l->pictures,
                            .names_at = DOCMSG_INPUT_AT + bytes.n,
                            .names_bytes = l->names.n};

    return child_answer_put(output, l->names.p, l->names.n, answer.names_at) < 0 ||
                   child_answer_put(output, &answer, sizeof(answer), 0) < 0
               ? err_set(err, ERR_IO, "what was read could not be handed over")
               : 0;
}

/* ---- the parent ---- */

static int refuse(struct err *err)
{
    return err_set(err, ERR_INTERNAL, "the reader answered with damaged data (%s)", "facts");
}

static int take(struct arena *a, int fd, struct deliver_facts *ret_facts, struct err *err)
{
    struct answer answer;
    struct deliver_facts facts = {};

    if (pread(fd, &answer, sizeof(answer), 0) != sizeof(answer) || answer.magic != MAGIC) {
        return refuse(err);
    }
    if (answer.failed != 0) {
        return child_answer_error(&answer.err, err) ? -1 : refuse(err);
    }
    if (answer.names_bytes > MAX_NAMES_BYTES) {
        return refuse(err);
    }
    char *names = arena_alloc(a, answer.names_bytes + 1);

    if (pread(fd, names, answer.names_bytes, (off_t)answer.names_at) !=
        (ssize_t)answer.names_bytes) {
        return refuse(err);
    }
    struct str rest = {.p = names, .n = answer.names_bytes};

    if (utf8_find_bad(rest) >= 0) {
        return refuse(err);
    }
    while (rest.n > 0 && facts.sheets.n < DELIVER_MAX_SHEETS) {
        ptrdiff_t end = str_find(rest, STR("\n"), 0);
        size_t past = end < 0 ? rest.n : (size_t)end;

        *VEC_ADD(a, &facts.sheets) = str_sub(rest, 0, past);
        rest = str_sub(rest, past + 1, rest.n);
    }
    facts.pages = answer.pages;
    facts.pictures = answer.pictures;
    *ret_facts = facts;
    return 0;
}

int deliver_facts_read(struct arena *a, const char *path, struct deliver_facts *ret_facts,
                       struct err *err)
{
    struct look look = {};
    const struct confine_job job = {.work = work, .fail = fail, .user = &look};
    struct confine_child child = {};
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        return err_set(err, ERR_DENIED, "'%s' could not be opened: %s", path, err_reason(errno));
    }
    int status = confine_start(fd, &job, &child, err);

    if (status == 0) {
        status = confine_wait(&child, err);
    }
    if (status == 0) {
        status = take(a, child.output, ret_facts, err);
    }
    confine_close(&child);
    close(fd);
    return status;
}
