/*
 * Words that are masked on a page and named elsewhere in the file: bookmarks, named destinations,
 * alternative texts, values of fields, the metadata, any other text of any object (PDF-111). Texts
 * are compared without white space. Too short a word names nothing: it may stand anywhere by
 * chance.
 */
#include "inspect/pdf/pdf-names.h"

enum {
    MAX_TEXTS = 50000,      /* asked about, of one file */
    MAX_STRUCTURE = 200000, /* nodes of the structure tree */
    MAX_MARKS = 100000,     /* marked contents */
    MANY_NARROW = 5,
    MANY_WIDE = 3,
    MAX_XMP = 1024 * 1024,
};

static bool says_something(struct str folded)
{
    size_t wide = 0, narrow = 0;

    for (size_t i = 0; i < folded.n; i++) {
        unsigned char c = (unsigned char)folded.p[i];

        wide += c >= 0xE3;
        narrow += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 0xC3 && c < 0xE0);
    }
    return wide >= MANY_WIDE || narrow >= MANY_NARROW || (wide >= 2 && narrow >= 2);
}

/* Whether what is masked, or the part of it that a text says, stands readable on some page. */
static bool is_readable(struct pdf_walk *w, struct pdf_masked *masked, struct str part)
{
    if (part.n < masked->text.n) {
        return pdf_readable_has(&w->readable, part, masked->page);
    }
    if (!masked->is_asked) {
        masked->is_asked = true;
        masked->is_readable = pdf_readable_has(&w->readable, masked->text, masked->page);
    }
    return masked->is_readable;
}

/* `part`: it is enough that the text is most of what is masked. */
static void ask_for(struct pdf_walk *w, uint32_t *asked, struct str text, struct str place,
                    bool part)
{
    struct arena arena CLEANUP(arena_done) = {};
    struct str folded = pdf_walk_fold(&arena, text);

    if (++*asked > MAX_TEXTS || !says_something(folded)) {
        return;
    }
    for (uint32_t i = 0; i < w->masked.n; i++) {
        struct str masked = w->masked.v[i].text;

        if (says_something(masked) &&
            (str_has(folded, masked) ||
             (part && folded.n * 2 >= masked.n && str_has(masked, folded))) &&
            !is_readable(w, &w->masked.v[i], folded)) {
            found_add(w->f, "PDF-111", INSPECT_STRUCTURAL,
                      arena_printf(&arena, "%.*s (p%d)", STR_ARG(place), w->masked.v[i].page),
                      text);
            return;
        }
    }
}

static void ask(struct pdf_walk *w, uint32_t *asked, struct str text, struct str place)
{
    ask_for(w, asked, text, place, true);
}

/* ---- where ---- */

static void ask_outline(struct pdf_walk *w, uint32_t *asked)
{
    struct pdf_outline outline;

    pdf_mupdf_outline(w->pdf, w->arena, &outline);
    for (uint32_t i = 0; i < outline.headings.n; i++) {
        ask(w, asked, outline.headings.v[i].title, STR("Outlines"));
    }
}

static void take_destination(struct pdf_walk *w, pdf_obj *value, struct str name)
{
    uint32_t asked = 0;

    ask(w, &asked, name, STR("Dests"));
}

static void ask_destinations(struct pdf_walk *w, pdf_obj *root)
{
    pdf_obj *old = pdf_dict_gets(w->ctx, root, "Dests");

    pdf_walk_names(w, pdf_dict_getp(w->ctx, root, "Names/Dests"), take_destination);
    for (int i = 0; i < MIN(pdf_dict_len(w->ctx, old), PDF_WALK_MAX_NAMES * 10); i++) {
        take_destination(w, NULL, pdf_walk_text(w, pdf_dict_get_key(w->ctx, old, i)));
    }
}

/* Elements of the structure: a stack of nodes, so that no depth is too deep. */
static void ask_structure(struct pdf_walk *w, pdf_obj *root, uint32_t *asked)
{
    static const char *const keys[] = {"ActualText", "Alt", "E", "T"};
    VEC(pdf_obj *) waiting = {};
    uint32_t nodes = 0;

    *VEC_ADD(w->arena, &waiting) = pdf_dict_gets(w->ctx, root, "StructTreeRoot");
    while (waiting.n > 0 && nodes++ < MAX_STRUCTURE) {
        pdf_obj *node = waiting.v[--waiting.n];
        pdf_obj *kids = pdf_dict_gets(w->ctx, node, "K");

        for (size_t i = 0; i < COUNT(keys); i++) {
            pdf_obj *text = pdf_dict_gets(w->ctx, node, keys[i]);

            if (pdf_is_string(w->ctx, text)) {
                ask(w, asked, pdf_walk_text(w, text),
                    arena_printf(w->arena, "StructTreeRoot %s", keys[i]));
            }
        }
        if (pdf_is_dict(w->ctx, kids)) {
            *VEC_ADD(w->arena, &waiting) = kids;
        }
        for (int i = 0; i < pdf_array_len(w->ctx, kids) && waiting.n < MAX_STRUCTURE; i++) {
            pdf_obj *kid = pdf_array_get(w->ctx, kids, i);

            if (pdf_is_dict(w->ctx, kid)) {
                *VEC_ADD(w->arena, &waiting) = kid;
            }
        }
    }
}

static void ask_field(struct pdf_walk *w, pdf_obj *field, int depth, uint32_t *asked)
{
    static const char *const keys[] = {"V", "DV", "TU"};
    pdf_obj *kids = pdf_dict_gets(w->ctx, field, "Kids");

    for (size_t i = 0; i < COUNT(keys); i++) {
        pdf_obj *value = pdf_dict_gets(w->ctx, field, keys[i]);

        if (pdf_is_string(w->ctx, value)) {
            ask(w, asked, pdf_walk_text(w, value), arena_printf(w->arena, "AcroForm %s", keys[i]));
        }
    }
    for (int i = 0;
         i < pdf_array_len(w->ctx, kids) && depth < PDF_WALK_MAX_DEPTH && *asked < MAX_TEXTS; i++) {
        ++*asked;
        ask_field(w, pdf_array_get(w->ctx, kids, i), depth + 1, asked);
    }
}

static void ask_metadata(struct pdf_walk *w, pdf_obj *root)
{
    pdf_obj *stream = pdf_dict_gets(w->ctx, root, "Metadata");
    fz_buffer *buffer = NULL;

    if (!pdf_is_stream(w->ctx, stream)) {
        return;
    }
    buffer = pdf_load_stream(w->ctx, stream);
    unsigned char *data;
    size_t n = fz_buffer_storage(w->ctx, buffer, &data);
    struct str xmp = {.p = (const char *)data, .n = MIN(n, (size_t)MAX_XMP)};
    uint32_t asked = 0;

    /* Its texts stand between tags. */
    for (size_t i = 0; i < xmp.n;) {
        const char *end = memchr(xmp.p + i, '<', xmp.n - i);
        size_t stop = end == NULL ? xmp.n : (size_t)(end - xmp.p);
        struct str text = str_trim(str_sub(xmp, i, stop));

        if (text.n > 1 && text.n < 2048) {
            ask_for(w, &asked, text, STR("XMP"), false);
        }
        end = memchr(xmp.p + stop, '>', xmp.n - stop);
        i = end == NULL ? xmp.n : (size_t)(end - xmp.p) + 1;
    }
    fz_drop_buffer(w->ctx, buffer);
}

static void ask_information(struct pdf_walk *w)
{
    pdf_obj *info = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "Info");
    uint32_t asked = 0;

    for (int i = 0; i < MIN(pdf_dict_len(w->ctx, info), PDF_WALK_MAX_NAMES); i++) {
        ask_for(w, &asked, pdf_walk_text(w, pdf_dict_get_val(w->ctx, info, i)), STR("Info"), false);
    }
}

/* ---- any other text ---- */

/* What the functions above asked already. */
static bool is_asked(struct pdf_walk *w, pdf_obj *o, const char *key)
{
    static const char *const of_elements[] = {"ActualText", "Alt", "E", "T"};
    static const char *const of_fields[] = {"V", "DV", "TU"};
    bool is_field = pdf_dict_gets(w->ctx, o, "FT") != NULL || pdf_dict_gets(w->ctx, o, "T") != NULL;
    bool is_element = pdf_is_dict(w->ctx, pdf_dict_get(w->ctx, o, PDF_NAME(P))) &&
                      pdf_dict_get(w->ctx, o, PDF_NAME(S)) != NULL;
    bool is = strcmp(key, "Title") == 0 && pdf_dict_get(w->ctx, o, PDF_NAME(Parent)) != NULL;

    for (size_t i = 0; i < COUNT(of_elements); i++) {
        is |= is_element && strcmp(key, of_elements[i]) == 0;
    }
    for (size_t i = 0; i < COUNT(of_fields); i++) {
        is |= is_field && strcmp(key, of_fields[i]) == 0;
    }
    return is;
}

/* Keys of lists whose own texts are no text that a person wrote, or names of places. */
static bool is_index(const char *key)
{
    return strcmp(key, "ID") == 0 || strcmp(key, "Limits") == 0 || strcmp(key, "Names") == 0;
}

static void ask_object(struct pdf_walk *w, pdf_obj *o, int number, const char *key, int depth,
                       uint32_t *asked)
{
    fz_context *ctx = w->ctx;

    if (pdf_is_string(ctx, o) && !is_index(key)) {
        ask_for(w, asked, pdf_walk_text(w, o), arena_printf(w->arena, "%d 0 R %s", number, key),
                false);
    }
    if (pdf_is_indirect(ctx, o) || depth > PDF_WALK_MAX_DEPTH) {
        return;
    }
    for (int i = 0; i < pdf_array_len(ctx, o); i++) {
        pdf_obj *item = pdf_array_get(ctx, o, i);

        if (!pdf_is_indirect(ctx, item)) {
            ask_object(w, item, number, key, depth + 1, asked);
        }
    }
    for (int i = 0; i < pdf_dict_len(ctx, o) && *asked < MAX_TEXTS; i++) {
        const char *name = pdf_to_name(ctx, pdf_dict_get_key(ctx, o, i));

        if (!is_asked(w, o, name)) {
            ask_object(w, pdf_dict_get_val(ctx, o, i), number, name, depth + 1, asked);
        }
    }
}

static void ask_everything(struct pdf_walk *w, uint32_t *asked)
{
    fz_context *ctx = w->ctx;
    int info = pdf_to_num(ctx, pdf_dict_gets(ctx, pdf_trailer(ctx, w->doc), "Info"));
    int count = pdf_xref_len(ctx, w->doc);

    for (int i = 1; i < count && *asked < MAX_TEXTS && !pdf_mupdf_is_late(w->pdf); i++) {
        char type = pdf_get_xref_entry_no_null(ctx, w->doc, i)->type;
        pdf_obj *o = NULL;

        if ((type != 'n' && type != 'o') || i == info) {
            continue;
        }
        fz_var(o);
        fz_try(ctx)
        {
            o = pdf_load_object(ctx, w->doc, i);
            ask_object(w, o, i, "", 0, asked);
        }
        fz_always(ctx)
        {
            pdf_drop_obj(ctx, o);
        }
        fz_catch(ctx)
        {
            continue; /* damaged: nobody can read it */
        }
    }
}

/* ---- marked content ---- */

struct marks {
    pdf_processor processor;
    struct pdf_walk *w;
    uint32_t asked;
    int depth;
};

static void on_mark(fz_context *ctx, pdf_processor *processor, const char *tag, pdf_obj *raw,
                    pdf_obj *cooked)
{
    struct marks *m = (struct marks *)processor;
    pdf_obj *properties = pdf_is_dict(ctx, cooked) ? cooked : raw;
    static const char *const keys[] = {"ActualText", "Alt", "E"};

    for (size_t i = 0; i < COUNT(keys) && m->asked < MAX_MARKS; i++) {
        pdf_obj *text = pdf_dict_gets(ctx, properties, keys[i]);

        if (pdf_is_string(ctx, text)) {
            ask(m->w, &m->asked, pdf_walk_text(m->w, text),
                arena_printf(m->w->arena, "p%d %s", m->w->page, keys[i]));
        }
    }
}

/* Texts that stand for marked content of the pages where something is masked. */
static void ask_marks_of_page(struct pdf_walk *w)
{
    pdf_obj *page = pdf_walk_page(w->ctx, w->doc, w->page);
    pdf_obj *resources = pdf_dict_get_inheritable(w->ctx, page, PDF_NAME(Resources));
    struct marks *m = pdf_new_processor(w->ctx, sizeof(*m));

    m->processor.op_BDC = on_mark;
    m->w = w;
    fz_try(w->ctx)
    {
        pdf_process_contents(w->ctx, &m->processor, w->doc, resources,
                             pdf_dict_get(w->ctx, page, PDF_NAME(Contents)), NULL);
        pdf_close_processor(w->ctx, &m->processor);
    }
    fz_always(w->ctx)
    {
        pdf_drop_processor(w->ctx, &m->processor);
    }
    fz_catch(w->ctx)
    {
        fz_rethrow(w->ctx);
    }
}

void pdf_names_inspect(struct pdf_walk *w)
{
    pdf_obj *root = pdf_dict_gets(w->ctx, pdf_trailer(w->ctx, w->doc), "Root");
    pdf_obj *fields = pdf_dict_getp(w->ctx, root, "AcroForm/Fields");
    uint32_t asked = 0;
    int last = 0;

    const struct pdf_hidden_options options = {
        .layers = w->layers, .thorough = w->f->thorough, .fonts = w->fonts};

    if (w->masked.n == 0) {
        return;
    }
    pdf_readable_init(&w->readable, w->ctx, w->doc, pdf_mupdf_guard(w->pdf), &options);
    ask_outline(w, &asked);
    ask_destinations(w, root);
    ask_structure(w, root, &asked);
    for (int i = 0; i < MIN(pdf_array_len(w->ctx, fields), PDF_WALK_MAX_NAMES * 10); i++) {
        ask_field(w, pdf_array_get(w->ctx, fields, i), 0, &asked);
    }
    ask_information(w);
    ask_metadata(w, root);
    ask_everything(w, &asked);
    for (uint32_t i = 0; i < w->masked.n; i++) {
        if (w->masked.v[i].page != last) {
            last = w->page = w->masked.v[i].page;
            pdf_walk_attempt(w, ask_marks_of_page);
        }
    }
}
