/*
 * Messages from the child; see docmsg.h. Lines and notes are written as the structs they are, with
 * offsets into the section of strings in place of pointers, and turned back in the mapping: a text
 * of 50 MB is not copied on its way.
 */
#include "read/docmsg.h"

#include "base/utf8.h"
#include "read/child-answer.h"
#include "read/bounds.h"

#include <errno.h>
#include <math.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAGIC = 0x696b6431,
    ALIGNMENT = 16,
    COPIED_BYTES = 4 * 1024 * 1024, /* messages up to this go to the arena */
    KNOWN_STRINGS = 64,             /* styles repeat: their places are remembered */
    LARGEST_MEASURE = 1000000,      /* points */
};

_Static_assert(sizeof(struct docmsg_header) <= DOCMSG_INPUT_AT, "the header has one page");

/* ---- writing ---- */

struct writer {
    int fd;
    uint64_t at; /* end of what was written */
    struct arena arena;
    VEC(char) strings;
    struct {
        const char *p;
        size_t n;
        uint32_t at;
    } known[KNOWN_STRINGS];
    int error;
};

static void write_at(struct writer *w, const void *bytes, size_t n, uint64_t at)
{
    if (w->error == 0 && child_answer_put(w->fd, bytes, n, at) < 0) {
        w->error = errno;
    }
}

static struct docmsg_section add_section(struct writer *w, const void *bytes, size_t count,
                                         size_t element_bytes)
{
    if (count == 0) {
        return (struct docmsg_section){};
    }
    w->at = (w->at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct docmsg_section section = {.at = w->at, .count = count};

    write_at(w, bytes, count * element_bytes, w->at);
    w->at += count * element_bytes;
    return section;
}

/* Replaces the pointer by the offset of a copy among the strings. */
static void add_string(struct writer *w, struct str *s)
{
    if (s->n == 0) {
        *s = (struct str){};
        return;
    }
    size_t slot = ((uintptr_t)s->p >> 4) % KNOWN_STRINGS;

    if (w->known[slot].p != s->p || w->known[slot].n != s->n) {
        w->known[slot].p = s->p;
        w->known[slot].n = s->n;
        w->known[slot].at = w->strings.n;
        for (size_t i = 0; i < s->n; i++) {
            *VEC_ADD(&w->arena, &w->strings) = s->p[i];
        }
    }
    s->p = (const char *)(uintptr_t)w->known[slot].at;
}

static int finish(struct writer *w, const struct docmsg_header *header, struct err *err)
{
    write_at(w, header, sizeof(*header), 0);
    arena_done(&w->arena);
    return w->error == 0 ? 0 : err_set(err, ERR_IO, "the text could not be handed over");
}

int docmsg_write(int fd, struct doc *d, struct str input, struct err *err)
{
    struct writer w = {.fd = fd, .at = DOCMSG_INPUT_AT + input.n};
    struct docmsg_header header = {.magic = MAGIC, .kind = d->kind, .pages = d->pages};
    bool borrowed = d->text.p >= input.p && d->text.p + d->text.n <= input.p + input.n;

    for (uint32_t i = 0; i < d->lines.n; i++) {
        add_string(&w, &d->lines.v[i].label);
        add_string(&w, &d->lines.v[i].style);
    }
    for (uint32_t i = 0; i < d->notes.n; i++) {
        add_string(&w, &d->notes.v[i].detail);
    }
    header.encoding = d->encoding;
    add_string(&w, &header.encoding);
    if (borrowed) {
        header.text.at = DOCMSG_INPUT_AT + (uint64_t)(d->text.p - input.p);
        header.text.count = d->text.n;
    } else {
        header.text = add_section(&w, d->text.p, d->text.n, 1);
    }
    header.lines = add_section(&w, d->lines.v, d->lines.n, sizeof(struct doc_line));
    header.notes = add_section(&w, d->notes.v, d->notes.n, sizeof(struct doc_note));
    if (d->source_offset != NULL) {
        header.source_offsets = add_section(&w, d->source_offset, d->text.n + 1, sizeof(uint32_t));
    }
    header.strings = add_section(&w, w.strings.v, w.strings.n, 1);
    return finish(&w, &header, err);
}

int docmsg_write_error(int fd, const struct err *why)
{
    struct writer w = {.fd = fd};
    struct docmsg_header header = {.magic = MAGIC, .failed = 1, .err = *why};

    header.err.file = NULL;
    return finish(&w, &header, NULL);
}

/* ---- reading ---- */

struct message {
    char *p; /* of the mapping or of a copy: 16-byte aligned */
    uint64_t n;
};

static int refuse(struct err *err, const char *what)
{
    return err_set(err, ERR_INTERNAL, "the reader answered with damaged data (%s)", what);
}

/* The bytes of a section, or NULL when it does not lie in the message. */
static void *section(const struct message *m, struct docmsg_section s, size_t element_bytes,
                     uint64_t max_count)
{
    if (s.count > max_count || s.at % (element_bytes == 1 ? 1 : ALIGNMENT) != 0 || s.at > m->n ||
        s.count * element_bytes > m->n - s.at) {
        return NULL;
    }
    return m->p + s.at;
}

static bool is_boundary(struct str text, uint64_t at)
{
    return at == text.n || (at < text.n && ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

static bool span_is_good(struct str text, uint32_t beg, uint32_t end)
{
    return beg <= end && end <= text.n && is_boundary(text, beg) && is_boundary(text, end);
}

/* Turns an offset among the strings back into a pointer. */
static bool take_string(struct str strings, struct str *s)
{
    uint64_t at = (uintptr_t)s->p;

    if (s->n == 0) {
        return at == 0;
    }
    if (at > strings.n || s->n > strings.n - at || !is_boundary(strings, at) ||
        !is_boundary(strings, at + s->n)) {
        return false;
    }
    s->p = strings.p + at;
    return true;
}

static bool measure_is_good(float value)
{
    return isfinite(value) && value >= -LARGEST_MEASURE && value <= LARGEST_MEASURE;
}

static bool line_is_good(const struct doc *d, struct str strings, struct doc_line *line,
                         uint32_t least_beg)
{
    return span_is_good(d->text, line->beg, line->end) && line->beg >= least_beg &&
           line->page <= d->pages && line->role <= DOC_MARK && line->outline_level <= 9 &&
           line->flags < DOC_TEXT_BOX * 2 && measure_is_good(line->font_size) &&
           measure_is_good(line->box.x0) && measure_is_good(line->box.y0) &&
           measure_is_good(line->box.x1) && measure_is_good(line->box.y1) &&
           take_string(strings, &line->label) && take_string(strings, &line->style);
}

static bool note_is_good(const struct doc *d, struct str strings, struct doc_note *note)
{
    return note->kind <= DOC_NOTE_LONG_LINE && span_is_good(d->text, note->beg, note->end) &&
           note->page <= d->pages && take_string(strings, &note->detail);
}

static bool offsets_are_good(const uint32_t *offsets, uint64_t count)
{
    for (uint64_t i = 1; i < count; i++) {
        if (offsets[i] < offsets[i - 1]) {
            return false;
        }
    }
    return true;
}

static int take_document(const struct message *m, const struct docmsg_header *h, struct doc *d,
                         struct err *err)
{
    struct str strings = {.p = section(m, h->strings, 1, UINT32_MAX), .n = h->strings.count};

    d->text = (struct str){.p = section(m, h->text, 1, READ_MAX_TEXT_BYTES), .n = h->text.count};
    d->lines.v = section(m, h->lines, sizeof(struct doc_line), UINT32_MAX / 2);
    d->notes.v = section(m, h->notes, sizeof(struct doc_note), UINT32_MAX / 2);
    if (strings.p == NULL || d->text.p == NULL || d->lines.v == NULL || d->notes.v == NULL) {
        return refuse(err, "lengths");
    }
    if (h->kind > DOC_PDF || h->pages > READ_MAX_PAGES || utf8_find_bad(d->text) >= 0 ||
        utf8_find_bad(strings) >= 0) {
        return refuse(err, "text");
    }
    d->lines.n = d->lines.room = (uint32_t)h->lines.count;
    d->notes.n = d->notes.room = (uint32_t)h->notes.count;
    d->kind = (enum doc_kind)h->kind;
    d->pages = h->pages;
    d->encoding = h->encoding;
    if (!take_string(strings, &d->encoding)) {
        return refuse(err, "encoding");
    }
    for (uint32_t i = 0; i < d->lines.n; i++) {
        if (!line_is_good(d, strings, &d->lines.v[i], i == 0 ? 0 : d->lines.v[i - 1].beg)) {
            return refuse(err, "lines");
        }
    }
    for (uint32_t i = 0; i < d->notes.n; i++) {
        if (!note_is_good(d, strings, &d->notes.v[i])) {
            return refuse(err, "notes");
        }
    }
    if (h->source_offsets.count > 0) {
        d->source_offset = section(m, h->source_offsets, sizeof(uint32_t), d->text.n + 1);
        if (d->source_offset == NULL || h->source_offsets.count != d->text.n + 1 ||
            !offsets_are_good(d->source_offset, h->source_offsets.count)) {
            return refuse(err, "offsets");
        }
    }
    return 0;
}

static int take(const struct message *m, struct doc *ret_doc, struct err *err)
{
    struct docmsg_header header;
    struct doc d = {.name = ret_doc->name};

    memcpy(&header, m->p, sizeof(header));
    if (header.magic != MAGIC) {
        return refuse(err, "head");
    }
    if (header.failed != 0) {
        return child_answer_error(&header.err, err) ? -1 : refuse(err, "error");
    }
    int r = take_document(m, &header, &d, err);

    if (r == 0) {
        *ret_doc = d;
    }
    return r;
}

int docmsg_read(struct arena *a, int fd, struct doc *ret_doc, struct err *err)
{
    struct stat st;
    struct message m = {};

    if (fstat(fd, &st) < 0 || st.st_size < (off_t)sizeof(struct docmsg_header)) {
        return refuse(err, "size");
    }
    m.n = (uint64_t)st.st_size;
    char *mapping = mmap(NULL, m.n, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);

    if (mapping == MAP_FAILED) {
        return err_set(err, ERR_LIMIT, "the text is too large for the memory of this machine");
    }
    m.p = mapping;
    if (m.n <= COPIED_BYTES) {
        m.p = arena_alloc(a, m.n);
        memcpy(m.p, mapping, m.n);
        munmap(mapping, m.n);
        return take(&m, ret_doc, err);
    }
    int r = take(&m, ret_doc, err);

    if (r < 0) {
        munmap(mapping, m.n);
    }
    return r;
}
