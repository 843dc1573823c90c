/*
 * A4 upright. The texts are set first, as runs of characters with their places; every character
 * gets a code in one of the fonts (256 characters each) in the order it is met; then the fonts are
 * written, and the pages. The same texts give the same bytes.
 */
#include "pack/list-page.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <limits.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum {
    MAX_FONTS = 16,
    CODES = 256,
    MAX_CHARACTERS = MAX_FONTS * CODES,
    SLOTS = 16384, /* of the table of characters; a power of two */
    MAX_CONTENT_BYTES = 4 * 1024 * 1024,
    MAX_TEXT_CHARACTERS = 400, /* of one cell */
    EM = 1000,
    NO_GLYPH = 0x3013, /* 〓 */
};

/* Points. */
static const float page_width = 595, page_height = 842, margin = 56, leading = 1.45f;
static const float body_size = 10.5f, title_size = 16;
static const float columns[] = {56, 120, 220}; /* left edges */
static const float padding = 4;

struct setter {
    fz_context *ctx;
    pdf_document *doc;
    fz_font *font;
    struct arena arena;
    uint32_t characters[MAX_CHARACTERS]; /* by code */
    float advances[MAX_CHARACTERS];      /* of an em */
    uint32_t count;
    uint16_t slots[SLOTS]; /* 1 + code */
    struct buf content;
    float y; /* of the next line's top, from the top of the page */
    VEC(fz_buffer *) pages;
};

/* ---- characters ---- */

/* The code of a character, which gets one when it has none; MAX_CHARACTERS: there is no room. */
static uint32_t code_of(struct setter *s, uint32_t cp)
{
    uint32_t at = (cp * 2654435761u) & (SLOTS - 1);

    while (s->slots[at] != 0 && s->characters[s->slots[at] - 1] != cp) {
        at = (at + 1) & (SLOTS - 1);
    }
    if (s->slots[at] == 0) {
        if (s->count == MAX_CHARACTERS) {
            return MAX_CHARACTERS;
        }
        int glyph = fz_encode_character(s->ctx, s->font, (int)cp);

        if (glyph == 0) {
            glyph = fz_encode_character(s->ctx, s->font, NO_GLYPH);
        }
        s->characters[s->count] = cp;
        s->advances[s->count] = fz_advance_glyph(s->ctx, s->font, glyph, 0);
        s->slots[at] = (uint16_t)++s->count;
    }
    return s->slots[at] - 1u;
}

/* ---- lines ---- */

/* One line of text at (x, baseline y from the top); characters that find no code are left out. */
static void put_line(struct setter *s, struct str text, float x, float y, float size)
{
    uint32_t font = UINT32_MAX;

    buf_printf(&s->content, "BT 1 0 0 1 %.2f %.2f Tm\n", (double)x, (double)(page_height - y));
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;

        i += utf8_decode(text, i, &cp);
        uint32_t code = code_of(s, cp);

        if (code == MAX_CHARACTERS) {
            continue;
        }
        if (code / CODES != font) {
            buf_printf(&s->content, "%s/F%u %.2f Tf\n<", font == UINT32_MAX ? "" : "> Tj\n",
                       code / CODES, (double)size);
            font = code / CODES;
        }
        buf_printf(&s->content, "%02x", code % CODES);
    }
    buf_printf(&s->content, "%sET\n", font == UINT32_MAX ? "" : "> Tj\n");
}

/* How much of the text fits into the width, at least one character. */
static size_t fitting(struct setter *s, struct str text, float width, float size)
{
    float x = 0;
    size_t i = 0;

    while (i < text.n) {
        uint32_t cp;
        size_t n = utf8_decode(text, i, &cp);
        uint32_t code = code_of(s, cp);

        x += code == MAX_CHARACTERS ? 0 : s->advances[code] * size;
        if (x > width && i > 0) {
            return i;
        }
        i += n;
    }
    return i;
}

static float height_of(struct setter *s, struct str text, float width, float size)
{
    uint32_t lines = 0;

    while (text.n > 0 || lines == 0) {
        text = str_sub(text, fitting(s, text, width, size), text.n);
        lines++;
    }
    return (float)lines * size * leading;
}

static void put_text(struct setter *s, struct str text, float x, float top, float width, float size)
{
    while (text.n > 0) {
        size_t n = fitting(s, text, width, size);

        put_line(s, str_sub(text, 0, n), x, top + size, size);
        text = str_sub(text, n, text.n);
        top += size * leading;
    }
}

static void end_page(struct setter *s)
{
    *VEC_ADD(&s->arena, &s->pages) = fz_new_buffer_from_copied_data(
        s->ctx, (const unsigned char *)(s->content.p == NULL ? "" : s->content.p), s->content.n);
    buf_clear(&s->content);
    s->y = margin;
}

static void put_rule(struct setter *s, float y)
{
    buf_printf(&s->content, "0.5 w %.2f %.2f m %.2f %.2f l S\n", (double)margin,
               (double)(page_height - y), (double)(page_width - margin), (double)(page_height - y));
}

/* A row of the table; a new page when it does not fit any more. */
static void put_row(struct setter *s, const struct str *cells)
{
    float height = 0;

    for (size_t i = 0; i < COUNT(columns); i++) {
        float right = i + 1 < COUNT(columns) ? columns[i + 1] : page_width - margin;

        height = MAX(height, height_of(s, cells[i], right - columns[i] - 2 * padding, body_size));
    }
    if (s->y + height + 2 * padding > page_height - margin) {
        end_page(s);
        put_rule(s, s->y);
    }
    for (size_t i = 0; i < COUNT(columns); i++) {
        float right = i + 1 < COUNT(columns) ? columns[i + 1] : page_width - margin;

        put_text(s, cells[i], columns[i] + padding, s->y + padding,
                 right - columns[i] - 2 * padding, body_size);
    }
    s->y += height + 2 * padding;
    put_rule(s, s->y);
}

static struct str cut(struct str text)
{
    size_t at = 0;

    for (uint32_t n = 0; at < text.n && n < MAX_TEXT_CHARACTERS; n++) {
        uint32_t cp;

        at += utf8_decode(text, at, &cp);
    }
    return str_sub(text, 0, at);
}

static void put_head(struct setter *s, const struct pack_facts *facts)
{
    const struct {
        const char *label;
        struct str value;
    } lines[] = {{"報告書の題名", facts->title},
                 {"委託事業名", facts->project},
                 {"受注事業者名", facts->contractor}};

    put_line(s, STR("二次利用未承諾リスト"), margin, s->y + title_size, title_size);
    s->y += title_size * 2.2f;
    for (size_t i = 0; i < COUNT(lines); i++) {
        float width = page_width - margin - columns[2] + 80;

        put_line(s, str_of(lines[i].label), margin, s->y + body_size, body_size);
        put_text(s, cut(lines[i].value), columns[2] - 80, s->y, width, body_size);
        s->y += height_of(s, cut(lines[i].value), width, body_size) + padding;
    }
    s->y += 12;
    put_rule(s, s->y);
}

/* ---- fonts ---- */

struct outline {
    fz_context *ctx;
    fz_buffer *out;
    fz_point at;
};

static void outline_move(fz_context *ctx, void *user, float x, float y)
{
    struct outline *o = user;

    fz_append_printf(ctx, o->out, "%d %d m\n", (int)(x + 0.5f), (int)(y + 0.5f));
    o->at = fz_make_point(x, y);
}

static void outline_line(fz_context *ctx, void *user, float x, float y)
{
    struct outline *o = user;

    fz_append_printf(ctx, o->out, "%d %d l\n", (int)(x + 0.5f), (int)(y + 0.5f));
    o->at = fz_make_point(x, y);
}

static void outline_curve(fz_context *ctx, void *user, float x1, float y1, float x2, float y2,
                          float x3, float y3)
{
    struct outline *o = user;

    fz_append_printf(ctx, o->out, "%d %d %d %d %d %d c\n", (int)(x1 + 0.5f), (int)(y1 + 0.5f),
                     (int)(x2 + 0.5f), (int)(y2 + 0.5f), (int)(x3 + 0.5f), (int)(y3 + 0.5f));
    o->at = fz_make_point(x3, y3);
}

static void outline_close(fz_context *ctx, void *user)
{
    struct outline *o = user;

    fz_append_string(ctx, o->out, "h\n");
}

/* The drawing of one glyph, as an object of the document. */
static pdf_obj *draw_glyph(struct setter *s, uint32_t code)
{
    static const fz_path_walker walker = {.moveto = outline_move,
                                          .lineto = outline_line,
                                          .curveto = outline_curve,
                                          .closepath = outline_close};
    fz_context *ctx = s->ctx;
    int glyph = fz_encode_character(ctx, s->font, (int)s->characters[code]);
    fz_path *path = NULL;
    pdf_obj *object = NULL;
    struct outline o = {.ctx = ctx, .out = fz_new_buffer(ctx, 1024)};

    if (glyph == 0) {
        glyph = fz_encode_character(ctx, s->font, NO_GLYPH);
    }
    fz_append_printf(ctx, o.out, "%d 0 0 -250 %d 1000 d1\n", (int)(s->advances[code] * EM), EM);
    path = fz_outline_glyph(ctx, s->font, glyph, fz_scale(EM, EM));
    if (path != NULL) {
        fz_walk_path(ctx, path, &walker, &o);
        fz_append_string(ctx, o.out, "f\n");
        fz_drop_path(ctx, path);
    }
    object = pdf_add_stream(ctx, s->doc, o.out, NULL, 0);
    fz_drop_buffer(ctx, o.out);
    return object;
}

/* From codes back to characters, so that the text can be searched. */
static pdf_obj *make_unicode_map(struct setter *s, uint32_t first, uint32_t count)
{
    fz_context *ctx = s->ctx;
    fz_buffer *out = fz_new_buffer(ctx, 4096);

    fz_append_string(ctx, out,
                     "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CMapName /Codes def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cp = s->characters[first + i];

        if (i % 100 == 0) {
            fz_append_printf(ctx, out, "%d beginbfchar\n", (int)MIN(count - i, 100u));
        }
        if (cp >= 0x10000) {
            cp -= 0x10000;
            fz_append_printf(ctx, out, "<%02x> <%04x%04x>\n", i, 0xD800 + (cp >> 10),
                             0xDC00 + (cp & 0x3FF));
        } else {
            fz_append_printf(ctx, out, "<%02x> <%04x>\n", i, cp);
        }
        if (i % 100 == 99 || i + 1 == count) {
            fz_append_string(ctx, out, "endbfchar\n");
        }
    }
    fz_append_string(ctx, out, "endcmap\nend\nend\n");
    pdf_obj *map = pdf_add_stream(ctx, s->doc, out, NULL, 0);

    fz_drop_buffer(ctx, out);
    return map;
}

static pdf_obj *make_font(struct setter *s, uint32_t first, uint32_t count)
{
    fz_context *ctx = s->ctx;
    pdf_document *doc = s->doc;
    pdf_obj *font = pdf_add_new_dict(ctx, doc, 10);
    pdf_obj *glyphs = pdf_dict_put_dict(ctx, font, PDF_NAME(CharProcs), (int)count);
    pdf_obj *encoding = pdf_dict_put_dict(ctx, font, PDF_NAME(Encoding), 2);
    pdf_obj *names = pdf_dict_put_array(ctx, encoding, PDF_NAME(Differences), (int)count + 1);
    pdf_obj *widths = pdf_dict_put_array(ctx, font, PDF_NAME(Widths), (int)count);

    pdf_dict_put(ctx, font, PDF_NAME(Type), PDF_NAME(Font));
    pdf_dict_put(ctx, font, PDF_NAME(Subtype), PDF_NAME(Type3));
    pdf_dict_put_rect(ctx, font, PDF_NAME(FontBBox), fz_make_rect(0, -250, EM, EM));
    pdf_dict_put_matrix(ctx, font, PDF_NAME(FontMatrix), fz_scale(1.0f / EM, 1.0f / EM));
    pdf_dict_put_int(ctx, font, PDF_NAME(FirstChar), 0);
    pdf_dict_put_int(ctx, font, PDF_NAME(LastChar), (int)count - 1);
    pdf_dict_put_dict(ctx, font, PDF_NAME(Resources), 0);
    pdf_dict_put(ctx, encoding, PDF_NAME(Type), PDF_NAME(Encoding));
    pdf_array_push_int(ctx, names, 0);
    for (uint32_t i = 0; i < count; i++) {
        char name[16];

        snprintf(name, sizeof(name), "g%u", i);
        pdf_array_push_name(ctx, names, name);
        pdf_array_push_int(ctx, widths, (int)(s->advances[first + i] * EM));
        pdf_dict_puts_drop(ctx, glyphs, name, draw_glyph(s, first + i));
    }
    pdf_dict_put_drop(ctx, font, PDF_NAME(ToUnicode), make_unicode_map(s, first, count));
    return font;
}

static void add_pages(struct setter *s)
{
    fz_context *ctx = s->ctx;
    pdf_obj *resources = pdf_new_dict(ctx, s->doc, 1);
    pdf_obj *fonts = pdf_dict_put_dict(ctx, resources, PDF_NAME(Font), MAX_FONTS);

    for (uint32_t first = 0; first < s->count; first += CODES) {
        char name[16];

        snprintf(name, sizeof(name), "F%u", first / CODES);
        pdf_dict_puts_drop(ctx, fonts, name,
                           make_font(s, first, MIN(s->count - first, (uint32_t)CODES)));
    }
    for (uint32_t i = 0; i < s->pages.n; i++) {
        pdf_obj *page = pdf_add_page(ctx, s->doc, fz_make_rect(0, 0, page_width, page_height), 0,
                                     resources, s->pages.v[i]);

        pdf_insert_page(ctx, s->doc, INT_MAX, page);
        pdf_drop_obj(ctx, page);
        fz_drop_buffer(ctx, s->pages.v[i]);
    }
    pdf_drop_obj(ctx, resources);
}

void list_page_add(fz_context *ctx, pdf_document *doc, const struct pack_facts *facts,
                   const struct pack_rights *rights)
{
    static const struct str head[] = {STR_IN_TABLE("頁"), STR_IN_TABLE("図表番号"),
                                      STR_IN_TABLE("タイトル")};
    struct arena arena CLEANUP(arena_done) = {};
    struct setter *s = ARENA_NEW(&arena, struct setter);

    s->ctx = ctx;
    s->doc = doc;
    s->font = fz_new_cjk_font(ctx, FZ_ADOBE_JAPAN);
    s->y = margin;
    buf_init(&s->content, MAX_CONTENT_BYTES);
    put_head(s, facts);
    put_row(s, head);
    for (uint32_t i = 0; i < rights->all.n; i++) {
        const struct pack_right *r = &rights->all.v[i];
        const struct str cells[] = {cut(r->page), cut(r->figure), cut(r->title)};

        if (!r->is_free) {
            put_row(s, cells);
        }
    }
    end_page(s);
    add_pages(s);
    fz_drop_font(ctx, s->font);
    buf_done(&s->content);
    arena_done(&s->arena);
}
