/*
 * Page by page: what is hidden is found as the inspector finds it, and taken out of the content
 * (pdf-content.h). Then what stands beside the pages (pdf-scrub.h), then the file is written anew
 * (pdf-out.h), and read again: pages that were changed must look as before but where something
 * went. One that does not stays as it was, and the file says so.
 */
#include "clean/pdf/pdf.h"

#include "base/tr.h"
#include "clean/pdf/pdf-aside.h"
#include "clean/pdf/pdf-check.h"
#include "clean/pdf/pdf-content.h"
#include "clean/pdf/pdf-out.h"
#include "clean/pdf/pdf-redact.h"
#include "clean/pdf/pdf-scrub.h"
#include "clean/pdf/pdf-table.h"
#include "clean/pdf/pdf-trim.h"
#include "clean/pdf/pdf-unused.h"
#include "inspect/pdf/pdf-breaks.h"
#include "inspect/pdf/pdf-fonts.h"
#include "inspect/pdf/pdf-gap.h"
#include "inspect/pdf/pdf-hidden-find.h"
#include "inspect/pdf/pdf-reason.h"
#include "read/bounds.h"
#include "read/pdf-guard.h"

enum {
    ATTEMPTS = 4, /* as it comes; with layers; pictures stay; pages stay */
    AGAIN = 100,  /* beyond the outcomes of a cleaner */
    SIGNED = 1,   /* bit of SigFlags */
};

struct job {
    struct cleaning *cleaning;
    struct pdf_mupdf *pdf;
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    struct str bytes;
    struct buf *out;
    uint32_t removed_before, kept_before; /* entries of the log, of other files of an archive */
    uint32_t pages;
    uint8_t *spared; /* by page from 0: enum pdf_spared */
    struct pdf_check check;
    struct pdf_cut cut;
    struct pdf_scrub scrub;
    struct pdf_out_counts counts;
    bool has_same_signs;   /* on a page: letters that are all drawn as one sign */
    bool keeps_layers;     /* none hides anything: they stay as they are */
    bool has_hidden_layer; /* one hides something, on the screen or in print */
    struct pdf_layers layers;
    struct pdf_fonts *fonts; /* of the attempt */
    struct pdf_breaks breaks;
    struct pdf_readable readable;
    bool *walked;  /* by page */
    bool has_lost; /* what hangs together in the file could not all be read */
};

/* ---- what is refused ---- */

static bool is_signed_field(fz_context *ctx, pdf_obj *field, int depth, int *left)
{
    pdf_obj *kids = pdf_dict_gets(ctx, field, "Kids");

    if (pdf_name_eq(ctx, pdf_dict_get_inheritable(ctx, field, PDF_NAME(FT)), PDF_NAME(Sig)) &&
        pdf_is_dict(ctx, pdf_dict_gets(ctx, field, "V"))) {
        return true;
    }
    for (int i = 0; i < pdf_array_len(ctx, kids) && depth < 16 && *left > 0; i++) {
        --*left;
        if (is_signed_field(ctx, pdf_array_get(ctx, kids, i), depth + 1, left)) {
            return true;
        }
    }
    return false;
}

static bool is_signed(fz_context *ctx, pdf_obj *root)
{
    pdf_obj *form = pdf_dict_gets(ctx, root, "AcroForm");
    pdf_obj *fields = pdf_dict_gets(ctx, form, "Fields");
    int left = 100000;

    if (pdf_is_dict(ctx, pdf_dict_gets(ctx, root, "Perms")) &&
        pdf_dict_len(ctx, pdf_dict_gets(ctx, root, "Perms")) > 0) {
        return true;
    }
    for (int i = 0; i < pdf_array_len(ctx, fields) && left > 0; i++) {
        left--;
        if (is_signed_field(ctx, pdf_array_get(ctx, fields, i), 0, &left)) {
            return true;
        }
    }
    return false;
}

/* May jump. */
static int refuse(struct job *j, struct err *err)
{
    pdf_obj *trailer = pdf_trailer(j->ctx, j->doc);
    pdf_obj *root = pdf_dict_gets(j->ctx, trailer, "Root");

    if (pdf_dict_gets(j->ctx, trailer, "Encrypt") != NULL) {
        err_set(err, ERR_UNSUPPORTED,
                "the PDF is encrypted; cleaning it would take its protection away");
        return err_hint(err, "save it without protection where it was made, then clean that");
    }
    if (is_signed(j->ctx, root)) {
        err_set(err, ERR_UNSUPPORTED,
                "the PDF is signed or certified; cleaning it would break the signature");
        return err_hint(err, "clean the file it was made of, and sign that");
    }
    if (!pdf_is_dict(j->ctx, root) || j->pages == 0 || j->pages > READ_MAX_PAGES) {
        return err_set(err, ERR_INVALID, "the PDF has no pages, or too many");
    }
    return 0;
}

/* ---- a page ---- */

/* What is hidden but may not go by its rule stays. */
static void choose(struct job *j, struct pdf_hidden *hidden)
{
    for (uint32_t i = 0; i < hidden->glyphs.n; i++) {
        struct pdf_glyph *g = &hidden->glyphs.v[i];
        const char *rule = pdf_reason_rule((enum pdf_reason)g->reason);

        if (rule != NULL && !cleaning_may(j->cleaning, rule)) {
            g->reason = PDF_SHOWN;
        }
    }
    for (uint32_t i = 0; i < hidden->pictures.n; i++) {
        struct pdf_picture *p = &hidden->pictures.v[i];

        if (p->reason == PDF_TRANSPARENT &&
            !cleaning_may(j->cleaning, pdf_reason_rule(PDF_TRANSPARENT))) {
            p->reason = PDF_SHOWN;
        }
    }
    if (!cleaning_may(j->cleaning, "PDF-131")) {
        hidden->drawings.n = 0;
    }
}

static void log_page(struct job *j, const struct pdf_hidden *hidden, int number)
{
    struct str place = arena_printf(j->arena, "p%d", number);

    for (uint32_t i = 0; i < hidden->runs.n; i++) {
        const struct pdf_hidden_run *run = &hidden->runs.v[i];

        if (pdf_reason_goes((enum pdf_reason)hidden->glyphs.v[run->first].reason)) {
            pdf_scrub_log(&j->scrub, pdf_reason_rule(run->reason), place, 1);
            *VEC_ADD(j->arena, &j->cut.words) = arena_str(j->arena, run->text);
        }
    }
}

/* Pictures of no opacity that were taken out. */
static uint32_t count_clear(const struct pdf_hidden *hidden)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < hidden->pictures.n; i++) {
        n += hidden->pictures.v[i].reason == PDF_TRANSPARENT && hidden->pictures.v[i].is_met;
    }
    return n;
}

/* The page stays as it was: its look would change. */
static void keep_page(struct job *j, const struct pdf_hidden *hidden, int number)
{
    for (uint32_t i = 0; i < hidden->runs.n; i++) {
        const struct pdf_hidden_run *run = &hidden->runs.v[i];

        if (pdf_reason_goes((enum pdf_reason)hidden->glyphs.v[run->first].reason)) {
            cleaning_kept(j->cleaning, pdf_reason_rule(run->reason),
                          arena_printf(j->arena, "p%d", number), 1,
                          tr("the page would look different without it"));
        }
    }
}

/* What the walk did not come by: text in patterns and in shapes of letters. */
static void keep_unmet(struct job *j, const struct pdf_hidden *hidden, int number)
{
    uint32_t counts[PDF_REASON_COUNT] = {};

    for (uint32_t i = 0; i < hidden->runs.n; i++) {
        const struct pdf_hidden_run *run = &hidden->runs.v[i];
        const struct pdf_glyph *g = &hidden->glyphs.v[run->first];

        counts[run->reason] += !g->is_met && pdf_reason_goes((enum pdf_reason)g->reason);
    }
    for (size_t i = 0; i < COUNT(counts); i++) {
        if (counts[i] > 0) {
            cleaning_kept(j->cleaning, pdf_reason_rule((enum pdf_reason)i),
                          arena_printf(j->arena, "p%d", number), counts[i],
                          tr("it is drawn by a pattern or a font, which stay as they are"));
        }
    }
}

static const char *rule_of(const struct pdf_covered *covered)
{
    return covered->is_cut ? "PDF-107" : "PDF-112";
}

/* Its pictures stay as they were, for the same reason. */
static void keep_pictures(struct job *j, const struct pdf_hidden *hidden, int number)
{
    for (uint32_t i = 0; i < hidden->covered.n; i++) {
        const char *rule = rule_of(&hidden->covered.v[i]);

        if (!hidden->covered.v[i].is_more && cleaning_may(j->cleaning, rule)) {
            cleaning_kept(j->cleaning, rule, arena_printf(j->arena, "p%d", number), 1,
                          tr("the page would look different without it"));
        }
    }
}

/* Whether a layer hides something of the page, on the screen or in print. */
static bool has_hidden_layer(const struct pdf_hidden *hidden)
{
    for (uint32_t i = 0; i < hidden->glyphs.n; i++) {
        if (hidden->glyphs.v[i].is_off || hidden->glyphs.v[i].is_off_print) {
            return true;
        }
    }
    for (uint32_t i = 0; i < hidden->pictures.n; i++) {
        if (hidden->pictures.v[i].is_off) {
            return true;
        }
    }
    return false;
}

static bool has_work(const struct job *j, const struct pdf_hidden *hidden,
                     const struct pdf_cut_page *what)
{
    bool has_hidden = j->cut.drops_layers || what->redacted_count > 0 || what->parts.n > 0 ||
                      hidden->drawings.n > 0;

    for (uint32_t i = 0; i < hidden->runs.n && !has_hidden; i++) {
        has_hidden =
            pdf_reason_goes((enum pdf_reason)hidden->glyphs.v[hidden->runs.v[i].first].reason);
    }
    for (uint32_t i = 0; i < hidden->pictures.n && !has_hidden; i++) {
        has_hidden = hidden->pictures.v[i].reason == PDF_OFF_PAGE ||
                     hidden->pictures.v[i].reason == PDF_TRANSPARENT;
    }
    return has_hidden;
}

/* What is to be painted over, and in which picture: the one above it may be as large. */
static struct pdf_cut_part part_of(const struct pdf_hidden *hidden,
                                   const struct pdf_covered *covered)
{
    const struct pdf_picture *picture = &hidden->pictures.v[covered->picture];
    struct pdf_cut_part part = {.box = picture->box,
                                .areas = covered->areas == NULL ? &covered->part : covered->areas,
                                .area_count = covered->areas == NULL ? 1 : covered->area_count,
                                .colour = (uint32_t)covered->rgb[0] << 16 |
                                          (uint32_t)covered->rgb[1] << 8 | covered->rgb[2],
                                .width = picture->width,
                                .height = picture->height};

    for (const struct pdf_picture *p = hidden->pictures.v; p < picture; p++) {
        part.before +=
            p->width == part.width && p->height == part.height && pdf_cut_is_near(p->box, part.box);
    }
    return part;
}

/* May jump. */
static void clean_page(struct job *j, pdf_page *page, struct arena *arena, int number)
{
    struct pdf_hidden hidden = {};
    struct pdf_redactions redactions = {};
    struct pdf_cut_page what = {.hidden = &hidden};
    uint32_t pictures = j->cut.pictures;
    uint32_t layered = j->cut.layered;
    uint32_t drawn = j->cut.drawn;
    uint32_t cut = 0, covers = 0; /* parts of pictures that go */
    const struct pdf_hidden_options options = {
        .layers = j->layers, .fonts = j->fonts, .breaks = &j->breaks, .tells_slivers = true};

    pdf_hidden_find(arena, j->pdf, number, &options, &hidden);
    j->has_same_signs |= hidden.same_signs.n > 0;
    choose(j, &hidden);
    if (j->spared[number - 1] != PDF_SPARED_NOTHING) {
        keep_pictures(j, &hidden, number);
    }
    if (j->spared[number - 1] == PDF_SPARED_ALL) {
        keep_page(j, &hidden, number);
        return;
    }
    if (cleaning_may(j->cleaning, "PDF-109")) {
        pdf_redact_find(&redactions, arena, j->ctx, page);
    }
    for (uint32_t i = 0; i < hidden.covered.n; i++) {
        const struct pdf_covered *covered = &hidden.covered.v[i];

        if (j->spared[number - 1] == PDF_SPARED_NOTHING &&
            cleaning_may(j->cleaning, rule_of(covered))) {
            *VEC_ADD(arena, &what.parts) = part_of(&hidden, covered);
            cut += covered->is_cut;
            covers += !covered->is_cut && !covered->is_more;
        }
    }
    what.redacted = redactions.areas.v;
    what.redacted_count = redactions.areas.n;
    j->has_hidden_layer |= has_hidden_layer(&hidden);
    if (!has_work(j, &hidden, &what)) {
        return;
    }
    j->walked[number - 1] = true;
    if (pdf_cut_page(&j->cut, page, &what)) {
        struct str place = arena_printf(j->arena, "p%d", number);
        uint32_t clear = MIN(count_clear(&hidden), j->cut.pictures - pictures);

        log_page(j, &hidden, number);
        pdf_scrub_log(&j->scrub, "PDF-103", place, clear);
        pdf_scrub_log(&j->scrub, "PDF-107", place, j->cut.pictures - pictures - clear + cut);
        pdf_scrub_log(&j->scrub, "PDF-108", place, j->cut.layered - layered);
        pdf_scrub_log(&j->scrub, "PDF-131", place, j->cut.drawn - drawn);
        pdf_scrub_log(&j->scrub, "PDF-112", place, covers);
        for (uint32_t i = 0; i < redactions.areas.n; i++) {
            *VEC_ADD(j->arena, &what.gone) = (struct pdf_gone){.box = redactions.areas.v[i]};
        }
        for (uint32_t i = 0; i < what.parts.n; i++) {
            for (uint32_t k = 0; k < what.parts.v[i].area_count; k++) {
                *VEC_ADD(j->arena, &what.gone) =
                    (struct pdf_gone){.box = what.parts.v[i].areas[k], .is_unseen = true};
            }
        }
        pdf_check_add(&j->check, j->arena,
                      (struct pdf_check_page){.number = number,
                                              .gone = what.gone.v,
                                              .gone_count = what.gone.n,
                                              .is_stored_anew = what.parts.n > 0});
    }
    keep_unmet(j, &hidden, number);
    pdf_redact_draw(&redactions, &j->cut, page, &what);
}

/* Its content and the looks of its annotations. */
static void try_page(struct job *j, int number)
{
    struct arena arena CLEANUP(arena_done) = {};
    fz_context *ctx = j->ctx;
    pdf_page *volatile page = NULL;

    fz_try(ctx)
    {
        page = pdf_load_page(ctx, j->doc, number - 1);
        clean_page(j, page, &arena, number);
    }
    fz_always(ctx)
    {
        fz_drop_page(ctx, (fz_page *)page);
    }
    fz_catch(ctx)
    {
        cleaning_kept(j->cleaning, "SYS-399", arena_printf(j->arena, "p%d", number), 1,
                      tr("the page is damaged; it stays as it was"));
    }
}

/* Its annotations and entries; true when an annotation went. */
static bool scrub_page(struct job *j, int number)
{
    fz_context *ctx = j->ctx;
    pdf_obj *page = pdf_cut_page_object(ctx, j->doc, number - 1);
    volatile bool changed = false;

    fz_try(ctx)
    {
        changed = pdf_scrub_page(&j->scrub, page, number);
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, page);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return changed;
}

static void clean_pages(struct job *j)
{
    for (uint32_t i = 0; i < j->pages; i++) {
        if (pdf_mupdf_is_late(j->pdf)) {
            fz_throw(j->ctx, FZ_ERROR_ABORT, "late");
        }
        try_page(j, (int)i + 1);
        if (scrub_page(j, (int)i + 1)) {
            /* Where an annotation lay something may be hidden in another way. */
            try_page(j, (int)i + 1);
        }
    }
}

static void look_at_page(struct job *j, int number)
{
    fz_context *ctx = j->ctx;
    pdf_page *volatile page = NULL;
    struct pdf_cut_page nothing = {};

    fz_try(ctx)
    {
        page = pdf_load_page(ctx, j->doc, number - 1);
        (void)pdf_cut_page(&j->cut, page, &nothing);
    }
    fz_always(ctx)
    {
        fz_drop_page(ctx, (fz_page *)page);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* What was taken out of one page may be drawn by another that was not walked. */
static void look_at_the_rest(struct job *j)
{
    if (j->cut.taken.n == 0) {
        return;
    }
    j->cut.drops_layers = false;
    for (uint32_t i = 0; i < j->pages; i++) {
        if (!j->walked[i]) {
            look_at_page(j, (int)i + 1);
        }
    }
    pdf_cut_end(&j->cut);
}

/* ---- the file ---- */

static void count_gap(void *user, struct str text, size_t at)
{
    uint32_t *count = user;

    ++*count;
}

/* How often the file was written over, and what hangs on nothing. */
static void log_rest(struct job *j)
{
    fz_context *ctx = j->ctx;
    ptrdiff_t end = str_rfind(j->bytes, STR("%%EOF"));
    struct str rest =
        end < 0 ? (struct str){} : str_trim(str_sub(j->bytes, (size_t)end + 5, j->bytes.n));
    int versions = pdf_was_repaired(ctx, j->doc) ? 0 : pdf_count_versions(ctx, j->doc);

    uint32_t gaps = 0;

    pdf_gap_find(ctx, j->doc, j->bytes, count_gap, &gaps);
    pdf_scrub_log(&j->scrub, "PDF-132", STR("obj"), gaps);
    if (versions > 1) {
        pdf_scrub_log(&j->scrub, "PDF-130", STR("xref"), (uint32_t)(versions - 1));
    }
    if (rest.n > 0) {
        pdf_scrub_log(&j->scrub, "PDF-132", arena_printf(j->arena, "%zu bytes", rest.n), 1);
    }
    if (pdf_was_repaired(ctx, j->doc)) {
        pdf_scrub_log(&j->scrub, "PDF-171", STR("xref"), 1);
    }
}

/*
 * Layers: their states are worked out and written into the document, which must not be saved with
 * them. So they either end, or, when it turns out that none hides anything, all begins again with
 * the document as it was.
 */
static void begin_layers(struct job *j)
{
    j->layers = (struct pdf_layers){};
    if (j->keeps_layers || !cleaning_may(j->cleaning, "PDF-108")) {
        return;
    }
    j->layers = pdf_layers_settle(j->ctx, j->doc);
    j->cut.drops_layers = j->scrub.flattens = j->layers.any;
    j->has_hidden_layer =
        j->layers.any && (j->layers.print_differs || pdf_scrub_has_hidden_layers(j->ctx, j->doc));
}

/* May jump. DONE, NOTHING, or AGAIN. */
static int clean_all(struct job *j)
{
    fz_context *ctx = j->ctx;
    struct pdf_used used = {};

    pdf_used_find(&used, j->arena, ctx, j->doc);
    j->has_lost = pdf_mupdf_losses(j->pdf) != 0;
    log_rest(j);
    pdf_trim_pictures(&j->scrub, &used);
    pdf_aside_find(&j->scrub);
    begin_layers(j);
    for (uint32_t i = 0; i < j->pages && j->cut.drops_layers; i++) {
        if (j->spared[i] == PDF_SPARED_ALL) {
            /* Its layers would end, and what they hide would be seen. */
            fz_throw(ctx, FZ_ERROR_GENERIC, "page %u would look different", i + 1);
        }
    }
    clean_pages(j);
    if (j->cut.drops_layers && !j->has_hidden_layer && j->cut.layered == 0) {
        j->keeps_layers = true;
        return AGAIN;
    }
    look_at_the_rest(j);
    pdf_readable_init(&j->readable, ctx, j->doc, pdf_mupdf_guard(j->pdf),
                      &(struct pdf_hidden_options){.layers = j->layers});
    pdf_aside_scrub(&j->scrub, j->pdf, j->pages);
    if (j->has_same_signs) {
        pdf_table_scrub(&j->scrub);
    }
    pdf_scrub_document(&j->scrub);
    pdf_out_write(ctx, j->doc, j->bytes, j->arena, j->out, &j->counts);
    pdf_unused_log(&j->scrub, &used);
    pdf_scrub_log(&j->scrub, "PDF-160", STR("XObject"), j->counts.pictures);
    pdf_scrub_log(&j->scrub, "PDF-132", STR("stream"), j->counts.tails);
    return j->scrub.removed == 0 ? CLEANING_NOTHING : CLEANING_DONE;
}

static int attempt(struct job *j, struct err *err)
{
    fz_context *ctx = j->ctx;
    volatile int outcome = 0;

    j->fonts = pdf_fonts_new(ctx, j->doc);
    fz_try(ctx)
    {
        pdf_cut_init(&j->cut, ctx, j->doc, j->arena);
        outcome = refuse(j, err);
        if (outcome == 0) {
            outcome = clean_all(j);
        }
    }
    fz_always(ctx)
    {
        pdf_cut_done(&j->cut);
        pdf_fonts_free(j->fonts);
        j->fonts = NULL;
        pdf_breaks_done(&j->breaks);
        pdf_readable_done(&j->readable);
    }
    fz_catch(ctx)
    {
        bool is_late = fz_caught(ctx) == FZ_ERROR_ABORT;

        outcome = is_late ? err_set(err, ERR_LIMIT, "cleaning the PDF takes too long")
                          : err_set(err, ERR_INVALID, "the PDF is damaged and was not cleaned: %s",
                                    fz_caught_message(ctx));
    }
    return outcome;
}

/* Opens the file and cleans it once; what is spared stays. */
static int clean_once(struct job *j, struct err *err)
{
    int outcome;

    if (pdf_mupdf_open(j->pdf, j->bytes, err) < 0) {
        pdf_mupdf_reset(j->pdf);
        return -1;
    }
    j->ctx = pdf_mupdf_context(j->pdf);
    j->doc = pdf_mupdf_document(j->pdf);
    j->pages = pdf_mupdf_pages(j->pdf);
    if (j->spared == NULL) {
        j->spared = ARENA_ARRAY(j->arena, (size_t)j->pages + 1, uint8_t);
    }
    j->walked = ARENA_ARRAY(j->arena, (size_t)j->pages + 1, bool);
    j->check = (struct pdf_check){};
    j->scrub = (struct pdf_scrub){.cleaning = j->cleaning,
                                  .ctx = j->ctx,
                                  .doc = j->doc,
                                  .arena = j->arena,
                                  .cut = &j->cut,
                                  .readable = &j->readable};
    j->cleaning->removed.n = j->removed_before;
    j->cleaning->kept.n = j->kept_before;
    buf_clear(j->out);
    outcome = attempt(j, err);
    /* Objects that are gone were taken out meanwhile; which were there before is known. */
    if (outcome == CLEANING_DONE &&
        (j->has_lost || (pdf_mupdf_losses(j->pdf) & PDF_LOSS_STREAM) != 0)) {
        err_set(err, ERR_INVALID,
                "part of the PDF is damaged; it would be missing from the cleaned file");
        outcome = err_hint(err, "make the PDF anew from its source");
    }
    pdf_mupdf_reset(j->pdf);
    if (outcome == CLEANING_DONE && buf_is_full(j->out)) {
        outcome = err_set(err, ERR_LIMIT, "the cleaned PDF is too large");
    }
    return outcome;
}

int pdf_clean(struct cleaning *c, struct str bytes, struct buf *out, struct err *err)
{
    struct job job = {.cleaning = c,
                      .pdf = c->found.pdf,
                      .arena = c->arena,
                      .bytes = bytes,
                      .out = out,
                      .removed_before = c->removed.n,
                      .kept_before = c->kept.n};
    int outcome = CLEANING_NOTHING;

    if (job.pdf == NULL) {
        return CLEANING_NOTHING; /* in a PDF: its own cleaner is at work */
    }
    c->found.pdf = NULL;
    for (int i = 0; i < ATTEMPTS; i++) {
        outcome = clean_once(&job, err);
        if (outcome == AGAIN) {
            continue;
        }
        if (outcome != CLEANING_DONE ||
            pdf_check_run(&job.check, job.pdf, bytes, buf_str(out), job.spared)) {
            break;
        }
    }
    if (outcome == CLEANING_DONE && !pdf_check_pages(job.pdf, bytes, buf_str(out))) {
        outcome = err_set(err, ERR_INVALID, "the cleaned PDF would not have the same pages");
    }
    c->found.pdf = job.pdf;
    return outcome == AGAIN ? err_set(err, ERR_INTERNAL, "the layers of the PDF do not end")
                            : outcome;
}
