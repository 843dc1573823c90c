/*
 * Making a package. In order: read what people wrote; inspect the folder; hold it against the
 * profile; ask whether each finding of C or H was decided; only then make files, in a temporary
 * folder; inspect what was made; compare the two sets; sign; rename. Whatever fails, the temporary
 * folder goes and nothing else was touched.
 *
 * A report of the public set goes into both: as it is into the set that is not public, and as the
 * merged PDF, made anew, into the public one. Every other file goes into one of them only.
 */
#include "pack/pack.h"

#include "base/hex.h"
#include "inspect/archive.h"
#include "pack/pack-pdf.h"
#include "pack/pack-set.h"
#include "read/read.h"
#include "write/book.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CHUNK_BYTES = 256 * 1024,
    FOLDER_MODE = 0755,
    MAX_DEPTH = 32,
};

/* In the folder of each set. */
static const char *const list_names[] = {"目録.csv", "manifest.json", "manifest.sig"};

struct making {
    struct arena *arena;
    const struct pack_call *call;
    const struct profile *profile;
    struct pack_facts facts;
    struct pack_rights rights;
    struct pack_decisions decisions;
    struct inspect_report report;
    struct deliver deliver;
    struct pack_set sets[PACK_SIDES];
    const char *temporary;
    struct pack_result *result;
};

/* A PDF that is published anew. */
static bool is_report(const struct deliver_file *file)
{
    return file->part != NULL && file->part->role == PROFILE_REPORT &&
           str_eq(file->kind, STR("pdf"));
}

/* ---- the gate ---- */

static struct pack_decision *decision_of(struct making *m, struct str sha256,
                                         const struct inspect_finding *x)
{
    struct str key = sha256.n > 0 ? sha256 : STR("-");

    for (uint32_t i = 0; i < m->decisions.all.n; i++) {
        struct pack_decision *d = &m->decisions.all.v[i];

        if (str_eq(d->rule, str_of(x->rule->id)) && str_eq(d->sha256, key) &&
            (str_eq(d->place, STR("*")) || str_eq(d->place, x->place))) {
            return d;
        }
    }
    return NULL;
}

/* A finding for a file that was looked at in part only, so that it can be decided. */
static const struct inspect_finding *partial(struct making *m)
{
    struct inspect_finding *x = ARENA_NEW(m->arena, struct inspect_finding);

    *x = (struct inspect_finding){.rule = inspect_rule_find("SYS-399"),
                                  .basis = INSPECT_STRUCTURAL,
                                  .place = STR("-"),
                                  .count = 1};
    return x;
}

static void ask(struct making *m, const struct inspect_file *file, const struct inspect_finding *x,
                struct str name)
{
    struct pack_decision *d = decision_of(m, file->sha256, x);

    if (x->rule->severity > INSPECT_HIGH) {
        return;
    }
    if (d != NULL) {
        d->is_used = true;
        return;
    }
    *VEC_ADD(m->arena, &m->result->open) =
        (struct pack_open){.finding = x, .file = name, .sha256 = file->sha256};
}

/* A report over a limit is cut by us. */
static bool is_mended(const struct making *m, uint32_t index, const struct inspect_finding *x)
{
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];

        if (file->index == index) {
            return strcmp(x->rule->id, "PDF-182") == 0 && is_report(file);
        }
    }
    return false;
}

static void ask_all(struct making *m)
{
    for (uint32_t i = 0; i < m->report.files.n; i++) {
        const struct inspect_file *file = &m->report.files.v[i];
        struct str name = str_sub(file->path, m->deliver.folder.n, file->path.n);

        for (uint32_t k = 0; k < file->findings.n; k++) {
            if (!is_mended(m, i, &file->findings.v[k])) {
                ask(m, file, &file->findings.v[k], name);
            }
        }
        if (file->state == INSPECT_PARTIAL) {
            ask(m, file, partial(m), name);
        }
    }
}

/* ---- files of the sets ---- */

static const char *place_of(struct making *m, enum pack_side side, struct str name)
{
    return arena_printf(m->arena, "%s/%s/%.*s", m->temporary, pack_side_folders[side],
                        STR_ARG(name)).p;
}

/* Makes the folders above a file of the temporary folder. */
static int make_way(struct making *m, const char *path, struct err *err)
{
    char *copy = (char *)(uintptr_t)arena_str(m->arena, str_of(path)).p;

    for (char *p = copy + strlen(m->temporary) + 1; *p != '\0'; p++) {
        if (*p == '/') {
            *p = '\0';
            if (mkdir(copy, FOLDER_MODE) < 0 && errno != EEXIST) {
                return err_set(err, ERR_IO, "'%s' could not be made: %s", copy, err_reason(errno));
            }
            *p = '/';
        }
    }
    return 0;
}

/* A new file of a set, open for writing; a name that is taken is an error. */
static int open_item(struct making *m, enum pack_side side, struct str name, int *ret_fd,
                     struct err *err)
{
    const char *path = place_of(m, side, name);

    if (make_way(m, path, err) < 0) {
        return -1;
    }
    *ret_fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (*ret_fd < 0 && errno == EEXIST) {
        err_set(err, ERR_CONFLICT, "two files of a set would be called '%.*s'", STR_ARG(name));
        return err_hint(err, "rename one of them in the folder");
    }
    return *ret_fd < 0 ? err_set(err, ERR_IO, "'%s' could not be written: %s", path,
                                 err_reason(errno))
                       : 0;
}

static int add_item(struct making *m, enum pack_side side, struct pack_item item, struct err *err)
{
    if (pack_hash_file(m->arena, place_of(m, side, item.name), &item.sha256, &item.bytes, err) < 0) {
        return -1;
    }
    *VEC_ADD(m->arena, &m->sets[side].items) = item;
    return 0;
}

static int copy_bytes(int from, int to, struct err *err)
{
    char *chunk AUTO_FREE = malloc(CHUNK_BYTES);
    ssize_t n = -1;

    while (chunk != NULL && ((n = read(from, chunk, CHUNK_BYTES)) > 0 || (n < 0 && errno == EINTR))) {
        for (ssize_t done = 0; done < n;) {
            ssize_t wrote = write(to, chunk + done, (size_t)(n - done));

            if (wrote < 0 && errno != EINTR) {
                return err_set(err, ERR_IO, "a file could not be copied: %s", err_reason(errno));
            }
            done += MAX(wrote, (ssize_t)0);
        }
    }
    return n < 0 ? err_set(err, ERR_IO, "a file could not be copied: %s", err_reason(errno)) : 0;
}

/* A file as it is; what is copied must be what was inspected. */
static int copy_file(struct making *m, const struct deliver_file *file, enum pack_side side,
                     struct str name, struct err *err)
{
    const struct inspect_file *source = &m->report.files.v[file->index];
    int from = open(source->path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int to = -1;

    if (from < 0) {
        return err_set(err, ERR_IO, "'%s' could not be opened: %s", source->path.p,
                       err_reason(errno));
    }
    int status = open_item(m, side, name, &to, err);

    if (status == 0) {
        status = copy_bytes(from, to, err);
        close(to);
    }
    close(from);
    if (status == 0) {
        struct str title = file->part == NULL ? (struct str){} : file->part->title;

        status = add_item(
            m, side, (struct pack_item){.name = name, .title = title, .from = file->name}, err);
    }
    if (status == 0 &&
        !str_eq(m->sets[side].items.v[m->sets[side].items.n - 1].sha256, source->sha256)) {
        return err_set(err, ERR_CONFLICT, "'%s' was changed while the package was made",
                       source->path.p);
    }
    return status;
}

/* ---- reports ---- */

static struct str stem_of(struct str name)
{
    ptrdiff_t slash = str_rfind(name, STR("/"));
    ptrdiff_t dot = str_rfind(name, STR("."));

    return str_sub(name, slash < 0 ? 0 : (size_t)slash + 1, dot > slash ? (size_t)dot : name.n);
}

/* An edition beside the report: a summary, or in another language. */
static bool is_beside(struct str name)
{
    static const char *const words[] = {"概要", "英語", "英文", "English", "english", "summary", "Summary", NULL};

    for (const char *const *w = words; *w != NULL; w++) {
        if (str_has(name, str_of(*w))) {
            return true;
        }
    }
    return false;
}

static int make_pdf(struct making *m, const struct deliver_file *file, enum pack_side side,
                    struct str name, const struct pack_pdf *what, struct err *err)
{
    int fd;

    if (open_item(m, side, name, &fd, err) < 0) {
        return -1;
    }
    int status = pack_pdf_write(what, fd, err);

    close(fd);
    if (status < 0) {
        return err_in(err, "%s", what->report);
    }
    if (add_item(m, side,
                 (struct pack_item){.name = name,
                                    .title = file->part->title,
                                    .from = file->name,
                                    .from_sha256 = m->report.files.v[file->index].sha256},
                 err) < 0) {
        return -1;
    }
    uint64_t bytes = m->sets[side].items.v[m->sets[side].items.n - 1].bytes;

    /* Pages were taken as equal when it was cut. */
    if (file->part->max_bytes > 0 && bytes > file->part->max_bytes) {
        err_set(err, ERR_LIMIT, "'%.*s' would be over the limit still (%llu bytes)", STR_ARG(name),
                (unsigned long long)bytes);
        return err_hint(err, "make its pictures smaller, or cut it by hand");
    }
    return 0;
}

/* Where a report is to be cut; one part when it is within the limits. */
static int cuts_of(struct making *m, const struct deliver_file *file, struct deliver_cuts *ret_cuts,
                   struct err *err)
{
    struct doc doc = {.name = file->name};
    struct read_options how = {};
    struct stat st;
    const char *path = m->report.files.v[file->index].path.p;

    if (stat(path, &st) < 0 || read_file(m->arena, path, &how, &doc, err) < 0) {
        return -1;
    }
    deliver_split(m->arena, &doc, (uint64_t)st.st_size, file->part, ret_cuts);
    if (!ret_cuts->over_bytes && !ret_cuts->over_pages && !ret_cuts->over_characters) {
        ret_cuts->parts.n = MIN(ret_cuts->parts.n, 1u);
    }
    return 0;
}

/* A report into both sets; the list goes behind the last part of the first one. */
static int put_report(struct making *m, const struct deliver_file *file, bool with_list,
                      struct err *err)
{
    struct deliver_cuts cuts = {};

    if (cuts_of(m, file, &cuts, err) < 0) {
        return -1;
    }
    uint32_t n = MAX(cuts.parts.n, 1u);

    for (uint32_t i = 0; i < n; i++) {
        struct str mark = n == 1 ? STR("") : arena_printf(m->arena, "_%uof%u", i + 1, n);
        struct pack_pdf what = {.report = m->report.files.v[file->index].path.p,
                                .first = n == 1 ? 0 : cuts.parts.v[i].first,
                                .last = n == 1 ? 0 : cuts.parts.v[i].last};
        struct str stem = stem_of(file->name);

        what.title = m->facts.title.n > 0 ? m->facts.title : stem;
        if (n > 1 && make_pdf(m, file, PACK_INTERNAL,
                              arena_printf(m->arena, "%.*s%.*s.pdf", STR_ARG(stem), STR_ARG(mark)),
                              &what, err) < 0) {
            return -1;
        }
        if (with_list && i + 1 == n && pack_rights_listed(&m->rights) > 0) {
            what.facts = &m->facts;
            what.rights = &m->rights;
        }
        /* What is published has no properties; so no part of the one set is one of the other. */
        what.title = (struct str){};
        if (file->part->set == PROFILE_PUBLIC &&
            make_pdf(m, file, PACK_PUBLIC,
                     arena_printf(m->arena, "%.*s（公表用）%.*s.pdf", STR_ARG(stem), STR_ARG(mark)),
                     &what, err) < 0) {
            return -1;
        }
    }
    return n == 1 ? copy_file(m, file, PACK_INTERNAL, file->name, err) : 0;
}

struct volumes {
    VEC(const struct deliver_file *) all;
};

/* Reports, or with `beside` the editions beside them, in the order of their names. */
static void list_reports(struct making *m, bool beside, struct volumes *ret)
{
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];

        if (is_report(file) && is_beside(file->name) == beside) {
            *VEC_ADD(m->arena, &ret->all) = file;
        }
    }
}

/* Whether volumes may become one PDF: all public, of one part, together within its limits. */
static int fit_together(struct making *m, const struct volumes *v, bool *ret_fit, struct err *err)
{
    const struct profile_part *part = v->all.v[0]->part;
    uint64_t bytes = 0;
    uint64_t characters = 0;
    uint64_t pages = 0;
    bool fit = v->all.n <= PACK_MAX_REPORTS && part->set == PROFILE_PUBLIC;

    for (uint32_t i = 0; i < v->all.n && fit; i++) {
        struct deliver_cuts cuts = {};

        if (cuts_of(m, v->all.v[i], &cuts, err) < 0) {
            return -1;
        }
        bytes += cuts.bytes;
        characters += cuts.characters;
        pages += cuts.pages;
        fit = v->all.v[i]->part == part;
    }
    *ret_fit = fit && (part->max_bytes == 0 || bytes <= part->max_bytes) &&
               (part->max_pages == 0 || pages <= part->max_pages) &&
               (part->max_characters == 0 || characters <= part->max_characters);
    return 0;
}

/* Volumes of one report: as they are, and as one PDF for the public. */
static int put_volumes(struct making *m, const struct volumes *v, struct err *err)
{
    struct pack_pdf_more more[PACK_MAX_REPORTS];
    const struct deliver_file *first = v->all.v[0];
    struct pack_pdf what = {.report = m->report.files.v[first->index].path.p, .more = more};

    for (uint32_t i = 0; i < v->all.n; i++) {
        if (copy_file(m, v->all.v[i], PACK_INTERNAL, v->all.v[i]->name, err) < 0) {
            return -1;
        }
        if (i > 0) {
            more[what.more_count++] = (struct pack_pdf_more){
                .path = m->report.files.v[v->all.v[i]->index].path.p,
                .title = stem_of(v->all.v[i]->name)};
        }
    }
    if (pack_rights_listed(&m->rights) > 0) {
        what.facts = &m->facts;
        what.rights = &m->rights;
    }
    return make_pdf(m, first, PACK_PUBLIC,
                    arena_printf(m->arena, "%.*s（公表用）.pdf", STR_ARG(stem_of(first->name))), &what,
                    err);
}

static int put_reports(struct making *m, struct err *err)
{
    struct volumes reports = {};
    struct volumes beside = {};
    bool as_one = false;

    list_reports(m, false, &reports);
    list_reports(m, true, &beside);
    if (reports.all.n > 1 && fit_together(m, &reports, &as_one, err) < 0) {
        return -1;
    }
    if (as_one && put_volumes(m, &reports, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < reports.all.n && !as_one; i++) {
        if (put_report(m, reports.all.v[i], i == 0, err) < 0) {
            return -1;
        }
    }
    for (uint32_t i = 0; i < beside.all.n; i++) {
        if (put_report(m, beside.all.v[i], reports.all.n == 0 && i == 0, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- data and the rest ---- */

/* Whether the ledger says that somebody has not agreed to the figure of the file. */
static bool is_withheld(struct making *m, const struct deliver_file *file)
{
    struct str key;
    struct str rest;

    if (!deliver_caption_in_name(m->arena, stem_of(file->name), &key, &rest)) {
        return false;
    }
    for (uint32_t i = 0; i < m->rights.all.n; i++) {
        const struct pack_right *right = &m->rights.all.v[i];
        struct str figure;

        if (!right->is_free &&
            deliver_caption_in_name(m->arena, right->figure, &figure, &rest) &&
            str_eq(figure, key)) {
            return true;
        }
    }
    return false;
}

/* Files of the public set lie in one folder when there are several. */
static struct str public_name(struct making *m, const struct deliver_file *file, uint32_t count)
{
    ptrdiff_t slash = str_rfind(file->name, STR("/"));
    struct str base = str_sub(file->name, slash < 0 ? 0 : (size_t)slash + 1, file->name.n);

    return count > 1 ? arena_printf(m->arena, "図表等データ/%.*s", STR_ARG(base)) : base;
}

static int put_rest(struct making *m, struct err *err)
{
    uint32_t published = 0;

    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];

        published += file->part != NULL && file->part->role == PROFILE_FIGURES &&
                     file->part->set == PROFILE_PUBLIC && !is_withheld(m, file);
    }
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];
        bool is_list = profile_matches(file->name, m->profile->manifests.v, m->profile->manifests.n);

        /* A list of the folder is not one of the sets. */
        if (is_report(file) || is_list || archive_is_junk(file->name)) {
            continue;
        }
        bool is_public = file->part != NULL && file->part->set == PROFILE_PUBLIC &&
                         !is_withheld(m, file);

        if (copy_file(m, file, is_public ? PACK_PUBLIC : PACK_INTERNAL,
                      is_public ? public_name(m, file, published) : file->name, err) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- forms ---- */

static const struct profile_part *part_of_role(const struct making *m, enum profile_role role)
{
    for (uint32_t i = 0; i < m->profile->parts.n; i++) {
        if (m->profile->parts.v[i].role == role) {
            return &m->profile->parts.v[i];
        }
    }
    return NULL;
}

/* Whether the form is to be made: the profile says so, and the folder has none. */
static bool is_wanted(const struct making *m, const struct profile_part *part)
{
    if (part == NULL || !part->is_made) {
        return false;
    }
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        if (m->deliver.files.v[i].part == part) {
            return false;
        }
    }
    return true;
}

static int put_book(struct making *m, struct str name, const struct profile_part *part,
                    int (*fill)(struct making *m, struct book *b, struct err *err), struct err *err)
{
    const char *path = place_of(m, PACK_INTERNAL, name);
    struct book *book;

    if (make_way(m, path, err) < 0) {
        return -1;
    }
    if (access(path, F_OK) == 0) {
        return err_set(err, ERR_CONFLICT, "two files of a set would be called '%.*s'",
                       STR_ARG(name));
    }
    if (book_open(m->arena, path, (struct str){}, m->call->day, &book, err) < 0 ||
        fill(m, book, err) < 0 || book_close(book, err) < 0) {
        return -1;
    }
    return add_item(m, PACK_INTERNAL, (struct pack_item){.name = name, .title = part->title}, err);
}

/* A sheet for each PDF that is published. */
static int fill_bibliography(struct making *m, struct book *b, struct err *err)
{
    uint32_t sheets = 0;
    bool has_data = false;

    for (uint32_t i = 0; i < m->sets[PACK_PUBLIC].items.n; i++) {
        has_data |= !str_ends(m->sets[PACK_PUBLIC].items.v[i].name, STR(".pdf"));
    }
    for (uint32_t i = 0; i < m->sets[PACK_PUBLIC].items.n; i++) {
        const struct pack_item *item = &m->sets[PACK_PUBLIC].items.v[i];
        const struct pack_facts *f = &m->facts;
        struct str language = f->edition.n > 0 ? f->edition : STR("日本語版");
        bool listed = pack_rights_listed(&m->rights) > 0;
        const struct book_pair pairs[] = {
            {"委託事業名", f->project},
            {"報告書の題名", f->title},
            {"受注事業者名", f->contractor},
            {"担当課室名", f->office},
            {"作成年月", f->month.n > 0 ? f->month : m->call->date},
            {"版・言語", is_beside(item->name) ? stem_of(item->name) : language},
            {"PDFファイル名", item->name},
            {"二次利用未承諾リスト", listed ? STR("有") : STR("無")},
            {"図表等データ", has_data ? STR("有") : STR("無")},
            {"概要", f->summary},
            {"キーワード", f->keywords},
        };

        if (str_ends(item->name, STR(".pdf"))) {
            book_form(b, arena_printf(m->arena, "書誌情報%u", ++sheets).p,
                      "委託調査報告書公表用書誌情報", pairs, COUNT(pairs), NULL, 0);
        }
    }
    return sheets > 0 ? 0
                      : err_set(err, ERR_INVALID, "there is no PDF to be published");
}

static int fill_rights(struct making *m, struct book *b, struct err *err)
{
    static const struct book_column columns[] = {
        {"頁", 12, BOOK_TEXT}, {"図表番号", 18, BOOK_TEXT}, {"タイトル", 56, BOOK_TEXT}};
    const struct book_pair pairs[] = {{"報告書の題名", m->facts.title},
                                      {"委託事業名", m->facts.project},
                                      {"受注事業者名", m->facts.contractor}};

    book_form(b, "二次利用未承諾リスト", "二次利用未承諾リスト", pairs, COUNT(pairs), columns,
              COUNT(columns));
    for (uint32_t i = 0; i < m->rights.all.n; i++) {
        const struct pack_right *r = &m->rights.all.v[i];

        if (!r->is_free) {
            book_text(b, r->page);
            book_text(b, r->figure);
            book_text(b, r->title);
            book_end_row(b);
        }
    }
    return 0;
}

static int put_forms(struct making *m, struct err *err)
{
    const struct profile_part *bibliography = part_of_role(m, PROFILE_BIBLIOGRAPHY);
    const struct profile_part *rights = part_of_role(m, PROFILE_RIGHTS);
    const struct {
        struct str value;
        const char *key;
    } needed[] = {{m->facts.project, "委託事業名"},
                  {m->facts.title, "報告書の題名"},
                  {m->facts.contractor, "受注事業者名"},
                  {m->facts.office, "担当課室名"}};
    bool makes_rights = is_wanted(m, rights) && pack_rights_listed(&m->rights) > 0;

    if (!is_wanted(m, bibliography) && !makes_rights) {
        return 0;
    }
    for (size_t i = 0; i < COUNT(needed); i++) {
        if (needed[i].value.n == 0) {
            err_set(err, ERR_INVALID, "the forms need a fact that is not said: '%s'", needed[i].key);
            return err_hint(err, "write it into a file for --facts, a line like '%s: …'",
                            needed[i].key);
        }
    }
    if (is_wanted(m, bibliography) &&
        put_book(m, STR("委託調査報告書公表用書誌情報.xlsx"), bibliography, fill_bibliography, err) < 0) {
        return -1;
    }
    return makes_rights ? put_book(m, STR("二次利用未承諾リスト.xlsx"), rights, fill_rights, err) : 0;
}

/* ---- what was made ---- */

/*
 * Whether the rule was decided for the source, wherever it was (pages have other numbers now), or
 * for another volume of the same report.
 */
static bool is_decided(const struct making *m, const struct pack_item *item,
                       const struct inspect_rule *rule)
{
    for (uint32_t i = 0; i < m->decisions.all.n; i++) {
        const struct pack_decision *d = &m->decisions.all.v[i];
        bool is_source = str_eq(d->sha256, item->from_sha256);

        for (uint32_t k = 0; k < m->deliver.files.n && !is_source; k++) {
            const struct deliver_file *file = &m->deliver.files.v[k];

            is_source = file->part != NULL && file->part->role == PROFILE_REPORT &&
                        str_eq(d->sha256, m->report.files.v[file->index].sha256);
        }
        if (is_source && str_eq(d->rule, str_of(rule->id))) {
            return true;
        }
    }
    return false;
}

/* What we made is inspected too: a finding passes when it was decided for a source. */
static int inspect_made(struct making *m, struct err *err)
{
    for (int side = 0; side < PACK_SIDES; side++) {
        for (uint32_t i = 0; i < m->sets[side].items.n; i++) {
            const struct pack_item *item = &m->sets[side].items.v[i];
            const struct inspect_options how = {.workers = 1};
            struct inspect_report report;

            if (item->from.n > 0 && item->from_sha256.n == 0) {
                continue; /* as it was inspected before */
            }
            char *path = (char *)(uintptr_t)place_of(m, (enum pack_side)side, item->name);

            if (inspect_paths(m->arena, &path, 1, &how, &report, err) < 0) {
                return -1;
            }
            for (uint32_t k = 0; k < report.files.v[0].findings.n; k++) {
                const struct inspect_finding *x = &report.files.v[0].findings.v[k];

                if (item->from_sha256.n == 0 || !is_decided(m, item, x->rule)) {
                    ask(m, &report.files.v[0], x, item->name);
                }
            }
            if (report.files.v[0].state == INSPECT_PARTIAL &&
                (item->from_sha256.n == 0 || !is_decided(m, item, partial(m)->rule))) {
                ask(m, &report.files.v[0], partial(m), item->name);
            }
        }
    }
    return 0;
}

static int by_hash(const void *a, const void *b)
{
    return str_cmp(((const struct pack_item *)a)->sha256, ((const struct pack_item *)b)->sha256);
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct pack_item *)a)->name, ((const struct pack_item *)b)->name);
}

/* No file of the one set is in the other, by its bytes or by its name. */
static int check_apart(struct making *m, struct err *err)
{
    const struct pack_set *internal = &m->sets[PACK_INTERNAL];
    int (*const orders[])(const void *, const void *) = {by_hash, by_name};
    struct pack_item *sorted = ARENA_ARRAY(m->arena, internal->items.n + 1, struct pack_item);

    for (size_t o = 0; o < COUNT(orders); o++) {
        if (internal->items.n == 0) {
            return 0;
        }
        memcpy(sorted, internal->items.v, internal->items.n * sizeof(sorted[0]));
        qsort(sorted, internal->items.n, sizeof(sorted[0]), orders[o]);
        for (uint32_t i = 0; i < m->sets[PACK_PUBLIC].items.n; i++) {
            const struct pack_item *item = &m->sets[PACK_PUBLIC].items.v[i];

            const struct pack_item *twin =
                bsearch(item, sorted, internal->items.n, sizeof(sorted[0]), orders[o]);

            if (twin != NULL) {
                err_set(err, ERR_CONFLICT, "'%.*s' would be in both sets (there as '%.*s')",
                        STR_ARG(item->name), STR_ARG(twin->name));
                return err_hint(err, "the same file is in the folder twice, or under one name; "
                                     "take one away or rename it");
            }
        }
    }
    return 0;
}

/* ---- lists and mails ---- */

static struct pack_manifest manifest_of(const struct making *m, const uint8_t *key)
{
    return (struct pack_manifest){.date = m->call->date,
                                  .title = m->facts.title,
                                  .profile = m->profile->name,
                                  .as_of = m->profile->as_of,
                                  .public_key = key};
}

/* A file beside the sets: lists, mails. `path` is in the package. */
static int add_more(struct making *m, struct pack_set *more, struct str path, struct err *err)
{
    struct pack_item item = {.name = path};

    if (pack_hash_file(m->arena, arena_printf(m->arena, "%s/%.*s", m->temporary, STR_ARG(path)).p,
                       &item.sha256, &item.bytes, err) < 0) {
        return -1;
    }
    *VEC_ADD(m->arena, &more->items) = item;
    return 0;
}

static int put_mails(struct making *m, struct pack_set *more, struct err *err)
{
    struct str folder = arena_printf(m->arena, "%s/3_メール", m->temporary);

    if (m->profile->max_mail_bytes == 0) {
        err_set(err, ERR_INVALID, "the profile has no limit for mails");
        return err_hint(err, "a line like メールの上限: 10MB");
    }
    if (mkdir(folder.p, FOLDER_MODE) < 0) {
        return err_set(err, ERR_IO, "'%s' could not be made: %s", folder.p, err_reason(errno));
    }
    for (int side = 0; side < PACK_SIDES; side++) {
        struct pack_set set = {};

        for (size_t i = 0; i < COUNT(list_names) && m->sets[side].items.n > 0; i++) {
            struct pack_item *item = VEC_ADD(m->arena, &set.items);

            item->name = str_of(list_names[i]);
            if (pack_hash_file(m->arena, place_of(m, (enum pack_side)side, item->name),
                               &item->sha256, &item->bytes, err) < 0) {
                return -1;
            }
        }
        for (uint32_t i = 0; i < m->sets[side].items.n; i++) {
            *VEC_ADD(m->arena, &set.items) = m->sets[side].items.v[i];
        }
        uint32_t count = 0;

        if (pack_mail_write(m->arena, m->temporary, folder.p, (enum pack_side)side, &set,
                            m->profile->max_mail_bytes, &count, err) < 0) {
            return -1;
        }
        for (uint32_t i = 1; i <= count; i++) {
            if (add_more(m, more, arena_printf(m->arena, "3_メール/%s_%u-%u.zip",
                                               pack_side_folders[side], i, count), err) < 0) {
                return -1;
            }
        }
        m->result->mails += count;
    }
    return 0;
}

/* The list for people and the signed one, which covers it, in the folder of a set. */
static int put_list(struct making *m, enum pack_side side, const char *folder,
                    struct pack_manifest *own, const uint8_t *secret, struct err *err)
{
    struct pack_set more = {};
    struct pack_item list = {.name = str_of(list_names[0])};

    if (pack_list_write(m->arena, folder, &m->sets[side], err) < 0 ||
        pack_hash_file(m->arena, place_of(m, side, list.name), &list.sha256, &list.bytes, err) < 0) {
        return -1;
    }
    *VEC_ADD(m->arena, &more.items) = list;
    own->sets[side] = &m->sets[side];
    own->more = &more;
    return pack_manifest_write(m->arena, folder, own, secret, err);
}

static int put_lists(struct making *m, struct err *err)
{
    uint8_t key[PACK_KEY_BYTES] = {};
    uint8_t secret[PACK_SIGNATURE_BYTES] = {};
    struct pack_manifest office;
    struct pack_set beside = {};
    int status = pack_key_open(m->call->key, key, secret, err);

    office = manifest_of(m, key);
    office.decisions = &m->decisions;
    for (int side = 0; side < PACK_SIDES && status == 0; side++) {
        struct pack_manifest own = manifest_of(m, key);
        const char *folder =
            arena_printf(m->arena, "%s/%s", m->temporary, pack_side_folders[side]).p;

        office.sets[side] = &m->sets[side];
        if (m->sets[side].items.n > 0) {
            status = put_list(m, (enum pack_side)side, folder, &own, secret, err);
        }
        for (size_t i = 0; i < COUNT(list_names) && m->sets[side].items.n > 0 && status == 0; i++) {
            status = add_more(m, &beside, arena_printf(m->arena, "%s/%s", pack_side_folders[side],
                                                       list_names[i]), err);
        }
    }
    if (status == 0 && m->call->by_mail) {
        status = put_mails(m, &beside, err);
    }
    office.more = &beside;
    if (status == 0) {
        status = pack_manifest_write(m->arena, m->temporary, &office, secret, err);
    }
    explicit_bzero(secret, sizeof(secret));
    m->result->key = hex_of(m->arena, key, sizeof(key));
    return status;
}

/* ---- the folder ---- */

static void remove_tree(struct arena *a, const char *path, int depth)
{
    DIR *folder = depth > MAX_DEPTH ? NULL : opendir(path);

    for (struct dirent *e = folder == NULL ? NULL : readdir(folder); e != NULL; e = readdir(folder)) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            const char *inner = arena_printf(a, "%s/%s", path, e->d_name).p;

            if (unlink(inner) < 0) {
                remove_tree(a, inner, depth + 1);
            }
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    rmdir(path);
}

static int make_in_temporary(struct making *m, struct err *err)
{
    if (put_reports(m, err) < 0 || put_rest(m, err) < 0 || put_forms(m, err) < 0 ||
        check_apart(m, err) < 0 || inspect_made(m, err) < 0) {
        return -1;
    }
    if (m->result->open.n > 0) {
        return PACK_IS_OPEN;
    }
    if (put_lists(m, err) < 0) {
        return -1;
    }
    /* Not over a folder that came to be meanwhile. */
    if (renameat2(AT_FDCWD, m->temporary, AT_FDCWD, m->call->out, RENAME_NOREPLACE) < 0) {
        return err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_IO,
                       "'%s' could not be put in place: %s", m->call->out, err_reason(errno));
    }
    return 0;
}

static int read_inputs(struct making *m, struct err *err)
{
    return pack_facts_read(m->arena, m->call->facts, &m->facts, err) < 0 ||
                   pack_rights_read(m->arena, m->call->rights, &m->rights, err) < 0 ||
                   pack_decisions_read(m->arena, m->call->decisions, m->call->date, &m->decisions,
                                       err) < 0
               ? -1
               : 0;
}

/* Whether a path that is not there yet would lie in the folder: the next package would hold it. */
static bool is_inside(struct arena *a, const char *path, const char *folder)
{
    size_t end = strlen(path);

    while (end > 1 && path[end - 1] == '/') {
        end--;
    }
    while (end > 0 && path[end - 1] != '/') {
        end--;
    }
    const char *above = end == 0 ? "." : arena_printf(a, "%.*s", (int)end, path).p;
    char *real_above AUTO_FREE = realpath(above, NULL);
    char *real_folder AUTO_FREE = realpath(folder, NULL);
    size_t n = real_folder == NULL ? 0 : strlen(real_folder);

    return real_above != NULL && n > 0 && strncmp(real_above, real_folder, n) == 0 &&
           (real_above[n] == '\0' || real_above[n] == '/');
}

int pack_make(struct arena *a, const struct pack_call *call, struct pack_result *ret_result,
              struct err *err)
{
    struct making m = {.arena = a, .call = call, .profile = call->profile, .result = ret_result};
    char *folder = (char *)(uintptr_t)call->folder;
    const struct inspect_options how = {
        .profile = call->profile,
        .folder_bytes = strlen(folder) + !str_ends(str_of(folder), STR("/"))};
    struct str out = str_of(call->out);

    *ret_result = (struct pack_result){.out = out};
    if (access(call->out, F_OK) == 0) {
        err_set(err, ERR_CONFLICT, "'%s' is there already, and nothing is overwritten", call->out);
        return err_hint(err, "name a new folder with --out");
    }
    if (is_inside(a, call->out, folder)) {
        err_set(err, ERR_INVALID, "'%s' lies in the folder that is packed", call->out);
        return err_hint(err, "name a folder elsewhere with --out");
    }
    if (read_inputs(&m, err) < 0 || inspect_paths(a, &folder, 1, &how, &m.report, err) < 0 ||
        deliver_check(a, call->profile, folder, &m.report, &m.deliver, err) < 0) {
        return -1;
    }
    ask_all(&m);
    if (ret_result->open.n > 0) {
        return PACK_IS_OPEN;
    }
    size_t end = out.n - str_ends(out, STR("/"));
    char *temporary = (char *)(uintptr_t)arena_printf(a, "%.*s.XXXXXX", (int)end, out.p).p;

    if (mkdtemp(temporary) == NULL || chmod(temporary, FOLDER_MODE) < 0) {
        return err_set(err, ERR_IO, "'%s' could not be made: %s", temporary, err_reason(errno));
    }
    m.temporary = temporary;
    int status = make_in_temporary(&m, err);

    if (status != 0) {
        remove_tree(a, temporary, 0);
    }
    ret_result->internal_files = m.sets[PACK_INTERNAL].items.n;
    ret_result->public_files = m.sets[PACK_PUBLIC].items.n;
    return status;
}
