/* iCalendar out; see ics.h. */
#include "write/ics.h"

#include "base/buf.h"
#include "base/utf8.h"

enum {
    FOLD_OCTETS = 75,                 /* RFC 5545 3.1, without the line break */
    MAX_LINE_BYTES = 4 * 1024 * 1024, /* a value longer than this is cut */
};

static void write_folded(FILE *file, struct str line)
{
    size_t at = 0;
    size_t room = FOLD_OCTETS;

    while (line.n - at > room) {
        size_t end = utf8_floor(line, at + room);

        fwrite(line.p + at, 1, end - at, file);
        fputs("\r\n ", file);
        at = end;
        room = FOLD_OCTETS - 1; /* the space counts */
    }
    fwrite(line.p + at, 1, line.n - at, file);
    fputs("\r\n", file);
}

void ics_line(FILE *file, const char *name, struct str value)
{
    struct buf line CLEANUP(buf_done);

    buf_init(&line, MAX_LINE_BYTES);
    buf_add(&line, str_of(name));
    buf_add_char(&line, ':');
    buf_add(&line, value);
    write_folded(file, buf_str(&line));
}

void ics_text(FILE *file, const char *name, struct str value)
{
    struct buf escaped CLEANUP(buf_done);

    buf_init(&escaped, MAX_LINE_BYTES / 2);
    for (size_t i = 0; i < value.n;) {
        uint32_t cp;

        i += utf8_decode(value, i, &cp);
        if (cp == '\n') {
            buf_add(&escaped, STR("\\n"));
        } else if (cp == '\\' || cp == ';' || cp == ',') {
            buf_add_char(&escaped, '\\');
            buf_add_char(&escaped, (char)cp);
        } else if (cp >= 0x20 && cp != 0x7f) {
            buf_add_code_point(&escaped, cp);
        }
    }
    ics_line(file, name, buf_str(&escaped));
}

void ics_begin(FILE *file, struct str name)
{
    ics_line(file, "BEGIN", STR("VCALENDAR"));
    ics_line(file, "VERSION", STR("2.0"));
    ics_line(file, "PRODID", STR("-//itaku//itaku//JA"));
    ics_line(file, "CALSCALE", STR("GREGORIAN"));
    ics_text(file, "X-WR-CALNAME", name);
}

int ics_end(FILE *file, struct err *err)
{
    ics_line(file, "END", STR("VCALENDAR"));
    if (fflush(file) != 0 || ferror(file)) {
        return err_set(err, ERR_IO, "the calendar could not be written completely");
    }
    return 0;
}
