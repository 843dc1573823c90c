/* What may be told of a text that must not leave; see mask.h. */
#include "inspect/mask.h"

#include "base/buf.h"
#include "base/utf8.h"

/* Characters of words, with radicals, which PDF has for ideographs, and signs of an office. */
static bool is_word(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') ||
           (cp >= 0xAA && cp < 0x2000 && cp != 0xD7 && cp != 0xF7) ||
           (cp >= 0x3005 && cp <= 0x3007) || (cp >= 0x3041 && cp <= 0xD7FF) ||
           (cp >= 0x2E80 && cp <= 0x2FD5) || (cp >= 0xE000 && cp <= 0xFAFF) ||
           (cp >= 0xFF10 && cp <= 0xFF5A) || (cp >= 0xFF66 && cp <= 0xFF9F) || cp >= 0x10000;
}

struct str mask_text(struct arena *a, struct str text)
{
    struct buf out CLEANUP(buf_done);
    uint32_t cp;
    bool in_word = false;

    buf_init(&out, text.n * 3 + 1);
    for (size_t i = 0; i < text.n;) {
        size_t n = utf8_decode(text, i, &cp);
        uint32_t next = 0;

        if (i + n < text.n) {
            utf8_decode(text, i + n, &next);
        }
        if (!is_word(cp)) {
            buf_add_code_point(&out, cp);
            in_word = false;
        } else if (!in_word && is_word(next)) {
            buf_add_code_point(&out, cp);
            in_word = true;
        } else {
            buf_add(&out, cp < 0x2000 || (cp >= 0xFF61 && cp <= 0xFF9F) ? STR("*") : STR("＊"));
            in_word = true;
        }
        i += n;
    }
    return arena_str(a, buf_str(&out));
}
