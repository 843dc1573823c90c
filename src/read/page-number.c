/* Page numbers: [dash] [p.] number [/ total] [ページ] [dash]. */
#include "read/page-number.h"

#include "base/utf8.h"

enum {
    LINE_MAX_BYTES = 48,
    VALUE_MAX = 9999,
};

struct scan {
    struct str s;
    size_t at;
};

static uint32_t peek(const struct scan *scan, size_t *ret_bytes)
{
    uint32_t cp = 0;

    *ret_bytes = 0;
    if (scan->at < scan->s.n) {
        *ret_bytes = utf8_decode(scan->s, scan->at, &cp);
    }
    /* ASCII of full width is read as ASCII. */
    return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
}

static void skip_blanks(struct scan *scan)
{
    size_t n;
    uint32_t cp = peek(scan, &n);

    while (n > 0 && (cp == ' ' || cp == '\t' || cp == '\f' || cp == 0x3000 || cp == 0xA0)) {
        scan->at += n;
        cp = peek(scan, &n);
    }
}

static bool take_dashes(struct scan *scan)
{
    bool any = false;
    size_t n;

    for (;;) {
        skip_blanks(scan);
        uint32_t cp = peek(scan, &n);

        if (n == 0 || !(cp == '-' || cp == 0x2212 || (cp >= 0x2010 && cp <= 0x2015) ||
                        cp == 0x2500 || cp == 0x2501 || cp == 0x30FC || cp == '~')) {
            return any;
        }
        any = true;
        scan->at += n;
    }
}

/* A word without regard to case (ASCII); true when it was there. */
static bool take_word(struct scan *scan, const char *word)
{
    struct scan trial = *scan;
    struct str wanted = str_of(word);

    for (size_t at = 0; at < wanted.n;) {
        uint32_t want;
        size_t n;
        uint32_t cp = peek(&trial, &n);

        at += utf8_decode(wanted, at, &want);
        if (cp >= 'A' && cp <= 'Z') {
            cp += 'a' - 'A';
        }
        if (n == 0 || cp != want) {
            return false;
        }
        trial.at += n;
    }
    *scan = trial;
    return true;
}

static bool take_number(struct scan *scan, uint32_t *ret_value)
{
    uint32_t value = 0;
    size_t beg;
    size_t n;

    skip_blanks(scan);
    beg = scan->at;
    for (uint32_t cp = peek(scan, &n); n > 0 && cp >= '0' && cp <= '9'; cp = peek(scan, &n)) {
        value = value * 10 + (cp - '0');
        scan->at += n;
        if (value > VALUE_MAX) {
            return false;
        }
    }
    *ret_value = value;
    return scan->at > beg;
}

bool page_number_parse(struct str line, struct page_number *ret_number)
{
    struct page_number number = {.form = PAGE_NUMBER_BARE};
    struct scan scan = {.s = line};

    if (line.n > LINE_MAX_BYTES) {
        return false;
    }
    bool dash_before = take_dashes(&scan);

    if (take_word(&scan, "page") || take_word(&scan, "p.") || take_word(&scan, "p")) {
        number.form = PAGE_NUMBER_WORD;
    }
    if (!take_number(&scan, &number.value) || number.value == 0) {
        return false;
    }
    skip_blanks(&scan);
    if (take_word(&scan, "ページ") || take_word(&scan, "頁")) {
        number.form = PAGE_NUMBER_WORD;
        skip_blanks(&scan);
    }
    if (take_word(&scan, "/") || take_word(&scan, "of")) {
        if (!take_number(&scan, &number.total) || number.total < number.value) {
            return false;
        }
        number.form = number.form == PAGE_NUMBER_BARE ? PAGE_NUMBER_TOTAL : number.form;
        skip_blanks(&scan);
        if (take_word(&scan, "ページ") || take_word(&scan, "頁")) {
            number.form = PAGE_NUMBER_WORD;
        }
    }
    bool dash_after = take_dashes(&scan);

    skip_blanks(&scan);
    if (scan.at < line.n || dash_before != dash_after) {
        return false;
    }
    if (dash_before && number.form == PAGE_NUMBER_BARE) {
        number.form = PAGE_NUMBER_DASH;
    }
    *ret_number = number;
    return true;
}
