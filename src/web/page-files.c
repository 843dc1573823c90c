/* The files of a contract that are to leave: their list, and where new ones come in. */
#include "web/files.h"

#include "web/say.h"
#include "write/inspect-report.h"

enum { MOST_FILES = 100 };

/* ---- one row ---- */

static const char *result_label(enum inspect_state result)
{
    static const char *const labels[] = {TR_ID("inspected"), TR_ID("inspected in part"),
                                         TR_ID("NOT READABLE"), TR_ID("NOT INSPECTED")};

    return labels[result];
}

static const char *state_label(const struct inspection *x)
{
    return str_eq(x->state, STR("replaced")) ? TR_ID("replaced by a cleaned file")
           : x->undecided > 0                ? TR_ID("to be decided")
                                             : TR_ID("may leave");
}

void files_row(const struct page_call *c, struct view *row, const struct inspection *x)
{
    static const char *const names[] = {"count_c", "count_h", "count_m", "count_l"};
    uint32_t by_severity[INSPECT_LOW + 1] = {};
    const char *kind = inspect_kind_message(x->kind);

    for (uint32_t i = 0; i < x->rules.n; i++) {
        if (x->rules.v[i].rule != NULL) {
            by_severity[x->rules.v[i].rule->severity] += MAX(x->rules.v[i].findings.n, 1U);
        }
    }
    for (size_t s = 0; s < COUNT(names); s++) {
        view_int(row, names[s], by_severity[s]);
    }
    view_int(row, "file_id", x->id);
    view_int(row, "version", x->version);
    view_str(row, "name", x->name);
    view_str(row, "kind", kind == NULL ? x->kind : str_of(SAY(c, kind)));
    view_str(row, "size", say_bytes(c, x->bytes));
    view_str(row, "why", x->why);
    view_str(row, "result_label", str_of(SAY(c, result_label(x->result))));
    view_flag(row, "is_whole", x->result == INSPECT_INSPECTED);
    view_str(row, "state_label", str_of(SAY(c, state_label(x))));
    view_flag(row, "is_ready", str_eq(x->state, STR("ready")));
    view_flag(row, "is_replaced", str_eq(x->state, STR("replaced")));
    view_int(row, "undecided", str_eq(x->state, STR("open")) ? x->undecided : 0);
    view_flag(row, "is_spotless", x->rules.n == 0);
    view_int(row, "edition", x->edition > 1 ? x->edition : 0);
    view_int(row, "proposed_count", x->proposed);
    say_view_day(c, row, "came", x->day);
}

struct decision_call files_decision(const struct page_call *c)
{
    struct str choice = page_text(c, "choice");

    return (struct decision_call){.choice = str_eq(choice, STR("allow"))  ? DECISION_ALLOW
                                            : str_eq(choice, STR("mend")) ? DECISION_MEND
                                                                          : DECISION_NONE,
                                  .reason = page_text(c, "reason"),
                                  .who = page_text(c, "who")};
}

int files_decide(const struct page_call *c, const char *files, uint32_t *ret_decided,
                 uint32_t *ret_files, struct err *err)
{
    const struct decision_call call = files_decision(c);
    VEC(int64_t) ids = {};
    int64_t id;

    *ret_decided = 0;
    while ((id = page_id_at(c, files, ids.n)) != 0) {
        *VEC_ADD(c->q->arena, &ids) = id;
    }
    *ret_files = ids.n;
    return act_inspections_decide(c->act, c->ids[0], ids.v, ids.n, page_text(c, "rule"), &call,
                                  ret_decided, err);
}

void files_fill_typed(const struct page_call *c, struct view *row, struct str rule)
{
    if (c->faults != NULL && str_eq(http_find(&c->q->form, "rule"), rule)) {
        view_str(row, "typed_reason", http_find(&c->q->form, "reason"));
        view_str(row, "typed_who", http_find(&c->q->form, "who"));
    }
}

int files_fill(const struct page_call *c, struct view *v, int64_t contract, struct err *err)
{
    struct inspection_list list;
    int64_t open = 0;

    if (act_inspections(c->act, contract, &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.v.n; i++) {
        if (str_eq(list.v.v[i].state, STR("replaced"))) {
            continue; /* the page of the cleaned one leads to it */
        }
        files_row(c, view_add(v, "files"), &list.v.v[i]);
        open += str_eq(list.v.v[i].state, STR("open"));
    }
    view_int(v, "files_open", open);
    view_int(v, "most_bytes", FILES_MOST_BYTES);
    view_str(v, "most_said", say_bytes(c, FILES_MOST_BYTES));
    return 0;
}

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

int files_came(const struct page_call *c, struct http_response *r, int64_t id, int came,
               struct err *err)
{
    static const char *const said[] = {
        [INSPECTION_CAME] = TR_ID("The file was inspected."),
        [INSPECTION_CAME_ANEW] = TR_ID("The file was inspected. It is a new version of the one "
                                       "before, which stays in the history."),
        [INSPECTION_CAME_AGAIN] = TR_ID("This file is on the list already: the same bytes, and "
                                        "the same was found. Nothing was changed."),
    };

    struct inspection x;

    if (act_inspection(c->act, id, &x, err) < 0) {
        return -1;
    }
    bool is_less = came != INSPECTION_CAME_AGAIN && x.result != INSPECT_INSPECTED;

    return page_go(r,
                   is_less ? TR_ID("The file came in, but could not be looked through to its "
                                   "end. It says below why, and what to do.")
                           : said[came],
                   "/contracts/%lld/files/%lld", (long long)c->ids[0], (long long)id);
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
    .show = files_show,
    .save = add,
    .save_methods = HTTP_POST,
    .help = "Inspects files that are to leave.",
};
