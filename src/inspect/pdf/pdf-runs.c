/*
 * From glyphs that no pixel shows to runs with a reason. One letter, or one repeated, tells nothing
 * and makes no run, but one that was blackened in a line of text.
 */
#include "inspect/pdf/pdf-runs.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-differ.h"
#include "inspect/pdf/pdf-judge.h"
#include "inspect/pdf/pdf-lines.h"
#include "inspect/pdf/pdf-places.h"
#include "inspect/pdf/pdf-shown.h"
#include "inspect/pdf/pdf-twin.h"

enum {
    MANY_DATES = 3, /* hidden on one page: stamps, not secrets */
    RUN_BYTES = 4096,
    WHITE = 250,
    UNKNOWN = 0xFFFD,
    LOOKS_BESIDE = 4, /* glyphs before and after a single letter */
    MANY_BESIDE = 2,
    MIDDLE_DOT = 0x30FB,
};

#define NEAR_LINE  0.25f /* sizes */
#define NEAR_SIZES 5.0f
#define TWIN_SHARE 0.8f /* of a run that is seen at the same place all the same */

struct line {
    struct pdf_hidden_run run;
    struct buf text;
    uint32_t wide, narrow; /* letters and digits; what the file does not tell counts as narrow */
    bool is_one_character;
    uint32_t last;
};

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
static bool is_boxed_in(const struct pdf_look *p, const struct pdf_hidden_run *run)
{
    uint32_t boxed = 0, all = 0;

    for (uint32_t i = run->first; all < run->count && i < p->h->glyphs.n; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];
        uint8_t rgb[3] = {};

        if (pdf_look_is_hidden(g) && pdf_look_has_box(g)) {
            boxed += pdf_proof_is_uniform(&p->proof, g->box, rgb) &&
                     (rgb[0] < WHITE || rgb[1] < WHITE || rgb[2] < WHITE);
            all++;
        }
    }
    return pdf_judge_is_covered(p, run) || boxed * 2 > all;
}

static bool is_worth(const struct pdf_look *p, const struct line *line)
{
    return line->wide >= 2 || line->narrow >= (is_boxed_in(p, &line->run) ? 2U : 3U) ||
           (line->wide >= 1 && line->narrow >= 1);
}

/* Whether the other glyph is a letter one sees, beside this one in its line. */
static bool is_beside(const struct pdf_glyph *g, const struct pdf_glyph *other)
{
    return !pdf_look_is_hidden(other) && !other->is_in_mask && pdf_look_has_box(other) &&
           fabsf(other->y - g->y) < NEAR_LINE * g->size &&
           fabsf(other->x - g->x) < NEAR_SIZES * g->size && other->size < 2 * g->size &&
           g->size < 2 * other->size && pdf_differ_is_letter((uint32_t)other->code_point);
}

/*
 * Whether a single letter in a dark box of its own was blackened: a mark or a grade, with text
 * beside it. Numbers and ticks of drawings stand alone, and so do bullets.
 */
static bool is_blackened_letter(const struct pdf_look *p, const struct line *line)
{
    uint32_t i = line->run.first, beside = 0;
    const struct pdf_glyph *g = &p->h->glyphs.v[i];
    uint8_t rgb[3] = {};

    if (line->run.count != 1 || line->wide + line->narrow != 1 || !g->is_blotted ||
        g->is_not_drawn || g->is_off || g->code_point == MIDDLE_DOT ||
        !pdf_differ_is_letter((uint32_t)g->code_point) ||
        !pdf_proof_is_uniform(&p->proof, g->box, rgb)) {
        return false;
    }
    for (uint32_t k = 1; k <= LOOKS_BESIDE; k++) {
        beside += i >= k && is_beside(g, &g[-(ptrdiff_t)k]);
        beside += i + k < p->h->glyphs.n && is_beside(g, &g[k]);
    }
    return beside >= MANY_BESIDE;
}

/* Sets the reason of the glyphs of a run; PDF_SHOWN when they are seen elsewhere. */
static void mark(struct pdf_look *p, struct pdf_hidden_run *run)
{
    uint32_t twins = 0, all = 0, end = run->first;

    for (; all < run->count && end < p->h->glyphs.n; end++) {
        struct pdf_glyph *g = &p->h->glyphs.v[end];

        if (pdf_look_is_hidden(g) && pdf_look_has_box(g)) {
            twins += !g->is_off && !g->is_off_print && !g->is_not_drawn && pdf_twin_has(p->h, g);
            all++;
        }
    }
    if ((float)twins >= TWIN_SHARE * (float)all || pdf_twin_is_seen(p, run)) {
        run->reason = PDF_SHOWN;
        return;
    }
    for (uint32_t i = run->first; i < end; i++) {
        struct pdf_glyph *g = &p->h->glyphs.v[i];

        if (pdf_look_is_hidden(g) && pdf_look_has_box(g)) {
            g->reason = (uint8_t)run->reason;
        }
    }
}

static void start_again(struct line *line)
{
    buf_clear(&line->text);
    *line = (struct line){.text = line->text};
}

static void end_run(struct pdf_look *p, struct line *line)
{
    struct pdf_hidden_run *run = &line->run;

    if (run->count > 0 &&
        ((is_worth(p, line) && !line->is_one_character) || is_blackened_letter(p, line)) &&
        !(p->dates >= MANY_DATES && is_date(buf_str(&line->text)))) {
        run->reason = pdf_judge_run(p, run);
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
static void count_scanned(struct pdf_look *p, const struct pdf_hidden_run *run)
{
    struct pdf_letters l = {};

    pdf_twin_letters(p, run, &l);
    if (!p->h->glyphs.v[run->first].is_not_drawn && pdf_judge_is_covered(p, run)) {
        p->covered_letters += l.boxes.n;
        p->scan_letters += pdf_shown_is_writing(&p->proof, l.boxes.v, l.boxes.n) ? l.boxes.n : 0;
    }
}

static void count_run(struct pdf_look *p, struct line *line)
{
    p->dates += line->run.count > 0 && is_date(buf_str(&line->text));
    if (p->h->is_scan && line->run.count > 0) {
        count_scanned(p, &line->run);
    }
    start_again(line);
}

static void add_character(struct line *line, uint32_t cp)
{
    line->wide += cp >= 0x3041 && cp != UNKNOWN;
    line->narrow += (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') ||
                    (cp >= 0xC0 && cp < 0x2000) || cp == UNKNOWN;
    buf_add_code_point(&line->text, cp);
}

/* What a glyph that is a drawing says itself, in place of its character; false: nothing. */
static bool add_inner(struct pdf_look *p, struct line *line, uint32_t index)
{
    const struct pdf_inner *inner = NULL;

    for (uint32_t i = 0; i < p->h->inners.n && inner == NULL; i++) {
        inner = p->h->inners.v[i].glyph == index ? &p->h->inners.v[i] : NULL;
    }
    if (inner == NULL) {
        return false;
    }
    for (size_t i = 0; i < inner->text.n;) {
        uint32_t cp;

        i += utf8_decode(inner->text, i, &cp);
        add_character(line, cp);
    }
    line->is_one_character = false;
    return true;
}

static void add_to_run(struct pdf_look *p, struct line *line, uint32_t index)
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
    } else if (pdf_lines_is_gap(&p->h->glyphs.v[line->last], g)) {
        buf_add_char(&line->text, ' ');
    }
    line->is_one_character &= cp == (uint32_t)p->h->glyphs.v[run->first].code_point &&
                              g->shape == p->h->glyphs.v[run->first].shape;
    run->box = fz_union_rect(run->box, g->box);
    run->count++;
    line->last = index;
    if (add_inner(p, line, index)) {
        return;
    }
    add_character(line, cp);
    const struct pdf_tail *tail = pdf_lines_tail(p->h, index);

    for (uint32_t i = 0; tail != NULL && i < tail->count; i++) {
        buf_add_code_point(&line->text, (uint32_t)tail->code_points[i]);
    }
}

/* Whether an edge cuts the glyph and nothing lies over it: what of it is inside is seen. */
static bool is_only_cut(const struct pdf_glyph *g)
{
    return g->is_cut && !g->is_covered && !g->is_under;
}

static bool is_in_word(const struct pdf_glyph *a, const struct pdf_glyph *b)
{
    return pdf_lines_is_same(a, b) && !pdf_lines_is_gap(a, b);
}

/* Whether the glyph begins or ends a word that is seen: behind white space from what is hidden. */
static bool is_of_seen_word(const struct pdf_hidden *h, uint32_t i)
{
    const struct pdf_glyph *g = &h->glyphs.v[i];
    bool before = i > 0 && is_in_word(&g[-1], g);
    bool after = i + 1 < h->glyphs.n && is_in_word(g, &g[1]);

    return (before || after) && !(before && (g[-1].is_unseen || g[-1].is_fringe)) &&
           !(after && (g[1].is_unseen || g[1].is_fringe));
}

/*
 * Those at the edge of a cover go with their neighbours, but for letters of words that are seen.
 * The edge of a clip is no cover: what one sees of a letter there is a part of the line that is
 * seen.
 */
static void join_fringes(struct pdf_hidden *h)
{
    for (uint32_t i = 0; i < h->glyphs.n; i++) {
        struct pdf_glyph *g = &h->glyphs.v[i];
        bool before = i > 0 && g[-1].is_unseen && !g[-1].is_fringe && pdf_lines_is_same(&g[-1], g);
        bool after =
            i + 1 < h->glyphs.n && g[1].is_unseen && !g[1].is_fringe && pdf_lines_is_same(g, &g[1]);

        g->is_unseen |=
            g->is_fringe && (before || after) && !is_only_cut(g) && !is_of_seen_word(h, i);
    }
}

/* Whether the line that the other glyph is seen in runs over the edge at this one. */
static bool runs_over(const struct pdf_glyph *g, const struct pdf_glyph *other)
{
    bool along = fabsf(g->x - other->x) > fabsf(g->y - other->y);

    return !pdf_look_is_hidden(other) && other->owner == g->owner && pdf_lines_is_same(g, other) &&
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

static void walk_runs(struct pdf_look *p, struct line *line,
                      void (*take)(struct pdf_look *p, struct line *line))
{
    for (uint32_t i = 0; i < p->h->glyphs.n; i++) {
        const struct pdf_glyph *g = &p->h->glyphs.v[i];
        const struct pdf_glyph *last = &p->h->glyphs.v[line->last];

        if (!pdf_look_has_box(g)) {
            continue;
        }
        if (line->run.count > 0 &&
            (!pdf_look_is_hidden(g) || !pdf_lines_is_same(last, g) || !is_same_way(last, g))) {
            take(p, line);
        }
        if (pdf_look_is_hidden(g)) {
            add_to_run(p, line, i);
        }
    }
    take(p, line);
}

void pdf_runs_find(struct pdf_look *p)
{
    struct line line = {};
    bool any = false;

    for (uint32_t i = 0; i < p->h->glyphs.n && !any; i++) {
        any = pdf_look_is_hidden(&p->h->glyphs.v[i]) || p->h->glyphs.v[i].is_fringe;
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
