/*
 * A folder against its profile: each file gets its part, then what concerns one file (form, pages,
 * limits), then what concerns the set. Places name files, pages and captions; nothing of the
 * contents is repeated but captions and headings, which stand in the report for all to read.
 */
#include "inspect/deliver/deliver.h"

#include "base/utf8.h"
#include "inspect/archive.h"
#include "inspect/deliver/deliver-facts.h"
#include "read/read.h"
#include "text/fold.h"

#include <sys/stat.h>

enum {
    MAX_CUTS_TOLD = 12,
    MAX_AFTER_HEADING = 48, /* bytes behind a heading in its line */
};

/* ---- parts ---- */

static struct str kind_of(struct deliver *d, const struct inspect_file *file, struct str name)
{
    struct str ending = profile_ending(d->arena, name);

    /* Text has many endings; of what could not be looked into only the ending is known. */
    return file->kind.n == 0 || str_eq(file->kind, STR("text")) ? ending : file->kind;
}

static void assign_parts(struct deliver *d)
{
    for (uint32_t i = 0; i < d->report->files.n; i++) {
        const struct inspect_file *file = &d->report->files.v[i];

        if (!str_starts(file->path, d->folder)) {
            continue;
        }
        struct str name = str_sub(file->path, d->folder.n, file->path.n);
        struct str kind = kind_of(d, file, name);
        bool is_list = profile_matches(name, d->profile->manifests.v, d->profile->manifests.n);

        *VEC_ADD(d->arena, &d->files) = (struct deliver_file){
            .index = i,
            .name = name,
            .kind = kind,
            .part =
                is_list || archive_is_junk(name) ? NULL : profile_part_of(d->profile, name, kind)};
    }
}

static const char *path_of(const struct deliver *d, const struct deliver_file *file)
{
    return d->report->files.v[file->index].path.p;
}

/* ---- one file ---- */

static void check_kind(struct deliver *d, const struct deliver_file *file)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const struct profile_part *part = file->part;
    struct str kinds = {};
    bool is_data = part->role == PROFILE_RAW || part->role == PROFILE_FIGURES;

    if (profile_part_takes(part, file->kind)) {
        return;
    }
    for (uint32_t i = 0; i < part->kinds.n; i++) {
        kinds = arena_printf(&scratch, "%.*s%s%.*s", STR_ARG(kinds), i > 0 ? "/" : "",
                             STR_ARG(part->kinds.v[i]));
    }
    deliver_tell(d, file->index,
                 is_data && d->profile->machine.wants[MACHINE_FORMAT] ? machine_rule(MACHINE_FORMAT)
                                                                      : "PKG-325",
                 arena_printf(&scratch, "%.*s: %.*s ≠ %.*s", STR_ARG(part->title),
                              STR_ARG(file->kind), STR_ARG(kinds)),
                 1);
}

/* The headings, in their order, each at the start of a line. */
static void check_headings(struct deliver *d, const struct deliver_file *file,
                           const struct doc *doc)
{
    const struct profile_part *part = file->part;
    uint32_t from = 0;

    for (uint32_t h = 0; h < part->headings.n; h++) {
        struct arena scratch CLEANUP(arena_done) = {};
        struct str wanted = fold(&scratch, part->headings.v[h]).s;
        bool found = false;

        for (uint32_t i = from; i < doc->lines.n && !found; i++) {
            struct arena line_arena CLEANUP(arena_done) = {};
            struct str line = str_trim(fold(&line_arena, doc_line_text(doc, &doc->lines.v[i])).s);
            ptrdiff_t at = str_find(line, wanted, 0);

            /* Numbers and marks may stand before it; a sentence that begins so is none. */
            if (at >= 0 && at <= 16 && doc->lines.v[i].role == DOC_BODY &&
                line.n - (size_t)at - wanted.n <= MAX_AFTER_HEADING && !str_has(line, STR("。"))) {
                found = true;
                from = i + 1;
            }
        }
        if (!found) {
            deliver_tell(d, file->index, "PKG-325",
                         arena_printf(&scratch, "見出し「%.*s」", STR_ARG(part->headings.v[h])), 1);
        }
    }
}

static bool has_table(const struct doc *doc)
{
    for (uint32_t i = 0; i < doc->lines.n; i++) {
        if (doc->lines.v[i].table > 0) {
            return true;
        }
    }
    return false;
}

/*
 * Pages that a Word file takes at least, by its text: what its program counted may be old, or never
 * have been counted. A4 with narrow margins, lines close together; tables and pictures not counted.
 */
static uint32_t least_pages(const struct doc *doc)
{
    const double width = 482; /* points between the margins */
    const double height = 728;
    const double leading = 1.45; /* of a line, times its size */
    const double usual_size = 10.5;
    double used = 0;

    for (uint32_t i = 0; i < doc->lines.n; i++) {
        const struct doc_line *line = &doc->lines.v[i];
        struct str text = doc_line_text(doc, line);
        double size = line->font_size > 0 ? (double)line->font_size : usual_size;
        double ems = 0;

        if (line->role != DOC_BODY || line->table > 0 ||
            (line->flags & (DOC_HIDDEN | DOC_DELETED)) != 0) {
            continue;
        }
        for (size_t k = 0; k < text.n; k++) {
            unsigned char c = (unsigned char)text.p[k];

            ems += c < 0x80 ? 0.5 : (c & 0xC0) != 0x80 ? 1 : 0;
        }
        uint32_t lines = 1 + (uint32_t)(ems * size / width);

        used += lines * size * leading;
    }
    return (uint32_t)(used / height) + (used > 0);
}

static void check_office(struct deliver *d, const struct deliver_file *file, const struct doc *doc)
{
    struct arena scratch CLEANUP(arena_done) = {};
    const struct profile_part *part = file->part;
    struct deliver_facts facts = {};
    struct err err = {};

    if (deliver_facts_read(&scratch, path_of(d, file), &facts, &err) < 0) {
        return;
    }
    facts.pages = MAX(facts.pages, least_pages(doc));
    if (part->most_pages > 0 && facts.pages > part->most_pages) {
        deliver_tell(d, file->index, "PKG-325",
                     arena_printf(&scratch, "%uページ > %uページ", facts.pages, part->most_pages),
                     1);
    }
    if (part->forbids_figures && facts.pictures > 0) {
        deliver_tell(d, file->index, "PKG-325", STR("図"), facts.pictures);
    }
    if (part->forbids_figures && has_table(doc)) {
        deliver_tell(d, file->index, "PKG-325", STR("表"), 1);
    }
    if (facts.pictures < part->min_pictures) {
        deliver_tell(d, file->index, "PKG-325",
                     arena_printf(&scratch, "写真%u枚 < %u枚", facts.pictures, part->min_pictures),
                     1);
    }
}

/* The inspector tells the usual limits; where the profile has its own, those hold. */
static void forget_limits(struct inspect_file *file)
{
    const struct inspect_rule *rule = inspect_rule_find("PDF-182");
    uint32_t n = 0;

    for (uint32_t i = 0; i < file->findings.n; i++) {
        if (file->findings.v[i].rule != rule) {
            file->findings.v[n++] = file->findings.v[i];
        }
    }
    file->findings.n = n;
}

static void check_limits(struct deliver *d, const struct deliver_file *file, const struct doc *doc)
{
    const struct profile_part *part = file->part;
    struct arena scratch CLEANUP(arena_done) = {};
    struct deliver_cuts cuts;
    struct stat st;
    struct str place = {};

    if ((part->max_bytes == 0 && part->max_pages == 0 && part->max_characters == 0) ||
        doc->pages == 0 || stat(path_of(d, file), &st) < 0) {
        return;
    }
    forget_limits(&d->report->files.v[file->index]);
    deliver_split(&scratch, doc, (uint64_t)st.st_size, file->part, &cuts);
    if (!cuts.over_bytes && !cuts.over_pages && !cuts.over_characters) {
        return;
    }
    for (uint32_t i = 0; i < cuts.parts.n && i < MAX_CUTS_TOLD; i++) {
        const struct deliver_cut *cut = &cuts.parts.v[i];

        place = arena_printf(
            &scratch, "%.*s%sp%u-%u%s%.*s", STR_ARG(place), i > 0 ? " | " : "", cut->first,
            cut->last, cut->chapter.n > 0 ? " " : "",
            STR_ARG(str_sub(cut->chapter, 0,
                            utf8_floor(cut->chapter, MIN(cut->chapter.n, (size_t)60)))));
    }
    deliver_tell(d, file->index, "PDF-182", place, cuts.parts.n);
}

static void check_pages(struct deliver *d, const struct deliver_file *file, const struct doc *doc)
{
    const struct profile_part *part = file->part;

    if (part->most_pages > 0 && doc->pages > part->most_pages) {
        struct arena scratch CLEANUP(arena_done) = {};

        deliver_tell(d, file->index, "PKG-325",
                     arena_printf(&scratch, "%uページ > %uページ", doc->pages, part->most_pages),
                     1);
    }
    /* Of a scan all that is read is its pages. */
    for (uint32_t i = 0; part->wants_text && i < doc->notes.n; i++) {
        if (doc->notes.v[i].kind == DOC_NOTE_NO_TEXT) {
            deliver_tell(d, file->index, "PKG-325", STR("文字のないページ"),
                         MAX(doc->notes.v[i].count, 1u));
        }
    }
}

static bool must_be_read(const struct deliver_file *file)
{
    const struct profile_part *part = file->part;

    return part->wants_text || part->max_bytes > 0 || part->max_pages > 0 ||
           part->max_characters > 0 || part->most_pages > 0 || part->min_pictures > 0 ||
           part->forbids_figures || part->headings.n > 0 || part->role == PROFILE_REPORT ||
           part->role == PROFILE_SOURCE;
}

static void check_file(struct deliver *d, const struct deliver_file *file)
{
    struct arena scratch CLEANUP(arena_done) = {};
    struct doc doc = {.name = file->name};
    struct read_options how = {.takes_scans = true};
    struct err err = {};
    bool is_office = str_eq(file->kind, STR("docx"));
    bool is_pdf = str_eq(file->kind, STR("pdf"));

    check_kind(d, file);
    if (!(is_office || is_pdf) || !must_be_read(file)) {
        return;
    }
    if (read_file(&scratch, path_of(d, file), &how, &doc, &err) < 0) {
        deliver_tell(d, file->index, "SYS-399", deliver_why(path_of(d, file), &err), 1);
        return;
    }
    if (is_office) {
        check_office(d, file, &doc);
    } else {
        check_pages(d, file, &doc);
        check_limits(d, file, &doc);
    }
    check_headings(d, file, &doc);
    if ((file->part->role == PROFILE_REPORT ||
         (file->part->role == PROFILE_SOURCE && d->captions.all.n == 0))) {
        struct deliver_captions captions = {};

        deliver_captions_find(d->arena, &doc, &captions);
        if (captions.all.n > 0) {
            d->captions = captions;
        }
    }
}

/* ---- the set ---- */

static uint32_t count_of(const struct deliver *d, const struct profile_part *part)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < d->files.n; i++) {
        n += d->files.v[i].part == part;
    }
    return n;
}

static void check_set(struct deliver *d)
{
    for (uint32_t i = 0; i < d->profile->parts.n; i++) {
        const struct profile_part *part = &d->profile->parts.v[i];

        if (part->is_required && !part->is_made && count_of(d, part) == 0) {
            deliver_tell(d, d->folder_file, "PKG-322", part->title, 1);
        }
    }
    for (uint32_t i = 0; i < d->files.n; i++) {
        const struct deliver_file *file = &d->files.v[i];

        if (file->part == NULL && !archive_is_junk(file->name) &&
            !profile_matches(file->name, d->profile->manifests.v, d->profile->manifests.n)) {
            deliver_tell(d, file->index, "PKG-326", file->name, 1);
        }
    }
}

int deliver_check(struct arena *a, const struct profile *profile, const char *folder,
                  struct inspect_report *report, struct deliver *ret_deliver, struct err *err)
{
    struct deliver d = {.arena = a, .profile = profile, .report = report};
    struct stat st;

    if (stat(folder, &st) < 0 || !S_ISDIR(st.st_mode)) {
        err_set(err, ERR_INVALID, "a profile is held against a folder, and '%s' is none", folder);
        return err_hint(err, "itaku inspect --profile meti-report delivery/");
    }
    d.folder = arena_printf(a, "%s%s", folder, str_ends(str_of(folder), STR("/")) ? "" : "/");
    assign_parts(&d);
    d.folder_file = report->files.n;
    *VEC_ADD(a, &report->files) =
        (struct inspect_file){.path = d.folder, .kind = STR("folder"), .state = INSPECT_INSPECTED};
    for (uint32_t i = 0; i < d.files.n; i++) {
        if (d.files.v[i].part != NULL) {
            check_file(&d, &d.files.v[i]);
        }
    }
    check_set(&d);
    deliver_check_names(&d);
    deliver_check_doubles(&d);
    deliver_check_manifests(&d);
    deliver_check_figures(&d);
    *ret_deliver = d;
    return 0;
}
