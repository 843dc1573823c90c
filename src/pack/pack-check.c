/*
 * What is checked: findings against decisions, what was made against what its source was let pass,
 * the sets against each other.
 */
#include "pack/pack-check.h"

#include "inspect/inspect.h"
#include "pack/pack-choose.h"

#include <stdlib.h>

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

/* Looked at in part, and no finding says so. */
static bool is_partial_untold(const struct inspect_file *file)
{
    for (uint32_t i = 0; i < file->findings.n; i++) {
        if (strcmp(file->findings.v[i].rule->id, "SYS-399") == 0) {
            return false;
        }
    }
    return file->state == INSPECT_PARTIAL;
}

static void ask(struct making *m, const struct inspect_file *file, const struct inspect_finding *x,
                struct str name)
{
    if (x->rule->severity > INSPECT_HIGH) {
        return;
    }
    struct pack_decision *d = pack_gate_find(&m->gate, file->sha256, str_of(x->rule->id), x->place);

    if (d != NULL) {
        d->is_used = true;
        return;
    }
    *VEC_ADD(m->arena, &m->result->open) =
        (struct pack_open){.finding = x, .file = name, .sha256 = file->sha256};
}

/* Which files of the report are reports of the set, by their index. */
static const bool *reports_of(struct making *m)
{
    bool *is_report = ARENA_ARRAY(m->arena, (size_t)m->report.files.n + 1, bool);

    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        is_report[m->deliver.files.v[i].index] = pack_choose_is_report(&m->deliver.files.v[i]);
    }
    return is_report;
}

void pack_check_folder(struct making *m)
{
    const bool *is_report = reports_of(m);

    for (uint32_t i = 0; i < m->report.files.n; i++) {
        const struct inspect_file *file = &m->report.files.v[i];
        struct str name = str_sub(file->path, m->deliver.folder.n, file->path.n);

        for (uint32_t k = 0; k < file->findings.n; k++) {
            const struct inspect_finding *x = &file->findings.v[k];

            /* A report over a limit is cut by us. */
            if (!is_report[i] || strcmp(x->rule->id, "PDF-182") != 0) {
                ask(m, file, x, name);
            }
        }
        if (is_partial_untold(file)) {
            ask(m, file, partial(m), name);
        }
    }
}

/*
 * Whether the rule was decided for the source, wherever it was (pages have other numbers now), or
 * for another volume of the same report.
 */
static bool is_decided(const struct making *m, const struct pack_item *item,
                       const struct inspect_rule *rule)
{
    if (item->from_sha256.n == 0) {
        return false;
    }
    if (pack_gate_has(&m->gate, item->from_sha256, str_of(rule->id))) {
        return true;
    }
    for (uint32_t i = 0; i < m->deliver.files.n; i++) {
        const struct deliver_file *file = &m->deliver.files.v[i];

        if (file->part != NULL && file->part->role == PROFILE_REPORT &&
            pack_gate_has(&m->gate, m->report.files.v[file->index].sha256, str_of(rule->id))) {
            return true;
        }
    }
    return false;
}

static void ask_made(struct making *m, const struct pack_item *item,
                     const struct inspect_file *file)
{
    for (uint32_t k = 0; k < file->findings.n; k++) {
        const struct inspect_finding *x = &file->findings.v[k];

        if (x->rule->severity <= INSPECT_HIGH && !is_decided(m, item, x->rule)) {
            ask(m, file, x, item->name);
        }
    }
    if (is_partial_untold(file) && !is_decided(m, item, partial(m)->rule)) {
        ask(m, file, partial(m), item->name);
    }
}

int pack_check_made(struct making *m, struct err *err)
{
    const struct inspect_options how = {.lists = m->call->lists};
    struct inspect_report report;
    VEC(char *) paths = {};
    VEC(const struct pack_item *) items = {};

    for (int side = 0; side < PACK_SIDES; side++) {
        for (uint32_t i = 0; i < m->sets[side].items.n; i++) {
            const struct pack_item *item = &m->sets[side].items.v[i];
            struct str name = pack_making_name(m, (enum pack_side)side, item->name);

            if (item->from.n == 0 || item->from_sha256.n > 0) {
                *VEC_ADD(m->arena, &paths) = (char *)(uintptr_t)pack_place_path(&m->place, name);
                *VEC_ADD(m->arena, &items) = item;
            } /* else as it was inspected before */
        }
    }
    if (inspect_paths(m->arena, paths.v, (int)paths.n, &how, &report, err) < 0 ||
        pack_place_check(&m->place, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < items.n; i++) {
        ask_made(m, items.v[i], &report.files.v[i]);
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

int pack_check_apart(struct making *m, struct err *err)
{
    const struct pack_set *internal = &m->sets[PACK_INTERNAL];
    int (*const orders[])(const void *, const void *) = {by_hash, by_name};
    struct pack_item *sorted =
        ARENA_ARRAY(m->arena, (size_t)internal->items.n + 1, struct pack_item);

    for (size_t o = 0; o < COUNT(orders) && internal->items.n > 0; o++) {
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
