/* References of XML: the five names it knows by itself, and characters by their number. */
#include "read/xml-reference.h"

static bool is_character(uint32_t cp)
{
    return (cp >= 0x20 || cp == '\t' || cp == '\n' || cp == '\r') && cp <= 0x10FFFF &&
           (cp < 0xD800 || cp > 0xDFFF) && cp != 0xFFFE && cp != 0xFFFF;
}

/* "x3042" or "12354"; 0: no character. */
static uint32_t character_of(struct str digits)
{
    bool is_hex = str_starts(digits, STR("x"));
    uint32_t cp = 0;

    for (size_t i = is_hex ? 1 : 0; i < digits.n; i++) {
        char c = digits.p[i];
        char lower = (char)(c | 0x20);

        if (c >= '0' && c <= '9') {
            cp = cp * (is_hex ? 16 : 10) + (uint32_t)(c - '0');
        } else if (is_hex && lower >= 'a' && lower <= 'f') {
            cp = cp * 16 + (uint32_t)(lower - 'a') + 10;
        } else {
            return 0;
        }
        if (cp > 0x10FFFF) {
            return 0;
        }
    }
    return is_character(cp) ? cp : 0;
}

size_t xml_reference(const char *p, size_t n, char character[UTF8_MAX], size_t *ret_bytes)
{
    static const struct {
        struct str name;
        char c;
    } known[] = {{STR_IN_TABLE("lt"), '<'},
                 {STR_IN_TABLE("gt"), '>'},
                 {STR_IN_TABLE("amp"), '&'},
                 {STR_IN_TABLE("quot"), '"'},
                 {STR_IN_TABLE("apos"), '\''}};
    const char *end = memchr(p, ';', MIN(n, (size_t)XML_REFERENCE_MAX_BYTES));
    struct str name = {.p = p + 1, .n = end == NULL ? 0 : (size_t)(end - p) - 1};

    if (name.n > 0 && name.p[0] == '#') {
        uint32_t cp = character_of(str_sub(name, 1, name.n));

        *ret_bytes = cp == 0 ? 0 : utf8_write(cp, character);
        return cp == 0 ? 0 : name.n + 2;
    }
    for (size_t i = 0; i < COUNT(known); i++) {
        if (str_eq(name, known[i].name)) {
            character[0] = known[i].c;
            *ret_bytes = 1;
            return name.n + 2;
        }
    }
    return 0;
}
