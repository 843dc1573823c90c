/* The files of a contract that are to leave: their list, and where new ones come in. */
#include "web/files.h"
#include "web/page-deliverables.h"
#include "web/say.h"

enum { MOST_FILES = 100 };

/* ---- files come in ---- */

/* What became of the files of one form. */
struct coming {
    uint32_t taken, anew, refused;
    int64_t id; /* of the last that was taken, and what became of it */
    int came;
    struct err first; /* why the first was refused */
};

static uint32_t count_chosen(const struct page_call *c)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < c->q->files.n; i++) {
        const struct http_file *f = &c->q->files.v[i];

        n += str_eq(f->field, STR("files")) && f->name.n > 0;
    }
    return n;
}

/* One file that is refused (empty, too large) is told at the end and keeps no other one out. */
static int take(const struct page_call *c, const struct http_file *f, struct coming *ret,
                struct err *err)
{
    int64_t id = 0;
    int came = act_inspection_add(c->act, c->ids[0], page_int(c, "deliverable"), f->path, f->name,
                                  &id, err);

    if (came >= 0) {
        ret->taken++;
        ret->anew += came == INSPECTION_CAME_ANEW;
        ret->id = id;
        ret->came = came;
        return 0;
    }
    if (err->kind != ERR_INVALID && err->kind != ERR_LIMIT) {
        return -1;
    }
    if (ret->refused++ == 0) {
        ret->first = *err;
    }
    *err = (struct err){};
    return 0;
}

static int tell_refused(const struct coming *x, struct err *err)
{
    *err = x->first;
    if (x->refused > 1) {
        return err_hint(err, "%u more files were not taken; inspected: %u", x->refused - 1,
                        x->taken);
    }
    return x->taken == 0 ? err_hint(err, "look whether it is the right file, and choose it again")
                         : err_hint(err, "the other files were inspected: %u", x->taken);
}

static int add(const struct page_call *c, struct http_response *r, struct err *err)
{
    uint32_t chosen = count_chosen(c);
    struct coming x = {};

    if (chosen == 0) {
        err_set(err, ERR_INVALID, "no file was chosen");
        return err_hint(err, "choose the files that are to be handed in, then send");
    }
    if (chosen > MOST_FILES) {
        err_set(err, ERR_LIMIT, "more than %d files at once", MOST_FILES);
        return err_hint(err, "nothing was taken: send them in several steps");
    }
    for (uint32_t i = 0; i < c->q->files.n; i++) {
        const struct http_file *f = &c->q->files.v[i];

        if (str_eq(f->field, STR("files")) && f->name.n > 0 && take(c, f, &x, err) < 0) {
            return -1;
        }
    }
    if (x.refused > 0) {
        return tell_refused(&x, err);
    }
    if (x.taken == 1) {
        return files_came(c, r, x.id, x.came, err);
    }
    return page_go(r,
                   x.anew > 0 ? TR_ID("The files were inspected. Those whose name was on the list "
                                      "are new versions of them.")
                              : TR_ID("The files were inspected."),
                   "/contracts/%lld/deliverables#files", (long long)c->ids[0]);
}

static const struct page_input add_input[] = {
    {"files", INPUT_FILES, .max = FILES_MOST_BYTES, .is_required = true,
     .help = TR_ID("Files that are to be handed in or published.")},
    {"deliverable", INPUT_ID, .help = TR_ID("The deliverable they belong to")},
    {},
};

const struct page page_files = {
    .path = "/contracts/{id}/files",
    .may = MAY_WORK,
    .input = add_input,
    .show = page_deliverables_show,
    .save = add,
    .save_methods = HTTP_POST,
    .help = "Inspects files that are to leave.",
};
