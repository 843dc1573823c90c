/* /api/v1: the files that are to leave, what the inspector found, and what is decided about it. */
#include "web/api-values.h"
#include "web/api.h"
#include "web/files.h"

#include "base/tr.h"
#include "text/calendar.h"

/* ---- answers ---- */

static struct str choice_word(enum decision_choice choice)
{
    static const char *const words[] = {"none", "allow", "mend"};

    return str_of(words[choice]);
}

static void put_findings(struct arena *a, const struct inspected_rule *x, struct api_file_rule *to)
{
    for (uint32_t i = 0; i < x->findings.n; i++) {
        const struct inspect_finding *f = &x->findings.v[i];

        *VEC_ADD(a, &to->findings) =
            (struct api_file_finding){.basis = str_of(inspect_basis_word(f->basis)),
                                      .place = f->place,
                                      .reads = f->reads,
                                      .count = f->count};
    }
}

/* The file with its rules; what they found only `is_whole`. */
static struct api_file file_of(const struct page_call *c, const struct inspection *x, bool is_whole)
{
    struct arena *a = c->q->arena;
    struct api_file file = {.x = *x, .result = str_of(inspect_state_word(x->result))};
    bool is_japanese = page_language(c) == TR_JA;

    for (uint32_t i = 0; i < x->rules.n; i++) {
        const struct inspected_rule *r = &x->rules.v[i];
        struct api_file_rule *to = VEC_ADD(a, &file.rules);

        *to = (struct api_file_rule){
            .id = r->id,
            .is_grave = r->is_grave,
            .choice = choice_word(r->decision.choice),
            .reason = r->decision.reason,
            .by = r->decision.by,
            .day = r->decision.choice == DECISION_NONE ? CALENDAR_NONE : r->decision.day,
            .proposed = choice_word(r->proposal.decision.choice),
            .proposed_reason = r->proposal.decision.reason,
            .proposed_by = r->proposal.decision.by,
            .proposed_day = r->proposal.decision.choice == DECISION_NONE ? CALENDAR_NONE
                                                                         : r->proposal.decision.day,
            .added = r->proposal.added};
        if (r->rule != NULL) {
            to->severity = str_of(inspect_severity_word(r->rule->severity));
            to->what = str_of(is_japanese ? r->rule->what_ja : r->rule->what_en);
        }
        if (is_whole) {
            put_findings(a, r, to);
        }
    }
    return file;
}

/* ---- the list ---- */

static int show_files(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct inspection_list list;
    struct api_files answer = {};

    if (act_inspections(c->act, c->ids[0], &list, err) < 0) {
        return -1;
    }
    for (uint32_t i = 0; i < list.v.n; i++) {
        *VEC_ADD(c->q->arena, &answer.data) = file_of(c, &list.v.v[i], false);
    }
    return api_answer(c, r, &api_files_schema, &answer, err);
}

const struct page api_files = {
    .path = "/api/v1/contracts/{id}/files",
    .may = MAY_READ,
    .show = show_files,
    .help = "The files of a contract that are to leave, newest first.",
    .answer = "files",
};

/* ---- one file ---- */

static int show_file(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct inspection x;

    if (act_inspection(c->act, c->ids[0], &x, err) < 0) {
        return -1;
    }
    struct api_file file = file_of(c, &x, true);

    page_etag(r, x.version);
    return api_answer(c, r, &api_file_schema, &file, err);
}

const struct page api_file = {
    .path = "/api/v1/files/{id}",
    .may = MAY_READ,
    .show = show_file,
    .help = "One file with what was found in it (masked) and what was decided.",
    .answer = "file",
};

/* ---- decisions ---- */

static const struct page_input decision_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"rule", INPUT_TEXT, 16, true, .help = TR_ID("rule of the findings: PII-302")},
    {"choice", INPUT_WORD, 0, true, "allow|mend|none",
     TR_ID("allow lets them pass, mend has them mended, none takes the decision back")},
    {"reason", INPUT_LINES, 1000, .help = TR_ID("why they may pass; needed to allow")},
    {"who", INPUT_TEXT, 60, .help = TR_ID("name of the person who decides; needed to allow")},
    {},
};

static int save_decision(const struct page_call *c, struct http_response *r, struct err *err)
{
    const struct decision_call call = files_decision(c);

    if (act_inspection_decide(c->act, c->ids[0], page_version(c), page_text(c, "rule"), &call,
                              err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_file_decision = {
    .path = "/api/v1/files/{id}/decision",
    .may = MAY_WORK,
    .input = decision_input,
    .save = save_decision,
    .save_methods = HTTP_POST,
    .help = "Decides what becomes of the findings of one rule in a file.",
    .answer = "made",
};

static const struct page_input confirm_input[] = {
    {"version", INPUT_INT, .help = TR_ID("the version that was seen; or If-Match")},
    {"who", INPUT_TEXT, 60, true, .help = TR_ID("name of the person who confirms")},
    {},
};

static int save_confirm(const struct page_call *c, struct http_response *r, struct err *err)
{
    uint32_t count;

    if (act_inspection_confirm(c->act, c->ids[0], page_version(c), page_text(c, "who"), &count,
                               err) < 0) {
        return -1;
    }
    return api_made(c, r, c->ids[0], NULL, err);
}

const struct page api_file_confirm = {
    .path = "/api/v1/files/{id}/confirm",
    .may = MAY_WORK,
    .input = confirm_input,
    .save = save_confirm,
    .save_methods = HTTP_POST,
    .help = "Makes decisions of those about the edition before whose findings are still the same.",
    .answer = "made",
};

/* ---- over several files ---- */

static const struct page_input decisions_input[] = {
    {"files", INPUT_IDS, FILES_MOST_DECIDED, true, .help = TR_ID("numbers of the files")},
    {"rule", INPUT_TEXT, 16, true, .help = TR_ID("rule of the findings: PII-302")},
    {"choice", INPUT_WORD, 0, true, "allow|mend|none",
     TR_ID("allow lets them pass, mend has them mended, none takes the decision back")},
    {"reason", INPUT_LINES, 1000, .help = TR_ID("why they may pass; needed to allow")},
    {"who", INPUT_TEXT, 60, .help = TR_ID("name of the person who decides; needed to allow")},
    {},
};

static int save_decisions(const struct page_call *c, struct http_response *r, struct err *err)
{
    uint32_t decided, files;

    if (files_decide(c, "files", &decided, &files, err) < 0) {
        return -1;
    }
    struct api_decided answer = {.decided = decided, .passed_over = (int64_t)files - decided};

    return api_answer(c, r, &api_decided_schema, &answer, err);
}

const struct page api_file_decisions = {
    .path = "/api/v1/contracts/{id}/files/decisions",
    .may = MAY_WORK,
    .input = decisions_input,
    .save = save_decisions,
    .save_methods = HTTP_POST,
    .help = "Decides what becomes of the findings of one rule in several files, in all or in none.",
    .answer = "decided",
};
