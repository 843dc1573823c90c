/*
 * Content draws an XObject with "/Name Do". Pages are gone through first: one all of whose XObjects
 * are known to be drawn is not read, so a letterhead costs one page. What is left over then must
 * not be referred to by anything but such resources: annotations, masks, patterns and glyphs draw
 * as well. Most files have nothing left over, and then their objects are not gone through.
 */
#include "inspect/pdf/pdf-drawn.h"

#include "base/str.h"
#include "inspect/pdf/pdf-named.h"
#include "inspect/pdf/pdf-unpack.h"
#include "inspect/pdf/pdf-walk.h"
#include "read/pdf-mupdf.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <string.h>

enum {
    MAX_CONTENT = 64 * 1024 * 1024,
    MAX_ENTRIES = 100000, /* XObjects of one page */
    MAX_NESTING = 60,
    LEAST_PIXELS = 1024, /* of a picture that shows something */
    DRAWN = 1,           /* of an object: bits */
    LISTED = 2,          /* among the resources of a page or form */
    ELSEWHERE = 4,       /* something else refers to it */
    MET = 8,
};

struct drawn {
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    uint8_t *bits; /* by object number */
    int room;
    VEC(int) listed;
    VEC(int) waiting; /* forms whose content is to be read, then objects to be gone through */
};

static bool is_number(const struct drawn *d, int number)
{
    return number > 0 && number < d->room;
}

static pdf_obj *xobjects_of(struct drawn *d, pdf_obj *resources)
{
    return pdf_dict_get(d->ctx, resources, PDF_NAME(XObject));
}

static bool is_form(struct drawn *d, pdf_obj *o)
{
    return pdf_name_eq(d->ctx, pdf_dict_get(d->ctx, o, PDF_NAME(Subtype)), PDF_NAME(Form));
}

/* ---- what content draws ---- */

static void draw(struct drawn *d, pdf_obj *xobject)
{
    int number = pdf_to_num(d->ctx, xobject);

    if (!pdf_is_indirect(d->ctx, xobject) || !is_number(d, number) ||
        (d->bits[number] & DRAWN) != 0) {
        return;
    }
    d->bits[number] |= DRAWN;
    if (is_form(d, xobject)) {
        *VEC_ADD(d->arena, &d->waiting) = number;
    }
}

struct drawing {
    struct drawn *d;
    pdf_obj *xobjects;
};

static void draw_named(void *user, const char *name)
{
    struct drawing *x = user;

    draw(x->d, pdf_dict_gets(x->d->ctx, x->xobjects, name));
}

static void read_content(struct drawn *d, pdf_obj *contents, pdf_obj *resources)
{
    fz_context *ctx = d->ctx;
    fz_buffer *buffer = pdf_unpack_most(ctx, d->doc, contents, MAX_CONTENT);
    unsigned char *data;

    fz_try(ctx)
    {
        size_t n = fz_buffer_storage(ctx, buffer, &data);

        struct drawing x = {.d = d, .xobjects = xobjects_of(d, resources)};

        pdf_named_find((struct str){.p = (const char *)data, .n = n}, STR("Do"), draw_named, &x);
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, buffer);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* Notes the XObjects of resources; true when some of them are not known to be drawn. */
static bool list(struct drawn *d, pdf_obj *resources)
{
    pdf_obj *xobjects = xobjects_of(d, resources);
    bool is_open = false;

    for (int i = 0; i < MIN(pdf_dict_len(d->ctx, xobjects), MAX_ENTRIES); i++) {
        pdf_obj *o = pdf_dict_get_val(d->ctx, xobjects, i);
        int number = pdf_to_num(d->ctx, o);

        if (pdf_is_indirect(d->ctx, o) && is_number(d, number)) {
            if ((d->bits[number] & LISTED) == 0) {
                d->bits[number] |= LISTED;
                *VEC_ADD(d->arena, &d->listed) = number;
            }
            is_open |= (d->bits[number] & DRAWN) == 0;
        }
    }
    return is_open;
}

/* What a form draws that has no resources of its own it draws with those of the page. */
static void read_forms(struct drawn *d, pdf_obj *outer)
{
    while (d->waiting.n > 0) {
        pdf_obj *form = pdf_new_indirect(d->ctx, d->doc, d->waiting.v[--d->waiting.n], 0);

        fz_try(d->ctx)
        {
            pdf_obj *own = pdf_dict_get(d->ctx, form, PDF_NAME(Resources));

            if (own == NULL || list(d, own)) {
                read_content(d, form, own != NULL ? own : outer);
            }
        }
        fz_always(d->ctx)
        {
            pdf_drop_obj(d->ctx, form);
        }
        fz_catch(d->ctx)
        {
            fz_rethrow(d->ctx);
        }
    }
}

static void read_page(struct drawn *d, int number)
{
    pdf_obj *page = pdf_walk_page(d->ctx, d->doc, number + 1);
    pdf_obj *resources = pdf_dict_get_inheritable(d->ctx, page, PDF_NAME(Resources));
    pdf_obj *contents = pdf_dict_get(d->ctx, page, PDF_NAME(Contents));

    if (list(d, resources) && contents != NULL) {
        read_content(d, contents, resources);
        read_forms(d, resources);
    }
}

/* ---- who else refers to what is left ---- */

/* Resources are those of a page or of a drawn form: their XObjects are known. */
static void refer(struct drawn *d, pdf_obj *o, int depth, bool is_known)
{
    fz_context *ctx = d->ctx;

    if (pdf_is_indirect(ctx, o) && depth > 0 && !is_known) {
        int number = pdf_to_num(ctx, o);

        if (is_number(d, number)) {
            d->bits[number] |= ELSEWHERE;
            if ((d->bits[number] & MET) == 0) {
                d->bits[number] |= MET;
                *VEC_ADD(d->arena, &d->waiting) = number;
            }
        }
    } else if (pdf_is_array(ctx, o) && depth < MAX_NESTING) {
        for (int i = 0; i < pdf_array_len(ctx, o); i++) {
            refer(d, pdf_array_get(ctx, o, i), depth + 1, false);
        }
    } else if (pdf_is_dict(ctx, o) && depth < MAX_NESTING) {
        pdf_obj *type = pdf_dict_get(ctx, o, PDF_NAME(Type));
        bool draws = pdf_name_eq(ctx, type, PDF_NAME(Page)) ||
                     pdf_name_eq(ctx, type, PDF_NAME(Pages)) || is_form(d, o);

        for (int i = 0; i < pdf_dict_len(ctx, o); i++) {
            pdf_obj *key = pdf_dict_get_key(ctx, o, i);

            if (!is_known || key != PDF_NAME(XObject)) {
                refer(d, pdf_dict_get_val(ctx, o, i), depth + 1,
                      draws && key == PDF_NAME(Resources));
            }
        }
    }
}

static void refer_to_all(struct drawn *d)
{
    refer(d, pdf_trailer(d->ctx, d->doc), 0, false);
    for (uint32_t i = 0; i < d->listed.n; i++) {
        if ((d->bits[d->listed.v[i]] & (DRAWN | MET)) == DRAWN) {
            d->bits[d->listed.v[i]] |= MET;
            *VEC_ADD(d->arena, &d->waiting) = d->listed.v[i];
        }
    }
    while (d->waiting.n > 0) {
        pdf_obj *o = NULL;
        int number = d->waiting.v[--d->waiting.n];

        fz_var(o);
        fz_try(d->ctx)
        {
            o = pdf_load_object(d->ctx, d->doc, number);
            refer(d, o, 0, false);
        }
        fz_always(d->ctx)
        {
            pdf_drop_obj(d->ctx, o);
        }
        fz_catch(d->ctx)
        {
            continue; /* damaged: whoever uses it tells */
        }
    }
}

/* ---- what is told ---- */

static bool shows_something(struct drawn *d, pdf_obj *o)
{
    fz_context *ctx = d->ctx;
    fz_buffer *buffer;
    unsigned char *data;
    bool shows;

    if (!is_form(d, o)) {
        return (int64_t)pdf_dict_get_int(ctx, o, PDF_NAME(Width)) *
                   pdf_dict_get_int(ctx, o, PDF_NAME(Height)) >=
               LEAST_PIXELS;
    }
    buffer = pdf_load_stream(ctx, o);

    struct str bytes = {.n = fz_buffer_storage(ctx, buffer, &data)};

    bytes.p = (const char *)data;
    shows = str_has(bytes, STR("Tj")) || str_has(bytes, STR("TJ")) || str_has(bytes, STR("Do"));
    fz_drop_buffer(ctx, buffer);
    return shows;
}

static void tell(struct drawn *d, int number, struct pdf_undrawn *ret_undrawn)
{
    pdf_obj *o = pdf_new_indirect(d->ctx, d->doc, number, 0);

    fz_try(d->ctx)
    {
        if (pdf_is_stream(d->ctx, o) && shows_something(d, o)) {
            *VEC_ADD(d->arena, &ret_undrawn->numbers) = number;
        }
    }
    fz_always(d->ctx)
    {
        pdf_drop_obj(d->ctx, o);
    }
    fz_catch(d->ctx)
    {
        fz_rethrow(d->ctx);
    }
}

static bool is_open(const struct drawn *d)
{
    for (uint32_t i = 0; i < d->listed.n; i++) {
        if ((d->bits[d->listed.v[i]] & DRAWN) == 0) {
            return true;
        }
    }
    return false;
}

void pdf_drawn_find(struct pdf_mupdf *pdf, struct arena *a, int pages,
                    struct pdf_undrawn *ret_undrawn)
{
    struct drawn d = {.ctx = pdf_mupdf_context(pdf), .doc = pdf_mupdf_document(pdf), .arena = a};

    *ret_undrawn = (struct pdf_undrawn){};
    d.room = pdf_xref_len(d.ctx, d.doc);
    d.bits = ARENA_ARRAY(a, (size_t)d.room + 1, uint8_t);
    for (int i = 0; i < pages; i++) {
        if (pdf_mupdf_is_late(pdf)) {
            return;
        }
        read_page(&d, i);
    }
    if (!is_open(&d)) {
        return;
    }
    refer_to_all(&d);
    for (uint32_t i = 0; i < d.listed.n; i++) {
        if ((d.bits[d.listed.v[i]] & (DRAWN | ELSEWHERE)) == 0) {
            tell(&d, d.listed.v[i], ret_undrawn);
        }
    }
}
