/*
 * PDF: what its objects say, its pages (pdf-page.c), and the rest of pdf-walk.h. MuPDF raises
 * errors by jumping; each step stands in a try of its own, so that a damaged part takes nothing
 * else with it.
 */
#include "inspect/pdf/pdf.h"

#include "base/tr.h"
#include "base/utf8.h"
#include "inspect/pdf/pdf-action.h"
#include "inspect/pdf/pdf-anywhere.h"
#include "inspect/pdf/pdf-aside.h"
#include "inspect/pdf/pdf-extent.h"
#include "inspect/pdf/pdf-file.h"
#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-layer-use.h"
#include "inspect/pdf/pdf-lost.h"
#include "inspect/pdf/pdf-names.h"
#include "inspect/pdf/pdf-objects.h"
#include "inspect/pdf/pdf-outside.h"
#include "inspect/pdf/pdf-page.h"
#include "inspect/pdf/pdf-past.h"
#include "inspect/pdf/pdf-property.h"
#include "inspect/personal/personal.h"
#include "read/bounds.h"
#include "read/pdf-file.h"
#include "read/pdf-mupdf.h"

#include <malloc.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

enum {
    SECONDS_AFTER_PAGES = 2,
    KEPT_BYTES = 16 * 1024 * 1024,
    MAX_ANNOTATIONS = 10000, /* of a page */
    MAX_QUADS = 500,         /* of an annotation */
    QUAD_NUMBERS = 8,
    FLAG_HIDDEN = 2, /* bits of an annotation's F */
    FLAG_NO_VIEW = 32,
};

bool pdf_recognise(struct str bytes)
{
    /* A picture or an archive may carry one near its start; it stays what it is. */
    return pdf_file_recognise(bytes) && !str_at(bytes, 40, STR(" EMF")) &&
           !str_starts(bytes, STR("PK\x03\x04"));
}

int pdf_prepare(struct found *f, struct str bytes, struct err *err)
{
    return pdf_mupdf_new(read_seconds(bytes.n) - SECONDS_AFTER_PAGES, &f->pdf, err);
}

/* ---- names ---- */

static void take_named_file(struct pdf_walk *w, pdf_obj *value, struct str name)
{
    pdf_file_take(w, value, STR("EmbeddedFiles"));
}

static void take_script(struct pdf_walk *w, pdf_obj *value, struct str name)
{
    pdf_action_take(w, value, STR("JavaScript"), true);
}

/* ---- the document ---- */

static void take_information(struct pdf_walk *w)
{
    static const char *const personal[] = {"Title", "Author", "Subject", "Keywords"};
    static const char *const dull[] = {"Producer", "Creator", "CreationDate", "ModDate", "Trapped"};
    pdf_obj *info = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "Info");

    for (int i = 0; i < MIN(pdf_dict_len(w->ctx, info), PDF_WALK_MAX_NAMES); i++) {
        struct str key = str_of(pdf_to_name(w->ctx, pdf_dict_get_key(w->ctx, info, i)));
        struct str value = pdf_walk_text(w, pdf_dict_get_val(w->ctx, info, i));
        bool is_dull = false;

        for (size_t k = 0; k < COUNT(dull); k++) {
            is_dull |= str_eq(key, str_of(dull[k]));
        }
        for (size_t k = 0; k < COUNT(personal); k++) {
            is_dull &= !str_eq(key, str_of(personal[k]));
        }
        if (str_trim(value).n > 0) {
            pdf_walk_add(w, is_dull ? "PDF-122" : "PDF-120",
                         arena_printf(w->arena, "Info %.*s", STR_ARG(key)), value);
        }
    }
}

static void take_layers(struct pdf_walk *w)
{
    w->layers = pdf_layers_settle(w->ctx, w->doc);
}

/* Whether something lies in layers that the screen does not show; unknown counts as something. */
static bool do_layers_hide(struct pdf_walk *w)
{
    bool hides = w->hides_by_layer || !w->has_all_pages;

    for (int page = 1; page <= w->pages && !hides; page++) {
        hides = pdf_mupdf_is_late(w->pdf) ||
                pdf_layer_use_hides(w->ctx, pdf_mupdf_guard(w->pdf), w->doc, page);
    }
    return hides;
}

/* Layers that the screen does not show; what they hold the pages told. */
static void tell_layers(struct pdf_walk *w)
{
    pdf_obj *root = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "Root");
    pdf_obj *layers = pdf_dict_getp(w->ctx, root, "OCProperties/OCGs");
    bool hides = false;

    for (int i = 0; i < MIN(pdf_array_len(w->ctx, layers), PDF_WALK_MAX_NAMES); i++) {
        pdf_obj *layer = pdf_array_get(w->ctx, layers, i);
        pdf_obj *state = pdf_dict_getp(w->ctx, layer, "Usage/View/ViewState");

        if (strcmp(pdf_to_name(w->ctx, state), "OFF") == 0) {
            hides = hides || do_layers_hide(w);
            if (!hides) {
                return;
            }
            pdf_walk_add(w, "PDF-108", STR("OCG"), pdf_walk_text_at(w, layer, "Name"));
        }
    }
}

static void take_field(struct pdf_walk *w, pdf_obj *field, int depth, uint32_t *left)
{
    pdf_obj *kids = pdf_dict_gets(w->ctx, field, "Kids");
    pdf_obj *value = pdf_dict_gets(w->ctx, field, "V");

    if (str_trim(pdf_walk_text(w, value)).n == 0) {
        value = pdf_dict_gets(w->ctx, field, "DV"); /* what it is set to when it is cleared */
    }
    pdf_action_take_triggers(w, field, STR("AcroForm"));
    pdf_action_take(w, pdf_dict_gets(w->ctx, field, "A"), STR("AcroForm"), false);
    if (pdf_is_string(w->ctx, value) && str_trim(pdf_walk_text(w, value)).n > 0) {
        struct str name = pdf_walk_text_at(w, field, "T");

        pdf_walk_add(w, "PDF-145", arena_printf(w->arena, "AcroForm %.*s", STR_ARG(name)),
                     pdf_walk_text(w, value));
        personal_scan(w->f, pdf_walk_text(w, value), name, STR("AcroForm"));
    }
    for (int i = 0; i < pdf_array_len(w->ctx, kids) && depth<PDF_WALK_MAX_DEPTH && * left> 0; i++) {
        --*left;
        take_field(w, pdf_array_get(w->ctx, kids, i), depth + 1, left);
    }
}

static void take_form(struct pdf_walk *w, pdf_obj *root)
{
    pdf_obj *form = pdf_dict_gets(w->ctx, root, "AcroForm");
    pdf_obj *fields = pdf_dict_gets(w->ctx, form, "Fields");
    uint32_t left = PDF_WALK_MAX_NAMES * 10;

    if (pdf_dict_gets(w->ctx, form, "XFA") != NULL) {
        pdf_walk_add(w, "PDF-144", STR("AcroForm"), (struct str){});
    }
    for (int i = 0; i < pdf_array_len(w->ctx, fields) && left > 0; i++) {
        left--;
        take_field(w, pdf_array_get(w->ctx, fields, i), 0, &left);
    }
}

/* Articles that run over pages: who wrote them. */
static void take_threads(struct pdf_walk *w, pdf_obj *threads)
{
    for (int i = 0; i < MIN(pdf_array_len(w->ctx, threads), PDF_WALK_MAX_NAMES); i++) {
        pdf_obj *info = pdf_dict_gets(w->ctx, pdf_array_get(w->ctx, threads, i), "I");
        struct str title = pdf_walk_text_at(w, info, "Title");

        if (pdf_dict_len(w->ctx, info) > 0) {
            pdf_walk_add(w, "PDF-120", STR("Threads"),
                         title.n > 0 ? title : pdf_walk_text_at(w, info, "Author"));
        }
    }
}

/* The document it was made of, as LibreOffice puts it into a PDF that can be edited. */
static void take_source(struct pdf_walk *w)
{
    pdf_obj *streams = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "AdditionalStreams");

    for (int i = 0; i < MIN(pdf_array_len(w->ctx, streams), PDF_WALK_MAX_NAMES); i++) {
        pdf_obj *stream = pdf_array_get(w->ctx, streams, i);

        if (pdf_is_stream(w->ctx, stream)) {
            pdf_file_take_stream(w, stream, STR("AdditionalStreams"));
        }
    }
}

static void take_root(struct pdf_walk *w)
{
    pdf_obj *root = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "Root");
    pdf_obj *names = pdf_dict_gets(w->ctx, root, "Names");
    pdf_obj *attached = pdf_dict_gets(w->ctx, root, "AF");

    if (pdf_is_stream(w->ctx, pdf_dict_gets(w->ctx, root, "Metadata"))) {
        pdf_walk_add(w, "PDF-121", STR("XMP"), (struct str){});
        pdf_walk_is_first(w, pdf_dict_gets(w->ctx, root, "Metadata"), "PDF-121");
    }
    pdf_walk_names(w, pdf_dict_gets(w->ctx, names, "EmbeddedFiles"), take_named_file);
    take_source(w);
    pdf_walk_names(w, pdf_dict_gets(w->ctx, names, "JavaScript"), take_script);
    for (int i = 0; i < MIN(pdf_array_len(w->ctx, attached), PDF_WALK_MAX_NAMES); i++) {
        pdf_file_take(w, pdf_array_get(w->ctx, attached, i), STR("AF"));
    }
    pdf_action_take(w, pdf_dict_gets(w->ctx, root, "OpenAction"), STR("OpenAction"), true);
    pdf_action_take_triggers(w, root, STR("AA"));
    if (pdf_dict_gets(w->ctx, root, "PieceInfo") != NULL) {
        pdf_walk_add(w, "PDF-161", STR("PieceInfo"), (struct str){});
        pdf_walk_is_first(w, root, "PDF-161");
    }
    if (pdf_dict_gets(w->ctx, root, "SpiderInfo") != NULL ||
        pdf_dict_gets(w->ctx, names, "URLS") != NULL ||
        pdf_dict_gets(w->ctx, names, "IDS") != NULL) {
        pdf_walk_add(w, "PDF-161", STR("SpiderInfo"), (struct str){});
    }
    if (pdf_dict_getp(w->ctx, root, "PieceInfo/SearchIndex") != NULL) {
        pdf_walk_add(w, "PDF-161", STR("SearchIndex"), (struct str){});
    }
    take_threads(w, pdf_dict_gets(w->ctx, root, "Threads"));
    take_form(w, root);
}

/* What a reader without the owner's password may not do. */
static void take_protection(struct pdf_walk *w)
{
    static const struct {
        int bit;
        const char *name;
    } rights[] = {{4, "print"},       {8, "change"},       {16, "copy"},
                  {32, "annotate"},   {256, "fill forms"}, {512, "read aloud"},
                  {1024, "assemble"}, {2048, "print well"}};
    pdf_obj *encrypt = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "Encrypt");
    int allowed = pdf_to_int(w->ctx, pdf_dict_gets(w->ctx, encrypt, "P"));
    struct str place = STR("Encrypt");

    if (encrypt == NULL) {
        return;
    }
    for (size_t i = 0; i < COUNT(rights); i++) {
        if ((allowed & rights[i].bit) == 0) {
            place = arena_printf(w->arena, "%.*s no-%s", STR_ARG(place), rights[i].name);
        }
    }
    pdf_walk_add(w, "PDF-170", place, (struct str){});
}

/* How often the file was written over: each time ends with %%EOF. */
static void take_versions(struct pdf_walk *w)
{
    ptrdiff_t end = str_rfind(w->bytes, STR("%%EOF"));
    struct str rest =
        str_trim(end < 0 ? (struct str){} : str_sub(w->bytes, (size_t)end + 5, w->bytes.n));

    w->versions = pdf_was_repaired(w->ctx, w->doc) ? 0 : pdf_count_versions(w->ctx, w->doc);
    w->keeps_lines = w->versions > 1;
    if (pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "ID") != NULL) {
        pdf_walk_add(w, "PDF-123", STR("ID"), (struct str){});
    }
    if (rest.n > 0) {
        pdf_walk_add(w, "PDF-132",
                     arena_printf(w->arena, "%zu + %zu bytes", (size_t)end + 5, rest.n),
                     utf8_find_bad(rest) < 0 ? rest : (struct str){});
    }
    take_protection(w);
}

/* After the last look at the file: the library repairs it as late as it meets the damage. */
static void take_repair(struct pdf_walk *w)
{
    if (pdf_was_repaired(w->ctx, w->doc)) {
        pdf_walk_add(w, "PDF-171", STR("xref"), (struct str){});
        found_less(w->f, INSPECT_PARTIAL, tr("the PDF is damaged and was read after repair"));
    }
}

/* ---- pages ---- */

/* Where it is to be blackened; its words are told with those of the page. */
static void take_redaction(struct pdf_walk *w, pdf_obj *a)
{
    pdf_obj *points = pdf_dict_gets(w->ctx, a, "QuadPoints");
    uint32_t last = w->redactions.n > 0 ? w->redactions.v[w->redactions.n - 1].annot + 1 : 0;
    int quads = MIN(pdf_array_len(w->ctx, points) / QUAD_NUMBERS, MAX_QUADS);
    fz_rect box;
    fz_matrix turn;

    pdf_page_obj_transform(w->ctx, pdf_walk_page(w->ctx, w->doc, w->page), &box, &turn);
    for (int i = 0; i < MAX(quads, 1); i++) {
        fz_rect area = quads == 0 ? pdf_dict_get_rect(w->ctx, a, PDF_NAME(Rect)) : fz_empty_rect;

        for (int k = 0; k < QUAD_NUMBERS && quads > 0; k += 2) {
            fz_point p = {pdf_array_get_real(w->ctx, points, i * QUAD_NUMBERS + k),
                          pdf_array_get_real(w->ctx, points, i * QUAD_NUMBERS + k + 1)};

            area = k == 0 ? (fz_rect){p.x, p.y, p.x, p.y} : fz_include_point_in_rect(area, p);
        }
        *VEC_ADD(w->arena, &w->redactions) =
            (struct pdf_redaction){.area = fz_transform_rect(area, turn), .annot = last};
    }
}

static void take_annotation(struct pdf_walk *w, pdf_obj *a, struct str page)
{
    struct str kind = pdf_walk_text_at(w, a, "Subtype");
    struct str author = pdf_walk_text_at(w, a, "T");
    struct str contents = pdf_walk_text_at(w, a, "Contents");
    int flags = pdf_to_int(w->ctx, pdf_dict_gets(w->ctx, a, "F"));
    struct str place = arena_printf(w->arena, "%.*s %.*s", STR_ARG(page), STR_ARG(kind));
    bool is_furniture =
        str_eq(kind, STR("Link")) || str_eq(kind, STR("Widget")) || str_eq(kind, STR("Popup"));

    pdf_action_take(w, pdf_dict_gets(w->ctx, a, "A"), place, false);
    pdf_action_take_triggers(w, a, place);
    if (str_eq(kind, STR("Redact"))) {
        take_redaction(w, a);
    } else if (str_eq(kind, STR("FileAttachment"))) {
        pdf_file_take(w, pdf_dict_gets(w->ctx, a, "FS"), place);
    } else if (str_eq(kind, STR("Movie")) || str_eq(kind, STR("Sound")) ||
               str_eq(kind, STR("3D")) || str_eq(kind, STR("Screen")) ||
               str_eq(kind, STR("RichMedia"))) {
        pdf_walk_add(w, "PDF-146", place, (struct str){});
    } else if (!is_furniture && (author.n > 0 || contents.n > 0)) {
        pdf_walk_add(w, "PDF-150", place,
                     arena_printf(w->arena, "%.*s %.*s", STR_ARG(author), STR_ARG(contents)));
        personal_scan(w->f, contents, (struct str){}, place);
    }
    if ((flags & (FLAG_HIDDEN | FLAG_NO_VIEW)) != 0 && !str_eq(kind, STR("Popup"))) {
        pdf_walk_add(w, "PDF-151", place, contents.n > 0 ? contents : pdf_walk_text_at(w, a, "V"));
    }
}

static void take_page_objects(struct pdf_walk *w)
{
    int number = w->page;
    pdf_obj *page = pdf_walk_page(w->ctx, w->doc, number);
    pdf_obj *annotations = pdf_dict_gets(w->ctx, page, "Annots");
    struct str place = arena_printf(w->arena, "p%d", number);

    w->redactions.n = 0;
    w->redactions.v = NULL;
    pdf_walk_is_first(w, page, "page");
    pdf_action_take_triggers(w, page, place);
    for (int i = 0; i < MIN(pdf_array_len(w->ctx, annotations), MAX_ANNOTATIONS); i++) {
        take_annotation(w, pdf_array_get(w->ctx, annotations, i), place);
    }
    fz_rect box;
    fz_matrix turn;

    pdf_page_obj_transform(w->ctx, page, &box, &turn);
    box = fz_transform_rect(box, turn);
    *VEC_ADD(w->f->arena, &w->sizes) = fz_make_rect(0, 0, box.x1 - box.x0, box.y1 - box.y0);
    *VEC_ADD(w->f->arena, &w->turned) =
        (pdf_to_int(w->ctx, pdf_dict_get_inheritable(w->ctx, page, PDF_NAME(Rotate))) % 360 + 360) %
        360;
    if (pdf_dict_gets(w->ctx, page, "PieceInfo") != NULL ||
        pdf_dict_gets(w->ctx, page, "Thumb") != NULL) {
        pdf_walk_add(w, "PDF-161", place, (struct str){});
        pdf_walk_is_first(w, page, "PDF-161");
    }
}

static void take_pages(struct pdf_walk *w)
{
    uint32_t pages = pdf_mupdf_pages(w->pdf);

    w->pages = (int)MIN(pages, (uint32_t)READ_MAX_PAGES);
    if (pages == 0 || pages > READ_MAX_PAGES) {
        found_less(w->f, INSPECT_UNREADABLE, tr("the PDF has no pages, or too many"));
    }
    w->has_all_pages = pages > 0 && pages <= READ_MAX_PAGES;
    for (uint32_t i = 1; i <= MIN(pages, (uint32_t)READ_MAX_PAGES); i++) {
        struct arena arena CLEANUP(arena_done) = {};
        struct arena *kept = w->arena;

        if (pdf_mupdf_is_late(w->pdf)) {
            found_less(w->f, INSPECT_PARTIAL, tr("the time of the file was over before its end"));
            w->has_all_pages = false;
            break;
        }
        w->arena = &arena;
        w->page = (int)i;
        pdf_walk_attempt(w, take_page_objects);
        pdf_walk_attempt(w, pdf_lost_page);
        pdf_page_inspect(w);
        w->arena = kept;
    }
}

/* The library is free for the next file. That of the child stays open: mostly no other follows. */
static void let_go(struct found *f, struct pdf_mupdf *pdf)
{
    if (f->depth > 0) {
        pdf_mupdf_reset(pdf);
    }
    f->pdf = pdf;
}

void pdf_inspect(struct found *f, struct str bytes)
{
    struct pdf_properties properties;
    struct pdf_walk w = {.f = f, .pdf = f->pdf, .bytes = bytes, .arena = f->arena};
    struct err err = {};

    /* Pictures of pages and what they are made of: their memory is used again for the next one. */
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    f->pdf = NULL;
    if (w.pdf == NULL) {
        found_less(f, INSPECT_PARTIAL, tr("the PDF library is not ready for a PDF in this file"));
        return;
    }
    if (pdf_mupdf_open(w.pdf, bytes, &err) < 0) {
        found_less(f, err.kind == ERR_UNSUPPORTED ? INSPECT_REFUSED : INSPECT_UNREADABLE,
                   err.message);
        let_go(f, w.pdf);
        return;
    }
    w.ctx = pdf_mupdf_context(w.pdf);
    w.doc = pdf_mupdf_document(w.pdf);
    w.fonts = pdf_fonts_new(w.ctx, w.doc);
    w.properties = &properties;
    pdf_properties_init(&properties, f->arena);
    pdf_walk_attempt(&w, take_information);
    pdf_walk_attempt(&w, take_root);
    pdf_walk_attempt(&w, take_versions);
    pdf_walk_attempt(&w, pdf_objects_inspect);
    pdf_walk_attempt(&w, pdf_aside_file);
    pdf_walk_attempt(&w, take_layers);
    take_pages(&w);
    pdf_walk_attempt(&w, tell_layers);
    pdf_walk_attempt(&w, pdf_outside_tell);
    pdf_walk_attempt(&w, pdf_anywhere_tell);
    if (w.has_all_pages) {
        pdf_walk_attempt(&w, pdf_aside_undrawn);
        pdf_walk_attempt(&w, pdf_aside_properties);
        pdf_walk_attempt(&w, pdf_aside_looks);
    }
    pdf_walk_attempt(&w, pdf_aside_elements);
    pdf_walk_attempt(&w, pdf_names_inspect);
    pdf_walk_attempt(&w, pdf_past_inspect);
    pdf_walk_attempt(&w, pdf_extent_inspect);
    pdf_walk_attempt(&w, take_repair);
    if (pdf_mupdf_losses(w.pdf) != 0) {
        found_add(f, "PDF-171", INSPECT_STRUCTURAL, STR("PDF"), (struct str){});
        found_less(f, INSPECT_PARTIAL, tr("part of the PDF is damaged and could not be read"));
    }
    pdf_fonts_free(w.fonts);
    pdf_breaks_done(&w.breaks);
    pdf_readable_done(&w.readable);
    pdf_anywhere_done(&w);
    pdf_properties_done(&properties, w.ctx);
    let_go(f, w.pdf);
    pdf_file_inspect_all(&w);
}
