/*
 * What is chosen: which set a file of the folder goes to, and under which name. A report of the
 * public set goes into both (pack-report.c); every other file goes into one of them only.
 */
#include "pack/pack-choose.h"

#include "inspect/archive.h"

bool pack_choose_is_report(const struct deliver_file *file)
{
    return file->part != NULL && file->part->role == PROFILE_REPORT &&
           str_eq(file->kind, STR("pdf"));
}

bool pack_choose_is_beside(struct str name)
{
    static const char *const words[] = {"概要",    "英語",    "英文",    "English",
                                        "english", "summary", "Summary", NULL};

    for (const char *const *w = words; *w != NULL; w++) {
        if (str_has(name, str_of(*w))) {
            return true;
        }
    }
    return false;
}

struct str pack_choose_stem(struct str name)
{
    ptrdiff_t slash = str_rfind(name, STR("/"));
    ptrdiff_t dot = str_rfind(name, STR("."));

    return str_sub(name, slash < 0 ? 0 : (size_t)slash + 1, dot > slash ? (size_t)dot : name.n);
}

void pack_choose_reports(struct making *m, bool beside, struct pack_volumes *ret)
{
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];

        if (pack_choose_is_report(file) && pack_choose_is_beside(file->name) == beside) {
            *VEC_ADD(m->arena, &ret->all) = file;
        }
    }
}

const struct profile_part *pack_choose_form(const struct making *m, enum profile_role role)
{
    const struct profile_part *part = NULL;

    for (uint32_t i = 0; i < m->profile->parts.n && part == NULL; i++) {
        if (m->profile->parts.v[i].role == role) {
            part = &m->profile->parts.v[i];
        }
    }
    for (uint32_t i = 0; i < m->deliver.files.n && part != NULL; i++) {
        if (m->deliver.files.v[i].part == part) {
            return NULL;
        }
    }
    return part != NULL && part->is_made ? part : NULL;
}

/* ---- data and the rest ---- */

/* Whether the ledger says that somebody has not agreed to the figure of the file. */
static bool is_withheld(struct making *m, const struct deliver_file *file)
{
    struct str key;
    struct str rest;

    if (!deliver_caption_in_name(m->arena, pack_choose_stem(file->name), &key, &rest)) {
        return false;
    }
    for (uint32_t i = 0; i < m->rights.all.n; i++) {
        const struct pack_right *right = &m->rights.all.v[i];
        struct str figure;

        if (!right->is_free && deliver_caption_in_name(m->arena, right->figure, &figure, &rest) &&
            str_eq(figure, key)) {
            return true;
        }
    }
    return false;
}

/* Data of figures that is published. */
static bool is_published(struct making *m, const struct deliver_file *file)
{
    return file->part != NULL && file->part->set == PROFILE_PUBLIC && !is_withheld(m, file);
}

/* Files of the public set lie in one folder when there are several. */
static struct str public_name(struct making *m, const struct deliver_file *file, uint32_t count)
{
    ptrdiff_t slash = str_rfind(file->name, STR("/"));
    struct str base = str_sub(file->name, slash < 0 ? 0 : (size_t)slash + 1, file->name.n);

    return count > 1 ? arena_printf(m->arena, "図表等データ/%.*s", STR_ARG(base)) : base;
}

int pack_choose_rest(struct making *m, struct err *err)
{
    uint32_t published = 0;

    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];

        published += is_published(m, file) && file->part->role == PROFILE_FIGURES;
    }
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];
        bool is_list =
            profile_matches(file->name, m->profile->manifests.v, m->profile->manifests.n);

        /* A list of the folder is not one of the sets. */
        if (pack_choose_is_report(file) || is_list || archive_is_junk(file->name)) {
            continue;
        }
        bool is_public = is_published(m, file);

        if (pack_making_copy(m, file, is_public ? PACK_PUBLIC : PACK_INTERNAL,
                             is_public ? public_name(m, file, published) : file->name, err) < 0) {
            return -1;
        }
    }
    return 0;
}
