/* Names that are found in every file of a contract, names that may stand, words of the office. */
#include "act/names.h"

#include "web/files.h"
#include "web/form.h"
#include "web/page.h"
#include "web/say.h"

enum { MAX_LIST = 200000 }; /* characters of a list: some 10,000 people with mail and telephone */

static const char *const names[PERSONAL_LISTS] = {
    [PERSONAL_PEOPLE] = "people", [PERSONAL_ALLOWED] = "allowed", [PERSONAL_WORDS] = "words"};

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract_names kept;
    struct contract one;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0 ||
        act_names(c->act, c->ids[0], &kept, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Deliverables"))), "/contracts/%lld/deliverables",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Names that files are looked through for"))));
    view_int(v, "version", kept.version);
    view_str(v, "kept_by", kept.by);
    view_str(v, "kept_day", say_day(c, kept.day));
    for (int i = 0; i < PERSONAL_LISTS; i++) {
        struct str name = str_of(names[i]);

        view_str(v, arena_printf(c->q->arena, "in_%.*s", STR_ARG(name)).p, kept.lists[i]);
        view_int(v, arena_printf(c->q->arena, "count_%.*s", STR_ARG(name)).p, kept.counts[i]);
    }
    form_fields(c, c->page, v);
    say_moved(c, v, kept.version);
    if (files_fill_people(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    return page_render(c, "names", v, r, err);
}

static int save(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct names_change change = {.version = page_version(c), .who = page_text(c, "who")};

    for (int i = 0; i < PERSONAL_LISTS; i++) {
        change.lists[i] = page_text(c, names[i]);
    }
    if (act_names_save(c->act, c->ids[0], &change, err) < 0) {
        return -1;
    }
    return page_go(r,
                   TR_ID("The names were kept. Files that come in are looked through for them "
                         "from now on; those that are there, when the sets are made."),
                   "/contracts/%lld/names", (long long)c->ids[0]);
}

static const struct page_input input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"people", INPUT_LINES, .max = MAX_LIST,
     .help =
         TR_ID("People who are always found. The roster and the parties: one name, mail address "
               "or telephone number a line, or a table pasted from a sheet")},
    {"allowed", INPUT_LINES, .max = MAX_LIST,
     .help = TR_ID("Names that may stand. Firms and people who are named in what is handed in, "
                   "such as members of a committee: one a line")},
    {"words", INPUT_LINES, .max = MAX_LIST,
     .help = TR_ID("Words for the office only. Such as the name of a plan that is not public yet: "
                   "one a line")},
    {"who", INPUT_TEXT, .max = 60, .is_required = true, .help = TR_ID("Name of who decides")},
    {},
};

const struct page page_names = {
    .path = "/contracts/{id}/names",
    .may = MAY_WORK,
    .input = input,
    .show = show,
    .save = save,
    .save_methods = HTTP_POST,
    .help = "Names that are always found in files, names that may stand, words of the office.",
};
