/* Fields of a form from declared inputs; see form.h. */
#include "web/form.h"

#include "web/input.h"
#include "web/say.h"
#include "web/view-inside.h"

enum { MANY_CHARACTERS = 4000 }; /* from here on a text gets a tall box */

static void add_choices(const struct page_call *c, const struct page_input *input, struct str value,
                        struct view *row)
{
    struct str rest = str_of(input->choices);

    while (rest.n > 0) {
        ptrdiff_t bar = str_find(rest, STR("|"), 0);
        struct str word = str_sub(rest, 0, bar < 0 ? rest.n : (size_t)bar);
        struct view *choice = view_add(row, "choices");

        view_str(choice, "word", word);
        view_str(choice, "label", say_word(c, word));
        view_flag(choice, "is_chosen", str_eq(word, value));
        rest = str_sub(rest, word.n + 1, rest.n);
    }
}

static bool is_hidden(const struct page_input *input)
{
    return input->type == INPUT_ID || input->type == INPUT_IDS ||
           str_eq(str_of(input->name), STR("version"));
}

/* How the field looks, by its type. */
static void fill_kind(const struct page_input *input, struct view *row)
{
    static const char *const kinds[] = {
        [INPUT_DAY] = "date", [INPUT_TIME] = "time", [INPUT_INT] = "number", [INPUT_IDS] = NULL};
    const char *kind = input->type < COUNT(kinds) ? kinds[input->type] : NULL;
    bool is_file = input->type == INPUT_FILE || input->type == INPUT_FILES;
    bool is_other = input->type == INPUT_LINES || is_file || input->type == INPUT_FLAG ||
                    input->type == INPUT_WORD;

    view_flag(row, "is_hidden", is_hidden(input));
    view_flag(row, "is_lines", input->type == INPUT_LINES);
    view_int(row, "rows", input->max > MANY_CHARACTERS ? 10 : 3);
    view_flag(row, "is_file", is_file);
    view_flag(row, "is_flag", input->type == INPUT_FLAG);
    view_str(row, "kind", str_of(kind != NULL ? kind : "text"));
    view_flag(row, "is_number", input->type == INPUT_INT);
    view_flag(row, "is_who", strcmp(input->name, "who") == 0);
    view_int(row, "most", input->max);
    view_flag(row, "is_line", !is_hidden(input) && !is_other);
}

static void add_field(const struct page_call *c, const struct page_input *input, struct str value,
                      struct view *v)
{
    struct view *row = view_add(v, "fields");

    view_str(row, "name", str_of(input->name));
    view_str(row, "label", input_label(input, page_language(c)));
    view_str(row, "hint", input_hint(input, page_language(c)));
    view_str(row, "value", value);
    view_str(row, "error", (struct str){});
    view_flag(row, "is_required", input->is_required);
    fill_kind(input, row);
    if (input->type == INPUT_WORD) {
        add_choices(c, input, value, row);
    } else {
        view_flag(row, "choices", false);
    }
    for (uint32_t k = 0; c->faults != NULL && k < c->faults->n; k++) {
        if (c->faults->v[k].input == input) {
            view_str(row, "error", c->faults->v[k].text);
        }
    }
}

/* Whether some value of the input was added as a field. */
static bool add_typed(const struct page_call *c, const struct page_input *input, struct view *v)
{
    const struct http_pairs *typed = c->faults->typed;
    bool has_any = false;

    for (uint32_t i = 0; i < typed->n; i++) {
        if (str_eq(typed->v[i].name, str_of(input->name))) {
            add_field(c, input, typed->v[i].value, v);
            has_any = true;
        }
    }
    return has_any;
}

void form_fields(const struct page_call *c, const struct page *page, struct view *v)
{
    bool is_back = c->faults != NULL && c->page == page;

    for (const struct page_input *i = page->input; i != NULL && i->name != NULL; i++) {
        struct str name = arena_printf(c->q->arena, "in_%s", i->name);
        const struct view_value *now = view_find(v, view_hash(name), name);

        if (!is_hidden(i) && !(is_back && add_typed(c, i, v))) {
            add_field(c, i, now != NULL ? now->text : (struct str){}, v);
        }
    }
}

int form_show(const struct page_call *c, struct http_response *r, struct err *err)
{
    struct view *v = view_new(c->q->arena);

    view_str(v, "title", str_of(tr_in(page_language(c), c->page->help)));
    for (const struct page_input *i = c->page->input; i != NULL && i->name != NULL; i++) {
        if (!add_typed(c, i, v) && i->type != INPUT_IDS) {
            add_field(c, i, (struct str){}, v);
        }
    }
    return page_render(c, "form", v, r, err);
}
