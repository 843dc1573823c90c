/* Words of HTML; see html-text.h. */
#include "inspect/html-text.h"

#include "base/utf8.h"
#include "inspect/personal/personal.h"
#include "inspect/svg/style-sheet.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_LINE_BYTES = 64 * 1024, /* a longer one is looked at in pieces */
    MAX_ENTITY_BYTES = 10,
    PLACE_BYTES = 16,
};

/* Elements that begin or end no line. */
static const char *const inline_names[] = {
    "a",   "abbr", "acronym", "b",   "bdi",  "bdo",   "big",  "cite",  "code",  "data",   "del",
    "dfn", "em",   "font",    "i",   "img",  "input", "ins",  "kbd",   "label", "mark",   "q",
    "rb",  "rp",   "rt",      "rtc", "ruby", "s",     "samp", "small", "span",  "strike", "strong",
    "sub", "sup",  "time",    "tt",  "u",    "var",   "wbr",  NULL};

static bool is_inline(const char *name)
{
    for (const char *const *x = inline_names; *x != NULL; x++) {
        if (strcmp(*x, name) == 0) {
            return true;
        }
    }
    return false;
}

void html_text_init(struct html_text *t, struct found *f)
{
    *t = (struct html_text){.f = f};
    buf_init(&t->line, MAX_LINE_BYTES);
}

/* The line or cell is over. */
static void flush(struct html_text *t)
{
    struct str line = str_trim(buf_str(&t->line));
    char place[PLACE_BYTES];

    if (line.n > 0) {
        snprintf(place, sizeof(place), "L%u", t->number);
        if (t->depth > 0 && t->depth <= HTML_MAX_TABLES && t->tables[t->depth - 1].column > 0) {
            personal_cell(t->f, line, (struct str){}, str_of(place), t->tables[t->depth - 1].row,
                          t->tables[t->depth - 1].column);
        } else {
            personal_line(t->f, line, str_of(place));
        }
    }
    buf_clear(&t->line);
}

void html_text_done(struct html_text *t)
{
    flush(t);
    personal_end(t->f);
    buf_done(&t->line);
}

/* "&amp;", "&#x5C71;" at `i`: its character, and past it; '&' itself when it is none. */
static uint32_t entity_at(struct str s, size_t *i)
{
    static const struct {
        struct str name;
        uint32_t cp;
    } names[] = {{STR_IN_TABLE("amp"), '&'},   {STR_IN_TABLE("lt"), '<'},
                 {STR_IN_TABLE("gt"), '>'},    {STR_IN_TABLE("quot"), '"'},
                 {STR_IN_TABLE("apos"), '\''}, {STR_IN_TABLE("nbsp"), ' '},
                 {STR_IN_TABLE("ensp"), ' '},  {STR_IN_TABLE("emsp"), ' '}};
    struct str rest = str_sub(s, *i + 1, *i + 1 + MAX_ENTITY_BYTES);
    ptrdiff_t end = str_find(rest, STR(";"), 0);

    if (end > 1 && rest.p[0] == '#') {
        bool is_hex = (rest.p[1] | 0x20) == 'x';
        unsigned long cp = strtoul(rest.p + (is_hex ? 2 : 1), NULL, is_hex ? 16 : 10);

        *i += (size_t)end + 2;
        return cp == 0xA0 ? ' ' : (uint32_t)MIN(cp, 0x110000UL);
    }
    for (size_t k = 0; end > 0 && k < COUNT(names); k++) {
        if (str_eq(str_sub(rest, 0, (size_t)end), names[k].name)) {
            *i += (size_t)end + 2;
            return names[k].cp;
        }
    }
    *i += 1;
    return '&';
}

void html_text_add(struct html_text *t, struct str words, uint32_t number)
{
    if (t->is_skipped) {
        return;
    }
    if (t->line.n == 0) {
        t->number = number;
    }
    for (size_t i = 0; i < words.n;) {
        if (t->line.n + UTF8_MAX > MAX_LINE_BYTES) {
            flush(t);
            t->number = number;
        }
        char c = words.p[i];
        bool is_blank = style_is_blank(c);

        if (c == '&') {
            buf_add_code_point(&t->line, entity_at(words, &i));
            continue;
        }
        if (!is_blank) {
            buf_add_char(&t->line, c);
        } else if (t->line.n > 0 && t->line.p[t->line.n - 1] != ' ') {
            buf_add_char(&t->line, ' ');
        }
        i++;
    }
}

static void begin_table_part(struct html_text *t, const char *name)
{
    if (strcmp(name, "table") == 0) {
        personal_end(t->f);
        t->depth++;
        if (t->depth <= HTML_MAX_TABLES) {
            memset(&t->tables[t->depth - 1], 0, sizeof(t->tables[0]));
        }
    } else if (t->depth > 0 && t->depth <= HTML_MAX_TABLES) {
        if (strcmp(name, "tr") == 0) {
            t->tables[t->depth - 1].row++;
            t->tables[t->depth - 1].column = 0;
        } else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) {
            t->tables[t->depth - 1].column++;
        }
    }
}

void html_text_begin(struct html_text *t, const char *name)
{
    t->is_skipped = false;
    if (!is_inline(name)) {
        flush(t);
        begin_table_part(t, name);
    } else if (strcmp(name, "rt") == 0) {
        buf_add(&t->line, STR("（"));
    } else if (strcmp(name, "rp") == 0) {
        t->is_skipped = true;
    }
}

void html_text_end(struct html_text *t, const char *name)
{
    t->is_skipped = false;
    if (!is_inline(name)) {
        flush(t);
        if (strcmp(name, "table") == 0 && t->depth > 0) {
            personal_end(t->f);
            t->depth--;
        }
    } else if (strcmp(name, "rt") == 0) {
        buf_add(&t->line, STR("）"));
    }
}
