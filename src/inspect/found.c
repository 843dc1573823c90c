/*
 * Findings in the making; see found.h. The answer has one page of head, the input as it was read,
 * then records of a fixed size, then their texts; the parent checks every number of it.
 */
#include "inspect/found.h"

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/mask.h"
#include "read/child-answer.h"
#include "read/docmsg.h"

#include <assert.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAGIC = 0x696b6632,
    MAX_TEXTS_BYTES = 64 * 1024 * 1024, /* of all */
    ALIGNMENT = 16,
};

void found_init(struct found *f, struct arena *a, bool reveal)
{
    *f = (struct found){.arena = a, .reveal = reveal, .state = INSPECT_INSPECTED};
    f->of_rule = ARENA_ARRAY(a, inspect_rule_count, struct found_tally);
}

/* ---- texts ---- */

/* One line of at most so many characters, white space as single blanks. */
static struct str tidy(struct arena *a, struct str text, size_t max_characters)
{
    struct buf out CLEANUP(buf_done);
    size_t count = 0;
    bool blank = false;

    buf_init(&out, max_characters * UTF8_MAX + UTF8_MAX * 2);
    for (size_t i = 0; i < text.n && count < max_characters;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        if (cp <= ' ' || (cp >= 0x7F && cp <= 0xA0) || cp == 0x3000 || cp == 0x2028 ||
            cp == 0x2029) {
            blank = out.n > 0;
            continue;
        }
        /* What turns the direction of text would change how the report reads. */
        if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) ||
            (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF) {
            continue;
        }
        if (blank) {
            buf_add_char(&out, ' ');
            blank = false;
            count++;
        }
        buf_add_code_point(&out, cp);
        count++;
        if (count == max_characters && i < text.n) {
            buf_add(&out, STR("…"));
        }
    }
    return arena_str(a, buf_str(&out));
}

/* ---- adding ---- */

void found_add_many(struct found *f, const char *id, enum inspect_basis basis, struct str place,
                    struct str reads, uint32_t count)
{
    const struct inspect_rule *rule = inspect_rule_find(id);

    assert(rule != NULL);
    if (count == 0) {
        return;
    }
    struct found_tally *tally = &f->of_rule[rule - inspect_rules];

    if (f->prefix.n > 0) {
        place = arena_printf(f->arena, "%.*s › %.*s", STR_ARG(f->prefix), STR_ARG(place));
    }
    reads = tidy(f->arena, reads, FOUND_MAX_READS);
    if (!f->reveal) {
        reads = mask_text(f->arena, reads);
    }
    place = tidy(f->arena, place, FOUND_MAX_PLACE);
    struct inspect_finding *last = tally->count == 0 ? NULL : &f->findings.v[tally->last];

    if (last != NULL && ((str_eq(last->place, place) && str_eq(last->reads, reads)) ||
                         tally->count >= FOUND_MAX_OF_RULE)) {
        last->count += MIN(count, UINT32_MAX - last->count);
        return;
    }
    if (f->findings.n >= FOUND_MAX) {
        found_less(f, INSPECT_PARTIAL, tr("more findings than are listed"));
        return;
    }
    *tally = (struct found_tally){.count = tally->count + 1, .last = f->findings.n};
    *VEC_ADD(f->arena, &f->findings) = (struct inspect_finding){
        .rule = rule, .basis = basis, .place = place, .reads = reads, .count = count};
}

void found_add(struct found *f, const char *id, enum inspect_basis basis, struct str place,
               struct str reads)
{
    found_add_many(f, id, basis, place, reads, 1);
}

void found_sample(struct arena *a, struct str *sample, struct str text)
{
    enum { ROOM = FOUND_MAX_READS * 3 };

    text = str_trim(text);
    if (text.n == 0 || sample->n + 1 + MIN(text.n, (size_t)ROOM / 4) > ROOM) {
        return;
    }
    if (sample->p == NULL) {
        sample->p = arena_alloc(a, ROOM);
    }
    char *room = (char *)(uintptr_t)sample->p;

    if (sample->n > 0) {
        room[sample->n++] = ' ';
    }
    size_t n = utf8_floor(text, MIN(text.n, ROOM - sample->n));

    memcpy(room + sample->n, text.p, n);
    sample->n += n;
}

uint32_t found_of_pictures(const struct found *f)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < f->findings.n; i++) {
        n +=
            str_starts(str_of(f->findings.v[i].rule->id), STR("IMG-")) ? f->findings.v[i].count : 0;
    }
    return n;
}

void found_less(struct found *f, enum inspect_state state, const char *why)
{
    if (f->depth > 0 && state > INSPECT_PARTIAL) {
        state = INSPECT_PARTIAL; /* a file in the file could not be read: the rest was */
    }
    if (state > f->state) {
        f->state = state;
        f->why = f->prefix.n == 0
                     ? tidy(f->arena, str_of(why), FOUND_MAX_PLACE)
                     : tidy(f->arena, arena_printf(f->arena, "%.*s: %s", STR_ARG(f->prefix), why),
                            FOUND_MAX_PLACE);
    }
}

void found_member(struct found *f, struct str bytes, struct str place)
{
    struct str prefix = f->prefix;
    struct str kind = f->kind;

    f->prefix = prefix.n == 0
                    ? place
                    : arena_printf(f->arena, "%.*s › %.*s", STR_ARG(prefix), STR_ARG(place));
    f->depth++;
    if (f->depth > FOUND_MAX_DEPTH || f->members >= FOUND_MAX_MEMBERS) {
        found_add(f, "ZIP-295", INSPECT_STRUCTURAL, STR("…"), (struct str){});
        found_less(f, INSPECT_PARTIAL,
                   f->depth > FOUND_MAX_DEPTH
                       ? tr("files in files are not followed any deeper")
                       : tr("more files than are looked through; unpack it and give the folder"));
    } else if (f->inspect == NULL) {
        found_less(f, INSPECT_PARTIAL, tr("files in files are not followed any deeper"));
    } else {
        f->members++;
        f->inspect(f, bytes, place);
    }
    f->depth--;
    f->prefix = prefix;
    f->kind = kind;
}

/* ---- names of parts ---- */

void found_call(struct found *f, struct str part, struct str name)
{
    struct str before = f->prefix.n == 0 ? (struct str){} : STR(" › ");

    *VEC_ADD(f->arena, &f->names) =
        (struct found_name){.part = arena_printf(f->arena, "%.*s%.*s%.*s", STR_ARG(f->prefix),
                                                 STR_ARG(before), STR_ARG(part)),
                            .name = arena_printf(f->arena, "%.*s%.*s%.*s", STR_ARG(f->prefix),
                                                 STR_ARG(before), STR_ARG(name))};
}

static struct str named(const struct found *f, struct str place)
{
    for (uint32_t i = 0; i < f->names.n; i++) {
        const struct found_name *x = &f->names.v[i];

        if (str_starts(place, x->part) && (place.n == x->part.n || place.p[x->part.n] == ' ')) {
            struct str rest = str_sub(place, x->part.n, place.n);

            return arena_printf(f->arena, "%.*s%.*s", STR_ARG(x->name), STR_ARG(rest));
        }
    }
    return place;
}

/* ---- the answer ---- */

struct record {
    uint32_t rule, basis, count;
    struct child_text place, reads;
};

struct header {
    uint32_t magic, failed;
    struct err err;
    uint32_t state;
    struct child_text why, kind;
    uint64_t records_at, record_count, texts_at, texts_bytes;
};

_Static_assert(sizeof(struct header) <= DOCMSG_INPUT_AT, "the header has one page");

int found_write(int fd, const struct found *f, struct str input, struct err *err)
{
    struct buf texts CLEANUP(buf_done);
    struct header header = {.magic = MAGIC, .state = f->state};
    size_t n = f->findings.n;
    struct record *records = ARENA_ARRAY(f->arena, n + 1, struct record);

    buf_init(&texts, MAX_TEXTS_BYTES);
    header.why = child_answer_keep(&texts, f->why);
    header.kind = child_answer_keep(&texts, f->kind);
    for (size_t i = 0; i < n; i++) {
        const struct inspect_finding *x = &f->findings.v[i];

        records[i] = (struct record){.rule = (uint32_t)(x->rule - inspect_rules),
                                     .basis = x->basis,
                                     .count = x->count,
                                     .place = child_answer_keep(&texts, named(f, x->place)),
                                     .reads = child_answer_keep(&texts, x->reads)};
    }
    header.records_at = (DOCMSG_INPUT_AT + input.n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    header.record_count = n;
    header.texts_at = header.records_at + n * sizeof(struct record);
    header.texts_bytes = texts.n;
    if (child_answer_put(fd, records, n * sizeof(struct record), header.records_at) < 0 ||
        child_answer_put(fd, texts.p, texts.n, header.texts_at) < 0 ||
        child_answer_put(fd, &header, sizeof(header), 0) < 0) {
        return err_set(err, ERR_IO, "the findings could not be handed over");
    }
    return 0;
}

int found_write_error(int fd, const struct err *why)
{
    struct header header = {.magic = MAGIC, .failed = 1, .err = *why};

    header.err.file = NULL;
    return child_answer_put(fd, &header, sizeof(header), 0);
}

static int refuse(struct err *err, const char *what)
{
    return err_set(err, ERR_INTERNAL, "the inspector answered with damaged data (%s)", what);
}

/* `n` bytes of the answer at a place, in arena memory; NULL when they are not there. */
static char *get(struct arena *a, int fd, uint64_t at, uint64_t n)
{
    char *bytes = arena_alloc(a, n + 1);
    size_t got = 0;

    while (got < n) {
        ssize_t r = pread(fd, bytes + got, n - got, (off_t)(at + got));

        if (r == 0 || (r < 0 && errno != EINTR)) {
            return NULL;
        }
        got += r > 0 ? (size_t)r : 0;
    }
    return bytes;
}

static int take_findings(struct arena *a, const struct header *h, const char *records,
                         struct str texts, struct inspect_file *file, struct err *err)
{
    for (uint64_t i = 0; i < h->record_count; i++) {
        struct record r;
        struct inspect_finding *x = VEC_ADD(a, &file->findings);

        memcpy(&r, records + i * sizeof(r), sizeof(r));
        if (r.rule >= inspect_rule_count || r.basis > INSPECT_HEURISTIC || r.count == 0 ||
            !child_answer_text(a, texts, r.place, &x->place) ||
            !child_answer_text(a, texts, r.reads, &x->reads)) {
            return refuse(err, "findings");
        }
        x->rule = &inspect_rules[r.rule];
        x->basis = (enum inspect_basis)r.basis;
        x->count = r.count;
    }
    return 0;
}

/* `n` bytes are in the file of the answer: what is larger than that is not asked for. */
static int take(struct arena *a, int fd, uint64_t n, struct inspect_file *file, struct err *err)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const struct header *h = (const struct header *)get(&scratch, fd, 0, sizeof(*h));

    if (h == NULL || h->magic != MAGIC) {
        return refuse(err, "head");
    }
    if (h->failed != 0) {
        return child_answer_error(&h->err, err) ? -1 : refuse(err, "error");
    }
    if (h->state > INSPECT_REFUSED || h->record_count > FOUND_MAX ||
        h->records_at % ALIGNMENT != 0 || h->records_at > n ||
        h->record_count * sizeof(struct record) > n - h->records_at ||
        h->texts_bytes > MAX_TEXTS_BYTES || h->texts_at > n || h->texts_bytes > n - h->texts_at) {
        return refuse(err, "lengths");
    }
    const char *records = get(&scratch, fd, h->records_at, h->record_count * sizeof(struct record));
    struct str texts = {.p = get(&scratch, fd, h->texts_at, h->texts_bytes), .n = h->texts_bytes};

    file->state = (enum inspect_state)h->state;
    if (records == NULL || texts.p == NULL || !child_answer_text(a, texts, h->why, &file->why) ||
        !child_answer_text(a, texts, h->kind, &file->kind)) {
        return refuse(err, "state");
    }
    return take_findings(a, h, records, texts, file, err);
}

int found_read(struct arena *a, int fd, struct inspect_file *ret_file, struct err *err)
{
    struct stat st;

    if (fstat(fd, &st) < 0 || st.st_size < (off_t)sizeof(struct header)) {
        return refuse(err, "size");
    }
    struct inspect_file file = *ret_file;
    int r = take(a, fd, (uint64_t)st.st_size, &file, err);

    if (r == 0) {
        *ret_file = file;
    }
    return r;
}
