/*
 * Text of a file into UTF-8, line by line, with a map from each byte written to the byte of the
 * file its character began at. A line break ends every state, so that damage stays in its line.
 */
#include "read/encoding.h"

#include "base/utf8.h"

enum {
    MIXED_MIN_CHARACTERS = 2, /* that a line in another encoding must have outside ASCII */
    UTF_8_GROWTH = 3,         /* a byte of the file gives at most so many */
};

struct decoder {
    struct str bytes;
    const struct jis *jis;
    enum encoding encoding; /* of the file */
    char *out;
    uint32_t *map; /* file offset of each byte of out */
    uint32_t n;
    uint32_t bad, first_bad; /* replaced, and where the first stands in `out` */
    uint32_t mixed_lines, first_mixed;
    enum encoding mixed;
};

static void put(struct decoder *d, uint32_t cp, size_t source)
{
    char utf8[UTF8_MAX];
    size_t n = utf8_write(cp, utf8);

    for (size_t i = 0; i < n; i++) {
        d->out[d->n] = utf8[i];
        d->map[d->n] = (uint32_t)source;
        d->n++;
    }
}

static void put_bad(struct decoder *d, size_t source)
{
    if (d->bad++ == 0) {
        d->first_bad = d->n;
    }
    put(d, UTF8_REPLACEMENT, source);
}

static void put_line(struct decoder *d, enum encoding encoding, size_t beg, size_t end)
{
    struct str line = str_sub(d->bytes, 0, end);

    for (size_t at = beg; at < end;) {
        uint32_t cp;
        size_t n = encoding_next(encoding, d->jis, line, at, &cp);

        if (cp == 0) {
            put_bad(d, at);
        } else {
            put(d, cp, at);
        }
        at += n;
    }
}

/* Whether all of the line fits; *ret_wide counts characters outside ASCII. */
static bool line_fits(const struct decoder *d, enum encoding encoding, size_t beg, size_t end,
                      size_t *ret_wide)
{
    struct str line = str_sub(d->bytes, 0, end);

    *ret_wide = 0;
    for (size_t at = beg; at < end;) {
        uint32_t cp;
        size_t n = encoding_next(encoding, d->jis, line, at, &cp);

        if (cp == 0) {
            return false;
        }
        *ret_wide += cp >= 0x80 && !(cp >= 0xFF61 && cp <= 0xFF9F);
        at += n;
    }
    return true;
}

/* The encoding of one line: that of the file, unless it fits only another. */
static enum encoding encoding_of_line(struct decoder *d, size_t beg, size_t end)
{
    static const enum encoding others[] = {ENCODING_UTF_8, ENCODING_CP932, ENCODING_EUC_JP};
    size_t wide;

    if (line_fits(d, d->encoding, beg, end, &wide)) {
        return d->encoding;
    }
    for (size_t i = 0; i < COUNT(others); i++) {
        if (others[i] != d->encoding && line_fits(d, others[i], beg, end, &wide) &&
            wide >= MIXED_MIN_CHARACTERS) {
            if (d->mixed_lines++ == 0) {
                d->first_mixed = d->n;
                d->mixed = others[i];
            }
            return others[i];
        }
    }
    return d->encoding;
}

static void decode_lines(struct decoder *d)
{
    for (size_t at = 0; at < d->bytes.n;) {
        const char *line_feed = memchr(d->bytes.p + at, '\n', d->bytes.n - at);
        size_t end = line_feed == NULL ? d->bytes.n : (size_t)(line_feed - d->bytes.p) + 1;

        put_line(d, encoding_of_line(d, at, end), at, end);
        at = end;
    }
}

enum iso_state { ISO_ASCII, ISO_KATAKANA, ISO_KANJI };

/* Length of the escape sequence at `at` and the state after it; 0 = none. */
static size_t iso_escape(struct str bytes, size_t at, enum iso_state *state)
{
    static const struct {
        struct str sequence;
        enum iso_state state;
    } escapes[] = {
        {STR("\x1B$B"), ISO_KANJI}, {STR("\x1B$@"), ISO_KANJI},    {STR("\x1B(B"), ISO_ASCII},
        {STR("\x1B(J"), ISO_ASCII}, {STR("\x1B(I"), ISO_KATAKANA},
    };
    struct str rest = str_sub(bytes, at, bytes.n);

    for (size_t i = 0; i < COUNT(escapes); i++) {
        if (str_starts(rest, escapes[i].sequence)) {
            *state = escapes[i].state;
            return escapes[i].sequence.n;
        }
    }
    return 0;
}

static void decode_iso_2022_jp(struct decoder *d)
{
    enum iso_state state = ISO_ASCII;

    for (size_t at = 0; at < d->bytes.n;) {
        unsigned char c = (unsigned char)d->bytes.p[at];
        size_t escape = c == 0x1B ? iso_escape(d->bytes, at, &state) : 0;

        if (escape > 0) {
            at += escape;
            continue;
        }
        if (c < 0x20) {
            state = c == '\n' || c == '\r' ? ISO_ASCII : state;
            put(d, c == 0 ? UTF8_REPLACEMENT : c, at);
        } else if (state == ISO_KANJI && c > 0x20 && c < 0x7F && at + 1 < d->bytes.n &&
                   d->bytes.p[at + 1] > 0x20 && d->bytes.p[at + 1] < 0x7F) {
            uint32_t cp = d->jis->x0208[c - 0x21][d->bytes.p[at + 1] - 0x21];

            cp == 0 ? put_bad(d, at) : put(d, cp, at);
            at++;
        } else if (state == ISO_KATAKANA && c >= 0x21 && c <= 0x5F) {
            put(d, 0xFF61u + c - 0x21u, at);
        } else if (c < 0x80 && state != ISO_KANJI) {
            put(d, c, at);
        } else {
            put_bad(d, at);
        }
        at++;
    }
}

static void add_notes(struct arena *a, const struct decoder *d, struct doc *doc)
{
    if (d->bad > 0) {
        struct doc_note *note = VEC_ADD(a, &doc->notes);

        *note = (struct doc_note){.kind = DOC_NOTE_ENCODING,
                                  .beg = d->first_bad,
                                  .end = d->first_bad + 3,
                                  .count = d->bad};
        note->detail = arena_printf(a, "%sとして読めないバイトが%u個あり、U+FFFDに置き換えました",
                                    encoding_name(d->encoding), d->bad);
    }
    if (d->mixed_lines > 0) {
        struct doc_note *note = VEC_ADD(a, &doc->notes);

        *note = (struct doc_note){.kind = DOC_NOTE_MIXED,
                                  .beg = d->first_mixed,
                                  .end = d->first_mixed,
                                  .count = d->mixed_lines};
        note->detail =
            arena_printf(a, "文字コードが混在しています（%sの中に%sなどの行が%u行）",
                         encoding_name(d->encoding), encoding_name(d->mixed), d->mixed_lines);
    }
}

int encoding_decode(struct arena *a, struct str bytes, enum encoding encoding,
                    const struct jis *jis, struct doc *doc, struct err *err)
{
    doc->encoding = str_of(encoding_name(encoding));
    if (encoding == ENCODING_UTF_8 && (jis == NULL || utf8_find_bad(bytes) < 0)) {
        doc->text = bytes;
        return 0;
    }
    if (bytes.n > ENCODING_MAX_BYTES) {
        err_set(err, ERR_LIMIT, "the file is too large for text in %s (%zu bytes, at most %d)",
                encoding_name(encoding), bytes.n, ENCODING_MAX_BYTES);
        return err_hint(err, "convert it to UTF-8 or cut it in parts");
    }
    size_t room = bytes.n * UTF_8_GROWTH + 1;
    struct decoder d = {.bytes = bytes, .jis = jis, .encoding = encoding};

    d.out = arena_alloc(a, room);
    d.map = ARENA_ARRAY(a, room, uint32_t);
    if (encoding == ENCODING_ISO_2022_JP) {
        decode_iso_2022_jp(&d);
    } else if (encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE) {
        put_line(&d, encoding, 0, bytes.n);
    } else {
        decode_lines(&d);
    }
    d.map[d.n] = (uint32_t)bytes.n;
    doc->text = (struct str){.p = d.out, .n = d.n};
    doc->source_offset = d.map;
    add_notes(a, &d, doc);
    return 0;
}
