/*
 * A box may be a mask when it lies on a picture, or on most of one, and is no ground of the page;
 * one with a hue must lie in the picture and be small. It is a mask when it is seen as one even
 * area, and when there is writing in the picture below it. That is seen by drawing that part of the
 * page without such boxes. A picture that lies as a whole under another one is hidden whatever the
 * upper one shows, unless both look the same.
 *
 * Boxes that are not even (ovals and other forms, boxes with something written on them, pictures on
 * pictures) are many an ornament, label or panel of a poster: there it must be writing on paper
 * that is below (pdf-writing.h).
 */
#include "inspect/pdf/pdf-masks.h"

#include "base/utf8.h"
#include "inspect/pdf/pdf-photo.h"
#include "inspect/pdf/pdf-region.h"
#include "inspect/pdf/pdf-writing.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_MASKS = 400,
    MAX_COVERED = 4000,
    MAX_PIXELS = 20 * 1000 * 1000,
    HUE = 40,   /* between the channels of a colour, of 255: more is no black, grey or white */
    ALIKE = 24, /* between two looks of a pixel that are the same */
    ALIKE_SHARE = 10,   /* one of so many pixels may differ all the same */
    STENCIL_WIDTH = 64, /* pixels */
    STENCIL_HEIGHT = 24,
    LABEL_BYTES = 256,
    NOTICE_LETTERS = 16,
};

#define INSIDE_SHARE 0.5f  /* of a box that lies on the picture */
#define ALL_SHARE    0.95f /* of a picture that is covered as a whole */
#define PAGE_SHARE   0.8f  /* of the page: a ground, no mask */
#define HUED_INSIDE  0.9f  /* a box with a hue: it may be a part of a design */
#define HUED_SHARE   0.3f
#define LEAST_AREA   64.0f
#define INNER        0.2f /* of the height of a box on each side: its rim */
#define INNER_POINTS 4.0f

#define RIM_POINTS 2.0f /* of a picture on another one */

/* Of a box that is seen in the colour of what is not even. */
#define LABEL_SHARE 0.5f
#define BENT_SHARE  0.1f

#define GROUND_SHARE      0.6f  /* of the page: a picture that all else lies on */
#define NOTICE_SHARE      0.85f /* of a box with words in place of what it hides */
#define NOTICE_OF_PICTURE 0.12f
#define NOTICE_WORDS      0.15f /* of the box */

struct mask {
    const struct pdf_box *box;
    uint32_t picture;
    fz_rect part;  /* of the picture that it covers */
    bool is_whole; /* all of the picture, and it is a picture itself */
    bool is_even;  /* as it is seen, in this colour */
    uint8_t rgb[3];
    uint32_t met, skipped; /* pictures like it, drawn; those of them that stay */
};

struct masks {
    struct pdf_region region; /* first: see pdf_region_set() */
    struct mask v[MAX_MASKS];
    uint32_t n;
    fz_device plain;
};

static float area(fz_rect r)
{
    return fz_is_empty_rect(r) ? 0 : (r.x1 - r.x0) * (r.y1 - r.y0);
}

static bool has_no_hue(const uint8_t rgb[3])
{
    int most = MAX(rgb[0], MAX(rgb[1], rgb[2])), least = MIN(rgb[0], MIN(rgb[1], rgb[2]));

    return most - least <= HUE;
}

/* Whether the box is a picture that leaves nothing of another one to be seen. */
static bool covers_whole(const struct pdf_box *box, const struct pdf_picture *p)
{
    return box->is_picture && area(fz_intersect_rect(p->box, box->box)) >= ALL_SHARE * area(p->box);
}

/* Whether it is drawn before the box, and may show something: stencils are mostly ornaments. */
static bool is_below(const struct pdf_picture *p, const struct pdf_box *box)
{
    return !p->is_off && p->order < box->order &&
           (!p->is_mask || (p->width >= STENCIL_WIDTH && p->height >= STENCIL_HEIGHT));
}

/* The last picture that was drawn before the box and lies under it, or -1. */
static int64_t picture_under(const struct pdf_hidden *h, const struct pdf_box *box)
{
    int64_t found = -1;

    for (uint32_t i = 0; i < h->pictures.n; i++) {
        const struct pdf_picture *p = &h->pictures.v[i];
        float common = area(fz_intersect_rect(p->box, box->box));
        float inside = common / fmaxf(area(box->box), 1), covered = common / fmaxf(area(p->box), 1);
        bool plain = box->is_picture || has_no_hue(box->rgb);

        if (is_below(p, box) && common >= LEAST_AREA &&
            (area(box->box) < PAGE_SHARE * area(h->bounds) || covers_whole(box, p)) &&
            (plain ? inside >= INSIDE_SHARE || covered >= ALL_SHARE
                   : covered >= ALL_SHARE || (inside >= HUED_INSIDE && covered <= HUED_SHARE))) {
            found = i;
        }
    }
    return found;
}

static bool is_at(fz_rect a, fz_rect b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}

/* Pictures at the same place that were drawn before the box, which is one. */
static uint32_t count_before(const struct pdf_hidden *h, const struct pdf_box *box)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < h->pictures.n && box->is_picture; i++) {
        const struct pdf_picture *p = &h->pictures.v[i];

        n += !p->is_mask && p->order < box->order && is_at(p->box, box->whole);
    }
    return n;
}

/* The box without its rim: a border of its own, the edges of what it lies on. */
static fz_rect inner(fz_rect box)
{
    float dy = fminf((box.y1 - box.y0) * INNER, INNER_POINTS);
    float dx = fminf((box.x1 - box.x0) * INNER, dy);

    return fz_make_rect(box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy);
}

static void collect(struct masks *masks, const struct pdf_trace *trace)
{
    for (uint32_t i = 0; i < trace->boxes.n && masks->n < MAX_MASKS; i++) {
        const struct pdf_box *box = &trace->boxes.v[i];
        int64_t under = picture_under(trace->hidden, box);

        if (under >= 0) {
            const struct pdf_picture *p = &trace->hidden->pictures.v[under];

            masks->v[masks->n++] = (struct mask){.box = box,
                                                 .picture = (uint32_t)under,
                                                 .part = fz_intersect_rect(box->box, p->box),
                                                 .is_whole = covers_whole(box, p),
                                                 .skipped = count_before(trace->hidden, box)};
        }
    }
}

/* ---- drawing without them ---- */

static void drop_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
    struct masks *masks = fz_user_context(ctx);
    fz_rect whole = fz_transform_rect(fz_unit_rect, ctm);
    bool drops = false;

    for (uint32_t i = 0; i < masks->n; i++) {
        struct mask *m = &masks->v[i];

        if (m->box->is_picture && is_at(m->box->whole, whole)) {
            drops |= m->met++ == m->skipped;
        }
    }
    if (drops) {
        return;
    }
    masks->plain.fill_image(ctx, device, image, ctm, alpha, params);
}

static void drop_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
                      fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params)
{
}

static void drop_stroke(fz_context *ctx, fz_device *device, const fz_path *path,
                        const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                        const float *color, float alpha, fz_color_params params)
{
}

static void drop_text(fz_context *ctx, fz_device *device, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
}

static void drop_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
                       float alpha, fz_color_params params)
{
}

/* What is seen where masks are. */
static void see(fz_device *device, void *user)
{
    pdf_region_set(device, &((struct masks *)user)->region);
}

/* Nothing but pictures, without those that are masks. */
static void change(fz_device *device, void *user)
{
    see(device, user);
    ((struct masks *)user)->plain = *device;
    device->fill_path = drop_path;
    device->stroke_path = drop_stroke;
    device->fill_text = drop_text;
    device->fill_shade = drop_shade;
    device->fill_image = drop_image;
}

/* ---- what is below ---- */

/* Whether the part of the page looks the same with the boxes and without: a picture drawn again. */
static bool is_alike(const fz_pixmap *seen, const fz_pixmap *below, fz_rect part)
{
    fz_irect r = fz_intersect_irect(
        fz_irect_from_rect(part),
        (fz_irect){below->x, below->y, below->x + below->w, below->y + below->h});
    int64_t differ = 0, all = 0;

    for (int y = r.y0; y < r.y1; y++) {
        for (int x = r.x0; x < r.x1; x++) {
            differ += abs(pdf_writing_brightness(seen, x, y) -
                          pdf_writing_brightness(below, x, y)) > ALIKE;
            all++;
        }
    }
    return differ * ALIKE_SHARE < all;
}

static fz_irect part_of(const struct masks *masks, fz_rect bounds)
{
    fz_rect part = fz_empty_rect;

    for (uint32_t i = 0; i < masks->n; i++) {
        fz_rect box = fz_intersect_rect(masks->v[i].part, bounds);

        part = fz_is_empty_rect(part) ? box : fz_union_rect(part, box);
    }
    return fz_is_empty_rect(part) ? fz_empty_irect : fz_irect_from_rect(part);
}

static void find_region(struct arena *a, struct masks *masks, fz_irect part)
{
    pdf_region_begin(a, &masks->region, part);
    for (uint32_t i = 0; i < masks->n; i++) {
        pdf_region_add(&masks->region, masks->v[i].part);
    }
    pdf_region_end(&masks->region);
}

/* As pdf-writing.h knows it. */
static struct pdf_cover cover_of(const struct mask *m)
{
    struct pdf_cover cover = {.part = m->part, .is_picture = m->box->is_picture};

    if (cover.is_picture) {
        cover.part = fz_expand_rect(m->part, -RIM_POINTS);
    }
    memcpy(cover.rgb, m->box->rgb, sizeof(cover.rgb));
    return cover;
}

/* Whether it may cover something though it is not even: it is seen there. */
static bool may_cover(const struct mask *m, const fz_pixmap *seen)
{
    struct pdf_cover cover = cover_of(m);

    return m->box->is_picture ||
           pdf_writing_cover_share(seen, &cover) >= (m->box->is_bent ? BENT_SHARE : LABEL_SHARE);
}

/* Keeps those that may hide something; returns how many. */
static uint32_t keep_covers(struct masks *masks, const struct pdf_proof *seen)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < masks->n; i++) {
        struct mask *m = &masks->v[i];

        m->is_even = pdf_proof_is_uniform(seen, inner(m->part), m->rgb);
        if (m->is_even || (!m->box->is_veiled && (m->is_whole || may_cover(m, seen->with)))) {
            masks->v[n++] = *m;
        }
    }
    masks->n = n;
    return n;
}

/* Whether the part lies in one that was found already: boxes on a box. */
static bool is_told(const struct pdf_hidden *h, const struct mask *m)
{
    for (uint32_t i = 0; i < h->covered.n; i++) {
        if (h->covered.v[i].picture == m->picture && !h->covered.v[i].is_more &&
            fz_contains_rect(h->covered.v[i].part, m->part)) {
            return true;
        }
    }
    return false;
}

/* ---- masks on photographs ---- */

static bool is_all_of(const struct mask *m, const struct pdf_picture *p)
{
    return area(m->part) >= ALL_SHARE * area(p->box);
}

/* Whether the box lies within the picture, not along its rim. */
static bool is_amid(const struct mask *m, const struct pdf_picture *p)
{
    return fz_contains_rect(fz_expand_rect(p->box, -RIM_POINTS), m->box->box);
}

/* What is written on the box, without blanks; and how much of it that takes. */
struct label {
    char bytes[LABEL_BYTES];
    size_t n;
    uint32_t letters;
    float area;
};

static void read_label(const struct pdf_hidden *h, const struct mask *m, struct label *label)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (g->order < m->box->order || !fz_contains_rect(m->part, g->box)) {
            continue;
        }
        label->letters++;
        label->area += area(g->box);
        if (label->n + UTF8_MAX <= sizeof(label->bytes)) {
            label->n += utf8_write((uint32_t)g->code_point, label->bytes + label->n);
        }
    }
}

/* Whether the words say themselves that something is left out. */
static bool says_so(struct str words)
{
    static const char *const marks[] = {"非公開", "非開示", "不開示",   "省略",     "マスキング",
                                        "墨消",   "黒塗",   "削除",     "個人情報", "Redacted",
                                        "REDACT", "redact", "withheld", "Withheld", "omitted"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        if (str_has(words, str_of(marks[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether the box has a word or two on it in place of what it hides; no label, no legend. */
static bool is_notice(const struct pdf_hidden *h, const struct mask *m, const fz_pixmap *seen)
{
    const struct pdf_picture *p = &h->pictures.v[m->picture];
    const struct pdf_cover cover = cover_of(m);
    struct label label = {};

    if (m->box->is_bent || pdf_writing_cover_share(seen, &cover) < NOTICE_SHARE) {
        return false;
    }
    read_label(h, m, &label);
    return label.letters > 0 && label.letters <= NOTICE_LETTERS &&
           (says_so((struct str){.p = label.bytes, .n = label.n}) ||
            (area(m->part) >= NOTICE_OF_PICTURE * area(p->box) &&
             label.area <= NOTICE_WORDS * area(m->part)));
}

/*
 * Whether a part of a photograph, or of a drawing without letters, is hidden: by a box or another
 * form without hue that lies amid it, or by any that covers all of it. Labels, marks, points and
 * lines lie on photographs, boxes of all sizes on the ground of a page.
 */
static bool hides_photo(const struct pdf_hidden *h, const struct mask *m, const fz_pixmap *seen,
                        const fz_pixmap *below)
{
    const struct pdf_picture *p = &h->pictures.v[m->picture];
    struct pdf_cover cover = cover_of(m);
    bool has_hue = !has_no_hue(m->is_even ? m->rgb : m->box->rgb);
    bool is_all = is_all_of(m, p);

    if (!(is_all || (is_amid(m, p) && !has_hue)) || area(p->box) > GROUND_SHARE * area(h->bounds)) {
        return false;
    }
    cover.is_picture = m->is_even; /* then it is all of the part */
    return (pdf_photo_is_plain(seen, &cover) || is_notice(h, m, seen)) &&
           pdf_photo_is_under(seen, below, &cover, is_all);
}

/* Whether there is something below that the mask hides. */
static bool hides(const struct pdf_hidden *h, const struct mask *m, const fz_pixmap *seen,
                  const fz_pixmap *below)
{
    if (m->is_even) {
        return pdf_writing_is_in(below, m->part) || hides_photo(h, m, seen, below);
    }
    if (m->box->is_picture && is_alike(seen, below, m->part)) {
        return false;
    }
    if (m->is_whole) {
        return pdf_writing_is_in(below, m->part);
    }
    struct pdf_cover cover = cover_of(m);

    return pdf_writing_is_lost(seen, below, &cover) ||
           (!m->box->is_picture && hides_photo(h, m, seen, below));
}

/* What a cleaner may paint over. */
static struct pdf_covered covered_by(const struct mask *m, struct arena *a, const fz_pixmap *seen,
                                     const fz_pixmap *below)
{
    struct pdf_covered covered = {.picture = m->picture, .part = m->part};

    if (m->is_even) {
        memcpy(covered.rgb, m->rgb, sizeof(covered.rgb));
    } else if (m->box->is_bent) {
        struct pdf_cover cover = cover_of(m);
        struct pdf_writing_areas areas = {};

        pdf_writing_find(a, seen, below, &cover, &areas);
        covered.areas = areas.boxes.v;
        covered.area_count = areas.boxes.n;
        memcpy(covered.rgb, m->box->rgb, sizeof(covered.rgb));
    } else if (!m->box->is_picture) {
        memcpy(covered.rgb, m->box->rgb, sizeof(covered.rgb));
    }
    return covered;
}

/* All pictures under the box go with the one that is told: strips of a scan, its layers. */
static void add_others(const struct mask *m, struct pdf_trace *trace, const fz_pixmap *seen,
                       const fz_pixmap *below)
{
    struct pdf_hidden *h = trace->hidden;

    for (uint32_t i = 0; i < h->pictures.n && h->covered.n < MAX_COVERED; i++) {
        const struct pdf_picture *p = &h->pictures.v[i];
        struct mask other = *m;

        other.picture = i;
        other.part = fz_intersect_rect(m->box->box, p->box);
        if (i != m->picture && is_below(p, m->box) && area(other.part) >= LEAST_AREA) {
            struct pdf_covered covered = covered_by(&other, trace->arena, seen, below);

            covered.is_more = true;
            *VEC_ADD(trace->arena, &h->covered) = covered;
        }
    }
}

static void compare(const struct masks *masks, struct pdf_trace *trace, const fz_pixmap *seen,
                    const fz_pixmap *below)
{
    struct pdf_hidden *h = trace->hidden;

    for (uint32_t i = 0; i < masks->n; i++) {
        const struct mask *m = &masks->v[i];

        if (!is_told(h, m) && hides(h, m, seen, below)) {
            h->pictures.v[m->picture].reason = PDF_IMAGE_COVERED;
            *VEC_ADD(trace->arena, &h->covered) = covered_by(m, trace->arena, seen, below);
            add_others(m, trace, seen, below);
        }
    }
}

void pdf_masks_find(fz_context *ctx, struct pdf_trace *trace, struct pdf_proof *proof,
                    struct pdf_page *page, fz_cookie *cookie)
{
    struct masks *masks = ARENA_NEW(trace->arena, struct masks);
    struct pdf_proof seen = {};
    fz_pixmap *below = NULL;

    collect(masks, trace);
    fz_irect part = part_of(masks, trace->hidden->bounds);

    if (masks->n == 0 || fz_is_empty_irect(part) ||
        (int64_t)(part.x1 - part.x0) * (part.y1 - part.y0) > MAX_PIXELS) {
        return;
    }
    fz_var(below);
    fz_try(ctx)
    {
        if (proof->list == NULL) {
            proof->list = fz_new_display_list_from_page(ctx, &page->super);
        }
        find_region(trace->arena, masks, part);
        seen.with = pdf_proof_draw(ctx, proof->list, part, see, masks, cookie);
        if (keep_covers(masks, &seen) > 0) {
            below = pdf_proof_draw(ctx, proof->list, part, change, masks, cookie);
        }
        if (below != NULL && !cookie->abort) {
            compare(masks, trace, seen.with, below);
        }
    }
    fz_always(ctx)
    {
        fz_drop_pixmap(ctx, below);
        fz_drop_pixmap(ctx, seen.with);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}
