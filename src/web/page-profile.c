/* What the contract wants to be handed in: limits and wordings, proposed with their clauses. */
#include "act/profile.h"

#include "act/package.h"
#include "web/files.h"
#include "web/page.h"
#include "web/say.h"

/* How a setting is asked for. The names are those of the inputs. */
static const struct {
    const char *name, *label, *help;
} settings[PACK_SETTINGS] = {
    [PACK_SET_BYTES] = {"bytes", TR_ID("A report is cut above (size)"), TR_ID("Such as 128MB")},
    [PACK_SET_PAGES] = {"pages", TR_ID("A report is cut above (pages)"), TR_ID("Such as 1000")},
    [PACK_SET_CHARACTERS] = {"characters", TR_ID("A report is cut above (characters)"),
                             TR_ID("Such as 4000000")},
    [PACK_SET_TEXT] = {"text_layer", TR_ID("Text layer on each page of the report"),
                       TR_ID("あり or 問わない")},
    [PACK_SET_OUTLINE] = {"outline", TR_ID("Pages of 骨子 at most"), TR_ID("Such as 3")},
    [PACK_SET_FIGURES] = {"figures", TR_ID("Figures and tables in 骨子"),
                          TR_ID("なし or 問わない")},
    [PACK_SET_HEADINGS] = {"headings", TR_ID("Headings, in this order"),
                           TR_ID("As the form names them, parted by |")},
    [PACK_SET_PICTURES] = {"pictures", TR_ID("Photographs at least"), TR_ID("Such as 4")},
    [PACK_SET_MAIL] = {"mail", TR_ID("A mail at most, as it is sent"), TR_ID("Such as 10MB")},
};

/* Whether one of the forms came back, and if so, whether it is the one with the text. */
static bool is_back(const struct page_call *c, bool with_text)
{
    return c->faults != NULL && (http_find(&c->q->form, "text").n > 0) == with_text;
}

static void fill_setting(const struct page_call *c, struct view *row, int i,
                         const struct contract_profile *p)
{
    const struct pack_source *source = p->found.sources[i];

    view_str(row, "name", str_of(settings[i].name));
    view_str(row, "label", str_of(SAY(c, settings[i].label)));
    view_str(row, "help", str_of(SAY(c, settings[i].help)));
    view_str(row, "value",
             is_back(c, false) ? http_find(&c->q->form, settings[i].name) : p->now.values[i]);
    if (source == NULL) {
        return;
    }
    view_flag(row, "is_found", true);
    view_flag(row, "differs", !str_eq(p->found.values[i], p->now.values[i]));
    view_str(row, "found", p->found.values[i]);
    view_str(row, "section", source->section);
    view_str(row, "quote", source->quote);
    view_int(row, "duty", source->id);
}

static void fill_bases(const struct page_call *c, struct view *v, struct str base)
{
    struct package_profiles shipped;

    act_package_profiles(c->act, &shipped);
    for (uint32_t i = 0; i < shipped.v.n; i++) {
        struct view *row = view_add(v, "bases");

        view_str(row, "base_name", shipped.v.v[i].name);
        view_str(row, "base_label", shipped.v.v[i].title);
        view_flag(row, "is_chosen", str_eq(shipped.v.v[i].name, base));
    }
}

static int show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;
    struct contract_profile p;

    if (say_contract(c, v, c->ids[0], "deliverables", &one, err) < 0 ||
        act_profile(c->act, c->ids[0], page_text(c, "base"), &p, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Deliverables"))), "/contracts/%lld/deliverables",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("What this contract wants to be handed in"))));
    view_int(v, "version", p.version);
    view_str(v, "base", p.base);
    view_str(v, "base_title", p.profile.title);
    view_str(v, "text", is_back(c, true) ? http_find(&c->q->form, "text") : p.text);
    view_flag(v, "is_text_back", is_back(c, true));
    view_str(v, "confirmed_by", p.by);
    view_str(v, "confirmed", say_day(c, p.day));
    for (int i = 0; i < PACK_SETTINGS; i++) {
        if (pack_profile_has(&p.profile, (enum pack_setting)i)) {
            fill_setting(c, view_add(v, "settings"), i, &p);
        }
    }
    fill_bases(c, v, p.base);
    say_moved(c, v, p.version);
    if (files_fill_people(c, v, c->ids[0], err) < 0) {
        return -1;
    }
    return page_render(c, "profile", v, r, err);
}

static const struct page_input show_query[] = {
    {"base", INPUT_TEXT, .max = 40, .help = TR_ID("The shipped profile to begin with")},
    {},
};

static const struct page_input input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"base", INPUT_TEXT, .max = 40, .is_required = true,
     .help = TR_ID("The shipped profile to begin with")},
    {"text", INPUT_LINES, .max = 60000, .help = TR_ID("The profile as a text")},
    {"bytes", INPUT_TEXT, .max = 20, .help = TR_ID("A report is cut above (size)")},
    {"pages", INPUT_TEXT, .max = 20, .help = TR_ID("A report is cut above (pages)")},
    {"characters", INPUT_TEXT, .max = 20, .help = TR_ID("A report is cut above (characters)")},
    {"text_layer", INPUT_TEXT, .max = 20, .help = TR_ID("Text layer on each page of the report")},
    {"outline", INPUT_TEXT, .max = 20, .help = TR_ID("Pages of 骨子 at most")},
    {"figures", INPUT_TEXT, .max = 20, .help = TR_ID("Figures and tables in 骨子")},
    {"headings", INPUT_TEXT, .max = 1000, .help = TR_ID("Headings, in this order")},
    {"pictures", INPUT_TEXT, .max = 20, .help = TR_ID("Photographs at least")},
    {"mail", INPUT_TEXT, .max = 20, .help = TR_ID("A mail at most, as it is sent")},
    {"who", INPUT_TEXT, .max = 60, .help = TR_ID("Name of who decides")},
    {},
};

static int confirm(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct profile_change change = {.version = page_version(c),
                                    .base = page_text(c, "base"),
                                    .text = page_text(c, "text"),
                                    .who = page_text(c, "who")};

    for (int i = 0; i < PACK_SETTINGS; i++) {
        change.values[i] = page_text(c, settings[i].name);
    }
    if (act_profile_confirm(c->act, c->ids[0], &change, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The profile was confirmed. Sets are made by it from now on."),
                   "/contracts/%lld/profile", (long long)c->ids[0]);
}

const struct page page_profile = {
    .path = "/contracts/{id}/profile",
    .may = MAY_WORK,
    .query = show_query,
    .input = input,
    .show = show,
    .save = confirm,
    .save_methods = HTTP_POST,
    .help = "What the contract wants to be handed in, with the clauses it is read from.",
};
