/*
 * Text, in any encoding the readers know. Each line is looked through for personal information,
 * with the first line as its context (the head of a table); characters that are not seen are told.
 */
#include "inspect/text.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/personal.h"
#include "read/text-file.h"

#include <stdio.h>

enum { HEAD_BYTES = 400 };

/* Zero width, direction, tags; not the joiners of emoji nor a byte order mark at the start. */
static bool is_unseen(uint32_t cp)
{
    return cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x2060 ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) ||
           (cp >= 0xE0020 && cp <= 0xE007F) || cp == 0xFEFF;
}

static void look_for_unseen(struct found *f, struct str line, uint32_t number)
{
    uint32_t count = 0;

    for (size_t i = 0; i < line.n;) {
        uint32_t cp;

        /* All of them begin with these bytes. */
        if ((unsigned char)line.p[i] < 0xE2) {
            i++;
            continue;
        }
        size_t n = utf8_decode(line, i, &cp);

        count += is_unseen(cp) && !(number == 1 && i == 0);
        i += n;
    }
    if (count > 0) {
        found_add_many(f, "TXT-291", INSPECT_STRUCTURAL, arena_printf(f->arena, "L%u", number),
                       (struct str){}, count);
    }
}

void text_inspect(struct found *f, struct str bytes)
{
    struct doc doc = {};
    struct err err = {};
    struct str head = {};

    if (bytes.n == 0) {
        return;
    }
    if (text_file_read_prepared(f->arena, bytes, NULL, f->jis, &doc, &err) < 0) {
        found_less(f, INSPECT_UNREADABLE, err.message);
        return;
    }
    for (uint32_t i = 0; i < doc.notes.n; i++) {
        if (doc.notes.v[i].kind == DOC_NOTE_ENCODING || doc.notes.v[i].kind == DOC_NOTE_CUT) {
            found_less(f, INSPECT_PARTIAL, tr("bytes of the text fit no encoding"));
        }
    }
    uint32_t number = 0;

    for (size_t beg = 0; beg < doc.text.n;) {
        struct arena scratch CLEANUP(arena_done) = {};
        const char *end = memchr(doc.text.p + beg, '\n', doc.text.n - beg);
        size_t past = end == NULL ? doc.text.n : (size_t)(end - doc.text.p);
        struct str line = str_sub(doc.text, beg, past);
        char place[16];

        number++;
        snprintf(place, sizeof(place), "L%u", number);
        look_for_unseen(f, line, number);
        if (number == 1 && (str_has(line, STR(",")) || str_has(line, STR("\t")))) {
            head = str_sub(line, 0, HEAD_BYTES);
        }
        personal_scan(f, line, number == 1 ? (struct str){} : head, str_of(place));
        beg = past + 1;
    }
}
