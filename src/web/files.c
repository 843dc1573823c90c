/* Files that are to leave, as several pages show and change them; see files.h. */
#include "web/files.h"

#include "act/people.h"
#include "web/say.h"
#include "write/inspect-report.h"

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

int files_fill_people(const struct page_call *c, struct view *v, int64_t contract, struct err *err)
{
    struct people people;

    if (act_people(c->act, contract, &people, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < people.v.n; i++) {
        view_str(view_add(v, "people"), "word", people.v.v[i]);
    }
    return 0;
}

int files_load(const struct page_call *c, struct inspection *ret, struct err *err)
{
    if (act_inspection(c->act, c->ids[1], ret, err) < 0) {
        return -1;
    }
    return ret->contract == c->ids[0]
               ? 0
               : err_set(err, ERR_NOT_FOUND, "the contract has no file with the number %lld",
                         (long long)c->ids[1]);
}

struct str files_place_title(const struct page_call *c, struct str file, struct str place)
{
    struct str kind = str_sub(file, (size_t)(str_rfind(file, STR(".")) + 1), file.n);

    return inspect_place_title(c->q->arena, page_language(c), kind, place);
}
