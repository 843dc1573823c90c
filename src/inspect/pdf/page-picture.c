/*
 * The child draws; what it hands back is a table of lengths and PNG files behind each other, which
 * the parent checks and copies but never decodes: the browser that shows them does.
 */
#include "inspect/pdf/page-picture.h"

#include "inspect/found.h"
#include "read/bounds.h"
#include "read/child-answer.h"
#include "read/confine.h"
#include "read/docmsg.h"
#include "read/pdf-guard.h"
#include "read/pdf-mupdf.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAGIC = 0x49505047,
    MAX_PNG_BYTES = 4 * 1024 * 1024,
    MAX_SHAPE = 20, /* times as high as wide: more is no page */
};

struct drawn {
    uint64_t at, n; /* of the PNG, in the file */
    float width, height;
};

struct answer {
    uint32_t magic, failed;
    struct err err;
    struct drawn drawn[PAGE_PICTURE_MAX_PAGES];
};

static_assert(sizeof(struct answer) <= DOCMSG_INPUT_AT, "the answer fits before the input");

struct drawing {
    const uint32_t *pages;
    uint32_t count, pixels;
    struct pdf_mupdf *pdf;
};

static int prepare(void *user, struct str bytes, struct err *err)
{
    struct drawing *d = user;

    return pdf_mupdf_new(read_seconds(bytes.n), &d->pdf, err);
}

static bool is_drawable(fz_rect r)
{
    float width = r.x1 - r.x0, height = r.y1 - r.y0;

    return width >= 1 && height >= 1 && height < width * MAX_SHAPE && width < 1e5f;
}

/* The page as a PNG, or NULL when it cannot be drawn. */
static fz_buffer *draw(struct drawing *d, uint32_t number, struct drawn *ret)
{
    fz_context *ctx = pdf_mupdf_context(d->pdf);
    pdf_page *page = NULL;
    fz_pixmap *pixmap = NULL;
    fz_device *device = NULL;
    fz_buffer *png = NULL;
    fz_cookie cookie = {};

    fz_var(page);
    fz_var(pixmap);
    fz_var(device);
    fz_var(png);
    pdf_guard_page(pdf_mupdf_guard(d->pdf), &cookie.abort);
    fz_try(ctx)
    {
        page = pdf_load_page(ctx, pdf_mupdf_document(d->pdf), (int)number - 1);
        fz_rect bounds = pdf_bound_page(ctx, page);

        if (is_drawable(bounds)) {
            float scale = (float)d->pixels / (bounds.x1 - bounds.x0);
            fz_matrix matrix = fz_scale(scale, scale);

            ret->width = bounds.x1 - bounds.x0;
            ret->height = bounds.y1 - bounds.y0;
            pixmap = fz_new_pixmap_with_bbox(
                ctx, fz_device_rgb(ctx), fz_round_rect(fz_transform_rect(bounds, matrix)), NULL, 0);
            fz_clear_pixmap_with_value(ctx, pixmap, 255);
            device = fz_new_draw_device(ctx, fz_identity, pixmap);
            fz_run_page(ctx, &page->super, device, matrix, &cookie);
            fz_close_device(ctx, device);
            png = cookie.abort
                      ? NULL
                      : fz_new_buffer_from_pixmap_as_png(ctx, pixmap, fz_default_color_params);
        }
    }
    fz_always(ctx)
    {
        fz_drop_device(ctx, device);
        fz_drop_pixmap(ctx, pixmap);
        fz_drop_page(ctx, page == NULL ? NULL : &page->super);
    }
    fz_catch(ctx)
    {
        png = NULL;
    }
    pdf_guard_page(pdf_mupdf_guard(d->pdf), NULL);
    return png;
}

static int not_handed_on(struct err *err)
{
    return err_set(err, ERR_IO, "a picture of a page could not be handed on");
}

static int work(void *user, struct str bytes, int output, struct err *err)
{
    struct drawing *d = user;
    struct answer answer = {.magic = MAGIC};
    uint64_t at = DOCMSG_INPUT_AT + bytes.n;

    if (pdf_mupdf_open(d->pdf, bytes, err) < 0) {
        return -1;
    }
    fz_context *ctx = pdf_mupdf_context(d->pdf);

    for (uint32_t i = 0; i < d->count && !pdf_mupdf_is_late(d->pdf); i++) {
        fz_buffer *png = draw(d, d->pages[i], &answer.drawn[i]);
        unsigned char *p = NULL;
        size_t n = png == NULL ? 0 : fz_buffer_storage(ctx, png, &p);

        if (n > 0 && n <= MAX_PNG_BYTES) {
            if (child_answer_put(output, p, n, at) < 0) {
                fz_drop_buffer(ctx, png);
                return not_handed_on(err);
            }
            answer.drawn[i].at = at;
            answer.drawn[i].n = n;
            at += n;
        }
        fz_drop_buffer(ctx, png);
    }
    return child_answer_put(output, &answer, sizeof(answer), 0) < 0 ? not_handed_on(err) : 0;
}

static int fail(int output, const struct err *why)
{
    struct answer answer = {.magic = MAGIC, .failed = 1, .err = *why};

    answer.err.file = NULL;
    return child_answer_put(output, &answer, sizeof(answer), 0);
}

static int damaged(struct err *err)
{
    return err_set(err, ERR_INTERNAL, "the pictures of the pages came damaged");
}

/* Only what a picture of ours can be: the head of a PNG, and a size a page may have. */
static bool is_sound(const struct drawn *d, uint64_t bytes)
{
    return d->n > 8 && d->n <= MAX_PNG_BYTES && d->at >= DOCMSG_INPUT_AT && d->at <= bytes &&
           d->n <= bytes - d->at && isfinite(d->width) && isfinite(d->height) && d->width >= 1 &&
           d->height >= 1;
}

static int take(struct arena *a, const struct drawing *d, const char *map, uint64_t bytes,
                struct page_picture *pictures, struct err *err)
{
    struct answer answer;

    memcpy(&answer, map, sizeof(answer));
    if (answer.magic != MAGIC) {
        return damaged(err);
    }
    if (answer.failed != 0) {
        return child_answer_error(&answer.err, err) ? -1 : damaged(err);
    }
    for (uint32_t i = 0; i < d->count; i++) {
        const struct drawn *x = &answer.drawn[i];

        pictures[i].page = d->pages[i];
        if (is_sound(x, bytes) && memcmp(map + x->at, "\x89PNG\r\n\x1a\n", 8) == 0) {
            pictures[i].png = arena_str(a, (struct str){.p = map + x->at, .n = x->n});
            pictures[i].width = x->width;
            pictures[i].height = x->height;
        }
    }
    return 0;
}

static int take_answer(struct arena *a, const struct drawing *d, int fd,
                       struct page_picture *pictures, struct err *err)
{
    struct stat st;

    if (fstat(fd, &st) < 0 || st.st_size < (off_t)sizeof(struct answer)) {
        return damaged(err);
    }
    char *map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);

    if (map == MAP_FAILED) {
        return err_set(err, ERR_LIMIT, "the pictures are too large for the memory of this machine");
    }
    int r = take(a, d, map, (uint64_t)st.st_size, pictures, err);

    munmap(map, (size_t)st.st_size);
    return r;
}

int page_pictures(struct arena *a, int fd, const uint32_t *pages, uint32_t count, uint32_t pixels,
                  struct page_picture **ret_pictures, struct err *err)
{
    struct drawing d = {
        .pages = pages, .count = MIN(count, (uint32_t)PAGE_PICTURE_MAX_PAGES), .pixels = pixels};
    const struct confine_job job = {.prepare = prepare, .work = work, .fail = fail, .user = &d};
    struct page_picture *pictures = ARENA_ARRAY(a, d.count + 1, struct page_picture);
    struct confine_child child = {};
    int r;

    if (confine_start(fd, &job, &child, err) < 0) {
        return -1;
    }
    r = confine_wait(&child, err);
    if (r == 0) {
        r = take_answer(a, &d, child.output, pictures, err);
    }
    confine_close(&child);
    *ret_pictures = pictures;
    return r;
}

/* ---- which pages ---- */

/* A number as findings print it: digits, a sign, no exponent. */
static bool take_number(struct str s, size_t *at, float *ret)
{
    bool negative = str_at(s, *at, STR("-"));
    size_t digits = 0;
    float value = 0;

    *at += negative;
    while (*at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9' && digits < 7) {
        value = value * 10 + (float)(s.p[(*at)++] - '0');
        digits++;
    }
    *ret = negative ? -value : value;
    return digits > 0;
}

bool page_box_of(struct str place, struct page_box *ret)
{
    float numbers[5];
    size_t at = 1;

    if (!str_starts(place, STR("p"))) {
        return false;
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (!take_number(place, &at, &numbers[i])) {
            return false;
        }
        struct str between = i == 0 ? STR(" [") : i < 4 ? STR(" ") : STR("]");

        if (!str_at(place, at, between)) {
            return false;
        }
        at += between.n;
    }
    if (numbers[0] < 1) {
        return false;
    }
    *ret = (struct page_box){.page = (uint32_t)numbers[0],
                             .x0 = numbers[1],
                             .y0 = numbers[2],
                             .x1 = numbers[3],
                             .y1 = numbers[4]};
    return at == place.n;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static bool has_page(const uint32_t *pages, uint32_t n, uint32_t page)
{
    for (uint32_t i = 0; i < n; i++) {
        if (pages[i] == page) {
            return true;
        }
    }
    return false;
}

int page_pictures_of(struct arena *a, const struct inspect_file *file, uint32_t pixels,
                     struct page_picture **ret_pictures, uint32_t *ret_count, struct err *err)
{
    uint32_t pages[PAGE_PICTURE_MAX_PAGES];
    uint32_t n = 0;

    *ret_count = 0;
    for (int severity = INSPECT_CRITICAL; severity <= INSPECT_LOW; severity++) {
        for (uint32_t i = 0; i < file->findings.n && n < PAGE_PICTURE_MAX_PAGES; i++) {
            const struct inspect_finding *x = &file->findings.v[i];
            struct page_box box;

            if ((int)x->rule->severity == severity && page_box_of(x->place, &box) &&
                !has_page(pages, n, box.page)) {
                pages[n++] = box.page;
            }
        }
    }
    if (n == 0 || !str_eq(file->kind, STR("pdf"))) {
        return 0;
    }
    qsort(pages, n, sizeof(pages[0]), by_number);
    int fd = open(file->path.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0) {
        return err_set(err, ERR_NOT_FOUND, "'%s' could not be opened: %s", file->path.p,
                       err_reason(errno));
    }
    int r = page_pictures(a, fd, pages, n, pixels, ret_pictures, err);

    close(fd);
    *ret_count = r < 0 ? 0 : n;
    return r;
}
