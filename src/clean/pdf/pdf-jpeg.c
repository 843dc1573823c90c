/*
 * libjpeg gives the coefficients and takes them back. A painted block is unpacked, its painted
 * samples become those beside them or the colour, and it is packed by the table that it had.
 *
 * Colours other than the first may be coarser: one sample of theirs stands for several pixels, and
 * is painted when all of them are. A block that has both painted samples and others gets no edge
 * within it, since an edge would ring in the samples that stay.
 */
#include "clean/pdf/pdf-jpeg.h"

#include "base/common.h"
#include "base/heap.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

enum {
    SIDE = DCTSIZE,
    MIDDLE = 128,
    MOST = 255,
    MAX_SCANS = 500, /* of a progressive one */
    MORE_BYTES = 64 * 1024,
};

struct picture {
    struct jpeg_error_mgr errors;
    jmp_buf damaged;
    struct jpeg_decompress_struct from;
    struct jpeg_compress_struct to;
    const struct pdf_jpeg_paint *paint;
    struct str bytes;
    unsigned char *room, *packed; /* ours, and libjpeg's when that is too small; to be freed */
    unsigned long packed_bytes;
    float basis[SIDE][SIDE];
};

/* The samples of one component. */
struct plane {
    struct picture *picture;
    jvirt_barray_ptr blocks;
    const jpeg_component_info *info;
    int across, down;     /* pixels of a sample */
    int width, height;    /* samples that are seen */
    int reach;            /* in samples */
    unsigned char *bytes; /* rows of whole blocks */
    unsigned char *known; /* by block */
    const uint8_t *fills; /* by entry of the list */
};

/* ---- libjpeg ---- */

static void leave(j_common_ptr info)
{
    struct picture *p = (struct picture *)info->err;

    longjmp(p->damaged, 1);
}

static void say_nothing(j_common_ptr info, int level)
{
    if (level < 0) {
        info->err->num_warnings++;
    }
}

static void say_no_more(j_common_ptr info)
{
}

/* ---- blocks ---- */

static void find_basis(struct picture *p)
{
    for (int u = 0; u < SIDE; u++) {
        for (int x = 0; x < SIDE; x++) {
            p->basis[u][x] =
                (u == 0 ? 0.353553391F : 0.5F) * cosf((float)((2 * x + 1) * u) * (float)M_PI / 16);
        }
    }
}

static JCOEF *block_at(const struct plane *plane, int column, int row, bool writes)
{
    j_common_ptr info = (j_common_ptr)&plane->picture->from;
    JBLOCKARRAY rows =
        info->mem->access_virt_barray(info, plane->blocks, (JDIMENSION)row, 1, writes);

    return rows[0][column];
}

static void to_samples(const struct plane *plane, const JCOEF *packed, float samples[SIDE][SIDE])
{
    const struct picture *p = plane->picture;
    const UINT16 *steps = plane->info->quant_table->quantval;
    float half[SIDE][SIDE];

    for (int v = 0; v < SIDE; v++) {
        for (int x = 0; x < SIDE; x++) {
            half[v][x] = 0;
            for (int u = 0; u < SIDE; u++) {
                half[v][x] +=
                    (float)packed[v * SIDE + u] * (float)steps[v * SIDE + u] * p->basis[u][x];
            }
        }
    }
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            samples[y][x] = MIDDLE;
            for (int v = 0; v < SIDE; v++) {
                samples[y][x] += half[v][x] * p->basis[v][y];
            }
        }
    }
}

static void to_coefficients(const struct plane *plane, const float samples[SIDE][SIDE],
                            JCOEF packed[DCTSIZE2])
{
    const struct picture *p = plane->picture;
    const UINT16 *steps = plane->info->quant_table->quantval;
    float half[SIDE][SIDE];

    for (int y = 0; y < SIDE; y++) {
        for (int u = 0; u < SIDE; u++) {
            half[y][u] = 0;
            for (int x = 0; x < SIDE; x++) {
                half[y][u] += (samples[y][x] - MIDDLE) * p->basis[u][x];
            }
        }
    }
    for (int v = 0; v < SIDE; v++) {
        for (int u = 0; u < SIDE; u++) {
            float value = 0;

            for (int y = 0; y < SIDE; y++) {
                value += half[y][u] * p->basis[v][y];
            }
            packed[v * SIDE + u] = (JCOEF)lroundf(value / (float)MAX(steps[v * SIDE + u], 1));
        }
    }
}

static void unpack(struct plane *plane, int column, int row)
{
    size_t stride = plane->info->width_in_blocks * SIDE;
    unsigned char *out = plane->bytes + (size_t)row * SIDE * stride + (size_t)column * SIDE;
    float samples[SIDE][SIDE];

    to_samples(plane, block_at(plane, column, row, false), samples);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            out[(size_t)y * stride + (size_t)x] =
                (unsigned char)fmaxf(0, fminf(MOST, floorf(samples[y][x] + 0.5F)));
        }
    }
}

/* ---- samples ---- */

static int sample_at(struct plane *plane, int x, int y)
{
    size_t stride = plane->info->width_in_blocks * SIDE;
    size_t block = (size_t)(y / SIDE) * plane->info->width_in_blocks + (size_t)(x / SIDE);

    if (plane->known[block] == 0) {
        plane->known[block] = 1;
        unpack(plane, x / SIDE, y / SIDE);
    }
    return plane->bytes[(size_t)y * stride + (size_t)x];
}

/* The mark of a sample: 0 when one of its pixels stays. Behind the edge: that of the edge. */
static unsigned mark_at(const struct plane *plane, int x, int y)
{
    const struct pdf_jpeg_paint *paint = plane->picture->paint;
    int left = MIN(x, plane->width - 1) * plane->across;
    int top = MIN(y, plane->height - 1) * plane->down;
    unsigned mark = 0;

    for (int row = top; row < MIN(top + plane->down, paint->height); row++) {
        for (int column = left; column < MIN(left + plane->across, paint->width); column++) {
            mark = paint->marks[(size_t)row * (size_t)paint->width + (size_t)column];
            if (mark == 0) {
                return 0;
            }
        }
    }
    return mark;
}

static bool is_kept(const struct plane *plane, int x, int y)
{
    return x >= 0 && y >= 0 && x < plane->width && y < plane->height && mark_at(plane, x, y) == 0;
}

/* The nearest sample of the row or the column that is not painted; -1: none is near. */
static int nearest(struct plane *plane, int x, int y, int reach)
{
    for (int d = 1; d <= reach; d++) {
        const int there[4][2] = {{x - d, y}, {x + d, y}, {x, y - d}, {x, y + d}};

        for (size_t i = 0; i < COUNT(there); i++) {
            if (is_kept(plane, there[i][0], there[i][1])) {
                return sample_at(plane, there[i][0], there[i][1]);
            }
        }
    }
    return -1;
}

static void paint_block(struct plane *plane, int column, int row)
{
    unsigned marks[SIDE][SIDE];
    float samples[SIDE][SIDE], sum = 0;
    int kept = 0;

    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            marks[y][x] = mark_at(plane, column * SIDE + x, row * SIDE + y);
            kept += marks[y][x] == 0;
        }
    }
    if (kept == SIDE * SIDE) {
        return;
    }
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            int at_x = column * SIDE + x, at_y = row * SIDE + y;
            int near = marks[y][x] == 0 ? sample_at(plane, at_x, at_y)
                                        : nearest(plane, at_x, at_y, plane->reach);

            samples[y][x] = near >= 0 ? (float)near : -1;
            sum += marks[y][x] == 0 ? samples[y][x] : 0;
        }
    }
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            if (samples[y][x] < 0) {
                samples[y][x] = kept > 0 ? sum / (float)kept : plane->fills[marks[y][x] - 1];
            }
        }
    }
    to_coefficients(plane, (const float(*)[SIDE])samples, block_at(plane, column, row, true));
}

/* ---- the picture ---- */

/* A colour as the component has it: libjpeg takes it for luminance and chrominance. */
static uint8_t component_of(const uint8_t value[static PDF_JPEG_MAX_COLOURS], int component,
                            J_COLOR_SPACE space)
{
    static const float parts[3][3] = {
        {0.299F, 0.587F, 0.114F}, {-0.168736F, -0.331264F, 0.5F}, {0.5F, -0.418688F, -0.081312F}};
    float sum = component == 0 ? 0 : MIDDLE;

    if ((space != JCS_YCbCr && space != JCS_YCCK) || component > 2) {
        return value[component];
    }
    for (int i = 0; i < 3; i++) {
        sum += parts[component][i] * (float)(space == JCS_YCCK ? MOST - value[i] : value[i]);
    }
    return (uint8_t)fmaxf(0, fminf(MOST, floorf(sum + 0.5F)));
}

/* How readers of PDF take the colours: by Adobe's mark, the dictionary, or their number. */
static J_COLOR_SPACE space_of(const struct picture *p)
{
    int n = p->from.num_components;
    int transform = p->from.saw_Adobe_marker   ? p->from.Adobe_transform
                    : p->paint->transform >= 0 ? p->paint->transform
                                               : n == 3;

    return n == 1   ? JCS_GRAYSCALE
           : n == 3 ? (transform != 0 ? JCS_YCbCr : JCS_RGB)
                    : (transform != 0 ? JCS_YCCK : JCS_CMYK);
}

static bool is_known(const struct picture *p)
{
    const struct jpeg_decompress_struct *from = &p->from;
    bool is = (int)from->image_width == p->paint->width &&
              (int)from->image_height == p->paint->height && from->data_precision == 8 &&
              from->num_components == p->paint->colours &&
              (from->num_components == 1 || from->num_components == 3 || from->num_components == 4);

    for (int i = 0; i < from->num_components && is; i++) {
        is = from->max_h_samp_factor % from->comp_info[i].h_samp_factor == 0 &&
             from->max_v_samp_factor % from->comp_info[i].v_samp_factor == 0;
    }
    return is;
}

static uint32_t fill_count(const struct pdf_jpeg_paint *paint)
{
    size_t n = (size_t)paint->width * (size_t)paint->height;
    uint32_t most = 0;

    for (size_t i = 0; i < n; i++) {
        most = MAX(most, (uint32_t)paint->marks[i]);
    }
    return most;
}

/* Memory of libjpeg's pool: it goes with the picture. */
static void *room(struct picture *p, size_t bytes)
{
    void *made = p->from.mem->alloc_large((j_common_ptr)&p->from, JPOOL_IMAGE, MAX(bytes, 1));

    memset(made, 0, bytes);
    return made;
}

static void paint_plane(struct picture *p, int component, jvirt_barray_ptr blocks, uint32_t fills)
{
    const jpeg_component_info *info = &p->from.comp_info[component];
    size_t count = (size_t)info->width_in_blocks * info->height_in_blocks;
    struct plane plane = {.picture = p,
                          .blocks = blocks,
                          .info = info,
                          .across = p->from.max_h_samp_factor / info->h_samp_factor,
                          .down = p->from.max_v_samp_factor / info->v_samp_factor};
    uint8_t *colours = room(p, fills);

    plane.width = (p->paint->width + plane.across - 1) / plane.across;
    plane.height = (p->paint->height + plane.down - 1) / plane.down;
    plane.reach = p->paint->reach / MIN(plane.across, plane.down) + 1;
    plane.bytes = room(p, count * SIDE * SIDE);
    plane.known = room(p, count);
    plane.fills = colours;
    for (uint32_t i = 0; i < fills; i++) {
        colours[i] = component_of(p->paint->values[i], component, space_of(p));
    }
    for (int row = 0; row < (int)info->height_in_blocks; row++) {
        for (int column = 0; column < (int)info->width_in_blocks; column++) {
            paint_block(&plane, column, row);
        }
    }
}

/* As it was coded, in scans or in one, with the codes that are the shortest. */
static void write(struct picture *p, jvirt_barray_ptr *blocks)
{
    p->packed = p->room;
    jpeg_mem_dest(&p->to, &p->packed, &p->packed_bytes);
    jpeg_copy_critical_parameters(&p->from, &p->to);
    p->to.optimize_coding = TRUE;
    p->to.write_JFIF_header = p->from.saw_JFIF_marker;
    p->to.write_Adobe_marker = p->from.saw_Adobe_marker;
    if (p->from.progressive_mode) {
        jpeg_simple_progression(&p->to);
    }
    jpeg_write_coefficients(&p->to, blocks);
    jpeg_finish_compress(&p->to);
}

/* Leaves by longjmp() when it is damaged. */
static bool paint_all(struct picture *p)
{
    jpeg_mem_src(&p->from, (const unsigned char *)p->bytes.p, (unsigned long)p->bytes.n);
    if (jpeg_read_header(&p->from, TRUE) != JPEG_HEADER_OK || !is_known(p)) {
        return false;
    }
    jvirt_barray_ptr *blocks = jpeg_read_coefficients(&p->from);
    uint32_t fills = fill_count(p->paint);

    if (blocks == NULL || p->errors.num_warnings > 0 || p->from.input_scan_number > MAX_SCANS) {
        return false;
    }
    find_basis(p);
    for (int i = 0; i < p->from.num_components; i++) {
        paint_plane(p, i, blocks[i], fills);
    }
    write(p, blocks);
    return true;
}

static bool try_all(struct picture *p)
{
    return setjmp(p->damaged) == 0 && paint_all(p);
}

bool pdf_jpeg_paint(struct str bytes, const struct pdf_jpeg_paint *paint, struct buf *out)
{
    struct picture p = {.paint = paint, .bytes = bytes};

    p.packed_bytes = bytes.n + MORE_BYTES;
    p.room = heap_room(p.packed_bytes);
    p.from.err = p.to.err = jpeg_std_error(&p.errors);
    p.errors.error_exit = leave;
    p.errors.emit_message = say_nothing;
    p.errors.output_message = say_no_more;
    jpeg_create_decompress(&p.from);
    jpeg_create_compress(&p.to);
    bool done = try_all(&p);

    if (done) {
        buf_add(out, (struct str){.p = (const char *)p.packed, .n = p.packed_bytes});
    }
    jpeg_destroy_compress(&p.to);
    jpeg_destroy_decompress(&p.from);
    if (done && p.packed != p.room) {
        free(p.packed);
    }
    free(p.room);
    return done && !buf_is_full(out);
}
