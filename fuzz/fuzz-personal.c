/*
 * The scanner of personal information: lines and cells with a list of the office. The first byte
 * says how the rest is taken: as lines, or as a table whose cells are separated by tabs. What comes
 * out is text of the input, on one line, and masked text shows no more characters than it.
 */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "inspect/found.h"
#include "inspect/personal/personal-list.h"
#include "inspect/personal/personal.h"

#include <assert.h>

static void take(struct found *f, struct str text, bool is_table)
{
    uint32_t row = 0;

    for (size_t beg = 0; beg < text.n; row++) {
        const char *newline = memchr(text.p + beg, '\n', text.n - beg);
        size_t end = newline == NULL ? text.n : (size_t)(newline - text.p);
        struct str line = str_sub(text, beg, end);
        uint32_t column = 0;

        if (!is_table) {
            personal_line(f, line, STR("L"));
        }
        for (size_t at = 0; is_table && at <= line.n;) {
            const char *tab = memchr(line.p + at, '\t', line.n - at);
            size_t past = tab == NULL ? line.n : (size_t)(tab - line.p);

            personal_cell(f, str_sub(line, at, past), (struct str){}, STR("C"), row + 1, ++column);
            at = past + 1;
        }
        beg = end + 1;
    }
    personal_end(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct personal_lists *lists = NULL;
    struct err err = {};

    if (n == 0) {
        return 0;
    }
    struct str text = {.p = (const char *)bytes + 1, .n = n - 1};

    if ((bytes[0] & 2) != 0) {
        size_t half = utf8_floor(text, text.n / 2);

        if (personal_lists_add(&arena, (bytes[0] & 4) != 0 ? PERSONAL_ALLOWED : PERSONAL_PEOPLE,
                               str_sub(text, 0, half), &lists, &err) < 0) {
            lists = NULL;
        }
    }
    for (int reveal = 0; reveal < 2; reveal++) {
        struct found f;

        found_init(&f, &arena, reveal == 1);
        f.lists = lists;
        take(&f, text, (bytes[0] & 1) != 0);
        for (uint32_t i = 0; i < f.findings.n; i++) {
            struct str reads = f.findings.v[i].reads;

            assert(utf8_find_bad(reads) < 0);
            assert(memchr(reads.p, '\n', reads.n) == NULL);
            assert(reads.n <= text.n * 3 + 8);
        }
    }
    return 0;
}
