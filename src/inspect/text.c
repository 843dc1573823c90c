/*
 * Text, in any encoding the readers know. It is looked through for personal information: as a table
 * when its first two lines have the same number of commas or tabs, else line by line. Characters
 * that are not seen are told.
 */
#include "inspect/text.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/personal.h"
#include "read/text-file.h"

#include <stdio.h>

/* Chooses a form of the character before it. */
static bool is_selector(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool is_ideograph(uint32_t cp)
{
    return cp == 0x3005 || (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

bool text_is_unseen(uint32_t cp, uint32_t before)
{
    if (is_selector(cp)) {
        /* Behind another it chooses nothing; those of ideographs nothing behind anything else. */
        return is_selector(before) || (cp >= 0xE0100 && !is_ideograph(before));
    }
    return cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x2060 ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) ||
           (cp >= 0xE0020 && cp <= 0xE007F) || (cp == 0xFEFF && before != 0);
}

static void look_for_unseen(struct found *f, struct str line, uint32_t number)
{
    uint32_t count = 0;
    uint32_t before = number == 1 ? 0 : '\n';

    for (size_t i = 0; i < line.n;) {
        uint32_t cp;

        /* All of them begin with these bytes. */
        if ((unsigned char)line.p[i] < 0xE2) {
            before = ' ';
            i++;
            continue;
        }
        size_t n = utf8_decode(line, i, &cp);

        count += text_is_unseen(cp, before);
        before = cp;
        i += n;
    }
    if (count > 0) {
        found_add_many(f, "TXT-291", INSPECT_STRUCTURAL, arena_printf(f->arena, "L%u", number),
                       (struct str){}, count);
    }
}

/* The line that begins at `at`. */
static struct str line_at(struct str text, size_t at)
{
    const char *end = at >= text.n ? NULL : memchr(text.p + at, '\n', text.n - at);

    return str_sub(text, at, end == NULL ? text.n : (size_t)(end - text.p));
}

/* The end of the cell that begins at `at`: the next separator outside of quotes. */
static size_t cell_end(struct str line, size_t at, char separator)
{
    bool quoted = false;

    while (at < line.n && (quoted || line.p[at] != separator)) {
        quoted ^= line.p[at] == '"';
        at++;
    }
    return at;
}

static size_t cells_of(struct str line, char separator)
{
    size_t n = 1;

    for (size_t at = cell_end(line, 0, separator); at < line.n;
         at = cell_end(line, at + 1, separator)) {
        n++;
    }
    return n;
}

/* What separates the cells of a table; 0: the text is none. */
static char separator_of(struct str text)
{
    struct str first = line_at(text, 0);
    struct str second = line_at(text, first.n + 1);
    char separators[] = {'\t', ','};

    for (size_t i = 0; i < COUNT(separators); i++) {
        size_t n = cells_of(first, separators[i]);

        if (n > 1 && n == cells_of(second, separators[i])) {
            return separators[i];
        }
    }
    return 0;
}

static void look_at_row(struct found *f, struct str line, char separator, uint32_t number,
                        struct str place)
{
    uint32_t column = 0;

    for (size_t at = 0; at <= line.n;) {
        size_t end = cell_end(line, at, separator);
        struct str cell = str_trim(str_sub(line, at, end));

        if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"') {
            cell = str_sub(cell, 1, cell.n - 1);
        }
        personal_cell(f, cell, (struct str){}, place, number, ++column);
        at = end + 1;
    }
}

void text_inspect(struct found *f, struct str bytes, bool is_data)
{
    struct doc doc = {};
    struct err err = {};

    if (str_trim(bytes).n == 0) {
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
    if (is_data && f->machine == NULL && !str_eq(doc.encoding, STR("UTF-8"))) {
        found_add(f, "TXT-290", INSPECT_STRUCTURAL, doc.encoding, (struct str){});
    }
    uint32_t number = 0;
    char separator = separator_of(doc.text);

    for (size_t beg = 0; beg < doc.text.n;) {
        struct str line = line_at(doc.text, beg);
        char place[16];

        number++;
        snprintf(place, sizeof(place), "L%u", number);
        look_for_unseen(f, line, number);
        if (separator != 0) {
            look_at_row(f, line, separator, number, str_of(place));
        } else {
            personal_line(f, line, str_of(place));
        }
        beg += line.n + 1;
    }
    personal_end(f);
}
