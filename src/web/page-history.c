/* What was done with a contract, by whom and when, and taking it back. */
#include "web/history-row.h"
#include "web/say.h"

enum { PAGE_ENTRIES = 300 };

/* Where a line leads; empty = nowhere. */
static struct str link_of(struct arena *a, const struct history_entry *e)
{
    if (str_eq(e->type, STR("duty"))) {
        return arena_printf(a, "/duties/%lld", (long long)e->record);
    }
    if (str_eq(e->type, STR("inspection"))) {
        return arena_printf(a, "/contracts/%lld/files/%lld", (long long)e->contract,
                            (long long)e->record);
    }
    static const struct {
        const char *type, *part;
    } parts[] = {
        {"occasion", "occasions"},
        {"meeting", "meetings"},
        {"question", "questions"},
        {"finding", "findings"},
        {"milestone", "progress"},
        {"deliverable", "deliverables"},
        {"document", "documents"},
        {"allowance", "deliverables#packages"},
        {"package", "deliverables#packages"},
        {"names", "names"},
        {"profile", "profile"},
    };

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (str_eq(e->type, str_of(parts[i].type))) {
            return arena_printf(a, "/contracts/%lld/%s", (long long)e->contract, parts[i].part);
        }
    }
    return (struct str){};
}

/* What one opening of a document made is told in one line. */
static bool is_same_opening(const struct history_entry *e, const struct history_entry *before)
{
    return str_starts(e->kind, STR("open")) && str_eq(e->kind, before->kind) &&
           e->at_ms == before->at_ms;
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct history history;
    struct view *row = NULL;
    int64_t together = 0;

    if (say_contract(c, v, c->ids[0], "history", &one, err) < 0 ||
        act_history(c->act, c->ids[0], 0, page_int(c, "before"), PAGE_ENTRIES, &history, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("History"))));
    for (uint32_t i = 0; i < history.n; i++) {
        const struct history_entry *e = &history.v[i];

        if (i > 0 && is_same_opening(e, e - 1)) {
            view_int(row, "together", ++together);
            view_str(row, "what", (struct str){});
            continue;
        }
        row = history_row(c, v, e);
        together = 1;
        view_str(row, "what", e->what);
        view_str(row, "what_link", link_of(c->q->arena, e));
    }
    view_int(v, "older", history.n == PAGE_ENTRIES ? history.v[history.n - 1].seq : 0);
    return page_render(c, "history", v, r, err);
}

static const struct page_input query[] = {
    {"before", INPUT_ID, .help = TR_ID("Entries before this number")},
    {},
};

const struct page page_history = {
    .path = "/contracts/{id}/history",
    .may = MAY_READ,
    .query = query,
    .show = show,
    .help = "What was done with a contract, by whom and when.",
};

/* ---- taking back ---- */

static int undo(const struct page_call *c, struct http_response *r, struct err *err)
{
    int64_t contract;

    if (act_undo(c->act, c->ids[0], &contract, err) < 0) {
        return -1;
    }
    if (page_int(c, "file") != 0) {
        return page_go(r, TR_ID("It was taken back. The history shows both."),
                       "/contracts/%lld/files/%lld", (long long)contract,
                       (long long)page_int(c, "file"));
    }
    return page_go(r, TR_ID("It was taken back. The history shows both."),
                   "/contracts/%lld/history", (long long)contract);
}

static const struct page_input undo_input[] = {
    {"file", INPUT_ID, .help = TR_ID("The file whose page it was done on")},
    {},
};

const struct page page_undo = {
    .path = "/undo/{id}",
    .may = MAY_WORK,
    .input = undo_input,
    .save = undo,
    .save_methods = HTTP_POST,
    .help = "Takes an action back; nothing is erased.",
};
