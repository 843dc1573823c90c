/* HTML out (WHATWG HTML, section 13.1.2); see html.h. */
#include "base/html.h"

#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>

void html_init(struct html *h, FILE *file)
{
    *h = (struct html){.file = file};
}

static void end_start(struct html *h)
{
    if (h->in_start) {
        fputc('>', h->file);
        h->in_start = false;
    }
}

/* What stands for this byte in text and in quoted attribute values; NULL = itself. */
static const char *escape_of(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
    case '\n':
        return NULL;
    default:
        return c < 0x20 || c == 0x7f ? "\uFFFD" : NULL;
    }
}

static void write_escaped(struct html *h, struct str s)
{
    size_t done = 0;

    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        const char *escape = escape_of(c);
        size_t n = 1;

        if (c >= 0x80) {
            uint32_t cp;

            n = utf8_decode(s, i, &cp);
            /* C1 controls and noncharacters of plane 0 have no place in HTML */
            if ((n == 1) || cp < 0xA0 || cp == 0xFFFE || cp == 0xFFFF) {
                escape = "\uFFFD";
            }
        }
        if (escape != NULL) {
            fwrite(s.p + done, 1, i - done, h->file);
            fputs(escape, h->file);
            done = i + n;
        }
        i += n;
    }
    if (s.n > done) {
        fwrite(s.p + done, 1, s.n - done, h->file);
    }
}

void html_open(struct html *h, const char *tag)
{
    assert(h->depth < HTML_MAX_DEPTH);
    end_start(h);
    fprintf(h->file, "<%s", tag);
    h->tags[h->depth++] = tag;
    h->in_start = true;
}

void html_void(struct html *h, const char *tag)
{
    end_start(h);
    fprintf(h->file, "<%s", tag);
    h->in_start = true;
}

void html_close(struct html *h)
{
    assert(h->depth > 0);
    end_start(h);
    fprintf(h->file, "</%s>", h->tags[--h->depth]);
}

void html_attr(struct html *h, const char *name, struct str value)
{
    assert(h->in_start);
    fprintf(h->file, " %s=\"", name);
    write_escaped(h, value);
    fputc('"', h->file);
}

void html_attr_int(struct html *h, const char *name, int64_t value)
{
    assert(h->in_start);
    fprintf(h->file, " %s=\"%" PRId64 "\"", name, value);
}

void html_attr_flag(struct html *h, const char *name)
{
    assert(h->in_start);
    fprintf(h->file, " %s", name);
}

void html_text(struct html *h, struct str text)
{
    end_start(h);
    write_escaped(h, text);
}

void html_int(struct html *h, int64_t value)
{
    end_start(h);
    fprintf(h->file, "%" PRId64, value);
}

void html_leaf(struct html *h, const char *tag, const char *class_name, struct str text)
{
    html_open(h, tag);
    if (class_name != NULL) {
        html_attr(h, "class", str_of(class_name));
    }
    html_text(h, text);
    html_close(h);
}

void html_trusted(struct html *h, struct str markup)
{
    end_start(h);
    fwrite(markup.p, 1, markup.n, h->file);
}

int html_finish(struct html *h, struct err *err)
{
    assert(h->depth == 0);
    end_start(h);
    fputc('\n', h->file);
    if (fflush(h->file) != 0 || ferror(h->file)) {
        return err_set(err, ERR_IO, "the HTML could not be written completely");
    }
    return 0;
}
