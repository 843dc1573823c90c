/*
 * Words of office files that are made unreadable, or are compared with what the inspector tells.
 */
#include "clean/office/office-blank.h"

#include "base/buf.h"
#include "base/utf8.h"

/*
 * The blank in place of a letter, about as wide. One that no program takes for the white space at
 * the end of a line, over which no ground is painted: a black bar stays as long as it was. Blanks
 * between words stay, so that lines break where they did, but for the last one.
 */
static struct str blank_for(uint32_t cp, bool is_last)
{
    if (cp == ' ' || cp == 0xA0) {
        return is_last ? STR("\u00A0") : STR(" ");
    }
    if (cp < 0x80 && strchr("!'(),.:;I[]`fijlt|", (int)cp) != NULL) {
        return STR("\u00A0"); /* narrow letters */
    }
    return cp >= 0x1100 && (cp < 0xFF61 || cp > 0xFFDC) ? STR("\u3000") : STR("\u2007");
}

struct str office_blank_words(struct arena *a, struct str text)
{
    struct buf blank CLEANUP(buf_done);
    uint32_t cp;

    buf_init(&blank, text.n * 3 + 16);
    for (size_t at = 0; at < text.n;) {
        size_t n = utf8_decode(text, at, &cp);

        if (cp == '&') {
            while (at + n < text.n && text.p[at + n - 1] != ';') {
                n++;
            }
        }
        at += n;
        buf_add(&blank, blank_for(cp, at >= text.n));
    }
    return arena_str(a, buf_str(&blank));
}

struct str office_blank_tidy(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool wide = str_at(s, i, STR("\u3000"));
        bool blank = wide || (unsigned char)s.p[i] <= ' ';

        i += wide ? 2 : 0;
        if (!blank) {
            out[n++] = s.p[i];
        } else if (n > 0 && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
    }
    return str_trim((struct str){.p = out, .n = n});
}
