/* The cleaner of PDF on pictures. */
#include "clean/pdf/pdf-picture.h"
#include "clean/pdf/test-made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void metadata(void **state)
{
    /* Segments: JFIF, EXIF, a comment, Adobe's mark, a scan, bytes behind the end. */
    static const char jpeg[] = "\xFF\xD8\xFF\xE0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
                               "\xFF\xE1\x00\x0C"
                               "Exif\0\0GPSx"
                               "\xFF\xFE\x00\x06"
                               "note"
                               "\xFF\xEE\x00\x0E"
                               "Adobe\0\x64\0\0\0\0\1"
                               "\xFF\xDA\x00\x03\x01"
                               "scan\xFF\x00more\xFF\xD9"
                               "behind";
    static const char wanted[] = "\xFF\xD8\xFF\xE0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
                                 "\xFF\xEE\x00\x0E"
                                 "Adobe\0\x64\0\0\0\0\1"
                                 "\xFF\xDA\x00\x03\x01"
                                 "scan\xFF\x00more\xFF\xD9";
    struct str whole = {.p = jpeg, .n = sizeof(jpeg) - 1};
    struct buf out CLEANUP(buf_done) = {};
    struct buf again CLEANUP(buf_done) = {};

    buf_init(&out, 4096);
    buf_init(&again, 4096);
    assert_true(pdf_picture_clean(whole, &out));
    assert_int_equal(out.n, sizeof(wanted) - 1);
    assert_memory_equal(out.p, wanted, out.n);
    assert_false(pdf_picture_clean(buf_str(&out), &again));
    for (size_t n = 0; n < whole.n; n++) {
        struct buf cut CLEANUP(buf_done) = {};

        buf_init(&cut, 4096);
        if (pdf_picture_clean(str_sub(whole, 0, n), &cut)) {
            assert_true(cut.n < n);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metadata),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
