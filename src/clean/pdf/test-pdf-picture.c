/* The cleaner of PDF on pictures. */
#include "clean/pdf/pdf-picture.h"
#include "clean/pdf/pdf-samples.h"
#include "clean/pdf/test-made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
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

/* ---- pictures that are painted ---- */

enum { WIDE = 120, HIGH = 80 };

/* The writing lies in this box of the picture, in pixels. */
static const fz_irect written = {16, 40, 104, 54};

static bool is_in(fz_irect r, int x, int y)
{
    return x >= r.x0 && x < r.x1 && y >= r.y0 && y < r.y1;
}

/* Signs of crossing strokes on paper that is a little uneven at its top. */
static int tone(int x, int y)
{
    int sign = (x - written.x0) / 16, column = (x - written.x0) % 16, row = y - written.y0;
    bool is_ink = false;

    for (int i = 0; i < 3 && is_in(written, x, y) && column < 14; i++) {
        int at = i == 0 ? 2 : i == 1 ? 7 : 11;

        is_ink |= sign % 3 != at % 3 && (row == at || column == at || column == at + 1);
    }
    return is_ink ? 0 : y < 20 ? 255 - x % 8 * 8 : 255;
}

/* The tone as a sample of so many bits. */
static unsigned sample(int x, int y, int bits)
{
    return (unsigned)tone(x, y) * ((1U << bits) - 1) / 255;
}

/* Rows of the picture and of as many more; static memory of the caller. */
static size_t draw(char *out, int colours, int bits, int rows)
{
    size_t row_bytes = (size_t)(WIDE * colours * bits + 7) / 8;

    memset(out, 0, row_bytes * (size_t)rows);
    for (int y = 0; y < rows; y++) {
        for (int i = 0; i < WIDE * colours; i++) {
            unsigned value = sample(i / colours, y, bits);
            size_t bit = (size_t)(i * bits);
            char *row = out + (size_t)y * row_bytes;

            if (bits == 16) {
                row[2 * i] = (char)(value >> 8);
                row[2 * i + 1] = (char)value;
            } else {
                row[bit / 8] |= (char)(value << (8 - bits - (int)(bit % 8)));
            }
        }
    }
    return row_bytes * (size_t)rows;
}

static unsigned value_at(const struct pdf_samples *s, int x, int y, int colour)
{
    const unsigned char *row = s->bytes + (size_t)y * s->row_bytes;
    size_t bit = ((size_t)x * (size_t)s->colours + (size_t)colour) * (size_t)s->bits;

    return s->bits == 16 ? (unsigned)row[bit / 8] << 8 | row[bit / 8 + 1]
                         : row[bit / 8] >> (8 - s->bits - (int)(bit % 8)) & ((1U << s->bits) - 1);
}

/* The samples of the only picture, or mask, of the file, as long as `f` is open. */
static struct pdf_samples picture_of(struct made_file *f, bool is_mask)
{
    struct pdf_samples s = {};

    for (int i = 1; i < pdf_xref_len(f->ctx, f->doc); i++) {
        pdf_obj *o = pdf_new_indirect(f->ctx, f->doc, i, 0);
        bool is_soft = pdf_dict_get_bool(f->ctx, o, PDF_NAME(Interpolate));

        if (pdf_name_eq(f->ctx, pdf_dict_get(f->ctx, o, PDF_NAME(Subtype)), PDF_NAME(Image)) &&
            is_soft == is_mask) {
            assert_null(s.bytes);
            assert_true(pdf_samples_load(f->ctx, o, &s));
            assert_int_equal(s.rows_behind, 0);
        }
        pdf_drop_obj(f->ctx, o);
    }
    assert_non_null(s.bytes);
    return s;
}

/* Nothing of the writing is left, and all but the box has the samples it had. */
static void check_samples(const char *name, struct str out, bool is_mask, int bits)
{
    struct made_file f = made_file_open(out);
    struct pdf_samples s = picture_of(&f, is_mask);

    assert_int_equal(s.bits, bits);
    for (int y = 0; y < HIGH; y++) {
        for (int x = 0; x < WIDE; x++) {
            for (int i = 0; i < s.colours; i++) {
                unsigned is = value_at(&s, x, y, i);

                if (is_in(written, x, y)
                        ? is != value_at(&s, written.x0, written.y0, i)
                        : is != sample(x, y, bits) && !is_in((fz_irect){8, 30, 112, 64}, x, y)) {
                    fail_msg("%s: a sample at %d, %d is %u", name, x, y, is);
                }
            }
        }
    }
    pdf_samples_done(f.ctx, &s);
    made_file_close(&f);
}

/* What a page looks like that draws the picture: three points a pixel in height, two in width. */
#define PICTURE_PAGE(content, picture, samples, n)                                                 \
    {"<</Type/Catalog/Pages 2 0 R>>"}, {"<</Type/Pages/Kids[3 0 R]/Count 1>>"},                    \
        {PAGE "/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"},                              \
        {"/Type/XObject/Subtype/Image/Width 120/Height 80" picture, samples, n},                   \
    {                                                                                              \
        "", content                                                                                \
    }

/* Under a box in points that is 4 pixels wider than the writing on each side. */
#define UNDER_A_BOX "q 240 0 0 160 20 20 cm /I Do Q 0 g 44 64 192 44 re f\n"

static void covered(void **state)
{
    static const struct {
        const char *name;
        const char *dictionary;
        int colours, bits;
    } kinds[] = {
        {"grey", "/ColorSpace/DeviceGray/BitsPerComponent 8", 1, 8},
        {"black and white", "/ColorSpace/DeviceGray/BitsPerComponent 1", 1, 1},
        {"two bits", "/ColorSpace/DeviceGray/BitsPerComponent 2", 1, 2},
        {"four bits of a palette",
         "/ColorSpace[/Indexed/DeviceGray 15<00112233445566778899AABBCCDDEEFF>]/BitsPerComponent 4",
         1, 4},
        {"colours", "/ColorSpace/DeviceRGB/BitsPerComponent 8", 3, 8},
        {"sixteen bits", "/ColorSpace/DeviceRGB/BitsPerComponent 16", 3, 16},
        {"inks, the wrong way round",
         "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]", 4, 8},
    };
    static char samples[WIDE * HIGH * 8];

    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct arena a CLEANUP(arena_done) = {};
        struct made t = {
            .name = kinds[i].name,
            .yes = "PDF-112",
            .objects = {PICTURE_PAGE(UNDER_A_BOX, "", samples,
                                     draw(samples, kinds[i].colours, kinds[i].bits, HIGH))}};
        char dictionary[256];
        struct str out;
        struct err err = {};

        (void)snprintf(dictionary, sizeof(dictionary), "%s%s", t.objects[3].text,
                       kinds[i].dictionary);
        t.objects[3].text = dictionary;
        made_check(&t);
        assert_int_equal(made_clean(&a, made_build(&a, &t), t.yes, &out, &err), CLEANING_DONE);
        check_samples(t.name, out, false, kinds[i].bits);
        assert_true(out.n < made_build(&a, &t).n);
    }
}

/* The letters stand in the mask; the picture itself is black. */
static void covered_mask(void **state)
{
    static char black[WIDE * HIGH], mask[WIDE * HIGH];
    const struct made t = {
        .name = "letters in a mask",
        .yes = "PDF-112",
        .objects = {PICTURE_PAGE(UNDER_A_BOX,
                                 "/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 6 0 R", black,
                                 sizeof(black)),
                    {"/Type/XObject/Subtype/Image/Width 120/Height 80/ColorSpace/DeviceGray/"
                     "BitsPerComponent 8/Decode[1 0]/Interpolate true",
                     mask, draw(mask, 1, 8, HIGH)}}};
    struct arena a CLEANUP(arena_done) = {};
    struct str out;
    struct err err = {};

    made_check(&t);
    assert_int_equal(made_clean(&a, made_build(&a, &t), t.yes, &out, &err), CLEANING_DONE);
    check_samples(t.name, out, true, 8);
}

/* The page ends, or a clip does, above the writing. */
static void cut_off(void **state)
{
    static const char *const contents[] = {
        "q 240 0 0 160 20 -82 cm /I Do Q\n",
        "q 20 112 240 80 re W n 240 0 0 160 20 20 cm /I Do Q\n",
    };
    static char samples[WIDE * HIGH];

    for (size_t i = 0; i < COUNT(contents); i++) {
        const struct made t = {
            .name = contents[i],
            .objects = {PICTURE_PAGE(contents[i], "/ColorSpace/DeviceGray/BitsPerComponent 8",
                                     samples, draw(samples, 1, 8, HIGH))}};
        struct arena a CLEANUP(arena_done) = {};
        struct str out;
        struct err err = {};

        made_check(&t);
        assert_int_equal(made_clean(&a, made_build(&a, &t), t.yes, &out, &err), CLEANING_DONE);
        check_samples(t.name, out, false, 8);
    }
}

/* Rows with words behind the last one that Height tells of. */
static void rows_behind(void **state)
{
    enum { MORE = 40 };
    static char samples[WIDE * (HIGH + MORE)];
    const struct made t = {.name = "rows behind the last one",
                           .objects = {PICTURE_PAGE("q 240 0 0 160 20 20 cm /I Do Q\n",
                                                    "/ColorSpace/DeviceGray/BitsPerComponent 8",
                                                    samples, draw(samples, 1, 8, HIGH + MORE))},
                           .gone = {SECRET}};
    struct arena a CLEANUP(arena_done) = {};
    struct str out;
    struct err err = {};

    for (int y = HIGH + 4; y < HIGH + MORE; y++) {
        memcpy(samples + (ptrdiff_t)y * WIDE + 8, SECRET, sizeof(SECRET) - 1);
    }
    made_check(&t);
    assert_int_equal(made_clean(&a, made_build(&a, &t), t.yes, &out, &err), CLEANING_DONE);
    assert_true(out.n + (size_t)MORE * WIDE < made_build(&a, &t).n);

    struct made_file f = made_file_open(out);
    struct pdf_samples s = picture_of(&f, false);

    assert_memory_equal(s.bytes, samples, (size_t)WIDE * HIGH);
    pdf_samples_done(f.ctx, &s);
    made_file_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metadata), cmocka_unit_test(covered),     cmocka_unit_test(covered_mask),
        cmocka_unit_test(cut_off),  cmocka_unit_test(rows_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
