/*
 * Earlier revisions: a PDF that was saved by appending still holds what it was before (PDF-130).
 * Each revision ends in %%EOF; the bytes up to there are opened as a file of their own. Reported is
 * what it says and the last one does not: lines of its pages, texts of its objects. Only pages and
 * objects that lie elsewhere in the last revision are looked at.
 */
#include "inspect/pdf/pdf-past.h"

#include "base/buf.h"
#include "base/tr.h"
#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-hidden-find.h"
#include "inspect/pdf/pdf-lines.h"
#include "read/pdf-guard.h"

enum {
    MAX_REVISIONS = 20,
    MAX_PAGES = 2000, /* looked at in all earlier revisions together */
    MAX_LINES = 20,   /* reported of one revision */
    MAX_OBJECTS = 200000,
    MAX_NESTING = 20,
};

struct past {
    struct pdf_walk *w;
    pdf_document *doc; /* the earlier revision */
    struct pdf_fonts *fonts;
    int revision, page;     /* from 1 */
    int pages;              /* looked at so far */
    uint32_t lines;         /* reported of this revision */
    uint8_t *kept;          /* objects, by number, that with all they refer to lie where they lay */
    uint8_t *shown;         /* objects, by number, that are pages of the last revision */
    struct pdf_texts texts; /* of the objects that replaced others */
    struct arena *arena;
};

/* Whether object `number` stands where it stands in the last revision. */
static bool is_kept(struct past *p, int number)
{
    fz_context *ctx = p->w->ctx;

    if (number <= 0 || number >= pdf_xref_len(ctx, p->w->doc) ||
        number >= pdf_xref_len(ctx, p->doc)) {
        return false;
    }
    const pdf_xref_entry *now = pdf_get_xref_entry_no_null(ctx, p->w->doc, number);
    const pdf_xref_entry *then = pdf_get_xref_entry_no_null(ctx, p->doc, number);

    return now->type == then->type && now->ofs == then->ofs && now->gen == then->gen;
}

static bool are_kept(struct past *p, pdf_obj *o)
{
    fz_context *ctx = p->w->ctx;
    int number = pdf_to_num(ctx, o);

    if (o == NULL || (number != 0 && !is_kept(p, number))) {
        return o == NULL;
    }
    for (int i = 0; i < pdf_array_len(ctx, o); i++) {
        number = pdf_to_num(ctx, pdf_array_get(ctx, o, i));
        if (number != 0 && !is_kept(p, number)) {
            return false;
        }
    }
    for (int i = 0; number == 0 && i < pdf_dict_len(ctx, o); i++) {
        number = pdf_to_num(ctx, pdf_dict_get_val(ctx, o, i));
        if (number != 0 && !is_kept(p, number)) {
            return false;
        }
    }
    return true;
}

/* ---- what a page draws ---- */

/* Whether this, and all that it refers to, stands where it stands in the last revision. */
static bool is_all_kept(struct past *p, pdf_obj *o, int depth)
{
    fz_context *ctx = p->w->ctx;
    int number = pdf_to_num(ctx, o);

    if (depth > MAX_NESTING || (number != 0 && !is_kept(p, number))) {
        return false;
    }
    if (number != 0) {
        if (p->kept[number]) {
            return true;
        }
        p->kept[number] = 1;
    }
    for (int i = 0; pdf_is_array(ctx, o) && i < pdf_array_len(ctx, o); i++) {
        if (!is_all_kept(p, pdf_array_get(ctx, o, i), depth + 1)) {
            return false;
        }
    }
    for (int i = 0; pdf_is_dict(ctx, o) && i < pdf_dict_len(ctx, o); i++) {
        if (!is_all_kept(p, pdf_dict_get_val(ctx, o, i), depth + 1)) {
            return false;
        }
    }
    return true;
}

/* Whether the content of a page is drawn just so in the last revision: it need not be looked at. */
static bool is_content_kept(struct past *p, pdf_obj *page, int number)
{
    pdf_obj *const keys[] = {PDF_NAME(Contents), PDF_NAME(Resources), PDF_NAME(MediaBox),
                             PDF_NAME(CropBox),  PDF_NAME(Rotate),    PDF_NAME(UserUnit),
                             PDF_NAME(Group)};
    fz_context *ctx = p->w->ctx;

    if (number > p->w->pages) {
        return false;
    }
    pdf_obj *now = pdf_walk_page(ctx, p->w->doc, number);

    for (size_t i = 0; i < COUNT(keys); i++) {
        pdf_obj *value = pdf_dict_get_inheritable(ctx, page, keys[i]);

        if (pdf_objcmp(ctx, value, pdf_dict_get_inheritable(ctx, now, keys[i])) != 0 ||
            !is_all_kept(p, value, 0)) {
            /* What was met on the way is not known to be kept wholly. */
            memset(p->kept, 0, (size_t)pdf_xref_len(ctx, p->doc));
            return false;
        }
    }
    return true;
}

static void report(struct past *p, struct str place, struct str text)
{
    if (p->lines++ < MAX_LINES) {
        pdf_walk_add(p->w, "PDF-130", place, text);
    }
}

/* ---- lines of pages ---- */

static void take_line(void *user, struct str line)
{
    struct past *p = user;
    struct str folded = pdf_walk_fold(p->arena, line);

    if (folded.n > 2 && !pdf_texts_has(&p->w->lines, folded)) {
        report(p, arena_printf(p->arena, "revision %d p%d", p->revision, p->page), line);
    }
}

/* Whether the last revision still draws the content of a page of the earlier one. */
static bool is_content_used(struct past *p, pdf_obj *page, int number)
{
    fz_context *ctx = p->w->ctx;
    pdf_obj *then = pdf_dict_gets(ctx, page, "Contents");
    pdf_obj *now = number > p->w->pages
                       ? NULL
                       : pdf_dict_gets(ctx, pdf_walk_page(ctx, p->w->doc, number), "Contents");
    int parts = MAX(pdf_array_len(ctx, then), then == NULL ? 0 : 1);

    for (int i = 0; i < parts; i++) {
        int part = pdf_to_num(ctx, pdf_is_array(ctx, then) ? pdf_array_get(ctx, then, i) : then);
        bool used = pdf_to_num(ctx, now) == part;

        for (int k = 0; k < pdf_array_len(ctx, now) && !used; k++) {
            used = pdf_to_num(ctx, pdf_array_get(ctx, now, k)) == part;
        }
        if (!used || !is_kept(p, part)) {
            return false;
        }
    }
    return true;
}

/*
 * A page that stands where it stood, and still is one: a page that was taken out may lie there too.
 */
static bool is_shown(struct past *p, int number)
{
    return is_kept(p, number) && p->shown[number] != 0;
}

static void list_shown(struct past *p)
{
    fz_context *ctx = p->w->ctx;
    int objects = pdf_xref_len(ctx, p->w->doc);

    p->shown = ARENA_ARRAY(p->w->arena, (size_t)MAX(objects, 1), uint8_t);
    for (int i = 1; i <= p->w->pages; i++) {
        int number = pdf_to_num(ctx, pdf_walk_page(ctx, p->w->doc, i));

        if (number > 0 && number < objects) {
            p->shown[number] = 1;
        }
    }
}

static void take_page(struct past *p, int number)
{
    fz_context *ctx = p->w->ctx;
    struct arena arena CLEANUP(arena_done) = {};
    pdf_obj *page = pdf_walk_page(ctx, p->doc, number);
    pdf_obj *resources = pdf_dict_gets(ctx, page, "Resources");
    struct pdf_hidden_options words = {.words_only = true, .fonts = p->fonts};
    const struct pdf_lines_taker lines = {.line = take_line, .user = p};
    struct pdf_hidden hidden;

    if (is_shown(p, pdf_to_num(ctx, page)) && are_kept(p, pdf_dict_gets(ctx, page, "Contents")) &&
        are_kept(p, pdf_dict_gets(ctx, resources, "XObject")) &&
        are_kept(p, pdf_dict_gets(ctx, page, "Annots"))) {
        return;
    }
    if (p->pages++ >= MAX_PAGES) {
        found_less(p->w->f, INSPECT_PARTIAL, tr("not all earlier revisions were looked through"));
        return;
    }
    p->arena = &arena;
    words.annotations_only = is_content_kept(p, page, number);
    pdf_hidden_find_in(&arena, ctx, pdf_mupdf_guard(p->w->pdf), p->doc, number, &words, &hidden);
    uint32_t before = p->lines;

    p->page = number;
    pdf_lines_take(&hidden, &lines);
    p->arena = p->w->arena;
    if (p->lines == before &&
        (pdf_walk_drawn(p->w, &hidden, number, false) > 0 || !is_content_used(p, page, number))) {
        report(p, arena_printf(&arena, "revision %d p%d", p->revision, number), (struct str){});
    }
}

/* ---- texts of objects ---- */

static bool is_dull(const char *key)
{
    static const char *const keys[] = {
        "ModDate",  "CreationDate", "M",        "NM",       "ID",   "DA",       "Rect",
        "Producer", "Creator",      "Registry", "Ordering", "Base", "O",        "U",
        "OE",       "UE",           "Perms",    "DS",       "Cert", "Checksum", "CheckSum"};

    for (size_t i = 0; i < COUNT(keys); i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * Texts of an object: kept when it is of the last revision, compared when it is of an earlier one.
 */
static void walk_texts(struct past *p, pdf_obj *o, int number, const char *key, int depth,
                       bool keep)
{
    fz_context *ctx = p->w->ctx;

    if (depth > MAX_NESTING || (depth > 0 && pdf_is_indirect(ctx, o))) {
        return;
    }
    if (pdf_is_string(ctx, o) && !is_dull(key)) {
        struct str text = str_trim(pdf_walk_text(p->w, o));
        struct str folded = pdf_walk_fold(p->w->arena, text);

        if (keep) {
            pdf_texts_add(p->w->arena, &p->texts, folded);
        } else if (folded.n > 2 && !pdf_texts_has(&p->texts, folded) &&
                   !pdf_texts_has(&p->w->lines, folded)) {
            report(p, arena_printf(p->w->arena, "revision %d %d 0 R %s", p->revision, number, key),
                   text);
        }
        return;
    }
    for (int i = 0; pdf_is_array(ctx, o) && i < pdf_array_len(ctx, o); i++) {
        walk_texts(p, pdf_array_get(ctx, o, i), number, key, depth + 1, keep);
    }
    for (int i = 0; pdf_is_dict(ctx, o) && i < pdf_dict_len(ctx, o); i++) {
        walk_texts(p, pdf_dict_get_val(ctx, o, i), number,
                   pdf_to_name(ctx, pdf_dict_get_key(ctx, o, i)), depth + 1, keep);
    }
}

static void take_object(struct past *p, pdf_document *doc, int number, bool keep)
{
    fz_context *ctx = p->w->ctx;
    pdf_obj *o = NULL;

    fz_var(o);
    fz_try(ctx)
    {
        o = pdf_load_object(ctx, doc, number);
        const char *type = pdf_to_name(ctx, pdf_dict_gets(ctx, o, "Type"));
        const char *kind = pdf_to_name(ctx, pdf_dict_gets(ctx, o, "Subtype"));

        if (!keep && strcmp(kind, "Image") == 0) {
            report(p, arena_printf(p->w->arena, "revision %d %d 0 R", p->revision, number),
                   STR("(image)"));
        } else if (strcmp(type, "XRef") != 0 && strcmp(type, "Sig") != 0) {
            walk_texts(p, o, number, "", 0, keep);
        }
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, o);
    }
    fz_catch(ctx)
    {
        /* A damaged object of an earlier revision can be read by nobody. */
    }
}

static void compare_objects(struct past *p)
{
    fz_context *ctx = p->w->ctx;
    int then = MIN(pdf_xref_len(ctx, p->doc), MAX_OBJECTS);
    int now = MIN(pdf_xref_len(ctx, p->w->doc), MAX_OBJECTS);

    p->texts = (struct pdf_texts){};
    for (int i = 1; i < now; i++) {
        char type = pdf_get_xref_entry_no_null(ctx, p->w->doc, i)->type;

        if ((type == 'n' || type == 'o') && !is_kept(p, i)) {
            take_object(p, p->w->doc, i, true);
        }
    }
    for (int i = 1; i < then; i++) {
        char type = pdf_get_xref_entry_no_null(ctx, p->doc, i)->type;

        if ((type == 'n' || type == 'o') && !is_kept(p, i)) {
            take_object(p, p->doc, i, false);
        }
    }
}

/* ---- revisions ---- */

static void take_revision(struct past *p, struct str bytes)
{
    fz_context *ctx = p->w->ctx;
    fz_stream *stream = NULL;

    fz_var(stream);
    p->doc = NULL;
    p->lines = 0;
    fz_try(ctx)
    {
        stream = fz_open_memory(ctx, (const unsigned char *)bytes.p, bytes.n);
        p->doc = pdf_open_document_with_stream(ctx, stream);
        /* Repaired: the first part of a file made for the web, not a revision. */
        if (!pdf_was_repaired(ctx, p->doc) && pdf_needs_password(ctx, p->doc) == 0) {
            int pages = pdf_count_pages(ctx, p->doc);

            p->fonts = pdf_fonts_new(ctx, p->doc);
            p->kept = ARENA_ARRAY(p->w->arena, (size_t)MAX(pdf_xref_len(ctx, p->doc), 1), uint8_t);
            p->revision++;
            for (int i = 1; i <= pages && !pdf_mupdf_is_late(p->w->pdf); i++) {
                take_page(p, i);
            }
            compare_objects(p);
        }
    }
    fz_always(ctx)
    {
        pdf_fonts_free(p->fonts);
        p->fonts = NULL;
        pdf_drop_document(ctx, p->doc);
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        found_less(p->w->f, INSPECT_PARTIAL, tr("an earlier revision is damaged"));
    }
}

void pdf_past_inspect(struct pdf_walk *w)
{
    struct past p = {.w = w, .arena = w->arena};
    size_t ends[MAX_REVISIONS + 1];
    size_t n = 0;

    if (w->versions < 2) {
        return;
    }
    for (size_t at = 0; n < COUNT(ends) && at < w->bytes.n;) {
        ptrdiff_t next = str_find(w->bytes, STR("%%EOF"), at);

        if (next < 0) {
            break;
        }
        at = (size_t)next + 5;
        ends[n++] = at;
    }
    list_shown(&p);
    if (n > MAX_REVISIONS) {
        found_less(w->f, INSPECT_PARTIAL, tr("not all earlier revisions were looked through"));
    }
    for (size_t i = 0; i + 1 < n && !pdf_mupdf_is_late(w->pdf); i++) {
        take_revision(&p, str_sub(w->bytes, 0, ends[i]));
    }
}
