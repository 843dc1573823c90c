/* The register: a document beside its duties, marked and linked both ways, and filters. */
#include "web/page-duties.h"

#include "text/calendar.h"
#include "web/doc-marks.h"
#include "web/duty-input.h"
#include "web/say.h"

#include <stdlib.h>

enum { FIRST_OF_MORE = 5 };

/* ---- the next deadline of each duty ---- */

struct next_due {
    int64_t duty;
    uint32_t row;
};
struct next_dues {
    struct next_due *v;
    uint32_t n, room;
};

static int compare_next(const void *va, const void *vb)
{
    const struct next_due *a = va;
    const struct next_due *b = vb;

    if (a->duty != b->duty) {
        return a->duty < b->duty ? -1 : 1;
    }
    return a->row < b->row ? -1 : a->row > b->row;
}

/* By duty, in order of time. */
static void index_due(struct arena *a, const struct due_rows *due, struct next_dues *ret)
{
    for (uint32_t i = 0; i < due->n; i++) {
        *VEC_ADD(a, ret) = (struct next_due){due->v[i].duty, i};
    }
    if (ret->n > 1) {
        qsort(ret->v, ret->n, sizeof(ret->v[0]), compare_next);
    }
}

/* The earliest open clock of the duty and how many it has; NULL = none. */
static const struct due_row *next_of(const struct next_dues *index, const struct due_rows *due,
                                     int64_t duty, uint32_t *ret_count)
{
    uint32_t low = 0;
    uint32_t high = index->n;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (index->v[middle].duty < duty) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *ret_count = 0;
    while (low + *ret_count < index->n && index->v[low + *ret_count].duty == duty) {
        (*ret_count)++;
    }
    return *ret_count == 0 ? NULL : &due->v[index->v[low].row];
}

/* ---- the document ---- */

static int fill_document(const struct page_call *c, struct view *v, const struct duty_list *duties,
                         struct err *err)
{
    struct document_list documents;
    int64_t chosen = page_int(c, "document");
    int64_t at = page_text(c, "at").n > 0 ? page_int(c, "at") : -1;
    struct document document;

    if (act_documents(c->act, c->ids[0], &documents, err) < 0) {
        return -1;
    }
    if (chosen == 0 && documents.n > 0) {
        chosen = documents.v[0].id;
    }
    for (uint32_t i = 0; i < documents.n; i++) {
        struct view *row = view_add(v, "documents");

        view_int(row, "id", documents.v[i].id);
        view_str(row, "name", documents.v[i].name);
        view_flag(row, "is_current", documents.v[i].id == chosen);
        view_flag(row, "is_replaced", str_eq(documents.v[i].state, STR("replaced")));
    }
    view_flag(v, "several_documents", documents.n > 1);
    if (chosen == 0) {
        return 0;
    }
    if (act_document(c->act, chosen, &document, err) < 0) {
        return -1;
    }
    view_str(v, "document_name", document.name);
    view_int(v, "document_id", chosen);
    doc_marks_fill(c->q->arena, v, document.text, chosen, duties,
                   at < 0 ? UINT32_MAX : (uint32_t)at);
    return 0;
}

/* ---- the list ---- */

struct words_seen {
    struct str *v;
    uint32_t n, room;
};

static int compare_words(const void *va, const void *vb)
{
    return str_cmp(*(const struct str *)va, *(const struct str *)vb);
}

/* The different words of a list, as choices for a field. */
static void fill_choices(struct view *v, const char *name, struct words_seen *seen)
{
    if (seen->n > 1) {
        qsort(seen->v, seen->n, sizeof(seen->v[0]), compare_words);
    }
    for (uint32_t i = 0; i < seen->n; i++) {
        if (i == 0 || !str_eq(seen->v[i], seen->v[i - 1])) {
            view_str(view_add(v, name), "word", seen->v[i]);
        }
    }
}

static void fill_duties(const struct page_call *c, struct view *v, const struct duty_list *duties,
                        const struct due_rows *due)
{
    struct arena *a = c->q->arena;
    struct next_dues index = {};
    struct words_seen owners = {};
    struct words_seen items = {};

    index_due(a, due, &index);
    for (uint32_t i = 0; i < duties->n; i++) {
        const struct duty *d = &duties->v[i];
        struct view *row = view_add(v, "duties");
        uint32_t count;
        const struct due_row *next = next_of(&index, due, d->id, &count);

        say_duty(c, row, d);
        view_int(row, "clock_count", count > 1 ? count : 0);
        view_flag(row, "has_next", next != NULL);
        if (next != NULL) {
            struct view *when = view_add(row, "next");

            say_due(c, when, next);
        }
        view_flag(row, "has_place", d->end > d->beg);
        if (d->owner.n > 0) {
            *VEC_ADD(a, &owners) = d->owner;
        }
        if (d->item.n > 0) {
            *VEC_ADD(a, &items) = d->item;
        }
    }
    fill_choices(v, "owners", &owners);
    fill_choices(v, "items", &items);
}

/*
 * Whether a condition from number `first` on is set; those from FIRST_OF_MORE on are behind "more".
 */
static bool is_filtered(const struct page_call *c, size_t first)
{
    static const char *const names[] = {"words",   "party", "modality", "state",   "owner",
                                        "section", "item",  "part",     "unowned", "to_agree"};

    for (size_t i = first; i < COUNT(names); i++) {
        if (page_text(c, names[i]).n > 0) {
            return true;
        }
    }
    return false;
}

int page_duties_show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct duty_list duties;
    struct due_rows due;
    struct due_filter clocks = {
        .contract = c->ids[0], .from = CALENDAR_NONE, .to = CALENDAR_NONE, .waiting_too = true};
    struct duty_filter filter = duty_input_filter(c);

    filter.unowned = page_flag(c, "unowned");
    filter.to_agree = page_flag(c, "to_agree");
    filter.annex_only = str_eq(page_text(c, "part"), STR("annex"));
    filter.body_only = str_eq(page_text(c, "part"), STR("body"));
    if (say_contract(c, v, c->ids[0], "duties", &one, err) < 0 ||
        act_duties(c->act, &filter, &duties, NULL, err) < 0 ||
        act_due(c->act, &clocks, &due, err) < 0 || fill_document(c, v, &duties, err) < 0) {
        return -1;
    }
    fill_duties(c, v, &duties, &due);
    view_str(v, "title", str_of(SAY(c, TR_ID("Duties"))));
    view_flag(v, "wide", true);
    view_int(v, "shown", duties.n);
    view_int(v, "total", one.counts.duties);
    view_flag(v, "is_filtered", is_filtered(c, 0));
    view_flag(v, "is_filtered_more", is_filtered(c, FIRST_OF_MORE));
    return page_render(c, "duties", v, r, err);
}

static const struct page_input query[] = {
    {"party", INPUT_WORD, .choices = "contractor|ministry|subcontractor|third_party",
     .help = TR_ID("Who. The party that has the duty")},
    {"modality", INPUT_WORD, .choices = "must|must_not|should|may", .help = TR_ID("How binding")},
    {"section", INPUT_TEXT, .help = TR_ID("Section. Its beginning, such as 3(2)")},
    {"item", INPUT_TEXT, .help = TR_ID("Item of the security annex")},
    {"state", INPUT_WORD, .choices = "open|done|dropped|replaced", .help = TR_ID("State")},
    {"owner", INPUT_TEXT, .help = TR_ID("Owner")},
    {"words", INPUT_TEXT, .help = TR_ID("Words to search")},
    {"unowned", INPUT_FLAG, .help = TR_ID("Without an owner only")},
    {"to_agree", INPUT_FLAG, .help = TR_ID("With a reading to agree only")},
    {"part", INPUT_WORD, .choices = "annex|body", .help = TR_ID("Part of the documents")},
    {"document", INPUT_ID, .help = TR_ID("Document that is shown")},
    {"at", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Byte of its text to point at")},
    {},
};

const struct page page_duties = {
    .path = "/contracts/{id}/duties",
    .may = MAY_READ,
    .query = query,
    .show = page_duties_show,
    .help = "The register: the document beside its duties, with filters.",
};
