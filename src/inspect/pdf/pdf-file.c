/*
 * Files in a PDF (ISO 32000-1 section 7.11.4). Their bytes are kept until the PDF is closed: one of
 * them may be a PDF itself, and there is one library.
 */
#include "inspect/pdf/pdf-file.h"

#include "base/tr.h"

enum { MAX_MEMBER_BYTES = 96 * 1024 * 1024 };

/* The bytes of a stream, or NULL. */
static fz_buffer *load(fz_context *ctx, pdf_obj *stream)
{
    fz_buffer *volatile buffer = NULL;

    fz_try(ctx)
    {
        buffer = pdf_load_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        buffer = NULL;
    }
    if (buffer != NULL && fz_buffer_storage(ctx, buffer, NULL) > MAX_MEMBER_BYTES) {
        fz_drop_buffer(ctx, buffer);
        buffer = NULL;
    }
    return buffer;
}

void pdf_file_take_stream(struct pdf_walk *w, pdf_obj *stream, struct str place)
{
    if (!pdf_walk_is_first(w, stream, "PDF-140")) {
        return;
    }
    pdf_walk_add(w, "PDF-140", place, (struct str){});
    fz_buffer *buffer = load(w->ctx, stream);

    if (buffer == NULL) {
        found_less(w->f, INSPECT_PARTIAL, tr("an attached file could not be read"));
        return;
    }
    *VEC_ADD(w->f->arena, &w->members) =
        (struct pdf_member){.data = buffer, .place = arena_str(w->f->arena, place)};
}

void pdf_file_take(struct pdf_walk *w, pdf_obj *spec, struct str place)
{
    pdf_obj *files = pdf_dict_get(w->ctx, spec, PDF_NAME(EF));
    struct str name = pdf_walk_text_at(w, spec, "UF");

    if (name.n == 0) {
        name = pdf_walk_text_at(w, spec, "F");
    }
    place = arena_printf(w->arena, "%.*s %.*s", STR_ARG(place), STR_ARG(name));
    for (int i = 0; i < MIN(pdf_dict_len(w->ctx, files), PDF_WALK_MAX_NAMES); i++) {
        pdf_obj *file = pdf_dict_get_val(w->ctx, files, i);

        if (pdf_is_stream(w->ctx, file)) {
            pdf_file_take_stream(w, file, place);
        }
    }
}

void pdf_file_inspect_all(struct pdf_walk *w)
{
    for (uint32_t i = 0; i < w->members.n; i++) {
        unsigned char *data;
        size_t n = fz_buffer_storage(w->ctx, w->members.v[i].data, &data);

        found_member(w->f, (struct str){.p = (const char *)data, .n = n}, w->members.v[i].place);
        fz_drop_buffer(w->ctx, w->members.v[i].data);
    }
}
