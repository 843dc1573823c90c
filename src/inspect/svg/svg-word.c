/* Words of a drawing: what they say, and how wide they are about. See svg.h, svg-scene.h. */
#include "inspect/svg/svg-scene.h"

enum { MAX_DECODED = 1024 * 1024 };

/* What stands between '&' and ';' goes to `out`. */
static void add_reference(const struct svg *s, struct str name, struct buf *out)
{
    static const struct {
        struct str name;
        char c;
    } usual[] = {{STR_IN_TABLE("amp"), '&'},
                 {STR_IN_TABLE("lt"), '<'},
                 {STR_IN_TABLE("gt"), '>'},
                 {STR_IN_TABLE("quot"), '"'},
                 {STR_IN_TABLE("apos"), '\''}};
    uint32_t cp = 0;

    if (str_starts(name, STR("#"))) {
        bool is_hex = name.n > 1 && (name.p[1] | 0x20) == 'x';

        for (size_t i = is_hex ? 2 : 1; i < name.n && cp < 0x110000; i++) {
            char c = name.p[i];
            uint32_t digit =
                c >= '0' && c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10) & 15;

            cp = cp * (is_hex ? 16 : 10) + digit;
        }
        buf_add_code_point(out, cp >= ' ' && cp < 0x110000 ? cp : ' ');
        return;
    }
    for (size_t i = 0; i < COUNT(usual); i++) {
        if (str_eq(name, usual[i].name)) {
            buf_add_char(out, usual[i].c);
            return;
        }
    }
    for (uint32_t i = 0; i < s->entities.n; i++) {
        if (str_eq(name, s->entities.v[i].name)) {
            buf_add(out, s->entities.v[i].value);
            return;
        }
    }
}

struct str svg_decoded(const struct svg *s, struct str raw)
{
    struct buf out CLEANUP(buf_done);

    buf_init(&out, MAX_DECODED);
    if (raw.n == 0 || memchr(raw.p, '&', raw.n) == NULL) {
        return raw;
    }
    for (size_t at = 0; at < raw.n;) {
        const char *mark = memchr(raw.p + at, '&', raw.n - at);
        size_t beg = mark == NULL ? raw.n : (size_t)(mark - raw.p);
        const char *end = mark == NULL ? NULL : memchr(mark, ';', MIN(raw.n - beg, (size_t)64));

        buf_add(&out, str_sub(raw, at, beg));
        at = raw.n;
        if (end != NULL) {
            at = (size_t)(end - raw.p) + 1;
            add_reference(s, str_sub(raw, beg + 1, at - 1), &out);
        } else if (mark != NULL) {
            at = beg + 1;
        }
    }
    return arena_str(s->arena, buf_str(&out));
}

float svg_advance(uint32_t cp)
{
    if (cp >= 0x1100 && !(cp >= 0xFF61 && cp <= 0xFF9F)) {
        return cp >= 0x2E80 ? 1.0f : 0.6f;
    }
    if (cp < 128 && memchr("iljtfrI.,:;'|!()[] ", (int)cp, 19) != NULL) {
        return 0.31f;
    }
    if (cp < 128 && memchr("mwMW@%", (int)cp, 6) != NULL) {
        return 0.85f;
    }
    return cp >= 'A' && cp <= 'Z' ? 0.67f : 0.54f;
}
