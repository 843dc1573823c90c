/* CSV out; see csv.h. */
#include "base/csv.h"

void csv_init(struct csv *c, FILE *file)
{
    *c = (struct csv){.file = file};
    fputs("\xEF\xBB\xBF", file);
}

static void separate(struct csv *c)
{
    if (c->in_row) {
        fputc(',', c->file);
    }
    c->in_row = true;
}

static bool looks_like_formula(struct str s)
{
    return s.n > 0 && memchr("=+-@\t\r", s.p[0], 6) != NULL;
}

static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r') {
            return true;
        }
    }
    return s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

void csv_text(struct csv *c, struct str s)
{
    bool quotes = needs_quotes(s);

    separate(c);
    if (quotes) {
        fputc('"', c->file);
    }
    if (looks_like_formula(s)) {
        fputc('\'', c->file);
    }
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') {
            fputc('"', c->file);
        }
        if (s.p[i] != '\0') {
            fputc(s.p[i], c->file);
        }
    }
    if (quotes) {
        fputc('"', c->file);
    }
}

void csv_number(struct csv *c, struct str digits)
{
    separate(c);
    fwrite(digits.p, 1, digits.n, c->file);
}

void csv_end_row(struct csv *c)
{
    fputs("\r\n", c->file);
    c->in_row = false;
}

int csv_finish(struct csv *c, struct err *err)
{
    if (fflush(c->file) != 0 || ferror(c->file)) {
        return err_set(err, ERR_IO, "the CSV could not be written completely");
    }
    return 0;
}
