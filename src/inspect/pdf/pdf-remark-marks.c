/*
 * A processor of the library is run over the content. For each mark (BDC) it knows what stands in
 * it until its EMC: letters, shapes, pictures. Words that replace marked content (ActualText, E,
 * and Alt of what is no figure) are there for what one sees; where one sees nothing, or only boxes,
 * they say what was there before it was blackened. So do words that share nothing with the letters
 * shown beside boxes; and what replaces a sentence by another one always says what nobody sees.
 */
#include "inspect/pdf/pdf-remark.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-differ.h"

#include <stdlib.h>

enum {
    MAX_MARKS = 100000,
    MAX_OPEN = 64,
    MAX_DEPTH = 6,    /* forms in forms */
    MAX_BOXES = 16,   /* more are a bar code or a drawing */
    MAX_SHOWN = 4096, /* bytes of what is shown in a mark */
    MAX_REMARKS = 1000,
    UNKNOWN = 0xFFFD,
    PRIVATE_FIRST = 0xE000, /* code points that mean what a font wants */
    PRIVATE_LAST = 0xF8FF,
};

/* A mark that is open. */
struct open_mark {
    uint32_t mark;
    struct str words; /* "" = none; arena memory */
    const char *key;
    size_t shown;                                      /* where its letters begin in `shown` */
    uint32_t boxes, drawings, unknown, signs, changes; /* of all content before it */
    int id;                                            /* MCID; -1 = none */
    bool is_doubtful; /* something else stands for its content, or nobody can tell */
};

struct marks {
    pdf_processor processor;
    pdf_document *doc;
    struct arena *arena;
    struct pdf_remarks *remarks;
    struct open_mark open[MAX_OPEN];
    int open_count, too_deep;
    bool was_too_deep;
    uint32_t count;
    int depth;                     /* of forms */
    pdf_font_desc *font;           /* held */
    uint32_t signs, sign, changes; /* glyphs that are no letters: count, the last, other than it */
    struct buf shown;              /* letters and digits shown so far in open marks, UTF-8 */
    uint32_t boxes, drawings, unknown;
    int points; /* of the path being built; <0: no rectangle */
    uint32_t rectangles;
    struct pdf_marked *wanted; /* sorted by id; NULL: remarks are */
    uint32_t wanted_count;
};

static struct marks *of(pdf_processor *processor)
{
    return (struct marks *)processor;
}

static struct str text_of(fz_context *ctx, struct arena *a, pdf_obj *o)
{
    return pdf_is_string(ctx, o) ? arena_str(a, str_of(pdf_to_text_string(ctx, o)))
                                 : (struct str){};
}

/* ---- judging ---- */

static bool is_known_key(const char *key)
{
    static const char *const known[] = {"MCID", "ActualText", "Alt",         "E",    "Lang",
                                        "Type", "Subtype",    "Attached",    "BBox", "Contents",
                                        "O",    "Placement",  "Title",       "T",    "ID",
                                        "Name", "Metadata",   "LastModified"};

    for (size_t i = 0; i < COUNT(known); i++) {
        if (strcmp(key, known[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void add(struct marks *m, struct pdf_remark remark)
{
    if (m->remarks->v.n < MAX_REMARKS) {
        *VEC_ADD(m->arena, &m->remarks->v) = remark;
    }
}

/* Whether one of the characters of `words` is among those shown. */
static bool shares(struct str shown, struct str words)
{
    for (size_t i = 0; i < words.n;) {
        size_t beg = i;
        uint32_t cp;

        i += utf8_decode(words, i, &cp);

        char low = cp < 0x80 ? (char)(cp | 0x20) : '\0';

        if (pdf_differ_is_letter(cp) && (str_has(shown, str_sub(words, beg, i)) ||
                                         (low != '\0' && memchr(shown.p, low, shown.n)))) {
            return true;
        }
    }
    return false;
}

/*
 * Whether there are signs in it that may mean something: one, or different ones. Dots and squares
 * in a row mean nothing.
 */
static bool has_signs(const struct pdf_marked *marked)
{
    return marked->signs == 1 || marked->changes > 1;
}

bool pdf_remark_is_unseen(const struct pdf_marked *marked, struct str words)
{
    if (words.n == 0 || marked->is_doubtful || !pdf_remark_says(words) || marked->unknown > 0 ||
        marked->drawings > 0 || marked->boxes > MAX_BOXES || has_signs(marked)) {
        return false;
    }
    return marked->shown.n == 0 ||
           (marked->boxes > 0 && pdf_remark_says(marked->shown) && !shares(marked->shown, words));
}

bool pdf_remark_is_other(const struct pdf_marked *marked, const char *key, struct str words)
{
    return strcmp(key, "ActualText") == 0 && !marked->is_doubtful && marked->unknown == 0 &&
           marked->drawings == 0 && pdf_differ_is_other(marked->shown, marked->signs, words);
}

void pdf_remark_join(struct arena *a, struct pdf_marked *all, const struct pdf_marked *more)
{
    all->shown = arena_printf(a, "%.*s%.*s", STR_ARG(all->shown), STR_ARG(more->shown));
    all->boxes += more->boxes;
    all->drawings += more->drawings;
    all->unknown += more->unknown;
    all->signs += more->signs;
    all->changes += more->changes;
    all->is_doubtful |= more->is_doubtful;
}

/* What was drawn since the mark was opened. */
static struct pdf_marked since(const struct marks *m, const struct open_mark *o)
{
    return (struct pdf_marked){.id = o->id,
                               .shown = str_sub(buf_str(&m->shown), o->shown, m->shown.n),
                               .boxes = m->boxes - o->boxes,
                               .drawings = m->drawings - o->drawings,
                               .unknown = m->unknown - o->unknown,
                               .signs = m->signs - o->signs,
                               .changes = m->changes - o->changes,
                               .is_doubtful = o->is_doubtful || m->shown.n >= MAX_SHOWN};
}

static int by_id(const void *a, const void *b)
{
    const struct pdf_marked *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

/* To all who asked for it. */
static void give(struct marks *m, const struct pdf_marked *marked)
{
    struct pdf_marked *end = m->wanted + m->wanted_count;
    struct pdf_marked *at = bsearch(marked, m->wanted, m->wanted_count, sizeof(*marked), by_id);

    while (at != NULL && at > m->wanted && at[-1].id == marked->id) {
        at--;
    }
    for (; at != NULL && at < end && at->id == marked->id; at++) {
        pdf_remark_join(m->arena, at, marked);
    }
}

static void judge(struct marks *m, const struct open_mark *o)
{
    const struct pdf_marked marked = since(m, o);

    if (m->wanted != NULL) {
        give(m, &marked);
    } else if (pdf_remark_is_unseen(&marked, o->words) ||
               (o->words.n > 0 && pdf_remark_is_other(&marked, o->key, o->words))) {
        add(m, (struct pdf_remark){.mark = o->mark, .key = o->key, .text = o->words});
    }
}

/* ---- marks ---- */

/* What stands for the content, in words. */
static void take_words(fz_context *ctx, struct marks *m, struct open_mark *o, const char *tag,
                       pdf_obj *properties)
{
    static const char *const figures[] = {"Figure", "Formula", "Form", "Artifact", "Link", "Annot"};
    static const char *const keys[] = {"ActualText", "E", "Alt"};

    for (size_t i = 0; i < COUNT(figures); i++) {
        o->is_doubtful |= strcmp(tag, figures[i]) == 0;
    }
    for (size_t i = 0; i < COUNT(keys) && o->words.n == 0; i++) {
        o->words = text_of(ctx, m->arena, pdf_dict_gets(ctx, properties, keys[i]));
        o->key = keys[i];
    }
}

static void take_private(fz_context *ctx, struct marks *m, pdf_obj *properties)
{
    for (int i = 0; i < pdf_dict_len(ctx, properties); i++) {
        const char *key = pdf_to_name(ctx, pdf_dict_get_key(ctx, properties, i));
        pdf_obj *value = pdf_dict_get_val(ctx, properties, i);

        if (is_known_key(key) || !pdf_is_string(ctx, value)) {
            continue;
        }
        struct str text = text_of(ctx, m->arena, value);

        if (pdf_remark_says(text)) {
            add(m, (struct pdf_remark){.mark = m->count,
                                       .key = arena_str(m->arena, str_of(key)).p,
                                       .text = text,
                                       .is_private = true});
        }
    }
}

static void begin(fz_context *ctx, pdf_processor *processor, const char *tag, pdf_obj *properties)
{
    struct marks *m = of(processor);

    if (m->depth > 0) {
        return; /* those of a form are its own */
    }
    if (m->open_count == MAX_OPEN) {
        m->too_deep++;
        m->was_too_deep = true;
        return;
    }
    struct open_mark *o = &m->open[m->open_count++];

    *o = (struct open_mark){.mark = m->count,
                            .id = -1,
                            .shown = m->shown.n,
                            .boxes = m->boxes,
                            .drawings = m->drawings,
                            .unknown = m->unknown,
                            .signs = m->signs,
                            .changes = m->changes};
    if (pdf_is_dict(ctx, properties) && m->count < MAX_MARKS) {
        pdf_obj *id = pdf_dict_get(ctx, properties, PDF_NAME(MCID));

        o->id = pdf_is_int(ctx, id) ? pdf_to_int(ctx, id) : -1;
        take_words(ctx, m, o, tag, properties);
        if (m->wanted == NULL) {
            take_private(ctx, m, properties);
        }
    }
}

static void on_named_mark(fz_context *ctx, pdf_processor *processor, const char *tag, pdf_obj *raw,
                          pdf_obj *cooked)
{
    begin(ctx, processor, tag, pdf_is_dict(ctx, cooked) ? cooked : raw);
    of(processor)->count += of(processor)->depth == 0;
}

static void on_mark(fz_context *ctx, pdf_processor *processor, const char *tag)
{
    begin(ctx, processor, tag, NULL);
}

static void on_end(fz_context *ctx, pdf_processor *processor)
{
    struct marks *m = of(processor);

    if (m->depth > 0) {
        return;
    }
    if (m->too_deep > 0) {
        m->too_deep--;
    } else if (m->open_count > 0) {
        judge(m, &m->open[--m->open_count]);
        if (m->open_count == 0) {
            buf_clear(&m->shown);
        }
    }
}

/* ---- text ---- */

static void on_font(fz_context *ctx, pdf_processor *processor, const char *name,
                    pdf_font_desc *font, float size)
{
    pdf_drop_font(ctx, of(processor)->font);
    of(processor)->font = pdf_keep_font(ctx, font);
}

/* The first character that a code stands for. */
static uint32_t code_point_of(pdf_font_desc *font, int cid)
{
    int ucs[PDF_MRANGE_CAP] = {};
    int n =
        font->to_unicode != NULL ? pdf_lookup_cmap_full(font->to_unicode, (unsigned)cid, ucs) : 0;

    if (n == 0 && (size_t)cid < font->cid_to_ucs_len) {
        ucs[0] = font->cid_to_ucs[cid];
        n = 1;
    }
    return n == 0 || ucs[0] <= 0 ? (uint32_t)UNKNOWN : (uint32_t)ucs[0];
}

static void show(struct marks *m, const char *p, size_t length)
{
    unsigned char *at = (unsigned char *)p, *end = at + length;

    m->unknown += m->font == NULL;
    while (m->open_count > 0 && m->font != NULL && at < end && m->shown.n < MAX_SHOWN) {
        unsigned int code = 0;
        int n = pdf_decode_cmap(m->font->encoding, at, end, &code);
        int cid = pdf_lookup_cmap(m->font->encoding, code);
        uint32_t cp = cid < 0 ? ' ' : code_point_of(m->font, cid);

        at += MAX(n, 1);
        if (cp == UNKNOWN || (cp >= PRIVATE_FIRST && cp <= PRIVATE_LAST)) {
            m->unknown++;
        } else if (pdf_differ_is_letter(cp)) {
            buf_add_code_point(&m->shown, cp < 0x80 ? cp | 0x20 : cp);
        } else if (cp > ' ' && cp != 0xA0 && cp != 0x3000) {
            m->signs++;
            m->changes += cp != m->sign;
            m->sign = cp;
        }
    }
}

static void on_show(fz_context *ctx, pdf_processor *processor, char *string, size_t n)
{
    show(of(processor), string, n);
}

static void on_show_spaced(fz_context *ctx, pdf_processor *processor, float word, float character,
                           char *string, size_t n)
{
    show(of(processor), string, n);
}

static void on_show_array(fz_context *ctx, pdf_processor *processor, pdf_obj *array)
{
    for (int i = 0; i < pdf_array_len(ctx, array); i++) {
        pdf_obj *item = pdf_array_get(ctx, array, i);

        if (pdf_is_string(ctx, item)) {
            show(of(processor), pdf_to_str_buf(ctx, item), pdf_to_str_len(ctx, item));
        }
    }
}

/* ---- what is painted ---- */

static void on_rectangle(fz_context *ctx, pdf_processor *processor, float x, float y, float w,
                         float h)
{
    of(processor)->rectangles++;
}

static void on_point(fz_context *ctx, pdf_processor *processor, float x, float y)
{
    of(processor)->points++;
}

static void on_curve(fz_context *ctx, pdf_processor *processor, float x1, float y1, float x2,
                     float y2, float x3, float y3)
{
    of(processor)->points = -MAX_MARKS;
}

static void on_half_curve(fz_context *ctx, pdf_processor *processor, float x1, float y1, float x2,
                          float y2)
{
    on_curve(ctx, processor, x1, y1, x1, y1, x2, y2);
}

static void on_path_end(fz_context *ctx, pdf_processor *processor)
{
    of(processor)->points = 0;
    of(processor)->rectangles = 0;
}

/* Rectangles, also as four lines, and thick lines are boxes; what else is painted is a drawing. */
static void on_paint(fz_context *ctx, pdf_processor *processor)
{
    struct marks *m = of(processor);
    bool is_box = m->points >= 0 && m->points <= 5;

    m->boxes += is_box ? m->rectangles + (m->points > 0) : 0;
    m->drawings += !is_box;
    on_path_end(ctx, processor);
}

static void on_shade(fz_context *ctx, pdf_processor *processor, const char *name, fz_shade *shade)
{
    of(processor)->drawings++;
}

static void on_picture(fz_context *ctx, pdf_processor *processor, const char *name, fz_image *image)
{
    /* A single pixel is a box. */
    of(processor)->boxes += image != NULL && image->w * image->h <= 4;
    of(processor)->drawings += image == NULL || image->w * image->h > 4;
}

static void on_inline_picture(fz_context *ctx, pdf_processor *processor, fz_image *image,
                              const char *space)
{
    on_picture(ctx, processor, NULL, image);
}

static void on_form(fz_context *ctx, pdf_processor *processor, const char *name, pdf_obj *form,
                    pdf_obj *resources)
{
    struct marks *m = of(processor);
    pdf_obj *own = pdf_dict_get(ctx, form, PDF_NAME(Resources));
    pdf_font_desc *font;

    if (m->open_count == 0) {
        return;
    }
    if (m->depth >= MAX_DEPTH) {
        m->drawings++;
        return;
    }
    font = pdf_keep_font(ctx, m->font);
    m->depth++;
    fz_try(ctx)
    {
        pdf_process_contents(ctx, processor, m->doc, own != NULL ? own : resources, form, NULL);
    }
    fz_always(ctx)
    {
        pdf_drop_font(ctx, m->font);
        m->font = font;
        m->depth--;
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static struct marks *new_marks(fz_context *ctx)
{
    struct marks *m = pdf_new_processor(ctx, sizeof(*m));
    pdf_processor *p = &m->processor;

    p->op_BMC = on_mark;
    p->op_BDC = on_named_mark;
    p->op_EMC = on_end;
    p->op_Tf = on_font;
    p->op_Tj = on_show;
    p->op_TJ = on_show_array;
    p->op_squote = on_show;
    p->op_dquote = on_show_spaced;
    p->op_re = on_rectangle;
    p->op_m = p->op_l = on_point;
    p->op_c = on_curve;
    p->op_v = p->op_y = on_half_curve;
    p->op_n = on_path_end;
    p->op_S = p->op_s = p->op_F = p->op_f = p->op_fstar = on_paint;
    p->op_B = p->op_Bstar = p->op_b = p->op_bstar = on_paint;
    p->op_sh = on_shade;
    p->op_Do_image = on_picture;
    p->op_BI = on_inline_picture;
    p->op_Do_form = on_form;
    return m;
}

/* Runs the content through `m`, which is then gone. Raises errors of the library. */
static void run(fz_context *ctx, struct marks *m, pdf_obj *contents, pdf_obj *resources)
{
    buf_init(&m->shown, MAX_SHOWN + 8);
    fz_try(ctx)
    {
        pdf_process_contents(ctx, &m->processor, m->doc, resources, contents, NULL);
        pdf_close_processor(ctx, &m->processor);
        for (uint32_t i = 0; i < m->wanted_count; i++) {
            m->wanted[i].is_doubtful |= m->was_too_deep || m->count >= MAX_MARKS;
        }
    }
    fz_always(ctx)
    {
        buf_done(&m->shown);
        pdf_drop_font(ctx, m->font);
        pdf_drop_processor(ctx, &m->processor);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

void pdf_remark_marks(fz_context *ctx, pdf_document *doc, struct arena *a, pdf_obj *contents,
                      pdf_obj *resources, struct pdf_remarks *ret_remarks)
{
    struct marks *m = new_marks(ctx);

    *ret_remarks = (struct pdf_remarks){};
    m->doc = doc;
    m->arena = a;
    m->remarks = ret_remarks;
    run(ctx, m, contents, resources);
}

void pdf_remark_look_at(fz_context *ctx, pdf_document *doc, struct arena *a, pdf_obj *page,
                        struct pdf_marked *marked, uint32_t n)
{
    pdf_obj *contents = pdf_dict_get(ctx, page, PDF_NAME(Contents));
    struct marks *m;

    if (contents == NULL) {
        return;
    }
    m = new_marks(ctx);
    m->doc = doc;
    m->arena = a;
    m->wanted = marked;
    m->wanted_count = n;
    run(ctx, m, contents, pdf_dict_get_inheritable(ctx, page, PDF_NAME(Resources)));
}
