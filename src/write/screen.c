/*
 * Lines for a terminal; see screen.h. Wrapping is greedy: a line takes characters until the
 * margin, then ends at the last place where it may (width_may_break), or at the margin itself
 * when a word is longer than a line.
 */
#include "write/screen.h"

#include "base/utf8.h"
#include "write/width.h"

#include <stdarg.h>
#include <sys/ioctl.h>

/* A narrow terminal gets narrow lines; all else has lines of one length, wherever it is read. */
static int columns_of(FILE *file)
{
    struct winsize size;
    int fd = fileno(file);

    if (fd < 0 || ioctl(fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0) {
        return SCREEN_COLUMNS;
    }
    return MIN(MAX((int)size.ws_col, SCREEN_LEAST_COLUMNS), (int)SCREEN_COLUMNS);
}

void screen_init(struct screen *s, FILE *file, bool colour)
{
    *s = (struct screen){.file = file, .columns = columns_of(file), .colour = colour};
}

void screen_style(struct screen *s, enum screen_style style)
{
    static const char *const codes[] = {
        [SCREEN_PLAIN] = "\033[0m",  [SCREEN_HEADING] = "\033[1m", [SCREEN_DIM] = "\033[2m",
        [SCREEN_STRONG] = "\033[1m", [SCREEN_GOOD] = "\033[32m",   [SCREEN_WARN] = "\033[33m",
        [SCREEN_BAD] = "\033[1;31m", [SCREEN_PLACE] = "\033[36m",
    };

    if (s->colour && s->style != style) {
        if (s->style != SCREEN_PLAIN && style != SCREEN_PLAIN) {
            fputs(codes[SCREEN_PLAIN], s->file);
        }
        fputs(codes[style], s->file);
    }
    s->style = style;
}

/* Control characters are no text, nor are marks that turn the direction of what follows. */
static bool is_shown(uint32_t cp)
{
    bool turns = cp == 0x061C || (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
                 (cp >= 0x2066 && cp <= 0x2069);

    return cp >= 0x20 && (cp < 0x7f || cp >= 0xA0) && cp != 0xFEFF && !turns;
}

void screen_put(struct screen *s, struct str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t n = utf8_decode(text, i, &cp);

        if (is_shown(cp)) {
            fwrite(text.p + i, 1, n, s->file);
            s->at += width_of_code_point(cp);
        }
        i += n;
    }
}

void screen_putf(struct screen *s, const char *format, ...)
{
    char line[512];
    va_list args;

    va_start(args, format);
    int n = vsnprintf(line, sizeof(line), format, args);

    va_end(args);
    if (n > 0) {
        size_t length = utf8_floor(str_of(line), MIN((size_t)n, sizeof(line) - 1));

        screen_put(s, (struct str){.p = line, .n = length});
    }
}

void screen_tab(struct screen *s, int column)
{
    for (; s->at < column; s->at++) {
        fputc(' ', s->file);
    }
}

void screen_end_line(struct screen *s)
{
    screen_style(s, SCREEN_PLAIN);
    fputc('\n', s->file);
    s->at = 0;
}

/* What waits to be written: a piece of the line that may not be broken. */
struct piece {
    char bytes[256];
    size_t n;
    bool after_space; /* a space before it, unless it begins a line */
    bool begins_line; /* nothing of the text stands on this line yet */
};

static void new_line(struct screen *s, int indent)
{
    fputc('\n', s->file);
    s->at = 0;
    screen_tab(s, indent);
}

/* Writes the piece on this line if it fits, else on the next; a piece wider than a line is cut. */
static void piece_end(struct piece *p, struct screen *s, int indent)
{
    struct str rest = {.p = p->bytes, .n = p->n};
    int width = width_of(rest);

    if (s->at + p->after_space + width > s->columns && s->at > indent) {
        new_line(s, indent);
    } else if (p->after_space && !p->begins_line) {
        fputc(' ', s->file);
        s->at++;
    }
    while (s->at + width > s->columns) {
        struct str head = width_cut(rest, s->columns - s->at);

        if (head.n == 0) {
            break;
        }
        fwrite(head.p, 1, head.n, s->file);
        rest = str_sub(rest, head.n, rest.n);
        width = width_of(rest);
        new_line(s, indent);
    }
    fwrite(rest.p, 1, rest.n, s->file);
    s->at += width;
    p->begins_line = p->begins_line && p->n == 0;
    p->n = 0;
    p->after_space = false;
}

void screen_wrap(struct screen *s, int indent, struct str text)
{
    struct piece piece = {.begins_line = true};
    uint32_t last = 0;
    bool space = false;
    bool line_end = false;

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        if (width_is_space(cp)) {
            space = last != 0;
            line_end |= cp == '\n';
            continue;
        }
        if (!is_shown(cp)) {
            continue;
        }
        space = space && !(line_end && width_joins(last, cp));
        line_end = false;
        if (space || (last != 0 && width_may_break(last, cp)) ||
            piece.n + UTF8_MAX > sizeof(piece.bytes)) {
            piece_end(&piece, s, indent);
            piece.after_space = space;
            space = false;
        }
        piece.n += utf8_write(cp, piece.bytes + piece.n);
        last = cp;
    }
    piece_end(&piece, s, indent);
}

void screen_whole(struct screen *s, int indent, struct str text)
{
    int width = width_of(text);

    if (s->at + width > s->columns && s->at > indent) {
        new_line(s, indent);
        text = str_trim(text);
    }
    if (s->at + width > s->columns) {
        screen_wrap(s, indent, text);
    } else {
        screen_put(s, text);
    }
}

void screen_heading(struct screen *s, const char *title, const char *count)
{
    screen_end_line(s);
    screen_style(s, SCREEN_HEADING);
    screen_put(s, str_of(title));
    if (count != NULL) {
        screen_style(s, SCREEN_DIM);
        screen_put(s, STR("  "));
        screen_put(s, str_of(count));
    }
    screen_end_line(s);
    screen_style(s, SCREEN_DIM);
    for (int i = 0; i < s->columns; i++) {
        fputc('-', s->file);
    }
    screen_end_line(s);
}
