/*
 * Reports: as they are into the set that is not public, and made anew for the public one, with the
 * list of what may not be used further behind the last page; several volumes as one; cut at
 * chapters where they are over a limit. A scan, which a person let pass, is packed with a remark.
 */
#include "pack/pack-report.h"

#include "pack/pack-choose.h"
#include "pack/pack-pdf.h"
#include "read/read.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* A report as it was read: where it is to be cut, and what the lists remark about it. */
struct volume {
    const struct deliver_file *file;
    struct deliver_cuts cuts; /* one part when it is within the limits */
    struct str remark;
};

static const char *path_of(const struct making *m, const struct deliver_file *file)
{
    return m->report.files.v[file->index].path.p;
}

/* "文字のないページ: 12/40" */
static struct str remark_of(struct making *m, const struct doc *doc)
{
    for (uint32_t i = 0; i < doc->notes.n; i++) {
        if (doc->notes.v[i].kind == DOC_NOTE_NO_TEXT) {
            return arena_printf(m->arena, "文字のないページ: %u/%u", doc->notes.v[i].count,
                                doc->pages);
        }
    }
    return (struct str){};
}

static int read_volume(struct making *m, const struct deliver_file *file, struct volume *ret,
                       struct err *err)
{
    struct doc doc = {.name = file->name};
    const struct read_options how = {.takes_scans = true};
    struct volume v = {.file = file};
    struct stat st;

    if (pack_place_check(&m->place, err) < 0 || stat(path_of(m, file), &st) < 0 ||
        read_file(m->arena, path_of(m, file), &how, &doc, err) < 0) {
        return err->kind == ERR_NONE ? err_set(err, ERR_IO, "'%s' could not be read: %s",
                                               path_of(m, file), err_reason(errno))
                                     : -1;
    }
    deliver_split(m->arena, &doc, (uint64_t)st.st_size, file->part, &v.cuts);
    if (!v.cuts.over_bytes && !v.cuts.over_pages && !v.cuts.over_characters) {
        v.cuts.parts.n = MIN(v.cuts.parts.n, 1u);
    }
    v.remark = remark_of(m, &doc);
    *ret = v;
    return 0;
}

/* Pages were taken as equal when it was cut. */
static int check_bytes(const struct pack_item *item, const struct profile_part *part,
                       struct err *err)
{
    if (part->max_bytes == 0 || item->bytes <= part->max_bytes) {
        return 0;
    }
    err_set(err, ERR_LIMIT, "'%.*s' would be over the limit still (%llu bytes)",
            STR_ARG(item->name), (unsigned long long)item->bytes);
    return err_hint(err, "make its pictures smaller, or cut it by hand");
}

static int make_pdf(struct making *m, const struct volume *v, enum pack_side side, struct str name,
                    const struct pack_pdf *what, struct err *err)
{
    const struct deliver_file *file = v->file;
    struct pack_set *set = &m->sets[side];
    int fd;

    if (pack_place_file(&m->place, pack_making_name(m, side, name), &fd, err) < 0) {
        return -1;
    }
    int status = pack_pdf_write(what, fd, err);

    if (close(fd) < 0 && status == 0) {
        status = err_set(err, ERR_IO, "the PDF could not be written: %s", err_reason(errno));
    }
    if (status < 0) {
        return err_in(err, "%s", what->report);
    }
    const struct pack_item item = {.name = name,
                                   .title = file->part->title,
                                   .remark = v->remark,
                                   .from = file->name,
                                   .from_sha256 = m->report.files.v[file->index].sha256};

    return pack_making_add(m, side, item, err) < 0
               ? -1
               : check_bytes(&set->items.v[set->items.n - 1], file->part, err);
}

static int copy_volume(struct making *m, const struct volume *v, struct err *err)
{
    struct pack_set *set = &m->sets[PACK_INTERNAL];

    if (pack_making_copy(m, v->file, PACK_INTERNAL, v->file->name, err) < 0) {
        return -1;
    }
    set->items.v[set->items.n - 1].remark = v->remark;
    return 0;
}

/* ---- one report ---- */

/* A part of it, or all when there is one only; `with_list`: the list goes behind the last one. */
static int put_part(struct making *m, const struct volume *v, uint32_t number, bool with_list,
                    struct err *err)
{
    const struct deliver_file *file = v->file;
    uint32_t n = MAX(v->cuts.parts.n, 1u);
    const struct deliver_cut *cut = n == 1 ? NULL : &v->cuts.parts.v[number - 1];
    struct str stem = pack_choose_stem(file->name);
    struct str mark = n == 1 ? STR("") : arena_printf(m->arena, "_%uof%u", number, n);
    struct pack_pdf what = {.report = path_of(m, file),
                            .first = cut == NULL ? 0 : cut->first,
                            .last = cut == NULL ? 0 : cut->last,
                            .title = m->facts.title.n > 0 ? m->facts.title : stem};

    if (n > 1 && make_pdf(m, v, PACK_INTERNAL,
                          arena_printf(m->arena, "%.*s%.*s.pdf", STR_ARG(stem), STR_ARG(mark)),
                          &what, err) < 0) {
        return -1;
    }
    if (file->part->set != PROFILE_PUBLIC) {
        return 0;
    }
    if (with_list && number == n && pack_rights_listed(&m->rights) > 0) {
        what.facts = &m->facts;
        what.rights = &m->rights;
    }
    /* What is published has no properties; so no part of the one set is one of the other. */
    what.title = (struct str){};
    return make_pdf(m, v, PACK_PUBLIC,
                    arena_printf(m->arena, "%.*s（公表用）%.*s.pdf", STR_ARG(stem), STR_ARG(mark)),
                    &what, err);
}

static int put_report(struct making *m, const struct volume *v, bool with_list, struct err *err)
{
    uint32_t n = MAX(v->cuts.parts.n, 1u);

    for (uint32_t i = 1; i <= n; i++) {
        if (put_part(m, v, i, with_list, err) < 0) {
            return -1;
        }
    }
    return n == 1 ? copy_volume(m, v, err) : 0;
}

/* ---- volumes ---- */

/* Whether volumes may become one PDF: all public, of one part, together within its limits. */
static bool fit_together(const struct volume *v, uint32_t count)
{
    const struct profile_part *part = v[0].file->part;
    uint64_t bytes = 0;
    uint64_t characters = 0;
    uint64_t pages = 0;

    if (count < 2 || count > PACK_MAX_REPORTS || part->set != PROFILE_PUBLIC) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (v[i].file->part != part) {
            return false;
        }
        bytes += v[i].cuts.bytes;
        characters += v[i].cuts.characters;
        pages += v[i].cuts.pages;
    }
    return (part->max_bytes == 0 || bytes <= part->max_bytes) &&
           (part->max_pages == 0 || pages <= part->max_pages) &&
           (part->max_characters == 0 || characters <= part->max_characters);
}

/* Volumes of one report: as they are, and as one PDF for the public. */
static int put_volumes(struct making *m, const struct volume *v, uint32_t count, struct err *err)
{
    struct pack_pdf_more more[PACK_MAX_REPORTS];
    struct pack_pdf what = {.report = path_of(m, v[0].file), .more = more};
    struct volume whole = {.file = v[0].file};

    for (uint32_t i = 0; i < count; i++) {
        if (copy_volume(m, &v[i], err) < 0) {
            return -1;
        }
        if (whole.remark.n == 0) {
            whole.remark = v[i].remark;
        }
        if (i > 0) {
            more[what.more_count++] = (struct pack_pdf_more){
                .path = path_of(m, v[i].file), .title = pack_choose_stem(v[i].file->name)};
        }
    }
    if (pack_rights_listed(&m->rights) > 0) {
        what.facts = &m->facts;
        what.rights = &m->rights;
    }
    return make_pdf(
        m, &whole, PACK_PUBLIC,
        arena_printf(m->arena, "%.*s（公表用）.pdf", STR_ARG(pack_choose_stem(whole.file->name))),
        &what, err);
}

/* ---- all of them ---- */

static int read_volumes(struct making *m, bool beside, struct volume **ret, uint32_t *ret_count,
                        struct err *err)
{
    struct pack_volumes files = {};

    pack_choose_reports(m, beside, &files);
    *ret = ARENA_ARRAY(m->arena, (size_t)files.all.n + 1, struct volume);
    *ret_count = files.all.n;
    for (uint32_t i = 0; i < files.all.n; i++) {
        if (read_volume(m, files.all.v[i], &(*ret)[i], err) < 0) {
            return -1;
        }
    }
    return 0;
}

int pack_report_put(struct making *m, struct err *err)
{
    struct volume *reports;
    struct volume *beside;
    uint32_t report_count;
    uint32_t beside_count;

    if (read_volumes(m, false, &reports, &report_count, err) < 0 ||
        read_volumes(m, true, &beside, &beside_count, err) < 0) {
        return -1;
    }
    bool as_one = report_count > 1 && fit_together(reports, report_count);

    if (as_one && put_volumes(m, reports, report_count, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < report_count && !as_one; i++) {
        if (put_report(m, &reports[i], i == 0, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < beside_count; i++) {
        if (put_report(m, &beside[i], report_count == 0 && i == 0, err) < 0) {
            return -1;
        }
    }
    return 0;
}
