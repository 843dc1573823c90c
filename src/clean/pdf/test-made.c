/* See test-made.h. */
#include "clean/pdf/test-made.h"

#include "clean/pdf/pdf-out.h"
#include "inspect/inspectors.h"
#include "read/pdf-mupdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { DPI = 150 };

/* ---- making files ---- */

struct str made_build(struct arena *a, const struct made *t)
{
    struct buf b CLEANUP(buf_done) = {};
    size_t at[MADE_MAX_OBJECTS] = {};
    uint32_t n = 0;

    buf_init(&b, 1024 * 1024);
    buf_add(&b, STR("%PDF-1.7\n"));
    for (; n < MADE_MAX_OBJECTS && t->objects[n].text != NULL; n++) {
        const struct made_object *o = &t->objects[n];

        at[n] = b.n;
        buf_printf(&b, "%u 0 obj\n", n + 1);
        if (o->stream == NULL) {
            buf_printf(&b, "%s\n", o->text);
        } else {
            size_t length = o->bytes > 0 ? o->bytes : strlen(o->stream);

            buf_printf(&b, "<<%s/Length %zu>>\nstream\n", o->text, length);
            buf_add(&b, (struct str){.p = o->stream, .n = length});
            buf_add(&b, STR("\nendstream\n"));
        }
        buf_add(&b, STR("endobj\n"));
    }
    size_t xref = b.n;

    buf_printf(&b, "xref\n0 %u\n0000000000 65535 f \n", n + 1);
    for (uint32_t i = 0; i < n; i++) {
        buf_printf(&b, "%010zu 00000 n \n", at[i]);
    }
    buf_printf(&b, "trailer\n<</Size %u/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n", n + 1,
               t->trailer == NULL ? "" : t->trailer, xref);
    if (t->after != NULL) {
        buf_add(&b, str_of(t->after));
    }
    return arena_str(a, buf_str(&b));
}

/* ---- cleaning ---- */

int made_clean(struct arena *a, struct str bytes, const char *yes, struct str *ret_out,
               struct err *err)
{
    const bool *rules = NULL;
    struct buf out CLEANUP(buf_done) = {};

    if (yes != NULL) {
        assert_int_equal(clean_take_yes(a, yes, &rules, err), 0);
    }
    const struct clean_options options = {.yes = rules};
    struct cleaning c = {.arena = a, .options = &options};

    buf_init(&out, CLEANING_MAX_BYTES);
    assert_int_equal(cleaners_prepare(&c, bytes, err), 0);
    int outcome = cleaners_run(&c, bytes, &out, err);

    pdf_mupdf_close(c.found.pdf);
    *ret_out = arena_str(a, buf_str(&out));
    return outcome;
}

/* ---- looking at files ---- */

static void ignore(void *user, const char *message)
{
}

struct made_file made_file_open(struct str bytes)
{
    struct made_file f = {.ctx = fz_new_context(NULL, NULL, FZ_STORE_DEFAULT)};

    fz_set_warning_callback(f.ctx, ignore, NULL);
    fz_set_error_callback(f.ctx, ignore, NULL);
    f.stream = fz_open_memory(f.ctx, (const unsigned char *)bytes.p, bytes.n);
    f.doc = pdf_open_document_with_stream(f.ctx, f.stream);
    return f;
}

void made_file_close(struct made_file *f)
{
    pdf_drop_document(f->ctx, f->doc);
    fz_drop_stream(f->ctx, f->stream);
    fz_drop_context(f->ctx);
}

/* Everything of the file as text: the bytes, all objects, all streams decoded. */
void made_spread(struct str bytes, struct buf *all)
{
    struct made_file f = made_file_open(bytes);

    buf_add(all, bytes);
    for (int i = 1; i < pdf_xref_len(f.ctx, f.doc); i++) {
        fz_try(f.ctx)
        {
            pdf_obj *o = pdf_load_object(f.ctx, f.doc, i);
            size_t n;
            char *text = pdf_sprint_obj(f.ctx, NULL, 0, &n, o, 1, 0);

            buf_add(all, (struct str){.p = text, .n = n});
            fz_free(f.ctx, text);
            pdf_drop_obj(f.ctx, o);
            if (pdf_obj_num_is_stream(f.ctx, f.doc, i)) {
                fz_buffer *b = pdf_load_stream_number(f.ctx, f.doc, i);

                buf_add(all, (struct str){.p = (char *)b->data, .n = b->len});
                fz_drop_buffer(f.ctx, b);
            }
        }
        fz_catch(f.ctx)
        {
        }
    }
    made_file_close(&f);
}

/* Whether the text stands there as it is, as UTF-16BE, or as either in hexadecimal. */
bool made_has_text(struct str all, const char *text)
{
    struct buf wide CLEANUP(buf_done) = {};
    struct buf hex[2] = {};
    bool found = str_has(all, str_of(text));

    buf_init(&wide, 1024);
    for (const char *p = text; *p != '\0'; p++) {
        buf_add_char(&wide, '\0');
        buf_add_char(&wide, *p);
    }
    found |= str_has(all, buf_str(&wide));
    for (int i = 0; i < 2; i++) {
        buf_init(&hex[i], 1024);
        for (const char *p = text; *p != '\0'; p++) {
            buf_printf(&hex[i], i == 0 ? "%02X" : "00%02X", (unsigned char)*p);
        }
        found |= str_has(all, buf_str(&hex[i]));
        buf_done(&hex[i]);
    }
    return found;
}

void made_page_text(struct made_file *f, int page, struct buf *text)
{
    pdf_page *p = pdf_load_page(f->ctx, f->doc, page);
    fz_buffer *b = fz_new_buffer_from_page(f->ctx, &p->super, NULL);

    buf_add(text, (struct str){.p = (char *)b->data, .n = b->len});
    fz_drop_buffer(f->ctx, b);
    fz_drop_page(f->ctx, &p->super);
}

/* Pages whose pixels differ. */
int made_different_pages(struct str before, struct str after)
{
    struct made_file f[2] = {made_file_open(before), made_file_open(after)};
    int pages = pdf_count_pages(f[0].ctx, f[0].doc);
    int differ = 0;

    assert_int_equal(pages, pdf_count_pages(f[1].ctx, f[1].doc));
    for (int i = 0; i < pages; i++) {
        fz_pixmap *pixmap[2];

        for (int k = 0; k < 2; k++) {
            pixmap[k] = fz_new_pixmap_from_page_number(f[k].ctx, &f[k].doc->super, i,
                                                       fz_scale(DPI / 72.0f, DPI / 72.0f),
                                                       fz_device_rgb(f[k].ctx), 0);
        }
        differ += pixmap[0]->w != pixmap[1]->w || pixmap[0]->h != pixmap[1]->h ||
                  memcmp(pixmap[0]->samples, pixmap[1]->samples,
                         (size_t)pixmap[0]->stride * pixmap[0]->h) != 0;
        fz_drop_pixmap(f[0].ctx, pixmap[0]);
        fz_drop_pixmap(f[1].ctx, pixmap[1]);
    }
    made_file_close(&f[0]);
    made_file_close(&f[1]);
    return differ;
}

/* The file written anew with nothing taken out. */
static struct str rewrite(struct arena *a, struct str bytes)
{
    struct made_file f = made_file_open(bytes);
    struct buf out CLEANUP(buf_done) = {};
    struct pdf_out_counts counts;

    buf_init(&out, CLEANING_MAX_BYTES);
    pdf_out_write(f.ctx, f.doc, bytes, a, &out, &counts);
    made_file_close(&f);
    return arena_str(a, buf_str(&out));
}

void made_check(const struct made *t)
{
    struct arena a CLEANUP(arena_done) = {};
    struct buf all CLEANUP(buf_done) = {};
    struct buf text CLEANUP(buf_done) = {};
    struct str before = made_build(&a, t);
    struct str out, again;
    struct err err = {};
    int outcome = made_clean(&a, before, t->yes, &out, &err);

    if (outcome != CLEANING_DONE) {
        fail_msg("%s: outcome %d: %s", t->name, outcome, err.message);
    }
    buf_init(&all, CLEANING_MAX_BYTES);
    buf_init(&text, CLEANING_MAX_BYTES);
    made_spread(out, &all);
    for (size_t i = 0; i < COUNT(t->gone) && t->gone[i] != NULL; i++) {
        if (made_has_text(buf_str(&all), t->gone[i])) {
            fail_msg("%s: '%s' is still there", t->name, t->gone[i]);
        }
    }
    struct made_file f = made_file_open(out);

    for (int i = 0; i < pdf_count_pages(f.ctx, f.doc); i++) {
        made_page_text(&f, i, &text);
    }
    made_file_close(&f);
    for (size_t i = 0; i < COUNT(t->seen) && t->seen[i] != NULL; i++) {
        if (!str_has(buf_str(&text), str_of(t->seen[i]))) {
            fail_msg("%s: '%s' is no longer there: %.*s", t->name, t->seen[i], (int)text.n, text.p);
        }
    }
    if (!t->looks_different && made_different_pages(before, out) != 0) {
        fail_msg("%s: looks different", t->name);
    }
    outcome = made_clean(&a, out, t->yes, &again, &err);
    if (outcome != CLEANING_NOTHING) {
        fail_msg("%s: cleaning again: %d", t->name, outcome);
    }
    assert_true(str_eq(out, rewrite(&a, out)));
    assert_int_equal(made_clean(&a, before, t->yes, &again, &err), CLEANING_DONE);
    assert_true(str_eq(out, again));
}

void made_check_all(const struct made *tests, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        made_check(&tests[i]);
    }
}
