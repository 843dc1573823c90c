/*
 * Pictures made of drawing commands: WMF (MS-WMF) and EMF with EMF+ in it (MS-EMF, MS-EMFPLUS).
 * Both are rows of records with a type and a length. Words that are drawn are looked through line
 * by line (records at one height are one line); the title that an EMF carries is told.
 */
#include "inspect/picture/picture.h"

#include "base/bytes.h"
#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/personal/personal.h"
#include "read/encoding.h"

enum {
    PLACEABLE_BYTES = 22,
    WMF_HEAD_BYTES = 18,
    WMF_TEXT = 0x0521,
    WMF_EXTENDED_TEXT = 0x0A32,
    EMF_HEAD_BYTES = 88,
    EMF_EOF = 14,
    EMF_COMMENT = 70,
    EMF_TEXT_A = 83,
    EMF_TEXT_W = 84,
    EMF_SMALL_TEXT = 108,
    PLUS_STRING = 0x401C,
    PLUS_DRIVER_STRING = 0x4036,
    MAX_RECORDS = 4 * 1024 * 1024,
    MAX_LINE_BYTES = 16 * 1024,
};

/* ---- lines of words ---- */

struct words {
    struct found *f;
    struct buf line;
    int64_t height;  /* where the line stands */
    uint32_t number; /* of the record it begins with */
    uint32_t record;
};

static void end_line(struct words *w)
{
    struct str text = str_trim(buf_str(&w->line));

    if (text.n > 0) {
        personal_line(w->f, text, arena_printf(w->f->arena, "record %u", w->number));
    }
    buf_clear(&w->line);
}

/* The next words are drawn at this height. */
static void move_to(struct words *w, int64_t height)
{
    if (height != w->height) {
        end_line(w);
    }
    w->number = w->line.n == 0 ? w->record : w->number;
    w->height = height;
}

static void add_wide(struct words *w, struct str utf16)
{
    for (size_t i = 0; i + 1 < utf16.n; i += 2) {
        uint32_t unit = bytes_le16(utf16, i);

        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < utf16.n) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (bytes_le16(utf16, i + 2) & 0x3FF);
            i += 2;
        }
        buf_add_code_point(&w->line, unit < ' ' ? ' ' : unit);
    }
}

/* Bytes in the code page of the machine: ASCII, or CP932. */
static void add_bytes(struct words *w, struct str bytes)
{
    struct doc doc = {};
    struct err err = {};

    if (utf8_find_bad(bytes) < 0) {
        buf_add(&w->line, bytes);
    } else if (w->f->jis != NULL &&
               encoding_decode(w->f->arena, bytes, ENCODING_CP932, w->f->jis, &doc, &err) == 0) {
        buf_add(&w->line, doc.text);
    }
}

/* ---- WMF ---- */

bool picture_wmf_recognise(struct str bytes)
{
    size_t at = str_starts(bytes, STR("\xD7\xCD\xC6\x9A")) ? PLACEABLE_BYTES : 0;

    return bytes.n >= at + WMF_HEAD_BYTES &&
           (bytes_le16(bytes, at) == 1 || bytes_le16(bytes, at) == 2) &&
           bytes_le16(bytes, at + 2) == 9 &&
           (bytes_le16(bytes, at + 4) == 0x0300 || bytes_le16(bytes, at + 4) == 0x0100);
}

static void take_wmf_text(struct words *w, uint32_t type, struct str record)
{
    if (type == WMF_TEXT) {
        size_t n = bytes_le16(record, 6);

        move_to(w, (int16_t)bytes_le16(record, 8 + n + (n & 1)));
        add_bytes(w, str_sub(record, 8, 8 + n));
    } else if (type == WMF_EXTENDED_TEXT) {
        size_t at = (bytes_le16(record, 12) & 6) != 0 ? 22 : 14; /* behind a rectangle */

        move_to(w, (int16_t)bytes_le16(record, 6));
        add_bytes(w, str_sub(record, at, at + bytes_le16(record, 10)));
    }
}

/* Goes through the records; where they end, or 0 when they do not. */
static size_t take_wmf(struct words *w, struct str bytes)
{
    size_t at = (str_starts(bytes, STR("\xD7\xCD\xC6\x9A")) ? PLACEABLE_BYTES : 0) + WMF_HEAD_BYTES;

    for (w->record = 0; at + 6 <= bytes.n && w->record < MAX_RECORDS; w->record++) {
        uint64_t n = (uint64_t)bytes_le32(bytes, at) * 2;
        uint32_t type = bytes_le16(bytes, at + 4);

        if (n < 6 || n > bytes.n - at) {
            return 0;
        }
        if (type == 0) {
            return at + (size_t)n;
        }
        if (w->f != NULL) {
            take_wmf_text(w, type, str_sub(bytes, at, at + (size_t)n));
        }
        at += (size_t)n;
    }
    return 0;
}

/* ---- EMF ---- */

bool picture_emf_recognise(struct str bytes)
{
    return bytes_le32(bytes, 0) == 1 && str_at(bytes, 40, STR(" EMF")) && bytes.n >= EMF_HEAD_BYTES;
}

/* Records of EMF+ in a comment. */
static void take_plus(struct words *w, struct str records)
{
    for (size_t at = 0; at + 12 <= records.n;) {
        size_t n = bytes_le32(records, at + 4);
        uint32_t type = bytes_le16(records, at);

        if (n < 12 || n > records.n - at) {
            return;
        }
        if (type == PLUS_STRING) {
            move_to(w, (int64_t)bytes_le32(records, at + 28) + INT32_MAX);
            add_wide(w, str_sub(records, at + 40,
                                MIN(at + 40 + bytes_le32(records, at + 20) * 2, at + n)));
        } else if (type == PLUS_DRIVER_STRING && (bytes_le32(records, at + 16) & 1) != 0) {
            move_to(w, w->height);
            add_wide(w, str_sub(records, at + 28,
                                MIN(at + 28 + bytes_le32(records, at + 24) * 2, at + n)));
        }
        at += n;
    }
}

static void take_emf_record(struct words *w, uint32_t type, struct str record)
{
    size_t count = bytes_le32(record, 44);
    size_t at = bytes_le32(record, 48);

    if (type == EMF_TEXT_W || type == EMF_TEXT_A) {
        size_t room = at < record.n ? record.n - at : 0;

        move_to(w, (int32_t)bytes_le32(record, 40));
        if (type == EMF_TEXT_W) {
            add_wide(w, str_sub(record, at, at + MIN(count, room / 2) * 2));
        } else {
            add_bytes(w, str_sub(record, at, at + MIN(count, room)));
        }
    } else if (type == EMF_SMALL_TEXT) {
        uint32_t options = bytes_le32(record, 20);
        size_t from = (options & 0x100) != 0 ? 36 : 52; /* without a rectangle */
        size_t room = from < record.n ? record.n - from : 0;

        count = bytes_le32(record, 16);
        move_to(w, (int32_t)bytes_le32(record, 12));
        if ((options & 0x200) != 0) {
            add_bytes(w, str_sub(record, from, from + MIN(count, room)));
        } else {
            add_wide(w, str_sub(record, from, from + MIN(count, room / 2) * 2));
        }
    } else if (type == EMF_COMMENT && str_at(record, 12, STR("EMF+"))) {
        take_plus(w, str_sub(record, 16, record.n));
    }
}

static size_t take_emf(struct words *w, struct str bytes)
{
    size_t at = 0;

    for (w->record = 0; at + 8 <= bytes.n && w->record < MAX_RECORDS; w->record++) {
        uint32_t type = bytes_le32(bytes, at);
        size_t n = bytes_le32(bytes, at + 4);

        if (n < 8 || n > bytes.n - at) {
            return 0;
        }
        if (type == EMF_EOF) {
            return at + n;
        }
        if (w->f != NULL) {
            take_emf_record(w, type, str_sub(bytes, at, at + n));
        }
        at += n;
    }
    return 0;
}

struct str picture_emf_description(struct str bytes)
{
    size_t count = bytes_le32(bytes, 60);
    size_t at = bytes_le32(bytes, 64);

    return at >= EMF_HEAD_BYTES && at < bytes.n && count <= (bytes.n - at) / 2
               ? str_sub(bytes, at, at + count * 2)
               : (struct str){};
}

/* The program's name, a zero, and the title of the picture. */
static void take_description(struct found *f, struct str bytes)
{
    struct words w = {.f = f};
    struct str description = picture_emf_description(bytes);
    size_t title = 0;

    while (title + 1 < description.n && bytes_le16(description, title) != 0) {
        title += 2;
    }
    buf_init(&w.line, MAX_LINE_BYTES);
    add_wide(&w, str_sub(description, title, description.n));
    picture_comment(f, str_trim(buf_str(&w.line)), STR("EMF title"));
    buf_done(&w.line);
}

/* ---- both ---- */

size_t picture_metafile_end(struct str bytes)
{
    struct words none = {};

    return picture_emf_recognise(bytes) ? take_emf(&none, bytes) : take_wmf(&none, bytes);
}

static void inspect(struct found *f, struct str bytes,
                    size_t (*take)(struct words *w, struct str bytes))
{
    struct words w = {.f = f};

    buf_init(&w.line, MAX_LINE_BYTES);
    size_t end = take(&w, bytes);

    end_line(&w);
    personal_end(f);
    buf_done(&w.line);
    if (end == 0) {
        picture_damaged(f);
        return;
    }
    picture_rest(f, bytes, end);
}

void picture_wmf_inspect(struct found *f, struct str bytes)
{
    inspect(f, bytes, take_wmf);
}

void picture_emf_inspect(struct found *f, struct str bytes)
{
    take_description(f, bytes);
    inspect(f, bytes, take_emf);
}
