/*
 * The content of each page and form is read as the inspector reads it (inspect/pdf/pdf-remark.h).
 * Comments become blanks; marks and elements lose entries. Nothing of it is drawn, so pages look as
 * before.
 */
#include "clean/pdf/pdf-aside.h"

#include "base/tr.h"
#include "clean/pdf/pdf-stream.h"
#include "inspect/pdf/pdf-appearance.h"
#include "inspect/pdf/pdf-drawn.h"
#include "inspect/pdf/pdf-property.h"
#include "inspect/pdf/pdf-remark.h"
#include "inspect/pdf/pdf-unpack.h"
#include "read/pdf-mupdf.h"

enum { MAX_CONTENT = 256 * 1024 * 1024, MAX_ELEMENTS = 200000 };

struct blanks {
    char *copy; /* of the content, from `from`; or NULL */
    const char *from;
    uint32_t count;
};

static void blank(void *user, struct str comment)
{
    struct blanks *b = user;

    memset(b->copy + (comment.p - b->from), ' ', comment.n);
    b->count++;
}

static void keep_words(struct pdf_scrub *s, const char *rule, struct str place)
{
    cleaning_kept(s->cleaning, rule, place, 1,
                  tr("it says what was taken out of a page; a person decides"));
}

/* Those that go; those that a person must be asked about are told. */
static void choose(struct pdf_scrub *s, struct pdf_remarks *remarks, struct str place)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < remarks->v.n; i++) {
        const char *rule = remarks->v.v[i].is_private ? "PDF-131" : "PDF-111";

        if (pdf_scrub_may(s, rule)) {
            pdf_scrub_log(s, rule, place, 1);
            remarks->v.v[n++] = remarks->v.v[i];
        } else {
            keep_words(s, rule, place);
        }
    }
    remarks->v.n = n;
}

/* `object`: a page or a form. */
static void scrub_content(struct pdf_scrub *s, struct arena *arena, pdf_obj *object,
                          pdf_obj *contents, struct str bytes, struct str place)
{
    pdf_obj *resources = pdf_dict_get_inheritable(s->ctx, object, PDF_NAME(Resources));
    struct blanks blanks = {.from = bytes.p, .copy = arena_alloc(arena, bytes.n + 1)};
    struct pdf_remarks remarks = {};

    memcpy(blanks.copy, bytes.p, bytes.n);
    if (pdf_scrub_may(s, "PDF-131")) {
        pdf_remark_comments(bytes, true, blank, &blanks);
    }
    if (pdf_remark_may_have_marks(s->ctx, bytes, resources)) {
        pdf_remark_marks(s->ctx, s->doc, arena, contents, resources, &remarks);
        choose(s, &remarks, place);
    }
    pdf_scrub_log(s, "PDF-131", place, blanks.count);
    if (blanks.count > 0 || remarks.v.n > 0) {
        (void)pdf_cut_remarks(s->cut, object, (struct str){.p = blanks.copy, .n = bytes.n},
                              blanks.count > 0, &remarks);
    }
}

static void scrub_object(struct pdf_scrub *s, pdf_obj *object, pdf_obj *contents, struct str place)
{
    fz_context *ctx = s->ctx;
    struct arena arena = {};
    unsigned char *data;

    if (contents == NULL) {
        return;
    }
    fz_buffer *buffer = pdf_unpack_most(ctx, s->doc, contents, MAX_CONTENT);

    fz_try(ctx)
    {
        size_t n = fz_buffer_storage(ctx, buffer, &data);
        struct str bytes = {.p = (const char *)data, .n = n};

        if (n > 0 && (memchr(data, '%', n) != NULL || str_has(bytes, STR("BDC")))) {
            scrub_content(s, &arena, object, contents, bytes, place);
        }
    }
    fz_always(ctx)
    {
        fz_drop_buffer(ctx, buffer);
        arena_done(&arena);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* ---- pages and forms ---- */

struct every {
    struct pdf_scrub *s;
    struct pdf_properties properties;
    /* What is done with a page or form. */
    void (*step)(struct every *e, pdf_obj *object, pdf_obj *contents, struct str place);
};

static void scrub_step(struct every *e, pdf_obj *object, pdf_obj *contents, struct str place)
{
    scrub_object(e->s, object, contents, place);
}

static void do_page(struct every *e, int number)
{
    fz_context *ctx = e->s->ctx;
    pdf_obj *page = pdf_cut_page_object(ctx, e->s->doc, number - 1);

    fz_try(ctx)
    {
        e->step(e, page, pdf_dict_get(ctx, page, PDF_NAME(Contents)),
                arena_printf(e->s->arena, "p%d", number));
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, page);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* What is damaged stays as it is: nobody can read it. */
static void do_form(struct every *e, int number)
{
    fz_context *ctx = e->s->ctx;
    pdf_obj *form = pdf_new_indirect(ctx, e->s->doc, number, 0);

    fz_try(ctx)
    {
        if (pdf_is_stream(ctx, form) &&
            pdf_name_eq(ctx, pdf_dict_get(ctx, form, PDF_NAME(Subtype)), PDF_NAME(Form))) {
            e->step(e, form, form, STR("Form"));
        }
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, form);
    }
    fz_catch(ctx)
    {
        return;
    }
}

static void do_every(struct every *e, uint32_t pages,
                     void (*step)(struct every *e, pdf_obj *object, pdf_obj *contents,
                                  struct str place))
{
    int count = pdf_xref_len(e->s->ctx, e->s->doc);

    e->step = step;
    for (uint32_t i = 0; i < pages; i++) {
        do_page(e, (int)i + 1);
    }
    for (int i = 1; i < count; i++) {
        do_form(e, i);
    }
}

/* ---- property lists ---- */

static void look_at(struct every *e, fz_buffer *content, pdf_obj *resources, struct str place)
{
    unsigned char *data;
    size_t n = fz_buffer_storage(e->s->ctx, content, &data);

    pdf_properties_look(&e->properties, e->s->ctx, (struct str){.p = (const char *)data, .n = n},
                        resources, place);
}

static void look_step(struct every *e, pdf_obj *object, pdf_obj *contents, struct str place)
{
    fz_context *ctx = e->s->ctx;
    pdf_obj *resources = pdf_dict_get_inheritable(ctx, object, PDF_NAME(Resources));

    if (contents == NULL || !pdf_properties_asks(ctx, resources)) {
        return;
    }
    fz_buffer *buffer = pdf_unpack_most(ctx, e->s->doc, contents, MAX_CONTENT);

    fz_try(ctx)
    {
        look_at(e, buffer, resources, place);
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

static void take_property(void *user, const struct pdf_property *property, pdf_obj *text)
{
    struct pdf_scrub *s = user;

    pdf_dict_dels(s->ctx, property->lists, property->name);
    pdf_scrub_log(s, "PDF-131", STR("Properties"), 1);
}

/* Before content is written anew, which may give it resources of its own. */
static void scrub_properties(struct every *e, uint32_t pages)
{
    fz_context *ctx = e->s->ctx;

    pdf_properties_init(&e->properties, e->s->arena);
    fz_try(ctx)
    {
        do_every(e, pages, look_step);
        pdf_properties_unused(&e->properties, ctx, take_property, e->s);
    }
    fz_always(ctx)
    {
        pdf_properties_done(&e->properties, ctx);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* ---- elements of the structure ---- */

void pdf_aside_find(struct pdf_scrub *s)
{
    fz_context *ctx = s->ctx;
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, s->doc), PDF_NAME(Root));
    VEC(pdf_obj *) waiting = {};
    struct pdf_elements all = {};

    *VEC_ADD(s->arena, &waiting) = pdf_dict_gets(ctx, root, "StructTreeRoot");
    for (uint32_t nodes = 0; waiting.n > 0 && nodes < MAX_ELEMENTS; nodes++) {
        pdf_obj *node = waiting.v[--waiting.n];
        pdf_obj *kids = pdf_dict_get(ctx, node, PDF_NAME(K));

        if (pdf_element_key(ctx, node) != NULL) {
            *VEC_ADD(s->arena, &all.v) =
                (struct pdf_element){.object = pdf_cut_keep(s->cut, pdf_keep_obj(ctx, node))};
        }
        if (pdf_is_dict(ctx, kids)) {
            *VEC_ADD(s->arena, &waiting) = kids;
        }
        for (int i = 0; i < pdf_array_len(ctx, kids) && waiting.n < MAX_ELEMENTS; i++) {
            pdf_obj *kid = pdf_array_get(ctx, kids, i);

            if (pdf_is_dict(ctx, kid)) {
                *VEC_ADD(s->arena, &waiting) = kid;
            }
        }
    }
    pdf_element_judge(ctx, s->doc, s->arena, &all, &s->unseen);
}

static void scrub_elements(struct pdf_scrub *s)
{
    static const char *const keys[] = {"ActualText", "Alt", "E", "T"};

    for (uint32_t i = 0; i < s->unseen.v.n; i++) {
        const struct pdf_element *e = &s->unseen.v.v[i];
        const char *rule = e->is_hollow ? "PDF-131" : "PDF-111";

        if (pdf_dict_gets(s->ctx, e->object, e->key) == NULL) {
            continue; /* it went with its content */
        }
        if (!pdf_scrub_may(s, rule)) {
            keep_words(s, rule, STR("StructTreeRoot"));
            continue;
        }
        for (size_t k = 0; k < COUNT(keys); k++) {
            pdf_dict_dels(s->ctx, e->object, keys[k]);
        }
        if (e->is_hollow) {
            pdf_dict_dels(s->ctx, e->object, "A"); /* attributes of nothing */
        }
        pdf_scrub_log(s, rule, STR("StructTreeRoot"), 1);
    }
}

void pdf_aside_scrub(struct pdf_scrub *s, struct pdf_mupdf *pdf, uint32_t pages)
{
    struct pdf_undrawn undrawn = {};
    struct pdf_unshown_looks looks = {};
    struct pdf_procs procs = {};
    struct every every = {.s = s};

    s->cut->drops_layers = false;
    scrub_elements(s);
    if (pdf_scrub_may(s, "PDF-131")) {
        scrub_properties(&every, pages);
    }
    do_every(&every, pages, scrub_step);
    if (pdf_scrub_may(s, "PDF-131")) {
        pdf_drawn_find(pdf, s->arena, (int)pages, &undrawn);
        pdf_appearance_find(pdf, s->arena, (int)pages, &looks);
        pdf_proc_unused(pdf, s->arena, (int)pages, &procs);
    }
    for (uint32_t i = 0; i < procs.numbers.n; i++) {
        pdf_cut_empty(s->cut, procs.numbers.v[i]);
        pdf_scrub_log(s, "PDF-131", STR("CharProcs"), 1);
    }
    for (uint32_t i = 0; i < looks.v.n; i++) {
        pdf_cut_empty(s->cut, looks.v.v[i].number);
        pdf_scrub_log(s, "PDF-131", STR("AP"), 1);
    }
    for (uint32_t i = 0; i < undrawn.numbers.n; i++) {
        pdf_cut_empty(s->cut, undrawn.numbers.v[i]);
        pdf_scrub_log(s, "PDF-131", STR("XObject"), 1);
    }
}
