/* What a file that is to leave is made of: the bytes of every edition, pictures of its pages. */
#include "web/download.h"
#include "web/files.h"
#include "write/page-svg.h"

#include <stdio.h>

/* ---- bytes ---- */

static int show_bytes(const struct page_call *c, struct http_response *r, struct err *err)
{
    int64_t version = page_int(c, "version");
    struct inspection x;

    if (files_load(c, &x, err) < 0 ||
        (version != 0 && act_inspection_at(c->act, x.id, version, &x, err) < 0)) {
        return -1;
    }
    return download_blob(c, x.sha256, x.name, r, err);
}

static const struct page_input bytes_query[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. Of an earlier edition")},
    {},
};

const struct page page_file_bytes = {
    .path = "/contracts/{id}/files/{id}/bytes",
    .may = MAY_WORK,
    .query = bytes_query,
    .show = show_bytes,
    .help = "Downloads a file as it came.",
};

/* ---- pages ---- */

/* The marks on one page, with the numbers of the list. */
static uint32_t collect_marks(struct arena *a, const struct inspection *x, uint32_t page,
                              struct page_mark **ret)
{
    VEC(struct page_mark) marks = {};
    uint32_t number = 1;

    for (uint32_t i = 0; i < x->rules.n; i++) {
        for (uint32_t k = 0; k < x->rules.v[i].findings.n; k++) {
            struct page_box box;

            if (!page_box_of(x->rules.v[i].findings.v[k].place, &box)) {
                continue;
            }
            if (box.page == page) {
                *VEC_ADD(a, &marks) = (struct page_mark){.number = number, .box = box};
            }
            number++;
        }
    }
    *ret = marks.v;
    return marks.n;
}

/* The page as an SVG, into the answer. */
static int answer_svg(struct arena *a, const struct page_picture *picture,
                      const struct page_mark *marks, uint32_t count, struct http_response *r,
                      struct err *err)
{
    struct html html;
    char *text AUTO_FREE = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);

    if (file == NULL) {
        die_out_of_memory(0);
    }
    html_init(&html, file);
    page_svg(&html, a, picture, marks, count);
    int status = html_finish(&html, err);

    if (fclose(file) != 0 && status == 0) {
        status = err_set(err, ERR_INTERNAL, "the answer could not be written");
    }
    if (status == 0) {
        http_header(r, "Content-Type", STR("image/svg+xml"));
        buf_add(&r->body, (struct str){.p = text, .n = n});
    }
    return status;
}

static int show_page(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct arena *a = c->q->arena;
    struct inspection x;
    struct page_picture picture;
    struct page_mark *marks;

    if (c->ids[2] < 1 || c->ids[2] > INT32_MAX) {
        return err_set(err, ERR_NOT_FOUND, "the file has no such page");
    }
    uint32_t page = (uint32_t)c->ids[2];

    if (files_load(c, &x, err) < 0 || act_inspection_page(c->act, x.id, page, &picture, err) < 0) {
        return -1;
    }
    uint32_t count = collect_marks(a, &x, page, &marks);

    return answer_svg(a, &picture, marks, count, r, err);
}

const struct page page_file_page = {
    .path = "/contracts/{id}/files/{id}/pages/{id}",
    .may = MAY_WORK,
    .show = show_page,
    .help = "A page of a PDF with what was found on it.",
};
