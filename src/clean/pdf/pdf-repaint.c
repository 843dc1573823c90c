/*
 * The samples in the areas get a colour that the picture can say, and all are stored as they were:
 * nothing that is seen of it changes. Of a JPEG only the blocks that are painted are coded anew
 * (pdf-jpeg.h). Pictures whose samples do not lie in the file as the
 * dictionary has it (JPEG 2000, damaged ones) are taken as the library draws them.
 */
#include "clean/pdf/pdf-repaint.h"

#include "clean/pdf/pdf-jpeg.h"
#include "clean/pdf/pdf-samples.h"

#include <math.h>

enum {
    MAX_SAMPLES = 400 * 1000 * 1000,
    MAX_REACH = 16, /* pixels */
    MAX_COLOURS = 65535,
    MAX_TRIED = 32 * 1024 * 1024, /* bytes of samples: more take too long to pack for nothing */
};

/* ---- the colour ---- */

/* The entry of a palette that is the nearest one. */
static unsigned nearest(fz_context *ctx, fz_colorspace *palette, const float rgb[static 3],
                        int bits)
{
    unsigned best = 0;
    float least = INFINITY;

    for (unsigned i = 0; i < 1U << MIN(bits, 8); i++) {
        float from = (float)i / 255, to[FZ_MAX_COLORS] = {}, far = 0;

        fz_convert_color(ctx, palette, &from, fz_device_rgb(ctx), to, NULL,
                         fz_default_color_params);
        for (int k = 0; k < 3; k++) {
            far += (to[k] - rgb[k]) * (to[k] - rgb[k]);
        }
        if (far < least) {
            least = far;
            best = i;
        }
    }
    return best;
}

/* What `value` of 0 … 1 is in samples, by the picture's Decode. */
static unsigned encoded(fz_context *ctx, pdf_obj *picture, int index, float value, unsigned most)
{
    pdf_obj *decode = pdf_dict_get(ctx, picture, PDF_NAME(Decode));
    float low = 0, high = 1;

    if (pdf_array_len(ctx, decode) > 2 * index + 1) {
        low = pdf_array_get_real(ctx, decode, 2 * index);
        high = pdf_array_get_real(ctx, decode, 2 * index + 1);
    }
    if (low == high) {
        return 0;
    }
    return (unsigned)lroundf(fmaxf(0, fminf(1, (value - low) / (high - low))) * (float)most);
}

/* A colour as the picture has it; inks that are none of the usual ones: none of them. */
static void find_values(fz_context *ctx, pdf_obj *picture, const struct pdf_samples *s,
                        uint32_t rgb, unsigned ret_values[static FZ_MAX_COLORS])
{
    const float from[3] = {(float)(rgb >> 16 & 255) / 255, (float)(rgb >> 8 & 255) / 255,
                           (float)(rgb & 255) / 255};
    float to[FZ_MAX_COLORS] = {};

    if (s->space == NULL) {
        to[0] = 1; /* of a stencil: not painted */
    } else if (fz_colorspace_is_indexed(ctx, s->space)) {
        ret_values[0] = nearest(ctx, s->space, from, s->bits);
        return;
    } else if (!fz_colorspace_is_device_n(ctx, s->space) && !fz_colorspace_is_lab(ctx, s->space)) {
        fz_convert_color(ctx, fz_device_rgb(ctx), from, s->space, to, NULL,
                         fz_default_color_params);
    }
    for (int i = 0; i < s->colours; i++) {
        ret_values[i] = encoded(ctx, picture, i, to[i], (1U << s->bits) - 1);
    }
}

/* ---- painting ---- */

/* An area as pixels of the picture, which the unit square is. */
static fz_irect pixels_of(const struct pdf_samples *s, const struct pdf_paint *paint,
                          uint32_t index)
{
    fz_rect unit = fz_transform_rect(paint->areas[index], fz_invert_matrix(paint->ctm));
    float x0 = unit.x0 * (float)s->width, x1 = unit.x1 * (float)s->width;
    float y0 = (1 - unit.y1) * (float)s->height, y1 = (1 - unit.y0) * (float)s->height;
    fz_irect r = {(int)floorf(x0), (int)floorf(y0), (int)ceilf(x1), (int)ceilf(y1)};

    if (paint->is_under) {
        r = (fz_irect){(int)ceilf(x0), (int)ceilf(y0), (int)floorf(x1), (int)floorf(y1)};
    }
    return fz_intersect_irect(r, (fz_irect){0, 0, s->width, s->height});
}

/* `at`: samples before it in the row; less than a byte: the bits of it. */
static unsigned shift_of(size_t at, int bits)
{
    return 8 - (unsigned)(at * (size_t)bits & 7) - (unsigned)bits;
}

static unsigned get(const unsigned char *row, size_t at, int bits)
{
    return bits == 16  ? (unsigned)row[2 * at] << 8 | row[2 * at + 1]
           : bits == 8 ? row[at]
                       : row[at * (size_t)bits >> 3] >> shift_of(at, bits) & ((1U << bits) - 1);
}

static void put(unsigned char *row, size_t at, int bits, unsigned value)
{
    if (bits == 16) {
        row[2 * at] = (unsigned char)(value >> 8);
        row[2 * at + 1] = (unsigned char)value;
    } else if (bits == 8) {
        row[at] = (unsigned char)value;
    } else {
        unsigned shift = shift_of(at, bits), mask = ((1U << bits) - 1) << shift;
        unsigned char *byte = &row[at * (size_t)bits >> 3];

        *byte = (unsigned char)((*byte & ~mask) | value << shift);
    }
}

static void put_pixel(const struct pdf_samples *s, int x, int y, const unsigned *values)
{
    unsigned char *row = s->bytes + (size_t)y * s->row_bytes;

    for (int i = 0; i < s->colours; i++) {
        put(row, (size_t)x * (size_t)s->colours + (size_t)i, s->bits, values[i]);
    }
}

static void copy_pixel(const struct pdf_samples *s, int x, int y, int from_x, int from_y)
{
    const unsigned char *row = s->bytes + (size_t)from_y * s->row_bytes;
    unsigned values[FZ_MAX_COLORS];

    for (int i = 0; i < s->colours; i++) {
        values[i] = get(row, (size_t)from_x * (size_t)s->colours + (size_t)i, s->bits);
    }
    put_pixel(s, x, y, values);
}

/* Which area paints a pixel, from 1; 0: it stays. Of many areas the last ones count as one. */
static void mark(const struct pdf_samples *s, const struct pdf_paint *paint, uint16_t *marks)
{
    for (uint32_t i = 0; i < paint->count; i++) {
        fz_irect r = pixels_of(s, paint, i);

        for (int y = r.y0; y < r.y1; y++) {
            for (int x = r.x0; x < r.x1; x++) {
                marks[(size_t)y * (size_t)s->width + (size_t)x] =
                    (uint16_t)(MIN(i, (uint32_t)MAX_COLOURS - 1) + 1);
            }
        }
    }
}

/* The colour of an area. */
static void find_area_values(fz_context *ctx, pdf_obj *picture, const struct pdf_samples *s,
                             const struct pdf_paint *paint, uint32_t index,
                             unsigned ret_values[static FZ_MAX_COLORS])
{
    find_values(ctx, picture, s, paint->colours == NULL ? 0 : paint->colours[index], ret_values);
}

static void fill(fz_context *ctx, pdf_obj *picture, const struct pdf_samples *s,
                 const struct pdf_paint *paint, const uint16_t *marks)
{
    unsigned values[FZ_MAX_COLORS] = {};
    uint32_t known = 0; /* whose values these are */

    for (int y = 0; y < s->height; y++) {
        for (int x = 0; x < s->width; x++) {
            uint32_t here = marks[(size_t)y * (size_t)s->width + (size_t)x];

            if (here != 0 && here != known) {
                find_area_values(ctx, picture, s, paint, here - 1, values);
                known = here;
            }
            if (here != 0) {
                put_pixel(s, x, y, values);
            }
        }
    }
}

/* How many pixels of the picture are about a point of the page. */
static int reach_of(const struct pdf_samples *s, fz_matrix ctm)
{
    float across = hypotf(ctm.a, ctm.b), down = hypotf(ctm.c, ctm.d);
    float pixels = fmaxf((float)s->width / fmaxf(across, 1), (float)s->height / fmaxf(down, 1));

    return (int)fminf(ceilf(pixels), MAX_REACH);
}

/* A pixel of the picture that is not painted. */
static bool is_kept(const struct pdf_samples *s, const uint16_t *marks, int x, int y)
{
    return x >= 0 && x < s->width && y >= 0 && y < s->height &&
           marks[(size_t)y * (size_t)s->width + (size_t)x] == 0;
}

/* Makes it as the nearest pixel of its row or column that is not painted, if one is. */
static void copy_nearest(const struct pdf_samples *s, const uint16_t *marks, int x, int y,
                         int reach)
{
    for (int d = 1; d <= reach; d++) {
        const int there[4][2] = {{x - d, y}, {x + d, y}, {x, y - d}, {x, y + d}};

        for (int i = 0; i < 4; i++) {
            if (is_kept(s, marks, there[i][0], there[i][1])) {
                copy_pixel(s, x, y, there[i][0], there[i][1]);
                return;
            }
        }
    }
}

/*
 * A picture that is drawn smaller or larger than it is mixes its pixels: at the rim of what is
 * painted they are as those beside them, so that what is seen there stays as it was.
 */
static void smooth_rim(const struct pdf_samples *s, const uint16_t *marks, int reach)
{
    for (int y = 0; y < s->height; y++) {
        for (int x = 0; x < s->width; x++) {
            if (marks[(size_t)y * (size_t)s->width + (size_t)x] != 0) {
                copy_nearest(s, marks, x, y, reach);
            }
        }
    }
}

/* ---- a JPEG ---- */

/* The colour of each area as the picture has it; to be freed. */
static uint8_t (*list_values(fz_context *ctx, pdf_obj *picture, const struct pdf_samples *s,
                             const struct pdf_paint *paint))[PDF_JPEG_MAX_COLOURS]
{
    uint32_t n = MIN(paint->count, (uint32_t)MAX_COLOURS);
    uint8_t(*values)[PDF_JPEG_MAX_COLOURS] = fz_calloc(ctx, (size_t)n + 1, sizeof(*values));

    fz_try(ctx)
    {
        for (uint32_t i = 0; i < n; i++) {
            unsigned of_area[FZ_MAX_COLORS] = {};

            find_area_values(ctx, picture, s, paint, i, of_area);
            for (int k = 0; k < PDF_JPEG_MAX_COLOURS; k++) {
                values[i][k] = (uint8_t)of_area[k];
            }
        }
    }
    fz_catch(ctx)
    {
        fz_free(ctx, values);
        fz_rethrow(ctx);
    }
    return values;
}

/* Stores a JPEG as the stream of `to`. */
static void store_jpeg(struct pdf_cut *cut, pdf_obj *to, int transform, const struct buf *jpeg)
{
    fz_context *ctx = cut->ctx;
    fz_buffer *copy = fz_new_buffer_from_copied_data(ctx, (const unsigned char *)jpeg->p, jpeg->n);

    fz_try(ctx)
    {
        pdf_dict_put(ctx, to, PDF_NAME(Filter), PDF_NAME(DCTDecode));
        pdf_dict_del(ctx, to, PDF_NAME(DecodeParms));
        if (transform >= 0) {
            pdf_obj *how = pdf_new_dict(ctx, cut->doc, 1);

            pdf_dict_put_drop(ctx, to, PDF_NAME(DecodeParms), how);
            pdf_dict_put_int(ctx, how, PDF_NAME(ColorTransform), transform);
        }
        pdf_update_stream(ctx, cut->doc, to, copy, 1);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, copy);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* Paints a JPEG block by block. False: it is none, or of a kind that must be unpacked. */
static bool paint_jpeg(struct pdf_cut *cut, pdf_obj *from, pdf_obj *to, const struct pdf_samples *s,
                       const struct pdf_paint *paint, const uint16_t *marks)
{
    fz_context *ctx = cut->ctx;
    fz_compressed_buffer *volatile packed = NULL;
    uint8_t(*volatile values)[PDF_JPEG_MAX_COLOURS] = NULL;
    struct buf out = {};
    volatile bool done = false;

    if (s->bits != 8 || s->colours > PDF_JPEG_MAX_COLOURS ||
        fz_colorspace_is_indexed(ctx, s->space)) {
        return false;
    }
    buf_init(&out, MAX_SAMPLES);
    fz_try(ctx)
    {
        packed = pdf_load_compressed_stream(ctx, cut->doc, pdf_to_num(ctx, from), MAX_SAMPLES);
        values = list_values(ctx, from, s, paint);
        const struct pdf_jpeg_paint how = {.width = s->width,
                                           .height = s->height,
                                           .colours = s->colours,
                                           .marks = marks,
                                           .values = (const uint8_t(*)[4])values,
                                           .transform = packed->params.u.jpeg.color_transform,
                                           .reach = reach_of(s, paint->ctm)};
        const struct str bytes = {.p = (const char *)packed->buffer->data,
                                  .n = packed->buffer->len};

        done = packed->params.type == FZ_IMAGE_JPEG && pdf_jpeg_paint(bytes, &how, &out);
        if (done) {
            store_jpeg(cut, to, how.transform, &out);
        }
    }
    fz_always(ctx)
    {
        fz_drop_compressed_buffer(ctx, packed);
        fz_free(ctx, values);
        buf_done(&out);
    }
    fz_catch(ctx)
    {
        done = false; /* unpacked, it may do */
    }
    return done;
}

/* ---- the new picture ---- */

/* What of its dictionary says how it looks, and not its other renderings or metadata. */
static pdf_obj *new_dictionary(struct pdf_cut *cut, pdf_obj *picture)
{
    static pdf_obj *const kept[] = {
        PDF_NAME(Type),   PDF_NAME(Subtype),    PDF_NAME(Width),        PDF_NAME(Height),
        PDF_NAME(Decode), PDF_NAME(ColorSpace), PDF_NAME(ImageMask),    PDF_NAME(BitsPerComponent),
        PDF_NAME(Mask),   PDF_NAME(SMask),      PDF_NAME(Matte),        PDF_NAME(Interpolate),
        PDF_NAME(Intent), PDF_NAME(OC),         PDF_NAME(StructParent),
    };
    fz_context *ctx = cut->ctx;
    pdf_obj *made = pdf_new_dict(ctx, cut->doc, COUNT(kept));

    *VEC_ADD(cut->arena, &cut->held) = made;
    for (size_t i = 0; i < COUNT(kept); i++) {
        pdf_obj *value = pdf_dict_get(ctx, picture, kept[i]);

        if (value != NULL) {
            pdf_dict_put(ctx, made, kept[i], value);
        }
    }
    return made;
}

/* Paints the samples, unpacked. The bytes that the result takes; 0: they are not known. */
static size_t paint_samples(struct pdf_cut *cut, pdf_obj *from, pdf_obj *to,
                            const struct pdf_paint *paint, const uint16_t *marks)
{
    fz_context *ctx = cut->ctx;
    struct pdf_samples s;
    volatile size_t bytes = 0;

    if (!pdf_samples_load(ctx, from, &s)) {
        return 0;
    }
    if (s.rows_behind > 0) { /* a JPEG may be of another width */
        pdf_samples_done(ctx, &s);
        return 0;
    }
    fz_try(ctx)
    {
        fill(ctx, from, &s, paint, marks);
        if (paint->is_under) {
            smooth_rim(&s, marks, reach_of(&s, paint->ctm));
        }
        bytes = pdf_samples_store(ctx, cut->doc, to, &s);
    }
    fz_always(ctx)
    {
        pdf_samples_done(ctx, &s);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return bytes;
}

/*
 * A drawing or a page of writing that was made a JPEG takes less without loss, and then nothing
 * beside what is painted changes; a photograph takes much more.
 */
static bool paint_best(struct pdf_cut *cut, pdf_obj *from, pdf_obj *to, const struct pdf_samples *s,
                       const struct pdf_paint *paint, const uint16_t *marks)
{
    size_t was = (size_t)MAX(pdf_dict_get_int(cut->ctx, from, PDF_NAME(Length)), 0);
    bool is_jpeg = pdf_samples_is_jpeg(cut->ctx, from);
    bool is_tried = !is_jpeg || s->row_bytes * (size_t)s->height <= MAX_TRIED;
    size_t bytes = is_tried ? paint_samples(cut, from, to, paint, marks) : 0;

    return (bytes > 0 && (!is_jpeg || bytes <= was)) ||
           (is_jpeg && paint_jpeg(cut, from, to, s, paint, marks)) || bytes > 0 ||
           (!is_tried && paint_samples(cut, from, to, paint, marks) > 0);
}

/* Paints `from` and stores the result in `to`, which has the same dictionary; false: its samples
 * are not known. */
static bool paint_into(struct pdf_cut *cut, pdf_obj *from, pdf_obj *to,
                       const struct pdf_paint *paint)
{
    fz_context *ctx = cut->ctx;
    struct pdf_samples layout = {};
    uint16_t *volatile marks = NULL;
    volatile bool done = false;

    fz_var(layout);
    fz_try(ctx)
    {
        if (pdf_samples_find(ctx, from, &layout)) {
            marks = fz_calloc(ctx, (size_t)layout.width * (size_t)layout.height, sizeof(*marks));
            mark(&layout, paint, marks);
            done = paint_best(cut, from, to, &layout, paint, marks);
        }
    }
    fz_always(ctx)
    {
        fz_free(ctx, marks);
        pdf_samples_done(ctx, &layout);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return done;
}

/* The picture as the library unpacks it, stored plain as a new object; NULL: it is too large. */
static pdf_obj *unpacked(struct pdf_cut *cut, pdf_obj *picture)
{
    fz_context *ctx = cut->ctx;
    fz_image *volatile image = NULL, *volatile made = NULL;
    fz_pixmap *volatile pixmap = NULL;
    pdf_obj *volatile object = NULL;

    fz_try(ctx)
    {
        image = pdf_load_image(ctx, cut->doc, picture);
        if (!image->imagemask && (int64_t)image->w * image->h * 4 < MAX_SAMPLES) {
            pixmap = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL, NULL);
            made = fz_new_image_from_pixmap(ctx, pixmap, NULL);
            object = pdf_add_image(ctx, cut->doc, made);
            *VEC_ADD(cut->arena, &cut->held) = object;
        }
    }
    fz_always(ctx)
    {
        fz_drop_image(ctx, image);
        fz_drop_image(ctx, made);
        fz_drop_pixmap(ctx, pixmap);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return object;
}

/* Its mask, of either kind, with the same painted out of it: letters may be cut into one. */
static void paint_mask(struct pdf_cut *cut, pdf_obj *picture, pdf_obj *made, pdf_obj *kind,
                       const struct pdf_paint *paint)
{
    fz_context *ctx = cut->ctx;
    pdf_obj *mask = pdf_dict_get(ctx, picture, kind);
    struct pdf_paint how = *paint;

    how.colours = NULL;
    if (pdf_is_stream(ctx, mask)) {
        pdf_obj *to = pdf_add_object(ctx, cut->doc, new_dictionary(cut, mask));

        *VEC_ADD(cut->arena, &cut->held) = to;
        pdf_dict_del(ctx, to, PDF_NAME(Mask));
        pdf_dict_del(ctx, to, PDF_NAME(SMask));
        pdf_dict_put(ctx, made, kind, paint_into(cut, mask, to, &how) ? to : mask);
    }
}

static int painted(struct pdf_cut *cut, pdf_obj *picture, const struct pdf_paint *paint)
{
    fz_context *ctx = cut->ctx;
    pdf_obj *made = pdf_add_object(ctx, cut->doc, new_dictionary(cut, picture));

    *VEC_ADD(cut->arena, &cut->held) = made;
    if (!paint_into(cut, picture, made, paint)) {
        made = unpacked(cut, picture);
        if (made == NULL || !paint_into(cut, made, made, paint)) {
            return -1;
        }
    }
    paint_mask(cut, picture, made, PDF_NAME(SMask), paint);
    paint_mask(cut, picture, made, PDF_NAME(Mask), paint);
    return pdf_to_num(ctx, made);
}

int pdf_repaint(struct pdf_cut *cut, pdf_obj *picture, const struct pdf_paint *paint)
{
    volatile int number = -1;

    fz_try(cut->ctx)
    {
        number = painted(cut, picture, paint);
    }
    fz_catch(cut->ctx)
    {
        number = -1;
    }
    return number;
}
