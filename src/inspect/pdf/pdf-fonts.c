/*
 * A font is known by the number of its dictionary, or by the dictionary itself. Its table of codes
 * is made piece by piece as codes are met; the library is asked once for each.
 */
#include "inspect/pdf/pdf-fonts.h"

#include "base/arena.h"
#include "base/heap.h"
#include "base/vec.h"

enum { MAX_FONTS = 2000, MAX_UNICODE = 8 };

#define LEAST_INK 0.01f /* of the size of the font */

struct pdf_fonts {
    fz_context *ctx;
    pdf_document *doc;
    struct arena arena;
    VEC(struct pdf_font *) fonts;
    uint32_t last; /* that was asked for */
};

struct pdf_fonts *pdf_fonts_new(fz_context *ctx, pdf_document *doc)
{
    struct pdf_fonts *fonts = heap_new(sizeof(*fonts));

    fonts->ctx = ctx;
    fonts->doc = doc;
    return fonts;
}

void pdf_fonts_free(struct pdf_fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (uint32_t i = 0; i < fonts->fonts.n; i++) {
        pdf_drop_font(fonts->ctx, fonts->fonts.v[i]->desc);
        pdf_drop_obj(fonts->ctx, fonts->fonts.v[i]->dictionary);
    }
    arena_done(&fonts->arena);
    free(fonts);
}

/* Whether all codes of so many bytes, one or two, that begin like this are codes of the font. */
static bool has_all(const pdf_cmap *encoding, unsigned int first, int bytes)
{
    unsigned int low = bytes == 1 ? first : first << 8, high = bytes == 1 ? first : low | 0xFF;

    for (int i = 0; i < encoding->codespace_len; i++) {
        if (encoding->codespace[i].n == bytes && encoding->codespace[i].low <= low &&
            encoding->codespace[i].high >= high) {
            return true;
        }
    }
    return false;
}

static bool has_any_of_one(const pdf_cmap *encoding)
{
    for (int i = 0; i < encoding->codespace_len; i++) {
        if (encoding->codespace[i].n == 1) {
            return true;
        }
    }
    return false;
}

/* How many bytes a code has is mostly seen by its first. The library takes the shortest. */
static void find_code_bytes(const pdf_cmap *encoding, uint8_t ret_bytes[static 256])
{
    bool is_mixed = has_any_of_one(encoding);

    for (unsigned int i = 0; i < 256; i++) {
        ret_bytes[i] = has_all(encoding, i, 1) ? 1 : !is_mixed && has_all(encoding, i, 2) ? 2 : 0;
    }
}

static bool is_font(const struct pdf_font *font, pdf_obj *dictionary, int number)
{
    return number > 0 ? font->number == number : font->dictionary == dictionary;
}

/* A font of the list without its description, which loading may fail to get. */
static struct pdf_font *add(struct pdf_fonts *fonts, pdf_obj *dictionary, int number)
{
    struct pdf_font *font = ARENA_NEW(&fonts->arena, struct pdf_font);

    *VEC_ADD(&fonts->arena, &fonts->fonts) = font;
    font->number = number;
    if (number <= 0) {
        font->dictionary = pdf_keep_obj(fonts->ctx, dictionary);
    }
    return font;
}

/* ---- loading ---- */

static bool has_file(fz_context *ctx, pdf_obj *dictionary)
{
    pdf_obj *descendants = pdf_dict_get(ctx, dictionary, PDF_NAME(DescendantFonts));
    pdf_obj *descriptor =
        pdf_dict_get(ctx, pdf_array_get(ctx, descendants, 0), PDF_NAME(FontDescriptor));

    return pdf_dict_get(ctx, descriptor, PDF_NAME(FontFile2)) != NULL ||
           pdf_dict_get(ctx, descriptor, PDF_NAME(FontFile3)) != NULL;
}

/*
 * Whether the codes of a font are its character identifiers. The library then works out for each of
 * the 65,536 what it stands for, although that is what the file says already.
 */
static bool has_plain_codes(fz_context *ctx, pdf_obj *dictionary)
{
    const char *encoding = pdf_to_name(ctx, pdf_dict_get(ctx, dictionary, PDF_NAME(Encoding)));

    return (strcmp(encoding, "Identity-H") == 0 || strcmp(encoding, "Identity-V") == 0) &&
           pdf_is_stream(ctx, pdf_dict_get(ctx, dictionary, PDF_NAME(ToUnicode))) &&
           pdf_name_eq(ctx, pdf_dict_get(ctx, dictionary, PDF_NAME(Subtype)), PDF_NAME(Type0)) &&
           has_file(ctx, dictionary);
}

/* What a font is loaded from; memory that the jump of an error leaves alone. */
struct parts {
    pdf_obj *rest; /* of the dictionary */
    pdf_cmap *to_unicode;
    pdf_font_desc *desc;
};

/* Loads the font without its table of characters, and puts that in as it is. */
static void load_parts(fz_context *ctx, pdf_document *doc, pdf_obj *resources, pdf_obj *dictionary,
                       struct parts *parts)
{
    parts->to_unicode =
        pdf_load_embedded_cmap(ctx, doc, pdf_dict_get(ctx, dictionary, PDF_NAME(ToUnicode)));
    parts->rest = pdf_copy_dict(ctx, dictionary);
    pdf_dict_del(ctx, parts->rest, PDF_NAME(ToUnicode));
    parts->desc = pdf_load_font(ctx, doc, resources, parts->rest);
    pdf_drop_cmap(ctx, parts->desc->to_unicode);
    parts->desc->to_unicode = parts->to_unicode;
    parts->to_unicode = NULL;
}

static pdf_font_desc *load_plain(struct pdf_fonts *fonts, pdf_obj *resources, pdf_obj *dictionary)
{
    fz_context *ctx = fonts->ctx;
    struct parts *parts = ARENA_NEW(&fonts->arena, struct parts);

    fz_try(ctx)
    {
        load_parts(ctx, fonts->doc, resources, dictionary, parts);
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, parts->rest);
        pdf_drop_cmap(ctx, parts->to_unicode);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    if (parts->desc->font->flags.ft_substitute) {
        /* Its file is of no use: characters choose the glyphs. */
        pdf_drop_font(ctx, parts->desc);
        return pdf_load_font(ctx, fonts->doc, resources, dictionary);
    }
    /* From here the library has it too. */
    pdf_store_item(ctx, dictionary, parts->desc, parts->desc->size);
    return parts->desc;
}

static void load(struct pdf_fonts *fonts, struct pdf_font *font, pdf_obj *resources,
                 pdf_obj *dictionary)
{
    pdf_font_desc *desc = has_plain_codes(fonts->ctx, dictionary)
                              ? load_plain(fonts, resources, dictionary)
                              : pdf_load_font(fonts->ctx, fonts->doc, resources, dictionary);

    if (desc->font == NULL || desc->font->t3procs != NULL || desc->encoding == NULL) {
        pdf_drop_font(fonts->ctx, desc);
        return;
    }
    font->desc = desc;
    find_code_bytes(desc->encoding, font->code_bytes);
    font->is_upright = desc->wmode == 1;
    /* Fonts that stand in for missing ones come without: their boxes would be the font's. */
    desc->font->use_glyph_bbox = 1;
}

struct pdf_font *pdf_fonts_get(struct pdf_fonts *fonts, pdf_obj *resources, pdf_obj *dictionary)
{
    int number = pdf_to_num(fonts->ctx, dictionary);
    struct pdf_font *font;

    for (uint32_t i = 0; i < fonts->fonts.n; i++) {
        /* Text often goes back and forth between two fonts. */
        uint32_t k = (fonts->last + i) % fonts->fonts.n;

        if (is_font(fonts->fonts.v[k], dictionary, number)) {
            fonts->last = k;
            return fonts->fonts.v[k]->desc == NULL ? NULL : fonts->fonts.v[k];
        }
    }
    if (fonts->fonts.n >= MAX_FONTS) {
        return NULL;
    }
    font = add(fonts, dictionary, number);
    load(fonts, font, resources, dictionary);
    return font->desc == NULL ? NULL : font;
}

/* ---- codes ---- */

/* The first character that it stands for; the others are the tail. */
static int32_t code_point_of(const pdf_font_desc *desc, int cid, struct pdf_tail *ret_tail)
{
    int unicode[MAX_UNICODE];
    int n = desc->to_unicode != NULL
                ? pdf_lookup_cmap_full(desc->to_unicode, (unsigned int)cid, unicode)
                : 0;

    if (n == 0 && (size_t)cid < desc->cid_to_ucs_len) {
        unicode[0] = desc->cid_to_ucs[cid];
        n = 1;
    }
    for (int i = 1; i < n && ret_tail->count < PDF_TAIL_MAX; i++) {
        ret_tail->code_points[ret_tail->count++] = unicode[i];
    }
    return n == 0 || (n == 1 && unicode[0] == 0) ? FZ_REPLACEMENT_CHARACTER : unicode[0];
}

static void find_out(struct pdf_fonts *fonts, struct pdf_font *font, uint32_t number,
                     struct pdf_code *code)
{
    pdf_font_desc *desc = font->desc;
    int cid = pdf_lookup_cmap(desc->encoding, number);

    *code = (struct pdf_code){.is_known = true, .is_none = cid < 0};
    if (cid < 0) {
        return;
    }
    if (font->is_upright) {
        pdf_vmtx v = pdf_lookup_vmtx(fonts->ctx, desc, cid);

        code->advance = (float)v.w * 0.001f;
        code->x = v.x;
        code->y = v.y;
    } else {
        code->advance = (float)pdf_lookup_hmtx(fonts->ctx, desc, cid).w * 0.001f;
    }
    code->glyph = pdf_font_cid_to_gid(fonts->ctx, desc, cid);
    code->code_point = code_point_of(desc, cid, &code->tail);
    code->has_ink = pdf_fonts_has_ink(fonts->ctx, desc->font, code->glyph, code->code_point);
    if (code->has_ink) {
        code->box = fz_bound_glyph(fonts->ctx, desc->font, code->glyph, fz_identity);
    }
}

const struct pdf_code *pdf_fonts_code(struct pdf_fonts *fonts, struct pdf_font *font, uint32_t code)
{
    struct pdf_code **piece = &font->pieces[MIN(code / PDF_FONTS_CODES, PDF_FONTS_PIECES - 1)];

    if (code / PDF_FONTS_CODES >= PDF_FONTS_PIECES) {
        find_out(fonts, font, code, &font->rare);
        return &font->rare;
    }
    if (*piece == NULL) {
        *piece = ARENA_ARRAY(&fonts->arena, PDF_FONTS_CODES, struct pdf_code);
    }
    if (!(*piece)[code % PDF_FONTS_CODES].is_known) {
        find_out(fonts, font, code, &(*piece)[code % PDF_FONTS_CODES]);
    }
    return &(*piece)[code % PDF_FONTS_CODES];
}

static bool is_blank(int code_point)
{
    return code_point <= ' ' || code_point == 0xA0 || code_point == 0x3000 || code_point == 0xAD ||
           (code_point >= 0x2000 && code_point <= 0x200F);
}

bool pdf_fonts_has_ink(fz_context *ctx, fz_font *font, int glyph, int code_point)
{
    if (glyph < 0 || !is_blank(code_point)) {
        return glyph >= 0;
    }
    /*
     * A file may say that letters are blanks: what they look like tells. Drawn ones are not asked.
     */
    font->use_glyph_bbox = 1;
    fz_rect box = fz_bound_glyph(ctx, font, glyph, fz_identity);

    /* Blanks of some fonts have a point in them. */
    return fz_font_t3_procs(ctx, font) == NULL && box.x1 - box.x0 > LEAST_INK &&
           box.y1 - box.y0 > LEAST_INK;
}
