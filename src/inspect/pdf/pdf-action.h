/* Actions: what the file does when it is opened or clicked on. */
#ifndef INSPECT_PDF_ACTION_H
#define INSPECT_PDF_ACTION_H

#include "inspect/pdf/pdf-walk.h"

/* An action and those that follow it; by_itself: nobody has to click for it (pdf-action.c). */
void pdf_action_take(struct pdf_walk *w, pdf_obj *action, struct str place, bool by_itself);

/* Those that an object has in AA. */
void pdf_action_take_triggers(struct pdf_walk *w, pdf_obj *owner, struct str place);

/* The rule for what the action does, or NULL; where it leads, or ""; whether that is inside. */
const char *pdf_action_rule(struct pdf_walk *w, pdf_obj *action);
struct str pdf_action_target(struct pdf_walk *w, pdf_obj *action);
bool pdf_action_leads_inside(struct pdf_walk *w, pdf_obj *action);

#endif
