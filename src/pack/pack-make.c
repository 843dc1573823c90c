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

#include "inspect/inspect.h"
#include "pack/pack-check.h"
#include "pack/pack-choose.h"
#include "pack/pack-form.h"
#include "pack/pack-making.h"
#include "pack/pack-report.h"
#include "pack/pack-seal.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- all of it ---- */

/* What the lists remark, for who made the package. */
static void tell_remarks(struct making *m)
{
    const struct pack_set *set = &m->sets[PACK_INTERNAL];

    for (uint32_t i = 0; i < set->items.n; i++) {
        if (set->items.v[i].remark.n > 0) {
            *VEC_ADD(m->arena, &m->result->remarks) =
                arena_printf(m->arena, "%.*s: %.*s", STR_ARG(set->items.v[i].name),
                             STR_ARG(set->items.v[i].remark));
        }
    }
}

static void drop(struct making *m)
{
    pack_place_drop(&m->place);
}

static int make_in_place(struct making *m, struct err *err)
{
    if (pack_report_put(m, err) < 0 || pack_choose_rest(m, err) < 0 || pack_form_put(m, err) < 0 ||
        pack_check_apart(m, err) < 0 || pack_check_made(m, err) < 0) {
        return -1;
    }
    if (m->result->open.n > 0) {
        return PACK_IS_OPEN;
    }
    return pack_seal_put(m, err) < 0 || pack_place_put(&m->place, err) < 0 ? -1 : PACK_MADE;
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
    struct making m CLEANUP(drop) = {
        .arena = a, .call = call, .profile = call->profile, .result = ret_result};
    char *folder = (char *)(uintptr_t)call->folder;
    const struct inspect_options how = {.profile = call->profile,
                                        .lists = call->lists,
                                        .progress = call->progress,
                                        .user = call->user,
                                        .folder_bytes =
                                            strlen(folder) + !str_ends(str_of(folder), STR("/"))};

    *ret_result = (struct pack_result){.out = str_of(call->out)};
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
    pack_gate_init(&m.gate, a, &m.decisions);
    pack_check_folder(&m);
    if (ret_result->open.n > 0) {
        return PACK_IS_OPEN;
    }
    if (pack_place_open(&m.place, a, call->out, err) < 0) {
        return -1;
    }
    int status = make_in_place(&m, err);

    tell_remarks(&m);
    ret_result->internal_files = m.sets[PACK_INTERNAL].items.n;
    ret_result->public_files = m.sets[PACK_PUBLIC].items.n;
    return status;
}
