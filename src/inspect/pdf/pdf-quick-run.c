/* The states of a quick run and its resources; see pdf-quick-run.h. */
#include "inspect/pdf/pdf-quick-run.h"

enum { MAX_STATES = 1000 };

void pdf_quick_save(struct pdf_quick *q)
{
    struct pdf_quick_state state = *pdf_quick_state(q);

    q->is_strange |= q->states.n >= MAX_STATES;
    *VEC_ADD(q->arena, &q->states) = state;
}

void pdf_quick_restore(struct pdf_quick *q)
{
    int clips = pdf_quick_state(q)->clips;

    q->states.n--;
    for (; clips > pdf_quick_state(q)->clips; clips--) {
        fz_pop_clip(q->ctx, q->device);
    }
}

pdf_obj *pdf_quick_resource(struct pdf_quick *q, pdf_obj *kind, const char *name)
{
    return pdf_dict_gets(q->ctx, pdf_dict_get(q->ctx, q->resources, kind), name);
}
