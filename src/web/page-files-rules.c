/*
 * One rule over all files: what waits for a decision in the files that are to leave, by rule, so
 * that a person decides once with one reason. The form names the files it was shown: one that comes
 * later is not decided by it.
 */
#include "web/files.h"
#include "web/say.h"

#include <stdlib.h>

enum { MOST_SHOWN = 50 }; /* files of a rule */

/* A rule in a file that waits. */
struct waiting {
    const struct inspection *file;
    const struct inspected_rule *rule;
};

struct waiting_list {
    VEC(struct waiting) v;
};

static int severity_of(const struct inspected_rule *x)
{
    return x->rule == NULL ? -1 : (int)x->rule->severity;
}

/* Gravest rule first; of one rule the files as they are listed. */
static int by_rule(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    int order = severity_of(x->rule) - severity_of(y->rule);

    order = order != 0 ? order : str_cmp(x->rule->id, y->rule->id);
    return order != 0 ? order : (x->file > y->file) - (x->file < y->file);
}

static void list_waiting(const struct page_call *c, const struct inspection_list *files,
                         struct waiting_list *ret)
{
    for (uint32_t i = 0; i < files->v.n; i++) {
        const struct inspection *x = &files->v.v[i];

        for (uint32_t k = 0; k < x->rules.n && str_eq(x->state, STR("open")); k++) {
            const struct inspected_rule *rule = &x->rules.v[k];

            if (rule->is_grave && rule->decision.choice == DECISION_NONE) {
                *VEC_ADD(c->q->arena, &ret->v) = (struct waiting){.file = x, .rule = rule};
            }
        }
    }
    if (ret->v.n > 1) {
        qsort(ret->v.v, ret->v.n, sizeof(ret->v.v[0]), by_rule);
    }
}

/* How many things it found: those beyond what is listed are counted in the last. */
static uint32_t places_of(const struct inspected_rule *x)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < x->findings.n; i++) {
        n += MAX(x->findings.v[i].count, 1u);
    }
    return MAX(n, 1u);
}

/* ---- the page ---- */

static void fill_head(const struct page_call *c, struct view *row, const struct inspected_rule *x)
{
    bool is_japanese = page_language(c) == TR_JA;

    view_str(row, "rule", x->id);
    files_fill_typed(c, row, x->id);
    view_str(row, "severity",
             x->rule == NULL ? STR("H") : str_of(inspect_severity_word(x->rule->severity)));
    if (x->rule != NULL) {
        view_str(row, "what", str_of(is_japanese ? x->rule->what_ja : x->rule->what_en));
        view_str(row, "fix", str_of(is_japanese ? x->rule->fix_ja : x->rule->fix_en));
    }
}

static void fill_rules(const struct page_call *c, struct view *v, const struct waiting_list *list)
{
    struct view *row = NULL;
    uint32_t files = 0, places = 0;

    for (uint32_t i = 0; i < list->v.n; i++) {
        const struct waiting *x = &list->v.v[i];
        uint32_t found = places_of(x->rule);

        if (i == 0 || !str_eq(list->v.v[i - 1].rule->id, x->rule->id)) {
            row = view_add(v, "rules");
            files = 0;
            places = 0;
            fill_head(c, row, x->rule);
        }
        files++;
        places += found;
        if (files <= FILES_MOST_DECIDED) {
            view_int(view_add(row, "ids"), "id", x->file->id);
        }
        if (files <= MOST_SHOWN) {
            struct view *file = view_add(row, "files");

            view_int(file, "file_id", x->file->id);
            view_str(file, "name", x->file->name);
            view_int(file, "places", found);
        }
        bool is_last = i + 1 == list->v.n || !str_eq(list->v.v[i + 1].rule->id, x->rule->id);

        if (is_last) {
            view_int(row, "file_count", files);
            view_int(row, "place_count", places);
            view_int(row, "more", files > MOST_SHOWN ? files - MOST_SHOWN : 0);
            view_int(row, "later", files > FILES_MOST_DECIDED ? files - FILES_MOST_DECIDED : 0);
        }
    }
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct waiting_list waiting = {};
    struct inspection_list files;
    struct contract one;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0 ||
        act_inspections(c->act, c->ids[0], &files, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Deliverables"))), "/contracts/%lld/deliverables#files",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Decide rule by rule"))));
    list_waiting(c, &files, &waiting);
    fill_rules(c, v, &waiting);
    if (files_fill_people(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    return page_render(c, "files-rules", v, r, err);
}

static int decide(const struct page_call *c, struct http_response *r, struct err *err)
{
    uint32_t decided, files;

    if (files_decide(c, "file", &decided, &files, err) < 0) {
        return -1;
    }
    return page_go(r,
                   decided == files
                       ? TR_ID("The decision was recorded.")
                       : TR_ID("The decision was recorded; some files had changed meanwhile."),
                   "/contracts/%lld/files/rules", (long long)c->ids[0]);
}

static const struct page_input input[] = {
    {"file", INPUT_IDS, .max = FILES_MOST_DECIDED, .is_required = true, .help = TR_ID("Files")},
    {"rule", INPUT_TEXT, .max = 16, .is_required = true, .help = TR_ID("Rule")},
    {"choice", INPUT_WORD, .choices = "allow|mend", .is_required = true, .help = TR_ID("Decision")},
    {"reason", INPUT_LINES, .max = 1000, .help = TR_ID("Reason. Why it may leave")},
    {"who", INPUT_TEXT, .max = 60, .help = TR_ID("Name of who decides")},
    {},
};

const struct page page_files_rules = {
    .path = "/contracts/{id}/files/rules",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = decide,
    .save_methods = HTTP_POST,
    .help = "What waits for a decision in the files, rule by rule over all of them.",
};
