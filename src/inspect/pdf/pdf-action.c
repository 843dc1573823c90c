/*
 * Actions (ISO 32000-1 section 12.6): what a reader does when somebody clicks, or by itself. An
 * action may be followed by others, one or many, which may lead back to it. They are told where
 * people know them to be; what is reached in another way pdf-anywhere.c tells.
 */
#include "inspect/pdf/pdf-action.h"

#include "inspect/local-path.h"

const char *pdf_action_rule(struct pdf_walk *w, pdf_obj *action)
{
    static const struct {
        const char *kind, *rule;
    } kinds[] = {{"JavaScript", "PDF-141"}, {"Launch", "PDF-142"},    {"SubmitForm", "PDF-142"},
                 {"ImportData", "PDF-142"}, {"Movie", "PDF-146"},     {"Sound", "PDF-146"},
                 {"Rendition", "PDF-146"},  {"GoTo3DView", "PDF-146"}};
    const char *kind = pdf_to_name(w->ctx, pdf_dict_get(w->ctx, action, PDF_NAME(S)));
    pdf_obj *script = pdf_dict_get(w->ctx, action, PDF_NAME(JS));

    if (pdf_is_string(w->ctx, script) || pdf_is_stream(w->ctx, script)) {
        return "PDF-141"; /* also that of a rendition */
    }
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (strcmp(kind, kinds[i].kind) == 0) {
            return kinds[i].rule;
        }
    }
    return NULL;
}

struct str pdf_action_target(struct pdf_walk *w, pdf_obj *action)
{
    bool is_uri = pdf_name_eq(w->ctx, pdf_dict_get(w->ctx, action, PDF_NAME(S)), PDF_NAME(URI));
    pdf_obj *target = pdf_dict_gets(w->ctx, action, is_uri ? "URI" : "F");

    if (pdf_is_dict(w->ctx, target)) { /* a file is told by a dictionary, too */
        struct str name = pdf_walk_text_at(w, target, "UF");

        return name.n > 0 ? name : pdf_walk_text_at(w, target, "F");
    }
    return pdf_walk_text(w, target);
}

bool pdf_action_leads_inside(struct pdf_walk *w, pdf_obj *action)
{
    struct str target = pdf_action_target(w, action);

    return local_path_is(target) || local_path_is_inner_url(target);
}

static void take_one(struct pdf_walk *w, pdf_obj *action, struct str place, bool by_itself)
{
    const char *rule = pdf_action_rule(w, action);
    struct str kind = pdf_walk_text_at(w, action, "S");

    if (rule != NULL) {
        pdf_walk_add(w, rule, place, pdf_walk_text_at(w, action, "JS"));
        pdf_walk_is_first(w, action, rule);
    }
    if (pdf_action_leads_inside(w, action)) {
        pdf_walk_add(w, "PDF-152", place, pdf_action_target(w, action));
        pdf_walk_is_first(w, action, "PDF-152");
    }
    if (rule == NULL && by_itself && kind.n > 0 && !str_eq(kind, STR("GoTo"))) {
        pdf_walk_add(w, "PDF-143", place, kind);
        pdf_walk_is_first(w, action, "PDF-143");
    }
}

/* Chains that branch again are left to pdf-anywhere.c, which meets every dictionary once. */
void pdf_action_take(struct pdf_walk *w, pdf_obj *action, struct str place, bool by_itself)
{
    for (int depth = 0; depth < PDF_WALK_MAX_DEPTH && pdf_is_dict(w->ctx, action); depth++) {
        pdf_obj *next = pdf_dict_get(w->ctx, action, PDF_NAME(Next));

        take_one(w, action, place, by_itself);
        for (int i = 0; i < MIN(pdf_array_len(w->ctx, next), PDF_WALK_MAX_NAMES); i++) {
            pdf_obj *one = pdf_array_get(w->ctx, next, i);

            if (pdf_is_dict(w->ctx, one)) {
                take_one(w, one, place, by_itself);
            }
        }
        action = next;
    }
}

void pdf_action_take_triggers(struct pdf_walk *w, pdf_obj *owner, struct str place)
{
    pdf_obj *triggers = pdf_dict_get(w->ctx, owner, PDF_NAME(AA));

    for (int i = 0; i < MIN(pdf_dict_len(w->ctx, triggers), PDF_WALK_MAX_NAMES); i++) {
        pdf_action_take(w, pdf_dict_get_val(w->ctx, triggers, i), place, true);
    }
}
