/*
 * Every object of a PDF, once. What can be reached from the trailer is marked; what has text and
 * cannot be reached is left over from something that was taken out (PDF-131). On the way: pictures
 * that carry their own metadata (PDF-160), fonts that are not in the file (PDF-172).
 */
#include "inspect/pdf/pdf-objects.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-anywhere.h"
#include "inspect/pdf/pdf-aside.h"
#include "inspect/pdf/pdf-remark.h"
#include "inspect/pdf/pdf-rows.h"
#include "inspect/pdf/pdf-tail.h"
#include "inspect/picture/picture.h"

enum {
    MAX_OBJECTS = 1000000,
    FEW_OBJECTS = 10000,                 /* they stay in memory: the pages want them again */
    MAX_NESTING = 60,                    /* of arrays and dictionaries in one object */
    HEAD_BYTES = 64 * 1024,              /* of a picture: where its metadata stand */
    PEEK_BYTES = 16 * 1024,              /* of an unused stream */
    MAX_PACKED_BYTES = 64 * 1024 * 1024, /* of a picture that is packed again */
};

struct sweep {
    struct pdf_walk *w;
    uint8_t *seen; /* of each number: it can be reached */
    VEC(int) waiting;
    int count;
    int number; /* of the object being looked through */
    struct arena *arena;
    size_t rows_budget; /* of pdf_rows_shown() */
};

static void reach(struct sweep *s, pdf_obj *o, int depth)
{
    fz_context *ctx = s->w->ctx;

    if (pdf_is_indirect(ctx, o)) {
        int number = pdf_to_num(ctx, o);

        if (number > 0 && number < s->count && !s->seen[number]) {
            s->seen[number] = 1;
            *VEC_ADD(s->arena, &s->waiting) = number;
        }
    } else if (pdf_is_array(ctx, o) && depth < MAX_NESTING) {
        for (int i = 0; i < pdf_array_len(ctx, o); i++) {
            reach(s, pdf_array_get(ctx, o, i), depth + 1);
        }
    } else if (pdf_is_dict(ctx, o) && depth < MAX_NESTING) {
        pdf_anywhere_look(s->w, s->number, o);
        for (int i = 0; i < pdf_dict_len(ctx, o); i++) {
            reach(s, pdf_dict_get_val(ctx, o, i), depth + 1);
        }
    }
}

/* The first bytes of a stream, as they are in the file or unpacked; "" when damaged. */
static struct str head_of(struct sweep *s, int number, bool raw, size_t max)
{
    fz_context *ctx = s->w->ctx;
    fz_stream *stream = NULL;
    unsigned char *bytes = arena_alloc(s->arena, max);
    volatile size_t n = 0;

    fz_var(stream);
    fz_try(ctx)
    {
        stream = raw ? pdf_open_raw_stream_number(ctx, s->w->doc, number)
                     : pdf_open_stream_number(ctx, s->w->doc, number);
        n = fz_read(ctx, stream, bytes, max);
    }
    fz_always(ctx)
    {
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        n = 0;
    }
    return (struct str){.p = (const char *)bytes, .n = n};
}

/* ---- pictures ---- */

/* Whether the last filter of the stream is this one. */
static bool is_packed_as(fz_context *ctx, pdf_obj *o, const char *name)
{
    pdf_obj *filter = pdf_dict_get(ctx, o, PDF_NAME(Filter));
    int n = pdf_array_len(ctx, filter);

    return strcmp(pdf_to_name(ctx, n > 0 ? pdf_array_get(ctx, filter, n - 1) : filter), name) == 0;
}

/* What the segments of a JPEG say that is not the picture: looked at with a scratch list. */
static void take_jpeg(struct sweep *s, int number, struct str head)
{
    struct found scratch;
    struct picture_jpeg_segment segment;
    size_t at = 0;

    found_init(&scratch, s->arena, true);
    while (picture_jpeg_next(head, &at, &segment) == PICTURE_JPEG_SEGMENT &&
           segment.marker != PICTURE_JPEG_SOS) {
        picture_jpeg_segment(&scratch, segment.marker, segment.data);
    }
    for (uint32_t i = 0; i < scratch.findings.n; i++) {
        const struct inspect_finding *x = &scratch.findings.v[i];

        found_add(s->w->f, "PDF-160", INSPECT_STRUCTURAL,
                  arena_printf(s->arena, "%d 0 R %.*s", number, STR_ARG(x->place)), x->reads);
    }
}

/* The first bytes of a picture, packed as a picture only; "" when damaged. */
static struct str head_of_picture(struct sweep *s, int number, pdf_obj *o)
{
    fz_context *ctx = s->w->ctx;
    fz_compressed_buffer *volatile packed = NULL;
    struct str head = {};

    if (pdf_array_len(ctx, pdf_dict_get(ctx, o, PDF_NAME(Filter))) < 2) {
        return head_of(s, number, true, HEAD_BYTES);
    }
    fz_var(head);
    fz_try(ctx)
    {
        packed = pdf_load_compressed_stream(ctx, s->w->doc, number, MAX_PACKED_BYTES);
        head = (struct str){.p = (const char *)packed->buffer->data,
                            .n = MIN(packed->buffer->len, (size_t)HEAD_BYTES)};
        head = arena_str(s->arena, head);
    }
    fz_always(ctx)
    {
        fz_drop_compressed_buffer(ctx, packed);
    }
    fz_catch(ctx)
    {
        head = (struct str){};
    }
    return head;
}

static void take_picture(struct sweep *s, int number, pdf_obj *o)
{
    fz_context *ctx = s->w->ctx;

    if (pdf_rows_shown(ctx, s->w->doc, number, o, &s->rows_budget) > 0) {
        pdf_walk_add(s->w, "PDF-107", arena_printf(s->arena, "%d 0 R Height", number),
                     (struct str){});
    }
    if (is_packed_as(ctx, o, "DCTDecode")) {
        take_jpeg(s, number, head_of_picture(s, number, o));
    } else if (is_packed_as(ctx, o, "JPXDecode")) {
        struct str head = head_of_picture(s, number, o);

        if (str_has(head, STR("<x:xmpmeta")) || str_has(head, STR("JpgTiffExif"))) {
            pdf_walk_add(s->w, "PDF-160", arena_printf(s->arena, "%d 0 R JPX", number),
                         (struct str){});
        }
    }
}

/* ---- what stands behind its data ---- */

/* A stream as it stands in the file; "" when it is encrypted or not wholly there. */
static struct str stored(struct sweep *s, int number, pdf_obj *o)
{
    const pdf_xref_entry *entry = pdf_get_xref_entry_no_null(s->w->ctx, s->w->doc, number);
    int64_t length = pdf_dict_get_int(s->w->ctx, o, PDF_NAME(Length));

    return s->w->doc->crypt == NULL && entry->stm_ofs > 0 && length > 0 &&
                   entry->stm_ofs < (int64_t)s->w->bytes.n &&
                   length <= (int64_t)s->w->bytes.n - entry->stm_ofs
               ? str_sub(s->w->bytes, (size_t)entry->stm_ofs, (size_t)(entry->stm_ofs + length))
               : (struct str){};
}

static void take_tail(struct sweep *s, int number, pdf_obj *o)
{
    struct str raw = stored(s, number, o);
    size_t end = pdf_tail_find(s->w->ctx, o, raw);

    if (end < raw.n) {
        pdf_walk_add(
            s->w, "PDF-132", arena_printf(s->arena, "%d 0 R + %zu bytes", number, raw.n - end),
            utf8_find_bad(str_sub(raw, end, raw.n)) < 0 ? str_trim(str_sub(raw, end, raw.n))
                                                        : (struct str){});
    }
}

/* ---- fonts ---- */

static void take_font(struct sweep *s, pdf_obj *o)
{
    static const char *const kinds[] = {"Type1", "TrueType", "MMType1", "CIDFontType0",
                                        "CIDFontType2"};
    fz_context *ctx = s->w->ctx;
    const char *kind = pdf_to_name(ctx, pdf_dict_get(ctx, o, PDF_NAME(Subtype)));
    pdf_obj *descriptor = pdf_dict_get(ctx, o, PDF_NAME(FontDescriptor));
    bool needs_file = false;

    s->w->has_lettered_glyphs |= pdf_dict_len(ctx, pdf_dict_getp(ctx, o, "Resources/Font")) > 0;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        needs_file |= strcmp(kind, kinds[i]) == 0;
    }
    if (needs_file && pdf_dict_get(ctx, descriptor, PDF_NAME(FontFile)) == NULL &&
        pdf_dict_get(ctx, descriptor, PDF_NAME(FontFile2)) == NULL &&
        pdf_dict_get(ctx, descriptor, PDF_NAME(FontFile3)) == NULL) {
        pdf_walk_add(s->w, "PDF-172",
                     arena_printf(s->arena, "Font %s",
                                  pdf_to_name(ctx, pdf_dict_get(ctx, o, PDF_NAME(BaseFont)))),
                     (struct str){});
    }
}

/* ---- what is left over ---- */

/* Whether a stream of page content shows text. */
static bool shows_text(struct str content)
{
    return str_has(content, STR("BT")) &&
           (str_has(content, STR("Tj")) || str_has(content, STR("TJ")));
}

/* A text of a dictionary that a person wrote, or "". */
static struct str words_of(struct sweep *s, pdf_obj *o)
{
    static const char *const keys[] = {"Contents", "V", "Title", "Alt", "ActualText", "RC", "TU"};

    for (size_t i = 0; i < COUNT(keys); i++) {
        struct str text = str_trim(pdf_walk_text_at(s->w, o, keys[i]));

        if (text.n > 1 && pdf_is_string(s->w->ctx, pdf_dict_gets(s->w->ctx, o, keys[i]))) {
            return text;
        }
    }
    return (struct str){};
}

static bool is_of_file(fz_context *ctx, pdf_obj *o)
{
    const char *type = pdf_to_name(ctx, pdf_dict_get(ctx, o, PDF_NAME(Type)));

    return strcmp(type, "ObjStm") == 0 || strcmp(type, "XRef") == 0 ||
           pdf_dict_get(ctx, o, PDF_NAME(Linearized)) != NULL;
}

/* A note that an earlier revision shows: the last one took it off its page, and left it there. */
static bool is_note_of_earlier(struct sweep *s, int number, pdf_obj *o)
{
    const pdf_xref_entry *entry = pdf_get_xref_entry_no_null(s->w->ctx, s->w->doc, number);
    struct str bytes = s->w->bytes;

    if (s->w->versions < 2 || entry->type != 'n' || entry->ofs < 0 ||
        !pdf_is_array(s->w->ctx, pdf_dict_gets(s->w->ctx, o, "Rect"))) {
        return false;
    }
    ptrdiff_t end = str_find(bytes, STR("%%EOF"), MIN((size_t)entry->ofs, bytes.n));

    return end >= 0 && str_find(bytes, STR("%%EOF"), (size_t)end + 1) >= 0;
}

static void take_unused(struct sweep *s, int number, pdf_obj *o)
{
    fz_context *ctx = s->w->ctx;
    const char *kind = pdf_to_name(ctx, pdf_dict_get(ctx, o, PDF_NAME(Subtype)));
    struct str place = arena_printf(s->arena, "%d 0 R", number);

    if (pdf_is_string(ctx, o) && pdf_remark_says(pdf_walk_text(s->w, o))) {
        pdf_walk_add(s->w, "PDF-131", place, pdf_walk_text(s->w, o));
    }
    if (!pdf_is_dict(ctx, o) || is_of_file(ctx, o)) {
        return;
    }
    if (pdf_name_eq(ctx, pdf_dict_get(ctx, o, PDF_NAME(Type)), PDF_NAME(EmbeddedFile))) {
        pdf_anywhere_look(s->w, number, o);
    }
    struct str words = words_of(s, o);

    if (words.n > 0) {
        pdf_walk_add(s->w, is_note_of_earlier(s, number, o) ? "PDF-130" : "PDF-131", place, words);
    } else if (pdf_obj_num_is_stream(ctx, s->w->doc, number)) {
        if (strcmp(kind, "Image") == 0 ||
            (pdf_dict_get(ctx, o, PDF_NAME(Type)) == NULL || strcmp(kind, "Form") == 0
                 ? shows_text(head_of(s, number, false, PEEK_BYTES))
                 : false)) {
            pdf_walk_add(s->w, "PDF-131", place, (struct str){});
        }
    }
}

static void take_form(struct sweep *s, int number)
{
    fz_context *ctx = s->w->ctx;
    pdf_obj *form = pdf_new_indirect(ctx, s->w->doc, number, 0);

    fz_try(ctx)
    {
        pdf_aside_form(s->w, form, number);
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, form);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

static void take_object(struct sweep *s, int number)
{
    fz_context *ctx = s->w->ctx;
    struct arena arena CLEANUP(arena_done) = {};
    struct arena *kept = s->arena, *kept_of_walk = s->w->arena;
    pdf_obj *o = NULL;

    s->arena = s->w->arena = &arena;
    fz_var(o);
    fz_try(ctx)
    {
        o = pdf_load_object(ctx, s->w->doc, number);

        if (!s->seen[number]) {
            take_unused(s, number, o);
        } else if (pdf_name_eq(ctx, pdf_dict_get(ctx, o, PDF_NAME(Type)), PDF_NAME(Font))) {
            take_font(s, o);
        } else if (pdf_name_eq(ctx, pdf_dict_get(ctx, o, PDF_NAME(Subtype)), PDF_NAME(Image))) {
            take_picture(s, number, o);
        } else if (pdf_name_eq(ctx, pdf_dict_get(ctx, o, PDF_NAME(Subtype)), PDF_NAME(Form)) &&
                   pdf_obj_num_is_stream(ctx, s->w->doc, number)) {
            take_form(s, number);
        }
        if (s->seen[number] && pdf_obj_num_is_stream(ctx, s->w->doc, number)) {
            take_tail(s, number, o);
        }
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, o);
        s->arena = kept;
        s->w->arena = kept_of_walk;
    }
    fz_catch(ctx)
    {
        /* Damaged and used: whoever uses it tells. Damaged and unused: nobody can read it. */
    }
}

void pdf_objects_inspect(struct pdf_walk *w)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct sweep s = {
        .w = w, .arena = &arena, .rows_budget = w->f->thorough ? SIZE_MAX : PDF_ROWS_BUDGET};

    s.count = pdf_xref_len(w->ctx, w->doc);
    if (s.count > MAX_OBJECTS) {
        found_less(w->f, INSPECT_PARTIAL, tr("the PDF has too many objects"));
        return;
    }
    s.seen = ARENA_ARRAY(&arena, (size_t)MAX(s.count, 1), uint8_t);
    if (s.count > FEW_OBJECTS) {
        pdf_mark_xref(w->ctx, w->doc);
    }
    reach(&s, pdf_trailer(w->ctx, w->doc), 0);
    while (s.waiting.n > 0 && !pdf_mupdf_is_late(w->pdf)) {
        pdf_obj *o = NULL;
        int number = s.waiting.v[--s.waiting.n];

        fz_var(o);
        fz_try(w->ctx)
        {
            o = pdf_load_object(w->ctx, w->doc, number);
            s.number = number;
            reach(&s, o, 0);
        }
        fz_always(w->ctx)
        {
            pdf_drop_obj(w->ctx, o);
        }
        fz_catch(w->ctx)
        {
            continue;
        }
    }
    for (int i = 1; i < s.count && !pdf_mupdf_is_late(w->pdf); i++) {
        pdf_xref_entry *entry = pdf_get_xref_entry_no_null(w->ctx, w->doc, i);

        if (entry->type == 'n' || entry->type == 'o') {
            take_object(&s, i);
        }
    }
    if (s.count > FEW_OBJECTS) {
        pdf_clear_xref_to_mark(w->ctx, w->doc);
    }
}
