/*
 * The default configuration (D of OCProperties) says which layers are on; its AS entries say for
 * which events (View, Print) the Usage of a layer overrides that, or its magnification does: a page
 * is taken as it is seen at its own size. A membership (OCMD) combines layers by a policy (P) or an
 * expression (VE). Each layer then gets a Usage of its own that says its two states outright, and
 * each membership becomes such a layer.
 */
#include "inspect/pdf/pdf-layers.h"

#include "base/common.h"

#include <string.h>

enum { MAX_LAYERS = 4000, MAX_DEPTH = 16, MAX_OBJECTS = 1000000, MAX_NESTING = 8 };

enum event { VIEW, PRINT, EVENTS };

static const char *const event_names[EVENTS] = {"View", "Print"};
static const char *const state_names[EVENTS] = {"ViewState", "PrintState"};

struct settler {
    fz_context *ctx;
    pdf_obj *config; /* D */
    pdf_obj *groups; /* OCGs */
    int count;
    uint8_t state[MAX_LAYERS][EVENTS];
};

static bool has(struct settler *s, pdf_obj *array, pdf_obj *layer)
{
    int number = pdf_to_num(s->ctx, layer);

    for (int i = 0; i < pdf_array_len(s->ctx, array); i++) {
        if (number != 0 && pdf_to_num(s->ctx, pdf_array_get(s->ctx, array, i)) == number) {
            return true;
        }
    }
    return false;
}

/* What the usage of a layer says for an event: 1 on, 0 off, -1 nothing. */
static int usage_of(struct settler *s, pdf_obj *layer, enum event event)
{
    pdf_obj *all = pdf_dict_gets(s->ctx, layer, "Usage");
    pdf_obj *state =
        pdf_dict_gets(s->ctx, pdf_dict_gets(s->ctx, all, event_names[event]), state_names[event]);

    return !pdf_is_name(s->ctx, state)                      ? -1
           : strcmp(pdf_to_name(s->ctx, state), "OFF") == 0 ? 0
                                                            : 1;
}

/* Whether a layer that is for some magnifications only is drawn at its own size, as the page is. */
static bool is_for_plain_size(struct settler *s, pdf_obj *layer)
{
    pdf_obj *zoom = pdf_dict_gets(s->ctx, pdf_dict_gets(s->ctx, layer, "Usage"), "Zoom");
    pdf_obj *most = pdf_dict_gets(s->ctx, zoom, "max");

    return pdf_to_real(s->ctx, pdf_dict_gets(s->ctx, zoom, "min")) <= 1 &&
           (most == NULL || pdf_to_real(s->ctx, most) > 1);
}

/* Whether the file asks that this part of the usage of the layer be applied at the event. */
static bool is_automatic(struct settler *s, pdf_obj *layer, enum event event, const char *part)
{
    pdf_obj *as = pdf_dict_gets(s->ctx, s->config, "AS");

    for (int i = 0; i < MIN(pdf_array_len(s->ctx, as), MAX_LAYERS); i++) {
        pdf_obj *entry = pdf_array_get(s->ctx, as, i);
        pdf_obj *kinds = pdf_dict_gets(s->ctx, entry, "Category");

        if (strcmp(pdf_to_name(s->ctx, pdf_dict_gets(s->ctx, entry, "Event")),
                   event_names[event]) != 0 ||
            !has(s, pdf_dict_gets(s->ctx, entry, "OCGs"), layer)) {
            continue;
        }
        for (int k = 0; k < MIN(pdf_array_len(s->ctx, kinds), MAX_DEPTH); k++) {
            if (strcmp(pdf_to_name(s->ctx, pdf_array_get(s->ctx, kinds, k)), part) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void find_states(struct settler *s)
{
    const char *base = pdf_to_name(s->ctx, pdf_dict_gets(s->ctx, s->config, "BaseState"));
    pdf_obj *on = pdf_dict_gets(s->ctx, s->config, "ON");
    pdf_obj *off = pdf_dict_gets(s->ctx, s->config, "OFF");

    for (int i = 0; i < s->count; i++) {
        pdf_obj *layer = pdf_array_get(s->ctx, s->groups, i);
        bool state = strcmp(base, "OFF") != 0 ? !has(s, off, layer) : has(s, on, layer);

        for (enum event event = VIEW; event < EVENTS; event++) {
            int usage =
                is_automatic(s, layer, event, event_names[event]) ? usage_of(s, layer, event) : -1;
            bool fits = !is_automatic(s, layer, event, "Zoom") || is_for_plain_size(s, layer);

            s->state[i][event] = (usage >= 0 ? usage == 1 : state) && fits;
        }
    }
}

static bool is_on(struct settler *s, pdf_obj *layer, enum event event)
{
    int number = pdf_to_num(s->ctx, layer);

    for (int i = 0; i < s->count; i++) {
        if (number != 0 && pdf_to_num(s->ctx, pdf_array_get(s->ctx, s->groups, i)) == number) {
            return s->state[i][event] != 0;
        }
    }
    return true; /* no layer of this file: it hides nothing */
}

static bool is_expression_on(struct settler *s, pdf_obj *e, enum event event, int depth)
{
    const char *operator= pdf_to_name(s->ctx, pdf_array_get(s->ctx, e, 0));
    bool all = true, any = false;

    if (!pdf_is_array(s->ctx, e) || depth > MAX_DEPTH) {
        return is_on(s, e, event);
    }
    for (int i = 1; i < MIN(pdf_array_len(s->ctx, e), MAX_LAYERS); i++) {
        bool one = is_expression_on(s, pdf_array_get(s->ctx, e, i), event, depth + 1);

        all &= one;
        any |= one;
    }
    return strcmp(operator, "Not") == 0 ? !any : strcmp(operator, "Or") == 0 ? any : all;
}

static bool is_member_on(struct settler *s, pdf_obj *member, enum event event)
{
    pdf_obj *expression = pdf_dict_gets(s->ctx, member, "VE");
    pdf_obj *groups = pdf_dict_gets(s->ctx, member, "OCGs");
    const char *policy = pdf_to_name(s->ctx, pdf_dict_gets(s->ctx, member, "P"));
    bool single = pdf_is_dict(s->ctx, groups), any_on = false, any_off = false;
    int n = single ? 1 : MIN(pdf_array_len(s->ctx, groups), MAX_LAYERS);

    if (pdf_is_array(s->ctx, expression)) {
        return is_expression_on(s, expression, event, 0);
    }
    for (int i = 0; i < n; i++) {
        bool on = is_on(s, single ? groups : pdf_array_get(s->ctx, groups, i), event);

        any_on |= on;
        any_off |= !on;
    }
    return n == 0                          ? true
           : strcmp(policy, "AllOn") == 0  ? !any_off
           : strcmp(policy, "AnyOff") == 0 ? any_off
           : strcmp(policy, "AllOff") == 0 ? !any_on
                                           : any_on;
}

/* Says both states of a layer outright. */
static void write_states(struct settler *s, pdf_document *doc, pdf_obj *layer, bool view,
                         bool print)
{
    const bool states[EVENTS] = {view, print};
    pdf_obj *usage = pdf_dict_put_dict(s->ctx, layer, PDF_NAME(Usage), EVENTS);

    for (enum event event = VIEW; event < EVENTS; event++) {
        pdf_obj *entry = pdf_new_dict(s->ctx, doc, 1);

        pdf_dict_puts_drop(s->ctx, usage, event_names[event], entry);
        pdf_dict_puts_drop(s->ctx, entry, state_names[event],
                           pdf_new_name(s->ctx, states[event] ? "ON" : "OFF"));
    }
    pdf_dict_del(s->ctx, layer, PDF_NAME(Intent));
}

/* A membership may stand in any dictionary, as an object of its own or not. */
static void settle_members_in(struct settler *s, pdf_document *doc, pdf_obj *o, int depth,
                              struct pdf_layers *layers)
{
    if (depth >= MAX_NESTING || (depth > 0 && pdf_is_indirect(s->ctx, o))) {
        return;
    }
    if (pdf_is_array(s->ctx, o)) {
        for (int i = 0; i < pdf_array_len(s->ctx, o); i++) {
            settle_members_in(s, doc, pdf_array_get(s->ctx, o, i), depth + 1, layers);
        }
    } else if (strcmp(pdf_to_name(s->ctx, pdf_dict_gets(s->ctx, o, "Type")), "OCMD") == 0) {
        bool view = is_member_on(s, o, VIEW), print = is_member_on(s, o, PRINT);

        layers->print_differs |= view != print;
        write_states(s, doc, o, view, print);
        pdf_dict_put(s->ctx, o, PDF_NAME(Type), PDF_NAME(OCG));
    } else {
        for (int i = 0; i < pdf_dict_len(s->ctx, o); i++) {
            settle_members_in(s, doc, pdf_dict_get_val(s->ctx, o, i), depth + 1, layers);
        }
    }
}

static void settle_members(struct settler *s, pdf_document *doc, struct pdf_layers *layers)
{
    int objects = MIN(pdf_xref_len(s->ctx, doc), MAX_OBJECTS);

    for (int i = 1; i < objects; i++) {
        pdf_obj *object = NULL;

        fz_var(object);
        fz_try(s->ctx)
        {
            object = pdf_load_object(s->ctx, doc, i);
            settle_members_in(s, doc, object, 0, layers);
        }
        fz_always(s->ctx)
        {
            pdf_drop_obj(s->ctx, object);
        }
        fz_catch(s->ctx)
        {
            /* A damaged object hides nothing; who uses it will tell. */
        }
    }
}

struct pdf_layers pdf_layers_settle(fz_context *ctx, pdf_document *doc)
{
    pdf_obj *root = pdf_dict_gets(ctx, pdf_trailer(ctx, doc), "Root");
    pdf_obj *properties = pdf_dict_gets(ctx, root, "OCProperties");
    struct pdf_layers layers = {};
    struct settler *s;

    layers.any = pdf_array_len(ctx, pdf_dict_gets(ctx, properties, "OCGs")) > 0;
    if (!layers.any) {
        return layers;
    }
    s = fz_calloc(ctx, 1, sizeof(*s));
    s->ctx = ctx;
    s->config = pdf_dict_gets(ctx, properties, "D");
    s->groups = pdf_dict_gets(ctx, properties, "OCGs");
    s->count = MIN(pdf_array_len(ctx, s->groups), MAX_LAYERS);
    fz_try(ctx)
    {
        find_states(s);
        settle_members(s, doc, &layers);
        for (int i = 0; i < s->count; i++) {
            pdf_obj *layer = pdf_array_get(ctx, s->groups, i);

            layers.print_differs |= s->state[i][VIEW] != s->state[i][PRINT];
            if (pdf_is_dict(ctx, layer)) {
                write_states(s, doc, layer, s->state[i][VIEW] != 0, s->state[i][PRINT] != 0);
            }
        }
    }
    fz_always(ctx)
    {
        fz_free(ctx, s);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    return layers;
}
