/* Pictures of a few bytes with something in an odd place: what is found goes, the rest stays. */
#include "clean/cleaning.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECRET "Kuroda-4711"

/* ---- PNG: one grey pixel ---- */

#define PNG_HEAD "\x89PNG\r\n\x1A\n\0\0\0\15IHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\x3A\x7E\x9B\x55"
#define PNG_END                                                                                    \
    "\0\0\0\12IDAT\x78\xDA\x63\x68\0\0\0\x82\0\x81\xDD\x43\x6A\x9A\0\0\0\0IEND\xAE\x42\x60\x82"
#define PNG_PROFILE(bytes, name) "\0\0\0" bytes "iCCP" name "\0\0\x78\x9C\x03\0\0\0\0\1\0\0\0\0"

/* ---- JPEG: a frame and a scan without sense, which nobody unpacks ---- */

#define JPEG_HEAD "\xFF\xD8"
#define JPEG_END  "\xFF\xDA\0\x08\1\1\0\0\x3F\0\x7F\xFF\xD9"

/* ---- TIFF: one grey pixel in the header's spare place ---- */

#define TIFF_HEAD               "II*\0\x0A\0\0\0\x7F\0"
#define ENTRY(tag, type, value) tag type "\1\0\0\0" value
#define SHORT                   "\3\0"
#define LONG                    "\4\0"
#define TIFF_PIXEL                                                                                 \
    ENTRY("\0\1", SHORT, "\1\0\0\0")                                                               \
    ENTRY("\1\1", SHORT, "\1\0\0\0")                                                               \
    ENTRY("\x11\1", LONG, "\x08\0\0\0")                                                            \
    ENTRY("\x17\1", LONG, "\1\0\0\0")

struct picture {
    const char *name, *bytes;
    size_t n;
    const char *rule; /* that is logged; NULL: nothing is taken out */
};

#define PICTURE(name, bytes, rule)                                                                 \
    {                                                                                              \
        name, bytes, sizeof(bytes) - 1, rule                                                       \
    }

static const struct picture pictures[] = {
    PICTURE("the name of a profile", PNG_HEAD PNG_PROFILE("\x15", SECRET) PNG_END, "IMG-281"),
    PICTURE("a usual name of a profile", PNG_HEAD PNG_PROFILE("\x0D", "icc") PNG_END, NULL),
    PICTURE("a program's name of a profile",
            PNG_HEAD PNG_PROFILE("\x1F", "Photoshop ICC profile") PNG_END, NULL),
    PICTURE("bytes behind what Adobe's mark says",
            JPEG_HEAD "\xFF\xEE\0\x19"
                      "Adobe\0\x64\0\0\0\0\1" SECRET JPEG_END,
            "IMG-281"),
    PICTURE("Adobe's mark",
            JPEG_HEAD "\xFF\xEE\0\x0E"
                      "Adobe\0\x64\0\0\0\0\1" JPEG_END,
            NULL),
    PICTURE("bytes behind what JFIF says",
            JPEG_HEAD "\xFF\xE0\0\x1B"
                      "JFIF\0\1\2\0\0\1\0\1\0\0" SECRET JPEG_END,
            "IMG-281"),
    PICTURE("a name of the document",
            TIFF_HEAD "\5\0" ENTRY("\x0D\1", "\2\0", "Ann\0") TIFF_PIXEL "\0\0\0\0", "IMG-281"),
    PICTURE("the program alone",
            TIFF_HEAD "\5\0" TIFF_PIXEL ENTRY("\x31\1", "\2\0", "gd\0\0") "\0\0\0\0", NULL),
    PICTURE("bytes behind the pixels", TIFF_HEAD "\4\0" TIFF_PIXEL "\0\0\0\0" SECRET, "IMG-282"),
    PICTURE("zeros behind the pixels", TIFF_HEAD "\4\0" TIFF_PIXEL "\0\0\0\0\0\0\0\0\0\0", NULL),
};

static int clean(struct arena *a, struct str bytes, struct cleaning *ret_cleaning,
                 struct str *ret_out)
{
    static const struct clean_options options = {};
    struct buf out CLEANUP(buf_done) = {};
    struct cleaning c = {.arena = a, .options = &options};
    struct err err = {};

    buf_init(&out, CLEANING_MAX_BYTES);
    assert_int_equal(cleaners_prepare(&c, bytes, &err), 0);
    int outcome = cleaners_run(&c, bytes, &out, &err);

    if (outcome < 0) {
        fail_msg("%s", err.message);
    }
    *ret_cleaning = c;
    *ret_out = arena_str(a, buf_str(&out));
    return outcome;
}

static void odd_places(void **state)
{
    for (size_t i = 0; i < COUNT(pictures); i++) {
        const struct picture *x = &pictures[i];
        struct arena a CLEANUP(arena_done) = {};
        struct cleaning c = {};
        struct str out, again;
        int outcome = clean(&a, (struct str){.p = x->bytes, .n = x->n}, &c, &out);

        if ((outcome == CLEANING_NOTHING) != (x->rule == NULL)) {
            fail_msg("%s: outcome %d", x->name, outcome);
        }
        if (x->rule == NULL) {
            continue;
        }
        assert_int_equal(c.removed.n, 1);
        assert_string_equal(c.removed.v[0].rule->id, x->rule);
        if (str_has(out, STR(SECRET)) || str_has(out, STR("Ann"))) {
            fail_msg("%s: it is still there", x->name);
        }
        assert_int_equal(clean(&a, out, &c, &again), CLEANING_NOTHING);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
