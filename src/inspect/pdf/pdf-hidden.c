/*
 * From glyphs that no pixel shows to runs with a reason; see pdf-hidden.h.
 *
 * Text of the invisible mode over a picture that fills the page is the text layer of a scan and
 * right, unless the scan does not show what it says (pdf-scan.h). One letter, or one repeated,
 * tells nothing and makes no run.
 */
#include "inspect/pdf/pdf-hidden.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-border.h"
#include "inspect/pdf/pdf-breaks.h"
#include "inspect/pdf/pdf-crop.h"
#include "inspect/pdf/pdf-drawing.h"
#include "inspect/pdf/pdf-masks.h"
#include "inspect/pdf/pdf-places.h"
#include "inspect/pdf/pdf-proof.h"
#include "inspect/pdf/pdf-scan.h"
#include "inspect/pdf/pdf-shown.h"
#include "inspect/pdf/pdf-stand-in.h"
#include "inspect/pdf/pdf-trace.h"
#include "inspect/pdf/pdf-transfer.h"
#include "read/pdf-guard.h"

#include <math.h>
#include <mupdf/pdf.h>

enum {
    MAX_MASKS = 500,
    MAX_CASTS = 200,  /* places that are tried */
    LEAST_CASTER = 4, /* letters */
    MANY_DATES = 3,   /* hidden on one page: stamps, not secrets */
    RUN_BYTES = 4096,
    LINE_BYTES = 4096,
    WHITE = 250,
    NEAR_COLOUR = 12,
    UNKNOWN = 0xFFFD,
};

#define SCAN_SHARE  0.7f /* of the page that a picture covers */
#define TINY_POINTS 1.0f
#define ALPHA_SEEN  0.03f
#define WORD_GAP    0.22f /* of the size, between two words in letters */
#define WIDE_GAP    0.6f  /* with a wide character on one side, whose ink may be small */
#define WIDE_STEP   1.4f  /* between the origins of two wide characters */
#define TWIN_SHARE  0.8f  /* of a run that is seen at the same place all the same */
#define TWIN_PLACE  0.35f
#define CAST_SIZES  4.0f /* from what casts a shadow to what is seen */
#define DOWN_STEP   1.3f /* between the origins of two characters of a column */
#define NEXT_COLUMN 3.0f /* sizes from one to the next */

struct page {
    struct arena *arena;
    fz_context *ctx;
    pdf_page *page;
    fz_cookie *cookie;
    struct pdf_hidden *h;
    struct pdf_trace trace;
    struct pdf_proof proof;
    VEC(fz_rect) masks;                     /* annotations that may lie over text */
    uint32_t dates;                         /* hidden runs that are a date */
    struct pdf_scan scan;                   /* what its text layer is held against */
    uint32_t covered_letters, scan_letters; /* painted over; of these, where a scan shows writing */
};

const char *pdf_reason_rule(enum pdf_reason reason)
{
    static const char *const rules[PDF_REASON_COUNT] = {
        [PDF_COVERED] = "PDF-101",      [PDF_ON_ITS_COLOUR] = "PDF-102",
        [PDF_TRANSPARENT] = "PDF-103",  [PDF_NOT_DRAWN] = "PDF-104",
        [PDF_BLACKENED] = "PDF-105",    [PDF_TINY] = "PDF-106",
        [PDF_OFF_PAGE] = "PDF-107",     [PDF_BY_LAYER] = "PDF-108",
        [PDF_SCREEN_ONLY] = "PDF-108",  [PDF_UNDER_ANNOTATION] = "PDF-110",
        [PDF_IMAGE_COVERED] = "PDF-112"};

    return reason < PDF_REASON_COUNT ? rules[reason] : NULL;
}

bool pdf_reason_goes(enum pdf_reason reason)
{
    return reason != PDF_SHOWN && reason != PDF_SCREEN_ONLY && reason != PDF_IMAGE_COVERED;
}

/* Whether the glyph is seen all the same: again at its place, or as the letter of its shadow. */
static bool has_twin(const struct pdf_hidden *h, const struct pdf_glyph *g)
{
    int reach = (int)fminf(g->size * TWIN_PLACE + 1, 8);

    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            uint32_t at = h->table[pdf_places_slot(h, g->code_point, pdf_places_whole(g->x) + dx,
                                                   pdf_places_whole(g->y) + dy)];

            for (; at > 0; at = h->next[at]) {
                const struct pdf_glyph *other = &h->glyphs.v[at - 1];

                if (other->code_point == g->code_point && !other->is_unseen && !other->is_off &&
                    !other->is_not_drawn &&
                    fabsf(other->x - g->x) + fabsf(other->y - g->y) < g->size * TWIN_PLACE) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* ---- why ---- */

struct line {
    struct pdf_hidden_run run;
    struct buf text;
    uint32_t wide, narrow; /* letters and digits; what the file does not tell counts as narrow */
    bool is_one_character;
    uint32_t last;
};

static bool is_hidden(const struct pdf_glyph *g)
{
    return g->is_off || g->is_off_print || g->is_unseen || g->is_not_drawn;
}

static bool has_box(const struct pdf_glyph *g)
{
    return !fz_is_empty_rect(g->box) && !fz_is_infinite_rect(g->box);
}

static bool is_covered(const struct page *p, const struct pdf_hidden_run *run)
{
    uint32_t covered = 0, all = 0;

    for (uint32_t i = run->first; all < run->count && i < p->h->glyphs.n; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];

        if (is_hidden(g) && has_box(g)) {
            covered += g->is_covered || g->is_under;
            all++;
        }
    }
    return covered * 2 > all;
}

static bool is_near(const uint8_t a[3], const uint8_t b[3])
{
    return abs(a[0] - b[0]) <= NEAR_COLOUR && abs(a[1] - b[1]) <= NEAR_COLOUR &&
           abs(a[2] - b[2]) <= NEAR_COLOUR;
}

static bool is_under_mask(const struct page *p, const struct pdf_hidden_run *run)
{
    for (uint32_t i = 0; i < p->masks.n; i++) {
        if (!fz_is_empty_rect(fz_intersect_rect(p->masks.v[i], run->box))) {
            return true;
        }
    }
    return false;
}

/* Why nobody sees the run; PDF_SHOWN = it is right so. */
static enum pdf_reason reason_of(const struct page *p, const struct pdf_hidden_run *run)
{
    const struct pdf_glyph *g = &p->h->glyphs.v[run->first];
    uint8_t rgb[3] = {};
    bool uniform = pdf_proof_is_uniform(&p->proof, run->box, rgb);

    if (g->is_off) {
        return PDF_BY_LAYER;
    }
    if (g->is_off_print && !g->is_unseen && !g->is_not_drawn) {
        return PDF_SCREEN_ONLY;
    }
    if (g->is_not_drawn && p->h->is_scan) {
        /* Heavy print may fill the boxes of a few thin letters, never that of a word. */
        bool is_wide = g->code_point >= 0x3041;
        bool enough = run->count >= (is_wide ? 2U : 4U);
        bool is_word = run->count >= (is_wide ? 3U : 6U);

        return g->is_blackened && enough && pdf_scan_is_blackened(&p->scan, run->box, is_word)
                   ? PDF_BLACKENED
                   : PDF_SHOWN;
    }
    if (g->size <= 0) {
        return PDF_TINY; /* of no size, wherever it is */
    }
    if (fz_is_empty_rect(fz_intersect_rect(run->box, p->h->bounds))) {
        return PDF_OFF_PAGE;
    }
    if (g->is_not_drawn) {
        return PDF_NOT_DRAWN;
    }
    if (g->alpha < ALPHA_SEEN) {
        return PDF_TRANSPARENT;
    }
    if (g->size < TINY_POINTS || run->box.y1 - run->box.y0 < TINY_POINTS) {
        return PDF_TINY;
    }
    if (g->is_framed || is_under_mask(p, run)) {
        return PDF_UNDER_ANNOTATION;
    }
    if (is_covered(p, run)) {
        return PDF_COVERED;
    }
    return g->is_out || (g->is_veiled && !(uniform && is_near(rgb, g->rgb))) ? PDF_TRANSPARENT
                                                                             : PDF_ON_ITS_COLOUR;
}

/* ---- runs ---- */

/* A date and nothing else: what a redaction tool writes into each of its boxes. */
static bool is_date(struct str text)
{
    size_t digits = 0;

    for (size_t i = 0; i < text.n; i++) {
        digits += text.p[i] >= '0' && text.p[i] <= '9';
        if ((text.p[i] < '0' || text.p[i] > '9') && strchr("/-. ", text.p[i]) == NULL) {
            return false;
        }
    }
    return digits >= 5 && text.n <= 12 && digits < text.n;
}

/* Whether the run lies in a box: under paint, or most of it on one colour that is not white. */
static bool is_boxed_in(const struct page *p, const struct pdf_hidden_run *run)
{
    uint32_t boxed = 0, all = 0;

    for (uint32_t i = run->first; all < run->count && i < p->h->glyphs.n; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];
        uint8_t rgb[3] = {};

        if (is_hidden(g) && has_box(g)) {
            boxed += pdf_proof_is_uniform(&p->proof, g->box, rgb) &&
                     (rgb[0] < WHITE || rgb[1] < WHITE || rgb[2] < WHITE);
            all++;
        }
    }
    return is_covered(p, run) || boxed * 2 > all;
}

static bool is_worth(const struct page *p, const struct line *line)
{
    return line->wide >= 2 || line->narrow >= (is_boxed_in(p, &line->run) ? 2U : 3U) ||
           (line->wide >= 1 && line->narrow >= 1);
}

/* The glyphs of a run. */
struct letters {
    VEC(const struct pdf_glyph *) glyphs;
    VEC(fz_rect) boxes;
};

static void gather(const struct page *p, const struct pdf_hidden_run *run, struct letters *l)
{
    for (uint32_t i = run->first; l->boxes.n < run->count && i < p->h->glyphs.n; i++) {
        if (is_hidden(&p->h->glyphs.v[i]) && has_box(&p->h->glyphs.v[i])) {
            *VEC_ADD(p->arena, &l->boxes) = p->h->glyphs.v[i].box;
            *VEC_ADD(p->arena, &l->glyphs) = &p->h->glyphs.v[i];
        }
    }
}

/* The glyph of this character that is seen about there; NULL = none. */
static const struct pdf_glyph *seen_at(const struct pdf_hidden *h, int code_point, float x, float y)
{
    for (int i = 0; i < 9; i++) {
        uint32_t at = h->table[pdf_places_slot(h, code_point, pdf_places_whole(x) + i % 3 - 1,
                                               pdf_places_whole(y) + i / 3 - 1)];

        for (; at > 0; at = h->next[at]) {
            const struct pdf_glyph *g = &h->glyphs.v[at - 1];

            if (g->code_point == code_point && !is_hidden(g) && fabsf(g->x - x) < PDF_PLACES_NEAR &&
                fabsf(g->y - y) < PDF_PLACES_NEAR) {
                return g;
            }
        }
    }
    return NULL;
}

/*
 * Whether the run is seen elsewhere on the page, each letter at the same distance: what is drawn
 * aside of a clip to cast its shadow.
 */
static bool is_caster(const struct pdf_hidden *h, const struct pdf_glyph *const *letters,
                      uint32_t n)
{
    uint32_t tries = 0;

    for (uint32_t i = 0; i < h->glyphs.n && tries < MAX_CASTS && n >= LEAST_CASTER; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];
        uint32_t k = 1;

        if (is_hidden(g) || g->code_point != letters[0]->code_point ||
            fabsf(g->x - letters[0]->x) + fabsf(g->y - letters[0]->y) >
                CAST_SIZES * letters[0]->size) {
            continue;
        }
        tries++;
        while (k < n && seen_at(h, letters[k]->code_point, letters[k]->x + g->x - letters[0]->x,
                                letters[k]->y + g->y - letters[0]->y) != NULL) {
            k++;
        }
        if (k == n) {
            return true;
        }
    }
    return false;
}

/* Whether something else shows the letters: an outline, a gradient, the picture of a scan. */
static bool is_seen_otherwise(struct page *p, const struct pdf_hidden_run *run)
{
    const struct pdf_glyph *g = &p->h->glyphs.v[run->first];
    struct letters l = {};
    uint8_t rgb[3];

    if (g->is_off || g->is_not_drawn || g->is_framed || run->reason == PDF_TINY ||
        run->reason == PDF_OFF_PAGE) {
        return false;
    }
    gather(p, run, &l);
    if (run->reason == PDF_TRANSPARENT && g->alpha > ALPHA_SEEN &&
        is_caster(p->h, l.glyphs.v, l.glyphs.n)) {
        return true;
    }
    if (pdf_proof_is_uniform(&p->proof, run->box, rgb)) {
        return false;
    }
    if (run->reason == PDF_COVERED && p->h->is_scan && p->scan_letters * 2 > p->covered_letters &&
        pdf_shown_is_writing(&p->proof, l.boxes.v, l.boxes.n)) {
        return true;
    }
    pdf_proof_shapes(p->ctx, &p->proof, p->arena, p->page, p->h, p->cookie);
    return pdf_shown_is_alike(&p->proof, l.boxes.v, l.boxes.n);
}

/* Sets the reason of the glyphs of a run; PDF_SHOWN when they are seen elsewhere. */
static void mark(struct page *p, struct pdf_hidden_run *run)
{
    uint32_t twins = 0, all = 0, end = run->first;

    for (; all < run->count && end < p->h->glyphs.n; end++) {
        struct pdf_glyph *g = &p->h->glyphs.v[end];

        if (is_hidden(g) && has_box(g)) {
            twins += !g->is_off && !g->is_off_print && !g->is_not_drawn && has_twin(p->h, g);
            all++;
        }
    }
    if ((float)twins >= TWIN_SHARE * (float)all || is_seen_otherwise(p, run)) {
        run->reason = PDF_SHOWN;
        return;
    }
    for (uint32_t i = run->first; i < end; i++) {
        struct pdf_glyph *g = &p->h->glyphs.v[i];

        if (is_hidden(g) && has_box(g)) {
            g->reason = (uint8_t)run->reason;
        }
    }
}

static void start_again(struct line *line)
{
    buf_clear(&line->text);
    *line = (struct line){.text = line->text};
}

static void end_run(struct page *p, struct line *line)
{
    struct pdf_hidden_run *run = &line->run;

    if (run->count > 0 && is_worth(p, line) && !line->is_one_character &&
        !(p->dates >= MANY_DATES && is_date(buf_str(&line->text)))) {
        run->reason = reason_of(p, run);
        if (run->reason != PDF_SHOWN) {
            mark(p, run);
        }
        if (run->reason != PDF_SHOWN) {
            run->text = arena_str(p->arena, buf_str(&line->text));
            run->owner = p->h->glyphs.v[run->first].owner;
            *VEC_ADD(p->arena, &p->h->runs) = *run;
        }
    }
    start_again(line);
}

/* A text layer lies under its scan: what the scan shows is for most of it writing. */
static void count_scanned(struct page *p, const struct pdf_hidden_run *run)
{
    struct letters l = {};

    gather(p, run, &l);
    if (!p->h->glyphs.v[run->first].is_not_drawn && is_covered(p, run)) {
        p->covered_letters += l.boxes.n;
        p->scan_letters += pdf_shown_is_writing(&p->proof, l.boxes.v, l.boxes.n) ? l.boxes.n : 0;
    }
}

static void count_run(struct page *p, struct line *line)
{
    p->dates += line->run.count > 0 && is_date(buf_str(&line->text));
    if (p->h->is_scan && line->run.count > 0) {
        count_scanned(p, &line->run);
    }
    start_again(line);
}

bool pdf_hidden_is_same_line(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    float size = fmaxf(a->size, 1), dx = fabsf(a->x - b->x), dy = fabsf(a->y - b->y);

    /* Along a line, written down, or along a slope. */
    return dy < size * 0.5f || dx < size * 0.5f || dx + dy < size * 1.6f;
}

/* Whether white space stands between two glyphs of a line. */
static bool is_gap(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    bool wide_a = a->code_point >= 0x2E80, wide_b = b->code_point >= 0x2E80;

    return wide_a && wide_b
               ? b->x - a->x > b->size * WIDE_STEP
               : b->box.x0 - a->box.x1 > b->size * (wide_a || wide_b ? WIDE_GAP : WORD_GAP);
}

static void add_to_run(struct page *p, struct line *line, uint32_t index)
{
    const struct pdf_glyph *g = &p->h->glyphs.v[index];
    struct pdf_hidden_run *run = &line->run;
    /* A shape that is said to be a blank: nobody knows what it is. */
    uint32_t cp = g->code_point <= ' ' || (g->code_point >= 0x2000 && g->code_point <= 0x200F)
                      ? UNKNOWN
                      : (uint32_t)g->code_point;

    if (run->count == 0) {
        run->first = index;
        run->box = g->box;
        line->is_one_character = true;
    } else if (is_gap(&p->h->glyphs.v[line->last], g)) {
        buf_add_char(&line->text, ' ');
    }
    line->is_one_character &= cp == (uint32_t)p->h->glyphs.v[run->first].code_point &&
                              g->shape == p->h->glyphs.v[run->first].shape;
    run->box = fz_union_rect(run->box, g->box);
    run->count++;
    line->last = index;
    line->wide += cp >= 0x3041 && cp != UNKNOWN;
    line->narrow += (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') ||
                    (cp >= 0xC0 && cp < 0x2000) || cp == UNKNOWN;
    buf_add_code_point(&line->text, cp);
}

/* Whether an edge cuts the glyph and nothing lies over it: what of it is inside is seen. */
static bool is_only_cut(const struct pdf_glyph *g)
{
    return g->is_cut && !g->is_covered && !g->is_under;
}

/*
 * Those at the edge of a cover go with their neighbours. The edge of a clip is no cover: what one
 * sees of a letter there is a part of the line that is seen.
 */
static void join_fringes(struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];
        bool before =
            i > 0 && g[-1].is_unseen && !g[-1].is_fringe && pdf_hidden_is_same_line(&g[-1], g);
        bool after = i + 1 < h->glyphs.n && g[1].is_unseen && !g[1].is_fringe &&
                     pdf_hidden_is_same_line(g, &g[1]);

        g->is_unseen |= g->is_fringe && (before || after) && !is_only_cut(g);
    }
}

/* Whether the line that the other glyph is seen in runs over the edge at this one. */
static bool runs_over(const struct pdf_glyph *g, const struct pdf_glyph *other)
{
    bool along = fabsf(g->x - other->x) > fabsf(g->y - other->y);

    return !is_hidden(other) && other->owner == g->owner && pdf_hidden_is_same_line(g, other) &&
           (along ? g->is_at_side : g->is_at_end);
}

/*
 * The first letter of a line that is beyond the edge, or so nearly that other viewers and other
 * resolutions show a sliver of it, stays with the letters before it.
 */
static void keep_slivers(struct pdf_hidden *h)
{
    struct pdf_glyph *all = h->glyphs.v;

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        if (all[i].is_unseen && (all[i].is_at_side || all[i].is_at_end) && is_only_cut(&all[i])) {
            all[i].is_unseen = !(i > 0 && runs_over(&all[i], &all[i - 1])) &&
                               !(i + 1 < h->glyphs.n && runs_over(&all[i], &all[i + 1]));
        }
    }
}

static bool is_same_way(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    return a->is_off == b->is_off && a->is_off_print == b->is_off_print &&
           a->is_not_drawn == b->is_not_drawn && a->is_blackened == b->is_blackened &&
           a->is_framed == b->is_framed && a->owner == b->owner;
}

static void walk_runs(struct page *p, struct line *line,
                      void (*take)(struct page *p, struct line *line))
{
    for (uint32_t i = 0; i < p->h->glyphs.n; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];
        const struct pdf_glyph *last = &p->h->glyphs.v[line->last];

        if (!has_box(g)) {
            continue;
        }
        if (line->run.count > 0 &&
            (!is_hidden(g) || !pdf_hidden_is_same_line(last, g) || !is_same_way(last, g))) {
            take(p, line);
        }
        if (is_hidden(g)) {
            add_to_run(p, line, i);
        }
    }
    take(p, line);
}

static void find_runs(struct page *p)
{
    struct line line = {};
    bool any = false;

    for (uint32_t i = 0; i < p->h->glyphs.n && !any; i++) {
        any = is_hidden(&p->h->glyphs.v[i]) || p->h->glyphs.v[i].is_fringe;
    }
    if (!any) {
        return;
    }
    buf_init(&line.text, RUN_BYTES);
    pdf_places_make(p->arena, p->h);
    join_fringes(p->h);
    keep_slivers(p->h);
    if (p->h->is_scan) {
        p->scan = pdf_scan_look(&p->trace, &p->proof);
    }
    walk_runs(p, &line, count_run);
    walk_runs(p, &line, end_run);
    buf_done(&line.text);
}

/* ---- pictures ---- */

static void find_pictures(struct page *p)
{
    for (uint32_t i = 0; i < p->h->pictures.n; i++) {
        struct pdf_picture *picture = &p->h->pictures.v[i];

        if (picture->reason != PDF_SHOWN) {
            continue; /* covered */
        }
        if (picture->is_off) {
            picture->reason = PDF_BY_LAYER;
        } else if (!fz_is_empty_rect(picture->box) &&
                   fz_is_empty_rect(fz_intersect_rect(picture->box, p->h->bounds))) {
            picture->reason = PDF_OFF_PAGE;
        }
    }
}

/* ---- the page ---- */

static void list_masks(fz_context *ctx, struct page *p, pdf_page *page)
{
    for (pdf_annot *a = pdf_first_annot(ctx, page); a != NULL && p->masks.n < MAX_MASKS;
         a = pdf_next_annot(ctx, a)) {
        enum pdf_annot_type type = pdf_annot_type(ctx, a);

        if (type != PDF_ANNOT_LINK && type != PDF_ANNOT_POPUP && type != PDF_ANNOT_WIDGET &&
            type != PDF_ANNOT_TEXT) {
            *VEC_ADD(p->arena, &p->masks) = pdf_bound_annot(ctx, a);
        }
    }
}

static bool has_layers(fz_context *ctx, pdf_document *doc)
{
    pdf_obj *root = pdf_dict_gets(ctx, pdf_trailer(ctx, doc), "Root");

    return pdf_array_len(ctx, pdf_dict_getp(ctx, root, "OCProperties/OCGs")) > 0;
}

static void look_at(fz_context *ctx, pdf_page *page, struct page *p,
                    const struct pdf_hidden_options *options, fz_cookie *cookie)
{
    struct pdf_hidden *h = p->h;
    struct pdf_hidden_options how = *options;

    h->bounds = pdf_bound_page(ctx, page);
    float all = (h->bounds.x1 - h->bounds.x0) * (h->bounds.y1 - h->bounds.y0);

    how.layers.any |= has_layers(ctx, page->doc);
    list_masks(ctx, p, page);
    pdf_trace_run(ctx, &p->trace, page, &how, cookie);
    h->picture_share = p->trace.picture_area / fmaxf(all, 1);
    h->is_scan = h->picture_share > SCAN_SHARE;
    if (!cookie->abort && !options->words_only && (p->trace.suspects > 0 || options->thorough)) {
        pdf_proof_run(ctx, &p->proof, &p->trace, page, options, cookie);
    }
    if (!options->words_only) {
        pdf_border_mark(ctx, &p->trace, page);
    }
    if (!cookie->abort && !options->words_only && p->trace.boxes.n > 0) {
        pdf_masks_find(ctx, &p->trace, &p->proof, page, cookie);
    }
    if (!cookie->abort && !options->words_only) {
        pdf_crop_find(ctx, &p->trace);
    }
    if (h->drawings.n > 0) {
        pdf_drawing_prove(ctx, &p->trace, &p->proof, page, cookie);
    }
}

void pdf_hidden_find_in(struct arena *a, fz_context *ctx, struct pdf_guard *guard,
                        pdf_document *doc, int number, const struct pdf_hidden_options *options,
                        struct pdf_hidden *ret_hidden)
{
    fz_cookie cookie = {};
    struct page p = {.arena = a,
                     .ctx = ctx,
                     .cookie = &cookie,
                     .h = ret_hidden,
                     .trace = {.arena = a, .hidden = ret_hidden}};
    pdf_page *page = NULL;

    *ret_hidden = (struct pdf_hidden){};
    fz_var(page);
    pdf_guard_page(guard, &cookie.abort);
    fz_try(ctx)
    {
        page = pdf_load_page(ctx, doc, number - 1);
        pdf_stand_in_set(ctx, page);
        look_at(ctx, page, &p, options, &cookie);
        p.page = page;
        if (!(ret_hidden->is_partial || cookie.abort != 0 || p.trace.is_full) &&
            !options->words_only) {
            find_runs(&p);
            find_pictures(&p);
        }
    }
    fz_always(ctx)
    {
        pdf_crop_forget(ctx, &p.trace);
        pdf_transfer_end(ctx, p.trace.transfers);
        if (page != NULL) {
            pdf_stand_in_end(ctx, page);
        }
    }
    fz_catch(ctx)
    {
        ret_hidden->is_partial = true;
    }
    pdf_guard_page(guard, NULL);
    ret_hidden->is_partial |= cookie.abort != 0 || p.trace.is_full;
    pdf_proof_done(ctx, &p.proof);
    fz_drop_buffer(ctx, p.trace.content);
    fz_drop_page(ctx, (fz_page *)page);
    if (options->breaks != NULL && ret_hidden->crops.n > 0) {
        pdf_crop_settle(&options->breaks->crops, &options->breaks->arena, ctx, guard, doc, options,
                        a, ret_hidden);
    }
    if (options->breaks != NULL && ret_hidden->runs.n > 0) {
        pdf_breaks_settle(options->breaks, ctx, guard, doc, number, options, ret_hidden);
    }
}

void pdf_hidden_find(struct arena *a, struct pdf_mupdf *pdf, int number,
                     const struct pdf_hidden_options *options, struct pdf_hidden *ret_hidden)
{
    pdf_hidden_find_in(a, pdf_mupdf_context(pdf), pdf_mupdf_guard(pdf), pdf_mupdf_document(pdf),
                       number, options, ret_hidden);
}

/* A character at the end of a line; what does not fit is left out. */
static void add_to_line(char *line, size_t *n, int32_t code_point)
{
    char bytes[UTF8_MAX];
    size_t k = utf8_write((uint32_t)code_point, bytes);

    if (*n + k <= LINE_BYTES) {
        memcpy(line + *n, bytes, k);
        *n += k;
    }
}

/* Whether the second glyph is the next one of a column: Japanese that is written down. */
static bool runs_down(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    float size = fmaxf(a->size, 1);

    return fabsf(b->x - a->x) <= size * 0.3f && a->code_point >= 0x2E80 &&
           b->code_point >= 0x2E80 && b->y - a->y >= size * 0.5f && b->y - a->y <= size * DOWN_STEP;
}

/* Whether a line ends before this glyph, which is higher or lower than the one before. */
static bool is_break(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];

    if (runs_down(&g[-1], g)) {
        return false;
    }
    /* What a column has no room for stands alone in the next one. */
    bool follows = i > 1 && runs_down(&g[-2], &g[-1]) && g->x < g[-1].x && g->y < g[-1].y &&
                   g[-1].x - g->x <= g->size * NEXT_COLUMN && g->owner == g[-1].owner;
    bool goes_on =
        i + 1 < h->glyphs.n && (runs_down(g, &g[1]) || fabsf(g[1].y - g->y) < g->size * 0.5f);

    return !follows || goes_on;
}

void pdf_hidden_lines(const struct pdf_hidden *h,
                      void (*take)(void *user, struct str line, int number), void *user, int number)
{
    char line[LINE_BYTES];
    size_t n = 0;

    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        const struct pdf_glyph *g = &h->glyphs.v[i];

        if (i > 0 && fabsf(g[-1].y - g->y) >= fmaxf(g->size, 1) * 0.5f && is_break(h, i)) {
            take(user, (struct str){.p = line, .n = n}, number);
            n = 0;
        } else if (i > 0 && is_gap(&g[-1], g)) {
            add_to_line(line, &n, ' ');
        }
        add_to_line(line, &n, g->code_point);
    }
    take(user, (struct str){.p = line, .n = n}, number);
}
