/* JPEGs of slopes and noise, painted in part: what stays is the same, the rest has the colour. */
#include "clean/pdf/pdf-jpeg.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jpeglib.h>

enum { WIDTH = 61, HEIGHT = 45, MOST_COLOURS = 4, MAX_BYTES = 1 << 20 };

struct kind {
    const char *name;
    int colours;
    J_COLOR_SPACE space; /* as it is coded */
    int across, down;    /* pixels of a sample of chrominance */
    bool is_progressive, is_noise;
    int transform; /* what the PDF says */
};

static const struct kind kinds[] = {
    {"grey", 1, JCS_GRAYSCALE, 1, 1, false, false, -1},
    {"colours", 3, JCS_YCbCr, 1, 1, false, false, -1},
    {"coarse chrominance", 3, JCS_YCbCr, 2, 2, false, false, -1},
    {"coarse in one direction", 3, JCS_YCbCr, 2, 1, false, true, -1},
    {"in scans", 3, JCS_YCbCr, 2, 2, true, true, -1},
    {"red, green and blue", 3, JCS_RGB, 1, 1, false, false, -1},
    {"inks", 4, JCS_CMYK, 1, 1, false, false, -1},
    {"inks, as luminance", 4, JCS_YCCK, 2, 2, false, false, -1},
};

static unsigned char sample(const struct kind *k, int x, int y, int colour)
{
    unsigned noise = (unsigned)(x * 7919 + y * 104729 + colour * 1299709) * 2654435761U >> 24;

    return k->is_noise ? (unsigned char)(96 + noise % 64)
                       : (unsigned char)(60 + 2 * x + y + 20 * colour);
}

static struct str coded(struct arena *a, const struct kind *k)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long n = 0;

    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, &n);
    c.image_width = WIDTH;
    c.image_height = HEIGHT;
    c.input_components = k->colours;
    c.in_color_space = k->colours == 1 ? JCS_GRAYSCALE : k->colours == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&c);
    jpeg_set_colorspace(&c, k->space);
    jpeg_set_quality(&c, 90, TRUE);
    for (int i = 0; i < k->colours; i++) {
        bool is_fine = i == 0 || i == 3;

        c.comp_info[i].h_samp_factor = is_fine ? k->across : 1;
        c.comp_info[i].v_samp_factor = is_fine ? k->down : 1;
    }
    if (k->is_progressive) {
        jpeg_simple_progression(&c);
    }
    jpeg_start_compress(&c, TRUE);
    for (int y = 0; y < HEIGHT; y++) {
        unsigned char row[WIDTH * MOST_COLOURS];
        JSAMPROW rows[1] = {row};

        for (int i = 0; i < WIDTH * k->colours; i++) {
            row[i] = sample(k, i / k->colours, y, i % k->colours);
        }
        jpeg_write_scanlines(&c, rows, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    struct str kept = arena_str(a, (struct str){.p = (const char *)bytes, .n = n});

    free(bytes);
    return kept;
}

static unsigned char *decoded(struct arena *a, struct str bytes)
{
    struct jpeg_decompress_struct d;
    struct jpeg_error_mgr errors;

    d.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, (const unsigned char *)bytes.p, (unsigned long)bytes.n);
    assert_int_equal(jpeg_read_header(&d, TRUE), JPEG_HEADER_OK);
    d.do_fancy_upsampling = FALSE;
    jpeg_start_decompress(&d);
    size_t stride = (size_t)d.output_width * (size_t)d.output_components;
    unsigned char *all = arena_alloc(a, stride * d.output_height);

    while (d.output_scanline < d.output_height) {
        JSAMPROW rows[1] = {all + d.output_scanline * stride};

        jpeg_read_scanlines(&d, rows, 1);
    }
    jpeg_finish_decompress(&d);
    jpeg_destroy_decompress(&d);
    return all;
}

/* What is painted: from 20, 10 to 50, 35, but for the frame of its block. */
static bool is_painted(int x, int y)
{
    return x >= 20 && x < 50 && y >= 10 && y < 35;
}

static void check_pixel(const struct kind *k, const unsigned char *before,
                        const unsigned char *after, int x, int y)
{
    static const uint8_t colour[MOST_COLOURS] = {10, 20, 30, 40};
    bool is_inside =
        x >= 32 && x < 44 && y >= 16 && y < 28; /* blocks that are painted as a whole */
    bool is_far = x < 16 || y >= 48;

    for (int i = 0; i < k->colours; i++) {
        int was = before[(y * WIDTH + x) * k->colours + i];
        int is = after[(y * WIDTH + x) * k->colours + i];

        if (is_far && was != is) {
            fail_msg("%s: %d, %d changed from %d to %d", k->name, x, y, was, is);
        }
        if (is_inside && abs(is - colour[i]) > (k->is_noise ? 20 : 6)) {
            fail_msg("%s: %d, %d is %d, not %d", k->name, x, y, is, colour[i]);
        }
        if (!is_painted(x, y) && abs(was - is) > (k->is_noise ? 40 : 6)) {
            fail_msg("%s: %d, %d beside it changed from %d to %d", k->name, x, y, was, is);
        }
    }
}

static void painted(void **state)
{
    static const uint8_t values[1][MOST_COLOURS] = {{10, 20, 30, 40}};
    static uint16_t marks[WIDTH * HEIGHT];

    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        marks[i] = is_painted(i % WIDTH, i / WIDTH);
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const struct kind *k = &kinds[i];
        struct arena a CLEANUP(arena_done) = {};
        struct buf out CLEANUP(buf_done) = {};
        struct str bytes = coded(&a, k);
        const struct pdf_jpeg_paint how = {.width = WIDTH,
                                           .height = HEIGHT,
                                           .colours = k->colours,
                                           .marks = marks,
                                           .values = values,
                                           .transform = k->transform,
                                           .reach = 2};

        buf_init(&out, MAX_BYTES);
        if (!pdf_jpeg_paint(bytes, &how, &out)) {
            fail_msg("%s: not painted", k->name);
        }
        assert_in_range(out.n, 1, bytes.n * 11 / 10);
        const unsigned char *before = decoded(&a, bytes), *after = decoded(&a, buf_str(&out));

        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            check_pixel(k, before, after, p % WIDTH, p / WIDTH);
        }
    }
}

/* Nothing but false may come of it. */
static void damaged(void **state)
{
    static uint16_t marks[WIDTH * HEIGHT] = {1};
    static const uint8_t values[1][MOST_COLOURS] = {};
    struct arena a CLEANUP(arena_done) = {};
    struct str bytes = coded(&a, &kinds[2]);
    const struct pdf_jpeg_paint how = {.width = WIDTH,
                                       .height = HEIGHT,
                                       .colours = 3,
                                       .marks = marks,
                                       .values = values,
                                       .transform = -1};
    struct pdf_jpeg_paint wider = how;

    for (size_t n = 0; n < bytes.n; n += 1 + bytes.n / 200) {
        struct buf out CLEANUP(buf_done) = {};

        buf_init(&out, MAX_BYTES);
        if (n + 2 < bytes.n) {
            assert_false(pdf_jpeg_paint(str_sub(bytes, 0, n), &how, &out));
        }
    }
    struct buf out CLEANUP(buf_done) = {};

    buf_init(&out, MAX_BYTES);
    wider.width++;
    assert_false(pdf_jpeg_paint(bytes, &wider, &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(painted),
        cmocka_unit_test(damaged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
