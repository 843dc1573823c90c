/* The register in people's hands: a duty added, corrected, split; several joined. */
#include "web/duty-input.h"
#include "web/page-duties.h"
#include "web/page-duty.h"

enum { MOST_PARTS = 50, MOST_JOINED = 50 };

/* ---- the fields of a duty's words ---- */

#define TEXT_INPUTS                                                                                \
    {"section", INPUT_TEXT, .max = 100, .help = TR_ID("Section. Such as 3(2)")},                   \
        {"summary", INPUT_TEXT, .max = 60, .is_required = true,                                    \
         .help = TR_ID("In short. One line for lists")},                                           \
        {"quote", INPUT_LINES, .max = 4000, .help = TR_ID("Words of the document")},               \
        {"modality", INPUT_WORD, .is_required = true, .choices = "must|must_not|should|may",       \
         .help = TR_ID("How binding")},                                                            \
        {"party", INPUT_WORD, .is_required = true,                                                 \
         .choices = "contractor|ministry|subcontractor|third_party",                               \
         .help = TR_ID("Who. The party that has the duty")},                                       \
        {"condition", INPUT_TEXT, .max = 300, .help = TR_ID("Condition. When it applies")},        \
        {"time", INPUT_LINES, .max = 2000, .help = TR_ID("Time. One notation a line")},            \
    {                                                                                              \
        "note", INPUT_LINES, .max = 4000, .help = TR_ID("Note")                                    \
    }

static struct str times_of(struct arena *a, const struct duty *d)
{
    struct str all = {};

    for (uint32_t i = 0; i < d->time_count; i++) {
        all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all), i > 0 ? "\n" : "",
                           STR_ARG(d->times[i].value));
    }
    return all;
}

static void fill_text(const struct page_call *c, struct view *v, const struct duty *d)
{
    view_str(v, "in_section", d->section);
    view_str(v, "in_summary", d->summary);
    view_str(v, "in_quote", d->quote);
    view_str(v, "in_modality", d->modality);
    view_str(v, "in_party", d->party);
    view_str(v, "in_condition", d->condition);
    view_str(v, "in_time", times_of(c->q->arena, d));
    view_str(v, "in_note", d->note);
}

/* ---- adding ---- */

static int show_new(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct contract one;

    if (say_contract(c, v, c->ids[0], "duties", &one, err) < 0) {
        return -1;
    }
    say_crumb(c, v, str_of(SAY(c, TR_ID("Duties"))), "/contracts/%lld/duties",
              (long long)c->ids[0]);
    view_str(v, "title", str_of(SAY(c, TR_ID("Add a duty"))));
    view_printf(v, "form_to", "/contracts/%lld/duties/new", (long long)c->ids[0]);
    view_printf(v, "back", "/contracts/%lld/duties", (long long)c->ids[0]);
    view_str(v, "in_modality", STR("must"));
    view_str(v, "in_party", STR("contractor"));
    return page_render(c, "duty-form", v, r, err);
}

static int save_new(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_text text = duty_input_text(c);
    int64_t id;

    if (act_duty_add(c->act, c->ids[0], &text, &id, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The duty was added."), "/duties/%lld", (long long)id);
}

static const struct page_input new_input[] = {TEXT_INPUTS, {}};

const struct page page_duty_new = {
    .path = "/contracts/{id}/duties/new",
    .may = MAY_WORK,
    .input = new_input,
    .show = show_new,
    .save = save_new,
    .save_methods = HTTP_POST,
    .help = "Adds a duty by hand.",
};

/* ---- correcting ---- */

static int show_correct(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct duty d;

    if (page_duty_head(c, v, c->ids[0], &d, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Correct a duty"))));
    view_printf(v, "form_to", "/duties/%lld/correct", (long long)d.id);
    view_printf(v, "back", "/duties/%lld", (long long)d.id);
    view_flag(v, "is_correction", true);
    fill_text(c, v, &d);
    return page_render(c, "duty-form", v, r, err);
}

static int save_correct(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_text text = duty_input_text(c);

    if (act_duty_correct(c->act, c->ids[0], page_version(c), &text, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The duty was corrected. What the machine read is kept beside it."),
                   "/duties/%lld", (long long)c->ids[0]);
}

static const struct page_input correct_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    TEXT_INPUTS,
    {},
};

const struct page page_duty_correct = {
    .path = "/duties/{id}/correct",
    .may = MAY_WORK,
    .input = correct_input,
    .show = show_correct,
    .save = save_correct,
    .save_methods = HTTP_POST,
    .help = "Corrects what the machine read of a duty.",
};

/* ---- splitting ---- */

static int show_split(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);
    struct duty d;

    if (page_duty_head(c, v, c->ids[0], &d, err) < 0) {
        return -1;
    }
    view_str(v, "title", str_of(SAY(c, TR_ID("Split a duty"))));
    view_str(v, "in_parts", d.summary.n > 0 ? d.summary : d.quote);
    return page_render(c, "duty-split", v, r, err);
}

/* Each line becomes a duty; the first keeps the times. */
static int parts_of(const struct page_call *c, const struct duty *d, struct duty_text *parts,
                    size_t *ret_n, struct err *err)
{
    struct str lines = page_text(c, "parts");
    size_t n = 0;

    while (lines.n > 0) {
        ptrdiff_t end = str_find(lines, STR("\n"), 0);
        struct str line = str_trim(str_sub(lines, 0, end < 0 ? lines.n : (size_t)end));

        lines = str_sub(lines, end < 0 ? lines.n : (size_t)end + 1, lines.n);
        if (line.n == 0) {
            continue;
        }
        if (n == MOST_PARTS) {
            return err_set(err, ERR_LIMIT, "a duty is split into %d parts at most", MOST_PARTS);
        }
        parts[n] = (struct duty_text){
            .section = d->section,
            .quote = d->quote,
            .summary = line,
            .modality = d->modality,
            .party = d->party,
            .condition = d->condition,
            .note = n == 0 ? d->note : (struct str){},
            .time = n == 0 ? times_of(c->q->arena, d) : (struct str){},
        };
        n++;
    }
    *ret_n = n;
    return 0;
}

static int save_split(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct duty_text parts[MOST_PARTS];
    struct duty d;
    size_t n = 0;
    int64_t first;

    if (act_duty(c->act, c->ids[0], &d, err) < 0 || parts_of(c, &d, parts, &n, err) < 0 ||
        act_duty_split(c->act, c->ids[0], page_version(c), parts, n, &first, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The duty was split. The parts stand together in the register."),
                   "/contracts/%lld/duties#d%lld", (long long)d.contract, (long long)first);
}

static const struct page_input split_input[] = {
    {"version", INPUT_INT, .max = INT32_MAX, .help = TR_ID("Version. As it was shown")},
    {"parts", INPUT_LINES, .max = 8000, .is_required = true,
     .help = TR_ID("Parts. One duty a line")},
    {},
};

const struct page page_duty_split = {
    .path = "/duties/{id}/split",
    .may = MAY_WORK,
    .input = split_input,
    .show = show_split,
    .save = save_split,
    .save_methods = HTTP_POST,
    .help = "Splits a duty into several, one a line.",
};

/* ---- joining ---- */

static int save_join(const struct page_call *c, struct http_response *r, struct err *err)
{
    int64_t ids[MOST_JOINED];
    size_t n = 0;

    for (int64_t id; (id = page_id_at(c, "duty", (uint32_t)n)) != 0;) {
        if (n == MOST_JOINED) {
            return err_set(err, ERR_LIMIT, "%d duties at most are joined at once", MOST_JOINED);
        }
        ids[n++] = id;
    }
    if (act_duty_join(c->act, ids, n, err) < 0) {
        return -1;
    }
    return page_go(r, TR_ID("The duties were joined."), "/duties/%lld", (long long)ids[0]);
}

static const struct page_input join_input[] = {
    {"duty", INPUT_IDS, .max = MOST_JOINED, .help = TR_ID("Duties to join")},
    {},
};

const struct page page_duty_join = {
    .path = "/contracts/{id}/duties/join",
    .may = MAY_WORK,
    .input = join_input,
    .show = page_duties_show,
    .save = save_join,
    .save_methods = HTTP_POST,
    .help = "Joins duties that are one.",
};
