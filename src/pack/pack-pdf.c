/*
 * The child opens the report, takes away the pages that are not wanted with all that leads to them
 * (an object that something refers to stays in the file), adds the list, drops the properties, and
 * writes the file anew. Properties and identifiers go, so that the same report gives the same file.
 */
#include "pack/pack-pdf.h"

#include "base/heap.h"
#include "pack/list-page.h"
#include "read/child-answer.h"
#include "read/confine.h"
#include "read/docmsg.h"
#include "read/pdf-mupdf.h"

#include <errno.h>
#include <fcntl.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    MAGIC = 0x69746b32,
    SECONDS_LEFT = 2,
    CHUNK_BYTES = 256 * 1024,
    MAX_LEVEL = 8, /* of the outline of a part */
};

struct answer {
    uint32_t magic, failed;
    struct err err;
    uint64_t at, bytes;
};

_Static_assert(sizeof(struct answer) <= DOCMSG_INPUT_AT, "the answer has one page");

struct making {
    const struct pack_pdf *what;
    size_t
        sizes[PACK_MAX_REPORTS + 1]; /* of the report and what follows it, one behind the other */
    struct pdf_mupdf *pdf;
    struct arena arena;
};

/* ---- the child ---- */

static struct str volume(const struct making *m, struct str bytes, uint32_t index)
{
    size_t at = 0;

    for (uint32_t i = 0; i < index; i++) {
        at += m->sizes[i];
    }
    return str_sub(bytes, at, at + m->sizes[index]);
}

static int prepare(void *user, struct str bytes, struct err *err)
{
    struct making *m = user;

    return pdf_mupdf_new(read_seconds(bytes.n) - SECONDS_LEFT, &m->pdf, err);
}

/* Links within the document, which would keep pages alive that are gone. */
static void drop_inner_links(fz_context *ctx, pdf_document *doc)
{
    int pages = pdf_count_pages(ctx, doc);

    for (int i = 0; i < pages; i++) {
        pdf_obj *page = pdf_lookup_page_obj(ctx, doc, i);
        pdf_obj *annotations = pdf_dict_get(ctx, page, PDF_NAME(Annots));

        pdf_dict_dels(ctx, page, "B");
        pdf_dict_dels(ctx, page, "AA");
        for (int k = pdf_array_len(ctx, annotations) - 1; k >= 0; k--) {
            pdf_obj *annotation = pdf_array_get(ctx, annotations, k);
            pdf_obj *action = pdf_dict_get(ctx, annotation, PDF_NAME(A));
            bool is_uri = pdf_name_eq(ctx, pdf_dict_get(ctx, action, PDF_NAME(S)), PDF_NAME(URI));

            if (pdf_name_eq(ctx, pdf_dict_get(ctx, annotation, PDF_NAME(Subtype)),
                            PDF_NAME(Link)) &&
                !is_uri) {
                pdf_array_delete(ctx, annotations, k);
            }
        }
    }
}

/* An outline of the headings that are on the pages of this part. */
static void make_outline(struct making *m, fz_context *ctx, pdf_document *doc,
                         const struct pdf_outline *outline)
{
    const struct pack_pdf *what = m->what;
    pdf_obj *top = NULL;
    pdf_obj *last = NULL;
    int count = 0;

    for (uint32_t i = 0; i < outline->headings.n; i++) {
        const struct pdf_heading *h = &outline->headings.v[i];

        if (h->page < what->first || h->page > what->last || h->level > 1) {
            continue;
        }
        if (top == NULL) {
            top = pdf_add_new_dict(ctx, doc, 4);
            pdf_dict_put(ctx, top, PDF_NAME(Type), PDF_NAME(Outlines));
        }
        pdf_obj *item = pdf_add_new_dict(ctx, doc, 5);
        pdf_obj *dest = pdf_dict_put_array(ctx, item, PDF_NAME(Dest), 2);

        pdf_dict_put_text_string(ctx, item, PDF_NAME(Title), arena_str(&m->arena, h->title).p);
        pdf_dict_put(ctx, item, PDF_NAME(Parent), top);
        pdf_array_push(ctx, dest, pdf_lookup_page_obj(ctx, doc, (int)(h->page - what->first)));
        pdf_array_push(ctx, dest, PDF_NAME(Fit));
        if (last == NULL) {
            pdf_dict_put(ctx, top, PDF_NAME(First), item);
        } else {
            pdf_dict_put(ctx, last, PDF_NAME(Next), item);
            pdf_dict_put(ctx, item, PDF_NAME(Prev), last);
            pdf_drop_obj(ctx, last);
        }
        last = item;
        count++;
    }
    pdf_obj *catalog = pdf_dict_get(ctx, pdf_trailer(ctx, doc), PDF_NAME(Root));

    pdf_dict_dels(ctx, catalog, "Outlines");
    if (top != NULL) {
        pdf_dict_put(ctx, top, PDF_NAME(Last), last);
        pdf_dict_put_int(ctx, top, PDF_NAME(Count), count);
        pdf_dict_put(ctx, catalog, PDF_NAME(Outlines), top);
        pdf_drop_obj(ctx, last);
        pdf_drop_obj(ctx, top);
    }
}

/* Only the pages first … last. */
static void keep_pages(struct making *m, fz_context *ctx, pdf_document *doc)
{
    /* What leads to pages from outside them. */
    static const char *const keys[] = {"StructTreeRoot", "MarkInfo",   "Names",    "Dests",
                                       "OpenAction",     "AA",         "Threads",  "PageLabels",
                                       "AcroForm",       "SpiderInfo", "PieceInfo"};
    const struct pack_pdf *what = m->what;
    pdf_obj *catalog = pdf_dict_get(ctx, pdf_trailer(ctx, doc), PDF_NAME(Root));
    struct pdf_outline outline = {};
    int pages = pdf_count_pages(ctx, doc);

    if (what->first == 0) {
        return;
    }
    if (what->last > (uint32_t)pages || what->first > what->last) {
        fz_throw(ctx, FZ_ERROR_GENERIC, "the pages are not there");
    }
    pdf_mupdf_outline(m->pdf, &m->arena, &outline);
    for (size_t i = 0; i < COUNT(keys); i++) {
        pdf_dict_dels(ctx, catalog, keys[i]);
    }
    if (what->last < (uint32_t)pages) {
        pdf_delete_page_range(ctx, doc, (int)what->last, pages);
    }
    if (what->first > 1) {
        pdf_delete_page_range(ctx, doc, 0, (int)what->first - 1);
    }
    drop_inner_links(ctx, doc);
    make_outline(m, ctx, doc, &outline);
}

/* Links to addresses, which grafting leaves behind. */
static void copy_links(fz_context *ctx, pdf_graft_map *map, pdf_obj *from, pdf_obj *to)
{
    pdf_obj *annotations = pdf_dict_get(ctx, from, PDF_NAME(Annots));
    pdf_obj *kept = NULL;

    for (int i = 0; i < pdf_array_len(ctx, annotations); i++) {
        pdf_obj *annotation = pdf_array_get(ctx, annotations, i);
        pdf_obj *action = pdf_dict_get(ctx, annotation, PDF_NAME(A));

        if (!pdf_name_eq(ctx, pdf_dict_get(ctx, action, PDF_NAME(S)), PDF_NAME(URI))) {
            continue;
        }
        if (kept == NULL) {
            kept = pdf_dict_put_array(ctx, to, PDF_NAME(Annots), 4);
        }
        pdf_obj *link = pdf_array_push_dict(ctx, kept, 5);
        pdf_obj *target = pdf_dict_put_dict(ctx, link, PDF_NAME(A), 2);

        pdf_dict_put(ctx, link, PDF_NAME(Type), PDF_NAME(Annot));
        pdf_dict_put(ctx, link, PDF_NAME(Subtype), PDF_NAME(Link));
        pdf_dict_put_drop(
            ctx, link, PDF_NAME(Rect),
            pdf_graft_mapped_object(ctx, map, pdf_dict_get(ctx, annotation, PDF_NAME(Rect))));
        pdf_dict_put(ctx, target, PDF_NAME(S), PDF_NAME(URI));
        pdf_dict_put_drop(
            ctx, target, PDF_NAME(URI),
            pdf_graft_mapped_object(ctx, map, pdf_dict_get(ctx, action, PDF_NAME(URI))));
    }
}

/* An entry for a volume at the end of the outline, which is made when there is none. */
static void add_to_outline(struct making *m, fz_context *ctx, pdf_document *doc, struct str title,
                           int page)
{
    pdf_obj *catalog = pdf_dict_get(ctx, pdf_trailer(ctx, doc), PDF_NAME(Root));
    pdf_obj *top = pdf_dict_get(ctx, catalog, PDF_NAME(Outlines));
    pdf_obj *item = pdf_add_new_dict(ctx, doc, 5);
    pdf_obj *dest = pdf_dict_put_array(ctx, item, PDF_NAME(Dest), 2);

    if (!pdf_is_dict(ctx, top)) {
        pdf_obj *made = pdf_add_new_dict(ctx, doc, 4);

        pdf_dict_put(ctx, made, PDF_NAME(Type), PDF_NAME(Outlines));
        pdf_dict_put_drop(ctx, catalog, PDF_NAME(Outlines), made);
        top = pdf_dict_get(ctx, catalog, PDF_NAME(Outlines));
    }
    pdf_obj *last = pdf_dict_get(ctx, top, PDF_NAME(Last));
    int count = pdf_dict_get_int(ctx, top, PDF_NAME(Count));

    pdf_dict_put_text_string(ctx, item, PDF_NAME(Title), arena_str(&m->arena, title).p);
    pdf_dict_put(ctx, item, PDF_NAME(Parent), top);
    pdf_array_push(ctx, dest, pdf_lookup_page_obj(ctx, doc, page));
    pdf_array_push(ctx, dest, PDF_NAME(Fit));
    if (last == NULL) {
        pdf_dict_put(ctx, top, PDF_NAME(First), item);
    } else {
        pdf_dict_put(ctx, last, PDF_NAME(Next), item);
        pdf_dict_put(ctx, item, PDF_NAME(Prev), last);
    }
    pdf_dict_put_drop(ctx, top, PDF_NAME(Last), item);
    pdf_dict_put_int(ctx, top, PDF_NAME(Count), (count > 0 ? count : 0) + 1);
}

/* All pages of another PDF behind the last one. */
static void append(struct making *m, fz_context *ctx, pdf_document *doc, struct str bytes,
                   struct str title)
{
    fz_stream *volatile stream = NULL;
    pdf_document *volatile more = NULL;
    pdf_graft_map *volatile map = NULL;

    fz_var(stream);
    fz_var(more);
    fz_var(map);
    fz_try(ctx)
    {
        stream = fz_open_memory(ctx, (const unsigned char *)bytes.p, bytes.n);
        more = pdf_open_document_with_stream(ctx, stream);
        if (pdf_needs_password(ctx, more)) {
            fz_throw(ctx, FZ_ERROR_GENERIC, "a volume is protected by a password");
        }
        int first = pdf_count_pages(ctx, doc);
        int pages = pdf_count_pages(ctx, more);

        map = pdf_new_graft_map(ctx, doc);
        for (int i = 0; i < pages; i++) {
            pdf_graft_mapped_page(ctx, map, -1, more, i);
            copy_links(ctx, map, pdf_lookup_page_obj(ctx, more, i),
                       pdf_lookup_page_obj(ctx, doc, first + i));
        }
        if (pages > 0) {
            add_to_outline(m, ctx, doc, title, first);
        }
    }
    fz_always(ctx)
    {
        pdf_drop_graft_map(ctx, map);
        pdf_drop_document(ctx, more);
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* Properties and identifiers; but for the title that is asked for. */
static void drop_properties(struct making *m, fz_context *ctx, pdf_document *doc)
{
    pdf_obj *trailer = pdf_trailer(ctx, doc);
    pdf_obj *catalog = pdf_dict_get(ctx, trailer, PDF_NAME(Root));
    pdf_obj *info = pdf_add_new_dict(ctx, doc, 1);

    pdf_dict_dels(ctx, trailer, "Info");
    pdf_dict_dels(ctx, trailer, "ID");
    pdf_dict_dels(ctx, catalog, "Metadata");
    if (m->what->title.n > 0) {
        pdf_dict_put_text_string(ctx, info, PDF_NAME(Title),
                                 arena_str(&m->arena, m->what->title).p);
        pdf_dict_put(ctx, trailer, PDF_NAME(Info), info);
    }
    pdf_drop_obj(ctx, info);
}

static fz_buffer *make(struct making *m, fz_context *ctx, pdf_document *doc, struct str bytes)
{
    pdf_write_options how = pdf_default_write_options;
    fz_buffer *volatile out = NULL;
    fz_output *volatile writer = NULL;

    keep_pages(m, ctx, doc);
    for (uint32_t i = 0; i < m->what->more_count; i++) {
        append(m, ctx, doc, volume(m, bytes, i + 1), m->what->more[i].title);
    }
    if (m->what->rights != NULL) {
        list_page_add(ctx, doc, m->what->facts, m->what->rights);
    }
    drop_properties(m, ctx, doc);
    how.do_garbage = 3;
    how.do_compress = 1;
    how.do_compress_images = 1;
    how.do_compress_fonts = 1;
    fz_var(out);
    fz_var(writer);
    fz_try(ctx)
    {
        out = fz_new_buffer(ctx, CHUNK_BYTES);
        writer = fz_new_output_with_buffer(ctx, out);
        pdf_write_document(ctx, doc, writer, &how);
        fz_close_output(ctx, writer);
    }
    fz_always(ctx)
    {
        fz_drop_output(ctx, writer);
    }
    fz_catch(ctx)
    {
        fz_drop_buffer(ctx, out);
        fz_rethrow(ctx);
    }
    return out;
}

static int fail(int fd, const struct err *why)
{
    struct answer answer = {.magic = MAGIC, .failed = 1, .err = *why};

    return child_answer_put(fd, &answer, sizeof(answer), 0);
}

static int work(void *user, struct str bytes, int output, struct err *err)
{
    struct making *m = user;
    struct answer answer = {.magic = MAGIC, .at = DOCMSG_INPUT_AT + bytes.n};
    unsigned char *made = NULL;
    fz_buffer *volatile buffer = NULL;

    if (pdf_mupdf_open(m->pdf, volume(m, bytes, 0), err) < 0) {
        return -1;
    }
    fz_context *ctx = pdf_mupdf_context(m->pdf);

    fz_var(buffer);
    fz_try(ctx)
    {
        buffer = make(m, ctx, pdf_mupdf_document(m->pdf), bytes);
    }
    fz_catch(ctx)
    {
        return err_set(err, ERR_INVALID, "the PDF could not be put together: %s",
                       fz_caught_message(ctx));
    }
    answer.bytes = fz_buffer_storage(ctx, buffer, &made);
    return child_answer_put(output, made, answer.bytes, answer.at) < 0 ||
                   child_answer_put(output, &answer, sizeof(answer), 0) < 0
               ? err_set(err, ERR_IO, "what was made could not be handed over")
               : 0;
}

/* ---- the parent ---- */

static int refuse(struct err *err)
{
    return err_set(err, ERR_INTERNAL, "the reader answered with damaged data (%s)", "PDF");
}

static int take(int from, int to, struct err *err)
{
    struct answer answer;
    char *chunk AUTO_FREE = heap_room(CHUNK_BYTES);
    uint64_t done = 0;

    if (pread(from, &answer, sizeof(answer), 0) != sizeof(answer) || answer.magic != MAGIC) {
        return refuse(err);
    }
    if (answer.failed != 0) {
        return child_answer_error(&answer.err, err) ? -1 : refuse(err);
    }
    while (done < answer.bytes) {
        size_t want = (size_t)MIN(answer.bytes - done, (uint64_t)CHUNK_BYTES);
        ssize_t n = pread(from, chunk, want, (off_t)(answer.at + done));

        if (n <= 0) {
            return refuse(err);
        }
        if (child_answer_put(to, chunk, (size_t)n, done) < 0) {
            return err_set(err, ERR_IO, "the PDF could not be written: %s", err_reason(errno));
        }
        done += (uint64_t)n;
    }
    return 0;
}

/* Adds a file to what the child gets, and notes its size. */
static int add_volume(struct making *m, uint32_t index, const char *path, int to, struct err *err)
{
    char *chunk AUTO_FREE = heap_room(CHUNK_BYTES);
    int from = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = -1;

    while (from >= 0 && (n = read(from, chunk, CHUNK_BYTES)) > 0) {
        if (write(to, chunk, (size_t)n) != n) {
            n = -1;
            break;
        }
        m->sizes[index] += (size_t)n;
    }
    int number = errno;

    if (from >= 0) {
        close(from);
    }
    return n < 0 ? err_set(err, ERR_IO, "'%s' could not be read: %s", path, err_reason(number)) : 0;
}

int pack_pdf_write(const struct pack_pdf *what, int fd, struct err *err)
{
    struct making making = {.what = what};
    const struct confine_job job = {
        .prepare = prepare, .work = work, .fail = fail, .user = &making};
    struct confine_child child = {};
    int volumes = memfd_create("volumes", MFD_CLOEXEC);
    int status = volumes < 0
                     ? err_set(err, ERR_INTERNAL, "no memory for the reader: %s", err_reason(errno))
                     : add_volume(&making, 0, what->report, volumes, err);

    for (uint32_t i = 0; i < what->more_count && status == 0; i++) {
        status = add_volume(&making, i + 1, what->more[i].path, volumes, err);
    }
    if (status == 0 && lseek(volumes, 0, SEEK_SET) < 0) {
        status = err_set(err, ERR_INTERNAL, "no memory for the reader: %s", err_reason(errno));
    }
    if (status == 0) {
        status = confine_start(volumes, &job, &child, err);
    }
    if (status == 0) {
        status = confine_wait(&child, err);
    }
    if (status == 0) {
        status = take(child.output, fd, err);
    }
    confine_close(&child);
    if (volumes >= 0) {
        close(volumes);
    }
    return status;
}
