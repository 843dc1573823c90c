/*
 * The answer of the child that cleans: one page of head, the input as it was read, then the result,
 * then the log as records of a fixed size and their texts. The child may have been taken over by
 * the file, so the parent checks every number of it, and the result is inspected as any file.
 */
#include "clean/cleaning.h"

#include "read/child-answer.h"
#include "read/docmsg.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAGIC = 0x696b6333,
    MAX_TEXTS_BYTES = 16 * 1024 * 1024, /* of all */
    MAX_ENDING_BYTES = 8,
    ALIGNMENT = 16,
};

struct record {
    uint32_t rule, count, is_kept;
    struct child_text place, why;
};

struct header {
    uint32_t magic, failed;
    struct err err;
    uint32_t outcome;
    struct child_text stop, stop_hint, ending, kind;
    uint64_t result_at, result_bytes, records_at, record_count, texts_at, texts_bytes;
};

_Static_assert(sizeof(struct header) <= DOCMSG_INPUT_AT, "the header has one page");

/* ---- the child ---- */

static uint64_t aligned(uint64_t at)
{
    return (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

int answer_write(int fd, const struct cleaning *c, int outcome, struct str input, struct str out,
                 struct err *err)
{
    struct buf texts CLEANUP(buf_done);
    struct header h = {.magic = MAGIC, .outcome = (uint32_t)outcome};
    size_t n = (size_t)c->removed.n + c->kept.n;
    struct record *records = ARENA_ARRAY(c->arena, n + 1, struct record);

    buf_init(&texts, MAX_TEXTS_BYTES);
    h.stop = child_answer_keep(&texts, c->stop);
    h.stop_hint = child_answer_keep(&texts, c->stop_hint);
    h.ending = child_answer_keep(&texts, c->ending);
    h.kind = child_answer_keep(&texts, c->kind);
    for (uint32_t i = 0; i < c->removed.n; i++) {
        const struct clean_removed *x = &c->removed.v[i];

        records[i] = (struct record){.rule = (uint32_t)(x->rule - inspect_rules),
                                     .count = x->count,
                                     .place = child_answer_keep(&texts, x->place)};
    }
    for (uint32_t i = 0; i < c->kept.n; i++) {
        const struct clean_left *x = &c->kept.v[i];

        records[c->removed.n + i] = (struct record){.rule = (uint32_t)(x->rule - inspect_rules),
                                                    .count = x->count,
                                                    .is_kept = 1,
                                                    .place = child_answer_keep(&texts, x->place),
                                                    .why = child_answer_keep(&texts, x->why)};
    }
    h.result_at = aligned(DOCMSG_INPUT_AT + input.n);
    h.result_bytes = outcome == CLEANING_DONE ? out.n : 0;
    h.records_at = aligned(h.result_at + h.result_bytes);
    h.record_count = n;
    h.texts_at = h.records_at + n * sizeof(struct record);
    h.texts_bytes = texts.n;
    /* The shared file may end before a place where nothing stands. */
    h.result_at = h.result_bytes == 0 ? 0 : h.result_at;
    h.records_at = n == 0 ? 0 : h.records_at;
    h.texts_at = texts.n == 0 ? 0 : h.texts_at;
    if (child_answer_put(fd, out.p, (size_t)h.result_bytes, h.result_at) < 0 ||
        child_answer_put(fd, records, n * sizeof(struct record), h.records_at) < 0 ||
        child_answer_put(fd, texts.p, texts.n, h.texts_at) < 0 ||
        child_answer_put(fd, &h, sizeof(h), 0) < 0) {
        return err_set(err, ERR_IO, "the cleaned file could not be handed over");
    }
    return 0;
}

int answer_write_error(int fd, const struct err *why)
{
    struct header h = {.magic = MAGIC, .failed = 1, .err = *why};

    h.err.file = NULL;
    return child_answer_put(fd, &h, sizeof(h), 0);
}

/* ---- the parent ---- */

static int refuse(struct err *err, const char *what)
{
    return err_set(err, ERR_INTERNAL, "the cleaner answered with damaged data (%s)", what);
}

static bool is_ending(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9'))) {
            return false;
        }
    }
    return s.n <= MAX_ENDING_BYTES;
}

static int take_records(struct arena *a, const char *p, const struct header *h, struct str texts,
                        struct clean_file *file, struct err *err)
{
    for (uint64_t i = 0; i < h->record_count; i++) {
        struct record r;
        struct str place, why;

        memcpy(&r, p + h->records_at + i * sizeof(r), sizeof(r));
        if (r.rule >= inspect_rule_count || r.is_kept > 1 ||
            !child_answer_text(a, texts, r.place, &place) ||
            !child_answer_text(a, texts, r.why, &why)) {
            return refuse(err, "log");
        }
        if (r.is_kept == 1) {
            *VEC_ADD(a, &file->left) = (struct clean_left){
                .rule = &inspect_rules[r.rule], .count = r.count, .place = place, .why = why};
        } else {
            *VEC_ADD(a, &file->removed) = (struct clean_removed){
                .rule = &inspect_rules[r.rule], .place = place, .count = r.count};
        }
    }
    return 0;
}

static int take(struct arena *a, const char *p, uint64_t n, struct answer *answer,
                struct clean_file *file, struct err *err)
{
    struct header h;

    memcpy(&h, p, sizeof(h));
    if (h.magic != MAGIC) {
        return refuse(err, "head");
    }
    if (h.failed != 0) {
        return child_answer_error(&h.err, err) ? -1 : refuse(err, "error");
    }
    if (h.outcome > CLEANING_UNDECIDED || h.record_count > 2 * CLEANING_MAX_LOG ||
        h.records_at > n || h.record_count * sizeof(struct record) > n - h.records_at ||
        h.texts_bytes > MAX_TEXTS_BYTES || h.texts_at > n || h.texts_bytes > n - h.texts_at ||
        h.result_bytes > CLEANING_MAX_BYTES || h.result_at > n ||
        h.result_bytes > n - h.result_at) {
        return refuse(err, "lengths");
    }
    struct str texts = {.p = p + h.texts_at, .n = h.texts_bytes};

    *answer =
        (struct answer){.outcome = (int)h.outcome, .at = h.result_at, .bytes = h.result_bytes};
    if (!child_answer_text(a, texts, h.stop, &file->why) ||
        !child_answer_text(a, texts, h.stop_hint, &file->hint) ||
        !child_answer_text(a, texts, h.ending, &answer->ending) || !is_ending(answer->ending) ||
        !child_answer_text(a, texts, h.kind, &answer->kind) || !is_ending(answer->kind)) {
        return refuse(err, "state");
    }
    return take_records(a, p, &h, texts, file, err);
}

int answer_read(struct arena *a, int fd, struct answer *ret_answer, struct clean_file *ret_file,
                struct err *err)
{
    struct stat st;

    if (fstat(fd, &st) < 0 || st.st_size < (off_t)sizeof(struct header)) {
        return refuse(err, "size");
    }
    char *map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);

    if (map == MAP_FAILED) {
        return err_set(err, ERR_LIMIT, "the result is too large for the memory of this machine");
    }
    struct clean_file file = *ret_file;
    struct answer answer = {};
    int r = take(a, map, (uint64_t)st.st_size, &answer, &file, err);

    munmap(map, (size_t)st.st_size);
    if (r == 0) {
        *ret_file = file;
        *ret_answer = answer;
    }
    return r;
}
